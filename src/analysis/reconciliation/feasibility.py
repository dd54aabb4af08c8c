"""Find out by linear programmes which linear statements can hold together, and prove it exactly."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction

import numpy as np

from analysis.errors import DataError
from analysis.reconciliation.rational import Row, Variable, decide

Point = dict[Variable, Fraction]


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
        What it costs to give it up; None for an identity, which holds whatever is published.

    Examples
    --------
    >>> Statement("x is at least 2", (Row({"x": Fraction(1)}, Fraction(2), None),)).weight
    1
    """

    name: Hashable
    rows: tuple[Row, ...]
    weight: int | None = 1


def components(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the numbers of the statements that share unknowns, directly or through others.

    Examples
    --------
    >>> x, y = Row({"x": Fraction(1)}, None, None), Row({"y": Fraction(1)}, None, None)
    >>> components([Statement("a", (x,)), Statement("b", (y,)), Statement("c", (x,))])
    [[0, 2], [1]]
    """
    uses = [{v for row in s.rows for v in row.form} for s in statements]
    return linked(uses)


def linked(uses: Sequence[Collection[Hashable]]) -> list[list[int]]:
    """Return the groups of numbers that share something, each in order.

    Examples
    --------
    >>> linked([{"x"}, {"y"}, {"x", "z"}, set()])
    [[0, 2], [1], [3]]
    """
    parent = list(range(len(uses)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    owner: dict[Hashable, int] = {}
    for i, things in enumerate(uses):
        for thing in things:
            a, b = sorted((root(i), root(owner.setdefault(thing, i))))
            parent[b] = a
    groups: dict[int, list[int]] = {}
    for i in range(len(uses)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def point_of(
    statements: Sequence[Statement],
    numbers: Collection[int],
    free: frozenset[Variable] = frozenset(),
) -> Point | None:
    """Return a rational point that satisfies the statements of these numbers, or None.

    Examples
    --------
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement("two", (Row(x, Fraction(2), Fraction(2)),))]
    >>> point_of(said, [0])
    {'x': Fraction(2, 1)}
    """
    return _decide(statements, sorted(numbers), free)[0]


def conflict_in(
    statements: Sequence[Statement],
    numbers: Collection[int],
    free: frozenset[Variable] = frozenset(),
) -> frozenset[int] | None:
    """Return a minimal conflict among the statements of these numbers, or None.

    An identity may take part in a conflict, and is named in it.

    Examples
    --------
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 2, 4)]
    >>> sorted(conflict_in(said, [1, 2]))
    [1, 2]
    """
    _, conflict = _decide(statements, sorted(numbers), free)
    return None if conflict is None else shrink(statements, conflict, free)


def shrink(
    statements: Sequence[Statement],
    conflict: Collection[int],
    free: frozenset[Variable] = frozenset(),
) -> frozenset[int]:
    """Return a minimal conflict within a conflict: what can be left out is left out.

    Identities are tried last: they hold anyway, so a conflict is minimal in what was said.

    Examples
    --------
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n)),)) for n in (1, 2, 3)]
    >>> len(shrink(said, [0, 1, 2]))
    2
    """
    left = sorted(conflict, key=lambda i: (statements[i].weight is None, i))
    for i in tuple(left):
        if i not in left:
            continue
        smaller = _exactly(statements, [j for j in left if j != i], free)
        if smaller is not None:
            left = [j for j in left if j in smaller]
    return frozenset(left)


def refuse_impossible_identities(
    statements: Sequence[Statement], free: frozenset[Variable]
) -> None:
    """Refuse identities that contradict each other, and say which."""
    identities = [i for i, s in enumerate(statements) if s.weight is None]
    if identities:
        conflict = _exactly(statements, identities, free)
        if conflict:
            names = ", ".join(str(statements[i].name) for i in sorted(shrink(statements, conflict)))
            raise DataError(f"these identities cannot hold together, whatever is said: {names}")


def _exactly(
    statements: Sequence[Statement],
    numbers: Sequence[int],
    free: frozenset[Variable],
    start: Point | None = None,
) -> frozenset[int] | None:
    """Return the statements of a proven contradiction among those given, or None."""
    return _prove(statements, numbers, free, start)[1]


def _prove(
    statements: Sequence[Statement],
    numbers: Sequence[int],
    free: frozenset[Variable],
    start: Point | None,
) -> tuple[Point | None, frozenset[int] | None]:
    """Return a point of the statements, or the statements of a proven contradiction."""
    rows = [(i, row) for i in numbers for row in statements[i].rows]
    proof = decide([row for _, row in rows], free=free, start=start)
    if proof.multipliers is None:
        return proof.point, None
    return None, frozenset(rows[k][0] for k in proof.multipliers)


def _decide(
    statements: Sequence[Statement], numbers: list[int], free: frozenset[Variable]
) -> tuple[Point | None, frozenset[int] | None]:
    """Return a proven point or a proven conflict, led by a linear programme.

    The programme proposes: a point far from every bound, or a few rows that contradict each other.
    Only what fractions confirm counts, and where they do not, they decide.
    """
    rows = [(i, row) for i in numbers for row in statements[i].rows]
    if len(rows) <= 4:
        return _prove(statements, numbers, free, None)
    start, suspects = propose([row for _, row in rows], free)
    if start is not None and all(row.holds(start) for _, row in rows):
        return start, None
    if suspects:
        conflict = _exactly(statements, sorted({rows[k][0] for k in suspects}), free)
        if conflict is not None:
            return None, conflict
    return _prove(statements, numbers, free, start)


def propose(rows: Sequence[Row], free: frozenset[Variable]) -> tuple[Point | None, list[int]]:
    """Return the point that stays farthest inside all rows, and the rows that hold it back.

    Distances count in widths of the rows, so that a tonne of width a gramme is not overlooked
    beside the trade of a continent. Where the rows contradict each other, the point is the least
    bad one, and the rows that hold it back contain a contradiction.
    """
    from scipy.optimize import linprog

    columns = {v: k for k, v in enumerate(sorted({v for r in rows for v in r.form}, key=repr))}
    matrix, limits, owners = [], [], []
    for k, row in enumerate(rows):
        line = np.zeros(len(columns) + 1)
        scale = row_scale(row)
        for v, c in row.form.items():
            line[columns[v]] = float(c) / scale
        for sign, bound in ((-1.0, row.low), (1.0, row.high)):
            if bound is not None:
                signed = sign * line
                signed[-1] = 1.0
                matrix.append(signed)
                limits.append(sign * float(bound) / scale)
                owners.append(k)
    target = np.zeros(len(columns) + 1)
    target[-1] = -1.0
    bounds = [(None if v in free else 0, None) for v in columns] + [(None, 1)]
    answer = linprog(target, A_ub=np.array(matrix), b_ub=limits, bounds=bounds, method="highs")
    if answer.x is None:
        return None, []
    floats = answer.x[:-1].tolist()
    start = {
        v: Fraction(x) if v in free else max(Fraction(0), Fraction(x))
        for v, x in zip(columns, floats, strict=True)
    }
    if answer.x[-1] > 0:
        return start, []
    held = np.flatnonzero(np.abs(answer.ineqlin.marginals) > 1e-9)
    return start, sorted({owners[k] for k in held})


def row_scale(row: Row) -> float:
    """Return half the width of a row, or where it has none a small part of its size."""
    if row.scale:
        return row.scale
    if row.low is not None and row.high is not None and row.low < row.high:
        return float(row.high - row.low) / 2
    bound = row.low if row.low is not None else row.high
    return max(abs(float(bound or 0)), 1.0) * 1e-3
