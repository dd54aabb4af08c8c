"""Write the tables of the world beside their target, and let them take its place at once."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import DataError

ABOUT = "about.json"
"""Says what the tables are; a folder with it and with pairs is one of ours."""


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a new folder beside the target, which takes its place where all goes well.

    Raises
    ------
    DataError
        Where the target is a file, or a folder that holds something else: it is left as it is; and
        where it cannot be written.

    Examples
    --------
    >>> with beside(Path("data")) as folder:
    ...     pass
    Traceback (most recent call last):
    analysis.errors.DataError: data is not empty and holds no tables of the world: it is left as \
it is; choose another folder
    """
    if target.is_file():
        raise DataError(f"{target} is a file: choose a folder for the tables")
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
        raise DataError(
            f"{target} is not empty and holds no tables of the world: it is left as it is; "
            "choose another folder"
        )
    given, target = target, target.absolute()
    new, old = (target.with_name(f".{target.name}-{age}-{os.getpid()}") for age in ("new", "old"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _tidy(target)
        new.mkdir()
    except OSError as error:
        raise DataError(f"{given} cannot be written: {error.strerror or error}") from None
    try:
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        for folder in (new, old):
            shutil.rmtree(folder, ignore_errors=True)


def no_space(error: Exception) -> bool:
    """Say whether an error means that the disk is full.

    Examples
    --------
    >>> no_space(OSError(errno.ENOSPC, "No space left on device")), no_space(OSError("broken"))
    (True, False)
    """
    text = str(error)
    return getattr(error, "errno", None) == errno.ENOSPC or any(
        words in text for words in ("No space left on device", "max_temp_directory_size")
    )


def _is_ours(folder: Path) -> bool:
    return (folder / ABOUT).is_file() and (folder / "pairs").is_dir()


def _tidy(target: Path) -> None:
    """Put back what a run that died had moved away, and remove what it left half done."""
    ours = re.compile(rf"\.{re.escape(target.name)}-(new|old)-(\d+)")
    for folder in sorted(target.parent.iterdir()):
        match = ours.fullmatch(folder.name)
        if not match or _alive(int(match[2])):
            continue
        if match[1] == "old" and not target.exists():
            folder.rename(target)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    import psutil  # os.kill(process, 0) asks the same, but on Windows it is Ctrl-C

    return bool(psutil.pid_exists(process))
