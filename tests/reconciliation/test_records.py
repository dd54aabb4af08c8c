"""A record without a number is held against the largest earlier level, or the smallest."""

import pytest

import analysis as an
from analysis.reconciliation.records import held_against

LEVELS = {2015: 100, 2016: 130, 2017: 110}


def level(year, amount, **more):
    figure = {"period": str(year), "as_written": f"{amount} million", "wording": "exact"}
    return figure | {"statistics_of": "GEO"} | more


def record(wording="highest", year=2018, **more):
    return level(year, 0, as_written="", wording=wording, figure_id="record", **more)


def verdicts(folder, revision=0.0):
    return an.reconcile(an.read(folder), revision=revision).verdict.to_dict()


def levels(last, **more):
    return [level(year, x, **more) for year, x in (LEVELS | {2018: last}).items()]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("wording", "last", "verdict"),
    [
        ("highest", 140, "consistent"),
        ("highest", 120, "conflicting"),
        ("lowest", 90, "consistent"),
        ("lowest", 105, "conflicting"),
    ],
)
@pytest.mark.parametrize("quantity", ["turnover", "exports", "investment_stock"])
def test_a_record_is_at_least_or_at_most_each_earlier_level(
    write_study, quantity, wording, last, verdict
):
    figures = [*levels(last), record(wording)]
    found = verdicts(write_study(*(f | {"quantity": quantity} for f in figures)))
    assert found["record"] == verdict


def test_the_highest_since_a_year_may_be_lower_than_that_year(write_study):
    figures = [level(2015, 165), level(2016, 130), level(2018, 141), record(base="2015")]
    assert verdicts(write_study(*figures))["record"] == "consistent"
    figures[1] |= {"as_written": "150 million"}
    assert verdicts(write_study(*figures))["record"] == "conflicting"


def test_a_record_bounds_a_level_that_nobody_prints(write_study):
    figures = [level(2017, 110), record(), level(2018, 10, quantity="exports")]
    bounds = an.reconcile(an.read(write_study(*figures)), revision=0).bounds.reset_index()
    of_2018 = bounds[(bounds["quantity"] == "turnover") & (bounds["period"] == "2018")]
    assert of_2018["low"].item() == 110


def test_earlier_levels_before_the_base_of_another_side_or_of_months_are_none_of_it(write_study):
    others = [
        level(2014, 900),
        level(2016, 900, statistics_of="KOR"),
        level(2016, 900, period="2016-Q1"),
        level(2019, 900),
        level(2016, 900, status="forecast"),
    ]
    found = an.read(write_study(*levels(140), *others, record(base="2015")))
    assert held_against(found) == {"record": "2016"}


def test_a_record_of_which_no_earlier_level_is_printed_stays_untested(write_study):
    assert verdicts(write_study(level(2018, 140), record()))["record"] == "untested"


def test_flows_of_a_source_that_prints_no_turnover_are_earlier_turnovers_too(write_study):
    flows = [level(2016, 65, quantity=flow) for flow in ("exports", "imports")]
    found = verdicts(write_study(*flows, level(2018, 120), record()))
    assert found["record"] == "conflicting"


def test_between_sources_a_record_has_the_room_for_revision(write_study):
    for last, verdict in ((129, "consistent"), (120, "conflicting")):
        figures = [*levels(last), record(source_id="herald")]
        folder = write_study(*figures, sources=("gazette", "herald"))
        assert verdicts(folder, revision=0.02)["record"] == verdict


def test_a_false_record_has_evidence_and_is_off_by_what_the_level_lacks(write_study):
    herald = {"source_id": "herald", "wording": "about"}
    figures = [*levels(120), level(2018, 121, **herald), record(), level(2016, 131, **herald)]
    study = an.read(write_study(*figures, sources=("gazette", "herald")))
    found = an.reconcile(study, revision=0)
    assert found.verdict["record"] == "contradicted"
    row = found.verdicts.set_index("figure_id").loc["record"]
    assert row["miss"] == pytest.approx(-10)
    assert set(found.clashes["record"].others) == {"f5", "f7"}
    assert not found.rereadings["change"].str.contains("year").any()
    said = str(an.sentences(study, "verdicts.summary", found=found))
    assert (
        "- record (a record high): it does not hold. As read here it is at least as much as each "
        "earlier one, and about USD 131 million (turnover in 2016) and about USD 121 million "
        "(turnover in 2018) according to Herald (undated) leave USD 8 to 12 million less."
    ) in said
