"""Hold the headline source's figures against the official numbers of either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.claims import claims
from analysis.reconciliation.reconcile import reconciled
from analysis.study.pair_figures import INTERVAL, comparable, is_pair
from analysis.study.periods import year_of
from analysis.study.quantities import FLOWS
from analysis.timeseries.by_side import all_official_sources, official_series, official_sources

if TYPE_CHECKING:
    from analysis.study.study import Study

OFFICIAL = ["official", "official_low", "official_high"]


def compare_with_official(study: Study) -> Table:
    """Return the headline source's yearly trade figures beside either side's official number.

    Returns
    -------
    Table
        As `printed_and_official`, without the figures of which a side has no official number.

    Examples
    --------
    >>> from analysis import read
    >>> sorted(set(compare_with_official(read("tests/invented"))["position"]))
    ['above', 'below', 'inside']
    """
    rows = printed_and_official(study)
    known = rows[rows["position"] != "missing"]
    sources = all_official_sources(study)
    known.attrs |= study.about([study.headline_source, *sources])
    return named(known, "compare_with_official")


def printed_and_official(study: Study) -> pd.DataFrame:
    """Return the headline source's yearly trade figures with the official number of each side.

    Returns
    -------
    pandas.DataFrame
        quantity, reporter, partner, period, as_written, wording, low, high (as printed, USD
        million); official, official_low, official_high (that side's number); position (inside: the
        printed interval holds the official one; above, below: the two are apart; cannot be said:
        they overlap in part; missing: the side has no such number); off (USD million) and
        off_percent (of the official number), the distance between the two intervals, negative
        where the printed one is below; verdict (of the reconciliation). Indexed by figure_id and
        statistics_of; without a side of which the headline source is an official source itself, and
        empty where it prints no trade figure of a whole year.

    Examples
    --------
    >>> from analysis import read
    >>> rows = printed_and_official(read("tests/invented"))
    >>> rows.loc[("courier-turnover-2003", "XBB"), "position"]
    'missing'
    """
    printed = claims(study, reconciled(study))
    printed = printed[printed.index.isin(comparable(study)["figure_id"])]
    printed = printed.assign(year=printed["period"].map(lambda p: year_of(p, study.year_begins)))
    sources = official_sources(study)
    columns = "quantity reporter partner period as_written wording low high verdict".split()
    wanted = printed["quantity"].isin(FLOWS) & is_pair(printed, study.reporter, study.partner)
    wanted &= printed["year"].between(*study.years)
    rows = {
        (name, side): [*claim[columns], *_official(study, claim, side)]
        for name, claim in printed[wanted].iterrows()
        for side in (study.reporter, study.partner)
        if study.headline_source not in sources.get(side, [])
    }
    index = pd.MultiIndex.from_tuples(list(rows), names=["figure_id", "statistics_of"])
    table = pd.DataFrame(list(rows.values()), index, [*columns, *OFFICIAL])
    table = table.astype(dict.fromkeys(["low", "high", *OFFICIAL], float)).pipe(_placed)
    return table[[*columns[:-1], *OFFICIAL, "position", "off", "off_percent", "verdict"]]


def _official(study: Study, claim: pd.Series, side: str) -> list[float]:
    """Return one side's number for what a claim speaks of, missing where it has none."""
    pair = {"reporter": claim["reporter"], "partner": claim["partner"]}
    found = official_series(study, claim["quantity"], side, **pair)
    year = int(claim["year"])
    ends: list[float] = found.reindex([year]).loc[year, INTERVAL].to_list()
    return ends


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Return printed figures with their position beside the official number, and how far off."""
    low, high, value, least, most = (table[c] for c in ("low", "high", *OFFICIAL))
    inside, above, below = (low <= least) & (most <= high), low > most, high < least
    stands = pd.Series("cannot be said", table.index).mask(value.isna(), "missing")
    stands = stands.mask(inside, "inside").mask(above, "above").mask(below, "below")
    off = (0 * value).mask(above, low - most).mask(below, high - least)
    return table.assign(position=stands, off=off, off_percent=100 * off / value.where(value != 0))
