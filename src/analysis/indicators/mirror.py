"""Set what an importer says it bought against what the exporter says it sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import FREIGHT, WITHOUT_FREIGHT
from analysis.display import Table, named
from analysis.indicators.arithmetic import numbers
from analysis.indicators.balances import difference, ratio
from analysis.study.pair_figures import INTERVAL, pair_figures
from analysis.timeseries.balanced import balanced, balanced_rows
from analysis.timeseries.by_side import all_official_sources, official, official_rows, side_codes
from analysis.timeseries.by_source import figures_with_sources

if TYPE_CHECKING:
    from analysis.study.study import Study

INDEX = ["exporter", "importer", "year"]
_SAYS_MORE = {"rise": "importer more", "fall": "exporter more"}


def both_sides(study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the pair's trade by official statistics: exports, and the same goods as imports.

    First come the goods that the study's reporter buys, then those that it sells. Nothing is
    filled in: where a side has no figure, its row is missing.

    Returns
    -------
    tuple of pandas.DataFrame
        What the exporters report, then what the importers report: value, low, high (USD million),
        on one index of exporter, importer, year, with every year of which a side has a figure.
        Imports have a column ``valuation`` too: that of their source, blank where it has none.

    Examples
    --------
    >>> from analysis import read
    >>> exports, imports = both_sides(read("data"))
    >>> exports.index.names, exports.index.equals(imports.index)
    (FrozenList(['exporter', 'importer', 'year']), True)
    """
    here, there = study.reporter, study.partner
    exports, imports, valued = {}, {}, {}
    for flow, (exporter, importer) in {"imports": (there, here), "exports": (here, there)}.items():
        by_side = official(study, flow)
        exports[exporter, importer] = by_side[exporter]
        imports[exporter, importer] = by_side[importer]
        valued[exporter, importer] = _valuations(study, flow, importer)
    years = sorted({year for part in (exports, imports) for f in part.values() for year in f.index})
    # Levels in the order of the directions: pandas warns of an index not sorted by its levels.
    turn = [code for code in (0, 1) for _ in years]
    index = pd.MultiIndex(
        levels=[[there, here], [here, there], years],
        codes=[turn, turn, [*range(len(years))] * 2],
        names=INDEX,
    )
    about = study.about(all_official_sources(study))
    bought = _on(index, imports, about)
    bought["valuation"] = pd.concat(valued, names=INDEX).reindex(index).fillna("")
    return _on(index, exports, about), bought


def _valuations(study: Study, flow: str, importer: str) -> pd.Series:
    """Return how the sources of an importer's figures value them, by year."""
    return official_rows(study, flow, importer)["source_id"].map(study.sources["valuation"])


def _on(
    index: pd.MultiIndex, parts: dict[tuple[str, str], pd.DataFrame], about: dict[str, str | int]
) -> pd.DataFrame:
    """Return series by direction as one frame on an index, with what it says of itself."""
    frame = pd.concat(parts, names=INDEX).reindex(index).set_axis(index).astype(float)
    frame.attrs |= about
    return frame


def landed_value(exports: pd.DataFrame, valuation: pd.Series | None = None) -> pd.DataFrame:
    """Return what imports would be if freight and insurance were the only difference.

    That is exports × 1.06 to exports × 1.10, where no statistics put freight and insurance apart
    (see `FREIGHT`); the value is the middle. Where imports are valued FOB or at their customs
    value, they hold no freight, and it is the exports themselves.

    Parameters
    ----------
    exports
        value, low, high.
    valuation
        How the imports are valued, on the index of exports; CIF where left out or blank.

    Examples
    --------
    >>> exports = pd.DataFrame({"value": [100.0], "low": [90.0], "high": [110.0]}, [1])
    >>> landed_value(exports).round(1)
       value   low   high
    1  108.0  95.4  121.0
    """
    least, most = FREIGHT
    exports = numbers(exports)
    landed = exports * [(least + most) / 2, least, most]
    if valuation is None:
        return landed
    return landed.mask(valuation.isin(WITHOUT_FREIGHT), exports, axis=0)


