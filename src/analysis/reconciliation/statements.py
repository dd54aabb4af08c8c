"""State linear conditions exactly: rows of fractions, which stand or fall together."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

Variable = Hashable
Form = Mapping[Variable, Fraction]
Exact = Fraction | float
"""A number; a float is an infinity and nothing else."""


@dataclasses.dataclass(frozen=True)
class Row:
    """One linear condition: ``low <= form <= high``, where None is no bound."""

    form: Form
    low: Fraction | None
    high: Fraction | None


@dataclasses.dataclass(frozen=True)
class Statement:
    """Rows that stand or fall together.

    Parameters
    ----------
    name
        What a message calls it.
    rows
        Its linear conditions.
    weight
        What it costs at least to give it up; None for an identity, which holds whatever is
        published.
    counts_as
        Statements that count as the same are given up one by one, at the cost of one.

    Examples
    --------
    >>> Statement("x is at least 2", (Row({"x": Fraction(1)}, Fraction(2), None),)).weight
    1
    """

    name: Hashable
    rows: tuple[Row, ...]
    weight: int | None = 1
    counts_as: Hashable = None

    def unknowns(self) -> set[Variable]:
        """Return the unknowns that it speaks of."""
        return {v for row in self.rows for v in row.form}


def linked(uses: Iterable[Collection[Hashable]]) -> list[list[int]]:
    """Return the groups of numbers that share something, each in order.

    Examples
    --------
    >>> linked([{"x"}, {"y"}, {"x", "z"}, set()])
    [[0, 2], [1], [3]]
    """
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[Hashable, int] = {}
    for i, things in enumerate(uses):
        parent.append(i)
        for thing in things:
            a, b = sorted((root(i), root(owner.setdefault(thing, i))))
            parent[b] = a
    groups: dict[int, list[int]] = {}
    for i in range(len(parent)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def components(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the numbers of the statements that share unknowns, directly or through others.

    Examples
    --------
    >>> x, y = Row({"x": Fraction(1)}, None, None), Row({"y": Fraction(1)}, None, None)
    >>> components([Statement("a", (x,)), Statement("b", (y,)), Statement("c", (x,))])
    [[0, 2], [1]]
    """
    return linked(s.unknowns() for s in statements)
