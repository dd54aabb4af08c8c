"""Go through the headline source claim by claim, and compare verdicts under other assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import named
from analysis.findings.result import headline_region
from analysis.reconciliation.judgement import limits
from analysis.reconciliation.readings import figures_of
from analysis.reconciliation.reconcile import reconciled
from analysis.reconciliation.rereadings import BOUND, CONFUSED
from analysis.reconciliation.sides import sides_of
from analysis.reconciliation.unknowns import OVER, Unknown, unknown
from analysis.study.pair_figures import INTERVAL, facts_of, is_pair
from analysis.study.periods import days, year_of
from analysis.study.quantities import COMPARED, REGIONAL
from analysis.timeseries.headline import headline, headline_side
from analysis.timeseries.part_years import is_part
from analysis.verdicts import WRONG

if TYPE_CHECKING:
    from analysis.reconciliation.answer import Reconciliation
    from analysis.study.study import Study


def other_verdicts(study: Study) -> pd.DataFrame:
    """Return what the reconciliation says of contradicted and conflicting figures of others.

    Examples
    --------
    >>> from analysis import read
    >>> other_verdicts(read("tests/invented"))["verdict"].to_list()
    ['conflicting', 'conflicting', 'conflicting', 'contradicted']
    """
    verdicts = reconciled(study).verdicts.set_index("figure_id")
    own = study.figures.loc[study.figures["source_id"] == study.headline_source, "figure_id"]
    others = verdicts[verdicts["verdict"].isin(WRONG) & ~verdicts.index.isin(own)]
    return named(others, "other_verdicts")


def claims(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return each figure of the headline source with how it was read and what became of it.

    Returns
    -------
    pandas.DataFrame
        quantity, reporter, partner, period, as_written, wording, low, high, verdict, miss (in the
        figure's unit), miss_percent, would_fit (the first reading tried that fits and that other
        figures bound on both sides), only_at; indexed by figure_id, in the order of the study.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> claims(study, reconcile(study, revision=0.02)).loc["courier-exports-2005", "verdict"]
    'contradicted'
    """
    known = facts_of(study)
    own = known[known["source_id"] == study.headline_source]
    verdicts = found.verdicts.set_index("figure_id")
    fitting = found.rereadings[found.rereadings["result"] == BOUND].drop_duplicates("figure_id")
    shown = own.set_index("figure_id")
    would_fit = fitting.set_index("figure_id", drop=False)
    would_fit = would_fit.apply(_other_reading, axis=1, quantities=shown["quantity"]).astype(str)
    columns = "quantity reporter partner period as_written wording low high".split()
    shown = shown[columns]
    shown = shown.join(verdicts[["verdict", "miss", "miss_percent"]])
    shown = shown.join(would_fit.rename("would_fit")).fillna({"would_fit": ""})
    return named(shown, "claims")


def _other_reading(tried: pd.Series, quantities: pd.Series) -> str:
    """Return another reading that would fit in words."""
    if tried["change"] == CONFUSED:
        meant = quantities.get(tried["figure_id"], "")
        return f"{tried['reading']} in place of {meant}".replace("_", " ")
    return f"{tried['change']}: {tried['reading']}"


