"""The command line, for people without a notebook."""

from __future__ import annotations

import argparse
import io
import math
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.wording import DataError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

UNITS = {"USD": "USD million", "percent": "percent", "times": "percent", "count": ""}
"""Unit of the file → unit in which the library holds the number."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0; 1 where a notebook fails; 2 for bad use or bad input; 130 when interrupted, and 141 when
        nobody reads the output to its end, as shells count.

    Examples
    --------
    >>> main(["check", "data"])  # doctest: +ELLIPSIS
    Azerbaijan and China, 2015 to 2020: 161 figures of 21 sources.
    ...
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code = options.command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _complain("interrupted", 130)
    except BrokenPipeError:
        # What is still buffered has no reader either; without this Python complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (DataError, OSError) as error:
        return _complain(str(error), 2)
    return code


def report(options: argparse.Namespace) -> int:
    """Write the report and print where its front page is."""
    from analysis.report import NotebookError, write

    try:
        print(write(options.study, options.to))
    except NotebookError as error:
        return _complain(str(error), 1)
    return 0


def check(options: argparse.Namespace) -> int:
    """Print how each figure of a study was read."""
    from analysis.study import read

    study = read(options.study)
    first, last = study.years
    print(
        f"{study.title}, {first} to {last}: "
        f"{len(study.figures)} figures of {len(study.sources)} sources."
    )
    print()
    print("\n".join(aligned(readings(study))))
    return 0


def readings(study: Study) -> list[list[str]]:
    """Return a row a figure, as written → interval, below a row of headings.

    Examples
    --------
    >>> from analysis import read
    >>> for row in readings(read("data"))[:2]:
    ...     print(" | ".join(row))
    figure | quantity | parties | period | wording | as written | means | side
    art-turnover-2015 | turnover | AZE-CHN | 2015 | stated | 561 million USD | 560.5 to 561.5 USD \
million | open
    """
    rows = [[*"figure quantity parties period wording".split(), "as written", "means", "side"]]
    for _, figure in study.figures.iterrows():
        row = [figure.figure_id, figure.quantity, _parties(figure), figure.period or "undated"]
        row += [figure.wording, f"{figure.as_written} {figure.unit}".removesuffix(" count")]
        row += [interval(figure.low, figure.high, UNITS[figure.unit]), figure.side]
        rows.append(row)
    return rows


def interval(low: float, high: float, unit: str) -> str:
    """Return the words for what a figure can mean.

    Examples
    --------
    >>> interval(1250.0, 1350.0, "USD million")
    '1,250 to 1,350 USD million'
    >>> interval(780.0, math.inf, "USD million")
    '780 or more USD million'
    """
    if low == high:
        words = f"{low:,.15g}"
    elif math.isinf(high):
        words = f"{low:,.15g} or more"
    elif math.isinf(low):
        words = f"{high:,.15g} or less"
    else:
        words = f"{low:,.15g} to {high:,.15g}"
    return f"{words} {unit}".rstrip()


def aligned(rows: list[list[str]]) -> list[str]:
    """Return a line a row, with columns of one width each.

    Examples
    --------
    >>> aligned([["figure", "side"], ["a", "open"]])
    ['figure  side', 'a       open']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _parties(figure: pd.Series) -> str:
    """Return whose quantity it is: the reporter, or a region as a whole, and the partner."""
    if not figure.reporter:
        return f"{figure.region}-{figure.partner}"
    within = f" in {figure.region}" if figure.region else ""
    return f"{figure.reporter}-{figure.partner}{within}"


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="Bilateral trade from published figures: every figure an interval.",
        epilog="Exit code: 0; 1 where what is checked fails; 2 for bad use or bad input.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    sub = commands.add_parser(
        "report",
        help="execute the notebooks and write the report",
        description="Execute the notebooks of ./notebooks and write the report. "
        "The notebooks stay as they are; a report that is there already is replaced.",
        epilog="Example: analysis report data --to report",
    )
    sub.add_argument("study", metavar="STUDY", nargs="?", help="a folder of figures")
    sub.add_argument("--to", metavar="FOLDER", default="report", help="default: %(default)s")
    sub.set_defaults(command=report)

    sub = commands.add_parser(
        "check",
        help="validate a study and show how each figure was read",
        description="Validate a study and print how each figure was read: as written → interval.",
        epilog="Example: analysis check data",
    )
    sub.add_argument("study", metavar="STUDY", help="a folder of figures")
    sub.set_defaults(command=check)
    return parser


def _complain(message: str, code: int) -> int:
    """Say on standard error what is wrong, and return the exit code."""
    print(f"analysis: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
