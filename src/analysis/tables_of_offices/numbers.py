"""Read the cells of a table as printed numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from analysis.errors import DataError
from analysis.fetch.totals import amount
from analysis.study.units import SCALES
from analysis.tables_of_offices.formats import MISSING

_SIGN = r"[+\-−–]?"
_ENGLISH = re.compile(rf"{_SIGN}(?:\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?")
_OTHER = re.compile(rf"{_SIGN}(?:\d{{1,3}}(?:[. ]\d{{3}})+|\d+)(?:,\d+)?")
_POINT = ("en", "he", "ja", "ko", "th", "zh")
"""Languages with a decimal point; the others have a comma."""

_FLAGGED = re.compile(r"(?P<number>.*?[\d.)])\s*(?P<flag>[a-zA-Z*†‡]{1,3})?")


class Printed(NamedTuple):
    """A number as it goes into figures.csv, and the flag beside it."""

    as_written: str
    wording: str
    flag: str = ""


def is_missing(cell: str) -> bool:
    """Say whether a cell has no number, in the signs of offices for that.

    Examples
    --------
    >>> is_missing(""), is_missing("n/a"), is_missing(": c"), is_missing("0.0")
    (True, True, True, False)
    """
    return cell.strip().lower() in MISSING or cell.split()[0] == ":"


def printed(cell: str, unit: str, scale: str = "", locale: str = "en") -> Printed:
    """Return the number of a cell with the scale that its table implies.

    A number with all digits down to single units of its currency is exact.

    Raises
    ------
    DataError
        For a text that is no number.

    Examples
    --------
    >>> printed("9581.2 p", "EUR", "million")
    Printed(as_written='9581.2 million', wording='stated', flag='p')
    >>> printed("8431254.907", "USD", "thousand")
    Printed(as_written='8431254907', wording='exact', flag='')
    >>> printed("8.431.254,9", "USD", "thousand", "tr").as_written
    '8.431.254,9 thousand'
    """
    text = " ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").split())
    match = _FLAGGED.fullmatch(text)
    if not match:
        raise DataError(f"{cell[:60]!r} is not a number{_hint(locale)}")
    digits = re.sub(r"^\((.*)\)$", r"-\1", match["number"])
    in_point = locale[:2] in _POINT
    if not (_ENGLISH if in_point else _OTHER).fullmatch(digits):
        raise DataError(f"{cell[:60]!r} is not a number{_hint(locale)}")
    digits = re.sub("[−–]", "-", digits).lstrip("+")
    plain = digits.replace(" ", "")
    plain = plain.replace(",", "") if in_point else plain.replace(".", "").replace(",", ".")
    flag = match["flag"] or ""
    if unit == "percent":
        return Printed(plain if in_point else digits, "stated", flag)
    value = Decimal(plain)
    decimals = len(plain.partition(".")[2]) if "e" not in plain.lower() else 99
    power = SCALES[scale] if scale else 0
    if decimals >= power:
        return Printed(amount(value.scaleb(power)), "exact", flag)
    return Printed(f"{plain if in_point else digits} {scale}", "stated", flag)


def _hint(locale: str) -> str:
    if locale[:2] in _POINT:
        return "; where a comma is the decimal sign, say so with --locale, such as --locale de"
    return f" as it is written in the locale {locale}"
