"""Reading a study: what is refused, what is not, and what a study takes for granted."""

import pytest

import analysis as an
from analysis.study.countries import close_codes

BOM = b"\xef\xbb\xbf"


def refusal(folder, **options):
    """Return the message with which a study is refused."""
    with pytest.raises(an.DataError) as caught:
        an.read(folder, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def rewrite(folder, old, new, file="figures.csv"):
    """Replace a text of a file, which must be there."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_study_is_its_figures_with_their_intervals(known_by_heart):
    figures = an.read(known_by_heart).figures
    assert figures["value"].to_list() == [100, 110, 99]
    assert figures["low"].to_list() == [50, 105, 98.5]
    assert figures["high"].to_list() == [150, 115, 99.5]
    assert figures["as_written"].to_list() == ["100 million", "110 million", "99 million"]
    assert set(figures["side"]) == {"open"}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("figure", "column", "value", "remedy"),
    [
        ({"wording": "roughly"}, "wording", "roughly", "exact, stated, about, almost, more than"),
        ({"wording": "state"}, "wording", "state", "is 'stated' meant?"),
        ({"wording": ""}, "wording", "", "not one of exact, stated"),
        ({"unit": "euro"}, "unit", "euro", "ISO 4217 code of a currency (is EUR meant?)"),
        (
            {"unit": "percent"},
            "unit",
            "percent",
            "does not fit turnover, which is in a currency or t",
        ),
        (
            {"quantity": "exports_growth", "as_written": "5"},
            "unit",
            "USD",
            "does not fit exports_growth, which is in percent or times",
        ),
        (
            {"quantity": "export_share", "unit": "times"},
            "unit",
            "times",
            "does not fit export_share, which is in percent",
        ),
        ({"quantity": "companies"}, "unit", "USD", "which is in count"),
        ({"quantity": "export"}, "quantity", "export", "is 'exports' meant?"),
        ({"quantity": "sales"}, "quantity", "sales", "turnover, exports, imports, balance"),
        ({"quantity": ""}, "quantity", "", "turnover, exports, imports, balance"),
        ({"reporter": "AZB"}, "reporter", "AZB", "ISO 3166 alpha-3 code or WLD (is AZE or"),
        ({"reporter": "GE"}, "reporter", "GE", "ISO 3166 alpha-3 code"),
        ({"reporter": "geo"}, "reporter", "geo", "is GEO meant?"),
        ({"reporter": ""}, "reporter", "", "ISO 3166 alpha-3 code"),
        ({"partner": "Georgia"}, "partner", "Georgia", "is GEO meant?"),
        ({"partner": ""}, "partner", "", "ISO 3166 alpha-3 code"),
        ({"partner": "GEO"}, "partner", "GEO", "is the reporter itself"),
        ({"quantity": "gdp"}, "partner", "KOR", "must be WLD for gdp"),
        (
            {"quantity": "gdp", "partner": "WLD", "product": "wine"},
            "product",
            "wine",
            "must be blank for gdp",
        ),
        (
            {
                "quantity": "exports_share_of_total",
                "reporter": "WLD",
                "partner": "WLD",
                "unit": "percent",
                "as_written": "5",
            },
            "partner",
            "WLD",
            "is the reporter itself",
        ),
        ({"statistics_of": "ours"}, "statistics_of", "ours", "ISO 3166 alpha-3 code"),
        ({"statistics_of": "own"}, "statistics_of", "own", "ISO 3166 alpha-3 code"),
        ({"source_id": "gazete"}, "source_id", "gazete", "is 'gazette' meant?"),
        ({"source_id": ""}, "source_id", "", "is not in sources.csv"),
        ({"region": "Alps"}, "region", "Alps", "must be blank for turnover"),
        (
            {"quantity": "share_of_region", "unit": "percent", "as_written": "5", "region": "Alp"},
            "region",
            "Alp",
            "is not in regions.csv (is 'Alps' meant?)",
        ),
        (
            {"quantity": "share_of_region", "unit": "percent", "as_written": "5", "region": ""},
            "region",
            "",
            "is not in regions.csv",
        ),
        (
            {
                "quantity": "share_of_region",
                "unit": "percent",
                "as_written": "5",
                "region": "Alps",
                "reporter": "FRA",
            },
            "reporter",
            "FRA",
            "is not a member of Alps",
        ),
        (
            {"quantity": "regional_turnover", "region": "Alps"},
            "reporter",
            "GEO",
            "must be blank for a regional total",
        ),
        (
            {"quantity": "regional_turnover", "reporter": "", "region": "Andes"},
            "region",
            "Andes",
            "is not in regions.csv",
        ),
    ],
)
def test_an_unknown_word_is_refused_with_its_place_and_the_known_ones(
    write_study, figure, column, value, remedy
):
    folder = write_study({}, figure, regions=[("Alps", "GEO"), ("Alps", "CHE")])
    message = refusal(folder)
    assert message.startswith(f"figures.csv, row 3, column {column}: {value!r} ")
    assert remedy in message


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("as_written", "remedy"),
    [
        ("1,3 billion", "write a number such as '1.5 billion'"),
        ("n/a", "write a number such as"),
        ("", "write a number such as"),
        ("NaN", "write a number such as"),
        ("inf", "write a number such as"),
        ("1e9", "write a number such as"),
        ("1.3 bilion", "the scale 'bilion' is not one of thousand, million, billion, trillion"),
        ("\u22125 million", "cannot be: turnover is 0 or more"),
        ("-5 million", "cannot be: turnover is 0 or more"),
        ("9" * 60 + " trillion", "write a number such as"),
    ],
)
def test_a_number_that_is_none_is_refused_with_its_place_and_the_form_of_one(
    write_study, as_written, remedy
):
    message = refusal(write_study({}, {"as_written": as_written}))
    assert message.startswith(f"figures.csv, row 3, column as_written: {as_written[:60]!r}")
    assert remedy in message


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("quantity", "as_written", "unit", "allowed"),
    [
        ("export_share", "100.1", "percent", "export_share is 0 to 100 percent"),
        ("import_share", "-1", "percent", "import_share is 0 to 100 percent"),
        ("exports_share_of_total", "101", "percent", "0 to 100 percent"),
        ("coverage_ratio", "-1", "percent", "coverage_ratio is 0 or more"),
        ("imports_growth", "-101", "percent", "imports_growth is -100 percent or more"),
        ("imports_growth", "-0.1", "times", "imports_growth is -100 percent or more"),
        ("exports", "-1", "USD", "exports is 0 or more"),
        ("loan", "-1", "USD", "loan is 0 or more"),
        ("investment_stock", "-1", "USD", "investment_stock is 0 or more"),
        ("companies", "-1", "count", "companies is 0 or more"),
    ],
)
def test_a_number_that_the_quantity_cannot_have_is_refused_with_the_ones_it_can(
    write_study, quantity, as_written, unit, allowed
):
    message = refusal(write_study({"quantity": quantity, "as_written": as_written, "unit": unit}))
    assert message.startswith(f"figures.csv, row 2, column as_written: {as_written!r} cannot be: ")
    assert message.endswith(allowed)


@pytest.mark.parametrize(
    "period",
    [
        "19",
        "2019-13",
        "2019-00",
        "2019-1",
        "2019-Q5",
        "2019-Q0",
        "2019-M08/M01",
        "2019-M00/M03",
        "2019-M01/M13",
        "2020/2019",
        "2019/2019",
        "2019/21",
        "2019-06-31",
        "2019-06-07/2019-06-01",
        "2019-M07/2018-M06",
        "2019-H3",
        "0019",
        "June 2019",
        "20 19",
        "\u0662019",
    ],
)
def test_a_period_that_is_none_is_refused_with_the_forms_of_one(write_study, period):
    message = refusal(write_study({"period": period}))
    assert message == (
        f"figures.csv, row 2, column period: {period!r} is not a period: "
        "write 2019, 2021-Q1, 2019-M01/M08, 2021-06, 2019/20 (a fiscal year), 2019/2020 (two "
        "calendar years) or nothing"
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    "period", ["2019", "2021-Q4", "2019-M01/M12", "2021-06", "2021-12", "2019/2020", ""]
)
def test_every_form_of_a_period_is_read(write_study, period):
    assert an.read(write_study({"period": period})).figures["period"].to_list() == [period]


def test_the_row_is_that_of_the_file_blank_lines_and_line_breaks_counted_as_a_spreadsheet_does(
    write_study,
):
    folder = write_study({"note": "one\ntwo"}, {"wording": "roughly"})
    text = (folder / "figures.csv").read_text(encoding="utf-8")
    (folder / "figures.csv").write_text(text.replace("f2,", "\n,,,,,,,,,,,\nf2,"), encoding="utf-8")
    assert refusal(folder).startswith("figures.csv, row 5, column wording: 'roughly'")


def test_the_columns_there_are_stand_once_in_a_message_however_many_are_missing(known_by_heart):
    (known_by_heart / "figures.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(an.DataError) as caught:
        an.read(known_by_heart)
    assert str(caught.value).count("the columns are") == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("as_written", "as_writen", "column 'as_written' is missing (is 'as_writen' meant?)"),
        ("as_written", "number", "column 'as_written' is missing; the columns are figure_id, quan"),
        ("note", "unit", "column 'note' is missing"),
        (",note", ",note,note", "column 'note' stands twice"),
        (",note", ",note,low", "column 'low' stands twice or is a computed one"),
    ],
)
def test_a_missing_or_misspelt_column_is_refused_with_the_one_that_may_be_meant(
    known_by_heart, old, new, message
):
    text = (known_by_heart / "figures.csv").read_text(encoding="utf-8")
    header, rows = text.split("\n", 1)
    wide = rows.replace("\n", ",\n") if new.count(",") > old.count(",") else rows
    path = known_by_heart / "figures.csv"
    path.write_text(f"{header.replace(old, new)}\n{wide}", encoding="utf-8")
    assert refusal(known_by_heart).startswith(f"figures.csv, row 1: {message}")


@pytest.mark.thorough
@pytest.mark.parametrize("file", ["figures.csv", "sources.csv"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty: the first row names the columns"),
        (b"\n  \n,,\n", "is empty: the first row names the columns"),
        (BOM, "is empty: the first row names the columns"),
        (b"a;b\n1;2", "is separated by semicolons: save it separated by commas"),
        ("Türkiye".encode("latin-1"), ": byte 2 is not UTF-8; save the file as 'CSV UTF-8'"),
        ("a,b".encode("utf-16"), ": byte 1 is not UTF-8"),
        (b'a,b\n"1,2', " is not a CSV file: "),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_name(known_by_heart, file, content, message):
    (known_by_heart / file).write_bytes(content)
    refused = refusal(known_by_heart)
    assert refused.startswith(file)
    assert message in refused


def test_a_row_with_too_many_or_too_few_fields_is_refused_with_the_likely_cause(known_by_heart):
    rewrite(known_by_heart, "110 million", "1,100 million")
    message = refusal(known_by_heart)
    assert message.startswith("figures.csv, row 3: 19 fields where the header has 18; ")
    assert "stands in double quotes" in message


def test_a_number_with_commas_in_quotes_is_read(known_by_heart):
    rewrite(known_by_heart, "110 million", '"1,100 million"')
    assert an.read(known_by_heart).figures["value"].to_list() == [100, 1100, 99]


def test_a_file_of_a_header_alone_has_no_figures(known_by_heart):
    text = (known_by_heart / "figures.csv").read_text(encoding="utf-8")
    (known_by_heart / "figures.csv").write_text(text.splitlines()[0], encoding="utf-8")
    assert refusal(known_by_heart) == (
        "figures.csv has no figures of a pair yet: write one row for each published number"
    )


@pytest.mark.parametrize("file", ["figures.csv", "sources.csv"])
def test_a_folder_without_a_table_is_refused_by_name(known_by_heart, file):
    (known_by_heart / file).unlink()
    assert f"{known_by_heart} has no {file}" in refusal(known_by_heart)


def test_a_table_that_is_a_folder_is_refused_by_name(known_by_heart):
    (known_by_heart / "figures.csv").unlink()
    (known_by_heart / "figures.csv").mkdir()
    assert "figures.csv cannot be read: " in refusal(known_by_heart)


def test_a_folder_that_is_none_is_refused(known_by_heart):
    for path in (known_by_heart / "nowhere", known_by_heart / "figures.csv"):
        assert refusal(path) == f"{path} is not a folder: a study is a folder with figures.csv"


def test_an_id_that_is_blank_or_stands_twice_is_refused(write_study):
    message = refusal(write_study({"figure_id": "a"}, {"figure_id": "a"}))
    assert message == (
        "figures.csv, row 3, column figure_id: 'a' stands twice; each row needs its own"
    )
    message = refusal(write_study({}, {"figure_id": ""}))
    assert message == "figures.csv, row 3, column figure_id: '' is blank: each row needs one"
    message = refusal(write_study({}, sources=("gazette", "herald", "gazette")))
    assert message.startswith("sources.csv, row 4, column source_id: 'gazette' stands twice")
    message = refusal(write_study({}, regions=[("Alps", "CHE"), ("Alps", "CHE")]))
    assert message.startswith("regions.csv, row 3, column region: 'Alps' stands twice")


@pytest.mark.parametrize(
    "published", ["7 June 2021", "2021-13", "2021-02-30", "2021-6-7", "07.06.2021", "20210607"]
)
def test_a_date_that_is_none_is_refused_with_the_forms_of_one(known_by_heart, published):
    rewrite(known_by_heart, "gazette,Gazette,,", f"gazette,Gazette,,{published}", "sources.csv")
    assert refusal(known_by_heart) == (
        f"sources.csv, row 2, column published: {published!r} is not a date: "
        "write 2021-06-07, 2021-06, 2021 or nothing"
    )


@pytest.mark.parametrize("published", ["2021-06-07", "2020-02-29", "2021-06", "2021", ""])
def test_every_form_of_a_date_is_read(known_by_heart, published):
    rewrite(known_by_heart, "gazette,Gazette,,", f"gazette,Gazette,,{published}", "sources.csv")
    assert an.read(known_by_heart).sources.at["gazette", "published"] == published


def test_a_source_without_a_publisher_is_refused(known_by_heart):
    rewrite(known_by_heart, "gazette,Gazette", "gazette,", "sources.csv")
    assert refusal(known_by_heart).startswith("sources.csv, row 2, column publisher: '' is blank")


def test_a_member_of_a_region_that_is_no_economy_is_refused(write_study):
    message = refusal(write_study({}, regions=[("Alps", "CHE"), ("Alps", "SWI")]))
    assert message.startswith("regions.csv, row 3, column member: 'SWI' is not an ISO 3166")


# What looks odd and is right.


def test_a_byte_order_mark_and_windows_line_ends_are_no_errors(known_by_heart):
    plain = an.read(known_by_heart).figures
    for file in ("figures.csv", "sources.csv"):
        text = (known_by_heart / file).read_bytes()
        (known_by_heart / file).write_bytes(BOM + text.replace(b"\n", b"\r\n"))
    assert an.read(known_by_heart).figures.equals(plain)


def test_blanks_around_values_and_column_names_are_no_errors(known_by_heart):
    plain = an.read(known_by_heart).figures
    text = (known_by_heart / "figures.csv").read_text(encoding="utf-8")
    (known_by_heart / "figures.csv").write_text(text.replace(",", " ,\t"), encoding="utf-8")
    assert an.read(known_by_heart).figures.equals(plain)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("figure", "interval"),
    [
        ({"period": ""}, (100, 50, 150)),
        ({"statistics_of": ""}, (100, 50, 150)),
        ({"statistics_of": "KOR"}, (100, 50, 150)),
        ({"partner": "WLD"}, (100, 50, 150)),
        ({"note": "NA"}, (100, 50, 150)),
        ({"reporter": "NAM", "note": "NA, nan, null"}, (100, 50, 150)),
        ({"as_written": "1,300 million"}, (1300, 1250, 1350)),
        ({"as_written": "0"}, (0, 0, 0.0000005)),
        ({"quantity": "balance", "as_written": "\u22125.5 million"}, (-5.5, -5.55, -5.45)),
        ({"quantity": "exports_change", "as_written": "-5.5 million"}, (-5.5, -5.55, -5.45)),
        ({"quantity": "turnover_growth", "as_written": "-3", "unit": "percent"}, (-3, -3.5, -2.5)),
        ({"quantity": "turnover_growth", "as_written": "2.3", "unit": "times"}, (130, 125, 135)),
        ({"quantity": "companies", "as_written": "120", "unit": "count"}, (120, 115, 125)),
    ],
)
def test_what_looks_odd_and_is_right_is_read(write_study, figure, interval):
    read = an.read(write_study(figure)).figures
    assert tuple(read.loc[0, ["value", "low", "high"]]) == interval
    assert read.at[0, "note"] == figure.get("note", "")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("quantity", "as_written", "unit", "wording", "low", "high"),
    [
        ("export_share", "90", "percent", "more than", 90, 100),
        ("export_share", "5", "percent", "less than", 0, 5),
        ("export_share", "100", "percent", "stated", 99.5, 100),
        ("export_share", "0", "percent", "stated", 0, 0.5),
        ("turnover_growth", "-20", "percent", "more than", -100, -20),
        ("turnover_growth", "20", "percent", "more than", 20, float("inf")),
        ("exports", "5 million", "USD", "less than", 0, 5),
        ("companies", "100", "count", "about", 0, 200),
        ("balance", "5 million", "USD", "less than", float("-inf"), 5),
        ("coverage_ratio", "90", "percent", "more than", 90, float("inf")),
    ],
)
def test_an_interval_is_cut_to_what_the_quantity_can_be(
    write_study, quantity, as_written, unit, wording, low, high
):
    figure = {"quantity": quantity, "as_written": as_written, "unit": unit, "wording": wording}
    figures = an.read(write_study(figure)).figures
    assert (figures.at[0, "low"], figures.at[0, "high"]) == (low, high)


def test_a_regional_total_has_no_reporter_and_does_not_name_the_pair(write_study):
    total = {"quantity": "regional_turnover", "reporter": "", "region": "Alps"}
    folder = write_study(total, total | {"statistics_of": "own"}, {}, regions=[("Alps", "CHE")])
    study = an.read(folder)
    assert (study.reporter, study.partner) == ("GEO", "KOR")
    assert study.figures["side"].to_list() == ["open", "own", "open"]


def test_a_column_of_ones_own_is_kept_and_disturbs_nothing(known_by_heart):
    plain = an.series(an.read(known_by_heart), "turnover")
    path = known_by_heart / "figures.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    own = [f"{header},year,publisher,page", *(f"{row},1815,me,7" for row in rows)]
    path.write_text("\n".join(own), encoding="utf-8")
    study = an.read(known_by_heart)
    assert study.figures["page"].to_list() == ["7", "7", "7"]
    assert an.series(study, "turnover").equals(plain)
    assert an.figures_with_sources(study, study.figures)["publisher"].to_list() == ["Gazette"] * 3
    assert len(an.figures_after(an.focus(study, years=(2015, 2016)), "turnover")) == 1


def test_two_figures_of_the_same_thing_are_read(write_study):
    study = an.read(write_study({"quantity": "exports"}, {"quantity": "exports"}))
    assert len(study.figures) == 2


# What a study takes for granted, and what study.toml says.


def test_without_settings_a_study_is_about_the_pair_of_its_first_row_and_all_its_years(write_study):
    study = an.read(
        write_study(
            {"period": "2019"},
            {"period": "2016", "reporter": "KOR", "partner": "GEO", "quantity": "exports"},
            {"period": "2022-Q1"},
            {"period": ""},
            {"period": "2012", "partner": "FRA"},
        )
    )
    assert (study.reporter, study.partner, study.years) == ("GEO", "KOR", (2016, 2019))
    assert study.title == "Georgia and South Korea"


@pytest.mark.parametrize(
    ("periods", "years"), [(["2019-Q1", "2021-06"], (2019, 2021)), (["2018/2020"], (2018, 2020))]
)
def test_without_a_whole_year_the_years_are_those_of_the_parts(write_study, periods, years):
    assert an.read(write_study(*({"period": period} for period in periods))).years == years


def test_without_any_date_a_study_is_read_and_has_no_yearly_series(write_study):
    study = an.read(write_study({"period": ""}))
    assert an.series(study, "turnover").empty
    assert an.series(study, "turnover", period="")["value"].to_list() == [100]


def in_gazette_and_herald(gazette, herald):
    """Return turnovers of the years listed for either source."""
    return [
        {"period": str(year), "source_id": name}
        for name, years in (("gazette", gazette), ("herald", herald))
        for year in years
    ]


def test_the_headline_source_has_the_pair_with_most_years_of_turnover(write_study):
    figures = in_gazette_and_herald([2015], [2015, 2016])
    study = an.read(write_study(*figures, sources=("gazette", "herald")))
    assert study.headline_source == "herald"


def test_a_text_is_the_headline_source_before_official_statistics_of_more_years(write_study):
    office = {"source_id": "herald", "kind": "official statistics"}
    figures = in_gazette_and_herald([2015], [2015, 2016])
    assert an.read(write_study(*figures, sources=("gazette", office))).headline_source == "gazette"
    rank = {"quantity": "rank", "unit": "count", "as_written": "2", "source_id": "gazette"}
    study = an.read(write_study(rank, *figures[1:], sources=("gazette", office)))
    assert study.headline_source == "herald"
    alone = in_gazette_and_herald([], [2015, 2016])
    assert an.read(write_study(*alone, sources=("gazette", office))).headline_source == "herald"


def test_a_turnover_that_is_a_sum_counts_for_the_headline_source(write_study):
    figures = [
        *in_gazette_and_herald([2015], []),
        *(
            {"period": period, "source_id": "herald", "quantity": flow}
            for flow in ("exports", "imports")
            for period in ("2015", "2016")
        ),
    ]
    study = an.read(write_study(*figures, sources=("gazette", "herald")))
    assert study.headline_source == "herald"


def test_parts_of_years_other_pairs_and_a_year_twice_do_not_count_for_the_headline(write_study):
    figures = [
        *in_gazette_and_herald([2015, 2016], [2015]),
        {"period": "2016-Q1", "source_id": "herald"},
        {"period": "2017-Q1", "source_id": "herald"},
        {"period": "2016", "source_id": "herald", "partner": "FRA"},
        {"period": "2017", "source_id": "herald", "partner": "FRA"},
        {"period": "2015", "source_id": "herald"},
        {"period": "2015", "source_id": "herald", "statistics_of": "GEO"},
        {"period": "2017", "source_id": "herald", "quantity": "exports"},
    ]
    study = an.read(write_study(*figures, sources=("herald", "gazette")))
    assert study.headline_source == "gazette"


@pytest.mark.parametrize("sources", [("gazette", "herald"), ("herald", "gazette")])
def test_of_sources_with_equally_many_years_the_first_listed_is_the_headline(write_study, sources):
    study = an.read(write_study(*in_gazette_and_herald([2015], [2016]), sources=sources))
    assert study.headline_source == sources[0]


def test_a_byte_order_mark_before_the_settings_is_no_error(write_study):
    folder = write_study({}, settings='\ufefftitle = "Tea"')
    assert (folder / "study.toml").read_bytes().startswith(BOM)
    assert an.read(folder).title == "Tea"


def test_the_codes_that_may_be_meant_begin_with_those_of_the_same_first_letters():
    assert [close_codes(code)[0] for code in ("AZB", "CNH", "USB")] == ["AZE", "CHN", "USA"]


def test_study_toml_says_what_a_study_is_about(write_study):
    settings = (
        'title = "Tea"\nreporter = "KOR"\npartner = "GEO"\nfirst_year = 2016\n'
        'last_year = 2018\nheadline_source = "herald"'
    )
    study = an.read(write_study({}, sources=("gazette", "herald"), settings=settings))
    assert (study.title, study.reporter, study.partner) == ("Tea", "KOR", "GEO")
    assert (study.years, study.headline_source) == ((2016, 2018), "herald")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("title = Tea", "study.toml is not TOML in UTF-8"),
        ("first = 2016", "study.toml: 'first' is not one of title, reporter, partner, first_year"),
        ('first_year = "2016"', "study.toml: first_year = '2016' must be a whole number"),
        ("first_year = true", "study.toml: first_year = True must be a whole number"),
        ("title = 5", "study.toml: title = 5 must be a text in quotes"),
        ('reporter = "AZB"', "study.toml: 'AZB' is not an ISO 3166 alpha-3 code"),
        ('partner = "FRA"', "study.toml: no figure of GEO with FRA; the pairs are GEO-KOR"),
        ('headline_source = "x"', "study.toml: source 'x' is not in sources.csv, which has gazett"),
        ("first_year = 2030", "study.toml: the first year 2030 is after the last year 2015"),
    ],
)
def test_a_setting_that_is_wrong_is_refused(write_study, settings, message):
    assert refusal(write_study({}, settings=settings)).startswith(message)


# Variants.


def test_a_variant_replaces_cells_and_leaves_figures_out(known_by_heart, write_study):
    plain = an.read(known_by_heart)
    folder = write_study(
        {"period": "2015", "as_written": "100 million"},
        {"period": "2016", "as_written": "110 million"},
        {"period": "2017", "as_written": "99 million"},
        variants=[
            ("doubled", "f1", "as_written", "200 million", "a typing error"),
            ("doubled", "f1", "wording", "exact", ""),
            ("shorter", "f3", "", "", "withdrawn"),
        ],
    )
    assert an.read(folder).figures.equals(plain.figures)
    assert an.read(folder).variant is None
    doubled = an.read(folder, variant="doubled")
    assert doubled.variant == "doubled"
    assert doubled.figures["value"].to_list() == [200, 110, 99]
    assert doubled.figures["high"].to_list() == [200, 115, 99.5]
    shorter = an.read(folder, variant="shorter")
    assert shorter.figures["figure_id"].to_list() == ["f1", "f2"]
    assert shorter.years == (2015, 2016)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("v", "f9", "period", "2016", ""), "row 2, column figure_id: 'f9' is not in figures.csv"),
        (("v", "f1", "value", "5", ""), "row 2, column column: 'value' is not one of quantity, "),
        (("v", "f1", "figure_id", "f2", ""), "row 2, column column: 'figure_id' is not one of"),
        (("", "f1", "period", "2016", ""), "row 2, column variant: '' is blank"),
    ],
)
def test_a_variant_of_what_is_not_there_is_refused(write_study, row, message):
    assert refusal(write_study({}, variants=[row])).startswith(f"variants.csv, {message}")


def test_an_unknown_variant_is_refused_with_the_known_ones(write_study, known_by_heart):
    assert refusal(known_by_heart, variant="a") == (
        "variant 'a' is not in variants.csv, which has none"
    )
    folder = write_study({}, variants=[("b", "f1", "period", "2016", "")])
    assert refusal(folder, variant="a") == "variant 'a' is not in variants.csv, which has b"


@pytest.mark.parametrize("variant", [None, "a", "b"])
def test_a_malformed_cell_of_any_variant_is_refused_and_blamed_on_the_variant(write_study, variant):
    rows = [("a", "f1", "period", "2016", ""), ("b", "f1", "as_written", "1.8 bilion", "")]
    assert refusal(write_study({}, variants=rows), variant=variant) == (
        "variants.csv, row 3, variant 'b': figures.csv, row 2, column as_written: '1.8 bilion': "
        "the scale 'bilion' is not one of thousand, million, billion, trillion, lakh, crore (is "
        "billion meant?)"
    )


def test_cells_of_a_variant_that_do_not_fit_each_other_are_blamed_on_all_their_rows(write_study):
    rows = [("a", "f1", "quantity", "export_share", ""), ("a", "f1", "as_written", "20", "")]
    assert refusal(write_study({}, variants=rows)) == (
        "variants.csv, rows 2 and 3, variant 'a': figures.csv, row 2, column unit: "
        "'USD' does not fit export_share, which is in percent"
    )
    fitting = [*rows, ("a", "f1", "unit", "percent", "")]
    assert an.read(write_study({}, variants=fitting), "a").figures.at[0, "high"] == 20.5
