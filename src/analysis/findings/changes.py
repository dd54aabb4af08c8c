"""Compare two versions of a study: figures, headline results, and the verdicts on figures.

Another version is also the study as it would be if a figure had been printed otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.conventions import REVISION
from analysis.errors import DataError
from analysis.findings.results import headline_results
from analysis.reconciliation.reconcile import reconciled
from analysis.study.columns import COLUMNS
from analysis.study.pair_figures import INTERVAL
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study


ABSENT = "not there"
"""The verdict on a figure that a version does not have."""


@dataclass(frozen=True)
class Changes:
    """What changed between two versions of a study."""

    old: Study = field(repr=False)
    new: Study = field(repr=False)
    figures: pd.DataFrame
    """Rows of figures.csv, as `row_changes` gives them."""
    sources: pd.DataFrame
    """Rows of sources.csv, likewise."""
    files: list[str]
    """The other files that differ."""
    results: pd.DataFrame
    """The headline results that moved."""
    verdicts: pd.DataFrame
    """The figures on which the verdict is another."""
    verdicts_now: pd.Series
    """The verdicts on all figures of the new version."""

    @property
    def flipped(self) -> bool:
        """Whether a conclusion or a verdict is another."""
        return bool(self.results["flipped"].any()) or len(self.verdicts) > 0


def changes_between(
    old: Study, new: Study, revision: float = REVISION, reading: str = "strict"
) -> Changes:
    """Return what changed between two versions of a study.

    Parameters
    ----------
    revision, reading
        With which room and reading the verdicts are.

    Raises
    ------
    DataError
        Where the two are about different pairs.

    Examples
    --------
    >>> from analysis import read
    >>> changes_between(read("examples/GEO-TUR"), read("tests/invented"))
    Traceback (most recent call last):
    analysis.errors.DataError: the old study is about GEO-TUR and the new one about XAA-XBB: \
compare two versions of one study
    """
    same_pair(old, new)
    sources_before, sources_now = (study.sources.reset_index(drop=True) for study in (old, new))
    return Changes(
        old,
        new,
        row_changes(old.figures, new.figures, "figures.csv"),
        row_changes(sources_before, sources_now, "sources.csv"),
        other_files(old, new),
        result_changes(old, new),
        verdict_changes(old, new, revision, reading),
        reconciled(new, revision, reading).verdict,
    )


def same_pair(old: Study, new: Study) -> None:
    """Refuse two studies of different pairs: their results are not versions of each other."""
    pairs = [f"{study.reporter}-{study.partner}" for study in (old, new)]
    if pairs[0] != pairs[1]:
        raise DataError(
            f"the old study is about {pairs[0]} and the new one about {pairs[1]}: "
            "compare two versions of one study"
        )


def other_files(old: Study, new: Study) -> list[str]:
    """Return which further files of a study differ, or are in one version only.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("data")
    >>> other_files(study, study)
    []
    """
    names = [
        name for name in (*COLUMNS, "study.toml") if name not in ("figures.csv", "sources.csv")
    ]
    return [name for name in names if old.content(name) != new.content(name)]


def row_changes(old: pd.DataFrame, new: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return which rows of a table of a study were added, withdrawn or revised.

    Parameters
    ----------
    old, new
        Rows with the columns of the file; the first column names the row.
    file
        figures.csv or sources.csv.

    Returns
    -------
    pandas.DataFrame
        change (added, withdrawn, revised), column, before and after (of a revised row, a row for
        each column that differs), indexed by the name of the row, in the order of the tables.

    Examples
    --------
    >>> old = pd.DataFrame({"source_id": ["a", "b"], "title": ["One", "Two"]})
    >>> new = pd.DataFrame({"source_id": ["b", "c"], "title": ["2", "Three"]})
    >>> for row in row_changes(old, new, "sources.csv").itertuples():
    ...     print(*row)
    c added
    a withdrawn
    b revised title Two 2
    """
    key, *columns = [column for column in COLUMNS[file] if column in new.columns]
    before, after = (table.set_index(key)[columns] for table in (old, new))
    both = after.index[after.index.isin(before.index)]
    rows = [(name, "added", "", "", "") for name in after.index.difference(before.index, False)]
    rows += [(n, "withdrawn", "", "", "") for n in before.index.difference(after.index, False)]
    differ = before.loc[both].ne(after.loc[both])
    rows += [
        (name, "revised", column, before.at[name, column], after.at[name, column])
        for name in both
        for column in differ.columns[differ.loc[name]]
    ]
    return pd.DataFrame(rows, columns=[key, "change", "column", "before", "after"]).set_index(key)


def result_changes(old: Study, new: Study) -> pd.DataFrame:
    """Return the headline results that moved.

    Returns
    -------
    pandas.DataFrame
        unit, and years, value, low, high and decided, each with _before and _after; by (the value
        after, minus that before), flipped (what the bounds decide is another); indexed by result.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> result_changes(study, study).empty
    True
    """
    before, after = headline_results(old), headline_results(new)
    both = before.add_suffix("_before").join(after.add_suffix("_after"))
    both = both.assign(
        unit=both["unit_after"],
        by=(both["value_after"] - both["value_before"]).astype(float),
        flipped=both["decided_before"] != both["decided_after"],
    )
    ends_before, ends_after = (
        both[[f"{end}_{when}" for end in INTERVAL]].to_numpy(dtype=float)
        for when in ("before", "after")
    )
    equal = np.isclose(ends_before, ends_after, equal_nan=True).all(axis=1)
    moved = ~equal | both["flipped"] | (both["years_before"] != both["years_after"])
    return both.loc[moved].drop(columns=["unit_before", "unit_after"])


def verdict_changes(
    old: Study, new: Study, revision: float = REVISION, reading: str = "strict"
) -> pd.DataFrame:
    """Return the figures on which the verdict is another, added and withdrawn ones included.

    Returns
    -------
    pandas.DataFrame
        before and after (consistent, conflicting, contradicted, untested, or not there), indexed by
        figure_id; of figures that were added or withdrawn, those that are contradicted or
        conflicting.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> verdict_changes(study, study).empty
    True
    """
    before, after = (reconciled(study, revision, reading).verdict for study in (old, new))
    both = pd.concat({"before": before, "after": after}, axis=1).fillna(ABSENT)
    # A figure that came or went is news only where it is contradicted or conflicting.
    quiet = (both == ABSENT).any(axis=1) & ~both.isin(WRONG).any(axis=1)
    return both[(both["before"] != both["after"]) & ~quiet]
