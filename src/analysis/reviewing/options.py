"""What the cells of a draft can be, for a person to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.drafting.draft_files import Cells
from analysis.study import countries, tables
from analysis.study.columns import FILES
from analysis.study.units import UNITS

CODES = ("reporter", "partner", "statistics_of")
OPEN = ("region", "product", "edition")
"""Columns whose cells are what the other rows have, or something else."""
Option = tuple[str, str]
"""What a cell holds, and the words beside it."""


def options(folder: Path, rows: Sequence[Cells]) -> dict[str, list[Option]]:
    """Return what can be chosen in a draft, by column.

    Of periods the draft has choices of its own for each row.

    Examples
    --------
    >>> row = {"reporter": "XAA", "partner": "XBB", "unit": "EUR", "measured_in": ""}
    >>> row |= {"statistics_of": "", "region": "", "product": "", "edition": ""}
    >>> found = options(Path("tests/invented"), [row])
    >>> found["partner"], [value for value, _ in found["unit"]][:3]
    ([('XAA', ''), ('XBB', '')], ['EUR', 'USD', 'percent'])
    """
    seen = {column: _seen(rows, [column]) for column in (*OPEN, "unit", "measured_in")}
    units = list(dict.fromkeys([*seen["unit"], *UNITS]))
    names = _names(folder)
    settings = tables.read_settings(folder)
    pair = [str(settings[party]) for party in ("reporter", "partner") if party in settings]
    codes = list(dict.fromkeys([*_seen(rows, CODES), *pair]))
    parties = [(code, names.get(code) or _usual_name(code)) for code in codes]
    return {
        **_closed(),
        "unit": [(unit, UNITS[unit].meaning if unit in UNITS else "") for unit in units],
        "measured_in": _plain(["", *dict.fromkeys([*seen["measured_in"], *units])]),
        "reporter": [("", ""), *parties],
        "partner": parties,
        "statistics_of": [("", ""), *parties],
        **{column: _plain(["", *seen[column]]) for column in OPEN},
    }


def _closed() -> dict[str, list[Option]]:
    """Return what the columns can hold that hold one of a few words."""
    columns = [column for column in FILES["figures.csv"].columns if column.allowed]
    return {
        column.name: _plain([*([""] if column.blank else []), *column.allowed])
        for column in columns
    }


def _plain(values: Iterable[str]) -> list[Option]:
    return [(value, "") for value in values]


def _seen(rows: Sequence[Cells], columns: Sequence[str]) -> list[str]:
    """Return what stands in some columns of a draft, each once."""
    cells = (row.get(column, "") for row in rows for column in columns)
    return list(dict.fromkeys(cell for cell in cells if cell))


def _names(folder: Path) -> Mapping[str, str]:
    table = tables.read_table(folder, "countries.csv")
    return dict(zip(table["code"], table["name"], strict=True))


def _usual_name(code: str) -> str:
    name = countries.name(code) if countries.is_code(code) else ""
    return name if name != code else ""
