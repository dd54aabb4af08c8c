"""What can be said of where a pair stands among the pairs of the world."""

from __future__ import annotations

import functools
from typing import NamedTuple

import pandas as pd

from analysis.findings.world_rank import balance_signs, world_percentiles
from analysis.prose.facts import StudyFacts
from analysis.world.distribution import CLASSES, shipped_percentiles
from analysis.world.panel_layout import COPIED

UNITS = {
    "mirror_ratio": "ratio",
    "growth": "percent",
    "larger_share": "percent",
    "export_partner_share": "percent",
    "import_partner_share": "percent",
    "trade_intensity": "ratio",
    "export_concentration": "ratio",
    "import_concentration": "ratio",
}
OUTER, MIDDLE = 10, 50
"""The highest and the lowest so many percent are told, and where the middle is."""


class Count(NamedTuple):
    """How many of how many."""

    many: int
    total: int


class Facts(StudyFacts):
    """What the templates of the chapter on the world's pairs may ask."""

    classes, copied = CLASSES, COPIED
    usual = 100 // (2 * OUTER)
    """One in how many values is in these two ends, in the world."""

    @functools.cached_property
    def _percentiles(self) -> dict[str, pd.DataFrame]:
        return {name: pd.DataFrame(world_percentiles(self.study, name)) for name in UNITS}

    def has_place(self, indicator: str) -> bool:
        """Return whether an indicator stands anywhere among those of the world's pairs."""
        return len(self._percentiles[indicator]) > 0

    def outer(self, indicator: str) -> Count:
        """Return how many values are in the highest or the lowest tenth of the world's."""
        rows = self._percentiles[indicator]
        outside = (rows["above"] >= 100 - OUTER) | (rows["below"] <= OUTER)
        return Count(int(outside.sum()), len(rows))

    @property
    def more_one_sided(self) -> Count:
        """How many shares of the larger partner are above the median of the world's."""
        rows = self._percentiles["larger_share"]
        return Count(int((rows["above"] >= MIDDLE).sum()), len(rows))

    def last(self, indicator: str) -> list[dict[str, object]]:
        """Return the last row of each of an indicator's series, and where among them it is."""
        rows = self._percentiles[indicator].reset_index()
        last = rows.loc[rows.groupby("of", sort=False)["year"].idxmax()]
        where = last["above"].map(lambda above: "below" if above == 0 else "between")
        where = where.mask(last["below"] == 100, "above")
        return list(last.assign(where=where, unit=UNITS[indicator]).to_dict("records"))

    @functools.cached_property
    def _signs(self) -> pd.DataFrame:
        signs = pd.DataFrame(balance_signs(self.study))
        return signs[signs["disagree"] != ""]

    @property
    def years_of_signs(self) -> list[int]:
        """The years of which the signs of both sides' balances are known."""
        return list(self._signs.index)

    @property
    def years_of_disagreement(self) -> list[int]:
        """Those of them in which one side has a surplus and the other a deficit."""
        return list(self._signs.index[self._signs["disagree"] == "yes"])

    @property
    def disagreement_in_the_world(self) -> tuple[float, float]:
        """The least and the most percent of the world's pairs whose sides disagree, by year."""
        return self._signs["world"].min(), self._signs["world"].max()

    @property
    def world(self) -> dict[str, str]:
        """The source of the world's percentiles, and the command that made them."""
        return dict(shipped_percentiles().attrs)

    @property
    def years_of_the_world(self) -> tuple[int, int]:
        """The first and the last year of the world's percentiles."""
        years = shipped_percentiles().index.get_level_values("year")
        return years.min(), years.max()
