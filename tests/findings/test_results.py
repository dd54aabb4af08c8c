"""The headline results of the default study, against numbers computed elsewhere."""

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from studies import known

import analysis as an

DATA = Path(__file__).parents[2] / "data"
INTERVAL = ["value", "low", "high"]


@pytest.fixture(scope="module")
def study():
    return known("data")


@pytest.fixture(scope="module")
def results(study):
    return an.headline_results(study)


def rounded(row, digits=1):
    return [round(float(x), digits) for x in row[INTERVAL]]


def test_growth_by_the_article_is_decided_in_three_years_of_five(study):
    growth = an.growth(an.headline(study, "turnover"))
    expected = pd.DataFrame(
        {
            "value": [73.8, 33.3, 0.8, 67.9, 0.0],
            "low": [73.6, 28.1, -3.3, 63.5, -4.4],
            "high": [74.0, 38.5, 5.2, 72.4, 4.7],
        },
        index=range(2016, 2021),
    )
    assert (growth.loc[2016:, INTERVAL].round(1) == expected).all(axis=None)
    assert growth["decided"].to_list() == [
        "missing",
        "rise",
        "rise",
        "undecided",
        "rise",
        "undecided",
    ]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("turnover_cagr", [31.4, 30.8, 32.0]),
        ("turnover_trend", [30.4, 29.5, 31.2]),
        ("investment_balance", [800, -np.inf, 850]),
        ("investment_balance_close", [800, 650, 850]),
        ("export_share", [35.5, 34.7, 100]),
        ("export_share_close", [35.5, 34.7, 36.7]),
        ("implied_imports", [1420, 0, 1470]),
        ("implied_imports_close", [1420, 1360, 1470]),
        ("official_turnover_growth", [-15.5, -15.5, -15.5]),
        ("official_turnover_cagr", [26.7, 26.7, 26.7]),
        ("official_turnover_trend", [25.8, 25.8, 25.8]),
        ("official_export_share", [23.4, 23.4, 23.4]),
        ("official_region_share", [46.2, 46.2, 46.2]),
        ("counterpart_turnover_growth", [-12.2, -12.2, -12.2]),
        ("counterpart_turnover_cagr", [14.2, 14.2, 14.2]),
        ("counterpart_turnover_trend", [16.1, 16.1, 16.1]),
        ("counterpart_export_share", [52.4, 52.4, 52.4]),
        ("counterpart_region_share", [35.4, 35.4, 35.4]),
    ],
)
def test_the_headline_results_are_those_computed_independently(results, result, expected):
    assert rounded(results.loc[result]) == expected


def test_the_implied_region_and_its_rest_are_those_computed_independently(results):
    assert rounded(results.loc["implied_regional_turnover"], 0) == [4889, 4725, 5056]
    assert rounded(results.loc["implied_regional_rest"], 0) == [2689, 2575, 2806]


def test_the_two_sides_disagree_on_the_sign_of_the_balance(results):
    assert results.loc["official_balance", "decided"] == "deficit"
    assert results.loc["counterpart_balance", "decided"] == "surplus"


def test_official_turnover_is_the_sum_of_both_flows_on_each_side(study):
    turnover = an.official(study, "turnover")
    azerbaijan = [565.1, 1085.8, 1298.3, 1310.2, 2183.8, 1845.5]
    china = [666.2, 768.9, 966.2, 899.4, 1477.2, 1296.4]
    assert turnover["AZE"]["value"].round(1).to_list() == azerbaijan
    assert turnover["CHN"]["value"].round(1).to_list() == china


def test_contributions_add_up_to_growth_on_either_side(study):
    points = an.official_contributions(study)["value"]
    for side, turnover in an.official(study, "turnover").items():
        total = points[side].groupby(level="year").sum()
        growth = an.growth(turnover)["value"].dropna()
        pd.testing.assert_series_equal(total, growth, check_names=False)
    assert points.round(1)["AZE", :, 2020].to_list() == [-14.6, -0.9]


@pytest.mark.thorough
def test_the_article_s_last_year_as_printed_in_april_was_a_fall():
    results = an.headline_results(an.read(DATA, variant="2020-as-in-april"))
    assert rounded(results.loc["turnover_growth"]) == [-18.2, -22.2, -14.0]
    assert rounded(results.loc["turnover_cagr"]) == [26.3, 25.5, 27.0]
    assert rounded(results.loc["turnover_trend"]) == [26.7, 25.8, 27.6]
    assert results.loc["turnover_growth", "decided"] == "fall"


def test_a_region_with_a_member_missing_has_no_total(study):
    sources = study.figures["source_id"] != "imf-dots-2022-02"
    without = study.figures[sources | (study.figures["reporter"] != "GEO")]
    smaller = dataclasses.replace(study, figures=without)
    assert an.official_region_share(smaller, "South Caucasus", "AZE").empty


def test_a_stock_is_set_against_the_rest_that_a_portfolio_leaves(study):
    balances = an.investment_balances(study).set_index(["period", "outward_kind", "inward_kind"])
    rest = balances.loc[("2025-06", "without portfolio", "direct")]
    assert rounded(rest, 2) == [-742.3, -842.35, -642.25]
    assert rest["decided"] == "deficit"
    assert rest["kinds"] == "unlike kinds"
    whole = balances.loc[("2025-06", "unspecified", "direct")]
    assert whole["decided"] == "surplus"


def test_two_stocks_of_no_stated_kind_are_not_like_with_like(study):
    balances = an.investment_balances(study).set_index("source_id")
    assert balances.loc[study.headline_source, "kinds"] == "kind not stated"


def test_a_stock_of_a_year_comes_after_those_of_its_months(study):
    periods = an.stocks(study)["period"].to_list()
    assert periods.index("2018") > periods.index("2018-07")


def test_the_ratio_of_two_stocks_has_bounds(study):
    balances = an.investment_balances(study, reading="close").set_index("source_id")
    row = balances.loc[study.headline_source, ["ratio", "ratio_low", "ratio_high"]]
    assert [round(x, 2) for x in row] == [1.89, 1.65, 1.94]


@pytest.mark.thorough
def test_every_variant_can_be_read_and_moves_a_result(study):
    moved = an.results_by_variant(study)
    assert set(moved.index) == set(study.variants["variant"])


@pytest.mark.thorough
def test_a_study_without_official_statistics_has_none_and_no_error(study):
    sources = study.sources.assign(kind="press")
    plain = dataclasses.replace(study, sources=sources)
    assert an.official_sources(plain) == {}
    assert all(frame.empty for frame in an.official(plain, "turnover").values())
    results = an.headline_results(plain)
    assert results.loc["official_turnover_cagr", "decided"] == "missing"
