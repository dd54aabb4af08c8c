"""Series of figures by year: the contract of `series`, `headline`, `later`, `focus` and others."""

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis as an
from analysis.study.quantities import LIMITS, MIRROR, QUANTITIES, units_of
from analysis.timeseries.by_source import last_of_sources
from analysis.timeseries.headline import headline_rows

INF = float("inf")


@pytest.fixture
def read(write_study):
    """Return a function that reads a study of the given figures."""

    def read(*figures, **options):
        return an.read(write_study(*figures, **options))

    return read


def years_and_values(series):
    return dict(zip(series.index, series["value"], strict=True))


def test_a_series_is_a_frame_of_value_low_and_high_by_year(known_by_heart):
    series = an.series(an.read(known_by_heart), "turnover")
    expected = pd.DataFrame(
        {"value": [100.0, 110, 99], "low": [50.0, 105, 98.5], "high": [150.0, 115, 99.5]},
        index=pd.Index([2015, 2016, 2017], name="year"),
    )
    pd.testing.assert_frame_equal(series, expected)


@pytest.mark.thorough
def test_the_order_of_rows_changes_nothing(write_study):
    figures = [
        {"figure_id": f"f{year}", "period": str(year), "as_written": f"{year} million"}
        for year in (2015, 2016, 2017)
    ] + [
        {"figure_id": flow, "period": "2018", "quantity": flow, "as_written": f"{amount} million"}
        for flow, amount in (("exports", 61), ("imports", 39))
    ]
    expected = an.series(an.read(write_study(*figures)), "turnover")
    assert years_and_values(expected) == {2015: 2015, 2016: 2016, 2017: 2017, 2018: 100}
    for rows in itertools.islice(itertools.permutations(figures), 1, None, 11):
        study = an.read(write_study(*rows))
        pd.testing.assert_frame_equal(an.series(study, "turnover"), expected)
        assert study.years == (2015, 2018)


def test_a_gap_in_the_years_stays_a_gap(read):
    study = read({"period": "2015"}, {"period": "2018"})
    assert an.series(study, "turnover").index.to_list() == [2015, 2018]


def test_a_quantity_without_figures_has_an_empty_series(read):
    series = an.series(read({}), "exports")
    assert series.empty
    assert series.columns.to_list() == ["value", "low", "high"]
    assert series.index.name == "year"


def test_parts_of_years_spans_and_undated_figures_are_in_no_yearly_series(read):
    study = read(
        {"period": "2015"},
        {"period": "2016-Q1"},
        {"period": "2017-M01/M12"},
        {"period": "2018-06"},
        {"period": "2015/2018"},
        {"period": ""},
    )
    assert an.series(study, "turnover", years="all").index.to_list() == [2015]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("period", "value"), [("2016-Q1", 30), ("2015/2016", 210), ("", 7), ("2015", 100)]
)
def test_a_period_gives_the_one_row_of_a_dated_or_part_year_figure(read, period, value):
    study = read(
        {"period": "2015"},
        {"period": "2016-Q1", "as_written": "30 million"},
        {"period": "2015/2016", "as_written": "210 million"},
        {"period": "", "as_written": "7 million"},
    )
    series = an.series(study, "turnover", period=period)
    assert years_and_values(series) == {period: value}
    assert series.index.name == "period"
    assert series.columns.to_list() == ["value", "low", "high"]


def test_the_period_of_a_figure_may_lie_outside_the_years_of_the_study(read):
    study = read({"period": "2015"}, {"period": "2021-06", "quantity": "investment_stock"})
    assert years_and_values(an.series(study, "investment_stock", period="2021-06")) == {
        "2021-06": 100
    }


def test_a_period_without_a_figure_gives_no_row(known_by_heart):
    assert an.series(an.read(known_by_heart), "turnover", period="2016-Q1").empty


