"""Tell what was invested in a time from what had been invested by then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.parties import Topic

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_FLOW = re.compile(
    r"\binvested \S*\d|\binflows?|\boutflows?|\bflows?\b|\ba year\b|new investment", re.IGNORECASE
)
_STOCK = re.compile(
    r"\bstocks?\b|cumulative|accumulated|\bend[- ]of|\bend-|so far|to date|stood at", re.IGNORECASE
)
_ALL_SO_FAR = re.compile(r"end of|stock|so far|to date|total", re.IGNORECASE)
_PUTS = (
    "invested",
    "invest",
    "put",
    "poured",
    "ploughed",
    "plowed",
    "pumped",
    "pouring",
    "placed",
    "channelled",
    "channeled",
    "sank",
    "sunk",
)
_HAVE_PUT = re.compile(rf"\b(?:has|have) (?:\w+ )?(?:{'|'.join(_PUTS)})\b", re.IGNORECASE)
_COMES = (
    "received",
    "attracted",
    "drew",
    "drawn",
    "was made",
    "were made",
    "came in",
    "flowed",
    "arrived",
    "new",
    "fresh",
)
_COMES_NEAR = re.compile(rf"\b(?:{'|'.join(_COMES)})\b", re.IGNORECASE)
_NEAR = 50
_PART_OF_A_YEAR = re.compile(r"\d{4}-(?:Q\d|H\d|M\d\d/M\d\d|\d\d)")


def is_flow(sentence: SentenceReader, topic: Topic) -> bool:
    """Say whether an investment is that of a time, and not a stock.

    Words for a stock count first. Where no time is told, all is meant that was invested so far.
    """
    text, times = sentence.text, sentence.timing.times
    if topic.word.lower().startswith(("inflow", "outflow")):
        return True
    if any(re.fullmatch(r"\d{4}/\d{4}", time.period) for time in times):
        return True
    words = text[sentence.start : sentence.end]
    puts = topic.word.lower() in _PUTS and not _ALL_SO_FAR.search(words)
    if not (_FLOW.search(words) or puts or _comes(sentence, topic)):
        return False
    return not (
        _STOCK.search(words) or (_HAVE_PUT.search(words) and not _has_time(sentence, topic))
    )


def _has_time(sentence: SentenceReader, topic: Topic) -> bool:
    """Say whether a time stands in the clause of the word for the investment."""
    clause = re.match(r"[^,;]*", sentence.text[topic.end : sentence.end])
    near = range(topic.start, topic.end + (clause.end() if clause else 0))
    return any(time.start in near for time in sentence.timing.times)


def _comes(sentence: SentenceReader, topic: Topic) -> bool:
    """Say whether a verb tells that it came in a time: received, was made."""
    told = [t for t in sentence.timing.times if t not in sentence.timing.compared]
    if topic.start < 0 or not told:
        return False
    if any(_PART_OF_A_YEAR.fullmatch(time.period) for time in told):
        return True
    start, end = max(sentence.start, topic.start - _NEAR), min(sentence.end, topic.end + _NEAR)
    return bool(_COMES_NEAR.search(sentence.text, start, end))
