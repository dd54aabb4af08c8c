"""The front page: what it says of a rich study, of a thin one, and of none of the kind."""

import dataclasses

import pytest

import analysis as an
from analysis.prose.claim_rows import MANY, rows_of_claims
from analysis.prose.headlines import headline_sentences
from analysis.report.front import front_page
from analysis.report.interval_examples import two_intervals
from analysis.report.pages import pages


@pytest.fixture(scope="module")
def study():
    return an.read("data")


@pytest.fixture(scope="module")
def found(study):
    return an.headline_results(study)


@pytest.fixture(scope="module")
def whole(study):
    return front_page(study)


def test_the_three_results_say_what_is_decided_with_bounds_and_by_whom(whole):
    (growth, text), (exports, _), (investment, balance) = whole["results"]
    assert growth == "Trade grew; how fast depends on whose figures one takes"
    assert "**31.4 percent (30.8 to 32.0)** by AzerNews" in text
    assert "may have risen or fallen by AzerNews and fell by the statistics of Azerbaijan" in text
    assert exports == "The two sides disagree on whether Azerbaijan sells more than it buys"
    assert investment == "Who invests more is not decided as printed"
    assert "**USD 800 million (at most 850, no lower bound)**" in balance


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        ({"turnover_cagr": "fall"}, "Whether trade grew is not decided"),
        ({"official_balance": "surplus"}, "Azerbaijan sells more than it buys"),
        ({"counterpart_balance": "deficit"}, "Azerbaijan buys more than it sells"),
        (
            {"counterpart_balance": "undecided"},
            "Whether Azerbaijan sells more than it buys is not decided",
        ),
        (
            {"investment_balance": "deficit"},
            "China invests more in Azerbaijan than Azerbaijan in China",
        ),
    ],
)
def test_the_title_of_a_result_is_what_the_bounds_decide(study, found, verdicts, title):
    column = found["decided"].copy()
    for name, verdict in verdicts.items():
        column[name] = verdict
    titles = [one for one, _ in headline_sentences(study, found.assign(decided=column), {})]
    if verdicts.get("turnover_cagr"):
        assert not any(one.startswith("Trade grew") for one in titles)
    assert title in titles or "turnover_cagr" in verdicts


def test_a_rise_by_one_and_a_fall_by_another_is_said_to_be_a_disagreement(study, found):
    column = found["decided"].copy()
    column["turnover_cagr"] = "fall"
    (title, _), *_ = headline_sentences(study, found.assign(decided=column), {})
    assert title == "Whether trade grew depends on whose figures one takes"


def test_each_claim_has_a_row_with_its_reading_on_the_scale_of_the_print(whole):
    rows = {row["figure_id"]: row for row in whole["claims"]}
    assert len(rows) == 13
    assert rows["art-turnover-2017"]["means"] == "1.25 to 1.35 billion"
    assert rows["art-exports-2020"]["printed"] == "more than USD 780 million"
    assert rows["art-exports-2020"]["means"] == "at least 780 million, no upper bound"
    assert rows["art-turnover-2020"]["against"] == (
        "would have to fall by at least 12.8 percent; all kept figures leave 1.809 to 1.83 billion"
    )
    assert rows["art-companies"]["against"] == "no other figure bears on it"


def test_of_many_claims_those_that_are_not_kept_are_shown(study):
    official = an.focus(study, reporter="GEO")
    found = an.reconcile(official, revision=an.REVISION)
    own = an.claims(official, found)
    assert len(own) > MANY
    shown = {row["figure_id"] for row in rows_of_claims(official, found)}
    assert shown == set(own.index[own["verdict"].isin(["rejected", "disputed"])])
    said = front_page(official)
    assert not said["all_shown"]
    assert "None is rejected or disputed." in pages("T", {}, {"front": said})["index.html"]


