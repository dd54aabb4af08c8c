"""Kinds of panels that offices and services give: each is read as meant, or refused in one line."""

import importlib.util
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import world
from analysis.cli import main as command_line
from analysis.errors import DataError
from analysis.world.panel_layout import AREAS, FLOWS

LONG = "reporter,partner,year,flow,value"
MIRROR = "exporter,importer,year,exports,imports"
COMTRADE = "refYear,reporterCode,reporterISO,partnerCode,partnerISO,flowCode,cmdCode,primaryValue"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Work in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def write(header, *rows, encoding="utf-8", **options):
    """Write the tables of a panel; return its pairs by reporter, partner and year, and about."""
    shutil.rmtree("world", ignore_errors=True)
    Path("panel.csv").write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    about = world.write("panel.csv", "world", world.Options(**options), progress=lambda line: None)
    pairs = pd.read_parquet("world/pairs").astype({"year": int})
    return pairs.set_index(["reporter", "partner", "year"]).sort_index(), about


# Words for flows.


@pytest.mark.thorough
@pytest.mark.parametrize("change", [str, str.lower, str.title, " {} ".format, "{}\t".format])
def test_a_known_word_for_a_flow_is_known_with_blanks_and_in_small_letters(change):
    words = [(flow, word) for flow in ("exports", "imports") for word in FLOWS[flow]]
    rows = [f'GEO,KOR,{y},"{change(word)}",200' for y, (_, word) in enumerate(words, 1990)]
    pairs, about = write(LONG, *rows)
    for year, (flow, word) in enumerate(words, 1990):
        assert pairs.loc[("GEO", "KOR", year), flow] == 200, word
    assert (about["rows"], about["rows_of_other_flows"]) == (len(words), 0)


@pytest.mark.thorough
@pytest.mark.parametrize("word", ["Balance", "Transit", "", "7", "Exports and imports", "Ausfuhr"])
def test_an_unknown_word_for_a_flow_is_refused_with_its_row(word):
    with pytest.raises(DataError, match=r"row 3, column flow: .* is no flow that is known: X, "):
        write(LONG, "KOR,GEO,2019,Export,190", f"GEO,KOR,2019,{word},100")
    assert not Path("world").exists()


@pytest.mark.thorough
@pytest.mark.parametrize("word", ["RX", "re-import", "Re-Exports ", "DX", "FM", "3"])
def test_rows_of_other_flows_are_left_out_and_counted_in_what_is_printed(word, capsys):
    panel = [LONG, "GEO,KOR,2019,X,100", f"GEO,KOR,2019,{word},7", f"GEO,KOR,2020,{word},7"]
    Path("panel.csv").write_text("\n".join(panel) + "\n")
    assert command_line.main(["world", "panel.csv", "--to", "world"]) == 0
    assert "Left out: 2 rows of re-exports and other flows." in capsys.readouterr().out
    pairs = pd.read_parquet("world/pairs").query("reporter == 'GEO'")
    assert pairs["exports"].to_list() == [100]


# Codes.


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("header", "row"),
    [
        (MIRROR, "{},CHN,{},1.5,2.5"),
        (LONG, "{},CHN,{},X,1.5"),
        (LONG, "CHN,{},{},M,2.5"),
        ("exporter,importer,year,value", "{},CHN,{},1.5"),
        ("reporter,partner,year,exports,imports", "{},CHN,{},1.5,3"),
    ],
)
def test_a_code_with_blanks_or_small_letters_is_the_same_economy(header, row):
    codes = ["AZE", "AZE ", " AZE", "aze", "Aze", "\taze "]
    pairs, about = write(header, *(row.format(code, 2010 + n) for n, code in enumerate(codes)))
    assert set(pairs.index.unique("reporter")) == {"AZE", "CHN"}
    assert about["pairs"] == len(codes)
    assert about["unknown_codes"] == []


@pytest.mark.parametrize("code", ["AZE ", "aze"])
def test_one_flow_under_two_ways_to_write_a_code_stands_twice(code):
    with pytest.raises(DataError, match="stand twice"):
        write(MIRROR, f"{code},CHN,2019,1,2", "AZE,CHN,2019,1,2")


