"""Say whether sums and ratios can lie between two numbers, and on which sides of open sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

import z3

from analysis.reconciliation.extremes import Extremes
from analysis.reconciliation.statements import Form, Variable
from analysis.reconciliation.terms import Literals, core_of, holds, pushed, tell, where

Choice = Sequence[frozenset[int]]
"""Sets of statements of which one holds."""


def can_lie_inside(
    extremes: Extremes,
    numbers: Iterable[int],
    top: Form,
    bottom: Form | None,
    low: Fraction | None,
    high: Fraction | None,
) -> bool:
    """Say whether a sum or ratio can lie between two numbers and on neither.

    Examples
    --------
    >>> from analysis.reconciliation.solver import Solver
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x = {"x": Fraction(1)}
    >>> some = Extremes(Solver([Statement("x", (Row(x, Fraction(2), Fraction(3)),))]))
    >>> [can_lie_inside(some, [0], x, None, Fraction(n), Fraction(n + 1)) for n in (1, 2)]
    [False, True]
    """
    return chosen_inside(extremes, numbers, (), top, bottom, low, high) is not None


def chosen_inside(
    extremes: Extremes,
    numbers: Iterable[int],
    choices: Sequence[Choice],
    top: Form,
    bottom: Form | None,
    low: Fraction | None,
    high: Fraction | None,
    *,
    also: Collection[int] = (),
) -> list[frozenset[int]] | None:
    """Return what is chosen where a sum or ratio lies between two numbers and on neither.

    None where it cannot. Of a choice that has nothing to do with it the first is returned.

    Parameters
    ----------
    numbers
        The statements that hold whatever is chosen.
    also
        Some of these that must be possible even where they have nothing to do with it.

    Examples
    --------
    >>> from analysis.reconciliation.solver import Solver
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x = {"x": Fraction(1)}
    >>> some = Extremes(
    ...     Solver([Statement(n, (Row(x, Fraction(n), Fraction(n + 1)),)) for n in (1, 2)])
    ... )
    >>> chosen_inside(some, [], [(frozenset({0}), frozenset({1}))], x, None, Fraction(2), None)
    [frozenset({1})]
    """
    fixed, asked, context = set(numbers), extremes.asked(top, bottom), extremes.solver.context
    asked = asked.union(*(extremes.solver.unknowns[i] for i in also))
    beside = _beside(extremes, fixed, choices, asked)
    solver, literals = extremes.with_literals(beside, scaled=False)
    terms = extremes.terms
    told = [c for c in choices if any(not way.isdisjoint(beside) for way in c)]
    with pushed(solver):
        tell(solver, *terms.signs(asked), *terms.conditions(extremes.tied(top, bottom)))
        tell(solver, *_strictly(extremes, top, bottom or {}, low, high))
        for choice in told:
            ways = (z3.And(*(literals[i] for i in sorted(way)), context) for way in choice)
            tell(solver, z3.Or(*ways, context))
        if not holds(solver, *(literals[i] for i in beside if i in fixed)):
            return None
        made = _made(solver.model(), literals) if told else set()
    return [next(way for way in c if c not in told or way <= made) for c in choices]


def all_inside(
    extremes: Extremes,
    numbers: Iterable[int],
    asked: Mapping[int, tuple[Form, Form, Fraction | None, Fraction | None]],
) -> frozenset[int]:
    """Return of sums and ratios some that can all lie between their numbers at once.

    Most can. Those in a conflict that the solver meets are not returned, though some of them may.

    Examples
    --------
    >>> from analysis.reconciliation.solver import Solver
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x, y = {"x": Fraction(1)}, {"y": Fraction(1)}
    >>> some = Extremes(Solver([Statement(n, (Row(n, Fraction(2), Fraction(3)),)) for n in (x, y)]))
    >>> ends = Fraction(2), Fraction(3)
    >>> sorted(all_inside(some, [0, 1], {0: (x, {}, *ends), 1: (y, {}, *ends)}))
    [0, 1]
    """
    inside: set[int] = set()
    apart: dict[int, list[int]] = {}
    for i in asked:
        apart.setdefault(extremes.solver.component_of[i], []).append(i)
    known = set(numbers)
    for component, some in apart.items():
        beside = [i for i in extremes.solver.components[component] if i in known]
        solver, literals = extremes.with_literals(beside, scaled=False)
        wanted = {i: z3.Bool(f"inside{i}", extremes.solver.context) for i in some}
        with pushed(solver):
            for i, literal in wanted.items():
                top, bottom, *_ = asked[i]
                tell(solver, *extremes.terms.conditions(extremes.tied(top, bottom)))
                tell(solver, where(literal, _strictly(extremes, *asked[i])))
            told = [literals[i] for i in beside]
            while wanted and not holds(solver, *told, *wanted.values()):
                conflict = core_of(solver, wanted) or wanted.keys()
                wanted = {i: literal for i, literal in wanted.items() if i not in conflict}
        inside |= wanted.keys()
    return frozenset(inside)


def _strictly(
    extremes: Extremes, top: Form, bottom: Form, low: Fraction | None, high: Fraction | None
) -> list[z3.BoolRef]:
    """Return that a sum, or its ratio to another, lies between two numbers and on neither."""
    terms = extremes.terms
    target, whole = terms.form(top), terms.form(bottom) if bottom else terms.number(Fraction(1))
    said = [whole > 0] if bottom else []
    if low is not None:
        said.append(target > terms.number(low) * whole)
    if high is not None:
        said.append(target < terms.number(high) * whole)
    return said


def _beside(
    extremes: Extremes, fixed: set[int], choices: Sequence[Choice], asked: Collection[Variable]
) -> tuple[int, ...]:
    """Return the statements that have to do with unknowns, also through what is chosen."""
    open_ = [frozenset().union(*choice) for choice in choices]
    every, seen = fixed.union(*open_), set(asked)
    while True:
        beside = extremes.solver.beside(every, seen)
        reached = {i for some in open_ if not some.isdisjoint(beside) for i in some}
        more = {v for i in reached for v in extremes.solver.unknowns[i]}
        if more <= seen:
            return beside
        seen |= more


def _made(model: z3.ModelRef, literals: Literals) -> set[int]:
    """Return the statements that a model makes hold."""
    return {i for i, literal in literals.items() if z3.is_true(model.eval(literal))}
