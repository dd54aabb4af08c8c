"""Put results into sentences for the notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis import countries
from analysis.figures import credit
from analysis.words import compare, interval, number, quantity, side, sign, verb

if TYPE_CHECKING:
    from analysis.reconciliation import Reconciliation
    from analysis.study import Study


def results(found: pd.DataFrame) -> pd.Series:
    """Return headline results as text, by name.

    Examples
    --------
    >>> found = pd.DataFrame({"unit": ["percent"], "value": [31.43], "low": [30.8], "high": [32.0]})
    >>> results(found.set_axis(["turnover_cagr"])).turnover_cagr
    '31.4 percent (30.8 to 32.0)'
    """
    texts = {name: interval(row, row["unit"]) for name, row in found.iterrows()}
    return pd.Series(texts, dtype=str)


def verdicts(found: pd.DataFrame) -> pd.Series:
    """Return what the bounds of growth rates and balances decide, as verbs, by result.

    Examples
    --------
    >>> results = ["turnover_cagr", "official_balance"]
    >>> found = pd.DataFrame({"decided": ["rise", "deficit"]}, results)
    >>> verdicts(found).to_list()
    ['rose', 'is a deficit']
    """
    asked = found.loc[found["decided"] != "", "decided"]
    return pd.Series(
        {
            name: (sign if "balance" in name else verb)(decided)
            for name, decided in asked.items()
            if "balance" in name or "turnover_" in name
        },
        dtype=str,
    )


def both(one: str, other: str) -> str:
    """Return what the two sides say, in one phrase where they say the same.

    Examples
    --------
    >>> both("fell", "fell"), both("is a deficit", "is a surplus")
    ('fell by both', 'is a deficit by the ones and is a surplus by the others')
    """
    return f"{one} by both" if one == other else f"{one} by the ones and {other} by the others"


def readings(moved: pd.DataFrame) -> pd.DataFrame:
    """Return what variants move as text: the other reading, the result, as read and otherwise.

    Examples
    --------
    >>> from analysis import read, under_variants
    >>> readings(under_variants(read("data"))).iloc[1][["as read", "otherwise"]].to_list()
    ['31.4 percent (30.8 to 32.0) in 2015-2020', '26.3 percent (25.5 to 27.0) in 2015-2020']
    """
    rows = []
    for _, row in moved.iterrows():
        other = {bound: row[f"other_{bound}"] for bound in ("value", "low", "high")}
        here = f"{interval(row, row['unit'])} in {row['years']}"
        there = interval(other, row["unit"])
        there += f" in {row['other_years']}" if row["other_years"] and there != "not known" else ""
        rows.append([row["why"], row["result"].replace("_", " "), here, there])
    columns = ["other reading", "result", "as read", "otherwise"]
    return pd.DataFrame(rows, index=moved.index, columns=columns)


def same_publisher(statements: pd.DataFrame, headline_source: str) -> str:
    """Return a sentence for each other figure that the headline's publisher printed for a year.

    Examples
    --------
    >>> from analysis import read, statements
    >>> study = read("data")
    >>> same_publisher(statements(study, "turnover").loc[2020], study.headline_source)
    'The same publisher, AzerNews, printed USD 1,800 million (1,750 to 1,850) 41 days before.'
    """
    printed = statements[statements["source_id"] == headline_source]
    if printed.empty:
        return ""
    paper, day = printed.iloc[0]["publisher"], pd.to_datetime(printed.iloc[0]["published"])
    sentences = []
    for _, row in statements[statements["publisher"] == paper].iterrows():
        if row["source_id"] != headline_source:
            days = (day - pd.to_datetime(row["published"])).days
            when = f"{abs(days)} days {'before' if days > 0 else 'after'}"
            said = interval(row, "USD million")
            sentences.append(f"The same publisher, {paper}, printed {said} {when}.")
    return " ".join(sentences)


def held_against(forecast: Mapping[str, float], printed: Mapping[str, object], year: int) -> str:
    """Return a sentence that holds a printed figure against its forecast.

    Examples
    --------
    >>> forecast = {"value": 200.0, "pi_low": 100.0, "pi_high": 400.0}
    >>> held_against(forecast, {"value": 150.0, "low": 145, "high": 155, "publisher": "P"}, 2021)
    '2021: P printed USD 150 million (145 to 155), inside the prediction interval (100 to 400) \
and 25.0 percent below the median forecast of USD 200 million.'
    """
    unit = "USD million"
    inside = forecast["pi_low"] <= printed["low"] and printed["high"] <= forecast["pi_high"]
    off = 100 * (printed["value"] / forecast["value"] - 1)
    return (
        f"{year}: {printed['publisher']} printed {interval(printed, unit)}, "
        f"{'inside' if inside else 'not wholly inside'} the prediction interval "
        f"({number(forecast['pi_low'], unit)} to {number(forecast['pi_high'], unit)}) and "
        f"{number(abs(off))} percent {'below' if off < 0 else 'above'} the median forecast of "
        f"{quantity(forecast['value'], unit)}."
    )


def region_side(study: Study, code: str) -> str:
    """Return whose statistics a region's reported turnover is on a side.

    Examples
    --------
    >>> from analysis import read
    >>> region_side(read("data"), "AZE"), region_side(read("data"), "CHN")
    ("each member's own statistics", 'the statistics of China')
    """
    return side(code) if code == study.partner else "each member's own statistics"


def region_lines(official: Mapping[str, pd.DataFrame], implied: pd.DataFrame) -> list[str]:
    """Return a line for each side that holds its regional turnover against the implied one.

    Examples
    --------
    >>> reported = pd.DataFrame({"value": [46.2], "low": [46.2], "high": [46.2], "total": [3996.0]})
    >>> implied = pd.DataFrame({"value": [4889.0], "low": [4725.0], "high": [5056.0]})
    >>> region_lines({"AZE": reported}, implied)[0][-83:]
    ' turnover of USD 4,889 million (4,725 to 5,056) is above it, whatever the rounding.'
    """
    lines = []
    for code, table in official.items():
        for year, row in table[table.index.isin(implied.index)].iterrows():
            whole = implied.loc[year]
            lines.append(
                f"{year}, on the side of {countries.name(code)}: {interval(row, 'percent')} of "
                f"{quantity(row['total'], 'USD million')}; the implied turnover of "
                f"{interval(whole, 'USD million')} is {compare(whole, row['total'])}."
            )
    return lines


def not_kept(claims: pd.DataFrame) -> list[str]:
    """Return a line for each claim that is rejected or disputed, with its miss.

    Examples
    --------
    >>> row = {"quantity": "exports", "reporter": "GEO", "partner": "WLD", "period": "2020"}
    >>> row |= {"as_written": "9 million", "verdict": "rejected", "miss": -2.0}
    >>> not_kept(pd.DataFrame([row | {"miss_percent": -22.2}]))
    ['exports 2020, Georgia and the world, 9 million: rejected, 22.2 percent too high']
    """
    lines = []
    for _, row in claims[claims["verdict"].isin(["rejected", "disputed"])].iterrows():
        off = (
            f"{number(abs(row['miss_percent']))} percent too {'low' if row['miss'] > 0 else 'high'}"
        )
        pair = f"{countries.name(row['reporter'])} and {countries.name(row['partner'])}"
        what = f"{row['quantity'].replace('_', ' ')} {row['period']}, {pair}, {row['as_written']}"
        lines.append(f"{what}: {row['verdict']}, {off}")
    return lines


def sides(study: Study, found: Reconciliation) -> list[str]:
    """Return a line for each source that does not say whose statistics it quotes.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> sides(study, reconcile(study, revision=0.02))[0]
    'AzerNews (2021-06-07): the statistics of Azerbaijan only'
    """
    lines = []
    for source, codes in found.sides.items():
        who = credit(study, [source])
        named = [side(code) for code in codes]
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
    >>> summaries({"2 %": reconcile(read("data"), revision=0.02)})["explanations"].to_list()
    [4]
    """
    rows = {}
    for label, found in results.items():
        counts = found.verdicts["verdict"].value_counts()
        verdicts = {v: int(counts.get(v, 0)) for v in ("kept", "disputed", "rejected", "unchecked")}
        rows[label] = {"to_reject": found.cost, "explanations": found.n_explanations, **verdicts}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("assumption")
