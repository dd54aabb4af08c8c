"""What the picture of the front page shows: turnover according to the text and to both sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.timeseries.by_side import by_side
from analysis.timeseries.headline import headline_rows

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study.study import Study


def marked_levels(study: Study, verdict: pd.Series) -> dict[str, pd.DataFrame]:
    """Return turnover according to each, and of the text's in which years it is contradicted.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> levels = marked_levels(study, reconcile(study).verdict)
    >>> levels[study.publisher]["contradicted"].to_list()
    [False, False, False, False, False]
    """
    levels = by_side(study, "turnover").split()
    if (own := levels.get(study.publisher)) is not None:
        rows = headline_rows(study, "turnover")["figure_id"].str.split(" + ", regex=False)
        wrong = rows.map(lambda figures: "contradicted" in verdict[figures].to_list())
        own = own.assign(contradicted=wrong.reindex(own.index, fill_value=False))
        levels[study.publisher] = own
    return levels


def highest(levels: Mapping[str, pd.DataFrame], year: int) -> tuple[list[str], bool]:
    """Return according to whom a year's number is highest, and whether any other is lower.

    Examples
    --------
    >>> import pandas as pd
    >>> levels = {name: pd.DataFrame({"value": [x]}, [2020]) for name, x in (("A", 1), ("B", 2))}
    >>> highest(levels, 2020)
    (['B'], True)
    """
    known = {name: of.at[year, "value"] for name, of in levels.items() if year in of.index}
    most, least = max(known.values()), min(known.values())
    return [name for name in known if known[name] == most], bool(least < most)
