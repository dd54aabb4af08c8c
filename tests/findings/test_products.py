"""Which products drove the growth of a flow: of one source and side, no product twice."""

import pytest
from studies import known

import analysis as an

EXPORTS = {"quantity": "exports", "wording": "exact", "statistics_of": "GEO"}


def exports(product, *amounts, **more):
    return [
        EXPORTS | {"product": product, "period": str(year), "as_written": f"{x} million"} | more
        for year, x in enumerate(amounts, 2015)
    ]


def contributions(folder):
    return an.product_contributions(an.read(folder))["value"].round(6).to_dict()


def test_a_study_without_products_has_no_contribution_no_share_and_no_word_of_them():
    study = known("data")
    assert an.product_contributions(study).empty
    assert an.product_shares(study).empty
    assert an.sentences(study, "products.answer") is None


# Indices of products.


def test_trade_in_a_product_goes_both_ways_where_one_source_has_both_flows(write_study):
    bought = [row | {"quantity": "imports"} for row in exports("cars", 10, 30)]
    other_side = exports("wine", 5, statistics_of="KOR", quantity="imports")
    folder = write_study(*exports("cars", 30, 30), *exports("wine", 5), *bought, *other_side)
    rows = an.intra_industry_trade(an.read(folder))
    assert rows["value"].to_dict() == {("cars", 2015): 0.5, ("cars", 2016): 1.0}
    assert rows.source == an.read(folder).credit(["gazette"])


def test_a_product_is_not_lost_beside_larger_ones_that_the_other_flow_lacks(write_study):
    larger = [row for n in range(9) for row in exports(f"p{n}", 100)]
    bought = [row | {"quantity": "imports"} for row in exports("wine", 5)]
    folder = write_study(*larger, *exports("wine", 4), *bought)
    found = an.intra_industry_trade(an.read(folder))["value"].to_dict()
    assert found == {("wine", 2015): pytest.approx(1 - 1 / 9)}


def test_advantage_takes_exports_to_the_world_of_the_reporter_and_of_all(write_study):
    world = {"partner": "WLD", "source_id": "office"}
    all_of_them = world | {"reporter": "WLD", "statistics_of": "own"}
    folder = write_study(
        *exports("cars", 30),  # to the partner alone
        *exports("wine", 30, **world),
        *exports("", 100, **world),
        *exports("wine", 70, **all_of_them, quantity="imports"),
        *exports("wine", 50, **all_of_them),
        *exports("", 500, **all_of_them),
        sources=["gazette", {"source_id": "office", "kind": "official statistics"}],
    )
    rows = an.comparative_advantages(an.read(folder))
    assert rows["value"].to_dict() == {("wine", 2015): pytest.approx(3.0)}
    assert rows.source == "Office (undated); totals: Office (undated)"


def test_of_two_official_releases_the_later_one_counts(write_study):
    world = {"partner": "WLD", "source_id": "later"}
    all_of_them = world | {"reporter": "WLD", "statistics_of": "own"}
    folder = write_study(
        *exports("wine", 90, **world | {"source_id": "earlier"}),
        *exports("wine", 30, **world),
        *exports("", 100, **world),
        *exports("wine", 50, **all_of_them),
        *exports("", 500, **all_of_them),
        sources=[
            {"source_id": name, "kind": "official statistics", "published": day}
            for name, day in (("earlier", "2020-01-01"), ("later", "2021-01-01"))
        ],
    )
    rows = an.comparative_advantages(an.read(folder))
    assert rows["value"].to_dict() == {("wine", 2015): pytest.approx(3.0)}


def test_without_totals_and_flows_of_one_product_there_is_no_index():
    for study in (known("data"), known("tests/invented-euros")):
        assert an.intra_industry_trade(study).empty
        assert an.comparative_advantages(study).empty


@pytest.mark.thorough
def test_the_largest_contributions_are_said_with_what_their_digits_allow():
    study = known("tests/invented-euros")
    assert str(an.sentences(study, "products.answer")) == (
        "- According to The Invented Courier (2022-09-01), exports rose by 10.6 percent in "
        "2021/22: machinery contributed 6.7 points (5.4 to 8.0) and the rest contributed 3.9 "
        "points (2.4 to 5.5)."
    )
    assert str(an.sentences(study, "products.composition")) == (
        "Machinery made up 37.7 percent of exports in 2021/22 and oil made up 31.5 percent of "
        "imports in 2021/22"
    )
    assert (
        "oil, imports 2021/22 31.5 percent"
        in an.charts.composition(an.product_shares(study), "It is oil").alt
    )


