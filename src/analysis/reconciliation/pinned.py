"""Tabulate what consistent figures pin down: the tightest interval of each unknown."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.extremes import Range
from analysis.reconciliation.judgement import Judge, limits
from analysis.reconciliation.meanings import Meaning, between, meaning, meaning_of_unknown
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import Figure, Vintage, meaning_of
from analysis.reconciliation.statements import Exact
from analysis.reconciliation.unknowns import Unknown, turned
from analysis.study.countries import WORLD

Ends = dict[Unknown, list[Exact]]
"""Unknown → its least and greatest value before, and after."""


class Left(NamedTuple):
    """What consistent figures leave of unknowns: the ends before and after."""

    known: Ends
    """Of unknowns that figures of a definite side speak of, and of the levels in them."""
    open_: Ends
    """Of what a source says whose side stays open: on either side."""
    implied: Ends
    """Of flows that nobody prints and that the identities bound."""

    def rows(self) -> Ends:
        """Return all of them."""
        return {**self.known, **self.open_, **self.implied}


def left_of(judge: Judge, wanted: Callable[[Unknown], bool] = lambda _: True) -> Left:
    """Return what consistent figures leave of the unknowns that are wanted.

    A flow that nobody prints is found beside the turnover that bounds it, where that is wanted too.
    """
    base = judge.base()
    subjects = {subject: m for subject, m in sorted(_subjects(judge).items()) if wanted(subject)}
    judge.learn((m for s, m in subjects.items() if not _stands_alone(judge, s, m, base)), base)
    known = {s: _before_and_after(judge, s, meant, base) for s, meant in subjects.items()}
    open_ = {}
    for subject, ranges in _open_ranges(judge, wanted).items():
        lows = [min(r[k] for r in ranges) for k in (0, 2)]
        highs = [max(r[k] for r in ranges) for k in (1, 3)]
        open_[subject] = [lows[0], highs[0], lows[1], highs[1]]
    return Left(known, open_, _implied(judge, known | open_, wanted))


def pinned_down(
    judge: Judge, headline: str, extended: Callable[[list[tuple[Vintage | None, Unknown]]], Model]
) -> pd.DataFrame:
    """Return the intervals of all unknowns before and after.

    Parameters
    ----------
    headline
        The source whose vintage is asked for too.
    extended
        Gives the model with forms for unknowns of which a source says nothing.
    """
    left = left_of(judge)
    table = in_table(left.rows())
    said = _printed(judge) | (_spoken_of_open_sides(judge).keys() - left.known.keys())
    table["printed"] = [subject in said for subject in sorted(left.rows())]
    of_headline = _of_headline(judge, headline, left.known | left.implied, extended)
    nothing = (math.nan, math.nan)
    ends = [of_headline.get(subject, nothing) for subject in sorted(left.rows())]
    table[["headline_low", "headline_high"]] = pd.DataFrame(
        ends, index=table.index, columns=["headline_low", "headline_high"], dtype=float
    )
    return table


def in_table(rows: Ends) -> pd.DataFrame:
    """Return the intervals of unknowns, cut to what their quantities can be."""
    index = pd.MultiIndex.from_tuples(sorted(rows), names=Unknown._fields)
    columns = ["low_before", "high_before", "low", "high"]
    values = [_inside_limits(subject, rows[subject]) for subject in sorted(rows)]
    return pd.DataFrame(values, index=index, columns=columns, dtype=float)


def _printed(judge: Judge) -> set[Unknown]:
    """Return the unknowns of which some figure speaks directly."""
    some = (
        meaning_of(figure, side, judge.model.members)
        for figure in judge.model.figures.values()
        for _, side in judge.options(figure)
    )
    return {meant.subject for meant in some if meant}


def _implied(judge: Judge, rows: Ends, wanted: Callable[[Unknown], bool]) -> Ends:
    """Return the flows that nobody prints and that the identities bound, with their intervals.

    A flow that may be 0, or as large as the turnover that it is a part of, is not bounded by them.
    """
    found: Ends = {}
    for whole in [u for u in rows if u.quantity == "turnover" and u.partner != WORLD]:
        for flow in ("exports", "imports"):
            part = whole._replace(quantity=flow)
            if part in rows or not wanted(part):
                continue
            ranges = [
                judge.range_of(meant, judge.base(option))
                for option, meant in _on_sides(judge, part)
                if judge.model.levels.form(meant.subject).keys()
                < judge.model.levels.form(meant.subject._replace(quantity="turnover")).keys()
            ]
            if not ranges or any(ends != ranges[0] for ends in ranges):
                continue
            low, high = ranges[0]
            if low > 0 and high < min(math.inf, rows[whole][3]):
                found[part] = [Fraction(0), math.inf, low, high]
    return found


def _on_sides(judge: Judge, part: Unknown) -> Iterator[tuple[Option | None, Meaning]]:
    """Yield what a flow is on its side, or on both where that is open."""
    if part.statistics_of:
        meant = meaning_of_unknown(part)
        if meant:
            yield None, meant
        return
    for figure in judge.model.figures.values():
        options = judge.options(figure)
        for option, side in options if len(options) > 1 else ():
            whole = meaning_of(figure, side, judge.model.members)
            meant = meaning(*part._replace(statistics_of=side))
            same = whole and _of_open_side(figure, whole) == part._replace(quantity="turnover")
            if same and meant:
                yield option, meant


def _of_open_side(figure: Figure, meant: Meaning) -> Unknown:
    """Return what a figure of an open side is about."""
    whose = {"reporter": figure.reporter, "partner": figure.partner}
    return turned(meant.subject._replace(quantity=figure.quantity, statistics_of="", **whose))


def _of_headline(
    judge: Judge,
    headline: str,
    subjects: Iterable[Unknown],
    extended: Callable[[list[tuple[Vintage | None, Unknown]]], Model],
) -> dict[Unknown, Range]:
    """Return what the consistent figures leave to the headline source's vintage of unknowns."""
    touched: dict[Unknown, Vintage] = {}
    for figure in judge.model.figures.values():
        vintage = judge.vintage(figure)
        if vintage is None or figure.source_id != headline:
            continue
        for _, side in judge.options(figure):
            if meant := meaning_of(figure, side, judge.model.members):
                for u in (u for part in meant[1:3] for _, u in part):
                    flows = ("exports", "imports") if u.quantity == "turnover" else ()
                    for s in (u, *(u._replace(quantity=flow) for flow in flows)):
                        touched[s] = vintage
    asked = [(touched[s], s) for s in sorted(subjects) if s in touched]
    if not asked:
        return {}
    judge = Judge(extended(list(asked)), judge.found, judge.assumptions)
    base = judge.base()
    for vintage in dict.fromkeys(vintage for vintage, _ in asked):
        judge.learn((measured(s) for v, s in asked if v == vintage), base, vintage)
    return {s: judge.range_of(measured(s), base, vintage) for vintage, s in asked}


