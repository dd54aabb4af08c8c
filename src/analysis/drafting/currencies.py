"""Know how texts write currencies."""

from __future__ import annotations

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


def fitting(choices: Sequence[Word], pair: tuple[str, str]) -> str:
    """Return the currency of the pair among those that a word may stand for, or else the first.

    Examples
    --------
    >>> fitting(words()["rs"], ("PKR", "LKA")), fitting([], ("", ""))
    ('LKR', '')
    """
    own = [code for code, economy in choices if economy and economy in pair]
    return next(iter(own or [code for code, _ in choices]), "")
