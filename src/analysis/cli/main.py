"""The command line, for people without a notebook."""

import functools
import io
import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from analysis.cli import drafting, fetch, import_table, lab, study, world
from analysis.cli.ending import Commands
from analysis.conventions import DISTRIBUTION

# Help in plain text: to draw it, Rich would take longer than all else that help needs.
app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for command in (
    study.new,
    drafting.draft,
    drafting.review,
    drafting.confirm,
    study.check,
    study.reconcile,
    study.report,
    lab.lab,
    study.diff,
    world.world,
):
    app.command()(command)
app.command("import")(import_table.import_)
app.add_typer(fetch.app, name="fetch")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns
    -------
    int
        0; 1 where a notebook fails or a checked figure is contradicted; 2 for bad use or bad input;
        130 when interrupted, 143 when ended by SIGTERM, and 141 when nobody reads the output to its
        end, as shells count.

    Examples
    --------
    >>> main(["--version"])  # doctest: +ELLIPSIS
    analysis ...
    0
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        _command().main(arguments, prog_name="analysis")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@functools.cache
def _command() -> Commands:
    """Return the commands, which Typer makes from the signatures of all of them."""
    return cast(Commands, typer.main.get_command(app))


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"analysis {version(DISTRIBUTION)}")
        raise typer.Exit


@app.callback(no_args_is_help=True)
def _describe(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Bilateral trade from published figures: every figure an interval.

    Exit code: 0; 1 where what is checked fails; 2 for bad use or bad input.

    Example: analysis check data
    """
