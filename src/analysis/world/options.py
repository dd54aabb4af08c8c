"""How a panel is read, and what is left out of comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.world.panel_layout import COPIED

ENGINES = ("duckdb", "pyspark")


@dataclass(frozen=True)
class Options:
    """How a panel is read, and what is left out of comparisons."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → column, for columns that are called otherwise than in the known panels."""
    unit: str | None = None
    """USD, thousand or million; None: that of the known panel."""
    years: tuple[int, int] | None = None
    """First and last year of the tables; None: all."""
    estimates: bool = False
    """Whether flagged estimates count as what the side reports."""
    copied: Sequence[float] = COPIED
    """Ratios at which one side's figure was probably made from the other's."""
    rounding: float = 0.0
    """To what the figures are rounded, USD million; 0: they are exact, and have no bounds."""
    source: str = ""
    """Where the figures are from, for the description of the tables."""
