"""Say in a few sentences what a study decides on growth, exports and investment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis import text as words
from analysis.findings.inputs import figures_behind
from analysis.prose import phrases
from analysis.timeseries.by_side import official_sources, sides

if TYPE_CHECKING:
    from analysis.study.study import Study


def headline_sentences(
    study: Study,
    found: pd.DataFrame,
    verdicts: Mapping[str, str],
    left: Mapping[str, str] | None = None,
) -> list[tuple[str, str]]:
    """Return the three headline results: what is decided, and the sentences that say it.

    A result of which the study has no figure is left out. Where the headline's number rests on a
    figure that is rejected or disputed, that is said, and beside it what the kept figures leave.

    Parameters
    ----------
    found
        The results, as `headline_results` gives them.
    verdicts
        Figure → verdict, as the reconciliation has it.
    left
        Result → what the kept figures leave of it, as `left_of_results` says it.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("data")
    >>> len(headline_sentences(study, headline_results(study), {}))
    3
    """
    who, behind = speakers(study), figures_behind(study, found)["figures"]
    makers = {
        "turnover_cagr": _of_growth,
        "export_share": _of_exports,
        "investment_balance": _of_investment,
    }
    made = [(*make(study, found, who), result) for result, make in makers.items()]
    return [
        (title, text + _fallen(study, behind[result], verdicts, (left or {}).get(result, "")))
        for title, text, result in made
        if text
    ]


def _fallen(study: Study, behind: Iterable[str], verdicts: Mapping[str, str], left: str) -> str:
    """Return on which figures that fell the headline's number rests, and what the others leave."""
    figures = study.figures.set_index("figure_id")
    fallen = [name for name in behind if verdicts.get(name) in ("contradicted", "conflicting")]
    if not fallen:
        return ""
    named = [
        f"{figures.at[n, 'quantity'].replace('_', ' ')} {figures.at[n, 'period']}" for n in fallen
    ]
    became = " or ".join(sorted({verdicts[name] for name in fallen}, reverse=True))
    which = f"which {'is' if len(fallen) == 1 else 'are'} {became} below"
    rests = f" The number by {study.publisher} rests on {words.join_names(named)}, {which}."
    return f"{rests} {left}".rstrip()


def speakers(study: Study) -> dict[str, str]:
    """Return the words for whose figures a result rests on, by the beginning of its name.

    Examples
    --------
    >>> from analysis import read
    >>> list(speakers(read("data")))
    ['', 'official_', 'counterpart_']
    """
    one, other = (study.side_name(side) for side in sides(study))
    who = {"": study.publisher, "official_": one, "counterpart_": other}
    if study.headline_source in official_sources(study).values():
        del who[""]
    return who


def _of_growth(study: Study, found: pd.DataFrame, who: Mapping[str, str]) -> tuple[str, str]:
    """Return whether trade grew, by how much a year, and what it did in the last year."""
    rates = _known(found, "turnover_cagr", who)
    if not len(rates):
        return "", ""
    titles = {
        "rise": "Trade grew",
        "fall": "Trade shrank",
        "": "Whether trade grew depends on whose figures one takes",
    }
    # Rates of other years may differ without anyone disagreeing.
    alike = rates[rates["years"] == rates["years"].iloc[0]]
    decided = _one(alike["decided"])
    title = titles.get(decided, "Whether trade grew is not decided")
    if decided in ("rise", "fall") and alike["low"].max() > alike["high"].min():
        title += "; how fast depends on whose figures one takes"
    span = rates["years"].iloc[0].replace("-", " to ")
    text = f"Growth of turnover a year, {span}: {_listed(rates, _dated(rates, who))}."
    last = _known(found, "turnover_growth", who)
    what = "turnover"
    for year, rows in last.groupby("years", sort=False):
        text += f" In {year}, {what} {_grouped(rows['decided'].map(phrases.verb), who)}."
        what = "it"
    return title, text