def figures_on_claims(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return what all sources say of the unknowns that the headline source speaks of.

    Returns
    -------
    pandas.DataFrame
        unknown (what is spoken of), publisher, published, value, low, high as published,
        left_low and left_high (what all consistent figures leave of the unknown), verdict, headline
        (whether it is the headline source's); a row a figure, indexed by figure_id. Those of the
        headline source come first, with what is off most on top. Unchecked figures are left out.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> rows = figures_on_claims(study, reconcile(study, revision=0.02))
    >>> rows.loc["wire-exports-2005", ["publisher", "verdict"]].to_list()
    ['The Invented Wire', 'consistent']
    """
    left = left_of_claims(study, found)
    figures = facts_of(study).set_index("figure_id", drop=False).join(found.verdict)
    # A balance can be under or above 0, and has no place on a scale of percent.
    of_balance = figures["quantity"].str.startswith("balance")
    rows = figures[figures.index.isin(left.index) & ~of_balance]
    bounds = left.loc[rows.index].add_prefix("left_")
    both_ways = rows["quantity"].str.startswith("turnover")
    own = is_pair(rows, study.reporter, study.partner)
    own &= both_ways | (rows["reporter"] == study.reporter)
    whose = (", " + _parties(study, rows)).where(~own, "")
    spoken = rows["quantity"].str.replace("_", " ") + " " + rows["period"] + whose
    who = study.sources[["publisher", "published"]].reindex(rows["source_id"]).set_index(rows.index)
    shown = rows[[*INTERVAL, "verdict"]].join(bounds).join(who).assign(unknown=spoken)
    shown["headline"] = rows["source_id"] == study.headline_source
    off = found.verdicts.set_index("figure_id")["miss_percent"].abs()
    shown["off"] = off[rows.index].where(shown["headline"], 0).fillna(0)
    order = ["headline", "off", "unknown", "published"]
    shown = shown.sort_values(order, ascending=[False, False, True, True], kind="stable")
    columns = ["unknown", "publisher", "published", *INTERVAL, "left_low", "left_high", "verdict"]
    shown = shown[[*columns, "headline"]]
    shown.attrs |= study.about(rows["source_id"].unique())
    return named(shown, "claims_beside_others")


def left_of_claims(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return what all consistent figures leave of the unknowns that the headline speaks of.

    Returns
    -------
    pandas.DataFrame
        low, high (in the unit of the figure); a row for each figure of any source on one of these
        unknowns, indexed by figure_id. Unchecked figures are left out.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> left_of_claims(study, reconcile(study)).loc["wire-exports-2005"].round(1).to_list()
    [78.5, 81.7]
    """
    figures = facts_of(study).set_index("figure_id", drop=False).join(found.verdict)
    figures = figures[figures["verdict"] != "untested"]
    names = _unknowns(study, figures, found)
    spoken_of = set(names[figures["source_id"] == study.headline_source].dropna())
    rows = figures[names.isin(spoken_of)]
    asked = set(names[rows.index])
    # The turnover of a year bounds the flows of which nobody prints one.
    asked |= {("turnover", *name[1:]) for name in asked}
    left = found.bounds_of(lambda one: tuple(one) in asked).to_dict("index")
    ends = ("low", "high")
    bounds = [
        left.get(names[name]) or dict(zip(ends, limits(quantity), strict=True))
        for name, quantity in rows["quantity"].items()
    ]
    return pd.DataFrame(bounds, rows.index, columns=ends, dtype=float)


def _parties(study: Study, figures: pd.DataFrame) -> pd.Series:
    """Return between whom the trade of figures is, by name."""
    one = figures["reporter"].map(study.name).where(figures["reporter"] != "", figures["region"])
    return one + " – " + figures["partner"].map(study.name)


ANY_YEAR = (1, 366)
"""The days of the year 1: the name of an unknown needs some."""


def consistent_levels(
    study: Study, found: Reconciliation, quantity: str, side: str
) -> pd.DataFrame:
    """Return what the consistent figures leave of a quantity by year, on one side's statistics.

    On no side (blank) it is what is left of figures that fit the statistics of both sides.
    Years of which a figure is conflicting, or consistent on a condition only, are left out.

    Returns
    -------
    pandas.DataFrame
        value (the middle of the interval: nobody printed it), low, high (USD million or percent),
        indexed by year; missing where no bound is left on one side.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> left = consistent_levels(study, reconcile(study, revision=0.02), "turnover", "XAA")
    >>> left.loc[2002].round().to_list()
    [121.0, 119.0, 124.0]
    """
    left = _left_by_period(study, found, quantity, side)
    years = [year_of(period, study.year_begins) or 0 for period in left.index]
    left = left.set_axis(pd.Index(years, dtype=int, name="year"))
    return left[(left.index >= study.years[0]) & (left.index <= study.years[1])]


def consistent_months(
    study: Study, found: Reconciliation, quantity: str, side: str
) -> pd.DataFrame:
    """Return what the consistent figures leave of a quantity in parts of a year, by period.

    Otherwise it is as `consistent_levels`. A period is named as figures of the study name it.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented-euros")
    >>> consistent_months(study, reconcile(study), "exports", "").index.to_list()
    []
    """
    left = _left_by_period(study, found, quantity, side)
    own = study.figures["source_id"] == study.headline_source
    told = [*study.figures["period"], *study.figures.loc[own, "period"]]
    named_as = {days(period): period for period in told}
    # What is over a base has no days, and an undated figure has no name.
    named = left.rename(index=lambda period: named_as.get(days(period)) or period)
    return named.filter(filter(is_part, named.index), axis="index").rename_axis("period")


def _left_by_period(study: Study, found: Reconciliation, quantity: str, side: str) -> pd.DataFrame:
    """Return what the consistent figures leave of a quantity, by the period of its unknown."""
    figures = study.figures
    conflicting = found.verdict.index[found.verdict == "conflicting"]
    unsure = figures["figure_id"].isin([*conflicting, *found.only_if])
    doubtful = set(_unknowns(study, figures[unsure], found))
    region = headline_region(study) if quantity in REGIONAL else ""
    wanted = unknown(
        quantity, study.reporter, study.partner, region, ANY_YEAR, side, "", study.currency
    )
    # The turnover of a year bounds the flows of which nobody prints one.
    alike = [wanted, wanted._replace(quantity="turnover")]
    left = found.bounds_of(lambda one: one._replace(period=wanted.period) in alike)
    if quantity == "balance" and wanted.reporter != study.reporter:  # the partner's
        left = (-left).rename(columns={"low": "high", "high": "low"})
    rows = {
        Unknown(*key).period: {"value": bound.mean(), "low": bound["low"], "high": bound["high"]}
        for key, bound in left.iterrows()
        if Unknown(*key).quantity == wanted.quantity and key not in doubtful
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=INTERVAL, dtype=float)
    return frame[(frame["high"] < float("inf")) & (frame["low"] > -float("inf"))]


def claimed_side(study: Study, found: Reconciliation) -> str:
    """Return whose statistics the headline source's figures fit; blank if those of both sides.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> claimed_side(study, reconcile(study, revision=0.02))
    'XAA'
    """
    sides = found.sides.get(study.headline_source, ())
    return sides[0] if len(sides) == 1 else "" if sides else headline_side(study)


def over_headline_years(study: Study, left: pd.DataFrame) -> pd.DataFrame:
    """Return the first and last year of the headline's turnover, where both are left; else all.

    Examples
    --------
    >>> from analysis import read
    >>> left = pd.DataFrame({"value": [1.0, 2.0, 3.0]}, [2000, 2001, 2005])
    >>> over_headline_years(read("tests/invented"), left).index.to_list()
    [2001, 2005]
    """
    years = headline(study, "turnover")["value"].dropna().index
    ends = left[left.index.isin([years.min(), years.max()])]
    return ends if len(ends) == 2 else left


def _unknowns(study: Study, figures: pd.DataFrame, found: Reconciliation) -> pd.Series:
    """Return the name of each figure's unknown in ``found.bounds``."""
    measured = {figure.figure_id: figure.measured_in for figure in figures_of(study)}
    figures = figures.assign(measured_in=figures["figure_id"].map(measured))
    names = [_unknown_of(figure, found) for _, figure in figures.iterrows()]
    return pd.Series(names, index=figures.index, dtype=object)


def _unknown_of(figure: pd.Series, found: Reconciliation) -> tuple[str, ...] | None:
    """Return the name of a figure's unknown in ``found.bounds``; none where it has no date."""
    span = days(figure["period"])
    quantity, reporter, partner, region = figure[["quantity", "reporter", "partner", "region"]]
    sides = sides_of(quantity, reporter, partner)
    if len(sides) > 1:
        sides = found.sides.get(figure["source_id"], ())
    side = figure["statistics_of"] or (sides[0] if len(sides) == 1 else "")
    if span is None:
        return None
    about = figure["product"], figure["measured_in"]
    name = unknown(quantity, reporter, partner, region, span, side, *about)
    over = f"{OVER}{figure['base']}" if figure["base"] and quantity in COMPARED else ""
    return tuple(name._replace(period=name.period + over))
