"""Read a flow that only its owner names: B's exports were $5 million, A's $4 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.drafting.numbers import Number
from analysis.drafting.parties import Parties, Topic
from analysis.drafting.places import Place

_KINDS = ("exports", "imports", "investment")
_VERBS = (
    "was|were|is|are|by|at|to|only|just|about|some|around|nearly|almost|over|reached|totalled|"
    "amounted|came|stood|had|been|worth|rose|grew|increased|fell|declined|dropped|up|down|a|which"
)
_OPENS = re.compile(
    r"(?:[,;:(]|\b(?:and|but|while|whereas|against|than|to|versus|with))\s+(?:the )?$"
)
_AT_OTHER = r"(?: (?:in|to|from|with) (?:the )?(?P<other>[A-Z][\w ]*?))?(?=[ ,])"
_NUMBER_FOLLOWS = rf",?(?: (?:{_VERBS}))* (?:\w+ly )?"
_OWNS = re.compile(rf"['’]s?{_AT_OTHER}{_NUMBER_FOLLOWS}")
_OPENS_OWNER = re.compile(r"\b(?:that|those) (?:of|by|from|held by) (?:the )?$")
_FIRMS = "firms|companies|investors|businesses|exporters|importers"
_OWNER = re.compile(rf"(?: (?:{_FIRMS}))?{_AT_OTHER}{_NUMBER_FOLLOWS}")
_REVERSE_OF = "stock|flow|figure|amount|position|sum"
_REVERSED = re.compile(
    rf"(?:[,;:(]|\b(?:and|but|while|whereas)) (?:the (?:reverse|opposite) (?:{_REVERSE_OF})|"
    rf"(?:that )?in the (?:other|opposite|reverse) direction){_NUMBER_FOLLOWS}$"
)
_REVERSE = re.compile(r"\b(?:reverse|opposite) $", re.IGNORECASE)


def topic_of(
    text: str, topic: Topic, places: Sequence[Place], number: Number, parties: Parties
) -> Topic | None:
    """Return the flow of whoever alone is named before a number, of the kind told before it."""
    if topic.kind not in _KINDS or topic.start < 0:
        return None
    if _is_reversed(text, topic, number):
        return replace(topic, reporter=topic.partner, partner=topic.reporter)
    for place in places:
        if not topic.end <= place.start < number.start or place.code not in parties.pair:
            continue
        ahead = text[max(topic.end, place.start - 20) : place.start]
        span = place.end, number.start
        is_owner = _OPENS.search(ahead) and _OWNS.fullmatch(text, *span)
        is_owner = is_owner or (_OPENS_OWNER.search(ahead) and _OWNER.fullmatch(text, *span))
        if is_owner:
            return replace(topic, reporter=place.code, partner=parties.complement(place.code))
    return None


def _is_reversed(text: str, topic: Topic, number: Number) -> bool:
    """Say whether a number is told of the other direction: and the reverse stock 5 million."""
    if topic.guessed and _REVERSE.search(text, max(0, topic.start - 10), topic.start):
        return True
    return bool(_REVERSED.search(text, topic.end, number.start))
