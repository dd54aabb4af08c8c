"""The notebooks in JupyterLab: what the first screen shows, and that all cells run as stored."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
SCREEN = {"width": 1280, "height": 800}
SETTINGS = {
    "apputils-extension/notification.jupyterlab-settings": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "apputils-extension/themes.jupyterlab-settings": {"adaptive-theme": True},
    # Cells that are out of sight are drawn too, so that their pictures can be looked for.
    "notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
}
QUIET = [
    "--no-browser",
    "--ip=127.0.0.1",
    "--port=0",
    "--ServerApp.port_retries=0",
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]
LONGEST = 240_000
"""Milliseconds that a notebook may take to run on a busy machine."""

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a free port of the loopback address, with copies: their folder, its address."""
    home = tmp_path_factory.mktemp("lab")
    for folder in ("notebooks", "data"):
        shutil.copytree(ROOT / folder, home / "work" / folder)
    for name, settings in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings))
    folders = {
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    environment = os.environ | {name: str(home / folder) for name, folder in folders.items()}
    root = [] if os.geteuid() else ["--allow-root"]
    with open(home / "log", "wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *QUIET, *root, f"--notebook-dir={home / 'work'}"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home,
        )
    try:
        yield home / "work", *address(server, home)
    finally:
        server.terminate()
        server.wait(30)


def address(server, home):
    """Return where the server is, and its token, once it says so."""
    for _ in range(600):
        assert server.poll() is None, (home / "log").read_text()
        for path in (home / "runtime").glob("jpserver-*.json"):
            told = json.loads(path.read_text() or "{}")
            if told.get("port"):
                return f"http://127.0.0.1:{told['port']}/", told["token"]
        time.sleep(0.1)
    raise AssertionError((home / "log").read_text())


@pytest.fixture
def open_notebook(browser, lab):
    """Open a notebook in JupyterLab, in light or dark."""
    _, url, token = lab
    contexts = []

    def opener(name, scheme="light"):
        context = browser.new_context(viewport=SCREEN, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{url}lab/tree/notebooks/{name}.ipynb?reset&token={token}")
        page.locator(".jp-Notebook .jp-RenderedMarkdown h1").wait_for(timeout=120_000)
        page.locator(".jp-Notebook .jp-RenderedImage img").first.wait_for(timeout=120_000)
        return page

    yield opener
    for context in contexts:
        context.close()


def outputs(path):
    """Return what the code cells of a notebook show, pictures by their kind alone."""
    shown = []
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            data = {
                kind: "a picture" if kind.startswith("image/") else text
                for kind, text in output.get("data", {"text": output.get("text")}).items()
            }
            shown.append((cell["id"], output["output_type"], data, output.get("metadata")))
    return shown


def saved(page, path):
    """Save the notebook that is open, and return its file once it is written whole."""
    before = path.stat().st_mtime_ns
    page.keyboard.press("Control+s")
    for _ in range(120):
        page.wait_for_timeout(250)
        with contextlib.suppress(nbformat.reader.NotJSONError):
            if path.stat().st_mtime_ns > before and nbformat.read(path, as_version=4).cells:
                return path
    raise AssertionError(f"{path.name} was not saved")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_notebook
def test_the_first_screen_shows_title_answer_and_the_beginning_of_a_chart(
    open_notebook, screenshots, name, scheme
):
    page = open_notebook(name, scheme)
    page.wait_for_timeout(1000)
    page.screenshot(path=screenshots / f"lab-{name}-{scheme}.png")
    notebook = page.locator(".jp-Notebook")
    title, chart = notebook.locator("h1").first, notebook.locator(".jp-RenderedImage img").first
    answer = notebook.locator(".jp-OutputArea-output.jp-RenderedMarkdown").first
    bottom = page.locator("#jp-main-statusbar").bounding_box()["y"]
    for one, least in ((title, 20), (answer, 20), (chart, 100)):
        box = one.bounding_box()
        assert box["y"] > 0
        assert box["y"] + min(least, box["height"]) <= bottom, (least, box)
    dark = page.evaluate("document.body.dataset.jpThemeLight") == "false"
    assert dark == (scheme == "dark")
    assert [url for url in page.asked if "//127.0.0.1:" not in url and "data:" not in url[:5]] == []


@every_notebook
def test_all_cells_run_without_error_and_show_what_is_stored(open_notebook, lab, screenshots, name):
    page = open_notebook(name)
    path = lab[0] / "notebooks" / f"{name}.ipynb"
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel and Clear Outputs of All Cells…").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(".jp-RenderedImage img").first.wait_for(state="detached")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    number = len([c for c in nbformat.read(path, 4).cells if c.cell_type == "code"])
    page.locator(".jp-InputPrompt", has_text=f"[{number}]:").wait_for(
        timeout=LONGEST, state="attached"
    )
    page.wait_for_timeout(1000)
    shown = outputs(saved(page, path))
    stored = outputs(ROOT / "notebooks" / f"{name}.ipynb")
    assert [kind for _, kind, *_ in shown if kind in ("error", "stream")] == []
    assert shown == stored
    whole = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": min(whole + 150, 15_000)})
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.wait_for_timeout(1000)
    page.screenshot(path=screenshots / f"lab-{name}-run.png")
