"""What the templates of every chapter may ask of a study."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.consistent import verdict_of_figures
from analysis.findings.growth_rates import speakers
from analysis.findings.inputs import inputs
from analysis.findings.results import one_result
from analysis.timeseries.by_side import official
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study


class StudyFacts:
    """What the templates of every chapter may ask of a study: numbers and names, no words."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def result(self, name: str) -> pd.Series | None:
        """Return a headline result; none where it is missing."""
        row = one_result(self.study, name)
        return None if pd.isna(row["value"]) else row

    @functools.cached_property
    def speakers(self) -> dict[str, str]:
        """Whose figures a result rests on, by the beginning of its name."""
        return speakers(self.study)

    def said(self, result: str) -> list[tuple[str, pd.Series]]:
        """Return a result as each has it who has it: who, and the row of the results."""
        rows = {who: self.result(before + result) for before, who in self.speakers.items()}
        return [(who, row) for who, row in rows.items() if row is not None]

    def fallen(self, result: str) -> dict[str, pd.DataFrame]:
        """Return the figures behind a headline result that other figures speak against.

        Returns
        -------
        dict
            contradicted and conflicting, where there are such figures → as `inputs`.
        """
        behind = inputs(self.study, result)
        verdicts = verdict_of_figures(self.study).reindex(behind.index)
        groups = {name: behind[verdicts == name] for name in WRONG}
        return {name: rows for name, rows in groups.items() if len(rows)}

    @functools.cached_property
    def sides_without_statistics(self) -> list[str]:
        """The sides of whose official statistics the study has no turnover."""
        turnover = official(self.study, "turnover")
        return [self.study.name(code) for code, levels in turnover.items() if levels.empty]

    def moves(self, result: str) -> list[tuple[str, str, list[str]]]:
        """Return what a result decides: years, what is decided, and who says so."""
        groups: dict[tuple[str, str], list[str]] = {}
        for who, row in self.said(result):
            groups.setdefault((row["years"], row["decided"]), []).append(who)
        return [(*key, who) for key, who in groups.items()]
