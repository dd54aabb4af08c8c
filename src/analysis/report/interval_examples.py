"""Choose two figures of a study that show how a printed number becomes an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.prose.printed import as_printed
from analysis.study.pair_figures import INTERVAL, comparable, is_pair
from analysis.study.quantities import FLOWS
from analysis.study.wording import bounds

if TYPE_CHECKING:
    from analysis.study.study import Study

INVENTED = {"stated": "2.4 billion", "more than": "60 million"}
"""For a study that has no such figure."""


def two_intervals(study: Study) -> tuple[pd.DataFrame, bool]:
    """Return a stated and an open-ended amount, of the headline source if it has both.

    Returns
    -------
    pandas.DataFrame
        value, low, high (USD million), indexed by the amount as printed.
    bool
        Whether they are invented: the study's figures have none, or not both.

    Examples
    --------
    >>> from analysis import read
    >>> rows, invented = two_intervals(read("data"))
    >>> len(rows), invented
    (2, False)
    """
    figures = comparable(study)
    own = figures[figures["source_id"] == study.headline_source]
    amounts = own[(own["unit"] == study.currency) & is_pair(own, study.reporter, study.partner)]
    # Trade before stocks and loans; the widest of the stated shows best that it is an interval.
    width = (amounts["high"] - amounts["low"]) / amounts["value"]
    ranked = amounts.assign(trade=amounts["quantity"].isin(("turnover", *FLOWS)), width=width)
    ranked = ranked.sort_values(["trade", "width"], ascending=False, kind="stable")
    closed = ranked[ranked["wording"] == "stated"][:1]
    opened = ranked[np.isinf(ranked["high"])][:1]
    if closed.empty or opened.empty:
        return _invented(study), True
    rows = pd.concat([closed, opened])
    labels = [as_printed(row, study.currency) for _, row in rows.iterrows()]
    rows = rows.set_axis(labels)[INTERVAL]
    rows.attrs |= study.about([])
    return rows, False


def _invented(study: Study) -> pd.DataFrame:
    """Return two amounts that nobody printed, in the study's currency."""
    unit = study.currency
    rows = {
        as_printed(pd.Series({"as_written": text, "wording": wording}), unit): bounds(
            text, wording, unit
        )
        for wording, text in INVENTED.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=INTERVAL)
    frame.attrs |= study.about([])
    return frame
