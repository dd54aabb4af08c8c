"""Decide exactly, in fractions, whether linear inequalities can hold together.

This is the simplex method on bounds of Dutertre and de Moura ("A fast linear-arithmetic solver for
DPLL(T)", 2006) with Bland's rule: it ends after finitely many steps, from any start, with a point
that satisfies every row or with multipliers that prove that none does. A start near the answer, as
a solver in floating point gives it, leaves it next to nothing to do.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

Variable = Hashable
Form = Mapping[Variable, Fraction]


@dataclasses.dataclass(frozen=True)
class Row:
    """One linear condition: ``low <= form <= high``, where None is no bound.

    ``scale`` is what counts as far inside it, for a solver in floating point; it decides nothing.

    Examples
    --------
    >>> Row({"x": Fraction(1)}, Fraction(2), None).holds({"x": Fraction(3)})
    True
    """

    form: Form
    low: Fraction | None
    high: Fraction | None
    scale: float | None = None

    def holds(self, point: Mapping[Variable, Fraction]) -> bool:
        """Say whether a point satisfies the row."""
        value = evaluate(self.form, point)
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


@dataclasses.dataclass(frozen=True)
class Proof:
    """Either a point that satisfies all rows, or multipliers of rows that contradict each other.

    A positive multiplier belongs to the low bound of its row, a negative one to the high bound. In
    the sum of the rows so multiplied, no variable can make up for the bounds.
    """

    point: dict[Variable, Fraction] | None
    multipliers: dict[int, Fraction] | None


def evaluate(form: Form, point: Mapping[Variable, Fraction]) -> Fraction:
    """Return the value of a linear form at a point, where a missing variable is 0.

    Examples
    --------
    >>> evaluate({"x": Fraction(2), "y": Fraction(1)}, {"x": Fraction(3)})
    Fraction(6, 1)
    """
    return sum((c * point[v] for v, c in form.items() if v in point), Fraction(0))


def decide(
    rows: Sequence[Row],
    *,
    free: Iterable[Variable] = (),
    start: Mapping[Variable, Fraction] | None = None,
) -> Proof:
    """Return a point that satisfies all rows, or multipliers which prove that there is none.

    Parameters
    ----------
    rows
        The conditions. Every variable is at least 0 unless it is ``free``.
    start
        A point to start from; any will do.

    Examples
    --------
    >>> x = {"x": Fraction(1)}
    >>> decide([Row(x, Fraction(2), None), Row(x, None, Fraction(1))]).multipliers
    {0: Fraction(1, 1), 1: Fraction(-1, 1)}
    >>> decide([Row(x, Fraction(2), None), Row(x, None, Fraction(2))]).point
    {'x': Fraction(2, 1)}
    """
    tableau = _Tableau(rows, frozenset(free), start or {})
    multipliers = tableau.settle()
    return Proof(None if multipliers is not None else tableau.point(), multipliers)


def proves(
    rows: Sequence[Row], multipliers: Mapping[int, Fraction], free: Iterable[Variable] = ()
) -> bool:
    """Say whether multipliers prove that the rows contradict each other.

    The sum of the rows, each times its multiplier, must leave no variable with which to reach the
    sum of the bounds: a coefficient of at most 0 (exactly 0 for a free variable), and more than 0
    on the side of the bounds.

    Examples
    --------
    >>> rows = [Row({"x": Fraction(1)}, None, Fraction(-1))]
    >>> proves(rows, {0: Fraction(-1)}), proves(rows, {0: Fraction(-1)}, free=["x"])
    (True, False)
    """
    total: dict[Variable, Fraction] = {}
    bound = Fraction(0)
    for i, multiplier in multipliers.items():
        limit = rows[i].low if multiplier > 0 else rows[i].high
        if limit is None:
            return False
        bound += multiplier * limit
        for variable, coefficient in rows[i].form.items():
            total[variable] = total.get(variable, Fraction(0)) + multiplier * coefficient
    unbounded = set(free)
    closed = all(c == 0 if v in unbounded else c <= 0 for v, c in total.items())
    return closed and bound > 0


class _Tableau:
    """Rows solved for their own values, in terms of as many independent values."""

    def __init__(
        self, rows: Sequence[Row], free: frozenset[Variable], start: Mapping[Variable, Fraction]
    ) -> None:
        variables = sorted({v for row in rows for v in row.form}, key=repr)
        number = {v: i for i, v in enumerate(variables)}
        self.variables, self.n = variables, len(variables)
        self.low: list[Fraction | None] = [None if v in free else Fraction(0) for v in variables]
        self.high: list[Fraction | None] = [None] * self.n
        self.low += [row.low for row in rows]
        self.high += [row.high for row in rows]
        self.value = [
            x if low is None or x >= low else low
            for x, low in zip(
                (start.get(v, Fraction(0)) for v in variables), self.low[: self.n], strict=True
            )
        ]
        self.rows: dict[int, dict[int, Fraction]] = {}
        for i, row in enumerate(rows):
            self.rows[self.n + i] = {number[v]: c for v, c in row.form.items() if c}
            self.value.append(
                sum((c * self.value[number[v]] for v, c in row.form.items()), Fraction(0))
            )

    def point(self) -> dict[Variable, Fraction]:
        """Return the values of the variables."""
        return dict(zip(self.variables, self.value, strict=False))

    def settle(self) -> dict[int, Fraction] | None:
        """Move until every bound holds (None), or return the multipliers of a contradiction."""
        while True:
            wrong = self._first_violated()
            if wrong is None:
                return None
            low, high = self.low[wrong], self.high[wrong]
            too_low = low is not None and self.value[wrong] < low
            target = low if too_low else high
            assert target is not None  # the bound that is broken
            helper = self._helper(wrong, upwards=too_low)
            if helper is None:
                return self._multipliers(wrong, upwards=too_low)
            self._pivot(wrong, helper, target)

    def _first_violated(self) -> int | None:
        """Return the first dependent value that breaks a bound (Bland's rule)."""
        for i in sorted(self.rows):
            value, low, high = self.value[i], self.low[i], self.high[i]
            if (low is not None and value < low) or (high is not None and value > high):
                return i
        return None

    def _helper(self, row: int, *, upwards: bool) -> int | None:
        """Return the first independent value that can still move a dependent one."""
        for j in sorted(self.rows[row]):
            up = (self.rows[row][j] > 0) == upwards
            bound = self.high[j] if up else self.low[j]
            if bound is None or (self.value[j] < bound if up else self.value[j] > bound):
                return j
        return None

    def _multipliers(self, row: int, *, upwards: bool) -> dict[int, Fraction]:
        """Return the multipliers of the rows, where nothing can move a violated one."""
        sign = 1 if upwards else -1
        found = {row: Fraction(sign)}
        found |= {j: -sign * c for j, c in self.rows[row].items()}
        return {j - self.n: c for j, c in sorted(found.items()) if j >= self.n}

    def _pivot(self, row: int, column: int, target: Fraction) -> None:
        """Set a dependent value to its target, and let an independent one depend on it."""
        line = self.rows.pop(row)
        coefficient = line.pop(column)
        step = (target - self.value[row]) / coefficient
        self.value[row] = target
        self.value[column] += step
        solved = {j: -c / coefficient for j, c in line.items()} | {row: 1 / coefficient}
        for i, other in self.rows.items():
            factor = other.pop(column, None)
            if factor is None:
                continue
            self.value[i] += factor * step
            for j, c in solved.items():
                total = other.get(j, 0) + factor * c
                if total:
                    other[j] = total
                else:
                    other.pop(j, None)
        self.rows[column] = solved
