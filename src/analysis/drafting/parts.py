"""Find the parts of a flow that a sentence lists: of which wool made up 5 million, glass 3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting import products
from analysis.drafting.labels import label_of
from analysis.drafting.numbers import Number

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_OPENINGS = (
    "of which",
    "of this",
    "including",
    "among them",
    "among these",
    "led by",
    "headed by",
    "topped by",
    "dominated by",
    "mainly",
    "mostly",
    "chiefly",
    "primarily",
    "notably",
    r"consist(?:s|ed|ing)? (?:(?:mostly|\w+ly) )?of",
    r"(?:is|are|was|were) made up (?:(?:mostly|\w+ly) )?of",
    "above all",
    "in particular",
    "particularly",
    "especially",
    "predominantly",
)
_VERBS = (
    "made up",
    "making up",
    "accounted for",
    "accounting for",
    "amounted to",
    "came to",
    "stood at",
    "brought in",
    "valued at",
    "contributed",
    "fetched",
    "yielded",
    "totalled",
    "reached",
    "earned",
    "was worth",
    "were worth",
    "worth",
    "was",
    "were",
    "at",
    "with",
    "for",
)
_WORDINGS = (
    "about",
    "some",
    "around",
    "nearly",
    "almost",
    "over",
    "more than",
    "less than",
    "only",
    "just",
    "another",
    "up to",
)
_OPENS = re.compile(rf"\b(?:{'|'.join(_OPENINGS)})\b|(?<=, )with\b|[:;]", re.IGNORECASE)
_JOINS = re.compile(
    r"[)\s]*[,;]?\s*(?:(?:and|plus|then|followed by|as well as|while)\s+)?(?:the\s+)?"
)
_BEFORE_NUMBER = rf"\s*(?:\b(?:{'|'.join(_WORDINGS)})\s+)?[(:–—]?\s*$"
_TAIL = re.compile(
    rf"(?: alone)?(?:(?:\s+|^)(?:{'|'.join(_VERBS)})(?=\s))?{_BEFORE_NUMBER}", re.IGNORECASE
)
_TAIL_OF_A_PART = re.compile(
    rf",\s+(?:at|with|worth|which\s+(?:{'|'.join(_VERBS)}))(?=\s){_BEFORE_NUMBER}", re.IGNORECASE
)
_TAIL_OF_WHICH = re.compile(
    rf",\s+(?:which|that)\s+(?:{'|'.join(_VERBS)})(?=\s){_BEFORE_NUMBER}", re.IGNORECASE
)
_IS = re.compile(
    r"\b(?:is|are|was|were|be|been|remain(?:s|ed)?) (?:(?:again|still|now|also|\w+ly) )*$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?=[^\W\d_](?:[^\W\d]|[\s'’-]){1,60}? (?:made up|accounted for|represented) "
    r"(?:\w+ ){0,2}[^\w\s]?(?:[A-Z]{1,4}[$€£]? ?)?\d)"
)
_COMMA = re.compile(r",\s*$")
_NAMED_AFTER = re.compile(
    r"\s+(?:worth )?(?:(?:of|in|from|was|were|came from|went on|consisted of) )?(?=[a-z])"
)
_ENDS = re.compile(r"\s*(?:[,.;)]|and\b[^,;.]{0,20}\d|$)")
_CLOSED = re.compile(r"[^()]*\),")
_OPENS_ASIDE = re.compile(rf",\s+(?:{'|'.join(_OPENINGS)})\s[^;.()\d]*\($", re.IGNORECASE)
_ASIDE = re.compile(rf"\s*(?:\(|,)\s*(?:or )?(?:(?:{'|'.join(_WORDINGS)}) )?", re.IGNORECASE)


def part_of(sentence: SentenceReader, number: Number) -> str:
    """Return the product of a number in a list of parts; blank where it stands in none."""
    text, floor = sentence.text, _floor(sentence, number)
    opened = list(_OPENS.finditer(text, sentence.start, number.start))
    if not opened and (ahead := _AHEAD.match(text, sentence.start)):
        opened = [ahead]
    if not opened:
        return ""
    times = [t.end for t in sentence.part.times if t.end <= number.start]
    begin = max(floor, opened[-1].end(), *times)
    joins = _JOINS.match(text, begin, number.start)
    begin = joins.end() if joins else begin
    tail = _tail(sentence, opened[-1], begin, number)
    end = tail.start() if tail else number.start
    if begin >= end or _follows_a_named_part(sentence, floor, number):
        return _named_after(sentence, number)
    phrase = products.before(text, begin, end, _no_products(sentence))
    is_name = _is_a_name(phrase, in_prose=bool(opened[-1][0].strip(":;")))
    return phrase if phrase == text[begin:end] and not is_name else ""


def _tail(
    sentence: SentenceReader, opened: re.Match[str], begin: int, number: Number
) -> re.Match[str] | None:
    """Return the words between the name of a part and its number."""
    of_lists = opened[0] in (":", ";")
    after_whole = any(n.unit and n.end <= opened.start() for n in sentence.part.numbers)
    is_said = _IS.search(sentence.text, sentence.start, opened.start())  # are led by wool, at 5
    of_part = bool(after_whole or is_said)
    ways = [_COMMA] * of_lists + [_TAIL_OF_A_PART] * of_part + [_TAIL_OF_WHICH, _TAIL]
    found = (way.search(sentence.text, begin, number.start) for way in ways)
    return next((tail for tail in found if tail), None)


def _is_a_name(phrase: str, *, in_prose: bool) -> bool:
    """Say whether a phrase is that of a company or a place, by its capital letters."""
    words = phrase.split(" ")
    capital = [word[:1].isupper() and not word.isupper() for word in words]
    return any(capital[1:]) or (in_prose and capital[0])


def is_aside(sentence: SentenceReader, last: Number, number: Number) -> bool:
    """Say whether a number stands in an aside that ends before another: above all wool (9%)."""
    closed = _CLOSED.match(sentence.text, last.end, number.start)
    return bool(closed and _OPENS_ASIDE.search(sentence.text, sentence.start, last.start))


def part_told_before(sentence: SentenceReader, number: Number) -> str:
    """Return the part whose amount stands right before a number: wool $40 million (44 percent)."""
    if sentence.previous is None or number.sign:
        return ""
    last = sentence.previous[0]
    if not _ASIDE.fullmatch(sentence.text, last.end, number.start):
        return ""
    return part_of(sentence, last) or label_of(sentence, last) or ""


def is_part_of_what_was_told(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a sentence that names no flow lists the parts of the one before it."""
    told = sentence.of.topic
    is_flow = told is not None and told.kind in ("exports", "imports", "turnover")
    lists = _AHEAD.match(sentence.text, sentence.start)
    is_first = not any(topic.start < number.start for topic in sentence.topics)
    return bool(is_flow and lists and is_first and part_of(sentence, number))


