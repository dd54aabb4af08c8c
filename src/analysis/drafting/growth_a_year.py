"""Tell the mean growth of a year, over several years, from growth over the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.drafting.bases import ends_of_levels
from analysis.drafting.cues import MOVE, SHARE
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.spans import ends_of

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_EACH_YEAR = ("per year", "each year", "every year", "per annum", "year after year")
_A_YEAR = ("a year", "an annum", *_EACH_YEAR)
_NO_MEAN = ("ago", "earlier", "before", "previously", "later", "on(?! average)", "after")
_MEANS = ("averag(?:e|es|ed|ing)", "mean", "compound(?:ed|ing)?", "CAGR", "p\\.a\\.?(?!\\w)")
_YEARLY = ("annual", "annually", "yearly", "annuali[sz]ed")
_MOVES = (
    "growth",
    "rise",
    "increase",
    "gain",
    "expansion",
    "decline",
    "fall",
    "drop",
    "decrease",
    "contraction",
    "rate",
    "pace",
)
_OF_MONTHS = ("monthly", "daily", "weekly", "quarterly", "(?:a|per|each|every) (?:month|week|day)")
_SUBJECTS = (
    "it",
    "this",
    "that",
    "they",
    "these",
    "which",
    "both",
    "the (?:figures?|total|sum|value|volume|amount|two|growth|rate|pace|latter|former)",
    "their (?:value|volume)",
)
_OTHERS = (
    "economy",
    "economies",
    "economic",
    "output",
    "production",
    "consumption",
    "tourism",
    "arrivals",
    "visitors",
    "traffic",
    "demand",
    "remittances",
    "revenues?",
    "investments?",
    "productivity",
    "lending",
    "credit",
    "cargo",
    "freight",
)


def _any(words: Sequence[str]) -> str:
    return rf"(?:{'|'.join(words)})"


_MOVE_OF = rf"(?:[a-z]+ ){{0,2}}{_any(_MOVES)}s?\b"
_MEAN_BEFORE = (
    rf"{_any(_EACH_YEAR)}\b",
    r"averag(?:es|ed|ing)\b",
    r"on average\b",
    r"compound(?:ed|ing)?\b",
    r"CAGR\b",
    rf"(?<!-)(?:average|mean)(?= (?:of\b|{_MOVE_OF})|\W*(?:[a-z]+ )?$)",
)
_YEARLY_BEFORE = (r"(?:annually|annuali[sz]ed)\b", rf"(?:annual|yearly) {_MOVE_OF}")
_TOLD_AFTER = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:growth )?(?:(?:on|in) (?:an? )?)?"
    rf"(?:(?<!in ){_any(_A_YEAR)}\b(?! {_any(_NO_MEAN)}\b)|"
    rf"\(?(?:annual |yearly )?\b{_any(_MEANS)}(?!\w))",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(rf"\b{_any(_MEAN_BEFORE)}[^.;]{{0,110}}$", re.IGNORECASE)
_MAY_BE_AFTER = re.compile(rf"\s*(?:\([^()]*\)\s*)?{_any(_YEARLY)}\b", re.IGNORECASE)
_MAY_BE_BEFORE = re.compile(rf"\b{_any(_YEARLY_BEFORE)}[^.;]{{0,60}}$", re.IGNORECASE)
_MONTHS = re.compile(rf"\b{_any(_OF_MONTHS)}\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\s*of (?!growth\b)")
_SUBJECT = re.compile(rf"\b{_any(_SUBJECTS)}\b", re.IGNORECASE)
_OTHER = re.compile(rf"\b{_any(_OTHERS)}\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|against|versus|after|from|than)\s+(?:\w+ ){0,6}?$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:growth|CAGR|rates?)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[\s,]*(?:(?:[^\W\d][\w’'-]*|~),?\s+){0,12}")
_TO = re.compile(r"\s*(?:-|–|—|to|until|through)\s*")
_NEAR = 40
_MOST_IN_A_LIST = 9


def is_told(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a percentage is the mean of several years: an average of 5 percent a year."""
    if _says_so(sentence, number):
        return True
    if number.unit != "percent" or number.is_word or _has_own_year(sentence, number):
        return False
    return _goes_on(sentence, number) or _is_told_of_next(sentence, number)


def _says_so(sentence: SentenceReader, number: Number) -> bool:
    """Say whether the words right before or after a percentage call it a mean."""
    if number.unit != "percent" or number.is_word or _has_own_year(sentence, number):
        return False
    lead, after = _lead(sentence, number), _after(sentence, number)
    if _MONTHS.search(lead) or _MONTHS.search(after):
        return False
    return bool(_TOLD_AFTER.match(after) or _TOLD_BEFORE.search(lead))


