"""Tables that cannot be read are refused in words: what is wrong, where, and which option helps."""

import json

import pytest

from analysis.errors import DataError
from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.figures import figures
from analysis.tables_of_offices.into_study import read_table

HEADER = "reporterISO,partnerISO,period,flowCode,primaryValue"
IMTS = "COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,UNIT"


@pytest.fixture
def refused(tmp_path):
    def refusal(text, name="table.csv", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        choice = Choice(**{"pair": ("GEO", "KOR"), **options})
        with pytest.raises(DataError) as caught:
            figures(read_table(path, choice), choice)
        message = str(caught.value)
        assert name in message or "--" in message
        return message.replace(str(path), name)

    return refusal


@pytest.fixture
def rows(tmp_path):
    def taken(text, name="table.csv", **options):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        choice = Choice(**{"pair": ("GEO", "KOR"), **options})
        found = figures(read_table(path, choice), choice).rows
        return [(row["quantity"], row["period"], row["as_written"], row["unit"]) for row in found]

    return taken


def test_a_missing_column_is_named_with_those_there_are_and_the_option(refused):
    message = refused("reporterISO,partnerISO,period,kind,primaryValue\nGEO,KOR,2020,X,5\n")
    assert message == (
        "table.csv, row 1: column 'flowCode' (flow) is missing (read as UN Comtrade); the columns "
        "there are: reporterISO, partnerISO, period, kind, primaryValue. Name another with "
        "--column flow=COLUMN"
    )


@pytest.mark.parametrize(
    "content", [b"\xff\xfea", b"a,b\n\x81,1", b"\x8d", b"\xfe\xff\xd8", b"a\x90"]
)
def test_what_is_text_in_no_encoding_is_refused(refused, content):
    assert refused(content) == "table.csv is not text: save it as CSV UTF-8"


def test_of_columns_without_end_the_first_are_named(refused):
    assert len(refused(",".join(f"column {i}" for i in range(10_000)))) < 1000


def test_the_named_column_is_read(rows):
    text = "reporterISO,partnerISO,period,kind,primaryValue\nGEO,KOR,2020,X,5\n"
    assert rows(text, columns={"flow": "kind"}) == [("exports", "2020", "5", "USD")]


def test_an_unknown_table_is_refused_with_its_columns_and_what_is_known(refused):
    message = refused("a,b,c\n1,2,3\n")
    assert "the columns there are: a, b, c. Known are UN Comtrade, Eurostat" in message
    assert "--column period=COLUMN --column exports=COLUMN" in message


def test_columns_of_a_plain_table_can_be_named(rows):
    named = {"period": "when", "exports": "out"}
    text = "when,out,in\n2019,1.50,7\n2020,2.5,8\n"
    assert rows(text, columns=named, unit="EUR million") == [
        ("exports", "2019", "1.50 million", "EUR"),
        ("exports", "2020", "2.5 million", "EUR"),
    ]


def test_rows_of_a_plain_table_can_be_named(rows):
    text = "US$ million\nlabel,2019,2020\nSold there,1.5,2.5\n"
    assert [row[2] for row in rows(text, columns={"exports": "Sold there"})] == [
        "1.5 million",
        "2.5 million",
    ]


def test_a_table_of_one_quantity_has_a_partner_a_row(rows, refused):
    text = "Exports by country, EUR million\nCountry,2019,2020\nKorea,1.5,2.5\nChina,7,8\n"
    assert rows(text, quantity="exports") == [
        ("exports", "2019", "1.5 million", "EUR"),
        ("exports", "2020", "2.5 million", "EUR"),
    ]
    assert "of no known table" in refused(text)


def test_a_table_of_one_quantity_may_have_a_year_and_a_partner_a_row(rows):
    text = "year,partner,value,unit\n2019,KOR,1.5,USD million\n2019,CHN,7,USD million\n"
    assert rows(text, quantity="imports") == [("imports", "2019", "1.5 million", "USD")]


def test_a_plain_table_with_reporters_and_partners_has_each_pair_s_own_side_open(rows):
    text = "Reporter,Partner,Year,Exports (US$ mn)\nGEO,KOR,2019,1.5\nKOR,GEO,2019,2.5\n"
    assert [row[2] for row in rows(text)] == ["1.5 million", "2.5 million"]


def test_text_as_excel_saves_it_in_utf_16_is_read(tmp_path):
    path = tmp_path / "table.txt"
    path.write_text("Year\tExports (US$ mn)\n2019\t1.5\n", encoding="utf-16")
    choice = Choice(pair=("GEO", "KOR"))
    assert figures(read_table(path, choice), choice).rows[0]["as_written"] == "1.5 million"


def test_a_plain_table_that_names_no_unit_is_refused(refused):
    message = refused("Year,Exports,Imports\n2019,29.1,75.0\n")
    assert "table.csv, row 2, column Exports: no heading names the unit" in message
    assert "--unit 'USD million'" in message
    assert message.startswith("2 faults:")


@pytest.mark.parametrize(
    "text",
    [
        'Year,"Exports (US$ mn, EUR mn)"\n2019,29.1\n',
        "US$ and EUR million,\nYear,Exports\n2019,29.1\n",
        "US$ million,\nYear,Exports (US$ bn)\n2019,29.1\n",
    ],
    ids=["a heading", "the title", "title and heading"],
)
def test_two_units_are_refused_and_the_option_decides(refused, rows, text):
    message = refused(text)
    assert "--unit" in message
    assert "two units" in message or "the heading says USD billion and the title" in message
    assert rows(text, unit="USD million") == [("exports", "2019", "29.1 million", "USD")]


def test_an_unknown_unit_is_refused(refused):
    message = refused(f"{IMTS}\nGEO,XG_FOB_USD,KOR,A,2020,5,QQQ\n")
    assert "table.csv, row 2, column OBS_VALUE: the unit 'QQQ' is not known" in message


def test_two_units_in_the_rows_of_a_column_are_each_their_own(rows):
    text = f"{IMTS}\nGEO,XG_FOB_USD,KOR,A,2020,5,USD\nGEO,MG_CIF_EUR,KOR,A,2020,6,EUR\n"
    assert [row[3] for row in rows(text)] == ["USD", "EUR"]


def test_a_unit_option_that_is_none_is_refused(refused):
    text = "Year,Exports\n2019,29.1\n"
    for unit in ("million", "beads", "USD beads"):
        assert "is no unit" in refused(text, unit=unit)


def test_what_is_no_number_is_refused_with_its_place(refused):
    message = refused(f"{HEADER}\nGEO,KOR,2020,X,many\nGEO,KOR,2021,X,5\n")
    assert message.startswith(
        "table.csv, row 2, column primaryValue: 'many' is not a number; where a comma is the "
        "decimal sign, say so with --locale"
    )


def test_a_period_that_is_none_is_refused(refused):
    message = refused(f"{HEADER}\nGEO,KOR,20X0,X,5\n")
    assert "'20X0' is no period: write 2019, 2021-06 or 2021-Q1" in message


def test_all_faults_are_said_at_once_up_to_twenty(refused):
    lines = "".join(f"GEO,KOR,{year},X,x{year}\n" for year in range(1990, 2015))
    message = refused(f"{HEADER}\n{lines}")
    assert message.startswith("25 faults:")
    assert message.endswith("and 5 more")


def test_a_figure_that_stands_twice_with_two_numbers_is_refused(refused, rows):
    message = refused(f"{HEADER}\nGEO,KOR,2020,X,5\nGEO,KOR,2020,X,6\n")
    assert "'6' stands beside '5' of row 2" in message
    assert "--column product=COLUMN" in message
    same = f"{HEADER}\nGEO,KOR,2020,X,5\nGEO,KOR,2020,X,5\n"
    assert rows(same) == [("exports", "2020", "5", "USD")]


def test_flows_that_are_not_known_are_named(refused):
    message = refused(f"{HEADER}\nGEO,KOR,2020,SALES,5\n")
    assert "its flows are SALES, of which none is known" in message


def test_a_comma_between_semicolons_has_to_be_explained(refused, rows):
    text = "EUR million;\nYear;Exports\n2019;1,250\n"
    assert "'1,250' may be a number with three decimals" in refused(text)
    assert rows(text, locale="de")[0][2] == "1,250 million"
    assert rows(text, locale="en")[0][2] == "1250 million"


def test_a_decimal_comma_needs_its_locale(refused):
    text = "EUR million;\nYear;Exports\n2019;1,2\n"
    assert "'1,2' is not a number; where a comma is the decimal sign" in refused(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0rest", "an Excel file of before 2007"),
        (b"<html>", "a web page or XML"),
        (b"%PDF-1.4", "a PDF"),
        (b"PAR1", "Parquet"),
        (b"{broken", "is not JSON"),
        (b'{"data": 5}', "there are no records under 'data'"),
        (b'{"data": []}', "there are no records in it"),
        (json.dumps({"error": "Down"}).encode(), "the service answered with an error: Down"),
        (b"PK\x03\x04 no workbook", "is no Excel file that can be read"),
    ],
)
def test_what_is_no_table_is_refused(refused, content, words):
    assert words in refused(content)


def test_a_file_that_is_not_there_is_said(tmp_path):
    choice = Choice(pair=("GEO", "KOR"))
    with pytest.raises(DataError, match="there is no such file"):
        read_table(tmp_path / "none.csv", choice)
    with pytest.raises(DataError, match="is not a file"):
        read_table(tmp_path, choice)


def test_a_row_that_is_too_long_is_refused(refused):
    message = refused(f"{HEADER}\nGEO,KOR,2020,X,5,000\n")
    assert "table.csv, row 2: 6 cells where the header has 5" in message


def test_a_column_that_stands_twice_is_refused(refused):
    assert "column 'period' stands twice" in refused(f"{HEADER},period\nGEO,KOR,2020,X,5,2020\n")
