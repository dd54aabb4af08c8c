"""Write numbers and intervals in English: the one place where a number becomes text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis import rounding

MINUS = "\u2212"


class _Form(NamedTuple):
    """How numbers of a unit are written: digits after the point, and what stands around them."""

    digits: int
    form: str


FORMS = {
    "percent": _Form(1, "{} percent"),
    "points": _Form(1, "{} points"),
    "share": _Form(1, "{} percent"),
    "ratio": _Form(2, "{}"),
    "times": _Form(2, "{}"),
    "count": _Form(0, "{}"),
    "t": _Form(0, "{} tonnes"),
}
"""Unit of a result → how it is written. Amounts of money are written by size: see `interval`."""

SMALL = ("points", "share")
"""Units of which a number near 0 takes as many digits as show that it is none."""

RECORDS = {"highest": "a record high", "lowest": "a record low"}
"""Wording of a record → how a sentence calls it."""

MOST_DIGITS = 9
"""How many digits more than usual two numbers may need to be told apart."""

SIZES = ((1e6, "trillion"), (1e3, "billion"), (1.0, "million"), (1e-3, "thousand"))
"""In millions of a currency, how large an amount is that takes this word."""


def number(value: float, unit: str = "percent", digits: int | None = None) -> str:
    """Return a number as it is printed: digits by unit, thousands in groups, a true minus.

    Examples
    --------
    >>> number(-12.34), number(1234.56, "USD million"), number(2.345, "ratio")
    ('−12.3', '1,234.6', '2.35')
    >>> number(0.021, "points"), number(80, "USD million"), number(1.0554, "times")
    ('0.02', '80', '1.055')
    """
    if digits is None:
        digits = rounding.telling_digits(value) if unit == "times" else _form(unit).digits
        digits = rounding.digits_beside_zero(value, digits) if unit in SMALL else digits
    text = f"{value:,.{digits}f}"
    if _is_money(unit):
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit; an amount of money by its size.

    Examples
    --------
    >>> quantity(1500, "USD million"), quantity(551, "EUR million"), quantity(12.34, "percent")
    ('USD 1.5 billion', 'EUR 551 million', '12.3 percent')
    """
    scale, digits, form = _shape(value, unit)
    return form.format(number(value / scale, unit, digits))


def with_unit(number: str, unit: str) -> str:
    """Return a number that is a text already with its unit.

    Examples
    --------
    >>> with_unit("1,250 to 1,350", "USD million"), with_unit("5", "count")
    ('USD 1,250 to 1,350 million', '5')
    """
    return _form(unit).form.format(number)


def interval(result: Mapping[str, float], unit: str) -> str:
    """Return a result with its bounds, as it is written everywhere.

    Lower ends are rounded down and upper ends up, with digits enough to tell them from the value.
    Where all three are printed alike, the value stands alone.

    Examples
    --------
    >>> interval({"value": 12.34, "low": 11.86, "high": 13.04}, "percent")
    '12.3 percent (11.8 to 13.1)'
    >>> interval({"value": 1500, "low": 1450, "high": 1550}, "USD million")
    'USD 1.5 billion (1.45 to 1.55)'
    >>> interval({"value": 80, "low": float("-inf"), "high": 85}, "USD million")
    'USD 80 million (at most 85, no lower bound)'
    >>> interval({"value": 0.012345, "low": 0.0123445, "high": 0.0123455}, "USD million")
    'USD 12.345 thousand (12.344 to 12.346)'
    >>> interval({"value": 400 / 3, "low": float("nan"), "high": float("nan")}, "percent")
    '133.3 percent (no true values can have been printed like this)'
    """
    value, low, high = (float(result[name]) for name in ("value", "low", "high"))
    if math.isnan(value):
        return "not known"
    scale, digits, form = _shape(value, unit)
    ends = [end / scale for end in (low, value, high)]
    if len({number(end, unit, digits) for end in ends}) == 1:
        return form.format(number(ends[1], unit, digits))
    if not any(math.isnan(end) for end in ends):
        digits = rounding.digits_to_tell(ends, digits)
    shown = form.format(number(ends[1], unit, digits))
    return f"{shown} ({_range(ends[0], ends[2], unit, digits)})"


def bounds(
    result: Mapping[str, float], unit: str, *, exact: bool = False, more_digits: int = 0
) -> str:
    """Return the bounds of a result without its value; ``exact`` ones with all their digits.

    Examples
    --------
    >>> bounds({"low": 30.80, "high": 32.04}, "percent")
    '30.8 to 32.1 percent'
    >>> bounds({"low": 95.0, "high": float("inf")}, "USD million")
    'at least USD 95 million'
    >>> bounds({"low": 428.15, "high": 428.25}, "USD million", exact=True)
    'USD 428.15 to 428.25 million'
    >>> bounds({"low": 134.2445355, "high": 134.2445365}, "USD million", exact=True)
    'USD 134.2445355 to 134.2445365 million'
    """
    low, high = float(result["low"]), float(result["high"])
    finite = [abs(end) for end in (low, high) if math.isfinite(end)]
    if math.isnan(low) or math.isnan(high) or not finite:
        return _range(low, high, unit, 0)
    scale, digits, form = _shape(max(finite), unit)
    low, high = low / scale, high / scale
    digits = rounding.all_digits(low, high) if exact else digits + more_digits
    if low == high:
        return form.format(number(low, unit, digits))
    if math.isinf(low):
        return f"at most {form.format(_up(high, unit, digits))}"
    if math.isinf(high):
        return f"at least {form.format(_down(low, unit, digits))}"
    return form.format(_range(low, high, unit, digits))


