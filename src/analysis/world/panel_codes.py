"""Name each economy of a panel by its ISO 3166 alpha-3 code, however the panel names it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pandas as pd

from analysis.study.areas import OPEN, all_areas
from analysis.world.panel_layout import AREAS

if TYPE_CHECKING:
    import ibis.expr.types as ir


def alpha3_by_number() -> pd.DataFrame:
    """Return the alpha-3 code of each number of UN trade statistics, and of which years it is.

    A number that stood for two economies one after the other has two rows; before the first and
    after the last year it stands for the nearer one.

    Examples
    --------
    >>> codes = alpha3_by_number().set_index("number")
    >>> codes.loc["268", "alpha3"], codes.loc["891", "alpha3"].to_list()
    ('GEO', ['YUG', 'SCG'])
    """
    areas = sorted(all_areas(), key=lambda area: (area.number, area.first))
    rows = [(number, code, 0, OPEN) for number, code in AREAS.items() if number.isdigit()]
    for number, same in itertools.groupby(areas, lambda area: area.number):
        some = list(same)
        starts = [0, *(area.first for area in some[1:])]
        ends = [*(start - 1 for start in starts[1:]), OPEN]
        for area, start, end in zip(some, starts, ends, strict=True):
            rows.append((str(number), area.code, start, end))
    return pd.DataFrame(rows, columns=["number", "alpha3", "first", "last"])


def tidied(code: ir.StringColumn) -> ir.StringColumn:
    """Return codes without the blanks around them, in capital letters, one for each economy."""
    letters = {text: name for text, name in AREAS.items() if not text.isdigit()}
    # To strip all codes takes a tenth of a panel's time, and to look for blanks next to none.
    blanks = code.contains(" ") | code.contains("\t")
    return blanks.ifelse(code.strip(), code).upper().substitute(letters)


def translated(table: ir.Table, side: str, alpha3: ir.Table) -> ir.Table:
    """Return a table of flows with one side's numeric codes as alpha-3, where they have one."""
    names = table.columns
    codes = alpha3.view()
    table = table.mutate(number=table[side].re_replace("^0+", ""))
    found = [
        table.number == codes.number,
        table.year >= codes["first"].cast("int32"),
        table.year <= codes["last"].cast("int32"),
    ]
    joined = table.left_join(codes, found)
    kept = {name: joined[name] for name in names}
    return joined.select(**kept | {side: joined.alpha3.coalesce(joined[side])})
