"""The verdicts on figures, from verdicts.toml: the severest first."""

import tomllib
from importlib.resources import files
from typing import NamedTuple


class Verdict(NamedTuple):
    """What a verdict means, and how it looks.

    Examples
    --------
    >>> VERDICTS["contradicted"].wrong, VERDICTS["consistent"].mark
    (True, '●')
    """

    wrong: bool
    """Whether the figure cannot be true, or another one says that it cannot."""
    meaning: str
    mark: str
    marker: str
    colour: str
    on_paper: str
    in_the_dark: str


def _verdicts() -> dict[str, Verdict]:
    text = files("analysis").joinpath("verdicts.toml").read_text(encoding="utf-8")
    return {name: Verdict(**row) for name, row in tomllib.loads(text).items()}


VERDICTS = _verdicts()
SEVERITY = tuple(VERDICTS)
WRONG = tuple(name for name, verdict in VERDICTS.items() if verdict.wrong)
