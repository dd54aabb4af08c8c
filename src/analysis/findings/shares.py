"""The reporter's share in a region, and what consistent figures leave of shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.claims import claimed_side, consistent_levels
from analysis.findings.result import headline_region
from analysis.indicators.official import official_region_share
from analysis.indicators.shares import implied_rest_from_share, implied_whole, share
from analysis.reconciliation.reconcile import reconciled
from analysis.reconciliation.unknowns import Unknown
from analysis.study.pair_figures import INTERVAL
from analysis.study.periods import year_of
from analysis.timeseries.by_side import all_official_sources, side_codes
from analysis.timeseries.headline import headline

if TYPE_CHECKING:
    from analysis.study.study import Study


def implied_region(study: Study) -> Table:
    """Return the region's turnover that the headline's turnover and share imply, and its rest.

    Returns
    -------
    Table
        value, low, high (USD million), indexed by implied (whole region, its rest) and year.

    Examples
    --------
    >>> from analysis import read
    >>> implied_region(read("tests/invented"))["value"].round(1).to_list()
    [395.7, 213.7]
    """
    shares = headline(study, "share_of_region")
    turnover = headline(study, "turnover").reindex(shares.index)
    parts = {
        "whole region": implied_whole(turnover, shares),
        "its rest": implied_rest_from_share(turnover, shares),
    }
    rows = pd.concat(parts, names=["implied", "year"]).dropna(subset="value")
    rows.attrs |= study.about([study.headline_source])
    return named(rows, "implied_region")


def region_shares(study: Study) -> Table:
    """Return the reporter's share in its region's turnover by year, according to either side.

    On the reporter's side the turnovers are each member's own statistics, on the partner's side
    they are the partner's.

    Returns
    -------
    Table
        value, low, high (percent), total (USD million: the region's turnover), indexed by
        according_to and year. A year of which a member has no figure has no row.

    Examples
    --------
    >>> from analysis import read
    >>> region_shares(read("tests/invented")).xs(2005, level="year")["value"].to_list()
    [45.5, 46.0]
    """
    region = headline_region(study)
    parts = {
        study.side_name(side if side == study.partner else "own"): official_region_share(
            study, region, side
        )
        for side in side_codes(study)
    }
    rows = pd.concat(parts, names=["according_to", "year"])[[*INTERVAL, "total"]]
    rows.attrs |= study.about(all_official_sources(study))
    return named(rows, "region_shares")


def regional_turnovers(study: Study) -> Table:
    """Return the region's turnover as the headline's share implies it, and as it is reported.

    Returns
    -------
    Table
        value, low, high (USD million), indexed by year and whose figures it rests on, in words;
        the years are those of the headline's share.

    Examples
    --------
    >>> from analysis import read
    >>> regional_turnovers(read("tests/invented"))["value"].round(1).to_list()
    [395.7, 400.0, 400.0]
    """
    implied, reported = implied_region(study), region_shares(study)
    years = headline(study, "share_of_region").index
    rows = {
        f"{year}, as {study.publisher} implies": row[INTERVAL]
        for (part, year), row in implied.iterrows()
        if part == "whole region"
    }
    for (who, year), row in reported[reported.index.isin(years, level="year")].iterrows():
        rows[f"{year}, {who}"] = pd.Series(row["total"], INTERVAL)
    table = pd.DataFrame.from_dict(rows, orient="index", columns=INTERVAL, dtype=float)
    credits = dict.fromkeys([implied.source, reported.source])
    table.attrs |= study.about([]) | {"source": "; ".join(credits)}
    return named(table, "regional_turnovers")


def implied_beside_reported(study: Study) -> pd.DataFrame:
    """Return where the region's implied turnover lies beside each reported one.

    Returns
    -------
    pandas.DataFrame
        year, according_to, total (USD million, as reported), value, low, high (as implied), stands
        (above, below: whatever the rounding; open), a row a year and side.

    Examples
    --------
    >>> from analysis import read
    >>> implied_beside_reported(read("tests/invented"))["stands"].to_list()
    ['open', 'open']
    """
    implied = implied_region(study).query("implied == 'whole region'").droplevel("implied")
    totals = region_shares(study)["total"].reset_index()
    rows = totals.merge(implied[INTERVAL].reset_index(), on="year", validate="many_to_one")
    above, below = rows["low"] > rows["total"], rows["high"] < rows["total"]
    return rows.assign(stands=above.map({True: "above", False: "open"}).mask(below, "below"))


def consistent_shares(study: Study) -> Table:
    """Return shares as the headline source prints them, and what consistent figures leave.

    Exports and turnover are taken by themselves, so that the bounds are outer bounds.

    Returns
    -------
    Table
        printed, printed_low, printed_high; value (the middle), low, high (percent), indexed by
        share (exports in turnover, share in the region) and year.

    Examples
    --------
    >>> from analysis import read
    >>> left = consistent_shares(read("tests/invented")).loc[("exports in turnover", 2005)]
    >>> left[["printed", "value"]].astype(float).round(1).to_list()
    [52.2, 44.3]
    """
    found = reconciled(study)
    side = claimed_side(study, found)
    exports, turnover, in_region = (
        consistent_levels(study, found, q, side) for q in ("exports", "turnover", "share_of_region")
    )
    printed = share(headline(study, "exports"), headline(study, "turnover"))
    tables = {
        "exports in turnover": _beside_printed(printed, share(exports, turnover)),
        "share in the region": _beside_printed(headline(study, "share_of_region"), in_region),
    }
    rows = pd.concat(tables, names=["share", "year"])
    return named(rows.dropna(subset=["printed", "value"], how="all"), "consistent_shares")


def _beside_printed(printed: pd.DataFrame, consistent: pd.DataFrame) -> pd.DataFrame:
    heads = dict(zip(INTERVAL, ["printed", "printed_low", "printed_high"], strict=True))
    return printed[INTERVAL].rename(columns=heads).join(consistent[INTERVAL], how="outer")


def consistent_region(study: Study) -> pd.DataFrame:
    """Return what consistent figures leave of the region's turnover, on the headline's side.

    Examples
    --------
    >>> from analysis import read
    >>> consistent_region(read("tests/invented")).loc[2005].round(1).to_list()
    [398.9, 392.1, 405.7]
    """
    found = reconciled(study)
    side = claimed_side(study, found)
    whose = "own" if side == study.reporter else side
    key = Unknown(
        "regional_turnover",
        "",
        study.partner,
        headline_region(study),
        "",
        whose,
        measured_in=study.currency,
    )
    rows = {}
    for name, ends in found.bounds_of(lambda one: one._replace(period="") == key).iterrows():
        year = year_of(Unknown(*name).period, study.year_begins)
        if year and ends["high"] < float("inf"):
            rows[year] = {"value": ends.mean(), "low": ends["low"], "high": ends["high"]}
    return pd.DataFrame.from_dict(rows, orient="index", columns=INTERVAL, dtype=float)
