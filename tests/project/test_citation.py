"""What the citation, the licence and the project's settings say of the project agrees."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
LICENCE = (ROOT / "LICENSE").read_text("utf-8")


def test_the_citation_is_of_the_project_s_version_on_the_day_of_its_change_log():
    assert CITATION["version"] == PROJECT["version"]
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version, date = re.search(r"^## (\S+) \((\d{4}-\d{2}-\d{2})\)$", text, re.MULTILINE).groups()
    assert (version, date) == (PROJECT["version"], str(CITATION["date-released"]))


def test_licence_and_holder_are_the_same_wherever_they_stand():
    assert LICENCE.startswith(f"{PROJECT['license']} License\n")
    assert CITATION["license"] == PROJECT["license"]
    assert PROJECT["license-files"] == ["LICENSE"]
    holder = re.search(r"^Copyright \(c\) \d{4} (.+)$", LICENCE, re.MULTILINE)[1]
    assert [author["name"] for author in CITATION["authors"]] == [holder]
    assert (
        f"## Citing\n\nSee [CITATION.cff](CITATION.cff). Code under the [{PROJECT['license']}"
        in (ROOT / "README.md").read_text("utf-8")
    )


def test_no_address_of_a_repository_and_no_badge_stands_anywhere():
    assert "urls" not in PROJECT
    assert {"repository", "repository-code", "url"}.isdisjoint(CITATION)
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        assert not re.search(r"badge|shields\.io|github\.com/", page.read_text("utf-8")), page
