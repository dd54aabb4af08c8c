"""Find the layout of a plain table: years in columns, or in rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.files import Grid
from analysis.tables_of_offices.formats import LABELS, TOP, Format
from analysis.tables_of_offices.periods import period

FIELDS = ("period", "reporter", "partner", "product", "unit", "value")
QUANTITIES = tuple(name for name in LABELS if name not in FIELDS)


class Plain(NamedTuple):
    """A plain table's layout, and its header with a name for a column of labels that has none."""

    format: Format
    rows: list[list[str]]
    start: int
    footnotes: dict[str, str]
    unread: list[str]
    """The columns of which it is not known what they hold."""


def plain(grid: Grid, choice: Choice) -> Plain | None:
    """Return the layout of a plain table; nothing where neither columns nor rows are years."""
    for start, header in enumerate(grid.rows[:TOP]):
        found = _years_in_rows(header, choice) or _years_in_columns(grid, start, choice)
        if found:
            rows = [[*row] for row in grid.rows]
            if "flow" in found.columns:
                rows[start][_label_column(grid, start)] = found.columns["flow"][0]
            read = {*found.values, *(name for names in found.columns.values() for name in names)}
            unread = [name for name in rows[start] if name and name not in read]
            unread = [name for name in unread if not (found.periods and period(name))]
            return Plain(found, rows, start, _footnotes(rows[start + 1 :]), unread)
    return None


def label(text: str) -> str:
    """Return the quantity or field that a heading names; blank where it names none.

    Examples
    --------
    >>> label("Exports (US$ bn)"), label("Total trade"), label("Year"), label("GDP")
    ('exports', 'turnover', 'period', '')
    """
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]|,?\s*(in )?(US\$|USD|EUR|€|million|billion)\b.*", "", text)
    small = " ".join(bare.casefold().strip(" *:").split())
    given = " ".join(text.casefold().strip(" *:").split())
    return next((name for name, words in LABELS.items() if small in words or given in words), "")


def _named(choice: Choice) -> dict[str, str]:
    """Return the field or quantity of each column that the user names."""
    return {column: name for name, column in choice.columns.items()}


def _format(
    choice: Choice, columns: Mapping[str, Sequence[str]], periods: bool, values: Mapping[str, str]
) -> Format:
    return Format(
        name="plain table",
        columns=columns,
        economies="any",
        reporter="" if "reporter" in columns else choice.pair[0],
        partner="" if "partner" in columns else choice.pair[1],
        periods=periods,
        quantity=choice.quantity,
        values={column: {"quantity": name} for column, name in values.items()},
    )


def _years_in_rows(header: Sequence[str], choice: Choice) -> Format | None:
    meant = {name: _named(choice).get(name) or label(name) for name in header if name}
    values = {column: name for column, name in meant.items() if name in QUANTITIES}
    fields = {name: [column] for column, name in meant.items() if name in FIELDS}
    if "period" not in fields or any(map(period, header)):
        return None
    if choice.quantity and "value" in fields:
        return _format(choice, fields, False, {})
    return _format(choice, _without_value(fields), False, values) if values else None


def _without_value(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: columns for name, columns in fields.items() if name != "value"}


def _partners_in_rows(header: Sequence[str], choice: Choice) -> Format | None:
    """Return the layout of a table of one quantity with a row for each partner."""
    first = next((n for n, name in enumerate(header) if period(name)), 0)
    meant = {name: _named(choice).get(name) or label(name) for name in header[:first] if name}
    fields = {name: [column] for column, name in meant.items() if name in FIELDS}
    if "partner" not in fields and "reporter" in fields:  # "Country", of which one is the study's
        fields["partner"] = fields.pop("reporter")
    if "partner" not in fields:
        return None
    return _format(choice, _without_value(fields), True, {})


def _years_in_columns(grid: Grid, start: int, choice: Choice) -> Format | None:
    header = grid.rows[start]
    if choice.quantity:
        return _partners_in_rows(header, choice)
    first = next((n for n, name in enumerate(header) if period(name)), 0)
    # The column of labels stands before the years; a row of a table with years in rows has none.
    if not first or _label_column(grid, start) >= first:
        return None
    flows: dict[str, list[str]] = {}
    for row in grid.rows[start + 1 :]:
        text = row[_label_column(grid, start)] if len(row) > first - 1 else ""
        name = _named(choice).get(text) or label(text)
        if name in QUANTITIES:
            flows.setdefault(name, []).append(" ".join(text.upper().split()))
    if not flows:
        return None
    meant = {name: _named(choice).get(name) or label(name) for name in header[:first]}
    known = ("reporter", "partner", "unit", "product")
    fields = {field: [name] for name, field in meant.items() if field in known}
    if choice.side and "reporter" in fields and "partner" not in fields:
        fields["partner"] = fields.pop("reporter")  # the side is who reports
    columns = {**fields, "flow": [header[_label_column(grid, start)] or "label"]}
    return replace(_format(choice, columns, True, {}), flows=flows)


def _label_column(grid: Grid, start: int) -> int:
    """Return the column before the years that has most labels which are known."""
    header = grid.rows[start]
    first = next((n for n, name in enumerate(header) if period(name)), 0)
    counts = [
        sum(label(row[n]) in QUANTITIES for row in grid.rows[start + 1 :] if n < len(row))
        for n in range(first)
    ]
    most = max(counts, default=0)
    return counts.index(most) if most else max(first - 1, 0)


def _footnotes(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the lines below a table that begin with the sign of a footnote."""
    lines = [cell for row in rows for cell in row if cell]
    found = (re.match(r"([*†‡¹²³]+|\([a-z]\))\s*(\S.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}
