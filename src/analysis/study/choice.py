"""Let one notebook choose the study that all notebooks of its folder read."""

from __future__ import annotations

import json
import os
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import DataError
from analysis.study.reading import read

if TYPE_CHECKING:
    from analysis.study.focus import Years
    from analysis.study.study import Study

DEFAULT = "../data"
"""The study of a notebook that is given none, from the folder of the notebooks."""
STUDY = "ANALYSIS_STUDY"
"""The environment variable with which `analysis lab` names another study in its place."""
FILE = "chosen-study.json"
"""The file beside the notebooks in which a choice is kept."""
KEPT = "ANALYSIS_CHOICE"
"""The environment variable that names another file: reports and tests keep and read none."""


def choose_study(
    folder: str | PathLike[str] | None = None,
    variant: str | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    years: Years | None = None,
    source: str | None = None,
) -> Study:
    """Read a study as `read` does, for all notebooks of this folder.

    The choice is kept in chosen-study.json beside the notebooks, for `chosen_study`. Without any
    choice this file is removed.

    Parameters
    ----------
    folder
        The folder of a study; where left out, the one with which `analysis lab` was started, or
        else ../data.
    variant, reporter, partner, years, source
        As `read` takes them.

    Raises
    ------
    DataError
        As `read` does; the choice before stays.

    Examples
    --------
    >>> choose_study("tests/none")
    Traceback (most recent call last):
    analysis.errors.DataError: tests/none is not a folder: a study is a folder with figures.csv
    """
    choice: dict[str, Any] = {"variant": variant, "reporter": reporter, "partner": partner}
    choice |= {"years": years, "source": source}
    study = read(_default() if folder is None else folder, **choice)
    choice["folder"] = None if folder is None else str(folder)
    given = {name: value for name, value in choice.items() if value is not None}
    try:
        if given:
            _file().write_text(json.dumps(given, indent=1, default=int) + "\n", encoding="utf-8")
        elif _file().is_file():
            _file().unlink()
    except OSError as error:
        raise DataError(f"{_file()} cannot be written: {error.strerror}") from None
    return study


def chosen_study(
    folder: str | PathLike[str] | None = None,
    variant: str | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    years: Years | None = None,
    source: str | None = None,
) -> Study:
    """Read the study that `choose_study` chose for the notebooks of this folder.

    Where none was chosen, it is the one with which `analysis lab` was started, or else ../data.

    Parameters
    ----------
    folder, variant, reporter, partner, years, source
        For this notebook alone, in place of what was chosen. Of another folder nothing else is
        taken from the choice.

    Raises
    ------
    DataError
        As `read` does, and for a choice that cannot be read.

    Examples
    --------
    >>> chosen_study("tests/invented", years=2004).years
    (2004, 2004)
    """
    given: dict[str, Any] = {
        "folder": folder,
        "variant": variant,
        "reporter": reporter,
        "partner": partner,
    }
    given |= {"years": years, "source": source}
    kept = _kept() if folder is None else {}
    choice = kept | {name: value for name, value in given.items() if value is not None}
    place = choice.pop("folder", None)
    return read(_default() if place is None else place, **choice)


def _kept() -> dict[str, Any]:
    """Return what `choose_study` kept, or refuse what it cannot have written."""
    try:
        choice = json.loads(_file().read_text(encoding="utf-8") or "{}")
    except FileNotFoundError:
        return {}
    except ValueError:
        choice = None
    if not isinstance(choice, dict) or not all(map(_could_be_kept, choice.items())):
        raise DataError(
            f"{_file()} is not as choose_study writes it: delete it, or choose a study anew"
        )
    return choice


def _could_be_kept(given: tuple[str, object]) -> bool:
    name, value = given
    if name == "years":
        return isinstance(value, int | str | list)
    return name in ("folder", "variant", "reporter", "partner", "source") and isinstance(value, str)


def forget_choice(notebooks: Path) -> None:
    """Remove the choice that is kept beside notebooks, if there is one.

    Examples
    --------
    >>> forget_choice(Path("tests"))
    """
    (notebooks / FILE).unlink(missing_ok=True)


def _default() -> str:
    return os.environ.get(STUDY) or DEFAULT


def _file() -> Path:
    return Path(os.environ.get(KEPT) or FILE)
