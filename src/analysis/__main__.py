"""The command line, for people without a notebook."""

from __future__ import annotations

import argparse
import io
import math
import os
import sys
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from analysis.diff_command import add_diff
from analysis.wording import READINGS, DataError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reconciliation import Reconciliation
    from analysis.study import Study

UNITS = {"USD": "USD million", "percent": "percent", "times": "percent", "count": ""}
"""Unit of the file → unit in which the library holds the number."""

SLIPS = ("a factor of 10", "a factor of 1000")
"""The changes of reading that ask whether a scale slipped."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0; 1 where a notebook fails or a checked figure is rejected; 2 for bad use or bad input; 130
        when interrupted, and 141 when nobody reads the output to its end, as shells count.

    Examples
    --------
    >>> main(["check", "data"])  # doctest: +ELLIPSIS
    Azerbaijan and China, 2015 to 2020: 161 figures of 21 sources.
    ...
    1
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


def run_report(options: argparse.Namespace) -> int:
    """Write the report and print where its front page is."""
    from analysis.report import NotebookError, write

    try:
        print(write(options.study, options.to))
    except NotebookError as error:
        return _complain(str(error), 1)
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print how each figure of a study was read, what became of it, and where a scale slipped."""
    from analysis.reconciliation import reconcile
    from analysis.study import read

    study = read(options.study)
    found = reconcile(study, revision=options.revision)
    print("\n".join([contents(study), "", *aligned(figure_rows(study))]))
    print("\n".join(["", *verdict_lines(study, found), *slip_lines(study, found)]))
    return int((found.verdicts["verdict"] == "rejected").any())


def run_reconcile(options: argparse.Namespace) -> int:
    """Print which figures of a study cannot all be true."""
    from analysis.reconciliation import reconcile
    from analysis.study import read

    study = read(options.study, variant=options.variant)
    print(reconcile(study, revision=options.revision, reading=options.reading))
    return 0


def share(text: str) -> float:
    """Return a share that was written as a number or in percent.

    Examples
    --------
    >>> share("0.02"), share("2%")
    (0.02, 0.02)
    """
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        message = f"{text!r} is no share: write 0.02 or 2% for 2 percent"
        raise argparse.ArgumentTypeError(message) from None
    return float(number / 100 if text.endswith("%") else number)


def contents(study: Study) -> str:
    """Return the line that says how much there is in a study.

    Examples
    --------
    >>> from analysis import read
    >>> contents(read("data"))
    'Azerbaijan and China, 2015 to 2020: 161 figures of 21 sources.'
    """
    first, last = study.years
    years = f"{first}" if first == last else f"{first} to {last}"
    figures, sources = counted(study.figures, "figure"), counted(study.sources, "source")
    return f"{study.title}, {years}: {figures} of {sources}."


def counted(rows: pd.DataFrame, thing: str) -> str:
    """Return how many things there are, a row each, in words.

    Examples
    --------
    >>> from analysis import read
    >>> counted(read("data").sources[:1], "source"), counted(read("data").sources[:2], "source")
    ('1 source', '2 sources')
    """
    return f"{len(rows)} {thing}" if len(rows) == 1 else f"{len(rows)} {thing}s"


def figure_rows(study: Study) -> list[list[str]]:
    """Return a row a figure, as written → interval, below a row of headings.

    Examples
    --------
    >>> from analysis import read
    >>> for row in figure_rows(read("data"))[:2]:
    ...     print(" | ".join(row))
    figure | quantity | parties | period | wording | as written | means | side
    art-turnover-2015 | turnover | AZE-CHN | 2015 | stated | 561 million USD | 560.5 to 561.5 USD \
million | open
    """
    rows = [[*"figure quantity parties period wording".split(), "as written", "means", "side"]]
    for _, figure in study.figures.iterrows():
        row = [figure.figure_id, figure.quantity, _parties(figure), figure.period or "undated"]
        row += [figure.wording, f"{figure.as_written} {figure.unit}".removesuffix(" count")]
        row += [meaning(figure.low, figure.high, UNITS[figure.unit]), figure.side]
        rows.append(row)
    return rows


