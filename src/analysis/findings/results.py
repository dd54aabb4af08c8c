"""The headline results of a study: each is declared once, with what it is computed from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis import english
from analysis.cells import MONEY
from analysis.findings.partners import own_intensity, own_rank, own_share
from analysis.findings.printed_cagr import PrintedCagr
from analysis.findings.result import (
    InvestmentBalance,
    OfPartners,
    PartYear,
    RegionShare,
    Result,
    TradeIntensity,
)
from analysis.indicators.arithmetic import BALANCE, SIGN, result_of
from analysis.indicators.balances import balance, ratio
from analysis.indicators.exports_in_turnover import share_of_exports
from analysis.indicators.investment import investment_balances
from analysis.indicators.official import official_region_share
from analysis.indicators.rates import cagr, growth, growth_of_months
from analysis.indicators.shares import implied_rest, implied_rest_from_share, implied_whole
from analysis.indicators.trend import trend_if_any
from analysis.study.pair_figures import INTERVAL
from analysis.world.totals import FLOWS

if TYPE_CHECKING:
    from analysis.study.study import Study

COLUMNS = ["result", "years", "unit", *INTERVAL, "decided"]


def _declared() -> dict[str, Result]:
    """Return each result under its name, in the order in which they are listed."""
    money, percent, printed = MONEY, "percent", "headline"
    results = _of_turnover("turnover", printed)
    for suffix, reading in (("", "strict"), ("_close", "close")):
        results[f"investment_balance{suffix}"] = InvestmentBalance(
            money, investment_balances, (), reading=reading
        )
    exports, imports = ((printed, "exports"), (printed, "turnover")), ((printed, "imports"),)
    for suffix, reading in (("", "strict"), ("_close", "close")):
        results |= {
            f"export_share{suffix}": Result(
                percent, share_of_exports, exports, imports, reading=reading
            ),
            f"implied_imports{suffix}": Result(money, _rest, exports, imports, reading=reading),
        }
    region = ((printed, "share_of_region"), (printed, "turnover"))
    results |= {
        "implied_regional_turnover": Result(money, _whole, region),
        "implied_regional_rest": Result(money, _rest_of_region, region),
    }
    for side in ("official", "counterpart"):
        turnover, exports_, imports_ = ((side, q) for q in ("turnover", "exports", "imports"))
        results |= _of_turnover(f"{side}_turnover", side)
        results |= {
            f"{side}_export_share": Result(
                percent, share_of_exports, (exports_, turnover), (imports_,), turnover
            ),
            f"{side}_balance": Result(money, balance, (exports_, imports_), dated_by=turnover),
        }
        for flow in ("turnover", "exports"):
            both = ((printed, flow), (side, flow))
            results[f"{flow}_over_{side}"] = Result("ratio", ratio, both)
        results[f"{side}_region_share"] = RegionShare(percent, official_region_share, (turnover,))
    results["balance"] = Result(money, balance, ((printed, "exports"), (printed, "imports")))
    results["region_share"] = Result(percent, _level, ((printed, "share_of_region"),))
    results |= _printed("", printed) | _of_part_years("", printed) | _of_sides()
    return results | _of_partners()


def _of_partners() -> dict[str, Result]:
    """Return how large the partner is in the reporter's trade."""
    results: dict[str, Result] = {}
    for flow in FLOWS:
        inputs = (("own", flow),)
        results |= {
            f"partner_share_of_{flow}": OfPartners("percent", partial(own_share, flow), inputs),
            f"partner_rank_in_{flow}": OfPartners("count", partial(own_rank, flow), inputs),
        }
    results["trade_intensity"] = TradeIntensity("ratio", own_intensity, (("own", "exports"),))
    return results


def _of_sides() -> dict[str, Result]:
    """Return what the official statistics of both sides print themselves."""
    results: dict[str, Result] = {}
    for side in ("official", "counterpart"):
        results |= _printed(f"{side}_", side) | _of_part_years(f"{side}_", side)
    return results


