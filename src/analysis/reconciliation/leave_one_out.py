"""Leave out one source at a time, and see which verdicts no longer stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from analysis.reconciliation.explanations import locate_errors
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.model import Model, build
from analysis.reconciliation.readings import Assumptions
from analysis.reconciliation.statements import linked
from analysis.verdicts import SEVERITY, WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study


def carried_by(
    study: Study, judge: Judge, verdicts: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the sources without which a contradicted or conflicting figure would be less so.

    A figure is judged anew beside all that it is tied to, without the figures of one other source.

    Parameters
    ----------
    verdicts
        Figure → its verdict beside all sources.

    Returns
    -------
    dict
        figure_id → sources, in the order of their names; none where the verdict hangs on no single
        source.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> found = reconcile(read("tests/invented"))
    >>> found.carried_by()["courier-exports-2005"]
    ('fund-2007',)
    """
    figures = judge.model.figures
    wrong = [name for name, verdict in verdicts.items() if verdict in WRONG]
    carriers: dict[str, list[str]] = {name: [] for name in wrong}
    for group in _tied_to_each_other(judge):
        for source in sorted({figures[name].source_id for name in group}):
            asked = [n for n in wrong if n in group and figures[n].source_id != source]
            if asked:
                left = {name for name in group if figures[name].source_id != source}
                without = _judged(study, judge, left)
                for name in asked:
                    if _severity(without[name]) > _severity(verdicts[name]):
                        carriers[name].append(source)
    return {name: tuple(sources) for name, sources in carriers.items()}


def _severity(verdict: str) -> int:
    """Return the place of a verdict, the most severe first."""
    return SEVERITY.index(verdict)


def _tied_to_each_other(judge: Judge) -> list[set[str]]:
    """Return the figures in groups that share no unknown and no source of an open side."""
    names = list(judge.model.figures)
    uses: dict[str, set[Hashable]] = {name: set() for name in names}
    for number, makers in judge.model.makers.items():
        for option, name in makers:
            uses[name].add(judge.solver.component_of[number])
            if option is not None:  # all of a source, or all sources, choose a side together
                source = judge.model.figures[name].source_id
                uses[name].add(("open", "" if judge.assumptions.one_side else source))
    return [{names[k] for k in group} for group in linked(uses.values())]


def _judged(study: Study, judge: Judge, names: set[str]) -> dict[Hashable, str]:
    """Return the verdicts on some figures of a study, as if there were no others.

    What conflicts beside all figures is tried first: most of it does without the others too.
    """
    figures = study.figures[study.figures["figure_id"].isin(names)]
    # Of fewer figures the usual currency could be another one.
    fewer = dataclasses.replace(study, figures=figures, stated_currency=study.currency)
    model = build(fewer, judge.assumptions)
    numbers = {name: i for i, name in _names(model, judge.assumptions).items()}
    names_before = _names(judge.model, judge.assumptions)
    before = [{names_before[i] for i in conflict} for conflict in judge.found.conflicts]
    known = [frozenset(numbers[name] for name in c) for c in before if c <= numbers.keys()]
    return locate_errors(model.statements, model.claims, known=known).verdicts


def _names(model: Model, assumptions: Assumptions) -> dict[int, Hashable]:
    """Return the number of each statement with what it says, and of whose vintage."""
    return {
        i: (statement.name, assumptions.vintage(model.figures[model.makers[i][0][1]]))
        if i in model.makers
        else statement.name
        for i, statement in enumerate(model.statements)
    }
