"""What another printed number would change."""

import pytest
from studies import known

import analysis as an
from analysis.cli.main import main

LEVELS = (
    {"period": "2015", "as_written": "101 million", "statistics_of": "GEO"},
    {"period": "2016", "as_written": "111 million", "statistics_of": "GEO"},
    {"period": "2016", "as_written": "121 million", "statistics_of": "GEO", "source_id": "b"},
    {"period": "2016", "as_written": "122 million", "statistics_of": "GEO", "source_id": "c"},
)


@pytest.fixture
def folder(write_study):
    return write_study(*LEVELS, sources=("gazette", "b", "c"))


@pytest.mark.thorough
def test_a_number_that_fits_ends_a_contradiction_and_moves_growth(folder):
    found = an.what_if(an.read(folder), "f2", "121 million")
    assert found.verdicts.loc["f2"].to_list() == ["contradicted", "consistent"]
    growth = found.results.loc["turnover_growth"]
    assert growth["value_before"] == pytest.approx(100 * 10 / 101)
    assert growth["value_after"] == pytest.approx(100 * 20 / 101)


@pytest.mark.thorough
def test_the_study_itself_stays_as_it_is(folder):
    study = an.read(folder)
    an.what_if(study, "f2", "121 million")
    assert study.figures["as_written"].to_list() == [row["as_written"] for row in LEVELS]
    assert an.reconcile(study).verdict["f2"] == "contradicted"


@pytest.mark.thorough
def test_the_number_that_was_printed_changes_nothing(folder):
    found = an.what_if(an.read(folder), "f2", "111 million")
    assert found.results.empty
    assert found.verdicts.empty


@pytest.mark.thorough
def test_room_and_reading_are_those_asked_for(folder):
    study = an.read(folder)
    assert an.what_if(study, "f2", "119 million").verdicts.loc["f2", "after"] == "consistent"
    exact = an.what_if(study, "f2", "119 million", revision=0)
    # Three numbers without room for revision: each may be the right one.
    assert exact.verdicts.empty


@pytest.mark.thorough
def test_the_wording_of_the_figure_stays(write_study):
    figures = [LEVELS[0], LEVELS[1] | {"wording": "more than"}]
    other = an.what_if(an.read(write_study(*figures)), "f2", "1.2 billion").new
    row = other.figures.set_index("figure_id").loc["f2"]
    assert (row["as_written"], row["wording"], row["low"]) == ("1.2 billion", "more than", 1200)
    assert row["high"] == float("inf")


@pytest.mark.thorough
def test_a_number_is_read_in_the_language_of_its_source(write_study):
    source = {"source_id": "gazette", "locale": "es"}
    study = an.read(write_study(LEVELS[0] | {"as_written": "101 millones"}, sources=(source,)))
    other = an.what_if(study, "f1", "1.101,5 millones").new
    assert other.figures["value"].to_list() == [1101.5]


@pytest.mark.parametrize(
    ("figure_id", "text", "message"),
    [
        ("f22", "1 billion", r"^figure 'f22' is not in figures.csv \(is 'f2' meant\?\)"),
        ("f2", "a lot", "^figure 'f2': 'a lot' is not a number"),
        ("f2", "-5 million", "^figure 'f2': '-5 million' cannot be: turnover is"),
        ("f2", "", "^figure 'f2': '' is not a number"),
    ],
)
def test_what_cannot_be_asked_is_refused(folder, figure_id, text, message):
    with pytest.raises(an.DataError, match=message):
        an.what_if(an.read(folder), figure_id, text)


@pytest.mark.thorough
def test_the_command_says_what_would_change(folder, capsys):
    assert main(["reconcile", str(folder), "--what-if", "f2=121 million"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("If f2 were printed as 121 million in place of 111 million, this would")
    assert "- f2: contradicted → consistent" in said
    assert "- turnover growth, 2016: 9.9 percent" in said
    assert main(["reconcile", str(folder), "--what-if", "f3=121 million"]) == 0
    assert "no result and no verdict would change" in capsys.readouterr().out


def test_the_command_refuses_an_unknown_figure_and_a_text_without_a_sign(folder, capsys):
    assert main(["reconcile", str(folder), "--what-if", "nobody=1 billion"]) == 2
    assert "figure 'nobody' is not in figures.csv" in capsys.readouterr().err
    assert main(["reconcile", str(folder), "--what-if", "f2"]) == 2
    assert "write a name, the sign =" in capsys.readouterr().err


@pytest.mark.thorough
def test_with_the_official_number_the_articles_turnover_would_be_consistent():
    found = an.what_if(known("data"), "art-turnover-2016", "1.1 billion")
    assert found.verdicts.to_dict("index") == {
        "art-turnover-2016": {"before": "contradicted", "after": "consistent"}
    }


def test_the_command_takes_one_question_at_a_time(capsys):
    asked = ["reconcile", "data", "--what-if", "art-turnover-2016=1.1 billion", "--carried-by"]
    assert main(asked) == 2
    assert "ask one of the two" in capsys.readouterr().err


@pytest.mark.thorough
def test_the_command_says_what_becomes_of_the_figure_itself(write_study, capsys):
    told = [{"as_written": "100 million"}, {"as_written": "150 million", "source_id": "herald"}]
    sides = [figure | {"statistics_of": "GEO"} for figure in told]
    folder = str(write_study(*sides, sources=("gazette", "herald")))
    main(["reconcile", folder, "--what-if", "f1=120 million"])
    said = "The figure itself would be conflicting; in all, 2 figures would be contradicted or"
    assert said in capsys.readouterr().out
    main(["reconcile", folder, "--what-if", "f1=150 million"])
    said = "The figure itself would be untested; in all, no figure would be"
    assert said in capsys.readouterr().out
