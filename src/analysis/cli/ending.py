"""How commands end: with one message where one cannot do what it is asked, and an exit code."""

import _thread
import os
import re
import signal
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer
from typer.core import TyperGroup

from analysis.errors import DataError

_CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")


def show(*lines: object) -> None:
    r"""Print lines; characters that would command the terminal are shown by their codes.

    Examples
    --------
    >>> show("a\x1b[2Jb")
    a\x1b[2Jb
    """
    print(*map(visible, lines), sep="\n")


def visible(text: object) -> str:
    r"""Return a text in which characters that command a terminal are written by their codes.

    Examples
    --------
    >>> visible("red: \x1b[31m") == r"red: \x1b[31m"
    True
    """
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", str(text))


def stopped(message: str, code: int) -> typer.Exit:
    """Say on standard error what is wrong, and return the end with this exit code."""
    message = visible(message)
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        line = Text.assemble(("analysis:", "bold red"), f" {message}")
        Console(stderr=True).print(line, soft_wrap=True)
    else:
        print(f"analysis: {message}", file=sys.stderr)
    return typer.Exit(code)


def put_off(number: int, frame: FrameType | None) -> bool:
    """Let a signal come again a little later while something is cleared away, and say whether so.

    Python drops what is raised in a `__del__` or for a weak reference: while objects of z3, or what
    is remembered of them, are cleared away, a signal would be lost. An object of z3 that is half
    made cannot be cleared away.
    """
    while frame:
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        is_made = name == "__init__" and os.path.basename(file) == "z3.py"
        if name == "__del__" or is_made or file == weakref.__file__:
            threading.Timer(0.01, _thread.interrupt_main, [number]).start()
            return True
        frame = frame.f_back
    return False


class Ended(BaseException):
    """Somebody asked the process to end, as `kill` and a system that shuts down do."""


@contextmanager
def clearing_up() -> Iterator[None]:
    """Let SIGTERM end what is done here as Ctrl-C does: kernels end, and nothing half done stays.

    For commands that write. What only prints ends at once without this, also while z3 works.

    Examples
    --------
    >>> try:
    ...     with clearing_up():
    ...         signal.raise_signal(signal.SIGTERM)
    ... except Ended:
    ...     print("cleared up")
    cleared up
    """

    def end(_: int, frame: FrameType | None) -> None:
        if put_off(signal.SIGTERM, frame):
            return
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would end the clearing up
        raise Ended

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Commands(TyperGroup):
    """The commands of the program, none of which ends with a traceback over its input."""

    def invoke(self, ctx: typer.Context) -> None:  # type: ignore[override]
        """Run the command that is asked for; what it returns is the exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            raise typer.Exit(code or 0)
        except typer.TyperException as error:
            # Say of a mistyped option what Typer says of a mistyped command.
            if near := vars(error).get("possibilities"):
                error.message += f". Did you mean {', '.join(map(repr, near))}?"
                vars(error)["possibilities"] = None
            raise
        except KeyboardInterrupt:
            raise stopped("interrupted", 130) from None
        except Ended:
            raise stopped("ended", 143) from None
        except BrokenPipeError:
            # What is still buffered has no reader either; without this Python complains at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(141) from None
        except (DataError, OSError) as error:
            raise stopped(str(error), 2) from None
