"""Write linear conditions as terms of z3, exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

import z3

from analysis.reconciliation.statements import Form, Row, Variable

Literals = dict[int, z3.BoolRef]


class Terms:
    """The unknowns and conditions of statements as terms of z3, each built once.

    Parameters
    ----------
    free
        Unknowns that may be negative; all others are at least 0.
    context
        That of other terms, where many small solvers are made: a new one takes time and memory.

    Examples
    --------
    >>> terms = Terms(free={"y"})
    >>> terms.form({"x": Fraction(1), "y": Fraction(1, 2)}), terms.signs({"x", "y"})
    (x0 + 1/2*x1, [x0 >= 0])
    """

    def __init__(self, free: Collection[Variable] = (), context: z3.Context | None = None) -> None:
        self.free = frozenset(free)
        # A context of its own: what was solved before in a process leaves no trace.
        self.context = context or z3.Context()
        self.unknown: dict[Variable, z3.ArithRef] = {}
        self._numbers: dict[Fraction, z3.RatNumRef] = {}
        self._signs: dict[Variable, tuple[str, z3.BoolRef]] = {}

    def signs(self, unknowns: Iterable[Variable]) -> list[z3.BoolRef]:
        """Return that the unknowns which are not free are at least 0, in a fixed order."""
        bound = set(unknowns) - self.free
        # Terms are made in order too, for what z3 finds first depends on it.
        for v in sorted((v for v in bound if v not in self._signs), key=repr):
            self._signs[v] = repr(v), self.form({v: Fraction(1)}) >= 0
        return [sign for _, sign in sorted((self._signs[v] for v in bound), key=lambda x: x[0])]

    def conditions(
        self, rows: Iterable[Row], factor: z3.ArithRef | None = None
    ) -> Iterator[z3.BoolRef]:
        """Yield the conditions of rows, where their bounds are multiplied by a factor."""
        for row in rows:
            form = self.form(row.form)
            if row.low is not None:
                yield form >= self._bound(row.low, factor)
            if row.high is not None:
                yield form <= self._bound(row.high, factor)

    def form(self, form: Form) -> z3.ArithRef:
        """Return a linear form as a term."""
        for v in form:
            if v not in self.unknown:
                self.unknown[v] = z3.Real(f"x{len(self.unknown)}", self.context)
        terms = [
            self.unknown[v] if c == 1 else self.number(c) * self.unknown[v] for v, c in form.items()
        ]
        return z3.Sum(terms) if len(terms) != 1 else terms[0]

    def _bound(self, x: Fraction, factor: z3.ArithRef | None) -> z3.ArithRef:
        return self.number(x) if factor is None else self.number(x) * factor

    def number(self, x: Fraction) -> z3.RatNumRef:
        """Return an exact number."""
        if x not in self._numbers:
            self._numbers[x] = z3.RealVal(f"{x.numerator}/{x.denominator}", self.context)
        return self._numbers[x]


def holds(solver: z3.Solver | z3.Optimize, *assumptions: z3.BoolRef) -> bool:
    """Say whether what a z3 solver was told can be true; pass an interrupt on.

    Examples
    --------
    >>> solver, x = z3.SimpleSolver(), z3.Real("x")
    >>> solver.add(x > 2)
    >>> holds(solver), holds(solver, x < 1)
    (True, False)
    """
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


def core_of(solver: z3.Solver, literals: Literals) -> frozenset[int]:
    """Return the statements that z3 used in its last proof that something cannot hold.

    Examples
    --------
    >>> solver = z3.SimpleSolver()
    >>> literals = {i: z3.Bool(f"s{i}") for i in range(3)}
    >>> solver.add(z3.Not(z3.And(literals[0], literals[2])))
    >>> holds(solver, *literals.values()), sorted(core_of(solver, literals))
    (False, [0, 2])
    """
    used = {literal.get_id() for literal in solver.unsat_core()}
    return frozenset(i for i, literal in literals.items() if literal.get_id() in used)
