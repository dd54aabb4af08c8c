"""Read a balance by what exports exceed imports, or imports exports: by 5 million."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_EXCEEDS = re.compile(
    r".{0,60}\b(?:exceed|surpass|outstrip|outstripp|outweigh|top|topp)(?:s|es|ed|ing)?"
    r"(?: (?:its|their|the|[A-Z]\w+['’]s?|[A-Z]\w+))* |"
    r".{0,60}\b(?:were|was|are|is) (?:higher|larger|greater|more) than"
    r"(?: (?:its|their|the|[A-Z]\w+['’]s?|[A-Z]\w+))* "
)
_BY = re.compile(r"(?: [^\W\d][\w’'-]*){0,5} by (?:[a-z]+ ){0,3}")
_MORE_THAN = re.compile(
    r"\s*(?:worth )?more (?:[a-z ]{0,20})?(?:[A-Z]\w+ )?than (?:it|they|the country) "
    r"(?:bought|imported|purchased|sold|exported|took)\b"
)
_LARGER = re.compile(
    r"\s*(?:larger|higher|greater|bigger|more)"
    r"(?: than (?:its |their |the )?(?P<than>exports|imports)\b|(?=\s*[.;]|$))"
)


def topic_of(sentence: SentenceReader, number: Number) -> Topic | None:
    """Return the balance that a number is by the words around it; None for another number."""
    text = sentence.text
    before = [t for t in sentence.topics if t.start < number.start]
    is_flow = before and before[-1].kind in ("exports", "imports")
    if is_flow and _is_larger(sentence, number, before[-1]):
        return _balance(before[-1], _like_the_balance_before(sentence, before[-1]))
    if len(before) < 2 or {t.kind for t in before[-2:]} != {"exports", "imports"}:
        return None
    first, second = before[-2:]
    if not _EXCEEDS.fullmatch(text, first.end, second.start):
        return None
    if not _BY.fullmatch(text, second.end, number.start):
        return None
    return _balance(first, second if first.guessed and not second.guessed else first)


def _like_the_balance_before(sentence: SentenceReader, flow: Topic) -> Topic:
    """Return a flow with the parties of the balance that the sentence told, if it names none."""
    last = sentence.rows[-1].cells if sentence.rows else None
    if last is None or last["quantity"] != "balance" or not flow.guessed:
        return flow
    return replace(flow, reporter=last["reporter"], partner=last["partner"])


def _is_larger(sentence: SentenceReader, number: Number, flow: Topic) -> bool:
    """Say whether a flow is larger than the other one by a number."""
    if _MORE_THAN.match(sentence.text, number.end, sentence.end):
        return True
    larger = _LARGER.match(sentence.text, number.end, sentence.end)
    if larger is None:
        return False
    told = sentence.rows[-1].cells["quantity"] if sentence.rows else ""
    return larger["than"] != flow.kind if larger["than"] else told == "balance"


def _balance(larger: Topic, told: Topic) -> Topic:
    """Return the balance of whoever sells more, or lacks what it buys more."""
    word = "surplus" if larger.kind == "exports" else "deficit"
    return replace(told, kind="balance", word=word, guessed=set(told.guessed))