NUMBERS = [
    *[(891, 2003, "SCG"), (891, 1992, "SCG"), (891, 2005, "SCG"), (890, 1990, "YUG")],
    *[(891, 1990, "YUG"), (736, 2011, "SDN"), (729, 2012, "SDN"), (58, 1998, "BEL")],
    *[(280, 1990, "DEU"), (276, 1991, "DEU"), (490, 2004, "TWN"), (158, 2005, "TWN")],
    *[(530, 2000, "ANT"), (810, 1990, "SUN"), (842, 2019, "USA"), (841, 1979, "USA")],
    *[(251, 2019, "FRA"), (268, 1990, "GEO"), (8, 2019, "ALB"), (999, 2019, "999")],
]


@pytest.mark.thorough
def test_a_number_is_the_economy_that_it_stood_for_in_the_year():
    rows = [f"{year},{number},380,{n},100,1" for n, (number, year, _) in enumerate(NUMBERS)]
    pairs, _ = write("t,i,j,k,v,q", *rows)
    found = {(code, year) for code, _, year in pairs.index if code != "ITA"}
    assert found == {(code, year) for _, year, code in NUMBERS}


@pytest.mark.thorough
def test_an_area_has_one_name_whichever_columns_are_read():
    areas = [(number, name) for number, name in AREAS.items() if number.isdigit()]
    areas += [("490", "S19"), ("891", "SCG"), ("736", "SDN"), ("58", "BEL"), ("842", "USA")]
    rows = [
        row
        for number, letters in areas
        for row in (
            f"2004,{number},{letters},156,CHN,X,TOTAL,1000000",
            f"2004,156,CHN,{number},{letters},M,TOTAL,1100000",
        )
    ]
    by_letters, about = write(COMTRADE, *rows)
    assert about["layout"] == "UN Comtrade with ISO codes"
    numbers = {"reporter": "reporterCode", "partner": "partnerCode"}
    by_numbers, _ = write(COMTRADE, *rows, columns=numbers)
    pd.testing.assert_frame_equal(by_letters, by_numbers)
    assert {"TWN", "SCG"} < set(by_letters.index.unique("reporter"))
    assert about["pairs"] == len(areas)


@pytest.mark.thorough
@pytest.mark.parametrize("blank", ["", " ", '""'])
def test_where_the_columns_with_letters_are_blank_those_with_numbers_are_taken(blank):
    rows = [
        f"2023,842,{blank},392,{blank},M,TOTAL,151580564290",
        f"2023,392,{blank},842,{blank},X,TOTAL,145000000000",
    ]
    pairs, about = write(COMTRADE, *rows)
    assert about["layout"] == "UN Comtrade"
    assert pairs.loc[("USA", "JPN", 2023), "imports"] == pytest.approx(151580.56429)


# Exports and imports of one side in a row.

BOTH = ["GEO,KOR,2018,10,20", "KOR,GEO,2018,19,11"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("reporter,partner,year,exports,imports", {}),
        ("partner,reporter,year,imports,exports", {}),
        ("country,with,year,exports,imports", {"reporter": "country", "partner": "with"}),
        ("reporter,partner,year,out,in", {"exports": "out", "imports": "in"}),
        (
            "a,b,c,d,e",
            dict(zip(["reporter", "partner", "year", "exports", "imports"], "abcde", strict=True)),
        ),
        ("reporter,partner,year,exports,imports,note", {}),
    ],
)
def test_a_table_with_exports_and_imports_of_one_side_in_a_row_is_no_mirror_data(header, columns):
    rows = [f"{row},n" for row in BOTH] if header.endswith("note") else BOTH
    if header.startswith("partner,"):
        rows = ["KOR,GEO,2018,20,10", "GEO,KOR,2018,11,19"]
    pairs, about = write(header, *rows, columns=columns, copied=())
    row = pairs.loc["GEO", "KOR", 2018]
    assert row[["exports", "imports", "balance"]].to_list() == [10, 20, -10]
    assert row["export_ratio"] == pytest.approx(1.1)
    assert (about["layout"], about["rows"], about["pairs"]) == ("both flows in a row", 2, 1)


