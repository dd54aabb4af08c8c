"""Find the files of a panel, and check that each is what its name says."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import DataError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

TEXT, PARQUET = (".csv", ".tsv", ".txt"), (".parquet", ".pq")
ENDINGS = (*TEXT, *(f"{ending}.gz" for ending in TEXT), *PARQUET)
_KINDS = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"PAR1": "Parquet",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"BZh": "bzip2",
    b"<": "a web page or XML",
}
"""How a file begins → what it is."""


@dataclass(frozen=True)
class Files:
    """The files of a panel, on one file system, all of one kind and with one header."""

    system: AbstractFileSystem
    paths: tuple[str, ...]
    header: tuple[str, ...]
    first: tuple[str, ...]
    """The first row of values, as text."""
    delimiter: str = ","
    encoding: str = "utf-8"
    """utf-8, or latin-1, in which older statistics are written."""

    @property
    def parquet(self) -> bool:
        """Whether they are Parquet files."""
        return self.paths[0].lower().endswith(PARQUET)

    @property
    def addresses(self) -> list[str]:
        """The files as an engine is told of them: plain paths where they are on this machine."""
        if "file" in self.system.protocol:
            return list(self.paths)
        return [self.system.unstrip_protocol(path) for path in self.paths]


def find(panel: str) -> Files:
    """Return the files of a panel: one file, a glob, or the address of an object store.

    Raises
    ------
    DataError
        Where there is none, and for a file that is empty, cut off, or not what its name says.

    Examples
    --------
    >>> find("data/fig*.csv").header[:3]
    ('figure_id', 'quantity', 'reporter')
    """
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(str(panel))
    except (ImportError, ValueError) as error:
        raise DataError(f"{panel}: the address cannot be read: {error}") from None
    paths = sorted(system.glob(path)) if any(sign in path for sign in "*?[") else [path]
    paths = [path for path in paths if system.isfile(path)]
    if not paths:
        raise DataError(f"{panel}: there is no such file")
    endings = {path.lower().endswith(PARQUET) for path in paths}
    if len(endings) > 1:
        raise DataError(f"{panel}: CSV and Parquet files together; give one kind at a time")
    for path in paths:
        _check_kind(system, path)
    try:
        encoding = "utf-8"
        opened = [_open(system, path, encoding) for path in paths]
    except UnicodeDecodeError:
        encoding = "latin-1"
        opened = [_open(system, path, encoding) for path in paths]
    header, _, delimiter = opened[0]
    for path, (other, _, _) in zip(paths, opened, strict=True):
        if other != header:
            raise DataError(f"{path}, row 1: its columns are not those of {paths[0]}")
    first = next((values for _, values, _ in opened if values), ())
    if not first:
        raise DataError(f"{paths[-1]}: there is a header and no row of values")
    if len(first) != len(header):
        raise DataError(
            f"{paths[0]}, row 2: {len(first)} values below {len(header)} columns; the file is cut "
            "off, or a quote is not closed"
        )
    return Files(system, tuple(paths), header, first, delimiter, encoding)


def records(files: Files, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record of a file of text with its row, the header's being 1.

    Examples
    --------
    >>> files = find("data/sources.csv")
    >>> next(records(files, files.paths[0]))[0]
    1
    """
    with _text(files.system, path, files.encoding) as lines:
        reader = csv.reader(lines, delimiter=files.delimiter)
        for fields in reader:
            if fields:
                yield reader.line_num, fields


def cut_off(files: Files) -> list[str]:
    """Return the plain text files whose last line has no end: they may be cut off.

    Examples
    --------
    >>> cut_off(find("data/sources.csv"))
    []
    """
    plain = [path for path in files.paths if path.lower().endswith(TEXT)]
    return [path for path in plain if files.system.tail(path, 1) not in (b"\n", b"\r")]


def _check_kind(system: AbstractFileSystem, path: str) -> None:
    """Refuse a file that is empty, or begins or ends otherwise than its name promises."""
    name = path.lower()
    if not name.endswith(ENDINGS):
        raise DataError(f"{path}: the name must end in one of {', '.join(ENDINGS)}")
    if system.size(path) == 0:
        raise DataError(f"{path} is empty")
    head = system.head(path, 4096)
    kind = next((kind for mark, kind in _KINDS.items() if head.lstrip().startswith(mark)), "text")
    kind = "not text" if kind == "text" and b"\x00" in head else kind
    wanted = "Parquet" if name.endswith(PARQUET) else "gzip" if name.endswith(".gz") else "text"
    if kind != wanted:
        raise DataError(f"{path} is not what its name says: it is {kind}, and not {wanted}")
    if kind == "Parquet" and system.tail(path, 4) != b"PAR1":
        raise DataError(f"{path} is cut off: a Parquet file ends in PAR1")


def _open(
    system: AbstractFileSystem, path: str, encoding: str
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return a file's header, its first row of values as text, and its delimiter."""
    if path.lower().endswith(PARQUET):
        return (*_open_parquet(system, path), "")
    try:
        with _text(system, path, encoding) as lines:
            top = lines.readline()
            delimiter = max(",;\t|", key=top.count)
            header = next(csv.reader([top], delimiter=delimiter), [])
            first = next(csv.reader(lines, delimiter=delimiter), [])
    except (EOFError, gzip.BadGzipFile) as error:
        raise DataError(f"{path} is cut off: {error}") from None
    if not any(name.strip() for name in header):
        raise DataError(f"{path}: the first row is blank, and must name the columns")
    return tuple(header), tuple(first), delimiter


def _open_parquet(system: AbstractFileSystem, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of a Parquet file and its first row as text."""
    import pyarrow
    from pyarrow import parquet

    try:
        with system.open(path, "rb") as stream:
            file = parquet.ParquetFile(stream)
            header = tuple(file.schema_arrow.names)
            batch = next(file.iter_batches(batch_size=1), None)
    except (pyarrow.ArrowInvalid, OSError) as error:
        raise DataError(f"{path} is no Parquet file that can be read: {error}") from None
    rows = batch.to_pylist() if batch else []
    first = ["" if value is None else str(value) for value in rows[0].values()] if rows else []
    return header, tuple(first)


def _text(system: AbstractFileSystem, path: str, encoding: str = "utf-8") -> io.TextIOWrapper:
    """Open a file of text, unpacking it where its name says that it is packed."""
    stream = system.open(path, "rb")
    if path.lower().endswith(".gz"):
        stream = gzip.GzipFile(fileobj=stream)
    return io.TextIOWrapper(stream, encoding=encoding.replace("utf-8", "utf-8-sig"), newline="")
