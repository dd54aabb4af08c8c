"""What the template of changes between two versions of a study may ask."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.conventions import REVISION
from analysis.display import Text
from analysis.findings.changes import Changes, changes_between
from analysis.prose.printed import as_printed
from analysis.prose.sentences import written
from analysis.study.other_number import with_number
from analysis.text import number, with_unit
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    import pandas as pd

    from analysis.display import Bundle
    from analysis.study.study import Study

Columns = list[tuple[str, str, str]]
Groups = list[tuple[str, list[tuple[str, str, Columns]]]]


@dataclasses.dataclass(frozen=True)
class WhatIf(Changes):
    """What changes if a figure has another printed number, which shows itself as text."""

    figure_id: str
    as_written: str

    @property
    def text(self) -> Text:
        """What would change, in words."""
        about = {"figure_id": self.figure_id, "as_written": self.as_written}
        return Text(written("changes.what_if", study=self.old, facts=Facts(self), **about))

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return self.text._repr_mimebundle_()


def what_if(
    study: Study,
    figure_id: str,
    as_written: str,
    *,
    revision: float = REVISION,
    reading: str = "strict",
) -> WhatIf:
    """Return which results and verdicts are others if a figure had another printed number.

    Parameters
    ----------
    as_written
        The number instead, as it would be printed, with the wording of the figure.
    revision, reading
        With which room and reading the verdicts are, as `reconcile` takes them.

    Returns
    -------
    WhatIf
        ``results`` and ``verdicts`` have those that change, before and after, and ``text`` says it
        in words, which a notebook shows.

    Raises
    ------
    DataError
        For a figure that the study does not have, and for what cannot be its number.

    Examples
    --------
    >>> from analysis import read
    >>> found = what_if(read("tests/invented"), "courier-exports-2005", "75 million")
    >>> found.verdicts.loc["courier-exports-2005"].to_list()
    ['contradicted', 'consistent']
    >>> found.text[:66]
    'If courier-exports-2005 were printed as 75 million in place of 95 '
    """
    other = with_number(study, figure_id, as_written)
    found = changes_between(study, other, revision, reading)
    parts = {field.name: getattr(found, field.name) for field in dataclasses.fields(found)}
    return WhatIf(**parts, figure_id=figure_id, as_written=as_written)


@dataclasses.dataclass(frozen=True)
class Moved:
    """A headline result that moved."""

    name: str
    unit: str
    years: list[str]
    before: dict[str, float]
    after: dict[str, float]
    by: str


class Facts:
    """What the template of changes may ask."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.files = changes.files
        self.versions = (changes.new, changes.old)

    @property
    def figures(self) -> Groups:
        """The figures that were added, withdrawn and revised: name, what it is, what differs."""
        # A figure is called what it was; one that was added, what it is.
        what = {
            row.figure_id: f"{row.quantity} {row.reporter}-{row.partner} {row.period}: "
            f"{row.wording} {row.as_written} {row.unit}"
            for study in self.versions
            for row in study.figures.itertuples()
        }
        return _groups(self.changes.figures, what)

    @property
    def sources(self) -> Groups:
        """The sources that were added, withdrawn and revised, likewise."""
        what = {
            row.source_id: f"{row.publisher}, {row.published or 'undated'}"
            for study in self.versions
            for row in study.sources.itertuples()
        }
        return _groups(self.changes.sources, what)

    @property
    def results(self) -> list[Moved]:
        """The headline results that moved."""
        return [_moved(str(name), row) for name, row in self.changes.results.iterrows()]

    @property
    def flipped(self) -> list[Any]:
        """The headline results that decide something else."""
        results = self.changes.results
        return list(results[results["flipped"]].itertuples())

    @property
    def verdicts(self) -> list[Any]:
        """The figures on which the verdict is another."""
        return list(self.changes.verdicts.itertuples())

    def verdict_now(self, figure_id: str) -> str:
        """Return the verdict on a figure in the new version."""
        return str(self.changes.verdicts_now[figure_id])

    @property
    def wrong_now(self) -> int:
        """How many figures are contradicted or conflicting in the new version."""
        return sum(verdict in WRONG for verdict in self.changes.verdicts_now)

    def printed_before(self, figure_id: str) -> str:
        """Return what the old version has as the printed number of a figure."""
        figures = self.changes.old.figures.set_index("figure_id")
        return str(figures.at[figure_id, "as_written"])

    @property
    def nothing_changed(self) -> bool:
        """Whether the two versions are the same."""
        changes = self.changes
        tables = (changes.figures, changes.sources, changes.results, changes.verdicts)
        return not changes.files and all(table.empty for table in tables)


def beside(study: Study, table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of two sources side by side, with their numbers as they were printed.

    Examples
    --------
    >>> from analysis import compare, read
    >>> study = read("tests/invented")
    >>> beside(study, compare(study, "courier-2006-03", "wire-2006"))[0]["printed_a"]
    'about USD 0.11 billion'
    """
    figures = study.figures.set_index("figure_id")
    rows = []
    for row in table.to_dict("records"):
        a, b = (figures.loc[row[name]] for name in ("figure_a", "figure_b"))
        printed = {"printed_a": as_printed(a, a["unit"]), "printed_b": as_printed(b, b["unit"])}
        rows.append({**row, **printed, "unit": a["unit"]})
    return rows


def difference(row: pd.Series) -> str:
    """Return how far a result moved: the difference of its two values as they are printed.

    Where they print alike, it is that of the values themselves, with the digits that show it.

    Examples
    --------
    >>> difference({"value_before": 31.44, "value_after": 26.96, "by": -4.48, "unit": "percent"})
    '−4.4'
    >>> alike = {"value_before": 80.04, "value_after": 80.02, "by": -0.02}
    >>> difference(alike | {"unit": "USD million"})
    'USD −0.02 million'
    """
    unit = str(row["unit"])
    ends = [number(float(row[f"value_{when}"]), unit) for when in ("before", "after")]
    before, after = (Decimal(end.replace(",", "").replace("\u2212", "-")) for end in ends)
    by = f"{after - before:,f}" if after != before else f"{row['by']:.1g}"
    by = by.replace("-", "\u2212")
    return by if unit == "percent" else with_unit(by, unit)


def _moved(name: str, row: pd.Series) -> Moved:
    before, after = (
        {end: row[f"{end}_{when}"] for end in ("value", "low", "high")}
        for when in ("before", "after")
    )
    years = list(dict.fromkeys([row["years_before"], row["years_after"]]))
    by = difference(row) if row["by"] == row["by"] else ""
    return Moved(name, row["unit"], years, before, after, by)


def _groups(changes: pd.DataFrame, what: dict[str, str]) -> Groups:
    """Return each kind of change with the rows that changed so, in the order of the table."""
    return [
        (
            str(change),
            [(name, what[name], _columns(rows.loc[[name]])) for name in rows.index.unique()],
        )
        for change, rows in changes.groupby("change", sort=False)
    ]


def _columns(rows: pd.DataFrame) -> Columns:
    return [(row.column, row.before, row.after) for row in rows.itertuples() if row.column]
