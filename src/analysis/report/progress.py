"""Show how far a report is: live on a terminal, and in plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class CellsDone(str):
    """The line that says how far a notebook is, and the numbers in it.

    Examples
    --------
    >>> line = CellsDone("01_trade_growth", 3, 12)
    >>> print(line)
    01_trade_growth: 3 of 12 cells
    >>> line.done, line.total, line.ends_quarter
    (3, 12, True)
    """

    notebook: str
    done: int
    total: int

    def __new__(cls, notebook: str, done: int, total: int) -> Self:
        """Return the line."""
        far = f"{done} of {total} cells" if done else f"started, {total} cells"
        line = super().__new__(cls, f"{notebook}: {far}")
        line.notebook, line.done, line.total = notebook, done, total
        return line

    @property
    def ends_quarter(self) -> bool:
        """Whether the last of these cells ends a quarter of the notebook; none does so too."""
        before = self.done - 1
        return not self.done or 4 * self.done // self.total > 4 * before // self.total


def say(line: str) -> None:
    """Tell on standard error how far the work is, at each quarter of a notebook.

    Examples
    --------
    >>> say("01_trade_growth: done")
    """
    if not isinstance(line, CellsDone) or line.ends_quarter:
        print(line, file=sys.stderr, flush=True)


@contextmanager
def show_progress() -> Iterator[Callable[[str], object]]:
    """Yield what `write` tells its progress: on a terminal one live line a notebook, with time.

    Examples
    --------
    >>> with show_progress() as tell:
    ...     tell(CellsDone("01_trade_growth", 3, 12))
    """
    if not sys.stderr.isatty():
        yield say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_interactive:
        yield say
        return
    name, cells = TextColumn("{task.description}", markup=False), TextColumn("cells")
    columns = (name, BarColumn(), MofNCompleteColumn(), cells, TimeElapsedColumn())
    with Progress(*columns, console=console) as live:
        yield _live_lines(live)


def _live_lines(live: Progress) -> Callable[[str], object]:
    """Return what keeps a line a notebook up to date; what else is told stands above them."""
    tasks: dict[str, TaskID] = {}

    def tell(line: str) -> None:
        if not isinstance(line, CellsDone):
            live.console.print(line, markup=False, highlight=False, soft_wrap=True)
            return
        if line.notebook not in tasks:
            tasks[line.notebook] = live.add_task(line.notebook, total=line.total)
        live.update(tasks[line.notebook], completed=line.done)

    return tell
