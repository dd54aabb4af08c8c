"""The headline results as the consistent figures have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.claims import claimed_side, consistent_levels, over_headline_years
from analysis.indicators.balances import balance
from analysis.indicators.rates import cagr, growth
from analysis.indicators.shares import share
from analysis.text import years

if TYPE_CHECKING:
    from analysis.reconciliation.reconcile import Reconciliation
    from analysis.study.study import Study


def consistent_results(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return what all consistent figures together allow of the headline results.

    They are outer bounds: each year and each flow is taken by itself.

    Returns
    -------
    pandas.DataFrame
        result, years, unit, low, high; a row for each span of which both bounds are known.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> rows = consistent_results(study, reconcile(study, revision=0.02)).set_index("result")
    >>> rows.loc["turnover_cagr", ["low", "high"]].astype(float).round(1).to_list()
    [14.7, 16.7]
    """
    side = claimed_side(study, found)
    turnover, exports, imports = (
        consistent_levels(study, found, quantity, side).sort_index()
        for quantity in ("turnover", "exports", "imports")
    )
    asked = over_headline_years(study, turnover)
    results = {
        "turnover_cagr": (_growth_a_year(asked), "percent"),
        "turnover_growth": (growth(turnover), "percent"),
        "balance": (balance(exports, imports), "USD million"),
        "export_share": (share(exports, turnover.reindex(exports.index)), "percent"),
    }
    tables = [
        frame[["low", "high"]].dropna().assign(result=result, unit=unit)
        for result, (frame, unit) in results.items()
    ]
    table = pd.concat(tables).rename(index=str).rename_axis("years").reset_index()
    return table[["result", "years", "unit", "low", "high"]]


def _growth_a_year(levels: pd.DataFrame) -> pd.DataFrame:
    """Return compound annual growth from the first year to the last; of one year, none."""
    if len(levels) < 2:
        return levels[:0]
    return cagr(levels).to_frame(years(levels.index[0], levels.index[-1])).T
