"""Fetching official statistics: what the services give, what is made of it, and what fails."""

import http.server
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import urllib.parse
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from command_lines import understood

import analysis as an
from analysis import files
from analysis.cli import main as command_line
from analysis.fetch import comtrade, deflator, gdp, rates, service, totals, worldbank
from analysis.study.areas import Area

ANSWERS = Path(__file__).parents[1] / "answers"
TRADE = ["fetch", "trade", "--reporter", "GEO", "--partner", "KOR", "--years", "2019-2021"]
PAGE = "<!DOCTYPE html><title>Gateway</title><style>b {}</style><b>Down for maintenance</b>"


class Service(http.server.ThreadingHTTPServer):
    """A service on this machine that gives stored answers and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked, self.failures, self.spans = [], [], {}
        self.trade = {
            str(year): (ANSWERS / f"comtrade_{year}.json").read_text("utf-8")
            for year in (2019, 2020, 2021)
        }
        self.released = (ANSWERS / "comtrade_released.json").read_text("utf-8")
        self.deflator = (ANSWERS / "deflator.json").read_text("utf-8")
        self.rates = self.gdp = {}
        self.totals = (ANSWERS / "comtrade_totals.json").read_text("utf-8")

    def answer(self, path, query):
        """Return status, headers and body; failures that a test has set come first."""
        if self.failures:
            return self.failures.pop(0)
        if path.startswith("/v2/country/USA/indicator/NY.GDP.DEFL.ZS"):
            return 200, {}, self.deflator
        if path.endswith("/indicator/PA.NUS.FCRF"):
            return 200, {}, self.rates[path.split("/")[3]]
        if path.endswith("/indicator/NY.GDP.MKTP.CD"):
            return 200, {}, self.gdp[path.split("/")[3]]
        if query.get("partnerCode") == "0":
            rows = [r for r in json.loads(self.totals)["data"] if r["period"] in query["period"]]
            return 200, {}, json.dumps({"count": len(rows), "data": rows, "error": ""})
        if self.spans:
            return 200, {}, self.of_spans(path, query)
        if path.endswith("/getDa/C/A/HS"):
            return 200, {}, self.released
        periods = query["period"].split(",")
        if path == "/public/v1/preview/C/A/HS" and len(periods) > 1:
            return 400, {}, '{"error": "Maximum number of periods for preview is 1"}'
        rows = [row for year in periods for row in json.loads(self.trade[year])["data"]]
        return 200, {}, json.dumps({"count": len(rows), "data": rows, "error": ""})

    def of_spans(self, path, query):
        """Return trade and releases of areas that report in some years: number → years."""
        first, last = (1988, 9999) if path.endswith("/HS") else (0, 1987)
        reporters = {int(code) for code in query["reporterCode"].split(",")} & set(self.spans)
        reports = {(code, y) for code in reporters for y in self.spans[code] if first <= y <= last}
        if "/getDa/" in path:
            day = {"lastReleased": "2020-01-01T00:00:00"}
            rows = [{"reporterCode": code, "period": y} | day for code, y in sorted(reports)]
        else:
            years = {int(year) for year in query["period"].split(",")}
            partners = [int(code) for code in query["partnerCode"].split(",")]
            rows = [
                totals.TOTAL
                | {"reporterCode": code, "partnerCode": partner, "flowCode": flow}
                | {"period": str(year), "primaryValue": 1_000_000 + code}
                for code, year in sorted(reports)
                for partner in partners
                for flow in "XM"
                if year in years and code != partner and year in self.spans.get(partner, ())
            ]
        return json.dumps({"count": len(rows), "data": rows, "error": ""})


class Answering(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        self.server.asked.append((parts.path, query, self.headers))
        status, headers, body = self.server.answer(parts.path, query)
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Length", headers.pop("length", len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def served(monkeypatch):
    """The services, on this machine and without pauses; nobody has a key."""
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(comtrade, "BASE", address)
        monkeypatch.setattr(worldbank, "BASE", address)
        monkeypatch.setattr(service, "PAUSE", 0)
        monkeypatch.delenv(comtrade.KEY, raising=False)
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def study(write_study):
    """A study of one printed figure, with what a spreadsheet might have done to its files."""
    folder = write_study({"as_written": "100 million", "note": 'the "paper", in May'})
    path = folder / "figures.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip(b"\r\n"))
    return folder


def run(study, *more):
    """Fetch the trade of the pair into the study."""
    return command_line.main([*TRADE, "--to", str(study), *more])


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fetched(study):
    """Return the figures of the service: figure → row."""
    figures = an.read(study).figures
    return figures[figures["source_id"] == totals.SOURCE].set_index("figure_id")


def refused(study, capsys, *, arguments=None):
    """Return the message of a fetch that fails and leaves the study as it was."""
    before = contents(study)
    assert command_line.main(arguments or [*TRADE, "--to", str(study)]) == 2
    out, err = capsys.readouterr()
    assert contents(study) == before
    lines = [line for line in err.splitlines() if not line.startswith("asking UN Comtrade for ")]
    assert (out, len(lines)) == ("", 1)
    return lines[0]


# What is made of an answer.


def test_both_sides_report_their_exports_and_imports(served, study):
    assert run(study) == 0
    rows = fetched(study)
    assert rows["as_written"].to_dict() == {
        "un-comtrade-geo-kor-exports-2019": "12345678.5",
        "un-comtrade-geo-kor-exports-2020": "9876543",
        "un-comtrade-geo-kor-imports-2019": "234567890",
        "un-comtrade-geo-kor-imports-2020": "198765432",
        "un-comtrade-kor-geo-exports-2019": "210000000.25",
        "un-comtrade-kor-geo-exports-2020": "180000000",
        "un-comtrade-kor-geo-exports-2021": "190000001",
        "un-comtrade-kor-geo-imports-2019": "11111111",
        "un-comtrade-kor-geo-imports-2020": "8888888",
    }
    assert (rows["statistics_of"] == rows["reporter"]).all()
    assert set(rows["wording"] + rows["unit"] + rows["region"]) == {"exactUSD"}
    assert (rows["low"] == rows["high"]).all()
    assert rows.loc["un-comtrade-kor-geo-exports-2019", "value"] == 210.00000025


def test_a_fetched_source_is_official_and_says_who_when_and_under_which_licence(served, study):
    run(study)
    read = an.focus(an.read(study), years=(2019, 2020))
    assert list(an.official_sources(read).values()) == [[totals.SOURCE]] * 2
    source = read.sources.loc[totals.SOURCE]
    assert (source["publisher"], source["published"]) == ("United Nations", "2022-09-10")
    assert re.match(
        r"official statistics; .*retrieved \d{4}-\d\d-\d\d; licence: copyright", source["kind"]
    )
    turnover = an.series(read, "turnover", source=totals.SOURCE, statistics_of="KOR")
    assert turnover["value"].to_list() == [221.11111125, 188.888888]


def test_a_total_is_the_total_and_not_the_sum_over_its_parts(served, study):
    run(study)
    assert fetched(study).loc["un-comtrade-geo-kor-exports-2020", "as_written"] == "9876543"


def test_totals_are_asked_for_over_commodities_transport_procedure_and_second_partner(
    served, study
):
    run(study)
    path, asked, _ = served.asked[0]
    assert path == "/public/v1/preview/C/A/HS"
    assert {name: asked[name] for name in totals.TOTAL} == totals.TOTAL
    assert (asked["reporterCode"], asked["partnerCode"]) == ("268,410", "268,410")
    assert asked["flowCode"] == "X,M"


def test_parts_without_their_total_are_refused_and_not_added(served, study, capsys):
    parts = json.loads(served.trade["2020"])["data"]
    parts = [row for row in parts if row["flowCode"] != "X" or row["motCode"] != 0]
    served.trade["2020"] = json.dumps({"data": parts})
    message = refused(study, capsys)
    assert "parts of the exports of GEO (KOR, 2020) and no total; parts are not added" in message


def test_two_different_totals_are_refused(served, study, capsys):
    rows = json.loads(served.trade["2019"])["data"]
    rows.append(rows[0] | {"primaryValue": 5, "classificationCode": "H4"})
    served.trade["2019"] = json.dumps({"data": rows})
    assert "the total of the exports of GEO (KOR, 2019) as 12345678.5 and 5" in refused(
        study, capsys
    )


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("primaryValue", "1500", "is 1500 and no number"),
        ("primaryValue", [1500], "is [1500] and no number"),
        ("primaryValue", float("nan"), "is nan and no number"),
        ("flowCode", ["X"], "is ['X'] and no code"),
        ("reporterCode", None, "is None and no whole number"),
        ("period", {}, "is {} and no whole number"),
    ],
)
def test_a_record_of_an_odd_type_is_one_error_with_the_year(
    served, study, capsys, column, value, words
):
    answer = json.loads(served.trade["2020"])
    answer["data"][0][column] = value
    served.trade["2020"] = json.dumps(answer)
    message = refused(study, capsys)
    said = "analysis: UN Comtrade answered in another format than it documents: "
    assert message.startswith(f"{said}{column!r} {words}")
    assert column == "period" or message.endswith("(2020)")


@pytest.mark.parametrize(
    ("column", "value"), [("reporterCode", "Georgia"), ("period", None), ("lastReleased", 5)]
)
def test_a_release_of_an_odd_type_is_one_error(served, study, capsys, column, value):
    answer = json.loads(served.released)
    answer["data"][0][column] = value
    served.released = json.dumps(answer)
    assert f"than it documents: {column!r} is {value}" in refused(study, capsys)


def test_a_release_without_a_day_leaves_the_day_of_the_source_blank(served, study):
    answer = json.loads(served.released)
    for record in answer["data"]:
        record["lastReleased"] = None
    served.released = json.dumps(answer)
    assert run(study) == 0
    assert an.read(study).sources.loc[totals.SOURCE, "published"] == ""


def test_each_year_that_is_asked_for_without_a_key_is_told(served, study, capsys):
    assert run(study) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"asking UN Comtrade for {year} ({number} of 3)"
        for number, year in enumerate((2019, 2020, 2021), 1)
    ]


def test_more_years_than_the_service_can_have_are_refused_before_it_is_asked(served, study, capsys):
    arguments = [*TRADE[:-1], "1992-2100", "--to", str(study)]
    message = refused(study, capsys, arguments=arguments)
    assert "109 years are 109 requests to UN Comtrade, and at most 70 are made" in message
    assert served.asked == []


def test_a_year_without_a_report_is_missing_and_not_zero(served, study, capsys):
    run(study)
    said = capsys.readouterr().out
    assert "Georgia has no report in HS for 2021." in said
    assert "South Korea has reported no imports for 2021, though other trade." in said
    assert not fetched(study).index.str.contains("geo-kor-.*-2021").any()


def test_a_value_that_is_null_is_missing_and_one_that_is_zero_is_zero(served, study):
    served.trade["2019"] = served.trade["2019"].replace("234567890", "null")
    served.trade["2020"] = served.trade["2020"].replace("8888888", "0")
    run(study)
    assert "un-comtrade-geo-kor-imports-2019" not in fetched(study).index
    assert fetched(study).loc["un-comtrade-kor-geo-imports-2020", "as_written"] == "0"


def test_re_exports_are_not_exports(served, study):
    run(study)
    exports = fetched(study).query("quantity == 'exports' and reporter == 'GEO'")
    assert exports["as_written"].to_list() == ["12345678.5", "9876543"]


def test_the_note_says_fob_or_cif_as_the_service_has_it_and_keeps_its_flags(served, study):
    run(study)
    notes = fetched(study)["note"]
    flags = "; isReported false; isAggregate true; isNetWgtEstimated true; legacyEstimationFlag 4"
    assert notes["un-comtrade-geo-kor-exports-2019"] == "FOB" + flags
    assert notes["un-comtrade-geo-kor-imports-2019"] == "CIF" + flags
    assert notes["un-comtrade-kor-geo-exports-2019"] == "FOB"
    assert notes["un-comtrade-kor-geo-imports-2019"] == "FOB"  # some report imports so
    assert notes["un-comtrade-kor-geo-imports-2020"] == "CIF"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("years", "valuation"),
    [("2020", "CIF"), ("2019", ""), ("2019-2020", "")],
)
def test_the_valuation_of_imports_is_filled_where_they_are_all_valued_alike(
    served, study, years, valuation
):
    command_line.main([*TRADE[: TRADE.index("--years")], "--years", years, "--to", str(study)])
    assert an.read(study).sources.loc[totals.SOURCE, "valuation"] == valuation


@pytest.mark.parametrize(
    ("valuations", "note"),
    [((5, 5), "FOB or CIF is not said"), ((None, None), "FOB or CIF is not said"), ((4, 5), "CIF")],
)
def test_a_value_is_called_cif_or_fob_only_where_it_is_one_of_them(valuations, note):
    fob, cif = valuations
    record = totals.TOTAL | {"primaryValue": 5, "fobvalue": fob, "cifvalue": cif, "period": 2020}
    record |= {"reporterCode": 268, "partnerCode": 410, "flowCode": "M"}
    (row,) = totals.figure_rows([record], [Area(268, "GEO"), Area(410, "KOR")], [2020])
    assert row["note"] == note


@pytest.mark.parametrize(
    ("name", "codes", "amounts"),
    [
        ("real_2010", ["CHN", "ARG"], ["6115764185", "6804128143"]),
        ("real_2023", ["USA", "JPN"], ["76154045176", "151580564290"]),
    ],
)
def test_recorded_answers_are_understood(name, codes, amounts):
    text = (ANSWERS / f"comtrade_{name}.json").read_text("utf-8")
    records = json.loads(text, parse_float=Decimal)["data"]
    areas = [area for code in codes for area in comtrade.areas_of(code)]
    rows = totals.figure_rows(records, areas, [2010, 2023])
    assert [row["as_written"] for row in rows] == amounts
    assert [row["note"].split(";")[0] for row in rows] == ["FOB", "CIF"]


def test_each_stored_answer_is_marked_as_real_or_invented():
    marked = (ANSWERS / "README.md").read_text("utf-8")
    for path in ANSWERS.glob("*.json"):
        (line,) = [line for line in marked.splitlines() if f"`{path.name}`" in line]
        assert re.search(r"\| (real: .+|invented) \|$", line), path.name


# Totals.

TOTALS = [*"fetch totals --reporter GEO --partner KOR --years 2019-2020".split()]


def test_totals_are_what_both_sides_trade_with_the_world_and_what_all_import(served, study, capsys):
    assert command_line.main([*TOTALS, "--to", str(study)]) == 0
    rows = fetched(study)
    assert rows["as_written"].to_dict() == {
        "un-comtrade-geo-wld-exports-2019": "3798000000",
        "un-comtrade-geo-wld-imports-2019": "9500000000",
        "un-comtrade-geo-wld-imports-2020": "8000000000.5",
        "un-comtrade-kor-wld-exports-2019": "542000000000",
        "un-comtrade-kor-wld-imports-2019": "503000000000",
        # Of France, Georgia and South Korea: the European Union is no economy of its own. There is
        # none of 2020: South Korea's imports, which trade intensity takes out of it, are not in.
        "un-comtrade-wld-wld-imports-2019": "1163500000000",
    }
    world = rows.loc["un-comtrade-wld-wld-imports-2019"]
    assert (world["statistics_of"], world["reporter"], world["partner"]) == ("own", "WLD", "WLD")
    assert (world["wording"], world["note"]) == ("more than", "sum over 3 economies that report")
    told = capsys.readouterr().out
    assert "Georgia has reported no exports for 2020, though other trade." in told
    assert "Imports of the world, 2019: sum over 3 economies that report." in told


def test_totals_of_all_economies_are_asked_for_without_a_reporter(served, study):
    command_line.main([*TOTALS, "--to", str(study)])
    path, asked, _ = served.asked[0]
    assert path == "/public/v1/preview/C/A/HS"
    assert asked == totals.TOTAL | {"partnerCode": "0", "flowCode": "X,M", "period": "2019"}
    assert [asked.get("period") for _, asked, _ in served.asked] == ["2019", "2020", None]


def test_totals_and_the_pair_s_trade_leave_each_other_alone(served, study):
    run(study)
    command_line.main([*TOTALS, "--to", str(study)])
    before = contents(study)
    run(study)
    command_line.main([*TOTALS, "--to", str(study)])
    assert contents(study) == before
    assert len(fetched(study)) == 9 + 6


def test_fetched_totals_make_the_partner_s_share_and_trade_intensity(served, study):
    run(study)
    command_line.main([*TOTALS, "--to", str(study)])
    read = an.focus(an.read(study), years=(2019, 2020))
    own = ("South Korea in Georgia's exports", "Georgia's statistics", 2019)
    assert an.partner_shares(read).loc[own, "value"] == pytest.approx(100 * 12.3456785 / 3798)
    intensity = an.trade_intensities(read).loc[("Georgia's exports to South Korea", 2019)]
    weight = 503_000 / (1_163_500 - 9_500)
    least = 12.3456785 / 3798 / weight
    # Those that have not reported import too, and then the weight is less.
    assert intensity.to_list() == pytest.approx(
        [least, least, np.inf, *(w * weight for w in (100, 0, 100))]
    )
    assert "totals: United Nations (2022-09-10); " in an.trade_intensities(read).source


def test_totals_that_there_are_not_are_one_error(served, study, capsys):
    served.totals = '{"data": []}'
    message = refused(study, capsys, arguments=[*TOTALS, "--to", str(study)])
    assert "no totals of Georgia and South Korea, 2019-2020: the study is left as it was" in message


# Areas.


@pytest.mark.parametrize(
    ("code", "number"),
    [
        *[("GEO", 268), ("AFG", 4), ("ITA", 380)],
        *[("CHE", 757), ("FRA", 251), ("IND", 699), ("NOR", 579), ("TWN", 490), ("USA", 842)],
    ],
)
def test_an_area_has_the_number_of_the_service(code, number):
    assert comtrade.areas_of(code)[-1].number == number


@pytest.mark.parametrize(
    ("code", "like"),
    [("AZB", "AZE (Azerbaijan)"), ("Geor", "GEO (Georgia)"), ("GER", "DEU (Germany)")],
)
def test_an_unknown_area_is_an_error_that_lists_close_names(served, study, capsys, code, like):
    message = refused(study, capsys, arguments=[*TRADE, "--to", str(study), "--partner", code])
    assert f"{code!r} is no area of UN Comtrade" in message
    assert like in message
    assert served.asked == []


@pytest.mark.parametrize("code", ["WLD", "XAA"])
def test_the_world_and_codes_left_to_users_are_no_areas(served, study, capsys, code):
    arguments = [*TRADE, "--to", str(study), "--partner", code]
    assert "is no area" in refused(study, capsys, arguments=arguments)


def test_a_country_does_not_trade_with_itself(served, study, capsys):
    arguments = [*TRADE, "--to", str(study), "--partner", "GEO"]
    assert "both reporter and partner" in refused(study, capsys, arguments=arguments)


ALWAYS = range(1962, 2030)
FORMER = {
    "SDN": (736, 729, 2011),
    "DEU": (280, 276, 1990),
    "BEL": (58, 56, 1998),
    "ETH": (230, 231, 1992),
    "YEM": (886, 887, 1990),
    "USA": (841, 842, 1980),
    "IND": (356, 699, 1974),
    "PAK": (588, 586, 1971),
    "VNM": (868, 704, 1974),
}
"""Economy → its number until a year, and after it."""


def fetch_years(study, code, years):
    """Fetch an economy's trade with Italy; return what was asked."""
    arguments = ["fetch", "trade", "--reporter", code, "--partner", "ITA", "--years", years]
    return command_line.main([*arguments, "--to", str(study)])


