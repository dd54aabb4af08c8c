"""Find where a study's pair stands among the pairs of the world of at least its size class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import text as words
from analysis.indicators.balances import balance, normalised_balance, ratio
from analysis.indicators.rates import growth
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import official, sides
from analysis.world.distribution import CLASSES, PERCENTILES, shipped
from analysis.world.panel_layout import COPIED

if TYPE_CHECKING:
    from analysis.study.study import Study

UNITS = {"mirror_ratio": "ratio", "growth": "percent", "larger_share": "percent"}
BANDS = ["p5", "p25", "p50", "p75", "p95"]
_NAMES = {
    "mirror_ratio": "mirror ratio",
    "growth": "growth of turnover",
    "larger_share": "share of the larger partner",
}
_MANY = {"mirror_ratio": "mirror ratios", "growth": "growth rates", "larger_share": "shares"}


def places(study: Study) -> pd.DataFrame:
    """Return where the pair's indicators stand among the world's pairs, by year.

    A pair is compared with those of its size class and above: those whose turnover of the same
    year, by the statistics of both sides, is at least the class that its own reaches in that year.

    Returns
    -------
    pandas.DataFrame
        Indexed by indicator (mirror_ratio, growth, larger_share), of (whose it is) and year: value,
        low, high; at_least, the size class (USD million); pairs, how many there are in it; n, how
        many values they have (a mirror ratio a flow, the others by either side);
        ``above`` and ``below``: the value lies above the one percentile and not above the other
        (0 and 100 are the ends); and the percentiles of the class that charts show. The table's
        years and classes end somewhere: what is beyond them has no place.

    Examples
    --------
    >>> from analysis import read
    >>> found = places(read("tests/invented"))
    >>> list(found.index.unique("indicator"))
    ['mirror_ratio', 'growth', 'larger_share']
    """
    size = _size_classes(study)
    parts = {
        (indicator, of): levels[INTERVAL].join(size, how="inner")
        for indicator, statements in _statements(study).items()
        for of, levels in statements.items()
    }
    rows = pd.concat(parts, names=["indicator", "of", "year"]).dropna(subset=["value", "at_least"])
    if rows.empty:
        return rows.assign(**dict.fromkeys(["pairs", "n", "above", "below", *BANDS], np.nan))
    table = shipped()
    keys = pd.MultiIndex.from_arrays(
        [rows.index.get_level_values("year"), rows["at_least"], rows.index.get_level_values(0)]
    )
    world = table.reindex(keys).set_axis(rows.index)
    percentiles = world[PERCENTILES].to_numpy()
    rows[["pairs", "n", *BANDS]] = world[["pairs", "n", *BANDS]]
    rows["above"] = (percentiles <= rows[["low"]].to_numpy()).sum(axis=1)
    rows["below"] = (percentiles <= rows[["high"]].to_numpy()).sum(axis=1) + 1
    return rows[world["p50"].notna()].astype({"at_least": int, "pairs": int, "n": int})


def only(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return the places of one indicator, indexed by of and year; empty where there are none.

    Examples
    --------
    >>> from analysis import read
    >>> only(places(read("tests/invented")), "growth").index.names
    FrozenList(['of', 'year'])
    """
    return rows[rows.index.get_level_values("indicator") == indicator].droplevel("indicator")


def place_words(row: pd.Series, indicator: str) -> str:
    """Return where a value of an indicator stands, and among how many values of how many pairs.

    Examples
    --------
    >>> row = pd.Series({"above": 92, "below": 93, "at_least": 100, "pairs": 2807, "n": 5595})
    >>> place_words(row, "mirror_ratio")
    'between the 92nd and the 93rd percentile of the 5,595 mirror ratios of 2,807 pairs of at \
least USD 100 million'
    >>> row = pd.Series({"above": 99, "below": 100, "at_least": 0, "pairs": 1, "n": 2})
    >>> place_words(row, "growth")
    'above the 99th percentile of the 2 growth rates of 1 pair of any size'
    """
    above, below = int(row["above"]), int(row["below"])
    if above == 0:
        place = f"below the {_ordinal(below)} percentile"
    elif below == 100:
        place = f"above the {_ordinal(above)} percentile"
    else:
        place = f"between the {_ordinal(above)} and the {_ordinal(below)} percentile"
    least, pairs = row["at_least"], int(row["pairs"])
    size = f"at least {words.quantity(least, 'USD million')}" if least else "any size"
    values = f"{int(row['n']):,} {_MANY[indicator]} of {words.counted(pairs, 'pair')}"
    return f"{place} of the {values} of {size}"


