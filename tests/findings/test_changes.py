"""What changed between two versions of a study: figures, results, conclusions, verdicts."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from command_lines import understood
from studies import known

import analysis as an
from analysis.cli.main import main
from analysis.findings import changes

YEARS = (
    {"figure_id": "first", "period": "2015", "as_written": "100.0 million", "statistics_of": "GEO"},
    {"figure_id": "last", "period": "2016", "as_written": "110.0 million", "statistics_of": "GEO"},
)
BESIDE = {
    "figure_id": "rate",
    "quantity": "turnover_growth",
    "unit": "percent",
    "period": "2016",
    "as_written": "10",
    "statistics_of": "GEO",
}


@pytest.fixture
def versions(write_study, tmp_path):
    """A function that writes two versions of a study; their folders."""

    def write(before, after, **more):
        folders = []
        for name, figures in (("old", before), ("new", after)):
            written = write_study(*figures, **more)
            folders.append(shutil.move(written, tmp_path / name))
        return [str(folder) for folder in folders]

    return write


def revised(figure, **columns):
    return {**figure, **columns}


def test_figures_are_added_withdrawn_and_revised_column_by_column(versions):
    first, last = YEARS
    new = {"figure_id": "new", "period": "2017", "as_written": "120 million"}
    old, now = map(an.read, versions(YEARS, [revised(last, as_written="115 million"), new]))
    found = changes.row_changes(old.figures, now.figures, "figures.csv")
    assert found.reset_index().to_numpy().tolist() == [
        ["new", "added", "", "", ""],
        ["first", "withdrawn", "", "", ""],
        ["last", "revised", "as_written", "110.0 million", "115 million"],
    ]
    assert first["figure_id"] not in now.figures["figure_id"].to_list()


def test_seen_from_the_other_end_what_was_added_is_withdrawn(versions):
    old, now = map(an.read, versions(YEARS, YEARS[:1]))
    there = changes.row_changes(old.figures, now.figures, "figures.csv")["change"]
    back = changes.row_changes(now.figures, old.figures, "figures.csv")["change"]
    assert (there.to_dict(), back.to_dict()) == ({"last": "withdrawn"}, {"last": "added"})


@pytest.mark.thorough
def test_a_result_moves_by_what_its_value_moved_and_flips_where_it_decides_otherwise(versions):
    lower = revised(YEARS[1], as_written="80.0 million")
    found = changes.result_changes(*map(an.read, versions(YEARS, [YEARS[0], lower])))
    growth = found.loc["turnover_growth"]
    assert growth["by"] == pytest.approx(-30)
    assert (growth["decided_before"], growth["decided_after"]) == ("rise", "fall")
    assert growth["flipped"]


@pytest.mark.thorough
def test_a_result_that_is_gone_moved_by_no_number(versions):
    found = changes.result_changes(*map(an.read, versions(YEARS, YEARS[:1])))
    assert pd.isna(found.loc["turnover_growth", "by"])
    assert found.loc["turnover_growth", "decided_after"] == "missing"


def test_a_verdict_flips_on_a_figure_of_both_versions_only(versions):
    before = [*YEARS, BESIDE]
    after = [YEARS[0], revised(YEARS[1], as_written="150.0 million"), BESIDE]
    after.append({"figure_id": "new", "quantity": "loan"})
    found = changes.verdict_changes(*map(an.read, versions(before, after)), revision=0)
    assert found.to_dict("index") == {
        name: {"before": "consistent", "after": "conflicting"} for name in ("first", "last", "rate")
    }


@pytest.mark.thorough
def test_diff_prints_what_changed_and_returns_1_where_something_flipped(versions, capsys):
    lower = revised(YEARS[1], as_written="80.0 million", note="see page 3")
    assert main(["diff", *versions(YEARS, [YEARS[0], lower])]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Figures revised: 1\n\n- last (turnover ")
    assert "as_written '110.0 million' → '80.0 million'; note '' → 'see page 3'" in out
    assert "turnover growth, 2016: 10.0 percent" in out
    assert "by −30.0 percentage points" in out
    assert "Conclusions that flipped: " in out
    assert "- turnover growth: rise → fall" in out


@pytest.mark.thorough
def test_diff_returns_0_where_nothing_flipped_and_says_where_nothing_changed(versions, capsys):
    folders = versions(YEARS, [YEARS[0], revised(YEARS[1], as_written="110.00 million")])
    assert main(["diff", folders[0], folders[0]]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"
    assert main(["diff", *folders]) == 0
    assert "'110.0 million' → '110.00 million'" in capsys.readouterr().out


@pytest.mark.thorough
def test_diff_names_the_other_files_that_differ(versions, capsys):
    old, new = versions(YEARS, YEARS)
    with open(f"{new}/study.toml", "a") as file:
        file.write('title = "Another title"\n')
    assert main(["diff", old, new]) == 0
    assert capsys.readouterr().out == "Other files that differ: study.toml\n"


def test_the_help_of_diff_has_an_example_that_is_understood(capsys):
    assert main(["diff", "--help"]) == 0
    example = re.search(r"Example: analysis (.*)", capsys.readouterr().out)[1]
    assert understood(example)["new"] == Path("data")


def test_studies_of_two_pairs_are_no_versions_of_each_other(versions, capsys):
    other = [revised(figure, reporter="CHN") for figure in YEARS]
    assert main(["diff", *versions(YEARS, other)]) == 2
    assert "compare two versions of one study" in capsys.readouterr().err


def test_a_malformed_version_is_bad_input(versions, capsys):
    old, new = versions(YEARS, YEARS)
    assert main(["diff", old, f"{new}-nowhere"]) == 2
    assert "is not a folder" in capsys.readouterr().err


@pytest.mark.thorough
def test_a_figure_that_is_added_and_rejected_is_news(tmp_path):
    shutil.copytree("data", tmp_path / "new")
    with (tmp_path / "new" / "figures.csv").open("a", encoding="utf-8") as file:
        file.write("zz-exports-2020,exports,AZE,CHN,,2020,9 billion,USD,stated,AZE,caliber-2024,\n")
    found = changes.verdict_changes(known("data"), an.read(tmp_path / "new"))
    assert found.loc["zz-exports-2020"].to_list() == ["not there", "contradicted"]


@pytest.mark.thorough
def test_a_revised_figure_is_named_as_it_was_before_the_arrow(versions, capsys):
    main(["diff", *versions(YEARS, [YEARS[0], revised(YEARS[1], as_written="115.0 million")])])
    line = next(text for text in capsys.readouterr().out.splitlines() if text.startswith("- last"))
    assert line.index("110.0 million USD)") < line.index("'110.0 million' → '115.0 million'")


@pytest.mark.thorough
def test_the_printed_difference_is_that_of_the_printed_values(versions, capsys):
    # 31.44 and 26.96 percent: printed 31.4 and 27.0, and 4.48 apart.
    before = [YEARS[0], revised(YEARS[1], as_written="131.44 million")]
    after = [YEARS[0], revised(YEARS[1], as_written="126.96 million")]
    main(["diff", *versions(before, after)])
    out = capsys.readouterr().out
    assert "turnover growth, 2016: 31.4 percent" in out
    assert "27.0 percent (26.8 to 27.1), by −4.4 percentage points" in out