def test_the_years_are_the_study_s_or_the_given_ones_or_all(write_study):
    folder = write_study(
        *({"period": str(year)} for year in range(2014, 2020)),
        settings="first_year = 2015\nlast_year = 2017",
    )
    study = an.read(folder)
    assert an.series(study, "turnover").index.to_list() == [2015, 2016, 2017]
    years = an.series(study, "turnover", years=(2017, 2018)).index
    assert years.to_list() == [2017, 2018]
    assert an.series(study, "turnover", years="all").index.to_list() == list(range(2014, 2020))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("wording", "strict", "close"),
    [
        ("more than", (780, INF), (780, 790)),
        ("less than", (0, 780), (770, 780)),
        ("stated", (775, 785), (775, 785)),
    ],
)
def test_a_close_reading_ends_what_is_open(read, wording, strict, close):
    study = read({"as_written": "780 million", "wording": wording})
    for reading, ends in (("strict", strict), ("close", close)):
        series = an.series(study, "turnover", reading=reading)
        assert (series.at[2015, "low"], series.at[2015, "high"]) == ends
        assert an.headline(study, "turnover", reading=reading).equals(series)


def test_a_close_reading_of_given_years_ends_what_is_open_too(read):
    study = read({"as_written": "780 million", "wording": "more than"})
    (year,) = an.headline(study, "turnover", years="all", reading="close").to_dict("records")
    assert (year["low"], year["high"]) == (780, 790)


def test_a_close_reading_is_cut_to_what_the_quantity_can_be(read):
    share = {"quantity": "export_share", "unit": "percent", "wording": "more than"}
    series = an.series(read(share | {"as_written": "99.95"}), "export_share", reading="close")
    assert (series.at[2015, "low"], series.at[2015, "high"]) == (99.95, 99.96)
    series = an.series(read(share | {"as_written": "100"}), "export_share", reading="close")
    assert (series.at[2015, "low"], series.at[2015, "high"]) == (100, 100)


# Sources and sides.


def test_several_sources_without_a_choice_are_refused_and_listed(read):
    study = read({}, {"source_id": "herald", "period": "2016"}, sources=("gazette", "herald"))
    with pytest.raises(an.DataError) as caught:
        an.series(study, "turnover", years="all")
    assert str(caught.value) == (
        "turnover has several sources or sides: gazette (statistics_of ''); "
        "herald (statistics_of ''); choose with source=, statistics_of= or region="
    )
    assert years_and_values(an.series(study, "turnover", source="herald", years="all")) == {
        2016: 100
    }


def test_sources_of_other_years_leave_no_choice_to_make(read):
    study = read({}, {"source_id": "herald", "period": "2016"}, sources=("gazette", "herald"))
    assert years_and_values(an.series(study, "turnover", years=(2016, 2016))) == {2016: 100}


def test_several_sides_without_a_choice_are_refused_and_listed(read):
    study = read({}, {"statistics_of": "GEO", "period": "2016"}, {"statistics_of": "KOR"})
    with pytest.raises(an.DataError, match=r"'KOR'\); choose with source="):
        an.series(study, "turnover", years=(2015, 2015))
    for side, years in (("", [2015]), ("GEO", [2016]), ("KOR", [2015])):
        assert an.series(study, "turnover", statistics_of=side).index.to_list() == years


def test_several_regions_without_a_choice_are_refused_and_listed(read):
    share = {"quantity": "share_of_region", "unit": "percent", "as_written": "45"}
    regions = [("Alps", "GEO"), ("Andes", "GEO")]
    study = read(share | {"region": "Alps"}, share | {"region": "Andes"}, regions=regions)
    with pytest.raises(an.DataError, match=r"region 'Alps'\); gazette .*, region 'Andes'\)"):
        an.series(study, "share_of_region")
    assert len(an.series(study, "share_of_region", region="Andes")) == 1


def test_of_two_figures_of_the_same_thing_by_one_source_the_finer_one_counts(read):
    study = read(
        {"as_written": "0.1 billion"},
        {"as_written": "101.4 million"},
        {"as_written": "101 million", "wording": "more than"},
        {"period": "2016"},
    )
    assert years_and_values(an.series(study, "turnover")) == {2015: 101.4, 2016: 100}


def test_of_two_equally_fine_figures_the_first_counts(read):
    study = read({"as_written": "100.0 million"}, {"as_written": "110.0 million"})
    assert years_and_values(an.series(study, "turnover")) == {2015: 100}


def test_a_code_that_is_no_economy_s_is_refused_with_the_one_that_may_be_meant(read):
    with pytest.raises(an.DataError, match=r"^'GEOR' is not an ISO 3166 .* \(is GEO meant\?\)$"):
        an.series(read({}), "turnover", reporter="GEOR")


def test_of_a_part_of_a_year_given_twice_the_finer_figure_counts_too(read):
    study = read({"period": "2016-Q1"}, {"period": "2016-Q1", "as_written": "100.4 million"})
    assert an.series(study, "turnover", period="2016-Q1")["value"].to_list() == [100.4]


