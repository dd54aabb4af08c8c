"""Put stocks of investment and their balances into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.words import counted, interval, opening, publisher, sign, tally

if TYPE_CHECKING:
    from analysis.study import Study


def title(stocks: pd.DataFrame) -> str:
    """Return how many stocks are published, as a title.

    Examples
    --------
    >>> title(pd.DataFrame({"publisher": ["A", "A"]})), title(pd.DataFrame({"publisher": []}))
    ('2 stocks of investment, by 1 publisher', 'No stock of investment is published')
    """
    if stocks.empty:
        return "No stock of investment is published"
    publishers = counted(stocks["publisher"].nunique(), "publisher")
    return f"{counted(len(stocks), 'stock')} of investment, by {publishers}"


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


def overview(rows: pd.DataFrame) -> str:
    """Return how many balances can be drawn up, what they are, and how alike their stocks are.

    Examples
    --------
    >>> row = {"source_id": "a", "decided": "surplus", "kinds": "unlike kinds"}
    >>> overview(pd.DataFrame([row]))[:73]
    'From 1 source, 1 balance can be drawn up: 1 is a surplus. Of these, 0 set'
    """
    if rows.empty:
        return "No balance can be drawn up: no source states stocks of both directions at one date."
    kinds = rows["kinds"].value_counts()
    like, unlike = kinds.get("like with like", 0), kinds.get("unlike kinds", 0)
    sources = counted(rows["source_id"].nunique(), "source")
    return (
        f"From {sources}, {counted(len(rows), 'balance')} can be drawn up: "
        f"{tally(rows['decided'].value_counts())}. Of these, "
        f"{counted(like, 'sets', 'set')} two stocks of the same stated kind against each other; in "
        f"{kinds.get('kind not stated', 0)} the kind is not stated, and "
        f"{counted(unlike, 'sets', 'set')} unlike kinds against each other."
    )


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
    paper = publisher(study)
    strict, close = results.loc["investment_balance"], results.loc["investment_balance_close"]
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


def moves(stocks: pd.DataFrame) -> list[str]:
    """Return a line for each direction and kind with what was published of it, by date.

    Examples
    --------
    >>> from analysis import read, stocks
    >>> moves(stocks(read("tests/invented")))[0]
    'inward, direct: USD 33 million (32.5 to 33.5) for 2005 (The Invented Bank)'
    """
    return [
        f"{direction}, {kind}: "
        + "; ".join(
            f"{interval(row, 'USD million')} for {row['period'] or 'no date'} ({row['publisher']})"
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
    for (source, period, direction), rows in stocks.groupby(["source_id", "period", "direction"]):
        kinds = rows.set_index("kind")
        if {"unspecified", "portfolio"} <= set(kinds.index):
            whole, part = kinds.loc["unspecified"], kinds.loc["portfolio"]
            lines.append(
                f"{whole['publisher']}, {period}: {direction} {interval(whole, 'USD million')}, of "
                f"which {interval(part, 'USD million')} portfolio ({part['note'] or source})"
            )
    return lines


def balances(rows: pd.DataFrame) -> list[str]:
    """Return a line for each balance of two stocks.

    Examples
    --------
    >>> from analysis import investment_balances, read
    >>> rows = investment_balances(read("tests/invented")).set_index(["source_id", "period"])
    >>> balances(rows)[-1][:65]
    'bank-2006, 2005: without portfolio outward minus direct inward is'
    """
    lines = []
    for key, row in rows.iterrows():
        label = key if isinstance(key, str) else ", ".join(key)
        times = {c: row[f"ratio_{c}".removesuffix("_value")] for c in ("value", "low", "high")}
        lines.append(
            f"{label}: {row['outward_kind']} outward minus {row['inward_kind']} inward "
            f"{sign(row['decided'])}, {interval(row, 'USD million')}; the ratio is "
            f"{interval(times, 'ratio')}"
        )
    return lines
