"""List the sources of a study with what was taken from each, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from analysis.english import opening
from analysis.prose.claim_rows import claim_row
from analysis.prose.periods import dated, when
from analysis.prose.printed import as_printed, meaning
from analysis.prose.sentences import facts, measured
from analysis.reconciliation.reconcile import reconciled
from analysis.report.markup import anchor
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    import pandas as pd

    from analysis.prose.front import Facts
    from analysis.study.study import Study

PAGE = "sources.html"
_TELLS_APART = ("statistics_of", "base", "edition", "status", "as_written")


def taken_from_each(study: Study) -> list[dict[str, object]]:
    """Return each source with its figures, in the order of the study.

    Returns
    -------
    list
        For each source: id, publisher (as a heading opens with it), title, published, url, kind,
        and figures: a list of id, what, parties, printed, means, side, note, verdict, and of a
        wrong one otherwise: who says so.

    Examples
    --------
    >>> from analysis import read
    >>> figure = taken_from_each(read("tests/invented"))[0]["figures"][0]
    >>> figure["id"], figure["printed"], figure["verdict"]
    ('courier-turnover-2001', 'USD 101 million', 'consistent')
    """
    by_source = dict(list(study.figures.groupby("source_id", sort=False)))
    nothing = study.figures[:0]
    columns = ["publisher", "title", "published", "url", "kind"]
    return [
        {
            "id": source_id,
            **source[columns],
            "publisher": opening(str(source["publisher"])),
            "figures": [
                _taken(study, row) for _, row in by_source.get(source_id, nothing).iterrows()
            ],
        }
        for source_id, source in study.sources.iterrows()
    ]


def targets(study: Study) -> dict[str, str]:
    """Return where each figure and each source stands on the page of sources.

    Publications are found by publisher and date too, where these two name one.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("data")
    >>> set(study.sources.index) <= set(targets(study))
    True
    """
    found = {name: f"{PAGE}#{anchor(name, 'figure')}" for name in study.figures["figure_id"]}
    found |= {name: f"{PAGE}#{anchor(name, 'source')}" for name in study.sources.index}
    printed = study.sources.groupby(["publisher", "published"])["source_id"].agg(list)
    for (publisher, published), names in printed.items():
        if len(names) == 1:
            found[f"{publisher} ({published or 'undated'})"] = (
                f"{PAGE}#{anchor(names[0], 'source')}"
            )
    return found


def names(study: Study) -> dict[str, tuple[str, str]]:
    """Return what each figure and each source is in words, and who published a figure.

    Whose the figures of the headline source are is not said.

    Examples
    --------
    >>> from analysis import read
    >>> names(read("tests/invented"))["wire-exports-2005"]
    ('Exports of XAA to XBB in 2005', 'The Invented Wire (2006-05)')
    """
    credits = {source: study.credit([source]) for source in study.sources.index}
    known = {source: (credit, "") for source, credit in credits.items()}
    alike: dict[tuple[str, str], list[pd.Series]] = {}
    for _, figure in study.figures.iterrows():
        words = opening(measured(figure, study) + when(figure["period"]))
        alike.setdefault((words, figure["source_id"]), []).append(figure)
    for (words, source), figures in alike.items():
        differing = [c for c in _TELLS_APART if len({figure[c] for figure in figures}) > 1]
        for figure in figures:
            apart = ", ".join(filter(None, (_apart(study, figure, c) for c in differing)))
            name = f"{words} ({apart})" if apart else words
            own = source == study.headline_source
            known[figure["figure_id"]] = name, "" if own else credits[source]
    return known


def _apart(study: Study, figure: pd.Series, column: str) -> str:
    """Return what tells a figure from others of the same words; blank where it says nothing."""
    text = str(figure[column])
    if column == "statistics_of" and text:
        return study.side_name(text)
    return f"over {text}" if column == "base" and text else text


def _taken(study: Study, figure: pd.Series) -> dict[str, str]:
    """Return what was taken from a source: one figure of it."""
    one, other = (study.name(code) for code in (figure["reporter"], figure["partner"]))
    parties = f"{one} – {other}" if figure["reporter"] else f"{figure['region']} – {other}"
    within = f", {figure['region']}" if figure["region"] and figure["reporter"] else ""
    return {
        "id": figure["figure_id"],
        "what": f"{figure['quantity'].replace('_', ' ')}, {dated(figure['period'])}",
        "parties": parties + within,
        "printed": as_printed(figure, figure["unit"]),
        "means": meaning(figure),
        "side": figure["statistics_of"] or "not said",
        "note": figure["note"],
        **_judged(study, figure["figure_id"]),
    }


def _judged(study: Study, figure_id: str) -> dict[str, str]:
    """Return the verdict on a figure, blank for a target or a rank; of a wrong one who says so."""
    if figure_id not in reconciled(study).verdict.index:
        return {"verdict": "", "otherwise": ""}
    claim = cast("Facts", facts(study, "front")).claim(figure_id)
    otherwise = claim_row(study, claim)["otherwise"] if claim.verdict in WRONG else ""
    return {"verdict": claim.verdict, "otherwise": otherwise}
