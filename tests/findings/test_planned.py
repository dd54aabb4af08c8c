"""Targets and forecasts are shown beside what came."""

import pytest

import analysis as an

TARGET = {"status": "target", "period": "2020", "as_written": "200 million"}
OFFICE = {"statistics_of": "GEO", "source_id": "bureau", "period": "2020"}


@pytest.fixture
def write(write_study):
    """Write a study of some figures, of which those of the bureau are official."""
    office = {"source_id": "bureau", "kind": "official statistics"}
    return lambda *figures: an.read(write_study(*figures, sources=("gazette", office)))


@pytest.mark.parametrize(
    ("came", "place", "said"),
    [
        ("312 million", "above", "it was USD 312 million (311.5 to 312.5), more than that."),
        ("121 million", "below", "it was USD 121 million (120.5 to 121.5), less than that."),
        ("204 million", "inside", "it was USD 204 million (203.5 to 204.5), in line with that."),
    ],
)
def test_a_target_is_held_against_what_official_statistics_have(write, came, place, said):
    study = write({}, TARGET, OFFICE | {"as_written": came})
    (row,) = an.planned(study).to_dict("records")
    assert (row["status"], row["place"], row["statistics_of"]) == ("target", place, "GEO")
    text = an.sentences(study, "growth.afterwards")
    assert (
        "Gazette printed a target of USD 200 million: turnover of Georgia with South Korea in 2020."
        in text
    )
    assert said in text


def test_a_target_of_the_partner_s_exports_is_held_against_the_reporter_s_imports(write):
    turned = TARGET | {"reporter": "KOR", "partner": "GEO", "quantity": "exports"}
    study = write({}, turned, OFFICE | {"quantity": "imports", "as_written": "90 million"})
    (row,) = an.planned(study).to_dict("records")
    assert (row["quantity"], row["reporter"]) == ("exports", "KOR")
    assert (row["came"], row["place"]) == (90, "below")


@pytest.mark.parametrize(
    "other",
    [
        {"period": "2021"},
        {"unit": "EUR"},
        {"product": "wine"},
        {"quantity": "turnover_growth", "unit": "percent", "as_written": "9"},
        {"quantity": "loan"},
    ],
)
def test_what_nothing_is_published_of_is_listed_all_the_same(write, other):
    study = write({}, TARGET | other, OFFICE | {"as_written": "204 million"})
    table = an.planned(study)
    assert (len(table), table["came"].notna().any(), table["place"].notna().any()) == (1, 0, 0)
    assert "of which the study has no official figure" in an.sentences(study, "growth.afterwards")


def test_a_study_without_targets_has_none():
    assert an.planned(an.read("tests/invented")).empty
