"""What a figure can be: wordings and quantities, each declared once; `units` has the units.

A new one is a row here. The checks, the codebook, the data package and the issue forms are made
from these tables and from `columns`; `make schema` writes what is stored of them.
"""

from decimal import Decimal
from typing import NamedTuple

from analysis.study.units import MONEY

INFINITY = Decimal("Infinity")


FIXED_PRODUCTS = ("services", "goods and services")
"""The products that are no part of the goods, in whichever case they are written."""
ALL_GOODS = ("goods", "all goods", "total", "all", "merchandise")
"""What is written for all goods, whose product is blank."""


class Wording(NamedTuple):
    """How far the true number may lie from the printed one, in steps of its last digit."""

    below: Decimal
    above: Decimal
    example: tuple[str, str, str]
    """A quantity, and a number of it with its unit."""
    also: tuple[str, ...] = ()
    """Other words that mean the same."""

    @property
    def is_rounded(self) -> bool:
        """Whether the number is taken as rounded, or cut where its source cuts."""
        return self.below == self.above == _HALF


_HALF, _ONE, _NONE = Decimal("0.5"), Decimal(1), Decimal(0)

WORDINGS = {
    "exact": Wording(_NONE, _NONE, ("companies", "119", "count")),
    "stated": Wording(_HALF, _HALF, ("turnover", "1.6 billion", "USD")),
    "about": Wording(
        _ONE,
        _ONE,
        ("turnover", "70 million", "USD"),
        ("around", "some", "approximately", "close to"),
    ),
    "almost": Wording(
        _ONE, _NONE, ("turnover", "5 billion", "USD"), ("nearly", "just under", "up to")
    ),
    "more than": Wording(
        _NONE,
        INFINITY,
        ("turnover", "460 million", "USD"),
        ("over", "at least", "exceeded", "in excess of"),
    ),
    "less than": Wording(INFINITY, _NONE, ("export_share", "50", "percent"), ("below", "under")),
    "between": Wording(_HALF, _HALF, ("turnover", "6.2 to 6.4 billion", "USD")),
    "highest": Wording(_HALF, _HALF, ("turnover", "6.8 billion", "USD")),
    "lowest": Wording(_HALF, _HALF, ("turnover", "20 million", "USD")),
}

RECORDS = ("highest", "lowest")
"""The wordings of a record, which may have no number."""

SAME_WORDINGS = {word: name for name, row in WORDINGS.items() for word in (name, *row.also)}
"""A word of the wording column → the first word that means the same."""

ROUNDINGS = ("rounded", "cut")
"""What a source does with the digits that it does not print."""


class Limits(NamedTuple):
    """The lowest and the highest value that a quantity can have."""

    least: Decimal
    most: Decimal
    words: str


LEVEL = Limits(Decimal(0), INFINITY, "0 or more")
SHARE = Limits(Decimal(0), Decimal(100), "0 to 100 percent")
GROWTH = Limits(Decimal(-100), INFINITY, "-100 percent or more")
RANK = Limits(Decimal(1), INFINITY, "1 or more")
ANY = Limits(-INFINITY, INFINITY, "any number")


class Quantity(NamedTuple):
    """What a figure can measure."""

    identity: str
    """The class of quantities that it belongs to, which has one identity with the levels."""
    units: tuple[str, ...]
    limits: Limits
    words: str
    """Its name; {a} is the reporter, {b} the partner and {r} the region."""
    meaning: str
    mirror: str = ""
    """Its name with reporter and partner exchanged, on one and the same side's statistics."""


_MONEY, _PERCENT, _RATE = (MONEY,), ("percent",), ("percent", "times")
_AMOUNT = (MONEY, "t")
_FLOW_NAMES = {
    "turnover": ("turnover of {a} with {b}", "turnover"),
    "exports": ("exports of {a} to {b}", "imports"),
    "imports": ("imports of {a} from {b}", "exports"),
}


_STOCKS = {
    "investment_stock": (
        "investments of {a} in {b}",
        "investments of a kind that is not said, at a date",
    ),
    "direct_investment_stock": ("direct investments of {a} in {b}", "direct investments at a date"),
    "portfolio_investment_stock": (
        "portfolio investments of {a} in {b}",
        "portfolio investments at a date",
    ),
}
_OVER_BASE = "over the same period a year before, or over `base`"
_A_YEAR = "a mean, compounded, over the years from `base`, or over those of 2015/2020"


def _of_each_flow(
    ending: str, units: tuple[str, ...], limits: Limits, words: str, meaning: str, mirrored: bool
) -> dict[str, Quantity]:
    return {
        f"{flow}_{ending}": Quantity(
            ending.replace("_", " "),
            units,
            limits,
            words.format(name.replace("{b}", "the world") if ending == "share_of_total" else name),
            meaning,
            f"{mirror}_{ending}" if mirrored else "",
        )
        for flow, (name, mirror) in _FLOW_NAMES.items()
    }


