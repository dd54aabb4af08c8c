"""The growth a year that the headline source prints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import english
from analysis.findings.result import Result
from analysis.study.pair_figures import INTERVAL, finest, rows_of
from analysis.study.periods import compared, days, period_name, year_of
from analysis.timeseries.headline import preferred_side

if TYPE_CHECKING:
    from analysis.study.study import Study


class PrintedCagr(Result):
    """Growth a year as printed: over whole years, that which ends last, of these the longest."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return what is printed, by span of years, and the last span."""
        rows = self._rows(study)
        return rows[INTERVAL], next(iter(rows.index[::-1]), None)

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifier of the figure."""
        return {span: {self._rows(study).at[span, "figure_id"]}}

    def _rows(self, study: Study) -> pd.DataFrame:
        ((_, quantity),) = self.inputs
        pair = study.reporter, study.partner
        rows = rows_of(study, quantity, *pair, self.reading, study.headline_source)
        rows = rows[rows["statistics_of"] == preferred_side(study, rows["statistics_of"])]
        ends = [_years(study, *cells) for cells in zip(rows["period"], rows["base"], strict=True)]
        rows = rows.assign(last=[end for _, end in ends], first=[start for start, _ in ends])
        rows = rows.dropna(subset=["first", "last"])
        rows = rows.sort_values(["last", "first"], ascending=[True, False], kind="stable")
        spans = zip(rows["first"].astype(int), rows["last"].astype(int), strict=True)
        rows = rows.assign(period=[english.years(*span) for span in spans])
        return finest(rows).set_index("period")


def _years(study: Study, period: str, base: str) -> tuple[int | None, int | None]:
    """Return the first and the last year of a growth; none where they are no whole years."""
    when = days(period)
    assert when is not None  # what is not dated is refused
    later, earlier = (period_name(*span) for span in compared(when, base))
    begins = study.year_begins
    return year_of(earlier, begins), year_of(later, begins)
