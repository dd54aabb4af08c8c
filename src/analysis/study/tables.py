"""Read the tables of a study folder as text, and refuse a file that is malformed."""

import csv
import difflib
import io
import itertools
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.files import read_text, stands
from analysis.study.columns import COLUMNS, FILES, KEYS, SETTINGS

MOST_ROWS = 100_000
"""Of one table. Each figure is checked on its own, at some 10,000 a second."""


def shortened(text: str) -> str:
    """Return the beginning of a text, where it would fill a screen.

    Examples
    --------
    >>> shortened("short"), len(shortened("long" * 1000))
    ('short', 201)
    """
    return text if len(text) <= 200 else f"{text[:200]}…"


def meant(value: str, known: Collection[str]) -> str:
    """Return a hint at the known word that is closest to an unknown one; long texts are no words.

    Examples
    --------
    >>> meant("turnovr", ["turnover", "exports"])
    " (is 'turnover' meant?)"
    """
    if len(value) > 80:
        return ""
    like = difflib.get_close_matches(value, [word for word in known if len(word) <= 80], n=1)
    return f" (is {like[0]!r} meant?)" if like else ""


def refuse(file: str, row: object, column: str, value: str, why: str) -> None:
    """Raise the error that names file, row, column and value, and what would be right."""
    raise DataError(f"{file}, row {row}, column {column}: {value[:80]!r} {why}")


def read_table(folder: Path, file: str) -> pd.DataFrame:
    """Return one table of a study as text, indexed by the row of the file (the header is row 1).

    A table that is not there is empty, unless it is one of the required ones.
    """
    path, columns = folder / file, COLUMNS[file]
    if not FILES[file].required and not stands(path):
        return pd.DataFrame(columns=columns, dtype=str)
    records = _records(path, file)
    header = [name.strip() for name in records[0][1]]
    _check_header(file, header, columns)
    for row, fields in records[1:]:
        if len(fields) != len(header):
            raise DataError(
                f"{file}, row {row}: {len(fields)} fields where the header has {len(header)}; "
                "a field that holds a comma stands in double quotes"
            )
    rows = [row for row, _ in records[1:]]
    stripped = [[field.strip() for field in fields] for _, fields in records[1:]]
    table = pd.DataFrame(stripped, columns=header, index=rows, dtype=str)
    _check_keys(file, table)
    return table


def _records(path: Path, file: str) -> list[tuple[int, list[str]]]:
    """Return the records of a CSV file that are not blank, each with its row number."""
    text = read_text(path)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        records = list(enumerate(itertools.islice(reader, MOST_ROWS + 1), start=1))
    except csv.Error as error:
        raise DataError(f"{file} is not a CSV file: {error}") from None
    if len(records) > MOST_ROWS:
        raise DataError(f"{file} has more than the {MOST_ROWS:,} rows that a study may have")
    filled = [(row, fields) for row, fields in records if any(f.strip() for f in fields)]
    if not filled:
        raise DataError(f"{file} is empty: the first row names the columns")
    return filled


def _check_header(file: str, header: list[str], columns: Collection[str]) -> None:
    """Refuse a header that lacks a column, names one twice or is separated by semicolons."""
    if len(header) == 1 and ";" in header[0]:
        raise DataError(f"{file} is separated by semicolons: save it separated by commas")
    for column in columns:
        if column not in header:
            raise DataError(
                f"{file}, row 1: column {column!r} is missing"
                f"{meant(column, set(header) - set(columns))}; "
                f"the columns are {', '.join(columns)}"
            )
    taken = {"value", "low", "high", "side"} if file == "figures.csv" else set()
    for column in header:
        if header.count(column) > 1 or column in taken:
            raise DataError(
                f"{file}, row 1: column {column[:80]!r} stands twice or is a computed one"
            )


def _check_keys(file: str, table: pd.DataFrame) -> None:
    """Refuse a blank or repeated key."""
    keys = KEYS[file]
    for key in keys if file != "variants.csv" else keys[:2]:
        for row in table.index[table[key] == ""]:
            refuse(file, row, key, "", "is blank: each row needs one")
    for row in table.index[table.duplicated(keys)]:
        refuse(file, row, keys[0], table.at[row, keys[0]], "stands twice; each row needs its own")


def check_variants(variants: pd.DataFrame, figures: pd.DataFrame) -> None:
    """Refuse a variant that changes a figure or a column that is not there."""
    columns, known = COLUMNS["figures.csv"][1:], set(figures["figure_id"])
    for row, change in variants.iterrows():
        if change.figure_id not in known:
            refuse("variants.csv", row, "figure_id", change.figure_id, "is not in figures.csv")
        if change.column and change.column not in columns:
            why = f"is not one of {', '.join(columns)}, or blank to leave the figure out"
            refuse("variants.csv", row, "column", change.column, why)


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
    """Return the settings of study.toml; none where there is no such file."""
    path = folder / "study.toml"
    if not stands(path):
        return {}
    text = read_text(path)
    try:
        settings = tomllib.loads(text)
    except RecursionError:
        raise DataError("study.toml is nested too deeply: it has a line for each setting") from None
    except ValueError as error:  # of the TOML, or of a number or date in it
        raise DataError(f"study.toml is not TOML in UTF-8: {shortened(str(error))}") from None
    for key, value in settings.items():
        if key not in SETTINGS:
            raise DataError(f"study.toml: {key[:80]!r} is not one of {', '.join(SETTINGS)}")
        if type(value) is not SETTINGS[key].kind:
            kind = "a text in quotes" if SETTINGS[key].kind is str else "a whole number"
            raise DataError(f"study.toml: {key} = {_as_text(value)} must be {kind}")
        if type(value) is int and not 0 < value <= 9999:
            raise DataError(f"study.toml: {key} = {_as_text(value)} is not a year: write 2019")
    return settings


def _as_text(value: object) -> str:
    """Return a setting as a message shows it; Python itself refuses to print very long numbers."""
    try:
        return shortened(repr(value))
    except (ValueError, RecursionError):
        return "(very long)"
