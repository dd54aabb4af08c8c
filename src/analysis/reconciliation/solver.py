"""Decide linear statements exactly, with z3: what can hold together, and what that leaves open.

All numbers are fractions, so that nothing depends on a tolerance.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

import z3

from analysis.reconciliation.statements import (
    Form,
    Point,
    Row,
    Statement,
    Variable,
    components,
    linked,
)

Exact = Fraction | float  # a float is an infinity and nothing else
Range = tuple[Exact, Exact]
NOTHING_KNOWN: Range = (-math.inf, math.inf)


class Solver:
    """Statements as terms of z3, built once and asked often.

    Statements are named by their numbers in the sequence. What shares no unknown is solved apart.

    Parameters
    ----------
    free
        Unknowns that may be negative; all others are at least 0.

    Examples
    --------
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 2, 4)]
    >>> solver = Solver(said)
    >>> solver.point([0, 1]), sorted(solver.conflict([0, 1, 2]))
    ({'x': Fraction(2, 1)}, [0, 2])
    >>> solver.extremes([1], {"x": Fraction(10)})
    (Fraction(20, 1), Fraction(30, 1))
    """

    def __init__(self, statements: Sequence[Statement], free: Collection[Variable] = ()) -> None:
        self.statements, self.free = statements, frozenset(free)
        self.unknowns = [s.unknowns() for s in statements]
        self.components = components(statements)
        self.component_of = {i: k for k, group in enumerate(self.components) for i in group}
        of_unknowns = ((v, k) for i, k in self.component_of.items() for v in self.unknowns[i])
        self._component_of_unknown = dict(of_unknowns)
        # A context of its own: what was solved before in a process leaves no trace.
        self.context = z3.Context()
        self.one = z3.Real("one", self.context)
        self._terms: dict[Variable, z3.ArithRef] = {}
        self._solvers: dict[int, tuple[z3.Solver, dict[int, z3.BoolRef]]] = {}
        self._scaled: dict[int, list[z3.BoolRef]] = {}
        self._ranges: dict[Hashable, Range] = {}

    def point(self, numbers: Iterable[int]) -> Point | None:
        """Return a point at which statements hold together, or None."""
        point: dict[Variable, Fraction] = {}
        for k, some in self._apart(numbers):
            solver, literals = self._solver(k)
            if not holds(solver, *(literals[i] for i in some)):
                return None
            model = solver.model()
            for v in set().union(*(self.unknowns[i] for i in some)):
                value = model.eval(self._terms[v], model_completion=True)
                point[v] = Fraction(value.as_string())
        return point

    def core(self, numbers: Iterable[int]) -> frozenset[int] | None:
        """Return statements among some that cannot hold together, as a rule few, or None."""
        for k, some in self._apart(numbers):
            solver, literals = self._solver(k)
            if not holds(solver, *(literals[i] for i in some)):
                core = {literal.get_id() for literal in solver.unsat_core()}
                return frozenset(i for i in some if literals[i].get_id() in core)
        return None

    def conflict(self, numbers: Iterable[int]) -> frozenset[int] | None:
        """Return a minimal conflict among statements, or None: what can be left out is left out.

        Identities are tried last: they hold anyway, so a conflict is minimal in what was said.
        """
        core = self.core(numbers)
        if core is None:
            return None
        left = sorted(core, key=lambda i: (self.statements[i].weight is None, i))
        for i in tuple(left):
            smaller = self.core(j for j in left if j != i) if i in left else None
            if smaller is not None:
                left = [j for j in left if j in smaller]
        return frozenset(left)

    def extremes(self, numbers: Iterable[int], top: Form, bottom: Form | None = None) -> Range:
        """Return the least and the greatest value of a sum, or of its ratio to another.

        Infinite where nothing bounds it, or where the statements cannot hold together. A ratio is
        bounded where its bottom is positive.
        """
        asked = {*top, *(bottom or ())}
        if not asked:
            return Fraction(0), Fraction(0)
        beside = tuple(self.beside(numbers, asked))
        key = beside, frozenset(top.items()), frozenset((bottom or {}).items())
        if key not in self._ranges:
            self._ranges[key] = self._extremes(beside, top, bottom)
        return self._ranges[key]

    def beside(self, numbers: Iterable[int], asked: Collection[Variable]) -> list[int]:
        """Return the statements that share unknowns with those asked for, or through others."""
        reached = {self._component_of_unknown.get(v) for v in asked}
        ordered = [i for i in sorted(numbers) if self.component_of[i] in reached]
        first, *_ = linked([asked, *(self.unknowns[i] for i in ordered)])
        return [ordered[k - 1] for k in first if k]

    def _apart(self, numbers: Iterable[int]) -> list[tuple[int, list[int]]]:
        """Return statements by component, in order."""
        apart: dict[int, list[int]] = {}
        for i in sorted(set(numbers)):
            apart.setdefault(self.component_of[i], []).append(i)
        return list(apart.items())

    def _solver(self, component: int) -> tuple[z3.Solver, dict[int, z3.BoolRef]]:
        """Return the solver of a component, where a literal for each statement makes it hold."""
        if component not in self._solvers:
            numbers = self.components[component]
            solver = z3.SimpleSolver(ctx=self.context)
            solver.add(*self._signs(set().union(*(self.unknowns[i] for i in numbers))))
            literals = {i: z3.Bool(f"s{i}", self.context) for i in numbers}
            for i, literal in literals.items():
                conditions = [c for row in self.statements[i].rows for c in self._conditions(row)]
                solver.add(z3.Implies(literal, z3.And(*conditions, self.context)))
            self._solvers[component] = solver, literals
        return self._solvers[component]

    def _extremes(self, numbers: Sequence[int], top: Form, bottom: Form | None) -> Range:
        """Return the extremes, by a linear programme in the unknowns divided by the bottom.

        So a ratio is linear too (Charnes and Cooper 1962); of a sum the bottom is 1. The bounds of
        rows are multiplied by one over the bottom, an unknown of its own.
        """
        programme = z3.Optimize(ctx=self.context)
        programme.set(priority="box")
        unknowns = {*top, *(bottom or ())}.union(*(self.unknowns[i] for i in numbers))
        programme.add(self.one >= 0, *self._signs(unknowns))
        for i in numbers:
            if i not in self._scaled:
                rows = self.statements[i].rows
                self._scaled[i] = [c for row in rows for c in self._conditions(row, self.one)]
            programme.add(*self._scaled[i])
        programme.add((self._form(bottom) if bottom else self.one) == 1)
        target = self._form(top)
        least, most = programme.minimize(target), programme.maximize(target)
        if not holds(programme):
            return NOTHING_KNOWN
        return _exact(programme.lower_values(least)), _exact(programme.upper_values(most))

    def _signs(self, unknowns: set[Variable]) -> list[z3.BoolRef]:
        """Return that the unknowns which are not free are at least 0."""
        return [self._form({v: Fraction(1)}) >= 0 for v in sorted(unknowns - self.free, key=repr)]

    def _conditions(self, row: Row, factor: z3.ArithRef | int = 1) -> Iterator[z3.BoolRef]:
        """Yield the conditions of a row, where its bounds are multiplied by a factor."""
        form = self._form(row.form)
        if row.low is not None:
            yield form >= self._number(row.low) * factor
        if row.high is not None:
            yield form <= self._number(row.high) * factor

    def _form(self, form: Form) -> z3.ArithRef:
        """Return a linear form as a term."""
        for v in form:
            if v not in self._terms:
                self._terms[v] = z3.Real(f"x{len(self._terms)}", self.context)
        terms = [
            self._terms[v] if c == 1 else self._number(c) * self._terms[v] for v, c in form.items()
        ]
        return z3.Sum(terms) if len(terms) != 1 else terms[0]

    def _number(self, x: Fraction) -> z3.RatNumRef:
        return z3.Q(x.numerator, x.denominator, self.context)


def holds(solver: z3.Solver | z3.Optimize, *assumptions: z3.BoolRef) -> bool:
    """Say whether what a z3 solver was told can be true; pass an interrupt on."""
    if assumptions:  # as `check` does it, but for turning each literal into a literal
        literals = (z3.Ast * len(assumptions))(*(literal.as_ast() for literal in assumptions))
        number = len(assumptions)
        told = z3.Z3_solver_check_assumptions(solver.ctx.ref(), solver.solver, number, literals)
        answer = z3.CheckSatResult(told)
    else:
        answer = solver.check()
    if answer == z3.unknown:
        reason = solver.reason_unknown()
        # z3 catches the signal of Ctrl-C while it works, and ends without an answer.
        if "interrupt" in reason or "cancel" in reason:
            raise KeyboardInterrupt
        raise RuntimeError(f"z3 gave no answer: {reason}")
    return bool(answer == z3.sat)


def _exact(value: Sequence[z3.ArithRef]) -> Exact:
    """Return an extreme as z3 gives it: a multiple of infinity, and a number."""
    infinity, finite, _ = (Fraction(part.as_string()) for part in value)
    return math.copysign(math.inf, infinity) if infinity else finite
