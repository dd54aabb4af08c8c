"""Compute the indicators and mirror comparisons of all pairs of the world.

Panel → flows by year → blocks of years: pairs → distribution, a year at a time. All is written into
a folder beside the target, which takes the target's place at the end.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import DataError, one_of
from analysis.text import counted
from analysis.world import distribution, pair_tables, panel_checks, panel_files, panel_rows, staging
from analysis.world.engines import MEMORY, connect
from analysis.world.panel_codes import alpha3_by_number
from analysis.world.panel_layout import COPIED, recognise

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from analysis.world.engines import Engine
    from analysis.world.panel_checks import Contents
    from analysis.world.panel_files import Files
    from analysis.world.panel_layout import Layout

ENGINES = ("duckdb", "pyspark")


@dataclass(frozen=True)
class Options:
    """How a panel is read, and what is left out of comparisons."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Field → column, for columns that are called otherwise than in the known panels."""
    unit: str | None = None
    """USD, thousand or million; None: that of the known panel."""
    years: tuple[int, int] | None = None
    """First and last year of the tables; None: all."""
    estimates: bool = False
    """Whether flagged estimates count as what the side reports."""
    copied: Sequence[float] = COPIED
    """Ratios at which one side's figure was probably made from the other's."""
    rounding: float = 0.0
    """To what the figures are rounded, USD million; 0: they are exact, and have no bounds."""
    source: str = ""
    """Where the figures are from, for the description of the tables."""


def say(line: str) -> None:
    """Tell on standard error how far the work is."""
    print(line, file=sys.stderr, flush=True)


def write(
    panel: str,
    to: str | Path,
    options: Options | None = None,
    *,
    engine: str = "duckdb",
    memory: str = MEMORY,
    progress: Callable[[str], object] = say,
) -> dict[str, Any]:
    r"""Write the tables of all pairs of a panel: `pairs`, a folder a year, and `distribution`.

    Use this from a script; in a shell it is ``analysis world``. Older tables are replaced at once
    at the end; where anything fails they stay as they are.

    Parameters
    ----------
    panel
        CSV (plain or .gz) or Parquet: a file, a glob, or an address that fsspec knows.
    to
        The folder of the tables: a new or empty one, or one that holds such tables.
    engine
        duckdb or pyspark.
    memory
        How much DuckDB may hold before it spills to disk beside the target.
    progress
        Takes a line now and then: how far the work is.

    Returns
    -------
    dict
        What ``about.json`` says: rows, years, pairs, what was left out and how often, unknown
        codes, warnings.

    Raises
    ------
    DataError
        For whatever is wrong with the panel, the target or the options: nothing is written then.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = "exporter,importer,year,exports,imports\nGEO,KOR,2015,4,6\nKOR,GEO,2015,8,9\n"
    >>> _ = (folder / "panel.csv").write_text(text)
    >>> about = write(f"{folder}/panel.csv", folder / "world", progress=lambda line: None)
    >>> about["rows"], about["pairs"]
    (2, 1)
    >>> pairs = pd.read_parquet(folder / "world" / "pairs").set_index("reporter").sort_index()
    >>> pairs[["turnover", "import_ratio", "export_ratio", "balance_decided"]]
              turnover  import_ratio  export_ratio balance_decided
    reporter
    GEO           13.0         1.125         1.500         deficit
    KOR           14.0         1.500         1.125         surplus
    """
    options = options or Options()
    one_of(engine, ENGINES, "engine")
    files = panel_files.find(panel)
    layout = recognise(files.header, options.columns, options.unit, files.paths[0])
    with staging.beside(Path(to)) as folder:
        run = connect(engine, folder / "spill", memory)
        try:
            about = _tables(run, files, layout, options, folder, progress)
        except (*run.errors, OSError) as error:
            raise DataError(_explained(error, files, layout, to)) from error
        finally:
            run.close()
            for left in ("spill", "flows"):
                shutil.rmtree(folder / left, ignore_errors=True)
        about = {"panel": Path(panel).name, "layout": layout.name} | about
        text = json.dumps(about, indent=1, ensure_ascii=False)
        (folder / staging.ABOUT).write_text(f"{text}\n", encoding="utf-8")
    return about


def blocks(rows: pd.Series, at_once: float) -> Iterator[list[int]]:
    """Yield the years of a panel in blocks that have at most so many rows, or one year.

    Examples
    --------
    >>> list(blocks(pd.Series([3, 3, 3, 9], [2015, 2016, 2017, 2019]), at_once=6))
    [[2015, 2016], [2017], [2019]]
    """
    block: list[int] = []
    for year, count in rows.items():
        if block and rows[block].sum() + count > at_once:
            yield block
            block = []
        block.append(year)
    if block:
        yield block


