"""What indicators are not defined for is refused in words, and never gives a number."""

import pandas as pd
import pytest

import analysis as an


def levels(values, index, names=None):
    index = pd.MultiIndex.from_tuples(index, names=names) if names else index
    ends = {"value": values, "low": [v - 5 for v in values], "high": [v + 5 for v in values]}
    return pd.DataFrame(ends, index)


BELOW = levels([-100.0, 110.0], [2019, 2020])
ABOVE = levels([100.0, 110.0], [2019, 2020])


@pytest.mark.parametrize(
    "indicator",
    [
        lambda: an.growth(BELOW),
        lambda: an.cagr(BELOW),
        lambda: an.index(BELOW, base=2019),
        lambda: an.contribution(BELOW, ABOVE),
        lambda: an.ratio(ABOVE, BELOW),
        lambda: an.share(BELOW, ABOVE),
        lambda: an.coverage_ratio(BELOW, ABOVE),
        lambda: an.normalised_balance(ABOVE, BELOW),
        lambda: an.implied_whole(BELOW, ABOVE),
        lambda: an.growth(an.balance(levels([100.0, 140.0], [2019, 2020]), ABOVE + 50)),
    ],
)
def test_a_level_below_zero_is_refused(indicator):
    with pytest.raises(an.DataError, match=r"2019 is -\d+ .*a level is 0 or more"):
        indicator()


def test_a_refused_level_is_named_with_what_may_be_done_instead():
    with pytest.raises(an.DataError) as caught:
        an.growth(BELOW)
    assert str(caught.value) == (
        "2019 is -100 (-105 to -95), and a level is 0 or more: growth, shares and ratios of a "
        "number below 0 say nothing. Subtract balances with difference()"
    )


def test_balances_can_be_subtracted_whatever_their_sign():
    assert an.difference(BELOW, ABOVE).loc[2019, "value"] == -200


def test_levels_in_another_order_are_refused():
    one = levels([10.0], [("GEO", "KOR", 2019)], ["reporter", "partner", "year"])
    other = levels([4.0], [("GEO", 2019, "KOR")], ["reporter", "year", "partner"])
    with pytest.raises(an.DataError, match="the same levels in one order"):
        an.balance(one, other)
    with pytest.raises(an.DataError, match="the same levels in one order"):
        an.ratio(one, ABOVE)
    by_reporter = levels([10.0], [("GEO", 2019)], ["reporter", "year"])
    with pytest.raises(an.DataError) as caught:
        an.balance(by_reporter, levels([4.0], [(2019, "GEO")], ["year", "reporter"]))
    assert str(caught.value) == (
        "the index has ['reporter', 'year'] in one frame and ['year', 'reporter'] in another: "
        "bring both to the same levels in one order"
    )


def test_rows_are_set_against_each_other_where_no_name_of_a_level_forbids_it():
    years = ABOVE.rename_axis("year")
    assert an.balance(years, ABOVE.iloc[:1].rename_axis("period")).index.to_list() == [2019, 2020]
    unnamed = levels([10.0, 12.0], [("GEO", 2019), ("GEO", 2020)], [None, None])
    named = levels([4.0], [("GEO", 2019)], ["reporter", "year"])
    assert an.balance(unnamed, named)["value"].iloc[0] == 6
    assert an.balance(named, unnamed)["value"].iloc[0] == -6


def test_beside_a_frame_without_rows_years_are_missing():
    nothing = ABOVE.iloc[:0].set_axis(pd.Index([], dtype="str"))
    assert an.balance(ABOVE, nothing)["decided"].to_list() == ["missing", "missing"]
    assert an.balance(nothing, ABOVE)["decided"].to_list() == ["missing", "missing"]


def test_years_as_text_are_refused_beside_years_as_numbers():
    with pytest.raises(an.DataError) as caught:
        an.balance(ABOVE, levels([4.0], ["2020"]))
    assert str(caught.value) == (
        "the index has 2019 in one frame and '2020' in the other: write years as whole numbers in "
        "both"
    )


@pytest.mark.parametrize("held", [object, float])
def test_years_held_as_objects_or_with_a_point_are_numbers_still(held):
    one = ABOVE.iloc[1:].set_axis(ABOVE.index[1:].astype(held))
    assert an.balance(ABOVE, one)["value"].loc[2020] == 0


def test_a_frame_without_bounds_is_refused_with_the_columns_that_it_has():
    with pytest.raises(an.DataError, match="low and high are not among the columns: value"):
        an.growth(ABOVE[["value"]])


INDICATORS = {
    "growth": an.growth,
    "cagr": an.cagr,
    "index": lambda frame: an.index(frame, base=2019),
    "real": lambda frame: an.real(frame, ABOVE),
    "real with such prices": lambda frame: an.real(ABOVE, frame),
    "real_growth": lambda frame: an.real_growth(ABOVE, frame),
    "fit_trend": an.fit_trend,
    "landed_value": an.landed_value,
    "discrepancies": lambda frame: an.discrepancies(ABOVE, frame),
    "balance": lambda frame: an.balance(frame, ABOVE),
    "share": lambda frame: an.share(ABOVE, frame),
    "concentration": an.concentration,
    "shares_of_products": lambda frame: an.shares_of_products({"oil": frame}, ABOVE),
    "contributions_of_products": lambda frame: an.contributions_of_products({"oil": frame}, ABOVE),
}
NO_LEVELS = {
    "a series": (ABOVE["value"], "a DataFrame with the columns value, low and high, and got Ser"),
    "nothing": (None, "and got NoneType"),
    "a list": ([100.0, 110.0], "and got list"),
    "values alone": (ABOVE[["value"]], "low and high are not among the columns: value"),
    "no ceiling": (ABOVE[["value", "low"]], "; high is not among the columns: value, low$"),
    "no columns": (pd.DataFrame(), "are not among the columns: none"),
    "words": (ABOVE.assign(low=["95", "some"]), "2020, column low: 'some' is not a number"),
}


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("what", NO_LEVELS)
def test_what_holds_no_levels_is_refused_in_words_by_each_indicator(indicator, what):
    argument, message = NO_LEVELS[what]
    with pytest.raises(an.DataError, match=message):
        INDICATORS[indicator](argument)


def test_numbers_held_as_text_or_as_whole_numbers_with_gaps_are_read():
    as_text = ABOVE.astype(str)
    assert an.growth(as_text).equals(an.growth(ABOVE))
    assert an.discrepancies(as_text, as_text).equals(an.discrepancies(ABOVE, ABOVE))
    gap = pd.array([100, None], dtype="Int64")
    with_gap = pd.DataFrame(dict.fromkeys(["value", "low", "high"], gap), [2019, 2020])
    assert an.balance(with_gap, ABOVE)["decided"].to_list() == ["undecided", "missing"]


def test_prices_and_periods_of_another_kind_of_year_are_refused():
    with pytest.raises(an.DataError, match="years as whole numbers, and has '2019'"):
        an.real(ABOVE, ABOVE.set_axis(["2019", "2020"]))
    with pytest.raises(an.DataError, match="2019 stands twice"):
        an.real(ABOVE, ABOVE.set_axis([2019, 2019]))
    with pytest.raises(an.DataError, match="periods as text, and has 2019"):
        an.growth_of_months(ABOVE)
    with pytest.raises(an.DataError, match="two levels or more"):
        an.concentration(ABOVE)
