"""Exports in turnover and the balance of trade, according to each who prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display import Table, named
from analysis.indicators.balances import (
    balance,
    coverage_ratio,
    exports_in_turnover,
    normalised_balance,
)
from analysis.indicators.balances import turnover as turnover_of
from analysis.indicators.shares import implied_rest, share
from analysis.study.pair_figures import INTERVAL
from analysis.study.wording import READINGS
from analysis.timeseries.by_side import all_official_sources, by_side, no_years, official
from analysis.timeseries.headline import headline

if TYPE_CHECKING:
    from analysis.study.study import Study


def share_of_exports(
    exports: pd.DataFrame, turnover: pd.DataFrame, imports: pd.DataFrame
) -> pd.DataFrame:
    """Return 100 × exports / turnover; where turnover is the sum of these flows, by their formula.

    Turnover is the sum where its value and both bounds are those of exports + imports: then the
    bounds are those of `exports_in_turnover`.

    Examples
    --------
    >>> x = pd.DataFrame({"value": [3.0], "low": [3.0], "high": [float("inf")]}, [2020])
    >>> m = pd.DataFrame({"value": [1.0], "low": [1.0], "high": [3.0]}, [2020])
    >>> share_of_exports(x, x + m, m)["low"].item(), share_of_exports(x, 2 * x, m)["low"].item()
    (50.0, 0.0)
    """
    shares = share(exports, turnover)
    summed = turnover_of(exports, imports)[INTERVAL].reindex(shares.index)
    printed = turnover[INTERVAL].reindex(shares.index)
    is_sum = np.isclose(printed, summed, rtol=1e-12, atol=0).all(axis=1)
    if not is_sum.any():
        return shares
    both = exports_in_turnover(exports, imports).reindex(shares.index)
    return shares.mask(pd.Series(is_sum, shares.index), both)


def export_shares(study: Study) -> Table:
    """Return 100 × exports / turnover by year, according to the headline source and both sides.

    Returns
    -------
    Table
        value, low, high (percent), decided (impossible where exports must be above turnover),
        indexed by according_to and year. A year without both has no row.

    Examples
    --------
    >>> from analysis import read
    >>> shares = export_shares(read("tests/invented"))
    >>> shares.xs(2005, level="year")["value"].round(1).to_list()
    [52.2, 44.0, 52.2]
    """
    exports, turnovers = (by_side(study, flow).split() for flow in ("exports", "turnover"))
    imports = by_side(study, "imports").split()
    shares = {
        who: share_of_exports(exports[who], turnovers[who], imports.get(who, no_years()))
        for who in turnovers
        if who in exports
    }
    sources = [study.headline_source, *all_official_sources(study)]
    return _table(shares, "according_to", "export_shares", study.about(sources))


def export_share_by_reading(study: Study) -> Table:
    """Return the share of exports in the headline source's turnover, read strictly and closely.

    Returns
    -------
    Table
        value, low, high (percent), decided, indexed by reading and year.

    Examples
    --------
    >>> from analysis import read
    >>> export_share_by_reading(read("tests/invented"))["high"].round(1).to_list()
    [100.0, 52.9]
    """
    flows = (_by_reading(study, flow) for flow in ("exports", "turnover", "imports"))
    exports, turnovers, imports = flows
    shares = {how: share_of_exports(exports[how], turnovers[how], imports[how]) for how in READINGS}
    return _table(shares, "reading", "export_share_by_reading", _paper(study))


def implied_imports(study: Study) -> Table:
    """Return turnover − exports of the headline source in years of which it prints no imports.

    Returns
    -------
    Table
        value, low, high (USD million, at least 0), decided, indexed by reading and year.

    Examples
    --------
    >>> from analysis import read
    >>> implied_imports(read("tests/invented"))["value"].to_list()
    [87.0, 87.0]
    """
    exports, turnovers = _by_reading(study, "exports"), _by_reading(study, "turnover")
    printed = headline(study, "imports").dropna(subset="value").index
    rests = {how: implied_rest(turnovers[how], exports[how]) for how in READINGS}
    rests = {how: rest.drop(index=printed, errors="ignore") for how, rest in rests.items()}
    return _table(rests, "reading", "implied_imports", _paper(study))


def trade_balances(study: Study) -> Table:
    """Return exports − imports by year, according to either side and a headline with both flows.

    Returns
    -------
    Table
        value, low, high (USD million), decided (surplus, deficit, undecided), indexed by
        according_to and year. A year without both flows has no row.

    Examples
    --------
    >>> from analysis import read
    >>> trade_balances(read("tests/invented")).xs(2005, level="year")["decided"].to_list()
    ['deficit', 'surplus']
    """
    return _of_sides(study, balance, "trade_balances")


def coverage_ratios(study: Study) -> Table:
    """Return 100 × exports / imports by year, as `trade_balances` gives balances.

    Examples
    --------
    >>> from analysis import read
    >>> coverage_ratios(read("tests/invented")).xs(2005, level="year")["value"].round(1).to_list()
    [78.4, 109.1]
    """
    return _of_sides(study, coverage_ratio, "coverage_ratios")


def normalised_balances(study: Study) -> Table:
    """Return (exports − imports) / (exports + imports) by year, from −1 to 1, as these two do.

    Examples
    --------
    >>> from analysis import read
    >>> found = normalised_balances(read("tests/invented"))
    >>> found.xs(2005, level="year")["value"].round(2).to_list()
    [-0.12, 0.04]
    """
    return _of_sides(study, normalised_balance, "normalised_balances")


def _of_sides(
    study: Study, indicator: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame], name: str
) -> Table:
    exports, imports = official(study, "exports"), official(study, "imports")
    parts = {study.side_name(side): indicator(exports[side], imports[side]) for side in exports}
    sources = all_official_sources(study)
    if study.headline_source not in sources:
        own = indicator(headline(study, "exports"), headline(study, "imports"))
        if own["value"].notna().any():
            parts = {study.publisher: own} | parts
            sources = [study.headline_source, *sources]
    return _table(parts, "according_to", name, study.about(sources))


def _by_reading(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    return {how: headline(study, quantity, reading=how) for how in READINGS}


def _paper(study: Study) -> dict[str, str | int]:
    return study.about([study.headline_source])


def _table(
    parts: Mapping[str, pd.DataFrame], level: str, name: str, about: dict[str, str | int]
) -> Table:
    nothing = {"": no_years().assign(decided="")}
    rows = pd.concat(parts or nothing, names=[level, "year"]).dropna(subset="value")
    rows.attrs |= about
    return named(rows, name)
