"""Set stocks of investment against each other, like against like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.indicators.balances import balance, ratio
from analysis.indicators.shares import implied_rest
from analysis.study.pair_figures import INTERVAL, finest, intervals, pair_figures
from analysis.study.periods import days
from analysis.timeseries.by_source import figures_with_sources

if TYPE_CHECKING:
    from analysis.study.study import Study

KINDS = {
    "investment_stock": "unspecified",
    "direct_investment_stock": "direct",
    "portfolio_investment_stock": "portfolio",
}
FLOWS = ("investment_flow", "direct_investment_flow")
KEY = ["source_id", "period"]
OF_SIDE = [*KEY, "according_to"]


def stocks(study: Study, reading: str = "strict") -> Table:
    """Return every stock of investment between the pair, by date.

    Returns
    -------
    Table
        period, direction (outward: invested by the study's reporter in the partner; inward: the
        reverse), kind (unspecified, direct, portfolio), as_written, wording, value, low, high
        (USD million), note, statistics_of, source_id, publisher, published, according_to (whose
        statistics, in words, of sources that have those of both sides); indexed by figure_id. A
        stock of a year is of its end.

    Examples
    --------
    >>> from analysis import read
    >>> stocks(read("tests/invented")).loc["courier-stock-outward", ["direction", "kind"]].to_list()
    ['outward', 'unspecified']
    """
    found = study.once_of_figures(("stocks", reading), lambda: _stocks(study, reading))
    return named(found, "stocks")


def _stocks(study: Study, reading: str) -> pd.DataFrame:
    chosen = pair_figures(study, list(KINDS))
    shown = figures_with_sources(study, chosen).drop(columns=["low", "high"])
    bounds = intervals(chosen, study.numbers, reading).set_axis(shown.index)
    outward = shown["reporter"] == study.reporter
    shown = shown.join(bounds).assign(
        direction=outward.map({True: "outward", False: "inward"}),
        kind=shown["quantity"].map(KINDS),
        source_id=chosen["source_id"].to_numpy(),
    )
    spans = map(days, shown["period"])
    ends = [span[1] if span else 0 for span in spans]
    columns = "period direction kind as_written wording value low high note statistics_of".split()
    shown = shown[[*columns, "source_id", "publisher", "published"]].assign(end=ends)
    shown["according_to"] = _of_both_sides(study, shown)
    # The last of a date are the reporter's own statistics, which a balance is of first.
    shown["own"] = shown["according_to"] == study.side_name(study.reporter)
    shown = shown.sort_values(["end", "published", "own"], kind="stable")
    shown = shown.drop(columns=["end", "own"])
    shown.attrs |= study.about(shown["source_id"].unique())
    return shown


def _of_both_sides(study: Study, rows: pd.DataFrame) -> list[str]:
    """Return whose statistics stocks are, where a source has both sides' of one; else blank."""
    twice = rows.duplicated([*KEY, "direction", "kind"])
    both = set(zip(rows.loc[twice, "source_id"], rows.loc[twice, "period"], strict=True))
    keys = zip(rows["source_id"], rows["period"], rows["statistics_of"], strict=True)
    return [
        study.side_name(side) if side and (source, period) in both else ""
        for source, period, side in keys
    ]


def investment_balances(study: Study, reading: str = "strict") -> Table:
    """Return outward minus inward for every source and date that has both, kind by kind.

    Of a source that has both sides' reports, each side's are set against each other.

    Where a source prints a stock and the portfolio investment in it, what is left without the
    portfolio is set against the other direction too. Of a stock that a source prints twice the
    finer figure counts. Loans are debt and never enter.

    Returns
    -------
    Table
        source_id, publisher, period, according_to (blank where the source has the reports of one
        side, or does not say), outward_kind, inward_kind, outward and inward (values),
        value, low, high (the balance, USD million), decided (surplus, deficit, undecided), ratio,
        ratio_low, ratio_high (outward over inward), kinds (like with like: both of the same
        stated kind; kind not stated; unlike kinds), compared (both kinds in short).

    Examples
    --------
    >>> from analysis import read
    >>> balances = investment_balances(read("tests/invented"), reading="close")
    >>> balances.loc[balances["period"] == "2005-06", ["value", "low", "high"]].to_numpy().tolist()
    [[22.0, 11.5, 22.5]]
    """
    question = ("investment balances", reading)
    found = study.once_of_figures(question, lambda: _investment_balances(study, reading))
    return named(found, "investment_balances")


