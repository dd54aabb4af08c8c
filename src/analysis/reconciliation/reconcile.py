"""Reconcile the figures of a study: which cannot all be true, and what the others pin down."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.conventions import REVISION
from analysis.errors import DataError, one_of
from analysis.reconciliation.answer import Reconciliation
from analysis.reconciliation.explanations import Located
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.locating import located
from analysis.reconciliation.model import Model, build
from analysis.reconciliation.readings import Assumptions, options_of
from analysis.study.wording import READINGS

if TYPE_CHECKING:
    from analysis.study.study import Study

ROUNDINGS = ("rounded", "cut")


def reconciled(study: Study, revision: float = REVISION, reading: str = "strict") -> Reconciliation:
    """Return the reconciliation of a study, which is made once.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> reconciled(study) is reconciled(study)
    True
    """
    return study.once(
        ("reconciled", revision, reading),
        lambda: reconcile(study, revision=revision, reading=reading),
    )


def reconcile(
    study: Study,
    *,
    revision: float = REVISION,
    reading: str = "strict",
    rounding: Mapping[str, str] | None = None,
    weights: Mapping[str, int] | None = None,
    one_side: bool = False,
    progress: Callable[[int], object] | None = None,
) -> Reconciliation:
    """Say which figures of a study cannot all be true, and what the others pin down.

    The fewest statements (by weight) are given up whose removal makes the rest possible; of all
    such sets, a figure in every one is contradicted, in some conflicting, in none consistent.

    Parameters
    ----------
    revision
        Room for later revision, below 0.5: with 0.02 what a source has of a flow or a stock may be
        off the truth by 2 percent. Within a source everything holds exactly as printed.
    reading
        How open-ended wordings are closed: strict (not at all) or close.
    rounding
        Source → "cut" where it cuts digits off instead of rounding.
    weights
        Source → how much its word counts, a positive whole number, in place of the ``weight`` of
        sources.csv. A statement counts as much as the heaviest source that makes it.
    one_side
        Whether all sources that do not say whose statistics they quote are to quote one side's.
        Otherwise each is free to quote either, so that the fewest statements are rejected.
    progress
        Takes, again and again, how many statements are known to be wrong at least.

    Raises
    ------
    DataError
        For an option, source, revision or weight that cannot be.

    Examples
    --------
    >>> from analysis import read
    >>> found = reconcile(read("tests/invented"))
    >>> found.n_explanations, found.sides["courier-2006-03"]
    (3, ('XAA',))
    """
    assumptions = _assumptions(study, revision, reading, rounding, weights)
    assumptions = dataclasses.replace(assumptions, one_side=one_side)
    model = build(study, assumptions)
    found = located(study, model, assumptions, progress)
    judge = Judge(model, found, assumptions)
    return Reconciliation(
        explanations=tuple(
            tuple(frozenset(map(str, names)) for names in c.explanations) for c in found.components
        ),
        n_explanations=found.n_explanations,
        sides=_sides(model, found),
        n_statements=len(set(model.said.values())) + len(model.untied),
        cost=found.cost,
        all_explanations_listed=all(c.complete for c in found.components),
        _judge=judge,
        _study=study,
    )


def _assumptions(
    study: Study,
    revision: float,
    reading: str,
    rounding: Mapping[str, str] | None,
    weights: Mapping[str, int] | None,
) -> Assumptions:
    """Return the options of `reconcile` once they are checked."""
    one_of(reading, READINGS, "reading")
    if isinstance(revision, bool) or not isinstance(revision, int | float | Fraction):
        raise DataError(f"revision {revision!r} is not a number: 0.02 stands for 2 percent")
    if not 0 <= revision < 0.5:
        raise DataError(f"revision {revision!r} is not from 0 to below 0.5: 0.02 is 2 percent")
    for option, given in (("rounding", rounding), ("weights", weights)):
        for source in given or {}:
            if source not in study.sources.index:
                known = ", ".join(study.sources.index)
                raise DataError(f"{option}: {source!r} is not in sources.csv, which has {known}")
    for source, how in (rounding or {}).items():
        one_of(how, ROUNDINGS, f"rounding of {source}")
    for source, weight in (weights or {}).items():
        if isinstance(weight, bool) or not isinstance(weight, int) or weight < 1:
            raise DataError(f"weight of {source}: {weight!r} is not a positive whole number")
    # The decimal that was written is meant, not the binary fraction next to it.
    exact = revision if isinstance(revision, Fraction) else Fraction(str(revision))
    return Assumptions(exact, reading, dict(rounding or {}), {**study.weights, **(weights or {})})


def _sides(model: Model, found: Located) -> dict[str, tuple[str, ...]]:
    """Return the sides of each source that does not say, under minimum explanations."""
    sides = defaultdict(set)
    for figure in model.figures.values():
        for option, side in options_of(figure, model.choices):
            if option and option[1] in found.options.get(option[0], (option[1],)):
                sides[figure.source_id].add(side)
    return {source: tuple(sorted(some)) for source, some in sorted(sides.items())}
