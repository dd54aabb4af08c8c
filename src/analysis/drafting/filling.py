"""Fill the cells of a row: period, product, side, status."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import measures, products
from analysis.drafting.bases import since
from analysis.drafting.cues import FORECAST, TARGET
from analysis.drafting.currencies import may_be_own_dollar
from analysis.drafting.labels import label_of
from analysis.drafting.listed import index_in, run_of
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.parts import is_aside, part_of
from analysis.drafting.row import Row
from analysis.drafting.spans import ends_of, is_before, month_before, year_in
from analysis.drafting.times import Time
from analysis.drafting.timing import When
from analysis.drafting.with_services import counts_services

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_WANTED = re.compile(
    r"\b(?:target|goal|aim(?:s|ed|ing)?|wants?|hopes?|intends?|plans?|ambition|objective)\b"
    r"[^.;]{0,60}\b(?:to|of|at|is)\s+(?:\w+ ){0,2}$|\beye[sd]?\s+(?:an? )?\S?$",
    re.IGNORECASE,
)
_AIMS_AT = re.compile(
    r"\b(?:aim(?:s|ing)?|wants?|hop(?:es?|ing)|intends?|plan(?:s|ning)|seeks?|agreed|pledged) to "
    r"[a-z]+ (?:(?!which\b|that\b|who\b)[^.,;:\d\s]+ ){0,6}[^\s\w]*$"
)
_EXPECTS = re.compile(
    r"\b(?:(?:expects?|forecasts?|predicts?|projects?)\b|"
    r"(?:expected|projected|forecast|predicted|likely|set|due) to [a-z]+|"
    r"(?:will|could|may) (?:reach|rise|grow|exceed|total|be|hit|fall|amount|come)) "
    r"(?:(?!which\b|that\b|who\b)[^.,;:\d\s]+ ){0,6}[^\s\w]*$"
)
_FULL_YEAR = re.compile(r"\b(?:full|whole|entire)[- ]year\b", re.IGNORECASE)
_CAME_IN = re.compile(
    r"[^\d,.;]{0,30}\b(?:came|arrived|flowed|was|were)\b[^\d,.;]{0,20}\bin (?:the )?"
)
_LED_TO = re.compile(r",?\s*(?:up |down )?to\s+(?:\w+ ){0,2}", re.IGNORECASE)


def filled_row(
    sentence: SentenceReader,
    number: Number,
    topic: Topic,
    quantity: str,
    floor: int,
    *,
    is_rate: bool = False,
    when: When | None = None,
) -> Row:
    """Return the row of a number, with all that the sentence and the text before say of it."""
    when = when or _when(sentence, number, is_rate)
    if topic.kind == "investment" and not is_rate:
        when = _over_years(sentence, number, quantity, when)
    pair = sentence.of.parties.pair
    if topic.kind == "turnover" and (topic.partner, topic.reporter) == pair:
        topic = replace(topic, reporter=pair[0], partner=pair[1])
    of_money = topic.kind in ("loan", "investment")
    product, is_product_guessed = _product(sentence, number, topic, floor)
    is_late = bool(when.base and when.period and not is_before(when.base, when.period))
    base = "" if is_late else when.base
    status, period = _status(sentence, number, when), when.period
    if not status and _is_undated_target(sentence, number, when):
        status, period = "target", ""
    doubts = {
        "period": when.is_guessed or is_late,
        "base": is_late or (is_rate and not base and bool(month_before(when.period))),
        "product": is_product_guessed,
        "unit": (number.is_shared and not number.scale)
        or may_be_own_dollar(number.written, number.unit, pair),
        "quantity": topic.kind == "investment",  # stock or flow, direct or not
        "status": bool(status),
    }
    doubt = topic.guessed | {column for column, is_doubtful in doubts.items() if is_doubtful}
    cells = {
        "quantity": quantity,
        "reporter": topic.reporter,
        "partner": topic.partner,
        "region": topic.region,
        "product": "" if of_money else product,
        "period": period,
        "base": base,
        "as_written": number.written,
        "unit": number.unit,
        "measured_in": "",
        "wording": _wording(sentence, number, floor),
        "statistics_of": "",
        "status": status,
    }
    _add_side(sentence, cells, doubt)
    row = Row(number.start, number.end, cells, doubt)
    for later in when.more:
        sentence.rows.append(replace(row, cells={**cells, "period": later}, doubt=set(doubt)))
    return row


def _wording(sentence: SentenceReader, number: Number, floor: int) -> str:
    """Return how exact a number is, according to itself or the words around it."""
    if number.wording not in ("", "about"):
        return number.wording
    said = measures.wording(sentence.text, number.start, number.end, floor)
    return number.wording or said if said == "stated" else said


def turn_negative(row: Row) -> None:
    """Write the number of a row as a fall or a deficit; CHF -5 million is one already."""
    written = row.cells["as_written"].lstrip("-−+")
    row.cells["as_written"] = written if re.match(r"\D+[-−]\d", written) else f"-{written}"


def _add_side(sentence: SentenceReader, cells: dict[str, str], doubt: set[str]) -> None:
    side = sentence.side or sentence.of.side
    codes = {cells["reporter"], cells["partner"]}
    third = codes - set(sentence.of.parties.pair) - {"WLD"}
    if side and cells["quantity"] not in ("loan", "companies", "rank") and not cells["status"]:
        cells["statistics_of"] = side if side in codes or not third else ""
    if not sentence.side:
        doubt.add("statistics_of")


def _when(sentence: SentenceReader, number: Number, is_rate: bool) -> When:
    every = sentence.part.numbers
    zipped = _zipped(sentence, number)
    if zipped:
        return When(zipped.period)
    when = sentence.timing.when(number, every, is_rate)
    beside = sentence.timing.group_after(number, every)
    if not beside and (period := _period_of_list(sentence, number)):
        return replace(when, period=period)
    if is_rate and (period := _period_of_result(sentence, number)):
        return replace(when, period=period)
    if when.is_guessed and not beside and _is_of_full_year(sentence, number):
        return replace(when, period=str(year_in(when.period) or ""))
    return when


def _is_of_full_year(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a number is told to be that of the whole year: full-year exports of 5."""
    lead = sentence.text[max(sentence.start, number.start - 60) : number.start]
    return bool(_FULL_YEAR.search(lead))


