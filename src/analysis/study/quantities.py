"""What each quantity is measured in, what it can be, and its name from the partner's view."""

from decimal import Decimal

from analysis.study import schema
from analysis.study.languages import ENGLISH
from analysis.study.units import MONEY, is_money, unit_of
from analysis.study.wording import ROUNDED, Number, Precision, exact_number


def _of(*identities: str) -> tuple[str, ...]:
    """Return the quantities of some classes."""
    return tuple(name for name, row in schema.QUANTITIES.items() if row.identity in identities)


QUANTITIES = tuple(schema.QUANTITIES)
FLOWS = _of("flow")
STOCKS = _of("stock")
TRADE = _of("flow", "growth", "cagr", "change", "balance")
"""Flows and balances, and how they grew and changed."""
CAGR = _of("cagr")
COMPARED = _of(
    *("growth", "growth of balance", "growth of stock", "change", "change of stock", "cagr")
)
"""What is over an earlier period."""
REGIONAL_TOTALS = _of("regional total")
REGIONAL = (*_of("share of region"), *REGIONAL_TOTALS)

LIMITS: dict[str, tuple[Decimal, Decimal]] = {
    name: (row.limits.least, row.limits.most) for name, row in schema.QUANTITIES.items()
}
"""Quantity → the lowest and the highest value that it can have."""

MIRROR = {name: row.mirror for name, row in schema.QUANTITIES.items() if row.mirror}
"""Quantity → its name with reporter and partner exchanged, on one and the same side's statistics.

Of these only the balance also changes its sign.
"""


def units_of(quantity: str) -> tuple[str, ...]:
    """Return the units in which a quantity can be printed; USD stands for any currency.

    Examples
    --------
    >>> units_of("turnover"), units_of("turnover_growth"), units_of("companies")
    (('USD', 't'), ('percent', 'times'), ('count',))
    """
    return schema.QUANTITIES[quantity].units


def is_unit_of(quantity: str, unit: str) -> bool:
    """Say whether a quantity can be printed in a unit.

    Examples
    --------
    >>> is_unit_of("turnover", "EUR"), is_unit_of("turnover", "percent"), is_unit_of("loan", "t")
    (True, False, False)
    """
    units = units_of(quantity)
    return unit in units or (MONEY in units and is_money(unit))


def number_of(
    quantity: str,
    as_written: str,
    wording: str,
    unit: str,
    precision: Precision = ROUNDED,
    locale: str = ENGLISH,
) -> Number:
    """Read the number of a figure, in percent if it is a multiple, cut to what it can be.

    Examples
    --------
    >>> number_of("turnover_growth", "3", "stated", "times").strict
    (Decimal('150.0'), Decimal('250.0'))
    >>> number_of("coverage_ratio", "3", "stated", "times").strict
    (Decimal('250.0'), Decimal('350.0'))
    """
    number = exact_number(as_written, wording, unit, precision, locale)
    if unit_of(unit).is_multiple:
        number = _in_percent(number, zero_times(quantity))
    return cut(quantity, number)


def zero_times(quantity: str) -> int:
    """Return what 0 times is in percent: all of it lost where the quantity is growth.

    Examples
    --------
    >>> zero_times("turnover_growth"), zero_times("coverage_ratio")
    (-100, 0)
    """
    return 0 if schema.QUANTITIES[quantity].identity == "ratio" else -100


def _in_percent(number: Number, zero: int) -> Number:
    """Return a multiple in percent."""
    value, *ends = (100 * x + zero for x in (number.value, *number.strict, *number.close))
    strict, close = (ends[0], ends[1]), (ends[2], ends[3])
    return number._replace(value=value, strict=strict, close=close, step=100 * number.step)


def cut(quantity: str, number: Number) -> Number:
    """Return a number with its intervals cut to what the quantity can be.

    Examples
    --------
    >>> from analysis.study.wording import exact_number
    >>> cut("export_share", exact_number("90", "more than", "percent")).strict
    (Decimal('90'), Decimal('100'))
    """
    least, most = LIMITS[quantity]
    strict, close = (
        (max(low, least), min(high, most)) for low, high in (number.strict, number.close)
    )
    return number._replace(strict=strict, close=close)
