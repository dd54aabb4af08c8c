"""Put what the two sides of one trade report into sentences.

Names are handed over as a mapping of code to name, in the reporter's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import FREIGHT
from analysis.text import interval, join_names, number, quantity, year_runs
from analysis.timeseries.by_side import official_sources
from analysis.world.distribution import shipped

if TYPE_CHECKING:
    from analysis.study.study import Study

_USD = "USD million"
_RANGE = " to ".join(number(factor, "ratio") for factor in FREIGHT)
_STANDS = {
    "above": "more than freight and insurance explain",
    "within": "as much as freight and insurance explain",
    "below": "less than exports with freight and insurance would be",
    "cannot be said": "the bounds do not say whether freight and insurance explain it",
}
_BESIDE = {
    "above": "above that",
    "within": "within that",
    "below": "below that",
    "cannot be said": "not to be placed within its bounds",
}
NONE = "There is no year of which both sides report"
SIZE = 1
"""The world's pairs with which a pair is compared: those of at least so much turnover by the
statistics of both sides, USD million."""


def answer(found: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return what each direction of the trade shows, a paragraph each.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> said = answer(discrepancies(exports, 2 * exports), {"XAA": "Aland", "XBB": "Bland"})
    >>> said[0][:83]
    '**Imports of Bland from Aland, 1: Bland reports 2.00 times what Aland reports as ex'
    """
    paragraphs = [
        _paragraph(rows.dropna(subset="value"), names[exporter], names[importer])
        for exporter, importer, rows in _directions(found)
    ]
    return paragraphs or [f"**{NONE}.**"]


def _paragraph(known: pd.DataFrame, seller: str, buyer: str) -> str:
    """Return the paragraph of one direction, of the years of which both sides report."""
    what = f"Imports of {buyer} from {seller}"
    if known.empty:
        return f"**{what}: there is no year of which both sides report.**"
    last = known.iloc[-1]
    left = {"value": last["left"], "low": last["left_low"], "high": last["left_high"]}
    with_ratio = known.dropna(subset="ratio")
    stands = (f"{_BESIDE[how]} in {year_runs(r.index)}" for how, r in with_ratio.groupby("freight"))
    beside = f"Freight and insurance explain {_RANGE}; the ratio is {join_names(stands)}. "
    beside = beside if len(with_ratio) else ""
    return (
        f"**{what}, {year_runs(known.index)}: {_multiples(known, seller, buyer)}.** {beside}"
        f"In {known.index[-1]}, {_tenths(last['imports'])} stands against "
        f"{_tenths(last['exports'])}: imports − exports is {interval(last, _USD)}, and "
        f"{interval(left, _USD)} once freight and insurance are taken off."
    )


def _tenths(value: float) -> str:
    """Return an amount with the digits of a small difference, so that the two of it add up."""
    return f"USD {value:,.1f} million"


def _multiples(known: pd.DataFrame, seller: str, buyer: str) -> str:
    """Return the lowest and highest ratio, and the years of which there is none over exports of 0.

    Examples
    --------
    >>> known = pd.DataFrame({"ratio": [2.0, None], "imports": [8.0, 3.0]}, [1, 2])
    >>> _multiples(known, "Aland", "Bland")
    'Bland reports 2.00 times what Aland reports as exports; in 2 Aland reports exports of 0 and \
Bland imports, and there is no ratio'
    """
    zero = known[known["ratio"].isna()]
    said = []
    if len(zero) < len(known):
        said.append(f"{buyer} reports {_multiple(known)} what {seller} reports as exports")
    for bought, rows in zero.groupby(zero["imports"] > 0):
        other = f"exports of 0 and {buyer} imports" if bought else f"0, as {buyer} does"
        said.append(f"in {year_runs(rows.index)} {seller} reports {other}, and there is no ratio")
    return "; ".join(said)


def _multiple(rows: pd.DataFrame) -> str:
    """Return the lowest and highest ratio of some years."""
    ratios = rows["ratio"].dropna()
    ends = [number(x, "times") for x in (ratios.min(), ratios.max())]
    return f"{' to '.join(dict.fromkeys(ends))} times"