def place_lines(rows: pd.DataFrame, indicator: str) -> list[str]:
    """Return a line for each of an indicator's statements: its last year, and where it stood.

    Examples
    --------
    >>> from analysis import read
    >>> len(place_lines(places(read("tests/invented")), "mirror_ratio"))
    2
    """
    lines = []
    for of, known in only(rows, indicator).groupby(level="of", sort=False):
        year = known.index.get_level_values("year").max()
        row = known.xs(year, level="year").iloc[0]
        unit = UNITS[indicator]
        value = words.quantity(row["value"], unit)
        middle = words.quantity(row["p50"], unit)
        lines.append(f"{of}: {value} in {year}, {place_words(row, indicator)} (median {middle})")
    return lines or [f"The {_NAMES[indicator]} has no place: {nowhere()}"]


def finding(rows: pd.DataFrame, indicator: str) -> str:
    """Return what is to be said of an indicator's places in one line, as the title of a chart.

    Examples
    --------
    >>> rows = pd.DataFrame({"above": [92, 50], "below": [93, 51], "of": "A", "year": [2019, 2020]})
    >>> rows = rows.assign(indicator="mirror_ratio").set_index(["indicator", "of", "year"])
    >>> finding(rows, "mirror_ratio")
    "1 of 2 mirror ratios is in the highest or lowest tenth of the world's; usual is 1 in 5"
    >>> finding(rows, "growth")
    'The growth of turnover has no place among the pairs of the world'
    """
    here = only(rows, indicator)
    if here.empty:
        return f"The {_NAMES[indicator]} has no place among the pairs of the world"
    if indicator == "larger_share":
        more = int((here["above"] >= 50).sum())
        return f"{more} of {len(here)} times the trade is more one-sided than that of most pairs"
    many = int(((here["above"] >= 90) | (here["below"] <= 10)).sum())
    where = "in the highest or lowest tenth of the world's; usual is 1 in 5"
    return f"{many} of {len(here)} {_MANY[indicator]} {'is' if many == 1 else 'are'} {where}"


def comparison() -> str:
    """Return how pairs are classed by size, and which flows are not compared.

    Examples
    --------
    >>> comparison()[:76]
    'The classes begin at 0, 1, 10, 100, 1,000 and 10,000 million US dollars, and'
    """
    starts = words.join_names(f"{least:,}" for least in CLASSES)
    copies = words.join_names(words.number(times, "ratio") for times in COPIED)
    copies = copies.replace(" and ", " or ")
    return (
        f"The classes begin at {starts} million US dollars, and year by year a pair, this one like "
        "every other, belongs to the highest that it reaches. Flagged estimates are left out, and "
        f"so are flows where imports are {copies} times the exports to six "
        "digits: there one side's figure was probably made from the other's."
    )


def nowhere() -> str:
    """Return why a pair has no place, for a sentence.

    Examples
    --------
    >>> nowhere()[:58]
    'the official statistics of both sides are needed for it, i'
    """
    years = shipped().index.get_level_values("year")
    return (
        "the official statistics of both sides are needed for it, in a year from "
        f"{years.min()} to {years.max()}"
    )


