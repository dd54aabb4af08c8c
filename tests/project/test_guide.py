"""The guide from an article to a report: followed word by word in an empty folder."""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_lines import understood

import analysis as an
from analysis import text as words

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "from-an-article-to-a-report.md").read_text("utf-8")
STEP = re.compile(
    r"`(?P<file>[\w./-]+)`:\n\n```csv\n(?P<rows>.*?)```"
    r"|```sh\nanalysis (?P<command>[^\n]*)\n```\n\n```text\n(?P<printed>.*?)```\n"
    r"(?=(?P<after>.*?)(?:```|\Z))",
    re.DOTALL,
)


def run(command, folder):
    """Run a command of the guide; return its exit code and what it prints."""
    return subprocess.run(
        [sys.executable, "-m", "analysis", *shlex.split(command)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Follow the guide; return the folder, and each command with what it should and did print."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    commands = []
    for step in STEP.finditer(GUIDE):
        if step["file"]:
            assert (folder / step["file"]).exists(), "a table that `analysis new` has written"
            (folder / step["file"]).write_text(step["rows"], encoding="utf-8")
            continue
        said = re.search(r"exit code is (\d)", step["after"])
        expected = (int(said[1]) if said else 0, step["printed"])
        commands.append((step["command"], expected, run(step["command"], folder)))
    return folder, commands


def test_each_command_of_the_guide_prints_what_the_guide_says_and_ends_so(followed):
    _, commands = followed
    assert [command.split()[0] for command, *_ in commands] == [
        *("new", "check", "check", "reconcile", "report")
    ]
    for command, (code, printed), done in commands:
        assert done.returncode == code, (command, done.stdout)
        same = doctest.OutputChecker().check_output(printed, done.stdout, doctest.ELLIPSIS)
        assert same, f"{command} prints:\n{done.stdout}"


def test_each_block_of_the_guide_is_followed():
    blocks = re.findall(r"^```(\w+)$", GUIDE, re.MULTILINE)
    steps = list(STEP.finditer(GUIDE))
    assert blocks.count("csv") == sum(bool(step["file"]) for step in steps) == 3
    assert blocks.count("sh") == blocks.count("text") == len(steps) - 3


def test_the_report_of_the_guide_is_about_its_pair(followed):
    folder, _ = followed
    front = (folder / "report" / "index.html").read_text("utf-8")
    assert "Westland and Eastland" in front
    assert "XAA" not in front


def test_the_growth_that_the_guide_names_is_that_of_its_figures(followed):
    study = an.read(followed[0] / "westland")
    article = an.growth(an.headline(study, "turnover")).loc[2019]
    assert f"growth of {article['low']:.0f} to {article['high']:.0f} percent" in GUIDE
    office = an.growth(an.series(study, "turnover", source="office-2021-06", statistics_of="XAA"))
    assert f"figures it is {words.quantity(office.loc[2019, 'value'], 'percent')}" in GUIDE


def test_the_other_commands_that_the_guide_names_are_commands():
    others = re.findall(r"`analysis ((?:report|reconcile) [^`]+)`", GUIDE)
    assert len(others) >= 4
    for command in others:
        assert understood(command)


def test_the_readme_leads_to_the_guide():
    assert "(docs/from-an-article-to-a-report.md)" in (ROOT / "README.md").read_text("utf-8")
