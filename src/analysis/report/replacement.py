"""Replace a report by a new one at once, so that there is always a whole one."""

import contextlib
import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.errors import DataError

GENERATOR = '<meta name="generator" content="analysis">'
"""Stands in the front page of each report, and of nothing else."""

OF_THE_SYSTEM = frozenset([".DS_Store", "Thumbs.db", "desktop.ini"])
"""What a system puts into a folder that somebody looks at: nobody misses it."""

FILES = "report-files.txt"
"""Lists the files of a report, a line each: what else stands in its folder is somebody's."""

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux, for renameat2."""


def check_target(target: Path) -> None:
    """Refuse a place where a report may not be written: what stands there is kept.

    Raises
    ------
    DataError
        For a file, for a folder that holds something other than a report, such as a link or files
        of the user's beside it, for the folder in which the user is, and for a place or a report
        that cannot be written to.
    """
    if Path.cwd().is_relative_to(target.resolve()):
        raise DataError(
            f"{target.resolve()} is where you are: choose a folder in it for the report, such as "
            f"{Path.cwd() / 'report'}"
        )
    if target.exists() and not target.is_dir():
        raise DataError(f"{target} is a file: choose a folder for the report")
    if target.is_dir() and any(target.iterdir()) and not _is_report(target):
        raise DataError(
            f"{target} is not empty and holds no report: it is left as it is; "
            "choose another folder for the report"
        )
    check_own(target)
    nearest = next(folder for folder in target.resolve().parents if folder.exists())
    old = [target, *target.rglob("*")] if target.is_dir() else []
    for folder in (nearest, *(path for path in old if path.is_dir())):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise DataError(f"{folder} cannot be written to: choose another folder for the report")


def check_own(target: Path) -> None:
    """Refuse a report into whose folder somebody has put something: it would go with the report.

    Raises
    ------
    DataError
        With what stands there that no report wrote.
    """
    if found := foreign(target) if target.exists() else []:
        more = f" and {len(found) - 5:,} more" if len(found) > 5 else ""
        raise DataError(
            f"{target} holds what no report wrote ({', '.join(found[:5])}{more}): it is left as it "
            "is; move that elsewhere, or choose another folder for the report"
        )


def foreign(folder: Path) -> list[str]:
    """Return what stands in the folder of a report and was not written by it, links not followed.

    Reports of versions that left no list of their files are known by the names of these.
    """
    listed = folder / FILES
    names = set(listed.read_text("utf-8", "replace").splitlines()) if listed.is_file() else None
    own = {"index.html", FILES, *(names or ()), *(str(Path(name).parent) for name in names or ())}

    def is_own(path: Path) -> bool:
        inner = path.relative_to(folder).as_posix()
        if path.is_symlink() or names is not None or inner in own:
            return inner in own and not path.is_symlink()
        return folder.joinpath(f"{inner}.html").is_file() if path.is_dir() else _is_usual(inner)

    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=_refuse):
        there = [name for name in [*folders, *files] if name not in OF_THE_SYSTEM]
        found += [Path(place, name) for name in there if not is_own(Path(place, name))]
        folders[:] = [name for name in folders if Path(place, name) not in found]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _is_usual(name: str) -> bool:
    pattern = (
        r"[^/]+\.html|results\.json|report\.pdf|(claims|figures|sources)\.csv|[^/]+/[^/]+\.csv"
    )
    return bool(re.fullmatch(pattern, name))


def _refuse(error: OSError) -> None:
    raise DataError(f"{error.filename} cannot be read: {error.strerror}") from None


@contextlib.contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold the place of a report against a second run; a run that is killed lets go of it.

    Raises
    ------
    DataError
        Where another run holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows refuses to rename a folder that another run has in use
        yield
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    path = target.with_name(f".{target.name}-lock")
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A run that has just ended has removed the file that was opened: then it is no lock.
            held = path.exists() and os.path.samestat(path.stat(), os.fstat(lock.fileno()))
        except BlockingIOError:
            held = False
        if not held:
            raise DataError(
                f"another run is writing the report {target}: wait for it, or choose another folder"
            )
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def restore(target: Path) -> None:
    """Put the last good report back where a former run died, and remove what it left."""
    ours = re.compile(rf"\.{re.escape(target.name)}-(new|old)-\d+")
    if not target.parent.exists():
        return
    for folder in sorted(target.parent.iterdir()):
        match = ours.fullmatch(folder.name)
        ours_alone = match and not folder.is_symlink() and folder.is_dir() and not foreign(folder)
        if match and ours_alone and (_is_report(folder) or _is_begun(folder)):
            if match[1] == "old" and not target.exists():
                folder.rename(target)
            else:
                _remove(folder)


def replace(target: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files (path within → content) into a folder, and put it in the target's place.

    Whatever happens on the way, the target is the old report or the new one.

    Raises
    ------
    DataError
        Where it cannot be written, such as on a full disk.
    """
    new, old = (target.with_name(f".{target.name}-{age}-{os.getpid()}") for age in ("new", "old"))
    listed = "".join(f"{name}\n" for name in sorted(files))
    try:
        _write(new, {**files, FILES: listed})
        check_own(target)
        if not (target.exists() and _exchange(new, target)):
            _rename(new, target, old)
    except OSError as error:
        why = error.strerror or error
        raise DataError(
            f"the report {target} cannot be written: {why}; what was there stays as it was"
        ) from None
    finally:
        _remove(new)
        if target.exists():
            _remove(old)


def _exchange(new: Path, target: Path) -> bool:
    """Exchange two folders at once, which Linux can on most file systems; say whether it did."""
    if sys.platform != "linux":
        return False
    try:
        exchange = ctypes.CDLL(None).renameat2
    except AttributeError:  # an older C library
        return False
    failed = exchange(_HERE, os.fsencode(new), _HERE, os.fsencode(target), _EXCHANGE)
    return not failed


def _rename(new: Path, target: Path, old: Path) -> None:
    """Put the new report where the old one was by two renames; in between, it is beside."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _is_report(folder: Path) -> bool:
    """Say whether a folder is a report of ours."""
    index = folder / "index.html"
    return index.is_file() and GENERATOR in index.read_text(encoding="utf-8", errors="replace")


def _is_begun(folder: Path) -> bool:
    """Say whether a folder has nothing in it yet, or any more, but an empty front page."""
    return folder.is_dir() and all(
        path.name == "index.html" and path.is_file() and path.stat().st_size == 0
        for path in folder.iterdir()
    )


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the front page and the list first: they make a folder known as ours, and its files."""
    folder.mkdir(parents=True)
    for name in sorted(files, key=lambda name: (name != "index.html", name != FILES, name)):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        held = files[name]
        path.write_bytes(held if isinstance(held, bytes) else held.encode())


def _remove(folder: Path) -> None:
    """Remove a folder of ours, the list of its files and the front page last."""
    if not folder.exists():
        return
    last = (FILES, "index.html")
    for path in sorted(
        folder.iterdir(), key=lambda path: (path.name in last, path.name == last[1])
    ):
        is_folder = path.is_dir() and not path.is_symlink()
        shutil.rmtree(path) if is_folder else path.unlink()
    folder.rmdir()
