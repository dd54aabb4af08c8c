"""Say why a number of a text is no figure."""

from __future__ import annotations

import re

from analysis.drafting.time_words import TITLES

MEAN = "a mean"
_AFTER = (
    ("an age", r"-?\s?years?[- ]old"),
    (
        "a length of time",
        r"[- ]?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|quarters?|hrs?)\b",
    ),
    (
        "a distance or a size",
        r"[- ]?(?:km2?|kilomet\w+|metres?|meters?|miles?|feet|hectares?|acres?|square|cubic|mw|"
        r"megawatts?|"
        r"gw|kwh|gwh|twh|degrees?|litres?|barrels?|m³|cm|teu|containers?|lanes?|storeys?)\b",
    ),
    (
        "a number of people",
        r"\s?(?:[\w-]+ ){0,2}(?:people|persons|inhabitants|residents|workers|employees|jobs|"
        r"passengers|"
        r"tourists|visitors|guests|students|citizens|migrants|staff|families|households|members|"
        r"delegates|participants|pilgrims|Iranians|Indians)\b|,? strong\b",
    ),
    ("a part of the day", r"\s?(?:a\.m\.|p\.m\.|o['’]clock|:\d\d)"),
)
ECONOMY = re.compile(
    r"\b(?:GDP|gross domestic product|national income|economy (?:is|was|of)|economy worth|"
    r"inflation|"
    r"interest|unemployment|tariffs?|duty|duties|tax(?:es)?|VAT|tolls?|budgets?|wages?|salar\w+|"
    r"price of|"
    r"prices?|per capita|population|reserves|market share|stake|turnout|vote|voters|respondents|"
    r"probability|shareholders?|capacity|profits?|fine|fee|fares?|ticket|rent|cost(?:s|ing)?)\b",
    re.IGNORECASE,
)
_DEAL = (
    r"(?:agreements?|contracts?|deals?|projects?|memorand\w+|documents?|orders?|tenders?|facility|"
    r"facilities|plants?|funds?|packages?|grants?|aid|bonds?|factory|factories|programmes?|"
    r"programs?)"
)
_DEAL_BEFORE = re.compile(
    rf"\b{_DEAL}\s+(?:[\w-]+\s+){{0,4}}?(?:worth|valued at|of|for|totall?ing|to the tune of)\s+"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_DEAL_AFTER = re.compile(
    r"[\s-]+(?:(?!(?:for|to|in|on|of|from|by|an?|the|and|with|through|via|across|into)\b)"
    rf"[\w-]+\s+){{0,2}}{_DEAL}\b",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"\s*(?:[\w ]{0,12}?)\b(?:a|per|each|every) (?:month|week|day|year on average|quarter|head|"
    r"person|capita|tonne|barrel|kilo\w*|unit|lorry|truck)\b(?! (?:ago|earlier|before))|"
    r"\s*(?:monthly|daily|on average)\b",
    re.IGNORECASE,
)
_MEAN_YEARLY = re.compile(
    r"\s*(?:percent|%)?\s*(?:a|per) (?:year|annum)\b"
    r"(?! (?:ago|earlier|before|later|previously|on\b(?! average)))|"
    r"\s*annually|\s*(?:on|in) average|\s*yearly",
    re.I,
)
_LEAD_MEAN = re.compile(
    r"\b(?:an? (?:\w+ )?(?:monthly|daily|annual|yearly) (?:average|mean)|averag\w+|on average|"
    r"monthly|a mean)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_OVER_A_MEAN = re.compile(
    r"\s*(?:up |down )?(?:above|below|over|under|on|"
    r"(?:higher|lower|more|less|larger|smaller) than) "
    r"(?:the|its|their|that) (?:[\w-]+ ){0,3}(?:average|mean)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*[-–—•*·▪‣]\s*([^:\d]{2,60}):\s*\S?")
_AVERAGE = re.compile(r"^\s*(?:on|in) average\b", re.IGNORECASE)
_RATE = re.compile(r"\d\s?(?:%|percent\b|per cent\b|pct\b|pc\b)")
_EXPERTS = re.compile(
    r"\b(?:experts|observers|analysts|economists|some)\b[^.;]{0,30}\b(?:put|reckon|believe|say|"
    r"estimate|think)\b",
    re.IGNORECASE,
)


_OF_A_LEVEL = re.compile(
    r"\s*of (?:the |its |that )?(?:[\w’'-]+ ){0,3}(?:level|figure)\b(?! of exports)", re.IGNORECASE
)


def why_none(text: str, start: int, end: int, sentence: tuple[int, int], unit: str) -> str:
    """Return why a number is no figure by the words around it; blank where they do not say so.

    Examples
    --------
    >>> why_none("a town of 41,000 people", 10, 16, (0, 23), "")
    'a number of people'
    """
    after = text[end : min(sentence[1], end + 60)]
    lead = text[max(sentence[0], start - 60) : start]
    if not unit:
        if re.search(r"[A-Z]\w+, $", lead) and re.match(r",| said", after):
            return "an age"
        if re.search(rf"\b(?:{'|'.join(TITLES)}) $", lead):
            return "a year in a name"
        for why, words in _AFTER:
            if re.match(words, after, re.IGNORECASE):
                return why
    label = _LABEL.fullmatch(text, sentence[0], start)
    if _is_beside(ECONOMY, lead, after, unit) or (label and ECONOMY.search(label[1])):
        return "no trade or investment: what it measures is another thing"
    if unit.isupper() and (_DEAL_BEFORE.search(lead) or _DEAL_AFTER.match(after)):
        return "an agreement or a project"
    own = _since_last_rate(text[max(sentence[0], start - 120) : start], unit)[-60:]
    if unit == "percent" and _OVER_A_MEAN.match(after):
        return "compared with a mean"
    if unit and (_MEAN.match(after) or _LEAD_MEAN.search(own)):
        return MEAN
    if unit in ("percent", "times") and _MEAN_YEARLY.match(after):
        return MEAN
    if unit == "percent" and _OF_A_LEVEL.match(after):
        return "an index: percent of an earlier level"
    if _EXPERTS.search(lead):
        return "an opinion"
    return ""


def _since_last_rate(lead: str, unit: str) -> str:
    """Return the words before a percentage that follow the one before it."""
    return _AVERAGE.sub("", _RATE.split(lead)[-1]) if unit == "percent" else lead


def _is_beside(words: re.Pattern[str], lead: str, after: str, unit: str) -> bool:
    near = re.split(r"[;:]|, (?:and|but|while) ", lead)[-1]
    near = re.split(r"\d", near)[-1]
    follows = re.match(
        r"\s*(?:of|in|the|its|all|[A-Z]\w+['’]?s?|on|for|a|an|\w+ian|\w+ese|\s)*", after
    )
    rest = after[follows.end() :] if follows else after
    return bool(words.search(near) or words.match(rest))
