"""Take apart what is tied together, and judge a part of a study by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Mapping
from typing import TYPE_CHECKING

from analysis.reconciliation.statements import components, linked

if TYPE_CHECKING:
    from analysis.reconciliation.model import Model
    from analysis.reconciliation.readings import Assumptions
    from analysis.study.study import Study


def tied_figures(model: Model, *, one_side: bool) -> list[set[str]]:
    """Return the figures in groups that share no unknown and no source of an open side.

    Parameters
    ----------
    one_side
        Whether all sources of an open side choose it together.
    """
    groups = components(model.statements)
    component_of = {i: k for k, group in enumerate(groups) for i in group}
    uses: dict[str, set[Hashable]] = {name: set() for name in model.figures}
    for number, makers in model.makers.items():
        for option, name in makers:
            uses[name].add(component_of[number])
            if option is not None:  # all of a source, or all sources, choose a side together
                source = model.figures[name].source_id
                uses[name].add(("open", "" if one_side else source))
    names = list(uses)
    return [{names[k] for k in group} for group in linked(uses.values())]


def choices_alone(
    makers: Mapping[int, Collection[tuple[Hashable, Hashable] | None]],
    component_of: Mapping[int, int],
    counted: Mapping[int, Hashable],
) -> list[Hashable]:
    """Return the choices that bear on nothing on which another choice bears.

    Parameters
    ----------
    makers
        Number of a statement → the options that make it, each a choice and a value.
    counted
        Number of a statement → as what it counts.

    Examples
    --------
    >>> makers = {0: [("a", 1)], 1: [("a", 2)], 2: [("b", 1)], 3: [("c", 1)]}
    >>> choices_alone(makers, {0: 0, 1: 1, 2: 2, 3: 2}, {})
    ['a']
    """
    choices = [{option[0] for option in options if option} for options in makers.values()]
    uses: list[set[Hashable]] = [
        {("component", component_of[i]), ("counted", counted.get(i, ("alone", i)))}
        | {("choice", choice) for choice in some}
        for i, some in zip(makers, choices, strict=True)
    ]
    groups = [set().union(*(choices[k] for k in group)) for group in linked(uses)]
    return [choice for group in groups if len(group) == 1 for choice in group]


def with_figures(study: Study, names: Collection[str]) -> Study:
    """Return a study of some of its figures.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> len(with_figures(study, {"courier-exports-2005"}).figures)
    1
    """
    figures = study.figures[study.figures["figure_id"].isin(names)]
    # Of fewer figures the usual currency could be another one.
    return dataclasses.replace(study, figures=figures, stated_currency=study.currency)


def names_of(model: Model, assumptions: Assumptions) -> dict[int, Hashable]:
    """Return the number of each statement with what it says, and of whose vintage."""
    return {
        i: (statement.name, assumptions.vintage(model.figures[model.makers[i][0][1]]))
        if i in model.makers
        else statement.name
        for i, statement in enumerate(model.statements)
    }
