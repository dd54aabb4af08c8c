"""Arguments that several commands take, and how their texts are read."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NewType

from typer import Argument, BadParameter, Option

from analysis.errors import DataError
from analysis.files import quoted

# Typer takes a tuple for several arguments; a type of its own is one.
Years = NewType("Years", tuple[int, int])
Members = NewType("Members", tuple[str, ...])


def years(text: str) -> Years:
    """Return the first and last year of a span that was written as 2019-2022, or as one year.

    Examples
    --------
    >>> years("2019-2022"), years("2019")
    ((2019, 2022), (2019, 2019))
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text, re.ASCII)
    if not match:
        raise BadParameter(f"{text!r} is no span of years: write 2019-2022 or 2019")
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last:
        raise BadParameter(f"{text!r}: the first year is after the last")
    return Years((first, last))


def code(text: str) -> str:
    """Return a country code in capitals; what cannot be one stays as it is, for the message.

    Examples
    --------
    >>> code("geo"), code("Georgia")
    ('GEO', 'Georgia')
    """
    return text.upper() if re.fullmatch("[a-z]{3}", text, re.IGNORECASE | re.ASCII) else text


def codes(text: str) -> Members:
    """Return country codes that were written with commas, in capitals.

    Examples
    --------
    >>> codes("aut, CHE")
    ('AUT', 'CHE')
    """
    return Members(tuple(code(part.strip()) for part in text.split(",") if part.strip()))


def share(text: str | float) -> float:
    """Return the room for revision as a share; from 1 a number is in percent, with a sign or not.

    Examples
    --------
    >>> share("2"), share("2%"), share("0.02")
    (0.02, 0.02, 0.02)
    """
    match = re.fullmatch(r"(\d*\.?\d+)(%?)", str(text), re.ASCII)
    if not match:
        raise BadParameter(f"{text!r} is no share: write 2% for 2 percent")
    number, has_sign = Decimal(match[1]), bool(match[2])
    if not has_sign and Decimal("0.2") <= number < 1:
        raise BadParameter(
            f"{text!r} may mean {number} percent or {100 * number:f} percent: write the one that "
            f"you mean with its sign, such as {number}%"
        )
    revision = number / 100 if has_sign or number >= 1 else number
    if revision >= Decimal("0.5"):
        raise BadParameter(f"{text!r} leaves nothing to test: stay below 50%")
    return float(revision)


def check_folder(study: Path, pair: str = "--reporter XXX --partner YYY") -> None:
    """Refuse a study that is not there, before a command loads what it needs.

    Examples
    --------
    >>> check_folder(Path("nowhere"))
    Traceback (most recent call last):
    analysis.errors.DataError: nowhere is not a folder: make a study with: analysis new nowhere \
--reporter XXX --partner YYY
    """
    if not study.is_dir():
        raise DataError(
            f"{study} is not a folder: make a study with: analysis new {quoted(study)} {pair}"
        )


Named = NewType("Named", tuple[str, str])


def named(text: str) -> Named:
    """Return a name and what is said of it, written with a sign between.

    Examples
    --------
    >>> named("wire-exports-2005=82 million")
    ('wire-exports-2005', '82 million')
    """
    name, sign, meant = text.partition("=")
    if not (name.strip() and sign and meant.strip()):
        raise BadParameter(f"{text!r}: write a name, the sign = and what is meant")
    return Named((name.strip(), meant.strip()))


CODE = {"metavar": "CODE", "parser": code}
STUDY = Argument(metavar="STUDY", help="A folder of figures.")
ROOM = "Room for later revision between sources: 2%, 2 or 0.02 for 2 percent; 0 for none."
YEARS = Option("--years", metavar="YEARS", parser=years, help="2015-2020, or 2019 alone.")

Study = Annotated[Path, STUDY]
Span = Annotated[Years | None, YEARS]
Reporter = Annotated[
    str, Option(**CODE, help="Whose trade is meant: an ISO 3166 alpha-3 code, in any case.")
]
Partner = Annotated[str, Option(**CODE, help="With whom it trades: a code likewise.")]
Variant = Annotated[
    str | None, Option(metavar="NAME", help="Another way to read some figures, of variants.csv.")
]
Revision = Annotated[float, Option(metavar="SHARE", parser=share, show_default="2%", help=ROOM)]
