"""A row of a draft: a figure to be confirmed, or a number that is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.study.columns import COLUMNS as FIGURES

COLUMNS = FIGURES["figures.csv"]
MORE = "confirmed sentence start end doubt choices".split()
"""What a row of a draft says besides."""


@dataclass
class Row:
    """A figure as the text seems to say it."""

    start: int
    end: int
    cells: dict[str, str]
    doubt: set[str] = field(default_factory=set)
    choices: list[str] = field(default_factory=list)
    sentence: str = ""

    def key(self) -> tuple[str, ...]:
        """Return what two rows have in common that say the same."""
        named = ("figure_id", "quote", "note", "source_id", "statistics_of", "edition")
        return tuple(self.cells.get(c, "") for c in COLUMNS if c not in named)


@dataclass(frozen=True)
class LeftOut:
    """A number that is no figure, and why."""

    number: str
    start: int
    end: int
    reason: str
