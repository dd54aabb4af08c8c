"""Read a command line as the program would, and run nothing."""

import shlex

import typer

from analysis.cli.main import app


def understood(line):
    """Return the arguments of a command line: name → value; bad use is an error."""
    command, arguments, context = typer.main.get_command(app), shlex.split(line), None
    name = "analysis"
    while True:
        context = command.make_context(name, arguments, parent=context)
        if not hasattr(command, "commands"):
            return context.params
        rest = [*context._protected_args, *context.args]
        name, command, arguments = command.resolve_command(context, rest)
