"""Show the review page in a notebook."""

from __future__ import annotations

import html
from os import PathLike
from pathlib import Path

from analysis.display import Bundle
from analysis.errors import DataError
from analysis.reviewing.page import review_page
from analysis.study.frames import place_of
from analysis.study.study import Study

_FRAME = (
    '<iframe title="Review" sandbox="allow-scripts allow-downloads" '
    'style="width: 100%; height: 46rem; border: 1px solid currentColor" srcdoc="{}"></iframe>'
)


class Page(str):
    """A page that shows itself in a notebook, in a frame that has no part in the notebook."""

    __slots__ = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        plain = f"A page of {len(self):,} characters"
        return {"text/html": _FRAME.format(html.escape(self)), "text/plain": plain}, {}


def review(study: Study | str | PathLike[str]) -> Page:
    """Return the texts of a study with each number marked, to be confirmed beside them.

    It is the page that `analysis review` writes. What it saves is a draft of the study: put it into
    its folder ``drafts``, and `analysis confirm` makes figures of the rows that are confirmed. A
    notebook that is saved with it holds the texts.

    Parameters
    ----------
    study
        The folder of a study with drafts, or a study that was read from one.

    Returns
    -------
    Page
        The HTML of the page, which shows itself.

    Raises
    ------
    DataError
        Where the study has no drafts, or was read from tables.

    Examples
    --------
    >>> review("tests/invented")
    Traceback (most recent call last):
    analysis.errors.DataError: tests/invented has no drafts: make one with: analysis draft TEXT \
--to tests/invented
    """
    folder = study.folder if isinstance(study, Study) else place_of(study)
    if not isinstance(folder, Path):
        raise DataError("a study that was read from tables has no drafts: give its folder")
    return Page(review_page(folder))
