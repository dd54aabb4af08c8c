"""Know the columns of panels of bilateral trade: which holds what, in which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.errors import DataError, one_of

UNITS = {"USD": 1e-6, "thousand": 1e-3, "million": 1.0}
"""Unit of a panel's values → USD million."""

COPIED = (1.0, 1.06, 1.1)
"""Ratios of imports to exports, to six digits, at which one side's figure was probably made from
the other's: the usual factors for the estimates in the IMF's Direction of Trade Statistics."""

FORMS = {
    "mirror": ("exporter", "importer", "year", "exports", "imports"),
    "long": ("reporter", "partner", "year", "flow", "value"),
    "reconciled": ("exporter", "importer", "year", "value"),
}
"""Form → what its rows need. Mirror: a flow as both sides state it; long: as one side states it;
reconciled: one figure a flow, which is neither side's."""

MORE = ("exports_flag", "imports_flag", "flag", "product")
"""What rows may also have: flags of estimates, and products to be summed."""


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
        fields = self.columns
        return "long" if "flow" in fields else "reconciled" if "value" in fields else "mirror"

    @property
    def two_sided(self) -> bool:
        """Whether the panel has the statistics of both sides, and not one figure a flow."""
        return self.form != "reconciled"

    @property
    def sides(self) -> tuple[str, str]:
        """The fields with the codes of economies."""
        return ("reporter", "partner") if self.form == "long" else ("exporter", "importer")

    @property
    def required(self) -> dict[str, str]:
        """The fields that rows of the form need, with their columns."""
        return {name: self.columns.get(name, name) for name in FORMS[self.form]}


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_COMTRADE = {"year": "refYear", "flow": "flowCode", "value": "primaryValue"}
_TOTALS = {
    "typeCode": "C",
    "freqCode": "A",
    "cmdCode": "TOTAL",
    "partner2Code": "0",
    "customsCode": "C00",
}
_TOTALS |= {"motCode": "0", "mosCode": "0"}

KNOWN = (
    Layout("mirror form", _same(*FORMS["mirror"], "exports_flag", "imports_flag")),
    Layout("long form", _same(*FORMS["long"], "flag")),
    Layout("reconciled form", _same(*FORMS["reconciled"], "product")),
    Layout(
        "IMF Direction of Trade, both sides",
        {
            "exporter": "exporter_iso3",
            "importer": "importer_iso3",
            "year": "year",
            "exports": "x_fob_by_exporter_usd_m",
            "exports_flag": "x_flag",
            "imports": "m_cif_by_importer_usd_m",
            "imports_flag": "m_flag",
        },
    ),
    Layout(
        "CEPII BACI",
        {"exporter": "i", "importer": "j", "year": "t", "value": "v", "product": "k"},
        "thousand",
    ),
    Layout(
        "UN Comtrade with ISO codes",
        _COMTRADE | {"reporter": "reporterISO", "partner": "partnerISO"},
        "USD",
        _TOTALS,
    ),
    Layout(
        "UN Comtrade",
        _COMTRADE | {"reporter": "reporterCode", "partner": "partnerCode"},
        "USD",
        _TOTALS,
    ),
)
"""The plain names of each form, and the panels that are recognised by their columns: the plain ones
come first, and are taken where all columns are named by the user."""


def recognise(
    header: Sequence[str],
    named: Mapping[str, str] | None = None,
    unit: str | None = None,
    file: str = "the panel",
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
    fields = tuple(dict.fromkeys([name for form in FORMS.values() for name in form] + [*MORE]))
    for name in named:
        one_of(name, fields, "field")
    layout = min((_named(known, named) for known in KNOWN), key=lambda one: _lack(one, header))
    if unit is not None:
        one_of(unit, tuple(UNITS), "unit")
        layout = replace(layout, unit=unit)
    _check(layout, header, named, file)
    present = {name: column for name, column in layout.columns.items() if column in header}
    only = {column: text for column, text in layout.only.items() if column in header}
    return replace(layout, columns=present, only=only)


def _named(layout: Layout, named: Mapping[str, str]) -> Layout:
    """Return a layout with its columns as they are named; in another form it is a plain one."""
    form = "long" if "flow" in named else "mirror" if {"exports", "imports"} & {*named} else None
    if form and form != layout.form:
        return Layout(f"{form} form", {name: name for name in FORMS[form]} | dict(named))
    return replace(layout, columns={**layout.columns, **named})


def _lack(layout: Layout, header: Sequence[str]) -> tuple[int, int]:
    """Return how many columns of a layout are missing, and how many are there, the less the better.

    Layouts whose columns are all there come first, that with most columns before others.
    """
    missing = sum(column not in header for column in layout.required.values())
    there = sum(column in header for column in layout.columns.values())
    return missing, -there


def _check(layout: Layout, header: Sequence[str], named: Mapping[str, str], file: str) -> None:
    """Refuse columns that are missing or stand twice."""
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
