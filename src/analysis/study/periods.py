"""Read the periods that figures speak of, as intervals of days."""

from __future__ import annotations

import collections
import datetime
import re
from collections.abc import Iterable

_PERIOD = re.compile(
    r"(?P<year>[12]\d{3})"
    r"(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-M(?P<first>\d\d)/M(?P<last>\d\d)"
    r"|-M(?P<from>\d\d)/(?P<to_year>[12]\d{3})-M(?P<to>\d\d)"
    r"|-(?P<month>\d\d)|/(?P<end>[12]\d{3}))?",
    re.ASCII,
)
_DAY = r"[12]\d{3}-\d\d-\d\d"
_DAYS = re.compile(rf"(?P<from>{_DAY})(?:/(?P<to>{_DAY}))?", re.ASCII)
_FISCAL = re.compile(r"(?P<year>[12]\d{3})/(?P<end>\d\d)", re.ASCII)

Span = tuple[int, int]
"""The first day of a period and the day after its last, as `datetime.date.toordinal` counts."""


def days(period: str) -> Span | None:
    """Return the first day of a period and the day after its last one, counted from 1 January 1.

    Returns
    -------
    tuple of int or None
        None where the text is no period: a year (2019), a quarter (2021-Q1), half a year
        (2021-H1), months of a year (2019-M01/M08) or across years (2019-M07/2020-M06), a month
        (2021-06), days (2021-03-21/2021-08-22) or a span of years (2019/2020). A fiscal year
        (2019/20) has no days of its own: see `fiscal`.

    Examples
    --------
    >>> first, end = days("2021-Q1")
    >>> end - first
    90
    >>> days("2019-M08/M01") is None
    True
    """
    if match := _DAYS.fullmatch(period):
        first, last = _date(match["from"]), _date(match["to"] or match["from"])
        return (first, last + 1) if first and last and first <= last else None
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    year = int(match["year"])
    first, last, last_year = 1, 12, year
    if match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["half"]:
        first, last = 6 * int(match["half"]) - 5, 6 * int(match["half"])
    elif match["first"]:
        first, last = int(match["first"]), int(match["last"])
    elif match["from"]:
        first, last, last_year = int(match["from"]), int(match["to"]), int(match["to_year"])
    elif match["month"]:
        first = last = int(match["month"])
    elif match["end"]:
        last_year = int(match["end"])
        if last_year == year:
            return None
    months = 12 * (last_year - year) + last - first
    proper = 1 <= first <= 12 and 1 <= last <= 12 and months >= 0
    return (_month(year, first), _month(last_year, last + 1)) if proper else None


def fiscal(period: str, first_month: int = 1) -> str | None:
    """Return the months of a fiscal year (2019/20) that begins with a month; None if it is none.

    Examples
    --------
    >>> fiscal("2019/20", 7), fiscal("1999/00", 4), fiscal("2019/21", 7), fiscal("2019", 7)
    ('2019-M07/2020-M06', '1999-M04/2000-M03', None, None)
    """
    match = _FISCAL.fullmatch(period)
    if not match or (int(match["year"]) + 1) % 100 != int(match["end"]):
        return None
    year = int(match["year"])
    return period_name(_month(year, first_month), _month(year + 1, first_month))


def fiscal_name(period: str) -> str | None:
    """Return the short name of twelve months across two years, as a fiscal year is printed.

    Examples
    --------
    >>> fiscal_name("2019-M07/2020-M06"), fiscal_name("2019"), fiscal_name("2019-M07/2020-M05")
    ('2019/20', None, None)
    """
    found = days(period)
    first = datetime.date.fromordinal(found[0]) if found else None
    if not found or not first or shifted(found[0], 1) != found[1] or first.month == first.day == 1:
        return None
    return f"{first.year}/{(first.year + 1) % 100:02}"


def period_name(first: int, end: int) -> str:
    """Return the name of the days from the first to the one before the end.

    Examples
    --------
    >>> [period_name(*days(p)) for p in ("2019-M01/M12", "2021-M01/M03", "2021-06", "2019/2020")]
    ['2019', '2021-Q1', '2021-06', '2019/2020']
    >>> [period_name(*days(p)) for p in ("2019-M07/2020-M06", "2021-H1", "2021-03-21/2021-08-22")]
    ['2019-M07/2020-M06', '2021-M01/M06', '2021-03-21/2021-08-22']
    """
    start, after = datetime.date.fromordinal(first), datetime.date.fromordinal(end)
    last = datetime.date.fromordinal(end - 1)
    if start.day > 1 or after.day > 1:
        return f"{start}" if start == last else f"{start}/{last}"
    if start.month == after.month == 1:
        return f"{start.year}" if start.year == last.year else f"{start.year}/{last.year}"
    if start.year < last.year:
        return f"{start.year}-M{start.month:02}/{last.year}-M{last.month:02}"
    length = last.month - start.month + 1
    if length == 3 and start.month % 3 == 1:
        return f"{start.year}-Q{start.month // 3 + 1}"
    month = f"M{start.month:02}/M{last.month:02}" if length > 1 else f"{start.month:02}"
    return f"{start.year}-{month}"


