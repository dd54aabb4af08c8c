"""Say what a figure is about: true values that nobody knows, as sums and ratios of them.

An unknown is the true value of a quantity, of a pair or region, in a period, by one side's
statistics, of goods as a whole or another product, in one currency. Figures of the two sides are
different unknowns, never tied to each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.study import quantities
from analysis.study.countries import WORLD
from analysis.study.periods import Span, days, period_name, shifted

PARTS = ("direct_investment_stock", "portfolio_investment_stock")
RATIOS = {
    "export_share": ("exports", "turnover"),
    "import_share": ("imports", "turnover"),
    "coverage_ratio": ("exports", "imports"),
}
"""Quantity → the two flows of which it is the ratio, in percent."""


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


class Meaning(NamedTuple):
    """What a figure measures: ``offset + factor * top / bottom``, an empty bottom being 1."""

    subject: Unknown
    top: Sum
    bottom: Sum
    factor: int
    offset: int


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

    A stock is of the last day of its period. On a third party's side the first code in the
    alphabet is the reporter.

    Examples
    --------
    >>> unknown("exports", "GEO", "KOR", "", days("2019"), "KOR")[:3]
    ('imports', 'KOR', 'GEO')
    """
    turned = side == partner or (side != reporter and reporter > partner)
    if quantity in quantities.MIRROR and turned:
        quantity, reporter, partner = quantities.MIRROR[quantity], partner, reporter
    if quantity in quantities.STOCKS:
        period = last_month_or_year(period)
    name = period_name(*period)
    return Unknown(quantity, reporter, partner, region, name, side, product, measured_in)


def last_month_or_year(period: Span) -> Span:
    """Return the year, month or day at whose end a stock is.

    Examples
    --------
    >>> [period_name(*last_month_or_year(days(p))) for p in ("2019-Q4", "2019-Q1", "2019-05-02")]
    ['2019', '2019-03', '2019-05-02']
    """
    last = datetime.date.fromordinal(period[1] - 1)
    after = datetime.date.fromordinal(period[1])
    if after.day > 1:
        return period[1] - 1, period[1]
    month = 1 if after.month == 1 else last.month
    return datetime.date(last.year, month, 1).toordinal(), period[1]


def meaning(
    quantity: str,
    reporter: str,
    partner: str,
    region: str,
    period: str,
    side: str,
    product: str = "",
    measured_in: str = "USD",
    *,
    base: str = "",
    members: Sequence[str] = (),
) -> Meaning | None:
    """Return what a figure measures by the statistics of a side.

    Parameters
    ----------
    base
        The period over which a growth or change is; the same period a year before if blank.
    members
        Those of the region. A member that is the partner itself does not count: no economy trades
        with itself.

    Returns
    -------
    Meaning or None
        None where nothing is tied to it: quantities without an identity, and what is undated.

    Examples
    --------
    >>> share = meaning("export_share", "GEO", "KOR", "", "2019", "KOR")
    >>> share.factor, share.top[0][1].quantity, share.bottom[0][1].quantity
    (100, 'imports', 'turnover')
    """
    if not period:
        return None
    when = days(period)
    assert when is not None  # a period that is not blank
    about = product, measured_in
    subject = unknown(quantity, reporter, partner, region, when, side, *about)
    if base and quantity.endswith(("_growth", "_change")):  # of a record it says since when
        subject = subject._replace(period=f"{subject.period}{OVER}{base}")

    def flow(name: str, whom: str = partner, when: Span = when, product: str = product) -> Unknown:
        return unknown(name, reporter, whom, "", when, side, product, measured_in)

    def of_members(own: bool, name: str) -> Sum:
        return tuple(
            (1, unknown(name, m, partner, "", when, m if own else partner, *about))
            for m in sorted(members)
            if m != partner
        )

    if quantity in quantities.REGIONAL_TOTALS and side in (partner, "own"):
        name = quantity.removeprefix("regional_")
        return Meaning(subject, of_members(side == "own", name), (), 1, 0)
    if quantity in (*quantities.FLOWS, *quantities.STOCKS, *quantities.REGIONAL_TOTALS):
        return Meaning(subject, ((1, subject),), (), 1, 0)
    if quantity == "balance":
        # A balance turned round changes its sign, and so does its subject.
        return Meaning(subject, ((1, flow("exports")), (-1, flow("imports"))), (), 1, 0)
    level, _, change = quantity.rpartition("_")
    if level in (*quantities.FLOWS, *quantities.STOCKS) and change in ("growth", "change"):
        of_stock = level in quantities.STOCKS and days(base)
        now, before = (when, days(base) or when) if of_stock else compared(when, base)
        later, earlier = flow(level, when=now), flow(level, when=before)
        if change == "change":
            return Meaning(subject, ((1, later), (-1, earlier)), (), 1, 0)
        return Meaning(subject, ((1, later),), ((1, earlier),), 100, -100)
    if quantity == "balance_change":
        now, before = compared(when, base)
        terms = [
            (sign * turn, flow(level, when=then))
            for sign, then in ((1, now), (-1, before))
            for turn, level in ((1, "exports"), (-1, "imports"))
        ]
        return Meaning(subject, tuple(terms), (), 1, 0)
    if quantity.endswith("_product_share"):
        name = quantity.removesuffix("_product_share")
        return Meaning(subject, ((1, flow(name)),), ((1, flow(name, product="")),), 100, 0)
    if quantity.endswith("share_of_region"):
        name = quantity.removesuffix("share_of_region").rstrip("_") or "turnover"
        own = side != partner
        whose = reporter if own else partner
        part = unknown(name, reporter, partner, "", when, whose, *about)
        return Meaning(subject, ((1, part),), of_members(own, name), 100, 0)
    if quantity.endswith("_share_of_total"):
        name = quantity.removesuffix("_share_of_total")
        return Meaning(subject, ((1, flow(name)),), ((1, flow(name, WORLD)),), 100, 0)
    if quantity in RATIOS:
        top, bottom = RATIOS[quantity]
        return Meaning(subject, ((1, flow(top)),), ((1, flow(bottom)),), 100, 0)
    return None


def meaning_of_unknown(subject: Unknown, members: Sequence[str] = ()) -> Meaning | None:
    """Return what a figure about an unknown would measure.

    Examples
    --------
    >>> change = Unknown("exports_change", "GEO", "KOR", "", "2019 over 2014", "GEO")
    >>> [u.period for _, u in meaning_of_unknown(change).top]
    ['2019', '2014']
    """
    period, _, base = subject.period.partition(OVER)
    return meaning(*subject._replace(period=period), base=base, members=members)


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


def between(
    meant: Meaning, low: Fraction | None, high: Fraction | None
) -> tuple[Sum, Sum, Fraction | None, Fraction | None]:
    """Return top and bottom and what low and high of the figure say of their ratio.

    The first term of the top is positive, so that two ways to say the same become one.

    Examples
    --------
    >>> growth = meaning("turnover_growth", "GEO", "KOR", "", "2019", "GEO")
    >>> between(growth, Fraction(20), None)[2:]
    (Fraction(6, 5), None)
    """
    low, high = ((x if x is None else (x - meant.offset) / meant.factor) for x in (low, high))
    sign, top = normalised(meant.top)
    if sign < 0:
        low, high = (None if x is None else -x for x in (high, low))
    return top, tuple(sorted(meant.bottom, key=lambda term: term[1])), low, high


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