def test_the_same_thing_under_its_mirror_name_is_the_same_thing_given_twice(read):
    there = {"quantity": "imports", "reporter": "KOR", "partner": "GEO"}
    study = read({"quantity": "exports"}, there | {"as_written": "100.4 million"})
    assert years_and_values(an.series(study, "exports")) == {2015: 100.4}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"quantity": "sales"}, "quantity 'sales' is not one of turnover, exports"),
        ({"reading": "open"}, "reading 'open' is not one of strict, close"),
        ({"source": "herald"}, "source 'herald' is not in sources.csv, which has gazette"),
        ({"source": ""}, "source '' is not in sources.csv, which has gazette"),
        ({"reporter": "AZB"}, "'AZB' is not an ISO 3166 alpha-3 code or WLD"),
        ({"partner": "AZB"}, "'AZB' is not an ISO 3166 alpha-3 code or WLD"),
        ({"statistics_of": "AZB"}, "statistics_of 'AZB' is no side of turnover: write 'open' or"),
        ({"statistics_of": "own"}, "code; the figures have open"),
        ({"region": "Alp"}, r"region 'Alp' is not in regions\.csv, which has none"),
    ],
)
def test_an_unknown_word_is_refused_with_the_known_ones(known_by_heart, arguments, message):
    with pytest.raises(an.DataError, match=message):
        an.series(an.read(known_by_heart), **{"quantity": "turnover"} | arguments)


def test_an_unknown_region_is_refused_with_the_known_ones(read):
    study = read({}, regions=[("Alps", "GEO"), ("Andes", "PER")])
    with pytest.raises(an.DataError, match=r"region 'Alp' is not .*, which has Alps, Andes"):
        an.series(study, "share_of_region", region="Alp")
    assert an.series(study, "share_of_region", region="Andes").empty


def test_the_open_side_is_chosen_by_the_word_that_shows_it(read):
    study = read({"statistics_of": "GEO"}, {"as_written": "7 million"})
    assert study.figures["side"].to_list() == ["GEO", "open"]
    assert years_and_values(an.series(study, "turnover", statistics_of="open")) == {2015: 7}


@pytest.mark.parametrize("years", ["spring", (2015,), ("2015", "2016"), (2015, None)])
def test_years_that_are_none_are_refused_with_the_form_of_some(known_by_heart, years):
    study = an.read(known_by_heart)
    for ask in (an.series, an.headline):
        with pytest.raises(an.DataError, match=r"is not a first and a last year, as in years=\("):
            ask(study, "turnover", years=years)


def test_years_in_the_wrong_order_are_refused(known_by_heart):
    with pytest.raises(an.DataError, match="the first year 2016 is after the last year 2015"):
        an.series(an.read(known_by_heart), "turnover", years=(2016, 2015))


def test_a_figure_that_is_changed_in_place_changes_the_series(known_by_heart):
    study = an.read(known_by_heart)
    assert years_and_values(an.headline(study, "turnover", years=(2015, 2015))) == {2015: 100}
    study.figures.loc[0, "value"] = 101
    assert years_and_values(an.headline(study, "turnover", years=(2015, 2015))) == {2015: 101}


# Mirror names, sums, regions.


@pytest.mark.thorough
@pytest.mark.parametrize("quantity", sorted(MIRROR))
@pytest.mark.parametrize("side", ["GEO", "KOR", ""])
def test_a_figure_is_found_under_its_name_from_the_partner_s_view_on_the_same_side(
    read, quantity, side
):
    unit = units_of(quantity)[0]
    number = "7" if unit == "percent" else "7 million"
    figure = {"quantity": quantity, "unit": unit, "as_written": number, "statistics_of": side}
    study = read(figure | ({"base": "2012"} if quantity.endswith("_cagr") else {}))
    here = an.series(study, quantity, statistics_of=side)
    there = an.series(study, MIRROR[quantity], reporter="KOR", partner="GEO", statistics_of=side)
    sign = -1 if quantity == "balance" else 1
    assert here.at[2015, "value"] == 7
    assert there["value"].to_list() == [sign * 7]
    assert sorted([sign * there.at[2015, "low"], sign * there.at[2015, "high"]]) == [6.5, 7.5]
    assert there.at[2015, "low"] < there.at[2015, "high"]
    for other in {"GEO", "KOR", ""} - {side}:
        assert an.series(study, quantity, statistics_of=other).empty


