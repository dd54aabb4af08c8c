"""Make rows of rates: growth and falls, multiples, and percentages that are shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting import coverage, growth_a_year, measures, nofigures, shares
from analysis.drafting.filling import filled_row, turn_negative
from analysis.drafting.first_and_last import years_of
from analysis.drafting.holders import main_place
from analysis.drafting.listed import index_in, run_of
from analysis.drafting.measured import quantity_of, topic_of_number
from analysis.drafting.numbers import Number
from analysis.drafting.parties import lacks
from analysis.drafting.parts import part_of, part_told_before
from analysis.drafting.row import Row
from analysis.drafting.timing import When

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_AFTER_A_WORD = re.compile(r"[a-z] \($")
_RISEN = re.compile(r"(?:ed|ing|es?|fold)$")
_IS_VERB = re.compile(r"[\w-]*(?:ed|ing|fold)$")
_TIMES_A_LEVEL = re.compile(
    r"\s*(?:as (?:much|many|high|large|big) as|what |that |the (?:level|figure|amount|value)\b)"
)
_OF_ANOTHER_FLOW = re.compile(
    r"\s*(?:as \w+ as|(?:that|the (?:level|figure|amount|value)) of) (?:\w+ ){0,2}"
    r"(?:exports|imports|sales|purchases|shipments)\b"
)
_COMPARED = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|versus|instead of)\s+(?:\w+ )?$"
)
_OF_A_LEVEL = re.compile(
    r"\s*(?:as|more|higher|larger|greater|the\b|what|that|over|compared|up|in\b|,|\.|$)"
)
_GOES_ON = re.compile(r"\b(?:and|or)\s+(?:by )?$|\bthose of [\w ]+$")
_BY_SO_MUCH = re.compile(r",? (?:or )?by (?:\w+ )?")
_AFTER_A_CHANGE = re.compile(r",? (?:\((?:or |by )?|or (?:by )?)")
_SAYS_AGAIN = re.compile(r"\b(?:or|by)\s+(?:\w+ )?$")
_IN_VALUE = re.compile(r"\bin (?:terms of )?value\b")
_BESIDE = re.compile(r"[^),;]*")
_RATES = ("_growth", "_cagr")
_FLOWS = ("turnover", "exports", "imports")
_NO_YEARS = "a mean growth, and the text does not say from which year to which"
_NEITHER = "neither growth nor a share of trade or investment"


def row_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | str:
    """Return the row of a percentage, of points or of a multiple, or why it has none."""
    text, at = sentence.text, (number.start, number.end)
    if (a_year := _growth_a_year(sentence, number, floor, ceiling)) is not None:
        return a_year
    if (covers := coverage.row_of(sentence, number, floor)) is not None:
        return covers
    if of_trade := shares.of_trade(sentence, number, floor):
        return of_trade
    is_share = number.unit == "percent" and measures.is_share(text, floor, *at, ceiling)
    compared = number.unit == "percent" and _COMPARED.search(text[floor : number.start])
    is_share |= bool(sentence.share and compared)
    is_share |= number.unit == "percent" and _is_of_the_main_place(sentence, number)
    if is_share or _may_be_share(sentence, number, floor):
        row = shares.row_of(sentence, number, floor, ceiling)
        if row is not None:
            return row
    if is_share and not number.sign:
        return "a share, and the text does not say plainly of what"
    if number.unit == "points":
        return "points of a percentage"
    return _growth(sentence, number, floor, ceiling)


def _may_be_share(sentence: SentenceReader, number: Number, floor: int) -> bool:
    """Say whether a percentage is one of a list of shares: "fuel (61 percent)"."""
    if number.unit != "percent":
        return False
    if _is_of_a_part(sentence, number, floor):
        return True
    lead, previous = sentence.text[floor : number.start], sentence.previous
    if not number.sign and lead == "; " and previous and previous[1].cells["product"]:
        return True
    close = number.end + 12
    if measures.direction(sentence.text, floor, number.start, number.end, close):
        return False
    return bool(sentence.share or (not number.sign and _AFTER_A_WORD.search(lead)))


def _is_of_the_main_place(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a percentage is the share of the main market, and not what its trade grew by."""
    start, end = number.start, number.end
    moved = measures.direction(sentence.text, start, start, end, end + 12)
    return not (number.sign or moved) and main_place(sentence, number) is not None


def _is_of_a_part(sentence: SentenceReader, number: Number, floor: int) -> bool:
    """Say whether a percentage is the share of a listed part, and not what the part grew by."""
    if number.sign or not (part_told_before(sentence, number) or part_of(sentence, number)):
        return False
    close = _BESIDE.match(sentence.text, number.end, min(sentence.end, number.end + 14))
    stop = close.end() if close else number.end
    return not measures.direction(sentence.text, floor, number.start, number.end, stop)


