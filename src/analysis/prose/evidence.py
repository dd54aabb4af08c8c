"""A claim with who says otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.prose.printed import as_printed, in_short
from analysis.reconciliation.judgement import limits
from analysis.verdicts import SEVERITY, WRONG

PAIR = ["reporter", "partner", "region"]
THING = ["quantity", "product"]
WHEN = ["period", "base"]
MEASURED = ["product", "unit"]
SUMMED = ["exports", "imports"]


@dataclasses.dataclass(frozen=True, eq=False)
class Other:
    """A figure that a claim clashes with, and what it has in common with the claim."""

    figure: pd.Series
    printed: str
    same_pair: bool
    same_period: bool
    same_quantity: bool


@dataclasses.dataclass(frozen=True, eq=False)
class Evidence:
    """What one source says otherwise."""

    source_id: str
    figures: list[Other]
    days: int
    """How many days the claim's own publisher printed it before the claim; 0 for another one."""

    def sum_for(self, claimed: pd.Series) -> pd.Series | None:
        """Return the turnover that exports and imports of the claim's trade add up to, if both."""
        parts = sorted(other.figure["quantity"] for other in self.figures)
        same = all(other.same_pair and other.same_period for other in self.figures)
        alike = all((other.figure[MEASURED] == claimed[MEASURED]).all() for other in self.figures)
        if claimed["quantity"] != "turnover" or parts != SUMMED or not same or not alike:
            return None
        ends = pd.DataFrame([other.figure[["value", "low", "high"]] for other in self.figures])
        return ends.astype(float).sum()


@dataclasses.dataclass(frozen=True, eq=False)
class Claim:
    """A figure with its verdict, who says otherwise and what holds."""

    figure: pd.Series
    printed: str
    verdict: str
    miss: float
    miss_percent: float
    evidence: list[Evidence]
    left: pd.Series | None
    """What all consistent figures leave in its place, with room for revision."""
    unit: str
    on_condition: bool
    """Whether it is consistent only because sources quote different sides' statistics."""

    @property
    def holds(self) -> pd.Series | None:
        """What holds in its place.

        None where nothing bounds it. None too of a conflicting figure that could be as small as
        any, and of a contradicted one that lies inside what is left: it is wrong beside the same
        text, where there is no room for revision.
        """
        left, figure = self.left, self.figure
        if left is None or self.verdict not in WRONG:
            return left
        if self.verdict == "conflicting":
            return left if left["low"] > limits(figure["quantity"])[0] else None
        apart = left["high"] < figure["low"] or left["low"] > figure["high"]
        return left if apart else None

    @property
    def away(self) -> float | None:
        """How much more or less what holds is than the number at least, in percent of it.

        It is the least change that makes the number fit, as long as what holds lies as far off.
        None where nothing lies beyond the number.
        """
        low, value = self.figure["low"], self.figure["value"]
        if self.holds is None or not low > 0:
            return None
        nearest = self.holds["low"] if self.holds["low"] > value else self.holds["high"]
        return min(float(self.miss_percent), float(100 * (nearest / value - 1)), key=abs)


def compared(figure: pd.Series, other: pd.Series) -> Other:
    """Return another figure, and what it has in common with the first.

    It is shortened, but not so far that both read alike.
    """
    short, own = in_short(other), in_short(figure)
    alike = short["as_written"] == own["as_written"] and not own.equals(figure)
    return Other(
        other,
        as_printed(other if alike else short, other["unit"]),
        same_pair=bool((figure[PAIR] == other[PAIR]).all()),
        same_period=bool((figure[WHEN] == other[WHEN]).all()),
        same_quantity=bool((figure[THING] == other[THING]).all()),
    )


def said_by_source(figure: pd.Series, others: Iterable[Any]) -> dict[str, list[Other]]:
    """Return other figures by who printed them, with what they have in common with a figure."""
    found: dict[str, list[Other]] = {}
    for other in others:
        found.setdefault(str(other["source_id"]), []).append(compared(figure, other))
    return found


def severity(claim: Claim) -> tuple[float, float]:
    """Return where a claim stands: the severest verdict first, then the largest miss.

    What is consistent on a condition comes right after what is wrong.
    """
    miss = 0.0 if pd.isna(claim.miss_percent) else abs(claim.miss_percent)
    rank = len(WRONG) - 0.5 if claim.on_condition else SEVERITY.index(claim.verdict)
    return rank, -miss


def days_before(both: pd.DataFrame) -> int:
    """Return how long before a publication the same publisher printed another one, if it did.

    Examples
    --------
    >>> days_before(pd.DataFrame({"publisher": "A", "published": ["2021-06-07", "2021-06-01"]}))
    6
    """
    publisher, other_publisher = both["publisher"]
    if publisher != other_publisher or (both["published"].str.len() < 10).any():
        return 0
    day, other_day = pd.to_datetime(both["published"])
    return int((day - other_day).days)
