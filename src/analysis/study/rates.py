"""Read the exchange rates of a study."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.errors import DataError, Fault
from analysis.study.checks import LARGEST, number_fault
from analysis.study.faults import cell_fault
from analysis.study.periods import days
from analysis.study.tables import records
from analysis.study.units import MONEY, is_money
from analysis.study.wording import WORDINGS, Number, exact_number


class Rate(NamedTuple):
    """Units of a currency for one US dollar, as a source has it of a period."""

    currency: str
    period: str
    number: Number
    source_id: str


def read_rates(rates: pd.DataFrame | None) -> tuple[list[Rate], list[Fault]]:
    """Read the exchange rate of each row, and say of which rows it is none."""
    read: list[Rate] = []
    faults: list[Fault] = []
    if rates is None:
        return read, faults
    columns = ["currency", "period", "as_written", "wording", "source_id"]
    for row, cells in zip(rates.index, records(rates), strict=True):
        currency, period, text, wording, source = (cells[column] for column in columns)
        if currency == MONEY or not is_money(currency):
            why = "is not the code of a currency other than the US dollar"
            faults.append(cell_fault("rates.csv", row, "currency", currency, why))
        if not days(period):
            why = "is not a period of days known: write 2019, or the months of a fiscal year"
            faults.append(cell_fault("rates.csv", row, "period", period, why))
        if wording not in WORDINGS:
            continue
        try:
            number = exact_number(text, wording, "percent")
        except DataError as error:
            faults.append(number_fault("rates.csv", row, text, error))
            continue
        if number.strict[0] > 0 and number.value < LARGEST:
            read.append(Rate(currency, period, number, source))
        else:
            why = "cannot be: a rate is above 0"
            faults.append(cell_fault("rates.csv", row, "as_written", text, why))
    return read, faults
