"""Know what a text speaks of: a flow or stock, and whose with whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_LACKS = re.compile(r"deficit|shortfall|gap|negative", re.IGNORECASE)


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


def lacks(topic: Topic) -> bool:
    """Say whether a balance is called a deficit, so that its numbers are below 0.

    Examples
    --------
    >>> lacks(Topic("balance", "GEO", "KOR", "trade gap")), lacks(Topic("exports", "GEO", "KOR"))
    (True, False)
    """
    return topic.kind == "balance" and bool(_LACKS.search(topic.word))


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
