"""What the sentences of the first notebook may ask: names of the study for its examples."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, cast

from analysis.conventions import UNDATED
from analysis.prose.sentences import facts
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.prose import front
    from analysis.prose.evidence import Claim
    from analysis.study.study import Study

NUMBER = re.compile(r"(\d+(?:\.(\d+))?)(\D*)", re.ASCII)
"""A printed number with its decimals and its scale."""
CODE = re.compile("[A-Z]{3}")
WORLD = "WLD"


class Facts:
    """What the sentences of the first notebook may ask."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.front = cast("front.Facts", facts(study, "front"))

    @property
    def years(self) -> str:
        """Years without the first one, if there are several."""
        first, last = self.study.years
        if (first, last) == UNDATED or first == last:
            return ""
        return f"{first + 1}-{last}" if last > first + 1 else str(last)

    @property
    def pair(self) -> tuple[str, str] | None:
        """The other pair of which the study has most figures."""
        own = {self.study.reporter, self.study.partner}
        pairs = zip(self.study.figures["reporter"], self.study.figures["partner"], strict=True)
        counts = Counter(
            pair
            for pair in pairs
            if set(pair) != own and WORLD not in pair and all(map(CODE.fullmatch, pair))
        )
        return max(counts, key=lambda pair: (counts[pair], pair)) if counts else None

    @functools.cached_property
    def _claim(self) -> Claim | None:
        """A figure of the text whose number can be another one: a turnover that is wrong, if any.

        Else it is the severest claim.
        """
        claims = [c for c in self.front.claims if NUMBER.fullmatch(c.figure["as_written"])]

        def rank(claim: Claim) -> tuple[bool, bool]:
            return claim.verdict not in WRONG, claim.figure["quantity"] != "turnover"

        return min(claims, key=rank, default=None)

    @property
    def figure_id(self) -> str:
        """The figure whose number is another one; blank where the text has none."""
        return "" if self._claim is None else str(self._claim.figure["figure_id"])

    @property
    def number(self) -> str:
        """What holds in its place, printed likewise; a half of it where nothing bounds it."""
        claim = self._claim
        assert claim is not None
        match = NUMBER.fullmatch(claim.figure["as_written"])
        assert match is not None
        printed, decimals, scale = match.groups()
        value = abs(claim.figure["value"])
        middle = value / 2 if claim.holds is None else abs(claim.holds.mean())
        number = float(printed) * middle / value if value else float(printed)
        return f"{number:.{len(decimals or '')}f}{scale}"

    @property
    def other_source(self) -> str:
        """The source that prints most of what the text prints, or else any other."""
        figures = self.study.figures
        same = ["quantity", "reporter", "partner", "region", "product", "period"]
        own = figures["source_id"] == self.study.headline_source
        about = set(figures.loc[own, same].itertuples(index=False, name=None))
        counts = Counter(dict.fromkeys(figures.loc[~own, "source_id"], 0))
        for name, *what in figures.loc[~own, ["source_id", *same]].itertuples(index=False):
            counts[name] += tuple(what) in about
        return max(counts, key=lambda name: counts[name], default="")