def _period_of_list(sentence: SentenceReader, number: Number) -> str:
    """Return the period of the number before, where both stand in a list: 5 and 6 million."""
    listed = run_of(sentence.part.numbers, number, sentence.text)
    before = sentence.previous
    is_earlier = before is not None and before[0].start < number.start
    goes_on = before is not None and is_earlier and index_in(listed, before[0]) >= 0
    return before[1].cells["period"] if before and goes_on else ""


def _over_years(sentence: SentenceReader, number: Number, quantity: str, when: When) -> When:
    """Return until when a stock has grown, or over which years a flow is counted together."""
    if quantity.endswith("_stock"):
        ends = sentence.timing.ends_of_span()
        return When(ends[1]) if ends else when
    first = since(sentence.timing)
    if quantity.endswith("_flow") and (own := _time_of_clause(sentence, number)) not in ("", first):
        return When(own)
    told = (when.period, sentence.timing.around, sentence.of.published[:4])
    last = next((year_in(period) for period in told if period not in ("", first)), 0)
    if quantity.endswith("_flow") and first.isdecimal() and int(first) < last:
        return When(f"{first}/{last}", "", True)
    return when


def _time_of_clause(sentence: SentenceReader, number: Number) -> str:
    """Return the period in which an amount came: of which 5 million came in 2020."""
    for time in sentence.timing.times:
        if time.start >= number.end and _CAME_IN.fullmatch(sentence.text, number.end, time.start):
            return time.period
    return ""


def _period_of_result(sentence: SentenceReader, number: Number) -> str:
    """Return the period of the amount that a rate led to: by 12 percent to 5 million in 2019."""
    after = next((n for n in sentence.part.numbers if n.start >= number.end), None)
    if after is None or not after.unit.isupper():
        return ""
    if not _LED_TO.fullmatch(sentence.text[number.end : after.start]):
        return ""
    group = sentence.timing.group_after(after, sentence.part.numbers)
    return group[0].period if group and group[0].kind == "period" else ""


def _zipped(sentence: SentenceReader, number: Number) -> Time | None:
    """Return the time of a number in a list that goes with a list of times."""
    listed = run_of(sentence.part.numbers, number, sentence.text)
    if len(listed) < 2:
        return None
    after = sentence.timing.group_after(listed[-1], sentence.part.numbers)
    ahead = sentence.timing.group_before(listed[0])
    for group in (after, ahead):
        if len(group) == len(listed):
            return group[index_in(listed, number)]
    return None


def _product(
    sentence: SentenceReader, number: Number, topic: Topic, floor: int
) -> tuple[str, bool]:
    """Return the product of a number, and whether it is taken from the text before."""
    if counts_services(sentence, number):
        return "goods and services", False
    if label := label_of(sentence, number):
        return label, True
    if part := part_of(sentence, number):
        return products.cleaned(part), " " in part
    skip = [(p.start, p.end) for p in sentence.part.places]
    skip += [(t.start, t.end) for t in sentence.part.times]
    return products.of_number(
        sentence.text,
        (sentence.start, sentence.end),
        number,
        floor,
        topic,
        skip,
        _product_before(sentence, number),
        sentence.of.product,
    )


def _product_before(sentence: SentenceReader, number: Number) -> str | None:
    """Return the product of the number before in the sentence; None without one that goes on."""
    if sentence.previous is None or is_aside(sentence, sentence.previous[0], number):
        return None
    return sentence.previous[1].cells["product"]


def _is_undated_target(sentence: SentenceReader, number: Number, when: When) -> bool:
    """Say whether an amount is an aim of which no year is said, or goes on from one."""
    if not when.is_guessed or not number.unit.isupper():
        return False
    last = sentence.rows[-1].cells if sentence.rows else None
    goes_on = last is not None and last["status"] == "target" and not last["period"]
    return goes_on or _is_wanted(sentence, number)


def _is_wanted(sentence: SentenceReader, number: Number) -> bool:
    lead = sentence.text[max(sentence.start, number.start - 80) : number.start]
    return bool(_WANTED.search(lead))


def _status(sentence: SentenceReader, number: Number, when: When) -> str:
    """Return whether a number is a target or a forecast.

    That of a later year always is; that of this year, where the words before it say so.
    """
    now = sentence.of.published[:4]
    if not now.isdecimal() or year_in(when.period) < int(now):
        return ""
    ends = ends_of(when.period)
    if ends and sentence.timing.group_after(number, sentence.part.numbers) and ends[0] <= now:
        return ""  # a loan of 5 million (2019-2030) in 2024
    if year_in(when.period) > int(now):
        words = sentence.text[sentence.start : sentence.end]
        return "forecast" if FORECAST.search(words) and not TARGET.search(words) else "target"
    lead = sentence.text[sentence.start : number.start] if when.period == now else ""
    return "target" if _AIMS_AT.search(lead) else "forecast" if _EXPECTS.search(lead) else ""
