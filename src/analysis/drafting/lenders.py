"""Say who lends or invests and in whom, where a verb or a noun says it: A received a loan."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.drafting.cues import Cue
from analysis.drafting.places import Place

_TAKES = (
    "receiv(?:e[sd]?|ing)",
    "attract(?:s|ed|ing)?",
    "obtain(?:s|ed|ing)?",
    "secur(?:e[sd]?|ing)",
    "drew",
    "draws?",
    "took(?: out)?",
    "takes?(?: out)?",
    "got",
    "won",
    "accept(?:s|ed)?",
)
_GIVES = (
    "grant(?:s|ed|ing)?",
    "g[ai]ven?",
    "giv(?:es|ing)",
    "extend(?:s|ed|ing)?",
    "offer(?:s|ed|ing)?",
    "provid(?:e[sd]?|ing)",
    "promis(?:e[sd]?|ing)",
    "pledg(?:e[sd]?|ing)",
    "lent",
    "lend(?:s|ing)?",
)
_TAKER = re.compile(
    rf"(?:['’]s? [a-z]+)? (?:(?:has|had|have|also) )*(?:{'|'.join(_TAKES)}) "
    r"(?:(?!from\b|and\b)[^,;.]){0,50}"
)
_GIVEN = re.compile(rf"\b(?:{'|'.join(_GIVES)}) (?:the )?$", re.IGNORECASE)
_TO_WHOM = re.compile(r"(?:['’]s? [a-z]+)? (?:(?!and\b)[^,;.]){0,40}")
_INVESTOR_IN = re.compile(r"\binvestors? in (?:the )?$", re.IGNORECASE)
_ITS_INVESTOR = re.compile(r"['’]s? (?:[\w-]+ ){0,4}investors?\b", re.IGNORECASE)


def receiver(text: str, cue: Cue, places: Sequence[Place]) -> Place | None:
    """Return who is said to receive a loan or an investment; None where nobody is.

    Examples
    --------
    >>> from analysis.drafting.cues import cues
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "Georgia received a loan"
    >>> receiver(text, cues(text, 0, 23)[0], Gazetteer().find(text)).code
    'GEO'
    """
    for place in reversed([p for p in places if p.end <= cue.start and p.form != "region"]):
        given = _GIVEN.search(text, max(0, place.start - 16), place.start)
        if given and _TO_WHOM.fullmatch(text, place.end, cue.start):
            return place
        if place.form == "name" and _TAKER.fullmatch(text, place.end, cue.start):
            return place
    return None


def investor(text: str, cue: Cue, places: Sequence[Place]) -> tuple[str, str] | None:
    """Return who is said to be an investor before an amount, and in which economy.

    Examples
    --------
    >>> from analysis.drafting.cues import cues
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "Turkey, the second investor in Georgia, with an investment of $5 million"
    >>> investor(text, cues(text, 0, 70)[-1], Gazetteer().find(text))
    ('TUR', 'GEO')
    """
    for place, then in reversed(list(itertools.pairwise(places))):
        if place.end <= cue.start and _INVESTOR_IN.search(text, place.end, then.start):
            return place.code, then.code
        if then.end <= cue.end and _ITS_INVESTOR.match(text, then.end):
            return place.code, then.code
    return None
