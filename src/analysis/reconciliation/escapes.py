"""Say which figures fit only because their source is free to quote a side that nobody tests.

A paper that does not say whose statistics it quotes may contradict what others say of one side. It
is then read on the other side, where it fits with everything if no other source speaks of that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.readings import EVERY, Figure, options_of
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.tested import is_borne_on


def escapes(judge: Judge) -> dict[str, tuple[str, ...]]:
    """Return the figures that would be at odds with what stands, were they of the other side.

    Where other sources test the side on which the source is read, it is no escape: the figures then
    decide whose statistics it quotes.

    Returns
    -------
    dict
        figure_id → the sources that have to quote different sides.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> escapes(reconcile(read("tests/invented")).judge)
    {}
    """
    if EVERY in judge.model.choices:
        return {}
    found: dict[str, set[str]] = {}
    for options in _of_open_sources(judge):
        left = judge.found.options
        read_as = {o for o in options if o[1] in left.get(o[0], (o[1],))}
        untested = {o for o in read_as if not _is_tested(judge, o, options[o])}
        for option, figures in options.items():
            if untested - {option}:
                for name, sources in _at_odds(judge, option, figures):
                    found.setdefault(name, set()).update(sources)
    return {name: tuple(sorted(sources)) for name, sources in sorted(found.items())}


def _of_open_sources(judge: Judge) -> Iterator[Mapping[Option, list[tuple[Figure, str]]]]:
    """Yield of each choice of a side its options, with the figures that are not wrong there."""
    choices: dict[object, dict[Option, list[tuple[Figure, str]]]] = defaultdict(dict)
    for name, figure in judge.model.figures.items():
        if judge.found.verdicts.get(name) == "consistent":
            for option, side in options_of(figure, judge.model.choices):
                if option and (option, name) in judge.number:
                    choices[option[0]].setdefault(option, []).append((figure, side))
    yield from choices.values()


def _is_tested(judge: Judge, option: Option, figures: Collection[tuple[Figure, str]]) -> bool:
    """Say whether sources that state their side say something that bears on figures on a side."""
    (source,) = {figure.source_id for figure, _ in figures}
    own = {
        i
        for i, makers in judge.model.makers.items()
        if all(option or judge.model.figures[name].source_id == source for option, name in makers)
    }
    others = judge.base(option) - own
    numbers = {judge.number[option, figure.figure_id] for figure, _ in figures}
    alike = {
        i
        for said in (judge.model.said[n] for n in numbers)
        for i in judge.same[said[:2]]
        if judge.model.said[i][2:] == said[2:]
    }
    return bool(others & alike) or any(
        is_borne_on(judge, figure, side, option, own) for figure, side in figures
    )


def _at_odds(
    judge: Judge, option: Option, figures: Collection[tuple[Figure, str]]
) -> Iterator[tuple[str, set[str]]]:
    """Yield which figures of a source cannot stand on a side, and with whom they clash there."""
    solver = Solver(judge.solver.statements)
    numbers = {judge.number[option, figure.figure_id] for figure, _ in figures}
    for kept in _kept_beside(judge, solver, option, numbers):
        sure, left = sorted(kept), sorted(numbers)
        conflicts = []
        while (conflict := solver.first_conflict([*sure, *left])) and not conflict.isdisjoint(left):
            conflicts.append(conflict)
            left = [i for i in left if i not in conflict]
        conflicts += [c for i in left if (c := solver.first_conflict([*sure, i])) and i in c]
        for conflict in conflicts:
            said = conflict & set(judge.model.said)
            makers = [(n, i) for i in said for _, n in judge.model.makers[i]]
            sources = {_first_source(judge, i) for i in said - numbers}
            for figure, _ in figures:
                if figure.figure_id in {n for n, i in makers if i in numbers}:
                    yield figure.figure_id, {figure.source_id, *sources}


def _first_source(judge: Judge, number: int) -> str:
    return min(judge.model.figures[name].source_id for _, name in judge.model.makers[number])


def _kept_beside(
    judge: Judge, solver: Solver, option: Option, numbers: Collection[int]
) -> Iterator[frozenset[int]]:
    """Yield what each explanation that has the source on another side keeps around statements."""
    near = {i for n in numbers for i in solver.components[solver.component_of[n]]}
    sure = (judge.base() & near) - set(numbers)
    disputed = [c for c in judge.found.components if near & set(c.statements)]
    if not disputed:
        yield frozenset(sure)
    for component in disputed:
        rest = sure - set(component.statements)
        for solution, kept in zip(component.solutions, component.kept, strict=True):
            if solution.options.get(option[0]) != option[1]:
                yield frozenset((kept & near) - set(numbers) | rest)
