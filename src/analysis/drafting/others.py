"""Find the flows with which one is compared: behind only the one with B."""

from __future__ import annotations

import re

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
