"""Say from which year to which one a mean growth is: since 2014, over the past five years."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.drafting.bases import ends_of_levels, since
from analysis.drafting.cues import FORECAST, TARGET
from analysis.drafting.numbers import Number
from analysis.drafting.spans import ends_of, fiscal, is_fiscal, order, shifted, year_in
from analysis.drafting.time_words import YEAR
from analysis.study.periods import days, years_between

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_COUNTS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_MANY = rf"(?P<many>{'|'.join(_COUNTS)}|[2-9]|[1-9]\d)"
_YEARS = (
    rf"(?:{_MANY}[ -](?:years?|year[ -]period)|(?:{_MANY.replace('many', 'tens')} )?"
    r"(?P<decade>decades?)(?! and))"
)
_OVER = re.compile(
    rf"\b(?:over|in|during|within|for|across|throughout) (?:the |a |these |its )?"
    r"(?:same |whole |entire |full )?"
    rf"(?P<past>(?:past|last|previous|preceding) )?{_YEARS}\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b{_YEARS} (?:to|until|till|through|up to|ending(?: in)?|ended) (?:the end of )?"
    rf"(?P<last>{YEAR})",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\b{_YEARS} (?:from|since|after|following|beginning in|starting in) (?P<first>{YEAR})",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(
    r"\b(?:ha(?:s|ve|d) (?:\w+ )?since (?!then\b)(?:[a-z]+ )|"
    r"since then\b|\bsince(?=\s*[.,;)]|$)|ever since\b|thereafter\b|"
    r"from then on\b|in the years (?:since|that followed)\b|"
    r"(?:^|[,;]\s*|and )since,? |since (?:grown|risen|increased|fallen|expanded|declined)\b)",
    re.IGNORECASE,
)
_FROM_LEVEL = re.compile(r"\bfrom (?:(?:just|only|about|around|some|a mere) )?$")
_YEAR_OF = re.compile(r"(?:\d{4}/)?(\d{4})(?:-\d\d)?")
_PAIR_JOINS = ("to", "and", "until", "through", "-", "–", "—", "up to")
_PAIR_LEADS = re.compile(
    r"\b(?:between|from|over|during|in|of|period|years)\s+(?:the )?$|\($", re.IGNORECASE
)
_CLAUSE = re.compile(r";|,? (?:and|but|while|whereas)\b")
_RECORD = re.compile(r"(?:high|low|larg|bigg|small|weak|fast|strong|slow)est\b|\brecord\b", re.I)


@dataclass(frozen=True)
class Years:
    """From which year to which one something grew; what is in doubt is named."""

    first: str
    last: str
    doubt: frozenset[str] = frozenset()


def years_of(sentence: SentenceReader, number: Number) -> Years | None:
    """Return from when to when a mean growth is; None where the text does not say it.

    The words after the number count first, then those between it and the number before.
    """
    for stretch in _stretches(sentence, number):
        ways = (_of_span, _counted_to, _since, _since_then, _from_level, _over_past)
        found = (way(sentence, number, stretch) for way in ways)
        if years := next((years for years in found if years and _lie_apart(years)), None):
            return years
    return _of_two_levels(sentence, number)


def _stretches(sentence: SentenceReader, number: Number) -> Iterator[tuple[int, int]]:
    rates = [n for n in sentence.part.numbers if n.unit == "percent"]
    floor = max((n.end for n in rates if n.end <= number.start), default=sentence.start)
    beyond = min((n.start for n in rates if n.start >= number.end), default=sentence.end)
    cut = _CLAUSE.search(sentence.text, number.end, beyond)
    yield number.end, cut.start() if cut else beyond
    yield floor, number.start
    yield number.end, beyond
    yield sentence.start, sentence.end


def _lie_apart(years: Years) -> bool:
    """Say whether two whole years or more lie between the ends."""
    first, last = years.first, years.last
    if is_fiscal(first) and is_fiscal(last):
        return year_in(last) - year_in(first) > 1
    when = days(last)
    if when is None or days(first) is None or order(first) >= order(last):
        return False
    return (years_between(when, first) or 0) > 1


def _of_span(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the ends of the span or the two levels of a stretch that are nearest to a number."""
    times = [t for t in sentence.timing.times if stretch[0] <= t.start < stretch[1]]
    spans = [(t.start, ends) for t in times if (ends := ends_of(t.period))]
    for first, last in itertools.pairwise(times):
        joined = sentence.text[first.end : last.start].strip() in _PAIR_JOINS
        ahead = sentence.text[max(sentence.start, first.start - 14) : first.start]
        alike = is_fiscal(first.period) == is_fiscal(last.period)
        if joined and alike and (is_fiscal(first.period) or _PAIR_LEADS.search(ahead)):
            spans.append((first.start, (first.period, last.period)))
    if spans:
        return Years(*min(spans, key=lambda span: abs(span[0] - number.start))[1])
    ends = ends_of_levels(sentence.timing, number, sentence.part.numbers)
    return Years(*ends) if ends else None


