"""How large a partner is in an economy's trade, and how that trade is spread; see `rates`."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.indicators.arithmetic import levels, quotients, quotients_of_quotients, result_of
from analysis.indicators.shares import share

MOST_CORNERS = 12
"""Partners whose figures are uncertain, up to which all corners are tried."""


def partner_share(flow: pd.DataFrame, total: pd.DataFrame) -> pd.DataFrame:
    """Return a partner's share in an economy's exports, imports or turnover, 100 x_ij / x_iw.

    It is the World Bank's (WITS) and ESCAP's export or import share, in percent, at most 100. The
    bounds are 100 l_ij / h_iw and min(100, 100 h_ij / l_iw).

    Parameters
    ----------
    flow
        The economy's trade with the partner: value, low, high.
    total
        Its trade with all partners, in the same unit.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [3.0], "low": [2.0], "high": [float("inf")]}, [2020])
    >>> total = pd.DataFrame({"value": [60.0], "low": [50.0], "high": [80.0]}, [2020])
    >>> partner_share(flow, total)
          value  low   high decided
    2020    5.0  2.5  100.0
    """
    return share(flow, total)


def trade_intensity(
    flow: pd.DataFrame,
    total: pd.DataFrame,
    partner_imports: pd.DataFrame,
    other_imports: pd.DataFrame,
) -> pd.DataFrame:
    """Return trade intensity, (x_ij / x_iw) / (m_jw / (m_ww - m_iw)).

    It is 1 where the partner takes as much of the economy's exports as of all imports of the
    world, without the economy's own (World Bank, Online Trade Outcomes Indicators, User's Manual,
    2013). The bounds are at l_ij, h_iw, h_jw, l_o and at h_ij, l_iw, l_jw, h_o.

    Parameters
    ----------
    flow, total
        The economy's exports to the partner, x_ij, and to all partners, x_iw.
    partner_imports
        What the partner imports from all, m_jw.
    other_imports
        What the world imports without the economy, o = m_ww - m_iw: `implied_rest`.

    Examples
    --------
    >>> def exact(x):
    ...     return pd.DataFrame({"value": [x], "low": [x], "high": [x]}, [2020])
    >>> trade_intensity(exact(5.0), exact(100.0), exact(20.0), exact(200.0))
          value  low  high decided
    2020    0.5  0.5   0.5
    """
    x, total, partner, others = levels(flow, total, partner_imports, other_imports)
    found = quotients_of_quotients((x, total), (partner, others))
    return result_of(x.index, *found)


def dependence(flow: pd.DataFrame, gdp: pd.DataFrame) -> pd.DataFrame:
    """Return trade with a partner in percent of the economy's GDP, 100 x_ij / y_i.

    It may be above 100: goods that pass through are traded more than once and enter GDP by what
    is added to them (ESCAP calls the same of all partners trade dependence). The bounds are
    100 l_ij / h_y and 100 h_ij / l_y.

    Examples
    --------
    >>> flow = pd.DataFrame({"value": [3.0], "low": [2.0], "high": [4.0]}, [2020])
    >>> gdp = pd.DataFrame({"value": [60.0], "low": [50.0], "high": [80.0]}, [2020])
    >>> dependence(flow, gdp)
          value  low  high decided
    2020    5.0  2.5   8.0
    """
    x, y = levels(flow, gdp)
    return result_of(x.index, *(100 * r for r in quotients(x, y)))


def concentration(flows: pd.DataFrame) -> pd.DataFrame:
    """Return how much trade is concentrated on few partners, the sum of their squared shares.

    It is the index of Herfindahl and Hirschman, from 1 / n of n equal partners to 1 of a single
    one (World Bank, WITS: market concentration). Its lower bound is where all flows are as near to
    one size as their bounds allow. Its upper bound is at a corner: it is exact where at most 12
    flows of a year are uncertain; of more, it is at most a little too wide.

    Parameters
    ----------
    flows
        value, low, high, a row a partner; the last level of the index is the partner, and those
        before it are what the result is indexed by.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([(2020, "A"), (2020, "B")], names=["year", "partner"])
    >>> flows = pd.DataFrame({"value": [6.0, 2.0], "low": [6.0, 2.0], "high": [6.0, 6.0]}, index)
    >>> concentration(flows)
          value  low   high decided
    year
    2020  0.625  0.5  0.625
    """
    (flows,) = levels(flows)
    if flows.index.nlevels < 2:
        raise DataError("concentration needs an index of two levels or more, the last the partner")
    names = list(range(flows.index.nlevels - 1))
    groups = flows.groupby(level=names if len(names) > 1 else 0, sort=False)
    rows = {key: _concentration(part.dropna()) for key, part in groups}
    index = flows.index.droplevel(-1).unique()
    table = np.array([rows[key] for key in index], dtype=float).reshape(-1, 3)
    return result_of(index, *table.T)


def _concentration(flows: pd.DataFrame) -> tuple[float, float, float]:
    """Return the index of some flows, and the least and the greatest it can be."""
    value, low, high = flows[["value", "low", "high"]].to_numpy().T
    if not value.sum() > 0:
        return (np.nan,) * 3
    if (low == high).all():
        return (_squared_shares(value),) * 3
    if np.isinf(high).any():
        return _squared_shares(value), _least(low, high), 1.0
    wide = low < high
    corners = _corners if wide.sum() <= MOST_CORNERS else _beyond_corners
    return _squared_shares(value), _least(low, high), corners(low, high, wide)


def _squared_shares(flows: np.ndarray) -> float:
    return float((flows**2).sum() / flows.sum() ** 2)


def _least(low: np.ndarray, high: np.ndarray) -> float:
    """Return the least index: all flows at one size, or at the bound that is nearest to it."""
    sizes = np.unique(np.concatenate([low, high[np.isfinite(high)]]))
    best = 1.0
    for start, end in itertools.pairwise([*sizes, sizes[-1] + 1]):
        held = np.clip(start, low, high)
        moves = (low <= start) & (high >= end)
        rest, count = held[~moves], moves.sum()
        # Where it is least, each free flow is the mean of the others weighted by their size.
        at = (rest**2).sum() / rest.sum() if rest.sum() > 0 else start
        for size in (start, end, min(max(at, start), end)):
            total = rest.sum() + count * size
            if total > 0:
                best = min(best, ((rest**2).sum() + count * size**2) / total**2)
    return float(best)


def _corners(low: np.ndarray, high: np.ndarray, wide: np.ndarray) -> float:
    """Return the greatest index of all corners."""
    ends = np.array(list(itertools.product([False, True], repeat=int(wide.sum()))))
    flows = np.where(ends, high[wide], low[wide])
    totals = flows.sum(axis=1) + low[~wide].sum()
    squares = (flows**2).sum(axis=1) + (low[~wide] ** 2).sum()
    return float((squares / np.where(totals > 0, totals, np.inf) ** 2).max())


def _beyond_corners(low: np.ndarray, high: np.ndarray, wide: np.ndarray) -> float:
    """Return what no corner exceeds: squares are replaced by the lines between their ends."""
    order = np.argsort(-(low + high)[wide])
    least, most = low[wide][order], high[wide][order]
    totals = low.sum() + np.concatenate([[0], (most - least).cumsum()])
    squares = (low**2).sum() + np.concatenate([[0], (most**2 - least**2).cumsum()])
    best = max(s / t**2 for s, t in zip(squares, totals, strict=True) if t > 0)
    for (t0, t1), (s0, s1) in zip(
        itertools.pairwise(totals), itertools.pairwise(squares), strict=True
    ):
        slope = (s1 - s0) / (t1 - t0)
        turn = -2 * (s0 - slope * t0) / slope
        if t0 < turn < t1:
            best = max(best, (s0 + slope * (turn - t0)) / turn**2)
    return float(min(best, 1.0))
