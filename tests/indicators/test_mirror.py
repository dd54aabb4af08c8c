"""Both sides of one trade: how far apart they are, what freight explains, and what is missing."""

import dataclasses
import itertools
import math
import types
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as an
from analysis import display
from analysis.indicators.mirror import INDEX

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "05_two_sides_of_the_same_trade.ipynb"
INTERVAL = ["value", "low", "high"]
modestly = settings(deadline=None, max_examples=20, derandomize=True)
SOURCES = """source_id,publisher,title,published,url,kind
gazette,Gazette,,,,the article
office,Office,,,,official statistics
"""


@pytest.fixture(scope="module")
def default():
    return an.read("data")


def found_of(study):
    return an.discrepancies(*an.both_sides(study))


def names_of(study):
    return {code: study.name(code) for code in an.sides(study)}


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


def test_a_ratio_below_1_is_followed_by_a_guess_that_says_that_it_is_one(default):
    georgia = an.focus(default, reporter="GEO")
    found, names = found_of(georgia), names_of(georgia)
    assert round(found.loc[("CHN", "GEO", 2020), "ratio"], 2) == 0.56
    said = an.prose.mirror.transit(found, names)
    assert "Georgia reports 0.56 to 0.80 times what China says it sold there" in said
    assert "This is a guess" in said
    assert "guess" not in an.prose.mirror.transit(found_of(default), names_of(default))


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


@modestly
@given(st.lists(st.tuples(bounded, bounded), min_size=1, max_size=6))
def test_many_pairs_at_once_are_what_each_of_them_is_alone(pairs):
    index = pd.MultiIndex.from_tuples(
        [("XAA", f"XB{chr(65 + n)}", 2020) for n in range(len(pairs))], names=INDEX
    )
    exports, imports = (frame(*side, index=index) for side in zip(*pairs, strict=True))
    alone = [an.discrepancies(exports.iloc[[n]], imports.iloc[[n]]) for n in range(len(pairs))]
    pd.testing.assert_frame_equal(an.discrepancies(exports, imports), pd.concat(alone))


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
    names = names_of(here)
    for say in (an.prose.mirror.answer, an.prose.mirror.ratios):
        assert sorted(say(one, names)) == sorted(say(other, names))


# What a study lacks.


def official(flow, period, amount, reporter="GEO", partner="KOR"):
    return {
        "quantity": flow,
        "period": period,
        "as_written": f"{amount} million",
        "wording": "exact",
        "reporter": reporter,
        "partner": partner,
        "statistics_of": reporter,
        "source_id": "office",
    }


@pytest.fixture
def thin(write_study):
    """Return a function that reads a study of one printed turnover and some official figures."""

    def read(*figures):
        folder = write_study({"as_written": "200 million"}, *figures, sources=("gazette", "office"))
        (folder / "sources.csv").write_text(SOURCES)
        return an.read(folder)

    return read


def gaps(study):
    return an.prose.mirror.missing(study, found_of(study), names_of(study))


BOTH = (
    official("imports", "2015", 110),
    official("exports", "2015", 100, "KOR", "GEO"),
    official("exports", "2015", 50),
    official("imports", "2015", 80, "KOR", "GEO"),
)
LACKS = {
    "no official source": ((), "The study has no official statistics of this pair"),
    "no flow by side": (
        (official("turnover", "2015", 9),),
        "Office (undated) has no exports or imports of this pair by side",
    ),
    "one side": (BOTH[::2], "The statistics of South Korea lack exports to Georgia in 2015."),
    "one direction": (BOTH[:2], "The statistics of Georgia lack exports to South Korea in 2015."),
    "the other direction": (
        BOTH[2:],
        "The statistics of Georgia lack imports from South Korea in 2015.",
    ),
    "one year of one flow": (
        (*BOTH, official("imports", "2017", 9)),
        "The statistics of South Korea lack exports to Georgia in 2017.",
    ),
    "a year of both sides": (
        (*BOTH, official("imports", "2017", 9)),
        "Neither side has a figure of 2016.",
    ),
    "nothing": (BOTH, "No year of either side is missing."),
}


@pytest.mark.parametrize(("figures", "sentence"), LACKS.values(), ids=LACKS)
def test_what_the_official_statistics_lack_is_a_sentence(thin, figures, sentence):
    assert any(line.startswith(sentence) for line in gaps(thin(*figures)))


def test_a_study_that_lacks_nothing_says_only_that(thin):
    assert gaps(thin(*BOTH)) == ["No year of either side is missing."]


