"""Find the products of which a number speaks, as the text names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.appositions import end_of_name
from analysis.drafting.product_words import LEAVES_OUT, MADE, NAMED, NO_KINDS, NO_PRODUCTS
from analysis.study.currencies import is_currency, words
from analysis.study.languages import languages

if TYPE_CHECKING:
    from analysis.drafting.numbers import Number
    from analysis.drafting.parties import Topic

_GOODS = re.compile(
    r"(?:goods|products|merchandise|commodities|items)(?: in total)?", re.IGNORECASE
)
_BOTH = re.compile(r"goods and services|services and goods|goods plus services", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TAIL = re.compile(r"(?:[\s,]+(?:each|alone|worth|sales|exports|imports|shipments))*[\s,:(]*$")


_LEFT_OUT = r"non-(oil|energy|gas|fuel|mineral|agricultural)\b"
_KINDS_OF_GOODS = ("agricultural", "industrial", "manufactured", "agri-food", "agrifood")


def cleaned(words: str) -> str:
    """Return a product without what is none: blank for goods, one name for goods and services.

    Examples
    --------
    >>> cleaned("goods"), cleaned("the goods and services"), cleaned("Cars and car parts")
    ('', 'goods and services', 'cars and car parts')
    """
    words = " ".join(words.split())
    if _BOTH.search(words):
        return "goods and services"
    if _GOODS.fullmatch(words):
        return ""
    if re.fullmatch(r"(?:commercial |trade in )?services", words, re.IGNORECASE):
        return "services"
    if left_out := re.fullmatch(rf"{_LEFT_OUT}(?: (?:goods|products))?", words, re.IGNORECASE):
        return f"goods without {left_out[1].lower()}"
    if words.lower() in _KINDS_OF_GOODS:
        return f"{words.lower()} goods"
    first = words.split(" ")[0]
    return words if first.isupper() and len(first) > 1 else words[:1].lower() + words[1:]


_VAGUE = ("goods", "products", "items")


def before(text: str, start: int, end: int, skip: list[tuple[int, int]]) -> str:
    """Return the noun phrase that ends where a stretch of text ends; blank where there is none.

    Examples
    --------
    >>> text = "took basmati rice worth 5"
    >>> before(text, 0, 18, [])
    'basmati rice'
    """
    words = list(_WORD.finditer(text, start, end))
    phrase: list[re.Match[str]] = []
    stop = end
    for word in reversed(words):
        gap = text[word.end() : stop]
        lower = word[0].lower()
        joins = lower in ("and", "or") and phrase
        is_place = any(a <= word.start() < b for a, b in skip)
        is_verb = lower.endswith("ed") and lower not in MADE
        is_verb |= lower.endswith("ing") and lower not in NAMED and not phrase
        if gap.strip(" ") or is_place or is_verb or (lower in NO_PRODUCTS and not joins):
            break
        phrase.insert(0, word)
        stop = word.start()
    while phrase and phrase[0][0].lower() in ("and", "or"):
        phrase.pop(0)
    while phrase and phrase[0][0].lower().endswith("ly"):
        phrase.pop(0)
    if phrase and phrase[-1][0].lower() in _VAGUE and len(phrase) > 2:
        joined = any(word[0].lower() in ("and", "or") for word in phrase[-3:])
        phrase = phrase if joined else phrase[-2:]
    if not phrase or len(phrase) > 6:
        return ""
    return text[phrase[0].start() : phrase[-1].end()]


def after(text: str, start: int, end: int, skip: list[tuple[int, int]]) -> str:
    """Return the noun phrase with which a stretch of text begins; blank where there is none.

    Examples
    --------
    >>> after("diesel and petrol crossed the border", 0, 36, [])
    'diesel and petrol'
    """
    phrase: list[re.Match[str]] = []
    stop = start
    for word in _WORD.finditer(text, start, end):
        lower = word[0].lower()
        if any(a <= word.start() < b for a, b in skip):
            if phrase:
                break
            stop = word.end()
            continue
        if text[stop : word.start()].strip() or (
            lower in NO_PRODUCTS and lower not in ("and", "or")
        ):
            break
        if phrase and lower.endswith("ed") and lower not in MADE:
            break
        phrase.append(word)
        stop = word.end()
    while phrase and phrase[-1][0].lower() in ("and", "or"):
        phrase.pop()
    return text[phrase[0].start() : phrase[-1].end()] if phrase and len(phrase) <= 6 else ""


def of_number(
    text: str,
    sentence: tuple[int, int],
    number: Number,
    floor: int,
    topic: Topic,
    skip: list[tuple[int, int]],
    previous: str | None,
    around: str,
) -> tuple[str, bool]:
    """Return the product of a number, and whether it is a guess.

    Parameters
    ----------
    floor
        Where the number before ends.
    skip
        The places and times of the sentence, which are no products.
    previous, around
        The product of the number before in the sentence, and of the text around.
    """
    start, end = sentence
    beside = _beside(text, sentence, number, floor, skip, previous)
    if beside is not None:
        return beside, _is_long(beside)
    if previous is not None and topic.start < floor:
        return previous, True
    if topic.start >= 0:
        named = _of_cue(text, topic, start, end, skip)
        if named is not None:
            return named, _is_long(named)
    lead = text[max(floor, topic.start) : number.start]
    if _GOODS_NEAR.search(lead):
        return "", False
    at = _AT.match(text[start : number.start]) if topic.start < 0 else None
    if at and (phrase := before(text, start, start + at.end(1), skip)):
        return cleaned(phrase), True
    return around, True


def _is_long(product: str) -> bool:
    """Say whether where a product's name begins and ends is a guess."""
    return " " in product and product != "goods and services"


