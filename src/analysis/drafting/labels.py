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
_GAPS = " \t,:|=–—-()"


def label_of(sentence: SentenceReader, number: Number) -> str | None:
    """Return the product that the label of a line names, blank for all goods.

    None where the line stands under no heading with a unit, names a flow itself, or has a label
    that is no product.
    """
    if not sentence.part.is_headed or sentence.topics:
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
