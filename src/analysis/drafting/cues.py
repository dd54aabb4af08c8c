"""Find the words that say what a number measures: flows, stocks, changes, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NOT_TRADE = (
    r"(?![- ](?:minister|ministry|ministries|office|mission|agreement|deal|pact|zone|war|talks|"
    r"relation|"
    r"union|fair|route|representative|attach|partner|accounts|department|chamber|data|statistics|"
    r"figures|numbers|surplus|deficit|balance|gap|barrier|association|body|bloc|ties|desk|union|"
    r"policy|"
    r"promotion|commission|delegation|links|cooperation|house|letter|herald|notes|creditor))"
)
_KINDS = {
    "balance": r"(?:(?:trade|commercial|goods) )?(?:surplus|deficit|shortfall|(?:trade|"
    "commercial) gap)(?:es|s)?|"
    r"(?:negative |positive )?(?:trade |commercial |foreign trade )?balance(?: of trade)?|"
    r"(?<=in )(?:[A-Z][\w’']+) favour",
    "turnover": r"(?:trade|foreign trade|commodity|goods) (?:turnover|volumes?|exchanges?)|"
    "turnover|"
    r"volume of (?:bilateral |mutual )?trade|"
    r"(?:value|volume) of (?:the |their |bilateral |mutual |commercial )*exchanges|"
    r"two-way trade|total exchange|"
    r"(?:trade |commercial |(?<=, with ))interchange|commerce|"
    rf"(?<!free )(?<!free-)(?<!of )trade(?:d\b(?! off)|s\b)?{_NOT_TRADE}|(?<=of )trade{_NOT_TRADE}|"
    r"exchanged(?= (?:goods|products|services))",
    "exports": r"(?:re-?)?exports?(?![- ](?:office|duty|duties|ban|credit|agency|promotion|share))|"
    r"exported|exporting|sold|sells?(?=[ ?,.;])|selling|shipped|shipments?|ships(?= goods)|"
    r"deliver(?:ies|ed)|"
    r"(?<!for )(?<!on )sales?|supplied|suppl(?:ies|y)(?= (?:to|worth|of goods))|went to|"
    r"in the other direction went|"
    r"(?:went|flowed|moved|travelled|headed) (?:the other way|in the (?:other|opposite|reverse) "
    r"direction)",
    "imports": r"imports?(?![- ](?:duty|duties|ban|tariff|quota|share))|imported|importing|bought|"
    r"buys?|buying|purchas(?:es?|ed|ing)|(?:takes?|took|taken)(?= (?:[\w’'-]+ ){1,6}(?:worth|"
    r"for\b))|"
    r"spen[dt]s?(?= (?:[^.;]|\.\d){2,40}? on (?-i:[A-Z])[\w-]+(?:an|ish|ese|ic|ch|i|['’]s?) )",
    "loan": r"loans?|lends?|lent|lending|credit lines?|credits?(?! to)",
    "investment": r"(?:foreign )?(?:direct )?invest(?:ments?|ed|ing|s)\b(?! (?:agency|promotion|"
    "authority|office|"
    r"agreement|observer|review|climate|forum|bank|fund|treaty))|"
    r"investors?(?= (?:in|with|holds?|held)\b)|FDI|"
    r"(?<!remittance )(?<!remittances )(?<!tourist )(?:in|out)flows?\b"
    r"(?! of (?!investment|capital))|"
    r"(?:pour|plough|plow|pump)(?:ed|ing|s)?(?= (?:[^.;]|\.\d){1,40} into\b)|"
    r"(?:put|plac(?:ed|es|ing)|channel(?:l?ed|s)|s[au]nk)"
    r"(?= (?:[a-z]+ ){0,2}(?:(?-i:[A-Z])[A-Za-z]{0,3})?[^\w\s]?\s?\d"
    r"(?:[^.;]|\.\d){0,30} into (?:the )?(?-i:[A-Z]))|"
    r"capital(?= (?:invested|from|in|of))|money",
}
_CUES = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _KINDS.items()), re.IGNORECASE
)
RISE = (
    r"(?:rose|risen|rises?|rising|grew|grown|grows?|growing|growth|increas\w+|up|climb\w*|"
    r"jump\w*|surg\w+|"
    r"soar\w*|gain\w*|expand\w*|higher|more|above(?! all\b)|larger|greater|improv\w+|"
    r"rebound\w*|recover\w*|"
    r"advanc\w+|add(?:ed|s)|plus|swell\w*|widen\w*|accelerat\w*|faster|exceed\w+|"
    r"surpass\w+|outstrip\w+)"
)
FALL = (
    r"(?:fell|fallen|falls?|falling|declin\w+|decreas\w+|down|drop\w*|shr[aiu]nk\w*|slump\w*|"
    r"sank|sunk|"
    r"plung\w+|contract\w+|lower\w*|less|below|smaller|lost|loses?|slid\w*|dip\w*|reduc\w+|cut|"
    r"minus|"
    r"tumbl\w+|plummet\w*|narrow\w*|slip\w*|fewer|collaps\w+|halv\w+|retreat\w*|diminish\w*|"
    r"weaken\w*)"
)
MOVE = re.compile(rf"\b(?:(?P<rise>{RISE})|(?P<fall>{FALL}))\b", re.IGNORECASE)
SHARE = re.compile(
    r"\b(?:account\w*(?: for)?|ma[dk]e(?:s|ing)? up|shares?|proportion|represent\w*|constitut\w*|"
    r"compris\w+|stood for|comes? to|consist\w*)\b",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:customs(?: (?:service|agency|office|authorit\w+|administration|committee|department|"
    r"data|"
    r"statistics|figures))?|statistic(?:s|al) (?:office|bureau|agency|institute|authority|service|"
    r"committee|department|agency)|(?:office|bureau|institute|agency|department|service) (?:of|"
    r"for) "
    r"(?:national )?statistics|statistical (?:office|bureau|service|agency|committee)|"
    r"(?:bureau of )?census(?: bureau)?|central bank|national bank|reserve bank|state bank|bank "
    r"of [A-Z]\w+|"
    r"ministr(?:y|ies)(?! (?:spokes|official))|trade accounts office|accounts office|statistics "
    r"institute|"
    r"institute of statistics|"
    r"(?:official|own|trade|government) (?:data|statistics|figures|numbers)|"
    r"statistics|department of "
    r"commerce|"
    r"commerce department|tax service|revenue service|revenue authority|foreign trade office)\b",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"\b(?:minister|ambassador|envoy|president|premier|chamber|embassy|economist|analyst|"
    r"association|council|consul|she|he)\b(?! of (?:the )?statistics)",
    re.IGNORECASE,
)
TARGET = re.compile(
    r"\b(?:target\w*|goals?|eye[sd]?|eyeing|aims?|aimed|aiming|wants?|wanted|intends?|plans?|"
    r"planned|hopes? to|"
    r"pledg\w+|agreed to (?:raise|bring|increase|double|lift)|set (?:out )?to|bring (?:\w+ "
    r"){1,5}to|"
    r"ambition|objective|by 20[2-6]\d|seeks?|would like|in sight of)\b",
    re.IGNORECASE,
)
FORECAST = re.compile(
    r"\b(?:forecasts?|expect\w*|project(?:ed|ion|ions)|predict\w*|estimates? for|will (?:reach|"
    r"rise|grow|"
    r"exceed|total|be|hit|fall|amount|come)|could (?:reach|rise|grow|exceed|hit)|may (?:reach|"
    r"rise|exceed)|"
    r"is set to|likely to|outlook|potential)\b",
    re.IGNORECASE,
)
_IN_TRADE = re.compile(r" (?:in|of) (?:\w+ ){0,2}")
_GOES = re.compile(r"(?:went|flowed|moved|travelled|headed) (?!to\b)", re.IGNORECASE)
_APART = re.compile(r"\d|[,;]|\band\b")


@dataclass(frozen=True)
class Cue:
    """A word that says what is measured."""

    start: int
    end: int
    kind: str
    """balance, turnover, exports, imports, loan or investment."""
    word: str


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Return the words of a sentence that name a flow, a balance, an investment or a loan.

    Examples
    --------
    >>> [(c.kind, c.word) for c in cues("It sold goods; the trade surplus fell.", 0, 38)]
    [('exports', 'sold'), ('balance', 'trade surplus')]
    """
    return [
        Cue(m.start(), m.end(), str(m.lastgroup), m[0]) for m in _CUES.finditer(text, start, end)
    ]


def joined(found: Iterable[Cue], text: str, start: int, end: int) -> list[Cue]:
    """Return the words of a sentence with one for each thing that is measured.

    What says in brackets what a word means is left out, and so is "trade" in "the surplus in
    trade". Words beside each other that name the same become one.

    Examples
    --------
    >>> text = "Exports of goods, exports for short, and the surplus in trade rose."
    >>> [cue.word for cue in joined(cues(text, 0, 67), text, 0, 67)]
    ['Exports', 'exports', 'surplus']
    """
    one: list[Cue] = []
    for cue in found:
        around = text[max(start, cue.start - 30) : end][:90]
        if re.search(r"\([a-z ]*\b" + re.escape(cue.word) + r"[a-z ]*\)", around):
            continue
        last = one[-1] if one else None
        gap = text[last.end : cue.start] if last else ""
        if last and _GOES.match(cue.word) and not _APART.search(gap):
            continue  # exports to B moved in the opposite direction
        if last and last.kind == "balance" and _IN_TRADE.fullmatch(gap):
            continue
        if last and last.kind == cue.kind and len(gap) < 16 and not _APART.search(gap):
            one[-1] = Cue(last.start, cue.end, cue.kind, text[last.start : cue.end])
        else:
            one.append(cue)
    return one
