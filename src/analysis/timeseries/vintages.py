"""List what a side's official statistics published earlier of years that they gave again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import official_rows, official_series, side_codes

if TYPE_CHECKING:
    from analysis.study.study import Study

FLOWS = ("turnover", "exports", "imports")


def earlier_vintages(study: Study) -> Table:
    """Return official figures of the pair that a later publication of the same side gave again.

    They enter no series and no result; the reconciliation judges them as it does all figures.

    Returns
    -------
    Table
        value, low, high as published first, now (the value in the side's series), revised (now
        minus value, percent), publisher, published; indexed by according_to, quantity and year.

    Examples
    --------
    >>> from analysis import read
    >>> earlier_vintages(read("tests/invented")).empty
    True
    """
    parts = {
        (study.side_name(side), quantity): _earlier(study, quantity, side)
        for side in side_codes(study)
        for quantity in FLOWS
    }
    table = pd.concat(parts, names=["according_to", "quantity", "year"])
    sources = table.pop("source_id")
    table.attrs |= study.about(sources.unique())
    return named(table, "earlier_vintages")


def _earlier(study: Study, quantity: str, side: str) -> pd.DataFrame:
    rows = official_rows(study, quantity, side, earlier=True)
    now = official_series(study, quantity, side)["value"].reindex(rows.index)
    revised = 100 * (now / rows["value"].where(rows["value"] != 0) - 1)
    rows = rows[[*INTERVAL, "source_id"]].assign(now=now, revised=revised)
    return rows.join(study.sources[["publisher", "published"]], on="source_id")
