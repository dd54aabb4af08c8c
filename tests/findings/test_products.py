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
