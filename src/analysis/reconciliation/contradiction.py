"""Say why figures cannot be true together, and list all minimal conflicts of a study."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Hashable
from typing import NamedTuple

from analysis.reconciliation.conflicts import minimal_conflicts
from analysis.reconciliation.disputes import Option
from analysis.reconciliation.explanations import LISTED
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import Figure, interval, measured_by, options_of
from analysis.reconciliation.solver import Solver

ENOUGH = 400
"""After how many minimal conflicts of a study no more are looked for."""


class Clash(NamedTuple):
    """What a figure says, and what others leave to it, in the unit of the figure."""

    figure_id: str
    side: str
    low: float
    high: float
    left_low: float
    left_high: float
    others: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Conflict:
    """A smallest group of figures that cannot all be true.

    Attributes
    ----------
    figures
        The identifiers of the figures; of figures that say the same, all.
    clash
        One of the figures against the others: of several the one that combines most.
    sides
        Source → the side whose statistics it must speak of for the conflict to arise.
    """

    figures: frozenset[str]
    clash: Clash
    sides: dict[str, str]


def clash_of(judge: Judge, figure: Figure) -> Clash | None:
    """Return with which of the statements assumed true a figure cannot be true."""
    for option, side in judge.options(figure):
        i = judge.number[option, figure.figure_id]
        against = judge.against(figure, option)
        conflict = _short_conflict(judge, i, against)
        if conflict is not None:
            return _clash(judge, figure, side, i, conflict)
    return None


def _short_conflict(judge: Judge, number: int, against: frozenset[int]) -> frozenset[int] | None:
    """Return a minimal conflict with statements assumed true: of two where there is one."""
    for other in sorted(against):
        if judge.solver.core((number, other)) is not None:
            return frozenset({number, other})
    known = [c for c in judge.found.conflicts if number in c and c - {number} <= against]
    found = judge.solver.conflict(against | {number})
    candidates = known if found is None else [*known, found]
    return min(candidates, key=lambda c: (len(c), sorted(c)), default=None)


def _clash(judge: Judge, figure: Figure, side: str, number: int, conflict: frozenset[int]) -> Clash:
    """Return what a figure says, and what the others of a conflict leave to it."""
    others = conflict - {number}
    meant = measured_by(figure, side, judge.model.members)
    left_low, left_high = map(float, judge.range_of(meant, others))
    names = tuple(_named(judge.model, i) for i in sorted(others) if i in judge.model.said)
    low, high = interval(figure, judge.assumptions)
    return Clash(
        figure.figure_id,
        side,
        -math.inf if low is None else float(low),
        math.inf if high is None else float(high),
        left_low,
        left_high,
        names,
    )


def _named(model: Model, number: int) -> str:
    """Return the identifier of the first figure that makes a statement."""
    return min(name for _, name in model.makers[number])


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
    return tuple(_with_clash(judge, c) for c in found[:LISTED]), len(found), complete


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


def _with_clash(judge: Judge, numbers: frozenset[int]) -> Conflict:
    """Return a conflict with its figures, the sides it needs, and one figure against the others."""
    model = judge.model
    said = sorted(numbers & set(model.said))
    sides: dict[str, str] = {}
    figures: set[str] = set()
    for i in said:
        certain = [name for option, name in model.makers[i] if option is None]
        left = {
            name
            for option, name in model.makers[i]
            if option and option[1] in judge.found.options.get(option[0], (option[1],))
        }
        figures |= {*certain, *(left if certain or left else (n for _, n in model.makers[i]))}
        if not certain:
            option, name = min(model.makers[i], key=lambda by: by[1])
            sides[model.figures[name].source_id] = _side_of(model, option, name)
    # What is not consistent is held against the others, and of several the one that combines most.
    pivot = max(said, key=lambda i: (*_suspicion(judge, i), -i))
    option, name = min(model.makers[pivot], key=lambda by: by[1])
    figure = model.figures[name]
    side = _side_of(model, option, name)
    clash = _clash(judge, figure, side, pivot, numbers)
    return Conflict(frozenset(figures), clash, dict(sorted(sides.items())))


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
