"""Know the codes of currencies, and the signs and words with which amounts are printed."""

from __future__ import annotations

import functools

from analysis.study.schema import MONEY, UNITS

FURTHER = {
    "ALL": ("leks",),
    "AZN": ("₼",),
    "CAD": ("c$",),
    "CNY": ("¥", "rmb", "renminbi"),
    "GBP": ("sterling",),
    "GEL": ("₾",),
    "KZT": ("₸",),
    "RUB": ("₽", "rouble", "roubles"),
    "SGD": ("s$",),
    "TRY": ("₺",),
    "UAH": ("₴",),
    "ZAR": ("r",),
}
"""Code → how amounts are printed besides the signs and names of the Unicode tables (CLDR)."""
SHARED = {"dollar": "$", "rupee": "rs", "peso": "$"}
"""Last word of a currency's name → the sign that it shares with others."""


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
    words = [sign, currency.lower(), *names, *last, *FURTHER.get(currency, ())]
    words += [SHARED[last[0]]] if last[0] in SHARED else []
    words += dollars if currency == MONEY else ()
    return tuple(dict.fromkeys(words))
