"""Shares, and what a share implies, with their bounds; see `rates` on both."""

import numpy as np
import pandas as pd

from analysis.indicators.arithmetic import SIGN, difference_of, levels, quotients, result_of


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
    part, whole = levels(part, whole)
    value, low, high = (100 * r for r in quotients(part, whole))
    return result_of(part.index, value, low, np.minimum(high, 100))


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
    part, share = levels(part, share)
    value, low, high = (100 * r for r in quotients(part, share))
    # A share that may be zero leaves the whole open, even of a part that is zero.
    high = np.where((share["low"] == 0) & ~np.isnan(high), np.inf, high)
    return result_of(part.index, value, low, high)


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
    rest = difference_of(whole, part, SIGN)
    return result_of(rest.index, rest["value"], np.maximum(rest["low"], 0), rest["high"])


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
    part, share = levels(part, share)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = 100 / share - 1
        value = part["value"] * factor["value"].where(share["value"] != 0)
        low, high = part["low"] * factor["high"], part["high"] * factor["low"]
    # A share of exactly 100 leaves nothing, even of a part without an upper bound; a share that
    # may be zero leaves the rest open, even of a part that is zero.
    high = np.where(factor["low"] == 0, 0, np.where(np.isposinf(factor["low"]), np.inf, high))
    return result_of(part.index, value, low, high)
