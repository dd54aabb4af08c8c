"""Say of what a percentage is the share, and what or who has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.drafting import products
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.parts import part_of, part_told_before
from analysis.drafting.places import Place

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_OF = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:\w+ )?(?:share|slice|portion) )?(?:of|in)\b", re.IGNORECASE
)
_IT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?of (?:them|it|this|that|these|the total|the sum|all of it)\b"
)
_OF_IT_ALONE = re.compile(r"\s*of (?:them|it|the total|the sum)[),;]")
_IS = re.compile(r"[^.;,\d]{0,40}?\b(?:are|is|were|was|consists? of|consisted of)\s+")
_LINK = re.compile(
    r"[\s,]*\b(?:accounted for|accounting for|account for|accounts for|made up|make up|makes up|"
    r"making up|"
    r"represent(?:s|ed|ing)?|were|was|are|is|constitut\w+|compris\w+|had|took|takes|stood for|"
    r"another|"
    r"contribut\w+|came to|reached|for)\b[\s\w]{0,20}$|,\s+with\s+$|[\s,]+$",
    re.IGNORECASE,
)
_OF_THE_RANKED = re.compile(
    r"[^.;]*?,? (?:accounting for|which accounts for|with|representing|taking) (?:[a-z]+ ){0,4}"
)
_IS_MAIN = re.compile(
    r"(?: (?:also|again|still|now))? (?:is|was|remain(?:s|ed)|stayed|became|has been) "
    r"(?:[\w’'-]+ ){0,5}(?:destination|market|outlet|buyer|customer|client|partner|supplier|source|"
    r"importer)s?\b[^.;:\d]*? (?:absorbing|taking|buying|receiving|accounting for|making up|"
    r"representing|supplying|providing|with) (?:(?:about|some|nearly|almost|over|an?|a share of|"
    r"more than|around) )*"
)
_AND_A = re.compile(r"[^.;:\d]{0,40}\band (?:an? )?")
_JOINS = re.compile(r"(?:and|while|whereas|then|but|followed by)\s+")
_NO_NAMES = "meanwhile moreover furthermore therefore besides instead elsewhere today now".split()
_OF_TOTAL = re.compile(r"\b(?:total|all|overall) \w+")
_ITS = re.compile(r"\b(?:its|their)\s+(?:\w+ ){0,2}$")


@dataclass(frozen=True)
class Share:
    """A part of a flow: that of a product or of a place, where the text names one."""

    of: Topic
    words: str
    """Those between the number and the flow, which say whether it is the whole flow."""
    product: str = ""
    place: Place | None = None


def share_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Share | None:
    """Return of what a number is the share; None where the text does not say it."""
    found = _target(sentence, number, ceiling)
    part = part_told_before(sentence, number) or part_of(sentence, number)
    if part and not found and sentence.of.topic:
        return Share(replace(sentence.of.topic, start=-1, guessed={"quantity"}), "", part)
    if found is None:
        return None
    target, words = found
    if part:
        return Share(target, words, part)
    if place := place_with_share(sentence, number):
        return Share(target, words, place=place)
    if place := _ranked_place(sentence, number):
        reporter = sentence.rows[-1].cells["reporter"]
        return Share(replace(target, reporter=reporter, partner=place.code), words, place=place)
    if place := main_place(sentence, number) or _main_place_before(sentence, number):
        if target.reporter == place.code:
            reporter = sentence.of.parties.complement(place.code)
            target = replace(target, reporter=reporter, partner=place.code)
        return Share(target, words, place=place)
    if named := _named_share(sentence, number):
        holder, owner = named
        if owner and target.reporter != owner.code:
            target = replace(target, reporter=owner.code, partner=holder.code)
        elif not owner and target.reporter == holder.code and _OF_TOTAL.search(words):
            reporter = sentence.of.parties.complement(holder.code)
            target = replace(target, reporter=reporter, partner=holder.code)
        return _with_product(sentence, number, floor, Share(target, words, place=holder))
    product, place = _subject(sentence, number, floor)
    return _with_product(sentence, number, floor, Share(target, words, product, place))


def _with_product(sentence: SentenceReader, number: Number, floor: int, share: Share) -> Share:
    """Return a share with the product that the words around it or the last share name."""
    if share.product or share.place is not None:
        return share
    text, target = sentence.text, share.of
    its_share = re.search(r"\bshare of (?:\w+ )?$", text[floor : number.start])
    of_it = its_share or text[floor : number.start] == "; " or _IT.match(text[number.end :])
    if sentence.previous and of_it and (product := sentence.previous[1].cells["product"]):
        return replace(share, product=product)
    begin = max(number.end, target.end)
    if said := _IS.match(text[begin:]):
        product = products.after(text, begin + said.end(), sentence.end, [])
        if product:
            return replace(share, product=product)
    if sentence.share is None:
        return share
    last = sentence.share
    if _ITS.search(text[number.end : max(number.end, target.start)]):
        target = replace(target, reporter=last.of.reporter, partner=last.of.partner)
    return replace(share, of=target, place=last.place)


def _named_share(sentence: SentenceReader, number: Number) -> tuple[Place, Place | None] | None:
    """Return who has a share and in whose trade: the share of A in B's trade; A's share in it."""
    text, places = sentence.text, sentence.part.places
    its = re.search(r"\bits share (?:in|of) ", text[sentence.start : number.start])
    if its and places and places[0].end < sentence.start + its.start():
        later = [p for p in places if sentence.start + its.start() < p.start < number.start]
        return places[0], later[0] if later else None
    for place in places:
        ahead = text[max(sentence.start, place.start - 16) : place.start]
        behind = re.match(r"['’]s? share (?:in|of) ", text[place.end : place.end + 16])
        told = re.search(r"\bshare of (?:the )?$", ahead)
        follows = re.match(r" in (?:the )?", text[place.end : place.end + 9])
        if place.start < number.start and (behind or (told and follows)):
            later = [p for p in places if place.end < p.start < number.start]
            return place, later[0] if later else None
    return None


def _ranked_place(sentence: SentenceReader, number: Number) -> Place | None:
    """Return the place of a rank just told: "A is B's third market, accounting for 14 percent"."""
    last = sentence.rows[-1] if sentence.rows else None
    if last is None or last.cells["quantity"] != "rank":
        return None
    if not _OF_THE_RANKED.fullmatch(sentence.text[last.end : number.start]):
        return None
    return Place(last.start, last.end, last.cells["partner"], "name")


def main_place(sentence: SentenceReader, number: Number) -> Place | None:
    """Return who is told to be the main market or supplier, with a share that a number says."""
    places = (p for p in sentence.part.places if p.form != "region" and p.end < number.start)
    text = sentence.text
    return next((p for p in places if _IS_MAIN.fullmatch(text, p.end, number.start)), None)


def _main_place_before(sentence: SentenceReader, number: Number) -> Place | None:
    """Return the main partner of the share before: with 15 percent of exports and 14 of imports."""
    last = sentence.previous[0] if sentence.previous else None
    if last is None or not _AND_A.fullmatch(sentence.text, last.end, number.start):
        return None
    return main_place(sentence, last)


def place_with_share(sentence: SentenceReader, number: Number) -> Place | None:
    """Return the place of another share: "against 14 percent for Chile", or "Chile with 14"."""
    text = sentence.text
    return next(
        (
            p
            for p in sentence.part.places
            if re.fullmatch(r" for (?:the )?", text[number.end : p.start])
            or (sentence.share and re.fullmatch(r" with (?:\w+ ){0,2}", text[p.end : number.start]))
        ),
        None,
    )


def _target(sentence: SentenceReader, number: Number, ceiling: int) -> tuple[Topic, str] | None:
    """Return the flow of which a number is a share, and the words between them."""
    text = sentence.text
    after = [t for t in sentence.topics if number.end <= t.start < max(ceiling, number.end + 60)]
    after = [t for t in after if not re.search(r"[;.] ", text[number.end : t.start])]
    is_of_it = _OF_IT_ALONE.match(text, number.end)
    if after and _OF.match(text, number.end) and not is_of_it:
        topic = after[0]
        return topic, text[number.end : topic.end + 45]
    if sentence.of.topic and _IT.match(text[number.end :]):
        last = sentence.rows[-1].cells if sentence.rows else None
        if last is None and _tells_of_no_trade(sentence):
            return None
        if last and last["quantity"] in ("exports", "imports", "turnover"):
            return Topic(last["quantity"], last["reporter"], last["partner"]), ""
        if last and last["quantity"].split("_")[0] not in ("exports", "imports", "turnover"):
            return None
        named = [t for t in sentence.topics if t.start < number.start]
        if named and named[-1].kind in ("exports", "imports", "turnover"):
            return named[-1], "the total"
        return replace(sentence.of.topic, start=-1, guessed={"quantity"}), ""
    lead = text[sentence.start : number.start]
    told = [t for t in sentence.topics if t.start < number.start]
    if told and lead.endswith("("):
        return told[-1], ""
    since = sentence.previous[0].end if sentence.previous else sentence.start
    if sentence.share and not any(since <= t.start for t in told):  # and another one with 7 percent
        return sentence.share.of, sentence.share.words
    if said := re.search(r"\bshares? (?:of|in) ", lead):
        inside = [
            t for t in sentence.topics if sentence.start + said.start() < t.start < number.start
        ]
        if inside:
            return inside[-1], text[sentence.start + said.start() : number.start]
    if sentence.share:
        return sentence.share.of, sentence.share.words
    if told:
        return told[-1], ""
    if re.search(r"\b(?:accounted for|made up)\b", lead) and sentence.of.topic:
        return replace(sentence.of.topic, start=-1, guessed={"quantity"}), ""
    return None


def _tells_of_no_trade(sentence: SentenceReader) -> bool:
    """Say whether the text told last of an investment, a loan or companies."""
    last = sentence.of.rows[-1].cells["quantity"] if sentence.of.rows else ""
    return last.startswith(("investment", "direct", "portfolio", "loan", "companies"))


def _subject(sentence: SentenceReader, number: Number, floor: int) -> tuple[str, Place | None]:
    """Return the product, or the place, that has the share."""
    text = sentence.text
    begin = max(floor, sentence.start)
    if sentence.share:
        begin = _begin_of_subject(sentence, begin, number)
    lead = text[begin : number.start]
    lead = lead[: len(lead) - len(lead[_wording(lead) :])]
    if sentence.share:
        lead = lead.removesuffix("with ")  # followed by fish with 20 percent
    link = _LINK.search(lead)
    end = begin + (link.start() if link else len(lead))
    clause = max(begin, begin + max(text[begin:end].rfind("; "), text[begin:end].rfind(": ")) + 1)
    skip = [(p.start, p.end) for p in sentence.part.places]
    words = re.split(r",? (?:through|from|via|which|including|mainly|mostly)\b", text[clause:end])[
        0
    ]
    phrase = products.before(text, clause, clause + len(words.rstrip(" ,(")), skip)
    places = [p for p in sentence.part.places if clause <= p.start < end]
    if " and " in phrase:
        phrase = _with_names_before(sentence, phrase, max(floor, sentence.start), end)
    return phrase, places[-1] if places else None


def _begin_of_subject(sentence: SentenceReader, begin: int, number: Number) -> int:
    """Return where the words begin that name what has one more share of a list."""
    text = sentence.text
    begin = max(begin, *(text.rfind(cut, begin, number.start) + 2 for cut in (", ", "; ")))
    joins = _JOINS.match(text, begin, number.start)
    begin = joins.end() if joins else begin
    if text[number.start - 1] == "(":
        return begin
    both = text.rfind(" and ", begin, number.start)
    return begin if both < 0 or _is_name(sentence, begin, both) else both + 1


def _is_name(sentence: SentenceReader, start: int, end: int) -> bool:
    """Say whether a stretch is the name of a product and nothing else."""
    words = sentence.text[start:end].strip()
    skip = [(p.start, p.end) for p in sentence.part.places]
    skip += [(t.start, t.end) for t in sentence.part.times]
    is_phrase = words == products.before(sentence.text, start, end, skip)
    return bool(words) and is_phrase and words.lower() not in _NO_NAMES


def _with_names_before(sentence: SentenceReader, phrase: str, floor: int, end: int) -> str:
    """Return a list of products from its beginning: fish, meat and milk."""
    text = sentence.text
    first = start = text.rfind(phrase, floor, end)
    while first > floor and text[first - 2 : first] == ", ":
        cut = text.rfind(", ", floor, first - 2)
        begin = cut + 2 if cut >= 0 else floor
        joins = _JOINS.match(text, begin, first)
        begin = joins.end() if joins else begin
        if not _is_name(sentence, begin, first - 2):
            break
        first = begin
    return text[first : start + len(phrase)]


def _wording(lead: str) -> int:
    match = re.search(
        r"\b(?:about|around|some|nearly|almost|over|more than|less than|just|only|up to|a|an|at "
        r"least|"
        r"roughly)\s*(?:\w+\s*)?$",
        lead,
        re.IGNORECASE,
    )
    return match.start() if match else len(lead)
