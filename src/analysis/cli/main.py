"""The command line, for people without a notebook."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from analysis.cli import commands
from analysis.cli.arguments import share, years
from analysis.cli.commands import complain
from analysis.cli.diff import add_diff
from analysis.cli.fetch import add_fetch
from analysis.cli.world import add_world
from analysis.errors import DataError
from analysis.study.wording import READINGS

BAD = "2 for bad use or bad input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0; 1 where a notebook fails or a checked figure is rejected; 2 for bad use or bad input; 130
        when interrupted, and 141 when nobody reads the output to its end, as shells count.

    Examples
    --------
    >>> main(["check", "tests/invented"])  # doctest: +ELLIPSIS
    XAA and XBB (invented), 2001 to 2005: 74 figures of 6 sources.
    ...
    1
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return complain("interrupted", 130)
    except BrokenPipeError:
        # What is still buffered has no reader either; without this Python complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (DataError, OSError) as error:
        return complain(str(error), 2)
    return code


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with a function for each command."""
    parser = argparse.ArgumentParser(
        prog="analysis",
        description="Bilateral trade from published figures: every figure an interval. Exit code: "
        f"0; 1 where what is checked fails; {BAD}.",
        epilog="Example: analysis check data",
    )
    subs = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_new(subs)
    _add_check(subs)
    _add_reconcile(subs)
    _add_report(subs)
    add_diff(subs)
    add_fetch(subs)
    add_world(subs)
    return parser


def _add_new(subs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that begins a study."""
    sub = subs.add_parser(
        "new",
        help="write the folder of a new study, to be filled",
        description="Write a folder with the tables of a study, their headers only, and a README "
        "with example rows and the codebook. What is there already is not overwritten. Exit code: "
        f"0; {BAD}.",
        epilog="Example: analysis new georgia --reporter GEO --partner KOR",
    )
    sub.add_argument("study", metavar="STUDY", help="the folder: a new or an empty one")
    whose = {"reporter": "whose exports and imports are meant", "partner": "with whom it trades"}
    for party, meant in whose.items():
        sub.add_argument(
            f"--{party}", metavar="CODE", required=True, help=f"{meant}: an ISO 3166 alpha-3 code"
        )
    sub.set_defaults(command=commands.run_new)


def _add_report(subs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that writes the report."""
    sub = subs.add_parser(
        "report",
        help="execute the notebooks and write the report",
        description="Execute the notebooks and write the report. "
        "The notebooks stay as they are; a report that is there already is replaced. Exit code: "
        f"0; 1 where a notebook fails; {BAD}.",
        epilog="Example: analysis report data --years 2016-2019 --to report",
    )
    sub.add_argument(
        "study",
        metavar="STUDY",
        nargs="?",
        help="a folder of figures; default: the study that the notebooks read themselves",
    )
    sub.add_argument("--reporter", metavar="CODE", help="another reporter of the study's figures")
    sub.add_argument("--partner", metavar="CODE", help="another partner")
    sub.add_argument("--years", metavar="YEARS", type=years, help="2019-2022, or 2019 alone")
    sub.add_argument("--source", metavar="ID", help="another headline source, of sources.csv")
    _add_variant(sub)
    sub.add_argument("--to", metavar="FOLDER", default="report", help="default: %(default)s")
    sub.add_argument(
        "--notebooks", metavar="FOLDER", help="other notebooks; default: those of the library"
    )
    sub.set_defaults(command=commands.run_report)


def _add_check(subs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that shows how a study is read."""
    sub = subs.add_parser(
        "check",
        help="validate a study, show how each figure was read, and what is rejected",
        description="Validate a study and print how each figure was read: as written → interval; "
        "then which figures are rejected or disputed, and where a scale may have slipped. Exit "
        "code: 2 if something is malformed, 1 if a figure is rejected, else 0.",
        epilog="Example: analysis check data --revision 2%",
    )
    _add_study(sub)
    sub.set_defaults(command=commands.run_check)


def _add_reconcile(subs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that reconciles a study."""
    sub = subs.add_parser(
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
    _add_variant(sub)
    sub.set_defaults(command=commands.run_reconcile)


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


def _add_variant(parser: argparse.ArgumentParser) -> None:
    """Let a command take another way to read some figures."""
    parser.add_argument(
        "--variant", metavar="NAME", help="another way to read some figures, of variants.csv"
    )