@pytest.mark.thorough
@pytest.mark.parametrize("code", FORMER)
@pytest.mark.parametrize("key", ["", "secret"])
def test_an_economy_is_asked_under_the_number_that_it_had_in_the_year(
    served, study, monkeypatch, code, key
):
    if key:
        monkeypatch.setenv(comtrade.KEY, key)
    before, after, last = FORMER[code]
    served.spans = {
        before: range(1962, last + 1),
        after: range(last + 1, 2030),
        380: ALWAYS,
    }
    assert fetch_years(study, code, f"{last}-{last + 1}") == 0
    values = fetched(study)["as_written"]
    for year, number in ((last, before), (last + 1, after)):
        name = f"un-comtrade-{code}-ita-exports-{year}".lower()
        assert values[name] == str(1_000_000 + number)
    assert len(values) == 8


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "number", "year"),
    [
        *[("SUN", 810, 1990), ("YUG", 890, 1991), ("SCG", 891, 2005), ("ANT", 530, 2010)],
        *[("ANT", 532, 1985), ("CSK", 200, 1992), ("DDR", 278, 1988), ("YMD", 720, 1990)],
    ],
)
def test_an_economy_that_there_is_no_longer_is_fetched_and_its_study_can_be_read(
    served, study, capsys, code, number, year
):
    served.spans = {number: ALWAYS, 380: ALWAYS}
    assert fetch_years(study, code, str(year)) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{an.read(study).name(code)} and Italy, {year}: 4 figures")
    assert set(fetched(study)["reporter"]) == {code, "ITA"}


