"""Reconcile the figures of a study: which cannot all be true, and what the others pin down."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

from analysis import explanation
from analysis.agreement import agreements
from analysis.conflicts import minimal_conflicts
from analysis.feasibility import components, conflict_in
from analysis.hitting import Option
from analysis.judgement import Judge, limits
from analysis.localisation import LISTED, Localisation, localise
from analysis.narrowing import Range
from analysis.statements import Assumptions, Figure, Model, build, interval, meaning_of, options_of
from analysis.unknowns import Meaning, Unknown, between, meaning
from analysis.what_if import what_if
from analysis.wording import READINGS, DataError, one_of

if TYPE_CHECKING:
    from analysis.study import Study

VERDICTS = ("kept", "disputed", "rejected", "unchecked")
ROUNDINGS = ("rounded", "cut")


@dataclasses.dataclass(frozen=True)
class Conflict:
    """A smallest group of figures that cannot all be true.

    Attributes
    ----------
    figures
        The identifiers of the figures; of figures that say the same, all.
    reason
        The arithmetic in words.
    sides
        Source → the side whose statistics it must speak of for the conflict to arise.
    """

    figures: frozenset[str]
    reason: str
    sides: dict[str, str]


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
        """How many conflicts were counted, where not all are listed; otherwise nothing."""
        return self._all_conflicts[1]

    @functools.cached_property
    def _all_conflicts(self) -> tuple[tuple[Conflict, ...], str]:
        return _conflicts(self._judge)

    @functools.cached_property
    def bounds(self) -> pd.DataFrame:
        """The tightest interval of each unknown that the kept figures leave.

        Indexed by quantity, reporter, partner, region, period, statistics_of; low_before and
        high_before are what the kept figures of this very unknown say. Where the side of a source
        stays open, statistics_of is blank, and the interval holds on either side.
        """
        return _bounds(self._judge)

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
    >>> found = reconcile(read("data"), revision=0.02)
    >>> found.n_explanations, found.sides["azernews-2021-06-07"]
    (4, ('AZE',))
    """
    assumptions = _assumptions(study, revision, reading, rounding, weights)
    model = build(study, assumptions)
    found = localise(model.statements, model.claims)
    judge = Judge(model, found, assumptions)
    cut = tuple(
        f"a component has more than {LISTED} explanations: {len(c.explanations)} are listed"
        for c in found.components
        if not c.complete
    )
    return Reconciliation(
        verdicts=_verdicts(judge),
        explanations=tuple(component.explanations for component in found.components),
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


def _sides(model: Model, found: Localisation) -> dict[str, tuple[str, ...]]:
    """Return the sides of each source that does not say, under minimum explanations."""
    return {
        source: tuple(
            sorted({s for c in some for v in found.options.get((source, c), c) for s in v})
        )
        for source, some in model.choices.items()
    }


def _verdicts(judge: Judge) -> pd.DataFrame:
    """Return a row a figure, in the order of the identifiers."""
    agreed = agreements(judge.model, judge.assumptions)
    rows = []
    for figure_id, figure in judge.model.figures.items():
        verdict = judge.found.verdicts.get(figure_id, "unchecked")
        miss, percent, reason = math.nan, math.nan, ""
        if verdict in ("rejected", "disputed"):
            miss, percent = judge.miss(figure)
            reason = _why(judge, figure)
        elif verdict == "unchecked" or not judge.is_checked(figure):
            verdict, reason = "unchecked", "nothing else bears on it"
        elif (only := judge.holds_only_at(figure)) is not None:
            end = explanation.span(only, only, figure.unit)
            reason = f"only if the {explanation.about(figure)} was {end}"
        rows.append([figure_id, verdict, agreed.get(figure_id, ""), miss, percent, reason])
    columns = ["figure_id", "verdict", "agreement", "miss", "miss_percent", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"miss": float, "miss_percent": float})


def _why(judge: Judge, figure: Figure) -> str:
    """Return in words why a figure cannot be true together with what is kept."""
    for option, side in judge.options(figure):
        i = judge.number[option, figure.figure_id]
        against = judge.against(figure, option)
        conflict = _short_conflict(judge, i, against)
        if conflict is not None:
            return _clash(judge, figure, side, i, conflict)
    return ""