def _investment_balances(study: Study, reading: str) -> pd.DataFrame:
    key = [*OF_SIDE, "direction", "kind"]
    all_stocks = finest(stocks(study, reading), key)[[*key, *INTERVAL]]
    known = pd.concat([all_stocks, _without_portfolio(all_stocks)], ignore_index=True)
    outward, inward = (known[known["direction"] == d] for d in ("outward", "inward"))
    both = outward.merge(inward, on=OF_SIDE, suffixes=("_outward", "_inward"))
    ends = [both[[f"{c}_{d}" for c in INTERVAL]] for d in ("outward", "inward")]
    ends = [end.set_axis(INTERVAL, axis=1) for end in ends]
    times = ratio(*ends)[INTERVAL].set_axis(["ratio", "ratio_low", "ratio_high"], axis=1)
    columns = {
        "publisher": both["source_id"].map(study.sources["publisher"]),
        "outward_kind": both["kind_outward"],
        "inward_kind": both["kind_inward"],
        "outward": both["value_outward"],
        "inward": both["value_inward"],
    }
    result = both[OF_SIDE].assign(**columns).join(balance(*ends)).join(times)
    result["kinds"] = _kinds(result["outward_kind"], result["inward_kind"])
    result["compared"] = result["outward_kind"] + " − " + result["inward_kind"]
    result.attrs |= study.about(result["source_id"].unique())
    return result


def _kinds(outward: pd.Series, inward: pd.Series) -> pd.Series:
    """Return how the kinds of two stocks stand to each other."""
    alike = (outward == inward).map({True: "like with like", False: "unlike kinds"})
    return alike.where(outward.ne(inward) | outward.ne("unspecified"), "kind not stated")


def stock_a_company(study: Study, reading: str = "strict") -> Table:
    """Return the inward stock a company, for every source and date that has both.

    Of a source that has both sides' reports, the stock is that of the host's statistics.

    Returns
    -------
    Table
        value, low, high (USD million a company), indexed by source_id and period.

    Examples
    --------
    >>> from analysis import read
    >>> stock_a_company(read("tests/invented"), reading="close").round(2).to_numpy()
    array([[0.75, 0.6 , 1.33]])
    """
    known = stocks(study, reading)
    inward = known[(known["direction"] == "inward") & (known["kind"] == "unspecified")]
    hosts_first = inward["statistics_of"].ne(study.reporter).sort_values(kind="stable").index
    inward = inward.loc[hosts_first].drop_duplicates(KEY)
    figures = pair_figures(study, ["companies"])
    counts = figures[
        (figures["reporter"] == study.partner) & (figures["partner"] == study.reporter)
    ]
    counts = counts[KEY].join(intervals(counts, study.numbers, reading))
    a, b = inward.set_index(KEY)[INTERVAL], counts.set_index(KEY)[INTERVAL]
    shared = a.index.intersection(b.index)
    result = ratio(a.loc[shared], b.loc[shared])[INTERVAL]
    result.attrs |= study.about(shared.get_level_values("source_id"))
    return named(result, "stock_a_company")


def loans(study: Study) -> Table:
    """Return the loans between the pair that any source states: debt, and no investment.

    Examples
    --------
    >>> from analysis import read
    >>> loans(read("tests/invented")).index.to_list()
    ['courier-loan', 'bank-loan']
    """
    return named(figures_with_sources(study, pair_figures(study, ["loan"])), "loans")


def investment_flows(study: Study) -> Table:
    """Return the flows of investment between the pair that any source states, by period.

    Examples
    --------
    >>> from analysis import read
    >>> len(investment_flows(read("tests/invented")))
    0
    """
    rows = figures_with_sources(study, pair_figures(study, list(FLOWS)))
    return named(rows, "investment_flows")


def companies(study: Study) -> Table:
    """Return how many companies of one side in the other any source states.

    Examples
    --------
    >>> from analysis import read
    >>> companies(read("tests/invented"))["as_written"].to_list()
    ['40', '41']
    """
    return named(figures_with_sources(study, pair_figures(study, ["companies"])), "companies")


def _without_portfolio(known: pd.DataFrame) -> pd.DataFrame:
    """Return what stocks of an unspecified kind are without the portfolio investment in them."""
    if "portfolio" not in set(known["kind"]):
        return known.iloc[:0]
    key = [*OF_SIDE, "direction"]
    whole, part = (
        known[known["kind"] == kind].set_index(key)[INTERVAL]
        for kind in ("unspecified", "portfolio")
    )
    shared = whole.index.intersection(part.index)
    rest = implied_rest(whole.loc[shared], part.loc[shared])
    return rest[INTERVAL].reset_index().assign(kind="without portfolio")
