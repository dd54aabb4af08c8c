"""Read the text of a study's files, whatever stands in their place, and replace them whole."""

import os
import re
import shlex
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.errors import DataError

LARGEST = 50_000_000
"""Bytes. A study is written by hand: what is larger is something else, such as a panel."""


def stands(path: Path) -> bool:
    """Say whether anything stands at a path, a link that leads nowhere too.

    Examples
    --------
    >>> stands(Path("tests/invented/figures.csv")), stands(Path("tests/invented/none.csv"))
    (True, False)
    """
    return path.exists() or path.is_symlink()


def quoted(name: object) -> str:
    """Return the name of a file as a command takes it: in quotes where a shell would part it.

    Examples
    --------
    >>> quoted("georgia"), quoted("my study"), quoted("$HOME")
    ('georgia', '"my study"', "'$HOME'")
    """
    text = str(name)
    if re.fullmatch(rf"[\w./:+,@={re.escape(os.sep)}-]+", text) and not text.startswith("-"):
        return text
    return shlex.quote(text) if re.search(r"[\"$`\\!]", text) else f'"{text}"'


def read_text(path: Path, largest: int = 0) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Parameters
    ----------
    largest
        The bytes that it may have; 0 for `LARGEST`.

    Raises
    ------
    DataError
        For what is no file (a pipe would be waited for without end), is too large, cannot be read
        or is not UTF-8.

    Examples
    --------
    >>> read_text(Path("tests/invented/countries.csv"))[:9]
    'code,name'
    """
    most = largest or LARGEST
    try:
        about = path.stat()
        if stat.S_ISREG(about.st_mode) and about.st_size <= most:
            return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if path.is_symlink():
            raise DataError(f"{path} is a link to a file that is not there") from None
        raise DataError(
            f"{path.parent} has no {path.name}: a study is a folder with this file"
        ) from None
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}: byte {error.start + 1} is not UTF-8; save the file as 'CSV UTF-8'"
        ) from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(about.st_mode):
        what = "it is a folder" if stat.S_ISDIR(about.st_mode) else "it is not a file"
        raise DataError(f"{path} cannot be read: {what}")
    raise DataError(
        f"{path.name} has {about.st_size:,} bytes, more than the {most:,} that it may have"
    )


def check_size(paths: Iterable[Path]) -> None:
    """Refuse files that together are larger than one may be, before any of them is read.

    Examples
    --------
    >>> check_size([Path("tests/invented/figures.csv"), Path("tests/invented/none.csv")])
    """
    sizes = {path: path.stat().st_size for path in paths if path.is_file()}
    if sum(sizes.values()) > LARGEST and max(sizes.values()) <= LARGEST:
        names = ", ".join(path.name for path in sizes)
        raise DataError(
            f"{names} have {sum(sizes.values()):,} bytes together, more than the {LARGEST:,} that "
            "a study may have"
        )


def replace_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Replace files of a folder: all of them, or none.

    Each file is written beside the old one and put into its place at once, in the order given. If
    one cannot be, those before it get their old content back.

    Raises
    ------
    OSError
        Where a file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     replace_all(Path(place), {"drafts/a.csv": "1"})
    ...     Path(place, "drafts", "a.csv").read_text()
    '1'
    """
    paths = {file: (folder / file).resolve() for file in texts}
    before = {path: path.read_bytes() if path.exists() else None for path in paths.values()}
    beside = {path: path.with_name(f".{path.name}-new-{os.getpid()}") for path in paths.values()}
    done: list[Path] = []
    try:
        for file, path in paths.items():
            path.parent.mkdir(exist_ok=True)
            beside[path].write_bytes(texts[file].encode("utf-8"))
            if path.exists():
                shutil.copymode(path, beside[path])
        for path in paths.values():
            os.replace(beside[path], path)
            done.append(path)
    except BaseException:
        for path in done:
            content = before[path]
            path.unlink() if content is None else path.write_bytes(content)
        raise
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