def meaning(low: float, high: float, unit: str) -> str:
    """Return the words for what a figure can mean.

    Examples
    --------
    >>> meaning(1250.0, 1350.0, "USD million")
    '1,250 to 1,350 USD million'
    >>> meaning(780.0, math.inf, "USD million")
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


def verdict_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return the figures that are rejected or disputed, each with its reason, and a count of all.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> lines = verdict_lines(study, reconcile(study, revision=0.02))
    >>> lines[0]
    'Do the figures agree? 4 are rejected, 4 are disputed, 82 are kept and 71 are unchecked.'
    >>> lines[3][:62]
    '  art-exports-2020 (780 million): the exports of Azerbaijan to'
    """
    from analysis.words import tally

    by_verdict = dict(list(found.verdicts.groupby("verdict")))
    order = ("rejected", "disputed", "kept", "unchecked")
    counts = {verdict: len(by_verdict[verdict]) for verdict in order if verdict in by_verdict}
    lines = [f"Do the figures agree? {tally(counts)}."]
    for verdict in ("rejected", "disputed"):
        if verdict in by_verdict:
            lines += ["", f"{verdict.capitalize()}:"]
            rows = by_verdict[verdict]
            named = _as_printed(study, rows["figure_id"])
            lines += [f"  {n}: {why}." for n, why in zip(named, rows["reason"], strict=True)]
    return lines


def slip_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return a question for each figure that would fit with its scale moved.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> slip_lines(study, reconcile(study, revision=0.02))[2]
    '  art-china-turnover (500 billion): fits as 500 billion times 10; did a scale slip?'
    """
    tried = found.what_if
    rows = tried[tried["change"].isin(SLIPS) & tried["result"].str.startswith("fits")]
    named = _as_printed(study, rows["figure_id"])
    lines = [
        f"  {n}: fits as {reading}; did a scale slip?"
        for n, reading in zip(named, rows["reading"], strict=True)
    ]
    return ["", "Scale:", *lines] if lines else []


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


def _as_printed(study: Study, figure_ids: pd.Series) -> list[str]:
    """Return each figure's identifier with what was printed."""
    printed = study.figures.set_index("figure_id")["as_written"]
    return [f"{name} ({printed[name]})" for name in figure_ids]


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
    sub.set_defaults(command=run_report)

    sub = commands.add_parser(
        "check",
        help="validate a study, show how each figure was read, and what is rejected",
        description="Validate a study and print how each figure was read: as written → interval; "
        "then which figures are rejected or disputed, and where a scale may have slipped. Exit "
        "code: 2 if something is malformed, 1 if a figure is rejected, else 0.",
        epilog="Example: analysis check data --revision 2%",
    )
    _add_study(sub)
    sub.set_defaults(command=run_check)

    sub = commands.add_parser(
        "reconcile",
        help="say which figures of a study cannot all be true",
        description="Print which figures cannot all be true, the fewest that have to be wrong, "
        "why and by how much, and whose statistics each source quotes. Exit code: 2 if something "
        "is malformed; 0 once there is an answer, whatever it is.",
        epilog="Example: analysis reconcile data --revision 2% --reading close",
    )
    _add_study(sub)
    sub.add_argument(
        "--reading",
        choices=READINGS,
        default="strict",
        help="how wordings such as 'more than' are closed: strict, not at all; close, at the next "
        "step of the printed digits (default: %(default)s)",
    )
    sub.add_argument(
        "--variant", metavar="NAME", help="another way to read some figures, of variants.csv"
    )
    sub.set_defaults(command=run_reconcile)

    add_diff(commands)
    return parser


def _add_study(parser: argparse.ArgumentParser) -> None:
    """Let a command take a study and the room for later revision of its figures."""
    parser.add_argument("study", metavar="STUDY", help="a folder of figures")
    parser.add_argument(
        "--revision",
        metavar="SHARE",
        type=share,
        default=0.0,
        help="room for later revision of every figure in USD: 0.02 or 2%% (default: none)",
    )


def _complain(message: str, code: int) -> int:
    """Say on standard error what is wrong, and return the exit code."""
    print(f"analysis: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