@pytest.mark.parametrize(
    ("years", "paths"),
    [
        ("1985-1987", ["SS", "SS"]),
        ("1987-1988", ["SS", "HS", "SS", "HS"]),
        ("1988-1989", ["HS", "HS"]),
        ("1962", ["SS", "SS"]),
        ("1975-1990", ["SS", "SS", "HS", "SS", "HS"]),
    ],
)
def test_years_before_the_harmonised_system_are_asked_in_sitc(
    served, study, monkeypatch, years, paths
):
    monkeypatch.setenv(comtrade.KEY, "secret")
    served.spans = {410: ALWAYS, 380: ALWAYS}
    assert fetch_years(study, "KOR", years) == 0
    assert [path.rsplit("/", 1)[1] for path, *_ in served.asked] == paths
    first, _, last = years.partition("-")
    assert len(fetched(study)) == 4 * (int(last or first) - int(first) + 1)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("code", "number", "years", "not_asked"),
    [
        ("GEO", 268, "1990-1992", "1990 and 1991"),
        ("SRB", 688, "2004-2006", "2004 and 2005"),
        ("SSD", 728, "2010-2012", "2010 and 2011"),
        ("CZE", 203, "1991-1993", "1991 and 1992"),
        ("LUX", 442, "1997-1999", "1997 and 1998"),
        ("YUG", 890, "1991-1993", "1992 and 1993"),
    ],
)
def test_a_year_in_which_there_was_no_such_area_is_not_asked_and_not_called_without_a_report(
    served, study, capsys, code, number, years, not_asked
):
    served.spans = {number: ALWAYS, 380: ALWAYS}
    assert fetch_years(study, code, years) == 0
    said = capsys.readouterr().out
    assert f"Not asked: {not_asked}, for which UN Comtrade has no code of " in said
    assert "has no report" not in said
    asked = {asked.get("period") for _, asked, _ in served.asked} - {None}
    assert len(asked) == 1


