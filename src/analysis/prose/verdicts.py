"""What the sentences on verdicts may ask."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.conventions import REVISION
from analysis.findings.claims import claims
from analysis.prose.evidence import Other, said_by_source
from analysis.prose.printed import as_printed
from analysis.reconciliation.answer import SCOPES
from analysis.reconciliation.reconcile import reconciled
from analysis.simulation.detection import ERRORS, detection_curve
from analysis.study.schema import RECORDS
from analysis.study.units import unit_of
from analysis.text import worded
from analysis.verdicts import SEVERITY, WRONG

if TYPE_CHECKING:
    from analysis.reconciliation.answer import Reconciliation
    from analysis.reconciliation.contradiction import Clash, Conflict
    from analysis.reconciliation.mistakes import WrongAbout
    from analysis.study.study import Study


@dataclasses.dataclass(frozen=True, eq=False)
class Described:
    """A clash with the figures that it is between."""

    figure: pd.Series
    unit: str
    low: float
    high: float
    left_low: float
    left_high: float
    others: list[pd.Series]
    sources: list[list[pd.Series]]
    """The figures of each source that speak against it by themselves."""

    @property
    def others_by_source(self) -> dict[str, list[Other]]:
        """The figures that it clashes with, by who printed them."""
        return said_by_source(self.figure, self.others)

    @property
    def record_short_by(self) -> dict[str, float] | None:
        """By how much a record without a number is less than an earlier level, or more."""
        wording = self.figure["wording"]
        if self.figure["as_written"] or wording not in RECORDS:
            return None
        ends = sorted((abs(self.left_low), abs(self.left_high)))
        return {"low": ends[0], "high": ends[1]}


class Facts:
    """What the templates on verdicts may ask of a study."""

    revision = REVISION
    shown_conflicts = 2
    wrong_verdicts = WRONG

    def __init__(self, study: Study) -> None:
        self.study = study

    @property
    def found(self) -> Reconciliation:
        """What cannot all be true, with the usual room for revision."""
        return reconciled(self.study)

    @functools.cached_property
    def claims(self) -> pd.DataFrame:
        """The figures of the headline source with their verdicts, as printed."""
        figures = self.study.figures.set_index("figure_id")
        return claims(self.study, self.found).join(
            figures[["source_id", "region", "unit", "base", "value"]]
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each verdict, the most severe first."""
        return self.count(self.claims["verdict"])

    def count(self, verdicts: pd.Series) -> dict[str, int]:
        """Return how many figures have each verdict, the most severe first."""
        return {verdict: int((verdicts == verdict).sum()) for verdict in SEVERITY}

    @property
    def within_text(self) -> bool:
        """Whether all claims that conflict do so within the text itself."""
        known = self.found.verdicts.set_index("figure_id")
        own = known[known.index.isin(self.claims.index) & known["verdict"].isin(WRONG)]
        return bool(len(own)) and bool((own["scope"] == SCOPES[0]).all())

    @property
    def contradicts_itself(self) -> bool:
        """Whether all that speaks against the contradicted claims stands in the text itself."""
        clashes = [
            self.found.clashes.get(str(name))
            for name in self.claims.index[self.claims["verdict"] == "contradicted"]
        ]
        return all(
            clash is not None
            and {*clash.others, *itertools.chain(*clash.sources)} <= set(self.claims.index)
            for clash in clashes
        )

    @property
    def on_condition(self) -> int:
        """How many claims are consistent only because sources quote different sides."""
        return int(self.claims.index.isin(list(self.found.only_if)).sum())

    @property
    def wrong_if_official(self) -> int:
        """How many more claims are contradicted if the official statistics hold."""
        then = self.found.if_official_holds
        return sum(then.get(name) == "contradicted" for name in self.claims.index)

    @property
    def agree(self) -> int:
        """How many claims are consistent with all others, whatever sides are quoted."""
        consistent = self.claims.index[self.claims["verdict"] == "consistent"]
        hanging = {**self.found.only_if, **self.found.if_official_holds}
        return sum(name not in hanging for name in consistent)

    def rows_of(self, found: Reconciliation, verdict: str) -> list[Any]:
        """Return the rows of a verdict; of those that conflict the one first that is off least."""
        rows = found.verdicts[found.verdicts["verdict"] == verdict]
        if verdict == "conflicting":
            rows = rows.sort_values("miss_percent", key=abs, kind="stable")
        return list(rows.itertuples())

    def is_negative(self, figure_id: str) -> bool:
        """Say whether a figure is printed as a negative number."""
        return bool(self._figures.at[figure_id, "value"] < 0)

    def points(self, figure_id: str, miss: float) -> float | None:
        """Return by how many percentage points a figure is off, if it is in percent."""
        return miss if self._figures.at[figure_id, "unit"] == "percent" else None

    def others_than(self, said: Iterable[str]) -> list[tuple[str, int]]:
        """Return the verdicts that some claim has, without those already said, with how many."""
        return [(v, n) for v, n in self.counts.items() if n and v not in said]

    def official_changes(self, found: Reconciliation) -> list[str]:
        """Return the figures that only official statistics, if they hold, make wrong."""
        wrong = set(found.verdict.index[found.verdict.isin(WRONG)])
        return [name for name in found.if_official_holds if name not in wrong]

    def conditions(self, found: Reconciliation) -> dict[tuple[str, ...], list[str]]:
        """Return sources that must quote different sides → the figures that then fit."""
        figures: dict[tuple[str, ...], list[str]] = {}
        for name, sources in found.only_if.items():
            figures.setdefault(sources, []).append(name)
        return figures

    def as_two_releases(self, found: Reconciliation, figure_id: str) -> bool:
        """Say whether a wrong figure would fit if its own source mixed two releases."""
        table = found.verdicts
        return bool(table.loc[table["figure_id"] == figure_id, "two_vintages"].any())

    def one_error(
        self, found: Reconciliation, sources: Collection[str]
    ) -> list[tuple[WrongAbout, bool, list[str]]]:
        """Return where figures of some sources rest on one wrong number.

        With whether that is sure, and the figures as printed.
        """
        sure = found.verdict == "contradicted"
        return [
            (
                wrong,
                all(sure[name] for name in wrong.figures),
                [
                    as_printed(figure, figure["unit"])
                    for name, figure in self._figures.iterrows()
                    if name in wrong.figures
                ],
            )
            for wrong in found.wrong_about
            if wrong.source_id in sources
        ]

    @property
    def wrong_claims(self) -> list[tuple[pd.Series, Described | None]]:
        """Each contradicted or conflicting claim with what it clashes with, the severest first."""
        wrong = self.claims[self.claims["verdict"].isin(WRONG)].sort_values(
            "verdict", key=lambda column: column.map(SEVERITY.index), kind="stable"
        )
        return [(row, self.clash(self.found, str(name))) for name, row in wrong.iterrows()]

    @property
    def claims_read_otherwise(self) -> list[tuple[pd.Series, str]]:
        """The claims whose verdict is another under the other reading, with that verdict."""
        then = self.found.read_otherwise
        return [(row, then[str(name)]) for name, row in self.claims.iterrows() if name in then]

    def printed(self, figure_id: str) -> str:
        """Return what was printed for a figure; of a record without a number, what it is."""
        figure = self._figures.loc[figure_id]
        return worded(str(figure["as_written"]), "stated") or as_printed(figure, figure["unit"])

    def printed_with_unit(self, figure_id: str) -> str:
        """Return what was printed for a figure with its wording and unit."""
        figure = self._figures.loc[figure_id]
        return as_printed(figure, figure["unit"])

    def period(self, figure_id: str) -> str:
        """Return the period of a figure."""
        return str(self._figures.at[figure_id, "period"])

    def clash(self, found: Reconciliation, figure_id: str) -> Described | None:
        """Return what a figure clashes with, if anything."""
        clash = found.clashes.get(figure_id)
        return None if clash is None else self.described(clash)

    def described(self, clash: Clash) -> Described:
        """Return a clash with its figures."""
        figure = self._figures.loc[clash.figure_id]
        others, *sources = (
            [self._figures.loc[name] for name in names] for names in (clash.others, *clash.sources)
        )
        unit = unit_of(figure["unit"]).held_in
        return Described(figure, unit, *clash[2:6], others, sources)

    @property
    def shortest_conflicts(self) -> Iterator[tuple[Conflict, Described]]:
        """The shortest conflicts, each with one figure against the others."""
        for conflict in self.found.conflicts[: self.shown_conflicts]:
            yield conflict, self.described(conflict.clash)

    @property
    def sides(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Each source that does not say whose statistics it quotes, and which it may."""
        return self.found.sides.items()

    @property
    def agreement(self) -> list[tuple[str, int]]:
        """How figures agree with others of the same source that they follow from, and how many."""
        counted = self.found.verdicts["agreement"].value_counts()
        return [(str(how), int(n)) for how, n in counted.items() if how]

    @property
    def under_assumptions(self) -> list[tuple[str, list[pd.Series]]]:
        """The claims that are wrong under every assumption, and those under none."""
        from analysis.findings.assumptions import verdicts_by_revision, verdicts_by_variant

        tried = pd.concat(
            [verdicts_by_revision(self.study), verdicts_by_variant(self.study)], axis=1
        )
        tried = tried[tried.index.isin(self.claims.index)].fillna("consistent")
        wrong = tried.isin([*WRONG, ""])
        free = self.claims.index.difference(tried.index[wrong.any(axis=1)], sort=False)
        verdict = self.claims.loc[free, "verdict"]
        groups: Mapping[str, pd.Index] = {
            "always": tried.index[wrong.all(axis=1)],
            "never": free[verdict == "consistent"],
        }
        return [
            (kind, [self.claims.loc[name] for name in names])
            for kind, names in groups.items()
            if len(names)
        ]

    @property
    def largest_error(self) -> float:
        """The largest error that is tried, in percent."""
        return 100 * ERRORS[-1]

    @property
    def largest_error_found(self) -> float:
        """In percent of draws, how often the largest error is found."""
        share: float = detection_curve(self.study)["contradicted"].iloc[-1]
        return share

    @functools.cached_property
    def _figures(self) -> pd.DataFrame:
        return self.study.figures.set_index("figure_id", drop=False)
