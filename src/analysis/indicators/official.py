"""What follows from the official statistics of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.indicators.rates import contribution
from analysis.indicators.shares import share
from analysis.timeseries.by_side import credits_of, no_years, official, official_series

if TYPE_CHECKING:
    from analysis.study.study import Study


def official_contributions(study: Study) -> Table:
    """Return what exports and imports contributed to the growth of turnover, on either side.

    Returns
    -------
    Table
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
    known = rows[rows["decided"] != "missing"]
    known.attrs |= study.about([]) | {"source": credits_of(turnover.values())}
    return named(known, "contributions")


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
    codes = study.regions.loc[study.regions["region"] == region, "member"]
    turnovers = {
        (code, study.partner): official_series(
            study, "turnover", side if side == study.partner else code, reporter=code
        )
        for code in codes
    }
    if not any(len(levels) for levels in turnovers.values()):
        return no_years().assign(decided="", total=float("nan"))
    members = pd.concat(turnovers, names=["reporter", "partner", "year"])
    by_year = members.groupby(level="year")
    complete = by_year.size() == len(codes)
    total = by_year.sum()[complete]
    pair = members.index.droplevel("year") == (study.reporter, study.partner)
    own = members[pair].droplevel(["reporter", "partner"]).reindex(total.index)
    return share(own, total).assign(total=total["value"])
