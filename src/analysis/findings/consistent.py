"""Set the headline's figures beside what the consistent figures of all sources allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import english, text
from analysis.display import Table, named
from analysis.findings.claims import (
    claimed_side,
    consistent_levels,
    consistent_months,
    over_headline_years,
)
from analysis.findings.result import prints_whole_years
from analysis.indicators.arithmetic import BALANCE, SIGN, result_of
from analysis.indicators.balances import balance
from analysis.indicators.rates import cagr, growth, growth_of_months
from analysis.indicators.shares import share
from analysis.reconciliation.reconcile import reconciled
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.headline import headline_rows
from analysis.verdicts import SEVERITY

if TYPE_CHECKING:
    from analysis.reconciliation.answer import Reconciliation
    from analysis.study.study import Study


def verdict_of_figures(study: Study) -> pd.Series:
    """Return the verdict on each figure.

    Examples
    --------
    >>> from analysis import read
    >>> verdict_of_figures(read("tests/invented"))["courier-exports-2005"]
    'contradicted'
    """
    verdicts: pd.Series = reconciled(study).verdict
    return verdicts


def claims_by_year(study: Study, quantity: str) -> Table:
    """Return each year that the headline source states a quantity of, with what can be true of it.

    Returns
    -------
    Table
        as_written, low, high (what it can mean), verdict, consistent_low, consistent_high (what
        the consistent figures of all sources allow) and note, indexed by year.

    Examples
    --------
    >>> from analysis import read
    >>> rows = claims_by_year(read("tests/invented"), "turnover")
    >>> rows.loc[2001, ["as_written", "verdict"]].to_list()
    ['101 million', 'consistent']
    """
    rows = headline_rows(study, quantity)
    printed = [
        text.quantity(row["value"], study.money) if " + " in row["figure_id"] else _words(row)
        for _, row in rows.iterrows()
    ]
    verdicts = verdict_of_figures(study)
    worst = [_worst(verdicts, names) for names in rows["figure_id"]]
    found = reconciled(study)
    levels = consistent_levels(study, found, quantity, claimed_side(study, found))
    left = levels[["low", "high"]].reindex(rows.index).add_prefix("consistent_")
    columns = {"as_written": printed, "low": rows["low"], "high": rows["high"], "verdict": worst}
    table = pd.DataFrame(columns, rows.index).join(left).assign(note=rows["note"])
    table.attrs |= study.about(rows["source_id"].unique())
    return named(table, "claims_by_year")


def consistent_growth(study: Study) -> pd.DataFrame:
    """Return growth of turnover from the consistent figures alone, for the headline's years.

    These are outer bounds: the two years of a rate are taken one by one.

    Returns
    -------
    pandas.DataFrame
        years, value, low, high (percent) and decided, indexed by result as `headline_results` has
        them; a rate of which the consistent figures leave a year open is left out.

    Examples
    --------
    >>> from analysis import read
    >>> growth = consistent_growth(read("data"))
    >>> growth.loc["turnover_cagr", ["low", "high"]].astype(float).round(1).to_list()
    [25.9, 27.7]
    """
    years = headline_rows(study, "turnover").index
    if len(years) < 2:
        return pd.DataFrame(columns=["years", *INTERVAL, "decided"])
    spans = [english.years(years.min(), years.max()), str(years[-1])]
    asked = pd.MultiIndex.from_arrays([["turnover_cagr", "turnover_growth"], spans])
    found = reconciled(study)
    levels = consistent_levels(study, found, "turnover", claimed_side(study, found)).sort_index()
    rows = _in_rows(_growth_of(study, levels))
    among = pd.MultiIndex.from_frame(rows[["result", "years"]]).isin(asked)
    bounded = np.isfinite(rows[["low", "high"]].astype(float)).all(axis=1)
    return rows[among & bounded].set_index("result").drop(columns="unit")


def _words(row: pd.Series) -> str:
    return text.printed({name: str(row[name]) for name in ("as_written", "wording")})


def _worst(verdicts: pd.Series, names: str) -> str:
    """Return the verdict on a figure; of a sum, the worst verdict on its parts."""
    return min((str(verdicts[name]) for name in names.split(" + ")), key=SEVERITY.index)


def consistent_results(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return what all consistent figures together allow of the headline results.

    They are outer bounds: each year and each flow is taken by itself. A balance, a share and the
    growth of a year are also what figures of these themselves leave of them.

    Returns
    -------
    pandas.DataFrame
        result, years, unit, value, low, high and decided (of growth and balances; the value is
        that of the middle of each interval, which nobody printed); a row for each span of which
        both bounds are known.

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
    balances, shares = balance(exports, imports), share(exports, turnover.reindex(exports.index))
    own_growth, own_balances, own_shares = (
        consistent_levels(study, found, name, side)
        for name in ("turnover_growth", "balance", "export_share")
    )
    rates = _growth_of(study, turnover)
    return _in_rows(
        rates
        | {
            "turnover_growth": (
                _narrowed(rates["turnover_growth"][0], own_growth, SIGN),
                "percent",
            ),
            "balance": (_narrowed(balances, own_balances, BALANCE), study.money),
            "export_share": (_narrowed(shares, own_shares), "percent"),
        }
        | _of_months(study, found, side)
    )


_OF_MONTHS = ("turnover", "turnover_growth", "exports", "imports", "balance", "export_share")


def _of_months(
    study: Study, found: Reconciliation, side: str
) -> dict[str, tuple[pd.DataFrame, str]]:
    """Return the same results of parts of a year, where the headline source prints no whole one."""
    if prints_whole_years(study):
        return {}
    turnover, rates, exports, imports, balances, shares = (
        consistent_months(study, found, quantity, side) for quantity in _OF_MONTHS
    )
    computed = balance(exports, imports), share(exports, turnover.reindex(exports.index))
    growth_rates = _narrowed(growth_of_months(turnover), rates, SIGN)
    return {
        "part_turnover": (turnover, study.money),
        "part_turnover_growth": (growth_rates, "percent"),
        "part_balance": (_narrowed(computed[0], balances, BALANCE), study.money),
        "part_export_share": (_narrowed(computed[1], shares), "percent"),
    }


def _narrowed(
    computed: pd.DataFrame, own: pd.DataFrame, words: tuple[str, str] | None = None
) -> pd.DataFrame:
    """Return what is left of a result both by its parts and by figures of the result itself."""
    if own.empty:
        return computed
    both = pd.concat([computed[["low", "high"]], own[["low", "high"]]]).groupby(level=0)
    low, high = both["low"].max(), both["high"].min()
    return result_of(low.index, (low + high) / 2, low, high, words=words)


def _growth_of(study: Study, turnover: pd.DataFrame) -> dict[str, tuple[pd.DataFrame, str]]:
    """Return the results on growth, each with its unit."""
    return {
        "turnover_cagr": (_growth_a_year(over_headline_years(study, turnover)), "percent"),
        "turnover_growth": (growth(turnover), "percent"),
    }


def _in_rows(results: dict[str, tuple[pd.DataFrame, str]]) -> pd.DataFrame:
    """Return a row for each span of which both bounds of a result are known."""
    tables = [
        frame.reindex(columns=[*INTERVAL, "decided"])
        .dropna(subset=["low", "high"])
        .assign(result=result, unit=unit)
        for result, (frame, unit) in results.items()
    ]
    table = pd.concat(tables).rename(index=str).rename_axis("years").reset_index()
    return table[["result", "years", "unit", *INTERVAL, "decided"]]


def _growth_a_year(levels: pd.DataFrame) -> pd.DataFrame:
    """Return compound annual growth from the first year to the last; of one year, none."""
    if len(levels) < 2:
        return levels[:0]
    return cagr(levels).to_frame(english.years(levels.index[0], levels.index[-1])).T
