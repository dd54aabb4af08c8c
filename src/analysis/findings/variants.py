"""Say what other readings of the figures make of the headline results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.results import COLUMNS, RESULTS, some_results
from analysis.study.focus import focus
from analysis.study.pair_figures import INTERVAL
from analysis.study.reading import read_variant
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
    moved = results_by_variant(study, pattern)
    rows = [
        [row["why"], _words(row["result"]), _result(row), _result(row, "other_")]
        for _, row in moved.iterrows()
    ]
    columns = ["other_reading", "result", "as_read", "otherwise"]
    table = pd.DataFrame(rows, index=moved.index, columns=columns)
    table.attrs |= study.about([study.headline_source])
    return named(table, "variants")


def _words(result: str) -> str:
    """Return a result's name in words; exports in turnover are no share of a partner."""
    return result.replace("export_share", "exports_in_turnover").replace("_", " ")


def _result(row: pd.Series, prefix: str = "") -> str:
    """Return a result with its years, as it is read or otherwise."""
    bounds = {bound: row[prefix + bound] for bound in ("value", "low", "high")}
    said, years = interval(bounds, row["unit"]), row[f"{prefix}years"]
    return f"{said} in {years}" if years and said != "not known" else said


def results_by_variant(study: Study, pattern: str = "") -> pd.DataFrame:
    """Return each headline result that another reading of the figures moves.

    Parameters
    ----------
    pattern
        A part of a result's name, or an expression for it; all results where left out.

    Returns
    -------
    pandas.DataFrame
        result, why (the other reading), unit, value, low, high as the study is read, and
        other_value, other_low, other_high, other_decided under the variant; indexed by variant.

    Examples
    --------
    >>> from analysis import read
    >>> moved = results_by_variant(read("tests/invented"), "cagr").set_index("result", append=True)
    >>> row = moved.loc[("as-in-january", "turnover_cagr"), ["value", "other_value"]]
    >>> row.astype(float).round(1).to_list()
    [15.9, 15.4]
    """
    names = [name for name in RESULTS if re.search(pattern, name)]
    as_read = some_results(study, names)
    tables = []
    for variant, why in study.variants.groupby("variant", sort=False)["why"].first().items():
        other = some_results(as_variant(study, str(variant)), names)
        moved = ~_same(as_read, other)
        both = as_read[moved].join(other[moved].add_prefix("other_")).drop(columns="other_unit")
        tables.append(both.reset_index().assign(variant=variant, why=why))
    if not tables:
        return pd.DataFrame(columns=["variant", *COLUMNS, "why"]).set_index("variant")
    return pd.concat(tables).set_index("variant")


def as_variant(study: Study, variant: str) -> Study:
    """Return the study, about the same pair and years, with a variant's figures; read once.

    Examples
    --------
    >>> from analysis import read
    >>> len(as_variant(read("tests/invented"), "without-2005").figures)
    73
    """
    return study.once(
        ("variant", variant),
        lambda: focus(
            read_variant(study, variant),
            reporter=study.reporter,
            partner=study.partner,
            years=study.years,
            headline_source=study.headline_source,
            title=study.title,
        ),
    )


def _same(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Say which results are the same in value, bounds and years."""
    columns = [*INTERVAL, "years"]
    equal = (one[columns] == other[columns]) | (one[columns].isna() & other[columns].isna())
    return equal.all(axis=1)