def test_years_of_which_none_can_be_asked_are_an_error_before_any_request(served, study, capsys):
    arguments = [*TRADE[:-1], "1985-1990", "--to", str(study)]
    message = refused(study, capsys, arguments=arguments)
    assert "has no code of GEO or of KOR for 1985 to 1990: it was not asked" in message
    assert served.asked == []


# With and without a key.


def test_without_a_key_the_preview_is_asked_a_year_at_a_time(served, study):
    run(study)
    assert [asked.get("period") for _, asked, _ in served.asked] == ["2019", "2020", "2021", None]
    assert not any("Subscription-Key" in str(headers) for *_, headers in served.asked)


def test_with_a_key_twelve_years_are_asked_for_at_once_and_the_key_is_in_no_address(
    served, study, monkeypatch
):
    monkeypatch.setenv(comtrade.KEY, "secret")
    for year in range(2005, 2019):
        served.trade[str(year)] = '{"data": []}'
    run(study, "--years", "2005-2020")
    paths = [path for path, *_ in served.asked]
    assert paths == ["/data/v1/get/C/A/HS"] * 2 + ["/data/v1/getDa/C/A/HS"]
    assert [len(asked.get("period", "").split(",")) for _, asked, _ in served.asked] == [12, 4, 1]
    for _, asked, headers in served.asked:
        assert headers["Ocp-Apim-Subscription-Key"] == "secret"
        assert "secret" not in asked.values()


def test_an_answer_at_the_row_limit_is_an_error_and_no_silent_truncation(served, study, capsys):
    rows = json.loads(served.trade["2019"])["data"] * 125
    served.trade["2019"] = json.dumps({"data": rows})
    message = refused(study, capsys)
    assert "gave 500 rows, and gives no more than 500 at once" in message
    assert "COMTRADE_API_KEY" in message


