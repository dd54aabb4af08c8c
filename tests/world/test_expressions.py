"""The expressions for panels of any size give what the functions of `indicators` give."""

import math
import os
import random
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.indicators.arithmetic import SIGN
from analysis.indicators.pairs import year_before
from analysis.world import expressions as ex
from analysis.world import pair_tables, panel_files
from analysis.world.engines import connect

SPARK = "ANALYSIS_TEST_SPARK" in os.environ
"""Set by `make test-spark`: the same tests then run on Spark too, which is slow and needs Java."""

# An example goes through a file and an engine: few of them, each with many rows, no shrinking.
few = settings(
    deadline=None,
    max_examples=2 if SPARK else 4,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
seeds = st.integers(0, 2**32 - 1).map(random.Random)
"""Draws of many rows at once, in which zeros and equal numbers are frequent, since the definitions
turn on them."""

BOUNDS = ["value", "low", "high"]


def number(draw):
    """Draw a level."""
    return draw.choice([0.0, 1.0, 2.0, draw.uniform(1e-3, 9), draw.lognormvariate(5, 3)])


def interval(draw):
    """Draw a value with its bounds: exact, rounded, open above, or missing."""
    low, value, high = sorted(number(draw) for _ in range(3))
    return draw.choice(
        [
            (np.nan, np.nan, np.nan),
            (value, value, value),
            (value, low, high),
            (value, low, value),
            (value, value, math.inf),
            (value, 0.0, math.inf),
        ]
    )


def two_intervals(draw, rows=300):
    """Draw pairs of intervals."""
    return [(interval(draw), interval(draw)) for _ in range(rows)]


@pytest.fixture(scope="module", params=["duckdb", "pyspark"] if SPARK else ["duckdb"])
def engine(request, tmp_path_factory):
    run = connect(request.param, tmp_path_factory.mktemp("spill"))
    yield run
    run.close()


def evaluated(engine, frame, make):
    """Return the table that an engine makes of a frame, by way of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.parquet"
        frame.to_parquet(path, index=False)
        return make(engine.read(panel_files.find(str(path)), {})).to_pandas()


def result_of(engine, frame, columns):
    """Return named columns that are made of a frame of levels, by the number of the row."""
    table = evaluated(engine, frame, lambda table: table.select("n", **columns(table)))
    return table.set_index("n").sort_index()


def two_levels(rows):
    """Return pairs of intervals as one frame, a number a row."""
    names = [f"{name}_{bound}" for name in "ab" for bound in BOUNDS]
    frame = pd.DataFrame([[*a, *b] for a, b in rows], columns=names, dtype=float)
    return frame.rename_axis("n").reset_index()


def levels(table, name):
    return ex.Levels(*(table[f"{name}_{bound}"] for bound in BOUNDS))


def as_series(frame, name):
    return frame[[f"{name}_{bound}" for bound in BOUNDS]].set_axis(BOUNDS, axis=1)


CASES = {
    "turnover": (ex.turnover, an.turnover),
    "difference": (ex.difference, an.difference),
    "balance": (ex.difference, an.balance),
    "ratio": (ex.ratio, an.ratio),
    "share": (ex.share, an.share),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", CASES)
@few
@given(draw=seeds)
def test_an_expression_has_the_value_and_the_bounds_of_its_indicator(engine, name, draw):
    expression, indicator = CASES[name]
    frame = two_levels(two_intervals(draw))

    def columns(table):
        result = expression(levels(table, "a"), levels(table, "b"))
        decided = ex.balance_decided(result) if name == "balance" else ex.decided(result)
        return ex.columns(result, "value") | {"decided": decided}

    found = result_of(engine, frame, columns)
    wanted = indicator(as_series(frame, "a"), as_series(frame, "b"))
    found = found.rename(columns={"value_low": "low", "value_high": "high"})
    np.testing.assert_allclose(found[BOUNDS], wanted[BOUNDS], rtol=1e-12)
    asked = found["decided"] if name in ("difference", "balance") else wanted["decided"]
    assert asked.to_list() == wanted["decided"].to_list()


@few
@given(draw=seeds)
def test_growth_over_a_year_before_is_that_of_the_indicator_and_decides_the_same(engine, draw):
    rows = two_intervals(draw)
    frame = two_levels(rows)

    def columns(table):
        result = ex.growth(levels(table, "a"), levels(table, "b"))
        return ex.columns(result, "value") | {"decided": ex.decided(result, SIGN)}

    found = result_of(engine, frame, columns)
    keys = [(n, year) for n in range(len(rows)) for year in (2015, 2014)]
    series = pd.DataFrame(
        [list(levels) for row in rows for levels in row],
        pd.MultiIndex.from_tuples(keys, names=["reporter", "year"]),
        BOUNDS,
        dtype=float,
    )
    wanted = an.growth(series).xs(2015, level="year")
    names = ["value", "value_low", "value_high"]
    np.testing.assert_allclose(found[names], wanted[BOUNDS], rtol=1e-12, atol=1e-9)
    assert found["decided"].to_list() == wanted["decided"].to_list()


def panel_of(draw):
    """Draw a panel of three economies in mirror form, with gaps in its years and its figures."""
    codes = ["GEO", "KOR", "XAA"]
    keys = [(e, i, y) for e in codes for i in codes if e != i for y in range(2010, 2019)]
    keys = draw.sample(keys, len(keys) * 4 // 5)
    rows = []
    for key in keys:
        cells = [draw.choice([None, number(draw), number(draw), number(draw)]) for _ in "xm"]
        flags = [draw.choice(["", "", "", "", "e"]) for _ in "xm"]
        rows.append([*key, cells[0], flags[0], cells[1], flags[1]])
    names = ["exporter", "importer", "year", "exports", "exports_flag", "imports", "imports_flag"]
    return pd.DataFrame(rows, columns=names).astype({"exports": float, "imports": float})


def by_pandas(panel, rounding):
    """Return the pairs of a panel by the functions of `indicators`."""
    panel, full = panel.copy(), panel.set_index(["exporter", "importer", "year"])
    for flow in ("exports", "imports"):
        panel.loc[panel[f"{flow}_flag"] != "", flow] = np.nan
    there = panel.set_index(["exporter", "importer", "year"])[["exports", "imports"]]
    there.index.names = ["reporter", "partner", "year"]
    back = there.swaplevel("reporter", "partner")
    back.index.names = there.index.names
    index = there.index.union(back.index)
    there, back = there.reindex(index), back.reindex(index)
    back.index.names = there.index.names = ["reporter", "partner", "year"]

    def rounded(values):
        half = rounding / 2
        bounds = {"value": values, "low": (values - half).clip(lower=0), "high": values + half}
        return pd.DataFrame(bounds)

    at = index.to_frame()

    def summed(flow, by, columns):
        sums = rounded(full[flow]).groupby(by).sum(min_count=1)
        keys = pd.MultiIndex.from_frame(at[columns]) if len(columns) > 1 else at[columns[0]]
        return sums.reindex(keys).set_axis(index)

    all_exports = summed("exports", ["exporter", "year"], ["reporter", "year"])
    all_imports = summed("imports", ["importer", "year"], ["reporter", "year"])
    of_partner = summed("imports", ["importer", "year"], ["partner", "year"])
    others = an.implied_rest(summed("imports", "year", ["year"]), all_imports)
    exports, imports = rounded(there["exports"]), rounded(back["imports"])
    their_exports, their_imports = rounded(there["imports"]), rounded(back["exports"])
    turnover = an.turnover(exports, imports)
    results = {
        "export_partner_share": an.partner_share(exports, all_exports),
        "import_partner_share": an.partner_share(imports, all_imports),
        "trade_intensity": an.trade_intensity(exports, all_exports, of_partner, others),
        "turnover": turnover,
        "growth": an.growth(turnover),
        "balance": an.balance(exports, imports),
        "export_share": an.share(exports, turnover),
        "export_ratio": an.ratio(their_exports, exports),
        "import_ratio": an.ratio(imports, their_imports),
        "export_gap": an.difference(their_exports, exports),
        "import_gap": an.difference(imports, their_imports),
    }
    columns = {}
    for name, result in results.items():
        columns[name] = result["value"]
        columns |= {f"{name}_{bound}": result[bound] for bound in ("low", "high")}
    columns |= {f"{n}_decided": results[n]["decided"] for n in ("growth", "balance")}
    return pd.DataFrame(columns)


@pytest.mark.thorough
@pytest.mark.parametrize("rounding", [0.0, 0.5])
@few
@given(draw=seeds)
def test_the_pairs_of_a_panel_are_those_that_pandas_makes_of_it(engine, draw, rounding):
    panel = panel_of(draw)
    found = pairs_of(engine, panel, rounding)
    wanted = by_pandas(panel, rounding)
    assert list(found.index) == list(wanted.index)
    names = [name for name in wanted if name in found and not name.endswith("decided")]
    assert len(names) == (11 if rounding == 0 else 33)
    np.testing.assert_allclose(found[names], wanted[names], rtol=1e-9, atol=1e-9)
    for name in ("growth_decided", "balance_decided"):
        assert found[name].to_list() == wanted[name].to_list()


def pairs_of(engine, panel, rounding=0.0, copied=()):
    """Return the pairs of a panel by the expressions."""
    rows = panel.rename(columns={"exports_flag": "x", "imports_flag": "m"})
    for flow, flag in (("exports", "x"), ("imports", "m")):
        rows[f"{flow}_estimated"], rows[f"states_{flow}"] = rows[flag] != "", True

    def made(table):
        table = pair_tables.levels(table)
        return pair_tables.pairs(table, rounding=rounding, copied=copied)

    pairs = evaluated(engine, rows.drop(columns=["x", "m"]), made)
    return pairs.set_index(["reporter", "partner", "year"]).sort_index()


@few
@given(draw=seeds)
def test_the_two_rows_of_a_pair_are_each_other_s_mirror(engine, draw):
    found = pairs_of(engine, panel_of(draw))
    other = found.swaplevel("reporter", "partner").reindex(found.index)
    for name, theirs in {
        "exports": "counterpart_imports",
        "turnover": "counterpart_turnover",
        "import_ratio": "export_ratio",
        "import_gap": "export_gap",
        "imports_estimate": "counterpart_exports_estimate",
    }.items():
        np.testing.assert_array_equal(found[name].astype(float), other[theirs].astype(float))
    for name in ("growth_sign_differs", "balance_sign_differs"):
        assert found[name].astype("boolean").equals(other[name].astype("boolean"))


def test_growth_is_missing_after_a_gap_in_the_years(engine):
    rows = [["GEO", "KOR", year, 100.0, "", 100.0, ""] for year in (2014, 2015, 2017)]
    rows += [["KOR", "GEO", *row[2:]] for row in rows]
    names = ["exporter", "importer", "year", "exports", "exports_flag", "imports", "imports_flag"]
    found = pairs_of(engine, pd.DataFrame(rows, columns=names))
    assert found.loc["GEO", "KOR"]["growth_decided"].to_list() == [
        "missing",
        "undecided",
        "missing",
    ]
    assert year_before(found.loc["GEO", "KOR"].rename(columns={"turnover": "value"}))[
        "value"
    ].isna().to_list() == [True, False, True]
