"""Indicators of bilateral trade, each with the bounds that follow from its arguments.

Arguments and results are DataFrames with value, low and high. Arguments align by index and results
keep it; a missing argument gives a missing result. Each indicator is monotone in each of its
arguments, so its exact bounds are its values at two corners of their intervals (for arguments
independent of each other and, but for differences, not negative). A value divided by a stated zero
is missing, and with it the whole result, whatever the bounds; the divisor of a normalised balance
is x + m, which is zero only where both flows are. ``decided`` says what the bounds
decide: ``missing`` where there is no result, ``impossible`` where no true values can have been
printed like this, and blank where nothing is asked.
"""

import numpy as np
import pandas as pd

from analysis.display import Table, named
from analysis.errors import DataError
from analysis.indicators.arithmetic import (
    SIGN,
    aligned,
    difference_of,
    levels,
    quotients,
    result_of,
    zero_bases,
)
from analysis.indicators.pairs import each_pair, year_before, years_of
from analysis.study.periods import days, days_a_year_before


def growth(series: pd.DataFrame) -> Table:
    """Return growth over the year before, 100 (v_t / v_{t-1} - 1).

    The bounds are 100 (l_t / h_{t-1} - 1) and 100 (h_t / l_{t-1} - 1). A first year, a year after
    a gap and a base of zero have no growth rate; ``attrs["zero_base"]`` lists the last.

    Parameters
    ----------
    series
        Levels indexed by year, or by reporter, partner, year; nothing crosses between pairs.

    Returns
    -------
    Table
        value, low, high (percent), decided (rise, fall, undecided, missing).

    Raises
    ------
    DataError
        Where a year stands twice, the index holds no years or a level is below 0.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [100, 110], "low": [95, 105], "high": [105, 115]}, [1, 2])
    >>> growth(levels).round(1)
       value  low  high    decided
    1    NaN  NaN   NaN    missing
    2   10.0  0.0  21.1  undecided
    """
    (series,) = levels(series)
    before = year_before(series)
    result = result_of(
        series.index, *(100 * (r - 1) for r in quotients(series, before)), words=SIGN
    )
    result.attrs = series.attrs | {"zero_base": zero_bases(series.index, before, series)}
    return named(result, "growth")


def growth_of_months(series: pd.DataFrame) -> pd.DataFrame:
    """Return growth of parts of a year over the same months a year before, as `growth` does.

    Parameters
    ----------
    series
        Levels indexed by period, such as 2018-M01/M09, 2018-Q1 or 2018-06.

    Examples
    --------
    >>> periods = ["2017-Q1", "2018-Q1", "2018-Q2"]
    >>> levels = pd.DataFrame({c: [100.0, 110.0, 90.0] for c in ("value", "low", "high")}, periods)
    >>> growth_of_months(levels)["value"].round(1).to_list()
    [nan, 10.0, nan]
    """
    (series,) = levels(series)
    for period in series.index:
        if not isinstance(period, str):
            raise DataError(f"the index must hold periods as text, and has {period!r}")
    known = {days(period): period for period in series.index}
    known.pop(None, None)
    bases = [known.get(days_a_year_before(period)) for period in series.index]
    before = series.reindex(bases).set_axis(series.index)
    rates = (100 * (r - 1) for r in quotients(series, before))
    return result_of(series.index, *rates, words=SIGN)


def implied_base(series: pd.DataFrame, growth: pd.DataFrame) -> pd.DataFrame:
    """Return the level of the period before that a level and its growth imply, v / (1 + g/100).

    The bounds are at l_v, h_g and h_v, l_g.

    Examples
    --------
    >>> level = pd.DataFrame({"value": [110.0], "low": [105.0], "high": [120.0]}, [2020])
    >>> percent = pd.DataFrame({"value": [10.0], "low": [5.0], "high": [20.0]}, [2020])
    >>> implied_base(level, percent).round(1)
          value   low   high decided
    2020  100.0  87.5  114.3
    """
    (series,) = levels(series)
    (times,) = aligned(growth)
    times = 1 + times.reindex(series.index) / 100
    return result_of(series.index, *quotients(series, times))