# Failures.


def failing(status, body="", **headers):
    return status, headers, body


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (
            failing(401, '{"statusCode": 401, "message": "Access denied due to invalid key."}'),
            "UN Comtrade answered 401: Access denied due to invalid key.",
        ),
        (failing(403, '{"message": "Out of call volume quota."}'), "403: Out of call volume quota"),
        (failing(400, '{"error": "Maximum number of periods"}'), "400: Maximum number of periods"),
        (failing(301, "", Location="https://192.0.2.1/"), "answered 301: Moved Permanently"),
        (failing(200, PAGE), "a page of HTML or XML and not with JSON: Gateway Down for maint"),
        (failing(200, '{"count": 9, "data": [], "error": ""}'), "it counts 9 and holds 0 rows"),
        (failing(200, '{"count": 0, "data": null}'), "it counts 0 and holds no rows"),
        (failing(200, '{"count": 0, "data": [], "error": "Bad cmdCode"}'), "error: Bad cmdCode"),
        (failing(200, "[]"), "answered with an error: []"),
        (
            failing(200, '{"statusCode": 429, "message": "Quota is used up."}'),
            "UN Comtrade answered without data: Quota is used up.",
        ),
        (failing(200, '{"count": 1, "data": [{"period": "2019"}]}'), "no 'reporterCode'"),
        (
            failing(429, '{"message": "Rate limit is exceeded."}', **{"Retry-After": "7200"}),
            "429: Rate limit is exceeded.; it wants to be asked again after 7200 seconds",
        ),
    ],
)
def test_what_will_not_pass_is_one_error_at_once_in_the_service_s_words(
    served, study, capsys, failure, words
):
    served.failures = [failure]
    assert words in refused(study, capsys)
    assert len(served.asked) == 1


PASSING = [
    (failing(500, "Internal error"), "answered 500: Internal error"),
    (failing(503, PAGE), "answered 503: Gateway Down for maintenance"),
    (failing(429, '{"message": "Rate limit. Try again in 0 seconds."}'), "429: Rate limit. Try"),
    (failing(200, ""), "answered with nothing"),
    (failing(200, '{"count": 4, "data": [{"typeC'), "broke off its answer after"),
    (failing(200, '{"count": 4, "da', length=9000), "broke off its answer"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("failure", "words"), PASSING)
def test_what_may_pass_is_asked_again_and_then_forgotten(served, study, failure, words):
    status, headers, body = failure
    served.failures = [(status, dict(headers), body) for _ in range(3)]
    assert run(study) == 0
    assert len(fetched(study)) == 9


@pytest.mark.parametrize(("failure", "words"), PASSING)
def test_what_does_not_pass_after_all_is_one_error_and_the_study_is_untouched(
    served, study, capsys, failure, words
):
    status, headers, body = failure
    served.failures = [(status, dict(headers), body) for _ in range(4)]
    message = refused(study, capsys)
    assert words in message
    assert "(asked 4 times)" in message


def test_a_failure_in_the_last_year_leaves_the_study_untouched_too(served, study, capsys):
    served.trade["2021"] = '{"data": [{"period": "2021"}]}'
    assert "no 'reporterCode'" in refused(study, capsys)


def test_a_service_that_cannot_be_reached_is_one_error(served, study, capsys, monkeypatch):
    monkeypatch.setattr(comtrade, "BASE", "http://127.0.0.1:1")
    assert "UN Comtrade cannot be reached: " in refused(study, capsys)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("address", "proxy", "cause"),
    [
        ("http://127.0.0.1:1", "", "Connection refused"),
        ("https://127.0.0.1:PORT", "", "SSL"),
        ("http://127.0.0.1:PORT", "http://127.0.0.1:1", "Unable to connect to proxy"),
        ("https://127.0.0.1:PORT", "http://127.0.0.1:1", "Connection refused"),
        ("https://127.0.0.1:PORT", "http://127.0.0.1:PORT", "Tunnel connection failed: 501"),
        ("http://[::1]:1", "", "Errno"),
    ],
)
def test_the_cause_of_a_failed_request_is_said_whole(
    served, study, capsys, monkeypatch, address, proxy, cause
):
    port = str(served.server_port)
    monkeypatch.setattr(comtrade, "BASE", address.replace("PORT", port) + "/a" * 200)
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy.replace("PORT", port))
        monkeypatch.delenv(name.lower(), raising=False)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
    message = refused(study, capsys)
    assert cause in message
    assert message.endswith(" (asked 4 times)")
    assert "/a/a" not in message


@pytest.mark.parametrize(
    "cause",
    [
        socket.gaierror(-3, "Temporary failure in name resolution"),
        ssl.SSLCertVerificationError("certificate verify failed: unable to get local issuer"),
        ConnectionResetError(104, "Connection reset by peer"),
        TimeoutError("timed out"),
        OSError(101, "Network is unreachable"),
    ],
)
def test_what_a_socket_says_of_a_failure_is_in_the_message(
    served, study, capsys, monkeypatch, cause
):
    def fail(*_, **__):
        raise cause

    monkeypatch.setattr("urllib3.util.connection.create_connection", fail)
    said = "timed out" if isinstance(cause, TimeoutError) else str(cause.args[-1])
    assert said in refused(study, capsys)


def test_a_day_at_which_the_service_wants_to_be_asked_again_is_understood(served, study, capsys):
    day = {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}
    served.failures = [failing(503, "Later", **day)]
    assert "it wants to be asked again after" in refused(study, capsys)


def test_a_pause_doubles_unless_the_service_asks_for_a_longer_one(served, monkeypatch):
    slept = []
    monkeypatch.setattr("analysis.fetch.service.time.sleep", slept.append)
    monkeypatch.setattr(service, "PAUSE", 1.0)
    served.failures = [
        failing(500),
        failing(429, "Rate limit is exceeded. Try again in 7 seconds."),
        failing(503, "", **{"Retry-After": "3"}),
    ]
    service.ask("UN Comtrade", f"{comtrade.BASE}/public/v1/getDa/C/A/HS", {}, {})
    assert slept == [1, 7, 4]


