"""Know the layouts of offices' tables: which column holds what, and what its words stand for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

from analysis.errors import DataError
from analysis.study.faults import shortened
from analysis.tables_of_offices.periods import period

_DATA = tomllib.loads(
    resources.files("analysis.tables_of_offices").joinpath("formats.toml").read_text("utf-8")
)

FLAGS: dict[str, str] = _DATA["flags"]
"""Flag → what it says of a number."""

MISSING: frozenset[str] = frozenset(_DATA["cells"]["missing"])
"""Texts of a cell without a number, in small letters."""

WORLD_NAMES: list[str] = _DATA["world"]["names"]
WORLD_CODES: list[str] = _DATA["world"]["codes"]
TOTAL: frozenset[str] = frozenset(_DATA["products"]["total"])
CURRENCIES: dict[str, list[str]] = _DATA["currencies"]
SCALES: dict[str, list[str]] = _DATA["scales"]
"""Scale word → how it is written in titles and headings."""

LABELS: dict[str, list[str]] = _DATA["labels"]
"""Field or quantity of a plain table → its labels, in small letters."""

TOP = 30
"""The header is looked for in so many rows."""


@dataclass(frozen=True)
class Format:
    """A layout of a table: formats.toml says what each field means."""

    name: str
    columns: Mapping[str, Sequence[str]]
    """Field → the columns that may hold it, the first choice first."""
    source: Mapping[str, str] = field(default_factory=dict)
    economies: str = "codes"
    reporter: str = ""
    partner: str = ""
    quantity: str = ""
    unit: str = ""
    scale: str = ""
    locale: str = "en"
    side: str = ""
    classification: str = ""
    note: str = ""
    periods: bool = False
    may_lack: Sequence[str] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    flows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    other: Sequence[str] = ()
    flag_rows: Mapping[str, str] = field(default_factory=dict)
    valuations: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def lacks(self, header: Sequence[str]) -> dict[str, str]:
        """Return the fields, with their columns, that a header has not and a table needs."""
        gaps = {
            name: columns[0]
            for name, columns in self.columns.items()
            if name not in self.may_lack and not {*columns} & {*header}
        }
        if self.values and not {*self.values} & {*header}:
            gaps["value"] = next(iter(self.values))
        if self.periods and not any(map(period, header)):
            gaps |= {
                name: self.columns[name][0]
                for name in ("period", "value")
                if name in self.columns and not {*self.columns[name]} & {*header}
            }
        return gaps

    @property
    def needs(self) -> int:
        """How many columns a table of this format has to have."""
        return len([name for name in self.columns if name not in self.may_lack])


def _format(about: Mapping[str, Any]) -> Format:
    columns = {
        name: [column] if isinstance(column, str) else column
        for name, column in about["columns"].items()
    }
    return Format(**{**about, "columns": columns})


KNOWN = tuple(_format(about) for about in _DATA["formats"])
"""The formats of offices, which are recognised by their columns."""


def recognise(rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> tuple[Format, int] | None:
    """Return the format of a table of an office, and at which row its header stands.

    Parameters
    ----------
    rows
        The cells of the table as text.
    named
        Field → column, for columns that are called otherwise.

    Examples
    --------
    >>> header = ["Exporter Country ID", "Importer Country ID", "Year", "Trade Value"]
    >>> found = recognise([["a title"], header], {})
    >>> found[0].name, found[1]
    ('OEC', 1)
    """
    known = [renamed(known, named) for known in KNOWN]
    for number, header in enumerate(rows[:TOP]):
        whole = [one for one in known if not one.lacks(header)]
        if whole:
            return max(whole, key=lambda one: one.needs), number
    return None


def renamed(known: Format, named: Mapping[str, str]) -> Format:
    """Return a format whose fields stand in other columns."""
    fields = {name: [column] for name, column in named.items() if name in known.columns}
    return replace(known, columns={**known.columns, **fields})


def unknown_format(file: str, rows: Sequence[Sequence[str]], named: Mapping[str, str]) -> DataError:
    """Return what is wrong with a table that is of no known format.

    A table that has most columns of a format is one of it, with a column missing.
    """
    known = [renamed(known, named) for known in KNOWN]
    headers = [(number, header) for number, header in enumerate(rows[:TOP]) if any(header)]
    if not headers:
        return DataError(f"{file} is empty: there is no table in it")
    pairs = [(one, number, header) for number, header in headers for one in known]
    near, number, header = min(pairs, key=lambda pair: len(pair[0].lacks(pair[2])) / pair[0].needs)
    gaps = near.lacks(header)
    there = shortened(", ".join(name for name in header if name))
    if len(gaps) < near.needs / 2:
        name, column = next(iter(gaps.items()))
        more = f", and {len(gaps) - 1} more" if len(gaps) > 1 else ""
        return DataError(
            f"{file}, row {number + 1}: column {column!r} ({name}) is missing{more} (read as "
            f"{near.name}); the columns there are: {there}. Name another with --column "
            f"{name}=COLUMN"
        )
    number, header = max(headers, key=lambda pair: len([cell for cell in pair[1] if cell]))
    there = shortened(", ".join(name for name in header if name))
    return DataError(
        f"{file}, row {number + 1}: its columns are of no known table; the columns there are: "
        f"{there}. Known are {', '.join(one.name for one in KNOWN)}, and plain tables with years "
        "in columns or in rows: name what they hold with --column period=COLUMN --column "
        "exports=COLUMN (or imports, turnover, balance)"
    )
