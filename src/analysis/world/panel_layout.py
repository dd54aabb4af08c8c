"""Know the columns of panels of bilateral trade: which holds what, in which unit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

from analysis.errors import DataError, one_of

_DATA = tomllib.loads(resources.files("analysis.world").joinpath("layouts.toml").read_text("utf-8"))

UNITS: dict[str, float] = _DATA["units"]
"""Unit of a panel's values → USD million."""

FORMS: dict[str, list[str]] = _DATA["forms"]
"""Form → what its rows need."""

FLOWS: dict[str, list[str]] = _DATA["flows"]
"""exports, imports and other → the words for them in long form."""

WORLD: list[str] = _DATA["world"]["codes"]
AREAS: dict[str, str] = _DATA["areas"]
"""What UN trade statistics call an area → its one name."""

CURRENCY: dict[str, Any] = _DATA["currency"]
"""columns: those that name the currency of a row; others: how those are written that are no
dollars, an expression for texts in capital letters."""

NO_DOLLARS = (
    "is not in US dollars, in which results and size classes are, and nothing is converted here: "
    "convert the panel by a rate of each year first"
)

COPIED = (1.0, 1.06, 1.1)
"""Ratios of imports to exports, to six digits, at which one side's figure was probably made from
the other's: the usual factors for the estimates in the IMF's Direction of Trade Statistics."""

MORE = ("exports_flag", "imports_flag", "flag", "product", "currency")
"""What rows may also have: flags of estimates, products to be summed, and their currency."""

FIELDS = tuple(dict.fromkeys([*(name for form in FORMS.values() for name in form), *MORE]))


@dataclass(frozen=True)
class Layout:
    """Which column of a panel holds what: field → column, the unit, and which rows are meant."""

    name: str
    columns: Mapping[str, str]
    unit: str = "million"
    only: Mapping[str, str] = field(default_factory=dict)
    """Column → its text in the rows that are meant; the other rows are breakdowns of these."""

    @property
    def form(self) -> str:
        """The form that the fields make."""
        if "flow" in self.columns:
            return "long"
        if "value" in self.columns:
            return "reconciled"
        return "both flows" if "reporter" in self.columns else "mirror"

    @property
    def two_sided(self) -> bool:
        """Whether the panel has the statistics of both sides, and not one figure a flow."""
        return self.form != "reconciled"

    @property
    def flows_a_row(self) -> int:
        """How many flows of one side a row has."""
        return 2 if self.form == "both flows" else 1

    @property
    def sides(self) -> tuple[str, str]:
        """The fields with the codes of economies."""
        return ("reporter", "partner") if "reporter" in self.columns else ("exporter", "importer")

    @property
    def required(self) -> dict[str, str]:
        """The fields that rows of the form need, with their columns."""
        return {name: self.columns.get(name, name) for name in FORMS[self.form]}


def _panel(about: Mapping[str, Any]) -> Layout:
    columns = about["columns"]
    named = columns if isinstance(columns, dict) else {name: name for name in columns}
    return Layout(**{**about, "columns": named})


KNOWN = tuple(_panel(about) for about in _DATA["panels"])
"""The plain names of each form, and the panels that are recognised by their columns."""


def recognise(
    header: Sequence[str],
    named: Mapping[str, str] | None = None,
    unit: str | None = None,
    file: str = "the panel",
    first: Sequence[str] = (),
) -> Layout:
    """Return the layout of a panel with these columns.

    Parameters
    ----------
    header
        The names of the columns that there are.
    named
        Field → column, for columns that are called otherwise.
    unit
        The unit of the values, where it is not that of the layout: USD, thousand or million.
    file
        The file that a message names.
    first
        The first row: where it has no codes in one column and some in another, that is taken.

    Raises
    ------
    DataError
        For a column that is missing, with the columns that there are; an unknown field or unit.

    Examples
    --------
    >>> recognise(["t", "i", "j", "k", "v", "q"]).name
    'CEPII BACI'
    >>> recognise(["exporter", "importer", "year", "value"], unit="USD").form
    'reconciled'
    """
    named = dict(named or {})
    for name in named:
        one_of(name, FIELDS, "field")
    blank = {column for column, text in zip(header, first, strict=False) if not text.strip()}
    layout = min((_named(known, named) for known in KNOWN), key=lambda x: _lack(x, header, blank))
    if unit is not None:
        one_of(unit, tuple(UNITS), "unit")
        layout = replace(layout, unit=unit)
    _check(layout, header, named, file)
    present = {name: column for name, column in layout.columns.items() if column in header}
    only = {column: text for column, text in layout.only.items() if column in header}
    _refuse_other_currencies(present, file)
    free = (name for name in header if name not in present.values())
    if column := next((name for name in free if name.lower() in CURRENCY["columns"]), None):
        present = {"currency": column} | present
    return replace(layout, columns=present, only=only)


def _refuse_other_currencies(columns: Mapping[str, str], file: str) -> None:
    """Refuse values of which the name of their column says that they are no dollars."""
    for name in ("exports", "imports", "value"):
        if re.search(CURRENCY["others"], columns.get(name, "").upper()):
            raise DataError(f"{file}, row 1, column {columns[name]!r} {NO_DOLLARS}")


def _named(layout: Layout, named: Mapping[str, str]) -> Layout:
    """Return a layout with its columns as they are named; in another form it is a plain one."""
    renamed = replace(layout, columns={**layout.columns, **named})
    forms = _forms(named) or (renamed.form,)
    if renamed.form == layout.form and layout.form in forms:
        return renamed
    plain = next(known for known in KNOWN if known.form in forms)
    return replace(plain, columns=plain.required | dict(named))


def _forms(named: Mapping[str, str]) -> tuple[str, ...]:
    """Return which forms the named fields leave; none where they leave all."""
    if "flow" in named:
        return ("long",)
    if not {"exports", "imports"} & {*named}:
        return ()
    if {"reporter", "partner"} & {*named}:
        return ("both flows",)
    return ("mirror",) if {"exporter", "importer"} & {*named} else ("mirror", "both flows")


def _lack(layout: Layout, header: Sequence[str], blank: set[str]) -> tuple[int, int, int]:
    """Return how many columns of a layout are missing, blank, and there: the less the better.

    Layouts whose columns are all there come first, that with most columns before others.
    """
    missing = sum(column not in header for column in layout.required.values())
    there = sum(column in header for column in layout.columns.values())
    return missing, sum(layout.columns[side] in blank for side in layout.sides), -there


def _check(layout: Layout, header: Sequence[str], named: Mapping[str, str], file: str) -> None:
    twice = sorted({column for column in header if list(header).count(column) > 1})
    if twice:
        raise DataError(f"{file}, row 1: column {twice[0]!r} stands twice")
    asked = layout.required | dict(named)
    missing = {name: column for name, column in asked.items() if column not in header}
    if not missing:
        return
    there = ", ".join(header)
    if 2 * len(missing) >= len(layout.required):
        known = "; ".join(f"{one.name}: {', '.join(one.required.values())}" for one in KNOWN)
        raise DataError(
            f"{file}, row 1: its columns are of no known panel; there are: {there}. "
            f"Known are {known}. Name others with --column FIELD=COLUMN"
        )
    name, column = next(iter(missing.items()))
    what = f"column {column!r}" + (f" ({name})" if name != column else "")
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    raise DataError(
        f"{file}, row 1: {what} is missing{more} (read as {layout.name}); the columns there are: "
        f"{there}. Name another with --column {name}=COLUMN"
    )