def apart(one: Mapping[str, float], other: Mapping[str, float], unit: str) -> tuple[str, str]:
    """Return the bounds of two results that exclude each other, with digits enough to see it.

    Examples
    --------
    >>> apart({"low": 10.465, "high": 10.475}, {"low": 10.4762, "high": 10.4763}, "percent")
    ('10.465 to 10.475 percent', '10.476 to 10.477 percent')
    """
    below, above = sorted((one, other), key=lambda ends: (ends["low"], ends["high"]))
    high, low = float(below["high"]), float(above["low"])
    more = 0
    if math.isfinite(high) and math.isfinite(low) and high < low:
        scale, digits, _ = _shape(max(abs(high), abs(low)), unit)
        while more < MOST_DIGITS and rounding.rounded_up(
            high / scale, digits + more
        ) >= rounding.rounded_down(low / scale, digits + more):
            more += 1
    return bounds(one, unit, more_digits=more), bounds(other, unit, more_digits=more)


def at_least(value: float, unit: str = "points") -> str:
    """Return a number that another one is at least, rounded down, with digits enough to be above 0.

    Examples
    --------
    >>> at_least(42.26), at_least(0.0213), at_least(9.428, "ratio")
    ('42.2', '0.02', '9.42')
    """
    digits = rounding.digits_beside_zero(value, _form(unit).digits)
    while digits < MOST_DIGITS and value > 0 and not rounding.rounded_down(value, digits):
        digits += 1
    return number(rounding.rounded_down(value, digits), unit, digits)


def signed(value: float) -> str:
    """Return a number of percentage points with its sign, and digits enough to have one.

    Examples
    --------
    >>> signed(48.19), signed(-4.2), signed(0.021)
    ('+48.2', '−4.2', '+0.02')
    """
    text = number(value, "points")
    return text if text.startswith(MINUS) else f"+{text}"


def printed(figure: Mapping[str, str]) -> str:
    """Return a number as it was printed, with its wording.

    Examples
    --------
    >>> printed({"as_written": "60 million", "wording": "more than"})
    'more than 60 million'
    """
    return worded(figure["as_written"], figure["wording"])


def worded(number: str, wording: str) -> str:
    """Return a printed number with its wording; blank is the number of a record without one.

    Examples
    --------
    >>> worded("6.2 and 6.4 billion", "between"), worded("-5", "stated"), worded("", "highest")
    ('between 6.2 and 6.4 billion', '−5', 'a record high')
    """
    number = re.sub(r"(?<!\w)-(?=[^\s\d]*\s?\d)", MINUS, number)
    if wording in RECORDS:
        return f"{RECORDS[wording]} of {number}" if number else RECORDS[wording]
    return number if wording in ("stated", "exact") else f"{wording} {number}"


def _form(unit: str) -> _Form:
    """Return how numbers of a unit are written where they are not written by size."""
    if _is_money(unit):
        return _Form(1, f"{unit.removesuffix(' million')} {{}} million")
    return FORMS[unit]


def _is_money(unit: str) -> bool:
    """Say whether amounts of a unit are written by size."""
    return unit.endswith(" million")


def _shape(value: float, unit: str) -> tuple[float, int, str]:
    """Return by what to divide, with how many digits to write, and what stands around it."""
    if not _is_money(unit):
        digits = rounding.telling_digits(value) if unit == "times" else _form(unit).digits
        digits = rounding.digits_beside_zero(value, digits) if unit in SMALL else digits
        return 1.0, digits, _form(unit).form
    size = abs(value) if math.isfinite(value) and value else 1.0
    scale, word = next((s for s in SIZES if size >= s[0] * 0.99995), SIZES[-1])
    before = max(1, math.floor(math.log10(size / scale) + 1e-9) + 1)
    return scale, max(0, 4 - before), f"{unit.removesuffix(' million')} {{}} {word}"


def _range(low: float, high: float, unit: str, digits: int) -> str:
    """Return the bounds of a result in words, rounded outwards."""
    if math.isnan(low) or math.isnan(high):
        return "no true values can have been printed like this"
    if math.isinf(low) and math.isinf(high):
        return "no bound on either side"
    if math.isinf(low):
        return f"at most {_up(high, unit, digits)}, no lower bound"
    if math.isinf(high):
        return f"at least {_down(low, unit, digits)}, no upper bound"
    return f"{_down(low, unit, digits)} to {_up(high, unit, digits)}"


def _down(value: float, unit: str, digits: int) -> str:
    return number(rounding.rounded_down(value, digits), unit, digits)


def _up(value: float, unit: str, digits: int) -> str:
    return number(rounding.rounded_up(value, digits), unit, digits)
