"""Make rows of shares: of a product, of a partner in the total, of a country in a region."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import products
from analysis.drafting.filling import filled_row
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.places import WORLD, Place
from analysis.drafting.row import Row

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_WHOLE = re.compile(
    r"\b(?:total|overall|all|extra-EU|foreign|global|worldwide|entire|external|world)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"\s*(?:\([^)]*\)\s*)?of (?:them|it|this|that|these|the total|the sum|all of it)\b"
)
_IS = re.compile(r"[^.;,\d]{0,40}?\b(?:are|is|were|was|consists? of|consisted of)\s+")
_LINK = re.compile(
    r"[\s,]*\b(?:accounted for|accounting for|account for|accounts for|made up|make up|makes up|"
    r"making up|"
    r"represent(?:s|ed|ing)?|were|was|are|is|constitut\w+|compris\w+|had|took|takes|stood for|"
    r"another|"
    r"contribut\w+|came to|reached|for)\b[\s\w]{0,20}$|[\s,]+$",
    re.IGNORECASE,
)


def row_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | None:
    """Return the row of a share; None where the text does not say of what it is one."""
    text = sentence.text
    found = _target(sentence, number, ceiling)
    if found is None:
        return None
    target, whole = found
    subject, place = _subject(sentence, number, floor, target)
    if named := _named_share(sentence, number):
        holder, owner = named
        place, subject = holder, ""
        if owner and target.reporter != owner.code:
            target = replace(target, reporter=owner.code, partner=holder.code)
    its_share = re.search(r"\bshare of (?:\w+ )?$", text[floor : number.start])
    of_it = its_share or text[floor : number.start] == "; " or _IT.match(text[number.end :])
    if not subject and place is None and sentence.previous and of_it:
        subject = sentence.previous[1].cells["product"]
    if not subject and place is None and (said := _IS.match(text[max(number.end, target.end) :])):
        begin = max(number.end, target.end) + said.end()
        subject = products.after(text, begin, sentence.end, [])
    if sentence.share and not subject and place is None:
        first, _, place = sentence.share
        if re.search(
            r"\b(?:its|their)\s+(?:\w+ ){0,2}$", text[number.end : max(number.end, target.start)]
        ):
            target = replace(target, reporter=first.reporter, partner=first.partner)
    quantity, cells = _kind(sentence, target, whole, subject, place, number)
    if not quantity:
        if target.kind not in ("exports", "imports", "turnover"):
            return None
        quantity, cells = f"{target.kind}_product_share", {}
    topic = replace(target, product="")
    row = filled_row(sentence, number, topic, quantity, floor)
    product, words = row.cells["product"], text[sentence.start : sentence.end].lower()
    own = "of_total" in quantity or product.removeprefix("goods without ") in words
    row.cells |= {"product": product if own else "", **cells}
    listed = any(other.cells["product"] for other in sentence.rows)
    if quantity.endswith("_product_share") and not (row.cells["product"] or listed):
        row.cells |= {"quantity": f"{target.kind}_share_of_total"}
        row.cells |= {"reporter": target.reporter, "partner": target.partner}
        row.doubt |= {"reporter", "partner"}
    if (
        row.cells["product"]
        and "of_total" in quantity
        and not re.search(r"services", text[sentence.start : sentence.end])
    ):
        row.doubt.add("product")
    row.doubt.add("quantity")
    sentence.share = (target, whole, place)
    return row


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


def _target(sentence: SentenceReader, number: Number, ceiling: int) -> tuple[Topic, str] | None:
    """Return the flow of which a number is a share, and the words between them."""
    text = sentence.text
    after = [t for t in sentence.topics if number.end <= t.start < max(ceiling, number.end + 60)]
    after = [t for t in after if not re.search(r"[;.] ", text[number.end : t.start])]
    if after and re.match(r"\s*(?:\([^)]*\)\s*)?(?:of|in)\b", text[number.end :]):
        topic = after[0]
        return topic, text[number.end : topic.end + 45]
    if sentence.of.topic and _IT.match(text[number.end :]):
        last = sentence.rows[-1].cells if sentence.rows else None
        if last and last["quantity"] in ("exports", "imports", "turnover"):
            return Topic(last["quantity"], last["reporter"], last["partner"]), ""
        return replace(sentence.of.topic, start=-1, guessed={"quantity"}), ""
    lead = text[sentence.start : number.start]
    told = [t for t in sentence.topics if t.start < number.start]
    if told and lead.endswith("("):
        return told[-1], ""
    if said := re.search(r"\bshares? (?:of|in) ", lead):
        inside = [
            t for t in sentence.topics if sentence.start + said.start() < t.start < number.start
        ]
        if inside:
            return inside[-1], text[sentence.start + said.start() : number.start]
    if sentence.share:
        return sentence.share[:2]
    if told:
        return told[-1], ""
    if re.search(r"\b(?:accounted for|made up)\b", lead) and sentence.of.topic:
        return replace(sentence.of.topic, start=-1, guessed={"quantity"}), ""
    return None


def _subject(
    sentence: SentenceReader, number: Number, floor: int, target: Topic
) -> tuple[str, Place | None]:
    """Return the product, or the place, that has the share."""
    text = sentence.text
    begin = max(floor, sentence.start)
    if sentence.share:
        cuts = (", ",) if text[begin : number.start].endswith("(") else (", ", " and ")
        begin += max(text[begin : number.start].rfind(cut) for cut in cuts) + 1
    lead = text[begin : number.start]
    lead = lead[: len(lead) - len(lead[_wording(lead) :])]
    link = _LINK.search(lead)
    end = begin + (link.start() if link else len(lead))
    clause = max(begin, begin + max(text[begin:end].rfind("; "), text[begin:end].rfind(": ")) + 1)
    skip = [(p.start, p.end) for p in sentence.part.places]
    phrase = ""
    words = re.split(r",? (?:through|from|via|which|including|mainly|mostly)\b", text[clause:end])[
        0
    ]
    phrase = products.before(text, clause, clause + len(words.rstrip(" ,(")), skip)
    places = [p for p in sentence.part.places if clause <= p.start < end]
    return phrase, places[-1] if places else None


def _wording(lead: str) -> int:
    match = re.search(
        r"\b(?:about|around|some|nearly|almost|over|more than|less than|just|only|up to|a|an|at "
        r"least|"
        r"roughly)\s*(?:\w+\s*)?$",
        lead,
        re.IGNORECASE,
    )
    return match.start() if match else len(lead)


def _kind(
    sentence: SentenceReader,
    target: Topic,
    whole: str,
    subject: str,
    place: Place | None,
    number: Number,
) -> tuple[str, dict[str, str]]:
    """Return the quantity of a share, and the cells that it decides."""
    parties = sentence.of.parties
    flow = target.kind
    if flow not in ("exports", "imports", "turnover"):
        return "", {}
    covers = re.search(
        r"\bcover(?:ed|s|ing)?\b[^.;]{0,20}$", sentence.text[sentence.start : number.start]
    )
    if covers and flow == "imports":
        return "coverage_ratio", {"product": ""}
    region = _region(sentence, number, target)
    if (place is not None and place.code not in (target.reporter, "")) or (
        place is not None and target.reporter == place.code and target.partner == WORLD
    ):
        if region and target.partner != WORLD and place.form != "region" and place.code != region:
            partner = target.reporter if target.reporter != region else target.partner
            whole_trade = "share_of_region"
            return whole_trade if flow == "turnover" else f"{flow}_{whole_trade}", {
                "reporter": place.code, "partner": partner, "region": region, "product": "",
            }  # fmt: skip
        if (
            target.partner == WORLD
            or _WHOLE.search(whole)
            or place.code == target.partner
            or not subject
        ):
            return f"{flow}_share_of_total", {
                "partner": place.code,
                "reporter": target.reporter
                if target.reporter != place.code
                else parties.complement(place.code),
            }
    flows = [
        t for t in sentence.topics if t.start < number.start and t.kind in ("exports", "imports")
    ]
    if flows and flow == "turnover" and not subject:
        return f"{flows[-1].kind[:-1]}_share", {
            "reporter": flows[-1].reporter,
            "partner": flows[-1].partner,
            "product": "",
        }
    if _WHOLE.search(whole) and not subject:
        return f"{flow}_share_of_total", {}
    if subject:
        name = products.cleaned(subject)
        partner = target.partner if target.partner != WORLD else parties.complement(target.reporter)
        return f"{flow}_product_share", {"product": name, "partner": partner}
    return "", {}


def _region(sentence: SentenceReader, number: Number, target: Topic) -> str:
    regions = [p for p in sentence.part.places if p.form == "region" and p.start > number.end]
    if any(p.code == target.reporter for p in sentence.part.places if p.form == "region"):
        return target.reporter
    if sentence.share and sentence.share[0].reporter == target.reporter and target.region:
        return target.region
    if target.reporter in sentence.of.regions and sentence.share:
        return target.reporter
    return regions[0].code if regions else ""
