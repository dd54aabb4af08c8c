"""Make rows of shares: of a product, of a partner in the total, of a country in a region."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import products
from analysis.drafting.filling import filled_row
from analysis.drafting.holders import Share, place_with_share, share_of
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.places import WORLD
from analysis.drafting.row import Row

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_WHOLE = re.compile(
    r"\b(?:total|overall|all|extra-EU|foreign|global|worldwide|entire|external|world)\b",
    re.IGNORECASE,
)
_COVERS = re.compile(r"\bcover(?:ed|s|ing)?\b[^.;]{0,20}$")
_WITH_REGION = re.compile(
    r" (?:with|to|from) (?:the |all )?"
    r"((?:[A-Z][\w-]+ )+(?:world|countries|states)|[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})"
)
_MAKES_UP = re.compile(
    r"\)?[,\s]*(?:ma[dk]e(?:s|ing)? up|accounted for|accounting for|represent(?:ed|ing)|"
    r"constitut(?:ed|ing)|or|were|was)\b[\w\s]{0,20}"
)
_ASIDE = re.compile(r"\s*(?:\(|,\s*or\s+)(?:(?:about|some|nearly|almost|over) )?(?=$|.?)")
_OF_ANOTHER = re.compile(r"\)?\s+(?:of|in)\b(?! (?:the )?(?:total|trade|turnover|it|this)\b)")
_OF_ALL_TRADE = re.compile(r" of (?:the total|total trade|all trade|turnover|trade)[),;]")
_MADE_UP = re.compile(r"\b(?:accounted for|made up|represented)\s+(?:\w+ ){0,2}$")
_FROM_THERE = re.compile(
    r" (?:(?:to|from|with) (?:that|this|the) (?:country|market|economy|partner|nation|island)|"
    r"from there)\b"
)
_TREATED = re.compile(
    r"(?: (?:to|from|with) (?:the )?[\w ]{2,30}?)? (?:now |still |already |currently )?"
    r"(?:enjoy|benefit|qualif|enter|move|travel|pass|cross|face|use|utili[sz]e|fall under|"
    r"(?:is|are|was|were) (?:subject|eligible|covered|settled|paid|invoiced|exempt|duty)|"
    r"(?:go|goes|went|are carried|is carried|were carried|was carried) (?:by|through|via|over)\b)"
)
_WITH_BLOC = re.compile(
    r" (?:to|from|with) (?:that|this|the) (?:bloc|region|group|grouping|union|community|continent|"
    r"area)\b"
)
_TO = re.compile(r" (?:to|from|with) (?:the )?")
_TRADE = ("exports", "imports", "turnover")


def row_of(sentence: SentenceReader, number: Number, floor: int, ceiling: int) -> Row | None:
    """Return the row of a share; None where the text does not say of what it is one."""
    share = share_of(sentence, number, floor, ceiling)
    if share is None or share.of.kind not in _TRADE:
        return None
    after = sentence.text[share.of.end : sentence.end] if share.of.start >= number.end else ""
    if _TREATED.match(after) or _WITH_BLOC.match(after):
        return None
    quantity, cells = _kind(sentence, number, share)
    row = filled_row(sentence, number, replace(share.of, product=""), quantity, floor)
    row.doubt.add("quantity")
    if sentence.rows and place_with_share(sentence, number):  # beside that of another place
        row.cells["period"] = sentence.rows[-1].cells["period"]
    _choose_product(sentence, row)
    row.cells |= cells
    listed = any(other.cells["product"] for other in sentence.rows)
    if quantity.endswith("_product_share") and not (row.cells["product"] or listed):
        row.cells |= {"quantity": f"{share.of.kind}_share_of_total"}
        row.cells |= {"reporter": share.of.reporter, "partner": share.of.partner}
        row.doubt |= {"reporter", "partner"}
    of_services = "services" in sentence.text[sentence.start : sentence.end]
    if "of_total" in row.cells["quantity"] and row.cells["partner"] == WORLD:
        row.cells["partner"] = sentence.of.parties.complement(row.cells["reporter"])
    if row.cells["product"] and "of_total" in quantity and not of_services:
        row.doubt.add("product")
    sentence.share = share
    return row


def of_trade(sentence: SentenceReader, number: Number, floor: int) -> Row | None:
    """Return the row of a flow's share in trade: exports made up 5 million (56 percent)."""
    if sentence.previous is None or number.sign or number.unit != "percent":
        return None
    (last, row), text = sentence.previous, sentence.text
    flow, product = row.cells["quantity"], row.cells["product"]
    beside = _ASIDE.fullmatch(text, last.end, number.start)
    told = _MADE_UP.search(text, sentence.start, last.start) or _is_part_of_trade(sentence, number)
    of_another = _OF_ANOTHER.match(text, number.end)
    if flow not in _TRADE[:2] or product or of_another or not (beside and told):
        return None
    topic = Topic(flow, row.cells["reporter"], row.cells["partner"], guessed={"quantity"})
    return filled_row(sentence, number, topic, f"{flow[:-1]}_share", floor)