@pytest.mark.thorough
@pytest.mark.parametrize("quantity", ["loan", "investment_stock", "exports_share_of_total"])
def test_what_has_no_name_from_the_partner_s_view_is_found_under_its_own_only(read, quantity):
    unit = units_of(quantity)[0]
    number = "7" if unit == "percent" else "7 million"
    study = read({"quantity": quantity, "unit": unit, "as_written": number})
    for other in QUANTITIES:
        if other != "regional_turnover":
            assert an.series(study, other, reporter="KOR", partner="GEO").empty


def test_the_mirror_of_the_mirror_is_the_quantity_itself():
    for quantity, mirror in MIRROR.items():
        assert MIRROR[mirror] == quantity
        assert units_of(mirror) == units_of(quantity)
    assert set(MIRROR) <= set(LIMITS) == set(QUANTITIES)


def flows(exports="61 million", imports="39 million", **same):
    """Return a figure of exports and one of imports."""
    return (
        {"quantity": "exports", "as_written": exports, **same},
        {"quantity": "imports", "as_written": imports, **same},
    )


def test_a_turnover_is_the_sum_where_a_source_prints_exports_and_imports_alone(read):
    series = an.series(read(*flows()), "turnover")
    assert series.loc[2015].to_list() == [100, 99, 101]
    assert an.series(read(*flows(period="2016-Q1")), "turnover", period="2016-Q1").loc[
        "2016-Q1"
    ].to_list() == [100, 99, 101]


def test_a_sum_takes_flows_under_either_name_and_either_reading(read):
    here = {"quantity": "exports", "as_written": "60 million", "wording": "more than"}
    there = {"quantity": "exports", "reporter": "KOR", "partner": "GEO", "as_written": "39 million"}
    study = read(here, there)
    assert an.series(study, "turnover").loc[2015].to_list() == [99, 98.5, INF]
    close = an.series(study, "turnover", reporter="KOR", partner="GEO", reading="close")
    assert close.loc[2015].to_list() == [99, 98.5, 109.5]


def test_a_printed_turnover_goes_before_a_sum(read):
    study = read(*flows(), {"as_written": "103 million"}, *flows(period="2016"))
    assert years_and_values(an.series(study, "turnover")) == {2015: 103, 2016: 100}


def test_flows_of_different_sources_sides_or_years_are_not_summed(read):
    exports, imports = flows()
    sources = ("gazette", "herald")
    for other in ({"source_id": "herald"}, {"statistics_of": "KOR"}, {"period": "2016"}):
        assert an.series(read(exports, imports | other, sources=sources), "turnover").empty
    assert an.series(read(exports), "turnover").empty


def test_a_sum_is_of_the_finer_flows_also_where_one_is_open_ended(read):
    exports, imports = flows()
    said = [exports, exports | {"as_written": "61.4 million"}]
    said += [imports | {"as_written": f"{n} million", "wording": "more than"} for n in (38, 39)]
    sum_of = an.headline(read(*said), "turnover").loc[2015]
    assert (sum_of["value"], sum_of["low"]) == pytest.approx((100.4, 100.35))


def test_each_side_has_its_own_sum(read):
    study = read(*flows(statistics_of="GEO"), *flows("81 million", statistics_of="KOR"))
    for side, total in (("GEO", 100), ("KOR", 120)):
        assert an.series(study, "turnover", statistics_of=side).at[2015, "value"] == total


def test_a_flow_given_twice_has_the_sum_of_the_finer_figure(read):
    exports, imports = flows()
    finer = exports | {"as_written": "40.2 million"}
    study = read(exports, finer, imports, {"source_id": "herald"}, sources=("gazette", "herald"))
    whole = an.series(study, "turnover", source="gazette").at[2015, "value"]
    assert whole == pytest.approx(40.2 + an.series(study, "imports").at[2015, "value"])
    assert an.series(study, "turnover", source="herald").at[2015, "value"] == 100


def test_a_regional_total_has_a_partner_and_no_reporter(read):
    total = {"quantity": "regional_turnover", "reporter": "", "region": "Alps"}
    study = read({}, total | {"as_written": "900 million"}, regions=[("Alps", "GEO")])
    expected = {2015: 900}
    assert years_and_values(an.series(study, "regional_turnover")) == expected
    assert years_and_values(an.series(study, "regional_turnover", region="Alps")) == expected
    assert an.series(study, "regional_turnover", partner="FRA").empty


