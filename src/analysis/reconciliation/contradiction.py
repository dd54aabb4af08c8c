"""Say why figures cannot be true together, and list all minimal conflicts of a study."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from analysis.reconciliation.conflicts import minimal_conflicts
from analysis.reconciliation.disputes import Option
from analysis.reconciliation.explanations import LISTED
from analysis.reconciliation.judgement import Judge, Spared
from analysis.reconciliation.model import Model, build
from analysis.reconciliation.readings import Figure, interval, measured_by, options_of
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.unknowns import normalised
from analysis.study.quantities import FLOWS, STOCKS

if TYPE_CHECKING:
    from analysis.study.study import Study

ENOUGH = 400
"""After how many minimal conflicts of a study no more are looked for."""


class Clash(NamedTuple):
    """What a figure says, and what others leave to it, in the unit of the figure.

    ``others`` leave it together. ``sources`` has the figures of each source that speak against it
    without those of any other source.
    """

    figure_id: str
    side: str
    low: float
    high: float
    left_low: float
    left_high: float
    others: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...] = ()


@dataclasses.dataclass(frozen=True)
class Conflict:
    """A smallest group of figures that cannot all be true.

    Attributes
    ----------
    figures
        The identifiers of the figures; of figures that say the same, all.
    sides
        Source → the side whose statistics it must speak of for the conflict to arise.
    """

    figures: frozenset[str]
    sides: dict[str, str]
    _clash: Callable[[], Clash] = dataclasses.field(repr=False, compare=False)

    @functools.cached_property
    def clash(self) -> Clash:
        """One of the figures against the others: of several the one that combines most."""
        return self._clash()  # of many conflicts few are shown, and each takes a programme


class Against(NamedTuple):
    """A conflict between the statement of a figure, on a side, and those that a source makes."""

    side: str
    number: int
    conflict: frozenset[int]
    source: str | None = None


def clashes_of(judge: Judge, figures: Iterable[Figure]) -> dict[str, Clash]:
    """Return figure_id → with which figures that an explanation keeps a figure cannot be true.

    A solver of their own finds them: what it finds first depends on what it was asked before.
    """
    solver = Solver(judge.solver.statements)
    return {figure.figure_id: _clash_of(judge, figure, solver) for figure in figures}


def _clash_of(judge: Judge, figure: Figure, solver: Solver) -> Clash:
    """Return with which figures that an explanation keeps a figure cannot be true.

    What one source says by itself comes before what only several say together, what is certainly
    true before what is conflicting too, few figures before many, those of the same period before
    those of others, and the nearest number first.
    """
    ways = list(judge.spared_beside(figure))
    found = _by_source(judge, ways, solver)
    if not found:
        return _clash(judge, figure, _of_several_sources(judge, ways, solver))
    clashes = []
    for against in found:
        clash = _clash(judge, figure, against)
        elsewhere = any(judge.model.figures[n].period != figure.period for n in clash.others)
        off = abs(judge.off_by(figure, (clash.left_low, clash.left_high)))
        clashes.append((*_rank(judge, against)[:2], elsewhere, off, clash.others, clash))
    ordered = [clash for *_, clash in sorted(clashes)]
    return ordered[0]._replace(sources=tuple(clash.others for clash in ordered))


def in_one_text(judge: Judge, clash: Clash) -> tuple[str, ...]:
    """Return the figures of its own source that a figure cannot be true with, if that can be."""
    source = judge.model.figures[clash.figure_id].source_id
    of_source = (
        names
        for names in clash.sources
        if all(judge.model.figures[name].source_id == source for name in names)
    )
    return next(of_source, ())


def fit_if_released_apart(
    judge: Judge, study: Study, groups: Iterable[Iterable[str]]
) -> list[bool]:
    """Say of groups of figures whether they can be true together, each in a vintage of its own."""
    apart = build(study, dataclasses.replace(judge.assumptions, apart=True))
    solver = Solver(apart.statements)
    made: dict[str, set[int]] = defaultdict(set)
    for i, makers in apart.makers.items():
        for option, name in makers:
            if option is None or option[1] == judge.found.options[option[0]][0]:
                made[name].add(i)
    return [solver.core(set().union(*map(made.__getitem__, names))) is None for names in groups]


def _by_source(judge: Judge, ways: Iterable[Spared], solver: Solver) -> list[Against]:
    """Return for each source the conflict with a figure that says most, if there is any."""
    found: dict[str, list[Against]] = defaultdict(list)
    asked: dict[tuple[int, ...], frozenset[int] | None] = {}
    for side, number, kept, *_ in ways:
        said: dict[str, set[int]] = defaultdict(set)
        for i in kept & set(judge.model.said):
            for name in _makers(judge, i):
                said[judge.model.figures[name].source_id].add(i)
        identities = kept - set(judge.model.said)
        for source, numbers in sorted(said.items()):
            together = tuple(_in_order(judge, number, numbers | identities))
            if together not in asked:
                asked[together] = solver.first_conflict(together)
            if conflict := asked[together]:
                found[source].append(Against(side, number, conflict, source))
    return [min(some, key=lambda a: _rank(judge, a)) for some in found.values()]


def _of_several_sources(judge: Judge, ways: Iterable[Spared], solver: Solver) -> Against:
    """Return the conflict of a figure with several sources together that says most."""
    found = []
    for side, number, kept, *_ in ways:
        if conflict := solver.first_conflict(_in_order(judge, number, kept)):
            found.append(Against(side, number, conflict))
    return min(found, key=lambda against: _rank(judge, against)[1:])


def _in_order(judge: Judge, number: int, kept: frozenset[int] | set[int]) -> list[int]:
    """Return a statement and others: first those of the same thing, and what is sure.

    Then come the levels or balances that it compares, those of the same period, levels before
    balances and rates, and what is near. Its own number of the same thing says more than what
    others of a source's numbers imply.
    """
    top, bottom, *_ = judge.model.said[number]
    alike, sure = judge.same[top, bottom], judge.base()
    parts = [normalised(top)[1], normalised(bottom)[1], *(((1, u),) for _, u in (*top, *bottom))]
    compared = {i for part in parts for i in judge.same[part, ()]}
    periods = {figure.period for figure in _figures(judge, number)}
    others = [i for i in judge.solver.nearest(number) if i in kept and i != number]

    def place(i: int) -> tuple[bool, ...]:
        figures = _figures(judge, i)
        of_other_years = periods.isdisjoint(figure.period for figure in figures)
        no_level = not any(figure.quantity in (*FLOWS, *STOCKS) for figure in figures)
        return i not in alike, i not in sure, i not in compared, of_other_years, no_level

    return [number, *sorted(others, key=place)]


def _figures(judge: Judge, number: int) -> list[Figure]:
    """Return the figures that make a statement; an identity has none."""
    return [judge.model.figures[name] for _, name in judge.model.makers.get(number, ())]


def _rank(judge: Judge, against: Against) -> tuple[bool, int, list[int]]:
    """Return how much a conflict says: what is sure first, then what is short."""
    unsure = not against.conflict - {against.number} <= judge.base()
    return unsure, len(against.conflict), sorted(against.conflict)


def _clash(judge: Judge, figure: Figure, against: Against) -> Clash:
    """Return what a figure says, and what the others of a conflict leave to it."""
    others = against.conflict - {against.number}
    meant = measured_by(figure, against.side, judge.model.members)
    left_low, left_high = map(float, judge.range_of(meant, others, judge.vintage(figure)))
    said = sorted(others & set(judge.model.said))
    names = tuple(_named(judge, i, against.source) for i in said)
    low, high = interval(figure, judge.assumptions)
    return Clash(
        figure.figure_id,
        against.side,
        -math.inf if low is None else float(low),
        math.inf if high is None else float(high),
        left_low,
        left_high,
        names,
    )


def _named(judge: Judge, number: int, source: str | None) -> str:
    """Return the first figure that makes a statement: of a source, where one is asked for."""
    makers = _makers(judge, number) or [name for _, name in judge.model.makers[number]]
    figures = judge.model.figures
    return min(makers, key=lambda name: (figures[name].source_id != source, name))


def _makers(judge: Judge, number: int) -> list[str]:
    """Return the figures that make a statement, on sides that are still possible."""
    left = judge.found.options
    return sorted(
        name
        for option, name in judge.model.makers[number]
        if option is None or option[1] in left.get(option[0], (option[1],))
    )


def conflicts_of(judge: Judge) -> tuple[tuple[Conflict, ...], int, bool]:
    """Return the minimal conflicts, how many were found, and whether these are all there are.

    The search ends where more than enough to list are known; small components come first.
    """
    model = judge.model
    found: list[frozenset[int]] = []
    complete = True
    # A solver of its own: what was asked before leaves no trace in a list that is cut.
    solver = Solver(model.statements)
    for numbers in sorted(solver.components, key=len):
        known = [c for c in judge.found.conflicts if c <= set(numbers)]
        most = max(0, ENOUGH - len(found))
        some, all_of_them = minimal_conflicts(solver, numbers, known=known, most=most)
        complete = complete and all_of_them
        found += [c for c in some if _can_arise(judge, c)]
    found.sort(key=lambda c: (len(c), sorted(c)))
    return tuple(_told(judge, c) for c in found[:LISTED]), len(found), complete


def _can_arise(judge: Judge, conflict: frozenset[int]) -> bool:
    """Say whether no source would have to speak of two sides at once."""
    needed: dict[Hashable, Hashable] = {}
    for i in conflict & set(judge.model.makers):
        options = {option for option, _ in judge.model.makers[i]}
        if None not in options and len(options) == 1:
            ((choice, value),) = (option for option in options if option)
            if needed.setdefault(choice, value) != value:
                return False
    return True


def _told(judge: Judge, numbers: frozenset[int]) -> Conflict:
    """Return a conflict with its figures, the sides it needs, and one figure against others."""
    model = judge.model
    said = sorted(numbers & set(model.said))
    sides: dict[str, str] = {}
    figures: set[str] = set()
    for i in said:
        certain = [name for option, name in model.makers[i] if option is None]
        figures.update(_makers(judge, i) or (name for _, name in model.makers[i]))
        if not certain:
            option, name = min(model.makers[i], key=lambda by: by[1])
            sides[model.figures[name].source_id] = _side_of(model, option, name)
    # What is not consistent is held against the others, and of several the one that combines most.
    pivot = max(said, key=lambda i: (*_suspicion(judge, i), -i))
    option, name = min(model.makers[pivot], key=lambda by: by[1])
    figure = model.figures[name]
    side = _side_of(model, option, name)
    clash = functools.partial(_clash, judge, figure, Against(side, pivot, numbers))
    return Conflict(frozenset(figures), dict(sorted(sides.items())), clash)


def _suspicion(judge: Judge, number: int) -> tuple[int, int, int]:
    """Return how far a statement is from consistent, and how many unknowns it combines."""
    found = judge.found.verdicts
    worst = max(
        ("consistent", "conflicting", "contradicted").index(found[n])
        for _, n in judge.model.makers[number]
    )
    top, bottom, _, _ = judge.model.said[number]
    return worst, len(bottom), len(top)


def _side_of(model: Model, option: Option | None, name: str) -> str:
    """Return the side of a figure under an option."""
    return dict(options_of(model.figures[name], model.choices))[option]
