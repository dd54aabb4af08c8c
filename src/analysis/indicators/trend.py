"""Fit the log-linear trend of a series, with its sampling uncertainty and its rounding bounds."""

import dataclasses
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.cells import begins_of
from analysis.display import Table, named
from analysis.english import year_name
from analysis.errors import DataError
from analysis.indicators.arithmetic import numbers
from analysis.indicators.pairs import years_of


@dataclasses.dataclass(frozen=True, eq=False)
class Trend:
    """A fitted trend; see `fit_trend`.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100, 110, 121] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> fit_trend(levels).n
    3
    """

    growth: pd.Series
    n: int
    levels: pd.DataFrame = dataclasses.field(repr=False)
    results: Any = dataclasses.field(repr=False)

    @property
    def drift(self) -> pd.Series:
        """Growth in percent a year if shocks stay: a random walk with drift.

        It is the mean change of the logarithm, and so the compound rate from the first to the last
        year: value, low, high (rounding), ci_low, ci_high (t interval with n - 2 degrees of
        freedom). A change over k years counts as k steps.
        """
        from scipy import stats

        years = self.levels.index.to_numpy(dtype=float)
        steps, changes = np.diff(years), np.diff(np.log(self.levels["value"].to_numpy()))
        mean = changes.sum() / steps.sum()
        variance = ((changes - mean * steps) ** 2 / steps).sum() / (self.n - 2)
        reach = stats.t.ppf(0.975, self.n - 2) * np.sqrt(variance / steps.sum())
        first, last = self.levels.iloc[0], self.levels.iloc[-1]
        rates = {
            "value": mean,
            "low": np.log(last["low"] / first["high"]) / steps.sum(),
            "high": np.log(last["high"] / first["low"]) / steps.sum(),
            "ci_low": mean - reach,
            "ci_high": mean + reach,
        }
        return pd.Series(rates).map(_percent)

    def forecast(self, years: Iterable[int]) -> Table:
        """Return what the trend leads to expect in the given years, each of them once.

        Returns
        -------
        Table
            value (a median: the exponential of the forecast of the logarithm), pi_low, pi_high
            (95 percent prediction interval of a single year), in the unit of the levels,
            indexed by year. Values and not intervals of the levels were fitted.

        Examples
        --------
        >>> values = pd.Series([100, 121, 133.1], index=[1, 2, 3])
        >>> levels = pd.DataFrame({"value": values, "low": values, "high": values})
        >>> fit_trend(levels).forecast([4])["value"].round(1)
        year
        4    156.0
        Name: value, dtype: float64
        """
        index = _each_once(years)
        frame = self.results.get_prediction(_design(index)).summary_frame(alpha=0.05)
        logs = frame[["mean", "obs_ci_lower", "obs_ci_upper"]].to_numpy()
        expected = pd.DataFrame(np.exp(logs), index, ["value", "pi_low", "pi_high"])
        expected.attrs = dict(self.levels.attrs)
        return named(expected, "forecast")

    def leave_one_out(self) -> Table:
        """Return least-squares growth without one year at a time.

        Use this to see how far a single year carries the trend.

        Returns
        -------
        Table
            value (percent a year) and change (percentage points, against all years), indexed by
            the year left out.

        Examples
        --------
        >>> levels = pd.DataFrame({c: [100, 110, 144] for c in ("value", "low", "high")}, [1, 2, 3])
        >>> fit_trend(levels).leave_one_out()["value"].round(1).to_list()
        [30.9, 20.0, 10.0]
        """
        values = self.levels["value"]
        growths = [_percent(_fit(values.drop(year)).params.iloc[1]) for year in values.index]
        result = pd.DataFrame({"value": growths}, index=values.index.rename("left_out"))
        result = result.assign(change=result["value"] - self.growth["value"])
        result.attrs = dict(self.levels.attrs)
        return named(result, "leave_one_out")


@dataclasses.dataclass(frozen=True, eq=False)
class NoTrend:
    """What stands in place of a `Trend` where figures have none: everything missing, and why.

    Examples
    --------
    >>> NoTrend("too few years").why
    'too few years'
    """

    why: str

    @property
    def growth(self) -> pd.Series:
        """Missing growth, under the names that a trend's has."""
        return pd.Series(np.nan, index=["value", "low", "high", "ci_low", "ci_high"])

    @property
    def drift(self) -> pd.Series:
        """Missing growth, as of the trend."""
        return self.growth

    def forecast(self, years: Iterable[int]) -> Table:
        """Return the years without a forecast.

        Examples
        --------
        >>> NoTrend("too few years").forecast([4])["value"].to_list()
        [nan]
        """
        missing = pd.DataFrame(np.nan, _each_once(years), ["value", "pi_low", "pi_high"])
        return named(missing, "forecast")

    def leave_one_out(self) -> Table:
        """Return a table without rows.

        Examples
        --------
        >>> NoTrend("too few years").leave_one_out().empty
        True
        """
        index = pd.Index([], name="left_out", dtype="int64")
        empty = pd.DataFrame(columns=["value", "change"], index=index, dtype=float)
        return named(empty, "leave_one_out")


