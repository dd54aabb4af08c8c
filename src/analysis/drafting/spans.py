"""Reckon with periods as figures.csv writes them: the year before, the month before."""

from __future__ import annotations

import re

from analysis.study.periods import days


def fiscal(first: int) -> str:
    """Return the fiscal year that begins in a calendar year.

    Examples
    --------
    >>> fiscal(2019), fiscal(1999)
    ('2019/20', '1999/00')
    """
    return f"{first}/{(first + 1) % 100:02d}"


def is_fiscal(period: str) -> bool:
    """Say whether a period is a fiscal year.

    Examples
    --------
    >>> is_fiscal("2019/20"), is_fiscal("2019/2020")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{4}/\d\d", period))


def shifted(period: str, years: int) -> str:
    """Return the same part of another year.

    Examples
    --------
    >>> shifted("2021-Q1", -1), shifted("2019/20", -1), shifted("2021-M07/2022-M06", -1)
    ('2020-Q1', '2018/19', '2020-M07/2021-M06')
    """
    if is_fiscal(period):
        return fiscal(int(period[:4]) + years)
    return re.sub(r"(?<!\d)\d{4}(?!\d)", lambda year: f"{int(year[0]) + years:04d}", period)


def month_before(period: str) -> str:
    """Return the month before a month, or the quarter before a quarter; blank for all others.

    Examples
    --------
    >>> month_before("2021-01"), month_before("2021-Q2"), month_before("2021")
    ('2020-12', '2021-Q1', '')
    """
    match = re.fullmatch(r"(\d{4})-(Q?)(\d\d?)", period)
    if not match:
        return ""
    year, kind, number = int(match[1]), match[2], int(match[3]) - 1
    if number == 0:
        year, number = year - 1, 4 if kind else 12
    return f"{year}-Q{number}" if kind else f"{year}-{number:02d}"


def year_in(period: str) -> int:
    """Return the year in which a period ends; 0 where it is none.

    Examples
    --------
    >>> year_in("2019/20"), year_in("2021-06"), year_in("2015/2020")
    (2020, 2021, 2020)
    """
    if is_fiscal(period):
        return int(period[:4]) + 1
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", period)
    return int(years[-1]) if years else 0


def order(period: str) -> tuple[int, int]:
    """Return the year and month in which a period ends, to compare periods.

    Examples
    --------
    >>> order("2021-H1") < order("2021-M01/M08") < order("2021")
    True
    """
    if is_fiscal(period):
        return year_in(period), 6
    if match := re.search(r"-(Q|H)(\d)$", period):
        return year_in(period), int(match[2]) * (3 if match[1] == "Q" else 6)
    if match := re.search(r"[-/]M?(\d\d)(?:-\d\d)?$", period):
        return year_in(period), int(match[1])
    return year_in(period), 12


def is_before(base: str, period: str) -> bool:
    """Say whether a growth from one period to another can be: the first begins before.

    Examples
    --------
    >>> is_before("2014", "2020"), is_before("2021-12", "2021"), is_before("2020-Q4", "2021-01")
    (True, False, True)
    """
    first, then = days(base), days(period)
    return first is None or then is None or first[0] < then[0]


def ends_of(period: str) -> tuple[str, str] | None:
    """Return the first and last year of a span of calendar years; None for all other periods.

    Examples
    --------
    >>> ends_of("2015/2020"), ends_of("2019/20")
    (('2015', '2020'), None)
    """
    match = re.fullmatch(r"(\d{4})/(\d{4})", period)
    return (match[1], match[2]) if match else None


def is_year_before(base: str, period: str) -> bool:
    """Say whether one period is the same one as another a year before, or that year.

    Examples
    --------
    >>> is_year_before("2020-Q1", "2021-Q1"), is_year_before("2014", "2021-Q1")
    (True, False)
    """
    if not base or base == period:
        return True
    if is_fiscal(period) and not is_fiscal(base):
        return int(base[:4]) == int(period[:4]) if base[:4].isdecimal() else True
    return base == shifted(period, -1) or base == str(year_in(period) - 1)


def months_of(year: int, first: int, last: int) -> str:
    """Return some months of a year.

    Examples
    --------
    >>> months_of(2019, 1, 8), months_of(2019, 1, 12), months_of(2019, 4, 4)
    ('2019-M01/M08', '2019', '2019-04')
    """
    if (first, last) == (1, 12):
        return str(year)
    if first == last:
        return f"{year}-{first:02d}"
    return f"{year}-M{first:02d}/M{last:02d}"


def year_to(year: int, month: int) -> str:
    """Return the twelve months that end with a month.

    Examples
    --------
    >>> year_to(2022, 6), year_to(2022, 12)
    ('2021-M07/2022-M06', '2022')
    """
    return str(year) if month == 12 else f"{year - 1}-M{month + 1:02d}/{year}-M{month:02d}"
