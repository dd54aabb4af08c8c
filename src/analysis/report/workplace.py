"""Find the folder in which a person works with the notebooks: the checkout, or a copy of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from analysis.errors import DataError
from analysis.report.execution import check_not_hidden
from analysis.report.writing import own_notebooks
from analysis.study.choice import forget_choice

FOLDERS = ("notebooks", "data", "examples")
FIRST = "notebooks/00_start_here.ipynb"


def workplace(to: Path) -> Path:
    """Return the folder in which JupyterLab opens, with notebooks, data and examples in it.

    Of a checkout it is the checkout itself. An installed library is not worked in: what it brings
    is copied, and what is there already stays as it is. A study that was chosen before is
    forgotten.

    Parameters
    ----------
    to
        Where an installed library is copied.

    Raises
    ------
    DataError
        Where the copy cannot be written, and where a file would hide the library from notebooks.

    Examples
    --------
    >>> workplace(Path("nowhere")).joinpath(FIRST).exists()
    True
    """
    library = own_notebooks().parent
    if library.name != "library":
        to = library
    try:
        for folder in FOLDERS:
            if not (to / folder).exists():
                _copy(library / folder, to / folder)
        forget_choice(to / "notebooks")
    except OSError as error:
        raise DataError(f"{to} cannot be written: {error.strerror or error}") from None
    check_not_hidden(to / "notebooks")
    return to.resolve()


def _copy(folder: Path, to: Path) -> None:
    """Copy a folder whole: where that is interrupted, nothing stands in its place."""
    new = to.with_name(f".{to.name}-new-{os.getpid()}")
    try:
        shutil.copytree(folder, new)
        new.rename(to)
    finally:
        shutil.rmtree(new, ignore_errors=True)
