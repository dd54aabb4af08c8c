"""The headline results of a study, and what becomes of them under its variants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import text as words
from analysis.indicators.balances import balance, ratio
from analysis.indicators.investment import investment_balances
from analysis.indicators.official import official_region_share
from analysis.indicators.rates import cagr, growth
from analysis.indicators.shares import (
    implied_rest,
    implied_rest_from_share,
    implied_whole,
    share,
)
from analysis.indicators.trend import trend_if_any
from analysis.study.pair_figures import INTERVAL
from analysis.study.reading import focus, read
from analysis.timeseries.by_side import official
from analysis.timeseries.headline import headline

if TYPE_CHECKING:
    from analysis.study.study import Study

COLUMNS = ["result", "years", "unit", *INTERVAL, "decided"]


def headline_results(study: Study) -> pd.DataFrame:
    """Return the results that a study is read for, one row each.

    Results of the official statistics are those of the side on which the headline source is read
    (``official_…``) and of the other one (``counterpart_…``). A result that the study's figures
    do not give is missing.

    Returns
    -------
    pandas.DataFrame
        years (what the result spans), unit, value, low, high (rounding bounds, strict reading
        unless the name ends in ``_close``), decided; indexed by result.

    Examples
    --------
    >>> from analysis import read
    >>> results = headline_results(read("tests/invented"))
    >>> results.loc["turnover_cagr", ["value", "low", "high"]].astype(float).round(1).to_list()
    [15.9, 15.6, 16.1]
    """
    if "headline_results" not in study.answers:
        study.answers["headline_results"] = _headline_results(study)
    results: pd.DataFrame = study.answers["headline_results"]
    return results.copy()


def _headline_results(study: Study) -> pd.DataFrame:
    trade = headline(study, "turnover")
    rows = [*_of_growth(trade, "turnover"), *_of_investment(study), *_of_exports(study)]
    rows += _of_region(study)
    flows = {flow: official(study, flow) for flow in ("turnover", "exports", "imports")}
    for name, side in zip(("official", "counterpart"), flows["turnover"], strict=True):
        rows += _of_official(study, name, side, {flow: flows[flow][side] for flow in flows})
    table = pd.DataFrame(rows, columns=COLUMNS).set_index("result")
    asked = words.years(*study.years)
    return table.assign(years=table["years"].where(table["years"] != "", asked))


def results_by_variant(study: Study) -> pd.DataFrame:
    """Return each headline result that another reading of the figures moves.

    Returns
    -------
    pandas.DataFrame
        result, why (the other reading), unit, value, low, high as the study is read, and
        other_value, other_low, other_high, other_decided under the variant; indexed by variant.

    Examples
    --------
    >>> from analysis import read
    >>> moved = results_by_variant(read("tests/invented")).loc["as-in-january"].set_index("result")
    >>> moved.loc["turnover_cagr", ["value", "other_value"]].astype(float).round(1).to_list()
    [15.9, 15.4]
    """
    as_read = headline_results(study)
    tables = []
    for variant, why in study.variants.groupby("variant", sort=False)["why"].first().items():
        other = headline_results(as_variant(study, str(variant)))
        moved = ~_same(as_read, other)
        both = as_read[moved].join(other[moved].add_prefix("other_")).drop(columns="other_unit")
        tables.append(both.reset_index().assign(variant=variant, why=why))
    if not tables:
        return pd.DataFrame(columns=["variant", *COLUMNS, "why"]).set_index("variant")
    return pd.concat(tables).set_index("variant")


def as_variant(study: Study, variant: str) -> Study:
    """Return the study, about the same pair and years, with a variant's figures; read once.

    Examples
    --------
    >>> from analysis import read
    >>> len(as_variant(read("tests/invented"), "without-2005").figures)
    73
    """
    if ("variant", variant) not in study.answers:
        study.answers["variant", variant] = focus(
            read(study.folder, variant=variant),
            reporter=study.reporter,
            partner=study.partner,
            years=study.years,
            headline_source=study.headline_source,
            title=study.title,
        )
    other: Study = study.answers["variant", variant]
    return other


def _same(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Say which results are the same in value, bounds and years."""
    columns = [*INTERVAL, "years"]
    equal = (one[columns] == other[columns]) | (one[columns].isna() & other[columns].isna())
    return equal.all(axis=1)


