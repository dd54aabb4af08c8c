"""Both sides of one trade: how far apart they are, and what freight explains."""

import dataclasses
import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from studies import known

import analysis as an
from analysis.indicators.mirror import INDEX

INTERVAL = ["value", "low", "high"]
modestly = settings(deadline=None, max_examples=20, derandomize=True)


@pytest.fixture(scope="module")
def default():
    return known("data")


def found_of(study):
    return an.discrepancies(*an.both_sides(study))


def frame(*intervals, index=None):
    """Return intervals (low, high) as a frame; their value is the middle, or low where open."""
    rows = [[low if math.isinf(high) else (low + high) / 2, low, high] for low, high in intervals]
    return pd.DataFrame(rows, index=index, columns=INTERVAL, dtype=float)


# The numbers that the notebook is about.


def test_the_default_pair_s_ratios_are_known(default):
    times = found_of(default)["ratio"].round(2)
    bought, sold = times.xs(("CHN", "AZE")), times.xs(("AZE", "CHN"))
    assert bought.to_list() == [1.16, 1.97, 2.20, 2.31, 2.32, 2.29]
    assert sold.to_list() == [4.26, 1.08, 1.30, 3.37, 1.14, 1.57]
    assert bought.index.to_list() == list(range(2015, 2021))


def test_the_default_pair_s_importers_report_more_than_freight_explains_but_once(
    default,
):
    found = found_of(default)
    assert set(found["decided"]) == {"importer more"}
    within = found.index[found["freight"] == "within"].to_list()
    assert within == [("AZE", "CHN", 2016)]
    assert (found["freight"].drop(within) == "above").all()


# Discrepancies.


@pytest.mark.parametrize(
    ("exports", "imports", "more", "freight"),
    [
        ((100, 100), (150, 150), "importer more", "above"),
        ((100, 100), (107, 108), "importer more", "within"),
        ((100, 100), (106, 110), "importer more", "within"),
        ((100, 100), (102, 104), "importer more", "below"),
        ((100, 100), (50, 60), "exporter more", "below"),
        ((100, 100), (105, 107), "importer more", "cannot be said"),
        ((100, 100), (95, 125), "undecided", "cannot be said"),
        ((5, 5), (5, 5.3), "undecided", "cannot be said"),  # 5 × 1.06 is above 5.3 by rounding only
        ((100, math.inf), (50, 60), "exporter more", "below"),
        ((100, math.inf), (150, 150), "undecided", "cannot be said"),
        ((100, 100), (150, math.inf), "importer more", "above"),
        ((0, 0), (5, 5), "importer more", "above"),
        ((5, 5), (0, 0), "exporter more", "below"),
        ((math.nan, math.nan), (5, 5), "missing", "missing"),
        ((5, 5), (math.nan, math.nan), "missing", "missing"),
    ],
)
def test_what_the_bounds_decide(exports, imports, more, freight):
    row = an.discrepancies(frame(exports), frame(imports)).iloc[0]
    assert (row["decided"], row["freight"]) == (more, freight)


@pytest.mark.parametrize(
    ("valuation", "left", "freight"),
    [
        ("", (42, 40, 44), "above"),
        ("CIF", (42, 40, 44), "above"),
        ("FOB", (50, 50, 50), "not included"),
        ("customs value", (50, 50, 50), "not included"),
    ],
)
def test_freight_is_taken_off_imports_that_hold_it(valuation, left, freight):
    imports = frame((150, 150)).assign(valuation=valuation)
    row = an.discrepancies(frame((100, 100)), imports).iloc[0]
    assert (*row[["left", "left_low", "left_high"]].astype(float).round(9),) == left
    assert (row["value"], row["ratio"], row["freight"]) == (50, 1.5, freight)


def test_a_valuation_is_one_of_three_words_or_left_out(write_study):
    folder = write_study({}, sources=[{"source_id": "gazette", "valuation": "fob, mostly"}])
    with pytest.raises(an.DataError, match=r"fob, mostly.*FOB, CIF, customs value or nothing"):
        an.read(folder)


def test_a_missing_side_is_missing_and_not_zero():
    row = an.discrepancies(frame((math.nan, math.nan)), frame((5, 5))).iloc[0]
    assert row["imports"] == 5
    assert row[["exports", *INTERVAL, "ratio", "left", "left_low", "left_high"]].isna().all()


