"""Write what rows of figures.csv leave out, or name otherwise, as all else reads it."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.study.schema import QUANTITIES, RECORDS, SAME_QUANTITIES
from analysis.study.tables import records
from analysis.study.units import MONEY, is_money


def spelt_out(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the first of two names of a quantity, and a unit for each record.

    A record without a number may leave its unit blank: an amount is then in the currency of most
    amounts of its source.

    Examples
    --------
    >>> row = {"quantity": "turnover_share_of_region", "unit": "percent", "source_id": "paper"}
    >>> told = pd.DataFrame([row | {"as_written": "5", "wording": "stated"}])
    >>> spelt_out(told)["quantity"].to_list()
    ['share_of_region']
    """
    figures = figures.assign(quantity=figures["quantity"].replace(SAME_QUANTITIES))
    silent = (figures["unit"] == "") & (figures["as_written"] == "")
    silent &= figures["wording"].isin(RECORDS) & figures["quantity"].isin(QUANTITIES)
    if silent.any():
        used = _currencies(figures)
        rows = records(figures[silent])
        units = [_unit(row["quantity"], used.get(row["source_id"], MONEY)) for row in rows]
        figures.loc[silent, "unit"] = units
    return figures


def _currencies(figures: pd.DataFrame) -> dict[str, str]:
    """Return the currency of most amounts of each source."""
    amounts = figures[(figures["unit"] != "") & figures["unit"].map(is_money).astype(bool)]
    return {
        str(source): Counter(units).most_common(1)[0][0]
        for source, units in amounts.groupby("source_id")["unit"]
    }


def _unit(quantity: str, currency: str) -> str:
    """Return the unit in which a quantity is: its first one, or a currency."""
    first = QUANTITIES[quantity].units[0]
    return currency if first == MONEY else first
