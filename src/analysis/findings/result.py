"""How a result is computed from the series of the headline source and of both sides."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis import english
from analysis.indicators.investment import KINDS, stocks
from analysis.indicators.rates import growth_of_months
from analysis.study.pair_figures import INTERVAL, comparable, pair_figures
from analysis.study.periods import days, days_a_year_before
from analysis.timeseries.by_side import no_years, official, official_rows, side_codes
from analysis.timeseries.headline import headline, headline_rows
from analysis.timeseries.part_years import part_year_rows
from analysis.world.totals import WORLD

if TYPE_CHECKING:
    from analysis.study.study import Study

Input = tuple[str, str]
"""Whose figures (headline, official, counterpart), and of which quantity."""


@dataclasses.dataclass(frozen=True)
class Result:
    """How a headline result is computed, and which figures it rests on.

    Attributes
    ----------
    unit
        What it is in; of amounts, whatever the study's currency is.
    compute
        Takes the series of its inputs, and gives the result by year or span; where they are no
        series, as for a region or for stocks, it takes the study.
    inputs
        Its series, in the order of ``compute``. They are taken over the years of the one that
        dates the result; the result is of the last of these years that has it.
    beside
        Further series that ``compute`` takes, which make the result sharper where they are there.
    dated_by
        The input over whose years the result is computed: the first one, if none is named.
    covers
        Which years' figures enter: those of the year, change (the year before too), ends or all.
    reading
        How open-ended wordings are read.
    """

    unit: str
    compute: Callable[..., pd.DataFrame]
    inputs: tuple[Input, ...]
    beside: tuple[Input, ...] = ()
    dated_by: Input | None = None
    covers: str = "year"
    reading: str = "strict"

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the result by year or span, and the last year that has it, or the span."""
        dated = _series(study, self.dated_by or self.inputs[0], self.reading)
        if dated.empty:
            return dated, None
        if self.covers == "ends":
            dated = _over_headline_years(study, dated)
        given = [*self.inputs, *self.beside]
        result = self.compute(
            *(_series(study, one, self.reading).reindex(dated.index) for one in given)
        )
        last = int(dated.index.max())
        if self.covers not in ("ends", "all"):
            known = result.index[result["value"].notna()]
            return result, int(known.max()) if len(known) else last
        span = english.years(int(dated.index.min()), last)
        return result.to_frame(span).T, span

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifiers of the figures that enter, by year."""
        ends = [int(year) for year in span.split("-")]
        years = {
            "year": ends,
            "change": [ends[-1] - 1, ends[-1]],
            "ends": ends,
            "all": list(range(ends[0], ends[-1] + 1)),
        }[self.covers]
        used: dict[object, set[str]] = {}
        for part in self.rows(study):
            for year, figure_id in part[part.index.isin(years)].items():
                used.setdefault(year, set()).update(figure_id.split(" + "))
        return used

    def rows(self, study: Study) -> list[pd.Series]:
        """Return the identifiers of the figures of each input, by year; of a sum, both."""
        return [_identifiers(study, *given) for given in self.inputs]


class RegionShare(Result):
    """The reporter's share in a region's turnover, from official statistics of its members."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the share by year, and the last year that the headline source prints it of."""
        printed = headline(study, "share_of_region")
        side = _side(study, self.inputs[0][0])
        shares = self.compute(study, headline_region(study), side)
        return shares, int(printed.index.max()) if len(printed) else None

    def rows(self, study: Study) -> list[pd.Series]:
        """Return the official turnovers of the members, by year."""
        side, region = _side(study, self.inputs[0][0]), headline_region(study)
        members = study.regions.loc[study.regions["region"] == region, "member"]
        return [
            _of_side(study, "turnover", side if side == study.partner else member, member)
            for member in members
        ]


class InvestmentBalance(Result):
    """The balance of the stocks that the headline source sets against each other."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the balance of its last date, and the date."""
        if pair_figures(study, [*KINDS]).empty:
            return no_years(), None
        last = self._balances(study).set_index("period").iloc[-1:]
        return last, next(iter(last.index), None)

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifiers of the two stocks."""
        balances = self._balances(study)
        own, known = balances[balances["period"] == span].iloc[-1], stocks(study)
        here = (known["source_id"] == study.headline_source) & (known["period"] == span)
        here &= known["according_to"] == own["according_to"]
        pairs = [("outward", own["outward_kind"]), ("inward", own["inward_kind"])]
        chosen = [here & (known["direction"] == d) & (known["kind"] == kind) for d, kind in pairs]
        return {span: set(known.index[chosen[0] | chosen[1]])}

    def _balances(self, study: Study) -> pd.DataFrame:
        rows = self.compute(study, reading=self.reading)
        own = rows["source_id"] == study.headline_source
        return rows[own & (rows["kinds"] != "unlike kinds")]


class OfPartners(Result):
    """What follows from the reporter's own statistics and its trade with all partners."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the result by year, and the last year that has it."""
        result = self.compute(study)
        known = result.index[result["value"].notna()]
        return result, int(known.max()) if len(known) else None

    def rows(self, study: Study) -> list[pd.Series]:
        """Return the reporter's figures of each flow with the partner and with the world, by year.

        Totals from the table that comes with the package are no figures of the study.
        """
        here = study.reporter
        return [
            official_rows(study, flow, here, reporter=here, partner=other)["figure_id"]
            for _, flow in self.inputs
            for other in (study.partner, WORLD)
        ]


