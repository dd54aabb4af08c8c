"""Write periods in English."""

import calendar
from datetime import date

from analysis.study.periods import days, fiscal_name

MONTHS = calendar.month_name


def when(period: str) -> str:
    """Return a period in words, with its preposition.

    Examples
    --------
    >>> when("2019-M01/M05"), when("2021-06"), when("2015/2020"), when("")
    (' in January to May 2019', ' in June 2021', ' in 2015 to 2020', '')
    >>> when("2019-M07/2020-M06"), when("2021-03-21/2021-08-22"), when("2021-03-21")
    (' in 2019/20', ' from 21 March 2021 to 22 August 2021', ' on 21 March 2021')
    """
    span = days(period)
    if span is None:
        return ""
    if fiscal := fiscal_name(period):
        return f" in {fiscal}"
    first, last, end = (date.fromordinal(day) for day in (span[0], span[1] - 1, span[1]))
    if first == last:
        return f" on {_day(first)}"
    if first.day > 1 or end.day > 1:
        return f" from {_day(first)} to {_day(last)}"
    whole_years = first.month == end.month == 1
    if whole_years and last.year > first.year:
        return f" in {first.year} to {last.year}"
    if whole_years:
        return f" in {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f" in {MONTHS[first.month]} {first.year}"
    began = "" if first.year == last.year else f" {first.year}"
    return f" in {MONTHS[first.month]}{began} to {MONTHS[last.month]} {last.year}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def dated(period: str) -> str:
    """Return a period in words, or that there is none.

    Examples
    --------
    >>> dated("2019-M01/M05"), dated("2019"), dated("")
    ('January to May 2019', '2019', 'undated')
    """
    return when(period).removeprefix(" in ") or "undated"
