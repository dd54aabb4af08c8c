"""Write what rows of figures.csv leave out, or name otherwise, as all else reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.study.schema import QUANTITIES, RECORDS, SAME_QUANTITIES
from analysis.study.tables import records
from analysis.study.units import MONEY, is_money


def spelt_out(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the first of two names of a quantity, and a unit for each record.

    A record without a number may leave its unit blank: an amount is then in the currency of most
    amounts of its source, or of the study where its source prints none.

    Examples
    --------
    >>> row = {"quantity": "turnover_share_of_region", "unit": "percent", "source_id": "paper"}
    >>> told = pd.DataFrame([row | {"as_written": "5", "wording": "stated"}])
    >>> spelt_out(told)["quantity"].to_list()
    ['share_of_region']
    """
    figures = figures.assign(quantity=first_names(figures["quantity"]))
    if "" not in set(figures["unit"]):
        return figures
    silent = (figures["unit"] == "") & (figures["as_written"] == "")
    silent &= figures["wording"].isin(RECORDS) & figures["quantity"].isin(QUANTITIES)
    if silent.any():
        amounts = figures[(figures["unit"] != "") & figures["unit"].map(is_money).astype(bool)]
        usual = _most(amounts["unit"])
        used = {s: _most(units) for s, units in amounts.groupby("source_id")["unit"]}
        rows = records(figures[silent])
        units = [_unit(row["quantity"], used.get(row["source_id"], usual)) for row in rows]
        figures.loc[silent, "unit"] = units
    return figures


def first_names(quantities: pd.Series) -> pd.Series:
    """Return quantities under the first of two names.

    Examples
    --------
    >>> first_names(pd.Series(["turnover_share_of_region", "exports"])).to_list()
    ['share_of_region', 'exports']
    """
    known = SAME_QUANTITIES.keys() & set(quantities)
    return quantities.replace(SAME_QUANTITIES) if known else quantities


def _most(units: Iterable[str]) -> str:
    """Return the currency of most amounts; dollars of none."""
    return next((unit for unit, _ in Counter(units).most_common(1)), MONEY)


def _unit(quantity: str, currency: str) -> str:
    """Return the unit in which a quantity is: its first one, or a currency."""
    first = QUANTITIES[quantity].units[0]
    return currency if first == MONEY else first
