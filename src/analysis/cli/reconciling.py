"""Show how far a reconciliation is, and end it with what is proven so far."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from analysis.cli.ending import put_off, stopped


@contextmanager
def reconciling() -> Iterator[Callable[[int], None]]:
    """Yield what takes how many statements are wrong at least, for a live line on a terminal.

    Ctrl-C ends what is done in here with this number.

    Examples
    --------
    >>> with reconciling() as tell:
    ...     tell(3)
    """
    known = 0

    def tell(least: int) -> None:
        nonlocal known
        known = max(known, least)
        show(said(known))

    try:
        with _line() as show, _heard():
            yield tell
    except KeyboardInterrupt:
        raise stopped(f"stopped; {said(known)}" if known else "interrupted", 130) from None


def said(least: int) -> str:
    """Say how many statements are wrong at least.

    Examples
    --------
    >>> said(1), said(3000)
    ('at least 1 statement is wrong', 'at least 3,000 statements are wrong')
    """
    return f"at least {least:,} {'statement is' if least == 1 else 'statements are'} wrong"


@contextmanager
def _heard() -> Iterator[None]:
    """Let no Ctrl-C be lost: Python drops what is raised while z3's objects are cleared away."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupt(_: int, frame: FrameType | None) -> None:
    if not put_off(signal.SIGINT, frame):
        raise KeyboardInterrupt


@contextmanager
def _line() -> Iterator[Callable[[str], object]]:
    """Yield what changes the text of a live line with its time; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), TimeElapsedColumn()
    hidden = not console.is_interactive
    line = Progress(*columns, console=console, transient=True, disable=hidden)
    with line:
        task = line.add_task("reconciling")
        yield lambda text: line.update(task, description=f"reconciling: {text}")
