"""On which sources verdicts hang, and on how open-ended wordings are read."""

import dataclasses

import pytest
from studies import known

import analysis as an
from analysis.cli.main import main


@pytest.fixture
def read(write_study):
    """Return a function that reads figures; each source is one letter."""

    def run(*figures, **options):
        sources = tuple(dict.fromkeys(figure["source_id"] for figure in figures))
        return an.read(write_study(*figures, sources=sources, **options))

    return run


def said(source, text, **more):
    figure = {"source_id": source, "as_written": text, "period": "2019", "statistics_of": "GEO"}
    return figure | more


TWO_AGAINST_ONE = said("a", "110 million"), said("b", "210 million"), said("c", "211 million")


def test_each_of_two_sources_carries_what_they_say_against_a_third(read):
    found = an.reconcile(read(*TWO_AGAINST_ONE))
    assert found.verdict.to_list() == ["contradicted", "consistent", "consistent"]
    assert found.carried_by() == {"f1": ("b", "c")}


def test_no_single_source_of_three_carries_a_contradiction(read):
    found = an.reconcile(read(*TWO_AGAINST_ONE, said("d", "212 million")))
    assert found.carried_by() == {"f1": ()}


def test_a_contradiction_inside_one_text_hangs_on_no_other_source(read):
    growth = said("a", "50", quantity="turnover_growth", unit="percent")
    found = an.reconcile(
        read(said("a", "101 million", period="2018"), said("a", "111 million"), growth)
    )
    assert set(found.verdict) == {"conflicting"}
    assert found.carried_by() == {"f1": (), "f2": (), "f3": ()}


def test_of_two_that_disagree_each_carries_what_is_said_of_the_other(read):
    assert an.reconcile(read(*TWO_AGAINST_ONE[:2])).carried_by() == {"f1": ("b",), "f2": ("a",)}


@pytest.mark.thorough
def test_a_source_that_is_left_out_no_longer_settles_whose_statistics_another_one_quotes(read):
    figures = (
        said("a", "110 million", statistics_of=""),
        said("a", "310 million", period="2018", statistics_of=""),
        said("b", "110 million"),
        said("b", "510 million", period="2018"),
        said("c", "910 million", statistics_of="KOR"),
        said("d", "410 million", period="2018", statistics_of="KOR"),
    )
    found = an.reconcile(read(*figures))
    again = leave_out(found)
    assert found.carried_by() == again


def leave_out(found):
    """Return the sources without which a verdict is less severe, by reconciling all anew."""
    study, severity = found._study, ["contradicted", "conflicting", "consistent", "untested"]
    figures = study.figures.set_index("figure_id", drop=False)
    carriers = dict.fromkeys(found.clashes, ())
    for source in sorted(set(figures["source_id"])):
        rows = study.figures[study.figures["source_id"] != source]
        without = an.reconcile(dataclasses.replace(study, figures=rows)).verdict
        for name in carriers:
            if figures.at[name, "source_id"] != source:
                less = severity.index(without[name]) > severity.index(found.verdict[name])
                carriers[name] += (source,) if less else ()
    return carriers


@pytest.mark.thorough
@pytest.mark.parametrize("folder", ["tests/invented", "examples/GEO-TUR"])
def test_components_judged_anew_give_what_all_figures_judged_anew_give(folder):
    found = an.reconciled(known(folder))
    assert found.carried_by() == leave_out(found)


@pytest.mark.thorough
def test_the_article_is_contradicted_by_one_table_of_official_statistics():
    carriers = an.reconciled(known("data")).carried_by()
    assert carriers["art-turnover-2016"] == ("imf-dots-2022-02",)
    assert carriers["chn-turnover-2020"] == ("azernews-2021-06-07",)


OPEN = said("a", "300 million", wording="more than"), said("b", "510 million")


def test_a_verdict_that_only_the_close_reading_gives_is_named(read):
    study = read(*OPEN)
    found = an.reconcile(study)
    assert set(found.verdict) == {"consistent"}
    assert found.read_otherwise == {"f1": "conflicting", "f2": "conflicting"}
    close = an.reconcile(study, reading="close")
    assert set(close.verdict) == {"conflicting"}
    assert close.read_otherwise == {"f1": "consistent", "f2": "consistent"}


def test_readings_that_agree_are_not_mentioned(read):
    study = read(OPEN[0], said("b", "310 million"))
    found = an.reconcile(study)
    assert found.read_otherwise == {}
    assert "reading of wordings" not in str(an.sentences(study, "verdicts.summary", found=found))
    assert an.sentences(study, "verdicts.wrong") is None


def test_chapter_and_command_say_what_the_other_reading_changes(read, capsys):
    study = read(*OPEN, settings='headline_source = "a"')
    said = str(an.sentences(study, "verdicts.wrong"))
    assert said == (
        'Under the close reading of wordings such as "more than", the turnover of Georgia with '
        "South Korea in 2019, printed as more than 300 million, is conflicting and not consistent."
    )
    assert main(["reconcile", str(study.folder)]) == 0
    printed = capsys.readouterr().out
    assert 'Under the close reading of wordings such as "more than":' in printed
    assert "- f2 (510 million): conflicting and not consistent." in printed
    assert main(["reconcile", str(study.folder), "--reading", "close"]) == 0
    assert "- f1 (300 million): consistent and not conflicting." in capsys.readouterr().out


@pytest.mark.thorough
def test_the_command_names_the_sources_that_verdicts_hang_on_where_it_is_asked(read, capsys):
    folder = str(read(*TWO_AGAINST_ONE).folder)
    main(["reconcile", folder])
    assert "What hangs on one source" not in capsys.readouterr().out
    main(["reconcile", folder, "--carried-by"])
    expected = "- f1 (110 million) hangs on B (undated) and on C (undated): without either one, it"
    assert expected in capsys.readouterr().out


def test_where_no_verdict_hangs_on_one_source_the_command_says_so_where_it_is_asked(read, capsys):
    main(["reconcile", str(read(said("a", "110 million")).folder), "--carried-by"])
    assert "No verdict hangs on one other source." in capsys.readouterr().out


@pytest.mark.thorough
def test_what_a_figure_clashes_with_does_not_depend_on_what_was_asked_before():
    study = an.read("examples/GEO-TUR")
    first = an.reconcile(study).clashes
    later = an.reconcile(study)
    assert len(later.bounds) > 0
    an.claims(study, later)
    assert later.clashes == first
