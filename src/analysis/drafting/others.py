"""Find the flows with which one is compared: behind only the one with B."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from analysis.drafting.numbers import Number
from analysis.drafting.places import Place

_COMPARES = (
    "behind",
    "after",
    "following",
    "ahead of",
    "than",
    "exceeded by",
    "surpassed by",
    "topped by",
    "second to",
    "next to",
    "similar to",
    "besides",
    "unlike",
    "matched by",
)
_ONLY = r"(?:only |just |even |solely )?"
_WAYS = "|".join(way.replace(" ", f" {_ONLY}") for way in _COMPARES)
_OTHER = re.compile(
    rf"\b(?:{_WAYS}) {_ONLY}(?:the ones?|that|those) (?:with|to|from|in|into) (?:the )?",
    re.IGNORECASE,
)
_AMOUNT_AHEAD = re.compile(r",? (?:at|with|of|worth|which (?:was|is)) (?:[a-z]+ )?")
_JOINED = re.compile(r"(?:,|,? and|,? or) (?:the )?")
_OF_PLACES = re.compile(r"\b(?:with|to|from|in|into|for|behind|than|after) (?:the )?$")
_HAVE = re.compile(
    r"(?:,? (?:\(|at|of|with|were|was|had|reached|amounted to|came to|stood at|totall?ed|worth)|:)"
    r"[ (]*(?:(?:about|some|around|nearly|almost|over|worth) )?"
)


def stop_before_other(text: str, start: int, stop: int) -> int:
    """Return where the words on another flow begin; the end of the stretch without them.

    Examples
    --------
    >>> text = "The surplus was larger than that with Georgia."
    >>> text[stop_before_other(text, 0, len(text)) :]
    'than that with Georgia.'
    """
    other = _OTHER.search(text, start, stop)
    return other.start() if other else stop


def is_of_other(text: str, start: int, place: Place, number_start: int) -> bool:
    """Say whether a number is told of another flow: the one with Georgia, at 5 million."""
    others = _OTHER.finditer(text, start, place.start)
    named = any(other.end() == place.start for other in others)
    return named and bool(_AMOUNT_AHEAD.fullmatch(text, place.end, max(place.end, number_start)))


def place_in_list(
    text: str, places: Sequence[Place], listed: Sequence[Number], at: int
) -> Place | None:
    """Return the place that goes with a number, where a list of both stands beside each other.

    Examples
    --------
    >>> from analysis.drafting.numbers import numbers
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "those with Georgia and Turkey ($5 and $4 million)"
    >>> listed = numbers(text, ("", ""))
    >>> place_in_list(text, Gazetteer().find(text), listed, 1).code
    'TUR'
    """
    before = [place for place in places if listed and place.end <= listed[0].start]
    named = before[-len(listed) :]
    if len(listed) < 2 or len(named) < len(listed):
        return None
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(named))
    is_list = all(_JOINED.fullmatch(gap) for gap in gaps)
    is_all = not any(
        _JOINED.fullmatch(text[p.end : named[0].start]) for p in before[: -len(listed)]
    )
    told = _OF_PLACES.search(text, max(0, named[0].start - 12), named[0].start)
    have = _HAVE.fullmatch(text, named[-1].end, listed[0].start)
    return named[at] if is_list and is_all and told and have else None