def _printed(prefix: str, whose: str) -> dict[str, Result]:
    """Return the results that a source may print itself, of a whole year."""
    money, percent = MONEY, "percent"
    return {
        f"{prefix}turnover": Result(money, _level, ((whose, "turnover"),)),
        f"{prefix}turnover_growth_printed": Result(percent, _change, ((whose, "turnover_growth"),)),
        f"{prefix}turnover_cagr_printed": PrintedCagr(
            percent, _change, ((whose, "turnover_cagr"),)
        ),
        f"{prefix}balance_printed": Result(money, _balance, ((whose, "balance"),)),
        f"{prefix}export_share_printed": Result(percent, _level, ((whose, "export_share"),)),
    }


def _of_part_years(prefix: str, whose: str) -> dict[str, Result]:
    """Return turnover of a part of a year, its growth, the balance and the share of exports."""
    levels, rate = ((whose, "turnover"),), ((whose, "turnover_growth"),)
    exports, imports = (whose, "exports"), (whose, "imports")
    shared = PartYear("percent", share_of_exports, (exports, *levels), (imports,))
    return {
        f"{prefix}part_turnover": PartYear(MONEY, _level, levels),
        f"{prefix}part_turnover_growth": PartYear("percent", growth_of_months, levels),
        f"{prefix}part_turnover_growth_printed": PartYear("percent", _change, rate),
        f"{prefix}part_balance": PartYear(MONEY, balance, (exports, imports)),
        f"{prefix}part_balance_printed": PartYear(MONEY, _balance, ((whose, "balance"),)),
        f"{prefix}part_export_share": shared,
    }


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


def _rest(exports: pd.DataFrame, turnover: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return what exports leave of turnover, in years of which no imports are printed."""
    return implied_rest(turnover, exports).loc[imports["value"].isna()]


def _level(printed: pd.DataFrame) -> pd.DataFrame:
    return result_of(printed.index, *(printed[end] for end in INTERVAL))


def _change(printed: pd.DataFrame) -> pd.DataFrame:
    return result_of(printed.index, *(printed[end] for end in INTERVAL), words=SIGN)


def _balance(printed: pd.DataFrame) -> pd.DataFrame:
    return result_of(printed.index, *(printed[end] for end in INTERVAL), words=BALANCE)


def _whole(printed: pd.DataFrame, turnover: pd.DataFrame) -> pd.DataFrame:
    return implied_whole(turnover, printed)


def _rest_of_region(printed: pd.DataFrame, turnover: pd.DataFrame) -> pd.DataFrame:
    return implied_rest_from_share(turnover, printed)


RESULTS = _declared()
"""Name of a headline result → how it is computed, and what it rests on."""


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
    return some_results(study, RESULTS)


def some_results(study: Study, names: Iterable[str]) -> pd.DataFrame:
    """Return headline results of these names, as `headline_results` does; each is computed once.

    Examples
    --------
    >>> from analysis import read
    >>> some_results(read("tests/invented"), ["turnover_cagr"]).index.to_list()
    ['turnover_cagr']
    """
    with study.answers_of_figures.as_of(study.figures):
        rows = [_row(name, study) for name in names]
    return pd.DataFrame(rows, columns=COLUMNS).set_index("result")


def one_result(study: Study, name: str) -> pd.Series:
    """Return one headline result, as `headline_results` has it.

    Examples
    --------
    >>> from analysis import read
    >>> one_result(read("tests/invented"), "turnover_cagr")["years"]
    '2001-2005'
    """
    row = _row(name, study)
    return pd.Series(row[1:], COLUMNS[1:], name=name, dtype=object)


def _row(name: str, study: Study) -> list[object]:
    return study.once(("result", name), partial(_computed, name, study))


def _computed(name: str, study: Study) -> list[object]:
    """Return the row of a result; a missing one has no bounds."""
    result = RESULTS[name]
    frame, when = result.found(study)
    unit = study.money if result.unit == MONEY else result.unit
    if when not in frame.index:
        return [
            name,
            str(when or english.years(*study.years)),
            unit,
            *[float("nan")] * 3,
            "missing",
        ]
    found = frame.loc[when]
    return [name, str(when), unit, *found[INTERVAL], found.get("decided", "")]
