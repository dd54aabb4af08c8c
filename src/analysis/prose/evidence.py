"""A claim with who says otherwise."""

from __future__ import annotations

import dataclasses

import pandas as pd

from analysis.prose.printed import as_printed
from analysis.verdicts import SEVERITY

SAME_TRADE = ["reporter", "partner", "region", "period"]


@dataclasses.dataclass(frozen=True, eq=False)
class Other:
    """A figure that a claim clashes with, and what it has in common with the claim."""

    figure: pd.Series
    printed: str
    same_trade: bool
    same_quantity: bool


@dataclasses.dataclass(frozen=True, eq=False)
class Evidence:
    """What one source says otherwise."""

    source_id: str
    figures: list[Other]
    days: int
    """How many days the claim's own publisher printed it before the claim; 0 for another one."""


@dataclasses.dataclass(frozen=True, eq=False)
class Claim:
    """A figure with its verdict, who says otherwise and what holds."""

    figure: pd.Series
    printed: str
    verdict: str
    miss_percent: float
    evidence: list[Evidence]
    holds: pd.Series | None
    unit: str


def compared(figure: pd.Series, other: pd.Series) -> Other:
    """Return another figure, and what it has in common with the first."""
    same_trade = bool((figure[SAME_TRADE] == other[SAME_TRADE]).all())
    same_quantity = figure["quantity"] == other["quantity"]
    return Other(other, as_printed(other, other["unit"]), same_trade, same_quantity)


def severity(claim: Claim) -> tuple[int, float]:
    """Return where a claim stands: the severest verdict first, then the largest miss."""
    miss = 0.0 if pd.isna(claim.miss_percent) else abs(claim.miss_percent)
    return SEVERITY.index(claim.verdict), -miss
