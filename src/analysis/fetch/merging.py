"""Merge new rows into the files of a study: all that is of another source stays as it is."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.files import replace_all
from analysis.study import tables, units
from analysis.study.columns import COLUMNS, KEYS
from analysis.study.wording import exact_number

Row = Mapping[str, str]
Replaced = Callable[[Row], bool]
"""Says of a row of the study whether new rows take its place."""


def merged(
    folder: Path, file: str, rows: Sequence[Row], is_replaced: Replaced
) -> tuple[str, pd.DataFrame]:
    """Return the text of a study's file with new rows in it, and what they change.

    A column that the file lacks and the rows fill is added at its end.

    Parameters
    ----------
    folder, file
        The study, and which of its files; prices.csv and rates.csv need not be there.
    rows
        The new rows, each with all columns that the file needs.
    is_replaced
        Says of a row of the file whether it is replaced by the new one of the same key, or
        taken out where there is none. All others keep every byte.

    Returns
    -------
    tuple
        The text, and a row for each key that is new, revised or withdrawn: old and new (rows as
        dicts; None where there is none), indexed by key.

    Raises
    ------
    DataError
        Where the file is malformed.
    """
    tables.read_table(folder, file)
    text, keys = _text(folder, file), KEYS[file]
    (head, header), *records = list(_records(text))
    newline = "\r\n" if head.endswith("\r\n") else "\n"
    added = [c for c in COLUMNS[file] if c not in header and any(row.get(c) for row in rows)]
    header = [*header, *added]
    pieces = [_longer(head if head.endswith("\n") else head + newline, added)]
    pending = {_name(row, keys): row for row in rows}
    changes: dict[str, tuple[dict[str, str] | None, Mapping[str, str] | None]] = {}
    for raw, fields in records:
        raw = _longer(raw, [""] * len(added))
        old = dict.fromkeys(header, "")
        old |= zip(header, (field.strip() for field in fields), strict=False)
        if not any(old.values()) or not is_replaced(old):
            pieces.append(raw)
            continue
        name = _name(old, keys)
        new = pending.pop(name, None)
        if new is not None and all(old.get(column, "") == new[column] for column in new):
            pieces.append(raw)
            continue
        changes[name] = (old, new)
        if new is not None:
            pieces.append(_line(header, old | dict(new), newline))
    for name, new in pending.items():
        changes[name] = (None, new)
        if not pieces[-1].endswith(("\n", "\r")):
            pieces[-1] += newline
        pieces.append(_line(header, new, newline))
    table = pd.DataFrame.from_dict(changes, orient="index", columns=["old", "new"], dtype=object)
    return "".join(pieces), table.rename_axis(keys[0])


def _name(row: Row, keys: Sequence[str]) -> str:
    return " ".join(row[key] for key in keys)


def revisions(changes: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return the numbers that were revised or withdrawn: old, new and their difference, as text.

    A difference is in single dollars, or whatever the unit is; ``unit`` is that of rows without
    one. Where there is no new number, or the old one is none, there is no difference.

    Examples
    --------
    >>> rows = [{"as_written": "1500"}, {"as_written": "1502.5"}]
    >>> revisions(pd.DataFrame({"old": rows[:1], "new": rows[1:]}, index=["exports"]), "USD")
              old    new difference
    exports  1500 1502.5       +2.5
    """
    found = {}
    for name, old, new in changes.itertuples():
        was, now = (row["as_written"] if row is not None else "" for row in (old, new))
        if old is not None and was != now:
            found[name] = [was, now, _difference(was, now, old.get("unit") or unit)]
    columns = ["old", "new", "difference"]
    return pd.DataFrame.from_dict(found, orient="index", columns=columns, dtype=str)


def replace(folder: Path, texts: Mapping[str, str]) -> None:
    """Replace files of a study, if the study can be read with them; otherwise leave all as it is.

    Each file is written beside the old one and put into its place at once, in the order given. If
    one cannot be, those before it get their old content back.

    Raises
    ------
    DataError
        Where the study could not be read with these files.
    OSError
        Where a file cannot be written.
    """
    _check_readable(folder, texts)
    replace_all(folder, texts)


def check_with(folder: Path, texts: Mapping[str, str], check: Callable[[str], object]) -> None:
    """Check a copy of a study that has other files, before these are written.

    Raises
    ------
    DataError
        As the check does.
    """
    with tempfile.TemporaryDirectory() as place:
        for path in folder.iterdir():
            if path.suffix in (".csv", ".toml") and path.is_file():
                shutil.copyfile(path, Path(place, path.name))
        for file, text in texts.items():
            Path(place, file).write_bytes(text.encode("utf-8"))
        check(place)


def _check_readable(folder: Path, texts: Mapping[str, str]) -> None:
    from analysis.study.reading import read

    try:
        check_with(folder, texts, read)
    except DataError as error:
        raise DataError(
            f"with these rows the study could not be read, and is left as it was: {error}"
        ) from None


def _text(folder: Path, file: str) -> str:
    """Return a file with its line ends and its byte order mark; a header where there is none."""
    path = folder / file
    if not path.exists():
        return ",".join(COLUMNS[file]) + "\n"
    return path.read_bytes().decode("utf-8")


def _records(text: str) -> Iterator[tuple[str, list[str]]]:
    """Return the records of a CSV text, the header first: its very characters, and its fields."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line.removeprefix("\ufeff")

    found = False
    for fields in csv.reader(lines(), strict=True):
        if found or any(field.strip() for field in fields):
            raw = "".join(taken)
            taken.clear()
            yield raw, [field.strip() for field in fields] if not found else fields
            found = True


def _longer(raw: str, fields: Sequence[str]) -> str:
    """Return the characters of a record with more fields at its end; a blank line stays one."""
    content = raw.rstrip("\r\n")
    if not content.strip():
        return raw
    return content + "".join(f",{field}" for field in fields) + raw[len(content) :]


def _line(header: Sequence[str], row: Row, newline: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerow(row.get(column, "") for column in header)
    return text.getvalue()


def _difference(old: str, new: str, unit: str) -> str:
    try:
        was, now = (exact_number(number, "exact", unit).value for number in (old, new))
    except DataError:
        return ""
    return f"{(now - was).scaleb(-units.unit_of(unit).power).normalize():+,f}"
