"""Turnover, balances and ratios of two flows, with their bounds; see `rates` on both."""

import numpy as np
import pandas as pd

from analysis.indicators.arithmetic import (
    BALANCE,
    ENDS,
    SIGN,
    aligned,
    difference_of,
    levels,
    quotients,
    result_of,
)


def turnover(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return turnover, exports + imports; the bounds are the sums of the bounds.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [2.0], "low": [1.0], "high": [3.0]}, [2020])
    >>> turnover(flow, flow)
          value  low  high decided
    2020    4.0  2.0   6.0
    """
    x, m = aligned(exports, imports)
    return result_of(x.index, *(x[bound] + m[bound] for bound in ("value", "low", "high")))


def difference(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Return a - b, with bounds l_a - h_b and h_a - l_b; decided is rise, fall or undecided.

    Examples
    --------
    >>> now = pd.DataFrame({"value": [5.0], "low": [4.0], "high": [6.0]}, [2020])
    >>> difference(now, now)
          value  low  high    decided
    2020    0.0 -2.0   2.0  undecided
    """
    return difference_of(a, b, SIGN)


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
    return difference_of(exports, imports, BALANCE)


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
    a, b = levels(a, b)
    return result_of(a.index, *quotients(a, b))


def coverage_ratio(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the coverage ratio, 100 x / m percent, with bounds at l_x, h_m and h_x, l_m.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [2.0], "low": [1.0], "high": [4.0]}, [2020])
    >>> coverage_ratio(flow, flow)
          value   low   high decided
    2020  100.0  25.0  400.0
    """
    x, m = levels(exports, imports)
    return result_of(x.index, *(100 * r for r in quotients(x, m)))


def exports_in_turnover(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return exports in percent of turnover, 100 x / (x + m), with bounds at l_x, h_m and h_x, l_m.

    They are tighter than those of `share`, where exports and turnover are independent.

    Examples
    --------
    >>> x = pd.DataFrame({"value": [3.0], "low": [3.0], "high": [float("inf")]}, [2020])
    >>> m = pd.DataFrame({"value": [1.0], "low": [1.0], "high": [3.0]}, [2020])
    >>> exports_in_turnover(x, m)
          value   low   high decided
    2020   75.0  50.0  100.0
    """
    found = normalised_balance(exports, imports)
    return result_of(found.index, *(50 * (1 + found[end]) for end in ENDS))


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
    x, m = levels(exports, imports)
    _, low, high = (1 - 2 / (1 + r) for r in quotients(x, m))
    both = x["value"] + m["value"]
    value = (x["value"] - m["value"]) / both.where(both != 0)
    low = np.where(m["high"] == 0, value, low)  # without imports it is 1, however small exports are
    # The same form as the bounds' but for its rounding, which may take it past one of them.
    return result_of(x.index, np.clip(value, low, high), low, high, words=BALANCE)


def grubel_lloyd(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return how much trade goes both ways, 1 - |x - m| / (x + m) (Grubel and Lloyd).

    It is 0 where only one side sells and 1 where both sell as much: intra-industry trade, where
    exports and imports are of one product. The bounds follow from those of `normalised_balance`,
    whose size it takes from 1.

    Examples
    --------
    >>> x = pd.DataFrame({"value": [3.0], "low": [1.0], "high": [3.0]}, [2020])
    >>> m = pd.DataFrame({"value": [1.0], "low": [1.0], "high": [1.0]}, [2020])
    >>> grubel_lloyd(x, m)
          value  low  high decided
    2020    0.5  0.5   1.0
    """
    found = normalised_balance(exports, imports)
    size = found[ENDS].abs()
    level = (found["low"] <= 0) & (found["high"] >= 0)
    nearest = size[["low", "high"]].min(axis=1, skipna=False).mask(level, 0.0)
    farthest = size[["low", "high"]].max(axis=1, skipna=False)
    return result_of(found.index, 1 - size["value"], 1 - farthest, 1 - nearest)
