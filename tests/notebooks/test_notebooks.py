"""The stored notebooks: executed once from top to bottom, readable, and about no pair by name."""

import ast
import base64
import collections
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from studies import known

import analysis as an
from analysis.report.markup import adapted
from analysis.report.results_file import as_json

ROOT = Path(__file__).parents[2]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = {path.stem: nbformat.read(path, as_version=4) for path in PATHS}
README, FINDINGS = ((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/findings.md"))
CHART = re.compile(r"an\.(charts\.|turnover_picture\()")
FORM = '"2016-2019"'
"""How years are written, shown where they can be."""
every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def seen(cell):
    """Return what a reader sees of a cell: its text, or the sentences and tables it shows."""
    if cell.cell_type == "markdown":
        return cell.source
    shown = (output.get("data", {}) for output in cell.outputs)
    tables = [adapted(data["text/html"], {}) for data in shown if "text/html" in data]
    soup = BeautifulSoup("".join(tables), "html.parser")
    for folded in soup.find_all("details"):
        folded.extract()
    texts = [o.data["text/markdown"] for o in cell.outputs if "text/markdown" in o.get("data", {})]
    return " ".join([*texts, soup.get_text(" ")])


@pytest.mark.thorough
def test_the_chapters_are_read_in_half_an_hour():
    """The first notebook is the front page, of which a test of its own counts the words."""
    chapters = [notebook for name, notebook in NOTEBOOKS.items() if name != "00_start_here"]
    cells = [cell for notebook in chapters for cell in notebook.cells]
    words = sum(len(seen(cell).split()) for cell in cells)
    assert 4_000 < words < 7_500


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 3


@every_notebook
def test_stored_outputs_come_from_one_run_from_top_to_bottom(notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_no_stored_output_is_an_error_or_a_stream(notebook):
    assert {output.output_type for output in outputs(notebook)} <= {
        "display_data",
        "execute_result",
    }


@every_notebook
def test_a_notebook_opens_with_one_question_and_answers_it_before_anything_else(notebook):
    assert re.fullmatch(r"# [^\n]+\?", notebook.cells[0].source)
    tagged = [i for i, c in enumerate(notebook.cells) if "answer" in c.metadata.get("tags", [])]
    assert tagged[0] <= 4
    assert all("text/markdown" in notebook.cells[i].outputs[0].data for i in tagged)


@every_notebook
def test_a_chart_follows_the_answer_and_the_code_until_there_is_folded_away(notebook):
    cells = notebook.cells
    answer = next(i for i, c in enumerate(cells) if "answer" in c.metadata.get("tags", []))
    chart = next(i for i, c in enumerate(cells) if CHART.search(c.source))
    text = [cell for cell in cells[answer:chart] if cell.cell_type == "markdown"]
    assert sum(len(cell.source) for cell in text) < 400, "the chart is not on the first screen"
    code = [cell for cell in cells[: chart + 1] if cell.cell_type == "code"]
    first, *rest = code
    assert "parameters" in first.metadata["tags"], "the cell to change stands open"
    assert not first.metadata.get("jupyter", {}).get("source_hidden")
    assert all(cell.metadata.get("jupyter", {}).get("source_hidden") for cell in rest)


@every_notebook
def test_cells_are_short_and_text_is_at_least_as_frequent_as_code(notebook):
    sources = [cell.source for cell in code_cells(notebook)]
    assert max(len(source.splitlines()) for source in sources) <= 10
    assert 2 * len(sources) <= len(notebook.cells)
    assert not [source for source in sources if re.search(r"^\s*(def|class|%|!)\b", source, re.M)]


@every_notebook
def test_one_cell_holds_the_parameters_and_leaves_all_of_them_to_the_study(notebook):
    tagged = [c for c in code_cells(notebook) if "parameters" in c.metadata.get("tags", [])]
    (cell,) = tagged
    assert "hange here" in cell.source
    forms = set(re.findall(r"\b(\w+)=", cell.source))
    assert {"years", "reporter", "partner", "source", "variant"} <= forms
    chooses = notebook is NOTEBOOKS["00_start_here"]
    assert ("study = choose_study(" if chooses else "study = chosen_study()") in cell.source


@pytest.mark.thorough
@every_notebook
def test_a_file_that_hides_the_library_is_named_where_a_notebook_imports_it(notebook, tmp_path):
    hiding = tmp_path / "analysis.py"
    hiding.touch()
    (cell,) = (c for c in code_cells(notebook) if "parameters" in c.metadata.get("tags", []))
    command = [sys.executable, "-c", cell.source]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert re.search(rf"ImportError: cannot import name .*\({re.escape(str(hiding))}\)", run.stderr)
    assert "# if this fails, the file it names hides the library" in cell.source


def test_the_first_notebook_leads_to_all_others_by_their_titles():
    first, *others = NOTEBOOKS
    assert first == "00_start_here"
    text = "\n".join(cell.source for cell in NOTEBOOKS[first].cells)
    for name in others:
        title = NOTEBOOKS[name].cells[0].source.removeprefix("# ")
        assert f"- [{title}]({name}.ipynb)" in text


def test_the_lines_to_try_of_the_first_notebook_call_what_there_is_with_names_of_the_study():
    study = known("data")
    (cell,) = (c for c in NOTEBOOKS["00_start_here"].cells if "start.tasks" in c.source)
    lines = re.findall(r"`(an\..+?)`", cell.outputs[0].data["text/markdown"])
    assert len(lines) == 6 + 1
    for line in lines:
        for node in ast.walk(ast.parse(line)):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "an":
                assert node.attr in an.__all__
    assert 'an.what_if(study, "art-turnover-2020", "1.8 billion")' in lines
    (compared,) = (line for line in lines if line.startswith("an.compare"))
    assert set(re.findall(r'"(.+?)"', compared)) < set(study.sources.index)


@every_notebook
def test_no_country_year_or_amount_is_typed_into_a_notebook(notebook):
    study = known("data")
    names = {study.name(code) for code in (study.reporter, study.partner)}
    names |= set(study.regions["region"]) | set(study.sources["publisher"])
    typed = names | {study.reporter, study.partner} | set(study.figures["as_written"])
    text = "\n".join(cell.source for cell in notebook.cells)
    # A method is figures_with_sources with its year.
    text = text.replace("Fellegi and Holt, 1976", "").replace(FORM, "")
    words = {word for word in typed if re.search(rf"\b{re.escape(word)}\b", text)}
    assert not words - {"45", "20", "2", "50"}
    assert not re.findall(r"\b(?:19|20)\d\d\b", text)


@every_notebook
def test_each_chart_cell_shows_exactly_one_picture_with_its_text_alternative(notebook):
    charts = [cell for cell in code_cells(notebook) if CHART.search(cell.source)]
    assert charts
    for cell in charts:
        pictures = [output for output in cell.outputs if "image/png" in output.get("data", {})]
        (picture,) = pictures
        assert len(picture.metadata["image/png"]["alt"]) > 40
        assert base64.b64decode(picture.data["image/png"]).startswith(b"\x89PNG")


@every_notebook
def test_each_picture_of_a_notebook_has_its_own_text_alternative(notebook):
    alts = [o.metadata["image/png"]["alt"] for o in outputs(notebook) if "image/png" in o.data]
    assert len(set(alts)) == len(alts)


@every_notebook
def test_each_table_has_a_name_of_its_own_and_carries_its_numbers_as_csv(notebook):
    tables = [output for output in outputs(notebook) if "text/csv" in output.data]
    names = [table.metadata["text/csv"]["name"] for table in tables]
    assert names
    assert len(set(names)) == len(names)
    assert all(table.data["text/csv"].count("\n") >= 2 for table in tables)


@every_notebook
def test_nothing_stored_names_a_folder_of_the_machine_it_ran_on(notebook):
    assert not re.search(r"/(home|root|tmp|Users)/", json.dumps(notebook))


README_ROWS = {
    "growth of turnover a year (CAGR)": ["turnover_cagr", "official_{}", "counterpart_{}"],
    "growth in 2020": ["turnover_growth", "official_{}", "counterpart_{}"],
    "exports of Azerbaijan in turnover, 2020": ["export_share", "official_{}", "counterpart_{}"],
    "balance of trade, 2020": [None, "official_balance", "counterpart_balance"],
    "share in the South Caucasus' trade with China, 2020": [
        None,
        "official_region_share",
        "counterpart_region_share",
    ],
    "investment, outward − inward": ["investment_balance"],
}


def published():
    """Return the results of results.json, with infinite bounds as such."""
    results = json.loads(as_json(known("data")))["results"]
    table = pd.DataFrame.from_dict(results, orient="index")
    for bound, none in (("low", -math.inf), ("high", math.inf)):
        table[bound] = table[bound].astype(float).where(table[bound].notna(), none)
    return table


def readme_results():
    """Return the rows of the table of results: label → cells."""
    lines = FINDINGS.splitlines()
    rows = [line.strip("| ").split("|") for line in lines if line.startswith("|")]
    return {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows[2:]}


@pytest.mark.thorough
def test_each_cell_of_the_readme_s_results_is_that_result():
    text = {name: an.text.interval(row, row["unit"]) for name, row in published().iterrows()}
    table = readme_results()
    for label, names in README_ROWS.items():
        for cell, name in zip(table[label], names, strict=False):
            if name:
                assert cell == text[name.format(names[0])], (label, name)
    (regional,) = (cells for label, cells in table.items() if label.startswith("regional turnover"))
    assert regional[0] == text["implied_regional_turnover"]
    study = known("data")
    for cell, side in zip(regional[1:], ("AZE", "CHN"), strict=True):
        total = an.official_region_share(study, "South Caucasus", side).loc[2020, "total"]
        assert cell == an.text.quantity(total, "USD million")
    assert set(table) == {*README_ROWS, *[label for label in table if "regional turnover" in label]}


def test_each_number_that_the_readme_states_as_a_result_is_an_output_of_a_notebook():
    shown = "\n".join(
        output.data.get("text/markdown", "") + output.data.get("text/html", "")
        for notebook in NOTEBOOKS.values()
        for output in outputs(notebook)
    )
    section = README.split("## What the default study finds")[1].split("\n## ")[0]
    assert section.count("\n- ") == 3
    bullets = section[section.index("\n- ") :] + FINDINGS[FINDINGS.index("\n- ") :]
    pattern = r"(?:USD )?−?[\d,.]+ (?:percent|million|billion)(?: a year)? \([^)]*\)"
    pattern += r"|\d+ days before"
    pattern += r"|\d\.\d+ to \d\.\d+(?= times)|[\d.]+ to [\d.]+ percent a year"
    results = re.findall(pattern, bullets)
    assert len(results) >= 8
    assert [result for result in results if result not in shown] == []


def test_the_place_among_the_world_s_pairs_in_the_readme_is_that_of_a_notebook():
    shown = "\n".join(
        o.data.get("text/markdown", "") for n in NOTEBOOKS.values() for o in outputs(n)
    )
    place = (
        r"[\d.]+ in \d+, between the \w+ and the \w+ percentile of the [\d,]+ mirror ratios of "
        r"[\d,]+ pairs of at least USD [\d,.]+ (?:million|billion) \(median [\d.]+\)"
    )
    (said,) = re.findall(place, FINDINGS)
    assert said in shown
    years, size = re.search(
        r"in (\d of \d years); of the pairs of at least this size, ([\d.]+ to [\d.]+)", FINDINGS
    ).groups()
    said = rf"in {years} \([^.)]+\)\. Of the pairs of at least this size, {size} percent do"
    assert re.search(said, shown)


def test_the_readme_says_how_often_the_trend_s_interval_is_right_as_the_first_notebook_does():
    first = NOTEBOOKS["01_trade_growth"]
    shown = "\n".join(o.data.get("text/markdown", "") for o in outputs(first))
    said = (
        r"such intervals hold the true growth in (\d+) percent of cases where errors are "
        r"independent, and in (\d+) percent where they persist \(autocorrelation ([\d.]+)\)"
    )
    assert len(re.findall(said, FINDINGS)) == 1
    assert re.findall(said, FINDINGS) == re.findall(said, shown)


@pytest.mark.thorough
def test_the_readme_counts_the_verdicts_as_the_reconciliation_does():
    claims = json.loads(as_json(known("data")))["claims"]
    counts = collections.Counter(claims.values())
    sentence = (
        f"Of the article's {len(claims)} figures, {counts['contradicted']} cannot be true beside "
        "what others print"
    )
    rest = f"{counts['consistent']} are consistent and {counts['untested']} are untested"
    for text in (README, FINDINGS):
        assert sentence in text
        assert rest in text
    assert counts["conflicting"] == 1


@pytest.mark.thorough
def test_the_readme_says_how_far_the_two_sides_are_apart_and_which_one_the_article_fits():
    study = known("data")
    found = an.discrepancies(*an.both_sides(study))
    for (exporter, importer), rows in found["ratio"].groupby(level=["exporter", "importer"]):
        seller, buyer = study.name(exporter), study.name(importer)
        said = f"{buyer}'s imports from {seller} are {rows.min():.2f} to {rows.max():.2f} times "
        assert f"{said}what {seller} reports" in FINDINGS
    widest = found["ratio"].groupby(level=["exporter", "importer"]).max().max()
    assert f"they are up to {widest:.2f} times apart" in README
    assert "insurance explain {:.2f} to {:.2f} times".format(*an.FREIGHT) in README
    (side,) = an.reconciled(study).sides[study.headline_source]
    assert f"The article's figures fit {study.name(side)}'s statistics only" in README


def test_the_readme_and_the_codebook_count_the_figures_and_the_sources_of_the_study():
    study = known("data")
    figures, sources = f"{len(study.figures)} figures", f"{len(study.sources)} sources"
    assert f"({figures}, {sources};" in README
    assert f"({figures}, {sources};" in FINDINGS
    assert f"{figures} of {sources}:" in (ROOT / "data" / "README.md").read_text("utf-8")


def test_the_text_of_the_findings_picture_has_the_first_and_the_last_turnover_of_each_line():
    study = known("data")
    official = an.official(study, "turnover")
    lines = [an.headline(study, "turnover"), official["AZE"], official["CHN"]]
    ends = [f"{line['value'].iloc[i]:,.0f}" for line in lines for i in (0, -1)]
    picture = FINDINGS.split("![")[1].split("]")[0]
    assert [n for n in re.findall(r"\d[\d,]*\d", picture) if n not in ("2015", "2020")] == ends


def test_the_figure_of_the_findings_is_the_first_chart_of_the_first_notebook():
    stored = next(o for o in outputs(NOTEBOOKS["01_trade_growth"]) if "image/png" in o.data)
    picture = (ROOT / "docs" / "turnover.png").read_bytes()
    assert base64.b64decode(stored.data["image/png"]) == picture


@pytest.mark.thorough
def test_the_assumptions_table_says_what_the_variants_give():
    text = (ROOT / "data" / "README.md").read_text("utf-8")
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in text.split("## Assumptions")[1].splitlines()
        if line.startswith("|") and "`" in line
    ]
    written = {(row[2], row[3]): tuple(row[4:]) for row in rows}
    moved = an.results_by_variant(known("data"))
    texts = an.variants(known("data")).set_index(moved["result"], append=True)
    computed = {key: tuple(texts.loc[key, ["as_read", "otherwise"]]) for key in written}
    assert written == computed
    assert {variant for variant, _ in written} == set(moved.index), "each variant has a row"


@pytest.mark.thorough
def test_what_the_assumptions_table_says_is_shown_in_the_notebooks():
    shown = pd.concat(
        pd.read_csv(pd.io.common.StringIO(output.data["text/csv"]))
        for notebook in NOTEBOOKS.values()
        for output in outputs(notebook)
        if output.metadata.get("text/csv", {}).get("name") == "variants"
    )
    moved = an.results_by_variant(known("data"))
    assert set(moved.index) == set(shown["variant"])


@every_notebook
def test_no_stored_table_needs_a_style_sheet_or_a_script_which_github_drops(notebook):
    stored = [output.data.get("text/html", "") for output in outputs(notebook)]
    assert [html[:80] for html in stored if re.search("<(style|script)", html, re.I)] == []
