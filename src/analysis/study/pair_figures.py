"""Choose a pair's figures under either name of a quantity, and add up turnovers that are sums."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.study.periods import days, days_a_year_before, year_of
from analysis.study.quantities import CAGR, FLOWS, MIRROR

if TYPE_CHECKING:
    from analysis.study.study import Study
    from analysis.study.wording import Number

INTERVAL = ["value", "low", "high"]
SAME = ["source_id", "statistics_of", "period", "region"]


def rows_of(
    study: Study,
    quantity: str,
    reporter: str,
    partner: str,
    reading: str = "strict",
    source: str | None = None,
) -> pd.DataFrame:
    """Return the rows of a quantity under either name, with turnovers that are sums."""
    question = ("rows", quantity, reporter, partner, reading, source)
    return study.once_of_figures(
        question, lambda: _rows_of(study, quantity, reporter, partner, reading, source)
    )


def _rows_of(
    study: Study, quantity: str, reporter: str, partner: str, reading: str, source: str | None
) -> pd.DataFrame:
    figures = comparable(study)
    names = FLOWS if quantity == "turnover" else (quantity,)
    mirrors = [MIRROR[name] for name in names if name in MIRROR]
    # To take rows out of so many columns is slow: once, and not for each condition.
    chosen = is_pair(figures, reporter, partner) & figures["quantity"].isin({*names, *mirrors})
    if source is not None:
        chosen &= figures["source_id"] == source
    pair = _as_reporters(study, figures[chosen], reporter, reading)
    rows = pair[pair["quantity"] == quantity]
    if quantity != "turnover":
        return rows
    sums = _sums(*(finest(pair[pair["quantity"] == flow]) for flow in ("exports", "imports")))
    if sums.empty or rows.empty:
        return sums if rows.empty else rows
    known = set(_same(rows))
    missing = [place for place, same in enumerate(_same(sums)) if same not in known]
    return pd.concat([rows, sums.iloc[missing]], ignore_index=True) if missing else rows


def _as_reporters(study: Study, figures: pd.DataFrame, reporter: str, reading: str) -> pd.DataFrame:
    """Return a pair's figures under the names that they have from the reporter's view.

    A figure that has no such name (an investment the other way) is left out.
    """
    if reading != "strict":
        figures = figures.assign(**intervals(figures, study.numbers, reading))
    ours = (figures["reporter"] == reporter).to_list()
    if all(ours):
        return figures
    quantities = figures["quantity"].to_list()
    own = [place for place, is_own in enumerate(ours) if is_own]
    turned = [n for n, is_own in enumerate(ours) if not is_own and quantities[n] in MIRROR]
    rows = figures.iloc[[*own, *turned]].reset_index(drop=True)
    rows.loc[len(own) :, "quantity"] = [MIRROR[quantities[place]] for place in turned]
    balances = (rows["quantity"] == "balance") & (rows.index >= len(own))
    if balances.any():
        rows.loc[balances, INTERVAL] = -rows.loc[balances, ["value", "high", "low"]].to_numpy()
    return rows


def _sums(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the turnovers that are the sum of one source's exports and imports of a side.

    Of a flow that is given twice the finer figure counts.
    """
    if exports.empty or imports.empty:
        return exports.iloc[:0]
    bought = {same: place for place, same in enumerate(_same(imports))}
    sold = [place for place, same in enumerate(_same(exports)) if same in bought]
    both = exports.iloc[sold].reset_index(drop=True)
    other = imports.iloc[[bought[same] for same in _same(both)]].reset_index(drop=True)
    both["figure_id"] += " + " + other["figure_id"]
    both[INTERVAL] += other[INTERVAL]
    both.loc[:, ["quantity", "note"]] = ["turnover", "sum of its exports and imports"]
    return both


def _same(rows: pd.DataFrame, same: Sequence[str] = SAME) -> list[tuple[str, ...]]:
    """Return what tells the things apart that sources say: pandas takes ten times as long."""
    return list(zip(*(rows[column].to_list() for column in same), strict=True))


def comparable(study: Study) -> pd.DataFrame:
    """Return the figures that results can be made of: facts of all goods, in one currency.

    Targets and forecasts, products, services, records without a number, amounts in other
    currencies than the study's, and changes over another period than the year before, but for
    growth a year, are figures too; they have their verdict, and enter no series of the whole
    trade in goods.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> len(comparable(study)) == len(study.figures)
    True
    """
    figures = study.figures
    enter = study.once("comparable", lambda: _comparable(figures, study.currency))
    return figures if enter is None else figures[enter]