def test_where_the_headline_is_official_it_is_not_named_beside_itself(study):
    official = front_page(an.focus(study, reporter="GEO"))
    text = official["results"][0][1]
    assert "by the statistics of Georgia" in text
    assert "International Monetary Fund" not in text
    assert official["picture"]["title"] == "In 2020, turnover is highest by the statistics of China"


@pytest.mark.parametrize(
    ("published", "when"), [("2023-01-02", " on 2023-01-02."), ("2023", " in 2023."), ("", ".")]
)
def test_the_lead_says_when_the_figures_were_printed_as_far_as_it_is_known(study, published, when):
    sources = study.sources.assign(published=published)
    lead = front_page(dataclasses.replace(study, sources=sources))["lead"]
    assert lead.startswith(f"AzerNews printed 13 figures{when} Here")


def test_a_study_without_trade_investment_or_second_source_has_a_front_page(write_study):
    thin = an.read(write_study({"quantity": "loan", "period": ""}))
    said = front_page(thin)
    assert (said["results"], said["picture"], said["invented"]) == ([], None, True)
    assert [claim["verdict"] for claim in said["claims"]] == ["unchecked"]
    page = pages("Thin", {}, {"front": said})["index.html"]
    assert "Two invented amounts" in page
    assert "No other figure bears on it" in page


def test_the_two_intervals_are_the_study_s_own_where_it_has_them(study):
    rows, invented = two_intervals(study)
    assert rows.index.to_list() == ["USD 1.3 billion", "more than USD 780 million"]
    assert not invented


def test_the_two_intervals_are_invented_where_one_of_the_kinds_is_not_printed(study):
    closed = study.figures[study.figures["wording"] != "more than"]
    rows, invented = two_intervals(dataclasses.replace(study, figures=closed))
    assert invented
    assert rows.loc["USD 2.4 billion"].to_list() == [2400, 2350, 2450]


def test_sides_whose_years_end_earlier_carry_their_own_years():
    study = an.read("examples/GEO-TUR")
    found = an.headline_results(study)
    (title, growth), (balance, exports), *_ = headline_sentences(study, found, {})
    assert title == "Trade grew"
    assert balance == "Georgia buys more than it sells (2020)"
    assert "by the statistics of Georgia (2015 to 2020)" in growth
    assert growth.endswith(
        "In 2022, turnover rose by Daily Sabah. In 2020, it fell by the statistics of Georgia and "
        "by the statistics of Türkiye."
    )
    assert "by the statistics of Türkiye (2020)" in exports
    said = an.prose.growth.growth_answer(study, found)
    assert "Turnover rose in 2022 by " in said
    assert "it fell in 2020 by the statistics of Georgia and by the statistics of Türkiye." in said


def test_a_headline_that_rests_on_a_rejected_figure_says_so(whole):
    growth, exports, investment = (text for _, text in whole["results"])
    assert "rests on turnover 2020, which is rejected below." in growth
    assert "exports 2020" in exports
    assert "which are rejected below." in exports
    assert "rejected" not in investment


def test_beside_a_result_that_rests_on_a_rejected_figure_stands_what_the_kept_ones_leave(whole):
    text = whole["results"][0][1]
    rejected = text.index("rests on turnover 2020, which is rejected below.")
    assert rejected < text.index(
        "With room of 2 percent for revision, all kept figures leave nothing outside 25.9 to "
        "27.0 percent."
    )


def test_where_no_figure_fell_what_the_kept_ones_leave_is_not_said(study, found):
    said = headline_sentences(study, found, {}, {"turnover_cagr": "All kept figures leave it."})
    assert "kept figures" not in said[0][1]


def test_a_close_reading_that_changes_nothing_is_not_told(study, found):
    alike = found.copy()
    alike.loc["investment_balance_close"] = alike.loc["investment_balance"]
    assert an.prose.investment.answer(study, alike)[1] == ""
    assert "next step of their digits" in an.prose.investment.answer(study, found)[1]
