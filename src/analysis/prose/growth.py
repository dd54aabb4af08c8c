"""What the templates of the chapter on growth may ask."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from analysis.findings.claims import claimed_side
from analysis.findings.consistent import claims_by_year, consistent_growth
from analysis.findings.planned import CAME, planned
from analysis.findings.results import one_result
from analysis.indicators.official import official_contributions
from analysis.indicators.rates import cagr, growth, implied_base
from analysis.indicators.real import real, real_growth
from analysis.indicators.trend import NoTrend, Trend, trend_if_any
from analysis.prose.facts import StudyFacts
from analysis.prose.printed import as_printed
from analysis.reconciliation.reconcile import reconciled
from analysis.study.pair_figures import INTERVAL, is_pair
from analysis.study.schema import FIXED_PRODUCTS
from analysis.timeseries.by_source import by_source, figures_after, last_of_sources
from analysis.timeseries.headline import headline
from analysis.verdicts import WRONG


class Facts(StudyFacts):
    """What the templates of the chapter on growth may ask."""

    @functools.cached_property
    def turnover(self) -> pd.DataFrame:
        """Turnover by year according to the headline source."""
        return headline(self.study, "turnover")

    @functools.cached_property
    def printed_growth(self) -> pd.DataFrame:
        """Growth of turnover that the headline source prints itself, by year."""
        return headline(self.study, "turnover_growth")

    @functools.cached_property
    def printed_rate(self) -> pd.Series | None:
        """The growth that the headline source prints of the last year of which it is not computed.

        Months of a year where it prints no whole year.
        """
        computed = self.result("turnover_growth")
        for name in ("turnover_growth_printed", "part_turnover_growth_printed"):
            row = self.result(name)
            if row is not None and (computed is None or computed["years"] < row["years"]):
                return row
        return None

    @functools.cached_property
    def part_level(self) -> pd.Series | None:
        """Turnover of months of a year, of a headline source that prints no whole year."""
        return self.result("part_turnover")

    @functools.cached_property
    def part_growth(self) -> pd.Series | None:
        """Its growth over the same months a year before, computed from levels."""
        return self.result("part_turnover_growth")

    @functools.cached_property
    def levels_before(self) -> pd.DataFrame:
        """Turnover of the year before, where its level is not printed and its growth is."""
        levels = implied_base(self.turnover, self.printed_growth).dropna(subset="value")
        levels = levels.set_axis(levels.index - 1)
        return levels[~levels.index.isin(self.turnover.dropna(subset="value").index)]

    @property
    def printed_by_others(self) -> pd.DataFrame:
        """Growth of the last year of which other sources print any, where no column has growth."""
        if self.said("turnover_growth") or self.said("turnover_growth_printed"):
            return self.printed_growth[:0]
        return last_of_sources(self.study, "turnover_growth")

    @functools.cached_property
    def rate(self) -> pd.Series | None:
        """The headline's compound annual growth rate, where there is one."""
        return self.result("turnover_cagr")

    @functools.cached_property
    def printed_a_year(self) -> pd.Series | None:
        """The growth a year that the headline source prints itself."""
        return self.result("turnover_cagr_printed")

    @property
    def rate_years(self) -> str:
        """The years of that rate; those of the study where there is none."""
        return str(one_result(self.study, "turnover_cagr")["years"])

    @functools.cached_property
    def consistent(self) -> dict[str, pd.Series]:
        """Result → what the consistent figures give of it, for the headline's years."""
        return {str(result): row for result, row in consistent_growth(self.study).iterrows()}

    @functools.cached_property
    def fallen_years(self) -> list[tuple[int, pd.Series]]:
        """The years whose printed turnover is contradicted or conflicting."""
        rows = claims_by_year(self.study, "turnover")
        fallen = rows[rows["verdict"].isin(WRONG)]
        ends = {"consistent_low": "left_low", "consistent_high": "left_high"}
        return list(fallen.rename(columns=ends).iterrows())

    @functools.cached_property
    def consistent_side(self) -> str:
        """The side that the headline's figures fit; blank where they fit both or none."""
        return claimed_side(self.study, reconciled(self.study))

    @functools.cached_property
    def decided(self) -> dict[str, list[int]]:
        """What the headline's digits decide of turnover: rise, fall or undecided → years."""
        decided = growth(self.turnover)["decided"]
        years = {move: decided.index[decided == move] for move in ("rise", "fall", "undecided")}
        return {move: [int(year) for year in of] for move, of in years.items() if len(of)}

    @functools.cached_property
    def printed_elsewhere(self) -> list[tuple[pd.Series, int | None]]:
        """What else the headline's publisher printed for the last year, and how many days before.

        The days are negative where it came after, and none where a day is not known.
        """
        rows = by_source(self.study, "turnover", self.study.years[1])
        own = rows[rows["source_id"] == self.study.headline_source]
        if own.empty:
            return []
        again = rows[rows["publisher"] == self.study.publisher]
        again = again[again["source_id"] != self.study.headline_source]
        day = str(own.iloc[0]["published"])
        return [(row, _days_between(str(row["published"]), day)) for _, row in again.iterrows()]

    @functools.cached_property
    def constant_dollars(self) -> dict[str, Any] | None:
        """Growth in constant and in current dollars, where there are prices."""
        levels, prices = self.turnover, self.study.prices
        by_year = real_growth(levels, prices)
        grown = by_year.index[by_year["decided"] != "missing"]
        if grown.empty:
            return None
        last, known = grown[-1], real(levels, prices).dropna(subset="value")
        return {
            "year": last,
            "of_year": (by_year.loc[last], growth(levels).loc[last]),
            "years": f"{known.index[0]}-{known.index[-1]}",
            "a_year": (cagr(known), cagr(levels.loc[known.index])),
            "credit": prices.attrs.get("source", ""),
        }

    @functools.cached_property
    def trend(self) -> Trend | NoTrend:
        """The trend of turnover according to the headline source, or why there is none."""
        return trend_if_any(self.turnover)

    @functools.cached_property
    def most_telling_year(self) -> tuple[int, float]:
        """The year whose absence moves the trend most, and by how many points."""
        change = self.trend.leave_one_out()["change"]
        year = change.abs().idxmax()
        return year, change[year]

    @functools.cached_property
    def contributions(self) -> pd.Series:
        """Contributions to the growth of turnover, points, by side, flow and year."""
        return official_contributions(self.study)["value"]

    @functools.cached_property
    def largest_contribution(self) -> tuple[str, str, int, float] | None:
        """Side, flow, year and points of the largest contribution."""
        if self.contributions.empty:
            return None
        side, flow, year = self.contributions.abs().idxmax()
        return side, flow, year, self.contributions[side, flow, year]

    @functools.cached_property
    def recent_contributions(self) -> dict[str, dict[str, list[tuple[int, float]]]]:
        """Side → flow → the contributions in the last two years that the side has."""
        years = self.contributions.index.get_level_values("year")
        last = self.contributions.index.to_frame()["year"].groupby(level="statistics_of").max()
        sides = self.contributions.index.get_level_values("statistics_of")
        recent = self.contributions[years >= sides.map(last) - 1]
        by_side: dict[str, dict[str, list[tuple[int, float]]]] = {}
        for (side, flow, year), points in recent.items():
            by_side.setdefault(side, {}).setdefault(flow, []).append((year, points))
        return by_side

    @functools.cached_property
    def afterwards(self) -> list[dict[str, Any]]:
        """Each figure of a later year that has a forecast, held against it."""
        later = figures_after(self.study, "turnover")
        forecast = self.trend.forecast(later.index).dropna()
        return [
            {"year": year, "figure": row} | _against(forecast.loc[year], row)
            for year, row in later.iterrows()
            if year in forecast.index
        ]

    @property
    def has_products(self) -> bool:
        """Whether any figure of the pair is of a product."""
        figures = self.study.figures
        own = is_pair(figures, self.study.reporter, self.study.partner)
        return bool((~figures.loc[own, "product"].isin(["", *FIXED_PRODUCTS])).any())

    @functools.cached_property
    def planned(self) -> list[dict[str, Any]]:
        """Each target and forecast as printed, with what came according to each side."""
        figures = self.study.figures.set_index("figure_id", drop=False)
        found: list[dict[str, Any]] = []
        for name, rows in planned(self.study).groupby("figure_id", sort=False):
            figure = figures.loc[name]
            came = rows.loc[rows["place"].notna(), ["statistics_of", *CAME, "place"]]
            came = came.set_axis(["side", *INTERVAL, "place"], axis=1)
            found.append(
                {
                    "figure": figure,
                    "status": figure["status"],
                    "publisher": rows["publisher"].iloc[0],
                    "printed": as_printed(figure, figure["unit"]),
                    "came": [row for _, row in came.iterrows()],
                }
            )
        return found

    @functools.cached_property
    def later(self) -> pd.DataFrame:
        """What any source states of turnover after the last year."""
        return figures_after(self.study, "turnover")


def _against(forecast: pd.Series, figure: pd.Series) -> dict[str, Any]:
    """Return how a figure stands to its forecast."""
    low, high = forecast["pi_low"], forecast["pi_high"]
    inside = low <= figure["low"] and figure["high"] <= high
    outside = figure["high"] < low or high < figure["low"]
    return {
        "place": "inside" if inside else "outside" if outside else "across",
        "percent": 100 * (figure["value"] / forecast["value"] - 1),
        "below": figure["high"] < forecast["value"],
    }


def _days_between(one: str, other: str) -> int | None:
    """Return the days from one date to the other where both are whole dates."""
    if not len(one) == len(other) == len("2020-01-01"):
        return None
    return int((pd.Timestamp(other) - pd.Timestamp(one)).days)
