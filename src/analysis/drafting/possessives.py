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
    "amounted|came|stood|had|been|worth|rose|grew|increased|fell|declined|dropped|up|down|a"
)
_OPENS = re.compile(
    r"(?:[,;:(]|\b(?:and|but|while|whereas|against|than|to|versus|with))\s+(?:the )?$"
)
_OWNS = re.compile(
    r"['’]s?(?: (?:in|to|from|with) (?:the )?(?P<other>[A-Z][\w ]*?))?(?=[ ,])"
    rf",?(?: (?:{_VERBS}))* (?:\w+ly )?"
)


def topic_of(
    text: str, topic: Topic, places: Sequence[Place], number: Number, parties: Parties
) -> Topic | None:
    """Return the flow of whoever alone is named before a number, of the kind told before it."""
    if topic.kind not in _KINDS or topic.start < 0:
        return None
    for place in places:
        if not topic.end <= place.start < number.start or place.code not in parties.pair:
            continue
        ahead = text[max(topic.end, place.start - 12) : place.start]
        if _OPENS.search(ahead) and _OWNS.fullmatch(text, place.end, number.start):
            return replace(topic, reporter=place.code, partner=parties.complement(place.code))
    return None
