"""Errors of one source that follow from one another count once."""

import pytest
from conftest import as_csv
from studies import known

import analysis as an
from analysis.reconciliation.model import build
from analysis.reconciliation.readings import Assumptions

OFFICE, PAPER, OTHER = "office", "paper", "third"


def said(source, quantity, text, period="2019", **more):
    percent = quantity.endswith(("growth", "share"))
    figure = {
        "source_id": source,
        "quantity": quantity,
        "as_written": text if percent else f"{text} million",
        "unit": "percent" if percent else "USD",
        "period": period,
        "statistics_of": "GEO",
    }
    return figure | more


OFFICIAL = said(OFFICE, "turnover", "1000.0", "2018"), said(OFFICE, "turnover", "1200.0")
WRONG_ONCE = (
    said(PAPER, "turnover", "1600.0"),
    said(PAPER, "turnover_growth", "60.0"),
    said(PAPER, "turnover_change", "600.0"),
)


@pytest.fixture
def reconciled(write_study):
    def run(*figures, revision=0.02, **options):
        sources = tuple(dict.fromkeys(figure["source_id"] for figure in figures))
        return an.reconcile(
            an.read(write_study(*figures, sources=sources)), revision=revision, **options
        )

    return run


def wrong(found):
    return {name: v for name, v in found.verdict.items() if v in ("contradicted", "conflicting")}


def test_three_numbers_made_of_one_wrong_number_are_one_error(reconciled):
    found = reconciled(*OFFICIAL, *WRONG_ONCE)
    assert (found.cost, found.n_explanations) == (1, 2)
    assert set(found.explanations[0]) == {frozenset({"f2"}), frozenset({"f3", "f4", "f5"})}
    assert wrong(found) == dict.fromkeys(["f2", "f3", "f4", "f5"], "conflicting")


def test_each_of_them_has_evidence_and_a_miss(reconciled):
    found = reconciled(*OFFICIAL, *WRONG_ONCE)
    table = found.verdicts.set_index("figure_id").loc[list(wrong(found))]
    assert (table["miss"].abs() > 0).all()
    assert all(found.clashes[name].others for name in wrong(found))
    assert found.clashes["f2"].others == ("f3",)
    assert found.clashes["f5"].others == ("f1", "f2")


def test_a_third_source_decides_against_all_of_them(reconciled):
    found = reconciled(*OFFICIAL, *WRONG_ONCE, said(OTHER, "turnover", "1210.0"))
    assert wrong(found) == dict.fromkeys(["f3", "f4", "f5"], "contradicted")
    assert found.cost == 1


@pytest.mark.thorough
def test_it_is_said_which_numbers_rest_on_the_wrong_one(write_study):
    third = said(OTHER, "turnover", "1210.0")
    flow = "turnover of Georgia with South Korea in 2019"
    rest = "USD 1600.0 million, 60.0 percent and USD 600.0 million rest on"
    for more, expected in (
        ((), f"If Paper (undated) is wrong about the {flow}, that is one error: {rest} it."),
        ((third,), f"Paper (undated) is wrong about the {flow}: {rest} one wrong number."),
    ):
        figures, sources = (*OFFICIAL, *WRONG_ONCE, *more), (PAPER, OFFICE, OTHER)
        study = an.read(write_study(*figures, sources=sources), source=PAPER)
        found = an.reconcile(study)
        assert [one.figures for one in found.wrong_about] == [{"f3", "f4", "f5"}]
        summary = an.sentences(study, "verdicts.summary", found=found)
        said_of_it = summary, *(an.sentences(study, s) for s in ("verdicts.wrong", "front.wrong"))
        assert all(expected in str(text) for text in said_of_it)


@pytest.mark.thorough
def test_what_holds_is_judged_without_what_rests_on_the_wrong_number(reconciled):
    found = reconciled(*OFFICIAL, *WRONG_ONCE, said(OTHER, "turnover", "1210.0"))
    bound = found.bounds.loc["turnover", "GEO", "KOR", "", "2019", "GEO", "", "USD"]
    assert 1170 < bound["low"] < bound["high"] < 1230