def test_a_direction_that_one_side_does_not_report_is_not_filled_in_from_the_other(thin):
    found = found_of(thin(*BOTH[:3]))
    assert found.loc[("KOR", "GEO", 2015), "ratio"] == 1.1
    assert found.loc[("GEO", "KOR", 2015), "decided"] == "missing"
    lines = an.prose.mirror.answer(found, {"GEO": "Georgia", "KOR": "South Korea"})
    assert lines[1] == (
        "**Imports of South Korea from Georgia: there is no year of which both sides report.**"
    )


def run_notebook(study, monkeypatch, **parameters):
    """Run the cells of the notebook on a study; return the lines that it says."""
    said = []
    for name in ("say", "bullets"):
        monkeypatch.setattr(an, name, lambda *lines: said.extend(lines))
    monkeypatch.setattr(display, "say", lambda *lines: said.extend(lines))
    tables = {}
    monkeypatch.setattr(
        "IPython.display.display",
        lambda bundle, metadata, **_: tables.update({metadata["text/csv"]["name"]: bundle}),
    )
    scope, charts = {}, []
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            if "parameters" in cell.metadata.get("tags", []):
                scope |= {"an": an, "study": an.read(study, **parameters)}
                continue
            exec(cell.source, scope)
            *_, last = cell.source.strip().splitlines()
            if last.startswith("an.charts."):
                charts.append(eval(last, scope))
    assert len(charts) == 2
    return said, tables, charts


@pytest.mark.parametrize(("figures", "sentence"), LACKS.values(), ids=LACKS)
def test_the_notebook_says_what_is_missing_and_shows_no_empty_table(
    thin, monkeypatch, figures, sentence
):
    said, tables, charts = run_notebook(thin(*figures).folder, monkeypatch)
    assert any(line.startswith(sentence) for line in said)
    assert all(bundle["text/csv"].count("\n") >= 2 for bundle in tables.values())
    assert not [line for line in said if "nan" in line.split()]
    assert all(chart.get_suptitle() for chart in charts)


def test_the_notebook_of_a_pair_whose_headline_is_the_official_source_says_so(monkeypatch):
    said, tables, _ = run_notebook("data", monkeypatch, reporter="GEO")
    assert any("is the official one itself" in line for line in said)
    assert "There is no official number to hold them against." in said
    assert "fits" not in tables


def test_the_notebook_of_one_year_has_no_range_of_years(monkeypatch):
    said, *_ = run_notebook("data", monkeypatch, years=(2020, 2020))
    assert said[0].startswith(
        "**Imports of Azerbaijan from China, 2020: Azerbaijan reports 2.29 times what China"
    )


# Which side the headline's figures fit.


def fits_of(study):
    return an.fits(study, an.claims(study, an.reconcile(study)))


PRINTED = {"quantity": "imports", "period": "2015"}


@pytest.mark.parametrize(
    ("printed", "stands", "off", "percent"),
    [
        ("110", "inside", 0, 0),
        ("121", "above", 120.5 - 110.55, (120.5 - 110.55) / 110.5),
        ("100.1", "below", 100.15 - 110.45, (100.15 - 110.45) / 110.5),
        ("110.52", "cannot be said", 0, 0),
    ],
)
def test_a_printed_figure_is_inside_above_or_below_the_official_number(
    thin, printed, stands, off, percent
):
    number = official("imports", "2015", 110.5) | {"wording": "stated"}
    study = thin(PRINTED | {"as_written": f"{printed} million"}, number, *BOTH[1:])
    row = fits_of(study).xs("GEO", level="statistics_of").loc["f2"]
    assert row["fits"] == stands
    assert row["off"] == pytest.approx(off)
    assert row["off_percent"] == pytest.approx(100 * percent)


def test_a_figure_printed_under_the_partner_s_name_is_held_against_the_same_flow(thin):
    printed = PRINTED | {"quantity": "exports", "reporter": "KOR", "partner": "GEO"}
    beside = fits_of(thin(printed | {"as_written": "110 million"}, *BOTH)).xs(
        "f2", level="figure_id"
    )
    assert beside["official"].to_dict() == {"GEO": 110, "KOR": 100}
    assert beside["fits"].to_dict() == {"GEO": "inside", "KOR": "above"}


def test_a_side_without_the_number_is_missing_and_nothing_is_off(thin):
    study = thin(PRINTED | {"as_written": "110 million"}, *BOTH[::2])
    row = fits_of(study).loc[("f2", "KOR")]
    assert row["fits"] == "missing"
    assert math.isnan(row["off"])
    lines = an.prose.official_fit.beside(study, fits_of(study), names_of(study))
    assert lines[1] == (
        "Beside the statistics of South Korea: no official number for any of the printed figures."
    )


