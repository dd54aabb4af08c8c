"""The rows of the table of results on the front page: one number in each column."""

from __future__ import annotations

import dataclasses

import pandas as pd


@dataclasses.dataclass(frozen=True, eq=False)
class Cell:
    """A result according to one column."""

    result: pd.Series
    contradicted: bool
    as_printed: bool = False
    """Whether a source prints the result itself."""
    printed: pd.Series | None = None
    """The result of the same year as it is printed, beside one that is computed."""

    def can_stand_beside(self, other: Cell) -> bool:
        """Say whether both can be shown as one result, computed and printed."""
        same = self.result["years"] == other.result["years"]
        return bool(same and self.contradicted == other.contradicted)


@dataclasses.dataclass(frozen=True, eq=False)
class Row:
    """A result according to the text and to both sides, and what holds."""

    name: str
    years: str
    cells: list[Cell | None]
    holds: pd.Series | None
