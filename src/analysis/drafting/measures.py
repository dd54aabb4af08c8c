"""Say what kind of thing a number is: a level, a change, a rate of growth or a share."""

from __future__ import annotations

import re

from analysis.drafting.cues import FALL, MOVE, RISE, SHARE
from analysis.drafting.currencies import fitting
from analysis.study.currencies import words

_WORDINGS = (
    (
        "more than",
        r"more than|over|at least|exceed(?:s|ed|ing)?|in excess of|above|upwards of|tops?|"
        r"topped|topping|"
        r"surpass(?:es|ed|ing)?|pass(?:es|ed|ing)?|cross(?:es|ed|ing)?|(?:cross|pass|top|"
        r"surpass)(?:es|ed|ing|s|ped)? the|beyond|no less than|"
        r"not less than",
    ),
    ("almost", r"nearly|almost|just under|up to|as much as|just short of|as many as|just below"),
    (
        "about",
        r"about|around|some|roughly|approximately|approx\.|circa|ca\.?|an estimated|estimated|"
        r"close to|near|"
        r"in the region of|~|≈",
    ),
    (
        "less than",
        r"less than|below|under|at most|no more than|not more than|fewer than|not exceeding",
    ),
)
_LEADS = [
    (name, re.compile(rf"(?:^|[\s(\"“‘—-])(?:{words})\s*(?:an? )?$", re.IGNORECASE))
    for name, words in _WORDINGS
]
_WENT_UP_TO = re.compile(
    r"\b(?:shot|went|g[oe]+s?|going|gone|moved|rose|risen|climbed|jumped|crept|edged|picked|pushed|"
    r"pushing|brought|bringing|ticked|scaled|ramped) up to\s*$",
    re.IGNORECASE,
)
_CHANGE_LEAD = re.compile(
    r"(?:\b(?:increase|rise|decline|fall|drop|growth|decrease|reduction|gain|change|jump|"
    r"improvement) of|"
    r"\bby|\b(?:rose|grew|increased|climbed|up|down|fell|declined|dropped|decreased|shrank|"
    r"narrowed|"
    r"widened|gained|added|lost))\s+(?:(?:about|some|around|nearly|almost|over|only|just|a|"
    r"another|more than|"
    r"less than|at least|up to|further|roughly|approximately)\s+)*$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:or|a rise of|an? \w+ of)\s+[\d.,]+\s?(?:percent|%|per "
    r"cent),?)?\s*"
    r"(?:more|less|higher|lower|above|below|larger|smaller)\b(?! than half)",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:of|in)\s+(?!20|19|value|volume|real|nominal|dollars?|euros?|terms|"
    r"the (?:first|second|third|"
    r"fourth|same|year|last|previous)|Q\d|H\d|a year|January|February|March|April|May|June|July|"
    r"August|"
    r"September|October|November|December|FY|fiscal|\w+ terms|yuan|rupees|roubles|both)",
    re.IGNORECASE,
)
_ADDED_ANOTHER = re.compile(r"\badd(?:s|ed|ing) (?:another|a further)\s+$", re.IGNORECASE)
_HAS_SHARE = re.compile(r"[\s-]+(?:\w+ )?(?:share|slice|portion) (?:of|in)\b", re.IGNORECASE)
_MADE_UP = re.compile(r"\bma[dk](?:e|es|ing) up\b", re.IGNORECASE)
_SIGNED_ASIDE = re.compile(r"[(,;]\s*[+\-−–]?$")


def wording(text: str, start: int, end: int, floor: int) -> str:
    """Return how a number is qualified by the words right before and after it.

    Examples
    --------
    >>> wording("up nearly $5 million", 10, 20, 0), wording("a rise of 5", 10, 11, 0)
    ('almost', 'stated')
    """
    lead = text[max(floor, start - 30) : start]
    for name, pattern in _LEADS:
        if pattern.search(lead) and not _WENT_UP_TO.search(lead):
            return name
    after = text[end : end + 12]
    if re.match(r"\s+(?:or|and) (?:more|above)\b|\s*\+(?!\d)", after):
        return "more than"
    return "about" if re.match(r"\s+or so\b", after) else "stated"


def is_change(text: str, floor: int, start: int, end: int, ceiling: int) -> bool:
    """Say whether an amount is by how much something rose or fell.

    Examples
    --------
    >>> text = "rose by $5 million to $9 million"
    >>> is_change(text, 0, 8, 18, 32), is_change(text, 18, 22, 32, 32)
    (True, False)
    """
    lead = text[max(floor, start - 50) : start]
    if _MADE_UP.search(lead) or _ADDED_ANOTHER.search(lead):
        return False
    if _CHANGE_AFTER.match(text[end:ceiling]):
        return True
    return bool(_CHANGE_LEAD.search(lead)) and not re.search(r"\b(?:surplus|favour) by\s", lead)


