"""Names in scripts that are written from right to left scramble nothing beside them."""

import pytest
from bs4 import BeautifulSoup

from analysis.report.directions import isolated

NAMES = [
    "المملكة الغربية",
    "הארץ",
    "روزنامه شرق",
    "پاکستان اسٹیٹ بینک",
    "ܣܘܪܝܝܐ",
    "ދިވެހިރާއްޖެ",
    "ߒߞߏ",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "page",
    [
        "<p>according to {} (2021-06), 16.4 percent</p>",
        "<td>{}</td>",
        "<h1>{} and Israel, 2019 to 2020</h1>",
        '<a href="#a">{} (2021-06)</a>',
        "<q>{}</q> 2019",
    ],
)
def test_a_name_from_right_to_left_is_isolated_and_no_text_is_changed(name, page):
    shown = BeautifulSoup(isolated(page.format(name)), "html.parser")
    assert [one.get_text() for one in shown.find_all("bdi")] == [name]
    assert shown.get_text() == BeautifulSoup(page.format(name), "html.parser").get_text()


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_a_list_is_isolated_by_itself(name):
    page = isolated(f"<p>{name}; {name}, {name} (2021)</p>")
    assert page.count(f"<bdi>{name}</bdi>") == 3


@pytest.mark.parametrize("element", ["pre", "style", "svg", "title", "bdi"])
def test_elements_that_hold_no_markup_or_are_isolated_stay_as_they_are(element):
    page = f"<{element}>{NAMES[0]}</{element}>"
    assert isolated(page) == page


@pytest.mark.parametrize(
    "page", ["<p>A &amp; B<br></p>", "<p>中华东方</p>", "<p>Ω</p>", "", "<p>🙂</p>"]
)
def test_a_page_without_such_names_stays_as_it_is(page):
    assert isolated(page) == page