def trend_if_any(series: pd.DataFrame) -> Trend | NoTrend:
    """Return the fitted trend of a series, or why it has none.

    Use this where a study may have too few years, or a year of zero; `fit_trend` refuses these.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100, 121] for c in ("value", "low", "high")}, [1, 2])
    >>> trend_if_any(levels)
    NoTrend(why='a trend needs at least 3 years, and there are 2: 1, 2')
    """
    try:
        return fit_trend(series)
    except DataError as error:
        return NoTrend(str(error))


def fit_trend(series: pd.DataFrame) -> Trend:
    """Fit ln v_t = a + b t by ordinary least squares and return least-squares growth.

    Least-squares growth is 100 (e^b - 1), as the World Bank defines it (World Development
    Indicators, methodologies). Two uncertainties are kept apart. *Sampling*: the t interval of b
    with n - 2 degrees of freedom, which assumes independent errors of equal variance around the
    trend. *Rounding*: b is the sum of w_t ln v_t with w_t = (t - mean t) / sum (t - mean t)^2, so
    its lowest value takes low where w_t > 0 and high where w_t < 0, and its highest the reverse.

    Parameters
    ----------
    series
        value, low, high of one pair, indexed by year.

    Returns
    -------
    Trend
        ``growth``: value, low, high (rounding), ci_low, ci_high (95 percent confidence), in
        percent a year; ``drift``, the same if shocks stay; ``n``; ``forecast(years)``;
        ``leave_one_out()``.

    Raises
    ------
    DataError
        For many pairs, fewer than three years, a period of which more than half of the years are
        missing (the World Bank gives no rate then), a year that stands twice or is none, or a year
        whose value and bounds are not positive numbers in order (the upper bound may be infinite).

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100, 121, 133.1] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> fit_trend(levels).growth[["value", "ci_low", "ci_high"]].round(1).to_list()
    [15.4, -18.7, 63.6]
    """
    levels = _levels(series)
    results = _fit(levels["value"])
    slope_low, slope_high = _rounding_bounds(levels)
    ci_low, ci_high = results.conf_int(alpha=0.05).iloc[1]
    slopes = {
        "value": results.params.iloc[1],
        "low": slope_low,
        "high": slope_high,
        "ci_low": ci_low,
        "ci_high": ci_high,
    }
    return Trend(pd.Series(slopes).map(_percent), len(levels), levels, results)


def _each_once(years: Iterable[int]) -> pd.Index:
    return pd.Index(list(dict.fromkeys(years)), name="year", dtype="int64")


def _levels(series: pd.DataFrame) -> pd.DataFrame:
    """Return the years that have a value, in order, and refuse what has no trend."""
    levels = numbers(series).dropna(subset="value").sort_index()
    if levels.index.nlevels > 1:
        raise DataError("a trend is of one pair: choose its rows first")
    years = years_of(levels.index)
    for year in years[years.duplicated()]:
        raise DataError(f"{year} stands twice: a trend needs one row a year")
    if len(levels) < 3:
        has = ", ".join(year_name(year, begins_of([series])) for year in years)
        counted = ("there is none", "there is 1: ", f"there are {len(levels)}: ")[len(levels)]
        raise DataError(f"a trend needs at least 3 years, and {counted}{has}")
    span = int(years.max() - years.min()) + 1
    if 2 * len(levels) < span:
        ends = " to ".join(year_name(year, begins_of([series])) for year in (years[0], years[-1]))
        raise DataError(
            f"a trend needs at least half of the years of its period: of {ends}, {len(levels)} "
            f"years of {span} have a value; choose a shorter period"
        )
    for year, value, low, high in levels.itertuples():
        if not (0 < value < np.inf and 0 < low < np.inf and low <= high):
            raise DataError(
                f"a trend needs positive values and bounds: {year} has {value:g} "
                f"with lower bound {low:g} and upper bound {high:g}; leave the year out"
            )
    return levels


def _fit(values: pd.Series) -> Any:  # noqa: ANN401 - statsmodels' results have no public type
    """Return the least-squares fit of the logarithms on the years."""
    # The whole of statsmodels takes twice as long to import.
    from statsmodels.regression.linear_model import OLS

    return OLS(np.log(values.astype(float)), _design(values.index)).fit()


def _design(years: pd.Index) -> pd.DataFrame:
    """Return the constant and the years; counted from 2000 so that the sums keep their digits."""
    return pd.DataFrame({"const": 1.0, "year": years.to_numpy(dtype=float) - 2000}, index=years)


def _rounding_bounds(levels: pd.DataFrame) -> tuple[float, float]:
    """Return the lowest and highest slope that the levels' intervals allow."""
    t = levels.index.to_numpy(dtype=float)
    centred = t - t.mean()
    weight = centred / (centred**2).sum()
    low, high = np.log(levels["low"].to_numpy()), np.log(levels["high"].to_numpy())
    bears = weight != 0
    lowest = np.where(weight > 0, low, high)[bears] @ weight[bears]
    highest = np.where(weight > 0, high, low)[bears] @ weight[bears]
    return float(lowest), float(highest)


def _percent(slope: float) -> float:
    """Return yearly growth in percent for a slope of logarithms."""
    return 100 * float(np.expm1(slope))
