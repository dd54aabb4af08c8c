"""The files of a draft in a study: its rows, and the numbers that were left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.drafting.row import COLUMNS, MORE, LeftOut, Row
from analysis.errors import DataError
from analysis.files import read_text

FOLDER = "drafts"
TEXTS = "texts"
LEFT_OUT = "-left-out"
Cells = dict[str, str]


def draft_file(source_id: str) -> str:
    """Return where the rows of a source stand in a study.

    Examples
    --------
    >>> draft_file("example-2020")
    'drafts/example-2020.csv'
    """
    return f"{FOLDER}/{source_id}.csv"


def drafts_of(folder: Path) -> list[str]:
    """Return the sources of a study that have a draft, by name."""
    found = sorted((folder / FOLDER).glob("*.csv"))
    return [path.stem for path in found if not path.stem.endswith(LEFT_OUT)]


def cells_of(row: Row, source_id: str, figure_id: str) -> Cells:
    """Return a drafted row as its file holds it, before anybody has confirmed it."""
    more = {
        "confirmed": "",
        "sentence": row.sentence,
        "start": str(row.start),
        "end": str(row.end),
        "doubt": "; ".join(sorted(row.doubt, key=[*COLUMNS, ""].index)),
        "choices": "; ".join(choice for choice in row.choices if choice),
    }
    named = {"figure_id": figure_id, "source_id": source_id, "note": "", "edition": ""}
    return {**dict.fromkeys(COLUMNS, ""), **row.cells, **named, **more}


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    r"""Return rows as the text of a CSV file.

    Examples
    --------
    >>> as_csv(["a", "b"], [{"a": "1,5"}])
    'a,b\n"1,5",\n'
    """
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def draft_text(rows: Iterable[Cells]) -> str:
    """Return the text of a draft's file."""
    return as_csv([*COLUMNS, *MORE], rows)


def left_out_text(left_out: Iterable[LeftOut]) -> str:
    """Return the text of the file of numbers that are no figure."""
    rows = [
        {"number": x.number, "start": str(x.start), "end": str(x.end), "reason": x.reason}
        for x in left_out
    ]
    return as_csv(["number", "start", "end", "reason"], rows)


def read_article_text(folder: Path, source_id: str) -> str:
    """Return the text of an article, character by character: line ends too.

    Raises
    ------
    DataError
        Where it is not there, or cannot be read.
    """
    file = f"{TEXTS}/{source_id}.txt"
    try:
        return (folder / file).read_bytes().decode("utf-8")
    except OSError as error:
        raise DataError(
            f"{file} cannot be read ({error.strerror}): draft the article again, which keeps what "
            "is confirmed"
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{file}: byte {error.start + 1} is not UTF-8; draft the article again"
        ) from None


def read_left_out(folder: Path, source_id: str) -> list[LeftOut]:
    """Return the numbers of a text that are no figure; a row that is malformed is passed over."""
    path = folder / FOLDER / f"{source_id}{LEFT_OUT}.csv"
    if not path.exists():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(read_text(path), newline="")))
    except csv.Error as error:
        raise DataError(f"{path.name} is not a CSV file: {error}") from None
    return [
        LeftOut(row["number"], *span, row.get("reason") or "")
        for row in rows
        if row.get("number") and (span := span_of(row))
    ]


def span_of(cells: Mapping[str, str]) -> tuple[int, int] | None:
    """Return where a row says that it stands in a text; nothing where it says no place.

    Examples
    --------
    >>> span_of({"start": "3", "end": "12"}), span_of({"start": "", "end": ""})
    ((3, 12), None)
    """
    ends = [cells.get(end) or "" for end in ("start", "end")]
    if not all(re.fullmatch(r"\d{1,9}", end) for end in ends) or int(ends[0]) >= int(ends[1]):
        return None
    return int(ends[0]), int(ends[1])


def read_draft(folder: Path, source_id: str) -> list[tuple[int, Cells]]:
    """Return the rows of a draft with their places in the file, whose header is row 1.

    Raises
    ------
    DataError
        For a file that is no CSV, or lacks a column.
    """
    file = draft_file(source_id)
    try:
        reader = csv.reader(io.StringIO(read_text(folder / file), newline=""), strict=True)
        records = list(enumerate(reader, start=1))
    except csv.Error as error:
        raise DataError(f"{file} is not a CSV file: {error}") from None
    if not records:
        raise DataError(f"{file} is empty: draft the text again")
    header = [name.strip() for name in records[0][1]]
    if len(header) == 1 and ";" in header[0]:
        raise DataError(f"{file} is separated by semicolons: save it separated by commas")
    missing = [name for name in (*COLUMNS, "confirmed") if name not in header]
    if missing:
        raise DataError(
            f"{file}, row 1: column {missing[0]!r} is missing; draft the text again, which keeps "
            "what is confirmed"
        )
    filled = [
        (row, fields) for row, fields in records[1:] if any(field.strip() for field in fields)
    ]
    for row, fields in filled:
        if len(fields) != len(header):
            raise DataError(
                f"{file}, row {row}: {len(fields)} fields, and the header {len(header)}"
            )
    return [
        (row, {name: field.strip() for name, field in zip(header, fields, strict=True)})
        for row, fields in filled
    ]