def _comparable(figures: pd.DataFrame, currency: str) -> pd.Series | None:
    """Say which figures results can be made of; None where they all are."""
    columns = ("value", "status", "product", "measured_in", "period", "base", "quantity")
    enter = [
        not math.isnan(value)
        and not (status or product)
        and measured_in in ("", currency)
        and (not base or quantity in CAGR or days(base) == days_a_year_before(period))
        for value, status, product, measured_in, period, base, quantity in zip(
            *(figures[column].to_list() for column in columns), strict=True
        )
    ]
    return None if all(enter) else pd.Series(enter, figures.index)


def facts_of(study: Study) -> pd.DataFrame:
    """Return the figures that say what was: targets and forecasts say what may come.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented-euros")
    >>> len(study.figures) - len(facts_of(study))
    2
    """
    return study.figures[study.figures["status"] == ""]


def finest(rows: pd.DataFrame, same: Sequence[str] = SAME) -> pd.DataFrame:
    """Return the row with the narrowest interval of each thing that a source says several times.

    Rows of one thing have the same cells in the columns ``same``.

    Of two that are open at an end it is the one that leaves less, and of equal ones the first. A
    title rounds what the text gives in full; where the two exclude each other, the reconciliation
    says so.

    Examples
    --------
    >>> same = {"source_id": "a", "statistics_of": "", "region": "", "period": "2020"}
    >>> rows = pd.DataFrame([same, same]).assign(low=[2750.0, 2805.0], high=[2850.0, 2815.0])
    >>> finest(rows)["low"].to_list()
    [2805.0]
    """
    if len(set(_same(rows, same))) == len(rows):
        return rows
    width = rows["high"] - rows["low"]
    is_open = width == float("inf")
    order = pd.DataFrame({"width": width, "low": -rows["low"], "high": rows["high"]})
    order[["low", "high"]] = order[["low", "high"]].where(is_open, 0.0)
    order = order.sort_values(["width", "low", "high"], kind="stable")
    kept = rows.loc[order.index].drop_duplicates(same).index
    return rows[rows.index.isin(kept)]


def by_year(rows: pd.DataFrame, begins: int) -> pd.DataFrame:
    """Return the rows of one whole year that begins with a month, by year and in its order."""
    years = [year_of(period, begins) for period in rows["period"]]
    dated = [(year, place) for place, year in enumerate(years) if year is not None]
    dated.sort()
    # To take rows out of so many columns is slow: once, in their order.
    yearly = rows.iloc[[place for _, place in dated]]
    return yearly.set_axis(pd.Index([year for year, _ in dated], name="year", dtype="int64"))


def is_pair(figures: pd.DataFrame, one: str, other: str) -> pd.Series:
    """Say which figures are of a pair, in either order."""
    names = {(one, other), (other, one)}
    pairs = zip(figures["reporter"], figures["partner"], strict=True)
    return pd.Series([pair in names for pair in pairs], figures.index, dtype=bool)


def intervals(
    figures: pd.DataFrame, numbers: Mapping[str, Number], reading: str = "strict"
) -> pd.DataFrame:
    """Return value, low and high of each figure, from the numbers of its study."""
    read = [numbers[figure_id] for figure_id in figures["figure_id"]]
    rows = [[float(number.value), *map(float, number.interval(reading))] for number in read]
    return pd.DataFrame(rows, index=figures.index, columns=INTERVAL, dtype=float)


def pair_figures(study: Study, quantities: Sequence[str]) -> pd.DataFrame:
    """Return the figures of some quantities that any source has on the study's pair.

    Examples
    --------
    >>> from analysis import read
    >>> pair_figures(read("tests/invented"), ["loan"])["figure_id"].to_list()
    ['courier-loan', 'bank-loan']
    """
    figures = comparable(study)
    pair = is_pair(figures, study.reporter, study.partner)
    return figures[pair & figures["quantity"].isin(quantities)]


def headline_figures(study: Study, quantities: Sequence[str]) -> pd.DataFrame:
    """Return the headline source's figures on the pair; of a turnover that is a sum, its parts.

    Examples
    --------
    >>> from analysis import read
    >>> len(headline_figures(read("tests/invented"), ["turnover"]))
    5
    """
    wanted = pair_figures(study, [*quantities, "exports", "imports"])
    own = wanted[wanted["source_id"] == study.headline_source]
    chosen = own[own["quantity"].isin(quantities)]
    return own if "turnover" in quantities and "turnover" not in set(chosen["quantity"]) else chosen
