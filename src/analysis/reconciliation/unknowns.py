"""Name what figures are about: true values that nobody knows.

An unknown is the true value of a quantity, of a pair or region, in a period, by one side's
statistics, of goods as a whole or another product, in one currency. Figures of the two sides are
different unknowns, never tied to each other.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from analysis.study import quantities
from analysis.study.periods import Span, period_name

PARTS = ("direct_investment_stock", "portfolio_investment_stock")


class Unknown(NamedTuple):
    """What a figure is about, under the name that it has with its side as reporter."""

    quantity: str
    reporter: str
    partner: str
    region: str
    period: str
    statistics_of: str
    product: str = ""
    measured_in: str = "USD"


OVER = " over "
"""Stands between the period and the base of a growth or change whose base is not the usual one."""

Sum = tuple[tuple[int, Unknown], ...]


def unknown(
    quantity: str,
    reporter: str,
    partner: str,
    region: str,
    period: Span,
    side: str,
    product: str = "",
    measured_in: str = "USD",
) -> Unknown:
    """Return an unknown under the name that it has with its side as reporter.

    A stock is of the last day of its period. On a third party's side, and where the side is
    open, the first code in the alphabet is the reporter.

    Examples
    --------
    >>> from analysis.study.periods import days
    >>> unknown("exports", "GEO", "KOR", "", days("2019"), "KOR")[:3]
    ('imports', 'KOR', 'GEO')
    """
    if quantity in quantities.STOCKS:
        period = last_month_or_year(period)
    about = region, period_name(*period), side, product, measured_in
    return turned(Unknown(quantity, reporter, partner, *about))


def turned(one: Unknown) -> Unknown:
    """Return an unknown under the name that it has with its side as reporter.

    Examples
    --------
    >>> turned(Unknown("exports", "KOR", "GEO", "", "2019", ""))[:3]
    ('imports', 'GEO', 'KOR')
    """
    side, reporter, partner = one.statistics_of, one.reporter, one.partner
    is_turned = side == partner or (side != reporter and reporter > partner)
    # A balance turned round changes its sign. Where no side says whose it is, it keeps its names.
    keeps_names = not side and one.quantity.startswith("balance")
    if one.quantity not in quantities.MIRROR or not is_turned or keeps_names:
        return one
    mirror = quantities.MIRROR[one.quantity]
    return one._replace(quantity=mirror, reporter=partner, partner=reporter)


def last_month_or_year(period: Span) -> Span:
    """Return the year, month or day at whose end a stock is.

    Examples
    --------
    >>> from analysis.study.periods import days
    >>> [period_name(*last_month_or_year(days(p))) for p in ("2019-Q4", "2019-Q1", "2019-05-02")]
    ['2019', '2019-03', '2019-05-02']
    """
    last = datetime.date.fromordinal(period[1] - 1)
    after = datetime.date.fromordinal(period[1])
    if after.day > 1:
        return period[1] - 1, period[1]
    month = 1 if after.month == 1 else last.month
    return datetime.date(last.year, month, 1).toordinal(), period[1]


def normalised(terms: Sum) -> tuple[int, Sum]:
    """Return the sign of the first term in order, and the sum with that term positive.

    Examples
    --------
    >>> normalised(((1, "b"), (-1, "a")))
    (-1, ((1, 'a'), (-1, 'b')))
    """
    terms = tuple(sorted(terms, key=lambda term: term[1]))
    sign = -1 if terms and terms[0][0] < 0 else 1
    return sign, tuple((sign * c, u) for c, u in terms)
