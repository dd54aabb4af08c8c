"""Say whether a number that no word beside it explains goes on from what was told before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.cues import TARGET
from analysis.drafting.labels import label_of
from analysis.drafting.numbers import Number
from analysis.drafting.parts import is_part_of_what_was_told
from analysis.drafting.product_words import LEAVES_OUT

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_ANAPHORA = re.compile(
    r"[\"“‘']?(?:it|they|this|that|these|those|together|both|the (?:figures?|total|sum|value|"
    r"volume|amount|rise|"
    r"growth|increase|latter|former|number|fall|decline|result|two)|in|by|at|of|last|a year|for|"
    r"during|"
    r"compared|up|down|goods|services|month|over|on|since|after|before|between|from|a|an|which|"
    r"some|"
    r"more than|about|around|nearly|as|thus|so|previously|earlier|adding|including|counting)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    rf"(?:{'|'.join(map(re.escape, LEAVES_OUT))}) [^,.;\d]{{2,40}}?,? "
    r"(?:it|they|this|that|the (?:figures?|totals?|values?|volumes?|sum|amount|number))\b",
    re.IGNORECASE,
)
_OF_THIS = re.compile(r"\bof (?:this|that|these|those|the) $", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:came to|reach(?:ed|ing)?|amount(?:ed|s|ing) to|total(?:l?ed|s|l?ing)|stood at|was|"
    r"were|been|hit|at|to|"
    r"from|against|makes?|is|made up|worth|brought|fetched|"
    r"or|of|put at|valued at|exceed(?:ed|s)|see|with|for|"
    r"than|the|by|"
    r"between|earned|generated|equal(?:led|s)? to)\s+(?:\w+ ){0,2}$",
    re.IGNORECASE,
)

_BRINGS_IN = re.compile(r"\b(?:brought in|fetched|accounted for|made up)\s+(?:\w+ ){0,2}$")
_BESIDE = re.compile(r"[:,\s–—-]+(?:(?:only|just|about|some|over|nearly|a mere|already) )?")
_IN_TIME = re.compile(r"\s*(?:in|of|for|during)?\s*(?:the )?\(?")
_AND = re.compile(r"\)?,?\s*(?:and|then|and then|after)?\s*(?:of |from )?(?:\w+ )?")


def is_linked(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a number without a word for what it measures goes on from the text before."""
    lead = sentence.text[max(sentence.start, number.start - 40) : number.start]
    listed = re.search(r"[^\W\d]{3,} \((?:about |some |worth )?$", lead)
    if listed and sentence.of.topic and number.unit.isupper():
        return True
    if sentence.of.topic and label_of(sentence, number) is not None:
        return True
    if is_part_of_what_was_told(sentence, number) or _is_all_beside_a_time(sentence, number):
        return True
    if sentence.rows and _goes_on_from_before(sentence, number):
        return True
    of_flow = sentence.of.topic and sentence.of.topic.kind in ("exports", "imports")
    if of_flow and not sentence.topics and _BRINGS_IN.search(lead):
        return True
    if sentence.rows and re.search(r"[,(]\s*(?:about |some )?$", lead):
        return True
    if sentence.of.topic and (
        number.unit == "t"
        or re.match(r"[A-Z][\w ]{2,40}, at\s", sentence.text[sentence.start :][:60])
    ):
        return True
    begins = _ANAPHORA.match(sentence.text, sentence.start) or _WITHOUT.match(
        sentence.text, sentence.start
    )
    return bool(
        (sentence.of.topic or sentence.rows) and _LEVEL.search(lead) and (begins or sentence.rows)
    ) or bool(TARGET.search(sentence.text, sentence.start, sentence.end))


def _is_all_beside_a_time(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a sentence has a time and a number, and no more: last year, 80 million."""
    times = sentence.part.times
    if len(times) != 1 or times[0].end > number.start or not sentence.of.topic:
        return False
    after = sentence.text[number.end : sentence.end].strip(" .!")
    return not after and bool(_BESIDE.fullmatch(sentence.text, times[0].end, number.start))


def _goes_on_from_before(sentence: SentenceReader, number: Number) -> bool:
    """Say whether only a time and a comma or "and" part a number from the one before it."""
    last = sentence.previous
    times = [t for t in sentence.part.times if last and last[0].end <= t.start < number.start]
    if last is None or len(times) != 1 or last[0].unit != number.unit:
        return False
    lead = sentence.text[last[0].end : times[0].start]
    joins = sentence.text[times[0].end : number.start]
    return bool(_IN_TIME.fullmatch(lead) and _AND.fullmatch(joins))


def is_taken_up(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a number is one of before, of which parts follow: of this 5 million."""
    lead = sentence.text[max(sentence.start, number.start - 12) : number.start]
    known = (row.cells["as_written"] for row in (*sentence.of.rows[-9:], *sentence.rows))
    same = re.compile(rf"\D*{re.escape(number.written)}(?![\d.,])")
    return bool(_OF_THIS.search(lead)) and any(map(same.match, known))