def _is_part_of_trade(sentence: SentenceReader, number: Number) -> bool:
    """Say whether a share is one "of the total" where trade was told in a line before."""
    rows = [row.cells for row in sentence.of.rows[-4:]]
    told = any(cells["quantity"] == "turnover" and not cells["product"] for cells in rows)
    flows = any(cells["quantity"] in _TRADE[:2] for cells in (row.cells for row in sentence.rows))
    return told and flows and bool(_OF_ALL_TRADE.match(sentence.text, number.end))


def _choose_product(sentence: SentenceReader, row: Row) -> None:
    """Leave the product of a row out where the sentence does not name it."""
    product, words = row.cells["product"], sentence.text[sentence.start : sentence.end].lower()
    of_total = "of_total" in row.cells["quantity"]
    if not of_total and product.removeprefix("goods without ") not in words:
        row.cells["product"] = ""


def _kind(sentence: SentenceReader, number: Number, share: Share) -> tuple[str, dict[str, str]]:
    """Return the quantity of a share, and the cells that it decides."""
    target, flow = share.of, share.of.kind
    lead = sentence.text[sentence.start : number.start]
    if flow == "imports" and _COVERS.search(lead):
        return "coverage_ratio", {"product": ""}
    if of_place := _share_of_place(sentence, number, share):
        return of_place
    flows = [t for t in sentence.topics if t.start < number.start and t.kind in _TRADE[:2]]
    if flows and flow == "turnover" and not share.product:
        last = flows[-1]
        cells = {"reporter": last.reporter, "partner": last.partner, "product": ""}
        return f"{last.kind[:-1]}_share", cells
    if part := _part_of_pair(sentence, share):
        return f"{flow}_product_share", {"product": part}
    if _WHOLE.search(share.words) and not share.product:
        return f"{flow}_share_of_total", {}
    if not share.product:
        return f"{flow}_product_share", _told_before(sentence, number)
    partner = target.partner
    if partner == WORLD:
        partner = sentence.of.parties.complement(target.reporter)
    name = products.cleaned(share.product)
    return f"{flow}_product_share", {"product": name, "partner": partner}


def _told_before(sentence: SentenceReader, number: Number) -> dict[str, str]:
    """Return the product of the amount before: "fish worth 5 made up 8 percent of exports"."""
    if not sentence.previous:
        return {}
    last, row = sentence.previous
    makes_up = _MAKES_UP.fullmatch(sentence.text[last.end : number.start])
    product = row.cells["product"] if makes_up else ""
    return {"product": product} if product else {}


def _part_of_pair(sentence: SentenceReader, share: Share) -> str:
    """Return the product that has a share: "services were 5, or 53 percent of all exports to B"."""
    if share.product or share.of.start < 0 or not sentence.previous:
        return ""
    names_partner = _FROM_THERE.match(sentence.text, share.of.end) or any(
        place.code == share.of.partner
        and _TO.fullmatch(sentence.text[share.of.end : max(share.of.end, place.start)])
        for place in sentence.part.places
    )
    return sentence.previous[1].cells["product"] if names_partner else ""


def _share_of_place(
    sentence: SentenceReader, number: Number, share: Share
) -> tuple[str, dict[str, str]] | None:
    """Return the quantity of the share of a country in the trade of another or of a region."""
    target, flow, place = share.of, share.of.kind, share.place
    of_world = target.partner == WORLD
    if place is None or not place.code or (place.code == target.reporter and not of_world):
        return None
    region = _region(sentence, number, target)
    if region and not of_world and place.form != "region" and place.code != region:
        partner = target.reporter if target.reporter != region else target.partner
        cells = {"reporter": place.code, "partner": partner, "region": region, "product": ""}
        return "share_of_region" if flow == "turnover" else f"{flow}_share_of_region", cells
    of_total = of_world or _WHOLE.search(share.words) or place.code == target.partner
    if not of_total and share.product:
        return None
    reporter = target.reporter
    if reporter == place.code:
        reporter = sentence.of.parties.complement(place.code)
    return f"{flow}_share_of_total", {"partner": place.code, "reporter": reporter}


def _region(sentence: SentenceReader, number: Number, target: Topic) -> str:
    regions = [p for p in sentence.part.places if p.form == "region" and p.start > number.end]
    if any(p.code == target.reporter for p in sentence.part.places if p.form == "region"):
        return target.reporter
    if sentence.share and sentence.share.of.reporter == target.reporter and target.region:
        return target.region
    if target.reporter in sentence.of.regions and sentence.share:
        return target.reporter
    return regions[0].code if regions else _other_region(sentence, target)


def _other_region(sentence: SentenceReader, target: Topic) -> str:
    """Return the name of a region that the study does not know: trade with the Far Lands."""
    named = _WITH_REGION.match(sentence.text, target.end) if target.start >= 0 else None
    other = [(p.start, p.end) for p in sentence.part.places]
    other += [(t.start, t.end) for t in sentence.part.times]
    if not named or any(named.start(1) < end and start < named.end(1) for start, end in other):
        return ""
    return named[1]