def measured(level: Unknown) -> Meaning:
    """Return what a figure of a level measures."""
    return Meaning(level, ((1, level),), (), 1, 0)


def _inside_limits(subject: Unknown, values: list[Exact]) -> list[float]:
    least, most = limits(subject.quantity)
    return [min(max(float(x), least), most) for x in values]


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
    meanings = {s: meaning_of_unknown(s, model.members.get(s.region, ())) for s in subjects}
    return {
        s: m
        for s, m in meanings.items()
        if m and (s in known or s in both or all(_covered(model, u) for p in m[1:3] for _, u in p))
    }


def _covered(model: Model, u: Unknown) -> bool:
    return bool(model.vintages.truth.form(u))


def _before_and_after(
    judge: Judge, subject: Unknown, meant: Meaning, base: frozenset[int]
) -> list[Exact]:
    """Return what consistent figures of this very unknown say, and what all of them leave."""
    before = _before(judge, subject, meant, base)
    after = before if _stands_alone(judge, subject, meant, base) else judge.range_of(meant, base)
    return [*before, *after]


def _stands_alone(judge: Judge, subject: Unknown, meant: Meaning, base: frozenset[int]) -> bool:
    """Say whether a level is spoken of in its own numbers alone, as most are."""
    top, bottom = judge.forms(meant.top, meant.bottom, None)
    beside = judge.solver.beside(base, judge.extremes.asked(top, bottom))
    same = judge.same[meant.top, ()]
    return meant.top == ((1, subject),) and not bottom and same.issuperset(beside)


def _before(judge: Judge, subject: Unknown, meant: Meaning, base: frozenset[int]) -> list[Exact]:
    """Return what consistent figures of this very unknown say."""
    low, high = limits(subject.quantity)
    top, bottom, _, _ = between(meant, None, None)
    turned = top != tuple(sorted(meant.top, key=lambda term: term[1]))
    for i in judge.same[top, bottom] & base:
        if judge.assumptions.revision:
            least, most = _true(judge, meant, i)
            low, high = max(low, float(least)), min(high, float(most))
            continue
        least, most = (
            sign * math.inf if x is None else float(meant.printed(x))
            for sign, x in zip((-1, 1), judge.model.said[i][2:], strict=True)
        )
        least, most = (-most, -least) if turned else (least, most)
        low, high = max(low, least), min(high, most)
    return [low, high]


def _true(judge: Judge, meant: Meaning, number: int) -> Range:
    """Return what a statement leaves to the truth, given the room for revision."""
    top, bottom, low, high = judge.model.said[number]
    if bottom or any(c < 0 for c, _ in top):
        return judge.range_of(meant, frozenset({number}))
    share, room = judge.assumptions.revision, judge.model.vintages.room_of(top)
    least = (
        -math.inf
        if low is None
        else max(low / (1 + share), -math.inf if room is None else low - room)
    )
    most = (
        math.inf
        if high is None
        else min(high / (1 - share), math.inf if room is None else high + room)
    )
    return least, most


def _open_ranges(
    judge: Judge, wanted: Callable[[Unknown], bool]
) -> dict[Unknown, list[list[Exact]]]:
    """Return the ranges of what a source says whose side stays open, one for each side.

    Of a source that prints both flows, those of their turnover are among them.
    """
    spoken = _spoken_of_open_sides(judge)
    for exports in [u for u in spoken if u.quantity == "exports"]:
        imports = spoken.get(exports._replace(quantity="imports"), {})
        whole = exports._replace(quantity="turnover")
        for option, meant in spoken[exports].items():
            of_whole = meaning_of_unknown(meant.subject._replace(quantity="turnover"))
            if option in imports and of_whole:
                spoken.setdefault(whole, {}).setdefault(option, of_whole)
    return {
        subject: [
            _before_and_after(judge, meant.subject, meant, judge.base(option))
            for option, meant in options.items()
        ]
        for subject, options in spoken.items()
        if wanted(subject)
    }


def _spoken_of_open_sides(judge: Judge) -> dict[Unknown, dict[Option, Meaning]]:
    """Return what sources speak of whose side stays open → what that is on each side."""
    spoken: dict[Unknown, dict[Option, Meaning]] = {}
    for figure in judge.model.figures.values():
        options = judge.options(figure)
        for option, side in options if len(options) > 1 else ():
            meant = meaning_of(figure, side, judge.model.members)
            if meant and option:
                spoken.setdefault(_of_open_side(figure, meant), {})[option] = meant
    return spoken
