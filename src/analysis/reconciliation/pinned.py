"""Tabulate what consistent figures pin down: the tightest interval of each unknown."""

from __future__ import annotations

import math

import pandas as pd

from analysis.reconciliation.extremes import Exact, Range
from analysis.reconciliation.judgement import Judge, limits
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import meaning_of
from analysis.reconciliation.unknowns import Meaning, Unknown, between, meaning_of_unknown


def pinned_down(judge: Judge) -> pd.DataFrame:
    """Return the intervals of all unknowns before and after."""
    rows: dict[Unknown, list[Exact]] = {}
    base = judge.base()
    for subject, meant in sorted(_subjects(judge).items()):
        rows[subject] = [*_before(judge, subject, meant, base), *judge.range_of(meant, base)]
    for subject, ranges in _open_ranges(judge).items():
        lows = [min(r[k] for r in ranges) for k in (0, 2)]
        highs = [max(r[k] for r in ranges) for k in (1, 3)]
        rows[subject] = [lows[0], highs[0], lows[1], highs[1]]
    index = pd.MultiIndex.from_tuples(sorted(rows), names=Unknown._fields)
    columns = ["low_before", "high_before", "low", "high"]
    values = [_inside_limits(subject, rows[subject]) for subject in sorted(rows)]
    return pd.DataFrame(values, index=index, columns=columns, dtype=float)


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


def _before(judge: Judge, subject: Unknown, meant: Meaning, base: frozenset[int]) -> list[float]:
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
            sign * math.inf if x is None else float(meant.offset + meant.factor * x)
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


def _open_ranges(judge: Judge) -> dict[Unknown, list[list[Exact]]]:
    """Return the ranges of what a source says whose side stays open, one for each side."""
    ranges: dict[Unknown, list[list[Exact]]] = {}
    for figure in judge.model.figures.values():
        options = judge.options(figure)
        for option, side in options if len(options) > 1 else ():
            meant = meaning_of(figure, side, judge.model.members)
            if meant is None:
                continue
            f = figure
            subject = meant.subject._replace(
                quantity=f.quantity, reporter=f.reporter, partner=f.partner, statistics_of=""
            )
            base = judge.base(option)
            before = _before(judge, meant.subject, meant, base)
            ranges.setdefault(subject, []).append([*before, *judge.range_of(meant, base)])
    return ranges
