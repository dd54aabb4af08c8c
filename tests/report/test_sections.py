import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import analysis as an
from analysis.report.sections import without_empty_sections


def shows(thing):
    data, metadata = thing._repr_mimebundle_()
    return new_code_cell(outputs=[new_output("execute_result", data=data, metadata=metadata)])


def titles(*cells):
    notebook = new_notebook(cells=[new_markdown_cell("# Growth"), *cells])
    kept = without_empty_sections(notebook)
    assert len(notebook.cells) == len(cells) + 1
    return [cell.source for cell in kept.cells if cell.cell_type == "markdown"]


@pytest.mark.thorough
def test_a_section_whose_tables_are_all_empty_is_left_out(write_study):
    study = an.read(write_study({"quantity": "loan"}))
    none, also_none = (shows(an.growth_rates(study)) for _ in range(2))
    some = shows(an.by_source(an.read("tests/invented"), "turnover", 2005))
    heads = [new_markdown_cell(f"## {name}") for name in ("Rates", "Sources", "Limits")]
    assert titles(heads[0], none, heads[1], also_none, some, heads[2]) == [
        "# Growth",
        "## Sources",
        "## Limits",
    ]


def test_a_chart_without_points_shows_nothing_and_a_sentence_shows_something():
    about = {"image/svg+xml": {"empty": True}, "image/png": {"alt": "none"}}
    empty = new_output("display_data", data={"image/png": ""}, metadata=about)
    head = new_markdown_cell("## The answer")
    assert titles(head, new_code_cell(outputs=[empty])) == ["# Growth"]
    said = shows(an.display.Text("Nothing is known."))
    assert titles(head, new_code_cell(outputs=[empty]), said) == ["# Growth", "## The answer"]


def test_an_output_with_metadata_of_others_shows_something():
    other = new_output("display_data", data={"text/html": "<b>1</b>"}, metadata={"isolated": True})
    head = new_markdown_cell("## The answer")
    assert titles(head, new_code_cell(outputs=[other])) == ["# Growth", "## The answer"]


def test_what_stands_before_the_first_section_stays():
    assert titles(new_code_cell("import analysis as an")) == ["# Growth"]


def test_words_that_introduce_nothing_are_left_out_of_a_section_that_stays():
    def cell(said):
        data, about = {"text/markdown": said}, {"text/markdown": {"empty": True}}
        return new_code_cell(outputs=[new_output("execute_result", data=data, metadata=about)])

    words = [new_markdown_cell(text) for text in ("## Trend", "Without one year:", "Later:")]
    some = shows(an.display.Text("It rose."))
    none = [new_markdown_cell("Dashed is what to expect."), new_code_cell("None")]
    shown = [words[0], some, words[1], cell(""), *none, words[2], cell("Nobody says.")]
    assert titles(*shown) == ["# Growth", "## Trend", "Later:"]
