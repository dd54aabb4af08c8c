"""How large either economy is in the other's trade, and in which place: shares of all trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.totals import (
    RANK,
    credit_with_totals,
    exports_name,
    flow_name,
    gdp_of,
    partner_ranks,
    rows_of_table,
    share_name,
    totals_of,
    trade_name,
)
from analysis.indicators.partners import dependence, partner_share, trade_intensity
from analysis.indicators.shares import implied_rest
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import (
    all_official_sources,
    by_side,
    credits_of,
    no_years,
    official,
)
from analysis.timeseries.headline import headline, headline_side
from analysis.world.totals import FLOWS, WORLD, shipped_totals

if TYPE_CHECKING:
    from analysis.study.study import Study

MIRRORED = {"exports": "imports", "imports": "exports"}
COLUMNS = [*INTERVAL, "decided", *RANK, "total"]
EXPECTED = ("expected", "expected_low", "expected_high")


def partner_shares(study: Study) -> Table:
    """Return the share of either economy in all exports, imports and turnover of the other.

    Both numbers of a share are the economy's own statistics; or its trade with the other is as the
    headline source prints it; or that source prints the share itself. Totals are those of the
    study's official figures with ``WLD``, or of the table that comes with the package, which also
    gives the rank.

    Returns
    -------
    Table
        value, low, high (percent), decided; rank, the other economy's place among all partners,
        and partners, how many there are, both missing where they are not known; total (USD
        million); indexed by share (in words), according_to and year.

    Examples
    --------
    >>> from analysis import read
    >>> shares = partner_shares(read("examples/GEO-TUR"))
    >>> shares.loc[("Türkiye in Georgia's exports", "Georgia's statistics", 2018), "rank"]
    np.int64(5)
    """
    rows = study.once_of_figures("partner shares", lambda: _partner_shares(study))
    return named(rows, "partner_shares")


def _partner_shares(study: Study) -> pd.DataFrame:
    here, there = study.reporter, study.partner
    own, other = study.side_name(here), study.side_name(there)
    parts = {}
    for flow in (*FLOWS, "turnover"):
        levels = by_side(study, flow).split()
        for who in (study.publisher, own):
            if who == study.publisher and headline_side(study) == there:
                continue  # its flows are of the other side, and the total of this one
            if who in levels and who != other:
                key = share_name(study, here, flow), who
                parts[key] = _shares(study, here, flow, levels[who], ranked=who == own)
        printed = headline(study, f"{flow}_share_of_total")
        parts[share_name(study, here, flow), f"{study.publisher}, as printed"] = printed
    for flow in FLOWS:
        levels = {other: official(study, MIRRORED[flow])[there]}
        parts[share_name(study, there, flow), other] = _shares(study, there, flow, levels[other])
    rows = pd.concat(parts, names=["share", "according_to", "year"]).dropna(subset="value")
    rows = rows.reindex(columns=COLUMNS)
    for column in ("rank", "partners"):
        rows[column] = rows[column].astype("Int64")
    rows.attrs |= study.about([]) | {"source": _credit(study, study.headline_source)}
    return rows


def _shares(
    study: Study, economy: str, flow: str, levels: pd.DataFrame, *, ranked: bool = True
) -> pd.DataFrame:
    total = totals_of(study, economy, flow) if len(levels) else levels
    years = levels.index.intersection(total.index)
    if not len(years):
        return no_years().reindex(columns=COLUMNS)
    shares = partner_share(levels.loc[years], total.loc[years])
    ranks = partner_ranks(study, economy, flow) if ranked else no_years()
    return shares.join(ranks.reindex(columns=RANK)).assign(total=total["value"].reindex(years))


def own_share(flow: str, study: Study) -> pd.DataFrame:
    """Return the partner's share in all exports or imports of the reporter, both its statistics.

    Examples
    --------
    >>> from analysis import read
    >>> own_share("imports", read("data"))["value"].round(2).to_list()
    [5.55, 8.29, 9.73, 10.44, 10.48, 13.15]
    """
    return study.once_of_figures(("own share", flow), lambda: _own_share(flow, study))


def _own_share(flow: str, study: Study) -> pd.DataFrame:
    here = study.reporter
    shares = _shares(study, here, flow, official(study, flow)[here]).dropna(subset="value")
    return shares.astype(dict.fromkeys(RANK, "Int64"))


def own_rank(flow: str, study: Study) -> pd.DataFrame:
    """Return the partner's place among those of the reporter's exports or imports, by year.

    Examples
    --------
    >>> from analysis import read
    >>> own_rank("imports", read("data"))["value"].to_list()
    [8.0, 3.0, 3.0, 3.0, 3.0, 3.0]
    """
    rank = own_share(flow, study)["rank"].dropna().astype(float)
    return pd.DataFrame(dict.fromkeys(INTERVAL, rank))


def own_intensity(study: Study) -> pd.DataFrame:
    """Return the trade intensity of the reporter's exports to the partner, by year.

    Examples
    --------
    >>> from analysis import read
    >>> own_intensity(read("data"))["value"].round(2).to_list()[-1]
    0.28
    """
    here = study.reporter
    rows = _intensity(study, here, study.partner, official(study, "exports")[here])
    return rows.dropna(subset="value")[[*INTERVAL, *EXPECTED]]


def own_expected(study: Study) -> pd.DataFrame:
    """Return the share of the reporter's exports that the partner's weight would suggest, by year.

    Examples
    --------
    >>> from analysis import read
    >>> own_expected(read("data"))["value"].round(1).to_list()[-1]
    11.3
    """
    return own_intensity(study)[[*EXPECTED]].set_axis(INTERVAL, axis=1)


def own_concentration(flow: str, study: Study) -> pd.DataFrame:
    """Return how much the reporter's exports or imports are concentrated, by year.

    Examples
    --------
    >>> from analysis import read
    >>> own_concentration("exports", read("data"))["value"].round(3).to_list()
    [0.075, 0.131, 0.146, 0.119, 0.123, 0.141]
    """
    rows = partner_concentrations(study).split().get(flow_name(study, study.reporter, flow))
    return no_years() if rows is None else pd.DataFrame(dict.fromkeys(INTERVAL, rows["value"]))


def own_dependence(study: Study) -> pd.DataFrame:
    """Return the reporter's trade with the partner in percent of its GDP, by year.

    Examples
    --------
    >>> from analysis import read
    >>> own_dependence(read("tests/invented")).empty
    True
    """
    return trade_dependences(study).split().get(trade_name(study, study.reporter), no_years())


def trade_intensities(study: Study) -> Table:
    """Return how intense either economy's exports to the other are, by year, and what is expected.

    Returns
    -------
    Table
        value, low, high: trade intensity; expected (percent): the share of the exports that the
        importer's weight in the imports of the world, without the exporter, would suggest, with
        its bounds expected_low and expected_high; indexed by of (whose exports) and year. Where
        the imports of the world are a sum over those that report, and more than that, intensity
        has no upper bound and the expected share no lower one but 0.

    Examples
    --------
    >>> from analysis import read
    >>> trade_intensities(read("data"))["value"].round(2).to_list()[:3]
    [0.05, 0.3, 0.3]
    """
    here, there = study.reporter, study.partner
    exports = {
        (here, there): official(study, "exports")[here],
        (there, here): official(study, "imports")[there],
    }
    parts = {
        exports_name(study, one): _intensity(study, one, other, levels)
        for (one, other), levels in exports.items()
    }
    rows = pd.concat(parts, names=["of", "year"]).dropna(subset="value")
    rows.attrs |= study.about([]) | {"source": _credit(study)}
    return named(rows[[*INTERVAL, *EXPECTED]], "trade_intensities")


def _intensity(study: Study, one: str, other: str, exports: pd.DataFrame) -> pd.DataFrame:
    none = no_years().reindex(columns=[*INTERVAL, *EXPECTED])
    if exports.empty:
        return none
    given = [totals_of(study, one, "exports"), totals_of(study, other, "imports")]
    imports = [totals_of(study, economy, "imports") for economy in (WORLD, one)]
    years = exports.index
    for levels in (*given, *imports):
        years = years.intersection(levels.index)
    if not len(years):
        return none
    total, partner = (levels.loc[years] for levels in given)
    others = implied_rest(*(levels.loc[years] for levels in imports))
    found = trade_intensity(exports.loc[years], total, partner, others)
    expected = partner_share(partner, others)[INTERVAL]
    return found.join(expected.set_axis([*EXPECTED], axis=1))


def partner_concentrations(study: Study) -> Table:
    """Return how much the trade of either economy is concentrated on few partners, by year.

    Returns
    -------
    Table
        value: the sum of the partners' squared shares, from 0 to 1; equal: as many partners of
        one size have the same; partners, how many there are; indexed by of (whose flow) and year.

    Examples
    --------
    >>> from analysis import read
    >>> partner_concentrations(read("data"))["value"].round(3).to_list()[:3]
    [0.075, 0.131, 0.146]
    """
    first, last = study.years
    parts = {}
    for economy in (study.reporter, study.partner):
        for flow in FLOWS:
            rows = rows_of_table(economy, flow).loc[first:last].dropna(subset="concentration")
            if study.year_begins != 1:  # the table is of calendar years
                rows = rows[:0]
            value = rows["concentration"]
            found = {"value": value, "equal": 1 / value, "partners": rows["partners"]}
            parts[flow_name(study, economy, flow)] = pd.DataFrame(found)
    table = pd.concat(parts, names=["of", "year"])
    table.attrs |= study.about([]) | {"source": shipped_totals().attrs["source"]}
    return named(table, "partner_concentrations")


def trade_dependences(study: Study) -> Table:
    """Return the trade of either economy with the other in percent of its GDP, by year.

    Turnover is according to the economy's own official statistics; GDP is that of the study's
    figures.

    Returns
    -------
    Table
        value, low, high (percent); gdp (USD million); indexed by of (whose trade) and year.

    Examples
    --------
    >>> from analysis import read
    >>> trade_dependences(read("tests/invented")).empty
    True
    """
    parts, used = {}, []
    for economy in (study.reporter, study.partner):
        turnover, gdp = official(study, "turnover")[economy], gdp_of(study, economy)
        years = turnover.index.intersection(gdp.index)
        found = dependence(turnover.loc[years], gdp.loc[years])[INTERVAL]
        parts[trade_name(study, economy)] = found.assign(gdp=gdp["value"].reindex(years))
        used += [turnover, gdp] if len(years) else []
    rows = pd.concat(parts, names=["of", "year"]).dropna(subset="value")
    rows.attrs |= study.about([]) | {"source": credits_of(used)}
    return named(rows, "trade_dependences")


def _credit(study: Study, *others: str) -> str:
    """Return who published the figures of the pair, and the totals."""
    sources = dict.fromkeys([*others, *all_official_sources(study)])
    return credit_with_totals(study, sources)