def test_another_pair_is_another_reporter_or_partner(read):
    study = read({}, {"partner": "FRA", "as_written": "7 million"})
    assert years_and_values(an.series(study, "turnover")) == {2015: 100}
    assert years_and_values(an.series(study, "turnover", partner="FRA")) == {2015: 7}
    assert an.series(study, "turnover", reporter="FRA").empty


# headline, later, region_members, figures_with_sources, focus.


def test_the_headline_is_the_series_of_the_headline_source(read):
    study = read(
        {"period": "2015"},
        {"period": "2016"},
        {"period": "2015", "source_id": "herald", "as_written": "7 million"},
        sources=("herald", "gazette"),
    )
    assert years_and_values(an.headline(study, "turnover")) == {2015: 100, 2016: 100}
    assert years_and_values(an.headline(study, "turnover", years=(2016, 2016))) == {2016: 100}


def test_of_a_headline_source_with_both_sides_the_reporter_s_is_the_headline(read):
    study = read(
        {"statistics_of": "KOR", "as_written": "7 million"},
        {"statistics_of": "GEO", "as_written": "8 million"},
    )
    assert years_and_values(an.headline(study, "turnover")) == {2015: 8}
    there = an.focus(study, reporter="KOR", partner="GEO")
    assert years_and_values(an.headline(there, "turnover")) == {2015: 7}


@pytest.mark.parametrize("side", ["GEO", "KOR", ""])
def test_of_a_headline_source_with_one_side_that_is_the_headline(read, side):
    study = read({"statistics_of": side})
    assert years_and_values(an.headline(study, "turnover")) == {2015: 100}


def test_a_side_named_for_one_quantity_leaves_the_headline_of_the_others_as_it_is(read):
    exports = {"quantity": "exports", "as_written": "61 million", "statistics_of": "GEO"}
    study = read({}, {"period": "2016"}, exports)
    assert years_and_values(an.headline(study, "turnover")) == {2015: 100, 2016: 100}
    assert years_and_values(an.headline(study, "exports")) == {2015: 61}
    assert an.headline_side(study) == ""


def test_a_turnover_that_is_a_sum_has_a_side_as_a_printed_one_has(read):
    study = read({"period": "2016", "statistics_of": "KOR"}, *flows(statistics_of="GEO"))
    assert years_and_values(an.headline(study, "turnover")) == {2015: 100}
    assert an.headline_side(study) == "GEO"


def test_without_turnover_the_headline_side_is_that_of_the_other_trade_figures(read):
    study = read({"quantity": "exports", "statistics_of": "KOR"})
    assert an.headline_side(study) == "KOR"


def test_a_close_headline_has_a_ceiling_and_a_strict_one_has_none(read):
    study = read({"wording": "more than"}, {"period": "2016"})
    assert an.headline(study, "turnover", reading="close")["high"].to_list() == [200, 150]
    assert an.headline(study, "turnover")["high"].to_list() == [INF, 150]
    assert an.series(study, "turnover", years="2016").index.to_list() == [2016]
    assert an.series(study, "turnover", years="2015-2016").index.to_list() == [2015, 2016]


def test_later_figures_are_those_after_the_last_year_of_every_source_and_side(write_study):
    folder = write_study(
        {"period": "2015"},
        {"period": "2017", "source_id": "herald", "statistics_of": "KOR"},
        {"period": "2016"},
        {"period": "2016", "source_id": "herald", "as_written": "7 million"},
        {"period": "2017-Q1"},
        {"period": "2017", "partner": "FRA"},
        *flows(period="2018"),
        sources=("gazette", "herald"),
        settings="last_year = 2015",
    )
    later = an.figures_after(an.read(folder), "turnover")
    assert later.index.to_list() == [2016, 2016, 2017, 2018]
    assert later.index.name == "year"
    assert later["source_id"].to_list() == ["gazette", "herald", "herald", "gazette"]
    assert later["statistics_of"].to_list() == ["", "", "KOR", ""]
    assert later["value"].to_list() == [100, 7, 100, 100]
    assert later.loc[2018, ["low", "high"]].to_list() == [99, 101]
    assert {"value", "low", "high", "statistics_of", "source_id"} <= set(later.columns)


