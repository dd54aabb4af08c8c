"""Know how texts write currencies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.study.currencies import Word, words


def currency(word: str, pair: tuple[str, str]) -> str:
    """Return the code of a currency; where its word is that of several, the pair decides.

    Examples
    --------
    >>> currency("rs", ("PAK", "LKA")), currency("us dollars", ("", ""))
    ('PKR', 'USD')
    """
    word = word.removeprefix("of ").removeprefix("u.s. ").removeprefix("us ")
    return fitting(words().get(word) or words().get(word.rstrip("s.")) or [], pair) or word.upper()


def is_money(sign: str, pair: tuple[str, str], *, is_amount: bool = True) -> bool:
    """Say whether what stands before digits is a currency.

    A letter is one where it is that of one of the pair, before what can be an amount: N5 billion is
    naira, and N95 a mask.

    Examples
    --------
    >>> is_money("N", ("NGA", "GHA")), is_money("N", ("FRA", "CHE")), is_money("$", ("", ""))
    (True, False, True)
    """
    word = sign.strip(" +-\u2212").lower()
    is_letter = len(word) == 1 and word.isascii() and word.isalpha()
    return not is_letter or (is_amount and _is_own(word, pair))


def may_be_own_dollar(written: str, unit: str, pair: tuple[str, str]) -> bool:
    """Say whether dollars may be those of one of the pair, and not of the United States.

    Examples
    --------
    >>> may_be_own_dollar("$5 million", "USD", ("JPN", "AUS"))
    True
    >>> may_be_own_dollar("US$5 million", "USD", ("JPN", "AUS"))
    False
    """
    if unit != "USD" or re.search(r"u\.?s|american", written.lower()):
        return False
    return any(_is_own(word, pair) for word in words() if word.endswith(" dollar"))


def _is_own(word: str, pair: tuple[str, str]) -> bool:
    return any(code != "USD" and place in pair for code, place in words()[word])


def fitting(choices: Sequence[Word], pair: tuple[str, str]) -> str:
    """Return the currency of the pair among those that a word may stand for, or else the first.

    Examples
    --------
    >>> fitting(words()["rs"], ("PKR", "LKA")), fitting([], ("", ""))
    ('LKR', '')
    """
    own = [code for code, economy in choices if economy and economy in pair]
    return next(iter(own or [code for code, _ in choices]), "")