def _named_after(sentence: SentenceReader, number: Number) -> str:
    """Return the product that follows a number: of which $40 million wool."""
    named = _NAMED_AFTER.match(sentence.text, number.end, sentence.end)
    if not named:
        return ""
    phrase = products.after(sentence.text, named.end(), sentence.end, _no_products(sentence))
    ends = _ENDS.match(sentence.text, named.end() + len(phrase), sentence.end)
    return phrase if phrase and ends and not phrase.split(" ")[0].endswith("ed") else ""


def _follows_a_named_part(sentence: SentenceReader, floor: int, number: Number) -> bool:
    """Say whether the number before has its product after it: $40 million wool, $20 million …."""
    named = _NAMED_AFTER.match(sentence.text, floor, number.start)
    if not named:
        return False
    phrase = products.after(sentence.text, named.end(), number.start, _no_products(sentence))
    joins = sentence.text[named.end() + len(phrase) : number.start]
    return bool(phrase) and joins.strip() in (",", "and", ", and", ";")


def _floor(sentence: SentenceReader, number: Number) -> int:
    before = (n.end for n in sentence.part.numbers if n.end <= number.start)
    return max(before, default=sentence.start)


def _no_products(sentence: SentenceReader) -> list[tuple[int, int]]:
    places = [(place.start, place.end) for place in sentence.part.places]
    return places + [(time.start, time.end) for time in sentence.part.times]
