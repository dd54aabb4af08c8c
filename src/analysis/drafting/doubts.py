"""Name the cells of a row that are a guess, by the kind of reading that they rest on.

What is taken from a sentence before is named where it is taken. Here are the other kinds: the
sentence offers more than one answer, or a word in it may change the answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.cues import FORECAST, TARGET
from analysis.drafting.numbers import Number
from analysis.drafting.places import WORLD
from analysis.drafting.row import Row
from analysis.drafting.spans import is_fiscal, order

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_SINCE = re.compile(r"\b(?:since|(?:over|in|during|within) (?:the )?(?:past |last )?\w+ years)\b")
_COMPARED = ("_growth", "_change")


def doubts_of(sentence: SentenceReader, number: Number, row: Row) -> set[str]:
    """Return the columns of a row for which its sentence leaves a choice."""
    cells = row.cells
    found = {
        "period": _has_other_periods(sentence, number, cells),
        "base": _has_other_bases(sentence, number, cells),
        "status": not cells["status"] and _may_be_no_fact(sentence, cells),
        "region": _has_regions(sentence) and "_share" in cells["quantity"],
        "partner": _has_others(sentence, cells),
        "product": _has_other_products(sentence, cells),
    }
    return {column for column, is_open in found.items() if is_open}


def _has_other_periods(sentence: SentenceReader, number: Number, cells: dict[str, str]) -> bool:
    """Say whether a sentence names several periods, and none right beside the number."""
    if re.fullmatch(r"\d{4}/\d{4}", cells["period"]) and not cells["quantity"].endswith(_COMPARED):
        return True
    named = {time.period or time.kind for time in sentence.timing.times}
    return len(named) > 1 and not sentence.timing.group_after(number, sentence.part.numbers)


def _has_other_bases(sentence: SentenceReader, number: Number, cells: dict[str, str]) -> bool:
    """Say whether a rate or change may be over another time than the year before."""
    if not cells["quantity"].endswith(_COMPARED):
        return False
    told = [time for time in sentence.timing.compared if time.kind != "year before"]
    since = _SINCE.search(sentence.text, sentence.start, sentence.end)
    return bool(told or since) or (cells["unit"] == "times" and not sentence.timing.compared)


def _may_be_no_fact(sentence: SentenceReader, cells: dict[str, str]) -> bool:
    """Say whether a sentence speaks of what is to come, or its period had not ended."""
    said = (
        words.search(sentence.text, sentence.start, sentence.end) for words in (TARGET, FORECAST)
    )
    period, published = cells["period"], sentence.of.published[:7]
    if is_fiscal(period):  # its last month is not known here
        published = published[:4]
    return any(said) or bool(published and order(period) > order(published))


def _has_regions(sentence: SentenceReader) -> bool:
    return any(place.form == "region" for place in sentence.part.places)


def _has_others(sentence: SentenceReader, cells: dict[str, str]) -> bool:
    """Say whether a third economy is named that may be meant, or the world is and is not named."""
    pair = {*sentence.of.parties.pair, cells["reporter"], cells["partner"]}
    return (
        any(place.code not in pair for place in sentence.part.places) or cells["partner"] == WORLD
    )


def _has_other_products(sentence: SentenceReader, cells: dict[str, str]) -> bool:
    """Say whether where a product ends is a guess, or another number of the sentence has one."""
    product = cells["product"]
    if product:
        return " " in product and product != "goods and services"
    return any(row.cells["product"] for row in sentence.rows)
