"""Name the figures that each headline result rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.consistent import verdict_of_figures
from analysis.findings.results import RESULTS, some_results
from analysis.study.pair_figures import headline_figures
from analysis.timeseries.by_source import figures_with_sources

if TYPE_CHECKING:
    from analysis.study.study import Study


def inputs_of_results(study: Study, found: pd.DataFrame) -> pd.DataFrame:
    """Return what each headline result rests on.

    Parameters
    ----------
    found
        The results, as `headline_results` gives them; also a balance of the headline's flows.

    Returns
    -------
    pandas.DataFrame
        n (how many years, for a balance of stocks dates, of figures enter) and figures (their
        identifiers, in the order of the study), indexed by result; 0 and none where it is missing.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("data")
    >>> inputs_of_results(study, headline_results(study)).loc["turnover_cagr", "n"]
    np.int64(2)
    """
    order = {name: place for place, name in enumerate(study.figures["figure_id"])}
    rows = {}
    for result, row in found.iterrows():
        is_known = pd.notna(row["value"])
        used = RESULTS[str(result)].figures(study, row["years"]) if is_known else {}
        names = {part for names in used.values() for part in names}
        rows[result] = {"n": len(used), "figures": sorted(names, key=order.__getitem__)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["n", "figures"])


def inputs(study: Study, of: str | Sequence[str]) -> Table:
    """Return the published figures on which a result rests, or those of some quantities.

    Parameters
    ----------
    of
        A headline result, by its name; or a list of quantities: then the figures are those of the
        headline source on the pair, and of a turnover that is a sum its parts.

    Returns
    -------
    Table
        As `figures_with_sources`, without reporter and partner where they are the study's.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> inputs(study, "turnover_growth")["as_written"].to_list()
    ['150 million', '182 million']
    >>> len(inputs(study, ["turnover"]))
    5
    """
    if isinstance(of, str):
        behind = inputs_of_results(study, some_results(study, [of]))["figures"].iloc[0]
        rows = study.figures[study.figures["figure_id"].isin(behind)]
    else:
        rows = headline_figures(study, of)
    pair = {"reporter": study.reporter, "partner": study.partner}
    same = all((rows[name] == code).all() for name, code in pair.items())
    shown = figures_with_sources(study, rows).drop(columns=list(pair) if same else [])
    shown.attrs |= study.about(rows["source_id"].unique())
    return named(shown, "inputs")


def inputs_of(study: Study, result: pd.DataFrame) -> pd.DataFrame:
    """Return the figures on which one headline result rests, with their verdicts.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> inputs_of(study, headline_results(study).loc[["export_share"]])["verdict"].to_list()
    ['consistent', 'contradicted']
    """
    names = inputs_of_results(study, result)["figures"].iloc[0]
    return study.figures.set_index("figure_id").loc[names].join(verdict_of_figures(study))
