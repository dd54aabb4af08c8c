"""results.json: the headline results, what they rest on, and from which data."""

import dataclasses
import json
import math
import shutil
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.findings.inputs import inputs_of_results
from analysis.findings.results import some_results
from analysis.report.results_file import as_json, colophon

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
BOUNDS = ["value", "low", "high"]


@pytest.fixture(scope="module")
def study():
    return known("data")


@pytest.fixture(scope="module")
def found(study):
    return an.headline_results(study)


@pytest.fixture(scope="module")
def behind(study, found):
    return inputs_of_results(study, found)


@pytest.fixture(scope="module")
def file(study):
    return json.loads(as_json(study), parse_constant=pytest.fail)


def only(study, figures, result):
    """Return the bounds of a result of the study with some of its figures."""
    kept = study.figures[study.figures["figure_id"].isin(figures)].reset_index(drop=True)
    return some_results(dataclasses.replace(study, figures=kept), [result]).loc[result, BOUNDS]


def same(one, other):
    return one.to_list() == pytest.approx(other.to_list(), nan_ok=True)


def test_every_headline_result_is_in_the_file_with_its_bounds(file, found):
    assert list(file["results"]) == found.index.to_list()
    for name, result in file["results"].items():
        for bound in BOUNDS:
            exact = found.loc[name, bound]
            expected = pytest.approx(exact, abs=1e-9) if math.isfinite(exact) else None
            assert result[bound] == expected, (name, bound)


def test_no_bound_is_null_and_the_file_says_what_that_means(file):
    balance = file["results"]["investment_balance"]
    assert (balance["value"], balance["low"], balance["high"]) == (800, None, 850)
    assert balance["decided"] == "undecided"
    assert "no bound" in file["null"]


@pytest.mark.thorough
def test_a_missing_result_has_no_value_and_rests_on_nothing(write_study):
    only_one_year = an.read(write_study({}))
    growth = json.loads(as_json(only_one_year))["results"]["turnover_growth"]
    assert [growth[bound] for bound in BOUNDS] == [None] * 3
    assert (growth["decided"], growth["n"], growth["figures"]) == ("missing", 0, [])


def test_most_results_are_there_in_the_default_study(found):
    assert found["value"].notna().mean() > 0.5


@pytest.mark.thorough
def test_a_result_follows_from_the_figures_that_it_is_said_to_rest_on_and_from_each(
    study, found, behind
):
    for result in found.dropna(subset="value").index:
        figures = behind.loc[result, "figures"]
        # Which region and year is asked for is said by the printed share, whatever its number is.
        computed = result.endswith("region_share") and result != "region_share"
        asked = ["art-regional-share-2020"] if computed else []
        assert same(only(study, figures + asked, result), found.loc[result, BOUNDS]), result
        assert not same(only(study, figures[1:] + asked, result), found.loc[result, BOUNDS]), result


@pytest.mark.parametrize(
    ("result", "n"),
    [("turnover_trend", 6), ("turnover_cagr", 2), ("turnover_growth", 2), ("export_share", 1)],
)
def test_n_is_the_number_of_years_that_enter(behind, result, n):
    assert behind.loc[result, "n"] == n


@pytest.mark.thorough
def test_under_a_variant_the_file_names_it_and_leaves_out_the_figures_that_it_drops():
    variant = json.loads(as_json(an.read(DATA, variant="exports-of-2019")))
    assert variant["variant"] == "exports-of-2019"
    assert variant["results"]["export_share"]["years"] == "2019"


def test_the_hash_is_that_of_the_data_whatever_the_line_ends(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(DATA, copy)
    first = colophon(an.read(copy))
    assert first == colophon(known("data"))
    figures = copy / "figures.csv"
    figures.write_bytes(figures.read_bytes().replace(b"\n", b"\r\n"))
    assert colophon(an.read(copy)) == first
    figures.write_bytes(figures.read_bytes().replace(b"561 million", b"562 million"))
    assert colophon(an.read(copy))["data_sha256"] != first["data_sha256"]


@pytest.mark.thorough
def test_the_claims_have_the_verdicts_of_the_reconciliation(study, file):
    claims = an.claims(study, an.reconciled(study))
    assert file["claims"] == claims["verdict"].to_dict()


def test_every_result_of_the_file_is_shown_in_a_stored_notebook(file):
    table = pd.DataFrame.from_dict(file["results"], orient="index")
    infinite = {"low": -math.inf, "high": math.inf}
    for bound, without in infinite.items():
        table[bound] = table[bound].astype(float).where(table[bound].notna(), without)
    texts = {name: an.text.interval(row, row["unit"]) for name, row in table.iterrows()}
    shown = "\n".join(
        text
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
        for kind, text in output.get("data", {}).items()
        if kind in ("text/markdown", "text/html", "text/csv")
    )
    numbers = {name: f"{row['value']:.6f}" for name, row in table.iterrows()}
    missing = [n for n in table.index if texts[n] not in shown and numbers[n] not in shown]
    assert missing == []


def test_a_trend_has_its_confidence_interval_beside_its_rounding_bounds(study, file):
    trends = {name: r for name, r in file["results"].items() if name.endswith("_trend")}
    assert len(trends) == 3
    assert all(r["ci_low"] < r["low"] <= r["high"] < r["ci_high"] for r in trends.values())
    growth = an.fit_trend(an.headline(study, "turnover")).growth
    own = [trends["turnover_trend"][end] for end in ("ci_low", "ci_high")]
    assert own == pytest.approx(growth[["ci_low", "ci_high"]].to_list())
    compound = {name: r for name, r in file["results"].items() if name.endswith("_cagr")}
    assert all(r["ci_low"] < r["low"] <= r["high"] < r["ci_high"] for r in compound.values())
    rest = file["results"].keys() - trends.keys() - compound.keys()
    assert not any("ci_low" in file["results"][name] for name in rest)


@pytest.mark.thorough
def test_a_trend_that_is_missing_has_no_confidence_interval(write_study):
    trend = json.loads(as_json(an.read(write_study({}))))["results"]["turnover_trend"]
    assert (trend["ci_low"], trend["ci_high"]) == (None, None)


def test_mirror_ratios_of_both_directions_are_in_the_file(study, file):
    exports, imports = an.both_sides(study)
    assert len(file["mirror"]) == len(exports) == 12
    for row in file["mirror"]:
        key = (row["exporter"], row["importer"], row["year"])
        expected = imports.loc[key, "value"] / exports.loc[key, "value"]
        assert row["ratio"] == pytest.approx(expected)
        assert row["ratio_low"] <= row["ratio"] <= row["ratio_high"]


def test_the_file_says_what_its_keys_mean(file):
    for key in ("years", "n", "figures", "low, high", "ci_low, ci_high", "mirror"):
        assert file["meanings"][key]
