"""Read the numbers of a table with what the table says of each, in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.errors import DataError
from analysis.tables_of_offices.formats import FLAGS, Format
from analysis.tables_of_offices.periods import footnote, months_so_far, period

Line = Mapping[str, str]


class Record(NamedTuple):
    """A number of a table, where it stands, and what the table says of it."""

    row: int
    column: str
    cell: str
    fields: Mapping[str, str]
    """Field → text; quantity, unit and scale where the format knows them."""
    is_part: bool = False
    """Whether the row is a breakdown of others."""


@dataclass(frozen=True)
class Table:
    """A table whose format is known."""

    file: str
    format: Format
    rows: Sequence[Sequence[str]]
    start: int
    """The place of the header in the rows."""
    footnotes: Mapping[str, str] = field(default_factory=dict)
    unread: Sequence[str] = ()
    """The columns of a plain table of which it is not known what they hold."""

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns."""
        return self.rows[self.start]

    @property
    def title(self) -> str:
        """The lines above the header."""
        cells = (cell for row in self.rows[: self.start] for cell in row if cell)
        return "; ".join(cells)

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Yield the rows below the header by column, each with its number in the file.

        Raises
        ------
        DataError
            For a row that has more cells than the header, and a column that stands twice.
        """
        names = [name for name in self.header if name]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise DataError(f"{self.file}, row {self.start + 1}: column {twice!r} stands twice")
        for number, row in enumerate(self.rows[self.start + 1 :], self.start + 2):
            if not any(row):
                continue
            if any(row[len(self.header) :]):
                raise DataError(
                    f"{self.file}, row {number}: {len(row)} cells where the header has "
                    f"{len(self.header)}; is a comma within a number not in quotes?"
                )
            cells = [*row, *[""] * (len(self.header) - len(row))]
            yield number, dict(zip(self.header, cells, strict=False))


def records(table: Table, months: bool = False) -> Iterator[Record]:
    """Yield the numbers of a table, those of months beside their year where they are wanted."""
    known = table.format
    flags = _flags(table)
    filled = _filled_months(table)
    at = known.flag_rows
    for row, line in table.lines():
        if at and line[at["column"]] != at["values"]:
            continue
        base = _fields(known, line)
        is_part = any(
            line.get(column, texts[0]) not in (*texts, "") for column, texts in known.only.items()
        )
        if known.values:
            base["period"] = period(base.get("period", "")) or base.get("period", "")
            for column, about in known.values.items():
                if column in line:
                    yield from _of_column(row, line, column, {**base, **about}, filled, months)
        elif columns := _period_columns(table):
            for column in columns:
                sign = footnote(column)
                meaning = table.footnotes.get(sign) or FLAGS.get(sign.strip("()"), sign)
                said = {"period": period(column), "footnote": meaning}
                if flag := flags.get((_key(known, line), column)):
                    said["flag"] = flag
                yield Record(row, column, line[column], {**base, **said}, is_part)
        else:
            column = next(one for one in known.columns["value"] if one in line)
            fields = base | {"period": period(base["period"]) or base["period"]}
            yield Record(row, column, line[column], fields, is_part)


def _fields(known: Format, line: Line) -> dict[str, str]:
    """Return what a row says: of several columns for a field the first that is filled."""
    fields = {
        name: next((line[column] for column in columns if line.get(column)), "")
        for name, columns in known.columns.items()
        if name != "value"
    }
    for name in ("reporter", "partner", "quantity", "unit", "scale", "classification"):
        fields[name] = fields.get(name) or getattr(known, name)
    noted = [
        words
        for column, words in known.valuations.items()
        if line.get(column) and line[column] == line.get(known.columns["value"][0])
    ]
    noted = noted if len(noted) == 1 else ["FOB or CIF is not said"] * bool(known.valuations)
    for column, texts in known.notes.items():
        noted += [texts[text] for text in [line.get(column, "").lower()] if text in texts]
    fields["note"] = "; ".join([known.note, *noted]).strip("; ")
    return fields


def _of_column(
    row: int,
    line: Line,
    column: str,
    fields: Mapping[str, str],
    filled: Mapping[str, int],
    months: bool,
) -> Iterator[Record]:
    """Yield the number of a column of its own flow, and those of its months if they are wanted."""
    year, names = fields["period"], fields.get("months", "").split()
    count = filled.get(year, 12) if names else 12
    if count:
        said = months_so_far(year, count) if period(year) else year
        yield Record(row, column, line[column], {**fields, "period": said})
    for number, name in enumerate(names[:count] if months else [], 1):
        month = f"{year}-{number:02}"
        yield Record(row, name, line.get(name, ""), {**fields, "period": month})


def _filled_months(table: Table) -> dict[str, int]:
    """Return how many months of each year there are, where each has a column.

    Months to come are blank or 0 in all rows.
    """
    known = table.format
    names = [about["months"].split() for about in known.values.values() if "months" in about]
    filled: dict[str, int] = {}
    for _, line in table.lines() if names else ():
        year = line[known.columns["period"][0]]
        last = [
            number
            for columns in names
            for number, name in enumerate(columns, 1)
            if line.get(name, "").strip("0.") != "" or name not in line
        ]
        filled[year] = max(filled.get(year, 0), *last, 0)
    return filled


def _period_columns(table: Table) -> list[str]:
    """Return the columns that are each a period, where the format has such."""
    known = table.format
    if not known.periods or {*known.columns.get("value", ())} & {*table.header}:
        return []
    return [name for name in table.header if period(name)]


def _flags(table: Table) -> dict[tuple[tuple[str, ...], str], str]:
    """Return the flags that stand in rows of their own, by row and column of their numbers."""
    at = table.format.flag_rows
    if not at:
        return {}
    return {
        (_key(table.format, line), column): text
        for _, line in table.lines()
        if line.get(at["column"]) == at["flags"]
        for column, text in line.items()
        if text
    }


def _key(known: Format, line: Line) -> tuple[str, ...]:
    return tuple(line.get(columns[0], "") for columns in known.columns.values())
