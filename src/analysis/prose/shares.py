"""Put shares of exports and of a region, and balances, into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.results import headline_region
from analysis.prose.phrases import compare, span
from analysis.prose.results import dated_sides, results, verdicts
from analysis.text import interval, join_names, quantity
from analysis.timeseries.by_side import sides
from analysis.timeseries.by_source import headline

if TYPE_CHECKING:
    from analysis.study.study import Study


def exports_answer(study: Study, found: pd.DataFrame) -> str:
    """Return the exports' share in turnover and the sign of the balance, by all three.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> exports_answer(study, headline_results(study))[-92:]
    'The balance is a deficit by the statistics of XAA and is a surplus by the statistics of XBB.'
    """
    text, did = results(found), verdicts(found)
    one, other = dated_sides(study, found, "export_share")
    here, there = study.name(study.reporter), study.name(study.partner)
    alike = text.export_share_close == text.export_share
    close = "" if alike else f", by a close reading {text.export_share_close}"
    again = "" if did.counterpart_balance == did.official_balance else f"{did.counterpart_balance} "
    return (
        f"**Exports of {here} in its turnover with {there}: by {study.publisher} "
        f"{text.export_share}**{close}; by {one} "
        f"{text.official_export_share}, by {other} {text.counterpart_export_share}. The balance "
        f"{did.official_balance} by {one} and {again}by {other}."
    )


def region_answer(study: Study, found: pd.DataFrame) -> str:
    """Return the reporter's share in its region as printed, what it implies, and both sides' share.

    Blank where the headline source states none.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> region_answer(study, headline_results(study))[:85]
    'Share in the trade of the region (Lowland): by The Invented Courier 46.0 percent (0.0'
    """
    text, paper, printed = results(found), study.publisher, headline(study, "share_of_region")
    if printed.empty:
        return ""
    one, other = (study.side_name(code) for code in sides(study))
    implied = text.implied_regional_turnover
    implies = (
        "without a turnover beside it to imply the region's"
        if implied == "not known"
        else f"which implies a regional turnover of {implied}"
    )
    return (
        f"Share in the trade of the region ({headline_region(study)}): by {paper} "
        f"{interval(printed.iloc[-1], 'percent')}, {implies}; by {one} "
        f"{text.official_region_share}, by {other} {text.counterpart_region_share}."
    )


def region_side(study: Study, code: str) -> str:
    """Return whose statistics a region's reported turnover is on a side.

    Examples
    --------
    >>> from analysis import read
    >>> region_side(read("tests/invented"), "XAA"), region_side(read("tests/invented"), "XBB")
    ("each member's own statistics", 'the statistics of XBB')
    """
    return study.side_name(code) if code == study.partner else "each member's own statistics"


def members(study: Study, region: str) -> str:
    """Return which countries a region is made of in the study; blank where there is no region.

    Examples
    --------
    >>> from analysis import read
    >>> members(read("tests/invented"), "Lowland")
    'The members of the region (Lowland) are XAA and the Meadows.'
    """
    codes = study.regions.loc[study.regions["region"] == region, "member"]
    names = join_names(study.name(code) for code in codes)
    return f"The members of the region ({region}) are {names}." if len(codes) else ""


def region_lines(
    study: Study, official: Mapping[str, pd.DataFrame], implied: pd.DataFrame
) -> list[str]:
    """Return a line for each side that holds its regional turnover against the implied one.

    Examples
    --------
    >>> from analysis import read
    >>> reported = pd.DataFrame({"value": [46.0], "low": [46.0], "high": [46.0], "total": [400.0]})
    >>> implied = pd.DataFrame({"value": [489.0], "low": [472.0], "high": [505.0]})
    >>> region_lines(read("tests/invented"), {"XAA": reported}, implied)[0][-77:]
    ' turnover of USD 489 million (472 to 505) is above it, whatever the rounding.'
    """
    lines = []
    known = implied.dropna(subset="value")
    for code, table in official.items():
        for year, row in table[table.index.isin(known.index)].iterrows():
            whole = known.loc[year]
            lines.append(
                f"{year}, on the side of {study.name(code)}: {interval(row, 'percent')} of "
                f"{quantity(row['total'], 'USD million')}; the implied turnover of "
                f"{interval(whole, 'USD million')} is {compare(whole, row['total'])}."
            )
    return lines


def sides_disagree(balances: Mapping[str, pd.DataFrame]) -> str:
    """Return the years in which one side has a surplus and the other a deficit.

    Examples
    --------
    >>> here = pd.DataFrame({"decided": ["surplus", "surplus"]}, [2019, 2020])
    >>> sides_disagree({"GEO": here, "KOR": here.replace("surplus", "deficit").iloc[1:]})
    'The two sides disagree on the sign of the balance in: 2020.'
    """
    one, other = (frame["decided"] for frame in balances.values())
    signs = pd.concat([one, other], axis=1, join="inner")
    signs = signs[signs.isin(["surplus", "deficit"]).all(axis=1)]
    if one.empty and other.empty:
        return ""
    if signs.empty:
        return "There is no year of which both sides' balances have a sign."
    differ = signs.index[signs.iloc[:, 0] != signs.iloc[:, 1]]
    if differ.empty:
        return "In no year do the two sides disagree on the sign of the balance."
    return f"The two sides disagree on the sign of the balance in: {join_names(differ)}."


def export_shares_title(levels: Mapping[str, pd.DataFrame]) -> str:
    """Return what the shares of exports span, as a title.

    Examples
    --------
    >>> export_shares_title({"A": pd.DataFrame({"value": [23.15, 30.0]})})
    'Exports are 23.1 to 30.0 percent of turnover, by year and whose figures'
    """
    found = span(levels.values())
    if found == "unknown":
        return "Exports in turnover: no share can be computed"
    return f"Exports are {found} percent of turnover, by year and whose figures"


def region_title(rows: pd.DataFrame) -> str:
    """Return as a title which turnover of a region is largest in the last year, and the others.

    Examples
    --------
    >>> labels = ["2020 · implied by The Courier", "2020 · reported, by each"]
    >>> region_title(pd.DataFrame({"value": [1489.0, 1400.0]}, labels))
    'In 2020, turnover of the region is largest as implied by The Courier, USD million: 1,489 \
against 1,400'
    >>> region_title(pd.DataFrame({"value": [1400.0, 1400.0]}, labels))
    'In 2020, turnover of the region is 1,400 USD million as implied by The Courier and reported, \
by each'
    """
    known = rows["value"].dropna()
    if known.empty:
        return "Turnover of the region: no share in a region is published with its turnover"
    years, _, how = zip(*(str(label).partition(" · ") for label in known.index), strict=True)
    last = max(years)
    known = known.set_axis(how)[[year == last for year in years]]
    shown = known.map("{:,.0f}".format)
    opening, most = f"In {last}, turnover of the region is", shown.iloc[known.argmax()]
    largest = shown.eq(most)
    if largest.all():
        return f"{opening} {most} USD million as {join_names(known.index)}"
    numbers = f"{most} against {join_names(shown[~largest])}"
    return f"{opening} largest as {join_names(known.index[largest])}, USD million: {numbers}"


def not_implied(exports: pd.DataFrame) -> str:
    """Return why no imports are implied by exports and turnover; blank where exports are missing.

    Examples
    --------
    >>> not_implied(pd.DataFrame({"value": [9.0]}, [2020]))
    'Imports of 2020 are printed too, and so not implied.'
    """
    years = exports["value"].dropna().index
    return (
        f"Imports of {join_names(years)} are printed too, and so not implied." if len(years) else ""
    )


def printed_and_left(results: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> list[str]:
    """Return a line for each year of which a result is printed and narrowed.

    Examples
    --------
    >>> printed = pd.DataFrame({c: [9.0] for c in ("value", "low", "high")}, [2020])
    >>> printed_and_left({"share": (printed, printed - 1)})
    ['share, 2020: as printed 9.0 percent, with all kept figures 8.0 percent']
    """
    lines = []
    for label, (printed, left) in results.items():
        for year, row in printed.dropna(subset="value").iterrows():
            after = interval(left.loc[year], "percent") if year in left.index else "not known"
            before = interval(row, "percent")
            lines.append(f"{label}, {year}: as printed {before}, with all kept figures {after}")
    return lines
