"""Put headline results, and what other readings move, into text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.prose.phrases import sign, verb
from analysis.text import interval
from analysis.timeseries.by_side import side_codes

if TYPE_CHECKING:
    from analysis.study.study import Study


def results(found: pd.DataFrame) -> pd.Series:
    """Return headline results as text, by name.

    Examples
    --------
    >>> found = pd.DataFrame({"unit": ["percent"], "value": [12.34], "low": [11.8], "high": [13.0]})
    >>> results(found.set_axis(["turnover_cagr"])).turnover_cagr
    '12.3 percent (11.8 to 13.0)'
    """
    texts = {name: interval(row, row["unit"]) for name, row in found.iterrows()}
    return pd.Series(texts, dtype=str)


def verdicts(found: pd.DataFrame) -> pd.Series:
    """Return what the bounds of growth rates and balances decide, as verbs, by result.

    Examples
    --------
    >>> results = ["turnover_cagr", "official_balance"]
    >>> found = pd.DataFrame({"decided": ["rise", "deficit"]}, results)
    >>> verdicts(found).to_list()
    ['rose', 'is a deficit']
    """
    asked = found.loc[found["decided"] != "", "decided"]
    return pd.Series(
        {
            name: (sign if "balance" in name else verb)(decided)
            for name, decided in asked.items()
            if "balance" in name or "turnover_" in name
        },
        dtype=str,
    )


def dated_sides(study: Study, found: pd.DataFrame, result: str) -> list[str]:
    """Return the words for both sides' statistics, with their years where not the headline's.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> dated_sides(study, headline_results(study), "turnover_cagr")
    ["XAA's statistics", "XBB's statistics"]
    """
    named = []
    for code, prefix in zip(side_codes(study), ("official_", "counterpart_"), strict=True):
        row = found.loc[prefix + result]
        apart = pd.notna(row["value"]) and row["years"] != found.at[result, "years"]
        named.append(study.side_name(code) + (f" ({row['years']})" if apart else ""))
    return named


def readings(moved: pd.DataFrame) -> pd.DataFrame:
    """Return what variants move as text: the other reading, the result, as read and otherwise.

    Examples
    --------
    >>> from analysis import read, under_variants
    >>> moved = readings(under_variants(read("tests/invented")))
    >>> moved.loc["zeros-count", ["as read", "otherwise"]].to_list()
    ['USD 22 million (11.5 to 22.5) in 2005-06', 'USD 22 million (20.5 to 22.5) in 2005-06']
    """
    rows = []
    for _, row in moved.iterrows():
        other = {bound: row[f"other_{bound}"] for bound in ("value", "low", "high")}
        here = f"{interval(row, row['unit'])} in {row['years']}"
        there = interval(other, row["unit"])
        there += f" in {row['other_years']}" if row["other_years"] and there != "not known" else ""
        rows.append([row["why"], row["result"].replace("_", " "), here, there])
    columns = ["other reading", "result", "as read", "otherwise"]
    return pd.DataFrame(rows, index=moved.index, columns=columns)
