"""Write periods in English."""

import calendar

from analysis.study.periods import months

MONTHS = calendar.month_name


def when(period: str) -> str:
    """Return a period in words, with its preposition.

    Examples
    --------
    >>> when("2019-M01/M05"), when("2021-06"), when("2015/2020"), when("")
    (' in January to May 2019', ' in June 2021', ' in 2015 to 2020', '')
    """
    span = months(period)
    if span is None:
        return ""
    (year, first), (last_year, last) = divmod(span[0], 12), divmod(span[1], 12)
    if last_year > year:
        return f" in {year} to {last_year}"
    if (first, last) == (0, 11):
        return f" in {year}"
    if first == last:
        return f" in {MONTHS[first + 1]} {year}"
    return f" in {MONTHS[first + 1]} to {MONTHS[last + 1]} {year}"


def dated(period: str) -> str:
    """Return a period in words, or that there is none.

    Examples
    --------
    >>> dated("2019-M01/M05"), dated("2019"), dated("")
    ('January to May 2019', '2019', 'undated')
    """
    return when(period).removeprefix(" in ") or "undated"