def _row(result: str, frame: pd.DataFrame, year: object, unit: str) -> list[object]:
    """Return the row of a result that is one row of an indicator's frame."""
    if year not in frame.index:
        return [result, str(year or ""), unit, *[float("nan")] * 3, "missing"]
    found = frame.loc[year]
    return [result, str(year), unit, *found[INTERVAL], found.get("decided", "")]


def _of_growth(turnover: pd.DataFrame, name: str) -> list[list[object]]:
    """Return the growth of the last year, CAGR and least-squares growth."""
    last = _last(turnover)
    span = words.years(int(turnover.index.min()), last) if last else ""
    rate = cagr(turnover).to_frame(span).T if last else turnover
    rows = [
        _row(f"{name}_growth", growth(turnover), last, "percent"),
        _row(f"{name}_cagr", rate, span, "percent"),
    ]
    least_squares = trend_if_any(turnover).growth.to_frame(span).T
    return [*rows, _row(f"{name}_trend", least_squares, span, "percent")]


def _of_investment(study: Study) -> list[list[object]]:
    """Return the balance of the stocks that the headline source sets against each other."""
    rows = []
    for name, reading in (("investment_balance", "strict"), ("investment_balance_close", "close")):
        balances = investment_balances(study, reading=reading)
        own = balances[
            (balances["source_id"] == study.headline_source) & (balances["kinds"] != "unlike kinds")
        ]
        found = own.set_index("period").iloc[-1:]
        rows.append(_row(name, found, next(iter(found.index), None), "USD million"))
    return rows


def _of_exports(study: Study) -> list[list[object]]:
    """Return the exports' share in turnover and the imports that it implies."""
    rows = []
    for suffix, reading in (("", "strict"), ("_close", "close")):
        exports = headline(study, "exports", reading=reading)
        turnover = headline(study, "turnover", reading=reading).reindex(exports.index)
        last = _last(exports)
        in_turnover = share(exports, turnover)
        rest = implied_rest(turnover, exports)
        rows.append(_row(f"export_share{suffix}", in_turnover, last, "percent"))
        rows.append(_row(f"implied_imports{suffix}", rest, last, "USD million"))
    return rows


def _of_region(study: Study) -> list[list[object]]:
    """Return the region's turnover that the printed share implies, and its rest."""
    printed, turnover = headline(study, "share_of_region"), headline(study, "turnover")
    turnover, last = turnover.reindex(printed.index), _last(printed)
    whole = implied_whole(turnover, printed)
    rest = implied_rest_from_share(turnover, printed)
    return [
        _row("implied_regional_turnover", whole, last, "USD million"),
        _row("implied_regional_rest", rest, last, "USD million"),
    ]


def _of_official(
    study: Study, name: str, side: str, flows: dict[str, pd.DataFrame]
) -> list[list[object]]:
    """Return what the official statistics of one side say, and how far the headline is off."""
    turnover, exports, imports = flows.values()
    last = _last(turnover)
    rows = _of_growth(turnover, f"{name}_turnover")
    rows.append(_row(f"{name}_export_share", share(exports, turnover), last, "percent"))
    of_both = balance(exports, imports)
    rows.append(_row(f"{name}_balance", of_both, last, "USD million"))
    for flow in ("turnover", "exports"):
        printed = headline(study, flow)
        off = ratio(printed, flows[flow].reindex(printed.index))
        rows.append(_row(f"{flow}_over_{name}", off, _last(printed), "ratio"))
    shares = official_region_share(study, headline_region(study), side)
    last = _last(headline(study, "share_of_region"))
    rows.append(_row(f"{name}_region_share", shares, last, "percent"))
    return rows


def headline_region(study: Study) -> str:
    """Return the region in which the headline source gives the reporter's share, if it does.

    Examples
    --------
    >>> from analysis import read
    >>> headline_region(read("tests/invented"))
    'Lowland'
    """
    figures = study.figures
    shares = (figures["quantity"] == "share_of_region") & (figures["reporter"] == study.reporter)
    own = figures["source_id"] == study.headline_source
    return next(iter(figures.loc[shares & own, "region"]), "")


def _last(frame: pd.DataFrame) -> int | None:
    """Return the last year of a series, if it has any."""
    return int(frame.index.max()) if len(frame) else None
