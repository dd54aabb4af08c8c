"""The workflow for GitHub: few permissions, pinned actions, and the commands of the Makefile."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
(WORKFLOW,) = (
    yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")
)
JOBS = WORKFLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
MATRIX = JOBS["allowed"]["strategy"]["matrix"]["include"]


def recipe(target):
    """Return the commands of a target of the Makefile, as if `.venv/bin` were on the path."""
    text = MAKEFILE.replace("\\\n", " ").replace("$(BIN)/", "").replace("@", "")
    return re.search(rf"^{target}:[^\n]*\n((?:\t[^\n]*\n)+)", text, re.M)[1].split("\n\t")


def test_the_workflow_may_read_the_project_and_nothing_else():
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert [name for name, job in JOBS.items() if "permissions" in job] == []
    checkouts = [step for step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(JOBS)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert "secrets" not in str(WORKFLOW)


def test_each_action_is_github_s_own_and_pinned_to_a_version():
    for action in (step["uses"] for step in STEPS if "uses" in step):
        assert re.fullmatch(r"actions/[\w-]+@(v\d+(\.\d+)*|[0-9a-f]{40})", action), action


def test_the_workflow_runs_on_each_change_and_every_week_and_each_job_ends():
    when = WORKFLOW[True]  # YAML 1.1 reads the key "on" as true
    assert set(when) == {"push", "pull_request", "schedule"}
    (weekly,) = when["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", weekly["cron"])
    assert WORKFLOW["concurrency"]["cancel-in-progress"] is True
    assert all(job["timeout-minutes"] <= 60 for job in JOBS.values())


def test_the_lock_is_tested_on_linux_with_the_oldest_python_by_the_readme_s_command():
    job = JOBS["locked"]
    assert job["runs-on"] == "ubuntu-latest"
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[0] == "make test"
    assert "\nmake test " in (ROOT / "README.md").read_text("utf-8")
    for run in runs:
        assert recipe(run.removeprefix("make "))
    given = [step.get("with", {}).get("python-version") for step in job["steps"]]
    (python,) = filter(None, given)
    assert PROJECT["requires-python"] == f">={python}"
    assert any("--nbval " in command for command in recipe("test"))


def test_elsewhere_the_tests_are_those_of_the_makefile_without_strict_outputs():
    (command,) = (c.strip() for c in recipe("test") if c.strip().startswith("pytest"))
    *_, last = JOBS["allowed"]["steps"]
    assert last["run"] == "python -m " + command.replace("--nbval ", "--nbval-lax ")


def test_elsewhere_no_step_needs_make_or_a_path_that_windows_does_not_have():
    for run in (step["run"] for step in JOBS["allowed"]["steps"] if "run" in step):
        assert run.startswith("python -"), run
        assert ".venv" not in run
        assert "\n" not in run


def test_the_classifiers_the_workflow_and_the_allowed_pythons_agree():
    listed = [re.fullmatch(r".* :: (3\.\d+)", text) for text in PROJECT["classifiers"]]
    pythons = [match[1] for match in listed if match]
    assert sorted(pythons) == sorted({row["python"] for row in MATRIX})
    assert all(SpecifierSet(PROJECT["requires-python"]).contains(python) for python in pythons)


@pytest.mark.parametrize(
    "row",
    [
        {"os": "ubuntu-latest", "python": "3.11", "versions": "lowest-direct"},
        {"os": "ubuntu-latest", "python": "3.14", "versions": "highest"},
        {"os": "macos-latest", "python": "3.14", "versions": "highest"},
        {"os": "windows-latest", "python": "3.14", "versions": "highest"},
    ],
    ids=lambda row: " ".join(row.values()),
)
def test_the_matrix_has(row):
    assert row in MATRIX