def _beside(
    text: str,
    sentence: tuple[int, int],
    number: Number,
    floor: int,
    skip: list[tuple[int, int]],
    previous: str | None,
) -> str | None:
    """Return the product that stands right beside a number; None where none does."""
    start, end = sentence
    if number.unit == "t" and (of := re.match(r"\s+(?:of|in)\s+", text[number.end : end])):
        return cleaned(after(text, number.end + of.end(), end, skip))
    lead = text[floor : number.start]
    if number.unit.isupper() and (of := _OF_GOODS.match(text, number.end)):
        return f"goods without {of[1]}" if of[1] else cleaned(of[2])
    of_which = re.search(r"\bof which (?:\w+ ){0,2}\S?$", lead)
    was = re.match(r"\s+(?:was|were|is|are)\s+", text[number.end : end]) if of_which else None
    if was and (part := after(text, number.end + was.end(), end, skip)):
        return cleaned(part)
    if (parts := _PARTS.search(text, start, end)) and number.end <= parts.start():
        return "goods and services"
    if _BOTH.search(lead):
        return "goods and services"
    if _GOODS_ALONE.search(lead):
        return ""
    if without := _WITHOUT.search(text, start, number.start):
        left = without[1] or after(text, without.end(), number.start, skip)
        if left:
            return f"goods without {left}"
    if those := re.search(r"\bthose of ", lead):
        return cleaned(after(text, floor + those.end(), number.start, skip))
    if main := _MAIN.match(text[start : number.start]):
        return cleaned(before(text, start, start + main.end(1), skip))
    in_brackets = re.search(r"[\w’'] \((?:about |some |worth )?$", lead)
    if in_brackets and (phrase := before(text, floor, floor + in_brackets.start() + 1, skip)):
        goes_on = text[floor - 1 : floor].isalnum() and lead.strip().startswith(phrase)
        if not (goes_on and _is_of_a_number(phrase)):
            return cleaned(phrase)
    if number.unit.isupper() and (worth := _WORTH.search(lead)):
        phrase = before(text, floor, floor + worth.start(), skip)
        if named := end_of_name(text, start, floor + worth.start()):
            phrase = before(text, start, named, skip) or phrase
        if phrase and not _GOODS.fullmatch(phrase):
            return cleaned(phrase)
        if phrase or _GOODS_NEAR.search(lead):
            return ""
        if previous and re.fullmatch(r"\s*(?:for|worth|valued at|at|\()\s*(?:\w+ )?", lead):
            return previous
    return "services" if _SERVICES.search(lead) else None