QUANTITIES: dict[str, Quantity] = {
    **{
        flow: Quantity(
            "flow", _AMOUNT, LEVEL, words, "of a period; turnover is both together", mirror
        )
        for flow, (words, mirror) in _FLOW_NAMES.items()
    },
    "balance": Quantity(
        "balance", _MONEY, ANY, "trade balance of {a} with {b}", "exports − imports", "balance"
    ),
    **_of_each_flow("growth", _RATE, GROWTH, "growth of the {}", _OVER_BASE, True),
    **_of_each_flow("cagr", _PERCENT, GROWTH, "growth a year of the {}", _A_YEAR, True),
    **_of_each_flow("change", _AMOUNT, ANY, "change of the {}", _OVER_BASE, True),
    "balance_growth": Quantity(
        "growth of balance",
        _RATE,
        ANY,
        "growth of the trade balance of {a} with {b}",
        "over the same period a year before, or over `base`; of two surpluses or two deficits, and "
        "tested where its source prints both or their flows",
    ),
    "balance_change": Quantity(
        "change",
        _MONEY,
        ANY,
        "change of the trade balance of {a} with {b}",
        _OVER_BASE,
        "balance_change",
    ),
    "export_share": Quantity(
        "share of turnover",
        _PERCENT,
        SHARE,
        "share of exports in the turnover of {a} with {b}",
        "of turnover",
        "import_share",
    ),
    "import_share": Quantity(
        "share of turnover",
        _PERCENT,
        SHARE,
        "share of imports in the turnover of {a} with {b}",
        "of turnover",
        "export_share",
    ),
    "coverage_ratio": Quantity(
        "ratio",
        _RATE,
        LEVEL,
        "coverage of the imports of {a} from {b} by exports",
        "exports over imports",
    ),
    **_of_each_flow(
        "share_of_total",
        _PERCENT,
        SHARE,
        "share of {{b}} in the {}",
        "of the reporter's trade with the world",
        False,
    ),
    **_of_each_flow(
        "product_share",
        _PERCENT,
        SHARE,
        "share of the product in the {}",
        "of `product` in the pair's trade in goods; of `services`, in that in goods and services",
        True,
    ),
    **{
        name: Quantity(
            "share of region",
            _PERCENT,
            SHARE,
            f"share of {{a}} in the {words}",
            f"the reporter's share in a region's {flow} the partner{also}",
        )
        for name, flow, words, also in (
            (
                "share_of_region",
                "turnover with",
                "turnover of {r} with {b}",
                "; also `turnover_share_of_region`",
            ),
            ("exports_share_of_region", "exports to", "exports of {r} to {b}", ""),
            ("imports_share_of_region", "imports from", "imports of {r} from {b}", ""),
        )
    },
    **{
        f"regional_{flow}": Quantity(
            "regional total",
            _MONEY,
            LEVEL,
            name.replace("{a}", "{r}"),
            name.format(a="all members of a region", b="the partner"),
        )
        for flow, (name, _) in _FLOW_NAMES.items()
    },
    **{
        stock: Quantity("stock", _MONEY, LEVEL, words, meaning)
        for stock, (words, meaning) in _STOCKS.items()
    },
    **{
        f"{stock}_{ending}": Quantity(
            f"{ending} of stock", units, limits, f"{ending} of the {words}", _OVER_BASE
        )
        for ending, units, limits in (("growth", _RATE, GROWTH), ("change", _MONEY, ANY))
        for stock, (words, _) in _STOCKS.items()
    },
    **{
        f"{stock}_share_of_total": Quantity(
            "share of total",
            _PERCENT,
            SHARE,
            f"share of {{b}} in the {words.replace('{b}', 'the world')}",
            "of the reporter's stock in the world",
        )
        for stock, (words, _) in _STOCKS.items()
    },
    **{
        f"{stock}_share_of_region": Quantity(
            "share of region",
            _PERCENT,
            SHARE,
            f"share of {{a}} in the {words.replace('{a}', '{r}')}",
            "the reporter's share in a region's stock in the partner",
        )
        for stock, (words, _) in _STOCKS.items()
    },
    "investment_flow": Quantity(
        "investment flow",
        _MONEY,
        ANY,
        "flow of investment of {a} into {b}",
        "investment of a period, of a kind that is not said",
    ),
    "direct_investment_flow": Quantity(
        "investment flow",
        _MONEY,
        ANY,
        "flow of direct investment of {a} into {b}",
        "direct investment of a period",
    ),
    "loan": Quantity("loan", _MONEY, LEVEL, "loan of {a} to {b}", "debt, not investment"),
    "companies": Quantity(
        "count", ("count",), LEVEL, "companies of {a} in {b}", "how many the reporter has there"
    ),
    "count": Quantity(
        "count", ("count", "t"), LEVEL, "number of things of {a} in {b}", "of what `product` says"
    ),
    "gdp": Quantity(
        "gdp", _MONEY, LEVEL, "GDP of {a}", "gross domestic product of a period; partner is `WLD`"
    ),
    "rank": Quantity(
        "rank", ("count",), RANK, "rank of {b} among the partners of {a}", "1 is the first"
    ),
}
SAME_QUANTITIES = {"turnover_share_of_region": "share_of_region"}
"""Another name of a quantity → its name."""
