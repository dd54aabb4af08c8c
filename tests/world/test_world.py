"""All pairs of a panel: what is written, from which files, and what is refused."""

import gzip
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import world
from analysis.cli import main as command_line
from analysis.errors import DataError
from analysis.world import distribution, engines, panel_files, panel_layout, staging, totals

HEADER = "exporter,importer,year,exports,exports_flag,imports,imports_flag"
ROWS = [
    "GEO,KOR,2014,10,,12,",
    "KOR,GEO,2014,20,,21,",
    "GEO,KOR,2015,11,,12,",
    "KOR,GEO,2015,30,,33,",  # 1.10: one side is probably made from the other
    "GEO,YUG,2015,5,e,6,",
    "YUG,GEO,2015,7,,8,",
]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Work in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def panel(*rows, header=HEADER, name="panel.csv"):
    """Write a panel; return its name."""
    Path(name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return name


def write(name, to="world", **options):
    """Write the tables of a panel; return its pairs by reporter, partner and year."""
    about = world.write(name, to, world.Options(**options), progress=lambda line: None)
    pairs = pd.read_parquet(Path(to) / "pairs").astype({"year": int})
    return pairs.set_index(["reporter", "partner", "year"]).sort_index(), about


def refused(name, **options):
    """Return the message with which a panel is refused, and see that nothing was written."""
    with pytest.raises(DataError) as error:
        world.write(name, "world", world.Options(**options), progress=lambda line: None)
    assert not [path for path in Path().iterdir() if "world" in path.name]
    assert "\n" not in str(error.value)
    return str(error.value)


# What is written.


@pytest.mark.thorough
def test_a_panel_becomes_pairs_with_both_sides_indicators_and_what_is_left_out_is_counted():
    pairs, about = write(panel(*ROWS))
    row = pairs.loc["GEO", "KOR", 2015]
    assert row[["exports", "imports"]].to_list() == [11, 33]
    assert row[["counterpart_exports", "counterpart_imports"]].to_list() == [12, 30]
    assert (row["turnover"], row["growth"]) == (44, pytest.approx(100 * (44 / 31 - 1)))
    assert (row["balance"], row["balance_decided"], row["growth_decided"]) == (
        -22,
        "deficit",
        "rise",
    )
    assert (row["export_ratio"], row["export_gap"]) == (pytest.approx(12 / 11), 1)
    assert row["imports_copied"]
    assert np.isnan(row["import_ratio"])
    assert about["copied"] == 1
    estimated = pairs.loc["GEO", "YUG", 2015]
    assert np.isnan(estimated["exports"])
    assert estimated["exports_estimate"] == 5
    assert np.isnan(estimated["turnover"])
    assert (about["estimates"], about["unknown_codes"], about["pairs"]) == (1, ["YUG"], 3)


def test_estimates_are_used_and_copies_compared_where_that_is_asked_for():
    pairs, _ = write(panel(*ROWS), estimates=True, copied=())
    assert pairs.loc[("GEO", "YUG", 2015), "turnover"] == 13
    assert pairs.loc[("GEO", "KOR", 2015), "import_ratio"] == pytest.approx(1.1)


@pytest.mark.thorough
def test_rounded_figures_give_results_with_bounds():
    pairs, _ = write(panel(*ROWS), rounding=2.0)
    row = pairs.loc["GEO", "KOR", 2014]
    assert row[["turnover_low", "turnover", "turnover_high"]].to_list() == [29, 31, 33]


def test_only_the_years_that_are_asked_for_are_written_and_growth_knows_the_year_before():
    pairs, about = write(panel(*ROWS), years=(2015, 2015))
    assert set(pairs.index.unique("year")) == {2015}
    assert about["years"] == [2015, 2015]
    assert pairs.loc[("KOR", "GEO", 2015), "growth"] == pytest.approx(100 * (42 / 32 - 1))


@pytest.mark.thorough
def test_blocks_of_years_give_the_same_pairs_as_all_years_at_once(monkeypatch):
    whole, _ = write(panel(*ROWS), "whole")
    monkeypatch.setattr(engines.DuckDB, "rows_at_once", 1)
    apart, _ = write(panel(*ROWS), "apart")
    pd.testing.assert_frame_equal(whole, apart)
    assert list(world.blocks(pd.Series([1, 1], [2014, 2015]), 1)) == [[2014], [2015]]


@pytest.mark.thorough
def test_the_distribution_has_exact_percentiles_of_both_sides_turnover_by_size_class():
    random = np.random.default_rng(1)
    codes = [f"X{letter}A" for letter in "ABCDEFGHIJ"]
    rows = [
        f"{e},{i},{year},{random.lognormal(2, 2)},,{random.lognormal(2, 2)},"
        for e in codes
        for i in codes
        if e != i
        for year in (2014, 2015)
    ]
    pairs, _ = write(panel(*rows))
    table = pd.read_parquet("world/distribution.parquet")
    table = table.set_index(["year", "at_least"]).sort_index()
    year = pairs.xs(2015, level="year")
    size = year[["turnover", "counterpart_turnover"]].min(axis=1)
    for at_least in (0, 1, 10):
        chosen = year[size >= at_least]
        found = table.loc[2015, at_least].set_index("indicator")
        assert (found["pairs"] == len(chosen) / 2).all()
        larger = np.maximum(chosen["export_share"], 100 - chosen["export_share"])
        columns = {"growth": chosen["growth"], "mirror_ratio": chosen["import_ratio"]}
        for name, values in (columns | {"larger_share": larger}).items():
            wanted = np.nanpercentile(values, distribution.PERCENTS)
            np.testing.assert_allclose(found.loc[name, distribution.PERCENTILES], wanted)
        signs = np.sign(chosen[["exports", "imports"]].diff(axis=1)["imports"])
        theirs = chosen["counterpart_imports"] - chosen["counterpart_exports"]
        assert found.loc["balance", "differ"] == pytest.approx(
            100 * (signs != np.sign(theirs)).mean()
        )


@pytest.mark.thorough
def test_the_same_panel_is_read_from_csv_gzip_parquet_a_glob_and_memory():
    import fsspec

    wanted, _ = write(panel(*ROWS))
    text = Path("panel.csv").read_bytes()
    Path("packed.csv.gz").write_bytes(gzip.compress(text))
    pd.read_csv("panel.csv").to_parquet("panel.parquet", index=False)
    panel(*ROWS[:3], name="part1.csv")
    panel(*ROWS[3:], name="part2.csv")
    fsspec.filesystem("memory").pipe("/panels/panel.csv", text)
    for name in ("packed.csv.gz", "panel.parquet", "part*.csv", "memory://panels/panel.csv"):
        found, _ = write(name)
        pd.testing.assert_frame_equal(found, wanted)


# What columns and forms are known.


@pytest.mark.thorough
def test_long_form_says_the_same_and_leaves_out_re_exports_the_world_and_an_economy_s_own():
    rows = []
    for row in ROWS:
        exporter, importer, year, exports, flag, imports, _ = row.split(",")
        rows += [f"{exporter},{importer},{year},X,{exports},{flag}"]
        rows += [f"{importer},{exporter},{year},M,{imports},"]
    rows += ["GEO,KOR,2015,RX,99,", "GEO,WLD,2015,X,99,", "GEO,GEO,2015,X,99,"]
    header = "reporter,partner,year,flow,value,flag"
    wanted, _ = write(panel(*ROWS), "mirror")
    found, about = write(panel(*rows, header=header, name="long.csv"))
    pd.testing.assert_frame_equal(found, wanted)
    assert (about["rows_of_the_world"], about["rows_of_one_economy"]) == (1, 1)


@pytest.mark.thorough
def test_baci_is_summed_over_products_and_its_numeric_codes_are_translated():
    rows = ["2015,268,410,10101,1000,", "2015,268,410,20202,500,", "2015,410,268,10101,2000,"]
    pairs, about = write(panel(*rows, header="t,i,j,k,v,q"))
    row = pairs.loc["GEO", "KOR", 2015]
    assert row[["exports", "imports", "turnover"]].to_list() == [1.5, 2.0, 3.5]
    assert about["layout"] == "CEPII BACI"
    assert row[["counterpart_exports", "import_ratio"]].isna().all(), "one figure is of no side"
    table = pd.read_parquet("world/distribution.parquet")
    assert table.query("at_least == 1 and indicator == 'export_share'")["n"].item() == 2


@pytest.mark.thorough
def test_of_comtrade_only_totals_are_read_and_no_breakdown():
    header = "freqCode,refYear,reporterCode,flowCode,partnerCode,cmdCode,motCode,primaryValue"
    rows = [
        "A,2015,268,X,410,TOTAL,0,4000000",
        "A,2015,268,X,410,TOTAL,2100,3000000",
        "A,2015,268,X,410,01,0,2000000",
        "A,2015,268,M,410,TOTAL,0,1000000",
        "A,2015,268,X,0,TOTAL,0,9000000",
    ]
    pairs, about = write(panel(*rows, header=header, name="bulk.txt"))
    assert pairs.loc["GEO", "KOR", 2015][["exports", "imports"]].to_list() == [4, 1]
    assert about["rows_of_the_world"] == 1
    frame = pd.read_csv("bulk.txt")
    frame.to_parquet("bulk.parquet", index=False)
    same, _ = write("bulk.parquet", "again")
    pd.testing.assert_frame_equal(same, pairs)
    rows = [row.replace("TOTAL", "02") for row in rows]
    shutil.rmtree("world")
    said = refused(panel(*rows, header=header, name="parts.csv"))
    assert "there are no rows with freqCode A; cmdCode TOTAL" in said


def test_what_comtrade_estimates_is_quantity_and_weight_and_its_values_are_used():
    header = "typeCode,freqCode,refYear,reporterCode,flowCode,partnerCode,partner2Code,cmdCode,"
    header += "customsCode,motCode,isQtyEstimated,isNetWgtEstimated,primaryValue,"
    header += "legacyEstimationFlag,isReported,isAggregate"
    total = "C,A,2015,268,X,410,0,TOTAL,C00,0,true,true,4000000,6,false,true"
    services = total.replace("C,A", "S,A").replace("4000000", "5000000")
    procedure = total.replace("C00", "C01").replace("4000000", "1000000")
    pairs, about = write(panel(total, services, procedure, header=header))
    assert pairs.loc[("GEO", "KOR", 2015), "exports"] == 4
    assert (about["estimates"], about["rows"]) == (0, 1)


@pytest.mark.thorough
def test_a_sum_over_products_of_which_one_is_an_estimate_is_an_estimate():
    header = "reporter,partner,year,flow,value,flag,hs"
    rows = ["GEO,KOR,2015,X,4,,01", "GEO,KOR,2015,X,5,e,02", "GEO,KOR,2015,M,6,,01"]
    rows += ["KOR,GEO,2015,X,7,,01", "KOR,GEO,2015,X,8,,02", "KOR,GEO,2015,M,3,,01"]
    name = panel(*rows, header=header)
    row = write(name, columns={"product": "hs"})[0].loc["GEO", "KOR", 2015]
    assert np.isnan(row["exports"])
    assert row["exports_estimate"] == 9
    assert row[["imports", "counterpart_exports", "counterpart_imports"]].to_list() == [6, 3, 15]
    assert row[["imports_estimate", "counterpart_exports_estimate"]].isna().all()
    row = write(name, columns={"product": "hs"}, estimates=True)[0].loc["GEO", "KOR", 2015]
    assert row[["exports", "turnover"]].to_list() == [9, 15]
    for twice in (rows[0], rows[2]):
        shutil.rmtree("world", ignore_errors=True)
        said = refused(panel(*rows, twice, header=header), columns={"product": "hs"})
        assert "stand twice" in said


def test_columns_of_other_names_and_units_are_given():
    name = panel(*ROWS, header=HEADER.replace("exporter", "from").replace("importer", "into"))
    pairs, _ = write(name, columns={"exporter": "from", "importer": "into"}, unit="thousand")
    assert pairs.loc[("GEO", "KOR", 2014), "exports"] == pytest.approx(0.01)


# Bad input: one clear error, and nothing is written.


def test_a_missing_column_is_named_with_the_columns_that_there_are():
    said = refused(panel(*ROWS, header=HEADER.replace("importer", "into")))
    assert "row 1: column 'importer' is missing" in said
    assert "the columns there are: exporter, into, year" in said
    assert "--column importer=COLUMN" in said
    assert "are of no known panel; there are: a, b" in refused(panel("1,2", header="a,b"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("cell", "column", "why"),
    [
        ("-1", "exports", "is negative"),
        ("many", "exports", "is not a number"),
        ("nan", "imports", "is not a number"),
        ("inf", "imports", "is not a number"),
        ("1e308", "imports", "is too large"),
        ("2015.5", "year", "is not a year"),
        ("", "importer", "is blank"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "csv.gz", "parquet"])
def test_a_value_that_cannot_be_read_is_refused_with_file_row_and_column(cell, column, why, kind):
    frame = pd.DataFrame([row.split(",") for row in ROWS], columns=HEADER.split(","), dtype=str)
    frame.loc[3, column] = cell
    name = f"panel.{kind}"
    frame.to_parquet(name) if kind == "parquet" else frame.to_csv(name, index=False)
    said = refused(name)
    assert f"{name}, row 5, column {column}: {cell!r} {why}" in said


@pytest.mark.thorough
def test_rows_that_stand_twice_are_refused_with_the_first_ten():
    said = refused(panel(*ROWS, ROWS[0]))
    assert "the first 1: GEO KOR 2014" in said
    twelve = [f"GEO,KOR,{year},1,,1," for year in range(2000, 2012)]
    said = refused(panel(*twelve, *twelve))
    assert "the first 10: GEO KOR 2000; GEO KOR 2001" in said
    products = ["2015,268,410,10101,1,", "2015,268,410,10101,1,"]
    assert "GEO KOR 2015 10101" in refused(panel(*products, header="t,i,j,k,v,q"))


@pytest.mark.thorough
def test_a_wrong_unit_is_a_warning_with_the_total():
    _, about = write(panel("GEO,KOR,2015,9e6,,9e6,", "KOR,GEO,2015,9e6,,9e6,"), unit="million")
    assert about["warnings"] == []
    _, about = write(panel("GEO,KOR,2015,9e9,,9e9,", "KOR,GEO,2015,9e9,,9e9,"))
    (warning,) = about["warnings"]
    assert "the flows of 2015 add up to USD 18,000,000,000 million" in warning


def test_a_file_that_is_empty_cut_off_or_not_what_its_name_says_is_refused():
    Path("empty.csv").write_bytes(b"")
    assert "empty.csv is empty" in refused("empty.csv")
    assert "a header and no row" in refused(panel(name="header.csv"))
    assert "there is no such file" in refused("nowhere.csv")
    whole = "\n".join([HEADER, *ROWS]).encode()
    Path("short.csv").write_bytes(whole[:-5])
    assert "short.csv, row 7: 4 fields where the header has 7; is the file cut off?" in refused(
        "short.csv"
    )
    packed = gzip.compress(whole * 50)
    Path("short.csv.gz").write_bytes(packed[: len(packed) // 2])
    assert "short.csv.gz is cut off" in refused("short.csv.gz")
    Path("plain.csv.gz").write_bytes(whole)
    assert "it is text, and not gzip" in refused("plain.csv.gz")
    Path("packed.csv").write_bytes(packed)
    assert "it is gzip, and not text" in refused("packed.csv")
    Path("page.csv").write_text("<html><body>Sign in</body></html>")
    assert "it is a web page or XML" in refused("page.csv")
    Path("text.parquet").write_bytes(whole)
    assert "it is text, and not Parquet" in refused("text.parquet")
    pd.DataFrame({"a": [1]}).to_parquet("cut.parquet")
    Path("cut.parquet").write_bytes(Path("cut.parquet").read_bytes()[:-10])
    assert "cut.parquet is cut off" in refused("cut.parquet")
    assert "must end in one of .csv" in refused(panel(name="panel.xlsx"))


def test_a_last_line_without_its_end_is_a_warning():
    Path("panel.csv").write_text("\n".join([HEADER, *ROWS]))
    _, about = write("panel.csv")
    assert "the last line has no end; is the file cut off?" in about["warnings"][-1]


def test_a_disk_without_space_is_one_clear_error_and_the_old_tables_stay(monkeypatch):
    write(panel(*ROWS))
    before = Path("world/about.json").read_text()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(engines.DuckDB, "write", full)
    with pytest.raises(DataError, match="no space left on the disk of world"):
        world.write("panel.csv", "world", progress=lambda line: None)
    assert Path("world/about.json").read_text() == before
    assert sorted(path.name for path in Path().iterdir()) == ["panel.csv", "world"]


def test_too_little_memory_is_one_clear_error(monkeypatch):
    def full(*_):
        raise MemoryFullError(
            "Out of Memory Error: could not allocate block\n\nPossible solutions: …"
        )

    class MemoryFullError(OSError):
        pass

    monkeypatch.setattr(engines.DuckDB, "keep", full)
    said = refused(panel(*ROWS))
    assert said.startswith(
        "the limit of memory is too small for this panel; raise it with --memory"
    )


def test_a_folder_that_holds_something_else_is_left_as_it_is():
    Path("world").mkdir()
    Path("world/thesis.txt").write_text("years of work")
    with pytest.raises(DataError, match="holds no tables of the world"):
        write(panel(*ROWS))
    assert Path("world/thesis.txt").exists()


def test_what_another_run_is_writing_is_left_alone_and_what_a_dead_one_left_is_not():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (os.getppid(), ended.pid):
        Path(f".world-new-{process}").mkdir()
    write(panel(*ROWS))
    assert [path.name for path in Path().glob(".world-*")] == [f".world-new-{os.getppid()}"]


@pytest.mark.thorough
def test_a_run_that_is_killed_leaves_no_half_table_and_the_next_one_tidies_up():
    name = panel(*[f"GEO,KOR,{year},10,,12," for year in range(1900, 2100)])
    arguments = [sys.executable, "-m", "analysis", "world", name, "--to", "world"]
    run = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    for line in run.stderr:
        if line.startswith("distribution"):
            run.kill()
            break
    run.wait()
    run.stderr.close()
    left = [path.name for path in Path().iterdir() if path.name != name]
    assert left == [f".world-new-{run.pid}"]
    write(panel(*ROWS))
    assert sorted(path.name for path in Path().iterdir()) == ["panel.csv", "world"]


def test_tables_that_a_killed_run_had_moved_away_are_put_back():
    write(panel(*ROWS))
    Path("world").rename(".world-old-999999999")
    with pytest.raises(RuntimeError), staging.beside(Path("world")):
        raise RuntimeError
    assert json.loads(Path("world/about.json").read_text())["rows"] == len(ROWS)


# The command.


def test_the_command_says_how_far_it_is_and_what_it_found(capsys):
    code = command_line.main(["world", panel(*ROWS), "--to", "world", "--years", "2014-2015"])
    said = capsys.readouterr()
    assert code == 0
    assert "6 rows; 3 pairs and years, 2014-2015." in said.out
    assert "Codes that ISO 3166 does not have, left as they are: 1 (YUG)." in said.out
    assert "pairs of 2014 to 2015" in said.err
    assert "warning: the flows of 2015 add up to USD" in said.err


def test_the_command_ends_with_2_and_one_line_where_the_panel_is_bad(capsys):
    assert command_line.main(["world", "nowhere.csv", "--to", "world"]) == 2
    assert capsys.readouterr().err == "analysis: nowhere.csv: there is no such file\n"
    arguments = ["world", panel(*ROWS), "--to", "world", "--memory", "much"]
    assert command_line.main(arguments) == 2
    assert "'much' is no size of memory" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", ["--years=2020-2015", "--column=exporter", "--copied=one", "--rounding=-1"]
)
def test_an_option_that_means_nothing_is_bad_use(wrong, capsys):
    assert command_line.main(["world", "panel.csv", "--to", "world", wrong]) == 2
    assert wrong.split("=")[1] in capsys.readouterr().err


# The tables that come with the package.


def test_totals_are_sums_over_partners_with_the_largest_first_and_estimates_said():
    write(panel(*ROWS, "GEO,ALB,2015,4,,,", "ALB,GEO,2015,,,2,"))
    table = pd.read_parquet("world/totals.parquet").set_index(["economy", "flow", "year"])
    georgia = table.loc[("GEO", "exports", 2015)]
    assert georgia[["total", "estimated", "partners"]].to_list() == [20, 25, 3]  # 11 + 5 + 4
    assert georgia["largest"] == "KOR YUG ALB"
    assert georgia["concentration"] == pytest.approx((11**2 + 5**2 + 4**2) / 20**2)
    assert "ALB" not in table.index  # others report trade with it, and it reports none
    assert table.loc[("WLD", "imports", 2015), ["total", "partners"]].to_list() == [61, 3]
    assert table.loc[("WLD", "imports", 2015), "largest"] == ""


@pytest.mark.thorough
def test_the_command_writes_totals_that_are_read_back_as_they_were(monkeypatch):
    arguments = ["world", panel(*ROWS), "--to", "world", "--totals", "totals.csv.gz"]
    assert command_line.main([*arguments, "--source", "an invention"]) == 0
    text = gzip.decompress(Path("totals.csv.gz").read_bytes()).decode()
    assert text.splitlines()[0] == "# source: an invention"
    assert text.splitlines()[1].endswith("--totals totals.csv.gz")
    assert "GEO,exports,2015,16,31.2,2,0.5703,KOR YUG" in text.splitlines()


def test_the_shipped_totals_add_up_and_have_their_source_and_their_command():
    table = totals.shipped_totals()
    assert "Direction of Trade" in table.attrs["source"]
    assert shlex.split(table.attrs["command"])[:2] == ["analysis", "world"]
    sums = table.drop("WLD").groupby(["flow", "year"])["total"].sum()
    assert len(sums) == 2 * 21
    np.testing.assert_allclose(sums, table.loc["WLD"]["total"].loc[sums.index], rtol=1e-6)
    ranked = table.drop("WLD")["largest"].str.split()
    assert (ranked.str.len() == table.drop("WLD")["partners"].clip(upper=totals.MOST)).all()
    assert "NAM" in set(ranked.explode())
    least = 1 / table["partners"]
    concentration = table["concentration"].dropna()
    assert concentration.between(least[concentration.index] - 1e-3, 1).all()


def test_the_shipped_distribution_has_its_source_its_command_and_ordered_percentiles():
    table = distribution.shipped_percentiles()
    assert "Direction of Trade" in table.attrs["source"]
    recorded = shlex.split(table.attrs["command"])
    assert recorded[:2] == ["analysis", "world"]
    assert recorded[recorded.index("--source") + 1] == table.attrs["source"]
    assert set(table.index.unique("indicator")) == set(distribution.COMPARED)
    assert list(table.index.unique("at_least")) == list(distribution.CLASSES)
    known = table[distribution.PERCENTILES].dropna().to_numpy()
    assert len(known) > 500
    assert (np.diff(known, axis=1) >= 0).all()
    assert table.xs("mirror_ratio", level="indicator").loc[(2010, 100), "p50"] == pytest.approx(
        1.1, abs=0.05
    )


@pytest.mark.thorough
def test_the_command_writes_the_table_in_the_form_in_which_it_is_shipped():
    arguments = ["world", panel(*ROWS), "--to", "world", "--distribution", "table.csv.gz"]
    chosen = ["--source", "an invention", "--years", "2014-2015", "--column", "exporter=exporter"]
    chosen += ["--unit", "million", "--estimates", "--copied", "1,1.06", "--rounding", "0.1"]
    assert command_line.main([*arguments, *chosen]) == 0
    text = gzip.decompress(Path("table.csv.gz").read_bytes()).decode()
    notes = text.splitlines()[:2]
    assert notes[0] == "# source: an invention"
    recorded = shlex.split(notes[1].removeprefix("# command: analysis "))
    assert recorded == [*arguments[:3], "FOLDER", *chosen, *arguments[-2:]]
    assert text.splitlines()[2].startswith("year,at_least,indicator,pairs,n,differ,p1,p2")
    about = json.loads(Path("world/about.json").read_text())["options"]
    assert (about["copied"], about["rounding"]) == ([1, 1.06], 0.1)


def test_a_distribution_that_cannot_be_written_is_refused_before_the_run(capsys):
    arguments = ["world", panel(*ROWS), "--to", "world", "--distribution"]
    assert command_line.main([*arguments, "nowhere/table.csv.gz"]) == 2
    assert capsys.readouterr().err == (
        "analysis: nowhere/table.csv.gz: there is no folder 'nowhere'\n"
    )
    assert not Path("world").exists()


def test_an_older_distribution_stays_where_the_new_one_cannot_be_written(monkeypatch, capsys):
    def broken(table, path, notes):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(distribution, "write_csv", broken)
    Path("table.csv.gz").write_text("older")
    arguments = ["world", panel(*ROWS), "--to", "world", "--distribution", "table.csv.gz"]
    assert command_line.main(arguments) == 2
    assert "table.csv.gz cannot be written: No space left" in capsys.readouterr().err
    assert Path("table.csv.gz").read_text() == "older"
    assert sorted(path.name for path in Path().iterdir()) == ["panel.csv", "table.csv.gz", "world"]


def test_one_thing_is_counted_in_the_singular(capsys):
    arguments = ["world", panel("GEO,KOR,2015,4,,6,", "GEO,WLD,2015,4,,6,"), "--to", "world"]
    assert command_line.main(arguments) == 0
    said = capsys.readouterr()
    assert "2 rows; 1 pair and year, 2015." in said.out
    assert "Left out: 1 row of the world, 0 of one economy." in said.out
    assert "distribution of 2015: 0 pairs with both sides" in said.err


def test_known_layouts_are_recognised_by_their_columns():
    names = {
        "exporter_iso3 importer_iso3 year x_fob_by_exporter_usd_m m_cif_by_importer_usd_m": "IMF",
        "t i j k v q": "CEPII",
        "refYear flowCode reporterISO partnerISO reporterCode partnerCode primaryValue": "UN",
        "refYear flowCode reporterCode partnerCode primaryValue": "UN",
        "exporter importer year exports imports": "mirror",
        "reporter partner year flow value": "long",
    }
    for header, name in names.items():
        assert panel_layout.recognise(header.split()).name.startswith(name)
    with pytest.raises(DataError, match="stands twice"):
        panel_layout.recognise(["year", "year"])


def test_files_of_other_columns_do_not_go_together():
    panel(*ROWS, name="a1.csv")
    panel("1,2", header="x,y", name="a2.csv")
    with pytest.raises(DataError, match=r"a2\.csv, row 1: its columns are not those of"):
        panel_files.find("a*.csv")


def test_a_file_cut_off_in_its_first_row_is_refused_by_name(capsys, tmp_path):
    path = tmp_path / "panel.csv"
    path.write_text("exporter,importer,year,exports,imports\nGEO,KOR,20", encoding="utf-8")
    assert command_line.main(["world", str(path), "--to", str(tmp_path / "world")]) == 2
    assert "row 2: 3 values below 5 columns" in capsys.readouterr().err


def test_an_address_of_no_known_kind_is_one_clear_line(capsys, tmp_path):
    assert command_line.main(["world", "nosuch://x/y.csv", "--to", str(tmp_path / "world")]) == 2
    assert "nosuch://x/y.csv: the address cannot be read" in capsys.readouterr().err


def test_a_column_that_makes_another_form_makes_a_plain_layout():
    header = ["t", "i", "j", "k", "v", "out", "in"]
    sides = {"exporter": "i", "importer": "j", "year": "t"}
    layout = panel_layout.recognise(header, sides | {"exports": "out", "imports": "in"})
    assert (layout.name, layout.unit) == ("mirror form", "million")
    assert panel_layout.recognise(header, {"value": "out"}).name == "CEPII BACI"


@pytest.mark.thorough
def test_a_folder_with_a_quote_and_signs_of_a_glob_is_a_folder_like_others():
    for name in ("today's panel", "a [1] *"):
        Path(name).mkdir()
        panel(*ROWS, name=f"{name}/panel.csv")
        pairs, _ = write("today's panel/panel.csv", f"{name}/world")
        assert len(pairs) == 6


def test_a_panel_without_a_pair_of_two_economies_is_refused(capsys, tmp_path):
    path = tmp_path / "panel.csv"
    rows = "GEO,WLD,2015,5,6\nGEO,GEO,2015,1,1\n"
    path.write_text(f"exporter,importer,year,exports,imports\n{rows}", encoding="utf-8")
    assert command_line.main(["world", str(path), "--to", str(tmp_path / "world")]) == 2
    assert "no rows of pairs of two economies" in capsys.readouterr().err
    assert not (tmp_path / "world").exists()


def test_a_place_for_tables_that_cannot_be_written_is_named_as_it_was_given(tmp_path, monkeypatch):
    (tmp_path / "locked").write_text("a file, where a folder would have to be")
    monkeypatch.chdir(tmp_path)
    said = "^locked/world cannot be written: "
    with pytest.raises(DataError, match=said), staging.beside(Path("locked/world")):
        pass