def test_the_last_year_is_the_last_that_any_source_has(read):
    later = {"source_id": "herald", "statistics_of": "KOR", "period": "2017"}
    study = read(
        {"period": "2016"},
        later | {"as_written": "7 million", "wording": "about", "note": "in tea"},
        later | {"source_id": "times"},
        sources=("gazette", {"source_id": "herald", "published": "2018-02-01"}, "times"),
    )
    last = last_of_sources(study, "turnover")
    assert last.index.to_list() == [2017, 2017]
    assert last.iloc[0].to_dict() == {
        "value": 7,
        "low": 6,
        "high": 8,
        "as_written": "7 million",
        "wording": "about",
        "unit": "USD",
        "statistics_of": "KOR",
        "source_id": "herald",
        "note": "in tea",
        "publisher": "Herald",
        "published": "2018-02-01",
    }
    assert last.attrs["source"] == "Herald (2018-02-01); Times (undated)"


def test_without_later_years_there_are_no_later_figures(known_by_heart):
    assert an.figures_after(an.read(known_by_heart), "turnover").empty


REGION = [("Alps", "GEO"), ("Alps", "CHE"), ("Alps", "AUT")]


def test_the_members_of_a_region_are_one_frame_of_many_pairs(read):
    study = read(
        {"statistics_of": "GEO"},
        {"statistics_of": "KOR", "as_written": "7 million"},
        {"statistics_of": "CHE", "reporter": "CHE", "as_written": "8 million", "period": "2014"},
        *flows(statistics_of="CHE", reporter="CHE"),
        regions=REGION,
    )
    members = an.region_members(study, "Alps", source="gazette")
    assert members.index.names == ["reporter", "partner", "year"]
    assert years_and_values(members) == {("GEO", "KOR", 2015): 100, ("CHE", "KOR", 2015): 100}
    theirs = an.region_members(study, "Alps", source="gazette", statistics_of="KOR")
    assert years_and_values(theirs) == {("GEO", "KOR", 2015): 7}


def test_a_region_or_source_that_is_unknown_has_no_members(read):
    study = read({}, regions=REGION)
    with pytest.raises(an.DataError, match=r"'Andes' is not in regions\.csv"):
        an.region_members(study, "Andes", source="gazette")
    with pytest.raises(an.DataError, match=r"source 'herald' is not in sources\.csv"):
        an.region_members(study, "Alps", source="herald")


def test_cited_figures_say_what_was_printed_where_and_by_whom(read):
    study = read({"note": "in tea"}, {"period": "2016"})
    figures_with_sources = an.figures_with_sources(study, study.figures.iloc[[0]])
    assert figures_with_sources.index.to_list() == ["f1"]
    told = figures_with_sources.loc["f1", ["as_written", "publisher", "note"]].to_list()
    assert told == ["100 million", "Gazette", "in tea"]


def test_focus_on_other_years_keeps_pair_and_headline(read):
    study = read(*({"period": str(year)} for year in (2015, 2016, 2017)))
    focused = an.focus(study, years=(2016, None))
    assert (focused.years, focused.headline_source) == ((2016, 2017), "gazette")
    assert (focused.reporter, focused.partner, focused.title) == ("GEO", "KOR", study.title)
    assert an.series(focused, "turnover").index.to_list() == [2016, 2017]
    assert study.years == (2015, 2017)


def test_focus_on_another_pair_follows_its_years_sources_and_names(write_study):
    folder = write_study(
        {},
        {"reporter": "CHE", "period": "2018", "source_id": "herald"},
        {"reporter": "CHE", "period": "2019", "source_id": "herald"},
        sources=("gazette", "herald"),
        settings='title = "Tea"\nlast_year = 2015',
    )
    focused = an.focus(an.read(folder), reporter="CHE")
    assert (focused.reporter, focused.partner) == ("CHE", "KOR")
    assert (focused.years, focused.headline_source) == ((2018, 2019), "herald")
    assert focused.title == "Switzerland and South Korea"


