"""Say over which period a growth rate is reckoned."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.drafting import spans
from analysis.drafting.numbers import Number
from analysis.drafting.spans import month_before, order, year_in
from analysis.drafting.time_words import COUNTS, PAST_YEARS
from analysis.drafting.times import Time, before

if TYPE_CHECKING:
    from analysis.drafting.timing import Timing

_SINCE = re.compile(r"\bsince\b[^.;,\d]{0,70}$", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:last|past) year$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:(?!to\b)\w+ ){0,3}[^\s\w]?$", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:which|had|having|after)\b[^,;\d]*$")
_BESIDE = re.compile(
    r"[,\s(–—-]*(?:(?!(?:and|while|but|whereas|with|exports?|imports?|trade)\b)"
    r"[^\W\d]+[\s-]+){0,6}[^\s\w]?"
)
_IS_COMPARED = re.compile(
    r"\bcompared\b|\b(?:exceed|surpass|beat|topp|outstripp)(?:s|es|ed|ing)?\b", re.IGNORECASE
)
_RECORD = re.compile(r"(?:high|low|larg|bigg|small|weak)est\b|\brecord\b|\bfirst time\b", re.I)


def base_of(timing: Timing, number: Number, numbers: Sequence[Number], period: str) -> str:
    """Return over what a rate is reckoned: blank for the same period a year before."""
    beside = timing.text[number.end : number.end + 24]
    if re.match(r"[\s\w]{0,12}\bon the (?:month|quarter)\b", beside):
        return month_before(period)
    if re.match(r"[\s\w]{0,12}\bon the year\b", beside):
        return ""
    words = timing.text[timing.start : timing.end]
    if re.search(r"month[- ]on[- ]month|from the previous month", words.lower()):
        return month_before(period)
    base = _compared_with(timing, number, numbers, period)
    if base is not None:
        return base
    if _names_month_before(timing, number, period):
        return month_before(period)
    if told := PAST_YEARS.search(words):
        years = int(told[1]) if told[1].isdecimal() else COUNTS.index(told[1].lower()) % 11 + 2
        return str(year_in(period) - years) if years > 1 and period else ""
    return _long_since(timing, number, period)


def ends_of_levels(
    timing: Timing, number: Number, numbers: Sequence[Number]
) -> tuple[str, str] | None:
    """Return from when to when a rate is by two levels beside it: from 5 in 2010 to 9 in 2021."""
    levels = [n for n in numbers if n is not number and (n.unit.isupper() or n.unit == "t")]
    for pair in itertools.pairwise(levels):
        early, late = pair if _FROM.search(timing.text, timing.start, pair[0].start) else pair[::-1]
        if not _FROM.search(timing.text, timing.start, early.start):
            continue
        groups = [timing.group_after(n, numbers) for n in (early, late)]
        if any(len(group) != 1 for group in groups):
            continue
        ahead = number.end <= pair[0].start
        compares = any(0 <= t.start - number.end < 30 for t in timing.times)
        if _ASIDE.search(timing.text, timing.start, pair[0].start) or (compares and not ahead):
            continue  # which had risen from 5 to 9; up 7 percent on 2021
        start = number.end if ahead else max(group[0].end for group in groups)
        end = pair[0].start if ahead else number.start
        if start <= end and _BESIDE.fullmatch(timing.text, start, end):
            last = before(groups[1][0], timing.current_period())
            first = before(groups[0][0], last)
            return (first, last) if order(first) < order(last) else None
    return None


def since(timing: Timing) -> str:
    """Return the year since which something holds, where the sentence says it."""
    return next((t.period for t in timing.times if _is_since(timing, t) and t.period), "")


def _compared_with(
    timing: Timing, number: Number, numbers: Sequence[Number], period: str
) -> str | None:
    """Return the period with which a rate compares, after it or before; None without one."""
    rates = [n for n in numbers if n.start >= number.end and n.unit in ("percent", "times")]
    limit = min((n.start for n in rates), default=timing.end)
    after = [t for t in timing.times if number.end <= t.start < limit and t in timing.compared]
    for time in after:
        gap = timing.text[number.end : time.start]
        if len(gap) > 60 or ";" in gap or time.kind == "date" or _RECORD.search(gap):
            continue
        if time.kind == "month before":
            return month_before(period)
        if _LAST_YEAR.search(timing.text, time.start, time.end):
            return ""
        base = before(time, period)
        return "" if spans.is_year_before(base, period) else base
    ahead = [t for t in timing.times if t.end <= number.start and t in timing.compared]
    if after or not ahead or ahead[-1].kind != "period" or _is_since(timing, ahead[-1]):
        return None
    last = ahead[-1]
    lead = timing.text[max(timing.start, last.start - 40) : last.start]
    if _IS_COMPARED.search(lead) and order(last.period) < order(period):
        return "" if spans.is_year_before(last.period, period) else last.period
    return None


def _names_month_before(timing: Timing, number: Number, period: str) -> bool:
    """Say whether the month or quarter before that of a rate is named after it."""
    earlier = month_before(period)
    named = [t for t in timing.times if t.kind == "period" and t.start > number.end]
    return bool(earlier) and any(
        t.period == earlier and len(t.period) == len(period) for t in named
    )


def _long_since(timing: Timing, number: Number, period: str) -> str:
    """Return a year since which a rate is, if it is more than one before; blank else."""
    since = [t for t in timing.times if _is_since(timing, t) and t.period]
    since = [
        t for t in since if not _RECORD.search(timing.text, _clause(timing, number, t), t.start)
    ]
    since = [t for t in since if ";" not in timing.text[number.end : t.start]]
    is_long = bool(since) and year_in(since[0].period) < year_in(period) - 1
    return since[0].period if is_long else ""


def _clause(timing: Timing, number: Number, time: Time) -> int:
    """Return where the words begin that tie a time to a number, or say what it is instead."""
    return number.end if number.end <= time.start else max(timing.start, time.start - 30)


def _is_since(timing: Timing, time: Time) -> bool:
    return bool(_SINCE.search(timing.text[max(timing.start, time.start - 80) : time.start]))
