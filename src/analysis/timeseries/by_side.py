"""Find the official statistics of a study, by the side whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import text as words
from analysis.indicators.rates import contribution, share
from analysis.study.pair_figures import INTERVAL, is_pair
from analysis.timeseries.by_source import headline, headline_side, region_members, series

if TYPE_CHECKING:
    from analysis.study.reading import Study


def official_sources(study: Study) -> dict[str, str]:
    """Return the source of each side's official statistics of the pair, where there is one.

    A source is official where its kind in sources.csv begins with "official statistics". One that
    has both sides comes before two that have one each; of several, that with most figures.

    Returns
    -------
    dict
        Code of the side → source; a side without official statistics is left out.

    Examples
    --------
    >>> from analysis import read
    >>> official_sources(read("tests/invented"))
    {'XAA': 'fund-2007', 'XBB': 'fund-2007'}
    """
    pair = [study.reporter, study.partner]
    kinds = study.sources["kind"]
    sources = study.sources.index[kinds.str.casefold().str.startswith("official statistics")]
    figures = study.figures[is_pair(study.figures, *pair)]
    counts = pd.crosstab(figures["source_id"], figures["statistics_of"])
    counts = counts.reindex(index=sources, columns=pair, fill_value=0)
    both = counts[(counts > 0).all(axis=1)]
    if len(both):
        return dict.fromkeys(pair, str(both.sum(axis=1).idxmax()))
    return {side: str(counts[side].idxmax()) for side in pair if counts[side].any()}


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
    sources = official_sources(study)
    return {
        side: series(study, quantity, source=sources[side], statistics_of=side)
        if side in sources
        else _nothing()
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
    sides_of = official(study, quantity).items()
    by_side = {words.side(study, side): levels for side, levels in sides_of}
    if study.headline_source in official_sources(study).values():
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
    source = official_sources(study).get(side)
    if source is None or region not in set(study.regions["region"]):
        return _nothing().assign(decided="", total=float("nan"))
    statistics_of = side if side == study.partner else "own"
    members = region_members(study, region, source=source, statistics_of=statistics_of)
    by_year = members.groupby(level="year")
    complete = by_year.size() == (study.regions["region"] == region).sum()
    total = by_year.sum()[complete]
    pair = members.index.droplevel("year") == (study.reporter, study.partner)
    own = members[pair].droplevel(["reporter", "partner"]).reindex(total.index)
    return share(own, total).assign(total=total["value"])
