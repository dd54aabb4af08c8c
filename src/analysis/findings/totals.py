"""What either economy trades with all partners, and in which place the other one is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis import english
from analysis.indicators.balances import turnover
from analysis.study.pair_figures import INTERVAL, rows_of
from analysis.timeseries.by_side import credits_of, latest_first, no_years, official_series
from analysis.timeseries.one_series import yearly
from analysis.world.totals import FLOWS, MOST, WORLD, shipped_totals

if TYPE_CHECKING:
    from analysis.study.study import Study

RANK = ["rank", "partners"]


def totals_of(study: Study, economy: str, flow: str) -> pd.DataFrame:
    """Return an economy's trade with all partners by year: the study's figures before the table's.

    Examples
    --------
    >>> from analysis import read
    >>> totals_of(read("examples/GEO-TUR"), "GEO", "imports").columns.to_list()
    ['value', 'low', 'high']
    """
    own = own_totals(study, economy, flow)
    if not in_dollars_of_calendar_years(study):
        return own
    if flow == "turnover":
        shipped = turnover(*(total_of_table(economy, name) for name in FLOWS))[INTERVAL].dropna()
    else:
        shipped = total_of_table(economy, flow)
    return shipped if own.empty else own.combine_first(shipped)


def own_totals(study: Study, economy: str, flow: str) -> pd.DataFrame:
    """Return an economy's trade with all partners by year, as the study's official figures have it.

    Of the world it is what all economies report of themselves.

    Examples
    --------
    >>> from analysis import read
    >>> own_totals(read("examples/GEO-TUR"), "GEO", "imports").empty
    True
    """
    side = "own" if economy == WORLD else economy
    return official_series(study, flow, side, reporter=economy, partner=WORLD)


def gdp_of(study: Study, economy: str) -> pd.DataFrame:
    """Return an economy's GDP by year, as the study's figures have it: the most precise ones.

    Of those that are equally precise the one that was published last.

    Examples
    --------
    >>> from analysis import read
    >>> gdp_of(read("tests/invented-euros"), "XAA")["value"].to_dict()
    {2018: 18500.0}
    """
    rows = rows_of(study, "gdp", economy, WORLD)
    order = {source: place for place, source in enumerate(latest_first(study))}
    rows = rows.assign(width=rows["high"] - rows["low"], place=rows["source_id"].map(order))
    rows = yearly(study, rows.sort_values(["width", "place"]).drop(columns=["width", "place"]))
    rows = rows[~rows.index.duplicated()]
    result = rows[INTERVAL]
    result.attrs |= study.about(rows["source_id"].unique())
    return result


def credit_with_totals(study: Study, sources: Iterable[str], *, table: bool = True) -> str:
    """Return who published some figures, and the totals beside which they stand.

    Parameters
    ----------
    table
        Whether some totals are of the table that comes with the package.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("examples/GEO-TUR")
    >>> credit_with_totals(study, study.sources.index[-1:], table=False)
    'International Monetary Fund (2022-02-19)'
    """
    economies = (study.reporter, study.partner, WORLD)
    own = credits_of(own_totals(study, economy, flow) for economy in economies for flow in FLOWS)
    totals = "; ".join(filter(None, [own, shipped_totals().attrs["source"] if table else ""]))
    return f"{study.credit(sources)}; totals: {totals}" if totals else study.credit(sources)


def in_dollars_of_calendar_years(study: Study) -> bool:
    """Say whether the study's series are in the unit and the years of the world's tables.

    Examples
    --------
    >>> from analysis import read
    >>> in_dollars_of_calendar_years(read("examples/GEO-TUR"))
    True
    """
    return study.money == "USD million" and study.year_begins == 1


def rows_of_table(economy: str, flow: str) -> pd.DataFrame:
    """Return an economy's rows of the table that comes with the package, by year.

    Examples
    --------
    >>> rows_of_table("XAA", "exports").empty
    True
    """
    table = shipped_totals()
    if (economy, flow) not in table.index.droplevel("year"):
        return table.iloc[:0].droplevel(["economy", "flow"])
    return table.loc[(economy, flow)]


def total_of_table(economy: str, flow: str) -> pd.DataFrame:
    """Return the totals of the table that comes with the package as a series, by year.

    Examples
    --------
    >>> total_of_table("WLD", "imports").columns.to_list()
    ['value', 'low', 'high']
    """
    total = rows_of_table(economy, flow)["total"]
    return pd.DataFrame(dict.fromkeys(INTERVAL, total), dtype=float)


def partner_ranks(study: Study, economy: str, flow: str) -> pd.DataFrame:
    """Return the other economy's place among an economy's partners, by year.

    It is known to the 30th place, of exports and imports; what is beyond has no row.

    Returns
    -------
    pandas.DataFrame
        rank, partners, indexed by year.

    Examples
    --------
    >>> from analysis import read
    >>> partner_ranks(read("examples/GEO-TUR"), "GEO", "imports").loc[2020].to_list()
    [1, 118]
    """
    if not in_dollars_of_calendar_years(study):
        return no_years().reindex(columns=RANK)
    return places_of(economy, flow, other_of(study, economy))


def places_of(economy: str, flow: str, partner: str) -> pd.DataFrame:
    """Return a partner's place among all of an economy, by year, as far as the table has it.

    Returns
    -------
    pandas.DataFrame
        rank, partners, indexed by year.

    Examples
    --------
    >>> places_of("GEO", "imports", "TUR").loc[2020].to_list()
    [1, 118]
    """
    if flow not in FLOWS:
        return no_years().reindex(columns=RANK)
    rows = rows_of_table(economy, flow)
    places = [_place(largest.split(), partner) for largest in rows["largest"]]
    ranks = pd.DataFrame({"rank": places, "partners": rows["partners"]}, rows.index)
    return ranks[ranks["rank"] <= MOST]


def _place(largest: list[str], partner: str) -> int:
    return largest.index(partner) + 1 if partner in largest else MOST + 1


def other_of(study: Study, economy: str) -> str:
    """Return the other economy of the pair.

    Examples
    --------
    >>> from analysis import read
    >>> other_of(read("examples/GEO-TUR"), "TUR")
    'GEO'
    """
    return study.partner if economy == study.reporter else study.reporter


def share_name(study: Study, economy: str, flow: str) -> str:
    """Return in words of what a partner's share is.

    Examples
    --------
    >>> from analysis import read
    >>> share_name(read("examples/GEO-TUR"), "TUR", "imports")
    "Georgia in Türkiye's imports"
    """
    partner = other_of(study, economy)
    return f"{study.name(partner)} in {flow_name(study, economy, flow)}"


def exports_name(study: Study, economy: str) -> str:
    """Return in words which exports are meant: an economy's to the other one of the pair.

    Examples
    --------
    >>> from analysis import read
    >>> exports_name(read("examples/GEO-TUR"), "TUR")
    "Türkiye's exports to Georgia"
    """
    partner = other_of(study, economy)
    return f"{flow_name(study, economy, 'exports')} to {study.name(partner)}"


def trade_name(study: Study, economy: str) -> str:
    """Return in words which trade is meant: an economy's with the other one of the pair.

    Examples
    --------
    >>> from analysis import read
    >>> trade_name(read("examples/GEO-TUR"), "TUR")
    "Türkiye's trade with Georgia"
    """
    return f"{flow_name(study, economy, 'trade')} with {study.name(other_of(study, economy))}"


def flow_name(study: Study, economy: str, flow: str) -> str:
    """Return in words an economy's trade with all partners.

    Examples
    --------
    >>> from analysis import read
    >>> flow_name(read("examples/GEO-TUR"), "TUR", "imports")
    "Türkiye's imports"
    """
    return f"{english.possessive(study.name(economy))} {flow}"
