"""Show what other readings of the figures make of the headline results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.results import results_by_variant
from analysis.text import interval

if TYPE_CHECKING:
    from analysis.study.study import Study


def variants(study: Study, pattern: str = "") -> Table:
    """Return the headline results that another reading of the figures moves, as text.

    Parameters
    ----------
    pattern
        A part of a result's name, or an expression for it; all results where left out.

    Returns
    -------
    Table
        other_reading, result, as_read and otherwise, indexed by variant.

    Examples
    --------
    >>> from analysis import read
    >>> moved = variants(read("tests/invented"), "investment").loc["zeros-count"]
    >>> moved[["as_read", "otherwise"]].to_list()
    ['USD 22 million (11.5 to 22.5) in 2005-06', 'USD 22 million (20.5 to 22.5) in 2005-06']
    """
    moved = results_by_variant(study)
    moved = moved[moved["result"].str.contains(pattern)]
    rows = [
        [row["why"], row["result"].replace("_", " "), _result(row), _result(row, "other_")]
        for _, row in moved.iterrows()
    ]
    columns = ["other_reading", "result", "as_read", "otherwise"]
    table = pd.DataFrame(rows, index=moved.index, columns=columns)
    table.attrs["source"] = study.credit([study.headline_source])
    return named(table, "variants")


def _result(row: pd.Series, prefix: str = "") -> str:
    """Return a result with its years, as it is read or otherwise."""
    bounds = {bound: row[prefix + bound] for bound in ("value", "low", "high")}
    said, years = interval(bounds, row["unit"]), row[f"{prefix}years"]
    return f"{said} in {years}" if years and said != "not known" else said
