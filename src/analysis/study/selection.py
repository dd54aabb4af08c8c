"""Choose the figures that a table shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.study.pair_figures import is_pair

if TYPE_CHECKING:
    from analysis.study.study import Study


def of_pair(study: Study, quantities: Sequence[str]) -> pd.DataFrame:
    """Return the figures of some quantities that any source has on the study's pair.

    Examples
    --------
    >>> from analysis import read
    >>> of_pair(read("tests/invented"), ["loan"])["figure_id"].to_list()
    ['courier-loan', 'bank-loan']
    """
    figures = study.figures
    pair = is_pair(figures, study.reporter, study.partner)
    return figures[pair & figures["quantity"].isin(quantities)]


def rests_on(study: Study, quantities: Sequence[str]) -> pd.DataFrame:
    """Return the headline source's figures on the pair; of a turnover that is a sum, its parts.

    Examples
    --------
    >>> from analysis import read
    >>> len(rests_on(read("tests/invented"), ["turnover"]))
    5
    """
    wanted = of_pair(study, [*quantities, "exports", "imports"])
    own = wanted[wanted["source_id"] == study.headline_source]
    chosen = own[own["quantity"].isin(quantities)]
    return own if "turnover" in quantities and "turnover" not in set(chosen["quantity"]) else chosen
