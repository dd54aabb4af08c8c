"""Take DataFrames in place of the files of a study."""

import dataclasses
import datetime
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from analysis.errors import DataError, Fault
from analysis.study.columns import COLUMNS, FILES

Frames = Mapping[str, pd.DataFrame]
"""File → its rows as text, as `text_frames` makes them."""

Given: TypeAlias = str | PathLike[str] | pd.DataFrame | Mapping[str, pd.DataFrame]
"""What a study is read from: its folder, its tables, or its figures alone."""


def place_of(given: Given) -> Path | Frames:
    """Return the folder of a study, or the tables in its place.

    Examples
    --------
    >>> place_of("tests/invented").name
    'invented'
    """
    if isinstance(given, pd.DataFrame | Mapping):
        return text_frames(given)
    folder = Path(given)
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder: a study is a folder with figures.csv")
    return folder


def text_frames(given: pd.DataFrame | Mapping[str, pd.DataFrame]) -> Frames:
    """Return tables of a study as text, by the names of the files in whose place they stand.

    Parameters
    ----------
    given
        Table → its rows, such as ``{"figures": …, "sources": …}``; or figures alone: their sources
        are then known by their source_id only.

    Raises
    ------
    DataError
        For a table that a study has not, and for what is no DataFrame.

    Examples
    --------
    >>> frames = text_frames(pd.DataFrame({"period": [2019.0, None], "source_id": ["a", "a"]}))
    >>> frames["figures.csv"]["period"].to_list(), frames["sources.csv"]["publisher"].to_list()
    (['2019', ''], ['a'])
    """
    tables = {"figures": given} if isinstance(given, pd.DataFrame) else dict(given)
    frames: dict[str, pd.DataFrame] = {}
    for name, frame in tables.items():
        file = f"{str(name).removesuffix('.csv')}.csv"
        if file not in FILES:
            known = ", ".join(table_name(one) for one in FILES)
            raise DataError(f"table {name!r} is not one of {known}")
        if not isinstance(frame, pd.DataFrame):
            raise DataError(f"table {name!r} is no DataFrame but of type {type(frame).__name__}")
        frames[file] = frame.rename(columns=str).map(_text).reset_index(drop=True)
    figures = frames.get("figures.csv")
    if figures is None:
        raise DataError("there is no table 'figures': a study is made of published figures")
    if "sources.csv" not in frames:
        named = figures["source_id"].unique() if "source_id" in figures else ()
        names = [name for name in named if name]
        sources = pd.DataFrame({"source_id": names, "publisher": names}, dtype=str)
        frames["sources.csv"] = sources.reindex(columns=COLUMNS["sources.csv"], fill_value="")
    return frames


def table_name(file: str) -> str:
    """Return what a table is called where it is no file.

    Examples
    --------
    >>> table_name("figures.csv")
    'figures'
    """
    return file.removesuffix(".csv")


def in_table(fault: Fault) -> Fault:
    """Return a fault of a file as one of the table in its place, whose rows count from 0."""

    def sentence() -> str:
        said = str(fault).replace(f"{fault.file}, row 1: ", f"{fault.file}: ")  # of a header
        for file in FILES:
            said = said.replace(file, table_name(file))
        return said

    return dataclasses.replace(fault, sentence=sentence)


def _text(cell: object) -> str:
    """Return a cell as text; a whole number in a column of floats is one."""
    if isinstance(cell, str):
        return cell.strip()
    if pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell).strip()
