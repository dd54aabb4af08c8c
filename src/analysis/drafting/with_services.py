"""Say whether a number counts services too: including services, exports were 5 million."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.numbers import Number

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_AHEAD = (
    "including",
    "inclusive of",
    "together with",
    "along with",
    "counting",
    "adding",
    "adding in",
    "taking in",
    "taking into account",
)
_COUNTED = "included|counted|added|taken into account"
_OWN_NUMBER = "worth|of|at|valued|for|exports|imports|trade|which|tota|amount"
_WORDS = (
    rf"\b(?:(?:{'|'.join(_AHEAD)}) services\b(?! (?:{_OWN_NUMBER}))|"
    rf"services (?:are|is|were) (?:{_COUNTED})\b|"
    rf"(?<!in )services (?:{_COUNTED})(?=[,;.)])|with services(?=[,;.)]))"
)
_COUNTS = re.compile(_WORDS, re.IGNORECASE)
_BESIDE = re.compile(rf"[,\s(]*(?:(?:if|when|once|with) )??{_WORDS}", re.IGNORECASE)
_GOODS = re.compile(r"\bgoods\b", re.IGNORECASE)


def counts_services(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a number is of goods and services, by words right after it or ahead of all."""
    text = sentence.text
    if _BESIDE.match(text, number.end, sentence.end):
        return True
    said = _COUNTS.search(text, sentence.start, number.start)
    if said is None or _GOODS.search(text, said.end(), number.start):
        return False
    return not any(n.unit and n.end <= said.start() for n in sentence.part.numbers)
