"""Execute notebooks in fresh kernels, side by side."""

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from analysis.charts.vector import FORM
from analysis.errors import DataError
from analysis.report.progress import CellsDone
from analysis.study.choice import KEPT, STUDY

ROOM = 1_000_000
"""Bytes of temporary files without which no kernel is started."""
LONGEST = 100
"""Bytes that the name of a socket may have: Linux takes 107, and macOS 103."""
LONG = {"long": True}
"""What a notebook's metadata say under ``analysis`` where it is to start before the others."""


class NotebookError(Exception):
    """A notebook cannot become a page; the message says which, in which cell, and why."""


def choose(notebook: NotebookNode, name: str, source: str) -> None:
    """Let the cell that is tagged ``parameters`` read another study.

    Raises
    ------
    NotebookError
        Where there is no such cell, or more than one.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> cell = new_code_cell("study = 1", metadata={"tags": ["parameters"]})
    >>> notebook = new_notebook(cells=[cell])
    >>> choose(notebook, "growth", "study = 2")
    >>> [cell.source for cell in notebook.cells]
    ['study = 2']
    """
    tagged = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    if len(tagged) != 1:
        raise NotebookError(
            f"{name}: {len(tagged)} cells are tagged 'parameters'; tag the one that reads the study"
        )
    tagged[0].source = source


def execute(
    notebooks: Mapping[str, NotebookNode], folder: Path, progress: Callable[[str], object]
) -> None:
    """Execute notebooks in place, side by side.

    There is one more at once than there are processors, so that none idles while a kernel starts.
    A notebook whose metadata say ``"analysis": {"long": true}`` starts before the others, so that
    it does not run on alone at the end.

    Parameters
    ----------
    notebooks
        Name → notebook.
    folder
        The working directory of the kernels.
    progress
        Takes a line after each cell, a `CellsDone`, and lines on what else there is to tell.

    Raises
    ------
    NotebookError
        With one line for each notebook that failed, or where there is no kernel or no room.
    DataError
        Where a file beside the notebooks hides this library from them.
    """
    check_not_hidden(folder)
    _check_kernel()
    _check_room()
    asyncio.run(_side_by_side(notebooks, folder, progress))


def check_not_hidden(folder: Path) -> None:
    """Refuse a folder in which notebooks would import another thing of this library's name.

    Examples
    --------
    >>> check_not_hidden(Path("notebooks"))
    """
    for file in (folder / "analysis.py", folder / "analysis" / "__init__.py"):
        if file.exists():
            raise DataError(
                f"{file} hides the library of the same name from the notebooks beside it, which "
                "import it in its place: give it another name"
            )


def in_turn(notebooks: Mapping[str, NotebookNode]) -> list[str]:
    """Return the names of notebooks in the order in which to start them: long ones first.

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> long = new_notebook(metadata={"analysis": {"long": True}})
    >>> in_turn({"a": new_notebook(), "b": long, "c": new_notebook()})
    ['b', 'a', 'c']
    """
    # A stranger's notebook may have anything under this name.
    return sorted(notebooks, key=lambda name: notebooks[name].metadata.get("analysis") != LONG)


def tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> tags(new_code_cell("1 + 1", metadata={"tags": ["answer"]}))
    ['answer']
    """
    return list(cell.metadata.get("tags", []))


def numbered(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """Return the code cells with their numbers, as JupyterLab shows them in the stored notebook.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> cells = [new_markdown_cell("# How much?"), new_code_cell("a = 1"), new_code_cell("a")]
    >>> [(number, cell.source) for number, cell in numbered(new_notebook(cells=cells))]
    [(1, 'a = 1'), (2, 'a')]
    """
    return list(enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1))


def place(name: str, number: int, cell: NotebookNode) -> str:
    """Return the words that say where in a notebook something is wrong, with the cell's first line.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> place("growth", 3, new_code_cell("total()"))
    'growth, code cell 3 (total())'
    """
    first_line = cell.source.strip().partition("\n")[0]
    return f"{name}, code cell {number} ({first_line})"


def _check_kernel() -> None:
    """Refuse to begin where there is no kernel, once and not for each notebook."""
    try:
        _own_kernel().get_kernel_spec("python3")
    except NoSuchKernel:
        raise NotebookError(
            f"no notebook can be executed: {sys.executable} cannot import ipykernel; install it "
            "with pip install ipykernel"
        ) from None


def _check_room() -> None:
    """Refuse to begin where kernels cannot keep what they need: they would die and not say why."""
    folder = tempfile.gettempdir()
    if shutil.disk_usage(folder).free < ROOM:
        raise NotebookError(
            f"no notebook can be executed: the folder for temporary files, {folder}, is full; make "
            "room there, or name another folder in TMPDIR"
        )


def _own_kernel() -> KernelSpecManager:
    """Return what knows the kernel of this very interpreter: no folder is searched for others."""
    return KernelSpecManager(kernel_dirs=[])


async def _side_by_side(
    notebooks: Mapping[str, NotebookNode], folder: Path, progress: Callable[[str], object]
) -> None:
    """Execute all notebooks, and tell of all that failed."""
    slots = asyncio.Semaphore((os.cpu_count() or 1) + 1)
    runs = (_run(name, notebooks[name], folder, slots, progress) for name in in_turn(notebooks))
    outcomes = await asyncio.gather(*runs, return_exceptions=True)
    failures = [outcome for outcome in outcomes if outcome is not None]
    for failure in failures:
        if not isinstance(failure, NotebookError):
            raise failure
    if failures:
        raise NotebookError("\n".join(map(str, failures)))


async def _run(
    name: str,
    notebook: NotebookNode,
    folder: Path,
    slots: asyncio.Semaphore,
    progress: Callable[[str], object],
) -> NotebookError | None:
    """Execute one notebook in a kernel of its own, and shut the kernel down whatever happens.

    A failure is returned: where a signal ends the command, nobody is there to whom to raise it, and
    asyncio would print it with a traceback.
    """
    async with slots:
        with _manager() as (manager, environment):
            try:
                await _run_in(manager, environment, name, notebook, folder, progress)
            except NotebookError as failure:
                return failure
    return None


@contextlib.contextmanager
def _manager() -> Iterator[tuple[AsyncKernelManager, dict[str, str]]]:
    """Give what starts a kernel, and its environment, with a folder of its own for both.

    There it is spoken to through sockets: a free port, which is the usual way, can be taken by
    another program before the kernel has it; Windows has only this way. There IPython keeps what it
    keeps, and reads no settings or start-up files of the user's. Where the name of the folder is
    too long for a socket, ports are used.
    """
    with tempfile.TemporaryDirectory(prefix="kernel-", ignore_cleanup_errors=True) as place:
        has_sockets = os.name != "nt" and len(os.fsencode(f"{place}/kernel-ipc-5")) <= LONGEST
        manager = AsyncKernelManager(
            kernel_spec_manager=_own_kernel(),
            connection_file=f"{place}/kernel.json",
            **({"transport": "ipc"} if has_sockets else {}),
        )
        # A report is of the study that it is asked for, whatever is chosen in JupyterLab.
        unchosen = {KEPT: os.devnull, STUDY: ""}
        # Before ipykernel 7 a debugger that nobody has asked for says on stderr what it misses.
        silent = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        yield manager, os.environ | unchosen | silent | {FORM: "svg", "IPYTHONDIR": place}


async def _run_in(
    manager: AsyncKernelManager,
    environment: Mapping[str, str],
    name: str,
    notebook: NotebookNode,
    folder: Path,
    progress: Callable[[str], object],
) -> None:
    """Execute one notebook in a kernel of a manager."""
    client = NotebookClient(
        notebook,
        km=manager,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors only
    )
    try:
        await client.async_start_new_kernel(cwd=str(folder), env=environment)
        await client.async_start_new_kernel_client()
        await _run_cells(name, client, progress)
    except RuntimeError as error:
        raise NotebookError(f"{name}: its kernel did not start or died: {error}") from None
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _run_cells(name: str, client: NotebookClient, progress: Callable[[str], object]) -> None:
    """Execute the cells of a notebook in their order, with a word after each."""
    cells = numbered(client.nb)
    total = cells[-1][0] if cells else 0
    position = {id(cell): index for index, cell in enumerate(client.nb.cells)}
    progress(CellsDone(name, 0, total))
    for number, cell in cells:
        try:
            await client.async_execute_cell(cell, position[id(cell)])
        except CellExecutionError as error:
            what = textwrap.shorten(f"{error.ename}: {error.evalue}", 500)
            raise NotebookError(f"{place(name, number, cell)}: {what}") from None
        except DeadKernelError:
            raise NotebookError(f"{place(name, number, cell)}: the kernel died") from None
        for output in cell.outputs:
            if output.get("name") == "stderr":
                said = textwrap.shorten(output.text, 200)
                progress(f"{place(name, number, cell)} wrote to stderr: {said}")
        progress(CellsDone(name, number, total))
