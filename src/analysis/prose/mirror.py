"""What can be said of both sides' statistics of one trade, and of the side that a headline fits."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.conventions import FREIGHT, REVISION, WITHOUT_FREIGHT
from analysis.findings.official_fit import printed_and_official
from analysis.indicators.mirror import both_sides, discrepancies
from analysis.prose.facts import StudyFacts
from analysis.reconciliation.reconcile import reconciled
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.balanced import balanced
from analysis.timeseries.by_side import all_official_sources, official, official_sources
from analysis.world.distribution import shipped_percentiles

if TYPE_CHECKING:
    from collections.abc import Iterator


SIZE = 1
"""The world's pairs with which a pair is compared: those of at least so much turnover according to
both sides, USD million."""


class Ratios(NamedTuple):
    """The least and the greatest mirror ratio of some years."""

    least: float
    most: float
    years: list[int]


@dataclasses.dataclass(frozen=True, eq=False)
class Comparison:
    """How the headline's figures stand to one side's official numbers."""

    name: str
    known: pd.DataFrame

    @property
    def inside(self) -> int:
        """How many printed figures have the official number within their rounding."""
        return int((self.known["position"] == "inside").sum())

    @property
    def near(self) -> int:
        """How many of them are at most the room for revision away from it."""
        return int((self.known["off_percent"].abs() <= 100 * REVISION).sum())

    @property
    def farthest(self) -> pd.Series | None:
        """The printed figure that is farthest off, and how far; none where none certainly is."""
        rows = self.known.assign(
            off=self.known["off"].abs(), percent=self.known["off_percent"].abs()
        )
        return rows.loc[rows["off"].idxmax()] if rows["off"].max() else None


class Direction:
    """What both sides report of the goods that one sells to the other."""

    def __init__(self, seller: str, buyer: str, rows: pd.DataFrame) -> None:
        self.seller, self.buyer, self.rows = seller, buyer, rows
        self.known = rows.dropna(subset="value")
        self.with_ratio = self.known.dropna(subset="ratio")

    @property
    def ratios(self) -> Ratios | None:
        """The ratios of all years; none where there is none."""
        return _ratios(self.with_ratio)

    @property
    def without_ratio(self) -> dict[bool, list[int]]:
        """Whether the buyer reports imports where the seller reports exports of 0 → years."""
        zero = self.known[self.known["ratio"].isna()]
        return {how: list(rows.index) for how, rows in zero.groupby(zero["imports"] > 0)}

    @property
    def freight(self) -> dict[str, list[int]]:
        """How the ratio stands to what freight and insurance explain, if they are in it → years."""
        found = self.with_ratio.groupby("freight")
        return {how: list(rows.index) for how, rows in found if how != "not included"}

    @property
    def without_freight(self) -> dict[str, list[int]]:
        """How imports are valued that hold no freight and insurance → years."""
        known = self.rows.dropna(subset="imports")
        found = known[known["valuation"].isin(WITHOUT_FREIGHT)].groupby("valuation")
        return {str(how): list(rows.index) for how, rows in found}

    @property
    def last(self) -> dict[str, object]:
        """What both sides report of the last year of which both do, and how far they are apart."""
        row = self.known.iloc[-1]
        return {"year": self.known.index[-1], "apart": abs(row["value"]), **row}

    @property
    def left(self) -> pd.Series:
        """What is left of that difference once freight and insurance are taken off."""
        return self.known[["left", "left_low", "left_high"]].iloc[-1].set_axis(INTERVAL)

    @property
    def last_ratio(self) -> dict[str, object]:
        """The last year that has a ratio."""
        return {"year": self.with_ratio.index[-1], **self.with_ratio.iloc[-1]}

    @property
    def less(self) -> Ratios | None:
        """The ratios of the years in which the buyer reports less."""
        return _ratios(self.known[self.known["decided"] == "exporter more"])

    @property
    def lacking(self) -> dict[str, list[int]]:
        """Flow that a side does not report, of years in which the other has one → years."""
        gaps = {flow: self.rows.index[self.rows[flow].isna()] for flow in ("exports", "imports")}
        return {flow: list(years) for flow, years in gaps.items() if len(years)}


class Facts(StudyFacts):
    """What the templates of the chapter on mirror statistics may ask."""

    freight = FREIGHT
    freight_percent = tuple(round(100 * (factor - 1)) for factor in FREIGHT)
    room = 100 * REVISION
    size = SIZE

    @functools.cached_property
    def directions(self) -> list[Direction]:
        """Both directions of the trade, first what the reporter buys; none without any figure."""
        exports, imports = both_sides(self.study)
        found = discrepancies(exports, imports).assign(valuation=imports["valuation"])
        return [Direction(*part) for part in self._by_direction(found)] if len(found) else []

    def _by_direction(self, found: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
        pairs = found.groupby(level=["exporter", "importer"], sort=False)
        for (exporter, importer), rows in pairs:
            name = self.study.name
            yield name(exporter), name(importer), rows.droplevel(["exporter", "importer"])

    @functools.cached_property
    def balanced(self) -> list[dict[str, object]]:
        """The last figure of each source that balances the sides, of each direction."""
        name = self.study.name
        return [
            {"source": source, "seller": name(seller), "buyer": name(buyer), **rows.iloc[-1]}
            for source, levels in balanced(self.study).items()
            for (seller, buyer), rows in levels.reset_index("year").groupby(level=[0, 1])
        ]

    def first(self, what: str) -> Direction | None:
        """Return the first direction that has a ratio or a difference; none where none has."""
        return next((d for d in self.directions if len(getattr(d, what))), None)

    @property
    def has_official_statistics(self) -> bool:
        """Whether the study has official statistics of the pair."""
        return bool(official_sources(self.study))

    @property
    def official_publishers(self) -> str:
        """Who published the official statistics."""
        return self.study.credit(all_official_sources(self.study))

    @property
    def headline_is_official(self) -> bool:
        """Whether the headline source has part in the official statistics of each side."""
        known = official_sources(self.study).values()
        return bool(known) and all(self.study.headline_source in sources for sources in known)

    @property
    def years_of_neither(self) -> list[int]:
        """Years of the study of which neither side has a figure, where any has one."""
        if not self.directions:
            return []
        first, last = self.study.years
        turnovers = official(self.study, "turnover").values()
        known = {year for levels in turnovers for year in levels.index}
        return sorted({*range(first, last + 1)} - known - {*self.directions[0].rows.index})

    @functools.cached_property
    def comparisons(self) -> list[Comparison]:
        """How the headline's figures stand to the official numbers of either side."""
        rows = printed_and_official(self.study)
        return [
            Comparison(self.study.side_name(side), part[part["position"] != "missing"])
            for side, part in rows.groupby(level="statistics_of", sort=False)
        ]

    @property
    def fitting_sides(self) -> list[str]:
        """Whose statistics the headline's figures are, so that the fewest figures are wrong."""
        codes = reconciled(self.study).sides.get(self.study.headline_source, ())
        return [self.study.side_name(code) for code in codes]

    @functools.cached_property
    def medians(self) -> Ratios:
        """The least and the greatest median of the mirror ratios of the world's pairs, by year."""
        rows = shipped_percentiles().xs((SIZE, "mirror_ratio"), level=["at_least", "indicator"])
        medians = rows["p50"].dropna()
        return Ratios(medians.min(), medians.max(), list(medians.index))

    @property
    def world_source(self) -> str:
        """Where the world's medians come from."""
        return str(shipped_percentiles().attrs["source"])


def _ratios(rows: pd.DataFrame) -> Ratios | None:
    ratios = rows["ratio"].dropna()
    return Ratios(ratios.min(), ratios.max(), list(rows.index)) if len(ratios) else None
