"""Gather what the front page says: results, the picture, how to read it, claim by claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import charts
from analysis import text as words
from analysis.charts.chart import Chart
from analysis.charts.ranges import as_bars
from analysis.charts.style import NARROW, WIDE
from analysis.conventions import REVISION
from analysis.downloads import download
from analysis.findings.claims import claims
from analysis.findings.left import left_of_results
from analysis.findings.results import headline_results
from analysis.prose import phrases
from analysis.prose.claim_rows import rows_of_claims
from analysis.prose.growth import highest_by
from analysis.prose.headlines import headline_sentences, speakers
from analysis.reconciliation.reconcile import reconcile
from analysis.report.interval_examples import two_intervals
from analysis.timeseries.by_side import official_sources, stated

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study.study import Study


OVER = ["turnover_over_official", "turnover_over_counterpart"]
"""How far the headline's turnover is from those of both sides."""


def front_page(study: Study) -> dict[str, object]:
    """Return what the front page of a study's report says, for its template.

    Returns
    -------
    dict
        asked (the pair and the years), lead, results (title and sentences), picture (as `shown`,
        or nothing), claims (rows of `rows_of_claims`), table (all claims as CSV), counted (how many
        claims got which verdict), all_shown, room (for revision), reading (the drawing of two
        intervals) and invented (whether these are).

    Examples
    --------
    >>> from analysis import read
    >>> sorted(front_page(read("data"))["reading"])
    ['caption', 'narrow', 'source', 'svg', 'title']
    """
    found = reconcile(study, revision=REVISION)
    own = claims(study, found)
    counts = own["verdict"].value_counts()
    claimed = rows_of_claims(study, found)
    rows, invented = two_intervals(study)
    results = headline_results(study)
    left = left_of_results(study, found, results, REVISION)
    first, last = study.years
    return {
        "asked": f"{study.title}, {first} to {last}" if first < last else f"{study.title}, {first}",
        "lead": _lead(study),
        "results": headline_sentences(study, results, own["verdict"], left),
        "picture": _picture(study, results),
        "claims": claimed,
        "table": download(own, float_format="%.6f"),
        "counted": f"Of {len(own)} figures of {study.publisher}, {phrases.tally(counts)}.",
        "all_shown": len(own) == len(claimed),
        "room": f"{100 * REVISION:g} percent",
        "reading": shown(as_bars(rows)),
        "invented": invented,
    }


def shown(chart: Chart, narrow: Chart | None = None) -> dict[str, str]:
    """Return a chart as a page holds it: the picture, for a phone too, and the words around it.

    Examples
    --------
    >>> import pandas as pd
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> shown(charts.by_year({"Exports": levels}, "Exports rose"))["title"]
    'Exports rose'
    """
    return {
        "svg": chart.as_svg(),
        "narrow": narrow.as_svg() if narrow else "",
        "title": chart.title,
        "caption": chart.caption,
        "source": chart.source,
    }


def _lead(study: Study) -> str:
    """Return what was published, and beside what it is set."""
    figures, source = study.figures, study.sources.loc[study.headline_source]
    own = (figures["source_id"] == study.headline_source).sum()
    others = len(study.sources) - 1
    day = source["published"]
    when = f" {'on' if len(day) == len('2020-01-01') else 'in'} {day}" if day else ""
    printed = f"{source['publisher']} printed {own} figures{when}."
    if not others:
        return printed
    beside = "1 other source" if others == 1 else f"{others} other sources"
    return f"{printed} Here they stand beside {len(figures) - own} figures of {beside}."


def _finding(study: Study, results: pd.DataFrame) -> str:
    """Return how the headline's turnover of the last year stands to those of both sides."""
    known = results.loc[OVER].dropna(subset="value")
    if known.empty or study.headline_source in official_sources(study).values():
        return ""
    sides = list(speakers(study).values())[1:]
    times = [
        f"{words.number(row['value'], 'ratio')} times that by {side}"
        for side, (name, row) in zip(sides, results.loc[OVER].iterrows(), strict=True)
        if name in known.index
    ]
    year = known["years"].iloc[0]
    return f"Turnover in {year} by {study.publisher} is {words.join_names(times)}"


def _picture(study: Study, results: pd.DataFrame) -> dict[str, str] | None:
    """Return turnover by year, as the headline source and both sides state it, if any does."""
    levels: dict[str, pd.DataFrame] = stated(study, "turnover")
    if not any(len(frame) for frame in levels.values()):
        return None
    last = max(int(frame.index.max()) for frame in levels.values() if len(frame))
    title = _finding(study, results) or highest_by(levels, "turnover", last)
    wide, narrow = (charts.by_year(levels, title, width=width) for width in (WIDE, NARROW))
    return None if wide.empty else shown(wide, narrow)