def signs(study: Study) -> pd.DataFrame:
    """Return whether the two sides agree on the sign of the balance, and how often others do not.

    Returns
    -------
    pandas.DataFrame
        Indexed by year: the balance by either side (USD million), ``disagree`` (yes, no, or blank
        where a sign is not known), at_least, pairs, and ``world``, the percent of the pairs of the
        class whose sides disagree, of those where both signs are known and no flow is copied.

    Examples
    --------
    >>> from analysis import read
    >>> signs(read("tests/invented"))["disagree"].iloc[-1]
    'yes'
    """
    size = _size_classes(study)
    exports, imports = official(study, "exports"), official(study, "imports")
    both = {side: balance(exports[side], imports[side]) for side in sides(study)}
    rows = pd.DataFrame({study.side_name(side): found["value"] for side, found in both.items()})
    decided = pd.DataFrame({side: found["decided"] for side, found in both.items()})
    known = decided.isin(["surplus", "deficit"]).all(axis=1)
    same = decided.eq(decided.iloc[:, 0], axis=0).all(axis=1)
    rows["disagree"] = np.where(known, np.where(same, "no", "yes"), "")
    rows = rows.join(size, how="inner").dropna(subset="at_least").astype({"at_least": int})
    keys = [(year, least, "balance") for year, least in rows["at_least"].items()]
    world = shipped().reindex(pd.MultiIndex.from_tuples(keys, names=shipped().index.names))
    rows["pairs"], rows["world"] = world["pairs"].to_numpy(), world["differ"].to_numpy()
    return rows.dropna(subset="world").astype({"pairs": int})


def sign_lines(signs: pd.DataFrame) -> list[str]:
    """Return a line that says how often the two sides disagree on the sign of the balance.

    Examples
    --------
    >>> rows = pd.DataFrame({"disagree": ["yes", "no"], "world": [15.0, 16.0]}, [2019, 2020])
    >>> sign_lines(rows)[0].partition("in ")[2]
    '2019 (1 of 2 years); of the pairs of at least its size class 15.0 to 16.0 percent do, where \
the signs of both sides are known and neither flow is probably copied'
    """
    known = signs[signs["disagree"] != ""]
    if known.empty:
        return [f"The sign of the balance cannot be compared: {nowhere()}"]
    years = known.index[known["disagree"] == "yes"]
    ends = dict.fromkeys(words.number(x) for x in (known["world"].min(), known["world"].max()))
    when = f"{words.join_names(years)} ({len(years)} of {words.counted(len(known), 'year')})"
    when = when if len(years) else f"none of {words.counted(len(known), 'year')}"
    return [
        f"the two sides disagree on the sign of the balance in {when}; of the pairs "
        f"of at least its size class {' to '.join(ends)} percent do, where the signs of "
        "both sides are known and neither flow is probably copied"
    ]


def _statements(study: Study) -> dict[str, dict[str, pd.DataFrame]]:
    """Return what is compared: indicator → whose → value, low, high by year."""
    turnovers, exports, imports = (official(study, q) for q in ("turnover", "exports", "imports"))
    here, there = study.reporter, study.partner
    one, other = study.name(here), study.name(there)
    by = {side: f"by {study.side_name(side)}" for side in sides(study)}
    return {
        "mirror_ratio": {
            f"imports of {one} over exports of {other}": ratio(imports[here], imports[there]),
            f"imports of {other} over exports of {one}": ratio(exports[there], exports[here]),
        },
        "growth": {by[side]: growth(turnovers[side]) for side in by},
        "larger_share": {by[side]: _larger_share(exports[side], imports[side]) for side in by},
    }


def _larger_share(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the larger of two flows in percent of their sum: at least 50, with exact bounds.

    It is 50 (1 + |b|), where b is the normalised balance.
    """
    found = normalised_balance(exports, imports)[INTERVAL]
    size = found.abs()
    level = (found["low"] <= 0) & (found["high"] >= 0)
    nearest = size[["low", "high"]].min(axis=1, skipna=False).mask(level, 0.0)
    farthest = size[["low", "high"]].max(axis=1, skipna=False)
    sizes = pd.DataFrame({"value": size["value"], "low": nearest, "high": farthest})
    return 50 * (1 + sizes)


def _size_classes(study: Study) -> pd.Series:
    """Return the size class of the pair, by year: the largest that both turnovers reach.

    The world's pairs are classed in the same way, year by year.
    """
    one, other = (official(study, "turnover")[side]["value"] for side in sides(study))
    smaller = pd.concat([one, other], axis=1).min(axis=1, skipna=False)
    reached = smaller.map(lambda size: max((c for c in CLASSES if size >= c), default=np.nan))
    return reached.astype(float).rename("at_least")


def _ordinal(number: int) -> str:
    """Return a number as an ordinal."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in (11, 12, 13) else ending}"
