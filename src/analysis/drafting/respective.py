"""Read numbers that go with the flows told before: they rose by 3 and 4 percent respectively."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.listed import index_in, run_of
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_FLOWS = ("turnover", "exports", "imports")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:they|these|those|both|all (?:two|three)|the (?:two|three))\b", re.I)


def topic_of(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return the flow of a number in a list that goes, respectively, with flows told before.

    Rates go with levels, and amounts with rates.
    """
    listed = run_of(sentence.part.numbers, number, sentence.text)
    if len(listed) < 2 or not _is_respective(sentence, listed):
        return None
    kinds = _FLOWS if number.unit == "percent" else [f"{flow}_growth" for flow in _FLOWS]
    here = [row for row in sentence.rows if row.cells["quantity"] in kinds]
    rows = here if len(here) >= len(listed) else [*sentence.of.rows[-9:], *here]
    rows = [row for row in rows if row.cells["quantity"] in kinds][-len(listed) :]
    begin = here[-1].end if here else sentence.start
    if len(rows) < len(listed) or any(begin <= t.start < number.start for t in sentence.topics):
        return None
    if not here and not _SUBJECT.search(sentence.text, sentence.start, number.start):
        return None
    cells = rows[index_in(listed, number)].cells
    if len({(row.cells["quantity"], row.cells["product"]) for row in rows}) < len(rows):
        return None
    flow = cells["quantity"].removesuffix("_growth"), cells["reporter"], cells["partner"]
    return Topic(*flow, guessed={"quantity"}, start=listed[0].start, end=listed[0].start)


def _is_respective(sentence: SentenceReader, listed: list[Number]) -> bool:
    start = max(sentence.start, listed[0].start - 40)
    return bool(_RESPECTIVELY.search(sentence.text, start, min(sentence.end, listed[-1].end + 30)))
