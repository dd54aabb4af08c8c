"""How an indicator is distributed among all pairs of the world, by year and size of the pair."""

from __future__ import annotations

import gzip
import io
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES = (0, 1, 10, 100, 1_000, 10_000)
"""Size classes: turnover by the statistics of both sides is at least so much, USD million."""

PERCENTS = tuple(range(1, 100))
PERCENTILES = [f"p{percent}" for percent in PERCENTS]
INDICATORS = {
    "turnover": "turnover",
    "growth": "growth",
    "balance": "balance",
    "export_share": "export_share",
    "larger_share": "export_share",
    "mirror_ratio": "import_ratio",
    "mirror_gap": "import_gap",
    "export_partner_share": "export_partner_share",
    "import_partner_share": "import_partner_share",
    "trade_intensity": "trade_intensity",
}
"""Indicator → the column of `pairs` that holds it. Each flow between two economies stands once as
the imports of a reporter, so that import_ratio has all mirror ratios."""

SIGNS = {"growth": "growth_sign_differs", "balance": "balance_sign_differs"}
SHIPPED = "distribution.csv.gz"
AMONG_PARTNERS = ("export_partner_share", "import_partner_share", "trade_intensity")
SINCE = 2000
"""The first year of these in the table that comes with the package, as of the totals there."""

COMPARED = ("growth", "larger_share", "mirror_ratio", "balance", *AMONG_PARTNERS)
"""The indicators of the table that comes with the package; of balances only the signs."""


def of_year(folder: Path, year: int, *, two_sided: bool = True) -> pd.DataFrame:
    """Return the distribution of one year, from its pairs as they are written.

    Percentiles are exact, with linear interpolation between neighbours.

    Parameters
    ----------
    folder
        The folder of `pairs`, by year.
    two_sided
        False where the panel has one figure a flow: the size is then that of this figure.

    Returns
    -------
    pandas.DataFrame
        year, at_least (USD million), indicator; pairs, how many are in the class; n, how many
        values the indicator has (a pair has one by either side, and a mirror ratio a flow); p1 to
        p99; differ, the percent of pairs of which the other side gives another sign (of growth
        and balance, where both signs are known).
    """
    columns = _columns(folder, year)
    size = columns["turnover"]
    if two_sided:
        size = np.minimum(size, columns["counterpart_turnover"])
    sized = ~np.isnan(size)
    size, columns = size[sized], {name: column[sized] for name, column in columns.items()}
    rows = []
    for indicator, column in INDICATORS.items():
        values = columns[column]
        values = np.maximum(values, 100 - values) if indicator == "larger_share" else values
        # Sorted once: what is left of an ordered array is in order. NaN comes last.
        order = np.argsort(values)[: np.count_nonzero(~np.isnan(values))]
        values, sizes = values[order], size[order]
        for at_least in CLASSES:
            ordered, chosen = values[sizes >= at_least], size >= at_least
            signs = columns[SIGNS[indicator]][chosen] if indicator in SIGNS else np.array([])
            head = [year, at_least, indicator, np.count_nonzero(chosen) // 2, len(ordered)]
            rows.append([*head, _percent(signs), *_percentiles(ordered)])
    names = ["year", "at_least", "indicator", "pairs", "n", "differ", *PERCENTILES]
    return pd.DataFrame(rows, columns=names)


def _columns(folder: Path, year: int) -> dict[str, np.ndarray]:
    """Return the columns of a year's pairs that are asked for as numbers, NaN where missing."""
    from pyarrow import concat_tables, float64, parquet

    names = sorted({*INDICATORS.values(), *SIGNS.values(), "counterpart_turnover"})
    files = sorted(folder.glob(f"year={year}/*.parquet"))
    table = concat_tables(parquet.ParquetFile(file).read(names) for file in files)
    return {name: table[name].cast(float64()).to_numpy() for name in names}


def _percent(signs: np.ndarray) -> float:
    known = signs[~np.isnan(signs)]
    return 100 * known.mean() if len(known) else np.nan


def _percentiles(ordered: np.ndarray) -> np.ndarray:
    """Return percentiles 1 to 99 of values in order, with linear interpolation."""
    if not len(ordered):
        return np.full(len(PERCENTS), np.nan)
    places = np.array(PERCENTS) / 100 * (len(ordered) - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, len(ordered) - 1)
    between: np.ndarray = ordered[below] + (places - below) * (ordered[above] - ordered[below])
    return between


def write_csv(table: pd.DataFrame, path: Path, notes: Mapping[str, str]) -> None:
    """Write what is compared of a distribution as packed CSV, with four digits, below its notes."""
    text = io.StringIO()
    text.writelines(f"# {name}: {note}\n" for name, note in notes.items())
    early = table["indicator"].isin(AMONG_PARTNERS) & (table["year"] < SINCE)
    shown = table[table["indicator"].isin(COMPARED) & ~early].copy()
    shown.loc[shown["indicator"] == "balance", PERCENTILES] = np.nan
    for column in ["differ", *PERCENTILES]:
        shown[column] = [f"{x:.4g}" if np.isfinite(x) else "" for x in shown[column]]
    shown.to_csv(text, index=False, lineterminator="\n")
    with path.open("wb") as stream, gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
        packed.write(text.getvalue().encode())


@cache
def shipped_percentiles() -> pd.DataFrame:
    """Return the distribution that comes with the package, indexed by year, at_least, indicator.

    ``attrs["source"]`` says where the figures are from, ``attrs["command"]`` how it was made.

    Examples
    --------
    >>> table = shipped_percentiles()
    >>> bool((table["p50"] <= table["p51"]).all() or table["p50"].isna().any())
    True
    """
    packed = resources.files("analysis.world").joinpath(SHIPPED).read_bytes()
    text = gzip.decompress(packed).decode()
    table = pd.read_csv(io.StringIO(text), comment="#", index_col=["year", "at_least", "indicator"])
    notes = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    table.attrs = dict(note.split(": ", 1) for note in notes)
    return table
