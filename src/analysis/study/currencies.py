"""Know the codes of currencies, and the signs and words with which amounts are printed."""

from __future__ import annotations

import csv
import functools
from importlib.resources import files
from typing import NamedTuple

from analysis.study.units import MONEY, UNITS

SHARED = {"dollar": "$", "peso": "$"}
"""Last word of a currency's name → the sign that it shares with others."""


class Word(NamedTuple):
    """A currency that a sign or word of a text may stand for."""

    code: str
    economy: str
    """Where that is its name; blank where it is so anywhere."""


@functools.cache
def words() -> dict[str, list[Word]]:
    """Return how texts write currencies: a sign or word in small letters → what it may stand for.

    Examples
    --------
    >>> [word.code for word in words()["rs"]], [word.code for word in words()["euro"]]
    (['INR', 'PKR', 'LKR', 'NPR', 'MUR'], ['EUR'])
    """
    text = files("analysis.study").joinpath("currencies.csv").read_text(encoding="utf-8")
    known: dict[str, list[Word]] = {}
    for row in csv.DictReader(text.splitlines()):
        for word in row["words"].split(";"):
            known.setdefault(word, []).append(Word(row["code"], row["economies"]))
    return known


@functools.cache
def is_currency(code: str) -> bool:
    """Say whether a code is an ISO 4217 code of a currency; metals and tests are none.

    Examples
    --------
    >>> is_currency("EUR"), is_currency("EURO"), is_currency("XAU"), is_currency("XOF")
    (True, False, False, True)
    """
    import pycountry

    shared = ("XAF", "XCD", "XOF", "XPF", "XCG")
    known = pycountry.currencies.get(alpha_3=code) if code.isupper() and len(code) == 3 else None
    return known is not None and (not code.startswith("X") or code in shared)


def unknown_unit(unit: str) -> str:
    """Return what is wrong with a unit that is none.

    Examples
    --------
    >>> unknown_unit("euro")
    'is not percent, times, count, t or an ISO 4217 code of a currency (is EUR meant?)'
    """
    names = ", ".join(name for name in UNITS if name not in (MONEY, "t"))
    common = ("USD", "EUR", "GBP", "CNY", "RUB", "JPY", "INR", "TRY")
    like = [code for code in common if unit.lower() in said(code)]
    hint = f" (is {like[0]} meant?)" if like else ""
    return f"is not {names}, t or an ISO 4217 code of a currency{hint}"


@functools.cache
def said(currency: str, locale: str = "en") -> tuple[str, ...]:
    """Return the signs and words that may stand before or after an amount of a currency.

    Examples
    --------
    >>> {"$", "us$", "dollars"} <= set(said("USD")), "€" in said("EUR"), "€" in said("USD")
    (True, True, False)
    """
    dollars = ("$", "us$", "usd", "dollar", "dollars", "us dollar", "us dollars", "u.s. dollars")
    if currency == MONEY and locale == "en":
        return dollars
    from babel.numbers import get_currency_name, get_currency_symbol

    names = [
        get_currency_name(currency, count, locale=language).lower()
        for language in dict.fromkeys(["en", locale.replace("-", "_")])
        for count in (1, 2)
    ]
    last = [name.split()[-1] for name in names]
    sign = get_currency_symbol(currency, locale="en").lower()
    written = [word for word, meant in words().items() if currency in {m.code for m in meant}]
    plural = [f"{word}s" for word in written if len(word) > 2 and word.isalpha()]
    known = [sign, currency.lower(), *names, *last, *written, *plural]
    known += [SHARED[last[0]]] if last[0] in SHARED else []
    known += dollars if currency == MONEY else ()
    return tuple(dict.fromkeys(known))
