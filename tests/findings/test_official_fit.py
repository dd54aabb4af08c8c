"""How the headline source's figures stand to either side's official numbers."""

import math

import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.findings import official_fit

PRINTED = {"quantity": "imports", "period": "2015"}


def official(flow, amount, reporter, partner):
    return {
        "quantity": flow,
        "period": "2015",
        "as_written": f"{amount} million",
        "wording": "exact",
        "reporter": reporter,
        "partner": partner,
        "statistics_of": reporter,
        "source_id": "office",
    }


BOTH = (
    official("imports", 110, "GEO", "KOR"),
    official("exports", 100, "KOR", "GEO"),
    official("exports", 50, "GEO", "KOR"),
    official("imports", 80, "KOR", "GEO"),
)


@pytest.fixture
def study(write_study):
    """Return a function that reads a study of one printed figure and official ones."""

    def read(*figures):
        chosen = 'headline_source = "gazette"\n'
        folder = write_study(*figures, sources=("gazette", "office"), settings=chosen)
        table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
        table["kind"] = table["source_id"].map({"office": "official statistics", "gazette": ""})
        table.to_csv(folder / "sources.csv", index=False)
        return an.read(folder)

    return read


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("printed", "position", "off", "percent"),
    [
        ("110", "inside", 0, 0),
        ("121", "above", 120.5 - 110.55, (120.5 - 110.55) / 110.5),
        ("100.1", "below", 100.15 - 110.45, (100.15 - 110.45) / 110.5),
        ("110.52", "cannot be said", 0, 0),
    ],
)
def test_a_printed_figure_is_inside_above_or_below_the_official_number(
    study, printed, position, off, percent
):
    number = official("imports", 110.5, "GEO", "KOR") | {"wording": "stated"}
    rows = study(PRINTED | {"as_written": f"{printed} million"}, number, *BOTH[1:])
    row = an.compare_with_official(rows).loc[("f1", "GEO")]
    assert row["position"] == position
    assert row["off"] == pytest.approx(off)
    assert row["off_percent"] == pytest.approx(100 * percent)


def test_a_figure_printed_under_the_partner_s_name_is_held_against_the_same_flow(study):
    printed = {"quantity": "exports", "reporter": "KOR", "partner": "GEO", "period": "2015"}
    rows = an.compare_with_official(study(printed | {"as_written": "110 million"}, *BOTH))
    rows = pd.DataFrame(rows).xs("f1", level="figure_id")
    assert rows["official"].to_dict() == {"GEO": 110, "KOR": 100}
    assert rows["position"].to_dict() == {"GEO": "inside", "KOR": "above"}


def test_a_side_without_the_number_is_missing_and_nothing_is_off(study):
    found = study(PRINTED | {"as_written": "110 million"}, *BOTH[::2])
    row = official_fit.printed_and_official(found).loc[("f1", "KOR")]
    assert row["position"] == "missing"
    assert math.isnan(row["off"])
    assert an.compare_with_official(found).index.to_list() == [("f1", "GEO")]


def test_the_article_s_figures_are_held_against_both_sides():
    rows = pd.DataFrame(an.compare_with_official(known("data")))
    inside = (rows["position"] == "inside").groupby(level="statistics_of").sum()
    assert inside.to_dict() == {"AZE": 3, "CHN": 0}
    assert rows["official"].xs("art-turnover-2020", level="figure_id").round(1).to_dict() == {
        "AZE": 1845.5,
        "CHN": 1296.4,
    }


@pytest.mark.thorough
def test_figures_outside_the_chosen_years_are_not_held_against_a_side():
    study = an.focus(known("data"), years=(2016, 2018))
    assert set(an.compare_with_official(study)["period"]) == {"2016", "2017", "2018"}


@pytest.mark.thorough
def test_a_headline_that_is_the_official_source_is_held_against_nothing():
    rows = an.compare_with_official(
        an.focus(known("data"), reporter="GEO", headline_source="imf-dots-2022-02")
    )
    assert rows.empty