def _short_conflict(judge: Judge, number: int, against: frozenset[int]) -> frozenset[int] | None:
    """Return a minimal conflict of a statement with what is kept: of two where there is one."""
    said = judge.model.statements
    for other in sorted(against):
        if conflict_in(said, (number, other)) is not None:
            return frozenset({number, other})
    known = [c for c in judge.found.conflicts if number in c and c - {number} <= against]
    found = conflict_in(said, against | {number})
    candidates = known if found is None else [*known, found]
    return min(candidates, key=lambda c: (len(c), sorted(c)), default=None)


def _clash(judge: Judge, figure: Figure, side: str, number: int, conflict: frozenset) -> str:
    """Return what a figure says, and what the others of a conflict leave to it."""
    others = conflict - {number}
    meant = meaning_of(figure, side, judge.model.members)
    left = judge.range_of(meant, others)
    names = [_named(judge.model, i) for i in sorted(others) if i in judge.model.said]
    own = interval(figure, judge.assumptions)
    return explanation.clash(figure, own, left, names, side)


def _named(model: Model, number: int) -> str:
    """Return the identifier of the first figure that makes a statement."""
    return min(name for _, name in model.makers[number])


def _conflicts(judge: Judge) -> tuple[tuple[Conflict, ...], str]:
    """Return the minimal conflicts in words, and a note where not all are listed."""
    model = judge.model
    found: list[frozenset[int]] = []
    complete = True
    for numbers in components(model.statements):
        known = [c for c in judge.found.conflicts if c <= set(numbers)]
        some, all_of_them = minimal_conflicts(model.statements, numbers, known=known)
        complete = complete and all_of_them
        found += [c for c in some if _can_arise(judge, c)]
    found.sort(key=lambda c: (len(c), sorted(c)))
    note = ""
    if not complete or len(found) > LISTED:
        at_least = "" if complete else "at least "
        listed = min(LISTED, len(found))
        note = f"{at_least}{len(found)} minimal conflicts were counted, {listed} are listed"
    return tuple(_conflict(judge, c) for c in found[:LISTED]), note


def _can_arise(judge: Judge, conflict: frozenset[int]) -> bool:
    """Say whether no source would have to speak of two sides at once."""
    needed: dict = {}
    for i in conflict & set(judge.model.makers):
        options = {option for option, _ in judge.model.makers[i]}
        if None not in options and len(options) == 1:
            choice, value = next(iter(options))
            if needed.setdefault(choice, value) != value:
                return False
    return True


def _conflict(judge: Judge, numbers: frozenset[int]) -> Conflict:
    """Return a conflict with its figures, the sides it needs, and its arithmetic in words."""
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
    # What is not kept is held against the others, and of several the one that combines most.
    pivot = max(said, key=lambda i: (*_suspicion(judge, i), -i))
    option, name = min(model.makers[pivot], key=lambda by: by[1])
    figure = model.figures[name]
    side = _side_of(model, option, name)
    reason = _clash(judge, figure, side, pivot, numbers)
    for source, whose in sorted(sides.items()):
        reason = f"if {source} speaks of {explanation.whose_statistics(whose)}: {reason}"
    return Conflict(frozenset(figures), reason, sides)


def _suspicion(judge: Judge, number: int) -> tuple[int, int, int]:
    """Return how far a statement is from kept, and how many unknowns it combines."""
    found = judge.found.verdicts
    worst = max(
        ("kept", "disputed", "rejected").index(found[n]) for _, n in judge.model.makers[number]
    )
    top, bottom, _, _ = judge.model.said[number]
    return worst, len(bottom), len(top)


def _side_of(model: Model, option: Option | None, name: str) -> str:
    """Return the side of a figure under an option."""
    return dict(options_of(model.figures[name], model.choices))[option]


def _bounds(judge: Judge) -> pd.DataFrame:
    """Return the intervals of all unknowns before and after."""
    rows: dict[Unknown, list[float]] = {}
    base = judge.base()
    for subject, meant in sorted(_subjects(judge).items()):
        rows[subject] = _narrowed(_before(judge, subject, meant, base), judge.range_of(meant, base))
    for subject, ranges in _open_ranges(judge).items():
        lows = [min(r[k] for r in ranges) for k in (0, 2)]
        highs = [max(r[k] for r in ranges) for k in (1, 3)]
        rows[subject] = _narrowed([lows[0], highs[0]], (lows[1], highs[1]))
    index = pd.MultiIndex.from_tuples(sorted(rows), names=Unknown._fields)
    columns = ["low_before", "high_before", "low", "high"]
    values = [_inside_limits(subject, rows[subject]) for subject in sorted(rows)]
    return pd.DataFrame(values, index=index, columns=columns, dtype=float)