def test_the_article_s_figures_fit_the_reporter_s_side(default):
    found = an.reconcile(default, revision=an.REVISION)
    beside = an.fits(default, an.claims(default, found))
    inside = (beside["fits"] == "inside").groupby(level="statistics_of").sum()
    assert inside.to_dict() == {"AZE": 3, "CHN": 0}
    assert beside["official"].xs("art-turnover-2020", level="figure_id").round(1).to_dict() == {
        "AZE": 1845.5,
        "CHN": 1296.4,
    }
    said = an.prose.official_fit.whose(default, found, names_of(default))
    assert said.endswith("those of AzerNews as the statistics of Azerbaijan only.")


def test_a_source_that_says_whose_statistics_it_prints_leaves_nothing_open(thin):
    study = thin(PRINTED | {"as_written": "110 million", "statistics_of": "GEO"}, *BOTH)
    figures = study.figures.assign(statistics_of="GEO", side="GEO")
    study = dataclasses.replace(study, figures=figures[figures["source_id"] == "gazette"])
    said = an.prose.official_fit.whose(study, an.reconcile(study), names_of(study))
    assert said == "Gazette prints no figure of which it would be open whose statistics it is."


def test_a_table_without_a_row_is_a_sentence(monkeypatch):
    said = []
    monkeypatch.setattr(display, "say", said.append)
    display.table(pd.DataFrame({"value": [np.nan]}).iloc[:0], "no_such_thing")
    assert said == ["There is no figure for this table."]


def test_figures_outside_the_chosen_years_are_not_held_against_a_side():
    study = an.focus(an.read("data"), years=(2016, 2018))
    found = an.fits(study, an.claims(study, an.reconcile(study, revision=an.REVISION)))
    assert set(found["period"]) == {"2016", "2017", "2018"}


# Words that a thin or an odd pair brings about.

ABC = {"XAA": "Aland", "XBB": "Bland"}


def apart(*rows):
    """Return the discrepancies of exact exports and imports of Aland to Bland, by year."""
    index = pd.MultiIndex.from_tuples([("XAA", "XBB", year) for year, _, _ in rows], names=INDEX)
    exports, imports = (
        pd.DataFrame({c: [row[n] for row in rows] for c in ("value", "low", "high")}, index)
        for n in (1, 2)
    )
    return an.discrepancies(exports.astype(float), imports.astype(float))


def test_without_a_year_of_both_sides_nothing_is_said_of_who_reports_less():
    said = an.prose.mirror.transit(apart((2001, 5, None), (2002, None, 6)), ABC)
    assert said.startswith("There is no year of which both sides report")
    said = an.prose.mirror.transit(apart((2001, 5, 6)), ABC)
    assert said.startswith("In no year do the bounds show")


def test_exports_of_zero_are_said_and_have_no_ratio():
    (said,) = an.prose.mirror.answer(apart((2001, 0, 6)), ABC)
    assert "2001: in 2001 Aland reports exports of 0 and Bland imports, and there is no" in said
    assert "the ratio is" not in said
    (said,) = an.prose.mirror.answer(apart((2001, 10, 20), (2002, 0, 0)), ABC)
    assert "Bland reports 2.00 times what Aland reports as exports; in 2002 Aland reports 0" in said
    assert "the ratio is above that in 2001. In 2002" in said


def test_a_ratio_that_is_not_its_limit_is_not_printed_like_it():
    (said,) = an.prose.mirror.answer(apart((2001, 1000, 1062), (2002, 1000, 1300)), ABC)
    assert "1.062 to 1.30 times" in said
    (said,) = an.prose.mirror.ratios(apart((2001, 1000, 1060), (2002, 1000, 1057)), ABC)
    assert "1.06 (2001) and 1.057 (2002)" in said


def test_the_world_s_medians_are_those_of_the_table_that_comes_with_the_package():
    table = an.shipped()["p50"].xs((1, "mirror_ratio"), level=["at_least", "indicator"])
    said = an.prose.mirror.allowance()
    assert f"is {table.min():.2f} to {table.max():.2f} by year, {table.index.min()} to " in said
    assert "turnover is at least USD 1 million by the statistics of both sides" in said


def test_a_side_outside_the_pair_is_named():
    study = an.focus(an.read("tests/invented"), partner="XBB")
    sides = types.SimpleNamespace(sides={study.headline_source: ("GEO", "XBB")})
    said = an.prose.official_fit.whose(study, sides, {"XAA": "Aland", "XBB": "Bland"})
    assert "the statistics of Georgia or the statistics of Bland" in said
