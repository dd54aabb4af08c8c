"""Put what reconciliations find into lines and small tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.prose.phrases import tally, to_fit
from analysis.reconciliation.explanation import dated
from analysis.text import counted, opening, printed

if TYPE_CHECKING:
    from analysis.reconciliation.reconcile import Reconciliation
    from analysis.study.study import Study


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
    return f"**Of {own} of {study.publisher}, {counts}.**", f"{every}; {wrong}."


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
    >>> row |= {"as_written": "9 million", "wording": "stated", "verdict": "rejected", "miss": -2}
    >>> not_kept(read("tests/invented"), pd.DataFrame([row | {"miss_percent": -22.2}]))
    ['exports 2020, Georgia and the world, 9 million: rejected, would have to fall by at least \
22.2 percent']
    """
    lines = []
    for _, row in claims[claims["verdict"].isin(["rejected", "disputed"])].iterrows():
        lines.append(f"{_what(study, row)}: {row['verdict']}, {to_fit(row['miss_percent'])}")
    return lines


def _what(study: Study, row: pd.Series) -> str:
    """Return what a figure speaks of, and how it was printed."""
    one = study.name(row["reporter"]) if row["reporter"] else "a region"
    period = dated(row["period"]) if row["period"] else "of no date"
    what = f"{row['quantity'].replace('_', ' ')} {period}"
    return f"{what}, {one} and {study.name(row['partner'])}, {printed(row)}"


def named(study: Study, text: str) -> str:
    """Return a text in which each figure's identifier is followed by who published the figure.

    That is said where the figure is named first. The identifier of a source becomes its publisher
    and day.

    Examples
    --------
    >>> from analysis import read
    >>> named(read("tests/invented"), "at most 9 by wire-exports-2005")
    'at most 9 by `wire-exports-2005` of The Invented Wire (2006-05)'
    """
    source_of = study.figures.set_index("figure_id")["source_id"].to_dict()

    def words(match: re.Match[str]) -> str:
        if match[0] in known:
            source = source_of.pop(match[0], None)
            return f"`{match[0]}`" + (f" of {study.credit([source])}" if source else "")
        return study.credit([match[0]]) if match[0] in study.sources.index else match[0]

    known = set(source_of)
    return re.sub(r"[\w-]+", words, text)


def against(study: Study, claims: pd.DataFrame) -> list[str]:
    """Return a line for each claim that is not kept with what speaks against it.

    Examples
    --------
    >>> from analysis import claims, read, reconcile
    >>> study = read("tests/invented")
    >>> against(study, claims(study, reconcile(study, revision=0.02)))[0][:62]
    'exports 2005, XAA and XBB, more than 95 million (`courier-expo'
    """
    fallen = claims[claims["verdict"].isin(["rejected", "disputed"])]
    return [
        f"{_what(study, row)} (`{name}`): {named(study, row['reason'])}."
        for name, row in fallen.iterrows()
    ]


def under_assumptions(study: Study, claims: pd.DataFrame, tried: pd.DataFrame) -> list[str]:
    """Return which claims fall under every assumption, which under none, and which are not tested.

    Parameters
    ----------
    tried
        The verdict on each figure that is not kept under all assumptions, a column an assumption,
        as `analysis.compare_verdicts` gives them.

    Examples
    --------
    >>> from analysis import claims, compare_verdicts, read, reconcile
    >>> study = read("tests/invented")
    >>> found = reconcile(study, revision=0.02)
    >>> under_assumptions(study, claims(study, found), compare_verdicts({"2 %": found}))[0]
    'Kept under no assumption: exports 2005, XAA and XBB, more than 95 million.'
    """
    tried = tried.loc[tried.index.isin(claims.index)].fillna("kept")
    fallen = tried.isin(["rejected", "disputed", ""])
    free = claims.index.difference(tried.index[fallen.any(axis=1)], sort=False)
    untested = claims.loc[free, "verdict"] == "unchecked"
    groups = {
        "Kept under no assumption": tried.index[fallen.all(axis=1)],
        "Never rejected or disputed": free[~untested],
        "Never tested, since nothing else that was published bears on them": free[untested],
    }
    return [
        f"{label}: {'; '.join(_what(study, claims.loc[name]) for name in names)}."
        for label, names in groups.items()
        if len(names)
    ]


def sides(study: Study, found: Reconciliation) -> list[str]:
    """Return a line for each source that does not say whose statistics it quotes.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> sides(study, reconcile(study, revision=0.02))[0]
    "The Invented Courier (2006-03-02): XAA's statistics only"
    """
    lines = []
    for source, codes in found.sides.items():
        who = study.credit([source])
        named = [study.side_name(code) for code in codes]
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
