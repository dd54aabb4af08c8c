"""Put stocks of investment and their balances into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.indicators.investment import stocks
from analysis.prose.periods import dated, when
from analysis.prose.phrases import sign, tally
from analysis.text import counted, interval, number, opening, printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.study.study import Study


def title(stocks: pd.DataFrame) -> str:
    """Return how far published stocks are apart, as a title.

    Examples
    --------
    >>> title(pd.DataFrame({"publisher": ["A", "A"], "value": [95.0, 1700.0]}))
    'Published stocks of investment are USD 95 to 1,700 million: 2 stocks, by 1 publisher'
    >>> title(pd.DataFrame({"publisher": []}))
    'No stock of investment is published'
    """
    if stocks.empty:
        return "No stock of investment is published"
    publishers = counted(stocks["publisher"].nunique(), "publisher")
    least, most = (number(x, "USD million") for x in (stocks["value"].min(), stocks["value"].max()))
    found = least if least == most else f"{least} to {most}"
    how_many = f"{counted(len(stocks), 'stock')}, by {publishers}"
    return f"Published stocks of investment are USD {found} million: {how_many}"


def balances_title(rows: pd.DataFrame) -> str:
    """Return what the balances are, as a title.

    Examples
    --------
    >>> balances_title(pd.DataFrame({"decided": ["surplus", "deficit", "surplus"]}))
    'Balances by source and kind: 2 are surpluses and 1 is a deficit'
    """
    if rows.empty:
        return "No source states stocks of both directions at one date"
    return f"Balances by source and kind: {tally(rows['decided'].value_counts())}"


def overview(rows: pd.DataFrame, known: pd.DataFrame) -> str:
    """Return how many balances can be drawn up, what they are, and how alike their stocks are.

    Parameters
    ----------
    known
        The stocks that are published: without any, there is nothing to say of their balances.

    Examples
    --------
    >>> row = {"source_id": "a", "decided": "surplus", "kinds": "unlike kinds"}
    >>> overview(pd.DataFrame([row]), pd.DataFrame([row]))
    'Is like set against like? From 1 source, 1 balance can be drawn up: 1 is a surplus. Of \
these, none sets two stocks of the same stated kind against each other; 1 sets unlike kinds.'
    """
    if known.empty:
        return ""
    if rows.empty:
        return "No balance can be drawn up: no source states stocks of both directions at one date."
    sources = counted(rows["source_id"].nunique(), "source")
    return (
        f"Is like set against like? From {sources}, {counted(len(rows), 'balance')} can be drawn "
        f"up: {tally(rows['decided'].value_counts())}. {_alike(rows['kinds'].value_counts())}"
    )


def _alike(kinds: Mapping[str, int]) -> str:
    """Return how many balances are of like stocks, of unlike ones, and of a kind not stated."""
    like, unlike, open_ = (
        kinds.get(kind, 0) for kind in ("like with like", "unlike kinds", "kind not stated")
    )
    alike = counted(like, "sets", "set") if like else "none sets"
    parts = [f"Of these, {alike} two stocks of the same stated kind against each other"]
    parts += [f"in {open_} the kind is not stated"] if open_ else []
    parts += [f"{counted(unlike, 'sets', 'set')} unlike kinds"] if unlike else []
    return "; ".join(parts) + "."


def answer(study: Study, results: pd.DataFrame) -> tuple[str, str]:
    """Return the balance of the headline source, as printed and by the close reading.

    Where the close reading changes nothing, its sentence is blank.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> answer(study, headline_results(study))[1][-60:]
    'heir digits, it is a surplus: USD 22 million (11.5 to 22.5).'
    """
    here, there = study.name(study.reporter), study.name(study.partner)
    paper = study.publisher
    strict, close = results.loc["investment_balance"], results.loc["investment_balance_close"]
    if strict["decided"] == "missing" and stocks(study).empty:
        return f"**{opening(here)} in {there}, minus {there} in {here}: not known.**", ""
    if strict["decided"] == "missing":
        why = "states no two stocks of the same kind, one in each direction, at one date"
        return (
            f"**{opening(here)} in {there}, minus {there} in {here}: not known, since {paper} "
            f"{why}.**",
            "",
        )
    first = (
        f"**{opening(here)} in {there}, minus {there} in {here}, by {paper}: "
        f"{interval(strict, 'USD million')}; as printed, the balance {sign(strict['decided'])}.**"
    )
    if interval(close, "USD million") == interval(strict, "USD million"):
        return first, ""
    return (
        first,
        "If open-ended wordings end at the next step of their digits, it "
        f"{sign(close['decided'])}: {interval(close, 'USD million')}.",
    )


def quoted(study: Study, known: pd.DataFrame) -> list[str]:
    """Return a line for each source of stocks: whom it quotes, and what the study notes.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> study = read("tests/invented")
    >>> quoted(study, stocks(study))[0][:62]
    'The Invented Courier (2006-03-02), invented: the article under'
    """
    lines = []
    for source, rows in known.groupby("source_id", sort=False):
        kind = study.sources.at[source, "kind"].replace("press quoting", "quoting")
        said = "; ".join(
            f"{row['direction']} {printed(row)}" + (f" ({row['note']})" if row["note"] else "")
            for _, row in rows.iterrows()
        )
        lines.append(f"{opening(study.credit([source]))}{f', {kind}' if kind else ''}: {said}")
    return lines


def moves(stocks: pd.DataFrame) -> list[str]:
    """Return a line for each direction and kind with what was published of it, by date.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> moves(stocks(read("tests/invented")))[0]
    'inward, direct: USD 33 million (32.5 to 33.5) in 2005 (The Invented Bank)'
    """
    return [
        f"{direction}, {kind}: "
        + "; ".join(
            f"{interval(row, 'USD million')}{when(row['period'])} ({row['publisher']})"
            for _, row in rows.iterrows()
        )
        for (direction, kind), rows in stocks.groupby(["direction", "kind"])
    ]


def parts(stocks: pd.DataFrame) -> list[str]:
    """Return a line for each stock of which the same source prints the portfolio within it.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> parts(stocks(read("tests/invented")))[0][:71]
    'The Invented Bank, 2005: outward USD 55 million (54.5 to 55.5), of whic'
    """
    lines = []
    for (_, period, direction), rows in stocks.groupby(["source_id", "period", "direction"]):
        kinds = rows.set_index("kind")
        if {"unspecified", "portfolio"} <= set(kinds.index):
            whole, part = kinds.loc["unspecified"], kinds.loc["portfolio"]
            lines.append(
                f"{whole['publisher']}, {dated(period)}: {direction} "
                f"{interval(whole, 'USD million')}, of which "
                f"{interval(part, 'USD million')} portfolio"
                + (f" ({part['note']})" if part["note"] else "")
            )
    return lines


def balances(study: Study, rows: pd.DataFrame) -> list[str]:
    """Return a line for each balance of two stocks, by source and date or by another label.

    Examples
    --------
    >>> from analysis import investment_balances, read
    >>> study = read("tests/invented")
    >>> rows = investment_balances(study).set_index(["source_id", "period"])
    >>> balances(study, rows)[-1][:88]
    'The Invented Bank (2006-04-30), 2005: without portfolio outward minus direct inward is a'
    """
    lines = []
    for key, row in rows.iterrows():
        label = key if isinstance(key, str) else f"{study.credit([key[0]])}, {dated(key[1])}"
        times = {c: row[f"ratio_{c}".removesuffix("_value")] for c in ("value", "low", "high")}
        lines.append(
            f"{label}: {row['outward_kind']} outward minus {row['inward_kind']} inward "
            f"{sign(row['decided'])}, {interval(row, 'USD million')}; the ratio is "
            f"{interval(times, 'ratio')}"
        )
    return lines
