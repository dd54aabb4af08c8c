"""Take the rows of drafts that a person confirmed into the figures of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.drafting import draft_files
from analysis.drafting.draft_files import Cells
from analysis.errors import DataError
from analysis.fetch import merging
from analysis.files import replace_all
from analysis.study import tables
from analysis.study.columns import COLUMNS, FILES
from analysis.study.figure_checks import read_figures
from analysis.study.reading import check_sound

YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_FILE = "figures.csv"
_NOT_A_FIGURE = ("quote", "note", "edition")


@dataclass
class Confirmed:
    """What was taken over from the drafts of a study."""

    added: int = 0
    corrected: int = 0
    removed: int = 0
    waiting: int = 0
    """Rows that nobody has decided on."""
    refused: list[str] = field(default_factory=list)
    """Why rows were not taken: file, row, column, value and what would be right."""
    written: bool = False


@dataclass
class _Decided:
    """The rows of all drafts by what was decided on them."""

    yes: dict[str, tuple[str, Cells]] = field(default_factory=dict)
    """Name of a figure → where its row stands, and the row."""
    no: dict[str, str] = field(default_factory=dict)
    """Name of a figure → its source."""


def confirm_drafts(folder: Path) -> Confirmed:
    """Take confirmed rows into figures.csv, and rejected ones out of it.

    Raises
    ------
    DataError
        Where a file of the study is malformed, or the study could not be read with the rows: it is
        left as it was.
    """
    check_sound(folder)
    names = draft_files.drafts_of(folder)
    if not names:
        raise DataError(f"{folder} has no drafts: make one with: analysis draft TEXT --to {folder}")
    result = Confirmed()
    decided = _decided(folder, names, result)
    figures = tables.read_table(folder, _FILE)
    held = {row["figure_id"]: row for row in figures.to_dict("records")}
    rows = _accepted(folder, decided, held, result)
    out = {
        name for name, source in decided.no.items() if held.get(name, {}).get("source_id") == source
    }
    ours = {row["figure_id"] for row in rows} | out
    text, changes = merging.merged(folder, _FILE, rows, lambda row: row["figure_id"] in ours)
    kinds = Counter((old is not None, new is not None) for old, new in changes.to_numpy())
    result.added, result.corrected = kinds[False, True], kinds[True, True]
    result.removed = kinds[True, False]
    if not changes.empty:
        _check(folder, text)
        replace_all(folder, {_FILE: text})
        result.written = True
    return result


def refused_cells(folder: Path, source_id: str) -> dict[int, dict[str, str]]:
    """Return the cells of a draft that `confirm_drafts` would refuse: row from 0 → column → why.

    What is wrong between rows, such as a name that stands twice, is no part of it.
    """
    drafted = [cells for _, cells in draft_files.read_draft(folder, source_id)]
    rows = [
        {column: cells.get(column, "") for column in COLUMNS[_FILE]} | {"source_id": source_id}
        for cells in drafted
    ]
    table = pd.DataFrame(rows, columns=COLUMNS[_FILE], dtype=str)
    others = {file: tables.read_table(folder, file) for file in FILES if file != _FILE}
    refused: dict[int, dict[str, str]] = {}
    for fault in read_figures(table, {**others, _FILE: table})[1]:
        place = f"{_FILE}, row {fault.row}, column {fault.column}: "
        refused.setdefault(fault.row, {})[fault.column] = str(fault).removeprefix(place)
    return refused


def _decided(folder: Path, names: Iterable[str], result: Confirmed) -> _Decided:
    decided = _Decided()
    for name in names:
        for row, cells in draft_files.read_draft(folder, name):
            where = f"{draft_files.draft_file(name)}, row {row}"
            answer = cells["confirmed"].lower()
            figure_id = cells["figure_id"]
            if not answer:
                result.waiting += 1
            elif answer in NO:
                decided.no.setdefault(figure_id, name)
            elif answer not in YES:
                why = f"{cells['confirmed'][:80]!r} is not yes, no or nothing"
                result.refused.append(f"{where}, column confirmed: {why}")
            elif figure_id in decided.yes:
                why = "stands twice; each row needs its own"
                result.refused.append(f"{where}, column figure_id: {figure_id[:80]!r} {why}")
            else:
                decided.yes[figure_id] = (where, {**cells, "source_id": name})
    return decided


def _accepted(
    folder: Path, decided: _Decided, held: Mapping[str, Cells], result: Confirmed
) -> list[Cells]:
    """Return the rows that the study's own checks accept, and note why others are refused."""
    others = {file: tables.read_table(folder, file) for file in FILES if file != _FILE}
    rows = []
    known = {_statement(row): name for name, row in held.items()}
    for figure_id, (where, cells) in decided.yes.items():
        row = {column: cells.get(column, "") for column in COLUMNS[_FILE]}
        faults = codebook_faults(where, row, others)
        taken = held.get(figure_id, {}).get("source_id", row["source_id"]) != row["source_id"]
        if taken:
            why = "is a figure of another source: choose another name"
            faults.append(f"{where}, column figure_id: {figure_id[:80]!r} {why}")
        result.refused += faults
        if not faults and known.get(_statement(row), figure_id) == figure_id:
            rows.append(row)
    return rows


def _statement(row: Cells) -> tuple[str, ...]:
    """Return what a figure says, whatever its name."""
    return tuple(row.get(c, "") for c in COLUMNS[_FILE] if c not in ("figure_id", *_NOT_A_FIGURE))


def codebook_faults(where: str, row: Cells, others: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return what the codebook has against a row of figures.csv.

    Parameters
    ----------
    where
        The place of the row, with which each sentence begins.
    others
        The other tables of the study.
    """
    table = pd.DataFrame([row], index=[0], columns=COLUMNS[_FILE], dtype=str)
    _, faults = read_figures(table, {**others, _FILE: table})
    said = [str(fault).replace(f"{_FILE}, row 0", where, 1) for fault in faults]
    if not row["figure_id"]:
        said.append(f"{where}, column figure_id: '' is blank: each row needs one")
    return said


def _check(folder: Path, text: str) -> None:
    """Refuse figures with which the study as a whole could not be read."""
    try:
        merging.check_with(folder, {_FILE: text}, check_sound)
    except DataError as error:
        raise DataError(
            f"with these rows the study could not be read, and is left as it was: {error}"
        ) from None
