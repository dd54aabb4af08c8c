"""Say what a figure measures, as a ratio of sums of unknowns."""

from __future__ import annotations

import decimal
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.statements import Exact
from analysis.reconciliation.unknowns import OVER, Sum, Unknown, normalised, unknown
from analysis.study import quantities
from analysis.study.countries import WORLD
from analysis.study.periods import Span, compared, days, years_between

RATIOS = {
    "export_share": ("exports", "turnover"),
    "import_share": ("imports", "turnover"),
    "coverage_ratio": ("exports", "imports"),
}
"""Quantity → the two flows of which it is the ratio, in percent."""

_THIRTY_PLACES = decimal.Decimal(1).scaleb(-30)


class Meaning(NamedTuple):
    """What a figure measures: ``offset + factor * top / bottom``, an empty bottom being 1.

    Of growth a year it is the root of the ratio: ``offset + factor * (top / bottom)^(1/years)``.
    """

    subject: Unknown
    top: Sum
    bottom: Sum
    factor: int
    offset: int
    years: int = 1

    def printed(self, ratio: Exact) -> Exact:
        """Return what a figure would print of a ratio; a root is exact to thirty places.

        Examples
        --------
        >>> of = "turnover_cagr", "GEO", "KOR", "", "2019", "GEO"
        >>> meaning(*of, base="2017").printed(Fraction(121, 100))
        Fraction(10, 1)
        """
        if self.years > 1 and not math.isinf(ratio):
            ratio = _root(Fraction(ratio), self.years)
        return self.offset + self.factor * ratio

    def ratio(self, printed: Exact) -> Exact:
        """Return the ratio of which a figure would print a number.

        Examples
        --------
        >>> of = "turnover_cagr", "GEO", "KOR", "", "2019", "GEO"
        >>> meaning(*of, base="2017").ratio(Fraction(10))
        Fraction(121, 100)
        """
        return ((printed - self.offset) / self.factor) ** self.years


def _root(ratio: Fraction, years: int) -> Fraction:
    with decimal.localcontext(prec=60):
        exact = decimal.Decimal(ratio.numerator) / decimal.Decimal(ratio.denominator)
        root = exact ** (1 / decimal.Decimal(years))
        return Fraction(root.quantize(_THIRTY_PLACES))


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
    if base and quantity in quantities.COMPARED:  # of a record it says since when
        subject = subject._replace(period=f"{subject.period}{OVER}{base}")
    flows = _Flows(reporter, partner, when, side, *about, tuple(sorted(members)))
    if quantity == "balance_growth":
        sums = _balance_growth(flows, base, balance_sign) if balance_sign else None
    else:
        sums = _sums(quantity, subject, flows, base)
    if sums is None:
        return None
    top, bottom = sums
    offset = -100 if quantity.endswith(("_growth", "_cagr")) else 0
    years = years_between(when, base) if quantity in quantities.CAGR else 1
    return Meaning(subject, top, bottom, 100 if bottom else 1, offset, years) if years else None


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
    if quantity in quantities.COMPARED:
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
    low, high = (None if x is None else Fraction(meant.ratio(x)) for x in (low, high))
    sign, top = normalised(meant.top)
    if sign < 0:
        low, high = (None if x is None else -x for x in (high, low))
    return top, tuple(sorted(meant.bottom, key=lambda term: term[1])), low, high