def test_an_answer_without_any_trade_is_an_error_and_takes_nothing_out(served, study, capsys):
    run(study)
    capsys.readouterr()
    served.trade = dict.fromkeys(served.trade, '{"data": []}')
    assert "no trade of Georgia and South Korea, 2019-2021" in refused(study, capsys)


def test_without_the_packages_of_the_extra_the_message_has_the_remedy(
    served, study, capsys, monkeypatch
):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    message = refused(study, capsys)
    assert "asking a service needs requests" in message
    assert "pip install requests" in message


def test_the_command_line_loads_none_of_these_packages_before_they_are_needed():
    code = "import sys, analysis.cli.main; print({'requests', 'urllib3'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_study_that_is_not_there_is_an_error_that_says_how_to_make_one(served, tmp_path, capsys):
    assert command_line.main([*TRADE, "--to", str(tmp_path / "none")]) == 2
    message = capsys.readouterr().err
    assert "is not a folder: make a study with: analysis new " in message
    assert "--reporter GEO --partner KOR" in message
    assert served.asked == []


@pytest.mark.parametrize("years", ["2020-2019", "last", "19-20", "2019,2020", "2019-", ""])
def test_what_is_no_span_of_years_is_bad_use(years, capsys):
    assert command_line.main([*TRADE, "--to", "study", "--years", years]) == 2
    said = capsys.readouterr().err
    assert "is no span of years: write 2019-2022" in said or "is after the last" in said


@pytest.mark.parametrize("what", ["trade", "totals", "gdp", "prices"])
def test_the_help_has_an_example_that_is_understood(what, capsys):
    assert command_line.main(["fetch", what, "--help"]) == 0
    text = re.sub(r"\s+", " ", capsys.readouterr().out)
    example = re.search(r"Example: analysis (.*?) Options:", text)[1]
    assert understood(example)["study"] == Path("data")


# Merging.


def test_all_that_is_of_another_source_keeps_every_byte(served, study):
    before = contents(study)
    run(study)
    after = contents(study)
    assert after["figures.csv"].startswith(before["figures.csv"])
    assert after["sources.csv"].startswith(before["sources.csv"])
    assert b"\n" not in after["figures.csv"].replace(b"\r\n", b"")
    assert set(after) == set(before)


def test_fetching_again_without_news_writes_nothing(served, study, capsys):
    run(study)
    stamps = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in study.iterdir()}
    sources = study / "sources.csv"
    text = sources.read_text("utf-8")
    capsys.readouterr()
    assert run(study) == 0
    assert "Nothing has changed, and nothing was written." in capsys.readouterr().out
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in study.iterdir()} == stamps
    # Nor does it on another day.
    earlier = re.sub(r"retrieved \d{4}", "retrieved 1999", text)
    sources.write_text(earlier, encoding="utf-8", newline="")
    run(study)
    assert sources.read_text("utf-8") == earlier


def test_fetching_again_shows_what_was_revised_and_replaces_these_rows_in_their_place(
    served, study, capsys
):
    run(study)
    before = (study / "figures.csv").read_text("utf-8").splitlines()
    served.trade["2019"] = served.trade["2019"].replace("234567890", "234567900.5")
    capsys.readouterr()
    run(study)
    said = capsys.readouterr().out
    assert "0 are new, 1 is changed and 0 are withdrawn" in said
    row = r"un-comtrade-geo-kor-imports-2019\s+234567890\s+234567900\.5\s+\+10\.5\n"
    assert re.search(r"revised\s+old\s+new\s+difference\n\s*" + row, said)
    after = (study / "figures.csv").read_text("utf-8").splitlines()
    (n,) = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert "234567890" in before[n]
    assert after[n] == before[n].replace("234567890", "234567900.5")


def test_a_figure_that_the_service_no_longer_has_is_withdrawn(served, study, capsys):
    run(study)
    rows = json.loads(served.trade["2021"])["data"]
    served.trade["2021"] = json.dumps({"data": rows[1:]})
    capsys.readouterr()
    run(study)
    said = capsys.readouterr().out
    assert "1 is withdrawn" in said
    assert re.search(r"un-comtrade-kor-geo-exports-2021\s+190000001\s*\n", said)
    assert len(fetched(study)) == 8


def test_years_and_pairs_that_are_not_asked_for_stay(served, study):
    run(study)
    figures = study / "figures.csv"
    text = figures.read_text("utf-8").replace(
        "geo-kor-exports-2019,exports,GEO,KOR", "arm-kor-exports-2019,exports,ARM,KOR"
    )
    figures.write_text(text, encoding="utf-8", newline="")
    run(study, "--years", "2020-2021")
    kept = fetched(study).index
    assert "un-comtrade-kor-geo-imports-2019" in kept
    run(study)
    assert "un-comtrade-arm-kor-exports-2019" in fetched(study).index


def test_a_new_release_of_the_same_figures_renews_the_source_alone(served, study, capsys):
    run(study)
    before = contents(study)
    served.released = served.released.replace("2022-09-10", "2025-12-31")
    capsys.readouterr()
    run(study)
    assert "Written: sources.csv." in capsys.readouterr().out
    assert contents(study)["figures.csv"] == before["figures.csv"]
    assert an.read(study).sources.loc[totals.SOURCE, "published"] == "2025-12-31"


def test_columns_of_the_user_s_own_are_kept(served, study):
    run(study)
    figures = study / "figures.csv"
    lines = figures.read_text("utf-8-sig").splitlines()
    lines = [lines[0] + ",mine", *(f"{line},m{n}" for n, line in enumerate(lines[1:]))]
    figures.write_text("\n".join(lines) + "\n", encoding="utf-8")
    served.trade["2019"] = served.trade["2019"].replace("234567890", "5")
    run(study)
    assert an.read(study).figures["mine"].to_list() == [f"m{n}" for n in range(len(lines) - 1)]


def test_a_merge_that_would_make_the_study_malformed_is_refused(served, study, capsys):
    figures = study / "figures.csv"
    clash = "un-comtrade-geo-kor-exports-2019"
    figures.write_bytes(figures.read_bytes().replace(b"f1,", clash.encode() + b","))
    message = refused(study, capsys)
    assert "with these rows the study could not be read, and is left as it was: " in message
    assert f"{clash!r} stands twice" in message


def test_a_malformed_study_is_refused_with_its_own_message(served, study, capsys):
    path = study / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"figure_id", b"figure"))
    assert "figures.csv, row 1: column 'figure_id' is missing" in refused(study, capsys)


