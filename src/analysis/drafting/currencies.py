"""Know how texts write currencies."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def currency_words() -> dict[str, list[tuple[str, str]]]:
    """Return how currencies are written: word → code and economy of each that it may be."""
    text = (
        resources.files("analysis.drafting").joinpath("currencies.csv").read_text(encoding="utf-8")
    )
    words: dict[str, list[tuple[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        for word in row["words"].split(";"):
            words.setdefault(word, []).append((row["code"], row["economies"]))
    return words


def currency(word: str, pair: tuple[str, str]) -> str:
    """Return the code of a currency; where its word is that of several, the pair decides.

    Examples
    --------
    >>> currency("rs", ("PAK", "LKA")), currency("us dollars", ("", ""))
    ('PKR', 'USD')
    """
    word = word.removeprefix("of ").removeprefix("u.s. ").removeprefix("us ")
    known = currency_words()
    choices = known.get(word) or known.get(word.rstrip("s.")) or []
    fitting = [code for code, economy in choices if economy and economy in pair]
    return (fitting or [code for code, _ in choices] or [word.upper()])[0]
