"""The guide from an article to a report: followed word by word in an empty folder."""

import csv
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
    r"`(?P<file>[\w./-]+)`:\n\n```(?:csv|txt)\n(?P<rows>.*?)```"
    r"|```sh\nanalysis (?P<command>[^\n]*)\n```\n\n```text\n(?P<printed>.*?)```\n"
    r"(?=(?P<after>.*?)(?:```|\Z))",
    re.DOTALL,
)


DRAFTED = "as_written quantity period doubt".split()
"""What the guide shows of a drafted row, before the period that is right where another was."""


def shown_rows():
    """Return the table of drafted rows that the guide shows, without its head."""
    lines = [line for line in GUIDE.splitlines() if line.startswith("| ")]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[2:]]


def confirm_as_shown(folder):
    """Do by hand what the guide asks for: correct the periods, and write yes into each row."""
    path = folder / "westland" / "drafts" / "courier.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    drafted = [[row[column] for column in DRAFTED] for row in rows]
    for row, shown in zip(rows, shown_rows(), strict=True):
        row |= {"period": shown[-1] or row["period"], "confirmed": "yes"}
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return drafted


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
    """Follow the guide; return the folder, each command with what it should and did print, and
    the rows that were drafted.
    """
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    commands, drafted = [], []
    for step in STEP.finditer(GUIDE):
        if file := step["file"]:
            assert (folder / file).exists() == file.startswith("westland/"), "a table of the study"
            (folder / file).write_text(step["rows"], encoding="utf-8")
            continue
        if step["command"].startswith("confirm"):
            drafted = confirm_as_shown(folder)
        said = re.search(r"exit code is (\d)", step["after"])
        expected = (int(said[1]) if said else 0, step["printed"])
        commands.append((step["command"], expected, run(step["command"], folder)))
    return folder, commands, drafted


@pytest.mark.thorough
def test_each_command_of_the_guide_prints_what_the_guide_says_and_ends_so(followed):
    _, commands, _ = followed
    assert [command.split()[0] for command, *_ in commands] == [
        *("new", "draft", "confirm", "import", "check", "reconcile", "report")
    ]
    for command, (code, printed), done in commands:
        assert done.returncode == code, (command, done.stdout)
        same = doctest.OutputChecker().check_output(printed, done.stdout, doctest.ELLIPSIS)
        assert same, f"{command} prints:\n{done.stdout}"


def test_each_block_of_the_guide_is_followed():
    blocks = re.findall(r"^```(\w+)$", GUIDE, re.MULTILINE)
    steps = list(STEP.finditer(GUIDE))
    files = blocks.count("csv") + blocks.count("txt")
    assert files == sum(bool(step["file"]) for step in steps) == 4
    assert blocks.count("sh") == blocks.count("text") == len(steps) - files


@pytest.mark.thorough
def test_the_rows_that_the_guide_shows_are_those_that_are_drafted(followed):
    assert [shown[:-1] for shown in shown_rows()] == followed[2]


def test_the_guide_corrects_a_cell_that_is_named_as_a_guess():
    corrected = [row for row in shown_rows() if row[-1]]
    assert len(corrected) == 1
    assert "period" in corrected[0][DRAFTED.index("doubt")]


def test_the_minutes_of_the_guide_are_those_of_its_title():
    minutes = map(int, re.findall(r"^## .*\((\d+) minutes?\)$", GUIDE, re.MULTILINE))
    assert sum(minutes) == 10
    assert GUIDE.startswith("# From an article to a report in ten minutes\n")


@pytest.mark.thorough
def test_the_report_of_the_guide_is_about_its_pair(followed):
    folder, *_ = followed
    front = (folder / "report" / "index.html").read_text("utf-8")
    assert "Westland and Eastland" in front
    assert "XAA" not in front


@pytest.mark.thorough
def test_the_growth_that_the_guide_names_is_that_of_its_figures(followed):
    study = an.read(followed[0] / "westland")
    article = an.growth(an.headline(study, "turnover")).loc[2019]
    assert f"growth of {article['low']:.0f} to {article['high']:.0f} percent" in GUIDE
    office = an.growth(an.series(study, "turnover", source="office", statistics_of="XAA"))
    assert f"figures it is {words.quantity(office.loc[2019, 'value'], 'percent')}" in GUIDE


def test_the_other_commands_that_the_guide_names_are_commands():
    others = re.findall(r"`analysis ((?:report|reconcile) [^`]+)`", GUIDE)
    assert len(others) >= 4
    for command in others:
        assert understood(command)


def test_the_readme_leads_to_the_guide():
    assert "(docs/from-an-article-to-a-report.md)" in (ROOT / "README.md").read_text("utf-8")
