"""Read periods as offices write them, in columns or in cells."""

from __future__ import annotations

import re

from analysis.study.periods import days, fiscal

_FORMS = (
    (re.compile(r"(\d{4})(?:\.0|-A1)?"), "{0}"),
    (re.compile(r"(\d{4})-?M(\d\d)"), "{0}-{1}"),
    (re.compile(r"(\d{4})(0[1-9]|1[0-2])"), "{0}-{1}"),
    (re.compile(r"(\d{4})52"), "{0}"),
    (re.compile(r"(\d{4})[- ]?Q([1-4])"), "{0}-Q{1}"),
    (re.compile(r"(\d{4})-?S([12])"), "{0}-H{1}"),
)


def period(text: str) -> str:
    """Return a period as figures.csv has it; blank where the text is none.

    Signs of a footnote behind it are left out.

    Examples
    --------
    >>> period("2019"), period("2020M12"), period("202012"), period("2021*"), period("Year")
    ('2019', '2020-12', '2020-12', '2021', '')
    >>> period("2019/20")
    '2019/20'
    """
    bare = re.sub(r"[\s*†‡¹²³]+$|\s*\([a-z]\)$", "", text.strip())
    for form, written in _FORMS:
        if match := form.fullmatch(bare):
            made = written.format(*match.groups())
            return made if span(made) else ""
    return bare if span(bare) else ""


def span(period: str) -> tuple[int, int] | None:
    """Return the first day of a period and the day after its last; nothing where it is none.

    Examples
    --------
    >>> span("2019")[0] < span("2019-12")[0], span("Year") is None
    (True, True)
    """
    year = fiscal(period)  # whichever month it begins with, years come in this order
    return days(year or period)


def footnote(text: str) -> str:
    """Return the sign of a footnote behind a period.

    Examples
    --------
    >>> footnote("2021*"), footnote("2021")
    ('*', '')
    """
    match = re.search(r"([*†‡¹²³]+|\([a-z]\))\s*$", text)
    return match[1] if match and period(text) else ""


def kind(period: str) -> str:
    """Return the form of a period, whose digits do not matter.

    Examples
    --------
    >>> kind("2022-M01/M03") == kind("2021-M01/M12"), kind("2022") == kind("2022-01")
    (True, False)
    """
    return re.sub(r"\d", "9", period)


def months_so_far(year: str, filled: int) -> str:
    """Return the months of an unfinished year, of which so many are there.

    Examples
    --------
    >>> months_so_far("2022", 3), months_so_far("2022", 1), months_so_far("2022", 12)
    ('2022-M01/M03', '2022-01', '2022')
    """
    if filled >= 12:
        return year
    return f"{year}-M01/M{filled:02}" if filled > 1 else f"{year}-01"