def test_without_room_for_revision_each_statement_counts(reconciled):
    assert wrong(reconciled(*OFFICIAL, *WRONG_ONCE, revision=0)) == {"f2": "contradicted"}


def test_what_does_not_rest_on_the_wrong_number_is_not_blamed(reconciled):
    exports = said(PAPER, "exports", "300.0"), said(OTHER, "exports", "301.0")
    found = reconciled(*OFFICIAL, *WRONG_ONCE, *exports, said(OTHER, "turnover", "1210.0"))
    assert "f6" not in wrong(found)


def test_a_number_that_does_not_follow_from_the_wrong_one_is_an_error_more(reconciled):
    # 1.6 billion is wrong, and with 1.0 billion before it 40 percent rests on another number.
    own = said(PAPER, "turnover", "1600.0"), said(PAPER, "turnover_growth", "40.0")
    level = said(PAPER, "turnover", "1000.0", "2018")
    found = reconciled(*OFFICIAL, level, *own, said(OTHER, "turnover", "1210.0"))
    assert found.cost == 2
    assert wrong(found)["f4"] == "contradicted"


def test_a_flow_that_no_other_source_touches_is_no_mistake_of_one(reconciled):
    found = reconciled(*WRONG_ONCE, said(PAPER, "turnover", "1200.0"))
    model = build(found._study, Assumptions(found._judge.assumptions.revision, mistakes=True))
    assert model.mistakes == {}


def test_sources_that_print_the_same_wrong_number_are_wrong_together(reconciled):
    copied = [figure | {"source_id": OTHER} for figure in WRONG_ONCE]
    found = reconciled(*OFFICIAL, *WRONG_ONCE, *copied)
    assert found.cost == 1
    assert set(found.explanations[0]) == {
        frozenset({"f2"}),
        frozenset({"f3", "f4", "f5", "f6", "f7", "f8"}),
    }


def test_the_word_of_a_weightier_source_about_a_flow_costs_more_too(reconciled):
    found = reconciled(*OFFICIAL, *WRONG_ONCE, weights={PAPER: 2})
    assert wrong(found) == {"f2": "contradicted"}
    found = reconciled(*OFFICIAL, *WRONG_ONCE, weights={OFFICE: 2})
    assert wrong(found) == dict.fromkeys(["f3", "f4", "f5"], "contradicted")


@pytest.mark.thorough
def test_verdicts_of_the_default_study_need_no_mistake_of_a_source():
    found = an.reconciled(known("data"))
    assert (found.cost, found.n_explanations) == (6, 4)
    assert found.all_explanations_listed


@pytest.mark.thorough
def test_a_figure_that_is_at_odds_only_with_what_is_wrong_itself_is_not_accused(write_study):
    turned = {"reporter": "KOR", "partner": "GEO", "statistics_of": "KOR"}
    folder = write_study(
        said(OTHER, "imports", "26.3", "2020", **turned, unit="EUR"),
        said(OTHER, "balance", "52.7", "2020", **turned, unit="EUR"),
        said(PAPER, "imports", "90", "2020", statistics_of=""),
        said(PAPER, "export_share", "25", "2020", statistics_of=""),
        said(OFFICE, "imports", "94.87", "2020"),
        said(OFFICE, "turnover", "121.3", "2020"),
        said(OFFICE, "exports", "90", "2020", **turned),
        said(OFFICE, "balance", "-55", "2020", statistics_of="KOR"),
        sources=(OFFICE, PAPER, OTHER),
        settings='currency = "USD"\n',
    )
    rate = {"currency": "EUR", "period": "2020", "as_written": "1.14", "wording": "stated"}
    rates = as_csv("rates.csv", [rate | {"source_id": OFFICE}])
    (folder / "rates.csv").write_text(rates, encoding="utf-8")
    found = an.reconcile(an.read(folder))
    table = found.verdicts.set_index("figure_id").loc[list(wrong(found))]
    assert len(table) > 0
    assert (table["miss"].abs() > 0).all()
