"""Say how small and how large a sum or ratio of unknowns can be, exactly, by linear programmes."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from fractions import Fraction

import z3

from analysis.reconciliation.solver import LARGE, Solver
from analysis.reconciliation.statements import Exact, Form, Row, Variable
from analysis.reconciliation.terms import Literals, core_of, holds, keep, pushed, tell, where

Range = tuple[Exact, Exact]
Key = tuple[tuple[int, ...], frozenset[object], frozenset[object]]
NOTHING_KNOWN: Range = (-math.inf, math.inf)
MOST_AT_ONCE = 60
"""Of how many statements a programme is solved at once; of more, z3 takes long."""


class Extremes:
    """What statements leave open to sums and ratios of their unknowns.

    Statements are named by their numbers in the solver. A ratio is given as the sum at its top and
    the one at its bottom, which is positive.

    Parameters
    ----------
    ties
        Gives what holds of an unknown that is asked for, whatever is said.

    Examples
    --------
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x, y = {"x": Fraction(1)}, {"y": Fraction(1)}
    >>> said = [Statement(n, (Row(n, Fraction(2), Fraction(4)),)) for n in (x, y)]
    >>> extremes = Extremes(Solver(said))
    >>> extremes.of([0, 1], {"x": Fraction(10)}), extremes.of([0, 1], x, y)
    ((Fraction(20, 1), Fraction(40, 1)), (Fraction(1, 2), Fraction(2, 1)))
    """

    def __init__(
        self, solver: Solver, ties: Callable[[Variable], Sequence[Row]] = lambda _: ()
    ) -> None:
        self.solver, self.terms, self.ties = solver, solver.terms, ties
        self.one = z3.Real("one", solver.context)
        self._solvers: dict[Hashable, tuple[z3.Solver, Literals]] = {}
        self._known: dict[Key, Range] = {}
        self._all_hold: dict[Hashable, tuple[frozenset[int], z3.Solver]] = {}

    def of(self, numbers: Iterable[int], top: Form, bottom: Form | None = None) -> Range:
        """Return the least and the greatest value of a sum, or of its ratio to another.

        Infinite where nothing bounds it, or where the statements cannot hold together.
        """
        if not {*top, *(bottom or ())}:
            return Fraction(0), Fraction(0)
        beside = self.solver.beside(numbers, self.asked(top, bottom))
        key = _key(beside, top, bottom)
        if key not in self._known:
            self._known[key] = self._widened(beside, top, bottom)
        return self._known[key]

    def learn(self, numbers: Collection[int], sums: Iterable[Form]) -> None:
        """Find the extremes of sums for `of`, in one programme where they share statements.

        Examples
        --------
        >>> from analysis.reconciliation.statements import Row, Statement
        >>> x = {"x": Fraction(1)}
        >>> extremes = Extremes(Solver([Statement("x", (Row(x, Fraction(2), Fraction(3)),))]))
        >>> extremes.learn([0], [x, {"x": Fraction(2)}])
        >>> extremes.of([0], {"x": Fraction(2)})
        (Fraction(4, 1), Fraction(6, 1))
        """
        together: dict[tuple[int, ...], dict[Key, Form]] = {}
        for top in sums:
            beside = self.solver.beside(numbers, self.asked(top, None))
            if len(beside) <= MOST_AT_ONCE:
                together.setdefault(beside, {})[_key(beside, top, None)] = top
        for beside, some in together.items():
            left = {key: top for key, top in some.items() if key not in self._known}
            ends = self._programme(beside, list(left.values()), None) if left else None
            self._known |= dict(zip(left, ends or [NOTHING_KNOWN] * len(left), strict=True))

    def bounds(
        self, numbers: Iterable[int], top: Form, bottom: Form | None, least: Exact, most: Exact
    ) -> bool:
        """Say whether statements, which can hold together, leave less than from least to most.

        Examples
        --------
        >>> from analysis.reconciliation.statements import Row, Statement
        >>> x = {"x": Fraction(1)}
        >>> extremes = Extremes(Solver([Statement("x", (Row(x, Fraction(2), None),))]))
        >>> [extremes.bounds([0], x, None, Fraction(n), math.inf) for n in (1, 2)]
        [True, False]
        """
        beside = self.solver.beside(numbers, self.asked(top, bottom))
        ends = ((least, -1), (most, 1))
        return bool(beside) and any(
            self._forbidding(beside, top, bottom, end, sign) is not None for end, sign in ends
        )

    def asked(self, top: Form, bottom: Form | None) -> set[Variable]:
        """Return the unknowns of sums, and those to which they are tied."""
        tied = (v for row in self.tied(top, bottom) for v in row.form)
        return {*top, *(bottom or ()), *tied}

    def tied(self, top: Form, bottom: Form | None) -> list[Row]:
        """Return what holds of the unknowns of sums, whatever is said."""
        return [row for v in {**top, **(bottom or {})} for row in self.ties(v)]

    def _widened(self, numbers: Sequence[int], top: Form, bottom: Form | None) -> Range:
        """Return the extremes under statements, of which few are taken at first.

        All are asked whether they reach what the few leave open. Where they do not, those that
        forbid it join the few.
        """
        few = frozenset(numbers)
        if len(numbers) > MOST_AT_ONCE:
            few = self.solver.near(numbers, self.asked(top, bottom))
        while True:
            found = self._programme(sorted(few), [top], bottom)
            if found is None:
                return NOTHING_KNOWN
            (ends,) = found
            if len(few) == len(numbers):
                return ends
            low, high = ends
            at_ends = ((low, -1), (high, 1))
            forbid = [self._forbidding(numbers, top, bottom, *end) for end in at_ends]
            new = frozenset().union(*(some for some in forbid if some)) - few
            if not new:
                return ends
            few |= new

    def _programme(
        self, numbers: Sequence[int], tops: Sequence[Form], bottom: Form | None
    ) -> list[Range] | None:
        """Return the extremes, by a linear programme in the unknowns divided by the bottom.

        So ratios are linear too (Charnes and Cooper 1962); of sums the bottom is 1. The bounds of
        rows are multiplied by one over the bottom, an unknown of its own.
        """
        programme = z3.Optimize(ctx=self.solver.context)
        programme.set(priority="box")
        programme.set("arith.solver", 2)  # the faster one for programmes as small as these
        asked = set[Variable]().union(*(self.asked(top, bottom) for top in tops))
        unknowns = asked.union(*(self.solver.unknowns[i] for i in numbers))
        tell(programme, self.one >= 0, *self.terms.signs(unknowns))
        said = [c for top in tops for c in self.terms.conditions(self.tied(top, bottom), self.one)]
        for i in numbers:
            said += self._said(i, scaled=True)
        tell(programme, *{condition.get_id(): condition for condition in said}.values())
        tell(programme, (self.terms.form(bottom) if bottom else self.one) == 1)
        targets = [self.terms.form(top) for top in tops]
        ends = [(programme.minimize(target), programme.maximize(target)) for target in targets]
        if not holds(programme):
            return None
        return [
            (_exact(programme.lower_values(low)), _exact(programme.upper_values(high)))
            for low, high in ends
        ]

    def _forbidding(
        self, numbers: Sequence[int], top: Form, bottom: Form | None, end: Exact, sign: int
    ) -> frozenset[int] | None:
        """Return statements which forbid that a sum or ratio goes as far as an end.

        None where it does; none of the statements where it never does.
        """
        scaled = bool(bottom) or isinstance(end, float)
        if len(numbers) > MOST_AT_ONCE:
            quick = isinstance(end, float)
            asked = self._at_end(top, bottom, end, sign, scaled=quick)
            if self._allow(numbers, asked, scaled=quick):
                return None
        asked = self._at_end(top, bottom, end, sign, scaled=scaled)
        if len(numbers) > MOST_AT_ONCE:
            return self._nearest_that_forbid(numbers, self.asked(top, bottom), asked, scaled)
        solver, literals = self.with_literals(numbers, scaled=scaled)
        with pushed(solver):
            tell(solver, *asked)
            reached = holds(solver, *(literals[i] for i in numbers))
            return None if reached else core_of(solver, literals)

    def _at_end(
        self, top: Form, bottom: Form | None, end: Exact, sign: int, *, scaled: bool
    ) -> Iterator[z3.BoolRef]:
        """Yield that a sum or ratio goes as far as an end, and what holds of its unknowns.

        A ratio that only comes as near as one likes goes as far where it is scaled, and else not.
        """
        yield from self.terms.signs(self.asked(top, bottom))
        yield from self.terms.conditions(self.tied(top, bottom), self.one if scaled else None)
        target = self.terms.form(top)
        whole = self.terms.form(bottom) if bottom else self.one
        if isinstance(end, float):  # a direction in which it grows for ever
            yield whole == 0  # the bottom does not grow in it
            yield target == sign
        elif scaled or not bottom:
            yield whole == 1
            yield target * sign >= self.terms.number(end * sign)
        else:
            yield whole > 0
            yield (target - whole * self.terms.number(end)) * sign >= 0

    def _allow(self, numbers: Sequence[int], asked: Iterable[z3.BoolRef], *, scaled: bool) -> bool:
        """Say whether what is asked can hold with many statements, and others asked before.

        From the point that it found last, and without a literal for each statement, z3 takes a
        hundredth of the time. The statements asked first stay; the few that are new come and go.
        """
        component = frozenset(self.solver.component_of[i] for i in numbers)
        known, solver = self._all_hold.get((component, scaled), (frozenset(), None))
        new = [i for i in numbers if i not in known]
        if solver is None or len(new) > LARGE:
            solver, _ = self._built((), scaled=scaled)
            tell(solver, *self._conditions(numbers, scaled=scaled))
            keep(self._all_hold, (component, scaled), (frozenset(numbers), solver))
            new = []
        holds(solver)  # without this, the next answer takes ten times as long
        with pushed(solver):
            tell(solver, *self._conditions(new, scaled=scaled), *asked)
            return holds(solver)

    def _nearest_that_forbid(
        self, numbers: Sequence[int], new: set[Variable], asked: Iterable[z3.BoolRef], scaled: bool
    ) -> frozenset[int] | None:
        """Return the nearest statements which forbid what is asked of unknowns, if any do."""
        solver, literals = self._built((), scaled=scaled)
        tell(solver, *asked)
        seen = new
        while some := self.solver.near(numbers, new) - literals.keys():
            self._tell(solver, literals, sorted(some), scaled=scaled)
            if not holds(solver, *literals.values()):
                return core_of(solver, literals)
            new = set[Variable]().union(*(self.solver.unknowns[i] for i in some)) - seen
            seen = seen | new
        return None

    def with_literals(self, numbers: Sequence[int], *, scaled: bool) -> tuple[z3.Solver, Literals]:
        """Return a solver of the components of statements, with a literal for each of these.

        Of large components it has few statements alone, where it is few that are asked for.

        Where it is ``scaled``, the unknowns are divided by the bottom of a ratio. It is not the
        one that finds conflicts, so that these do not depend on what was asked before.
        """
        components = frozenset(self.solver.component_of[i] for i in numbers)
        some = [i for k in sorted(components) for i in self.solver.components[k]]
        if len(some) > LARGE > 2 * len(numbers):
            return self._built(numbers, scaled=scaled)
        if (components, scaled) not in self._solvers:
            keep(self._solvers, (components, scaled), self._built(some, scaled=scaled))
        return self._solvers[components, scaled]

    def _built(self, numbers: Iterable[int], *, scaled: bool) -> tuple[z3.Solver, Literals]:
        """Return a solver of statements, with a literal for each."""
        solver = z3.SimpleSolver(ctx=self.solver.context)
        # Bounds that follow from others are of no use where most checks find a point.
        solver.set("arith.propagation_mode", 0)
        tell(solver, self.one >= 0)
        literals: Literals = {}
        self._tell(solver, literals, numbers, scaled=scaled)
        return solver, literals

    def _tell(
        self, solver: z3.Solver, literals: Literals, numbers: Iterable[int], *, scaled: bool
    ) -> None:
        """Tell a solver of statements, with a new literal for each."""
        for i in numbers:
            tell(solver, *self.terms.signs(self.solver.unknowns[i]))
            literals[i] = z3.Bool(f"s{i}", self.solver.context)
            tell(solver, where(literals[i], self._said(i, scaled=scaled)))

    def _conditions(self, numbers: Iterable[int], *, scaled: bool) -> Iterator[z3.BoolRef]:
        """Yield what holds where statements do."""
        for i in numbers:
            yield from self.terms.signs(self.solver.unknowns[i])
            yield from self._said(i, scaled=scaled)

    def _said(self, number: int, *, scaled: bool) -> Iterator[z3.BoolRef]:
        """Return the conditions of a statement, also in the unknowns divided by a bottom."""
        rows = self.solver.statements[number].rows
        return self.terms.conditions(rows, self.one if scaled else None)


def _key(numbers: tuple[int, ...], top: Form, bottom: Form | None) -> Key:
    return numbers, frozenset(top.items()), frozenset((bottom or {}).items())


def _exact(value: Sequence[z3.ArithRef]) -> Exact:
    """Return an extreme as z3 gives it: a multiple of infinity, and a number."""
    infinity, finite, _ = (Fraction(part.as_string()) for part in value)
    return math.copysign(math.inf, infinity) if infinity else finite
