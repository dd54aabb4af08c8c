"""How often a figure that was falsified on purpose is found."""

import dataclasses

import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.simulation import detection
from analysis.study.columns import COLUMNS
from analysis.study.pair_figures import INTERVAL

DRAWS = 8


@pytest.fixture(scope="module")
def study():
    return known("data")


@pytest.fixture(scope="module")
def curve(study):
    return an.detection_curve(study, [0.0, 0.001, 1.0], draws=DRAWS)


def test_what_is_no_error_is_never_found_and_raises_no_alarm(curve):
    assert curve.loc[0.0].to_dict() == {
        "contradicted": 0.0,
        "conflicting": 0.0,
        "missed": 100.0,
        "false_alarms": 0.0,
    }


def test_a_large_error_is_found(curve):
    assert curve.loc[100.0, "missed"] == 0.0
    assert curve.loc[100.0, "contradicted"] >= 75.0


def test_an_error_below_the_rounding_is_mostly_missed(curve):
    assert curve.loc[0.1, "missed"] >= 50.0


def test_what_becomes_of_a_false_figure_adds_up(curve):
    assert (curve[["contradicted", "conflicting", "missed"]].sum(axis=1) == 100.0).all()
    assert curve.index.name == "error"
    assert curve.index.to_list() == [0.0, 0.1, 100.0]


@pytest.mark.thorough
def test_one_seed_gives_one_table_and_another_another(study):
    sizes = [0.02]
    one, same, other = (
        # Of a study as new, for what was simulated once is known to the study.
        an.detection_curve(dataclasses.replace(study), sizes, draws=DRAWS, seed=seed)
        for seed in (3, 3, 4)
    )
    pd.testing.assert_frame_equal(one, same)
    assert not one.equals(other)


@pytest.mark.thorough
def test_the_curve_is_the_same_whatever_the_study():
    curves = [
        an.detection_curve(known(folder), [0.05], draws=4)
        for folder in ("data", "tests/invented", "examples/GEO-TUR")
    ]
    assert all(curve.equals(curves[0]) for curve in curves)


@pytest.mark.thorough
@pytest.mark.parametrize("size", [0.0, 9.0])
def test_every_invented_study_could_have_been_read_from_files(
    study, monkeypatch, write_study, size
):
    judge = detection._verdicts
    columns = ["figure_id", "side", *INTERVAL]
    drawn = []

    def stored(invented):
        """Store the invented figures, read them as any study, and go on."""
        rows = invented.figures.reindex(columns=COLUMNS["figures.csv"], fill_value="").to_dict(
            "records"
        )
        read = an.read(write_study(*rows, sources=invented.figures["source_id"].unique()))
        pd.testing.assert_frame_equal(
            read.figures[columns], invented.figures[columns], check_dtype=False
        )
        drawn.append((read.reporter, read.partner) == (invented.reporter, invented.partner))
        return judge(invented)

    monkeypatch.setattr(detection, "_verdicts", stored)
    an.detection_curve(dataclasses.replace(study), [size], draws=DRAWS)
    assert drawn == [True] * DRAWS
