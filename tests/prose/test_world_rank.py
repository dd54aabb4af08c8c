"""What is said of where a pair stands among the pairs of the world."""

import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.prose.sentences import facts


@pytest.fixture(scope="module")
def default():
    return known("data")


@pytest.fixture
def one_sided(write_study):
    """Return a study of one side's official statistics, which has no place in the world."""
    flow = {"statistics_of": "GEO", "as_written": "40 million"}
    folder = write_study(flow | {"quantity": "exports"}, flow | {"quantity": "imports"})
    table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    table.assign(kind="official statistics").to_csv(folder / "sources.csv", index=False)
    return an.read(folder)


def said(study, block, **given):
    """Return what a block says, on one line; blank where it says nothing."""
    return " ".join((an.sentences(study, f"world_rank.{block}", **given) or "").split())


def test_the_answer_counts_the_unusual_ratios_and_tells_the_last_ones(default):
    answer = said(default, "answer")
    assert answer.startswith(
        "**Among the world's pairs of at least their size, Azerbaijan and China have 7 of 12 "
        "mirror ratios in the highest or the lowest tenth. Usual is 1 in 5.**"
    )
    assert (
        "- Imports of Azerbaijan over exports of China are 2.29 in 2020, between the 97th and the "
        "98th percentile of the 2,182 mirror ratios of 1,092 pairs of at least USD 1 billion "
        "(median 1.04)." in answer
    )


def test_growth_shares_and_signs_are_told_of_either_side(default):
    lines = said(default, "others")
    assert (
        "- According to Azerbaijan's statistics, turnover changed by −15.5 percent in 2020, "
        "between the 28th and the 29th percentile of the same pairs (median −8.2 percent)." in lines
    )
    assert "the larger partner had 52.4 percent of the trade in 2020, between" in lines
    assert (
        "- The two sides disagree on the sign of the balance in 4 of 6 years (2016, 2017, 2019 and "
        "2020). Of the pairs of at least this size, 13.8 to 15.5 percent do," in lines
    )


def test_a_pair_without_a_place_is_told_what_it_takes_and_nothing_else(one_sided):
    assert said(one_sided, "answer") == (
        "Georgia and South Korea cannot be compared with the world's pairs. That takes the "
        "official statistics of both sides in a calendar year from 1960 to 2020, in US dollars."
    )
    assert said(one_sided, "others") == ""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("above", "below", "place"),
    [
        (0, 1, "below the 1st percentile"),
        (99, 100, "above the 99th percentile"),
        (92, 93, "between the 92nd and the 93rd percentile"),
    ],
)
def test_a_value_is_below_above_or_between_percentiles(default, monkeypatch, above, below, place):
    rows = an.world_percentiles(default, "growth").assign(above=above, below=below)
    monkeypatch.setattr("analysis.prose.world_rank.world_percentiles", lambda *_: rows)
    lines = said(an.focus(default), "others")
    assert lines.count(place) == 6  # two of growth, of one-sidedness, of the partner's share


def test_a_pair_that_is_small_is_one_of_any_size(default, monkeypatch):
    rows = an.world_percentiles(default, "mirror_ratio").assign(at_least=0, pairs=1)
    monkeypatch.setattr("analysis.prose.world_rank.world_percentiles", lambda *_: rows)
    assert "of 1 pair of any size (median" in said(an.focus(default), "answer")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("indicator", "title"),
    [
        ("mirror_ratio", "7 of 12 mirror ratios are in the highest or lowest tenth of the world's"),
        ("growth", "of 10 growth rates are in the highest or lowest tenth of the world's"),
        ("larger_share", "of 12 times the trade is more one-sided than that of most pairs"),
    ],
)
def test_a_chart_s_title_counts(default, one_sided, indicator, title):
    assert title in said(default, "chart", indicator=indicator)
    assert said(one_sided, "chart", indicator=indicator).startswith("No ")


def test_a_chart_of_intensity_or_concentration_says_of_how_many_others_it_is_more_or_less(default):
    assert said(default, "chart", indicator="trade_intensity") == (
        "In 2020, Azerbaijan's exports to China were less intense than those of 85 percent of the "
        "pairs of at least their size"
    )
    assert said(default, "chart", indicator="export_concentration") == (
        "In 2020, Azerbaijan's exports were more concentrated than those of 52 percent of the "
        "world's economies"
    )


def test_how_pairs_are_classed_and_what_is_left_out_is_told(default):
    lines = said(default, "comparison")
    assert "The classes begin at 0, 1, 10, 100, 1,000 and 10,000 million US dollars." in lines
    assert "imports are 1.00, 1.06 or 1.10 times the exports to six digits" in lines


def test_where_the_percentiles_come_from_is_told_with_the_command(default):
    lines = said(default, "source")
    assert facts(default, "world_rank").world["source"] in lines
    assert "`analysis world " in lines


def test_the_partner_s_part_of_all_trade_is_placed_among_those_of_the_world_s_pairs(default):
    others = said(default, "others")
    assert (
        "- The share of China in Azerbaijan's exports was 3.1 percent in 2020, between the 72nd "
        "and the 73rd percentile (median 1.2 percent)." in others
    )
    assert (
        "- The share of China in Azerbaijan's imports was 13.1 percent in 2020, between the 93rd"
        in others
    )
