"""Say what a figure measures, as a ratio of sums of unknowns."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.unknowns import OVER, Sum, Unknown, normalised, unknown
from analysis.study import quantities
from analysis.study.countries import WORLD
from analysis.study.periods import Span, days, shifted

RATIOS = {
    "export_share": ("exports", "turnover"),
    "import_share": ("imports", "turnover"),
    "coverage_ratio": ("exports", "imports"),
}
"""Quantity → the two flows of which it is the ratio, in percent."""


class Meaning(NamedTuple):
    """What a figure measures: ``offset + factor * top / bottom``, an empty bottom being 1."""

    subject: Unknown
    top: Sum
    bottom: Sum
    factor: int
    offset: int


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
    balance_sign: int = 0,
) -> Meaning | None:
    """Return what a figure measures by the statistics of a side.

    Parameters
    ----------
    base
        The period over which a growth or change is; the same period a year before if blank.
    members
        Those of the region. A member that is the partner itself does not count: no economy trades
        with itself.
    balance_sign
        Of a balance's growth: 1 where both balances are surpluses, -1 where they are deficits; it
        is tied to nothing where that is not known.

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
    flows = _Flows(reporter, partner, when, side, *about, tuple(sorted(members)))
    if quantity == "balance_growth":
        sums = _balance_growth(flows, base, balance_sign) if balance_sign else None
    else:
        sums = _sums(quantity, subject, flows, base)
    if sums is None:
        return None
    top, bottom = sums
    is_growth = quantity.endswith("_growth")
    return Meaning(subject, top, bottom, 100 if bottom else 1, -100 if is_growth else 0)


class _Flows(NamedTuple):
    """The flows and stocks of which a figure can be a sum or ratio, by the statistics of a side."""

    reporter: str
    partner: str
    when: Span
    side: str
    product: str
    measured_in: str
    members: tuple[str, ...]

    def of(self, name: str) -> Sum:
        whom = self.reporter, self.partner, ""
        return ((1, unknown(name, *whom, self.when, self.side, self.product, self.measured_in)),)

    def balance(self) -> Sum:
        return (*self.of("exports"), *_less(self.of("imports")))

    def of_region(self, name: str, side: str) -> Sum:
        """Return the sum over the members; no economy trades with itself."""
        return tuple(
            term
            for member in self.members
            if member != self.partner
            for term in self._replace(reporter=member, side=side or member).of(name)
        )


def _sums(quantity: str, subject: Unknown, flows: _Flows, base: str) -> tuple[Sum, Sum] | None:
    """Return the top and the bottom of what a figure measures, where it is tied to anything."""
    partner, side = flows.partner, flows.side
    if quantity in quantities.REGIONAL_TOTALS and side in (partner, "own"):
        name = quantity.removeprefix("regional_")
        return flows.of_region(name, "" if side == "own" else partner), ()
    if quantity in (*quantities.FLOWS, *quantities.STOCKS, *quantities.REGIONAL_TOTALS):
        return ((1, subject),), ()
    if quantity == "balance":
        return flows.balance(), ()  # turned round it changes its sign, and so does its subject
    if quantity.endswith(("_growth", "_change")):
        return _compared(quantity, flows, base)
    if quantity.endswith("_product_share"):
        name = quantity.removesuffix("_product_share")
        of = "goods and services" if flows.product == "services" else ""
        return flows.of(name), flows._replace(product=of).of(name)
    if quantity.endswith("share_of_region"):
        name = quantity.removesuffix("share_of_region").rstrip("_") or "turnover"
        told = partner if side == partner else ""
        part = flows._replace(side=told or flows.reporter).of(name)
        whole = flows.of_region(name, told)
        return (part, whole) if whole else None
    if quantity.endswith("_share_of_total"):
        name = quantity.removesuffix("_share_of_total")
        return flows.of(name), flows._replace(partner=WORLD).of(name)
    if quantity in RATIOS:
        top, bottom = RATIOS[quantity]
        return flows.of(top), flows.of(bottom)
    return None


def _compared(quantity: str, flows: _Flows, base: str) -> tuple[Sum, Sum] | None:
    """Return the top and the bottom of a growth, or of a change, between two periods."""
    level, _, kind = quantity.rpartition("_")
    is_stock = level in quantities.STOCKS
    if not is_stock and level not in quantities.FLOWS and quantity != "balance_change":
        return None
    over = days(base) if is_stock else None
    now, before = (flows.when, over) if over else compared(flows.when, base)
    later, earlier = flows._replace(when=now), flows._replace(when=before)
    if level == "balance":
        return (*later.balance(), *_less(earlier.balance())), ()
    if kind == "change":
        return (*later.of(level), *_less(earlier.of(level))), ()
    return later.of(level), earlier.of(level)


def _balance_growth(flows: _Flows, base: str, sign: int) -> tuple[Sum, Sum]:
    """Return the surpluses of two periods, or the deficits, of which both are above 0."""
    now, before = (flows._replace(when=when).balance() for when in compared(flows.when, base))
    return (now, before) if sign > 0 else (_less(now), _less(before))


def _less(terms: Sum) -> Sum:
    """Return a sum to be taken away."""
    return tuple((-times, what) for times, what in terms)


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
    >>> from analysis.study.periods import period_name
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
