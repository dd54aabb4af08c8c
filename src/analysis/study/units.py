"""The units in which a number can be printed, each declared once, and the words for a scale."""

from typing import NamedTuple


class Unit(NamedTuple):
    """A unit in which a number can be printed."""

    held_in: str
    """The unit of value, low and high. How it looks is said in `analysis.text`."""
    printed: str
    """The number with its unit, as a sentence has it."""
    meaning: str = ""
    power: int = 0
    """Of ten, from the printed number to the one that is held."""
    takes_scale: bool = False
    """Whether a scale word may follow the number."""
    zeros_count: bool = False
    """Whether trailing zeros of a stated number are significant."""
    is_multiple: bool = False
    """Whether it is how many times as large something is, which `read` makes percent."""


UNITS = {
    "USD": Unit("USD million", "USD {}", "US dollars", power=-6, takes_scale=True),
    "percent": Unit("percent", "{} percent", zeros_count=True),
    "times": Unit(
        "percent",
        "{} times",
        "of growth, 2.3 times is 130 percent; of a ratio, 230 percent",
        zeros_count=True,
        is_multiple=True,
    ),
    "count": Unit("count", "{}", "a number of things", takes_scale=True),
    "t": Unit("t", "{} tonnes", "tonnes", takes_scale=True),
}


MONEY = "USD"
"""Stands for any currency among the units of a quantity."""


def is_money(unit: str) -> bool:
    """Say whether a unit is a currency, which it is unless it is in the table.

    Examples
    --------
    >>> is_money("USD"), is_money("EUR"), is_money("t")
    (True, True, False)
    """
    return unit == MONEY or unit not in UNITS


def is_measure(unit: str) -> bool:
    """Say whether levels can be measured in a unit: currencies and tonnes.

    Examples
    --------
    >>> is_measure("EUR"), is_measure("t"), is_measure("percent")
    (True, True, False)
    """
    return is_money(unit) or unit == "t"


def unit_of(name: str) -> Unit:
    """Return a unit; one that is not in the table is a currency.

    Examples
    --------
    >>> unit_of("EUR").held_in, unit_of("EUR").printed, unit_of("percent").held_in
    ('EUR million', 'EUR {}', 'percent')
    """
    known = UNITS.get(name)
    return known or UNITS[MONEY]._replace(
        held_in=f"{name} million", printed=f"{name} {{}}", meaning=""
    )


SCALES = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "lakh": 5,
    "crore": 7,
}
"""Scale word → its power of ten."""
