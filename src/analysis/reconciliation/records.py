"""Say which earlier level a record has to exceed, or fall short of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from analysis.study.pair_figures import facts_of, rows_of
from analysis.study.periods import days, shifted
from analysis.study.quantities import FLOWS, STOCKS
from analysis.study.schema import INFINITY, RECORDS
from analysis.study.wording import Number

if TYPE_CHECKING:
    from analysis.study.study import Study

_NOTHING, _ONE = Decimal(0), Decimal(1)


def held_against(study: Study) -> dict[str, str]:
    """Return the earlier period that each record without a number is held against.

    A record high is at least every earlier level of the same flow, stock or balance since its base,
    according to the same statistics. Of these the largest that is printed says most, and of a
    record low the smallest. A record of which no earlier level is printed is held against nothing.

    Returns
    -------
    dict
        figure_id → period.

    Examples
    --------
    >>> from analysis import read
    >>> held_against(read("tests/invented-euros"))["courier-record-2021"]
    '2020-M07/2021-M06'
    """
    if not study.figures["wording"].isin(RECORDS).any():
        return {}
    facts = facts_of(study)
    levels = facts["quantity"].isin([*FLOWS, *STOCKS, "balance"]) & (facts["product"] == "")
    same = facts["measured_in"].isin(["", study.currency]) & (facts["period"] != "")
    records = facts[facts["wording"].isin(RECORDS) & facts["value"].isna() & levels & same]
    found = {}
    for _, record in records.iterrows():
        rows = _earlier(study, record)
        is_highest = record["wording"] == RECORDS[0]
        ends = rows["low"] if is_highest else -rows["high"]
        says_nothing = 0 if is_highest and record["quantity"] != "balance" else -float("inf")
        ends = ends[ends > says_nothing]
        if len(ends):
            found[str(record["figure_id"])] = str(rows["period"][ends.idxmax()])
    return found


def as_change(wording: str, number: Number) -> Number:
    """Return what a record says of its change over an earlier level: at least 0, or at most.

    Examples
    --------
    >>> from analysis.study.wording import UNPRINTED
    >>> [str(end) for end in as_change("lowest", UNPRINTED).strict]
    ['-Infinity', '0']
    """
    ends = (_NOTHING, INFINITY) if wording == RECORDS[0] else (-INFINITY, _NOTHING)
    return number._replace(value=_NOTHING, strict=ends, close=ends, step=_ONE)


def _earlier(study: Study, record: pd.Series) -> pd.DataFrame:
    """Return the levels of the same months of earlier years after the base of a record.

    "The highest since 2015" leaves open whether 2015 was higher.
    """
    quantity, reporter, partner, side = record[["quantity", "reporter", "partner", "statistics_of"]]
    sides = [side] if side else ["", reporter, partner]
    rows = rows_of(study, quantity, reporter, partner)
    rows = rows[rows["statistics_of"].isin(sides)].reset_index(drop=True)
    since = days(record["base"]) or (0, 0)
    is_earlier = [_is_earlier(period, record["period"], since[1]) for period in rows["period"]]
    return rows[pd.Series(is_earlier, dtype=bool)]


def _is_earlier(period: str, record: str, since: int) -> bool:
    """Say whether a period is the same months of an earlier year, and after the base."""
    own, now = days(period), days(record)
    if own is None or now is None or own[0] >= now[0] or own[0] < since:
        return False
    years = round((own[0] - now[0]) / 365.25)
    return own == (shifted(now[0], years), shifted(now[1], years))