def is_share(text: str, floor: int, start: int, end: int, ceiling: int) -> bool:
    """Say whether a percentage is the part of something.

    Examples
    --------
    >>> text = "Fuel made up 61 percent of the exports"
    >>> is_share(text, 0, 13, 23, len(text))
    True
    """
    after = text[end : min(ceiling, end + 60)]
    lead = text[max(floor, start - 70) : start]
    if re.search(r"\bshares?\b[^;]{0,80}\b(?:to|from|at|was|were|is|of)\s+(?:\w+ ){0,2}$", lead):
        return True
    if _MADE_UP.search(lead) or _HAS_SHARE.match(after):
        return True
    if re.match(r"\s*(?:more|less|higher|lower|above|below|up|down|fewer|larger|smaller)\b", after):
        return False
    if re.search(
        rf"\b(?:by|{RISE}|{FALL})\s+(?:\w+ ){{0,2}}$", lead, re.IGNORECASE
    ) and not re.search(
        r"(?:more|less|fewer|higher|lower) than $|(?:over|above|below|under) $|share\w* (?:\w+ "
        r"){0,4}$",
        lead,
    ):
        return False
    if _SHARE_AFTER.match(after) and not re.search(r"growth (?:rate )?of $", lead):
        return True
    return _says_share(lead)


def _says_share(lead: str) -> bool:
    said = SHARE.search(lead)
    return bool(said and not MOVE.search(lead, said.end()))


def direction(text: str, floor: int, start: int, end: int, ceiling: int) -> int:
    """Return whether a rate is of a rise, 1, or a fall, -1; 0 where no word near it says so.

    Examples
    --------
    >>> text = "fell by 5 percent"
    >>> direction(text, 0, 8, 17, 17)
    -1
    """
    after = text[end : min(ceiling, end + 40)]
    if match := re.match(
        rf"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?P<rise>{RISE})|(?P<fall>{FALL}))\b", after, re.IGNORECASE
    ):
        word = (match["rise"] or match["fall"]).lower()
        if word not in ("up", "down") or not re.match(r"\s*,", after):
            return 1 if match["rise"] else -1
    moves = list(MOVE.finditer(text, floor, start))
    moves = [
        m for m in moves if not re.match(r"(?:more|less) than", text[m.start() : m.end() + 5])
    ] or moves
    if moves:
        return 1 if moves[-1]["rise"] else -1
    if later := MOVE.search(text, end, min(ceiling, end + 60)):
        return 1 if later["rise"] else -1
    return 0


def is_aside(text: str, start: int) -> bool:
    """Say whether a number follows an amount in brackets or after a comma."""
    return bool(_SIGNED_ASIDE.search(text[max(0, start - 4) : start]))


def measured_in(
    text: str, floor: int, start: int, end: int, ceiling: int, stop: int, pair: tuple[str, str]
) -> str:
    """Return in which currency a rate is measured, or t for volume; blank where it is not said.

    Examples
    --------
    >>> text = "up 18.3 percent in rupee terms"
    >>> measured_in(text, 0, 3, 15, 30, 30, ("IND", "OMN"))
    'INR'
    """
    after, lead = text[end:ceiling], text[floor:start]
    if _IN_VALUE.match(after):
        return ""
    if both := re.search(r"\b(?:both|all) in ([a-z]+)", text[end:stop]):
        return _currency(both[1], pair)
    ahead = re.search(
        r"(?:^|[,;]\s*)\bin (?:the )?[a-z]+(?: terms)?(?: [\w ]{0,40})?$", lead[-64:], re.IGNORECASE
    )
    nears = [re.split(r", in\b|;", after)[0][:75], lead[-64:] if ahead else lead[-40:]]
    for near in reversed(nears) if ahead else nears:
        if re.search(r"\b(?:in|by) (?:volume|tonnage|weight|quantity|physical)", near):
            return "t"
        for match in _IN.finditer(near):
            if code := _currency(match[1] or match[2], pair):
                return code
    return ""


_IN_VALUE = re.compile(r"\s*in (?:terms of )?(?:value|money)\b", re.IGNORECASE)
_IN = re.compile(
    r"\bin (?:US |U\.S\. )?([a-z]+)(?: terms)?\b|\b([a-z]+)[- ](?:terms|denominated)\b",
    re.IGNORECASE,
)


def _currency(word: str, pair: tuple[str, str]) -> str:
    if len(word) <= 3:
        return ""
    word = word.lower()
    return fitting(words().get(word) or words().get(word.rstrip("s"), []), pair)
