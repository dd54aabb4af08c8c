"""Contributions and shares of products: the truth lies within, and all add up to the flow."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.indicators.products import REST

YEARS = pd.Index([2019, 2020], name="year")
modestly = settings(deadline=None, max_examples=60, derandomize=True)


def levels(rows):
    return pd.DataFrame(rows, YEARS, ["value", "low", "high"], dtype=float)


@st.composite
def flows(draw):
    """Draw true amounts of products and of the rest in two years, and intervals around them."""
    many = draw(st.integers(1, 3))
    amounts = st.lists(st.integers(1, 1000), min_size=2, max_size=2)
    true = {f"p{n}": np.array(draw(amounts)) for n in range(many)}
    true[REST] = np.array(draw(st.lists(st.integers(0, 1000), min_size=2, max_size=2)))
    true["all"] = sum(true.values())
    down, up = (draw(st.integers(0, 99)) / 100 for _ in range(2))
    inside = draw(st.floats(0, 1))
    printed = {}
    for name, x in true.items():
        low, high = x * (1 - down), x * (1 + up)
        printed[name] = levels(np.column_stack([low + inside * (high - low), low, high]))
    return true, {p: printed[p] for p in true if p not in (REST, "all")}, printed["all"]


@pytest.mark.thorough
@modestly
@given(flows())
def test_true_contributions_lie_within_and_those_of_products_and_the_rest_add_up_to_growth(drawn):
    true, products, whole = drawn
    points = an.contributions_of_products(products, whole).xs(2020, level="year")
    for product in (*products, REST):
        before, now = true[product]
        contributed = 100 * (now - before) / true["all"][0]
        low, high = points.loc[product, ["low", "high"]]
        assert low - 1e-9 <= contributed <= high + 1e-9
    growth = an.growth(whole).loc[2020, "value"]
    assert points["value"].sum() == pytest.approx(growth)


@pytest.mark.thorough
@modestly
@given(flows())
def test_true_shares_lie_within_and_add_up_to_all_of_the_flow(drawn):
    true, products, whole = drawn
    shares = an.shares_of_products(products, whole)
    for product, year in shares.index:
        part, total = (true[name][year - 2019] for name in (product, "all"))
        low, high = shares.loc[(product, year), ["low", "high"]]
        assert low - 1e-9 <= 100 * part / total <= high + 1e-9
    assert shares["value"].groupby("year").sum().to_list() == pytest.approx([100, 100])


def test_a_product_that_is_known_of_one_year_alone_is_part_of_the_rest():
    oil = levels([(10, 9, 11), (30, 28, 32)])
    steel = levels([(np.nan,) * 3, (20, 20, 20)])
    whole = levels([(100, 100, 100), (120, 120, 120)])
    points = an.contributions_of_products({"oil": oil, "steel": steel}, whole)
    assert points["value"].to_dict() == {("oil", 2020): 20, (REST, 2020): 0}
    assert points.loc[(REST, 2020), ["low", "high"]].to_list() == pytest.approx([-3, 3])


def test_products_that_are_larger_than_their_flow_have_no_contributions_and_no_shares():
    oil, whole = levels([(80, 80, 80)] * 2), levels([(100, 100, 100)] * 2)
    products = {"oil": oil, "petroleum": oil}
    assert an.contributions_of_products(products, whole).empty
    assert an.shares_of_products(products, whole).empty