def test_focus_takes_a_headline_source_and_a_title(read):
    study = read({}, sources=("gazette", "herald"))
    focused = an.focus(study, headline_source="herald", title="Tea")
    assert (focused.headline_source, focused.title) == ("herald", "Tea")
    assert an.headline(focused, "turnover").empty


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"reporter": "AZB"}, "'AZB' is not an ISO 3166 alpha-3 code"),
        ({"partner": "FRA"}, "no figure of GEO with FRA; the pairs are GEO-KOR"),
        ({"years": (2017, 2016)}, "the first year 2017 is after the last year 2016"),
        ({"headline_source": "herald"}, r"source 'herald' is not in sources\.csv, which has gaze"),
    ],
)
def test_focus_on_what_is_not_there_is_refused_with_what_is(known_by_heart, arguments, message):
    with pytest.raises(an.DataError, match=message):
        an.focus(an.read(known_by_heart), **arguments)


@pytest.mark.parametrize(
    ("variant", "values"),
    [(None, {2015: 100, 2016: 110}), ("later", {2016: 110, 2017: 100}), ("none", {2016: 110})],
)
def test_a_variant_is_another_series(write_study, variant, values):
    folder = write_study(
        {"period": "2015"},
        {"period": "2016", "as_written": "110 million"},
        variants=[("later", "f1", "period", "2017", ""), ("none", "f1", "", "", "")],
    )
    assert years_and_values(an.series(an.read(folder, variant), "turnover")) == values


# What stands beside the numbers.


def test_a_series_names_its_publishers_once_each_with_the_date_or_that_there_is_none(read):
    study = read(
        {"period": "2015"},
        {"period": "2016"},
        {"period": "2017", "source_id": "herald"},
        sources=("gazette", "herald"),
    )
    assert an.headline(study, "turnover").attrs["source"] == "Gazette (undated)"
    assert an.series(study, "turnover", years=(2017, 2017)).attrs["source"] == "Herald (undated)"
    both = "Gazette (undated); Herald (undated)"
    assert study.credit(["gazette", None, "herald", "gazette", ""]) == both
    assert an.by_source(study, "turnover").attrs["source"] == both
    before = an.focus(study, years=(2015, 2016))
    assert an.figures_after(before, "turnover").attrs["source"] == "Herald (undated)"


def test_a_source_without_a_date_is_undated_and_one_with_a_date_has_it():
    study = an.read(Path(__file__).parents[1] / "invented")
    line = study.credit(["fund-2007"])
    assert line == "The Invented Fund (2007-02-01)"


def test_statements_and_cited_figures_have_the_columns_that_their_reference_names(read):
    study = read({"note": "in tea"}, *flows(period="2016"))
    statements = an.by_source(study, "turnover")
    assert statements.columns.to_list() == (
        "value low high statistics_of source_id publisher published note".split()
    )
    assert statements.index.name == "year"
    assert statements.loc[2015, ["publisher", "note"]].to_list() == ["Gazette", "in tea"]
    assert an.by_source(study, "turnover", 2016).index.to_list() == [2016]
    figures_with_sources = an.figures_with_sources(study, study.figures)
    assert figures_with_sources.index.name == "figure_id"
    assert (
        figures_with_sources.columns.to_list()
        == (
            "quantity reporter partner period as_written wording low high statistics_of "
            "publisher published note"
        ).split()
    )
    assert figures_with_sources["publisher"].to_list() == ["Gazette"] * 3


def test_later_figures_are_of_the_year_after_the_last_at_the_earliest(read):
    study = read({"period": "2015"}, {"period": "2016"}, {"period": "2017"})
    assert an.figures_after(an.focus(study, years=(2015, 2015)), "turnover").index.to_list() == [
        2016,
        2017,
    ]


def test_the_rows_behind_a_headline_are_those_of_its_years_reading_and_side(read):
    study = read(
        {"period": "2015", "wording": "more than"},
        {"period": "2016"},
        {"period": "2016", "statistics_of": "KOR"},
        {"period": "2016", "source_id": "herald"},
        sources=("gazette", "herald"),
    )
    rows = headline_rows(study, "turnover")
    assert rows["figure_id"].to_list() == ["f3"]
    rows = headline_rows(study, "turnover", (2015, 2015), "close")
    assert (rows["figure_id"].to_list(), rows["high"].to_list()) == (["f1"], [200])
    assert headline_rows(study, "turnover", (2015, 2015))["high"].to_list() == [INF]


