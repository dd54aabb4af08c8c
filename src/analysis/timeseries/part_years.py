"""Give figures of parts of a year, such as January to September, by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.study.pair_figures import finest, rows_of
from analysis.study.periods import days, shifted
from analysis.timeseries.by_side import latest_first

if TYPE_CHECKING:
    from analysis.study.study import Study

UNDATED = "undated"


def part_year_rows(
    study: Study, quantity: str, *, source: str | None = None, side: str | None = None
) -> pd.DataFrame:
    """Return the pair's rows of parts of a year, the last period at the end.

    An undated figure comes first. Of a period that is given several times the latest publication
    counts.

    Parameters
    ----------
    source
        The one source whose figures are meant; or else
    side
        whose official statistics they are.

    Returns
    -------
    pandas.DataFrame
        All columns of the study's figures, indexed by period; "undated" where there is none.

    Examples
    --------
    >>> from analysis import read
    >>> rows = part_year_rows(read("tests/invented-euros"), "exports", source="wire")
    >>> rows.index.to_list()
    ['2021-H1', '2021-03-21/2021-08-22']
    """
    rows = finest(rows_of(study, quantity, study.reporter, study.partner, source=source))
    order = {name: place for place, name in enumerate(latest_first(study))}
    if source is None:
        rows = rows[rows["source_id"].isin(order) & (rows["statistics_of"] == side)]
    rows = rows[rows["period"].map(is_part).astype(bool)]
    place = rows["source_id"].map(order).fillna(len(order))
    span = [days(period) or (0, 0) for period in rows["period"]]
    rows = rows.assign(span=span, last=[end for _, end in span], place=place)
    rows = rows.sort_values(["last", "place"], kind="stable")
    rows = rows.drop_duplicates("span").drop(columns=["span", "last", "place"])
    return rows.set_index(rows["period"].replace("", UNDATED).rename("period"))


def is_part(period: str) -> bool:
    """Say whether a period is shorter than a year, or not known.

    Examples
    --------
    >>> is_part("2021-H1"), is_part("2021"), is_part("")
    (True, False, True)
    """
    span = days(period)
    return not period or (span is not None and span[1] < shifted(span[0], 1))
