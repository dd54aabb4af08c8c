"""What each quantity is measured in, what it can be, and its name from the partner's view."""

from decimal import Decimal

from analysis.study.wording import INFINITY

FLOWS = ("turnover", "exports", "imports")
STOCKS = ("investment_stock", "direct_investment_stock", "portfolio_investment_stock")
REGIONAL = ("share_of_region", "regional_turnover")

_LEVEL = (Decimal(0), INFINITY)
_SHARE = (Decimal(0), Decimal(100))
_GROWTH = (Decimal(-100), INFINITY)
_ANY = (-INFINITY, INFINITY)

LIMITS: dict[str, tuple[Decimal, Decimal]] = {
    **dict.fromkeys(FLOWS, _LEVEL),
    "balance": _ANY,
    **{f"{flow}_growth": _GROWTH for flow in FLOWS},
    **{f"{flow}_change": _ANY for flow in FLOWS},
    "export_share": _SHARE,
    "import_share": _SHARE,
    "coverage_ratio": _LEVEL,
    **{f"{flow}_share_of_total": _SHARE for flow in FLOWS},
    "share_of_region": _SHARE,
    "regional_turnover": _LEVEL,
    **dict.fromkeys(STOCKS, _LEVEL),
    "loan": _LEVEL,
    "companies": _LEVEL,
}
"""Quantity → the lowest and the highest value that it can have."""

QUANTITIES = tuple(LIMITS)

MIRROR: dict[str, str] = {
    "turnover": "turnover",
    "exports": "imports",
    "imports": "exports",
    "balance": "balance",
    "export_share": "import_share",
    "import_share": "export_share",
    **{
        f"{flow}_{change}": f"{other}_{change}"
        for flow, other in (
            ("turnover", "turnover"),
            ("exports", "imports"),
            ("imports", "exports"),
        )
        for change in ("growth", "change")
    },
}
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
    if quantity.endswith("_growth"):
        return ("percent", "times")
    if quantity == "companies":
        return ("count",)
    return ("percent",) if "share" in quantity or quantity == "coverage_ratio" else ("USD",)


def cut(quantity: str, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Cut an interval to what the quantity can be.

    Examples
    --------
    >>> cut("export_share", Decimal(90), INFINITY)
    (Decimal('90'), Decimal('100'))
    """
    least, most = LIMITS[quantity]
    return max(low, least), min(high, most)
