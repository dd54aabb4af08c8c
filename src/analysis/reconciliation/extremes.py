"""Say how small and how large a sum or ratio of unknowns can be, exactly, by linear programmes."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from fractions import Fraction

import z3

from analysis.reconciliation.solver import LARGE, Solver
from analysis.reconciliation.statements import Form, Row, Variable
from analysis.reconciliation.terms import Literals, core_of, holds, pushed, tell, where

Exact = Fraction | float  # a float is an infinity and nothing else
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
        self._about: dict[Variable, list[int]] = {}
        for i, unknowns in enumerate(solver.unknowns):
            for v in unknowns:
                self._about.setdefault(v, []).append(i)
        self._solvers: dict[Hashable, tuple[z3.Solver, Literals]] = {}
        self._scaled: dict[int, list[z3.BoolRef]] = {}
        self._known: dict[Key, Range] = {}

    def of(self, numbers: Iterable[int], top: Form, bottom: Form | None = None) -> Range:
        """Return the least and the greatest value of a sum, or of its ratio to another.

        Infinite where nothing bounds it, or where the statements cannot hold together.
        """
        if not {*top, *(bottom or ())}:
            return Fraction(0), Fraction(0)
        beside = tuple(self.beside(numbers, self.asked(top, bottom)))
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
            beside = tuple(self.beside(numbers, self.asked(top, None)))
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
        beside = self.beside(numbers, self.asked(top, bottom))
        ends = ((least, -1), (most, 1))
        return bool(beside) and any(
            not self._reaches(beside, top, bottom, end, sign)[0] for end, sign in ends
        )

    def asked(self, top: Form, bottom: Form | None) -> set[Variable]:
        """Return the unknowns of sums, and those to which they are tied."""
        tied = (v for row in self.tied(top, bottom) for v in row.form)
        return {*top, *(bottom or ()), *tied}

    def tied(self, top: Form, bottom: Form | None) -> list[Row]:
        """Return what holds of the unknowns of sums, whatever is said."""
        return [row for v in {**top, **(bottom or {})} for row in self.ties(v)]

    def beside(self, numbers: Iterable[int], asked: Collection[Variable]) -> list[int]:
        """Return the statements that share unknowns with those asked for, or through others."""
        left, reached, seen = set(numbers), set[int](), set(asked)
        new = list(seen)
        while new:
            some = [i for i in self._about.get(new.pop(), ()) if i in left]
            left.difference_update(some)
            reached.update(some)
            for i in some:
                new += self.solver.unknowns[i] - seen
                seen |= self.solver.unknowns[i]
        return sorted(reached)

    def nearest(self, number: int) -> list[int]:
        """Return the statements of a component, those that share an unknown with one first."""
        seen, found, left = set[Variable](), {number}, [number]
        for i in left:  # it grows on the way
            new = self.solver.unknowns[i] - seen
            seen |= new
            some = {j for v in new for j in self._about[v]} - found
            found |= some
            left += sorted(some)
        return left

    def near(self, numbers: Iterable[int], asked: Collection[Variable]) -> frozenset[int]:
        """Return the statements that speak of an unknown asked for."""
        return frozenset(i for v in asked for i in self._about.get(v, ())).intersection(numbers)

    def _widened(self, numbers: Sequence[int], top: Form, bottom: Form | None) -> Range:
        """Return the extremes under statements, of which few are taken at first.

        All are asked whether they reach what the few leave open. Where they do not, those that
        forbid it join the few.
        """
        few = frozenset(numbers)
        if len(numbers) > MOST_AT_ONCE:
            few = self.near(numbers, self.asked(top, bottom))
        while True:
            found = self._programme(sorted(few), [top], bottom)
            if found is None:
                return NOTHING_KNOWN
            (ends,) = found
            if len(few) == len(numbers):
                return ends
            low, high = ends
            forbid = self._reaches(numbers, top, bottom, low, -1)[1]
            forbid |= self._reaches(numbers, top, bottom, high, 1)[1]
            if forbid <= few:
                return ends
            few |= forbid

    def _programme(
        self, numbers: Sequence[int], tops: Sequence[Form], bottom: Form | None
    ) -> list[Range] | None:
        """Return the extremes, by a linear programme in the unknowns divided by the bottom.

        So ratios are linear too (Charnes and Cooper 1962); of sums the bottom is 1. The bounds of
        rows are multiplied by one over the bottom, an unknown of its own.
        """
        programme = z3.Optimize(ctx=self.solver.context)
        programme.set(priority="box")
        asked = set[Variable]().union(*(self.asked(top, bottom) for top in tops))
        unknowns = asked.union(*(self.solver.unknowns[i] for i in numbers))
        tell(programme, self.one >= 0, *self.terms.signs(unknowns))
        said = [c for top in tops for c in self.terms.conditions(self.tied(top, bottom), self.one)]
        for i in numbers:
            said += self._scaled_conditions(i)
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

    def _reaches(
        self, numbers: Sequence[int], top: Form, bottom: Form | None, end: Exact, sign: int
    ) -> tuple[bool, frozenset[int]]:
        """Say whether a sum or ratio goes as far as an end, and which statements forbid it."""
        solver, literals = self.with_literals(
            numbers, scaled=bool(bottom) or isinstance(end, float)
        )
        target, whole = self.terms.form(top), self.terms.form(bottom) if bottom else self.one
        with pushed(solver):
            tell(solver, *self.terms.signs(self.asked(top, bottom)))
            tell(solver, *self.terms.conditions(self.tied(top, bottom), self.one))
            if isinstance(end, Fraction):
                tell(solver, whole == 1, target * sign >= self.terms.number(end * sign))
            else:  # a direction in which it grows for ever: the bottom does not grow in it
                tell(solver, whole == 0, target == sign)
            reached = holds(solver, *(literals[i] for i in numbers))
            forbid = frozenset() if reached else core_of(solver, literals)
        return reached, forbid

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
            self._solvers[components, scaled] = self._built(some, scaled=scaled)
        return self._solvers[components, scaled]

    def _built(self, numbers: Iterable[int], *, scaled: bool) -> tuple[z3.Solver, Literals]:
        """Return a solver of statements, with a literal for each."""
        solver = z3.SimpleSolver(ctx=self.solver.context)
        # Bounds that follow from others are of no use where most checks find a point.
        solver.set("arith.propagation_mode", 0)
        tell(solver, self.one >= 0)
        literals: Literals = {}
        for i in numbers:
            tell(solver, *self.terms.signs(self.solver.unknowns[i]))
            literals[i] = z3.Bool(f"s{i}", self.solver.context)
            rows = self.solver.statements[i].rows
            said = self._scaled_conditions(i) if scaled else self.terms.conditions(rows)
            tell(solver, where(literals[i], said))
        return solver, literals

    def _scaled_conditions(self, number: int) -> list[z3.BoolRef]:
        """Return the conditions of a statement in the unknowns divided by the bottom."""
        if number not in self._scaled:
            rows = self.solver.statements[number].rows
            self._scaled[number] = list(self.terms.conditions(rows, self.one))
        return self._scaled[number]


def _key(numbers: tuple[int, ...], top: Form, bottom: Form | None) -> Key:
    return numbers, frozenset(top.items()), frozenset((bottom or {}).items())


def _exact(value: Sequence[z3.ArithRef]) -> Exact:
    """Return an extreme as z3 gives it: a multiple of infinity, and a number."""
    infinity, finite, _ = (Fraction(part.as_string()) for part in value)
    return math.copysign(math.inf, infinity) if infinity else finite
