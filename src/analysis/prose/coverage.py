"""What the sentences on how often intervals hold what is true may ask."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from analysis.simulation.coverage import (
    DRAWS,
    Setting,
    interval_coverage,
    trend_setting,
)
from analysis.simulation.rounding import rounding_coverage

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study.study import Study


class Facts:
    """What was simulated for a study, and what came of it."""

    draws = DRAWS
    persistent = 0.6
    """The autocorrelation that stands for errors that persist."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @functools.cached_property
    def setting(self) -> Setting:
        """The years, slope and errors that were simulated."""
        return trend_setting(self.study)

    @functools.cached_property
    def held(self) -> pd.Series:
        """In percent of series, how often the interval of growth holds it; by autocorrelation."""
        return interval_coverage(self.setting)["growth"]

    @property
    def held_if_shocks_stay(self) -> pd.Series:
        """The percent of the intervals of mean growth that hold the true one, likewise."""
        return interval_coverage(self.setting)["drift"]

    @property
    def monte_carlo_error(self) -> float:
        """The largest standard error of these percentages, in points."""
        errors = interval_coverage(self.setting)[["growth_error", "next_year_error"]]
        return float(errors.max(axis=None))

    @functools.cached_property
    def rounding(self) -> pd.DataFrame:
        """How often rounding bounds hold the true result."""
        return rounding_coverage()
