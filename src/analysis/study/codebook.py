"""The codebook: what the columns, quantities and wordings of a study mean, from the schema."""

import itertools
import math
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files

from analysis.study import columns, schema
from analysis.study.quantities import cut
from analysis.study.wording import exact_number
from analysis.text import opening, with_unit


def codebook() -> str:
    """Return the codebook: the columns, quantities, periods and wordings of a study, in Markdown.

    Examples
    --------
    >>> codebook().splitlines()[0]
    '## Conventions'
    """
    text = files("analysis.study").joinpath("codebook.md").read_text(encoding="utf-8")
    return text.format(
        figures=_column_table("figures.csv"),
        quantities=_quantity_table(),
        units=_unit_list(),
        scales=", ".join(schema.SCALES),
        scaled=" or ".join(f"`{name}`" for name, unit in schema.UNITS.items() if unit.takes_scale),
        wordings=_wording_table(),
        other_files="\n\n".join(map(_file, [*columns.FILES][1:])),
        settings=_table(
            ("setting", "meaning"),
            ((f"`{name}`", row.meaning) for name, row in columns.SETTINGS.items()),
        ),
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    lines = [list(head), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _column_table(file: str) -> str:
    rows = ((f"`{column.name}`", column.meaning) for column in columns.FILES[file].columns)
    return _table(("column", "meaning"), rows)


def _file(file: str) -> str:
    return f"### {file}\n\n{opening(columns.FILES[file].meaning)}.\n\n{_column_table(file)}"


def _quantity_table() -> str:
    """Return the quantities; those that differ in their name only share a row."""
    rows = []
    alike = itertools.groupby(schema.QUANTITIES.items(), key=lambda item: _said(item[1]))
    for (meaning, units, limits), members in alike:
        names = ", ".join(f"`{name}`" for name, _ in members)
        rows.append((names, meaning, " or ".join(f"`{unit}`" for unit in units), limits))
    return _table(("quantity", "meaning", "unit", "can be"), rows)


def _said(quantity: schema.Quantity) -> tuple[str, tuple[str, ...], str]:
    return quantity.meaning, quantity.units, quantity.limits.words.replace("-", "\u2212")


def _unit_list() -> str:
    return "; ".join(
        f"`{name}` ({unit.meaning})" if unit.meaning else f"`{name}`"
        for name, unit in schema.UNITS.items()
    )


def _wording_table() -> str:
    head = ("wording", "read strictly", "close reading", "example", "strictly")
    return _table(head, (_wording(name) for name in schema.WORDINGS))


def _wording(name: str) -> tuple[str, ...]:
    """Return a wording's intervals, and an example of it as it is read."""
    below, above, (quantity, number, unit) = schema.WORDINGS[name]
    is_open = schema.INFINITY in (below, above)
    close = _ends(min(below, Decimal(1)), min(above, Decimal(1))) if is_open else ""
    printed = schema.UNITS[unit].printed.format(number)
    plain = name in ("exact", "stated")
    example = printed if plain else f"{name} {printed}"
    low, high = map(float, cut(quantity, *exact_number(number, name, unit).interval()))
    read = schema.UNITS[unit].held_in
    return f"`{name}`", _ends(below, above), close, example, _span(low, high, read)


def _ends(below: Decimal, above: Decimal) -> str:
    """Return an interval around a number v in steps.

    Examples
    --------
    >>> _ends(Decimal("0.5"), Decimal(1)), _ends(Decimal(0), schema.INFINITY)
    ('v − step/2 to v + step', 'v and above')
    """
    steps = {Decimal(0): "", Decimal("0.5"): " {} step/2", Decimal(1): " {} step"}
    if not below.is_finite():
        return "v and below"
    if not above.is_finite():
        return "v and above"
    low, high = f"v{steps[below].format(chr(0x2212))}", f"v{steps[above].format('+')}"
    return low if low == high else f"{low} to {high}"


def _span(low: float, high: float, unit: str) -> str:
    """Return an interval in words.

    Examples
    --------
    >>> _span(1550, 1650, "USD million"), _span(50, math.inf, "percent")
    ('USD 1,550 to 1,650 million', 'at least 50 percent')
    """
    if high == math.inf:
        return f"at least {with_unit(f'{low:,g}', unit)}"
    return with_unit(f"{low:,g}" if low == high else f"{low:,g} to {high:,g}", unit)
