"""The growth a year that a source prints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import english
from analysis.findings.result import Result
from analysis.study.pair_figures import finest, rows_of
from analysis.study.periods import compared, days, period_name, year_of
from analysis.timeseries.by_side import all_official_sources, side_codes
from analysis.timeseries.headline import preferred_side

if TYPE_CHECKING:
    from analysis.study.study import Study


class PrintedCagr(Result):
    """Growth a year as printed: over whole years, that which ends last, of these the longest."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return what is printed, by span of years, and the last span."""
        rows = self._rows(study)
        return self.compute(rows), next(iter(rows.index[::-1]), None)

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifier of the figure."""
        return {span: {self._rows(study).at[span, "figure_id"]}}

    def _rows(self, study: Study) -> pd.DataFrame:
        """Return the figures that end within the years asked for, by span, the last one last."""
        ((whose, quantity),) = self.inputs
        rows = rows_of(study, quantity, study.reporter, study.partner, self.reading)
        if whose == "headline":
            rows = rows[rows["source_id"] == study.headline_source]
            side = preferred_side(study, rows["statistics_of"])
        else:
            rows = rows[rows["source_id"].isin(all_official_sources(study))]
            side = side_codes(study)[("official", "counterpart").index(whose)]
        rows = rows[rows["statistics_of"] == side]
        cells = zip(rows["period"], rows["base"], strict=True)
        spans = pd.DataFrame(
            [_years(study, *ends) for ends in cells], rows.index, ["first", "last"]
        )
        spans = spans[spans.notna().all(axis=1) & spans["last"].between(*study.years)].astype(int)
        spans = spans.sort_values(["last", "first"], ascending=[True, False], kind="stable")
        names = [english.years(*span) for span in spans.itertuples(index=False)]
        return finest(rows.loc[spans.index].assign(period=names)).set_index("period")


def _years(study: Study, period: str, base: str) -> tuple[int | None, int | None]:
    """Return the first and the last year of a growth; none where they are not told or not whole."""
    when = days(period)
    if when is None:
        return None, None
    later, earlier = (period_name(*span) for span in compared(when, base))
    begins = study.year_begins
    return year_of(earlier, begins), year_of(later, begins)