def _is_of_a_number(phrase: str) -> bool:
    """Say whether words after digits are their scale or currency, in another language too."""
    first = phrase.split(" ")[0].lower()
    scales = (scale.split(" ")[0] for said in languages().values() for scale in said.scales)
    return first in ("de", "di", *scales) or first in words() or first.rstrip("s") in words()


def _is_acronym(phrase: str) -> bool:
    """Say whether a phrase begins like LNG, and not like USD or US$."""
    word = phrase.split(" ")[0]
    is_short = word.isalpha() and word.isupper() and len(word) > 2
    return is_short and not is_currency(word) and word.lower() not in words()


def _of_cue(
    text: str, topic: Topic, start: int, end: int, skip: list[tuple[int, int]]
) -> str | None:
    """Return the product that stands beside the word for a flow; None where none does."""
    rest = text[topic.end : min(end, topic.end + 60)]
    if both := re.match(r"(?:[^\W\d]|[\s’'-]){0,40}?\b(goods and services|services|goods)\b", rest):
        return cleaned(both[1])
    if topic.word.lower().startswith("re"):
        return "re-exports"
    if of := re.match(r"\s+(of|in)\s+", rest):
        phrase = after(text, topic.end + of.end(), end, skip)
        if phrase and (not phrase[0].isupper() or (of[1] == "of" and _is_acronym(phrase))):
            return cleaned(phrase)
    if re.search(r"\b(?:merchandise|goods) $", text[start : topic.start], re.IGNORECASE):
        return ""
    if topic.kind in ("exports", "imports") and topic.word.lower() in _NOUNS:
        phrase = before(text, start, topic.start, skip)
        if phrase and phrase.split()[-1].lower() not in NO_KINDS:
            return cleaned(phrase)
    return None


_AT = re.compile(r"([^,\d]{2,50}?),? (?:at|of)\s+(?:about |some )?$")
_WITHOUT = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, LEAVES_OUT))})\s+|"
    rf"\b{_LEFT_OUT}",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r"((?:[^\W\d][\w’'-]*\s+){1,4}?)(?:was|were|is|are|remained?|remains)\s+(?:again\s+|still\s+)?"
    r"(?:the|its|their|one of the)\s+(?:[\w’'-]+\s+){0,3}(?:exports?|imports?|product|commodity|"
    r"item|"
    r"purchase|good)s?\b[^.;\d]*$",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"[\s,(]*\b(?:worth|for|valued at|at|to the value of|accounted for|made up|brought(?: in)?|"
    r"fetched|netted|"
    r"totalling|amounting to)\s+(?:\w+ ){0,2}$",
    re.I,
)
_OF_GOODS = re.compile(
    rf"(?:\)| \([^()]*\))? (?:worth )?(?:of|in) (?:[A-Z]\w+ )?(?:{_LEFT_OUT}|"
    r"(goods|merchandise|services)\b(?! and (?:goods|services)))"
)
_PARTS = re.compile(
    r"\S+ of goods and [^;]{0,40}\bof services\b|\S+ of services and [^;]{0,40}\bof goods\b"
)
_SERVICES = re.compile(r"\bservices\b", re.IGNORECASE)
_GOODS_NEAR = re.compile(r"\bgoods\b", re.IGNORECASE)
_GOODS_ALONE = re.compile(
    r"\b(?:goods (?:alone|only)|only goods|"
    r"(?:without|excluding|excl\.|not counting|leaving out) (?:them|these|services))\b",
    re.IGNORECASE,
)
_NOUNS = ("exports", "imports", "sales", "purchases", "shipments", "deliveries", "export", "import")
