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
from analysis.indicators.pairs import each_pair, year_before, years_of

SIGN = ("fall", "rise")
BALANCE = ("deficit", "surplus")


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
        Where a year stands twice or the index holds no years.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [100, 110], "low": [95, 105], "high": [105, 115]}, [1, 2])
    >>> growth(levels).round(1)
       value  low  high    decided
    1    NaN  NaN   NaN    missing
    2   10.0  0.0  21.1  undecided
    """
    before = year_before(series)
    result = _result(series.index, *(100 * (r - 1) for r in _quotients(series, before)), words=SIGN)
    result.attrs = series.attrs | {"zero_base": _zero_bases(series.index, before, series)}
    return named(result, "growth")


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
    if series.empty and not isinstance(series.index, pd.MultiIndex):
        series = series.reindex([0])  # no years at all: one missing rate
    first, last, years = each_pair(series)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = [100 * (r ** (1 / years) - 1) for r in _quotients(last, first)]
    rates = [np.where(years > 0, rate, np.nan) for rate in rates]
    result = _result(first.index, *rates, words=SIGN)
    apart = years > 0
    zero_base = _zero_bases(first.index[apart], first[apart], last[apart])
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
    (series,) = _aligned(series)
    years = years_of(series.index)
    if base not in years:
        known = ", ".join(map(str, sorted(set(years)))) or "the years, for there are none"
        raise DataError(f"the base year {base} is not among {known}")
    bases = series[years == base]
    if series.index.nlevels > 1:
        pairs = series.index.droplevel("year")
        bases = bases.set_axis(bases.index.droplevel("year")).reindex(pairs)
    else:
        bases = bases.loc[np.repeat(base, len(series))]
    value, low, high = (100 * r for r in _quotients(series, bases))
    is_base = (years == base) & ~np.isnan(value)
    return _result(series.index, value, *(np.where(is_base, 100.0, x) for x in (low, high)))


def turnover(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return turnover, exports + imports; the bounds are the sums of the bounds.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [2.0], "low": [1.0], "high": [3.0]}, [2020])
    >>> turnover(flow, flow)
          value  low  high decided
    2020    4.0  2.0   6.0
    """
    x, m = _aligned(exports, imports)
    return _result(x.index, *(x[bound] + m[bound] for bound in ("value", "low", "high")))


