"""Ranks that sources print, beside the places that are known."""

import pytest
from studies import known

import analysis as an

RANK = {"quantity": "rank", "reporter": "GEO", "partner": "TUR", "period": "2020", "unit": "count"}
PAIR = {"reporter": "GEO", "partner": "TUR", "period": "2020"}


def of(folder):
    study = an.read(folder)
    rows = an.printed_ranks(study).set_index("flow")
    return rows, str(an.sentences(study, "partners.ranks"))


@pytest.mark.parametrize(("printed", "agrees"), [("1", "yes"), ("4", "no")])
def test_a_rank_is_held_against_the_places_of_the_shipped_totals(write_study, printed, agrees):
    rows, text = of(write_study(RANK | {"as_written": printed}, PAIR))
    assert rows.loc["imports", ["place", "agrees"]].to_list() == [1, agrees]
    assert "with the package, it was 6th in exports and 1st in imports." in text


def test_a_rank_that_is_not_exact_is_said_as_it_is_printed(write_study):
    _, text = of(write_study(RANK | {"as_written": "5", "wording": "less than"}, PAIR))
    assert "Türkiye was number less than 5 among the partners of Georgia in 2020" in text


def test_a_rank_in_a_product_is_named_and_held_against_no_place_in_all_goods(write_study):
    rows, text = of(write_study(RANK | {"as_written": "1", "product": "oil"}, PAIR))
    assert rows["place"].isna().all()
    assert "among the partners of" in text
    assert " in oil in 2020" in text
    assert "with the package" not in text


def test_a_rank_is_held_against_levels_of_other_partners_that_the_study_has(write_study):
    pair = {"reporter": "XAA", "statistics_of": "XAA", "quantity": "exports", "period": "2020"}
    levels = [
        pair | {"partner": partner, "as_written": f"{amount} million", "wording": "exact"}
        for partner, amount in (("XBB", 10), ("XCC", 30), ("XDD", 20), ("WLD", 90), ("XEE", 10))
    ]
    rank = RANK | {"reporter": "XAA", "partner": "XBB"}
    for printed, agrees in (("2", "no"), ("3", ""), ("7", "")):
        rows, text = of(write_study(rank | {"as_written": printed}, *levels))
        assert rows.loc["exports", ["at_least", "agrees"]].to_list() == [3, agrees]
        assert ("leave it the 3rd place at best in exports" in text) == (agrees == "no")


def test_a_rank_of_which_nothing_is_known_is_listed_and_a_study_without_ranks_has_none():
    assert str(an.sentences(known("tests/invented-euros"), "partners.ranks")) == (
        "- According to The Invented Courier (2022-09-01), Eastland was 3rd among the partners of "
        "Westland in 2021/22."
    )
    assert an.printed_ranks(known("data")).empty
    assert an.sentences(known("data"), "partners.ranks") is None