def test_a_file_that_cannot_be_replaced_leaves_the_others_as_they_were(
    served, study, capsys, monkeypatch
):
    real = os.replace

    def locked(old, new):
        if Path(new).name == "figures.csv":
            raise PermissionError(13, "is open in another program", str(new))
        real(old, new)

    monkeypatch.setattr(files.os, "replace", locked)
    assert "is open in another program" in refused(study, capsys)


def test_a_study_without_figures_takes_the_fetched_ones(served, study):
    figures = study / "figures.csv"
    figures.write_text(figures.read_text("utf-8-sig").splitlines()[0], encoding="utf-8")
    assert run(study) == 0
    assert len(an.read(study).figures) == 9


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no permissions of a group")
def test_the_permissions_of_a_file_stay(served, study):
    (study / "figures.csv").chmod(0o640)
    run(study)
    assert (study / "figures.csv").stat().st_mode & 0o777 == 0o640


# Prices.


def prices_into(study, *more):
    return command_line.main(["fetch", "prices", "--to", str(study), *more])


def test_prices_come_with_their_source_and_base_year(served, study):
    assert prices_into(study) == 0
    read = an.read(study)
    assert read.prices["value"].to_dict() == {
        2017: 98,
        2018: 100,
        2019: 104.5,
        2020: 108.123456789012,
    }
    text = (study / "prices.csv").read_text("utf-8")
    assert "2020,108.123456789012,exact,world-bank-us-gdp-deflator," in text
    assert text.count("GDP deflator (base year varies by country); 100 in 2018") == 4
    source = read.sources.loc[deflator.SOURCE]
    assert (source["publisher"], source["published"]) == ("World Bank", "2026-07-01")
    assert re.fullmatch(r"price index; retrieved [\d-]+; licence: CC BY 4\.0", source["kind"])
    assert an.official_sources(read) == {}


def test_prices_of_some_years_leave_the_others(served, study, capsys):
    prices_into(study, "--years", "2017-2018")
    prices_into(study, "--years", "2019")
    assert an.read(study).prices.index.to_list() == [2017, 2018, 2019]
    served.deflator = served.deflator.replace("104.5", "104.75")
    capsys.readouterr()
    prices_into(study, "--years", "2018-2019")
    assert re.search(r"2019\s+104\.5\s+104\.75\s+\+0\.25", capsys.readouterr().out)
    prices_into(study, "--years", "2018-2019")
    assert "nothing was written" in capsys.readouterr().out


PRICE = {
    "indicator": {"id": deflator.INDICATOR, "value": "GDP deflator"},
    "countryiso3code": "USA",
    "date": "2020",
    "value": 1,
}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            '[{"message": [{"id": "120", "key": "Invalid value", "value": "is not valid"}]}]',
            "The World Bank answered with an error: Invalid value: is not valid",
        ),
        ('[{"page": 1, "pages": 2, "total": 5}, []]', "it counts 5 and holds 0"),
        ('[{"page": 0, "pages": 0, "total": 0}, null]', "has no deflator of these years"),
        ("{}", "answered with an error: {}"),
        ('[{"total": 1}, [{"date": "2020"}]]', "no 'indicator'"),
        ('{"message": "Too many requests"}', "answered with an error: Too many requests"),
        ('[{"message": [null]}]', "answered with an error: [None]"),
        ('[{"total": null}, [{}]]', "it counts None and holds 1"),
        ('[{"total": 1}, {"date": "2020"}]', "another format than it documents: its rows are {"),
        ('[{"total": 1}, 7]', "another format than it documents: its rows are 7"),
        ('[{"total": 1}, [7]]', "another format than it documents: a record is 7"),
        *(
            (
                json.dumps([{"total": 1}, [PRICE | odd]]),
                f"another format than it documents: {words}",
            )
            for odd, words in [
                ({"indicator": "GDP"}, "'indicator' is GDP and no object (2020)"),
                ({"indicator": None}, "'indicator' is None and no object (2020)"),
                ({"date": "2020Q1"}, "'date' is 2020Q1 and no whole number (2020Q1)"),
                ({"date": None}, "'date' is None and no whole number (None)"),
                ({"value": "104.5"}, "'value' is 104.5 and no number (2020)"),
                ({"value": [1]}, "'value' is [1] and no number (2020)"),
                ({"value": True}, "'value' is True and no number (2020)"),
            ]
        ),
        (PAGE, "a page of HTML"),
        (
            '[{"total": 1}, [{"indicator": {"id": "NY.GDP.MKTP.CD"}, "countryiso3code": "USA",'
            ' "date": "2020", "value": 1}]]',
            "answered with another series",
        ),
    ],
)
def test_a_failing_source_of_prices_is_one_error_and_the_study_is_untouched(
    served, study, capsys, answer, words
):
    served.deflator = answer
    message = refused(study, capsys, arguments=["fetch", "prices", "--to", str(study)])
    assert words in message


def test_one_price_and_one_year_are_told_in_the_singular(served, study, capsys):
    prices_into(study, "--years", "2019")
    assert capsys.readouterr().out.startswith("1 price of the World Bank; 1 is new")
    served.trade["2019"] = json.dumps({"count": 0, "data": []})
    arguments = [*TRADE[:-1], "2019", "--to", str(study)]
    assert "no trade of Georgia and South Korea, 2019: the" in refused(
        study, capsys, arguments=arguments
    )


# GDP and exchange rates.


def gdp_of(economy, **values):
    """Return what the World Bank answers about the GDP of an economy."""
    return series_of(economy, {"id": gdp.INDICATOR, "value": "GDP (current US$)"}, values)


def rates_of(economy, **values):
    """Return what the World Bank answers about the official rates of an economy."""
    return series_of(economy, {"id": rates.INDICATOR, "value": "Official exchange rate"}, values)


def series_of(economy, what, values):
    records = [
        {"indicator": what, "countryiso3code": economy, "date": year[1:], "value": value}
        for year, value in values.items()
    ]
    return json.dumps([{"total": len(records), "lastupdated": "2026-07-01"}, records])


@pytest.fixture
def with_gdp(served):
    served.gdp = {
        "GEO": gdp_of("GEO", y2020=15_842_922_533.5, y2019=17_470_000_000, y2018=None),
        "KOR": gdp_of("KOR", y2020=1_644_312_831_906),
    }
    return served