def difference(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Return a - b, with bounds l_a - h_b and h_a - l_b; decided is rise, fall or undecided.

    Examples
    --------
    >>> now = pd.DataFrame({"value": [5.0], "low": [4.0], "high": [6.0]}, [2020])
    >>> difference(now, now)
          value  low  high    decided
    2020    0.0 -2.0   2.0  undecided
    """
    return _difference(a, b, SIGN)


def balance(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return exports - imports, with bounds l_x - h_m and h_x - l_m.

    Use this also for investments: outward minus inward.

    Returns
    -------
    pandas.DataFrame
        value, low, high (the unit of the arguments), decided (surplus, deficit, undecided,
        missing).

    Examples
    --------
    >>> x = pd.DataFrame({"value": [5.0], "low": [4.0], "high": [6.0]}, [2020])
    >>> balance(x, x - 4)
          value  low  high  decided
    2020    4.0  2.0   6.0  surplus
    """
    return _difference(exports, imports, BALANCE)


def ratio(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Return a / b, with bounds l_a / h_b and h_a / l_b.

    Use this for mirror ratios (imports here over exports there) and for stocks a company.

    Examples
    --------
    >>> imports = pd.DataFrame({"value": [6.0], "low": [5.0], "high": [7.0]}, [2020])
    >>> exports = pd.DataFrame({"value": [4.0], "low": [2.0], "high": [5.0]}, [2020])
    >>> ratio(imports, exports)
          value  low  high decided
    2020    1.5  1.0   3.5
    """
    a, b = _aligned(a, b)
    return _result(a.index, *_quotients(a, b))


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
    part, whole = _aligned(part, whole)
    change, base = _difference(part, year_before(part), SIGN), year_before(whole)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (100 * change["value"] / base["value"].where(base["value"] != 0)).to_numpy()
        corners = [100 * change[c] / base[b] for c in ("low", "high") for b in ("low", "high")]
    low, high = np.fmin.reduce(corners), np.fmax.reduce(corners)
    result = _result(part.index, value, low, high, words=SIGN)
    result.attrs["zero_base"] = _zero_bases(part.index, base, change)
    return result


def coverage_ratio(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the coverage ratio, 100 x / m percent, with bounds at l_x, h_m and h_x, l_m.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [2.0], "low": [1.0], "high": [4.0]}, [2020])
    >>> coverage_ratio(flow, flow)
          value   low   high decided
    2020  100.0  25.0  400.0
    """
    x, m = _aligned(exports, imports)
    return _result(x.index, *(100 * r for r in _quotients(x, m)))


def normalised_balance(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the normalised balance (x - m) / (x + m), from -1 to 1 (UNCTAD and WTO).

    It is 1 - 2 / (1 + x/m), so that the bounds are at l_x, h_m and h_x, l_m. Of flows that are
    both zero there is none; where one is, its value is -1 or 1.

    Examples
    --------
    >>> x = pd.DataFrame({"value": [3.0], "low": [3.0], "high": [float("inf")]}, [2020])
    >>> m = pd.DataFrame({"value": [1.0], "low": [1.0], "high": [1.0]}, [2020])
    >>> normalised_balance(x, m)
          value  low  high  decided
    2020    0.5  0.5   1.0  surplus
    """
    x, m = _aligned(exports, imports)
    _, low, high = (1 - 2 / (1 + r) for r in _quotients(x, m))
    both = x["value"] + m["value"]
    value = (x["value"] - m["value"]) / both.where(both != 0)
    low = np.where(m["high"] == 0, value, low)  # without imports it is 1, however small exports are
    # The same form as the bounds' but for its rounding, which may take it past one of them.
    return _result(x.index, np.clip(value, low, high), low, high, words=BALANCE)


def share(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """Return a part's share in a whole, 100 part / whole percent, at most 100.

    The bounds are 100 l_p / h_w and min(100, 100 h_p / l_w). A part that must be larger than its
    whole is ``impossible`` and has no bounds.

    Examples
    --------
    >>> part = pd.DataFrame({"value": [35.0], "low": [30.0], "high": [float("inf")]}, [2020])
    >>> whole = pd.DataFrame({"value": [100.0], "low": [90.0], "high": [120.0]}, [2020])
    >>> share(part, whole)
          value   low   high decided
    2020   35.0  25.0  100.0
    """
    part, whole = _aligned(part, whole)
    value, low, high = (100 * r for r in _quotients(part, whole))
    return _result(part.index, value, low, np.minimum(high, 100))


def implied_whole(part: pd.DataFrame, share: pd.DataFrame) -> pd.DataFrame:
    """Return the whole that a part and its share imply, 100 part / share.

    The bounds are 100 l_p / h_s and 100 h_p / l_s.

    Examples
    --------
    >>> part = pd.DataFrame({"value": [90.0], "low": [80.0], "high": [100.0]}, [2020])
    >>> percent = pd.DataFrame({"value": [45.0], "low": [40.0], "high": [50.0]}, [2020])
    >>> implied_whole(part, percent)
          value    low   high decided
    2020  200.0  160.0  250.0
    """
    part, share = _aligned(part, share)
    value, low, high = (100 * r for r in _quotients(part, share))
    # A share that may be zero leaves the whole open, even of a part that is zero.
    high = np.where((share["low"] == 0) & ~np.isnan(high), np.inf, high)
    return _result(part.index, value, low, high)


def implied_rest(whole: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Return what a part leaves of its whole, whole - part, at least 0.

    The bounds are max(0, l_w - h_p) and h_w - l_p. A part that must be larger than its whole is
    ``impossible`` and has no bounds.

    Examples
    --------
    >>> turnover = pd.DataFrame({"value": [9.0], "low": [8.0], "high": [10.0]}, [2020])
    >>> exports = pd.DataFrame({"value": [5.0], "low": [5.0], "high": [float("inf")]}, [2020])
    >>> implied_rest(turnover, exports)
          value  low  high decided
    2020    4.0  0.0   5.0
    """
    rest = _difference(whole, part, SIGN)
    return _result(rest.index, rest["value"], np.maximum(rest["low"], 0), rest["high"])


def implied_rest_from_share(part: pd.DataFrame, share: pd.DataFrame) -> pd.DataFrame:
    """Return the rest of the whole that a part and its share imply, part (100 / share - 1).

    The bounds are at l_p, h_s and h_p, l_s: tighter than whole and part one after the other.

    Examples
    --------
    >>> part = pd.DataFrame({"value": [90.0], "low": [80.0], "high": [100.0]}, [2020])
    >>> percent = pd.DataFrame({"value": [45.0], "low": [40.0], "high": [50.0]}, [2020])
    >>> implied_rest_from_share(part, percent)
          value   low   high decided
    2020  110.0  80.0  150.0
    """
    part, share = _aligned(part, share)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = 100 / share - 1
        value = part["value"] * factor["value"].where(share["value"] != 0)
        low, high = part["low"] * factor["high"], part["high"] * factor["low"]
    # A share of exactly 100 leaves nothing, even of a part without an upper bound; a share that
    # may be zero leaves the rest open, even of a part that is zero.
    high = np.where(factor["low"] == 0, 0, np.where(np.isposinf(factor["low"]), np.inf, high))
    return _result(part.index, value, low, high)


def _aligned(*frames: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return the frames on one index: that of the first, and after it what only others have."""
    index = frames[0].index
    for frame in frames:
        if not frame.index.is_unique:
            twice = frame.index[frame.index.duplicated()][0]
            raise DataError(f"{twice} stands twice in the index: each row needs its own")
        if not frame.index.equals(index):
            index = index.union(frame.index, sort=False)
    columns = ["value", "low", "high"]
    return tuple(frame[columns].reindex(index).astype(float) for frame in frames)


def _difference(a: pd.DataFrame, b: pd.DataFrame, words: tuple[str, str]) -> pd.DataFrame:
    """Return a - b with its bounds, and what they decide in the given words."""
    a, b = _aligned(a, b)
    return _result(
        a.index, a["value"] - b["value"], a["low"] - b["high"], a["high"] - b["low"], words=words
    )


def _quotients(top: pd.DataFrame, bottom: pd.DataFrame) -> list[np.ndarray]:
    """Return value, low and high of top / bottom, row by row; missing over a value of zero."""
    tops = [top[c].to_numpy(dtype=float) for c in ("value", "low", "high")]
    bottoms = [bottom[c].to_numpy(dtype=float) for c in ("value", "high", "low")]
    with np.errstate(divide="ignore", invalid="ignore"):
        value, low, high = (t / b for t, b in zip(tops, bottoms, strict=True))
    value = np.where(bottoms[0] == 0, np.nan, value)
    # A level is positive where it is divided by, so that 0 over it is 0 however small it is.
    low, high = (
        np.where((t == 0) & (b == 0), 0.0, q)
        for t, b, q in zip(tops[1:], bottoms[1:], (low, high), strict=True)
    )
    return [value, low, high]


def _zero_bases(index: pd.Index, base: pd.DataFrame, now: pd.DataFrame) -> tuple[object, ...]:
    """Return the rows that have a value and no rate, since their base is zero."""
    return tuple(index[(base["value"].to_numpy() == 0) & now["value"].notna().to_numpy()])


def _result(
    index: pd.Index,
    value: np.ndarray | pd.Series,
    low: np.ndarray | pd.Series,
    high: np.ndarray | pd.Series,
    *,
    words: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Return the frame of a result, with what its bounds decide in the given words."""
    value, low, high = (np.asarray(x, dtype=float) for x in (value, low, high))
    impossible = low > high
    missing = np.isnan(value) | np.isnan(low) | np.isnan(high)
    fall, rise = words or ("", "")
    names = ["undecided" if words else "", fall, rise, "impossible", "missing"]
    which = np.select([missing, impossible, low > 0, high < 0], [4, 3, 2, 1])
    decided = pd.array(names, dtype="str").take(which)
    value = np.where(missing, np.nan, value)
    low, high = (np.where(missing | impossible, np.nan, bound) for bound in (low, high))
    columns = {"value": value, "low": low, "high": high, "decided": decided}
    # The columns are new, and pandas need not copy them together.
    return pd.DataFrame(columns, index, copy=False)
