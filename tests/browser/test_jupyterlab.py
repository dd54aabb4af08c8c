"""The notebooks in JupyterLab: what the first screen shows, and that all cells run as stored."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.report.workplace import FIRST, FOLDERS
from analysis.study.choice import FILE, KEPT

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
CONFIG = {
    "ServerApp": {"allow_root": True, "ip": "127.0.0.1", "port_retries": 0},
    "LabApp": {
        "news_url": "",
        "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "extension_manager": "readonly",
    },
}
START = """
from pathlib import Path
from analysis.cli.main import main
from analysis.report import workplace
workplace.own_notebooks = lambda: Path("library/notebooks").resolve()
main(["lab", "--to", "work", "--no-browser", "--port", "0"])
"""
"""`analysis lab` as where the library is installed: it works in a copy of what the library has."""
LONGEST = 240_000
"""Milliseconds that a notebook may take to run on a busy machine."""

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a free port of the loopback address, with copies: their folder, its address."""
    home = tmp_path_factory.mktemp("lab")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, home / "library" / folder)
    for name in ("jupyter_server_config.json", "jupyter_lab_config.json"):
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / name).write_text(json.dumps(CONFIG))
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
    environment.pop(KEPT)
    with open(home / "log", "wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", START],
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


# What one tries first, in 00_start_here


@pytest.fixture(scope="module")
def start(browser, lab):
    """The page that JupyterLab opens with, its first notebook run; what is chosen is forgotten."""
    work, url, token = lab
    page = browser.new_context(viewport=SCREEN).new_page()
    page.goto(f"{url}?token={token}")
    page.locator(".jp-Notebook .jp-RenderedImage img").first.wait_for(timeout=120_000)
    wait_for_kernel(page)
    run_all(page)
    yield page
    page.context.close()
    (work / "notebooks" / FILE).unlink(missing_ok=True)


def shown_notebook(page):
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")


def wait_for_kernel(page):
    """Wait until the notebook that is open has a kernel: what is run before that is lost."""
    name = shown_notebook(page).locator(".jp-Toolbar-kernelName", has_text="Python 3")
    name.wait_for(timeout=120_000)
    page.locator("#jp-main-statusbar", has_text="Python 3 (ipykernel) | Idle").wait_for(
        timeout=120_000
    )


def run_all(page):
    """Run all cells of the notebook that is open, and wait for the last one."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    last = shown_notebook(page).locator(".jp-CodeCell .jp-InputPrompt").last
    for text in ("[*]:", re.compile(r"\[\d+\]:")):
        last.filter(has_text=text).wait_for(timeout=LONGEST, state="attached")


def write_into(page, cell, code):
    """Write code into a cell, in place of what is there."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def tried(page, code):
    """Run a line in a new cell below all others, and return what it shows."""
    shown_notebook(page).locator(".jp-Cell").last.click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    cell = shown_notebook(page).locator(".jp-Cell").last
    write_into(page, cell, code)
    page.keyboard.press("Control+Enter")
    cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for(timeout=LONGEST)
    page.wait_for_timeout(500)
    return "\n".join(cell.locator(".jp-OutputArea-output").all_inner_texts())


def lines_to_try():
    """Return the lines that 00_start_here shows, by the function that each calls."""
    cells = nbformat.read(ROOT / FIRST, as_version=4).cells
    (cell,) = (cell for cell in cells if "start.tasks" in cell.source)
    lines = re.findall(r"`(an\..+?)`", cell.outputs[0].data["text/markdown"])
    words = ("years=", "reporter=", "read_excel", "what_if", ".save(", ".to_excel(", "compare")
    return {word: next(line for line in lines if word in line) for word in words}


LINES = lines_to_try()


def test_the_lab_opens_on_the_first_notebook_beside_data_and_examples(start, screenshots):
    folders = start.locator(".jp-DirListing-itemText").all_inner_texts()
    if "notebooks" not in folders:
        start.locator(".jp-BreadCrumbs-home").click()
        start.locator(".jp-DirListing-itemText", has_text="examples").wait_for()
    folders = start.locator(".jp-DirListing-itemText").all_inner_texts()
    assert set(folders) == set(FOLDERS)
    start.screenshot(path=screenshots / "lab-start.png")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("years=", "from 2016 to 2020"),
        ("reporter=", "Balance of trade of Georgia"),
        ("what_if", "If art-turnover-2020 were printed as 1.8 billion in place of 2.2 billion"),
        ("compare", "1.8 billion"),
    ],
)
def test_a_line_to_try_shows_what_it_says(start, word, expected):
    assert expected in tried(start, LINES[word])


@pytest.mark.parametrize(
    ("word", "file"), [(".save(", "turnover.png"), (".to_excel(", "results.xlsx")]
)
def test_a_line_to_try_saves_its_file_beside_the_notebook(start, lab, word, file):
    assert tried(start, LINES[word]) == ""
    assert (lab[0] / "notebooks" / file).stat().st_size > 1000


def test_an_excel_table_of_one_s_own_is_read(start, lab):
    figures = pd.read_csv(ROOT / "examples" / "GEO-TUR" / "figures.csv", dtype=str)
    figures.to_excel(lab[0] / "notebooks" / "figures.xlsx", index=False)
    shown = tried(start, f"import pandas as pd\n{LINES['read_excel']}")
    assert "Balance of trade of Georgia" in shown


def test_a_wrong_input_is_one_sentence(start):
    shown = tried(start, 'an.read("../nowhere")')
    assert shown.strip() == "../nowhere is not a folder: a study is a folder with figures.csv"


def test_a_link_to_a_chapter_and_to_the_codebook_opens_it(start):
    for name, words in (("Who invests more in whom?", "02_investment"), ("codebook", "README")):
        first = start.locator(".lm-TabBar-tabLabel", has_text="00_start_here").first
        first.click()
        shown_notebook(start).get_by_role("link", name=name).first.click()
        start.locator(".lm-DockPanel .lm-TabBar-tabLabel", has_text=words).wait_for()
    first.click()


def test_what_the_first_cell_chooses_another_notebook_reads(start, lab):
    cell = shown_notebook(start).locator(".jp-CodeCell").first
    code = cell.locator(".cm-content").inner_text()
    chosen = code.replace("folder=None", 'folder="../examples/GEO-TUR"')
    write_into(start, cell, re.sub(r"\n+", "\n", chosen.replace("years=None", 'years="2021-2022"')))
    start.keyboard.press("Control+Enter")
    cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for(timeout=LONGEST)
    for _ in range(100):
        if (lab[0] / "notebooks" / FILE).exists():
            break
        start.wait_for_timeout(100)
    shown_notebook(start).get_by_role("link", name="How fast did trade grow").first.click()
    start.locator(".lm-TabBar-tabLabel", has_text="01_trade_growth").wait_for()
    page = shown_notebook(start)
    page.locator(".jp-RenderedImage img").first.wait_for(timeout=60_000)
    assert "Daily Sabah" not in page.inner_text()
    wait_for_kernel(start)
    first = page.locator(".jp-CodeCell").first
    first.locator(".cm-content").click()
    start.keyboard.press("Shift+Enter")
    start.keyboard.press("Shift+Enter")
    start.keyboard.press("Shift+Enter")
    page.locator(".jp-RenderedMarkdown", has_text="Daily Sabah").first.wait_for(timeout=LONGEST)
