"""The codebook: what the columns, quantities and wordings of a study mean, from the schema."""

import itertools
import math
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files

from analysis.english import opening
from analysis.study import columns, schema, units
from analysis.study.languages import languages
from analysis.study.numerals import as_read
from analysis.study.quantities import number_of
from analysis.text import with_unit, worded


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
        scales=", ".join(units.SCALES),
        scaled=" or ".join(f"`{name}`" for name, unit in units.UNITS.items() if unit.takes_scale),
        wordings=_wording_table(),
        locales=", ".join(f"`{code}`" for code in languages()),
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
    for (meaning, taken, limits), members in alike:
        names = ", ".join(f"`{name}`" for name, _ in members)
        rows.append((names, meaning, " or ".join(f"`{unit}`" for unit in taken), limits))
    return _table(("quantity", "meaning", "unit", "can be"), rows)


def _said(quantity: schema.Quantity) -> tuple[str, tuple[str, ...], str]:
    return quantity.meaning, quantity.units, quantity.limits.words.replace("-", "\u2212")


def _unit_list() -> str:
    return "; ".join(
        f"`{name}` ({unit.meaning})" if unit.meaning else f"`{name}`"
        for name, unit in units.UNITS.items()
    )


def _wording_table() -> str:
    head = ("wording", "read strictly", "close reading", "example", "strictly")
    return _table(head, (_wording(name) for name in schema.WORDINGS))


def _wording(name: str) -> tuple[str, ...]:
    """Return a wording with those that mean the same, its intervals, and an example of it."""
    row = schema.WORDINGS[name]
    quantity, number, unit = row.example
    is_open = schema.INFINITY in (row.below, row.above)
    close = _ends(min(row.below, Decimal(1)), min(row.above, Decimal(1))) if is_open else ""
    strictly = _ends(row.below, row.above)
    if name == "between":
        strictly = strictly.replace("v", "v₁", 1)[::-1].replace("v", "₂v", 1)[::-1]
    words = f"`{name}`" + (f" ({', '.join(row.also)})" if row.also else "")
    printed = units.UNITS[unit].printed.format(as_read(number, name, unit)[0])
    low, high = map(float, number_of(quantity, number, name, unit).strict)
    read = _span(low, high, units.UNITS[unit].held_in)
    return words, strictly, close, worded(printed, name), read


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
