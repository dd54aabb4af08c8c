"""Say whether a number counts services too: including services, exports were 5 million."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.numbers import Number

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_AHEAD = (
    "including",
    "includes",
    "include",
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
    rf"(?<!in )services (?:{_COUNTED})(?=[,;.)])|"
    r"with services(?=[,;.)]| (?:it|they|this|that|the|trade|turnover)\b))"
)
_COUNTS = re.compile(_WORDS, re.IGNORECASE)
_BESIDE = re.compile(rf"[,\s(]*(?:(?:if|when|once|with) )??{_WORDS}", re.IGNORECASE)
_GOODS = re.compile(r"\bgoods\b|\b(?:excluding|without) (?:them|these)\b", re.IGNORECASE)


def counts_services(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a number is of goods and services, by words right after it or ahead of all."""
    text = sentence.text
    if _BESIDE.match(text, number.end, sentence.end):
        return True
    told = list(_COUNTS.finditer(text, sentence.start, number.start))
    if not told or _GOODS.search(text, told[-1].end(), number.start):
        return False
    said = told[-1].start()
    clause = max(sentence.start, text.rfind(";", sentence.start, said))
    return not any(n.unit and clause <= n.start < said for n in sentence.part.numbers)
