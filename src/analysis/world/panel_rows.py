"""Read the rows of a panel as flows, the same for every form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.world.panel_codes import tidied, translated
from analysis.world.panel_layout import CURRENCY, FLOWS, UNITS, WORLD

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from analysis.world.panel_layout import Layout

NUMBERS = ("year", "exports", "imports", "value")
"""The fields that hold numbers; the others hold text."""

LARGEST = 1e300
"""Larger than any flow, and finite."""


def flows(rows: ir.Table, layout: Layout, alpha3: ir.Table | None = None) -> ir.Table:
    """Return a panel's rows as flows from exporter to importer.

    Parameters
    ----------
    rows
        The panel as an engine reads it, numbers as numbers and all else as text.
    alpha3
        number → alpha-3 code, where the panel has numeric codes.

    Returns
    -------
    ibis.expr.types.Table
        exporter, importer, year; exports (by the exporter's statistics) and imports (by the
        importer's), USD million; exports_estimated, imports_estimated; states_exports,
        states_imports, whether the row says it; sound, whether the row can be read; apart, why it
        is left out (world, itself, other flow, or blank); and product where there are some.
    """
    import ibis

    for column, text in layout.only.items():
        rows = rows.filter(rows[column].cast("string") == text)
    if layout.form == "both flows":
        rows = rows.mutate(flow=ibis.array(["exports", "imports"]).unnest())
    fields = _fields(rows, layout)
    year = fields["year"]
    # Not a number is above all numbers, on both engines.
    sound = year.between(1500, 2500) & (fields["exporter"] != "") & (fields["importer"] != "")
    for name in ("exports", "imports"):
        sound &= fields[name].isnull() | fields[name].between(0, LARGEST)
        if UNITS[layout.unit] != 1:
            fields[name] *= UNITS[layout.unit]
    sound &= sound.ifelse(year, 0).cast("int32") == year
    fields["sound"] = sound = (sound & fields["known"]).fill_null(False)
    fields["year"] = sound.ifelse(year, 0).cast("int32")
    del fields["known"]
    table = rows.select(**fields)
    if alpha3 is not None:
        for side in ("exporter", "importer"):
            table = translated(table, side, alpha3)
    world = table.exporter.isin(WORLD) | table.importer.isin(WORLD)
    other = ~(table.states_exports | table.states_imports)
    itself = table.exporter == table.importer
    apart = ibis.cases((other, "other flow"), (world, "world"), (itself, "itself"), else_="")
    return table.mutate(apart=apart)


def _fields(rows: ir.Table, layout: Layout) -> dict[str, ir.Column]:
    """Return the columns of flows, as the form of the panel has them, and which are known flows."""
    import ibis

    def text(name: str) -> ir.StringColumn:
        return rows[layout.columns[name]].cast("string")

    def number(name: str) -> ir.FloatingColumn:
        return rows[layout.columns[name]].cast("float64")

    def flagged(name: str) -> ir.BooleanColumn:
        return (text(name) != "").fill_null(False) if name in layout.columns else no

    yes, no = ibis.literal(True), ibis.literal(False)
    fields: dict[str, ir.Column] = {"year": number("year"), "known": yes}
    if "currency" in layout.columns:
        others = text("currency").upper().re_search(CURRENCY["others"])
        fields["known"] = ~others.fill_null(False)
    if "product" in layout.columns:
        fields["product"] = text("product")
    one, other = (tidied(text(side)) for side in layout.sides)
    if layout.sides == ("exporter", "importer"):
        fields |= {"exporter": one, "importer": other}
        for name in ("exports", "imports"):
            fields[name] = number("value" if layout.form == "reconciled" else name)
            fields[f"{name}_estimated"] = flagged(f"{name}_flag")
            fields[f"states_{name}"] = yes
        return fields
    if layout.form == "both flows":
        states = {name: rows.flow == name for name in ("exports", "imports")}
    else:
        word = text("flow").upper().re_replace(r"\s+", " ").strip()
        states = {name: word.isin(FLOWS[name]) for name in ("exports", "imports")}
        fields["known"] &= states["exports"] | states["imports"] | word.isin(FLOWS["other"])
    fields["exporter"] = states["imports"].ifelse(other, one)
    fields["importer"] = states["imports"].ifelse(one, other)
    for name, here in states.items():
        whole = layout.form == "both flows"
        fields[name] = here.ifelse(number(name if whole else "value"), None)
        fields[f"{name}_estimated"] = here & flagged(f"{name}_flag" if whole else "flag")
        fields[f"states_{name}"] = here
    return fields
