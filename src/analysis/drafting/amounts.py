"""Make rows of amounts: levels of trade and investment, balances, loans, and changes of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import exceeding, measures
from analysis.drafting.cues import FALL, RISE
from analysis.drafting.filling import filled_row, turn_negative
from analysis.drafting.linked import is_linked
from analysis.drafting.measured import quantity_of, topic_of_number
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic, lacks
from analysis.drafting.row import Row
from analysis.errors import DataError
from analysis.study.wording import bounds

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_OR = re.compile(r",? or (?:by )?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?: [a-z]+)? \((?:or |by )?", re.IGNORECASE)
_COMPARES = re.compile(
    r"\)\s*(?:to|from|over|on|than|more|less|higher|lower|greater|smaller|above|below|compared)\b"
)
_COMMA = re.compile(r", \S?[A-Z]{0,3}\S? ?\d")
_HAS_MOVED = re.compile(
    rf"\b(?:(?:{RISE}|{FALL})\s+by|{FALL})\s+(?:(?:about|some|around|nearly|almost|over|only|just|"
    r"a|roughly|further|more than|less than)\s+)*$",
    re.IGNORECASE,
)


def row_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | str:
    """Return the row of an amount of money or of tonnes, or why it has none."""
    if not number.unit:
        if not sentence.of.currency or not (sentence.topics or is_linked(sentence, number)):
            return "a number of what is neither money nor companies"
        number = replace(number, unit=_currency(sentence), is_shared=True)
    balance = exceeding.topic_of(sentence, number)
    topic = balance or topic_of_number(sentence, number)
    if topic is None or (topic.start < 0 and not is_linked(sentence, number)):
        return "the text does not say that it is trade or investment"
    rate = _same_growth(sentence, number, topic, floor)
    changes = bool(rate) or (not balance and _is_change(sentence, number, topic, floor))
    quantity = quantity_of(sentence, topic, "change" if changes else "")
    row = filled_row(sentence, number, topic, quantity, floor, is_rate=changes)
    if rate:
        row.cells |= {column: sentence.rows[-1].cells[column] for column in ("period", "base")}
    is_lack = lacks(topic)
    if changes:
        at = number.start, number.end
        way = measures.direction(sentence.text, floor, *at, ceiling)
        way = way or measures.direction(sentence.text, sentence.start, *at, ceiling)
        way = -1 if rate.startswith("-") else way
        is_negative = way > 0 if is_lack else way < 0  # a larger deficit is a lower balance
    else:
        is_negative = topic.kind == "balance" and (number.sign < 0 or is_lack)
    if is_negative:
        turn_negative(row)
    return row


def _currency(sentence: SentenceReader) -> str:
    """Return the currency of an amount without one: that before it, or the one of the text."""
    before = sentence.previous[1].cells["unit"] if sentence.previous else ""
    return before if before.isupper() else sentence.of.currency


def _same_growth(sentence: SentenceReader, number: Number, topic: Topic, floor: int) -> str:
    """Return the rate that an amount says again: "rose by 5 percent, or $3 million".

    In brackets it does so where the level is told before, or the words after it compare:
    "exports were $9 million, up 5 percent ($3 million) from 2021".
    """
    last = sentence.rows[-1].cells if sentence.rows else None
    if last is None or last["quantity"] != f"{topic.kind}_growth":
        return ""
    between = sentence.text[floor : number.start]
    compares = (
        number.sign
        or _COMPARES.match(sentence.text[number.end :])
        or any(_is_below(number, row.cells, last) for row in sentence.rows)
    )
    in_brackets = _IN_BRACKETS.fullmatch(between)
    says_again = _OR.fullmatch(between) or (in_brackets and (compares or _moved(sentence, floor)))
    return last["as_written"] if says_again else ""


def _moved(sentence: SentenceReader, floor: int) -> bool:
    """Say whether a verb tells of the rate that ends somewhere: fell by 12 percent ($3 million)."""
    rate = sentence.previous[0] if sentence.previous else None
    if rate is None or rate.sign or rate.end != floor:
        return False
    return bool(_HAS_MOVED.search(sentence.text, sentence.start, rate.start))


def _is_below(number: Number, level: Mapping[str, str], rate: Mapping[str, str]) -> bool:
    """Say whether a level is that of a rate, and larger than an amount beside the rate."""
    alike = all(level[column] == rate[column] for column in ("reporter", "partner", "product"))
    if not alike or rate["quantity"] != f"{level['quantity']}_growth":
        return False
    try:
        amount, whole = (
            abs(bounds(text.lstrip("-−"), "stated", number.unit)[0])
            for text in (number.written, level["as_written"])
        )
    except DataError:  # of another currency
        return False
    return amount < whole


def _is_change(sentence: SentenceReader, number: Number, topic: Topic, floor: int) -> bool:
    text = sentence.text
    comma = text.rfind(",", floor, number.start)
    begin = comma if comma >= 0 and _COMMA.match(text, comma) else floor
    if topic.kind == "balance" and "favour" in text[begin : number.start]:
        return False
    return measures.is_change(text, floor, number.start, number.end, sentence.end)
