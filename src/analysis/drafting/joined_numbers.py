"""Join numbers that are written together: a scale that stands once, a range, two scales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting.compounds import with_compounds

if TYPE_CHECKING:
    from analysis.drafting.numbers import Number

_RANGE = re.compile(r"\s*(?:to|and|or|-|–|—)\s*")
_LIST = re.compile(
    r"\s*(?:,|and|to|or|,\s*and|-|–|—|from)\s*(?:to\s*|(?:about|some|over|nearly)\s*)?"
)
_HAS_RANGE = re.compile(
    r"\b(?:exports|imports|trade|turnover|sales|purchases|volume|total|value|surplus|deficit|growth|"
    r"range)(?: (?:to|from|with|in|between) [\w ]{2,30}?)? of (?:about |some |around )?$"
)


def joined(found: list[Number], text: str) -> Iterator[Number]:
    """Yield the numbers with a scale that stands once for several, and ranges as one number.

    Examples
    --------
    >>> from analysis.drafting.numbers import Number
    >>> two = [Number(0, 2, "$5", "USD"), Number(6, 15, "7 million", "", scale="million")]
    >>> [number.written for number in joined(two, "$5 and 7 million")]
    ['$5 million', '7 million']
    """
    for i in range(len(found) - 2, -1, -1):
        found[i + 1] = _with_shared_currency(found[i], found[i + 1], text)
        found[i] = _with_shared_scale(found[i], found[i + 1], text)
    skip = False
    found = with_compounds(found, text)
    for i, number in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[i + 1] if i + 1 < len(found) else None
        if after and _is_range(number, after, text):
            skip = True
            low = number.written
            if number.is_shared and number.scale:
                low = low.removesuffix(after.scale).strip()
            yield replace(
                after,
                start=number.start,
                written=f"{low} to {after.written}",
                wording="between",
                is_shared=False,
                sign=number.sign,
            )
        else:
            yield number


def _with_shared_currency(first: Number, second: Number, text: str) -> Number:
    """Return a number after "$60 to", of which the sign stands before the first one alone."""
    alone = first.unit.isupper() and not (first.scale or second.unit or first.is_word)
    if not alone or not second.scale or not _LIST.fullmatch(text[first.end : second.start]):
        return second
    return replace(second, unit=first.unit, is_shared=True)


def _with_shared_scale(first: Number, second: Number, text: str) -> Number:
    between = text[first.end : second.start]
    if first.is_word or second.is_word or first.scale or not _LIST.fullmatch(between):
        return first
    if second.unit in ("percent", "points", "t") and not second.scale:
        if first.unit or (len(first.written) == 4 and first.written[:2] in ("19", "20")):
            return first
        return replace(first, unit=second.unit, is_shared=True)
    if not second.scale or (first.unit and first.unit != second.unit):
        return first
    if not first.unit and len(first.written) == 4 and first.written[:2] in ("19", "20"):
        return first
    prefix = second.written[
        : len(second.written) - len(second.written.lstrip("$€£¥₽₹₩₺₴₦₸AUSCNZHKRs. "))
    ]
    sign = "" if first.unit or not prefix.strip() else prefix
    tail = (
        second.written[second.written.index(second.scale) :]
        if second.scale in second.written
        else second.scale
    )
    joint = "" if len(second.scale) == 1 else " "
    return replace(
        first,
        unit=second.unit,
        written=f"{sign}{first.written}{joint}{tail}",
        is_shared=True,
        scale=second.scale,
    )


def _is_range(first: Number, second: Number, text: str) -> bool:
    between = text[first.end : second.start]
    if not _RANGE.fullmatch(between) or first.is_word or second.is_word:
        return False
    if first.unit != second.unit or not (first.unit or first.scale):
        return False
    word = between.strip()
    lead = text[max(0, first.start - 30) : first.start].lower()
    if word == "and":
        return bool(re.search(r"\bbetween (?:about |some |around )?$", lead))
    if (
        word == "to"
        and _HAS_RANGE.search(text, max(0, first.start - 70), first.start)
        and _is_below(first, second)
    ):
        return True
    if word == "or" or not (first.is_shared or word in "-–—"):
        return False
    return not re.search(r"\bfrom (?:about |some |around )?$", lead) or word in "-–—"


def _is_below(first: Number, second: Number) -> bool:
    """Say whether two amounts of one scale are the ends of a range, the lower one first."""
    digits = [re.search(r"\d+(?:\.\d+)?", n.written.replace(",", "")) for n in (first, second)]
    if first.scale != second.scale or not all(digits):
        return False
    low, high = (float(match[0]) for match in digits if match)
    return low < high
