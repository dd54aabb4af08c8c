"""What each economy trades with all its partners by year, and who its largest partners are."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import pandas as pd

WORLD = "WLD"
FLOWS = ("exports", "imports")
MOST = 30
"""How many of the largest partners are named."""
SHIPPED = "totals.csv.gz"
KEYS = ["economy", "flow", "year"]


def of_year(folder: Path, year: int) -> pd.DataFrame:
    """Return the totals of one year, from its pairs as they are written.

    A total is the sum over the partners of which the economy's own figures are there, flagged
    estimates among them; a partner without a figure adds nothing.

    Parameters
    ----------
    folder
        The folder of `pairs`, by year.

    Returns
    -------
    pandas.DataFrame
        economy (``WLD``: all of them), flow (exports, imports), year; total, USD million;
        ``estimated``, how many percent of it are flagged as estimates; ``partners``, with how many
        it trades (of the world, how many economies report); ``concentration``, the sum of the
        partners' squared shares; ``largest``, the codes of its largest partners in their order.
    """
    from pyarrow import concat_tables, parquet

    names = ["reporter", "partner", *FLOWS, *(f"{flow}_estimate" for flow in FLOWS)]
    files = sorted(folder.glob(f"year={year}/*.parquet"))
    pairs = concat_tables(parquet.ParquetFile(file).read(names) for file in files).to_pandas()
    rows = pd.concat([_of_flow(pairs, flow) for flow in FLOWS])
    return rows.assign(year=year).reset_index()[
        [*KEYS, "total", "estimated", "partners", "concentration", "largest"]
    ]


def _of_flow(pairs: pd.DataFrame, flow: str) -> pd.DataFrame:
    estimate = pairs[f"{flow}_estimate"]
    value = pairs[flow].fillna(estimate)
    known = pairs.assign(value=value, estimate=estimate)[value > 0]
    known = known.sort_values(["reporter", "value", "partner"], ascending=[True, False, True])
    groups = known.groupby("reporter")
    totals = groups["value"].sum()
    squares = (known["value"] ** 2).groupby(known["reporter"]).sum()
    first = known[groups.cumcount() < MOST].groupby("reporter")["partner"]
    rows = pd.DataFrame(
        {
            "total": totals,
            "estimated": 100 * groups["estimate"].sum() / totals,
            "partners": groups.size(),
            "concentration": squares / totals**2,
            "largest": first.agg(" ".join),
        }
    )
    if len(rows):
        all_of_them = [totals.sum(), 100 * known["estimate"].sum() / totals.sum(), len(rows)]
        rows.loc[WORLD, ["total", "estimated", "partners"]] = all_of_them
    rows = rows.fillna({"largest": ""}).astype({"partners": int})
    return rows.rename_axis("economy").assign(flow=flow)


def write_csv(table: pd.DataFrame, path: Path, notes: Mapping[str, str]) -> None:
    """Write totals as packed CSV, with eight digits, below their notes."""
    text = io.StringIO()
    text.writelines(f"# {name}: {note}\n" for name, note in notes.items())
    shown = table.sort_values(KEYS).copy()
    for column, digits in {"total": 8, "estimated": 3, "concentration": 4}.items():
        shown[column] = [f"{x:.{digits}g}" if x == x else "" for x in shown[column]]
    shown.to_csv(text, index=False, lineterminator="\n")
    with path.open("wb") as stream, gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
        packed.write(text.getvalue().encode())


@cache
def shipped_totals() -> pd.DataFrame:
    """Return the totals that come with the package, indexed by economy, flow and year.

    ``attrs["source"]`` says where the figures are from, ``attrs["command"]`` how it was made.

    Examples
    --------
    >>> totals = shipped_totals()
    >>> bool(totals["total"].gt(0).all() and totals["concentration"].dropna().le(1).all())
    True
    """
    packed = resources.files("analysis.world").joinpath(SHIPPED).read_bytes()
    text = gzip.decompress(packed).decode()
    table = pd.read_csv(io.StringIO(text), comment="#", index_col=KEYS, keep_default_na=False)
    numbers = ["total", "estimated", "concentration"]
    table[numbers] = table[numbers].apply(pd.to_numeric)
    notes = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    table.attrs = dict(note.split(": ", 1) for note in notes)
    return table
