"""Find the times of which a text speaks, as periods of figures.csv."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from analysis.drafting.spans import fiscal, months_of, order, shifted, year_to
from analysis.drafting.time_words import COUNTS, FULL_DAY, MONTH, MONTHS, ORDINALS, PATTERNS, YEAR


@dataclass(frozen=True)
class Time:
    """A time in a text: the period that is meant, or how it lies to the period before it."""

    start: int
    end: int
    period: str
    kind: str = "period"
    """period, date, year before (the same period of it) or month before."""
    is_guessed: bool = False
    """Whether its year is not printed beside it."""


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return COUNTS.index(word.lower()) % 11 + 2


class _Reader:
    """Reads the times of one text in their order; what has no year of its own takes it from others.

    A year that is not printed is that of the time before it in the sentence, or makes it the last
    such period before the text was published.
    """

    def __init__(self, published: str) -> None:
        parts = [int(part) for part in re.findall(r"\d+", published)[:3]]
        self.today = tuple(parts + [6, 15][len(parts) - 1 :]) if parts else ()
        self.near = self.last = 0

    def year_of(self, words: str | None, period: Callable[[int], str]) -> tuple[int, bool]:
        """Return the year that is meant, and whether it is a guess."""
        now = self.today[0] if self.today else 0
        if words and words[:4].isdecimal():
            return int(words[:4]), False
        if words and now:
            return (now if "this" in words or "current" in words else now - 1), False
        if self.near:
            return self.near, True
        return (now if now and order(period(now)) < self.today[:2] else max(now - 1, 0)), True

    def part(self, match: re.Match[str], period: Callable[[int], str]) -> tuple[str, bool]:
        """Return a part of a year, with the year that follows it or is meant."""
        year, guessed = self.year_of(match["year"], period)
        # The first quarter of 2020-21 depends on when that fiscal year begins.
        return (period(year) if year else ""), guessed or bool(match["tail"])


def _quarter(match: re.Match[str]) -> Callable[[int], str]:
    which = match["which"].lower()
    number = 4 if which in ("last", "4") else int(which) if which.isdecimal() else 0
    number = number or ORDINALS.index(which) % 4 + 1
    return lambda year: f"{year}-Q{number}"


def _half(match: re.Match[str]) -> Callable[[int], str]:
    which = match["which"].lower()
    number = int(which) if which in "12" else 1 if which in ("first", "1st") else 2
    return lambda year: f"{year}-H{number}"


def _first_months(match: re.Match[str]) -> Callable[[int], str]:
    count = _number(match["count"]) * (3 if match["unit"].startswith("quarter") else 1)
    if match["which"].lower() not in ("first", "1st"):
        return lambda year: months_of(year, 13 - min(count, 12), 12)
    if count == 6:
        return lambda year: f"{year}-H1"
    return lambda year: months_of(year, 1, min(count, 12))


def _from_to(match: re.Match[str]) -> Callable[[int], str]:
    first, last = _month(match["from"]), _month(match["to"])
    if first > last and match["tail"]:
        return lambda year: f"{year}-M{first:02d}/{year + 1}-M{last:02d}"
    if first > last:
        printed = bool(match["year"])  # without a year it says which months a fiscal year has
        return lambda year: f"{year - 1}-M{first:02d}/{year}-M{last:02d}" if printed else ""
    return lambda year: months_of(year, first, last)


def _one_month(match: re.Match[str]) -> Callable[[int], str]:
    if match["tail"]:  # a year from that month on: March 2022-23
        return fiscal
    return lambda year: f"{year}-{_month(match['month']):02d}"


def _day(words: str) -> str:
    day = re.search(r"\d{1,2}(?!\d)", words)
    month, year = re.search(MONTH, words), re.search(YEAR, words)
    assert day and month and year
    return f"{year[0]}-{_month(month[0]):02d}-{int(day[0]):02d}"


def times(text: str, published: str, starts: list[int]) -> list[Time]:
    """Return the times of a text in their order; ``starts`` is where its sentences begin.

    Examples
    --------
    >>> [t.period for t in times("In Q1 2021 and last year", "2021-07-02", [0])]
    ['2021-Q1', '2020']
    >>> times("in the year to June 2022", "", [0])[0].period
    '2021-M07/2022-M06'
    """
    taken: list[tuple[int, int]] = []
    reader = _Reader(published)
    found: list[Time] = []
    place = 0
    for match, kind in _candidates(text):
        if taken and match.start() < taken[-1][1]:
            continue
        while place < len(starts) and starts[place] <= match.start():
            reader.near = 0
            place += 1
        time = _read(match, kind, reader)
        if time is None:
            continue
        taken.append(match.span())
        found.append(time)
        if time.kind == "period" and time.period[:4].isdecimal():
            reader.near = reader.last = int(time.period[:4])
    return found


_PARTS = {
    "quarter": _quarter,
    "half": _half,
    "first months": _first_months,
    "months": _from_to,
    "month": _one_month,
}


def _candidates(text: str) -> list[tuple[re.Match[str], str]]:
    found = [(match, kind) for kind, words in PATTERNS for match in words.finditer(text)]
    return sorted(found, key=lambda one: (one[0].start(), -one[0].end()))


def _read(match: re.Match[str], kind: str, reader: _Reader) -> Time | None:
    start, end = match.span()
    if kind in _PARTS:
        period, guessed = reader.part(match, _PARTS[kind](match))
        return Time(start, end, period, "period" if period else "date", guessed)
    if kind == "month to month":
        first, last = f"{_month(match['from']):02d}", f"{_month(match['to']):02d}"
        return Time(start, end, f"{match['first']}-M{first}/{match['year']}-M{last}")
    if kind == "short quarter":
        return Time(start, end, f"{_in_full(match['year'])}-Q{match['which']}")
    if kind == "days":
        first, last = re.findall(FULL_DAY, match[0])
        return Time(start, end, f"{_day(first)}/{_day(last)}")
    if kind == "year to":
        return Time(start, end, year_to(int(match["year"]), _month(match["month"])))
    if kind == "quarters to":
        return Time(start, end, year_to(int(match["year"]), 3 * int(match["which"])))
    if kind == "date":
        year = re.search(YEAR, match[0])
        month = re.search(MONTH, match[0])
        period = f"{year[0]}-{_month(month[0]):02d}" if year and month else ""
        return Time(start, end, period, "date")
    if kind == "end":
        return Time(start, end, match["year"])
    if kind == "span":
        return Time(start, end, f"{match['first']}/{match['last']}")
    if kind == "fiscal":
        period = _fiscal(match)
        return Time(start, end, period) if period else None
    if kind == "this":
        now = reader.today[0] if reader.today else 0
        year_meant = str(now - bool(match["last"])) if now else ""
        return Time(start, end, year_meant, is_guessed=not now)
    if kind == "year before":
        told = re.search(YEAR, match[0])
        return Time(start, end, told[0] if told else "", "year before")
    if kind == "years before":
        now = reader.near or reader.last or (reader.today[0] if reader.today else 0)
        then = str(now - _number(match["count"]))
        return Time(start, end, then, is_guessed=True) if now else None
    if kind == "month before":
        return Time(start, end, "", "month before")
    return Time(start, end, match[0])


def _in_full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _fiscal(match: re.Match[str]) -> str:
    """Return the fiscal year that is printed, or a span of calendar years; blank for neither.

    Of 2015-20, which is more than one year, the last two digits are a year too.
    """
    if match["fy"]:
        first = _in_full(match["fy"])
        return fiscal(first) if match["fyend"] else fiscal(first - 1)
    first, last = int(match["first"]), match["last"]
    if len(last) == 2:
        if (first + 1) % 100 == int(last):
            return fiscal(first)
        last = f"{first // 100}{last}"
    return f"{first}/{last}" if first < int(last) <= first + 60 else ""


def before(time: Time, current: str) -> str:
    """Return the period of a time that is told by its distance from a current one."""
    if time.kind == "year before" and current:
        return shifted(current, -1) if not time.period else _in_year(current, time.period)
    return time.period


def _in_year(period: str, year: str) -> str:
    return shifted(period, int(year) - int(period[:4])) if period[:4].isdecimal() else year
