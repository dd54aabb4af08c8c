"""Reconcile the figures of a study: which cannot all be true, and what the others pin down."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError, one_of
from analysis.reconciliation import explanation
from analysis.reconciliation.agreement import agreements
from analysis.reconciliation.contradiction import Conflict, conflicts_of, why
from analysis.reconciliation.explanations import LISTED, Located, locate_errors
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.model import Assumptions, Model, build
from analysis.reconciliation.pinned import pinned_down
from analysis.reconciliation.what_if import what_if
from analysis.study.wording import READINGS
from analysis.text import counted

if TYPE_CHECKING:
    from analysis.study.study import Study

VERDICTS = ("kept", "disputed", "rejected", "unchecked")
ROUNDINGS = ("rounded", "cut")


@dataclasses.dataclass(frozen=True, eq=False)
class Reconciliation:
    """What `reconcile` finds; print it for a summary.

    Attributes
    ----------
    verdicts
        A row a figure: figure_id, verdict (kept, disputed, rejected, unchecked), agreement, miss
        (USD million, percentage points, times or count), miss_percent, reason.
    explanations
        For each component with a dispute, its minimum explanations: frozensets of figure_id.
    n_explanations
        The product of their numbers.
    sides
        For each source with an open side, the sides under which a minimum explanation exists.
    n_statements
        How many statements the figures make: figures that say the same make one.
    cost
        The least weight of statements to reject.
    notes
        What was cut, if anything.

    Examples
    --------
    >>> from analysis import read
    >>> found = reconcile(read("tests/invented"), revision=0.02)
    >>> found.verdicts["verdict"].value_counts()["rejected"] > 0
    np.True_
    """

    verdicts: pd.DataFrame
    explanations: tuple[tuple[frozenset[str], ...], ...]
    n_explanations: int
    sides: dict[str, tuple[str, ...]]
    n_statements: int
    cost: int
    notes: tuple[str, ...]
    _judge: Judge = dataclasses.field(repr=False)
    _study: Study = dataclasses.field(repr=False)

    @functools.cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The minimal conflicts, smallest first, at most 200 of them."""
        return self._all_conflicts[0]

    @functools.cached_property
    def conflicts_note(self) -> str:
        """How many conflicts were found, where not all are listed; otherwise nothing."""
        return self._all_conflicts[1]

    @functools.cached_property
    def _all_conflicts(self) -> tuple[tuple[Conflict, ...], str]:
        return conflicts_of(self._judge)

    @functools.cached_property
    def bounds(self) -> pd.DataFrame:
        """The tightest interval of each unknown that the kept figures leave.

        Indexed by quantity, reporter, partner, region, period, statistics_of; low_before and
        high_before are what the kept figures of this very unknown say. Where the side of a source
        stays open, statistics_of is blank, and the interval holds on either side.
        """
        return pinned_down(self._judge)

    @functools.cached_property
    def what_if(self) -> pd.DataFrame:
        """Single changes of reading of each figure not kept, and whether it fits then."""
        judge = self._judge
        return what_if(judge, lambda also: build(self._study, judge.assumptions, also))

    def __str__(self) -> str:
        """Return the summary."""
        return _summary(self)