def cagr(series: pd.DataFrame) -> pd.Series | pd.DataFrame:
    """Return the compound annual growth rate, 100 ((v_n / v_0)^(1/n) - 1), n years apart.

    The bounds take l_n with h_0 and h_n with l_0. A first value of zero has no rate;
    ``attrs["zero_base"]`` lists the pairs, or of one series the year, where it is.

    Returns
    -------
    pandas.Series or pandas.DataFrame
        value, low, high (percent), decided; a row a pair where the index has many pairs. Missing
        where there is one year only, or the first or last value is missing or the first zero.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [100, 121], "low": [100, 121], "high": [100, 121]}, [1, 3])
    >>> cagr(levels)["value"].round(6)
    np.float64(10.0)
    """
    (series,) = levels(series)
    if series.empty and not isinstance(series.index, pd.MultiIndex):
        series = series.reindex([0])  # no years at all: one missing rate
    first, last, years = each_pair(series)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = [100 * (r ** (1 / years) - 1) for r in quotients(last, first)]
    rates = [np.where(years > 0, rate, np.nan) for rate in rates]
    result = result_of(first.index, *rates, words=SIGN)
    apart = years > 0
    zero_base = zero_bases(first.index[apart], first[apart], last[apart])
    result = result if isinstance(series.index, pd.MultiIndex) else result.iloc[0].rename(None)
    result.attrs["zero_base"] = zero_base
    return result


def index(series: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return the index 100 v_t / v_base, which is exactly 100 in the base year.

    The bounds are 100 l_t / h_base and 100 h_t / l_base.

    Raises
    ------
    DataError
        Where no pair has the base year.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [4, 5], "low": [3, 4], "high": [5, 6]}, [2019, 2020])
    >>> index(levels, base=2019).round(1)
          value    low   high decided
    2019  100.0  100.0  100.0
    2020  125.0   80.0  200.0
    """
    (series,) = levels(series)
    years = years_of(series.index)
    if base not in years:
        known = ", ".join(map(str, sorted(set(years))))
        raise DataError(f"the base year {base} is not among {known or 'the years: there are none'}")
    bases = series[years == base]
    if series.index.nlevels > 1:
        pairs = series.index.droplevel("year")
        bases = bases.set_axis(bases.index.droplevel("year")).reindex(pairs)
    else:
        bases = bases.loc[np.repeat(base, len(series))]
    value, low, high = (100 * r for r in quotients(series, bases))
    is_base = (years == base) & ~np.isnan(value)
    return result_of(series.index, value, *(np.where(is_base, 100.0, x) for x in (low, high)))


def contribution(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return a part's contribution to growth, 100 (p_t - p_{t-1}) / w_{t-1} percentage points.

    The bounds are the lowest and highest value over the corners of p_t, p_{t-1} and w_{t-1}. A
    base of zero has no contribution; ``attrs["zero_base"]`` lists the years after one.

    Examples
    --------
    >>> part = pd.DataFrame({"value": [10.0, 14.0], "low": [10, 14], "high": [10, 14]}, [1, 2])
    >>> contribution(part, whole=4 * part).loc[[2]]
       value   low  high decided
    2   10.0  10.0  10.0    rise
    """
    part, whole = levels(part, whole)
    change, base = difference_of(part, year_before(part), SIGN), year_before(whole)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (100 * change["value"] / base["value"].where(base["value"] != 0)).to_numpy()
        corners = [100 * change[c] / base[b] for c in ("low", "high") for b in ("low", "high")]
    low, high = np.fmin.reduce(corners), np.fmax.reduce(corners)
    result = result_of(part.index, value, low, high, words=SIGN)
    result.attrs["zero_base"] = zero_bases(part.index, base, change)
    return result