def shifted(day: int, years: int) -> int:
    """Return the same day some years later; of 29 February, 1 March where there is none.

    Examples
    --------
    >>> first, end = days("2020-02")
    >>> period_name(shifted(first, -1), shifted(end, -1))
    '2019-02'
    """
    date = datetime.date.fromordinal(day)
    try:
        return date.replace(year=date.year + years).toordinal()
    except ValueError:
        return datetime.date(date.year + years, 3, 1).toordinal()


def compared(when: Span, base: str = "") -> tuple[Span, Span]:
    """Return the two periods that a growth or change compares: the later and the earlier.

    A period of more than a year stands for its last year over its first.

    Examples
    --------
    >>> [period_name(*span) for span in compared(days("2015/2020"))]
    ['2020', '2015']
    >>> [period_name(*span) for span in compared(days("2021-06"), "2021-05")]
    ['2021-06', '2021-05']
    >>> [period_name(*span) for span in compared(days("2019-Q1"), "2014")]
    ['2019-Q1', '2014-Q1']
    """
    if before := days(base):
        first = datetime.date.fromordinal(before[0])
        is_year = shifted(before[0], 1) == before[1] and first.month == first.day == 1
        if is_year and when[1] < shifted(when[0], 1):  # the same days of that year
            years = first.year - datetime.date.fromordinal(when[0]).year
            return when, (shifted(when[0], years), shifted(when[1], years))
        return when, before
    if when[1] <= shifted(when[0], 1):
        return when, (shifted(when[0], -1), shifted(when[1], -1))
    return (shifted(when[1], -1), when[1]), (when[0], shifted(when[0], 1))


def years_between(when: Span, base: str = "") -> int | None:
    """Return how many years lie between the periods of `compared`; None where not whole years.

    Examples
    --------
    >>> years_between(days("2020"), "2015"), years_between(days("2015/2020"))
    (5, 5)
    >>> years_between(days("2020-07"), "2020-06") is None
    True
    """
    later, earlier = compared(when, base)
    dates = [datetime.date.fromordinal(span[0]) for span in (earlier, later)]
    years = dates[1].year - dates[0].year
    return years if (shifted(earlier[0], years), shifted(earlier[1], years)) == later else None


def days_a_year_before(period: str) -> Span | None:
    """Return the same days of the year before, as `days` does.

    Examples
    --------
    >>> days_a_year_before("2018-M01/M03") == days("2017-Q1"), days_a_year_before("")
    (True, None)
    """
    span = days(period)
    return (shifted(span[0], -1), shifted(span[1], -1)) if span else None


def year_of(period: str, begins: int = 1) -> int | None:
    """Return the year where a period is one whole year, otherwise None.

    Parameters
    ----------
    begins
        The month with which years begin: 1 for calendar years. A fiscal year has the number of
        the year in which it begins.

    Examples
    --------
    >>> year_of("2019"), year_of("2019-Q1"), year_of("2019/2020"), year_of("")
    (2019, None, None, None)
    >>> year_of("2019-M07/2020-M06", begins=7), year_of("2019", begins=7)
    (2019, None)
    """
    if begins == 1:
        return int(period) if len(period) == 4 and days(period) else None
    found = days(period)
    if not found or shifted(found[0], 1) != found[1]:
        return None
    first = datetime.date.fromordinal(found[0])
    return first.year if (first.month, first.day) == (begins, 1) else None


def usual_beginning(periods: Iterable[str]) -> int:
    """Return the month with which most of the whole years among some periods begin.

    Examples
    --------
    >>> usual_beginning(["2019-M07/2020-M06", "2020-M07/2021-M06", "2019"]), usual_beginning([])
    (7, 1)
    """
    months: collections.Counter[int] = collections.Counter({1: 0})
    for period in periods:
        found = days(period)
        if found and shifted(found[0], 1) == found[1]:
            first = datetime.date.fromordinal(found[0])
            months[first.month] += first.day == 1
    return months.most_common(1)[0][0]


def _month(year: int, month: int) -> int:
    """Return the first day of a month; the 13th is the January after."""
    return datetime.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal()


def _date(text: str) -> int | None:
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        return None
