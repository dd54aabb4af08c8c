"""What several chapters ask for: one reconciliation, the figures behind them, other readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis import text
from analysis.conventions import REVISION
from analysis.display import Table, named
from analysis.findings.inputs import figures_behind
from analysis.findings.results import under_variants
from analysis.reconciliation.reconcile import Reconciliation, reconcile
from analysis.study.pair_figures import INTERVAL
from analysis.study.selection import rests_on
from analysis.timeseries.by_source import cited

if TYPE_CHECKING:
    from analysis.study.study import Study


def reconciled(study: Study) -> Reconciliation:
    """Return the reconciliation with the room for revision of the notebooks, solved once.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> reconciled(study) is reconciled(study)
    True
    """
    if "reconciled" not in study.answers:
        study.answers["reconciled"] = reconcile(study, revision=REVISION)
    answer: Reconciliation = study.answers["reconciled"]
    return answer


VERDICTS = {
    "kept": "consistent",
    "rejected": "contradicted",
    "disputed": "conflicting",
    "unchecked": "untested",
}
"""Verdict as the data have it → in the words in which it is told."""


def verdict_words(study: Study) -> pd.Series:
    """Return the verdict of each figure, by figure_id.

    Examples
    --------
    >>> from analysis import read
    >>> verdict_words(read("tests/invented"))["courier-exports-2005"]
    'contradicted'
    """
    verdicts = reconciled(study).verdicts.set_index("figure_id")["verdict"]
    return verdicts.replace(VERDICTS)


def inputs_of(study: Study, result: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on which one headline result rests, with their verdicts.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> inputs_of(study, headline_results(study).loc[["export_share"]])["verdict"].to_list()
    ['consistent', 'contradicted']
    """
    names = figures_behind(study, result)["figures"].iloc[0]
    return study.figures.set_index("figure_id").loc[names].join(verdict_words(study))


def inputs(study: Study, quantities: Sequence[str]) -> Table:
    """Return the headline source's figures of some quantities, as they were published.

    Examples
    --------
    >>> from analysis import read
    >>> inputs(read("tests/invented"), ["exports"])["as_written"].to_list()
    ['95 million']
    """
    figures = rests_on(study, quantities)
    rows = cited(study, figures)
    rows.attrs["source"] = study.credit(figures["source_id"].unique())
    return named(rows, "inputs")


def variants(study: Study, pattern: str) -> Table:
    """Return what the study's other readings make of the results whose names a pattern finds.

    Examples
    --------
    >>> from analysis import read
    >>> variants(read("tests/invented"), "investment").loc["zeros-count", "otherwise"]
    'USD 22 million (20.5 to 22.5) in 2005-06'
    """
    moved = under_variants(study)
    moved = moved[moved["result"].str.contains(pattern)]
    rows = pd.DataFrame(index=moved.index, columns=["why", "result", "as_read", "otherwise"])
    if len(moved):
        rows["why"], rows["result"] = moved["why"], moved["result"].str.replace("_", " ")
        rows["as_read"] = [_in_years(row, "") for _, row in moved.iterrows()]
        rows["otherwise"] = [_in_years(row, "other_") for _, row in moved.iterrows()]
    return named(rows, "variants")


def _in_years(row: pd.Series, prefix: str) -> str:
    """Return a result with its bounds and years."""
    shown = text.interval({end: row[prefix + end] for end in INTERVAL}, row["unit"])
    known = row[f"{prefix}years"] and pd.notna(row[f"{prefix}value"])
    return f"{shown} in {row[f'{prefix}years']}" if known else shown


def by_label(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows by year of each label of a table, as a chart takes them.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("A", 2019), ("A", 2020)], names=["of", "year"])
    >>> by_label(pd.DataFrame({"value": [1.0, 2.0]}, index))["A"].index.to_list()
    [2019, 2020]
    """
    rows = pd.DataFrame(table)
    parts = {str(label): part.droplevel(0) for label, part in rows.groupby(level=0, sort=False)}
    for part in parts.values():
        part.attrs = dict(table.attrs)
    return parts