class TradeIntensity(OfPartners):
    """The partner's share in the reporter's exports over its weight in what others import."""

    def rows(self, study: Study) -> list[pd.Series]:
        """Return the figures of the share, and those of both economies' imports from the world."""
        pair = (study.reporter, study.partner)
        whole = [official_rows(study, "imports", x, reporter=x, partner=WORLD) for x in pair]
        return [*super().rows(study), *(part["figure_id"] for part in whole)]


class PartYear(Result):
    """A result of some months, of a source that prints turnover or its growth of no whole year."""

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the result by period, and the last period of the headline source that has one."""
        if prints_whole_years(study):
            return no_years(), None
        given = [self._rows(study, one) for one in (*self.inputs, *self.beside)]
        names = {days(period): period for period in given[0].index}
        named = [
            part.rename(index=lambda period: names.get(days(period), period)) for part in given
        ]
        ends = [part[INTERVAL].reindex(given[0].index) for part in named]
        found = self.compute(*ends).dropna(subset="value")
        asked = {
            days(period)
            for quantity in (*_OF_WHOLE_YEARS, *_BESIDE_THEM)
            for period in part_year_rows(study, quantity, source=study.headline_source).index
        }
        own = [period for period in found.index if days(period) in asked]
        return found, own[-1] if own else None

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifiers of the figures of the period, and of a change those before."""
        days_used = [days(span)]
        if self.compute is growth_of_months:
            days_used.append(days_a_year_before(span))
        used: dict[object, set[str]] = {}
        for one in self.inputs:
            for when, ids in self._rows(study, one)["figure_id"].items():
                if days(when) in days_used:
                    used.setdefault(when, set()).update(ids.split(" + "))
        return used

    def _rows(self, study: Study, one: Input) -> pd.DataFrame:
        """Return the figures of an input in the months, by period."""
        whose, quantity = one
        if whose == "headline":
            return part_year_rows(study, quantity, source=study.headline_source)
        return part_year_rows(study, quantity, side=_side(study, whose))


_OF_WHOLE_YEARS = ("turnover", "turnover_growth")
_BESIDE_THEM = ("exports", "imports", "balance")


def prints_whole_years(study: Study) -> bool:
    """Say whether the headline source prints turnover, or its growth, of any whole year.

    Examples
    --------
    >>> from analysis import read
    >>> prints_whole_years(read("tests/invented"))
    True
    """
    return any(len(_series(study, ("headline", q), "strict")) for q in _OF_WHOLE_YEARS)


def headline_region(study: Study) -> str:
    """Return the region in which the headline source gives the reporter's share, if it does.

    Examples
    --------
    >>> from analysis import read
    >>> headline_region(read("tests/invented"))
    'Lowland'
    """
    figures = comparable(study)
    shares = (figures["quantity"] == "share_of_region") & (figures["reporter"] == study.reporter)
    own = figures["source_id"] == study.headline_source
    return next(iter(figures.loc[shares & own, "region"]), "")


def _over_headline_years(study: Study, levels: pd.DataFrame) -> pd.DataFrame:
    """Return levels between the first and last year of the headline's, if they have both.

    Rates over unequal spans cannot be set beside each other.
    """
    asked = _series(study, ("headline", "turnover"), "strict").index
    if len(asked) < 2 or not {asked.min(), asked.max()} <= set(levels.index):
        return levels
    return levels.loc[asked.min() : asked.max()]


def _series(study: Study, given: Input, reading: str) -> pd.DataFrame:
    """Return the series of an input."""
    whose, quantity = given
    if whose == "headline":
        return headline(study, quantity, reading=reading)
    return official(study, quantity)[_side(study, whose)]


def _identifiers(study: Study, whose: str, quantity: str) -> pd.Series:
    """Return the figures of an input by year; of a sum, its two parts."""
    if whose == "headline":
        return headline_rows(study, quantity)["figure_id"]
    return _of_side(study, quantity, _side(study, whose), study.reporter)


def _of_side(study: Study, quantity: str, side: str, reporter: str) -> pd.Series:
    return official_rows(study, quantity, side, reporter=reporter)["figure_id"]


def _side(study: Study, whose: str) -> str:
    """Return the side on which the headline source is read (official), or the other one."""
    return side_codes(study)[("official", "counterpart").index(whose)]
