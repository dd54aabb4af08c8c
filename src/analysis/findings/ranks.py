"""Set the ranks that sources print beside the places that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.totals import places_of
from analysis.study.countries import WORLD
from analysis.study.pair_figures import INTERVAL, comparable, facts_of
from analysis.study.periods import year_of
from analysis.world.totals import FLOWS, shipped_totals

if TYPE_CHECKING:
    from analysis.study.study import Study

ABOUT = ["figure_id", "reporter", "partner", "product", "period", "source_id"]
COLUMNS = [*ABOUT, *INTERVAL, "flow", "place", "at_least", "agrees"]


def printed_ranks(study: Study) -> Table:
    """Return each rank that a source prints, beside the places that are known by flow.

    A text seldom says of what a rank is: exports, imports or turnover. Places in exports and in
    imports are those of the table that comes with the package, to the 30th. Where the study has
    levels of other partners, according to the same economy's statistics, a place is at least one
    more than the number of those that are certainly larger.

    Returns
    -------
    Table
        A row for each rank and flow of which something is known, or one row: figure_id, reporter,
        partner, period, source_id, value, low, high (as printed), flow, place, at_least, and
        agrees: yes, no, or blank where it is not known.

    Examples
    --------
    >>> from analysis import read
    >>> printed_ranks(read("tests/invented-euros"))[["figure_id", "value"]].to_dict("list")
    {'figure_id': ['courier-rank-2021'], 'value': [3.0]}
    """
    facts = facts_of(study)
    ranks = facts[(facts["quantity"] == "rank") & facts["value"].notna()]
    rows = [row for _, rank in ranks.iterrows() for row in _rows(study, rank)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table[["place", "at_least"]] = table[["place", "at_least"]].astype("Int64")
    credit = [study.credit(dict.fromkeys(ranks["source_id"])), shipped_totals().attrs["source"]]
    table.attrs |= study.about([]) | {"source": "; ".join(credit) if len(table) else ""}
    return named(table, "printed_ranks")


def _rows(study: Study, rank: pd.Series) -> list[dict[str, object]]:
    about = {**rank[[*ABOUT, *INTERVAL]], "agrees": ""}
    if rank["product"]:
        return [about]  # the places that are known are those in all goods
    found = []
    for flow in (*FLOWS, "turnover"):
        place, least = _place_of_table(rank, flow), _least_place(study, rank, flow)
        if place is not None or least is not None:
            ends = (place, place) if place is not None else (least, float("inf"))
            row = about | {"flow": flow, "place": place, "at_least": least}
            found.append(row | {"agrees": _agrees(rank, *ends)})
    return found or [about]


def _agrees(rank: pd.Series, least: float, most: float) -> str:
    """Say whether a printed rank can be a place, and whether it is that one."""
    if rank["high"] < least or rank["low"] > most:
        return "no"
    return "yes" if least == most else ""


def _place_of_table(rank: pd.Series, flow: str) -> int | None:
    year = year_of(rank["period"], 1)
    places = places_of(rank["reporter"], flow, rank["partner"])
    return int(places.at[year, "rank"]) if year in places.index else None


def _least_place(study: Study, rank: pd.Series, flow: str) -> int | None:
    """Return the place below which an economy cannot be, by levels of the study; None: unknown."""
    rows = comparable(study)
    same = (rows["quantity"] == flow) & (rows["period"] == rank["period"])
    own = (rows["reporter"] == rank["reporter"]) & (rows["statistics_of"] == rank["reporter"])
    economies = ~rows["partner"].isin([WORLD, *study.regions["region"]])
    levels = rows[same & own & economies].groupby("partner").agg({"low": "min", "high": "max"})
    if rank["partner"] not in levels.index or len(levels) == 1:
        return None
    return 1 + int((levels["low"] > levels.at[rank["partner"], "high"]).sum())
