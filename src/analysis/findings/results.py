"""The headline results of a study: each is declared once, with what it is computed from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis import text as words
from analysis.display import MONEY
from analysis.indicators.balances import balance, ratio
from analysis.indicators.investment import investment_balances, stocks
from analysis.indicators.official import official_region_share
from analysis.indicators.rates import cagr, growth
from analysis.indicators.shares import implied_rest, implied_rest_from_share, implied_whole, share
from analysis.indicators.trend import trend_if_any
from analysis.study.pair_figures import INTERVAL, comparable
from analysis.timeseries.by_side import official, official_rows, side_codes
from analysis.timeseries.headline import headline, headline_rows

if TYPE_CHECKING:
    from analysis.study.study import Study

COLUMNS = ["result", "years", "unit", *INTERVAL, "decided"]
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
        dates the result.
    dated_by
        The input whose last year is that of the result: the first one, if none is named.
    covers
        Which years' figures enter: those of the year, change (the year before too), ends or all.
    reading
        How open-ended wordings are read.
    """

    unit: str
    compute: Callable[..., pd.DataFrame]
    inputs: tuple[Input, ...]
    dated_by: Input | None = None
    covers: str = "year"
    reading: str = "strict"

    def found(self, study: Study) -> tuple[pd.DataFrame, object]:
        """Return the result by year or span, and the year or span that is meant."""
        dated = _series(study, self.dated_by or self.inputs[0], self.reading)
        frames = [_series(study, given, self.reading).reindex(dated.index) for given in self.inputs]
        if dated.empty:
            return dated, None
        last = int(dated.index.max())
        if self.covers not in ("ends", "all"):
            return self.compute(*frames), last
        span = words.years(int(dated.index.min()), last)
        return self.compute(*frames).to_frame(span).T, span

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
        last = self._balances(study).set_index("period").iloc[-1:]
        return last, next(iter(last.index), None)

    def figures(self, study: Study, span: str) -> dict[object, set[str]]:
        """Return the identifiers of the two stocks."""
        balances = self._balances(study)
        own, known = balances[balances["period"] == span].iloc[-1], stocks(study)
        here = (known["source_id"] == study.headline_source) & (known["period"] == span)
        pairs = [("outward", own["outward_kind"]), ("inward", own["inward_kind"])]
        chosen = [here & (known["direction"] == d) & (known["kind"] == kind) for d, kind in pairs]
        return {span: set(known.index[chosen[0] | chosen[1]])}

    def _balances(self, study: Study) -> pd.DataFrame:
        rows = self.compute(study, reading=self.reading)
        own = rows["source_id"] == study.headline_source
        return rows[own & (rows["kinds"] != "unlike kinds")]


def _declared() -> dict[str, Result]:
    """Return each result under its name, in the order in which they are listed."""
    money, percent, printed = MONEY, "percent", "headline"
    results = _of_turnover("turnover", printed)
    for suffix, reading in (("", "strict"), ("_close", "close")):
        results[f"investment_balance{suffix}"] = InvestmentBalance(
            money, investment_balances, (), reading=reading
        )
    exports = ((printed, "exports"), (printed, "turnover"))
    for suffix, reading in (("", "strict"), ("_close", "close")):
        results |= {
            f"export_share{suffix}": Result(percent, share, exports, reading=reading),
            f"implied_imports{suffix}": Result(money, _rest, exports, reading=reading),
        }
    region = ((printed, "share_of_region"), (printed, "turnover"))
    results |= {
        "implied_regional_turnover": Result(money, _whole, region),
        "implied_regional_rest": Result(money, _rest_of_region, region),
    }
    for side in ("official", "counterpart"):
        turnover, exports_, imports = ((side, q) for q in ("turnover", "exports", "imports"))
        results |= _of_turnover(f"{side}_turnover", side)
        results |= {
            f"{side}_export_share": Result(percent, share, (exports_, turnover), turnover),
            f"{side}_balance": Result(money, balance, (exports_, imports), turnover),
        }
        for flow in ("turnover", "exports"):
            both = ((printed, flow), (side, flow))
            results[f"{flow}_over_{side}"] = Result("ratio", ratio, both)
        results[f"{side}_region_share"] = RegionShare(percent, official_region_share, (turnover,))
    return results


def _of_turnover(name: str, whose: str) -> dict[str, Result]:
    """Return the growth of the last year, CAGR and least-squares growth of a turnover."""
    given = ((whose, "turnover"),)
    return {
        f"{name}_growth": Result("percent", growth, given, covers="change"),
        f"{name}_cagr": Result("percent", cagr, given, covers="ends"),
        f"{name}_trend": Result("percent", _least_squares, given, covers="all"),
    }


def _least_squares(turnover: pd.DataFrame) -> pd.Series:
    return trend_if_any(turnover).growth


def _rest(exports: pd.DataFrame, turnover: pd.DataFrame) -> pd.DataFrame:
    return implied_rest(turnover, exports)


def _whole(printed: pd.DataFrame, turnover: pd.DataFrame) -> pd.DataFrame:
    return implied_whole(turnover, printed)


def _rest_of_region(printed: pd.DataFrame, turnover: pd.DataFrame) -> pd.DataFrame:
    return implied_rest_from_share(turnover, printed)


RESULTS = _declared()
"""Name of a headline result → how it is computed, and what it rests on."""
BALANCE = Result(MONEY, balance, (("headline", "exports"), ("headline", "imports")))
"""The balance of trade of a source that prints both flows; the front page shows it."""


def headline_results(study: Study) -> pd.DataFrame:
    """Return the results that a study is read for, one row each.

    Results of the official statistics are those of the side on which the headline source is read
    (``official_…``) and of the other one (``counterpart_…``). A result that the study's figures
    do not give is missing.

    Returns
    -------
    pandas.DataFrame
        years (what the result spans), unit, value, low, high (rounding bounds, strict reading
        unless the name ends in ``_close``), decided; indexed by result.

    Examples
    --------
    >>> from analysis import read
    >>> results = headline_results(read("tests/invented"))
    >>> results.loc["turnover_cagr", ["value", "low", "high"]].astype(float).round(1).to_list()
    [15.9, 15.6, 16.1]
    """
    return study.once("headline_results", lambda: _headline_results(study)).copy()


def _headline_results(study: Study) -> pd.DataFrame:
    rows = [_row(name, result, study) for name, result in RESULTS.items()]
    table = pd.DataFrame(rows, columns=COLUMNS).set_index("result")
    asked = words.years(*study.years)
    return table.assign(years=table["years"].where(table["years"] != "", asked))


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


def _row(name: str, result: Result, study: Study) -> list[object]:
    """Return the row of a result; a missing one has no bounds."""
    frame, when = result.found(study)
    unit = study.money if result.unit == MONEY else result.unit
    if when not in frame.index:
        return [name, str(when or ""), unit, *[float("nan")] * 3, "missing"]
    found = frame.loc[when]
    return [name, str(when), unit, *found[INTERVAL], found.get("decided", "")]


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
