"""Give figures of one source and side by year, each as an interval."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import BALANCED
from analysis.errors import DataError, one_of
from analysis.study import countries, quantities
from analysis.study.pair_figures import INTERVAL, by_year, finest, rows_of
from analysis.study.wording import READINGS

if TYPE_CHECKING:
    from analysis.study.study import Study

Years = tuple[int, int] | str | int


def series(
    study: Study,
    quantity: str,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    source: str | None = None,
    statistics_of: str | None = None,
    region: str | None = None,
    period: str | None = None,
    years: Years | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the figures of one quantity by year, as one source gives them.

    On one and the same side's statistics, exports of A to B are the imports of B from A: a figure
    is found under either name. Where a source prints exports and imports of a side and no
    turnover, its turnover is their sum.

    Parameters
    ----------
    reporter, partner
        The study's where left out; the reporter is blank for a regional total.
    source, statistics_of, region
        The choice where several are at hand; ``statistics_of="open"`` (or "") is the open side,
        ``own`` each member's own statistics of a regional quantity.
    period
        A dated or part-year figure instead of whole years.
    years
        First and last year as (2015, 2020), "2015-2020" or one year, or "all"; the study's where
        left out.
    reading
        strict or close.

    Returns
    -------
    pandas.DataFrame
        value, low, high (USD million, percent or count) indexed by year, or by period where one
        is given; empty where there is no figure.

    Raises
    ------
    DataError
        For an unknown quantity, code, source, side or region, or years that are none; where
        several sources or sides are left without a choice.

    Examples
    --------
    >>> from analysis import read
    >>> series(read("tests/invented"), "turnover", source="courier-2006-03", years=(2002, 2003))
          value    low   high
    year
    2002  120.0  115.0  125.0
    2003  110.0  100.0  120.0
    """
    one_of(quantity, quantities.QUANTITIES, "quantity")
    one_of(reading, READINGS, "reading")
    if quantity in quantities.REGIONAL_TOTALS:
        reporter = ""
    else:
        reporter = study.known_party(study.reporter if reporter is None else reporter)
    partner = study.known_party(study.partner if partner is None else partner)
    source = None if source is None else study.known_source(source)
    rows = rows_of(study, quantity, reporter, partner, reading, source)
    if statistics_of is not None:
        rows = rows[rows["statistics_of"] == _known_side(study, quantity, statistics_of)]
    if region is not None:
        rows = rows[rows["region"] == _known_region(study, region)]
    if period is None:
        rows = yearly(study, rows, years)
    else:
        rows = finest(rows[rows["period"] == period]).set_index("period")
    return one_series(study, quantity, rows)


def region_members(
    study: Study, region: str, *, source: str, statistics_of: str = "own"
) -> pd.DataFrame:
    """Return the turnover of each member of a region with the study's partner.

    Parameters
    ----------
    statistics_of
        ``own`` for each member's own statistics, or a code for one side's of all of them.

    Returns
    -------
    pandas.DataFrame
        value, low, high (USD million) indexed by reporter, partner, year. A member without
        figures has no rows.

    Examples
    --------
    >>> from analysis import read
    >>> members = region_members(read("tests/invented"), "Lowland", source="fund-2007")
    >>> members.index.get_level_values("reporter").unique().to_list()
    ['XAA', 'XCC']
    """
    members = study.regions.loc[study.regions["region"] == region, "member"]
    if members.empty:
        raise DataError(f"{region!r} is not in regions.csv")
    parts = {}
    for member in members:
        side = member if statistics_of == "own" else statistics_of
        parts[member, study.partner] = series(
            study, "turnover", reporter=member, source=source, statistics_of=side
        )
    return pd.concat(parts, names=["reporter", "partner", "year"])


def yearly(study: Study, rows: pd.DataFrame, years: Years | None = None) -> pd.DataFrame:
    """Return the rows of whole years by year, from the first to the last; of each the finest."""
    rows = finest(rows)
    if years is None:
        years = study.years
    if isinstance(years, str) and years == "all":
        return by_year(rows, study.year_begins)
    first, last = _ends(years)
    if first > last:
        raise DataError(f"the first year {first} is after the last year {last}")
    return by_year(rows, study.year_begins).loc[first:last]


def _ends(years: Years) -> tuple[int, int]:
    """Return the first and the last of years: (2015, 2020), "2015-2020" or 2015."""
    ends: Sequence[object] = years if isinstance(years, tuple | list) else [years, years]
    if isinstance(years, str):
        first, _, last = years.partition("-")
        ends = [int(end) if end.isdecimal() else end for end in (first, last or first)]
    if len(ends) == 2 and isinstance(ends[0], Integral) and isinstance(ends[1], Integral):
        return int(ends[0]), int(ends[1])
    raise DataError(
        f"years {years!r} is not a first and a last year, as in years=(2015, 2020), nor 'all'"
    )


def one_series(study: Study, quantity: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return value, low and high of rows that are one series, with who published them."""
    _one_choice(rows, quantity)
    result = rows[INTERVAL]
    result.attrs |= study.about(rows["source_id"].unique())
    return result


def _one_choice(rows: pd.DataFrame, quantity: str) -> None:
    """Refuse rows of several sources, sides or regions."""
    columns = (rows[column] for column in ("source_id", "statistics_of", "region"))
    choices = dict.fromkeys(zip(*columns, strict=True))
    if len(choices) > 1:
        listed = [
            f"{source} (statistics_of {side!r}{f', region {region!r}' if region else ''})"
            for source, side, region in choices
        ]
        raise DataError(
            f"{quantity} has several sources or sides: {'; '.join(listed)}; "
            "choose with source=, statistics_of= or region="
        )


def _known_side(study: Study, quantity: str, side: str) -> str:
    """Return the side as statistics_of has it, and refuse one that no figure can have."""
    if side in ("", "open"):
        return ""
    regional = side == "own" and quantity in quantities.REGIONAL
    named = side == BALANCED or side in set(study.regions["region"])
    if regional or named or countries.is_code(side):
        return side
    known = ", ".join(sorted({*study.figures["side"], "open"}))
    raise DataError(
        f"statistics_of {side!r} is no side of {quantity}: write 'open' or an ISO 3166 alpha-3 "
        f"code; the figures have {known}"
    )


def _known_region(study: Study, region: str) -> str:
    """Refuse a region that is not in regions.csv; blank is a figure without one."""
    known = study.regions["region"].unique()
    if region and region not in known:
        raise DataError(
            f"region {region!r} is not in regions.csv, which has {', '.join(known) or 'none'}"
        )
    return region
