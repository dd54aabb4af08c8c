"""Periods are intervals of days, and fiscal years have months that somebody knows."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.study.periods import days, fiscal, fiscal_name, period_name, shifted, year_of

DAY = st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31))


@settings(derandomize=True, deadline=None)
@given(DAY, DAY)
def test_the_name_of_any_days_is_read_as_these_days(one, other):
    first, end = sorted([one.toordinal(), other.toordinal()])
    assert days(period_name(first, end + 1)) == (first, end + 1)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-M01/M08", "2019-01-01", "2019-08-31"),
        ("2019-M11/2020-M02", "2019-11-01", "2020-02-29"),
        ("2019/2020", "2019-01-01", "2020-12-31"),
        ("2021-03-21/2021-08-22", "2021-03-21", "2021-08-22"),
        ("2021-03-21", "2021-03-21", "2021-03-21"),
    ],
)
def test_each_form_of_a_period_has_its_first_and_last_day(period, first, last):
    start, end = days(period)
    dates = [datetime.date.fromordinal(day) for day in (start, end - 1)]
    assert [date.isoformat() for date in dates] == [first, last]


@pytest.mark.parametrize("month", range(2, 13))
def test_a_fiscal_year_is_twelve_months_and_keeps_its_name(month):
    period = fiscal("1999/00", month)
    first, end = days(period)
    assert shifted(first, 1) == end
    assert fiscal_name(period) == "1999/00"
    assert year_of(period, month) == 1999
    assert year_of(period) is None


def fiscal_study(write_study, *figures, countries=(), reporter="IND", partner="KAZ", **options):
    parties = {"reporter": reporter, "partner": partner}
    return write_study(*(parties | figure for figure in figures), countries=countries, **options)


def test_a_fiscal_year_has_the_months_of_the_side_whose_statistics_it_is(write_study):
    folder = fiscal_study(write_study, {"period": "2018/19", "statistics_of": "IND"})
    study = an.read(folder)
    assert study.figures["period"].to_list() == ["2018-M04/2019-M03"]
    assert (study.years, study.year_begins, study.year_name(2018)) == ((2018, 2018), 4, "2018/19")


def test_a_fiscal_year_whose_months_nobody_knows_is_refused_with_the_remedy(write_study):
    folder = fiscal_study(write_study, {"period": "2018/19", "statistics_of": "KAZ"})
    with pytest.raises(an.DataError, match=r"first month is not known: write whose statistics"):
        an.read(folder)


def test_where_the_side_is_open_one_whose_years_begin_in_january_has_no_fiscal_year(write_study):
    folder = fiscal_study(write_study, {"period": "2018/19"})
    table = "code,name,fiscal_year_starts\nKAZ,Kazakhstan,1\n"
    (folder / "countries.csv").write_text(table, encoding="utf-8")
    assert an.read(folder).figures["period"].to_list() == ["2018-M04/2019-M03"]


def test_fiscal_years_are_a_series_of_their_own_and_never_one_with_calendar_years(write_study):
    folder = fiscal_study(
        write_study,
        {"period": "2018/19", "as_written": "550 million"},
        {"period": "2019/20", "as_written": "660 million"},
        {"period": "2019", "as_written": "600 million"},
    )
    turnover = an.series(an.read(folder), "turnover")
    assert turnover["value"].to_dict() == {2018: 550.0, 2019: 660.0}
    assert an.growth(turnover)["value"].round(6).to_dict()[2019] == 20.0


@pytest.mark.parametrize(("growth", "verdict"), [("50", "conflicting"), ("10.5", "consistent")])
def test_growth_of_a_fiscal_year_is_over_the_fiscal_year_before(write_study, growth, verdict):
    """890 and 983 million are growth of 9.8 to 11.1 percent."""
    percent = {"quantity": "exports_growth", "as_written": growth, "unit": "percent"}
    folder = fiscal_study(
        write_study,
        {"quantity": "exports", "period": "2019/20", "as_written": "890 million"},
        {"quantity": "exports", "period": "2020/21", "as_written": "983 million"},
        percent | {"period": "2020/21"},
    )
    assert set(an.reconcile(an.read(folder)).verdict) == {verdict}


@pytest.mark.parametrize(
    ("year", "verdict"),
    [("100 million", "consistent"), ("240 million", "conflicting")],
)
def test_a_fiscal_year_is_at_most_the_two_calendar_years_that_it_overlaps(
    write_study, year, verdict
):
    folder = fiscal_study(
        write_study,
        {"period": "2018/19", "as_written": year},
        {"period": "2018", "as_written": "95 million"},
        {"period": "2019", "as_written": "105 million"},
    )
    assert an.reconcile(an.read(folder)).verdict["f1"] == verdict


def test_growth_may_be_over_any_earlier_period(write_study):
    percent = {"quantity": "exports_growth", "as_written": "20", "unit": "percent"}
    folder = write_study(
        {"quantity": "exports", "period": "2014", "as_written": "100.0 million"},
        {"quantity": "exports", "period": "2019", "as_written": "150.0 million"},
        percent | {"period": "2019", "base": "2014"},
    )
    assert set(an.reconcile(an.read(folder)).verdict) == {"conflicting"}
    folder = write_study({"base": "2014"})
    with pytest.raises(an.DataError, match="base: '2014' must be blank for turnover"):
        an.read(folder)


@pytest.mark.parametrize(("growth", "verdict"), [("25", "consistent"), ("90", "conflicting")])
def test_growth_of_part_of_a_year_over_a_year_is_over_the_same_part_of_it(
    write_study, growth, verdict
):
    percent = {"quantity": "exports_growth", "as_written": growth, "unit": "percent"}
    folder = write_study(
        {"quantity": "exports", "period": "2019-Q1", "as_written": "25 million"},
        {"quantity": "exports", "period": "2014-Q1", "as_written": "20.0 million"},
        percent | {"period": "2019-Q1", "base": "2014"},
    )
    assert set(an.reconcile(an.read(folder)).verdict) == {verdict}


def test_a_base_that_is_not_before_the_period_is_refused(write_study):
    percent = {"quantity": "exports_growth", "as_written": "5", "unit": "percent"}
    for base in ("2015", "2016"):
        with pytest.raises(an.DataError, match="must be before the period"):
            an.read(write_study(percent | {"period": "2015", "base": base}))
