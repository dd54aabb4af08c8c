"""Read the tables of a study folder as text, and say where a file is malformed."""

import csv
import functools
import io
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import DataError, Fault
from analysis.files import read_text, stands
from analysis.study.columns import COLUMNS, FILES, KEYS, SETTINGS
from analysis.study.currencies import is_currency
from analysis.study.faults import cell_fault, error_of, file_fault, meant, shortened
from analysis.study.frames import Frames

MOST_ROWS = 100_000
"""Of one table. Each figure is checked on its own, at some 10,000 a second."""

MOST_COLUMNS = 40
"""Of one table: what has more that are not blank is no table of a study, and fills the memory."""

LARGEST_SETTINGS = 20_000
"""Bytes of study.toml, which has a line for each setting. Memory for a key of many parts grows
with their square."""

_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Characters that command a terminal; a text may have tabs and several lines."""

_CONTROL_OR_BREAK = re.compile(r"[\0-\x1f\x7f-\x9f]")
"""The same for what names a row or a source, which is one line."""

_ONE_LINE = ("publisher", "title")

TEXT = object if pd.__version__ < "3" else pd.StringDtype("python", na_value=np.nan)
"""How cells are held. To users it is pandas' own dtype of text, which is `object` before pandas 3;
of tables as small as a study's, rows are chosen three times as fast as in Arrow's memory."""

COMPUTED = ("value", "low", "high", "side")
"""The columns that `read` adds to the figures."""


def read_table(folder: Path, file: str) -> pd.DataFrame:
    """Return one table of a study as text, indexed by the row of the file (the header is row 1).

    A table that is not there is empty, unless it is one of the required ones.

    Raises
    ------
    DataError
        For a file, a row or a key that is malformed.
    """
    table, faults = table_and_faults(folder, file)
    if table is None or faults:
        raise error_of(faults)
    return table


def table_and_faults(place: Path | Frames, file: str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """Return the rows of a table that can be told apart, and what is malformed in the file.

    There is no table where the file is none or its header is malformed. A table in place of a file
    has its rows counted from 0.
    """
    there = stands(place / file) if isinstance(place, Path) else file in place
    if not FILES[file].required and not there:
        return _empty(file).copy(), []
    try:
        header, records = _contents(place, file)
    except DataError as error:
        return None, [file_fault(file, str(error))]
    header, records = _named_columns(header, records)
    if faults := list(_header_faults(file, header)):
        return None, faults
    broken = [(row, len(fields)) for row, fields in records if len(fields) != len(header)]
    whole = [(row, fields) for row, fields in records if len(fields) == len(header)]
    stripped = [[field.strip() for field in fields] for _, fields in whole]
    missing = [column for column in COLUMNS[file] if column not in header]
    stripped = [[*cells, *[""] * len(missing)] for cells in stripped]
    columns, rows = [*header, *missing], [row for row, _ in whole]
    table = pd.DataFrame(stripped, columns=columns, index=rows, dtype=TEXT)
    faults = [_length_fault(file, row, count, len(header)) for row, count in broken]
    return table, [*faults, *_key_faults(file, table), *_control_faults(file, table)]


@functools.cache
def _empty(file: str) -> pd.DataFrame:
    """Return a table without rows; to make one takes longer than to read a small one."""
    return pd.DataFrame(columns=COLUMNS[file], dtype=TEXT)


def _contents(place: Path | Frames, file: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header of a table and its rows that are not blank, each with its number."""
    if isinstance(place, Path):
        (_, first), *records = _records(place / file, file)
        return [name.strip() for name in first], records
    frame = place[file]
    rows = enumerate(frame.to_numpy().tolist())
    return list(frame.columns), [(row, cells) for row, cells in rows if any(cells)]


