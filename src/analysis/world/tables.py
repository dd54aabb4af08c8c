"""Write the tables of all pairs of a panel.

Panel → flows by year → blocks of years: pairs → distribution and totals, a year at a time. All is
written into a folder beside the target, which takes the target's place at the end.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.english import counted
from analysis.errors import DataError, one_of
from analysis.world import (
    distribution,
    pair_tables,
    panel_checks,
    panel_files,
    panel_rows,
    staging,
    totals,
)
from analysis.world.engines import MEMORY, check_installed, connect
from analysis.world.options import ENGINES, Options
from analysis.world.panel_codes import alpha3_by_number
from analysis.world.panel_faults import fault
from analysis.world.panel_layout import recognise

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from analysis.world.engines import Engine
    from analysis.world.panel_checks import Contents
    from analysis.world.panel_files import Files
    from analysis.world.panel_layout import Layout


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
    r"""Write the tables of all pairs of a panel: `pairs` by year, `distribution` and `totals`.

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
    check_installed()
    files = panel_files.find(panel)
    layout = recognise(files.header, options.columns, options.unit, files.paths[0], files.first)
    with staging.beside(Path(to)) as folder:
        run = connect(engine, folder / "spill", memory)
        work = _Work(run, files, layout, options, folder, progress)
        try:
            about = work.write_tables()
        except (*run.errors, OSError) as error:
            raise DataError(work.explained(error, to)) from error
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


