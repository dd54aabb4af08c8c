"""Say which flow or stock a number measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import investments, possessives, respective
from analysis.drafting.listed import index_in, run_of
from analysis.drafting.numbers import Number
from analysis.drafting.others import is_of_other, place_in_list
from analysis.drafting.parties import Topic

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_ONES = re.compile(
    r" (?:ones? (?:(?!and\b)[a-z]+ ){0,4}|(?:companies|firms|investors) )[^\s\w]?", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"(?:taken )?(?:together|altogether|combined|both together|in all)\b", re.IGNORECASE
)
_FIGURE_OF_BOTH = re.compile(
    r"\b(?:the )?(?:two )?(?:sides|countries|nations|governments|partners|presidents|leaders)\b"
    r"[^.;]{0,60}?\b(?:the figure|(?:bring|raise|lift|increase|take|boost|expand) (?:it|this|that|"
    r"the (?:total|level|number))|set (?:an?|the)|"
    r"(?:striv|aim|hop|work|look)\w* (?:for|at|towards?))\b"
)
_FIGURES_WERE = re.compile(
    r"\b(?:the (?:\w+ )?figures|they) (?:were|had been|stood at|came to)\s", re.IGNORECASE
)
_WENT = re.compile(r"(?:went|flowed|moved|travelled|headed) ", re.IGNORECASE)
_TO_THERE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:of (?:goods|products|merchandise) )?")
_GOODS_WORTH = re.compile(r"\b(?:goods|products|merchandise) (?:worth|for|of) (?:\w+ )?$")
_NEAR = 25


def topic_of_number(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return what a number measures, and whose with whom.

    Eastland (5 million) is one more partner, and Eastland's 5 million is the flow of another one.
    """
    topic = _topic_of_number(sentence, number)
    if topic is None:
        return None
    parties, places = sentence.of.parties, sentence.part.places
    is_whole = any(0 <= t.start - number.end < _NEAR for t in sentence.topics)
    owned = possessives.topic_of(sentence.text, topic, places, number, parties)
    if owned and not is_whole:
        return owned
    if partner := _partner_in_list(sentence, number):
        guessed = topic.guessed | {"quantity", "reporter", "partner"}
        return replace(topic, partner=partner, guessed=guessed)
    for place in sentence.part.places:
        if place.form == "adjective" and _ONES.fullmatch(sentence.text[place.end : number.start]):
            partner = sentence.of.parties.complement(place.code)
            return replace(topic, reporter=place.code, partner=partner)
        apart = place.form != "region" and place.code not in sentence.of.parties.pair
        gap = sentence.text[place.end : number.start] if apart else ""
        guessed = topic.guessed | {"quantity", "reporter", "partner"}
        is_other = apart and is_of_other(sentence.text, sentence.start, place, number.start)
        if is_other or re.fullmatch(r" \((?:\w+ )?", gap):
            return replace(topic, partner=place.code, guessed=guessed)
        if re.fullmatch(r"['’]s? (?:\w+ )?", gap):
            return replace(topic, reporter=place.code, guessed=guessed)
    return topic


def _partner_in_list(sentence: SentenceReader, number: Number) -> str:
    """Return the partner of a number in "those with A and B (5 and 4 million)"; blank for none."""
    listed = run_of(sentence.part.numbers, number, sentence.text)
    places = [p for p in sentence.part.places if p.form != "region"]
    place = place_in_list(sentence.text, places, listed, index_in(listed, number))
    return place.code if place else ""


