"""Write tables that come with the package as packed CSV, with the command that made them."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.errors import DataError
from analysis.world import distribution, staging, totals
from analysis.world.panel_layout import COPIED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def check(file: str | Path) -> None:
    """Refuse a file that cannot be written, before there is anything to write.

    Raises
    ------
    DataError
        Where the file is a folder, or its folder is missing or cannot be written to.

    Examples
    --------
    >>> check("no such folder/table.csv.gz")
    Traceback (most recent call last):
    analysis.errors.DataError: no such folder/table.csv.gz: there is no folder 'no such folder'
    """
    file = Path(file)
    if file.is_dir():
        raise DataError(f"{file} is a folder: choose a file")
    if not file.parent.is_dir():
        raise DataError(f"{file}: there is no folder '{file.parent}'")
    if not os.access(file.parent, os.W_OK):
        raise DataError(f"{file}: the folder '{file.parent}' cannot be written to")


def write_distribution(folder: str | Path, file: str | Path) -> None:
    """Write the distribution of a folder of tables as packed CSV, with its source above it.

    An older file is replaced at once, when the new one is whole.

    Raises
    ------
    DataError
        As `check` does, and where the file cannot be written.
    """
    _write(folder, file, "distribution", distribution.write_csv)


def write_totals(folder: str | Path, file: str | Path) -> None:
    """Write the totals of a folder of tables, as `write_distribution` does."""
    _write(folder, file, "totals", totals.write_csv)


def _write(
    folder: str | Path,
    file: str | Path,
    table: str,
    write_csv: Callable[[pd.DataFrame, Path, Mapping[str, str]], None],
) -> None:
    check(file)
    file = Path(file)
    about = json.loads((Path(folder) / staging.ABOUT).read_text(encoding="utf-8"))
    made_by = command(about, file.name, table)
    notes = {"source": about["source"] or about["panel"], "command": made_by}
    beside = file.with_name(f".{file.name}-new-{os.getpid()}")
    try:
        write_csv(pd.read_parquet(Path(folder) / f"{table}.parquet"), beside, notes)
        os.replace(beside, file)
    except OSError as error:
        raise DataError(f"{file} cannot be written: {error.strerror or error}") from None
    finally:
        beside.unlink(missing_ok=True)


def command(about: Mapping[str, Any], file: str, table: str = "distribution") -> str:
    """Return the command that made tables, with every option on which their numbers depend.

    Examples
    --------
    >>> chosen = {"columns": {"exporter": "from"}, "unit": None, "years": [2015, 2020]}
    >>> chosen |= {"estimates": True, "copied": [], "rounding": 0.0}
    >>> command({"panel": "p.csv", "source": "a source", "options": chosen}, "d.csv.gz")
    "analysis world p.csv --to FOLDER --source 'a source' --years 2015-2020 --column \
exporter=from --estimates --copied none --distribution d.csv.gz"
    """
    options = about["options"]
    words = ["analysis", "world", about["panel"], "--to", "FOLDER"]
    words += ["--source", about["source"]] if about["source"] else []
    words += ["--years", "-".join(map(str, options["years"]))] if options["years"] else []
    for name, column in options["columns"].items():
        words += ["--column", f"{name}={column}"]
    words += ["--unit", options["unit"]] if options["unit"] else []
    words += ["--estimates"] if options["estimates"] else []
    if list(options["copied"]) != list(COPIED):
        words += ["--copied", ",".join(f"{x:g}" for x in options["copied"]) or "none"]
    words += ["--rounding", f"{options['rounding']:g}"] if options["rounding"] else []
    return shlex.join([*words, f"--{table}", file])
