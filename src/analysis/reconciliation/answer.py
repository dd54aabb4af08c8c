"""What is found out about the figures of a study that cannot all be true."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.reconciliation.agreement import agreements
from analysis.reconciliation.beliefs import (
    if_official_holds,
    only_if,
    other_reading,
    read_otherwise,
)
from analysis.reconciliation.contradiction import (
    Clash,
    Conflict,
    clashes_of,
    conflicts_of,
    fit_if_released_apart,
    in_one_text,
)
from analysis.reconciliation.escapes import escapes
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.leave_one_out import carried_by
from analysis.reconciliation.misses import miss
from analysis.reconciliation.mistakes import WrongAbout, wrong_about
from analysis.reconciliation.model import build
from analysis.reconciliation.pinned import in_table, left_of, pinned_down
from analysis.reconciliation.rereadings import rereadings
from analysis.reconciliation.tested import is_tested
from analysis.study.pair_figures import facts_of
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.reconciliation.unknowns import Unknown
    from analysis.study.study import Study

SCOPES = ("within one text", "between sources")


@dataclasses.dataclass(frozen=True, eq=False)
class Reconciliation:
    """What `reconcile` finds.

    Attributes
    ----------
    explanations
        For each component with a dispute, its minimum explanations: frozensets of figure_id.
    n_explanations
        The product of their numbers.
    sides
        For each source with an open side, the sides under which a minimum explanation exists.
    n_statements
        How many statements the figures make: figures that say the same make one.
    cost
        The least weight of statements to reject: their number where all sources weigh the same.
    all_explanations_listed
        Whether no component has more explanations than are listed.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> found = reconcile(read("tests/invented"))
    >>> found.verdicts["verdict"].value_counts()["contradicted"] > 0
    np.True_
    """

    explanations: tuple[tuple[frozenset[str], ...], ...]
    n_explanations: int
    sides: dict[str, tuple[str, ...]]
    n_statements: int
    cost: int
    all_explanations_listed: bool
    _judge: Judge = dataclasses.field(repr=False)
    _study: Study = dataclasses.field(repr=False)

    @property
    def judge(self) -> Judge:
        """The statements and what was found out about them, ready to be asked."""
        return self._judge

    @property
    def weights(self) -> dict[str, int]:
        """Source → how much its word counts, where that is not 1."""
        weights = self._judge.assumptions.weights.items()
        return {source: weight for source, weight in weights if weight != 1}

    @functools.cached_property
    def verdict(self) -> pd.Series:
        """figure_id → consistent, conflicting, contradicted or untested.

        A target or a forecast has none.
        """
        judge = self._judge
        facts = set(facts_of(self._study)["figure_id"])
        verdicts = {}
        for figure_id, figure in judge.model.figures.items():
            if figure_id not in facts:
                continue
            verdict = judge.found.verdicts.get(figure_id, "untested")
            tested = figure_id in self._escapes or verdict in WRONG
            tested = tested or (verdict != "untested" and is_tested(judge, figure))
            verdicts[figure_id] = verdict if tested else "untested"
        return pd.Series(verdicts, name="verdict", dtype=str).rename_axis("figure_id")

    @functools.cached_property
    def verdicts(self) -> pd.DataFrame:
        """The verdicts, with how far figures are off.

        A row a figure: figure_id, verdict, agreement, miss (USD million, percentage points, times
        or count), miss_percent, only_at (the one end of its interval that is left to a consistent
        figure, where that is all). Of a contradicted or conflicting figure also its scope (within
        one text, or between sources), and whether it fits if the text mixes two vintages.
        """
        judge = self._judge
        agreed = agreements(judge.model, judge.assumptions)
        rows = []
        for figure_id, verdict in self.verdict.items():
            figure = judge.model.figures[str(figure_id)]
            off = miss(judge, figure) if verdict in WRONG else (math.nan, math.nan)
            only_at = judge.holds_only_at(figure) if verdict == "consistent" else None
            scope = self._scope.get(str(figure_id), ("", False))
            agreement = agreed.get(figure.figure_id, "")
            rows.append([figure_id, verdict, agreement, *off, only_at, *scope])
        columns = ["figure_id", "verdict", "agreement", "miss", "miss_percent", "only_at"]
        table = pd.DataFrame(rows, columns=[*columns, "scope", "two_vintages"])
        return table.astype(dict.fromkeys(columns[3:], float) | {"two_vintages": bool})

    @functools.cached_property
    def _scope(self) -> dict[str, tuple[str, bool]]:
        """Wrong figure → whether its own text contradicts it, and whether as two releases."""
        judge = self._judge
        beside = {name: in_one_text(judge, clash) for name, clash in self.clashes.items()}
        found = {name: (SCOPES[not others], False) for name, others in beside.items()}
        groups = {name: [name, *others] for name, others in beside.items() if others}
        if judge.assumptions.revision and groups:
            fit = fit_if_released_apart(judge, self._study, groups.values())
            found |= {
                name: (SCOPES[0], True) for name, fits in zip(groups, fit, strict=True) if fits
            }
        return found

    @functools.cached_property
    def clashes(self) -> dict[str, Clash]:
        """figure_id → with what a contradicted or conflicting figure cannot be true together."""
        figures = self._judge.model.figures
        wrong = self.verdict.index[self.verdict.isin(WRONG)]
        return clashes_of(self._judge, (figures[name] for name in wrong))

    @functools.cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The minimal conflicts that were found, smallest first, at most 200 of them."""
        return self._all_conflicts[0]

    @property
    def n_conflicts(self) -> int:
        """How many minimal conflicts were found."""
        return self._all_conflicts[1]

    @property
    def all_conflicts_found(self) -> bool:
        """Whether these are all; the search stops at 400, or where it takes too many turns."""
        return self._all_conflicts[2]

    @functools.cached_property
    def _all_conflicts(self) -> tuple[tuple[Conflict, ...], int, bool]:
        return conflicts_of(self._judge)

    @functools.cached_property
    def wrong_about(self) -> tuple[WrongAbout, ...]:
        """Of which flows a source has one wrong number on which several of its figures rest.

        Examples
        --------
        >>> from analysis import read, reconcile
        >>> reconcile(read("tests/invented")).wrong_about
        ()
        """
        return wrong_about(self._judge.found.components)

    @functools.cached_property
    def bounds(self) -> pd.DataFrame:
        """The tightest interval of each unknown that the consistent figures leave.

        Indexed by quantity, reporter, partner, region, period, statistics_of; low_before and
        high_before are what the consistent figures of this very unknown say. Where the side of a
        source stays open, statistics_of is blank, the interval holds on either side, and the first
        code in the alphabet is the reporter. Flows that nobody prints are not ``printed``.
        headline_low and headline_high are what is left to the headline source's own vintage.
        """
        judge, study = self._judge, self._study
        return pinned_down(
            judge, study.headline_source, lambda also: build(study, judge.assumptions, also)
        )

    def bounds_of(self, wanted: Callable[[Unknown], bool]) -> pd.DataFrame:
        """Return low and high of `bounds` for the unknowns that are wanted, without the others.

        Examples
        --------
        >>> from analysis import read, reconcile
        >>> found = reconcile(read("tests/invented"))
        >>> found.bounds_of(lambda unknown: unknown.quantity == "loan").columns.to_list()
        ['low', 'high']
        """
        return in_table(left_of(self._judge, wanted).rows())[["low", "high"]]

    @functools.cached_property
    def only_if(self) -> dict[str, tuple[str, ...]]:
        """Consistent figure → sources, if it is so only because they quote different sides."""
        found = self._escapes | only_if(self._study, self._judge, self.sides)
        return {name: some for name, some in found.items() if self.verdict[name] == "consistent"}

    @functools.cached_property
    def _escapes(self) -> dict[str, tuple[str, ...]]:
        return escapes(self._judge)

    @functools.cached_property
    def if_official_holds(self) -> dict[str, str]:
        """Figure → its verdict where official statistics are rejected last, if it is another."""
        return if_official_holds(self._study, self._judge)

    @functools.cached_property
    def read_otherwise(self) -> dict[str, str]:
        """Figure → its verdict under the other reading of open-ended wordings, if it is another."""
        return read_otherwise(self._study, self._judge)

    @property
    def other_reading(self) -> str:
        """The reading of open-ended wordings that these verdicts are not made with."""
        return other_reading(self._judge.assumptions.reading)

    def carried_by(self) -> dict[str, tuple[str, ...]]:
        """Contradicted or conflicting figure → the sources without which it would be less so.

        Each other source is left out once. A verdict that no single source carries has none.

        Examples
        --------
        >>> from analysis import read, reconcile
        >>> found = reconcile(read("tests/invented"))
        >>> sorted(found.carried_by()) == sorted(found.clashes)
        True
        """
        return self._carriers

    @functools.cached_property
    def _carriers(self) -> dict[str, tuple[str, ...]]:
        return carried_by(self._study, self._judge, self.verdict.to_dict())

    @functools.cached_property
    def rereadings(self) -> pd.DataFrame:
        """Single changes of reading of each figure that is not consistent, and what fits."""
        judge = self._judge
        return rereadings(judge, lambda also: build(self._study, judge.assumptions, also))
