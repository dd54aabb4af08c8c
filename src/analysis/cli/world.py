"""The command that computes all pairs of a panel."""

from __future__ import annotations

import argparse
import math
import sys
from typing import TYPE_CHECKING, Any

from analysis.cli.arguments import years
from analysis.text import counted
from analysis.text import years as span
from analysis.world.engines import MEMORY
from analysis.world.panel_layout import COPIED, FIELDS, KNOWN, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 30
"""How many unknown codes are printed; about.json has all of them."""

_KNOWN = "; ".join(f"{one.name} ({', '.join(one.required.values())})" for one in KNOWN)


def add_world(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser of the command line."""
    sub = commands.add_parser(
        "world",
        help="compute the indicators and mirror comparisons of all pairs of a panel",
        description="Compute the indicators and mirror comparisons of all pairs and years of a "
        "panel of bilateral trade. Written are pairs (Parquet, a folder a year), "
        "distribution.parquet (percentiles by year and size class) and about.json. "
        f"Columns that are known: {_KNOWN}. Needs the extra 'world'; the engine pyspark needs the "
        "extra 'spark' and Java. Exit code: 0; 2 for bad use or bad input: the folder is then as "
        "it was.",
        epilog="Example: analysis world panel.csv.gz --to world --years 2015-2020",
    )
    sub.add_argument(
        "panel",
        metavar="PANEL",
        help="CSV (plain or .gz) or Parquet: a file, a glob in quotes, or an address that fsspec "
        "knows, such as s3://… (tried with memory:// only)",
    )
    sub.add_argument("--to", metavar="FOLDER", required=True, help="the folder of the tables")
    sub.add_argument("--years", metavar="YEARS", type=years, help="2015-2020 or 2019; default: all")
    sub.add_argument(
        "--engine",
        choices=("duckdb", "pyspark"),
        default="duckdb",
        help="default: %(default)s; pyspark: the session of spark-submit, or else local mode",
    )
    sub.add_argument(
        "--memory",
        metavar="SIZE",
        default=MEMORY,
        help="how much DuckDB may hold before it spills to disk beside FOLDER; the process takes "
        "up to 1 GB more (default: %(default)s)",
    )
    fields = ", ".join(FIELDS)
    sub.add_argument(
        "--column",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        type=named,
        help=f"a column that is called otherwise; may stand several times. Fields: {fields}",
    )
    sub.add_argument("--unit", choices=tuple(UNITS), help="of the values; default: as known")
    sub.add_argument(
        "--estimates",
        action="store_true",
        help="use flagged estimates as what the side reports; default: leave them out, count them",
    )
    sub.add_argument(
        "--copied",
        metavar="RATIOS",
        type=ratios,
        default=COPIED,
        help="ratios of imports to exports at which one side was probably made from the other, "
        "and the two are not compared: 1,1.06,1.1 (default) or none",
    )
    sub.add_argument(
        "--rounding",
        metavar="STEP",
        type=positive,
        default=0.0,
        help="the step to which the figures are rounded, USD million: results get bounds, half a "
        "step either way (default: exact)",
    )
    sub.add_argument("--source", metavar="TEXT", default="", help="where the figures are from")
    sub.add_argument(
        "--distribution",
        metavar="FILE",
        help="write the distribution also as packed CSV with four digits: the table that comes "
        "with the package",
    )
    sub.set_defaults(command=run_world)


def run_world(options: argparse.Namespace) -> int:
    """Write the tables and print what they hold."""
    from analysis import world
    from analysis.world import packing

    if options.distribution:
        packing.check(options.distribution)
    chosen = world.Options(
        columns=dict(options.column),
        unit=options.unit,
        years=options.years,
        estimates=options.estimates,
        copied=options.copied,
        rounding=options.rounding,
        source=options.source,
    )
    about = world.write(
        options.panel, options.to, chosen, engine=options.engine, memory=options.memory
    )
    if options.distribution:
        packing.write_distribution(options.to, options.distribution)
    for warning in about["warnings"]:
        print(f"analysis: warning: {warning}", file=sys.stderr)
    print("\n".join(summary(about)))
    return 0


def summary(about: Mapping[str, Any]) -> list[str]:
    """Return what tables hold, a line each.

    Examples
    --------
    >>> about = {"years": [2015, 2020], "rows": 9, "pairs": 5, "estimates": 1, "copied": 0}
    >>> about |= {"rows_of_the_world": 0, "rows_of_one_economy": 0, "rows_of_other_flows": 0}
    >>> about |= {"estimates_used": False}
    >>> summary(about | {"unknown_codes": ["SUN", "YUG"]})[-1]
    'Codes that ISO 3166 does not have, kept: 2 (SUN, YUG).'
    """
    left = "used" if about["estimates_used"] else "left out of comparisons"
    unknown = about["unknown_codes"]
    lines = [
        f"{counted(about['rows'], 'row')}; "
        f"{counted(about['pairs'], 'pair and year', 'pairs and years')}, {span(*about['years'])}.",
        f"Figures flagged as estimates, {left}: {about['estimates']:,}.",
        "Flows where one side was probably made from the other, not compared: "
        f"{about['copied']:,}.",
    ]
    apart = about["rows_of_the_world"], about["rows_of_one_economy"]
    if any(apart):
        world = counted(apart[0], "row of the world", "rows of the world")
        lines.append(f"Left out: {world}, {apart[1]:,} of one economy.")
    if about["rows_of_other_flows"]:
        other = counted(about["rows_of_other_flows"], "row")
        lines.append(f"Left out: {other} of re-exports and other flows.")
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    codes = f"{len(unknown)} ({', '.join(unknown[:SHOWN])}{more})" if unknown else "none"
    return [*lines, f"Codes that ISO 3166 does not have, kept: {codes}."]


def named(text: str) -> tuple[str, str]:
    """Return a field and the column that holds it.

    Examples
    --------
    >>> named("exporter=origin")
    ('exporter', 'origin')
    """
    name, sign, column = text.partition("=")
    if not (name and sign and column):
        raise argparse.ArgumentTypeError(f"{text!r}: write FIELD=COLUMN, such as exporter=origin")
    return name, column


def ratios(text: str) -> tuple[float, ...]:
    """Return ratios that are written with commas between them; 'none' is no ratio.

    Examples
    --------
    >>> ratios("1,1.06"), ratios("none")
    ((1.0, 1.06), ())
    """
    return () if text == "none" else tuple(positive(part) for part in text.split(","))


def positive(text: str) -> float:
    """Return a number above 0.

    Examples
    --------
    >>> positive("0.1")
    0.1
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return number
