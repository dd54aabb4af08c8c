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
_NUMBER_OF = re.compile(
    r"\bnumber of (?:[^\W\d][\w’'-]* ){0,3}(?:companies|firms|enterprises|businesses|joint "
    r"ventures|subsidiaries)(?: [^\W\d][\w’'-]*){0,6}? (?:to|at|was|is|reached|exceeded|from|of) "
    r"(?:(?:about|some|over|nearly|almost|around|more than) )?"
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
_INVEST = re.compile(r"(?:(?! and (?:its|the|an?)\b)[^,;])*\binvest", re.IGNORECASE)
_OF = re.compile(r"\b(?:in|of|for|to)\s+(?:the\s+)?$")
_RANKED = re.compile(
    r"\b(?:largest|biggest|most important|place|ranked|ranks|ranking|rank|main|leading|in the "
    r"list|No|number|customer|client|supplier|export market|trad(?:e|ing) partner)\b|#",
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
    if before is None and not (_COMPANIES.match(after) or _number_of(sentence, number)):
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


def _number_of(sentence: SentenceReader, number: Number) -> re.Match[str] | None:
    """Return the words "the number of B's firms rose to" before a number; None without them."""
    found = _NUMBER_OF.finditer(sentence.text, sentence.start, number.start)
    return next((match for match in found if match.end() == number.start), None)


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
    owner, host, named = "", "", _number_of(sentence, number)
    for place in sentence.part.places:
        apart = ";" in text[number.end : max(number.end, place.start)]
        if place.form == "region" or apart:
            continue
        beside = number.end <= place.start <= number.end + 30
        beside |= bool(named and named.start() < place.start < named.end())
        if beside and place.form == "adjective" and not owner:
            owner = place.code
        elif (place.start > number.end or beside) and _IN.search(
            text[max(0, place.start - 10) : place.start]
        ):
            host = host or place.code
    if not owner and not host:
        return *(_of_the_investment(sentence) or parties.pair), True
    owner = owner or parties.complement(host)
    return owner, host if host and host != owner else parties.complement(owner), False


def _of_the_investment(sentence: SentenceReader) -> tuple[str, str] | None:
    """Return whose investment in whom the sentence told before: FDI of 5 million, 12 companies."""
    last = sentence.rows[-1].cells if sentence.rows else None
    if last is None or "investment" not in last["quantity"]:
        return None
    return last["reporter"], last["partner"]


def _rank(sentence: SentenceReader, number: Number, floor: int) -> Row | None:
    what = _OF_WHAT.search(sentence.text, number.end, min(sentence.end, number.end + 60))
    if not what or not _is_ranked(sentence, number):
        return None
    if _is_of_product(sentence, what) or _is_of_investors(sentence, number, what):
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


def _is_ranked(sentence: SentenceReader, number: Number) -> bool:
    start, end = max(sentence.start, number.start - 20), min(sentence.end, number.end + 60)
    return bool(_RANKED.search(sentence.text[start:end]))


def _is_of_product(sentence: SentenceReader, what: re.Match[str]) -> bool:
    """Say whether a rank is among those of one product: the third largest market for cars."""
    of = _OF_A_PRODUCT.match(sentence.text, what.end())
    places = [place for place in sentence.part.places if place.form != "adjective"]
    return bool(of) and not any(place.start == of.end() for place in places if of)


def _is_of_investors(sentence: SentenceReader, number: Number, what: re.Match[str]) -> bool:
    """Say whether a rank is among investors: ninth among the countries that invest here."""
    before = [topic for topic in sentence.topics if topic.start < number.start]
    is_source = "source" in what[0].lower() and before and before[-1].kind == "investment"
    return bool(
        is_source or _INVEST.match(sentence.text, number.end, min(sentence.end, number.end + 90))
    )


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