@pytest.mark.thorough
def test_imports_of_the_partner_are_the_exports_on_the_same_side(write_study):
    turned = {"quantity": "imports", "reporter": "KOR", "partner": "GEO"}
    folder = write_study(*exports("", 100, 110), *exports("oil", 10, 30, **turned))
    assert contributions(folder) == {
        ("exports", "oil", 2016): 20,
        ("exports", "the rest", 2016): -10,
    }


@pytest.mark.parametrize(
    "more",
    [
        {"source_id": "herald"},
        {"statistics_of": "KOR"},
        {"unit": "EUR"},
        {"unit": "t", "as_written": "300"},
        {"status": "target"},
    ],
)
def test_a_product_of_another_source_side_or_currency_is_not_set_against_the_flow(
    write_study, more
):
    figures = [*exports("", 100, 110), *exports("oil", 10, 30, **more)]
    assert contributions(write_study(*figures, sources=("gazette", "herald"))) == {}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("products", "kept"),
    [
        (["oil", "goods without oil"], ["oil"]),
        (["goods without oil"], ["goods without oil"]),
        (["HS 2709", "HS 27", "HS 2"], ["HS 2"]),
        (["HS 27", "SITC 2", "services"], ["HS 27", "SITC 2"]),
    ],
)
def test_no_product_counts_twice(write_study, products, kept):
    figures = [row for p in products for row in exports(p, 10, 12)]
    found = contributions(write_study(*exports("", 100, 110), *figures))
    assert [product for _, product, _ in found] == [*kept, "the rest"]


def test_of_many_products_the_largest_are_told_apart_and_all_still_add_up(write_study):
    figures = [row for n in range(12) for row in exports(f"p{n:02}", n + 1, n + 2)]
    found = contributions(write_study(*exports("", 100, 120), *figures))
    assert len(found) == 9
    assert ("exports", "p11", 2016) in found
    assert sum(found.values()) == pytest.approx(20)


def test_the_source_with_most_products_of_two_years_tells_them(write_study):
    herald = {"source_id": "herald"}
    folder = write_study(
        *exports("", 100, 110),
        *exports("oil", 10, 30),
        *exports("", 200, 220, **herald),
        *(row for p in ("oil", "gas") for row in exports(p, 50, 60, **herald)),
        sources=("gazette", "herald"),
    )
    points = an.product_contributions(an.read(folder))
    assert points.index.unique("product").to_list() == ["oil", "gas", "the rest"]
    assert "Herald" in points.source


def shares(folder):
    rows = an.product_shares(an.read(folder))[["value", "low", "high"]]
    return {name: tuple(ends) for name, ends in zip(rows.index, rows.round(6).values, strict=True)}


PERCENT = {"quantity": "exports_product_share", "unit": "percent", "period": "2015"}


def test_of_a_flow_of_whose_products_only_shares_are_printed_these_are_its_composition(write_study):
    oil, gas = PERCENT | {"product": "oil"}, PERCENT | {"product": "gas"}
    folder = write_study(
        *exports("", 100, 110),
        oil | {"as_written": "60"},
        gas | {"as_written": "20", "wording": "more than"},
    )
    assert shares(folder) == {
        ("exports", "oil", 2015): (60, 59.5, 60.5),
        ("exports", "gas", 2015): (20, 20, 100),
        ("exports", "the rest", 2015): (20, 0, 20.5),
    }
    assert contributions(folder) == {}
    title = an.sentences(an.read(folder), "products.composition")
    assert str(title) == "Oil made up 60.0 percent of exports in 2015"


def test_shares_that_are_together_more_than_all_are_no_composition(write_study):
    rows = [PERCENT | {"product": name, "as_written": "60"} for name in ("oil", "gas")]
    assert shares(write_study(*rows)) == {}


def test_shares_that_follow_from_levels_go_before_printed_ones(write_study):
    folder = write_study(
        *exports("", 100), *exports("oil", 30), PERCENT | {"product": "gas", "as_written": "40"}
    )
    assert [product for _, product, _ in shares(folder)] == ["oil", "the rest"]


def test_a_share_printed_as_more_than_a_number_is_said_to_be_at_least_that(write_study):
    folder = write_study(
        PERCENT | {"product": "oil", "as_written": "60", "wording": "more than"},
    )
    title = an.sentences(an.read(folder), "products.composition")
    assert str(title) == "Oil made up at least 60.0 percent of exports in 2015"


def test_a_printed_share_of_exports_leaves_the_levels_of_products_in_turnover(write_study):
    turnover = [
        {"quantity": "turnover", "product": product, "period": "2015", "as_written": written}
        for product, written in (("", "100 million"), ("oil", "30 million"))
    ]
    folder = write_study(*turnover, PERCENT | {"product": "tea", "as_written": "5"})
    assert [(flow, product) for flow, product, _ in shares(folder)] == [
        ("exports", "tea"),
        ("exports", "the rest"),
        ("turnover", "oil"),
        ("turnover", "the rest"),
    ]