def test_exports_of_zero_give_a_difference_and_no_ratio():
    row = an.discrepancies(frame((0, 0)), frame((5, 5))).iloc[0]
    assert row["value"] == 5
    assert math.isnan(row["ratio"])


@pytest.mark.parametrize("factor", [1.06, 1.10])
@pytest.mark.parametrize("exports", [0.1, 3, 250, 1234.567])
def test_imports_that_are_exports_times_the_imf_s_factor_are_within(exports, factor):
    row = an.discrepancies(frame((exports, exports)), frame((exports * factor,) * 2)).iloc[0]
    assert row["freight"] == "within"


bounded = st.tuples(st.floats(0.5, 1e6), st.floats(0, 1e3)).map(lambda x: (x[0], x[0] + x[1]))


@pytest.mark.thorough
@modestly
@given(bounded, bounded)
def test_bounds_are_the_least_and_greatest_over_the_corners(exports, imports):
    row = an.discrepancies(frame(exports), frame(imports)).iloc[0]
    corners = list(itertools.product(exports, imports))
    assert row["low"] == min(m - x for x, m in corners)
    assert row["high"] == max(m - x for x, m in corners)
    assert row["ratio_low"] == min(m / x for x, m in corners)
    assert row["ratio_high"] == max(m / x for x, m in corners)
    left = [m - x * factor for x, m in corners for factor in an.FREIGHT]
    assert (row["left_low"], row["left_high"]) == (min(left), max(left))


@pytest.mark.thorough
@modestly
@given(bounded, bounded, st.sampled_from(["FOB", "customs value"]))
def test_imports_without_freight_leave_the_difference_itself(exports, imports, valuation):
    found = an.discrepancies(frame(exports), frame(imports).assign(valuation=valuation))
    assert found[["left", "left_low", "left_high"]].to_numpy().tolist() == (
        found[INTERVAL].to_numpy().tolist()
    )
    other = an.discrepancies(frame(exports), frame(imports))
    columns = [*INTERVAL, "decided", "ratio", "ratio_low", "ratio_high"]
    pd.testing.assert_frame_equal(found[columns], other[columns])


@pytest.mark.thorough
@modestly
@given(st.lists(st.tuples(bounded, bounded), min_size=1, max_size=6))
def test_many_pairs_at_once_are_what_each_of_them_is_alone(pairs):
    index = pd.MultiIndex.from_tuples(
        [("XAA", f"XB{chr(65 + n)}", 2020) for n in range(len(pairs))], names=INDEX
    )
    exports, imports = (frame(*side, index=index) for side in zip(*pairs, strict=True))
    alone = [an.discrepancies(exports.iloc[[n]], imports.iloc[[n]]) for n in range(len(pairs))]
    pd.testing.assert_frame_equal(an.discrepancies(exports, imports), pd.concat(alone))


@pytest.mark.thorough
@modestly
@given(
    left_out=st.sets(st.integers(70, 113)),
    years=st.sampled_from([(2015, 2020), (2018, 2018), (2010, 2024)]),
)
def test_swapping_the_pair_swaps_the_directions_and_changes_nothing_else(default, left_out, years):
    thinned = dataclasses.replace(default, figures=default.figures.drop(index=left_out))
    here = an.focus(thinned, years=years)
    there = dataclasses.replace(here, reporter=here.partner, partner=here.reporter)
    one, other = found_of(here), found_of(there)
    assert [*dict.fromkeys(other.index.droplevel("year"))] == [
        *reversed(dict.fromkeys(one.index.droplevel("year")))
    ]
    pd.testing.assert_frame_equal(other.reindex(one.index), one)
    assert len(one) == len(other)


def test_the_tables_of_a_pair_name_each_direction_and_say_who_reports_more(default):
    ratios = an.mirror_ratios(default).loc["from China to Azerbaijan"]
    assert ratios["value"].round(2).to_list() == [1.16, 1.97, 2.20, 2.31, 2.32, 2.29]
    differences = an.mirror_differences(default)
    assert set(differences["decided"]) == {"importer more"}
    found = found_of(default)
    assert differences["value"].to_list() == found["value"].to_list()
    assert an.left_after_freight(default)["low"].to_list() == found["left_low"].to_list()
