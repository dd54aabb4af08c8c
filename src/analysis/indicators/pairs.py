"""Step through the years of many pairs at once, without a loop over pairs."""

import numpy as np
import pandas as pd

from analysis.errors import DataError


def year_before(series: pd.DataFrame) -> pd.DataFrame:
    """Return each row's values of the year before, missing where there is none.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [1.0, 2.0, 4.0]}, index=[2015, 2016, 2018])
    >>> year_before(levels)["value"].to_list()
    [nan, 1.0, nan]
    """
    order, pair, year = _by_pair_and_year(series)
    follows = (pair[1:] == pair[:-1]) & (year[1:] == year[:-1] + 1)
    result = {}
    for column in series.columns.intersection(["value", "low", "high"], sort=False):
        values = series[column].to_numpy(dtype=float)
        values = values if order is None else values[order]
        before = np.full(len(values), np.nan)
        before[1:] = np.where(follows, values[:-1], np.nan)
        if order is not None:
            before[order] = before.copy()
        result[column] = before
    # The columns are new, and pandas need not copy them together.
    return pd.DataFrame(result, index=series.index, copy=False)


def each_pair(series: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Return each pair's first and last row, and the years between them.

    Examples
    --------
    >>> levels = pd.DataFrame({"value": [4.0, 1.0]}, index=[2018, 2015])
    >>> first, last, years = each_pair(levels)
    >>> first["value"].item(), last["value"].item(), years.item()
    (1.0, 4.0, 3)
    """
    order, pair, year = _by_pair_and_year(series)
    ordered = series if order is None else series.iloc[order]
    changes = np.flatnonzero(pair[1:] != pair[:-1])
    starts, ends = np.r_[0, changes + 1], np.r_[changes, len(pair) - 1]
    starts, ends = starts[: len(pair)], ends[: len(pair)]  # of no rows there is no pair
    first, last = ordered.iloc[starts], ordered.iloc[ends]
    if isinstance(series.index, pd.MultiIndex):
        first = first.set_axis(first.index.droplevel("year"))
    return first, last, year[ends] - year[starts]


def years_of(index: pd.Index) -> pd.Index:
    """Return the year of each row.

    Examples
    --------
    >>> years_of(pd.MultiIndex.from_tuples([("GEO", 2015)], names=["reporter", "year"])).to_list()
    [2015]
    """
    if isinstance(index, pd.MultiIndex) and "year" not in index.names:
        raise DataError(f"the index has {index.names} and no level 'year'")
    years = index.get_level_values("year") if isinstance(index, pd.MultiIndex) else index
    if len(years) and not pd.api.types.is_integer_dtype(years.dtype):
        raise DataError(f"the index must hold years as whole numbers, and has {years[0]!r}")
    return years


def _by_pair_and_year(series: pd.DataFrame) -> tuple[np.ndarray | None, np.ndarray, np.ndarray]:
    """Return the order by pair and year (None where the rows have it), and both in that order."""
    index = series.index
    years = years_of(index)
    pair = np.zeros(len(index), dtype=np.int64)
    if isinstance(index, pd.MultiIndex):
        for name, codes, level in zip(index.names, index.codes, index.levels, strict=True):
            if name != "year":
                pair = pair * (len(level) + 1) + codes
    year = years.to_numpy(dtype=np.int64)
    order = None
    if not _ordered(pair, year):
        order = np.lexsort((year, pair))
        pair, year = pair[order], year[order]
        if not _ordered(pair, year):
            twice = np.flatnonzero((pair[1:] == pair[:-1]) & (year[1:] == year[:-1]))[0] + 1
            raise DataError(f"{index[order[twice]]} stands twice: one row a pair and year")
    return order, pair, year


def _ordered(pair: np.ndarray, year: np.ndarray) -> bool:
    """Say whether rows are strictly ordered by pair and year."""
    later = (pair[1:] > pair[:-1]) | ((pair[1:] == pair[:-1]) & (year[1:] > year[:-1]))
    return bool(later.all())
