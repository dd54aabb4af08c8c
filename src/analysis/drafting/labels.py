"""Read the label of a line in a list under a heading: Exports (million dollars) - Wool: 5.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting import nofigures, products
from analysis.drafting.numbers import Number
from analysis.study.schema import ALL_GOODS

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_MARK = re.compile(r"\s*(?:[-–—•*·▪‣]\s*|\(?\d{1,2}[.)]\s+)?")
_ITEM = re.compile(r"\s*[-–—•*·▪‣]\s*[^\d:(]{2,60}:\s")
_GAPS = " \t,:|=–—-()"


def label_of(sentence: SentenceReader, number: Number) -> str | None:
    """Return the product that the label of a line names, blank for all goods.

    None where the line is no item of a list of a flow and stands under no heading with a unit,
    names a flow itself, or has a label that is no product.
    """
    is_listed = sentence.part.is_headed or _is_item(sentence)
    if not is_listed or any(topic.start < number.start for topic in sentence.topics):
        return None
    text = sentence.text
    mark = _MARK.match(text, sentence.start, number.start)
    start = mark.end() if mark else sentence.start
    times = [t for t in sentence.part.times if start <= t.start < number.start]
    end = min((t.start for t in times), default=number.start)
    words = text[start:end].strip(_GAPS)
    if nofigures.ECONOMY.search(words):
        return None
    if words.lower() in ("", *ALL_GOODS):
        return "" if times or words else None
    places = [(p.start, p.end) for p in sentence.part.places]
    first = text.index(words, start)
    name = products.before(text, first, first + len(words), places)
    return products.cleaned(name) if name == words else None


def _is_item(sentence: SentenceReader) -> bool:
    """Say whether a line is an item below a flow: Exports, of which / - wool: $5 million."""
    told = sentence.of.topic
    is_flow = told is not None and told.kind in ("exports", "imports", "turnover")
    return is_flow and bool(_ITEM.match(sentence.text, sentence.start, sentence.end))
