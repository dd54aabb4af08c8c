"""Write the folder of a new study: headers, the pair, example rows and the codebook."""

import csv
import io
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.english import opening
from analysis.errors import DataError
from analysis.files import quoted
from analysis.study import countries
from analysis.study.codebook import codebook
from analysis.study.columns import FILES
from analysis.study.figure_columns import Column

README = """\
# {title}

Published figures on the trade of {here} and {there}: each row states one number as it was printed, with its source.

1. Describe each publication in a row of `sources.csv`.
   `analysis draft article.txt --to {folder}` drafts the rows from its text, and `analysis confirm {folder}` takes those that you confirm; or by hand:
2. Write one row of `figures.csv` for each number that it prints on the pair, as it prints it. The wording counts: "more than 460 million" is another statement than "460 million". What it leaves open goes into `note`.
3. `analysis check {folder} --all` says which figures cannot all be true and how each figure was read, or what is wrong with which row; `analysis reconcile {folder}` says the first alone.
4. `analysis report {folder}` writes the report.

The other tables and settings may stay as they are: they are for regions, for other readings of a figure, and for names.

## Example rows

A row of each table, with an invented number. The headers stand in the files already: copy what stands below a header, and change it.

{examples}

{codebook}"""  # noqa: E501 - a line is a paragraph

IGNORED = """\
# An article belongs to somebody: its text, and the draft that quotes it, stay on this machine.
texts/
drafts/
"""


def begin(
    folder: str | os.PathLike[str], reporter: str, partner: str, members: Sequence[str] = ()
) -> Path:
    """Write the folder of a study on a pair, with no figures in it yet.

    It is written beside and then put in its place, so that it is there whole or not at all.

    Parameters
    ----------
    folder
        A new or an empty one.
    reporter, partner
        ISO 3166 alpha-3 codes, or XAA to XZZ for areas without one; one of them may be the name of
        a region as a whole, such as EU.
    members
        The economies of that region, which regions.csv then lists.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    DataError
        For an unknown code, a pair of one, and a place that is not free: it is left as it is.

    Examples
    --------
    >>> begin("data", "GEO", "KORR")
    Traceback (most recent call last):
    analysis.errors.DataError: partner 'KORR' is not an ISO 3166 alpha-3 code or WLD (is KOR \
meant?); for a region as a whole, name its members: --members AUT,CHE
    """
    folder = Path(folder)
    region = _region_of_pair(reporter, partner, members)
    if folder.is_dir() and any(folder.iterdir()):
        raise DataError(f"{folder} is not empty: it is left as it is; choose a new folder")
    if folder.exists() and not folder.is_dir():
        raise DataError(f"{folder} is a file: choose a new folder")
    target = folder.resolve()
    try:
        target.name.encode()
    except UnicodeEncodeError:
        raise DataError(f"{folder.name!r} is not a name in UTF-8: choose another one") from None
    if target == Path.cwd():
        raise DataError(f"{target} is where you are: choose a folder in it")
    beside = target.with_name(f".{target.name}-new-{os.getpid()}")
    try:
        beside.mkdir(parents=True)
        files = _files(target.name, reporter, partner)
        if region:
            rows = "".join(_as_csv([region, member]) for member in members)
            files["regions.csv"] += rows
        for file, text in files.items():
            (beside / file).write_text(text, encoding="utf-8", newline="")
        if target.exists():
            target.rmdir()
        beside.rename(target)
    except OSError as error:
        raise DataError(f"{folder} cannot be written: {error.strerror or error}") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def _region_of_pair(reporter: str, partner: str, members: Sequence[str]) -> str:
    """Return which of a pair is a region; refuse what is none, and a pair of one economy."""
    if reporter == partner:
        raise DataError(f"partner {partner!r} is the reporter itself")
    parties = {"reporter": reporter, "partner": partner}
    names = {party: name for party, name in parties.items() if not countries.is_code(name)}
    for party, name in names.items():
        if not members:
            raise DataError(
                f"{party} {name!r} {countries.unknown(name)}; for a region as a whole, name its "
                "members: --members AUT,CHE"
            )
        if len(names) > 1 or name != name.strip() or not name.isprintable() or {*'"\\'} & {*name}:
            raise DataError(
                f"{party} {name!r} cannot be a region beside its members: give a name "
                "without quotes for it, and the code of an economy for the other party"
            )
    if members and not names:
        raise DataError(f"{reporter} and {partner} are economies, and no region has the members")
    for member in members:
        if not countries.is_code(member) or member == countries.WORLD:
            raise DataError(f"member {member!r} {countries.unknown(member)}")
        if members.count(member) > 1:
            raise DataError(f"member {member!r} stands twice")
    return next(iter(names.values()), "")


def _files(folder: str, reporter: str, partner: str) -> dict[str, str]:
    """Return the files of a new study, by name."""
    here, there = countries.name(reporter), countries.name(partner)
    economy = next(name for name in (reporter, partner) if countries.is_code(name))
    parties = {"reporter": reporter, "partner": partner, "economy": economy}
    examples = "\n\n".join(
        f"`{file}`:\n\n```csv\n{_header(file)}{_example(file, **parties)}```" for file in FILES
    )
    readme = README.format(
        title=opening(f"{here} and {there}"),
        here=here,
        there=there,
        folder=quoted(folder),
        examples=examples,
        codebook=codebook(),
    )
    settings = f'reporter = "{reporter}"\npartner = "{partner}"\n'
    tables = {file: _header(file) for file in FILES}
    return {**tables, "study.toml": settings, "README.md": readme, ".gitignore": IGNORED}


def _header(file: str) -> str:
    return _as_csv(column.name for column in _needed(file))


def _example(file: str, **parties: str) -> str:
    return _as_csv(column.example.format(**parties) for column in _needed(file))


def _needed(file: str) -> list[Column]:
    """Return the columns that a file has in any case; the others stand in the codebook."""
    return [column for column in FILES[file].columns if not column.optional]


def _as_csv(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
