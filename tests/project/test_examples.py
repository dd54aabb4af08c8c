"""The examples: a study each, which can be read, and whose README says what the figures give."""

import re
from pathlib import Path

import pytest

import analysis as an
from analysis.cli.main import main
from analysis.rounding import rounded_up

EXAMPLES = sorted(path.parent for path in Path(__file__).parents[2].glob("examples/*/figures.csv"))


@pytest.fixture(params=EXAMPLES, ids=lambda folder: folder.name)
def folder(request):
    return request.param


def test_an_article_of_an_example_states_at_least_eight_figures_and_has_an_address(folder):
    study = an.read(folder)
    own = study.figures[study.figures["source_id"] == study.headline_source]
    assert len(own) >= 8
    assert own["wording"].nunique() >= 2
    assert study.sources.loc[study.headline_source, "url"].startswith("https://")


@pytest.mark.thorough
def test_the_readme_of_an_example_says_what_the_reconciliation_says(folder, capsys):
    text = (folder / "README.md").read_text("utf-8")
    assert main(["reconcile", str(folder)]) == 0
    printed = capsys.readouterr().out
    said = re.search(r"^```text\n(.+?)^```$", text, re.DOTALL | re.MULTILINE)[1].splitlines()
    assert len(said) >= 3
    assert [line for line in said if line not in printed] == []


def test_an_example_s_readme_counts_its_figures_and_sources(folder):
    study = an.read(folder)
    counts = f"{len(study.figures)} figures of {len(study.sources)} sources"
    assert counts in (folder / "README.md").read_text("utf-8")


@pytest.mark.thorough
def test_the_example_finds_the_growth_that_was_computed_from_totals_cut_off():
    folder = Path(__file__).parents[2] / "examples" / "GEO-TUR"
    readme, study = (folder / "README.md").read_text("utf-8"), an.read(folder)
    found = an.reconcile(study, revision=0.02)
    verdicts = found.verdicts.set_index("figure_id")
    assert verdicts.index[verdicts["verdict"] == "contradicted"].to_list() == [
        "tr22-turnover-2020",
        "tr22-turnover-growth-2021",
    ]
    clash = found.clashes["tr22-turnover-growth-2021"]
    assert f"at most {an.text.number(rounded_up(clash.left_high, 1))} percent" in (
        Path(__file__).parents[2] / "README.md"
    ).read_text("utf-8")
    printed = an.series(
        study, "turnover", source="trend-2022-01-31", statistics_of="GEO", years=(2020, 2021)
    )
    assert round(an.growth(printed).loc[2021, "value"], 1) == 40.0
    official = an.official(study, "turnover")["GEO"].loc[2020, "value"]
    assert f"2020 was {an.text.quantity(official, 'USD million')}" in readme
    claims = an.claims(study, found)
    assert set(claims["verdict"]) <= {"consistent", "untested"}
    half = verdicts[verdicts["verdict"] == "conflicting"].index
    figures = study.figures.set_index("figure_id")["value"]
    whole, *parts = (figures[f"tr21b-{flow}-2021h1"] for flow in ("turnover", "exports", "imports"))
    assert f"their sum by {an.text.quantity(round(whole - sum(parts)), 'USD million')}" in readme
    assert set(half) == {f"tr21b-{flow}-2021h1" for flow in ("turnover", "exports", "imports")}


def test_the_readme_of_the_project_says_of_the_example_what_its_own_readme_says():
    root = Path(__file__).parents[2]
    section = (root / "README.md").read_text("utf-8").split("## A second example\n")[1]
    section = section.split("\n## ")[0]
    own = (root / "examples" / "GEO-TUR" / "README.md").read_text("utf-8")
    numbers = re.findall(r"USD [\d,.]+ million|[\d.]+ percent|\b\w+ figures", section)
    assert len(numbers) >= 4
    assert [number for number in numbers if number not in own] == []
    study = an.read(root / "examples" / "GEO-TUR")
    claims = (study.figures["source_id"] == study.headline_source).sum()
    assert (claims, len(study.sources)) == (12, 10), "twelve figures, and nine other sources"
