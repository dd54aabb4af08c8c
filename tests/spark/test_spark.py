"""Spark in local mode gives the tables that DuckDB gives."""

import os
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import world
from analysis.errors import DataError
from analysis.world import distribution

KEYS = ["reporter", "partner", "year"]


def test_java_is_here():
    assert shutil.which("java") or os.environ.get("JAVA_HOME"), "make test-spark needs Java"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A panel: pairs of some economies of $PANEL, or an invented one of the same form."""
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    if "PANEL" in os.environ:
        rows = pd.read_csv(os.environ["PANEL"], dtype=str, keep_default_na=False)
        codes = sorted(set(rows["exporter_iso3"]))[::12]
        inside = rows["exporter_iso3"].isin(codes) & rows["importer_iso3"].isin(codes)
        rows[inside].to_csv(path, index=False)
        return path
    random = np.random.default_rng(7)
    codes = [f"X{letter}A" for letter in "ABCDEFGHIJKL"]
    keys = [(e, i, y) for e in codes for i in codes if e != i for y in range(2010, 2016)]
    names = ["exporter_iso3", "importer_iso3", "year"]
    rows = pd.DataFrame(keys, columns=names)
    flows = {"x": "x_fob_by_exporter_usd_m", "m": "m_cif_by_importer_usd_m"}
    for short, column in flows.items():
        values = random.lognormal(3, 2, len(rows)).round(6)
        rows[column] = np.where(random.random(len(rows)) < 0.1, np.nan, values)
        rows.loc[random.random(len(rows)) < 0.05, column] = 0
        rows[f"{short}_flag"] = np.where(random.random(len(rows)) < 0.1, "e", "")
    rows.sample(frac=0.9, random_state=1).to_csv(path, index=False)
    return path


def tables(path, folder, engine, **options):
    """Return the pairs and the distribution of a panel, and what is said of them."""
    options = world.Options(**options)
    about = world.write(str(path), folder, options, engine=engine, progress=lambda line: None)
    pairs = pd.read_parquet(Path(folder) / "pairs").astype({"year": int})
    pairs = pairs.set_index(KEYS).sort_index()
    written = (pd.read_parquet(Path(folder) / f"{n}.parquet") for n in ("distribution", "totals"))
    return pairs[sorted(pairs)], *written, about


@pytest.mark.parametrize("options", [{}, {"rounding": 0.5, "estimates": True}])
def test_spark_gives_the_same_tables_as_duckdb(sample, tmp_path, options):
    one, other = (tables(sample, tmp_path / e, e, **options) for e in ("duckdb", "pyspark"))
    assert len(one[0]) > 200
    pd.testing.assert_frame_equal(one[0], other[0], rtol=1e-12, atol=1e-9)
    pd.testing.assert_frame_equal(one[1], other[1], rtol=1e-9, atol=1e-9)
    assert set(distribution.PERCENTILES) < set(one[1])
    pd.testing.assert_frame_equal(one[2], other[2], rtol=1e-9, atol=1e-9)
    assert one[3] == other[3]


def test_spark_translates_codes_and_sums_products_as_duckdb_does(tmp_path):
    rows = ["t,i,j,k,v,q", "2015,268,410,10101,1000,", "2015,268,410,20202,500,"]
    rows += ["2015,410,268,10101,2000,3", "2016,410,008,10101,2000,"]
    path = tmp_path / "baci.csv"
    path.write_text("\n".join(rows) + "\n")
    one, other = (tables(path, tmp_path / engine, engine) for engine in ("duckdb", "pyspark"))
    pd.testing.assert_frame_equal(one[0], other[0])
    assert ("KOR", "ALB", 2016) in other[0].index


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("GEO,KOR,2015,-1,2", "row 3, column exports: '-1' is negative"),
        ("GEO,KOR,2015,many,2", "row 3, column exports: 'many' is not a number"),
        ("GEO,KOR", "row 3: 2 fields where the header has 5"),
        ("GEO,XAA,2015,1,1", "stand twice"),
    ],
)
def test_spark_refuses_what_duckdb_refuses(tmp_path, row, why):
    path = tmp_path / "bad.csv"
    path.write_text(f"exporter,importer,year,exports,imports\nGEO,XAA,2015,1,1\n{row}\n")
    for engine in ("duckdb", "pyspark"):
        with pytest.raises(DataError, match=why):
            world.write(str(path), tmp_path / "world", engine=engine, progress=lambda line: None)
        assert not (tmp_path / "world").exists()
