"""The sentences on how often intervals hold what is true."""

import re

import pytest
from studies import known

import analysis as an
from analysis.simulation import rounding


@pytest.fixture(scope="module")
def study():
    return known("data")


def test_the_answer_gives_coverage_with_independent_errors_with_persistent_ones_and_of_walks(study):
    answer = an.sentences(study, "coverage.answer")
    percent = re.findall(r"(\d+\.\d) percent", answer)
    assert percent == ["94.8", "81.3", "63.4"]
    assert "hold the true result in each of 1,286 simulated results" in answer


def test_a_bound_that_fails_would_be_said(study, monkeypatch):
    from analysis.prose import coverage as facts

    held = rounding.rounding_coverage().copy()
    held.loc["growth", "held"] = 99.8
    monkeypatch.setattr(facts, "rounding_coverage", lambda: held)
    assert "fail to hold the true result in some of" in an.sentences(
        an.read("data"), "coverage.answer"
    )


def test_what_is_simulated_says_whose_errors_were_taken(study):
    assert "the trend of 2015-2020 have (n = 6)" in an.sentences(study, "coverage.simulated")


def test_a_study_without_a_trend_says_that_its_errors_are_assumed(known_by_heart):
    study = an.read(known_by_heart, variant=None)
    two = an.focus(study, years=(2015, 2016))
    assert "gives no errors to go by" in an.sentences(two, "coverage.simulated")


def test_beside_a_trend_stands_how_often_its_interval_holds(study):
    said = an.sentences(study, "coverage.beside_trend")
    assert "of 6 years" in said
    assert "in 81 percent where they persist" in said
