"""The marked article: the texts of a study for its report, each figure with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import DataError
from analysis.reviewing.articles import Article, articles
from analysis.reviewing.marks import SIGNS, Mark, marked, notes
from analysis.reviewing.page import environment, style_sheet

if TYPE_CHECKING:
    from analysis.study.study import Study


def articles_with_figures(study: Study) -> list[Article]:
    """Return the drafted articles of a study of which it has figures, the text under study first.

    Raises
    ------
    DataError
        Where there is none, or a draft is malformed.

    Examples
    --------
    >>> from analysis import read
    >>> articles_with_figures(read("tests/invented", years=2005))
    Traceback (most recent call last):
    analysis.errors.DataError: tests/invented has no drafts: make one with: analysis draft TEXT \
--to tests/invented
    """
    if not isinstance(study.folder, Path):
        raise DataError("a study that was read from tables has no texts: give its folder")
    sources = set(study.figures["source_id"])
    found = [one for one in articles(study.folder) if one.source_id in sources]
    if not found:
        raise DataError(
            f"no drafted article of {study.folder} has figures in the study: confirm rows with: "
            f"analysis confirm {study.folder}"
        )
    return sorted(found, key=lambda one: one.source_id != study.headline_source)


def marked_texts(
    study: Study,
    found: Sequence[Article],
    where: Mapping[str, str],
    linked: Callable[[str], str],
) -> list[dict[str, str]]:
    """Return each text with the numbers marked that are figures with a verdict.

    Parameters
    ----------
    found
        As `articles_with_figures` has them.
    where
        Figure → the address to which its name leads.
    linked
        Takes HTML, and returns it with links where it names a source or a figure.

    Returns
    -------
    list
        For each text: id, title, publisher, published and html.

    Examples
    --------
    >>> from analysis import read
    >>> marked_texts(read("tests/invented"), [], {}, str)
    []
    """
    text = environment().get_template("marked.html.j2").module.text  # type: ignore[attr-defined]
    return [
        {
            "id": one.source_id,
            "title": one.title,
            "publisher": one.publisher,
            "published": one.published,
            "html": str(text(_figures(study, one), f"mark-{number}", SIGNS, where, linked)),
        }
        for number, one in enumerate(found, start=1)
    ]


def chapter_style() -> str:
    """Return the style of marks on a page of the report.

    Examples
    --------
    >>> ".mark" in chapter_style()
    True
    """
    return style_sheet("marks.css", "chapter.css")


def _figures(study: Study, one: Article) -> list[list[Mark]]:
    """Return the paragraphs of an article in which only figures with a verdict are marked."""
    return [
        [
            mark if mark.notes else Mark(f"{mark.before}{mark.text}{mark.after}")
            for mark in paragraph
        ]
        for paragraph in marked(one, notes(one, study))
    ]