def _narrowed(before: list[float], after: Range) -> list[float]:
    """Return an interval before and after, without what is only the solver's last digit."""
    ends = [
        old if math.isfinite(old) and math.isclose(old, new, rel_tol=1e-9, abs_tol=1e-9) else new
        for old, new in zip(before, after, strict=True)
    ]
    return [*before, max(before[0], ends[0]), min(before[1], ends[1])]


def _inside_limits(subject: Unknown, values: list[float]) -> list[float]:
    least, most = limits(subject.quantity)
    return [min(max(x, least), most) for x in values]


def _subjects(judge: Judge) -> dict[Unknown, Meaning]:
    """Return the unknowns that figures of a definite side speak of, and the levels in them."""
    model = judge.model
    subjects = set()
    for figure in model.figures.values():
        for option, side in judge.options(figure):
            meant = meaning_of(figure, side, model.members)
            if meant and (option is None or len(judge.options(figure)) == 1):
                subjects |= {meant.subject, *(u for part in meant[1:3] for _, u in part)}
    both = {s._replace(quantity="imports") for s in subjects if s.quantity == "exports"} & subjects
    subjects |= {s._replace(quantity="turnover") for s in both}
    known = {u for part in model.said.values() for terms in part[:2] for _, u in terms}
    meanings = {s: meaning(*s, model.members.get(s.region, ())) for s in subjects}
    return {
        s: m
        for s, m in meanings.items()
        if s in known or s in both or all(_covered(model, u) for p in m[1:3] for _, u in p)
    }


def _covered(model: Model, u: Unknown) -> bool:
    return bool(model.levels.form(u))


def _before(judge: Judge, subject: Unknown, meant: Meaning, base: frozenset[int]) -> list[float]:
    """Return what kept figures of this very unknown say."""
    low, high = limits(subject.quantity)
    top, bottom, _, _ = between(meant, None, None)
    turned = top != tuple(sorted(meant.top, key=lambda term: term[1]))
    for i in judge.same[top, bottom] & base:
        least, most = (
            sign * math.inf if x is None else float(meant.offset + meant.factor * x)
            for sign, x in zip((-1, 1), judge.model.said[i][2:], strict=True)
        )
        least, most = (-most, -least) if turned else (least, most)
        low, high = max(low, least), min(high, most)
    return [low, high]


def _open_ranges(judge: Judge) -> dict[Unknown, list[list[float]]]:
    """Return the ranges of what a source says whose side stays open, one for each side."""
    ranges: dict[Unknown, list[list[float]]] = {}
    for figure in judge.model.figures.values():
        options = judge.options(figure)
        for option, side in options if len(options) > 1 else ():
            meant = meaning_of(figure, side, judge.model.members)
            if meant is None:
                continue
            f = figure
            subject = Unknown(f.quantity, f.reporter, f.partner, f.region, f.period, "")
            base = judge.base(option)
            before = _before(judge, meant.subject, meant, base)
            ranges.setdefault(subject, []).append([*before, *judge.range_of(meant, base)])
    return ranges


def _summary(found: Reconciliation) -> str:
    """Return the summary that an editor wants."""
    verdicts = found.verdicts
    counts = verdicts["verdict"].value_counts()
    numbers = ", ".join(f"{counts.get(v, 0)} {v}" for v in VERDICTS)
    lines = [
        f"{len(verdicts)} figures make {found.n_statements} statements: {numbers}.",
        f"At least {found.cost} statements must be rejected; there are {found.n_explanations} "
        f"minimum explanations over {len(found.explanations)} components.",
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
        fitting = " or ".join(explanation.whose_statistics(side) for side in sides)
        lines.append(f"  {source}: {fitting}")
    lines += [f"Note: {note}." for note in found.notes]
    return "\n".join(lines)
