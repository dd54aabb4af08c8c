"""What can be said of exports in turnover, of balances and of a share in a region."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.claims import claimed_side
from analysis.findings.consistent import consistent_results, verdict_of_figures
from analysis.findings.inputs import inputs_of
from analysis.findings.result import headline_region
from analysis.findings.results import some_results
from analysis.findings.shares import (
    consistent_region,
    consistent_shares,
    implied_beside_reported,
    region_shares,
)
from analysis.indicators.exports_in_turnover import export_shares, trade_balances
from analysis.prose.facts import StudyFacts
from analysis.reconciliation.reconcile import reconciled
from analysis.study.pair_figures import comparable, is_pair
from analysis.timeseries.by_side import all_official_sources, official, side_codes
from analysis.timeseries.headline import headline, headline_rows

if TYPE_CHECKING:
    from analysis.study.study import Study


@dataclasses.dataclass(frozen=True, eq=False)
class Side:
    """What one side's statistics say in the last year: results, none where they are missing."""

    name: str
    region_name: str
    share: pd.Series | None
    balance: pd.Series | None
    region_share: pd.Series | None


class Facts(StudyFacts):
    """What the templates of the chapter on shares may ask."""

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.here, self.there = study.name(study.reporter), study.name(study.partner)
        self.region = headline_region(study)

    @property
    def share(self) -> pd.Series | None:
        """The headline's share of exports; none where that source is an official one itself.

        Of a source that prints no whole year it is that of months.
        """
        if self.study.headline_source in all_official_sources(self.study):
            return None
        return self._either("export_share", "part_export_share")

    def _either(self, *names: str) -> pd.Series | None:
        """Return the first of some results that is known."""
        return next((row for row in map(self.result, names) if row is not None), None)

    @property
    def share_read_closely(self) -> pd.Series | None:
        """The same share with open-ended wordings closed; none where that changes nothing."""
        strict, close = self.result("export_share"), self.result("export_share_close")
        same = strict is None or close is None or strict.equals(close)
        return None if same else close

    @functools.cached_property
    def sides(self) -> list[Side]:
        """What the statistics of either side say."""
        prefixes = zip(side_codes(self.study), ("official", "counterpart"), strict=True)
        return [
            Side(
                self.study.side_name(code),
                self.study.side_name(code if code == self.study.partner else "own"),
                self.result(f"{prefix}_export_share"),
                self.result(f"{prefix}_balance"),
                self.result(f"{prefix}_region_share"),
            )
            for code, prefix in prefixes
        ]

    @property
    def year(self) -> str:
        """The year of the share that is told first."""
        told = [self.share, *(side.share for side in self.sides)]
        return str(next((share["years"] for share in told if share is not None), ""))

    @property
    def own_balance(self) -> tuple[pd.Series, bool] | None:
        """The headline's last balance, and whether it is printed; none of an official source.

        Of a source that prints no whole year it is that of months.
        """
        if self.study.headline_source in all_official_sources(self.study):
            return None
        printed = self._either("balance_printed", "part_balance_printed")
        both = ((self._either("balance", "part_balance"), False), (printed, True))
        known = [(row, printed) for row, printed in both if row is not None]
        return max(known, key=lambda found: str(found[0]["years"]), default=None)

    @property
    def shares_of_others(self) -> list[pd.Series]:
        """Shares in a region that the headline source prints of others than the pair."""
        figures = comparable(self.study)
        own = figures["source_id"] == self.study.headline_source
        shares = figures[own & (figures["quantity"] == "share_of_region")]
        pair = is_pair(shares, self.study.reporter, self.study.partner)
        return [row for _, row in shares[~pair].iterrows()]

    @property
    def balances(self) -> dict[tuple[str, str], list[str]]:
        """What a balance is and of which year → whose statistics say so."""
        said: dict[tuple[str, str], list[str]] = {}
        for side in self.sides:
            if side.balance is not None:
                key = side.balance["decided"], side.balance["years"]
                said.setdefault(key, []).append(side.name)
        return said

    def inputs(self, result: str, verdict: str) -> pd.DataFrame:
        """Return the figures with a verdict on which a headline result rests."""
        rows = inputs_of(self.study, some_results(self.study, [result]))
        return rows[rows["verdict"] == verdict]

    def verdict(self, figure_id: str) -> str:
        """Return the verdict of a figure."""
        return str(verdict_of_figures(self.study)[figure_id])

    @property
    def claimed_side(self) -> str:
        """The economy on whose side the headline's figures are; blank for both or no side."""
        code = claimed_side(self.study, reconciled(self.study))
        return self.study.name(code) if code else ""

    def consistent(self, share: str, year: str) -> pd.Series | None:
        """Return what consistent figures leave of a share in a year; none where it is unbounded."""
        known = self._consistent.dropna(subset=["value", "low", "high"])
        if year.isdigit():
            return known.loc[share, int(year)] if (share, int(year)) in known.index else None
        months = consistent_results(self.study, reconciled(self.study)).set_index("years")
        months = months[months["result"] == "part_export_share"]
        return months.loc[year] if year in months.index else None

    @functools.cached_property
    def _consistent(self) -> pd.DataFrame:
        return consistent_shares(self.study)

    @property
    def unprinted(self) -> list[str]:
        """What the headline source has no whole year of, of the quantities that a share needs."""
        return [q for q in ("turnover", "exports") if headline(self.study, q).empty]

    @property
    def sides_without_statistics(self) -> list[str]:
        """The economies whose official statistics of both flows the study does not have."""
        levels = official(self.study, "turnover")
        return [self.study.name(code) for code, known in levels.items() if known.empty]

    @property
    def region_share(self) -> pd.Series | None:
        """The last share in a region that the headline source prints."""
        printed = headline_rows(self.study, "share_of_region")
        return None if printed.empty else printed.iloc[-1]

    @property
    def members(self) -> list[str]:
        """The names of the region's members."""
        regions = self.study.regions
        codes = regions.loc[regions["region"] == self.region, "member"]
        return [self.study.name(code) for code in codes]

    @functools.cached_property
    def region_shares(self) -> pd.DataFrame:
        """The reporter's share in the region by year, according to either side."""
        return region_shares(self.study)

    @functools.cached_property
    def reported_regions(self) -> pd.DataFrame:
        """The region's turnover as reported, beside the one that the headline's share implies."""
        return implied_beside_reported(self.study)

    @property
    def implied_region(self) -> pd.Series | None:
        """The region's turnover that the headline's last share implies."""
        return self.result("implied_regional_turnover")

    @property
    def consistent_region(self) -> pd.Series | None:
        """What consistent figures leave of that turnover."""
        implied, left = self.implied_region, consistent_region(self.study)
        year = 0 if implied is None else int(implied["years"])
        return left.loc[year] if year in left.index else None

    @functools.cached_property
    def signs(self) -> dict[bool, list[int]]:
        """Whether one side has a surplus and the other a deficit → in which years."""
        years: dict[bool, list[int]] = {True: [], False: []}
        decided_by = trade_balances(self.study)["decided"]
        own = decided_by.index.get_level_values("according_to") == self.study.publisher
        for year, decided in decided_by[~own].groupby(level="year"):
            if len(decided) == 2 and decided.isin(["surplus", "deficit"]).all():
                years[len(set(decided)) == 2].append(int(year))
        return years

    @property
    def range_of_shares(self) -> tuple[float, float] | None:
        """The lowest and the highest share of exports, of all years and sources."""
        shares = export_shares(self.study)["value"]
        return (shares.min(), shares.max()) if len(shares) else None
