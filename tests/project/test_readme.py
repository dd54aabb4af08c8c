"""The first page of the project: short, with a picture that shows what the report says today."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image
from studies import known

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_is_read_in_some_minutes():
    assert len(README.splitlines()) <= 120


@pytest.mark.thorough
def test_the_picture_of_the_readme_shows_the_front_page_as_it_is():
    path = ROOT / "docs" / "front_picture.py"
    spec = importlib.util.spec_from_file_location("front_picture", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    shown = script.front(known("data"))
    assert Image.open(script.REPORT).text["words"] == script.hash_of(shown), "make picture"
    verdict = script.front_page(known("data"))["verdict"]
    assert f"![The front page of the report: {verdict}](docs/report.png)" in README


def test_the_readme_leads_to_all_findings_and_to_the_glossary():
    assert "(docs/findings.md)" in README
    assert "(docs/glossary.md)" in README
