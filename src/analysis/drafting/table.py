"""Show what is drafted from a text as a table, in a notebook."""

from __future__ import annotations

import pandas as pd

from analysis.display import Table, named
from analysis.drafting.draft_files import cells_of
from analysis.drafting.drafts import draft_rows
from analysis.study.countries import known_code

_SHOWN = (
    "quantity reporter partner region product period base as_written unit measured_in wording "
    "statistics_of status doubt sentence"
).split()


def draft(text: str, *, reporter: str = "", partner: str = "", published: str = "") -> Table:
    """Return the figures that a text seems to state, each with its sentence, to be confirmed.

    Parameters
    ----------
    text
        An article. Its first line may be title | publisher | date.
    reporter, partner
        The economies that it is about; those that it names most often where they are not given.
    published
        The date from which "last year" is reckoned, such as 2021-06-07; that of its first line
        unless it is given.

    Returns
    -------
    Table
        A row for each figure, with the columns of figures.csv that say what it is, ``doubt`` (which
        of them are a guess) and ``sentence``. `analysis draft` writes such rows into a study, and
        `analysis confirm` makes figures of those that a person has confirmed.

    Raises
    ------
    DataError
        For a reporter or partner that is no code.

    Examples
    --------
    >>> draft("Georgia's exports to Turkey were $5.2 million in 2020.")["period"].to_list()
    ['2020']
    """
    for code in filter(None, (reporter, partner)):
        known_code(code)
    found = draft_rows(text, reporter=reporter, partner=partner, published=published)
    cells = [cells_of(row, "", "") for row in found.rows]
    return named(pd.DataFrame(cells, columns=_SHOWN, dtype=str), "draft")
