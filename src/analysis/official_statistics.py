"""Find the official statistics of a study, by the side whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import words
from analysis.figures import headline, headline_side, region_members, series
from analysis.indicators import contribution, share
from analysis.rows import INTERVAL

if TYPE_CHECKING:
    from analysis.study import Study


def official_source(study: Study) -> str | None:
    """Return the source of official statistics that has most figures of the pair, if there is one.

    A source is official where its kind in sources.csv begins with "official statistics".

    Examples
    --------
    >>> from analysis import read
    >>> official_source(read("tests/invented"))
    'fund-2007'
    """
    kinds = study.sources["kind"]
    sources = study.sources.index[kinds.str.startswith("official statistics")]
    pair = {study.reporter, study.partner}
    figures = study.figures[study.figures["source_id"].isin(sources)]
    of_pair = figures[figures["reporter"].isin(pair) & figures["partner"].isin(pair)]
    counts = of_pair["source_id"].value_counts(sort=False).reindex(sources, fill_value=0)
    return str(counts.idxmax()) if counts.sum() else None


def official(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    """Return a quantity by the official statistics of the pair's two sides.

    The side on which the headline source is read comes first (the reporter's where that source
    does not say).

    Returns
    -------
    dict
        Code of the side → frame as `series`; empty frames where there are no such figures.

    Examples
    --------
    >>> from analysis import read
    >>> list(official(read("tests/invented"), "turnover"))
    ['XAA', 'XBB']
    """
    source = official_source(study)
    return {
        side: series(study, quantity, source=source, statistics_of=side) if source else _nothing()
        for side in sides(study)
    }


def sides(study: Study) -> tuple[str, str]:
    """Return the pair's two sides, that on which the headline source is read first.

    Examples
    --------
    >>> from analysis import read
    >>> sides(read("tests/invented")), sides(read("tests/invented", variant="side-of-xbb"))
    (('XAA', 'XBB'), ('XBB', 'XAA'))
    """
    pair = (study.reporter, study.partner)
    return pair[::-1] if headline_side(study) == study.partner else pair


def stated(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    """Return a quantity by the headline source and by the official statistics of both sides.

    Where the headline source is the official one, it stands there once.

    Returns
    -------
    dict
        Label → frame as `series`.

    Examples
    --------
    >>> from analysis import read
    >>> list(stated(read("tests/invented"), "turnover"))[:1]
    ['The Invented Courier']
    """
    by_side = {words.side(side): levels for side, levels in official(study, quantity).items()}
    if study.headline_source == official_source(study):
        return by_side
    return {words.publisher(study): headline(study, quantity)} | by_side


def _nothing() -> pd.DataFrame:
    """Return a series without a year."""
    index = pd.Index([], name="year", dtype="int64")
    return pd.DataFrame(columns=INTERVAL, index=index, dtype=float)


def official_contributions(study: Study) -> pd.DataFrame:
    """Return what exports and imports contributed to the growth of turnover, by either side.

    Returns
    -------
    pandas.DataFrame
        value, low, high (percentage points) and decided, indexed by statistics_of, flow, year;
        years without the year before have no row.

    Examples
    --------
    >>> from analysis import read
    >>> points = official_contributions(read("tests/invented"))["value"].round(1)
    >>> points["XAA", "exports", 2005], points["XAA", "imports", 2005]
    (np.float64(10.1), np.float64(12.1))
    """
    turnover = official(study, "turnover")
    parts = {
        (side, flow): contribution(official(study, flow)[side], whole)
        for side, whole in turnover.items()
        for flow in ("exports", "imports")
    }
    rows = pd.concat(parts, names=["statistics_of", "flow", "year"])
    return rows[rows["decided"] != "missing"]


def official_region_share(study: Study, region: str, side: str) -> pd.DataFrame:
    """Return the reporter's share in the region's turnover with the partner, by one side's figures.

    On the partner's side all turnovers are the partner's statistics; on any other side each
    member's is its own. A year in which a member is missing has no share.

    Returns
    -------
    pandas.DataFrame
        value, low, high (percent), decided and total (USD million), indexed by year.

    Examples
    --------
    >>> from analysis import read
    >>> official_region_share(read("tests/invented"), "Lowland", "XAA")["total"].round(1).to_dict()
    {2004: 320.0, 2005: 400.0}
    """
    source = official_source(study)
    if source is None or region not in set(study.regions["region"]):
        return _nothing().assign(decided="", total=float("nan"))
    statistics_of = side if side == study.partner else "own"
    members = region_members(study, region, source=source, statistics_of=statistics_of)
    by_year = members.groupby(level="year")
    complete = by_year.size() == (study.regions["region"] == region).sum()
    total = by_year.sum()[complete]
    mine = members[members.index.get_level_values("reporter") == study.reporter]
    own = mine.droplevel(["reporter", "partner"]).reindex(total.index)
    return share(own, total).assign(total=total["value"])
