"""Know with which month the fiscal years of an economy begin."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.conventions import BALANCED
from analysis.study.periods import days, fiscal

FIRST_MONTHS = {
    **dict.fromkeys("BRB BWA CAN GBR HKG IND JAM JPN KWT LSO NAM SGP SWZ ZAF".split(), 4),
    **dict.fromkeys("AUS BGD BTN EGY KEN MUS PAK TZA UGA".split(), 7),
    **dict.fromkeys("HTI THA TTO USA".split(), 10),
}
"""Code → first month (The World Factbook, field 'Fiscal year'; of the United Kingdom, whose tax
year begins on 6 April, the month). Where the year begins within a month, as in Nepal, Iran and
Ethiopia, the days are to be written."""


def first_month(figure: Mapping[str, str], own: Mapping[str, int]) -> int | None:
    """Return the first month of the fiscal years that a figure speaks of; None if not known.

    It is that of the side whose statistics the figure is; where the side is not said, that of its
    parties, if only one of them is known or both have the same. One whose years begin in January
    has no other fiscal years than the calendar's.

    Parameters
    ----------
    own
        Code → first month according to the study itself.

    Examples
    --------
    >>> figure = {"statistics_of": "", "reporter": "IND", "partner": "KAZ"}
    >>> first_month(figure, {}), first_month(figure | {"statistics_of": "KAZ"}, {})
    (4, None)
    >>> first_month(figure, {"KAZ": 1}), first_month(figure, {"KAZ": 7})
    (4, None)
    """
    known = {**FIRST_MONTHS, **own}
    side = figure["statistics_of"]
    of_several = side in ("", "own", BALANCED)
    parties = [figure["reporter"], figure["partner"]] if of_several else [side]
    months = {known[code] for code in parties if code in known}
    months = months - {1} or months
    return months.pop() if len(months) == 1 else None


def with_months(period: str, figure: Mapping[str, str], own: Mapping[str, int]) -> str | None:
    """Return a period in which a fiscal year is written by its months; None if not known.

    Examples
    --------
    >>> figure = {"statistics_of": "IND", "reporter": "IND", "partner": "KAZ"}
    >>> with_months("2011/12", figure, {}), with_months("2011", figure, {})
    ('2011-M04/2012-M03', '2011')
    """
    if not period or days(period):
        return period
    month = first_month(figure, own)
    return fiscal(period, month) if month else None
