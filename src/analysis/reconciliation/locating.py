"""Locate the errors of a study, where those of a source that follow from one another count once."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from analysis.reconciliation.disputes import Claim
from analysis.reconciliation.explanations import Located, locate_errors
from analysis.reconciliation.groups import names_of, tied_figures, with_figures
from analysis.reconciliation.model import Model, build
from analysis.reconciliation.readings import Assumptions
from analysis.reconciliation.solutions import Component, Solution, TooManyError
from analysis.reconciliation.solver import Solver

if TYPE_CHECKING:
    from analysis.study.study import Study

MOST_TOGETHER = 3
"""Of how many figures of a source a conflict is looked for at most, to see which are wrong."""
FEW = 20
"""Of so many explanations verdicts are read off; of more, each figure is asked for by itself."""


class Explained(NamedTuple):
    """A smallest explanation."""

    solution: Solution
    kept: frozenset[int]
    """The numbers of the statements that it keeps."""
    together: Mapping[Hashable, frozenset[int]] = MappingProxyType({})
    """Figure that fits with these by itself → others given up with which it does not."""
    rests: Mapping[Hashable, frozenset[str]] = MappingProxyType({})
    """What a source is wrong about → the figures that are wrong with it."""


def located(
    study: Study,
    model: Model,
    assumptions: Assumptions,
    progress: Callable[[int], object] | None = None,
    counted: int | None = None,
) -> Located:
    """Return which figures of a study cannot all be true.

    Parameters
    ----------
    model
        What `build` makes of the study under the assumptions.
    progress
        Takes, again and again, how many statements are known to be wrong at least.
    counted
        See `locate_errors`.
    """
    found = locate_errors(model.statements, model.claims, counted=counted, progress=progress)
    if not assumptions.revision:
        return found
    for group in tied_figures(model, one_side=assumptions.one_side):
        if any(e & group for c in found.components for e in c.explanations):
            found = _with_mistakes(study, model, assumptions, found, group)
    return found


def verdicts_of(
    study: Study, assumptions: Assumptions, asked: Collection[str] | None = None
) -> dict[Hashable, str]:
    """Return the verdicts on figures alone, in less time than `located` takes.

    Parameters
    ----------
    asked
        Figures: these alone are judged, with all that they are tied to; all, where left out.
    """
    if assumptions.revision:
        mistaken = dataclasses.replace(assumptions, mistakes=True)
        model = build(study, mistaken)
        claims = _claims_of(model, mistaken, asked)
        try:
            found = locate_errors(model.statements, claims, all_listed=True)
        except TooManyError:
            pass  # without mistakes, then
        else:
            solver = Solver(model.statements)
            explained = [_smallest(solver, model, c) for c in found.components]
            return _verdicts(found.verdicts.keys() & model.figures.keys(), explained)
    model = build(study, assumptions)
    claims = _claims_of(model, assumptions, asked)
    return locate_errors(model.statements, claims, counted=FEW).verdicts


def _claims_of(
    model: Model, assumptions: Assumptions, asked: Collection[str] | None
) -> list[Claim]:
    """Return the claims of figures that are tied to some, and those of no figure."""
    if asked is None:
        return list(model.claims)
    groups = tied_figures(model, one_side=assumptions.one_side)
    left_out = set().union(*(group for group in groups if group.isdisjoint(asked)))
    return [
        claim
        for claim in model.claims
        if left_out.isdisjoint(model.mistakes.get(claim.name, {claim.name}))
    ]


def _with_mistakes(
    study: Study, model: Model, assumptions: Assumptions, found: Located, group: set[str]
) -> Located:
    """Return what is found where sources can also be wrong about a flow as a whole."""
    assumptions = dataclasses.replace(assumptions, mistakes=True)
    other = build(with_figures(study, group), assumptions)
    disputed = {n for c in found.conflicts for i in c for _, n in model.makers.get(i, ())}
    if not any(figures & disputed for figures in other.mistakes.values()):
        return found
    try:
        again = locate_errors(other.statements, other.claims, all_listed=True)
    except TooManyError:
        return found
    numbers = {name: i for i, name in names_of(model, assumptions).items()}
    names = names_of(other, assumptions)
    back = {i: numbers[name] for i, name in names.items() if name in numbers}
    solver = Solver(other.statements)
    explained = [_smallest(solver, other, component) for component in again.components]
    components = [
        _renumbered(component, some, back)
        for component, some in zip(again.components, explained, strict=True)
    ]
    own = [c for c in found.components if any(e & group for e in c.explanations)]
    before, now = (
        {(frozenset(c.explanations), c.cost) for c in some} for some in (own, components)
    )
    options = {choice: found.options.get(choice) for choice in again.options}
    if before == now and options == again.options:
        return found  # no source is wrong about a flow: what is kept beside stays as it was
    rest = [c for c in found.components if c not in own]
    return Located(
        {**found.verdicts, **_verdicts(other.figures.keys() - other.untied, explained)},
        tuple(sorted([*rest, *components], key=lambda component: component.statements)),
        {**found.options, **again.options},
        found.conflicts,
    )


def _verdicts(
    names: Iterable[Hashable], explained: Iterable[list[Explained]]
) -> dict[Hashable, str]:
    """Return the verdicts on figures that follow from all explanations of each component."""
    verdicts: dict[Hashable, str] = dict.fromkeys(names, "consistent")
    for some in explained:
        always = frozenset.intersection(*(one.solution.rejected for one in some))
        ever = frozenset().union(*(one.solution.rejected for one in some))
        verdicts |= {n: "contradicted" if n in always else "conflicting" for n in ever}
    return verdicts


def _smallest(solver: Solver, model: Model, component: Component) -> list[Explained]:
    """Return the explanations of a component in figures, of which none contains another one."""
    found: dict[frozenset[Hashable], Explained] = {}
    for solution, kept in zip(component.solutions, component.kept, strict=True):
        one = _restored(solver, model, solution, kept)
        found.setdefault(one.solution.rejected, one)
    smallest = [one for r, one in found.items() if not any(other < r for other in found)]
    return sorted(smallest, key=lambda one: one.solution.names())


def _renumbered(
    component: Component, explained: list[Explained], back: dict[int, int]
) -> Component:
    """Return a component with the explanations in figures.

    Parameters
    ----------
    back
        Number of a statement → its number in the model in which no source is wrong about a flow.
    """

    def plain(numbers: Iterable[int]) -> frozenset[int]:
        return frozenset(back[i] for i in numbers if i in back)

    return Component(
        statements=tuple(sorted(plain(component.statements))),
        explanations=tuple(one.solution.rejected for one in explained),
        solutions=tuple(
            dataclasses.replace(one.solution, given_up=plain(one.solution.given_up))
            for one in explained
        ),
        kept=tuple(plain(one.kept) for one in explained),
        count=len(explained),
        cost=component.cost,
        together=tuple(
            {name: plain(others) for name, others in one.together.items()} for one in explained
        ),
        rests=tuple(one.rests for one in explained),
    )


def _restored(solver: Solver, model: Model, solution: Solution, kept: frozenset[int]) -> Explained:
    """Return a solution with the figures rejected that rest on its mistakes, and what it keeps.

    These are the figures of the source on the flow that are in a minimal conflict once the source
    is taken to be right about it.
    """
    mistakes = [name for name in solution.rejected if name in model.mistakes]
    if not mistakes:
        return Explained(solution, kept)
    makes = {claim.name: frozenset(claim.makes.values()) for claim in model.claims}
    wrong: set[str] = set()
    for name in mistakes:
        right = kept | (makes[name] & solution.given_up)
        accused = {i for figure in model.mistakes[name] for i in makes[figure] & kept}
        false = set(_in_conflict(solver, right - accused, accused))
        wrong |= {figure for figure in model.mistakes[name] if makes[figure] & false}
    ties = solution.given_up & frozenset().union(*(makes[name] for name in mistakes))
    blamed = frozenset().union(*(model.mistakes[name] for name in mistakes))
    last = {i for figure in blamed for i in makes[figure]}
    while True:
        false = {i for figure in wrong for i in makes[figure] & kept}
        held = sorted((kept | ties) - false, key=lambda i: (i in last, i))
        conflict = solver.first_conflict(held)
        if conflict is None:
            break
        wrong |= {figure for figure in blamed if makes[figure] & conflict}
    left = (kept | ties) - false
    together: dict[Hashable, frozenset[int]] = {}
    for name in sorted(wrong):
        for i in makes[name] & false:
            others = _false_together(solver, left, i, false - {i})
            if others is None:  # it was at odds with what is wrong itself, and fits with the rest
                wrong, false, left = wrong - {name}, false - {i}, left | {i}
            else:
                together[name] = others
    rejected = solution.rejected - {*mistakes} | wrong
    given_up = (solution.given_up - ties) | false
    rests = {name: frozenset(model.mistakes[name] & wrong) for name in mistakes}
    return Explained(Solution(given_up, solution.options, rejected), left, together, rests)


def _false_together(
    solver: Solver, kept: frozenset[int], number: int, others: Collection[int]
) -> frozenset[int] | None:
    """Return the fewest of others beside which a statement cannot be true; None if it always can.

    Without any of them where it cannot be true beside what is kept.
    """
    for size in range(MOST_TOGETHER + 1):
        for some in map(frozenset, itertools.combinations(sorted(others), size)):
            fits = solver.known_core(kept | some) is None
            if fits and solver.known_core(kept | some | {number}) is not None:
                return some
    return None


def _in_conflict(solver: Solver, right: Collection[int], accused: Collection[int]) -> Iterator[int]:
    """Yield which statements are in a smallest conflict with those that are taken to be right."""
    found: list[frozenset[int]] = []
    for size in range(1, MOST_TOGETHER + 1):
        for some in map(frozenset, itertools.combinations(sorted(accused), size)):
            conflicting = not any(c <= some for c in found) and solver.known_core({*right, *some})
            if conflicting:
                found.append(some)
                yield from some