def may_be_told(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a percentage is yearly, which growth over the year before is called too."""
    main = sentence.timing.main()
    levels = ends_of_levels(sentence.timing, number, sentence.part.numbers)
    if number.unit != "percent" or (main and not (levels or ends_of(main.period))):
        return False
    lead = _lead(sentence, number)
    after = _MAY_BE_AFTER.match(sentence.text, number.end, sentence.end)
    return bool(after or _MAY_BE_BEFORE.search(lead))


def _has_own_year(sentence: SentenceReader, number: Number) -> bool:
    """Say whether one year stands beside a number: 5 percent in 2020."""
    beside = sentence.timing.group_after(number, sentence.part.numbers)
    if not beside or beside[0] in sentence.timing.compared or ends_of(beside[0].period):
        return False
    later = [t for t in sentence.timing.times if t.start >= beside[0].end]
    return not (later and _TO.fullmatch(sentence.text, beside[0].end, later[0].start))


def is_of_trade(sentence: SentenceReader, number: Number, topic: Topic) -> bool:
    """Say whether it is trade that grew, and not the economy or a share of trade."""
    lead = sentence.text[max(sentence.start, topic.end) : number.start]
    share = SHARE.search(lead)
    if share and not MOVE.search(lead, share.end()):
        return False
    if _SHARE_OF.match(sentence.text, number.end) or _OTHER.search(lead):
        return False
    return topic.start >= 0 or bool(_SUBJECT.search(lead))


def sign_of(sentence: SentenceReader, number: Number, sign: int) -> int:
    """Return 1 for growth, -1 for a fall, 0 where neither is said, of a mean with a sign so far."""
    lead = _lead(sentence, number)
    if number.sign:
        return number.sign
    if _COMPARED.search(lead) and (before := _before(sentence)):
        return -1 if before.startswith("-") else 1
    is_named = _NAMED.search(sentence.text, sentence.start, number.start)
    return sign or int(bool(is_named) or _has_multiplied(sentence))


def _has_multiplied(sentence: SentenceReader) -> bool:
    """Say whether the sentence tells a multiple: doubled, which is 7 percent a year."""
    return any(row.cells["unit"] == "times" for row in sentence.rows)


def _before(sentence: SentenceReader) -> str:
    """Return the growth that the sentence told last; blank without one."""
    last = sentence.rows[-1].cells if sentence.rows else None
    is_rate = last and last["quantity"].endswith(("_growth", "_cagr"))
    return last["as_written"] if last and is_rate else ""


def _lead(sentence: SentenceReader, number: Number) -> str:
    """Return the words before a number, from the amount or rate before it."""
    ends = (n.end for n in sentence.part.numbers if n.unit and n.end <= number.start)
    return sentence.text[max(ends, default=sentence.start) : number.start]


def _after(sentence: SentenceReader, number: Number) -> str:
    """Return the words after a number, up to the next one."""
    later = (n.start for n in sentence.part.numbers if n.start >= number.end and n.unit)
    return sentence.text[number.end : min(later, default=sentence.end)][:_NEAR]


def _goes_on(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a rate goes on from a mean: 5 percent a year and imports by 3 percent."""
    earlier = [n for n in sentence.part.numbers if n.end <= number.start]
    for _ in range(min(len(earlier), _MOST_IN_A_LIST)):
        last = earlier.pop()
        between = _masked(sentence, last.end, number.start)
        if last.unit != "percent" or not _GOES_ON.fullmatch(between):
            return False
        if not _keeps_years(sentence, number, between):
            return False
        if _says_so(sentence, last):
            return True
        number = last
    return False


def _keeps_years(sentence: SentenceReader, number: Number, between: str) -> bool:
    """Say whether a rate after a mean has its years, or a span of its own."""
    if _COMPARED.search(between):  # from 9 percent in 2010-2014
        beside = sentence.timing.group_after(number, sentence.part.numbers)
        return any(ends_of(t.period) for t in beside)
    return "~" not in between or not _has_times(sentence, number.end, sentence.end)


def _is_told_of_next(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a mean follows in which a rate is included: 5 and 3 percent a year."""
    later = [n for n in sentence.part.numbers if n.start >= number.end]
    if not later or later[0].unit != "percent" or _has_times(sentence, number.end, later[0].start):
        return False
    goes_on = _GOES_ON.fullmatch(sentence.text, number.end, later[0].start)
    return bool(goes_on and _TOLD_AFTER.match(_after(sentence, later[0])))


def _has_times(sentence: SentenceReader, start: int, end: int) -> bool:
    return any(start <= time.start < end for time in sentence.part.times)


def _masked(sentence: SentenceReader, start: int, end: int) -> str:
    """Return a stretch of text in which a mark stands for each time."""
    words, begin = "", start
    for time in sentence.part.times:
        if begin <= time.start and time.end <= end:
            words += sentence.text[begin : time.start] + "~"
            begin = time.end
    return words + sentence.text[begin:end]