def ratios(found: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return a line a direction with the mirror ratio of each year, and which side reports more.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> ratios(discrepancies(exports, 2 * exports), {"XAA": "Aland", "XBB": "Bland"})
    ['imports by Bland over exports by Aland: 2.00 (1); importer more: 1']
    """
    lines = []
    for exporter, importer, rows in _directions(found[found["decided"] != "missing"]):
        label = f"imports by {names[importer]} over exports by {names[exporter]}"
        each = [f"{_ratio(value)} ({year})" for year, value in rows["ratio"].items()]
        sides = [f"{who}: {year_runs(part.index)}" for who, part in rows.groupby("decided")]
        lines.append("; ".join([f"{label}: {join_names(each)}", *sides]))
    return lines or ["There is no ratio without a year of which both sides report."]


def _ratio(value: float) -> str:
    """Return a ratio, or that there is none to exports of zero."""
    return "no ratio to exports of 0" if pd.isna(value) else number(value, "times")


def by_direction(found: pd.DataFrame, names: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Return the mirror ratios by year, a frame a direction, under its name in words.

    Returns
    -------
    dict
        Label → value, low, high (of the ratio), decided and freight, indexed by year.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> list(by_direction(discrepancies(exports, exports), {"XAA": "Aland", "XBB": "Bland"}))
    ['from Aland to Bland']
    """
    renamed = {"ratio": "value", "ratio_low": "low", "ratio_high": "high"}
    return {
        f"from {names[exporter]} to {names[importer]}": rows[
            [*renamed, "decided", "freight"]
        ].rename(columns=renamed)
        for exporter, importer, rows in _directions(found)
    }


def _directions(found: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Go through exporter, importer and the rows by year of their direction."""
    for (exporter, importer), rows in found.groupby(level=["exporter", "importer"], sort=False):
        yield exporter, importer, rows.droplevel(["exporter", "importer"])


def title(found: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return the finding of the first direction's last year that has a ratio, for a chart.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> title(discrepancies(exports, 2 * exports), {"XAA": "Aland", "XBB": "Bland"})
    'In 1, Bland reports 2.00 times what Aland does: more than freight and insurance explain'
    """
    for exporter, importer, rows in _directions(found.dropna(subset="ratio")):
        last = rows.iloc[-1]
        return (
            f"In {rows.index[-1]}, {names[importer]} reports {number(last['ratio'], 'times')} "
            f"times what {names[exporter]} does: {_STANDS[last['freight']]}"
        )
    return NONE


def gap(found: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return who reports how much more in the first direction's last year, for a chart.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> gap(discrepancies(exports, 2 * exports), {"XAA": "Aland", "XBB": "Bland"})
    'Goods from Aland to Bland, 1: Bland reports USD 100 million more'
    """
    for exporter, importer, rows in _directions(found.dropna(subset="value")):
        last = rows.iloc[-1]
        what = f"Goods from {names[exporter]} to {names[importer]}, {rows.index[-1]}"
        if last["decided"] == "undecided":
            return f"{what}: either side may report more"
        more = names[importer if last["decided"] == "importer more" else exporter]
        return f"{what}: {more} reports {quantity(abs(last['value']), _USD)} more"
    return NONE


def transit(found: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return in which years the importer reports less, and what may lie behind it.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX, discrepancies
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> exports = pd.DataFrame({c: [100.0] for c in ("value", "low", "high")}, index)
    >>> transit(discrepancies(exports, 0.5 * exports), {"XAA": "Aland", "XBB": "Bland"})[:64]
    'Bland reports 0.50 times what Aland says it sold there, in 1. Fr'
    """
    less = [
        f"{names[importer]} reports {_multiple(rows)} what {names[exporter]} says it sold there, "
        f"in {year_runs(rows.index)}."
        for exporter, importer, rows in _directions(found[found["decided"] == "exporter more"])
    ]
    if not (found["decided"] != "missing").any():
        return f"{NONE}, and so none in which the importer is known to report less."
    if not less:
        return "In no year do the bounds show that the importer reports less than the exporter."
    return (
        f"{' '.join(less)} Freight and insurance can only work the other way. Goods on their way "
        "through the importer's country to the next would look like this: the exporter counts "
        "them as sold there, the importer does not count them. **This is a guess**: no figure "
        "here says where the goods went."
    )


def missing(study: Study, found: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return what the official statistics lack, a line each.

    Examples
    --------
    >>> from analysis import both_sides, discrepancies, read
    >>> study = read("data")
    >>> found = discrepancies(*both_sides(study))
    >>> missing(study, found, {study.reporter: "Aland", study.partner: "Bland"})
    ['No year of either side is missing.']
    """
    sources = official_sources(study)
    if not sources:
        return ["The study has no official statistics of this pair: there is no side to show."]
    if found.empty:
        who = study.credit(sources.values())
        return [f"{who} has no exports or imports of this pair by side in the study's years."]
    years = found.index.unique("year")
    neither = set(range(study.years[0], study.years[1] + 1)) - set(years)
    lines = [f"Neither side has a figure of {year_runs(neither)}."] if neither else []
    for exporter, importer, rows in _directions(found):
        for reporter, flow in ((exporter, "exports"), (importer, "imports")):
            gaps = rows.index[rows[flow].isna()]
            told = f"{flow} {'to' if reporter == exporter else 'from'} "
            told += names[importer if reporter == exporter else exporter]
            if len(gaps):
                lines.append(
                    f"The statistics of {names[reporter]} lack {told} in {year_runs(gaps)}."
                )
    return lines or ["No year of either side is missing."]


def allowance() -> str:
    """Return where the range that freight and insurance explain comes from.

    Examples
    --------
    >>> allowance()[:58]
    'Freight and insurance are read as 6 to 10 percent of expor'
    """
    low, high = (f"{100 * (factor - 1):.0f}" for factor in FREIGHT)
    medians = shipped().xs((SIZE, "mirror_ratio"), level=["at_least", "indicator"])["p50"].dropna()
    least, most = (number(median, "ratio") for median in (medians.min(), medians.max()))
    return (
        f"Freight and insurance are read as {low} to {high} percent of exports: where a country "
        f"does not report, the International Monetary Fund adds {low} percent to its partners' "
        f"exports to estimate its imports (Direction of Trade Statistics Yearbook, 2017), and in "
        f"earlier years {high}. For comparison: the median mirror ratio of the world's pairs is "
        f"{least} to {most} by year, {medians.index.min()} to {medians.index.max()}, of pairs "
        f"whose turnover is at least {quantity(SIZE, _USD)} by the statistics of both sides, "
        f"without estimates and figures that are probably copied ({shipped().attrs['source']})."
    )
