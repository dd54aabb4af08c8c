"""What comes out of tables in the layouts of offices: all of their figures of a pair, no others."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from analysis.errors import DataError
from analysis.study.wording import exact_number
from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.figures import figures
from analysis.tables_of_offices.into_study import read_table

TABLES = Path(__file__).parent / "tables"
COLUMNS = (
    "quantity reporter partner product period as_written unit wording statistics_of note".split()
)
PAIRS = {
    "eurostat-comext.csv": ("GRC", "GEO"),
    "turkstat.csv": ("TUR", "GEO"),
    "us-census.csv": ("USA", "GEO"),
}
OPTIONS = {"years-in-rows.csv": {"side": "GEO"}, "years-in-columns.csv": {"locale": "de"}}
with (TABLES / "expected.csv").open(encoding="utf-8", newline="") as lines:
    EXPECTED = list(csv.DictReader(lines))
FILES = sorted({row["file"] for row in EXPECTED})


def taken(file, **options):
    choice = Choice(**{"pair": PAIRS.get(file, ("GEO", "KOR")), **OPTIONS.get(file, {}), **options})
    return figures(read_table(TABLES / file, choice), choice)


def flat(rows):
    return sorted(tuple(row[name] for name in COLUMNS) for row in rows)


@pytest.mark.parametrize("file", FILES)
def test_exactly_the_figures_of_the_pair_come_out_of_a_table(file):
    expected = [row for row in EXPECTED if row["file"] == file]
    assert flat(taken(file).rows) == flat(expected)


def test_each_table_here_is_expected_to_give_something():
    assert {path.name for path in TABLES.iterdir()} - {"expected.csv"} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_the_order_of_the_pair_does_not_matter(file):
    there = PAIRS.get(file, ("GEO", "KOR"))[::-1]
    same = taken(file, pair=there).rows
    if file.startswith("years"):  # without a pair of its own it is the study's
        assert {(row["reporter"], row["partner"]) for row in same} == {there}
    else:
        # Of the other economy's totals there are none in these tables.
        assert flat(same) == flat(taken(file).rows)


def test_a_number_with_all_digits_down_to_single_dollars_is_exact():
    rows = {row["as_written"]: row for row in taken("wits-advanced.csv").rows}
    assert rows["31500250"]["wording"] == "exact"
    assert (
        exact_number("31500250", "exact").value == exact_number("31.500250 million", "exact").value
    )


def test_the_same_trade_is_the_same_number_in_every_unit():
    files = ["comtrade-download.csv", "comtrade-api.json", "imf-imts.csv", "wits-advanced.csv"]
    for file in files:
        rows = [r for r in taken(file).rows if (r["period"], r["product"]) == ("2020", "")]
        (exports,) = (
            row["as_written"]
            for row in rows
            if (row["quantity"], row["reporter"], row["partner"]) == ("exports", "GEO", "KOR")
        )
        assert exports == "31500250", file


def test_both_flows_of_a_row_are_of_one_side():
    for file in ("turkstat.csv", "us-census.csv", "wits-by-partner.csv", "imf-dots.csv"):
        for row in taken(file).rows:
            assert row["statistics_of"] == row["reporter"], file


def test_harmonised_values_are_of_no_side():
    assert {row["statistics_of"] for row in taken("oec.csv").rows} == {"balanced"}


def test_months_to_come_make_no_year():
    rows = taken("us-census.csv").rows
    assert Counter(row["period"] for row in rows) == {"2020": 2, "2021-M01/M02": 2}


def test_months_beside_their_year_are_taken_where_they_are_asked_for():
    rows = taken("us-census.csv", months=True).rows
    months = [row for row in rows if row["period"].startswith("2021-0")]
    assert [row["as_written"] for row in months] == [
        "9.0 million", "10.5 million", "21.0 million", "0.0 million",
    ]  # fmt: skip
    assert len(rows) == 4 + 2 * 14


def test_a_december_without_trade_is_no_month_to_come_where_another_partner_has_trade():
    rows = taken("us-census.csv").rows
    assert ("2020", "220.0 million") in {(row["period"], row["as_written"]) for row in rows}


def test_parts_other_flows_and_cells_without_a_number_are_counted():
    assert taken("comtrade-download.csv").left_out == {("part", ""): 1, ("other", "RX"): 1}
    assert taken("eurostat-sdmx.csv").left_out == {("blank", ""): 1, ("flow", "PC_SHARE"): 1}
    assert taken("imf-dots.csv").left_out[("valuation", "")] == 2
    assert taken("years-in-rows.csv").left_out == {("column", "GDP (US$ mn)"): 1}


def test_all_pairs_are_taken_where_they_are_asked_for():
    pairs = {(row["reporter"], row["partner"]) for row in taken("oec.csv", all_pairs=True).rows}
    assert pairs == {("GEO", "KOR"), ("KOR", "GEO"), ("GEO", "TUR")}


def test_a_name_that_is_not_known_is_said_and_can_be_told():
    assert taken("turkstat.csv").unread == {"Toplam": 2}
    rows = taken("turkstat.csv", economies={"Toplam": "WLD"}).rows
    totals = [row["as_written"] for row in rows if row["partner"] == "WLD"]
    assert totals == ["169.637.755,3 thousand", "219.516.807,0 thousand"]


def test_numeric_codes_are_taken_where_the_columns_with_letters_are_blank():
    assert {row["reporter"] for row in taken("comtrade-api.json").rows} == {"GEO", "KOR"}


def test_every_figure_of_a_table_has_its_own_name():
    for file in FILES:
        names = [row["figure_id"] for row in taken(file, all_pairs=True).rows]
        assert len(names) == len(set(names)), file


@pytest.mark.parametrize("file", [f for f in FILES if not f.startswith("years")])
def test_a_table_without_the_pair_is_refused_with_the_pairs_that_there_are(file):
    with pytest.raises(DataError, match=r"has no figure of NOR with ISL.*--all-pairs"):
        taken(file, pair=("NOR", "ISL"))
