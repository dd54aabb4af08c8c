"""Figures that were made of both sides' statistics: shown beside them, and tied to neither."""

import pytest

import analysis as an
from analysis import charts

OFFICE = {"source_id": "office", "kind": "official statistics"}
SOURCES = ["gazette", OFFICE, {"source_id": "bimts", "publisher": "The Balancers"}, "baci"]


def sold(amount, side, source_id, year=2015):
    """Return Korea's exports to Georgia, as a source has them of a side."""
    return {
        "quantity": "exports",
        "reporter": "KOR",
        "partner": "GEO",
        "period": str(year),
        "as_written": f"{amount} million",
        "wording": "exact",
        "statistics_of": side,
        "source_id": source_id,
    }


SIDES = [
    sold(100, "KOR", "office"),
    sold(140, "GEO", "office"),
    sold(100, "", "gazette"),
    {"as_written": "200 million", "statistics_of": "GEO"},
]


@pytest.fixture
def read(write_study):
    return lambda *figures: an.read(write_study(*SIDES, *figures, sources=SOURCES))


def verdicts(study):
    return an.reconcile(study).verdicts.set_index("figure_id")["verdict"].to_dict()


@pytest.mark.thorough
@pytest.mark.parametrize("amount", [1, 100, 120, 9000])
def test_a_balanced_figure_contradicts_no_side_and_no_side_contradicts_it(read, amount):
    before, after = verdicts(read()), verdicts(read(sold(amount, "balanced", "bimts")))
    assert after == before | {"f5": "untested"}


def test_balanced_figures_contradict_each_other_and_nobody_else(read):
    two = [sold(120, "balanced", "bimts"), sold(125, "balanced", "baci")]
    assert verdicts(read(*two)) == verdicts(read()) | dict.fromkeys(["f5", "f6"], "conflicting")
    two[1] = two[1] | {"quantity": "imports", "reporter": "GEO", "partner": "KOR"}
    two[1]["as_written"] = "121 million"  # within the room for revision
    assert verdicts(read(*two)) == verdicts(read()) | dict.fromkeys(["f5", "f6"], "consistent")


@pytest.mark.thorough
def test_a_balanced_figure_stands_between_the_sides_under_its_source(read):
    study = read(sold(120, "balanced", "bimts"))
    table = an.mirror_differences(study)
    assert [*table.columns][:3] == ["exports", "The Balancers", "imports"]
    assert table.loc[("from South Korea to Georgia", 2015)].to_list()[:4] == [100, 120, 140, 40]
    chart = charts.two_sides(*an.both_sides(study), an.side_names(study), "T", an.balanced(study))
    assert "to The Balancers (balanced between the two sides): 2015 USD 120 million." in chart.alt
    assert "f5" in an.figures_of_both_sides(study).index
    fit = str(an.sentences(study, "mirror.fit"))
    assert "- The Balancers balances the two sides: of what South Korea sold to Georgia in" in fit
    assert study.side_name("balanced") == "statistics balanced between the sides"


def test_two_sources_of_one_publisher_are_told_apart(write_study):
    sources = [
        {"source_id": name, "publisher": "OECD", "published": name[1:]}
        for name in ("a2019", "b2021")
    ]
    figures = [sold(n, "balanced", s["source_id"]) for n, s in enumerate(sources, 5)]
    study = an.read(write_study(*figures, sources=["gazette", *sources]))
    assert list(an.balanced(study)) == ["OECD (2019)", "OECD (2021)"]


@pytest.mark.thorough
@pytest.mark.parametrize("titles", [("HS 92", "HS 17"), ("HS 17", "HS 17"), ("", "")])
def test_two_sources_of_one_publisher_and_day_are_two_columns(write_study, titles):
    sources = [
        {"source_id": name, "publisher": "CEPII", "published": "2024", "title": title}
        for name, title in zip(("hs92", "hs17"), titles, strict=True)
    ]
    figures = [sold(n, "balanced", s["source_id"]) for n, s in enumerate(sources, 5)]
    study = an.read(write_study(*figures, sources=["gazette", *sources]))
    names = list(an.balanced(study))
    assert len(names) == len(set(names)) == 2
    assert all(name.startswith("CEPII (2024), ") for name in names)
    assert set(names) <= set(an.mirror_differences(study))


def test_a_balanced_figure_is_no_official_series_of_a_side(read):
    study = read(sold(120, "balanced", "office"))
    for side in ("GEO", "KOR"):
        assert 120 not in an.official_series(study, "exports", side)["value"].to_list()
    found = an.series(study, "exports", statistics_of="balanced")
    assert found["value"].to_list() == [120]
