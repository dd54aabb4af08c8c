"""Find the least and the greatest value that kept statements leave to a sum or a ratio."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Sequence
from fractions import Fraction

import numpy as np

from analysis.reconciliation.feasibility import Statement, linked, row_scale
from analysis.reconciliation.rational import Form, Variable

Range = tuple[float, float]


class Kept:
    """Statements that hold together, ready to be asked what they leave to others.

    Examples
    --------
    >>> from analysis.reconciliation.rational import Row
    >>> x = {"x": Fraction(1)}
    >>> Kept([Statement("x", (Row(x, Fraction(2), Fraction(3)),))], [0]).extremes(x)
    (2.0, 3.0)
    """

    def __init__(self, statements: Sequence[Statement], numbers: Collection[int]) -> None:
        self.statements = statements
        self.numbers = sorted(numbers)
        uses = [{v for row in statements[i].rows for v in row.form} for i in self.numbers]
        self.group_of: dict[Variable, int] = {}
        self.groups = [[self.numbers[k] for k in group] for group in linked(uses)]
        for k, group in enumerate(linked(uses)):
            for j in group:
                self.group_of |= dict.fromkeys(uses[j], k)
        self.programmes: dict[Hashable, _Programme] = {}

    def beside(self, number: int, asked: Collection[Variable]) -> list[int]:
        """Return the other statements that share unknowns, directly or through others."""
        groups = {self.group_of[v] for v in asked if v in self.group_of}
        return [i for k in groups for i in self.groups[k] if i != number]

    def extremes(
        self, top: Form, bottom: Form | None = None, without: Collection[int] = ()
    ) -> Range:
        """Return the least and greatest value of a sum, or of its ratio to another.

        Infinite where nothing bounds it; a ratio is bounded by what is known where its bottom is
        positive. The statements ``without`` are left aside.
        """
        return self.extreme(top, bottom, without, -1), self.extreme(top, bottom, without, 1)

    def extreme(self, top: Form, bottom: Form | None, without: Collection[int], sign: int) -> float:
        """Return the least (sign -1) or the greatest (sign 1) value of a sum or a ratio."""
        asked = {*top, *(bottom or ())}
        if not asked:
            return 0.0
        groups = sorted({self.group_of[v] for v in asked if v in self.group_of})
        key = (*groups, frozenset(without), frozenset(asked))
        if key not in self.programmes:
            numbers = [i for k in groups for i in self.groups[k] if i not in without]
            if not numbers:
                return self._untouched(top, bottom or {}, sign)
            if len(numbers) == 1 and not bottom:
                (row, *more) = self.statements[numbers[0]].rows
                if not more and row.form == top and min(top.values()) > 0:
                    return max(0.0, _float(row.low, -1)) if sign < 0 else _float(row.high, 1)
            self.programmes[key] = _Programme(self.statements, numbers, asked)
        return self.programmes[key].extreme(top, bottom or {}, sign)

    @staticmethod
    def _untouched(top: Form, bottom: Form, sign: int) -> float:
        """Return the extreme of a sum or ratio of unknowns on which nothing is said."""
        positive = min(top.values()) > 0
        if sign > 0 and bottom and set(top) <= set(bottom):
            return max(float(c / bottom[v]) for v, c in top.items())
        if sign < 0 and positive:
            return min(float(top.get(v, 0) / c) for v, c in bottom.items()) if bottom else 0.0
        return sign * math.inf


class _Programme:
    """The rows of some statements as a matrix, scaled so that each row is about as wide as 1."""

    def __init__(
        self, statements: Sequence[Statement], numbers: Sequence[int], asked: Collection[Variable]
    ) -> None:
        rows = [row for i in numbers for row in statements[i].rows]
        variables = sorted({v for row in rows for v in row.form} | set(asked), key=repr)
        self.columns = {v: k for k, v in enumerate(variables)}
        scales = np.array([row_scale(row) for row in rows])
        self.matrix = np.array([self._vector(row.form) for row in rows]) / scales[:, None]
        self.low = np.array([_float(row.low, -1) for row in rows]) / scales
        self.high = np.array([_float(row.high, 1) for row in rows]) / scales

    def _vector(self, form: Form) -> np.ndarray:
        vector = np.zeros(len(self.columns))
        for v, c in form.items():
            vector[self.columns[v]] = float(c)
        return vector

    def extreme(self, top: Form, bottom: Form, sign: int) -> float:
        """Return the least or greatest value of top, or of top / bottom."""
        target = -sign * self._vector(top)
        if not bottom:
            return _optimum(target, sign, self.matrix, self.low, self.high)
        # A ratio is linear in the unknowns divided by its bottom (Charnes and Cooper 1962).
        size = self._typical()
        bounded = [(-1.0, self.low), (1.0, self.high)]
        lines = [
            np.column_stack([sign * self.matrix, -sign * ends])[np.isfinite(ends)]
            for sign, ends in bounded
        ]
        lines.append(np.append(self._vector(bottom), 0.0).reshape(1, -1))
        matrix = np.vstack(lines)
        high = np.append(np.zeros(len(matrix) - 1), size)
        low = np.append(np.full(len(matrix) - 1, -np.inf), size)
        return _optimum(np.append(target, 0.0) / size, sign, matrix, low, high)

    def _typical(self) -> float:
        """Return about how large levels are here, so that numbers stay near 1."""
        ends = np.concatenate([self.low, self.high])
        most = np.tile(np.abs(self.matrix).max(axis=1), 2)
        sizes = (
            np.abs(ends[np.isfinite(ends) & (ends != 0)]) / most[np.isfinite(ends) & (ends != 0)]
        )
        return float(np.median(sizes)) if len(sizes) else 1.0


def _float(x: Fraction | None, sign: int) -> float:
    return sign * math.inf if x is None else float(x)


def _optimum(
    target: np.ndarray, sign: int, matrix: np.ndarray, low: np.ndarray, high: np.ndarray
) -> float:
    """Return the optimum of a feasible programme, infinite where it is unbounded."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = LinearConstraint(matrix, low, high)
    # The solver's tolerance on the objective is absolute: an objective that is small beside the
    # rows would make it stop at the first point and call an unbounded programme solved.
    size = max(1.0, np.abs(matrix).max()) / np.abs(target).max()
    target = target * size
    # Without unknowns of whole numbers this is a linear programme.
    answer = milp(target, constraints=rows, bounds=Bounds(0, np.inf))
    if answer.status == 4:
        options = {"presolve": False}
        answer = milp(target, constraints=rows, bounds=Bounds(0, np.inf), options=options)
    return -sign * answer.fun / size if answer.status == 0 else sign * math.inf