def _growth(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | str:
    sign, topic = _sign(sentence, number, floor, ceiling), topic_of_number(sentence, number)
    is_aside = measures.is_aside(sentence.text, number.start) and sentence.previous
    if topic is None or not (sign or is_aside):
        return _NEITHER
    of_another = _OF_ANOTHER_FLOW.match(sentence.text[number.end :])
    if number.unit == "times" and (of_another or not _is_of_a_level(sentence, number)):
        return "no multiple of trade or investment"
    if topic.kind == "loan":
        return _NEITHER
    quantity = quantity_of(sentence, topic, "growth")
    row = filled_row(sentence, number, topic, quantity, floor, is_rate=True)
    if sign < 0 and number.unit == "percent":
        turn_negative(row)
    if not sign:  # (5.2%): a share, or a fall, may be meant
        row.doubt |= {"quantity", "as_written"}
    row.cells["measured_in"] = _measured_in(sentence, number, floor, ceiling)
    return row


def _growth_a_year(
    sentence: SentenceReader, number: Number, floor: int, ceiling: int
) -> Row | str | None:
    """Return the row of a mean growth of a year, or why it has none; None for another rate."""
    is_told = growth_a_year.is_told(sentence, number)
    if not (is_told or growth_a_year.may_be_told(sentence, number)):
        return None
    years = years_of(sentence, number)
    if years is None and not is_told:
        return None
    topic, sign = topic_of_number(sentence, number), _sign(sentence, number, floor, ceiling)
    sign = growth_a_year.sign_of(sentence, number, sign)
    at = number.start, number.end
    sign = sign or measures.direction(sentence.text, sentence.start, *at, number.end)
    if topic is None or topic.kind not in _FLOWS or not sign:
        return nofigures.MEAN
    if not growth_a_year.is_of_trade(sentence, number, topic):
        return nofigures.MEAN
    if years is None:
        return _NO_YEARS
    quantity, when = f"{topic.kind}_cagr", When(years.last, years.first)
    row = filled_row(sentence, number, topic, quantity, floor, is_rate=True, when=when)
    if sign < 0:
        turn_negative(row)
    row.doubt |= years.doubt if is_told else years.doubt | {"quantity"}
    row.cells["measured_in"] = _measured_in(sentence, number, floor, ceiling)
    return row


def _sign(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> int:
    """Return 1 for a rise and -1 for a fall; 0 where the text does not say."""
    text, at = sentence.text, (number.start, number.end)
    if number.is_word and number.unit == "times" and _RISEN.search(text[slice(*at)]):
        return 1
    if number.unit == "times" and _TIMES_A_LEVEL.match(text[number.end :]):
        return 1
    lead = text[floor : number.start]
    fell_by = _BY_SO_MUCH.fullmatch(lead)  # fell to 4 million, by 5 percent, while imports rose
    told = measures.direction(text, sentence.start, *at, number.end) if fell_by else 0
    if told and not number.sign:
        return told
    if sign := number.sign or measures.direction(text, floor, *at, ceiling):
        return sign
    rates = [c for row in sentence.rows if (c := row.cells)["quantity"].endswith(_RATES)]
    if rates and (_GOES_ON.search(lead) or _is_in_list_of_rates(sentence, number)):
        return -1 if rates[-1]["as_written"].startswith("-") else 1
    last = sentence.rows[-1].cells if sentence.rows else None
    if last and last["quantity"].endswith("_change") and _AFTER_A_CHANGE.fullmatch(lead):
        of_deficit = last["quantity"] == "balance_change" and _tells_of_a_lack(sentence, number)
        return -1 if last["as_written"].startswith("-") != of_deficit else 1
    if _SAYS_AGAIN.search(lead):
        return measures.direction(text, sentence.start, *at, ceiling)
    return 0


def _is_in_list_of_rates(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a rate stands in a list with the one before it: by 3, 4 and 5 percent."""
    last = sentence.previous
    listed = run_of(sentence.part.numbers, number, sentence.text)
    return last is not None and last[0].unit == "percent" and index_in(listed, last[0]) >= 0


def _tells_of_a_lack(sentence: SentenceReader, number: Number) -> bool:
    topic = topic_of_number(sentence, number)
    return topic is not None and lacks(topic)


def _is_of_a_level(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a multiple may be that of a level: "three times as much", "tripled"."""
    text = sentence.text
    is_verb = _IS_VERB.match(text[number.start : number.end])
    return bool(is_verb or _OF_A_LEVEL.match(text[number.end :]))


def _measured_in(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> str:
    text, at = sentence.text, (number.start, number.end)
    until, pair = min(ceiling, sentence.end), sentence.of.parties.pair
    if said := measures.measured_in(text, floor, *at, until, sentence.end, pair):
        return said
    after_tonnes = sentence.previous and sentence.previous[1].cells["unit"] == "t"
    in_value = _IN_VALUE.search(text[number.end : number.end + 50])
    return "t" if after_tonnes and not in_value else ""