def _topic_of_number(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return what a number measures: by a word before it, after it, or in a sentence before."""
    text = sentence.text
    after = [t for t in sentence.topics if t.start >= number.end]
    if (
        after
        and re.fullmatch(
            r"\s*(?:\([^)]*\)\s*)?(?:worth )?(?:of|in|on)\s+(?:[^\W\d][\w’'-]*\s+){0,3}",
            text[number.end : after[0].start],
        )
        and number.unit not in ("percent", "times")
    ):
        return after[0]
    if after and re.fullmatch(
        r"\s*(?:were|was|has been|have been|had been|are|is)\s+(?:\w+ly )?"
        r"(?:[A-Z]\w+(?:['’]s?)? )?",
        text[number.end : after[0].start],
    ):
        return after[0]
    if after and _goes_there(sentence, number, after[0]):
        return after[0]
    if told := respective.topic_of(sentence, number):
        return told
    before = [t for t in sentence.topics if t.start < number.start]
    before = [t for t in before if not _is_in_closed_brackets(text, t, number)] or before
    if not before and (as_previous := _as_compared_with(sentence, number)):
        return as_previous
    if as_before := _as_listed_before(sentence, number):
        return as_before
    of_both = _TOGETHER.match(sentence.text, sentence.start) or _FIGURE_OF_BOTH.search(
        sentence.text, sentence.start, number.start
    )
    if not before and sentence.of.topic and of_both:
        return Topic("turnover", *sentence.of.parties.pair, guessed={"quantity"})
    if before:
        return _distributed(sentence, number, before) or before[-1]
    if (
        after
        and after[0].start - number.end < 60
        and not re.search(r"[;.]\s", text[number.end : after[0].start])
    ):
        return after[0]
    if after and len(sentence.topics) == 1 and sentence.text[number.start - 1] == "(":
        return after[0]  # a list of products, and of what at its end
    around = sentence.of.topic
    if around and around.kind == "balance" and sentence.text[number.start - 1] == "(":
        around = sentence.of.flow or around  # products are of a flow
    if around:
        return replace(around, start=-1, guessed={"quantity", "reporter", "partner"})
    return None


def _goes_there(sentence: SentenceReader, number: Number, topic: Topic) -> bool:
    """Say whether goods of an amount go the other way, or to an economy that follows."""
    text = sentence.text
    if not _WENT.match(topic.word) or not _TO_THERE.fullmatch(text, number.end, topic.start):
        return False
    lead = text[max(sentence.start, number.start - 30) : number.start]
    return not topic.word.endswith(" to") or bool(_GOODS_WORTH.search(lead))


def _is_in_closed_brackets(text: str, topic: Topic, number: Number) -> bool:
    """Say whether a word stands in brackets that are closed before a number: (exports: 5), 9."""
    opened = text.rfind("(", max(0, topic.start - 100), topic.start)
    closed = text.find(")", topic.end, number.start)
    return opened > text.rfind(")", max(0, topic.start - 100), topic.start) and closed >= 0


def _as_compared_with(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return the flow of the number before, with which one is compared: 5 million, up from 4."""
    last = sentence.previous
    if last is None or not sentence.timing.is_prior(number) or last[0].unit != number.unit:
        return None
    cells = last[1].cells
    if cells["quantity"] not in ("exports", "imports", "turnover"):
        return None
    flow = cells["quantity"], cells["reporter"], cells["partner"]
    return Topic(*flow, guessed={"quantity", "reporter", "partner"})


def _as_listed_before(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return the flow of a number in "a year earlier the figures were 5 and 3 million"."""
    were = list(_FIGURES_WERE.finditer(sentence.text, sentence.start, number.start))
    if not were or any(were[-1].end() <= t.start < number.start for t in sentence.topics):
        return None
    listed = run_of(sentence.part.numbers, number, sentence.text)
    levels = [row.cells for row in (*sentence.of.rows, *sentence.rows)]
    levels = [cells for cells in levels if cells["quantity"] in ("exports", "imports", "turnover")]
    place = max(index_in(listed, number), 0)
    told = levels[-len(listed) - len(listed[:place]) :]
    if len(listed) < 2 or len(told) <= place:
        return None
    kind, reporter, partner = (told[place][c] for c in ("quantity", "reporter", "partner"))
    start, end = were[-1].span()
    guessed = {"quantity", "reporter", "partner"}
    return Topic(kind, reporter, partner, guessed=guessed, start=start, end=end)


def _distributed(sentence: SentenceReader, number: Number, before: Sequence[Topic]) -> Topic | None:
    """Return the flow of a number in "exports and imports were 5 and 3 million"."""
    if len(before) < 2 or sentence.text[before[-2].end : before[-1].start].strip() not in (
        "and",
        "& ",
        ",",
    ):
        return None
    following = [
        n for n in sentence.part.numbers if n.start > before[-1].end and n.unit == number.unit
    ]
    if len(following) < 2 or not re.fullmatch(
        r"[^.;]{0,6}\b(?:and|,)\s*[^\d.;]{0,12}",
        sentence.text[following[0].end : following[1].start],
    ):
        return None
    place = following.index(number) if number in following[:2] else -1
    return before[-2:][place] if place >= 0 else None


def quantity_of(sentence: SentenceReader, topic: Topic, ending: str) -> str:
    """Return the name of the quantity of a topic: its level, change or growth."""
    if topic.kind == "loan":
        return "loan"
    if topic.kind == "investment":
        return _investment(sentence, topic, ending)
    return f"{topic.kind}_{ending}" if ending else topic.kind


def _investment(sentence: SentenceReader, topic: Topic, ending: str) -> str:
    words = sentence.text[sentence.start : sentence.end].lower()
    direct = "direct_" if re.search(r"direct|fdi", topic.word.lower()) or "fdi" in words else ""
    portfolio = "portfolio_" if "portfolio" in words else ""
    is_flow = investments.is_flow(sentence, topic)
    if portfolio and is_flow:
        portfolio = ""
    name = f"{portfolio or direct}investment_{'flow' if is_flow else 'stock'}"
    return f"{name}_{ending}" if ending else name
