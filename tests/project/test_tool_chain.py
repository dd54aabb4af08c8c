"""The files that other tools read are what these tools take, and they agree with each other."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


def checked(*command):
    """Run a checker that is installed beside this Python; return what it complains of."""
    program, *arguments = command
    run = subprocess.run(
        [Path(sys.executable).parent / program, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return run.stdout + run.stderr if run.returncode else ""


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted((ROOT / ".github/workflows").glob("*.yml"))),
        ("custom.github-workflows-require-timeout", [ROOT / ".github/workflows/tests.yml"]),
        ("vendor.github-issue-forms", sorted(FORMS.glob("*-*.yml"))),
        ("vendor.github-issue-config", [FORMS / "config.yml"]),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_has_the_form_that_its_reader_publishes(schema, files):
    assert files
    assert checked("check-jsonschema", "--builtin-schema", schema, *files) == ""


def test_the_checker_complains_of_a_file_that_has_not_that_form(tmp_path):
    broken = tmp_path / "tests.yml"
    broken.write_text("on: push\njobs: {a: {runs-on: ubuntu-latest, step: []}}\n")
    assert checked("check-jsonschema", "--builtin-schema", "vendor.github-workflows", broken)


def test_the_settings_of_the_project_are_valid():
    assert checked("validate-pyproject", "pyproject.toml") == ""


def test_the_workflow_may_read_the_project_and_nothing_else():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in WORKFLOW["jobs"].items() if "permissions" in job] == []


def test_the_workflow_tries_each_python_that_the_project_names_and_the_lowest_versions():
    rows = WORKFLOW["jobs"]["allowed"]["strategy"]["matrix"]["include"]
    listed = [text.rpartition(" :: ")[2] for text in PROJECT["classifiers"]]
    assert {row["python"] for row in rows} == {python for python in listed if "." in python}
    lowest = [row["python"] for row in rows if row["versions"] == "lowest-direct"]
    assert [f">={python}" for python in lowest] == [PROJECT["requires-python"]]