def discrepancies(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return how far the importer's figures are from the exporter's, and what freight leaves.

    The discrepancy is imports − exports, the mirror ratio imports / exports, and what is left
    imports − exports × (1.06 to 1.10), each with exact bounds (`difference`, `ratio`,
    `landed_value`). Nothing is taken off where the column ``valuation`` of imports says FOB or
    customs value.
    Use this for one pair or for many: rows align by index, and each is judged for itself.

    Returns
    -------
    pandas.DataFrame
        exports, imports (values as stated); value, low, high (imports − exports, USD million);
        decided (which side reports more: importer more, exporter more, undecided, missing); ratio,
        ratio_low, ratio_high; left, left_low, left_high (USD million); freight (how the ratio
        stands to what freight and insurance explain: above, within, below, cannot be said where
        the bounds straddle an end of the range, not included in these imports, missing).
        Exports of zero give no ratio.

    Examples
    --------
    >>> exports = pd.DataFrame({"value": [100.0], "low": [99.0], "high": [101.0]}, [1])
    >>> found = discrepancies(exports, exports + 50).round(1)
    >>> found[["value", "ratio", "left"]].to_numpy().tolist()
    [[50.0, 1.5, 42.0]]
    >>> found["decided"].item(), found["freight"].item()
    ('importer more', 'above')
    """
    apart = difference(imports, exports)
    apart["decided"] = apart["decided"].replace(_SAYS_MORE)
    times = ratio(imports, exports)[INTERVAL]
    left = difference(imports, _landed(exports, imports))[INTERVAL]
    times = times.set_axis(["ratio", "ratio_low", "ratio_high"], axis=1)
    left = left.set_axis(["left", "left_low", "left_high"], axis=1)
    sides = {"exports": exports, "imports": imports}
    values = pd.DataFrame({name: numbers(side)["value"] for name, side in sides.items()})
    freight = position_beside_freight(exports, imports)
    columns = [values.reindex(apart.index), apart, times, left, freight.rename("freight")]
    return pd.concat(columns, axis=1)


def position_beside_freight(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.Series:
    """Return how each mirror ratio stands to the range that freight and insurance explain.

    Examples
    --------
    >>> exports = pd.DataFrame({c: [100.0] * 4 for c in ("value", "low", "high")})
    >>> imports = pd.DataFrame({c: [150.0, 107, 99, 106] for c in ("value", "low", "high")})
    >>> imports["high"] += [0, 1, 1, 9]
    >>> position_beside_freight(exports, imports).to_list()
    ['above', 'within', 'below', 'cannot be said']
    """
    left, times = difference(imports, _landed(exports, imports)), ratio(imports, exports)
    # Nine decimals are a tenth of a cent: what is beyond them is the computer's arithmetic.
    low, high = left["low"].round(9), left["high"].round(9)
    within = (times["low"].round(9) >= FREIGHT[0]) & (times["high"].round(9) <= FREIGHT[1])
    stands = pd.Series("cannot be said", left.index)
    stands = stands.mask(low > 0, "above").mask(high < 0, "below").mask(within, "within")
    without = _valuation_of(imports, left.index).isin(WITHOUT_FREIGHT)
    return stands.mask(without, "not included").mask(left["value"].isna(), "missing")


def _landed(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    return landed_value(exports, _valuation_of(imports, exports.index))


def _valuation_of(imports: pd.DataFrame, index: pd.Index) -> pd.Series:
    """Return how imports are valued on an index, blank where it is not said."""
    if "valuation" not in imports:
        return pd.Series("", index)
    return imports["valuation"].reindex(index).fillna("")


def mirror_differences(study: Study) -> Table:
    """Return what both sides report of each direction of the trade, and imports − exports.

    Returns
    -------
    Table
        exports, imports, value, low, high (USD million) and decided, as `discrepancies` gives
        them, indexed by direction (in words) and year. Between exports and imports stands what
        each source has that balances them (`balanced`), under its name.

    Examples
    --------
    >>> from analysis import read
    >>> mirror_differences(read("tests/invented"))["value"].round(1).iloc[0]
    np.float64(10.0)
    """
    found = _by_direction(study)[["exports", "imports", *INTERVAL, "decided"]]
    for place, (name, levels) in enumerate(balanced(study).items(), 1):
        rows = _in_words(study, levels.reset_index())
        found.insert(place, name, rows["value"].reindex(found.index))
    return named(found, "mirror_differences")


def mirror_ratios(study: Study) -> Table:
    """Return imports / exports of each direction of the trade, beside what freight explains.

    Returns
    -------
    Table
        value, low, high (of the ratio), decided and freight, as `discrepancies` gives them,
        indexed by direction (in words) and year.

    Examples
    --------
    >>> from analysis import read
    >>> mirror_ratios(read("tests/invented"))["value"].round(2).iloc[0]
    np.float64(1.2)
    """
    renamed = dict(zip(["ratio", "ratio_low", "ratio_high"], INTERVAL, strict=True))
    found = _by_direction(study)[[*renamed, "decided", "freight"]]
    return named(found.rename(columns=renamed), "mirror_ratios")


def left_after_freight(study: Study) -> Table:
    """Return imports − exports × (1.06 to 1.10) of each direction of the trade.

    Where imports hold no freight and insurance, it is imports − exports.

    Returns
    -------
    Table
        value (at the middle of the range), low, high (USD million) and freight, as
        `discrepancies` gives them, indexed by direction (in words) and year.

    Examples
    --------
    >>> from analysis import read
    >>> left_after_freight(read("tests/invented"))["value"].round(2).iloc[0]
    np.float64(6.0)
    """
    renamed = dict(zip(["left", "left_low", "left_high"], INTERVAL, strict=True))
    found = _by_direction(study)[[*renamed, "freight"]]
    return named(found.rename(columns=renamed), "left_after_freight")


def _by_direction(study: Study) -> pd.DataFrame:
    """Return the discrepancies of the pair, indexed by direction in words and year."""
    exports, imports = both_sides(study)
    rows = _in_words(study, discrepancies(exports, imports).reset_index())
    rows.attrs |= exports.attrs
    return rows


def _in_words(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of exporters and importers, indexed by direction in words and year."""
    sellers, buyers = (rows[code].map(study.name) for code in ("exporter", "importer"))
    rows = rows.assign(direction="from " + sellers + " to " + buyers)
    return rows.set_index(["direction", "year"])


def figures_of_both_sides(study: Study) -> Table:
    """Return the figures on which `both_sides` and `balanced` rest, as they were published.

    Examples
    --------
    >>> from analysis import read
    >>> set(figures_of_both_sides(read("data"))["quantity"]) == {"exports", "imports"}
    True
    """
    flows, sides = ("exports", "imports"), side_codes(study)
    used = pd.concat(official_rows(study, f, side)["figure_id"] for side in sides for f in flows)
    used = pd.concat([used, balanced_rows(study)["figure_id"]])
    figures = pair_figures(study, flows)
    rows = figures_with_sources(study, figures[figures["figure_id"].isin(used)])
    rows.attrs |= study.about(all_official_sources(study))
    return named(rows, "figures_of_both_sides")
