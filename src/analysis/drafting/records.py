"""Make rows of records, which have no number: exports were the highest since 2012."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting.bases import since
from analysis.drafting.filling import filled_row
from analysis.drafting.numbers import Number
from analysis.drafting.parties import lacks

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_NO_AMOUNT = (
    r"(?! (?:[\w-]+ ){0,2}(?:partner|market|supplier|customer|investor|buyer|source|destination|"
    r"exporter|importer|econom|share|part\b|drop|fall|decline|rise|increase|jump|growth|gain))"
)
_RECORD = re.compile(
    r"\b(?:the |its |their )?(?P<high>highest|largest|biggest|record high|all-time high|record)"
    rf"\b{_NO_AMOUNT}|\b(?:the |its )?(?P<low>lowest|smallest|weakest|record low)\b{_NO_AMOUNT}",
    re.IGNORECASE,
)


def add_record(sentence: SentenceReader) -> None:
    """Add a row for a record, which has no number but a word, and says since when."""
    match = _RECORD.search(sentence.text, sentence.start, sentence.end)
    base = since(sentence.timing)
    if not match or not base:
        return
    before = [topic for topic in sentence.topics if topic.end <= match.start()]
    topic = next(iter([*before[-1:], *sentence.topics]), sentence.of.topic)
    if topic is None or topic.kind not in ("exports", "imports", "turnover", "balance"):
        return
    number = Number(match.start(), match.end(), "", sentence.of.currency or "USD")
    quantity = topic.kind
    row = filled_row(
        sentence, number, replace(topic, guessed=set(topic.guessed)), quantity, sentence.start
    )
    last = sentence.rows[-1].cells["period"] if sentence.rows else ""
    is_high = bool(match["high"]) != lacks(topic)  # the largest deficit is the lowest balance
    row.cells |= {"wording": "highest" if is_high else "lowest", "base": base}
    told = [t.period for t in sentence.timing.times if t not in sentence.timing.compared]
    period = next((period for period in told if period != base), "")
    row.cells["period"] = period or last or sentence.of.period
    row.doubt.add("period")
    sentence.rows.append(row)
