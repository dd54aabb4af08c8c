"""The files that other tools read are what these tools take, and they agree with each other."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

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


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", sorted((ROOT / ".github/workflows").glob("*.yml"))),
        ("custom.github-workflows-require-timeout", [ROOT / ".github/workflows/tests.yml"]),
        ("vendor.dependabot", [ROOT / ".github/dependabot.yml"]),
        ("vendor.github-issue-forms", sorted(FORMS.glob("*-*.yml"))),
        ("vendor.github-issue-config", [FORMS / "config.yml"]),
        ("vendor.citation-file-format", [ROOT / "CITATION.cff"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_has_the_form_that_its_reader_publishes(schema, files):
    assert files
    assert checked("check-jsonschema", "--builtin-schema", schema, *files) == ""


@pytest.mark.thorough
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


def commands(job):
    """Return the commands of a job's steps, a row of its matrix put in."""
    rows = job.get("strategy", {}).get("matrix", {}).get("command", [""])
    steps = [step["run"] for step in job["steps"] if "run" in step]
    return {run.replace("${{ matrix.command }}", row) for run in steps for row in rows}


@pytest.mark.parametrize(
    "command",
    ["make test", "make docs", "make wheel-check", "make test-spark", "make test-browser"],
)
def test_the_workflow_runs_each_command_that_has_to_pass_and_needs_no_root(command):
    assert command in set().union(*map(commands, WORKFLOW["jobs"].values()))
    target = command.removeprefix("make ")
    assert f"\n{target}: " in (ROOT / "Makefile").read_text("utf-8")


def test_what_the_workflow_tries_with_new_versions_reports_warnings_and_does_not_fail_of_them():
    assert any("pytest -W default " in run for run in commands(WORKFLOW["jobs"]["allowed"]))
    assert not any("-W" in run for run in commands(WORKFLOW["jobs"]["locked"]))


def test_the_locked_versions_are_held_against_the_list_of_known_holes():
    assert any("requirements.lock" in run for run in commands(WORKFLOW["jobs"]["audit"]))


def test_no_version_with_a_known_hole_is_admitted():
    # CVE-2025-53000: on Windows, nbconvert up to 7.16.6 runs an inkscape.bat of the folder.
    (nbconvert,) = (one for one in PROJECT["dependencies"] if one.startswith("nbconvert"))
    assert Requirement(nbconvert).specifier.contains("7.17.0")
    assert not Requirement(nbconvert).specifier.contains("7.16.6")