def test_a_headline_of_a_regional_total_has_no_reporter(read):
    total = {"quantity": "regional_turnover", "reporter": "", "region": "Alps"}
    study = read({}, total | {"as_written": "900 million"}, regions=[("Alps", "GEO")])
    assert years_and_values(an.headline(study, "regional_turnover")) == {2015: 900}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"quantity": "sales"}, "quantity 'sales' is not one of turnover, exports"),
        ({"quantity": "turnover", "reading": "open"}, "reading 'open' is not one of strict, close"),
    ],
)
def test_a_series_or_headline_of_an_unknown_word_is_refused_with_the_known_ones(
    known_by_heart, arguments, message
):
    study = an.read(known_by_heart)
    for ask in (an.series, an.headline):
        with pytest.raises(an.DataError, match=f"^{message}"):
            ask(study, **arguments)


def test_without_turnover_only_trade_of_the_pair_by_the_headline_source_has_a_side(read):
    exports = {"quantity": "exports", "statistics_of": "KOR"}
    others = [
        exports | {"statistics_of": "GEO", "source_id": "herald"},
        exports | {"statistics_of": "GEO", "partner": "FRA"},
        {"quantity": "investment_stock", "statistics_of": "GEO"},
    ]
    assert an.headline_side(read(exports, *others, sources=("gazette", "herald"))) == "KOR"
    assert (
        an.headline_side(
            read(
                *others,
                exports,
                settings='headline_source = "gazette"',
                sources=("gazette", "herald"),
            )
        )
        == "KOR"
    )


def test_without_any_figure_of_trade_the_headline_side_is_open(read):
    assert an.headline_side(read({"quantity": "loan"})) == ""


@pytest.mark.parametrize("years", ["2015 2016", (2015,), (2015, 2016, 2017), 2015.5, "al"])
def test_years_that_are_none_are_shown_as_they_were_given(known_by_heart, years):
    with pytest.raises(an.DataError) as caught:
        an.series(an.read(known_by_heart), "turnover", years=years)
    assert str(caught.value) == (
        f"years {years!r} is not a first and a last year, as in years=(2015, 2020), nor 'all'"
    )


@pytest.mark.thorough
@pytest.mark.parametrize("years", [2016, "2016", np.int64(2016), (2016, 2016), "2016-2016"])
def test_one_year_can_be_written_in_any_way(known_by_heart, years):
    study = an.read(known_by_heart)
    assert an.series(study, "turnover", years=years).index.to_list() == [2016]
    assert an.headline(study, "turnover", years=years).index.to_list() == [2016]


def test_years_may_be_a_list_and_one_year_is_its_own_first_and_last(known_by_heart):
    study = an.read(known_by_heart)
    assert an.series(study, "turnover", years=[2016, 2016]).index.to_list() == [2016]


def test_each_member_s_own_side_can_be_chosen_of_a_regional_quantity_only(read):
    share = {"quantity": "share_of_region", "unit": "percent", "as_written": "45", "region": "Alps"}
    study = read(
        share, share | {"statistics_of": "own", "as_written": "46"}, regions=[("Alps", "GEO")]
    )
    own = an.series(study, "share_of_region", statistics_of="own")
    assert years_and_values(own) == {2015: 46}
    with pytest.raises(
        an.DataError,
        match=r"^statistics_of 'own' is no side of exports: write "
        r"'open' or an ISO 3166 alpha-3 code; the figures have open, own$",
    ):
        an.series(study, "exports", statistics_of="own")


def test_a_figure_without_a_region_is_chosen_by_a_blank_region(read):
    share = {"quantity": "share_of_region", "unit": "percent", "as_written": "45", "region": "Alps"}
    study = read({}, share, regions=[("Alps", "GEO")])
    assert years_and_values(an.series(study, "turnover", region="")) == {2015: 100}
    assert an.series(study, "turnover", region="Alps").empty
    assert an.series(study, "turnover", statistics_of="Alps").empty  # a region may be a side


def test_unknown_sources_and_pairs_are_refused_with_all_that_are_known(read):
    study = read({}, sources=("gazette", "herald"))
    with pytest.raises(an.DataError) as caught:
        an.series(study, "turnover", source="post")
    assert str(caught.value) == ("source 'post' is not in sources.csv, which has gazette, herald")
    with pytest.raises(an.DataError, match=r"^'Andes' is not in regions\.csv$"):
        an.region_members(study, "Andes", source="gazette")


def test_a_headline_of_two_figures_of_the_same_thing_has_it_once(read):
    assert years_and_values(an.headline(read({}, {}), "turnover")) == {2015: 100}
