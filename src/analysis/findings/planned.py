"""Set targets and forecasts beside what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.study.pair_figures import INTERVAL, is_pair
from analysis.study.periods import year_of
from analysis.study.quantities import FLOWS, MIRROR
from analysis.timeseries.by_side import official

if TYPE_CHECKING:
    from analysis.study.study import Study

ABOUT = ["figure_id", "status", "quantity", "reporter", "partner", "product", "period"]
FROM = ["publisher", "published"]
CAME = ["came", "came_low", "came_high"]


def planned(study: Study) -> Table:
    """Return the pair's targets and forecasts beside what official statistics have of the same.

    Returns
    -------
    Table
        A row for each target or forecast and side that has a figure of it, or one row: figure_id,
        status, quantity, reporter, partner, product, period, publisher, published, unit, value,
        low, high (all as printed), statistics_of, came, came_low and came_high (in the study's
        currency; missing where nothing of it is published, or where it is no flow of goods of a
        year in that currency), place (above, below, or inside what was printed; blank if missing).

    Examples
    --------
    >>> from analysis import read
    >>> planned(read("tests/invented-euros"))["status"].to_list()
    ['target', 'forecast']
    """
    figures = study.figures[study.figures["status"] != ""]
    figures = figures[is_pair(figures, study.reporter, study.partner)]
    rows = [row for _, figure in figures.iterrows() for row in _rows(study, figure)]
    columns = [*ABOUT, *FROM, "unit", *INTERVAL, "statistics_of", *CAME, "place"]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(CAME, float))
    table.attrs |= study.about(figures["source_id"].unique())
    return named(table, "planned")


def _rows(study: Study, figure: pd.Series) -> list[dict[str, object]]:
    source = study.sources.loc[figure["source_id"]]
    own = figure["reporter"] == study.reporter
    quantity = figure["quantity"] if own else MIRROR.get(figure["quantity"], figure["quantity"])
    row = {**figure[[*ABOUT, "unit", *INTERVAL]], **source[FROM]}
    year = year_of(figure["period"], study.year_begins)
    if quantity not in FLOWS or figure["product"] or figure["unit"] != study.currency:
        return [row]
    found = [
        row | dict(zip(CAME, levels.loc[year, INTERVAL], strict=True)) | {"statistics_of": side}
        for side, levels in official(study, quantity).items()
        if year in levels.index
    ]
    return [one | {"place": _place(one)} for one in found] or [row]


def _place(row: dict[str, object]) -> str:
    """Say where what came lies to what was printed; where they overlap, it is as printed."""
    low, high, came_low, came_high = (float(str(row[c])) for c in ("low", "high", *CAME[1:]))
    return "above" if came_low > high else "below" if came_high < low else "inside"
