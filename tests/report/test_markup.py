"""The HTML of cells, as a page has it: which names are links, and what happens to tables."""

import pytest
from bs4 import BeautifulSoup

from analysis.report.markup import adapted, with_contents

PLAIN = ["16", "4", "2020", "turnover", "a", "2019-2020", "2020-01-31", "long-term", "covid-19"]
"""Identifiers that a text may hold for another reason."""

TEXT = (
    "<p>According to a long-term study of 2020, turnover grew 16.4 percent in 2019-2020 "
    "(as of 2020-01-31), before covid-19.</p>"
)


def places(*names):
    return {name: f"sources.html#figure-{name}" for name in names}


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("names_figures", [False, True])
def test_a_word_or_a_number_in_a_sentence_is_no_link(name, names_figures):
    assert adapted(TEXT, places(name), names_figures=names_figures) == TEXT


@pytest.mark.parametrize("name", PLAIN)
def test_a_number_or_a_word_in_a_table_is_no_link_unless_its_column_holds_identifiers(name):
    table = f"<table><tr><th>year</th><th>of</th></tr><tr><td>{name}</td><td>x</td></tr></table>"
    assert "<a" not in adapted(table, places(name))
    link = f'<td><a href="sources.html#figure-{name}">{name}</a></td>'
    assert link in adapted(table.replace("year", "figure_id"), places(name)).replace(
        '<td class="day">', "<td>"
    )


@pytest.mark.parametrize("name", PLAIN)
def test_an_identifier_that_a_computed_sentence_has_as_code_is_a_link_and_in_other_texts_not(name):
    text = f"<p>see <code>{name}</code></p>"
    assert adapted(text, places(name)) == text
    link = f'<code><a href="sources.html#figure-{name}">{name}</a></code>'
    assert link in adapted(text, places(name), names_figures=True)


@pytest.mark.parametrize(
    "html",
    [
        "<p>by art-turnover-2016.</p>",
        "<p><code>art-turnover-2016</code></p>",
        "<table><tr><td>1,064 to 1,108 by art-turnover-2016, b</td></tr></table>",
        "<ul><li><strong>art-turnover-2016</strong></li></ul>",
        "art-turnover-2016",
    ],
)
def test_an_identifier_that_is_no_word_is_a_link_wherever_it_stands(html):
    where = places("art-turnover-2016")
    link = '<a href="sources.html#figure-art-turnover-2016">art-turnover-2016</a>'
    assert link in adapted(html, where)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#x">art-turnover-2016</a>',
        "<pre>art-turnover-2016</pre>",
        '<svg role="img"><text>art-turnover-2016</text></svg>',
        '<p title="art-turnover-2016">x</p>',
        "<!--art-turnover-2016-->",
        "<p>my-art-turnover-2016</p>",
    ],
)
def test_links_code_pictures_attributes_and_parts_of_words_stay_as_they_are(html):
    assert adapted(html, places("art-turnover-2016")) == html


@pytest.mark.parametrize("publisher", ["Trend", "A & B", "The Paper", "Ministry of Economy", "Üb"])
def test_a_publisher_with_a_date_leads_to_the_source(publisher):
    where = {f"{publisher} (2019-07-05)": "sources.html#source-s"}
    html = publisher.replace("&", "&amp;")
    link = f'<a href="sources.html#source-s">{html} (2019-07-05)</a>'
    assert adapted(f"Source: {html} (2019-07-05); B", where) == f"Source: {link}; B"
    said = "USD 2 (exports) according to"
    assert adapted(f"{said} {html} (2019-07-05), before", where) == f"{said} {link}, before"
    cells = f"<tr><td>{html}</td><td>2019-07-05</td></tr>"
    row = f'<td><a href="sources.html#source-s">{html}</a></td><td class="day">2019-07-05</td>'
    assert row in adapted(f"<table><tr><th>publisher</th></tr>{cells}</table>", where)
    assert adapted(f"<p>{html} (2020)</p>", where) == f"<p>{html} (2020)</p>"


def test_of_several_publishers_that_may_be_named_it_is_the_longest_and_no_part_of_a_word():
    where = {"Bank (2020)": "#b", "World Bank (2020)": "#w"}
    said = "according to {} and the Eurobank (2020)"
    assert adapted(said.format("World Bank (2020)"), where) == said.format(
        '<a href="#w">World Bank (2020)</a>'
    )


@pytest.mark.parametrize(
    "html",
    ["a &lt;b&gt; &amp; c", '<p class="x">“3”</p>', "<br/>", "x_y", "https://foreign.invalid"],
)
def test_what_is_not_to_be_changed_stays_to_the_byte(html):
    assert adapted(html, {}) == html


NAMES = {
    "16": ("Turnover of A with B in 2016", ""),
    "g-exports-2017": ("Exports of A to B in 2017", "The Gazette (2018)"),
    "gazette": ("The Gazette (2018)", ""),
}


def rows_of(*rows):
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = adapted(f"<table>{table}</table>", places(*NAMES), names=NAMES)
    rows = BeautifulSoup(page, "html.parser").find_all("tr")
    return rows, [[cell.get_text() for cell in row.find_all("td")] for row in rows]


def test_a_table_names_its_figures_in_words_as_links_and_says_nothing_of_that_twice():
    head = ["figure id", "quantity", "period", "verdict"]
    one, other = ["16", "turnover", "2016", "untested"], ["g-exports-2017", "exports", "2017", ""]
    rows, texts = rows_of(head, one, other)
    assert texts == [
        ["figure", "verdict"],
        ["Turnover of A with B in 2016", "untested"],
        ["Exports of A to B in 2017, The Gazette (2018)", ""],
    ]
    assert [row.a["href"] for row in rows[1:]] == [*places("16", "g-exports-2017").values()]
    with_publisher = rows_of([*head, "publisher"], [*other, "The Gazette"])[1]
    assert with_publisher[1] == ["Exports of A to B in 2017", "", "The Gazette"]


def test_a_table_of_sources_has_credits_and_keeps_its_periods():
    texts = rows_of(["source id", "period"], ["gazette", "2018"])[1]
    assert texts == [["source", "period"], ["The Gazette (2018)", "2018"]]


def test_a_table_with_an_identifier_that_nobody_knows_stays_as_it_is():
    rows = [["figure id", "period"], ["16", "2016"], ["of an older study", "2017"]]
    assert rows_of(*rows)[1] == rows


def test_a_table_scrolls_its_names_break_and_its_days_do_not():
    table = "<table><td>a_b_c</td><td>2020-01-31</td></table>"
    box = '<div aria-label="Table: growth by year" class="table" role="group" tabindex="0">'
    cells = '<table><td>a_<wbr/>b_<wbr/>c</td><td class="day">2020-01-31</td></table>'
    assert adapted(table, {}, "growth_by_year") == f"{box}{cells}</div>"


def test_a_section_that_is_a_link_is_listed_without_it():
    page = '<!-- contents --><h2><a href="x">One</a></h2><h2>Two</h2>'
    listed = with_contents(page)
    assert '<a href="#section-1-one">One</a>' in listed
    assert '<h2 id="section-1-one"><a href="x">One</a></h2>' in listed
    assert "contents -->" not in with_contents("<!-- contents --><h2>One</h2>")
