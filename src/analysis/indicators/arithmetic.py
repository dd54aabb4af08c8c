"""Arithmetic of intervals in frames: align them, divide them, and say what bounds decide."""

import numpy as np
import pandas as pd

from analysis.errors import DataError

ENDS = ["value", "low", "high"]
SIGN = ("fall", "rise")
BALANCE = ("deficit", "surplus")


def aligned(*frames: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return the frames on one index: that of the first, and after it what only others have."""
    frames = tuple(numbers(frame) for frame in frames)
    index = frames[0].index
    for frame in frames:
        if not frame.index.is_unique:
            twice = frame.index[frame.index.duplicated()][0]
            raise DataError(f"{twice} stands twice in the index: each row needs its own")
        if not frame.index.equals(index):
            _refuse_unlike(frames[0].index, frame.index)
            index = index.union(frame.index, sort=False)
    return tuple(frame.reindex(index) for frame in frames)


def levels(*frames: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Return levels on one index as `aligned` does, and refuse what is below zero."""
    frames = aligned(*frames)
    for frame in frames:
        below = frame.index[(frame < 0).any(axis=1)]
        if len(below):
            value, low, high = frame.loc[below[0]]
            raise DataError(
                f"{below[0]} is {value:g} ({low:g} to {high:g}), and a level is 0 or more: growth, "
                "shares and ratios of a number below 0 say nothing. Subtract balances with "
                "difference()"
            )
    return frames


def numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Return value, low and high of a frame as floating-point numbers, and refuse other things."""
    _refuse_without_bounds(frame)
    try:
        return frame[ENDS].astype(float)
    except (TypeError, ValueError):
        read = frame[ENDS].apply(pd.to_numeric, errors="coerce")
        odd = read.isna() & frame[ENDS].notna()
    for end in ENDS:
        for name, cell in frame.loc[odd[end], end].items():
            raise DataError(f"{name}, column {end}: {cell!r} is not a number") from None
    return read.astype(float)


def _refuse_without_bounds(frame: pd.DataFrame) -> None:
    """Refuse what is no frame, or lacks the number or its bounds."""
    if not isinstance(frame, pd.DataFrame):
        raise DataError(
            "an indicator needs a DataFrame with the columns value, low and high, and got "
            f"{type(frame).__name__}"
        )
    lacking = [end for end in ENDS if end not in frame.columns]
    if lacking:
        known = ", ".join(map(str, frame.columns)) or "none"
        raise DataError(
            f"an indicator needs the columns value, low and high; {' and '.join(lacking)} "
            f"{'is' if len(lacking) == 1 else 'are'} not among the columns: {known}"
        )


def _refuse_unlike(one: pd.Index, other: pd.Index) -> None:
    """Refuse to set rows against each other whose names cannot be the same ones."""
    names = [list(index.names) for index in (one, other)]
    if one.nlevels != other.nlevels or (
        one.nlevels > 1 and names[0] != names[1] and None not in names[0] + names[1]
    ):
        raise DataError(
            f"the index has {names[0]} in one frame and {names[1]} in another: bring both to the "
            "same levels in one order"
        )
    for level in range(one.nlevels if len(one) and len(other) else 0):
        mine, theirs = one.get_level_values(level), other.get_level_values(level)
        if _are_numbers(mine) != _are_numbers(theirs):
            one_name, other_name = mine.to_list()[0], theirs.to_list()[0]
            raise DataError(
                f"the index has {one_name!r} in one frame and {other_name!r} in the other: write "
                "years as whole numbers in both"
            )


def _are_numbers(names: pd.Index) -> bool:
    """Say whether rows are named by numbers, as years are."""
    return bool(pd.api.types.is_numeric_dtype(names.dtype)) or names.inferred_type == "integer"


def difference_of(a: pd.DataFrame, b: pd.DataFrame, words: tuple[str, str]) -> pd.DataFrame:
    """Return a - b with its bounds, and what they decide in the given words."""
    a, b = aligned(a, b)
    return result_of(
        a.index, a["value"] - b["value"], a["low"] - b["high"], a["high"] - b["low"], words=words
    )


def quotients(top: pd.DataFrame, bottom: pd.DataFrame) -> list[np.ndarray]:
    """Return value, low and high of top / bottom, row by row; missing over a value of zero."""
    tops = [top[c].to_numpy(dtype=float) for c in ("value", "low", "high")]
    bottoms = [bottom[c].to_numpy(dtype=float) for c in ("value", "high", "low")]
    with np.errstate(divide="ignore", invalid="ignore"):
        value, low, high = (t / b for t, b in zip(tops, bottoms, strict=True))
    value = np.where(bottoms[0] == 0, np.nan, value)
    # A level is positive where it is divided by, so that 0 over it is 0 however small it is.
    low, high = (
        np.where((t == 0) & (b == 0), 0.0, q)
        for t, b, q in zip(tops[1:], bottoms[1:], (low, high), strict=True)
    )
    return [value, low, high]


def quotients_of_quotients(
    top: tuple[pd.DataFrame, pd.DataFrame], bottom: tuple[pd.DataFrame, pd.DataFrame]
) -> list[np.ndarray]:
    """Return value, low and high of one quotient over another one, row by row."""
    one, other = (
        pd.DataFrame(dict(zip(ENDS, quotients(*pair), strict=True))) for pair in (top, bottom)
    )
    return quotients(one, other)


def zero_bases(index: pd.Index, base: pd.DataFrame, now: pd.DataFrame) -> tuple[object, ...]:
    """Return the rows that have a value and no rate, since their base is zero."""
    return tuple(index[(base["value"].to_numpy() == 0) & now["value"].notna().to_numpy()])


def result_of(
    index: pd.Index,
    value: np.ndarray | pd.Series,
    low: np.ndarray | pd.Series,
    high: np.ndarray | pd.Series,
    *,
    words: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Return the frame of a result, with what its bounds decide in the given words."""
    value, low, high = (np.asarray(x, dtype=float) for x in (value, low, high))
    impossible = low > high
    missing = np.isnan(value) | np.isnan(low) | np.isnan(high)
    fall, rise = words or ("", "")
    names = ["undecided" if words else "", fall, rise, "impossible", "missing"]
    which = np.select([missing, impossible, low > 0, high < 0], [4, 3, 2, 1])
    decided = pd.array(names, dtype="str").take(which)
    value = np.where(missing, np.nan, value)
    low, high = (np.where(missing | impossible, np.nan, bound) for bound in (low, high))
    columns = {"value": value, "low": low, "high": high, "decided": decided}
    # The columns are new, and pandas need not copy them together.
    return pd.DataFrame(columns, index, copy=False)
