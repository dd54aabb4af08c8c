"""What the sentences of the front page may ask."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from typing import TYPE_CHECKING, cast

import pandas as pd

from analysis.conventions import UNDATED as NO_YEARS
from analysis.findings.claims import claimed_side, left_of_claims, other_verdicts
from analysis.findings.consistent import consistent_results
from analysis.findings.inputs import inputs_of_results
from analysis.findings.result import headline_region
from analysis.findings.results import headline_results
from analysis.prose import investment, verdicts
from analysis.prose.evidence import Claim, Evidence, days_before, said_by_source, severity
from analysis.prose.picture import highest, marked_levels
from analysis.prose.printed import as_printed
from analysis.prose.result_rows import PARTS, ROWS, Cell, Row, unanswered
from analysis.prose.sentences import facts
from analysis.reconciliation.judgement import limits
from analysis.study.pair_figures import comparable, is_pair
from analysis.study.periods import year_of
from analysis.study.quantities import TRADE
from analysis.study.units import unit_of
from analysis.timeseries.by_side import all_official_sources, side_codes
from analysis.timeseries.by_source import by_source, last_of_sources
from analysis.timeseries.part_years import UNDATED
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study

PRINTED = {"turnover_cagr": "turnover_cagr_printed", **{n: n for n in ("turnover", "region_share")}}
"""Row of the table → the result that is one figure of the text."""
MANY = 20
"""Above so many claims, only those that are wrong are shown one by one."""
MOST_WRONG = 3
MOST_EVIDENCE = 2
"""How many sources at most are named that speak against a claim."""


class Facts:
    """What the templates of the front page may ask of a study."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.verdicts = cast("verdicts.Facts", facts(study, "verdicts"))
        self.revision = self.verdicts.revision

    @functools.cached_property
    def columns(self) -> dict[str, str]:
        """The beginning of a result's name → according to whom; official statistics once."""
        one, other = (self.study.side_name(side) for side in side_codes(self.study))
        columns = {"": self.study.publisher, "official_": one, "counterpart_": other}
        if self.study.headline_source in all_official_sources(self.study):
            del columns[""]
        return columns

    @functools.cached_property
    def results(self) -> pd.DataFrame:
        """The headline results that are known."""
        return headline_results(self.study).dropna(subset="value")

    @functools.cached_property
    def rows(self) -> list[Row]:
        """The results of which somebody gives a number."""
        rows = {name: row for name in ROWS if (row := self._row(name)) is not None}
        if "turnover_cagr" in rows and "turnover_growth" in rows:
            first, last = map(int, rows["turnover_cagr"].years.split("-"))
            if last == first + 1:  # the growth of one year, which is a row already
                rows.pop("turnover_cagr")
        cells = rows["turnover_cagr"].cells if "turnover_cagr" in rows else []
        if any(cell and not cell.as_printed for cell in cells):
            rows.pop("turnover", None)
        for name in PARTS:
            if name.removeprefix("part_") in rows:
                rows.pop(name, None)
        return list(rows.values())

    def _row(self, name: str) -> Row | None:
        cells = [self._cell(name, prefix) for prefix in self.columns]
        years = next((cell.result["years"] for cell in cells if cell), None)
        if years is None:
            return None
        consistent = self._consistent
        same = consistent[(consistent["result"] == name) & (consistent["years"] == years)]
        holds = same.iloc[0] if len(same) else self._claim_left(name, years)
        return Row(name, years, cells, holds)

    def _claim_left(self, name: str, years: str) -> pd.Series | None:
        """Return what holds of a turnover, a growth a year or a share in the region, as printed."""
        printed = self.results.filter([PRINTED.get(name, "")], axis="index")
        behind = inputs_of_results(self.study, printed[printed["years"] == years])["figures"].sum()
        if not behind or len(behind) > 1 or behind[0] not in self.verdicts.claims.index:
            return None
        claim = self.claim(behind[0])
        return None if claim.holds is None else pd.Series({**claim.holds, "unit": claim.unit})

    def _cell(self, name: str, prefix: str) -> Cell | None:
        """Return a result as it is computed and printed, of the later year; a CAGR as computed."""
        names = [f"{prefix}{name}", f"{prefix}{name}_printed"]
        # Investments have no side: where the text is official, they stand in its column.
        if name == "investment_balance" and prefix == next(iter(self.columns)):
            names = [name]
        found = [self._known(result) for result in names if result in self.results.index]
        if not found:
            return None
        if name != "turnover_cagr":
            found.sort(key=lambda cell: cell.result["years"], reverse=True)
        first, *others = found
        beside = next((cell for cell in others if first.can_stand_beside(cell)), None)
        return dataclasses.replace(first, printed=beside) if beside else first

    def _known(self, result: str) -> Cell:
        figures = inputs_of_results(self.study, self.results.loc[[result]]).at[result, "figures"]
        said = frozenset(self._verdicts.at[name, "verdict"] for name in figures)
        as_printed = result.endswith("_printed")
        return Cell(self.results.loc[result], said, len(figures), as_printed)

    @functools.cached_property
    def asked(self) -> str:
        """The years of the study; or the months, where no trade of a whole year is printed."""
        figures, begins = comparable(self.study), self.study.year_begins
        trade = figures["quantity"].isin(TRADE)
        pair = is_pair(figures, self.study.reporter, self.study.partner)
        years = [year_of(period, begins) for period in figures.loc[trade & pair, "period"]]
        months = [row.years for row in self.rows if row.name in PARTS] if not any(years) else []
        if months:
            return months[0] if months[0] != UNDATED else ""
        first, last = self.study.years
        if (first, last) == NO_YEARS:
            return ""
        return " to ".join(dict.fromkeys(map(self.study.year_name, (first, last))))

    @property
    def elsewhere(self) -> list[tuple[str, int, pd.Series]]:
        """What other sources print of results that the table lacks: quantity, year and figure."""
        shown = {row.name for row in self.rows}
        return [
            (quantity, int(year), row)
            for quantity in ("turnover_growth", "balance")
            if quantity not in shown
            for year, row in last_of_sources(self.study, quantity).iterrows()
        ]

    @property
    def unanswered(self) -> list[tuple[str, str]]:
        """What the figures leave open, each with why."""
        told = [quantity for quantity, *_ in self.elsewhere]
        investment = cast("investment.Facts", facts(self.study, "investment"))
        if len(investment.side_by_side):
            told.append("investment_balance")
        return unanswered(self.rows, told)

    @property
    def rests_on_contradicted(self) -> bool:
        """Whether a number of the table rests on a contradicted figure."""
        return any(cell.contradicted for row in self.rows for cell in row.cells if cell)

    @property
    def shows_what_holds(self) -> bool:
        """Whether the table says of some result what holds."""
        return any(row.holds is not None for row in self.rows)

    @property
    def region(self) -> str:
        """The region in which the text gives the reporter's share."""
        return headline_region(self.study)

    @property
    def side(self) -> str:
        """Whose statistics the figures of the text fit; blank if those of both sides."""
        return claimed_side(self.study, self.verdicts.found)

    @functools.cached_property
    def claims(self) -> list[Claim]:
        """The figures of the text, the severest verdicts first; of many, those that are wrong."""
        own = self.verdicts.claims
        if len(own) > MANY:
            own = own[own["verdict"].isin(WRONG)]
        claims = [self.claim(str(name)) for name in own.index]
        return sorted(claims, key=severity)

    @property
    def all_shown(self) -> bool:
        """Whether all claims are shown."""
        return len(self.claims) == len(self.verdicts.claims)

    @functools.cached_property
    def wrong(self) -> list[Claim]:
        """The severest wrong claims; where none is wrong, those of other sources."""
        own = [claim for claim in self.claims if claim.verdict in WRONG]
        others = [] if own else [self.claim(str(n)) for n in other_verdicts(self.study).index]
        return sorted(own or others, key=severity)[:MOST_WRONG]

    def claim(self, figure_id: str) -> Claim:
        """Return a figure with its verdict and what stands against it."""
        figure, verdict = self._figures.loc[figure_id], self._verdicts.loc[figure_id]
        on_condition = figure_id in self.verdicts.found.only_if
        bounded = figure_id in self._holds.index and not on_condition
        holds = self._holds.loc[figure_id] if bounded else None
        return Claim(
            figure,
            as_printed(figure, figure["unit"]),
            verdict["verdict"],
            verdict["miss"],
            verdict["miss_percent"],
            self._evidence(figure_id),
            holds,
            unit_of(figure["unit"]).held_in,
            on_condition,
        )

    def _evidence(self, figure_id: str) -> list[Evidence]:
        clash = self.verdicts.clash(self.verdicts.found, figure_id)
        if clash is None:
            return []
        others = itertools.chain(*clash.sources) if clash.sources else clash.others
        own = str(clash.figure["source_id"])
        evidence = [
            Evidence(source, figures, days_before(self.study.sources.loc[[own, source]]))
            for source, figures in said_by_source(clash.figure, others).items()
        ]
        official = set(all_official_sources(self.study))
        evidence.sort(key=lambda said: said.source_id not in official)
        return evidence[:MOST_EVIDENCE]

    @property
    def printed(self) -> int:
        """How many figures the text has."""
        return int((self.study.figures["source_id"] == self.study.headline_source).sum())

    @property
    def conflicting(self) -> pd.Series:
        """The first figure of the text that conflicts with another one."""
        own = self.verdicts.claims
        return self._figures.loc[own.index[own["verdict"] == "conflicting"][0]]

    @functools.cached_property
    def levels(self) -> dict[str, pd.DataFrame]:
        """Turnover according to the text and to both sides, and where the text is contradicted."""
        return marked_levels(self.study, self._verdicts["verdict"])

    @property
    def has_levels(self) -> bool:
        """Whether anybody states turnover of a whole year."""
        return any(len(frame) for frame in self.levels.values())

    @property
    def times(self) -> list[tuple[str, pd.Series]]:
        """How many times each side's turnover that of the text is; of an official text none."""
        if "" not in self.columns:
            return []
        sides = ["official", "counterpart"]
        names = {side: f"turnover_over_{side}" for side in sides}
        return [
            (self.columns[f"{side}_"], self.results.loc[name])
            for side, name in names.items()
            if name in self.results.index
        ]

    @property
    def last(self) -> int:
        """The last year of which a turnover is published."""
        return max(int(frame.index.max()) for frame in self.levels.values() if len(frame))

    @property
    def is_alone(self) -> bool:
        """Whether one source alone states turnover of the last year."""
        return len(set(by_source(self.study, "turnover", self.last)["publisher"])) == 1

    @property
    def highest(self) -> tuple[list[str], bool]:
        """According to whom turnover is highest in the last year, and whether any is lower."""
        return highest(self.levels, self.last)

    @functools.cached_property
    def _consistent(self) -> pd.DataFrame:
        return consistent_results(self.study, self.verdicts.found)

    @functools.cached_property
    def _holds(self) -> pd.DataFrame:
        """What all consistent figures leave of each figure of the text, where they bound it."""
        beside = left_of_claims(self.study, self.verdicts.found).dropna()
        ends = [limits(quantity) for quantity in self._figures.loc[beside.index, "quantity"]]
        any_value = pd.DataFrame(ends, beside.index, beside.columns, dtype=float)
        return beside[(beside != any_value).any(axis=1) & (beside["high"] < float("inf"))]

    @functools.cached_property
    def _verdicts(self) -> pd.DataFrame:
        return self.verdicts.found.verdicts.set_index("figure_id")

    @functools.cached_property
    def _figures(self) -> pd.DataFrame:
        return self.study.figures.set_index("figure_id", drop=False)
