"""The forms for issues ask for the columns of the tables, by their names."""

from pathlib import Path

import pytest
import yaml

from analysis.study.columns import COLUMNS
from analysis.study.wording import WORDINGS

FOLDER = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE"
FORMS = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in FOLDER.glob("*.yml")
    if path.stem != "config"
}
each_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def fields(form):
    """Return the fields of a form that are filled in, by identifier."""
    return {part["id"]: part for part in form["body"] if part["type"] != "markdown"}


def test_there_is_a_form_for_a_wrong_figure_and_one_for_a_source():
    assert sorted(form["name"] for form in FORMS.values()) == [
        "A figure is wrong",
        "A source to add",
    ]


@each_form
def test_a_form_is_of_parts_that_github_knows_each_with_a_name_of_its_own(form):
    assert set(form) == {"name", "description", "title", "labels", "body"}
    named = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert len(named) == len(set(named))
    for part in form["body"]:
        assert part["type"] in ("markdown", "input", "textarea", "dropdown")
        assert part["attributes"].get("label" if "id" in part else "value")


@each_form
def test_a_form_says_where_the_columns_are_explained(form):
    assert "`data/README.md`" in form["body"][0]["attributes"]["value"]


@pytest.mark.parametrize(
    ("form", "file", "more"),
    [
        ("figure-is-wrong", "figures.csv", {"study", "evidence"}),
        ("source-to-add", "sources.csv", {"study", "figures"}),
    ],
)
def test_a_form_has_a_field_for_each_column_under_its_name(form, file, more):
    found = fields(FORMS[form])
    assert set(found) == set(COLUMNS[file]) | more
    for column in COLUMNS[file]:
        assert found[column]["attributes"]["label"] == column


def test_what_can_be_chosen_is_what_the_library_knows():
    found = fields(FORMS["figure-is-wrong"])
    assert found["wording"]["attributes"]["options"] == list(WORDINGS)


def test_the_figures_of_a_new_source_begin_with_the_header_of_their_table():
    figures = fields(FORMS["source-to-add"])["figures"]["attributes"]
    assert figures["value"].strip() == ",".join(COLUMNS["figures.csv"])
