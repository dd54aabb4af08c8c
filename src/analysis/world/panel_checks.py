"""Check what a panel holds: codes, totals, and that no pair and year stands twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError
from analysis.study import countries
from analysis.world.pair_tables import FLOWS, WAYS

if TYPE_CHECKING:
    from collections.abc import Collection

    import ibis.expr.types as ir

TRADE = {1960: 103_504.0, 2020: 16_883_050.0}
"""World exports in USD million: the sums over the pairs of the IMF's Direction of Trade Statistics
(country workbooks of February 2022) as exporters report them."""

FAR = 30.0
"""How many times above or below a total may be before it looks like a wrong unit: a unit slips by
a thousand, and half of the world's trade may be missing."""


@dataclass(frozen=True)
class Contents:
    """What the flows of a panel hold."""

    by_year: pd.DataFrame
    """rows, unsound, other (flows), world, itself, estimates, exports and imports (USD million), by
    year."""
    codes: Collection[str]
    """The codes of economies."""
    flows_a_row: int = 1

    @property
    def rows(self) -> int:
        """How many rows of the panel there are."""
        return self.count("rows") // self.flows_a_row

    @property
    def pairs_by_year(self) -> pd.Series:
        """How many rows of pairs of two economies there are, by year."""
        by_year = self.by_year
        return by_year["rows"] - by_year[["other", "world", "itself"]].sum(axis=1)

    @property
    def unknown(self) -> list[str]:
        """The codes that ISO 3166 does not know today: they are kept."""
        return sorted(code for code in self.codes if not countries.is_today(code))

    def count(self, column: str) -> int:
        """Return how many flows there are of a kind, over all years."""
        return int(self.by_year[column].sum())


def contents(flows: ir.Table, flows_a_row: int = 1) -> Contents:
    """Return what flows hold, a row a year, and their codes."""
    import ibis

    kept = flows.apart == ""
    kinds = {"other": "other flow", "world": "world", "itself": "itself"}
    flagged = flows.exports_estimated.cast("int32") + flows.imports_estimated.cast("int32")
    by_year = flows.group_by("year").aggregate(
        rows=flows.count(),
        unsound=(~flows.sound).cast("int64").sum(),
        **{name: (flows.apart == kind).cast("int64").sum() for name, kind in kinds.items()},
        estimates=flagged.cast("int64").sum(where=kept),
        exports=flows.exports.sum(where=kept),
        imports=flows.imports.sum(where=kept),
    )
    sides = (flows.filter(kept).select(code=flows[side]) for side in ("exporter", "importer"))
    codes = ibis.union(*sides, distinct=True).to_pandas()["code"]
    table = by_year.to_pandas().set_index("year").sort_index()
    return Contents(table, frozenset(codes), flows_a_row)


def check_totals(by_year: pd.DataFrame) -> list[str]:
    """Return a warning where a year's total is far from any world trade: the unit may be wrong.

    The usual total of a year lies on the line of constant growth between those of `TRADE`.

    Examples
    --------
    >>> check_totals(pd.DataFrame({"exports": [16e6], "imports": [17e6]}, [2020]))
    []
    >>> check_totals(pd.DataFrame({"exports": [16e9], "imports": [17e9]}, [2020]))[0][:58]
    'the flows of 2020 add up to USD 17,000,000,000 million, 1,'
    >>> check_totals(pd.DataFrame({"exports": [2e-4], "imports": [1e-4]}, [2020]))[0][:45]
    'the flows of 2020 add up to USD 0.0002 millio'
    """
    (start, first), (end, last) = TRADE.items()
    totals = by_year[["exports", "imports"]].max(axis=1).dropna()
    usual = first * (last / first) ** ((totals.index - start) / (end - start))
    times = totals / usual
    far = times[(times > FAR) | (times < 1 / FAR)]
    if far.empty:
        return []
    year = far.index[-1]
    many = f", and so in {len(far)} of {len(totals)} years" if len(far) > 1 else ""
    total, factor = (f"{x:,.0f}" if x > 1 else f"{x:.2g}" for x in (totals[year], times[year]))
    return [
        f"the flows of {year} add up to USD {total} million, {factor} times "
        f"the world's trade{many}: is the unit right, or is the panel of a few economies only?"
    ]


def refuse_duplicates(levels: ir.Table) -> None:
    """Refuse a panel where a flow of a pair and year stands in more than one row.

    Raises
    ------
    DataError
        With the first ten of them.
    """
    import ibis

    counts = [levels[f"{flow}_{way}_rows"] for flow in FLOWS for way in WAYS]
    twice = levels.filter(ibis.greatest(*counts) > 1)
    _refuse(twice.select("a", "b", "year"))


def refuse_duplicate_products(flows: ir.Table) -> None:
    """Refuse a panel where a product of a flow stands in more than one row.

    Raises
    ------
    DataError
        With the first ten of them.
    """
    keys = ["exporter", "importer", "year", "product"]
    # In long form a product of a flow stands in two rows, one a side.
    counted = flows.group_by([*keys, "states_exports"]).aggregate(rows=flows.count())
    _refuse(counted.filter(counted.rows > 1).select(*keys))


def _refuse(twice: ir.Table) -> None:
    """Refuse rows that stand twice, where there are any, with the first ten."""
    rows = twice.order_by(twice.columns).limit(10).to_pandas()
    if len(rows):
        named = "; ".join(" ".join(map(str, row)) for row in rows.itertuples(index=False))
        raise DataError(
            f"rows of one pair and year stand twice (the first {len(rows)}: {named}). Where they "
            "are products to be summed, name their column with --column product=COLUMN"
        )
