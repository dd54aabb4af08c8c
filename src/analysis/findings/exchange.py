"""Hold amounts in two currencies together, through the exchange rates of a study."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.levels import combined
from analysis.reconciliation.statements import Form, Row, Statement
from analysis.reconciliation.unknowns import Sum
from analysis.study.periods import days
from analysis.study.quantities import FLOWS
from analysis.study.rates import Rate
from analysis.study.units import MONEY

What = tuple[Sum, Sum]
"""What a figure is of: it divides one sum of unknowns by another one, if any."""


class Exchange(NamedTuple):
    """Units of one currency for one of another, as an interval, and who has it."""

    value: Fraction
    low: Fraction
    high: Fraction | None
    sources: tuple[str, ...]

    def of(
        self, low: Fraction | None, high: Fraction | None
    ) -> tuple[Fraction | None, Fraction | None]:
        """Return the interval of an amount of a flow in the one currency."""
        return (
            None if low is None else self.low * low,
            None if high is None or self.high is None else self.high * high,
        )

    def tie(self, one: Form, other: Form) -> Statement:
        """Return that a flow in the one currency is the flow in the other one."""
        rows = [Row(combined([(1, one), (-self.low, other)]), Fraction(0), None)]
        if self.high is not None:
            rows.append(Row(combined([(1, one), (-self.high, other)]), None, Fraction(0)))
        return Statement(("rate", *self.sources), tuple(rows), None)


def in_any_currency(what: What) -> What:
    """Return what a figure is of, without the currency.

    Examples
    --------
    >>> from analysis.reconciliation.unknowns import Unknown
    >>> euros = Unknown("exports", "GEO", "KOR", "", "2019", "GEO", measured_in="EUR")
    >>> in_any_currency((((1, euros),), ()))[0][0][1].measured_in
    ''
    """
    one, other = (tuple((c, u._replace(measured_in="")) for c, u in part) for part in what)
    return one, other


def exchange(rates: Iterable[Rate], one: What, other: What) -> Exchange | None:
    """Return how a flow in another currency is converted; None for want of a rate.

    Also of what is no flow: what a difference or a stock is worth hangs on more than one rate.
    """
    (top, bottom), (turned, _) = one, other
    if bottom or len(top) > 1 or top[0][1].quantity not in FLOWS:
        return None
    known = list(rates)
    ends = [_rate(known, part[0][1].measured_in, part[0][1].period) for part in (top, turned)]
    if any(rate is None for rate in ends):
        return None
    (value, low, high, by), (per, least, most, also) = (rate for rate in ends if rate)
    return Exchange(
        value / per,
        Fraction(0) if most is None else low / most,
        None if high is None else high / least,
        tuple(sorted({*by, *also})),
    )


def _rate(rates: Iterable[Rate], currency: str, period: str) -> Exchange | None:
    """Return the first rate of a currency for the dollar that a study has of a period."""
    if currency == MONEY:
        return Exchange(Fraction(1), Fraction(1), Fraction(1), ())
    for rate in rates:
        if rate.currency == currency and days(rate.period) == days(period):
            low, high = rate.number.strict
            most = Fraction(high) if Decimal(high).is_finite() else None
            return Exchange(Fraction(rate.number.value), Fraction(low), most, (rate.source_id,))
    return None