def test_gdp_of_the_study_s_pair_makes_trade_a_share_of_it(with_gdp, study, capsys):
    run(study)
    capsys.readouterr()
    assert command_line.main(["fetch", "gdp", "--to", str(study)]) == 0
    said = "GDP of Georgia and South Korea: 3 figures of the World Bank; 3 are new"
    assert capsys.readouterr().out.startswith(said)
    text = (study / "figures.csv").read_text("utf-8-sig")
    row = next(line for line in text.splitlines() if line.startswith("world-bank-gdp-geo-2020"))
    assert row.split(",")[1:4] == ["gdp", "GEO", "WLD"]
    assert "15842922533.5" in row
    read = an.focus(an.read(study), years=(2019, 2020))
    shares = an.trade_dependences(read)
    turnover = 9.876543 + 198.765432
    assert shares.loc[("Georgia's trade with South Korea", 2020), "value"] == pytest.approx(
        100 * turnover / 15_842.9225335
    )
    assert shares.source == "United Nations (2022-09-10); World Bank (2026-07-01)"
    said = str(an.sentences(read, "partners.answer"))
    assert "Georgia's trade with South Korea was 1.3 percent of its GDP in 2020." in said
    assert an.reconcile(read).verdict["world-bank-gdp-geo-2020"] == "untested"


def test_gdp_of_a_named_economy_and_years_leaves_the_others(with_gdp, study, capsys):
    command = ["fetch", "gdp", "--to", str(study)]
    command_line.main(command)
    with_gdp.gdp["GEO"] = gdp_of("GEO", y2020=16_000_000_000, y2019=1)
    capsys.readouterr()
    command_line.main([*command, "--economy", "geo", "--years", "2020"])
    assert "GDP of Georgia: 1 figure of the World Bank; 0 are new, 1 is changed" in (
        capsys.readouterr().out
    )
    gdp_rows = an.read(study).figures.query("quantity == 'gdp'")
    assert gdp_rows["as_written"].to_list() == ["17470000000", "16000000000", "1644312831906"]


def test_gdp_that_there_is_not_is_one_error(with_gdp, study, capsys):
    command = ["fetch", "gdp", "--to", str(study), "--economy", "KOR", "--years", "2015"]
    words = "The World Bank has no GDP of South Korea in these years: the study is as it was"
    assert words in refused(study, capsys, arguments=command)


def rates_into(study, *more):
    return command_line.main(["fetch", "rates", "--to", str(study), *more])


@pytest.fixture
def two_currencies(served, write_study):
    """A study with a turnover in euros and, from another source, in dollars."""
    served.rates = {
        "EMU": rates_of("EMU", y2019=0.8933, y2018=0.8468, y2017=None),
        "GEO": rates_of("GEO", y2018=2.5345),
    }
    own = {"statistics_of": "GEO", "period": "2018"}
    return write_study(
        own | {"as_written": "101 million", "unit": "EUR"},
        own | {"as_written": "151 million", "source_id": "herald"},
        sources=("gazette", "herald"),
    )


def test_rates_of_the_study_s_currencies_tie_its_amounts(two_currencies):
    assert an.reconcile(an.read(two_currencies)).verdict.to_list() == ["untested", "untested"]
    assert rates_into(two_currencies) == 0
    text = (two_currencies / "rates.csv").read_text("utf-8")
    assert text.splitlines()[1:] == [
        "EUR,2018,0.8468,exact,world-bank-exchange-rates,Official exchange rate",
        "EUR,2019,0.8933,exact,world-bank-exchange-rates,Official exchange rate",
    ]
    study = an.read(two_currencies)
    assert study.sources.loc[rates.SOURCE, "published"] == "2026-07-01"
    assert an.reconcile(study).verdict.to_list() == ["conflicting", "conflicting"]


def test_rates_of_a_named_currency_and_years_leave_the_others(served, two_currencies, capsys):
    rates_into(two_currencies)
    rates_into(two_currencies, "--currency", "gel")
    served.rates["EMU"] = rates_of("EMU", y2019=0.8935, y2018=0.85)
    capsys.readouterr()
    rates_into(two_currencies, "--currency", "EUR", "--years", "2019")
    told = capsys.readouterr().out
    assert "1 rate of the World Bank (EUR); 0 are new, 1 is changed" in told
    assert re.search(r"EUR 2019\s+0\.8933\s+0\.8935\s+\+0\.0002", told)
    text = (two_currencies / "rates.csv").read_text("utf-8")
    assert [line.split(",")[:3] for line in text.splitlines()[1:]] == [
        ["EUR", "2018", "0.8468"],
        ["EUR", "2019", "0.8935"],
        ["GEL", "2018", "2.5345"],
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--currency", "CLF"], "CLF is not the currency of one economy: write its rates into"),
        (["--currency", "XOF"], "XOF is not the currency of one economy: write its rates into"),
        (["--currency", "EURO"], "'EURO' is not the ISO 4217 code of a currency other"),
        (["--currency", "USD"], "'USD' is not the ISO 4217 code of a currency other"),
        (["--currency", "GEL", "--years", "2015"], "no rate of GEL in these years"),
    ],
)
def test_rates_that_there_are_not_are_one_error(two_currencies, capsys, more, words):
    command = ["fetch", "rates", "--to", str(two_currencies), *more]
    assert words in refused(two_currencies, capsys, arguments=command)


def test_a_study_in_dollars_needs_no_rates(served, study, capsys):
    command = ["fetch", "rates", "--to", str(study)]
    assert "US dollars only: name a currency" in refused(study, capsys, arguments=command)


def test_a_rate_of_another_source_stays_and_is_named(two_currencies, capsys):
    path = two_currencies / "rates.csv"
    own = "currency,period,as_written,wording,source_id,note\nEUR,2019,0.9,about,gazette,\n"
    path.write_text(own, encoding="utf-8")
    assert rates_into(two_currencies) == 0
    assert "EUR of 2019 is there from gazette: it stays" in capsys.readouterr().out
    lines = path.read_text("utf-8").splitlines()
    assert [line[:8] for line in lines[1:]] == ["EUR,2019", "EUR,2018"]
    assert lines[1] == "EUR,2019,0.9,about,gazette,"
