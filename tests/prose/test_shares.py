"""What is said of exports in turnover, of balances and of a share in a region."""

import re

import pandas as pd
import pytest
from studies import known

import analysis as an

CHART_TITLES = ["shares.chart_of_shares", "shares.chart_of_region"]


@pytest.fixture(scope="module")
def default():
    return known("data")


def said(study, block):
    """Return what a block says, on one line; blank where it says nothing."""
    return " ".join((an.sentences(study, f"shares.{block}") or "").split())


@pytest.fixture
def study(write_study):
    """Return a study of figures; those of the bureau are official statistics."""

    def make(*figures, **tables):
        sources = dict.fromkeys(figure.get("source_id", "gazette") for figure in figures)
        folder = write_study(*figures, sources=tuple(sources), **tables)
        table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
        table["kind"] = table["source_id"].map({"bureau": "official statistics"}).fillna("press")
        table.to_csv(folder / "sources.csv", index=False)
        return an.read(folder)

    return make


TURNOVER = {"period": "2017", "as_written": "111 million"}
EXPORTS = {"period": "2017", "as_written": "40 million", "quantity": "exports"}


def official(side, exports, imports, year="2017"):
    """Return both flows of a year according to one side's official statistics."""
    about = {"reporter": side, "statistics_of": side, "source_id": "bureau", "period": year}
    about["partner"] = {"GEO": "KOR", "KOR": "GEO"}[side]
    amounts = {"exports": exports, "imports": imports}
    return [
        about | {"quantity": flow, "as_written": f"{amount} million"}
        for flow, amount in amounts.items()
    ]


def test_a_contradicted_share_is_said_to_be_one_after_what_the_consistent_figures_leave(default):
    answer = said(default, "answer")
    assert re.findall(r"\*\*(.*?)\*\*", answer)[0] == (
        "On Azerbaijan's side, the consistent figures put exports at 22.5 to 24.5 percent of "
        "Azerbaijan's turnover with China in 2020."
    )
    assert (
        "According to AzerNews, the share was 35.5 percent (34.6 to 100.0), but its figures for "
        "turnover of 2020 and exports of 2020 are contradicted." in answer
    )


def test_the_share_and_the_balance_are_told_as_each_side_has_them(default):
    answer = said(default, "answer")
    assert "23.4 percent according to Azerbaijan's statistics and 52.4 percent acc" in answer
    assert "a deficit according to Azerbaijan's statistics and a surplus acc" in answer


def test_the_share_in_the_region_stands_beside_those_of_both_sides(default):
    answer = said(default, "answer")
    assert "Azerbaijan had **45.0 percent (44.5 to 45.5)** of China's trade" in answer
    assert "46.2 percent according to each country's own statistics and 35.4 percent" in answer


@pytest.mark.thorough
def test_one_contradicted_figure_is_told_in_the_singular():
    answer = said(known("tests/invented"), "answer")
    assert "but its figure for exports of 2005 is contradicted" in answer


def test_a_share_that_nothing_contradicts_is_the_answer_with_its_close_reading(study):
    answer = said(study(TURNOVER, EXPORTS | {"wording": "more than"}), "answer")
    assert answer.startswith("**According to Gazette, exports were 36.0 percent (35.8 to 100.0) of")
    assert "at the next step of their digits, the share was 36.0 percent (35.8 to 45.3)." in answer


def test_a_close_reading_that_changes_nothing_is_not_told(study):
    assert "next step" not in said(study(TURNOVER, EXPORTS), "answer")


def test_of_figures_that_conflict_no_number_is_put_first(study):
    answer = said(study(TURNOVER, EXPORTS | {"as_written": "400 million"}), "answer")
    assert "conflict with other figures: at least one of them must be wrong" in answer
    assert "**" not in answer


@pytest.mark.thorough
def test_a_headline_that_is_the_official_source_is_not_named_beside_itself(default):
    answer = said(an.focus(default, reporter="GEO", headline_source="imf-dots-2022-02"), "answer")
    assert answer.startswith("**Exports were 40.2 percent of Georgia's turnover with China in 2020")
    assert "International Monetary Fund" not in answer


@pytest.mark.thorough
def test_what_a_study_lacks_for_a_share_is_told(study):
    answer = said(study(TURNOVER), "answer")
    assert answer == (
        "Gazette states no exports of a whole year. "
        "The study has no official statistics of both flows, of either side."
    )
    answer = said(study(TURNOVER, EXPORTS, *official("KOR", 41, 60)), "answer")
    assert "no official statistics of both flows of Georgia's side." in answer


@pytest.mark.thorough
def test_sides_whose_years_end_earlier_carry_their_own_years():
    answer = said(known("examples/GEO-TUR"), "answer")
    assert "11.9 percent in 2020 according to Georgia's statistics" in answer


@pytest.mark.thorough
def test_a_sign_that_both_sides_have_is_told_once(study):
    both = [*official("GEO", 41, 60), *official("KOR", 60, 41)]
    answer = said(study(TURNOVER, EXPORTS, *both), "answer")
    assert "The balance of trade was a deficit according to Georgia's statistics and" in (answer)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (
            [*official("GEO", 41, 60), *official("KOR", 41, 60)],
            "The two sides disagree on the sign of the balance in 2017.",
        ),
        (
            [*official("GEO", 41, 60), *official("KOR", 60, 41)],
            "In no year do the two sides disagree on the sign of the balance.",
        ),
        (official("GEO", 41, 60), ""),
    ],
    ids=["disagree", "agree", "one side"],
)
def test_in_which_years_the_sides_disagree_on_the_sign(study, figures, sentence):
    assert said(study(TURNOVER, *figures), "signs") == sentence


def test_an_implied_turnover_is_held_against_the_reported_ones_and_what_holds(default):
    lines = said(default, "region")
    assert (
        "The members of the region (South Caucasus) are Armenia, Azerbaijan and Georgia." in lines
    )
    assert "USD 3.996 billion according to each country's own statistics" in lines
    assert lines.count("USD 4.889 billion (4.725 to 5.057)") == 1
    assert lines.count(" is above it, whatever the rounding") == 2
    assert "rests on the figure for turnover of 2020, which is contradicted." in lines
    assert "**The consistent figures leave USD 3.917 to 4.077 billion.**" in lines


def test_a_region_that_no_statistics_cover_is_told_and_one_that_is_none_is_not(study):
    share = {"quantity": "share_of_region", "region": "Caucasus", "unit": "percent"}
    share |= {"period": "2017", "as_written": "46"}
    regions = [("Caucasus", "ARM"), ("Caucasus", "GEO")]
    lines = said(study(TURNOVER, share, regions=regions), "region")
    assert lines.endswith("do not have all members of the region in any year.")
    assert said(study(TURNOVER), "region") == ""


def test_a_chart_s_title_tells_the_numbers(default):
    shares, region = (str(an.sentences(default, block)) for block in CHART_TITLES)
    assert shares.startswith("Exports are 8.7 to 59.8 percent of turnover, depending on the year")
    assert region == (
        "In 2020, AzerNews implies a regional turnover of USD 4.889 billion, against "
        "USD 3.996 billion and USD 3.667 billion reported"
    )


@pytest.mark.thorough
def test_a_chart_of_one_share_has_no_range_and_one_of_none_has_a_title(study):
    title = said(study(TURNOVER, EXPORTS), "chart_of_shares")
    assert title == "Exports are 36.0 percent of turnover"
    assert all(an.sentences(study(TURNOVER), block) for block in CHART_TITLES)
