"""Say whose flow with whom a word means: the reporter and the partner of exports, trade, loans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.drafting.cues import Cue
from analysis.drafting.places import WORLD, Place

_VERBS = re.compile(
    r"(?:sold|sells?|selling|shipped|ships|delivered|supplied|exported|exporting|bought|buys?|"
    r"buying|"
    r"imported|importing|purchased|purchasing|takes?|took|taken|invest(?:ed|s|ing)|lends?|lent|"
    r"lending|"
    r"traded|exchanged.*)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(to|from|with|of|by|into|in|between|for|against|and|outside|at)\s+(?:the\s+|"
    r"its\s+)?(?:\w+ members of )?$"
)
_GOES_ON = re.compile(r"\b(?:and|but|or|while)\s+(?:also |in turn |then |\w+ly )?$", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:overall|worldwide|global|extra-EU|the country['’]s(?: total)?|all (?:other "
    r")?(?:countries|partners)|"
    r"the (?:whole )?world|rest of the world|total (?:exports|imports) of|total (?:foreign|"
    r"external|global))\b",
    re.IGNORECASE,
)


@dataclass
class Topic:
    """What is being measured: a flow or stock and its parties."""

    kind: str
    reporter: str
    partner: str
    word: str = ""
    region: str = ""
    product: str = ""
    guessed: set[str] = field(default_factory=set)
    start: int = -1
    end: int = -1

    @property
    def is_told(self) -> bool:
        """Whether the text says whose exports or imports these are, and with whom."""
        return self.kind in ("exports", "imports") and not self.guessed


@dataclass
class Parties:
    """The pair of a study, and whose flow with whom the text spoke of last."""

    pair: tuple[str, str]
    reporter: str
    partner: str
    exporter: str = ""

    def complement(self, code: str) -> str:
        """Return the counterpart of an economy."""
        first, second = self.pair
        if code == first:
            return second
        if code == second:
            return first
        return self.partner if code != self.partner else self.reporter

    def follow(self, topic: Topic) -> None:
        """Remember whose flow with whom the text speaks of, where that is told."""
        if topic.is_told and {topic.reporter, topic.partner} == set(self.pair):
            self.reporter, self.partner = topic.reporter, topic.partner

    def follow_exporter(self, topics: Iterable[Topic]) -> None:
        """Remember who sells, according to the flows of a sentence; blank where both do."""
        told = [t for t in topics if t.is_told]
        exporters = {t.reporter if t.kind == "exports" else t.partner for t in told}
        if exporters:
            self.exporter = exporters.pop() if len(exporters) == 1 else ""


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
    return any(
        p.code != reporter
        and bounds[0] <= p.start < bounds[1]
        and p.form != "region"
        and _preposition(text, p) in ("to", "from", "with")
        for p in places
    )


def _preposition(text: str, place: Place) -> str:
    """Return the preposition right before a place; blank where there is none."""
    match = _PREPOSITION.search(text, max(0, place.start - 30), place.start)
    return match[1] if match else ""


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
    is_verb = bool(_VERBS.fullmatch(cue.word)) or _is_verb_here(text, cue)
    sells = cue.kind in ("exports", "loan", "investment")
    goes_on = before is not None and is_verb and _GOES_ON.search(text[bounds[0] : cue.start])
    owner = None if goes_on else _owner_before(text, cue, bounds[0], places, is_verb)
    owner_code = owner.code if owner else ""
    if goes_on and before is not None:
        owner_code = before.reporter
    counter = ""
    here = [p for p in places if cue.end <= p.start < bounds[1]]
    if re.search(r"\bwent to\s*$", cue.word, re.I) or cue.word.lower().startswith("in the other"):
        return _other_direction(cue, here, parties)
    for place in here:
        word = _preposition(text, place)
        is_adjective = place.form == "adjective"
        if sells and word in ("to", "with", "in", "into", "for") and not counter:
            counter = place.code
        elif sells and word in ("of", "from", "by") and not owner_code:
            owner_code = place.code
        elif not sells and word == "from" and not counter:
            counter = place.code
        elif not sells and word in ("to", "into", "by", "in") and not owner_code and not is_verb:
            owner_code = place.code
        elif not sells and word == "of":
            if is_adjective and not counter:
                counter = place.code
            elif not is_adjective and not owner_code:
                owner_code = place.code
        elif (
            is_verb and not counter and (word == "" or is_adjective) and place.start - cue.end < 40
        ):
            if sells and is_adjective and owner_code != place.code:
                owner_code = owner_code or place.code
            elif place.code != owner_code:
                counter = place.code
    if is_verb and not owner_code and before and counter != before.reporter:
        owner_code = before.reporter
    if counter == owner_code:
        counter = ""
    guessed: set[str] = set()
    if owner_code and not counter:
        counter = parties.complement(owner_code)
        guessed = set() if owner_code in parties.pair else {"partner"}
    elif counter and not owner_code:
        owner_code = parties.complement(counter)
    elif not owner_code:
        guessed = {"reporter", "partner"}
        if cue.kind == "exports" and not cue.word.lower().startswith("export") and parties.exporter:
            owner_code = parties.exporter
        else:
            owner_code = before.reporter if before else parties.reporter
        counter = parties.complement(owner_code)
        if owner_code == parties.reporter:
            counter = parties.partner
        if before and before.partner == WORLD:
            counter = WORLD
    return owner_code, counter, guessed


def _is_verb_here(text: str, cue: Cue) -> bool:
    """Say whether `exports` and the like are a verb: "Verania exports goods worth"."""
    return bool(
        cue.word.lower() in ("exports", "imports", "export", "import", "purchases")
        and re.match(r" (?:goods|products|more|less)\b", text[cue.end : cue.end + 12])
    )


def _other_direction(
    cue: Cue, here: Sequence[Place], parties: Parties
) -> tuple[str, str, set[str]]:
    exporter = parties.complement(parties.exporter or parties.reporter)
    if here and "direction" not in cue.word:
        exporter = parties.complement(here[0].code)
    return exporter, parties.complement(exporter), {"reporter", "partner"}


def _two_way(
    text: str, cue: Cue, bounds: tuple[int, int], places: Sequence[Place], parties: Parties
) -> tuple[str, str, set[str]]:
    """Return reporter and partner of trade, or of a balance, which is that of its owner."""
    here = [p for p in places if bounds[0] <= p.start < bounds[1]]
    after = [p for p in here if p.start >= cue.end]
    partner = next((p.code for p in after if _preposition(text, p) == "with"), "")
    owner = _owner_before(text, cue, bounds[0], places, is_verb=False)
    code = owner.code if owner else ""
    if not code and (said := re.match(r"([A-Z]\w+)['’]s? favour", cue.word)):
        code = next((p.code for p in here if text[p.start : p.end] == said[1]), "")
    if not code and cue.kind == "balance":
        code = next(
            (
                p.code
                for p in after
                if _preposition(text, p) in ("of", "for", "in")
                and not re.search(r"statistic|customs|office|bank", text[p.start - 40 : p.end + 30])
            ),
            "",
        )
    if not code and cue.kind == "turnover" and (joint := _joint(text, cue, here)):
        return *joint, set()
    foreign = re.search(r"foreign|external", text[max(bounds[0], cue.start - 10) : cue.end], re.I)
    if foreign and not code:
        code = next((p.code for p in after if _preposition(text, p) == "of"), "")
    guessed: set[str] = set()
    if foreign and cue.kind == "turnover" and code and not partner:
        partner = WORLD
    elif code and not partner:
        partner = parties.complement(code)
    elif partner and not code:
        code = parties.complement(partner)
    elif not code:
        code, partner = parties.reporter, parties.partner
        guessed = {"reporter", "partner"}
        if cue.kind == "turnover":
            code, partner = parties.pair
    if partner == code:
        partner = parties.complement(code)
    return code, partner, guessed


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