def _records(path: Path, file: str) -> list[tuple[int, list[str]]]:
    """Return the records of a CSV file that are not blank, each with its row number."""
    text = read_text(path)
    records: list[tuple[int, list[str]]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row, fields in enumerate(itertools.islice(reader, MOST_ROWS + 1), start=1):
            if any(map(str.strip, fields[MOST_COLUMNS:])):
                raise DataError(
                    f"{file}, row {row}: {len(fields):,} fields, more than the {MOST_COLUMNS} that "
                    "a table of a study may have"
                )
            records.append((row, fields[:MOST_COLUMNS]))
    except csv.Error as error:
        raise DataError(f"{file} is not a CSV file: {error}") from None
    if len(records) > MOST_ROWS:
        raise DataError(f"{file} has more than the {MOST_ROWS:,} rows that a study may have")
    filled = [(row, fields) for row, fields in records if any(f.strip() for f in fields)]
    if not filled:
        raise DataError(f"{file} is empty: the first row names the columns")
    return filled


def _named_columns(
    header: list[str], records: list[tuple[int, list[str]]]
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return a table without the columns that have neither a name nor content.

    Spreadsheets write such columns where a cell beside the table was once filled.
    """
    nameless = [n for n, name in enumerate(header) if not name]
    of_full_length = [fields for _, fields in records if len(fields) == len(header)]
    empty = {n for n in nameless if not any(fields[n].strip() for fields in of_full_length)}
    if not empty:
        return header, records
    length = len(header)
    return [name for n, name in enumerate(header) if n not in empty], [
        (
            row,
            [f for n, f in enumerate(fields) if n not in empty]
            if len(fields) == length
            else fields,
        )
        for row, fields in records
    ]


def _control_faults(file: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Say which cells hold characters that no publication prints, and that command a terminal."""
    for column in table.columns:
        pattern = _CONTROL_OR_BREAK if column in (*KEYS[file], *_ONE_LINE) else _CONTROL
        cells = table[column].to_list()
        if pattern.search("".join(cells)):
            for row, cell in zip(table.index, cells, strict=True):
                if pattern.search(cell):
                    why = "holds a control character: remove it"
                    yield cell_fault(file, row, column, cell, why)


def _header_faults(file: str, header: list[str]) -> Iterator[Fault]:
    """Say which columns a header lacks; where it has them all, which it names twice."""
    if len(header) == 1 and ";" in header[0]:
        yield file_fault(file, f"{file} is separated by semicolons: save it separated by commas", 1)
        return
    names = COLUMNS[file]
    missing = [c.name for c in FILES[file].columns if not c.optional and c.name not in header]
    for column in missing:
        hint = meant(column, set(header) - set(names))
        known = f"; the columns are {', '.join(names)}" if column == missing[0] else ""
        text = f"{file}, row 1: column {column!r} is missing{hint}{known}"
        yield file_fault(file, text, 1, column)
    taken = COMPUTED if file == "figures.csv" else ()
    for column in [] if missing else dict.fromkeys(header):
        if header.count(column) > 1 or column in taken:
            text = f"{file}, row 1: column {column[:80]!r} stands twice or is a computed one"
            if not column:
                text = f"{file}, row 1: several columns have cells and no name: name or clear them"
            yield file_fault(file, text, 1, column)


def _length_fault(file: str, row: int, fields: int, columns: int) -> Fault:
    return file_fault(
        file,
        f"{file}, row {row}: {fields} fields where the header has {columns}; "
        "a field that holds a comma stands in double quotes",
        row,
    )


def _key_faults(file: str, table: pd.DataFrame) -> Iterator[Fault]:
    """Say which keys are blank or repeated."""
    needed = [column.name for column in FILES[file].columns if column.key and not column.blank]
    blank: set[object] = set()
    for key in needed:
        for row, cell in zip(table.index, table[key].to_list(), strict=True):
            if cell == "":
                blank.add(row)
                yield cell_fault(file, row, key, "", "is blank: each row needs one")
    keys = KEYS[file]
    seen: set[tuple[str, ...]] = set()
    cells = zip(*(table[key].to_list() for key in keys), strict=True)
    for row, own in zip(table.index, cells, strict=True):
        if own in seen and row not in blank:
            yield cell_fault(file, row, keys[0], own[0], "stands twice; each row needs its own")
        seen.add(own)


def records(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table of text, ten times as fast as pandas does.

    Examples
    --------
    >>> records(pd.DataFrame({"region": ["R"], "member": ["GEO"]}, dtype=TEXT))
    [{'region': 'R', 'member': 'GEO'}]
    """
    columns = {column: table[column].to_list() for column in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def apply_variant(figures: pd.DataFrame, variants: pd.DataFrame, variant: str) -> pd.DataFrame:
    """Return the figures as another reading has them: cells replaced, or figures left out."""
    changes = variants[variants["variant"] == variant]
    if changes.empty:
        names = ", ".join(variants["variant"].unique()) or "none"
        raise DataError(f"variant {variant!r} is not in variants.csv, which has {names}")
    left_out = changes.loc[changes["column"] == "", "figure_id"]
    changed = figures[~figures["figure_id"].isin(left_out)].copy()
    for _, change in changes[changes["column"] != ""].iterrows():
        changed.loc[changed["figure_id"] == change.figure_id, change.column] = change.value
    return changed


def read_settings(folder: Path) -> dict[str, Any]:
    """Return the settings of study.toml; none where there is no such file.

    Raises
    ------
    DataError
        For a file that is no TOML, and settings that are unknown or of the wrong kind.
    """
    path = folder / "study.toml"
    if not stands(path):
        return {}
    text = read_text(path, LARGEST_SETTINGS)
    try:
        settings = tomllib.loads(text)
    except RecursionError:
        raise DataError("study.toml is nested too deeply: it has a line for each setting") from None
    except ValueError as error:  # of the TOML, or of a number or date in it
        raise DataError(f"study.toml is not TOML in UTF-8: {shortened(str(error))}") from None
    wrong = {key: _wrong_setting(key, value) for key, value in settings.items()}
    if faults := [file_fault("study.toml", f"study.toml: {why}") for why in wrong.values() if why]:
        raise error_of(faults)
    return settings


def _wrong_setting(key: str, value: object) -> str:
    """Return what is wrong with a setting; blank where nothing is."""
    if key not in SETTINGS:
        return f"{key[:80]!r} is not one of {', '.join(SETTINGS)}"
    if type(value) is not SETTINGS[key].kind:
        kind = "a text in quotes" if SETTINGS[key].kind is str else "a whole number"
        return f"{key} = {_as_text(value)} must be {kind}"
    if isinstance(value, str) and _CONTROL_OR_BREAK.search(value):
        return f"{key} = {_as_text(value)} holds a control character: remove it"
    if key == "currency" and not is_currency(str(value)):
        return f"currency = {_as_text(value)} is not an ISO 4217 code, such as EUR"
    if type(value) is int and not 0 < value <= 9999:
        return f"{key} = {_as_text(value)} is not a year: write 2019"
    return ""


def _as_text(value: object) -> str:
    """Return a setting as a message shows it; Python itself refuses to print very long numbers."""
    try:
        return shortened(repr(value))
    except (ValueError, RecursionError):
        return "(very long)"
