"""Give each marked number of an article its sign: what was decided on it, or its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from analysis.prose.claim_rows import claim_row
from analysis.prose.sentences import facts
from analysis.reviewing.articles import CONFIRMED, LEFT_OUT, WAITING, Article, decision
from analysis.reviewing.pieces import Piece
from analysis.study import tables
from analysis.study.reading import check_sound, read
from analysis.verdicts import VERDICTS

if TYPE_CHECKING:
    from analysis.prose.front import Facts
    from analysis.study.study import Study

SIGNS = {
    WAITING: "?",
    **{word: verdict.mark for word, verdict in VERDICTS.items()},
    CONFIRMED: "✓",
    LEFT_OUT: "–",
}
"""What can be said of a mark → its sign; of a mark with several rows the first is said."""

Note = Mapping[str, str]
"""What is said of a figure, as `claim_row` has it."""


@dataclass(frozen=True)
class Mark:
    """A piece of a text as a page shows it."""

    text: str
    number: int = 0
    rows: tuple[int, ...] = ()
    reason: str = ""
    said: str = ""
    """A key of `SIGNS`; blank for what is no figure."""
    notes: tuple[tuple[int, Note], ...] = ()
    """The rows of which there is a verdict, each with what is said of it."""
    before: str = ""
    after: str = ""


def study_of(folder: Path) -> Study | None:
    """Return the study of a folder; nothing where it has no figures yet.

    Raises
    ------
    DataError
        Where the study is malformed.

    Examples
    --------
    >>> study_of(Path("tests/invented")).reporter
    'XAA'
    """
    check_sound(folder)
    figures = tables.read_table(folder, "figures.csv")
    return read(folder) if (figures["reporter"] != "").any() else None


def notes(article: Article, study: Study | None) -> dict[int, Note]:
    """Return what is said of the rows of an article that are figures with a verdict."""
    if study is None:
        return {}
    known = cast("Facts", facts(study, "front"))
    own = study.figures[study.figures["source_id"] == article.source_id]
    judged = set(own["figure_id"]) & set(known.verdicts.found.verdict.index)
    return {
        number: claim_row(study, known.claim(cells["figure_id"]))
        for number, cells in enumerate(article.rows)
        if cells["figure_id"] in judged and decision(cells) == CONFIRMED
    }


def marked(article: Article, said_of: Mapping[int, Note]) -> list[list[Mark]]:
    """Return the paragraphs of an article with a sign on each number that is a figure."""

    def said(row: int) -> str:
        return said_of[row]["verdict"] if row in said_of else decision(article.rows[row])

    def mark(piece: Piece) -> Mark:
        word = min(map(said, piece.rows), key=[*SIGNS].index, default="")
        notes = tuple((row, said_of[row]) for row in piece.rows if row in said_of)
        return Mark(**vars(piece), said=word, notes=notes)

    return [[mark(piece) for piece in paragraph] for paragraph in article.text]
