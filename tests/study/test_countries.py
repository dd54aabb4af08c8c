"""Names of economies: the usual ones with their article, and a study's own."""

import pandas as pd
import pycountry
import pytest

import analysis as an
from analysis import charts, english
from analysis.study import countries

TOO_MUCH = {"period": "2019", "as_written": "300 million"}


@pytest.fixture
def invented(write_study):
    """A study of two invented areas whose names are the study's, with a contradiction."""

    def write(*named):
        pair = {"reporter": "XAA", "partner": "XBB"}
        figures = (
            {"period": "2019", "as_written": "100 million"},
            TOO_MUCH | {"statistics_of": "XBB", "source_id": "other"},
            TOO_MUCH | {"statistics_of": "XAA", "source_id": "other"},
            {"quantity": "turnover_growth", "period": "2019", "unit": "percent", "as_written": "5"},
        )
        written = write_study(
            *(pair | figure for figure in figures), sources=("gazette", "other"), countries=named
        )
        return an.read(written)

    return write


@pytest.mark.parametrize(
    ("code", "name", "owner"),
    [
        ("NLD", "the Netherlands", "the Netherlands'"),
        ("USA", "the United States", "the United States'"),
        ("GBR", "the United Kingdom", "the United Kingdom's"),
        ("PHL", "the Philippines", "the Philippines'"),
        ("LAO", "Laos", "Laos'"),
        ("VIR", "the US Virgin Islands", "the US Virgin Islands'"),
        ("UKR", "Ukraine", "Ukraine's"),
        ("SHN", "Saint Helena, Ascension and Tristan da Cunha", None),
    ],
)
def test_a_name_stands_as_in_a_sentence_and_owns_as_english_does(code, name, owner):
    assert countries.name(code) == name
    if owner:
        assert english.possessive(name) == owner


def test_only_names_of_several_islands_keep_a_comma():
    names = [countries.name(country.alpha_3) for country in pycountry.countries]
    assert [name for name in names if "," in name and " and " not in name] == []


def test_each_listed_code_is_one():
    codes = {country.alpha_3 for country in pycountry.countries}
    assert codes >= {*countries._WITH_ARTICLE, *countries._TURNED}
    assert not countries._WITH_ARTICLE & set(countries._TURNED)


def test_a_name_of_the_study_takes_the_place_of_a_code_and_of_the_usual_name(invented):
    study = invented(("XAA", "Westland"), ("NLD", "Holland"))
    assert study.countries["name"].to_list() == ["Westland", "Holland"]
    assert [study.name(code) for code in ("XAA", "NLD", "XBB", "WLD", "GEO")] == [
        *("Westland", "Holland", "XBB", "the world", "Georgia")
    ]


def test_a_title_opens_with_a_capital(invented):
    assert invented(("XAA", "the Westlands"), ("XBB", "Eastland")).title == (
        "The Westlands and Eastland"
    )


@pytest.mark.thorough
def test_whatever_is_said_of_a_study_has_its_names(invented):
    study = invented(("XAA", "the Westlands"), ("XBB", "Eastland"))
    blocks = ["summary", "wrong", "conflicts", "sides"]
    found = an.reconcile(study)
    said = [an.sentences(study, f"verdicts.{block}", found=found) for block in blocks]
    said += list(an.by_side(study, "turnover").split())
    text = "\n".join(str(part) for part in said)
    assert "Turnover of the Westlands with Eastland in 2019" in text
    assert "Eastland's statistics" in text
    assert "XAA" not in text
    assert "XBB" not in text


def test_a_chart_has_the_names_of_the_study(invented):
    study = invented(("XBB", "Eastland"))
    keys = pd.MultiIndex.from_tuples(
        [("XBB", "exports", 2019)], names=["statistics_of", "flow", "year"]
    )
    points = pd.DataFrame({bound: [5.0] for bound in ("value", "low", "high")}, keys)
    chart = charts.contributions(study, points, "Exports did it")
    assert "According to Eastland's statistics, exports" in chart.alt
    assert chart.axes[0].get_title("left") == "According to Eastland's statistics"


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ([("XA", "Westland")], "row 2, column code: 'XA' is not an ISO 3166"),
        ([("GEOR", "Georgia")], r"row 2, column code: 'GEOR' .*is GEO meant\?"),
        ([("WLD", "all")], "row 2, column code: 'WLD' keeps its name, the world"),
        ([("XAA", "")], "row 2, column name: '' is blank: write it as within a sentence"),
        ([("XAA", "West\nland")], "row 2, column name: 'West.*' is not a line of text"),
        ([("XAA", "Westland"), ("XAA", "Eastland")], "row 3, column code: 'XAA' stands twice"),
    ],
)
def test_a_malformed_name_is_refused_with_its_place(invented, named, message):
    with pytest.raises(an.DataError, match=f"countries.csv, {message}"):
        invented(*named)
