"""The API reference, as `make docs` makes it."""

import inspect
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """Run the command of the Makefile into an empty folder; return the folder."""
    folder = tmp_path_factory.mktemp("reference")
    recipe = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    command = re.search(r"^\t\$\(BIN\)/python (.+ -m pdoc .+)$", recipe, re.MULTILINE)[1]
    command = [part.replace("api-reference", str(folder)) for part in shlex.split(command)]
    run = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return folder


@pytest.mark.thorough
def test_the_reference_has_each_public_name_and_each_public_module(reference):
    page = (reference / "analysis.html").read_text("utf-8")
    for name in analysis.__all__:
        is_module = (reference / "analysis" / f"{name}.html").exists()
        assert is_module or f'<section id="{name}">' in page, name


def test_each_public_function_and_class_has_an_example():
    things = {name: getattr(analysis, name) for name in analysis.__all__}
    modules = [thing for thing in things.values() if inspect.ismodule(thing)]
    things |= {
        f"{module.__name__}.{name}": thing
        for module in modules
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
    }
    made = {
        n: thing
        for n, thing in things.items()
        if inspect.isroutine(thing) or inspect.isclass(thing)
    }
    assert len(made) > 80
    assert [name for name, thing in made.items() if ">>> " not in (thing.__doc__ or "")] == []


@pytest.mark.thorough
def test_the_reference_shows_sections_and_examples_as_such(reference):
    page = (reference / "analysis.html").read_text("utf-8")
    growth = re.search(r'<section id="growth">(.+?)</section>', page, re.DOTALL)[1]
    headings = re.findall(r"<h6[^>]*>(\w+)</h6>", growth)
    assert headings == ["Parameters", "Returns", "Raises", "Examples"]
    assert '<span class="gp">&gt;&gt;&gt; </span>' in growth


@pytest.mark.thorough
def test_the_reference_loads_nothing_from_elsewhere(reference):
    for page in reference.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(
            r"<(?:script|img|link|iframe)\b[^>]*(?:src|href)=[\"']?([^\"' >]+)", text
        )
        loaded += re.findall(r"(?:@import|url\()\s*[\"']?(?!data:)([^\"')]+)", text)
        assert [a for a in loaded if "//" in a and not a.startswith("data:")] == [], page
