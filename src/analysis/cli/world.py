"""The command that computes all pairs of a panel."""

import math
import sys
from pathlib import Path
from typing import Annotated, Literal, NewType

from typer import Argument, BadParameter, Option

from analysis.cli.arguments import Span
from analysis.cli.ending import clearing_up, show, visible

SHOWN = 30
"""How many unknown codes are printed; about.json has all of them."""
Column = NewType("Column", tuple[str, str])
Ratios = NewType("Ratios", tuple[float, ...])


def _column(text: str) -> Column:
    name, sign, column = text.partition("=")
    if not (name and sign and column):
        raise BadParameter(f"{text!r}: write FIELD=COLUMN, such as exporter=origin")
    return Column((name, column))


def _ratios(text: str) -> Ratios:
    return Ratios(() if text == "none" else tuple(map(_positive, text.split(","))))


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise BadParameter(f"{text!r} is not a number above 0")
    return number


PANEL = Argument(
    metavar="PANEL",
    help="CSV (plain or .gz) or Parquet: a file, a glob in quotes, or an address (fsspec's).",
)
ENGINE = Option(help="pyspark: the session of spark-submit, or else local mode.")
MEMORY = Option(
    metavar="SIZE",
    show_default="1GB",
    help="What DuckDB may hold before it spills to disk beside FOLDER; 1 GB more is used.",
)
COLUMN = Option(
    metavar="FIELD=COLUMN",
    parser=_column,
    help="A column of another name; may stand several times. Fields: exporter, importer, year, "
    "exports, imports, reporter, partner, flow, value, exports_flag, imports_flag, flag, product, "
    "currency.",
)
UNIT = Option(help="The unit of the values, where it is not that of the known panel.")
ESTIMATES = Option(
    "--estimates", help="Use flagged estimates as what the side reports; else they are left out."
)
COPIED = Option(
    metavar="RATIOS",
    parser=_ratios,
    show_default="1,1.06,1.1",
    help="Ratios of imports to exports that say that one was made from the other, or none: such "
    "flows are not compared.",
)
ROUNDING = Option(
    metavar="STEP",
    parser=_positive,
    show_default="exact",
    help="The step to which figures are rounded, USD million: results get bounds half a step away.",
)
DISTRIBUTION = Option(
    metavar="FILE", help="Write the table that comes with the package: packed CSV, four digits."
)
TOTALS = Option(
    metavar="FILE",
    help="Write what each economy trades in all, and its largest partners: packed CSV.",
)


@clearing_up()
def world(
    panel: Annotated[str, PANEL],
    to: Annotated[Path, Option(metavar="FOLDER", help="The folder of the tables.")],
    span: Span = None,
    engine: Annotated[Literal["duckdb", "pyspark"], ENGINE] = "duckdb",
    memory: Annotated[str | None, MEMORY] = None,
    column: Annotated[list[Column] | None, COLUMN] = None,
    unit: Annotated[Literal["USD", "thousand", "million"] | None, UNIT] = None,
    estimates: Annotated[bool, ESTIMATES] = False,
    copied: Annotated[Ratios | None, COPIED] = None,
    rounding: Annotated[float | None, ROUNDING] = None,
    source: Annotated[str, Option(metavar="TEXT", help="Where the figures are from.")] = "",
    distribution: Annotated[Path | None, DISTRIBUTION] = None,
    totals: Annotated[Path | None, TOTALS] = None,
) -> None:
    """Compute indicators of all pairs of a panel of bilateral trade.

    Written are pairs (Parquet, a folder a year, with mirror comparisons), distribution.parquet
    (percentiles by year and size class), totals.parquet (what each economy trades in all) and
    about.json. Panels of the IMF (Direction of Trade), of CEPII (BACI) and of UN Comtrade are known
    by their columns, and so are plain ones: exporter, importer, year, exports, imports; reporter,
    partner, year, flow, value; exporter, importer, year, value. Needs the extra 'world'; the engine
    pyspark needs the extra 'spark' and Java.

    Exit code: 0; 2 for bad use or bad input: the folder is then as it was.

    Example: analysis world panel.csv.gz --to world --years 2015-2020
    """
    from analysis import world as tables
    from analysis.prose.sentences import written
    from analysis.world import engines, packing, panel_layout

    for file in filter(None, (distribution, totals)):
        packing.check(file)
    chosen = tables.Options(
        columns=dict(column or []),
        unit=unit,
        years=span,
        estimates=estimates,
        copied=panel_layout.COPIED if copied is None else copied,
        rounding=rounding or 0.0,
        source=source,
    )
    about = tables.write(panel, to, chosen, engine=engine, memory=memory or engines.MEMORY)
    if distribution:
        packing.write_distribution(to, distribution)
    if totals:
        packing.write_totals(to, totals)
    for warning in about["warnings"]:
        print(visible(f"analysis: warning: {warning}"), file=sys.stderr)
    show(written("world_tables.summary", about=about, shown=SHOWN))
