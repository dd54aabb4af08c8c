"""Write linear conditions as terms of z3, exactly."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

import z3

from analysis.reconciliation.statements import Form, Row, Variable

Literals = dict[int, z3.BoolRef]
K = TypeVar("K")
V = TypeVar("V")

SOLVERS = 32
"""So many are kept of a kind, one for each component: each takes more than a megabyte."""


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
        self._given = context
        self.unknown: dict[Variable, z3.ArithRef] = {}
        self._conditions: dict[tuple[int, int | None], tuple[Row, tuple[z3.BoolRef, ...]]] = {}
        self._numbers: dict[Fraction, z3.RatNumRef] = {}
        self._signs: dict[Variable, tuple[str, z3.BoolRef]] = {}

    @functools.cached_property
    def context(self) -> z3.Context:
        """What z3 keeps terms in; made where something is asked, which takes 4 milliseconds."""
        # A context of its own: what was solved before in a process leaves no trace.
        return self._given or z3.Context()

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
            # The row is kept beside its terms, so that no other row can have its identity.
            key = id(row), factor if factor is None else factor.get_id()
            if key not in self._conditions:
                self._conditions[key] = row, tuple(self._of_row(row, factor))
            yield from self._conditions[key][1]

    def _of_row(self, row: Row, factor: z3.ArithRef | None) -> Iterator[z3.BoolRef]:
        form, context = self.form(row.form), self.context
        for make, bound in ((z3.Z3_mk_ge, row.low), (z3.Z3_mk_le, row.high)):
            if bound is not None:
                other = self.number(bound) if factor is None else self.number(bound) * factor
                yield z3.BoolRef(make(context.ref(), form.as_ast(), other.as_ast()), context)

    def form(self, form: Form) -> z3.ArithRef:
        """Return a linear form as a term."""
        # Made without the checks and conversions of z3's operators, which take most of the time.
        context, terms = self.context, []
        for v, c in form.items():
            if v not in self.unknown:
                self.unknown[v] = z3.Real(f"x{len(self.unknown)}", context)
            term = self.unknown[v]
            if c != 1:
                factors = (z3.Ast * 2)(self.number(c).as_ast(), term.as_ast())
                term = z3.ArithRef(z3.Z3_mk_mul(context.ref(), 2, factors), context)
            terms.append(term)
        if len(terms) < 2:
            return terms[0] if terms else self.number(Fraction(0))
        summands = (z3.Ast * len(terms))(*(term.as_ast() for term in terms))
        return z3.ArithRef(z3.Z3_mk_add(context.ref(), len(terms), summands), context)

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
        # z3 catches the signal of Ctrl-C while it works, and ends without an answer; where it
        # optimizes, it then gives no reason. Nothing else leaves linear conditions open.
        silent = reason in ("unknown", "no reason given")
        if silent or "interrupt" in reason or "cancel" in reason:
            raise KeyboardInterrupt
        raise RuntimeError(f"z3 gave no answer: {reason}")
    return bool(answer == z3.sat)


def tell(solver: z3.Solver | z3.Optimize, *conditions: z3.BoolRef) -> None:
    """Add conditions to a z3 solver, as its `add` does but for turning each into a condition.

    Examples
    --------
    >>> solver, x = z3.SimpleSolver(), z3.Real("x")
    >>> tell(solver, x > 2, x < 1)
    >>> holds(solver)
    False
    """
    context = solver.ctx.ref()
    for condition in conditions:
        if isinstance(solver, z3.Optimize):
            z3.Z3_optimize_assert(context, solver.optimize, condition.as_ast())
        else:
            z3.Z3_solver_assert(context, solver.solver, condition.as_ast())


def keep(solvers: dict[K, V], name: K, solver: V) -> None:
    """Keep a solver to be asked again; of too many, the one that was made first goes.

    Examples
    --------
    >>> solvers = dict.fromkeys(range(SOLVERS), "old")
    >>> keep(solvers, "new", "new")
    >>> len(solvers) == SOLVERS, 0 in solvers, solvers["new"]
    (True, False, 'new')
    """
    while len(solvers) >= SOLVERS and name not in solvers:
        del solvers[next(iter(solvers))]
    solvers[name] = solver


@contextlib.contextmanager
def pushed(solver: z3.Solver) -> Iterator[None]:
    """Take back what a z3 solver is told inside, also where it is interrupted.

    Examples
    --------
    >>> solver, x = z3.SimpleSolver(), z3.Real("x")
    >>> with pushed(solver):
    ...     tell(solver, x > 2)
    >>> holds(solver, x < 1)
    True
    """
    solver.push()
    try:
        yield
    finally:
        solver.pop()


def where(literal: z3.BoolRef, conditions: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """Return that conditions hold where a literal does.

    Examples
    --------
    >>> x = z3.Real("x")
    >>> where(z3.Bool("s"), [x > 1, x < 2])
    Implies(s, And(x > 1, x < 2))
    """
    context, all_ = literal.ctx, [condition.as_ast() for condition in conditions]
    both = z3.Z3_mk_and(context.ref(), len(all_), (z3.Ast * len(all_))(*all_))
    # Held until it is part of another term: what nobody holds may be cleared away.
    held = z3.BoolRef(both, context)
    return z3.BoolRef(z3.Z3_mk_implies(context.ref(), literal.as_ast(), held.as_ast()), context)


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
