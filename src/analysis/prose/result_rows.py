"""The rows of the table of results on the front page: one number in each column."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable

import pandas as pd

from analysis.verdicts import WRONG

ROWS = (
    "turnover_cagr turnover part_turnover turnover_growth part_turnover_growth balance "
    "part_balance export_share part_export_share region_share investment_balance"
).split()
PARTS = ["part_turnover", "part_turnover_growth", "part_balance", "part_export_share"]


@dataclasses.dataclass(frozen=True, eq=False)
class Cell:
    """A result according to one column."""

    result: pd.Series
    verdicts: frozenset[str]
    """Those on the figures that it rests on."""
    figures: int = 1
    """On how many it rests."""
    as_printed: bool = False
    """Whether a source prints the result itself."""
    printed: Cell | None = None
    """The result of the same year as it is printed, beside one that is computed."""

    @property
    def contradicted(self) -> bool:
        """Whether a figure that it rests on is contradicted."""
        return "contradicted" in self.verdicts

    @property
    def conflicting(self) -> bool:
        """Whether a figure that it rests on conflicts with others, and none is contradicted."""
        return "conflicting" in self.verdicts and not self.contradicted

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


QUESTIONS = {
    "growth": ("turnover_cagr", "turnover_growth", "part_turnover_growth"),
    "balance": ("balance", "part_balance"),
    "export_share": ("export_share", "part_export_share"),
    "region_share": ("region_share",),
    "investment_balance": ("investment_balance",),
}
"""What a reader asks → the results that answer it."""


def unanswered(rows: Iterable[Row], told: Collection[str]) -> list[tuple[str, str]]:
    """Return the questions that no figures answer, each with why.

    Parameters
    ----------
    told
        The results that are told elsewhere.

    Returns
    -------
    list
        Question, and "unprinted", "at odds" or "untested".

    Examples
    --------
    >>> untested = Cell(pd.Series([1]), frozenset({"untested"}))
    >>> rows = [Row("balance", "2020", [untested], None)]
    >>> rows.append(Row("export_share", "2020", [untested], pd.Series([1])))
    >>> unanswered(rows, ["turnover_growth"])
    [('balance', 'untested'), ('investment_balance', 'unprinted')]
    """
    of_name = {row.name: row for row in rows}
    open_questions = []
    for question, names in QUESTIONS.items():
        known = [of_name[name] for name in names if name in of_name]
        needless = question == "region_share" and not known
        answered = any(row.holds is not None for row in known) or {*names} & {*told}
        if not answered and not needless:
            open_questions.append((question, _why_open(known)))
    return open_questions


def _why_open(known: Iterable[Row]) -> str:
    cells = [cell for row in known for cell in row.cells if cell]
    verdicts = {verdict for cell in cells for verdict in cell.verdicts}
    if not cells:
        return "unprinted"
    if not verdicts.isdisjoint(WRONG):
        return "at odds"
    return "untested" if verdicts <= {"untested"} else "unbounded"
