"""The log-linear trend: its two uncertainties, its forecast, and what it refuses."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import OLS

import analysis as an
from analysis import DataError

SIX = pd.DataFrame(
    {
        "value": [561.0, 975, 1300, 1310, 2200, 2200],
        "low": [560.5, 974.5, 1250, 1305, 2150, 2150],
        "high": [561.5, 975.5, 1350, 1315, 2250, 2250],
    },
    index=pd.Index(range(2015, 2021), name="year"),
)


def exactly(values, years):
    return pd.DataFrame(dict.fromkeys(("value", "low", "high"), values), years, dtype=float)


def test_a_series_that_grows_evenly_has_that_growth_and_no_uncertainty():
    growth = an.fit_trend(exactly([100, 110, 121, 133.1], [2015, 2016, 2017, 2018])).growth
    assert growth.to_numpy() == pytest.approx(np.full(5, 10.0))


def test_the_confidence_interval_is_the_t_interval_of_the_slope():
    x = np.arange(2015, 2021) - 2017.5
    y = np.log(SIX["value"].to_numpy())
    slope = (x @ y) / (x @ x)
    error = np.sqrt(((y - y.mean() - slope * x) ** 2).sum() / 4 / (x @ x))
    half = 2.776445105 * error  # the 97.5 percent point of t with 4 degrees of freedom
    expected = [100 * np.expm1(slope + k * half) for k in (-1, 0, 1)]
    growth = an.fit_trend(SIX).growth
    assert growth[["ci_low", "value", "ci_high"]].to_numpy() == pytest.approx(expected, rel=1e-8)


def test_if_shocks_stay_growth_is_the_mean_change_of_the_logarithm_with_its_t_interval():
    changes = np.diff(np.log(SIX["value"].to_numpy()))
    half = 2.776445105 * changes.std(ddof=1) / np.sqrt(5)  # t with 4 degrees of freedom
    expected = [100 * np.expm1(changes.mean() + k * half) for k in (-1, 0, 1)]
    drift = an.fit_trend(SIX).drift
    assert drift[["ci_low", "value", "ci_high"]].to_numpy() == pytest.approx(expected, rel=1e-8)
    assert [round(x, 1) for x in expected] == [-5.6, 31.4, 82.9]
    assert drift[["value", "low", "high"]].to_list() == pytest.approx(
        an.cagr(SIX)[["value", "low", "high"]].to_list()
    )


def test_a_change_over_two_years_counts_as_two_steps_of_a_random_walk():
    without = SIX.drop(index=2017)
    changes, steps = np.diff(np.log(without["value"].to_numpy())), np.array([1, 2, 1, 1])
    mean = changes.sum() / 5
    variance = ((changes - mean * steps) ** 2 / steps).sum() / 3
    half = 3.182446305 * np.sqrt(variance / 5)  # t with 3 degrees of freedom
    drift = an.fit_trend(without).drift
    assert drift["ci_high"] == pytest.approx(100 * np.expm1(mean + half))


def test_where_more_than_half_of_the_years_are_missing_there_is_no_trend():
    with pytest.raises(DataError, match=r"of 2001 to 2020, 3 years of 20 have a value"):
        an.fit_trend(exactly([100, 110, 400], [2001, 2004, 2020]))
    with pytest.raises(DataError, match="3 years of 7 have a value"):
        an.fit_trend(exactly([100, 110, 121], [2001, 2003, 2007]))
    assert an.fit_trend(exactly([100, 110, 121], [2001, 2003, 2006])).n == 3
    assert an.trend_if_any(exactly([1, 2, 3], [2001, 2004, 2020])).drift.isna().all()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.floats(1, 1e4), st.floats(0, 0.3)), min_size=3, max_size=6),
    st.lists(st.integers(1, 3), min_size=6, max_size=6),
)
def test_rounding_bounds_are_the_extremes_over_all_corners(levels, gaps):
    years = 2000 + np.cumsum(gaps)[: len(levels)]
    assume(2 * len(years) >= years[-1] - years[0] + 1)  # else no trend is fitted
    value = np.array([v for v, _ in levels])
    half = value * np.array([h for _, h in levels])
    frame = pd.DataFrame({"value": value, "low": value - half, "high": value + half}, index=years)
    weight = years - years.mean()
    corners = itertools.product(*zip(frame["low"], frame["high"], strict=True))
    slopes = [weight @ np.log(corner) / (weight @ weight) for corner in corners]
    growth = an.fit_trend(frame).growth
    assert growth["low"] == pytest.approx(100 * np.expm1(min(slopes)), abs=1e-6)
    assert growth["high"] == pytest.approx(100 * np.expm1(max(slopes)), abs=1e-6)


def test_the_forecast_is_a_median_with_the_interval_of_a_single_year():
    forecast = an.fit_trend(SIX).forecast([2021, 2022])
    expected = [[3252, 1727, 6121], [4239, 2093, 8585]]
    assert forecast.round(0).to_numpy().tolist() == expected


def test_the_forecast_agrees_with_a_fit_in_years_counted_otherwise():
    design = np.column_stack([np.ones(6), np.arange(6.0)])
    fit = OLS(np.log(SIX["value"].to_numpy()), design).fit()
    frame = fit.get_prediction([[1.0, 8.0]]).summary_frame(alpha=0.05)
    expected = np.exp(frame[["mean", "obs_ci_lower", "obs_ci_upper"]].to_numpy())
    forecast = an.fit_trend(SIX).forecast([2023]).to_numpy()
    np.testing.assert_allclose(forecast, expected, rtol=1e-9)


def test_leaving_one_year_out_is_fitting_the_others():
    without = an.fit_trend(SIX).leave_one_out()
    assert list(without.index) == list(SIX.index)
    others = an.fit_trend(SIX.drop(index=2017)).growth["value"]
    assert without.loc[2017, "value"] == pytest.approx(others)
    assert without.loc[2017, "change"] == pytest.approx(others - 30.367109, abs=1e-6)


def test_the_order_of_rows_changes_nothing():
    shuffled = an.fit_trend(SIX.iloc[[3, 0, 5, 1, 4, 2]])
    pd.testing.assert_series_equal(shuffled.growth, an.fit_trend(SIX).growth)


def test_an_upper_bound_that_is_missing_leaves_growth_open_above():
    open_ended = SIX.assign(high=[*SIX["high"].iloc[:-1], np.inf])
    trend = an.fit_trend(open_ended)
    assert trend.growth["high"] == np.inf
    assert trend.growth["low"] == pytest.approx(an.fit_trend(SIX).growth["low"])


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (exactly([1, 2], [2015, 2016]), "at least 3 years, and there are 2: 2015, 2016"),
        (exactly([], []), "at least 3 years, and there is none"),
        (exactly([1, 0, 2], [2015, 2016, 2017]), "2016 has 0"),
        (
            pd.DataFrame({"value": [1, 2, 3], "low": [1, -1, 3], "high": 4}, [2015, 2016, 2017]),
            "2016 has 2 with lower bound -1 and upper bound 4; leave the year out",
        ),
        (SIX.assign(high=[np.nan, 975, 1300, 1310, 2200, 2200]), "2015 .* upper bound nan"),
        (SIX.assign(low=[561, np.nan, 1300, 1310, 2200, 2200]), "2016 .* lower bound nan"),
        (SIX.assign(high=[561, 975, 1, 1310, 2200, 2200]), "2017 .* upper bound 1;"),
        (exactly([1, np.inf, 2], [2015, 2016, 2017]), "2016 has inf"),
        (exactly([1, 2, 3, 4], [2015, 2016, 2016, 2017]), "2016 stands twice"),
        (exactly([1, 2, 3], [2015, 2015, 2015]), "2015 stands twice"),
        (exactly([1, 2, 3], ["2015", "2016", "2017"]), "years as whole numbers, and has '2015'"),
    ],
)
def test_a_trend_that_cannot_be_fitted_is_an_error_that_names_the_year(series, message):
    with pytest.raises(DataError, match=message):
        an.fit_trend(series)


def test_a_trend_is_of_one_pair():
    pairs = pd.concat({("AZE", "CHN"): SIX}, names=["reporter", "partner"])
    with pytest.raises(DataError, match="one pair"):
        an.fit_trend(pairs)


def test_what_is_printed_of_a_trend_has_names_for_years_and_columns():
    trend = an.fit_trend(SIX)
    assert list(trend.growth.index) == ["value", "low", "high", "ci_low", "ci_high"]
    forecast = trend.forecast([2021, 2022])
    assert (forecast.index.name, list(forecast.index)) == ("year", [2021, 2022])
    assert list(forecast.columns) == ["value", "pi_low", "pi_high"]
    without = trend.leave_one_out()
    assert (without.index.name, list(without.columns)) == ("left_out", ["value", "change"])
    assert without["change"].to_list() == pytest.approx(without["value"] - trend.growth["value"])


def test_where_there_is_no_trend_all_that_is_asked_of_one_is_missing_under_the_same_names():
    few, trend = an.trend_if_any(SIX.iloc[:2]), an.fit_trend(SIX)
    assert few.why == "a trend needs at least 3 years, and there are 2: 2015, 2016"
    assert few.growth.isna().all()
    assert few.growth.index.equals(trend.growth.index)
    forecast = few.forecast([2021, 2022])
    assert forecast.isna().all(axis=None)
    without = few.leave_one_out()
    assert without.empty
    for empty, full in ((forecast, trend.forecast([2021, 2022])), (without, trend.leave_one_out())):
        assert empty.columns.equals(full.columns)
        assert empty.dtypes.equals(full.dtypes)
        assert (empty.index.name, empty.index.dtype) == (full.index.name, full.index.dtype)


def test_where_there_is_a_trend_it_is_the_one_that_is_fitted():
    pd.testing.assert_series_equal(an.trend_if_any(SIX).growth, an.fit_trend(SIX).growth)


def test_a_forecast_has_each_year_once():
    assert an.fit_trend(SIX).forecast([2022, 2021, 2022]).index.to_list() == [2022, 2021]


def test_a_year_without_a_value_is_left_out_of_the_trend():
    missing = SIX.astype(float)
    missing.loc[2017] = np.nan
    trend = an.fit_trend(missing)
    assert trend.n == 5
    assert trend.growth["value"] == pytest.approx(
        an.fit_trend(SIX.drop(index=2017)).growth["value"]
    )


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (exactly([5], [2015]), "a trend needs at least 3 years, and there is 1: 2015"),
        (
            exactly([1, 2, 2, 3], [2015, 2016, 2016, 2017]),
            "2016 stands twice: a trend needs one row a year",
        ),
        (
            SIX.assign(low=[560.5, 0, 1250, 1305, 2150, 2150]),
            "a trend needs positive values and bounds: 2016 has 975 with lower bound 0 "
            "and upper bound 975.5; leave the year out",
        ),
        (
            SIX.assign(low=np.inf, high=np.inf),
            "a trend needs positive values and bounds: 2015 has 561 with lower bound inf",
        ),
        (pd.concat({"GEO": SIX}), "a trend is of one pair: choose its rows first"),
    ],
)
def test_the_error_says_what_would_be_right(series, message):
    with pytest.raises(DataError) as caught:
        an.fit_trend(series)
    assert str(caught.value).startswith(message)


def test_levels_below_one_have_a_trend_as_those_above():
    assert an.fit_trend(SIX / 10_000).growth.to_list() == pytest.approx(
        an.fit_trend(SIX).growth.to_list()
    )


def test_the_bounds_of_the_year_in_the_middle_bear_on_nothing():
    five = SIX.iloc[:5]
    open_ended = five.astype(float)
    open_ended.loc[2017, "high"] = np.inf
    pd.testing.assert_series_equal(an.fit_trend(open_ended).growth, an.fit_trend(five).growth)


@pytest.mark.parametrize("value", [0, np.inf])
def test_a_value_that_has_no_logarithm_is_refused_whatever_its_bounds(value):
    with pytest.raises(DataError, match=f"2016 has {value:g} with lower bound 974.5"):
        an.fit_trend(SIX.assign(value=[561, value, 1300, 1310, 2200, 2200]))
