"""Put what reconciliations find into lines and small tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.figures import credit
from analysis.words import counted, opening, publisher, side, tally, to_fit

if TYPE_CHECKING:
    from analysis.reconciliation import Reconciliation
    from analysis.study import Study


def answer(study: Study, claims: pd.DataFrame, found: Reconciliation) -> tuple[str, str]:
    """Return what became of the headline source's figures, and of all figures.

    Examples
    --------
    >>> from analysis import claims, read, reconcile
    >>> study = read("tests/invented")
    >>> found = reconcile(study, revision=0.02)
    >>> answer(study, claims(study, found), found)[0]
    '**Of 11 figures of The Invented Courier, 6 are kept, 4 are unchecked and 1 is rejected.**'
    """
    counts = tally(claims["verdict"].value_counts())
    own = counted(len(claims), "figure")
    figures, sources = counted(len(study.figures), "figure"), counted(len(study.sources), "source")
    statements = counted(found.n_statements, "statement")
    make = "makes" if len(study.figures) == 1 else "make"
    ways = counted(found.n_explanations, "smallest way", "smallest ways")
    there = "there is" if found.n_explanations == 1 else "there are"
    wrong = f"at least {found.cost} of these must be wrong, and {there} {ways} to choose them"
    every = f"In all, {figures} of {sources} {make} {statements}"
    if not found.cost:
        wrong = "all of these can be true together" if found.n_statements else "nothing to compare"
    return f"**Of {own} of {publisher(study)}, {counts}.**", f"{every}; {wrong}."


def minimal_conflicts(found: Reconciliation, shown: int) -> str:
    """Return how many minimal conflicts there are, and that the shortest are shown.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> minimal_conflicts(reconcile(read("tests/invented"), revision=0.02), 10)
    '37 minimal conflicts were found. The shortest 10 are:'
    """
    if not found.conflicts:
        return "There is no conflict: all figures can be true together."
    n = len(found.conflicts)
    were = counted(n, "minimal conflict was found", "minimal conflicts were found")
    some = f" The shortest {shown} are:" if shown < n else ""
    return f"{opening(found.conflicts_note or were)}.{some}"


def not_kept(study: Study, claims: pd.DataFrame) -> list[str]:
    """Return a line for each claim that is rejected or disputed, with its miss.

    Examples
    --------
    >>> from analysis import read
    >>> row = {"quantity": "exports", "reporter": "GEO", "partner": "WLD", "period": "2020"}
    >>> row |= {"as_written": "9 million", "verdict": "rejected", "miss": -2.0}
    >>> not_kept(read("tests/invented"), pd.DataFrame([row | {"miss_percent": -22.2}]))
    ['exports 2020, Georgia and the world, 9 million: rejected, would have to fall by at least \
22.2 percent']
    """
    lines = []
    for _, row in claims[claims["verdict"].isin(["rejected", "disputed"])].iterrows():
        vague = row.get("wording", "stated") not in ("stated", "exact")
        printed = f"{row['wording']} {row['as_written']}" if vague else row["as_written"]
        pair = f"{study.name(row['reporter'])} and {study.name(row['partner'])}"
        what = f"{row['quantity'].replace('_', ' ')} {row['period']}, {pair}, {printed}"
        lines.append(f"{what}: {row['verdict']}, {to_fit(row['miss_percent'])}")
    return lines


def sides(study: Study, found: Reconciliation) -> list[str]:
    """Return a line for each source that does not say whose statistics it quotes.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> sides(study, reconcile(study, revision=0.02))[0]
    'The Invented Courier (2006-03-02): the statistics of XAA only'
    """
    lines = []
    for source, codes in found.sides.items():
        who = credit(study, [source])
        named = [side(study, code) for code in codes]
        lines.append(
            f"{who}: {named[0]} only" if len(named) == 1 else f"{who}: {' or '.join(named)}"
        )
    return lines


def summaries(results: Mapping[str, Reconciliation]) -> pd.DataFrame:
    """Return what several reconciliations find, a row each.

    Returns
    -------
    pandas.DataFrame
        to_reject (statements, at least), explanations (smallest ways to choose them), and the
        numbers of figures kept, disputed, rejected, unchecked; indexed by assumption.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> found = reconcile(read("tests/invented"), revision=0.02)
    >>> summaries({"2 %": found})["explanations"].to_list()
    [3]
    """
    rows = {}
    for label, found in results.items():
        counts = found.verdicts["verdict"].value_counts()
        verdicts = {v: int(counts.get(v, 0)) for v in ("kept", "disputed", "rejected", "unchecked")}
        rows[label] = {"to_reject": found.cost, "explanations": found.n_explanations, **verdicts}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("assumption")
