"""Prices of a study, and growth in constant dollars."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an

BOUNDS = ["value", "low", "high"]
INDEX = {"year": "2015", "as_written": "100"}


def by_year(*rows, first=2015):
    """Return intervals (value, low, high) by year; a number is an interval of itself."""
    rows = [row if isinstance(row, tuple) else (row, row, row) for row in rows]
    years = pd.RangeIndex(first, first + len(rows), name="year")
    return pd.DataFrame(rows, index=years, columns=BOUNDS, dtype=float)


def refusal(folder):
    with pytest.raises(an.DataError) as caught:
        an.read(folder)
    return str(caught.value)


# The table.


def test_a_study_has_the_price_index_of_its_table_by_year(write_study):
    prices = [
        INDEX | {"year": "2016", "as_written": "101.5", "wording": "stated"},
        INDEX | {"note": "base year 2015"},
        INDEX | {"year": "2017", "as_written": "103", "wording": "more than"},
    ]
    study = an.read(write_study({}, prices=prices))
    assert study.prices.index.name == "year"
    assert study.prices.index.to_list() == [2015, 2016, 2017]
    assert study.prices.loc[2015].to_list() == [100, 100, 100]
    assert study.prices.loc[2016].to_list() == [101.5, 101.45, 101.55]
    assert study.prices.loc[2017].to_list() == [103, 103, math.inf]
    assert study.prices.attrs["source"] == "Gazette (undated)"


def test_a_study_without_prices_has_an_empty_price_index(write_study):
    prices = an.read(write_study({})).prices
    assert prices.empty
    assert (list(prices.columns), prices.index.name) == (BOUNDS, "year")
    assert prices.attrs["source"] == ""
    assert an.real_growth(by_year(1, 2), prices)["decided"].to_list() == ["missing", "missing"]


@pytest.mark.parametrize(
    ("price", "column", "value", "remedy"),
    [
        ({"year": "2015-Q1"}, "year", "2015-Q1", "is not a year: write 2019"),
        ({"year": ""}, "year", "", "is blank"),
        ({"as_written": "0"}, "as_written", "0", "a price index is above 0"),
        ({"as_written": "-3"}, "as_written", "-3", "a price index is above 0"),
        ({"as_written": "1 million"}, "as_written", "1 million", "has no scale word"),
        ({"as_written": "high"}, "as_written", "high", "is not a number"),
        ({"wording": "stat"}, "wording", "stat", "is 'stated' meant?"),
        ({"source_id": "gazete"}, "source_id", "gazete", "is 'gazette' meant?"),
    ],
)
def test_a_malformed_price_is_refused_with_its_place(write_study, price, column, value, remedy):
    message = refusal(write_study({}, prices=[INDEX | {"year": "2014"}, INDEX | price]))
    assert message.startswith(f"prices.csv, row 3, column {column}: {value!r}")
    assert remedy in message


def test_a_year_has_one_price(write_study):
    assert "'2015' stands twice" in refusal(write_study({}, prices=[INDEX, INDEX]))


def test_the_low_end_of_a_vague_price_is_not_below_zero(write_study):
    study = an.read(write_study({}, prices=[INDEX | {"wording": "less than"}]))
    assert study.prices.loc[2015].to_list() == [100, 0, 100]


# Constant dollars.


def test_what_rose_in_current_dollars_can_fall_in_constant_dollars():
    growth = an.real_growth(by_year(100, 110), by_year(80, 100))
    assert growth.loc[2016, BOUNDS].to_list() == pytest.approx([-12, -12, -12])
    assert growth["decided"].to_list() == ["missing", "fall"]


def test_growth_does_not_depend_on_the_base_year_of_the_index():
    levels = by_year((100, 95, 105), (110, 100, 115), (90, 85, 95))
    prices = by_year((98, 97, 99), (100, 100, 100), (104, 103, 105))
    pd.testing.assert_frame_equal(
        an.real_growth(levels, prices), an.real_growth(levels, prices * 1.25)
    )


def test_the_base_year_keeps_its_level_exactly():
    levels, prices = by_year((100, 95, 105), (110, 100, 115)), by_year((98, 90, 99), (100, 99, 101))
    real = an.real(levels, prices, base=2015)
    assert real.loc[2015, BOUNDS].to_list() == pytest.approx([100, 95, 105], abs=1e-12)
    assert real.loc[2016, "low"] == pytest.approx(100 * 90 / 101)


def test_a_base_year_without_a_price_is_refused():
    with pytest.raises(an.DataError, match="the base year 2019 is not among 2015"):
        an.real(by_year(1), by_year(1), base=2019)


def test_a_year_without_a_price_or_a_level_is_missing_and_no_year_is_added():
    levels, prices = by_year(100, 110, np.nan, 130), by_year(100, 102, 103)
    assert an.real(levels, prices)["value"].notna().to_list() == [True, True, False, False]
    growth = an.real_growth(levels, by_year(99, 100, 101, 102, 103, first=2016))
    assert growth.index.equals(levels.index)
    assert growth["decided"].to_list() == ["missing"] * 4


def test_many_pairs_take_the_price_of_their_year():
    one, other = by_year(100, 110), by_year(50, 55)
    pairs = pd.concat({("GEO", "KOR"): one, ("ARM", "KOR"): other}, names=["reporter", "partner"])
    growth = an.real_growth(pairs, by_year(80, 100))
    assert growth["value"].dropna().round(9).to_list() == [-12, -12]


intervals = st.tuples(st.floats(0.5, 200), st.floats(0, 50), st.floats(0, 50)).map(
    lambda drawn: (drawn[0] + drawn[1], drawn[0], drawn[0] + drawn[1] + drawn[2])
)
modestly = settings(deadline=None, max_examples=60, derandomize=True)


def corners(*drawn):
    """Return every combination of the low and high ends of intervals."""
    return itertools.product(*[row[1:] for row in drawn])


@pytest.mark.thorough
@modestly
@given(intervals, intervals, intervals, intervals)
def test_the_bounds_of_real_growth_are_its_extremes_over_all_corners(v, w, p, q):
    found = an.real_growth(by_year(v, w), by_year(p, q)).loc[2016]
    at = [100 * ((b / d) / (a / c) - 1) for a, b, c, d in corners(v, w, p, q)]
    assert found["low"] == pytest.approx(min(at), rel=1e-9, abs=1e-7)
    assert found["high"] == pytest.approx(max(at), rel=1e-9, abs=1e-7)


@pytest.mark.thorough
@modestly
@given(intervals, intervals, intervals)
def test_the_bounds_of_constant_dollars_are_their_extremes_over_all_corners(w, p, q):
    found = an.real(by_year(w, w), by_year(p, q), base=2015).loc[2016]
    at = [b * c / d for b, c, d in corners(w, p, q)]
    assert found["low"] == pytest.approx(min(at), rel=1e-9)
    assert found["high"] == pytest.approx(max(at), rel=1e-9)


@pytest.mark.thorough
@modestly
@given(intervals, intervals, intervals, intervals)
def test_growth_of_constant_dollars_of_a_base_year_never_has_tighter_bounds(v, w, p, q):
    exact = an.real_growth(by_year(v, w), by_year(p, q)).loc[2016]
    chained = an.growth(an.real(by_year(v, w), by_year(p, q), base=2016)).loc[2016]
    assert chained["low"] <= exact["low"] + 1e-7
    assert chained["high"] >= exact["high"] - 1e-7


def test_growth_in_constant_dollars_is_missing_where_a_price_is():
    rates = an.real_growth(by_year(100, 110, 121), by_year(80, 100))
    assert rates["value"].round(9).to_list()[1] == -12
    assert rates["decided"].to_list() == ["missing", "fall", "missing"]


@pytest.mark.parametrize("about", [{"money": "EUR million"}, {"year_begins": 7}])
def test_dollars_and_years_are_not_deflated_from_levels_that_are_in_others(about):
    levels = by_year(100, 110)
    levels.attrs = about
    assert an.real(levels, by_year(80, 100))["decided"].to_list() == ["missing", "missing"]


def test_growth_in_constant_dollars_names_the_sources_of_levels_and_of_prices():
    levels, prices = by_year(100, 110), by_year(80, 100)
    levels.attrs["source"], prices.attrs["source"] = "Gazette", "Bank"
    assert an.real_growth(levels, prices).attrs["source"] == "Gazette; Bank"
    assert an.real_growth(levels, by_year(80, 100)).attrs["source"] == "Gazette"


def test_growth_without_prices_shows_a_sentence_in_place_of_a_table():
    rates = an.real_growth(by_year(100, 110), by_year())
    bundle, _ = rates._repr_mimebundle_()
    assert "prices of two years in a row" in bundle["text/markdown"]
    assert "text/html" not in bundle
