"""Say whose flow with whom a word means: the reporter and the partner of exports, trade, loans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from analysis.drafting import lenders
from analysis.drafting.cues import Cue
from analysis.drafting.owners import owner_before_market
from analysis.drafting.parties import Parties, Topic
from analysis.drafting.places import WORLD, Place

_VERBS = re.compile(
    r"(?:sold|sells?|selling|shipped|ships|delivered|supplied|exported|exporting|bought|buys?|"
    r"buying|"
    r"imported|importing|purchased|purchasing|takes?|took|taken|invest(?:ed|s|ing)|lends?|lent|"
    r"lending|"
    r"traded|exchanged.*|spent|spends?|poured|pouring|ploughed|plowed|pumped|put|plac(?:ed|es|ing)|channel(?:l?ed|s)|s[au]nk)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(to|from|with|of|by|into|in|between|for|against|and|outside|at)\s+(?:the\s+|"
    r"its\s+)?(?:\w+ members of )?$"
)
_COMPARED_TO = re.compile(r"\b(?:second|only|next|compared|thanks|due|similar|equal|close) to$")
_WENT = re.compile(r"(?:went|flowed|moved|travelled|headed) |in the other", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:and|but|or|while)\s+(?:also |in turn |then |\w+ly )?$", re.IGNORECASE)
_ITS_LARGEST = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}(?:larg|bigg|high|wid|small|low)est"
    r"(?=\s*[,.;]| (?:ever|since|on record|in|after|behind|yet|so far|surplus|deficit)\b)"
)
_OFFICE = re.compile(r"statistic|customs|office|bank")
_PARTNERS = (
    "investor|supplier|partner|market|customer|client|buyer|source|destination|exporter|importer|"
    "creditor|seller"
)
_WORLD = re.compile(
    r"\b(?:overall|worldwide|global|extra-EU|the country['’]s(?: total)?(?! (?:[\w-]+ ){0,3}"
    rf"(?:{_PARTNERS})s?\b)|all (?:other "
    r")?(?:countries|partners)|"
    r"the (?:whole )?world|rest of the world|total (?:exports|imports) of|total (?:foreign|"
    r"external|global))\b",
    re.IGNORECASE,
)


def topic_of(
    text: str,
    cue: Cue,
    bounds: tuple[int, int],
    places: Sequence[Place],
    parties: Parties,
    before: Topic | None,
) -> Topic:
    """Return a cue with its parties.

    Parameters
    ----------
    bounds
        Where the part of the sentence begins and ends that belongs to the cue.
    places
        Those of the sentence.
    before
        The topic before it in the sentence, whose subject goes on.
    """
    if cue.kind in ("turnover", "balance"):
        reporter, partner, guessed = _two_way(text, cue, bounds, places, parties)
        if guessed and cue.kind == "balance" and before and before.kind == "balance":
            reporter, partner = before.reporter, before.partner  # compared with a deficit of 2
    else:
        reporter, partner, guessed = _one_way(text, cue, bounds, places, parties, before)
    around = text[max(bounds[0], cue.start - 30) : bounds[1]]
    if (
        (found := _WORLD.search(around))
        and (
            partner == parties.complement(reporter)
            and (
                not guessed
                or "overall" in found[0].lower()
                or "country" in found[0]
                or "extra" in found[0]
                or "all" in found[0]
                or found[0].endswith(" of")
            )
        )
        and not _names_counterpart(text, cue, bounds, places, reporter)
    ):
        partner = WORLD
    return Topic(
        cue.kind, reporter, partner, cue.word, guessed=guessed, start=cue.start, end=cue.end
    )


def _names_counterpart(
    text: str, cue: Cue, bounds: tuple[int, int], places: Sequence[Place], reporter: str
) -> bool:
    into = ("in", "into") if cue.kind == "investment" else ()
    return any(
        p.code != reporter
        and bounds[0] <= p.start < bounds[1]
        and p.form != "region"
        and _preposition(text, p) in ("to", "from", "with", *into)
        for p in places
    )


def _preposition(text: str, place: Place) -> str:
    """Return the preposition right before a place; blank where there is none."""
    match = _PREPOSITION.search(text, max(0, place.start - 30), place.start)
    if not match or _COMPARED_TO.search(text, max(0, match.start() - 12), match.end(1)):
        return ""
    return match[1]


def _owner_before(
    text: str, cue: Cue, start: int, places: Sequence[Place], is_verb: bool
) -> Place | None:
    """Return the place whose flow it is, of those before the word: a possessive or an adjective."""
    for place in reversed([p for p in places if start <= p.start and p.end <= cue.start]):
        gap = text[place.end : cue.start]
        if is_verb:
            if _preposition(text, place) in ("", "of", "and") and not re.search(r"[;:]", gap):
                return place
            continue
        words = len(gap.split())
        owns = re.match(r"['’]s?\b|['’] ", gap) and words <= 5
        adjective = place.form in ("adjective", "region") and words <= 4
        if (
            owns or adjective or not gap.strip(" -–") or (place.form == "name" and words <= 1)
        ) and not (re.search(r"[,;:(]|\b(?:to|from|with|and|in|were|was|by|than)\b", gap)):
            return place
        if re.fullmatch(r" with an? (?:[\w-]+ ){0,2}", gap):
            return place
    return None


def _one_way(
    text: str,
    cue: Cue,
    bounds: tuple[int, int],
    places: Sequence[Place],
    parties: Parties,
    before: Topic | None,
) -> tuple[str, str, set[str]]:
    """Return reporter and partner of exports, imports, an investment or a loan."""
    here = [p for p in places if cue.end <= p.start < bounds[1]]
    earlier = [p for p in places if bounds[0] <= p.start and p.end <= cue.start]
    if _WENT.match(cue.word):
        return _other_direction(cue, here, parties, before)
    is_verb = bool(_VERBS.fullmatch(cue.word)) or _is_verb_here(text, cue)
    place = None
    if before and is_verb and _GOES_ON.search(text[bounds[0] : cue.start]):
        owner = before.reporter
    else:
        place = _owner_before(text, cue, bounds[0], places, is_verb)
        owner = place.code if place else ""
    if place and (seller := owner_before_market(text, place, cue.start, earlier)):
        return seller, place.code, set()
    taker = lenders.receiver(text, cue, earlier) if cue.kind in ("loan", "investment") else None
    if taker and not is_verb and owner in ("", taker.code):
        owner = ""
    owner, counter = _named_after(text, cue, here, owner, is_verb)
    if taker and not is_verb:
        owner, counter = (owner or parties.complement(taker.code)), taker.code
    if cue.kind == "investment" and (not owner or cue.word.lower().startswith("investor")):
        owner, counter = lenders.investor(text, cue, places) or (owner, counter)
    if is_verb and not owner and before and counter != before.reporter:
        owner = before.reporter
    return _completed(cue, owner, "" if counter == owner else counter, parties, before)


def _named_after(
    text: str, cue: Cue, places: Iterable[Place], owner: str, is_verb: bool
) -> tuple[str, str]:
    """Return the owner of a flow and its counterpart, as the words after the cue name them."""
    sells = cue.kind in ("exports", "loan", "investment")
    of_owner = ("of", "from", "by") if sells else () if is_verb else ("to", "into", "by", "in")
    of_counter = ("to", "with", "in", "into", "for") if sells else ("from",)
    counter = ""
    for place in places:
        word, is_adjective = _preposition(text, place), place.form == "adjective"
        is_object = is_verb and (not word or is_adjective) and place.start - cue.end < 40
        if word in of_counter and not counter:
            counter = place.code
        elif word in of_owner and not owner:
            owner = place.code
        elif word == "of" and not sells:
            if is_adjective:
                counter = counter or place.code
            else:
                owner = owner or place.code
        elif is_object and not counter:
            if sells and is_adjective and owner != place.code:
                owner = owner or place.code
            elif place.code != owner:
                counter = place.code
    return owner, counter


def _completed(
    cue: Cue, owner: str, counter: str, parties: Parties, before: Topic | None
) -> tuple[str, str, set[str]]:
    """Return owner and counterpart of a flow, and which of them the text does not name."""
    if owner and counter:
        return owner, counter, set()
    if owner:
        guessed = set() if owner in parties.pair else {"partner"}
        return owner, parties.complement(owner), guessed
    if counter:
        return parties.complement(counter), counter, set()
    if cue.kind == "exports" and not cue.word.lower().startswith("export") and parties.exporter:
        owner = parties.exporter
    else:
        owner = before.reporter if before else parties.reporter
    counter = parties.partner if owner == parties.reporter else parties.complement(owner)
    if before and before.partner == WORLD:
        counter = WORLD
    return owner, counter, {"reporter", "partner"}


def _is_verb_here(text: str, cue: Cue) -> bool:
    """Say whether `exports` and the like are a verb: "Verania exports goods worth"."""
    return bool(
        cue.word.lower() in ("exports", "imports", "export", "import", "purchases")
        and re.match(r" (?:goods|products|more|less)\b", text[cue.end : cue.end + 12])
    )


def _other_direction(
    cue: Cue, here: Sequence[Place], parties: Parties, before: Topic | None
) -> tuple[str, str, set[str]]:
    last = parties.exporter or parties.reporter
    if before and before.kind in ("exports", "imports"):
        last = before.reporter if before.kind == "exports" else before.partner
    exporter = parties.complement(last)
    if here and cue.word.endswith(" to"):
        exporter = parties.complement(here[0].code)
    return exporter, parties.complement(exporter), {"reporter", "partner"}


def _two_way(
    text: str, cue: Cue, bounds: tuple[int, int], places: Sequence[Place], parties: Parties
) -> tuple[str, str, set[str]]:
    """Return reporter and partner of trade, or of a balance, which is that of its owner."""
    here = [p for p in places if bounds[0] <= p.start < bounds[1]]
    after = [p for p in here if p.start >= cue.end]
    owner = _owner_before(text, cue, bounds[0], places, is_verb=False)
    code = owner.code if owner else _named_owner(text, cue, here, after)
    if not code and cue.kind == "turnover" and (joint := _joint(text, cue, here)):
        return *joint, set()
    foreign = re.search(r"foreign|external", text[max(bounds[0], cue.start - 10) : cue.end], re.I)
    if foreign and not code:
        code = next((p.code for p in after if _preposition(text, p) == "of"), "")
    partner = next((p.code for p in after if _preposition(text, p) == "with"), "")
    if foreign and cue.kind == "turnover" and code and not partner:
        partner = WORLD
    guessed = set() if code or partner else {"reporter", "partner"}
    if guessed and cue.kind == "turnover":
        code, partner = parties.pair
    elif guessed:
        code, partner = parties.reporter, parties.partner
    code = code or parties.complement(partner)
    if partner in ("", code):
        partner = parties.complement(code)
    return code, partner, guessed


def _named_owner(text: str, cue: Cue, here: Iterable[Place], after: Iterable[Place]) -> str:
    """Return whose balance it is: "in Verania's favour", "a surplus for Verania"."""
    if said := re.match(r"([A-Z]\w+)['’]s? favour", cue.word):
        for place in here:
            if text[place.start : place.end] == said[1]:
                return place.code
    for place in after if cue.kind == "balance" else ():
        around = text[place.start - 40 : place.end + 30]
        if _ITS_LARGEST.match(text, place.end):
            return place.code
        if _preposition(text, place) in ("of", "for", "in") and not _OFFICE.search(around):
            return place.code
    return ""


def _joint(text: str, cue: Cue, here: Sequence[Place]) -> tuple[str, str] | None:
    """Return two economies that trade with each other: between A and B, A and B exchanged."""
    after = [p for p in here if p.start >= cue.end]
    for first, second in itertools.pairwise(after):
        joined = re.fullmatch(
            r"['’]?s?(?: \w+)? (?:and|&) (?:the )?", text[first.end : second.start]
        )
        if _preposition(text, first) in ("between", "of") and joined and first.code != second.code:
            return first.code, second.code
    earlier = [p for p in here if p.end <= cue.start]
    for first, second in itertools.pairwise(earlier):
        gap = text[first.end : second.start]
        if re.fullmatch(r" ?(?:and|&|-|–|/) ?(?:the )?", gap) and first.code != second.code:
            return first.code, second.code
    return None
