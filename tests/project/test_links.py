"""Links in the project's texts lead to files and headings that are there."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOBS = ["*.md", "data/*.md", "docs/*.md", "examples/*/*.md", "notebooks/*.ipynb", "tests/*/*.md"]
PAGES = sorted(page for pattern in GLOBS for page in ROOT.glob(pattern))
LINK = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<target>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)"
)
PATH = re.compile(r"`((?:src|tests|docs|data|notebooks|examples|\.github)/[\w./*-]+)`")


def text_of(page):
    """Return the Markdown of a page, or of a notebook's cells and of what they show."""
    text = page.read_text("utf-8")
    if page.suffix != ".ipynb":
        return text
    parts = []
    for cell in json.loads(text)["cells"]:
        parts += ["".join(cell["source"])] if cell["cell_type"] == "markdown" else []
        shown = [output.get("data", {}) for output in cell.get("outputs", [])]
        parts += ["".join(data["text/markdown"]) for data in shown if "text/markdown" in data]
    return "\n\n".join(parts)


def without_code(text):
    """Return Markdown without fenced blocks and code in a line."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(text):
    """Return the anchors of a text's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    seen, found = Counter(), set()
    for heading in re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found


def broken(page, target):
    """Return what is wrong with a link, or nothing."""
    if re.match(r"https://[\w.-]+\.\w+(/|$)", target):
        return ""
    if ":" in target:
        return f"{target} is not an address that begins with https"
    file, _, anchor = target.partition("#")
    there = (page.parent / file) if file else page
    if not there.exists():
        return f"{target}: there is no {file}"
    if not there.resolve().is_relative_to(ROOT):
        return f"{target} leads out of the project"
    if anchor and anchor not in anchors(text_of(there)):
        return f"{target}: {there.name} has no heading {anchor}"
    return ""


def test_there_are_pages_with_links():
    linked = [page.name for page in PAGES if LINK.search(without_code(text_of(page)))]
    assert {"README.md", "CONTRIBUTING.md", "method.md", "01_trade_growth.ipynb"} <= set(linked)


def test_anchors_are_those_that_github_makes():
    text = "# What's *new* in 2.0?\n\n## A\n\n```sh\n# no heading\n```\n\n## A\n\n## [B c](d.md)\n"
    assert anchors(text) == {"whats-new-in-20", "a", "a-1", "b-c"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_to_a_file_or_heading_that_is_there(page):
    targets = [link["target"] for link in LINK.finditer(without_code(text_of(page)))]
    assert [wrong for target in targets if (wrong := broken(page, target))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_path_that_a_text_names_is_there(page):
    paths = PATH.findall(text_of(page))
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