@pytest.mark.thorough
def test_of_both_flows_in_a_row_a_blank_is_missing_and_a_flag_an_estimate():
    header = "reporter,partner,year,exports,imports,exports_flag,imports_flag"
    pairs, about = write(header, "GEO,KOR,2018,10,,,", "KOR,GEO,2018,19,11,e,")
    row = pairs.loc["GEO", "KOR", 2018]
    assert row["exports"] == 10
    assert row["counterpart_exports"] == 11
    assert np.isnan(row["imports"])
    assert row["counterpart_imports_estimate"] == 19
    assert about["estimates"] == 1
    with pytest.raises(DataError, match="stand twice"):
        write(header, "GEO,KOR,2018,10,,,", "GEO,KOR,2018,10,,,")


def test_flagged_estimates_in_long_form_are_counted_once():
    rows = ["GEO,KOR,2018,X,10,e", "KOR,GEO,2018,M,11,"]
    assert write(f"{LONG},flag", *rows)[1]["estimates"] == 1


# Encodings.


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "place"),
    [
        *[("Türkiye", "header"), ("España", 0), ("Côte d'Ivoire", -1)],
        *[("São Tomé", 0), ("Åland", -1)],
    ],
)
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
def test_a_table_in_latin_1_is_read_as_in_utf_8(name, place, encoding):
    codes = [f"{a}{b}X" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ"]
    rows = [[code, "KOR", "2000", str(n), "2", "n" * 99, ""] for n, code in enumerate(codes)]
    header = f"{MIRROR},{name if place == 'header' else 'note'},exports_flag"
    if place != "header":
        rows[place][-1] = name
    pairs, about = write(header, *map(",".join, rows), encoding=encoding, estimates=True)
    assert pairs.xs("KOR", level="partner")["exports"].to_list() == list(range(len(codes)))
    assert about["estimates"] == (place != "header")


# Currencies.


@pytest.mark.parametrize(
    ("header", "row", "columns"),
    [
        (f"{LONG},currency", "GEO,KOR,2018,X,10,EUR", {}),
        (f"{LONG},indicators", "GEO,KOR,2018,X,10,VALUE_IN_EUROS", {}),
        (f"{LONG},Unit", "GEO,KOR,2018,X,10,Millions of euro", {}),
        (f"{LONG},in", "GEO,KOR,2018,X,10,€", {"currency": "in"}),
        ("reporter,partner,year,flow,value_eur", "GEO,KOR,2018,X,10", {"value": "value_eur"}),
        ("exporter,importer,year,X (EUR),imports", "GEO,KOR,2018,1,2", {"exports": "X (EUR)"}),
    ],
)
def test_values_in_euros_are_refused_in_words(header, row, columns):
    with pytest.raises(DataError, match=r"panel.csv, row [12], column .* is not in US dollars"):
        write(header, row, columns=columns)


def test_one_row_in_euros_among_dollars_is_refused_with_its_place():
    rows = ["GEO,KOR,2018,X,10,USD", "GEO,KOR,2019,X,10,EUR"]
    with pytest.raises(DataError, match=r"panel.csv, row 3, column currency: 'EUR' is not in US"):
        write(f"{LONG},currency", *rows)


def test_a_column_that_says_dollars_changes_nothing():
    rows = ["GEO,KOR,2018,X,10,USD", "KOR,GEO,2018,X,11,", "EUR,KOR,2018,X,1,US dollar"]
    pairs, _ = write(f"{LONG},currency", *rows)
    assert pairs.loc["GEO", "KOR", 2018]["exports"] == 10


# The extra is not installed.


@pytest.mark.parametrize("package", ["ibis", "duckdb", "fsspec"])
def test_without_a_package_of_the_extra_the_message_says_what_to_install(
    package, monkeypatch, capsys
):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *more: None if name == package else find(name)
    )
    Path("panel.csv").write_text(f"{MIRROR}\nGEO,KOR,2018,1,2\n")
    assert command_line.main(["world", "panel.csv", "--to", "world"]) == 2
    assert "an extra is not installed: python -m pip install '.[world]'" in capsys.readouterr().err
    assert not Path("world").exists()
