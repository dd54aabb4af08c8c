"""How large a partner is and how trade is spread: by heart, by properties, by brute force."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an

modestly = settings(deadline=None, max_examples=60, derandomize=True)
BOUNDS = ["value", "low", "high"]


def flows(*rows, year=2020):
    """Return the trade of a year with some partners: a number, or value, low and high."""
    rows = [row if isinstance(row, tuple) else (row, row, row) for row in rows]
    index = pd.MultiIndex.from_product([[year], range(len(rows))], names=["year", "partner"])
    return pd.DataFrame(rows, index, BOUNDS, dtype=float)


def row(result):
    """Return value, low and high of a result of one year."""
    (found,) = result[BOUNDS].to_numpy()
    return list(found)


def squared_shares(point):
    return sum(x**2 for x in point) / sum(point) ** 2


def test_a_single_partner_is_full_concentration_and_n_equal_ones_are_one_nth():
    assert row(an.concentration(flows(7))) == [1, 1, 1]
    assert row(an.concentration(flows(3, 3, 3, 3))) == [0.25, 0.25, 0.25]


def test_shares_of_30_30_20_and_20_percent_are_0_26():
    assert row(an.concentration(flows(30, 30, 20, 20)))[0] == pytest.approx(0.26)


def test_without_trade_there_is_no_concentration():
    assert an.concentration(flows(0, 0))["decided"].to_list() == ["missing"]


def test_a_flow_without_an_upper_bound_leaves_everything_open_above():
    value, low, high = row(an.concentration(flows((2, 1, np.inf), 1, 1)))
    assert (value, low, high) == pytest.approx((6 / 16, 1 / 3, 1))


def test_a_partner_without_a_figure_is_left_out_and_years_stay_apart():
    both = pd.concat([flows(1, 1), flows(1, (np.nan, np.nan, np.nan), year=2021)])
    assert an.concentration(both)["value"].to_dict() == {2020: 0.5, 2021: 1.0}


interval = st.lists(st.integers(0, 60), min_size=3, max_size=3).map(sorted)
box = st.lists(interval, min_size=2, max_size=4).filter(lambda rows: any(r[0] for r in rows))


@pytest.mark.thorough
@modestly
@given(box)
def test_no_true_flows_are_outside_the_bounds_of_concentration_and_some_reach_them(rows):
    value, low, high = row(an.concentration(flows(*((v, lo, hi) for lo, v, hi in rows))))
    assert low - 1e-12 <= value <= high + 1e-12
    corners = [squared_shares(p) for p in itertools.product(*((lo, hi) for lo, _, hi in rows))]
    assert high == pytest.approx(max(corners))
    grid = [np.unique(np.linspace(lo, hi, 9)) for lo, _, hi in rows]
    tried = min(squared_shares(point) for point in itertools.product(*grid))
    assert low <= tried + 1e-12
    # The least is that of flows which lie within their bounds: all at one size where they can.
    sizes = np.linspace(0, 60, 2401)
    clipped = [np.clip(sizes, lo, hi) for lo, _, hi in rows]
    reached = min(squared_shares(point) for point in zip(*clipped, strict=True) if sum(point))
    assert low == pytest.approx(reached, abs=1e-4)


def test_of_many_uncertain_flows_the_upper_bound_is_hardly_above_what_is_reached(monkeypatch):
    random = np.random.default_rng(3)
    for _ in range(20):
        low = random.uniform(0, 50, 8)
        rows = flows(
            *((x + w / 2, x, x + w) for x, w in zip(low, random.uniform(1, 30, 8), strict=True))
        )
        exact = row(an.concentration(rows))[2]
        monkeypatch.setattr("analysis.indicators.partners.MOST_CORNERS", 2)
        outer = row(an.concentration(rows))[2]
        monkeypatch.undo()
        assert exact - 1e-12 <= outer < exact * 1.01


def test_intensity_is_one_where_the_partner_takes_what_its_weight_in_the_world_suggests():
    index = pd.Index([2020], name="year")
    exact = [pd.DataFrame([[x] * 3], index, BOUNDS, dtype=float) for x in (12, 100, 120, 1000)]
    assert row(an.trade_intensity(*exact)) == [1, 1, 1]


def test_a_share_of_12_percent_where_30_are_to_be_expected_is_an_intensity_of_two_fifths():
    index = pd.Index([2020], name="year")
    given = [[12.0, 10, 15], [100, 100, 100], [300, 250, 400], [1000, 1000, 1000]]
    frames = [pd.DataFrame([levels], index, BOUNDS, dtype=float) for levels in given]
    assert row(an.trade_intensity(*frames)) == pytest.approx([0.4, 0.25, 0.6])


def test_what_passes_through_can_be_more_than_gdp():
    year = pd.DataFrame([[30.0, 25, 40]], pd.Index([2020]), BOUNDS)
    gdp = pd.DataFrame([[20.0, 20, 20]], pd.Index([2020]), BOUNDS)
    assert row(an.dependence(year, gdp)) == [150, 125, 200]