def _of_two_levels(sentence: SentenceReader, number: Number) -> Years | None:
    """Return the years of the two amounts of a sentence, if each has one beside it."""
    numbers = sentence.part.numbers
    amounts = [n for n in numbers if n.unit.isupper() or n.unit == "t"]
    groups = [sentence.timing.group_after(n, numbers) for n in amounts]
    periods = sorted({group[0].period for group in groups if len(group) == 1}, key=order)
    if len(amounts) != 2 or len(periods) != 2 or number.unit != "percent":
        return None
    years = Years(periods[0], periods[1], frozenset({"base", "period"}))
    return years if _lie_apart(years) else None


def _counted_to(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the years of "the five years to 2019" and "the decade from 2010"."""
    if until := _UNTIL.search(sentence.text, *stretch):
        return Years(shifted(until["last"], -_count(until)), until["last"])
    if begun := _FROM.search(sentence.text, *stretch):
        return Years(begun["first"], shifted(begun["first"], _count(begun)), frozenset({"period"}))
    return None


def _since(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the years from "since 2013" to the last one of which the text speaks."""
    first = since(sentence.timing)
    time = next((t for t in sentence.timing.times if t.period == first), None)
    if not first or time is None or not stretch[0] <= time.start < stretch[1]:
        return None
    begin = number.end if time.start >= number.end else max(sentence.start, time.start - 30)
    if _RECORD.search(sentence.text, begin, time.start):
        return None
    return _until_now(sentence, first, {"period"})


def _since_then(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the years since the one that the text named before: it has since grown."""
    told = _SINCE_THEN.search(sentence.text, *stretch)
    if told is None:
        return None
    here = [t.period for t in sentence.timing.times if t.end <= told.end()]
    place = sentence.of.parts.index(sentence.part)
    earlier = sentence.of.parts[place - 1].times if place else []
    spans = (*(t.period for t in earlier if t.kind == "period"), *here)
    years = [year[1] for span in spans if (year := _YEAR_OF.fullmatch(span))]
    return _until_now(sentence, years[-1], {"base", "period"}) if years else None


def _from_level(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the years since the level from which something grew: from 5 million in 2013."""
    numbers = sentence.part.numbers
    for level in (n for n in numbers if n.unit.isupper() and stretch[0] <= n.start < stretch[1]):
        beside = sentence.timing.group_after(level, numbers)
        if _FROM_LEVEL.search(sentence.text, stretch[0], level.start) and len(beside) == 1:
            return _until_now(sentence, beside[0].period, {"period"})
    return None


def _over_past(sentence: SentenceReader, number: Number, stretch: tuple[int, int]) -> Years | None:
    """Return the years of "over the past five years", to the last of which the text speaks."""
    told = _OVER.search(sentence.text, *stretch)
    if told is None or (not told["past"] and _is_to_come(sentence)):
        return None
    last = _last_of_text(sentence, "")
    if not last:
        return None
    return Years(shifted(last, -_count(told)), last, frozenset({"base", "period"}))


def _count(match: re.Match[str]) -> int:
    word = (match["many"] or match["tens"] or "").lower()
    count = int(word) if word.isdecimal() else _COUNTS.index(word) + 2 if word else 1
    return count * 10 if match["decade"] else count


def _is_to_come(sentence: SentenceReader) -> bool:
    words = sentence.text[sentence.start : sentence.end]
    return bool(FORECAST.search(words) or TARGET.search(words) or re.search(r"\bnext\b", words))


def _until_now(sentence: SentenceReader, first: str, doubt: set[str]) -> Years | None:
    last = _last_of_text(sentence, first)
    return Years(first, last, frozenset(doubt)) if last else None


def _last_of_text(sentence: SentenceReader, first: str) -> str:
    """Return the last whole year of the sentence, or else of the text; blank without one."""
    main = sentence.timing.main()
    if main and _is_like(main.period, first) and order(main.period) > order(first or "0001"):
        return main.period
    now = sentence.of.published[:4]
    text = sentence.text
    times = [t for part in sentence.of.parts for t in part.times if t.kind == "period"]
    times = [t for t in times if not text.endswith("since ", 0, t.start)]
    told = [t.period for t in times if _is_like(t.period, first)]
    past = [p for p in told if not now.isdecimal() or year_in(p) < int(now) + is_fiscal(p)]
    last = max(past, key=order, default="")
    if last and order(last) > order(first or "0001"):
        return last
    if not now.isdecimal():
        return ""
    return fiscal(int(now) - 2) if is_fiscal(first) else str(int(now) - 1)


def _is_like(period: str, first: str) -> bool:
    """Say whether a period is a whole year, and a fiscal one where the first one is."""
    if first:
        return is_fiscal(period) == is_fiscal(first) and (is_fiscal(period) or len(period) == 4)
    return is_fiscal(period) or bool(re.fullmatch(r"\d{4}", period))
