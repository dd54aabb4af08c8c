"""Name the figures that each headline result rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.consistent import verdict_of_figures
from analysis.findings.results import headline_region, headline_results
from analysis.indicators.investment import investment_balances, stocks
from analysis.study.pair_figures import by_year, headline_figures, rows_of
from analysis.timeseries.by_side import official_sources, side_codes
from analysis.timeseries.by_source import figures_with_sources
from analysis.timeseries.headline import headline_rows

if TYPE_CHECKING:
    from analysis.study.study import Study

QUANTITIES = {
    "growth": ["turnover"],
    "cagr": ["turnover"],
    "trend": ["turnover"],
    "export_share": ["exports", "turnover"],
    "implied_imports": ["exports", "turnover"],
    "implied_regional": ["share_of_region", "turnover"],
    "balance": ["exports", "imports"],
}
"""A word in the name of a result → what it is computed from."""


def inputs_of_results(study: Study, found: pd.DataFrame) -> pd.DataFrame:
    """Return what each headline result rests on.

    Parameters
    ----------
    found
        The results, as `headline_results` gives them.

    Returns
    -------
    pandas.DataFrame
        n (how many years, for a balance of stocks dates, of figures enter) and figures (their
        identifiers, in the order of the study), indexed by result; 0 and none where it is missing.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("data")
    >>> inputs_of_results(study, headline_results(study)).loc["turnover_cagr", "n"]
    np.int64(2)
    """
    order = {name: place for place, name in enumerate(study.figures["figure_id"])}
    rows = {}
    for result, row in found.iterrows():
        used = _used(study, str(result), row) if pd.notna(row["value"]) else {}
        names = {part for names in used.values() for part in names}
        rows[result] = {"n": len(used), "figures": sorted(names, key=order.__getitem__)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["n", "figures"])


def inputs(study: Study, of: str | Sequence[str]) -> Table:
    """Return the published figures on which a result rests, or those of some quantities.

    Parameters
    ----------
    of
        A headline result, by its name; or a list of quantities: then the figures are those of the
        headline source on the pair, and of a turnover that is a sum its parts.

    Returns
    -------
    Table
        As `figures_with_sources`, without reporter and partner where they are the study's.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> inputs(study, "turnover_growth")["as_written"].to_list()
    ['150 million', '182 million']
    >>> len(inputs(study, ["turnover"]))
    5
    """
    if isinstance(of, str):
        results = headline_results(study).loc[[of]]
        behind = inputs_of_results(study, results)["figures"].iloc[0]
        rows = study.figures[study.figures["figure_id"].isin(behind)]
    else:
        rows = headline_figures(study, of)
    pair = {"reporter": study.reporter, "partner": study.partner}
    same = all((rows[name] == code).all() for name, code in pair.items())
    shown = figures_with_sources(study, rows).drop(columns=list(pair) if same else [])
    shown.attrs["source"] = study.credit(rows["source_id"].unique())
    return named(shown, "inputs")


def _used(study: Study, result: str, row: pd.Series) -> dict[object, set[str]]:
    """Return the figures behind one result, by year or date."""
    if result.startswith("investment_balance"):
        return {row["years"]: _stocks_behind(study, row["years"])}
    one, other = side_codes(study)
    side = other if "counterpart" in result else one if "official" in result else None
    years = _years(result, row["years"])
    if "_over_" in result:
        quantity = result.partition("_over_")[0]
        parts = [_by_headline(study, quantity), _by_side(study, quantity, side)]
    elif result.endswith("region_share"):
        parts = _members(study, side)
    else:
        names = next(names for word, names in QUANTITIES.items() if word in result)
        parts = [_by_side(study, q, side) if side else _by_headline(study, q) for q in names]
    used: dict[object, set[str]] = {}
    for part in parts:
        for year, figure_id in part[part.index.isin(years)].items():
            used.setdefault(year, set()).update(figure_id.split(" + "))
    return used


def _years(result: str, span: str) -> list[int]:
    """Return the years whose figures enter a result.

    Examples
    --------
    >>> _years("turnover_cagr", "2015-2018"), _years("turnover_growth", "2018")
    ([2015, 2018], [2017, 2018])
    """
    ends = [int(year) for year in span.split("-")]
    if result.endswith("_growth"):
        return [ends[-1] - 1, ends[-1]]
    return list(range(ends[0], ends[-1] + 1)) if result.endswith("_trend") else ends


def _by_headline(study: Study, quantity: str) -> pd.Series:
    """Return the headline source's figures by year; of a sum, its two parts."""
    return headline_rows(study, quantity)["figure_id"]


def _by_side(
    study: Study, quantity: str, side: str | None, reporter: str | None = None
) -> pd.Series:
    """Return one side's official figures by year; of a sum, its two parts."""
    sources = official_sources(study)
    # A member's own statistics are in the source that has the reporter's.
    source = sources.get(side or "", sources.get(study.reporter, ""))
    rows = rows_of(study, quantity, reporter or study.reporter, study.partner, source=source)
    rows = by_year(rows)
    return rows.loc[rows["statistics_of"] == side, "figure_id"]


def _members(study: Study, side: str | None) -> list[pd.Series]:
    """Return the official turnovers of the members, as in `official_region_share`."""
    region = headline_region(study)
    members = study.regions.loc[study.regions["region"] == region, "member"]
    return [
        _by_side(study, "turnover", side if side == study.partner else member, member)
        for member in members
    ]


def _stocks_behind(study: Study, period: str) -> set[str]:
    """Return the stocks that the headline source sets against each other at a date."""
    balances = investment_balances(study)
    own = balances[
        (balances["source_id"] == study.headline_source)
        & (balances["kinds"] != "unlike kinds")
        & (balances["period"] == period)
    ].iloc[-1]
    known = stocks(study)
    here = (known["source_id"] == study.headline_source) & (known["period"] == period)
    pairs = [("outward", own["outward_kind"]), ("inward", own["inward_kind"])]
    chosen = [here & (known["direction"] == d) & (known["kind"] == kind) for d, kind in pairs]
    return set(known.index[chosen[0] | chosen[1]])


def inputs_of(study: Study, result: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on which one headline result rests, with their verdicts.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> inputs_of(study, headline_results(study).loc[["export_share"]])["verdict"].to_list()
    ['consistent', 'contradicted']
    """
    names = inputs_of_results(study, result)["figures"].iloc[0]
    return study.figures.set_index("figure_id").loc[names].join(verdict_of_figures(study))