@dataclass
class _Work:
    """One panel on its way into tables."""

    run: Engine
    files: Files
    layout: Layout
    options: Options
    folder: Path
    progress: Callable[[str], object]

    def write_tables(self) -> dict[str, object]:
        """Write all tables into the folder, and return what there is to say of them."""
        many = counted(len(self.files.paths), "file")
        self.progress(f"reading {many} as {self.layout.name}, values in {self.layout.unit}")
        self._write_flows()
        contents = self._contents()
        pairs = contents.by_year.index[contents.pairs_by_year > 0]
        years = [year for year in pairs if year >= (self.options.years or [year])[0]]
        if not years:
            raise DataError(
                f"{self.files.paths[0]}: no rows of pairs of two economies{self._asked}"
            )
        self.progress(f"{counted(contents.rows, 'row')} of {_span(contents.by_year.index)}")
        before = None
        for block in blocks(contents.by_year["rows"], self.run.rows_at_once):
            self.progress(f"pairs of {_span(block)}")
            before = self._write_block(block, before, years[0])
        tables = [self._distribution(year) for year in years]
        pd.concat(tables).to_parquet(self.folder / "distribution.parquet", index=False)
        sums = [totals.of_year(self.folder / "pairs", year) for year in years]
        pd.concat(sums).to_parquet(self.folder / "totals.parquet", index=False)
        return self._about(contents, years)

    @property
    def _asked(self) -> str:
        return f" of {_span(self.options.years)}" if self.options.years else ""

    def _write_flows(self) -> None:
        """Write the panel as flows, in the encoding in which it can be read."""
        try:
            self.run.write(self._flows(), self.folder / "flows")
        except self.run.errors as error:
            if "utf-8" not in str(error).lower() or self.files.encoding != "utf-8":
                raise
            shutil.rmtree(self.folder / "flows", ignore_errors=True)
            self.files = dataclasses.replace(self.files, encoding="latin-1")
            self.run.write(self._flows(), self.folder / "flows")

    def _flows(self) -> ir.Table:
        """Return the flows of the years that are asked for and the year before them."""
        layout, header = self.layout, self.files.header
        types = dict.fromkeys(header, "text")
        types |= {c: "number" for name, c in layout.columns.items() if name in panel_rows.NUMBERS}
        first = dict(zip(header, self.files.first, strict=True))
        alpha3 = None
        if any(first[layout.columns[name]].strip().isdigit() for name in layout.sides):
            alpha3_by_number().to_csv(self.folder / "alpha3.csv", index=False)
            alpha3 = self.run.read_small(self.folder / "alpha3.csv")
        flows = panel_rows.flows(self.run.read(self.files, types), layout, alpha3)
        if self.options.years:
            before, last = self.options.years[0] - 1, self.options.years[1]
            flows = flows.filter(~flows.sound | flows.year.between(before, last))
        return flows

    def _contents(self) -> Contents:
        """Return what the flows hold; refuse a panel where none is left or a row is unsound."""
        if not any((self.folder / "flows").glob("year=*")):
            meant = "; ".join(f"{column} {text}" for column, text in self.layout.only.items())
            only = f" with {meant}" if meant else ""
            raise DataError(f"{self.files.paths[0]}: there are no rows{self._asked}{only}")
        flows = self.run.read_years(self.folder / "flows")
        contents = panel_checks.contents(flows, self.layout.flows_a_row)
        if unsound := contents.count("unsound"):
            message = f"{counted(unsound, 'row')} cannot be read"
            raise DataError(fault(self.files, self.layout) or message)
        return contents

    def _write_block(self, block: Sequence[int], before: ir.Table | None, first: int) -> ir.Table:
        """Write the pairs of some years; return their levels, for the growth of the next year."""
        flows = self.run.read_years(self.folder / "flows", block)
        flows = flows.filter(flows.apart == "")
        products = "product" in self.layout.columns
        if products:
            panel_checks.refuse_duplicate_products(flows)
        table = self.run.keep(pair_tables.levels(flows, estimates=self.options.estimates))
        if not products:
            panel_checks.refuse_duplicates(table)
        known = table
        if before is not None:
            known = table.union(before.filter(before.year == block[0] - 1))
        pairs = pair_tables.pairs(
            known,
            two_sided=self.layout.two_sided,
            rounding=self.options.rounding,
            copied=self.options.copied,
        )
        self.run.write(pairs.filter(pairs.year >= max(block[0], first)), self.folder / "pairs")
        if before is not None:
            self.run.drop(before)
        return table

    def _distribution(self, year: int) -> pd.DataFrame:
        two_sided = self.layout.two_sided
        table = distribution.of_year(self.folder / "pairs", year, two_sided=two_sided)
        with_both = counted(table["pairs"].iloc[0], "pair")
        self.progress(f"distribution of {year}: {with_both} with both sides")
        return table

    def _about(self, contents: Contents, years: Sequence[int]) -> dict[str, object]:
        pairs = self.run.read_years(self.folder / "pairs")
        copied = pairs.imports_copied.cast("int64").sum()
        count = pairs.aggregate(rows=pairs.count(), copied=copied).to_pandas().iloc[0]
        ends = [] if self.files.parquet else panel_files.cut_off(self.files)
        chosen = dataclasses.asdict(self.options)
        return {
            "source": chosen.pop("source"),
            "options": chosen,
            "years": [int(years[0]), int(years[-1])],
            "rows": contents.rows,
            "pairs": int(count["rows"]) // 2,
            "estimates": contents.count("estimates"),
            "estimates_used": self.options.estimates,
            "copied": int(count["copied"]),
            "rows_of_other_flows": contents.count("other"),
            "rows_of_the_world": contents.count("world"),
            "rows_of_one_economy": contents.count("itself"),
            "unknown_codes": contents.unknown,
            "warnings": panel_checks.check_totals(contents.by_year)
            + [f"{path}: the last line has no end; is the file cut off?" for path in ends],
        }

    def explained(self, error: Exception, to: str | Path) -> str:
        """Return in one line what an engine's error means."""
        if staging.no_space(error):
            return f"no space left on the disk of {to}: nothing was written"
        text = (str(error).strip() or type(error).__name__).splitlines()[0]
        if "Out of Memory" in text:
            return (
                f"the limit of memory is too small for this panel; raise it with --memory ({text})"
            )
        return fault(self.files, self.layout) or f"{self.files.paths[0]}: {text}"


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
