"""The table of benchmarks: how a row is judged and written, and that it is written whole."""

import importlib
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bench(monkeypatch):
    """The modules of the table, which are beside the package and not in it."""
    monkeypatch.syspath_prepend(ROOT)
    return SimpleNamespace(
        main=importlib.import_module("benchmarks.__main__"),
        table=importlib.import_module("benchmarks.table"),
    )


def with_rows(bench, monkeypatch, *modules):
    """Let the benchmarks be some that take no time."""
    benchmarks = [SimpleNamespace(rows=rows) for rows in modules]
    monkeypatch.setattr(bench.main, "benchmarks", lambda: benchmarks)


@pytest.mark.parametrize(
    ("ratio", "aim", "met"),
    [
        (1.6, "at least 1.6", True),
        (1.59, "at least 1.6", False),
        (4, "at most 4", True),
        (4.1, "at most 4", False),
        (1, "above 1", False),
        (0.1, "below 0.1", False),
        (0.8, "0.8 to 1.2", True),
        (1.3, "0.8 to 1.2", False),
        (0.0, "0", True),
        (1.0, "0", False),
        (7, "none", None),
    ],
)
def test_a_ratio_is_judged_by_its_aim(bench, ratio, aim, met):
    assert bench.table.is_met(ratio, aim) is met


def test_an_aim_that_cannot_be_judged_is_refused(bench):
    with pytest.raises(ValueError, match="'fast' is none of"):
        bench.table.line("growth", 1.0, "fast")


def test_a_row_says_what_was_measured_what_is_aimed_at_and_whether_it_is_met(bench):
    assert bench.table.line("  a | b", 1.25, "at least 2") == (
        r"| a \| b | 1.250 | at least 2 | **no** |"
    )


def test_a_missed_aim_is_told_with_its_distance_and_its_reason_and_a_met_one_is_not(bench):
    rows = [
        ("slow", 1.5, "at least 2", "Because."),
        ("quick", 3.0, "at least 2", "Never shown."),
        ("wide", 1.8, "0.8 to 1.2"),
        ("wrong", 3.0, "0"),
    ]
    assert bench.table.missed(rows) == [
        "- slow: 1.500, off at least 2 by 25 percent. Because.",
        "- wide: 1.800, off 0.8 to 1.2 by 50 percent. Nobody has written down why.",
        "- wrong: 3.000, off 0 by 3. Nobody has written down why.",
    ]


def test_the_page_is_written_with_all_rows(bench, monkeypatch, tmp_path):
    with_rows(bench, monkeypatch, lambda: [("one", 1.0, "1")], lambda: iter([("two", 2.0, "-")]))
    page = tmp_path / "benchmarks.md"
    bench.main.main(["--to", str(page)])
    text = page.read_text("utf-8")
    assert "| one | 1.000 | 1 | yes |\n| two | 2.000 | none |  |\n" in text
    assert "Every aim was met." in text


@pytest.mark.parametrize("failing", [RuntimeError("no kernel"), "no ratio"])
def test_where_a_benchmark_fails_the_page_stays_as_it_was(bench, monkeypatch, tmp_path, failing):
    def rows():
        yield "one", 1.0, "1"
        if isinstance(failing, Exception):
            raise failing
        yield "two", float("nan"), "1"

    with_rows(bench, monkeypatch, rows)
    page = tmp_path / "benchmarks.md"
    page.write_text("old")
    with pytest.raises((RuntimeError, ValueError), match=r"no kernel|nan is no ratio"):
        bench.main.main(["--to", str(page)])
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"benchmarks.md": "old"}


def test_the_kept_table_names_neither_a_machine_nor_a_path(bench, monkeypatch):
    monkeypatch.setenv("PANEL", "/somewhere/panel.csv.gz")
    said = bench.main.measured_with()
    assert "named by PANEL" in said
    assert "somewhere" not in said
    assert sys.executable not in said


def test_the_kept_table_judges_each_row_by_its_aim(bench):
    lines = (ROOT / "docs" / "benchmarks.md").read_text("utf-8").splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("| ")][2:]
    assert len(rows) > 10
    for what, ratio, aim, met in ((cell.strip() for cell in row) for row in rows):
        judged = {True: "yes", False: "**no**", None: ""}[bench.table.is_met(float(ratio), aim)]
        assert met == judged, what


on_unix = pytest.mark.skipif(os.name == "nt", reason="Windows counts no peak memory in this way")


@on_unix
def test_peak_memory_is_the_measured_process_own_and_not_that_of_who_started_it(bench):
    process = importlib.import_module("benchmarks.process")
    ballast = bytearray(300 * 2**20)
    assert process.spent("-c", "pass").peak < len(ballast) / 2 / 2**30


@pytest.mark.thorough
@on_unix
def test_the_world_can_be_measured_without_a_panel(bench, tmp_path):
    world = importlib.import_module("benchmarks.world")
    panel = tmp_path / "panel.csv.gz"
    world.made(world.invented(panel, economies=3))
    for number, act in enumerate((world.BARE, world.OURS, world.PANDAS)):
        assert world.measured(act, panel, tmp_path / str(number))[2] > 0


def test_growth_is_measured_on_levels_that_the_library_takes(bench, monkeypatch):
    growth = importlib.import_module("benchmarks.growth")
    assert growth.levels()["low"].min() >= 0
    for name, few in (("PAIRS", 300), ("YEARS", 3), ("ROUNDS", 1)):
        monkeypatch.setattr(growth, name, few)
    ((what, ratio, *_),) = growth.rows()
    assert what.endswith("300 pairs × 3 years")
    assert ratio > 0
