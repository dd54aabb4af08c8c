"""Make rows of numbers of companies and of ranks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting import measures
from analysis.drafting.numbers import Number
from analysis.drafting.row import Row

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_COMPANIES = re.compile(
    r"\s*(?:[^\W\d][\w’'-]*\s+){0,4}?(?:companies|firms|enterprises|businesses|joint ventures|"
    r"subsidiaries|"
    r"legal entities|start-ups|company|manufacturers|exporters)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:from|to|against|in \d{4})\s+(?:\w+ )?$")
_IN = re.compile(r"\b(?:in|at|into)\s+(?:the\s+)?$")
_IS = re.compile(
    r"(?:[,\s]+(?:also|now|still|again|currently))?\s+(?:is|was|remain\w*|became|has been|had been|"
    r"rank\w*)\b"
)
_OF_A_PRODUCT = re.compile(
    r" (?:of|for) (?:the )?(?!(?:all )?(?:imports|exports|trade|goods)\b)(?=\w)"
)
_OF = re.compile(r"\b(?:in|of|for|to)\s+(?:the\s+)?$")
_RANKED = re.compile(
    r"\b(?:largest|biggest|most important|place|ranked|ranks|ranking|rank|main|leading|in the "
    r"list|No|number|trad(?:e|ing) partner)\b|#",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:trade partners?|trading partners?|partners?|customers?|markets?|suppliers?|exporters?|"
    r"importers?|destinations?|sources?|investors?|buyers?|sellers?|origin|among)\b",
    re.IGNORECASE,
)


def row_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | None:
    """Return the row of a number of companies or of a rank; None for what is neither."""
    if number.unit == "rank":
        return _rank(sentence, number, floor)
    after = sentence.text[number.end : min(ceiling, number.end + 60)]
    before = _companies_before(sentence, number, floor)
    if before is None and not _COMPANIES.match(after):
        return None
    owner, host, is_guessed = _owner_and_host(sentence, number, before)
    group = sentence.timing.group_after(number, sentence.part.numbers)
    period = group[0].period if group else ""
    if not period and before is not None and (main := sentence.timing.main()):
        period = main.period
    doubt = {"statistics_of"} if period else {"statistics_of", "period"}
    if is_guessed:
        doubt |= {"reporter", "partner"}
    wording = measures.wording(sentence.text, number.start, number.end, floor)
    return _row(sentence, number, "companies", owner, host, wording, period, doubt)


def _companies_before(sentence: SentenceReader, number: Number, floor: int) -> Row | None:
    """Return the row of companies with which a number is compared: 12 companies, from 9."""
    before = sentence.previous[1] if sentence.previous else None
    if before is None or before.cells["quantity"] != "companies":
        return None
    return before if _COMPARED.search(sentence.text[floor : number.start]) else None


def _owner_and_host(
    sentence: SentenceReader, number: Number, before: Row | None
) -> tuple[str, str, bool]:
    """Return whose companies they are, where they are, and whether neither is said."""
    if before is not None:
        return before.cells["reporter"], before.cells["partner"], False
    text, parties = sentence.text, sentence.of.parties
    owner, host = "", ""
    for place in sentence.part.places:
        if place.form == "region":
            continue
        beside = number.end <= place.start <= number.end + 30
        if beside and place.form == "adjective" and not owner:
            owner = place.code
        elif place.start > number.end and _IN.search(text[max(0, place.start - 10) : place.start]):
            host = host or place.code
    if not owner and not host:
        return *parties.pair, True
    owner = owner or parties.complement(host)
    return owner, host if host and host != owner else parties.complement(owner), False


def _rank(sentence: SentenceReader, number: Number, floor: int) -> Row | None:
    text = sentence.text
    around = text[max(sentence.start, number.start - 20) : min(sentence.end, number.end + 60)]
    what = _OF_WHAT.search(text, number.end, min(sentence.end, number.end + 60))
    among = text[number.end : min(sentence.end, number.end + 90)]
    if (
        not _RANKED.search(around)
        or not what
        or re.match(r"(?:(?! and (?:its|the|an?)\b)[^,;])*\binvest", among)
    ):
        return None
    of = _OF_A_PRODUCT.match(text, what.end())
    if of and not any(p.start == of.end() and p.form != "adjective" for p in sentence.part.places):
        return None
    before = [topic for topic in sentence.topics if topic.start < number.start]
    if before and before[-1].kind == "investment" and "source" in what[0].lower():
        return None
    reporter, partner = _ranker_and_ranked(sentence, number)
    main = sentence.timing.main()
    period = main.period if main else sentence.of.period
    if ends := sentence.timing.ends_of_span():
        period = ends[1]
    doubt = {"statistics_of", "reporter", "partner"} | (set() if main else {"period"})
    if "partner" not in what[0].lower():  # in which flow, its quantity does not say
        doubt.add("quantity")
    return _row(sentence, number, "rank", reporter, partner, "stated", period, doubt)


def _ranker_and_ranked(sentence: SentenceReader, number: Number) -> tuple[str, str]:
    """Return among whose partners one is, and which: B and A of "A is the third market of B"."""
    text, parties = sentence.text, sentence.of.parties
    ranker, ranked = "", ""
    for place in sentence.part.places:
        if place.end <= number.start and text.startswith(("'s", "’s"), place.end):
            ranker = place.code
        elif place.end <= number.start and _IS.match(text, place.end):
            ranked = place.code
        elif place.start > number.end and _OF.search(text, number.end, place.start):
            ranker = ranker or place.code
    if not ranker and not ranked:
        return parties.pair
    ranker = ranker or parties.complement(ranked)
    return ranker, ranked if ranked not in ("", ranker) else parties.complement(ranker)


def _row(
    sentence: SentenceReader,
    number: Number,
    quantity: str,
    reporter: str,
    partner: str,
    wording: str,
    period: str,
    doubt: set[str],
) -> Row:
    cells = dict.fromkeys(
        ("region", "product", "base", "measured_in", "statistics_of", "status"), ""
    )
    cells |= {
        "quantity": quantity,
        "reporter": reporter,
        "partner": partner,
        "period": period,
        "as_written": number.written,
        "unit": "count",
        "wording": wording,
    }
    if quantity == "companies" and sentence.side in (reporter, partner):
        cells["statistics_of"] = sentence.side
    return Row(number.start, number.end, cells, doubt)


def why_none(number: Number) -> str:
    """Return why a number without a unit is no figure."""
    if number.unit == "rank":
        return "an ordinal of what is no partner or market"
    return "a number of what is neither money nor companies"