def reconcile(
    study: Study,
    *,
    revision: float = 0.0,
    reading: str = "strict",
    rounding: Mapping[str, str] | None = None,
    weights: Mapping[str, int] | None = None,
) -> Reconciliation:
    """Say which figures of a study cannot all be true, and what the others pin down.

    The fewest statements (by weight) are given up whose removal makes the rest possible; of all
    such sets, a figure in every one is rejected, in some disputed, in none kept.

    Parameters
    ----------
    revision
        Room for later revision: 0.02 moves both bounds of each figure in USD outwards by 2
        percent.
    reading
        How open-ended wordings are closed: strict (not at all) or close.
    rounding
        Source → "cut" where it cuts digits off instead of rounding.
    weights
        Source → how much its word counts, a positive whole number; 1 where left out.

    Raises
    ------
    DataError
        For an option, source, revision or weight that cannot be.

    Examples
    --------
    >>> from analysis import read
    >>> found = reconcile(read("tests/invented"), revision=0.02)
    >>> found.n_explanations, found.sides["courier-2006-03"]
    (3, ('XAA',))
    """
    assumptions = _assumptions(study, revision, reading, rounding, weights)
    model = build(study, assumptions)
    found = locate_errors(model.statements, model.claims)
    judge = Judge(model, found, assumptions)
    cut = tuple(
        f"a component has more than {LISTED} explanations: {len(c.explanations)} are listed"
        for c in found.components
        if not c.complete
    )
    return Reconciliation(
        verdicts=_verdicts(judge),
        explanations=tuple(
            tuple(frozenset(map(str, names)) for names in c.explanations) for c in found.components
        ),
        n_explanations=found.n_explanations,
        sides=_sides(model, found),
        n_statements=len(model.said) + len(model.untied),
        cost=found.cost,
        notes=cut,
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
    if not 0 <= revision < 1:
        raise DataError(f"revision {revision!r} is not from 0 to below 1: 0.02 is 2 percent")
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
    return Assumptions(exact, reading, dict(rounding or {}), dict(weights or {}))


def _sides(model: Model, found: Located) -> dict[str, tuple[str, ...]]:
    """Return the sides of each source that does not say, under minimum explanations."""
    left = found.options
    return {
        source: tuple(
            sorted({s for c in some for v in left.get((source, c), c) for s in _named(v)})
        )
        for source, some in model.choices.items()
    }


def _named(value: Hashable) -> tuple[str, ...]:
    """Return the sides that a source speaks of under a value of its choice."""
    assert isinstance(value, tuple)
    return value


def _verdicts(judge: Judge) -> pd.DataFrame:
    """Return a row a figure, in the order of the identifiers."""
    agreed = agreements(judge.model, judge.assumptions)
    rows = []
    for figure_id, figure in judge.model.figures.items():
        verdict = judge.found.verdicts.get(figure_id, "unchecked")
        miss, percent, reason = math.nan, math.nan, ""
        if verdict in ("rejected", "disputed"):
            miss, percent = judge.miss(figure)
            reason = why(judge, figure)
        elif verdict == "unchecked" or not judge.is_checked(figure):
            verdict, reason = "unchecked", "nothing else bears on it"
        elif (only := judge.holds_only_at(figure)) is not None:
            end = explanation.span(only, only, figure.unit)
            reason = f"only if the {explanation.about(judge.model.name, figure)} was {end}"
        rows.append([figure_id, verdict, agreed.get(figure_id, ""), miss, percent, reason])
    columns = ["figure_id", "verdict", "agreement", "miss", "miss_percent", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"miss": float, "miss_percent": float})


def _summary(found: Reconciliation) -> str:
    """Return the summary that an editor wants."""
    verdicts = found.verdicts
    counts = verdicts["verdict"].value_counts()
    numbers = ", ".join(f"{counts.get(v, 0)} {v}" for v in VERDICTS)
    lines = [
        f"{counted(len(verdicts), 'figure')} {'makes' if len(verdicts) == 1 else 'make'} "
        f"{counted(found.n_statements, 'statement')}: {numbers}.",
        f"At least {counted(found.cost, 'statement')} must be rejected; there "
        f"{'is' if found.n_explanations == 1 else 'are'} "
        f"{counted(found.n_explanations, 'minimum explanation')} over "
        f"{counted(len(found.explanations), 'component')}.",
    ]
    if not found.cost:
        lines[1] = "All of them can be true together."
    for verdict in ("rejected", "disputed"):
        rows = verdicts[verdicts["verdict"] == verdict]
        if len(rows):
            lines += ["", f"{verdict.capitalize()}:"]
        for row in rows.itertuples():
            figure = found._judge.model.figures[row.figure_id]
            miss = explanation.missed(row.miss, row.miss_percent, figure.unit)
            lines.append(f"  {row.figure_id} ({figure.as_written}): {miss}; {row.reason}.")
    if found.sides:
        lines += ["", "Whose statistics, where the source does not say:"]
    for source, sides in found.sides.items():
        name = found._judge.model.name
        fitting = " or ".join(explanation.whose_statistics(name, side) for side in sides)
        lines.append(f"  {source}: {fitting}")
    lines += [f"Note: {note}." for note in found.notes]
    return "\n".join(lines)
