"""Find the unit and the scale of a table's numbers in its title, its headings or an option."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.errors import DataError
from analysis.tables_of_offices.formats import CURRENCIES, SCALES


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds one of some words, or one of some signs, in small letters."""
    forms = (rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])" for word in words if word.isascii())
    signs = (re.escape(word) for word in words if not word.isascii() or not word[-1].isalnum())
    return re.compile("|".join([*signs, *forms]))


_CURRENCIES = {name: _pattern(words) for name, words in CURRENCIES.items()}
_SCALES = {name: _pattern(words) for name, words in SCALES.items()}

_OTHER_DOLLARS = re.compile(r"\b[a-z]{1,2}(?<!us)(?<!\bu)\$")
"""Signs of other dollars: A$, S$, NZ$."""

_WORDS = {"ALL", "TOP", "CUP"}
"""Words in capital letters that are currencies too."""


class Unit(NamedTuple):
    """In what the numbers of a column are; blank where it is not said."""

    currency: str = ""
    scale: str = ""

    def __str__(self) -> str:
        return " ".join(self).strip()

    def with_title(self, title: Unit, where: str) -> Unit:
        """Return what a heading and the title of its table say together.

        Raises
        ------
        DataError
            Where they say two things.

        Examples
        --------
        >>> print(Unit(scale="million").with_title(Unit("USD"), "x.csv"))
        USD million
        """
        if any(mine and other and mine != other for mine, other in zip(self, title, strict=True)):
            raise DataError(
                f"{where}: the heading says {self} and the title {title}: say which one is meant "
                "with --unit"
            )
        return Unit(*(mine or other for mine, other in zip(self, title, strict=True)))


def unit_in(text: str, where: str) -> Unit:
    """Return the unit that a text names.

    Raises
    ------
    DataError
        Where it names two.

    Examples
    --------
    >>> print(unit_in("Exports (US$ bn)", "x.csv"), unit_in("Bin ABD Doları", "x.csv"), sep=", ")
    USD billion, USD thousand
    """
    small = text.replace("İ", "i").lower()
    currencies = [name for name, form in _CURRENCIES.items() if form.search(small)]
    if _OTHER_DOLLARS.search(small):
        currencies = [name for name in currencies if name != "USD"]
    codes = {word for word in re.findall(r"\b[A-Z]{3}\b", text) if is_currency(word)}
    currencies = [*dict.fromkeys([*currencies, *sorted(codes - _WORDS)])]
    scales = [name for name, form in _SCALES.items() if form.search(small)]
    for found in (currencies, scales):
        if len(found) > 1:
            raise DataError(
                f"{where}: {text!r} names two units, {' and '.join(found)}; say which one is meant "
                "with --unit"
            )
    return Unit("".join(currencies), "".join(scales))


def unit_of(text: str) -> Unit:
    """Return the unit that an option names.

    Raises
    ------
    DataError
        Where it is none.

    Examples
    --------
    >>> print(unit_of("USD million"), unit_of("EUR"), sep=", ")
    USD million, EUR
    """
    found = unit_in(text, "--unit")
    known = text.lower()
    for form in [*_CURRENCIES.values(), *_SCALES.values()]:
        known = form.sub("", known)
    unread = [word for word in re.findall(r"[^\W\d_]+", known) if not is_currency(word.upper())]
    if not found.currency or {*unread} - {"in", "of", "the"}:
        raise DataError(
            f"--unit: {text!r} is no unit: write a currency by its ISO 4217 code and a scale, such "
            "as 'USD million', 'EUR thousand' or 'USD'"
        )
    return found


def is_currency(code: str) -> bool:
    """Say whether a code is a currency's by ISO 4217.

    Examples
    --------
    >>> is_currency("EUR"), is_currency("EUX")
    (True, False)
    """
    import pycountry

    return pycountry.currencies.get(alpha_3=code) is not None