def _tables(
    run: Engine,
    files: Files,
    layout: Layout,
    options: Options,
    folder: Path,
    progress: Callable[[str], object],
) -> dict[str, object]:
    """Write all tables into a folder, and return what there is to say of them."""
    progress(
        f"reading {counted(len(files.paths), 'file')} as {layout.name}, values in {layout.unit}"
    )
    run.write(_flows(run, files, layout, options, folder), folder / "flows")
    found = _contents(run, files, layout, options, folder)
    apart = found.by_year[["world", "itself"]].sum(axis=1)
    pairs = found.by_year.index[found.by_year["rows"] > apart]
    years = [year for year in pairs if year >= (options.years or [year])[0]]
    if not years:
        asked = f" of {_span(options.years)}" if options.years else ""
        raise DataError(f"{files.paths[0]}: no rows of pairs of two economies{asked}")
    progress(f"{counted(found.count('rows'), 'row')} of {_span(found.by_year.index)}")
    before = None
    for block in blocks(found.by_year["rows"], run.rows_at_once):
        progress(f"pairs of {_span(block)}")
        before = _write_block(run, folder, block, before, layout, options, years[0])
    tables = []
    for year in years:
        tables.append(distribution.of_year(folder / "pairs", year, two_sided=layout.two_sided))
        with_both = counted(tables[-1]["pairs"].iloc[0], "pair")
        progress(f"distribution of {year}: {with_both} with both sides")
    pd.concat(tables).to_parquet(folder / "distribution.parquet", index=False)
    return _about(run, files, layout, options, folder, found, years)


def _flows(run: Engine, files: Files, layout: Layout, options: Options, folder: Path) -> ir.Table:
    """Return the panel as flows, of the years that are asked for and the year before them."""
    types = dict.fromkeys(files.header, "text")
    types |= {c: "number" for name, c in layout.columns.items() if name in panel_rows.NUMBERS}
    first = dict(zip(files.header, files.first, strict=True))
    alpha3 = None
    if any(first[layout.columns[name]].isdigit() for name in layout.sides):
        table = pd.Series(alpha3_by_number(), name="alpha3").rename_axis("number")
        table.to_csv(folder / "alpha3.csv")
        alpha3 = run.read_small(folder / "alpha3.csv")
    flows = panel_rows.flows(run.read(files, types), layout, alpha3)
    if options.years:
        before, last = options.years[0] - 1, options.years[1]
        flows = flows.filter(~flows.sound | flows.year.between(before, last))
    return flows


def _contents(
    run: Engine, files: Files, layout: Layout, options: Options, folder: Path
) -> Contents:
    """Return what the flows hold; refuse a panel where nothing is left or a row is unsound."""
    if not any((folder / "flows").glob("year=*")):
        asked = f" of {_span(options.years)}" if options.years else ""
        meant = "; ".join(f"{column} {text}" for column, text in layout.only.items())
        only = f" with {meant}" if meant else ""
        raise DataError(f"{files.paths[0]}: there are no rows{asked}{only}")
    found = panel_checks.contents(run.read_years(folder / "flows"))
    if found.count("unsound"):
        rows = found.count("unsound")
        raise DataError(panel_rows.fault(files, layout) or f"{counted(rows, 'row')} cannot be read")
    return found


def _write_block(
    run: Engine,
    folder: Path,
    block: Sequence[int],
    before: ir.Table | None,
    layout: Layout,
    options: Options,
    first: int,
) -> ir.Table:
    """Write the pairs of some years; return their levels, for the growth of the next year."""
    flows = run.read_years(folder / "flows", block)
    flows = flows.filter(flows.apart == "")
    if "product" in layout.columns:
        panel_checks.refuse_duplicate_products(flows)
    table = run.keep(pair_tables.levels(flows, estimates=options.estimates))
    if "product" not in layout.columns:
        panel_checks.refuse_duplicates(table)
    known = table
    if before is not None:
        known = table.union(before.filter(before.year == block[0] - 1))
    pairs = pair_tables.pairs(
        known, two_sided=layout.two_sided, rounding=options.rounding, copied=options.copied
    )
    run.write(pairs.filter(pairs.year >= max(block[0], first)), folder / "pairs")
    if before is not None:
        run.drop(before)
    return table


def _about(
    run: Engine,
    files: Files,
    layout: Layout,
    options: Options,
    folder: Path,
    found: Contents,
    years: Sequence[int],
) -> dict[str, object]:
    """Return what there is to say of the tables."""
    pairs = run.read_years(folder / "pairs")
    totals = pairs.aggregate(rows=pairs.count(), copied=pairs.imports_copied.cast("int64").sum())
    count = totals.to_pandas().iloc[0]
    ends = [] if files.parquet else panel_files.cut_off(files)
    chosen = dataclasses.asdict(options)
    return {
        "source": chosen.pop("source"),
        "options": chosen,
        "years": [int(years[0]), int(years[-1])],
        "rows": found.count("rows"),
        "pairs": int(count["rows"]) // 2,
        "estimates": found.count("estimates"),
        "estimates_used": options.estimates,
        "copied": int(count["copied"]),
        "rows_of_the_world": found.count("world"),
        "rows_of_one_economy": found.count("itself"),
        "unknown_codes": found.unknown,
        "warnings": panel_checks.check_totals(found.by_year)
        + [f"{path}: the last line has no end; is the file cut off?" for path in ends],
    }


def _span(years: Sequence[int]) -> str:
    """Return first and last of some years."""
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


def _explained(error: Exception, files: Files, layout: Layout, to: str | Path) -> str:
    """Return in one line what an engine's error means."""
    if staging.no_space(error):
        return f"no space left on the disk of {to}: nothing was written"
    text = (str(error).strip() or type(error).__name__).splitlines()[0]
    if "Out of Memory" in text:
        return f"the limit of memory is too small for this panel; raise it with --memory ({text})"
    found = panel_rows.fault(files, layout)
    return found or f"{files.paths[0]}: {text}"