def _of_exports(study: Study, found: pd.DataFrame, who: Mapping[str, str]) -> tuple[str, str]:
    """Return the exports' share in turnover, and what the balance of trade is."""
    here, there = study.name(study.reporter), study.name(study.partner)
    shares, balances = _known(found, "export_share", who), _known(found, "balance", who)
    if not len(shares):
        return "", ""
    titles = {
        "surplus": f"{here} sells more than it buys",
        "deficit": f"{here} buys more than it sells",
        "": f"The two sides disagree on whether {here} sells more than it buys",
    }
    first = shares["years"].iloc[0]
    when = balances["years"].max() if len(balances) else first
    alike = balances[balances["years"] == when]
    decided = _one(alike["decided"]) if len(alike) else "missing"
    title = titles.get(decided, f"Whether {here} sells more than it buys is not decided")
    title += "" if when == first else f" ({when})"
    text = f"Exports of {here} in its turnover with {there}, {first}: "
    text += f"{_listed(shares, _dated(shares, who))}."
    if len(balances):
        said = _grouped(balances["decided"].map(phrases.sign), _dated(balances, who, first))
        text += f" The balance of trade {said}."
    return title, text


def _of_investment(study: Study, found: pd.DataFrame, who: Mapping[str, str]) -> tuple[str, str]:
    """Return who invests more, by the stocks that the headline source sets beside each other."""
    here, there = study.name(study.reporter), study.name(study.partner)
    balance = found.loc["investment_balance"]
    if pd.isna(balance["value"]):
        return "", ""
    titles = {
        "surplus": f"{here} invests more in {there} than {there} in {here}",
        "deficit": f"{there} invests more in {here} than {here} in {there}",
    }
    title = titles.get(balance["decided"], "Who invests more is not decided as printed")
    text = (
        f"{here} in {there}, minus {there} in {here}, {balance['years']}: "
        f"**{words.interval(balance, 'USD million')}** by {study.publisher}."
    )
    close = found.loc["investment_balance_close"]
    if close["decided"] != balance["decided"] and not pd.isna(close["value"]):
        text += (
            " Only if open-ended wordings end at the next step of their digits, it "
            f"{phrases.sign(close['decided'])}: {words.interval(close, 'USD million')}."
        )
    return title, text


def _known(found: pd.DataFrame, result: str, who: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of a result that have a value, by whose figures they rest on."""
    named = {prefix: f"{prefix}{result}" for prefix in who if f"{prefix}{result}" in found.index}
    rows = found.loc[list(named.values())].set_axis(list(named), axis=0)
    return rows.dropna(subset="value")


def _dated(rows: pd.DataFrame, who: Mapping[str, str], first: str = "") -> dict[str, str]:
    """Return whose figures rows rest on, with their years where these are not the first's."""
    first = first or rows["years"].iloc[0]
    return {
        prefix: who[prefix] + ("" if years == first else f" ({years.replace('-', ' to ')})")
        for prefix, years in rows["years"].items()
    }


def _one(decided: pd.Series) -> str:
    """Return what all agree on, undecided where one is, and nothing where they disagree."""
    different = set(decided)
    if len(different) > 1:
        return "undecided" if different & {"undecided", "impossible"} else ""
    return str(different.pop())


def _listed(rows: pd.DataFrame, who: Mapping[str, str]) -> str:
    """Return a result as each says it."""
    said = [
        f"**{words.interval(row, row['unit'])}** by {who[prefix]}"
        for prefix, row in rows.iterrows()
    ]
    return words.join_names(said)


def _grouped(verbs: pd.Series, who: Mapping[str, str]) -> str:
    """Return what something did, each verb once with all who say it."""
    groups: dict[str, list[str]] = {}
    for prefix, verb in verbs.items():
        groups.setdefault(verb, []).append(f"by {who[prefix]}")
    return words.join_names(f"{verb} {words.join_names(names)}" for verb, names in groups.items())
