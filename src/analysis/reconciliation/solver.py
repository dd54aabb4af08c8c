"""Decide with z3, exactly, which linear statements can hold together.

All numbers are fractions, so that nothing depends on a tolerance.
"""

from __future__ import annotations

import functools
import weakref
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence

import z3

from analysis.reconciliation.statements import Statement, Variable, components
from analysis.reconciliation.terms import Literals, Terms, core_of, holds, keep, tell, where

LARGE = 50
"""Of more statements, it is faster to build a solver of the few that are asked about."""
LATELY = 200
"""So many answers of a component are remembered, for they can be large."""


class Solver:
    """Statements as terms of z3, built once and asked often.

    Statements are named by their numbers in the sequence. What shares no unknown is solved apart.

    Parameters
    ----------
    free
        Unknowns that may be negative; all others are at least 0.
    context
        That of another solver, where many small ones are made: a new one takes time and memory.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.reconciliation.statements import Row
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 2, 4)]
    >>> solver = Solver(said)
    >>> solver.core([0, 1]), sorted(solver.conflict([0, 1, 2]))
    (None, [0, 2])
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        free: Collection[Variable] = (),
        context: z3.Context | None = None,
    ) -> None:
        self.statements = statements
        self.unknowns = [s.unknowns() for s in statements]
        self.components = components(statements)
        self.component_of = {i: k for k, group in enumerate(self.components) for i in group}
        self.terms = Terms(free, context)
        # Held as long as somebody asks about the same statements.
        self._parts: weakref.WeakKeyDictionary[frozenset[int], dict[Variable, tuple[int, ...]]] = (
            weakref.WeakKeyDictionary()
        )
        self._solvers: dict[int, tuple[z3.Solver, Literals]] = {}
        self._answers: dict[int, tuple[deque[frozenset[int]], deque[frozenset[int]]]] = defaultdict(
            lambda: (deque(maxlen=LATELY), deque(maxlen=LATELY))
        )
        self._can_hold: dict[int, bool] = {}
        self._fitting: dict[tuple[frozenset[int], tuple[int, ...]], frozenset[int]] = {}

    @property
    def context(self) -> z3.Context:
        """What z3 keeps the terms in."""
        return self.terms.context

    @functools.cached_property
    def _about(self) -> dict[Variable, list[int]]:
        """Unknown → the statements that speak of it."""
        about: dict[Variable, list[int]] = {}
        for i, unknowns in enumerate(self.unknowns):
            for v in unknowns:
                about.setdefault(v, []).append(i)
        return about

    def beside(self, numbers: Iterable[int], asked: Iterable[Variable]) -> tuple[int, ...]:
        """Return the statements that share unknowns with those asked for, or through others."""
        left = frozenset(numbers)
        parts = self._parts.setdefault(left, {})
        for v in asked:
            if v not in parts:
                seen, part = self._tied_to(v, left)
                parts |= dict.fromkeys(seen, part)
        found = {parts[v] for v in asked}
        return (
            found.pop() if len(found) == 1 else tuple(sorted({i for some in found for i in some}))
        )

    def _tied_to(
        self, v: Variable, numbers: Iterable[int]
    ) -> tuple[set[Variable], tuple[int, ...]]:
        """Return the unknowns tied to one, and the statements that tie them."""
        left, reached, seen = set(numbers), set[int](), {v}
        new = [v]
        while new:
            some = [i for i in self._about.get(new.pop(), ()) if i in left]
            left.difference_update(some)
            reached.update(some)
            for i in some:
                new += self.unknowns[i] - seen
                seen |= self.unknowns[i]
        return seen, tuple(sorted(reached))

    def nearest(self, number: int) -> list[int]:
        """Return the statements of a component, those that share an unknown with one first."""
        seen, found, left = set[Variable](), {number}, [number]
        for i in left:  # it grows on the way
            new = self.unknowns[i] - seen
            seen |= new
            some = {j for v in new for j in self._about[v]} - found
            found |= some
            left += sorted(some)
        return left

    def near(self, numbers: Iterable[int], asked: Collection[Variable]) -> frozenset[int]:
        """Return the statements that speak of an unknown asked for."""
        return frozenset(i for v in asked for i in self._about.get(v, ())).intersection(numbers)

    def core(self, numbers: Iterable[int]) -> frozenset[int] | None:
        """Return statements among some that cannot hold together, as a rule few, or None."""
        for k, some in self._apart(numbers):
            solver, literals = self._solver(k)
            if not holds(solver, *(literals[i] for i in some)):
                return core_of(solver, {i: literals[i] for i in some})
        return None

    def known_core(self, numbers: Iterable[int]) -> frozenset[int] | None:
        """Return any core among statements, or None, where z3 is only asked what does not follow.

        What is part of something possible is possible, and what has a core in it is not. Which core
        it is hangs on what was asked before; `core` is for those whose answers depend on it.
        """
        for k, some in self._apart(numbers):
            asked = frozenset(some)
            possible, cores = self._answers[k]
            if any(asked <= together for together in possible):
                continue
            if core := next((core for core in cores if core <= asked), None):
                return core
            if (core := self.core(some)) is not None:
                cores.append(core)
                return core
            possible.append(asked)
        return None

    def conflict(self, numbers: Iterable[int]) -> frozenset[int] | None:
        """Return a minimal conflict among statements, or None: what can be left out is left out.

        Identities are tried last: they hold anyway, so a conflict is minimal in what was said.
        """
        core = self.core(numbers)
        if core is None:
            return None
        few = sorted(core, key=lambda i: (self.statements[i].weight is None, i))
        if len(self.components[self.component_of[few[0]]]) > LARGE:
            alone = Solver([self.statements[i] for i in few], self.terms.free, self.context)
            return frozenset(few[k] for k in alone._smallest(range(len(few))))
        return self._smallest(few)

    def _smallest(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return what is left of a conflict once all is left out that can be, in order."""
        left = list(numbers)
        for i in tuple(left):
            smaller = self.core(j for j in left if j != i) if i in left else None
            if smaller is not None:
                left = [j for j in left if j in smaller]
        return frozenset(left)

    def first_conflict(self, numbers: Sequence[int]) -> frozenset[int] | None:
        """Return the minimal conflict whose last statement comes first, and so on back.

        It hangs on the order of the numbers alone, and not on what z3 finds first. Identities come
        before all others, for they hold anyway.

        Examples
        --------
        >>> from fractions import Fraction
        >>> from analysis.reconciliation.statements import Row
        >>> x = {"x": Fraction(1)}
        >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 4, 7)]
        >>> [sorted(Solver(said).first_conflict(some)) for some in ([0, 1, 2], [2, 1, 0])]
        [[0, 1], [1, 2]]
        """
        left = sorted(numbers, key=lambda i: self.statements[i].weight is not None)
        found: list[int] = []
        core = self.known_core(left)
        if core is None:
            return None
        while True:
            conflict, core = self._first_beyond(found, left, core)
            if not conflict:
                return frozenset(found)
            found.append(left[conflict - 1])

    def _first_beyond(
        self, together: Collection[int], left: Sequence[int], core: frozenset[int]
    ) -> tuple[int, frozenset[int]]:
        """Return how many of others make statements impossible, taken in turn, and a core of these.

        The core with all the others is known. Most often its last one is needed, so that this is
        asked first; else the place is found by halving.
        """
        place = {i: n for n, i in enumerate(left, 1) if i not in together}
        fits, conflict, step = 0, max(place.get(i, 0) for i in core), 1
        while fits < conflict:
            some = max((fits + conflict) // 2, conflict - step)
            smaller = self.known_core([*together, *left[:some]])
            if smaller is None:
                fits = some + 1
            else:
                core, conflict = smaller, max(place.get(i, 0) for i in smaller)
            step *= 2
        return conflict, core

    def can_hold(self, component: int) -> bool:
        """Say whether all statements of a component can hold together."""
        if component not in self._can_hold:
            self._can_hold[component] = self.known_core(self.components[component]) is None
        return self._can_hold[component]

    def as_many_as_fit(self, first: Iterable[int], then: Sequence[int]) -> frozenset[int]:
        """Return statements with as many others, in turn, as can hold together; none if none can.

        Examples
        --------
        >>> from fractions import Fraction
        >>> from analysis.reconciliation.statements import Row
        >>> x = {"x": Fraction(1)}
        >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 4, 2)]
        >>> sorted(Solver(said).as_many_as_fit([0], [1, 2]))
        [0, 2]
        """
        key = frozenset(first), tuple(then)
        if key not in self._fitting:
            self._fitting[key] = self._as_many_as_fit(*key)
        return self._fitting[key]

    def _as_many_as_fit(self, together: frozenset[int], left: Sequence[int]) -> frozenset[int]:
        while core := self.known_core(together.union(left)):
            conflict, _ = self._first_beyond(together, left, core)
            if not conflict:
                return frozenset()
            together |= set(left[: conflict - 1])
            left = left[conflict:]
        return together.union(left)

    def _apart(self, numbers: Iterable[int]) -> list[tuple[int, list[int]]]:
        """Return statements by component, in order."""
        apart: dict[int, list[int]] = {}
        for i in sorted(set(numbers)):
            apart.setdefault(self.component_of[i], []).append(i)
        return list(apart.items())

    def _solver(self, component: int) -> tuple[z3.Solver, Literals]:
        """Return the solver of a component, where a literal for each statement makes it hold."""
        if component not in self._solvers:
            numbers = self.components[component]
            solver = z3.SimpleSolver(ctx=self.context)
            tell(solver, *self.terms.signs(set().union(*(self.unknowns[i] for i in numbers))))
            literals = {i: z3.Bool(f"s{i}", self.context) for i in numbers}
            for i, literal in literals.items():
                conditions = self.terms.conditions(self.statements[i].rows)
                tell(solver, where(literal, conditions))
            keep(self._solvers, component, (solver, literals))
        return self._solvers[component]
