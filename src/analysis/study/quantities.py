"""What each quantity is measured in, what it can be, and its name from the partner's view."""

from decimal import Decimal

from analysis.study import schema


def _of(*identities: str) -> tuple[str, ...]:
    """Return the quantities of some classes."""
    return tuple(name for name, row in schema.QUANTITIES.items() if row.identity in identities)


QUANTITIES = tuple(schema.QUANTITIES)
FLOWS = _of("flow")
STOCKS = _of("stock")
REGIONAL = _of("share of region", "regional total")

LIMITS: dict[str, tuple[Decimal, Decimal]] = {
    name: (row.limits.least, row.limits.most) for name, row in schema.QUANTITIES.items()
}
"""Quantity → the lowest and the highest value that it can have."""

MIRROR = {name: row.mirror for name, row in schema.QUANTITIES.items() if row.mirror}
"""Quantity → its name with reporter and partner exchanged, on one and the same side's statistics.

Of these only the balance also changes its sign.
"""


def units_of(quantity: str) -> tuple[str, ...]:
    """Return the units in which a quantity can be printed.

    Examples
    --------
    >>> units_of("turnover"), units_of("turnover_growth"), units_of("companies")
    (('USD',), ('percent', 'times'), ('count',))
    """
    return schema.QUANTITIES[quantity].units


def cut(quantity: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Cut an interval to what the quantity can be.

    Examples
    --------
    >>> cut("export_share", Decimal(90), Decimal("Infinity"))
    (Decimal('90'), Decimal('100'))
    """
    least, most = LIMITS[quantity]
    return max(low, least), min(high, most)
