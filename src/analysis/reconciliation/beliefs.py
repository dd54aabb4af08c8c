"""Say what verdicts hang on: quoted sides, official statistics, how wordings are read."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.reconciliation.contradiction import clashes_of
from analysis.reconciliation.explanations import LISTED
from analysis.reconciliation.groups import tied_figures
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.locating import located, verdicts_of
from analysis.reconciliation.model import build
from analysis.reconciliation.readings import interval
from analysis.study.wording import READINGS
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study


def only_if(
    study: Study, judge: Judge, sides: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the figures that are consistent only because sources quote different sides.

    All sources that do not say whose statistics they quote are read once more, on one side.

    Parameters
    ----------
    judge
        Of the reconciliation in which each source is free to quote either side.
    sides
        Source that does not say → the sides that it may quote there.

    Returns
    -------
    dict
        figure_id → the sources that have to quote different sides.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> reconcile(read("tests/invented")).only_if
    {}
    """
    if len(sides) < 2 or judge.assumptions.one_side:
        return {}
    together = dataclasses.replace(judge.assumptions, one_side=True)
    model = build(study, together)
    found = located(study, model, together, counted=LISTED)
    figures = judge.model.figures
    hanging = [
        figure
        for name, figure in figures.items()
        if not figure.statistics_of  # else it does not hang on what others quote
        and judge.found.verdicts.get(name) == "consistent"
        and found.verdicts.get(name) in WRONG
    ]
    if not hanging:
        return {}
    clashes = clashes_of(Judge(model, found, together), hanging)
    hangs_on = {}
    for figure in hanging:
        clash = clashes[figure.figure_id]
        beside = itertools.chain([figure.figure_id], clash.others, *clash.sources)
        named = {figures[n].source_id for n in beside} & set(sides)
        if len(named) < 2:  # it clashes with figures whose side is said
            own = set(sides.get(figure.source_id, ()))
            named |= {source for source, some in sides.items() if own.isdisjoint(some)}
        hangs_on[figure.figure_id] = tuple(sorted(named))
    return hangs_on


def if_official_holds(study: Study, judge: Judge) -> dict[str, str]:
    """Return the figures that are contradicted or conflicting once official statistics hold.

    Official statistics weigh no more than others in the verdicts. Here they are rejected last.

    Returns
    -------
    dict
        figure_id → the verdict then, of figures of others whose verdict is another one.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> reconcile(read("tests/invented")).if_official_holds
    {}
    """
    official = [str(source) for source in study.sources.index if study.is_official(source)]
    if not official or not judge.assumptions.revision:
        return {}
    usual = judge.assumptions.weights
    heaviest = 1 + sum(usual.get(f.source_id, 1) for f in judge.model.figures.values())
    weights = {**usual, **dict.fromkeys(official, heaviest)}
    assumptions = dataclasses.replace(judge.assumptions, weights=weights)
    # Other weights move the blame for what cannot be true, and make nothing possible.
    disputed = {str(n) for c in judge.found.components for s in c.solutions for n in s.rejected}
    verdicts = verdicts_of(study, assumptions, disputed)
    return {
        name: verdicts[name]
        for name, figure in judge.model.figures.items()
        if verdicts.get(name) in WRONG
        and verdicts[name] != judge.found.verdicts[name]
        and figure.source_id not in official
    }


def read_otherwise(study: Study, judge: Judge) -> dict[str, str]:
    """Return the verdicts that are others where open-ended wordings are read the other way.

    The close reading ends them at the next step of the printed digits, the strict one does not.

    Returns
    -------
    dict
        figure_id → the verdict then, where one of the two verdicts is contradicted or conflicting.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> reconcile(read("tests/invented")).read_otherwise
    {}
    """
    reading = other_reading(judge.assumptions.reading)
    other = dataclasses.replace(judge.assumptions, reading=reading)
    figures = judge.model.figures
    differ = {
        name for name, f in figures.items() if interval(f, other) != interval(f, judge.assumptions)
    }
    if not differ:
        return {}
    groups = tied_figures(judge.model, one_side=judge.assumptions.one_side)
    tied = set().union(*(group for group in groups if not group.isdisjoint(differ)))
    before, after = judge.found.verdicts, verdicts_of(study, other, tied)
    return {name: after[name] for name in figures if name in after and after[name] != before[name]}


def other_reading(reading: str) -> str:
    """Return the other way to read open-ended wordings.

    Examples
    --------
    >>> other_reading("strict"), other_reading("close")
    ('close', 'strict')
    """
    return next(other for other in READINGS if other != reading)
