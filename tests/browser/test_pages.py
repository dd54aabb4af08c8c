"""The report in a browser: accessible, on a phone too, in the dark too, by keyboard, on paper."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

import analysis as an
from analysis.report.pages import pages
from analysis.report.printing import known_browser, printed
from analysis.report.writing import about

ROOT = Path(__file__).parents[2]
FRONT = "00_start_here"
"""The notebook whose page is index.html."""
NOTEBOOKS = sorted({path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} - {FRONT})
PAGES = ["index", *NOTEBOOKS, "sources", "summary", "report"]
"""The pages, and the one file that has them all."""
WIDTHS = {"phone": (360, 740), "desktop": (1280, 800)}
BETWEEN = [390, 768]
"""Pixels of the screens of a large phone and of a tablet."""
PAPER = 680
"""Pixels of an A4 page between its margins of 15 mm."""

every_page = pytest.mark.parametrize("name", PAGES)
every_width = pytest.mark.parametrize("width", WIDTHS)
light_and_dark = pytest.mark.parametrize("scheme", ["light", "dark"])

FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    return {
        place: [...document.querySelectorAll('*')].indexOf(element),
        outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        body: element === document.body,
    };
}"""
REACHABLE = """() => [...document.querySelectorAll('*')]
    .map((element, place) => ({element, place}))
    .filter(({element}) => element.matches('a[href], summary, input, [tabindex="0"]'))
    .filter(({element}) => element.checkVisibility())
    .map(({place}) => place)"""
CONTRASTS = """() => {
    const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255);
    const held = (x) => Math.min(1, Math.max(0, x));
    const light = (rgb) => {
        const [r, g, b] = rgb.map((x) => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    // Filter Effects: invert(a) is x + a (1 - 2 x); hue-rotate(180deg) is the matrix below.
    const turned = ([r, g, b]) => [
        -.574 * r + 1.43 * g + .144 * b,
        .426 * r + .43 * g + .144 * b,
        .426 * r + 1.43 * g - .856 * b,
    ].map(held);
    const seen = (rgb, filter) => {
        const share = filter.match(/^invert\\(([\\d.]+)\\) hue-rotate\\(180deg\\)$/);
        if (filter !== 'none' && !share) throw new Error('a filter not known here: ' + filter);
        return share ? turned(rgb.map((x) => x + share[1] * (1 - 2 * x))) : rgb;
    };
    const paper = light(parts(getComputedStyle(document.body).backgroundColor));
    return [...document.querySelectorAll('svg text')].map((text) => {
        const fill = getComputedStyle(text).fill;
        const ink = light(seen(parts(fill), getComputedStyle(text.closest('svg')).filter));
        const [dark, bright] = [ink, paper].sort((a, b) => a - b);
        return [text.textContent, fill, (bright + .05) / (dark + .05)];
    });
}"""


@pytest.fixture
def show(browser, report):
    """Open a page of the report; what it loads is kept in its ``loaded``."""
    opened = []

    def opener(name, width="desktop", scheme="light", report=report):
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        context = browser.new_context(viewport=size, color_scheme=scheme)
        opened.append(context)
        page = context.new_page()
        page.loaded = []
        page.on("request", lambda request: page.loaded.append(request.url))
        page.goto((report / f"{name}.html").as_uri())
        return page

    yield opener
    for context in opened:
        context.close()


def open_details(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def checked_by_axe(page):
    """Return the rules that a page keeps, after it was seen to break none."""
    found = Axe().run(page).response
    violations = [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    assert violations == []
    return {rule["id"] for rule in found["passes"]}


def fits(page, pixels):
    """Say whether a page and each of its charts fit a screen so wide."""
    page.set_viewport_size({"width": pixels, "height": 800})
    edges = """() => [...document.querySelectorAll('.picture svg')]
        .filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect().right)"""
    edges = [page.evaluate("document.documentElement.scrollWidth"), *page.evaluate(edges)]
    return max(edges) <= pixels


def cut_on_paper(page):
    """Return what is wider than a sheet of paper."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    wide = """(paper) => [...document.querySelectorAll('table, svg, img, pre')]
        .filter((one) => one.getBoundingClientRect().right > paper + 1)
        .map((one) => one.outerHTML.slice(0, 200))"""
    return page.evaluate(wide, PAPER)


def test_every_page_of_the_report_is_looked_at(report):
    assert {path.stem for path in report.glob("*.html")} == set(PAGES)


@light_and_dark
@every_width
@every_page
def test_axe_finds_no_violation_on_a_page_and_it_is_no_wider_than_the_screen(
    show, screenshots, name, width, scheme
):
    page = show(name, width, scheme)
    page.screenshot(path=screenshots / f"page-{name}-{width}-{scheme}.png", full_page=True)
    open_details(page)
    checked = checked_by_axe(page)
    assert {"color-contrast", "document-title", "html-has-lang", "link-name"} <= checked
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]


@every_page
def test_each_page_of_either_report_and_its_charts_fit_a_large_phone_and_a_tablet(
    show, report, another_report, name
):
    for one in (report, another_report):
        page = show(name, report=one)
        assert [pixels for pixels in BETWEEN if not fits(page, pixels)] == []


@pytest.mark.parametrize("folder", ["examples/GEO-TUR", "tests/invented", "two papers"])
def test_on_every_screen_axe_finds_no_violation_on_the_front_page_of_another_study(
    browser, write_study, tmp_path, folder
):
    of_herald = {"as_written": "1.4 billion", "source_id": "herald"}
    papers = folder == "two papers"
    study = write_study({}, of_herald, sources=["gazette", "herald"]) if papers else ROOT / folder
    study = an.read(study)
    index = pages(study.title, {}, about(study))["index.html"]
    (tmp_path / "index.html").write_text(index, encoding="utf-8")
    with browser.new_page() as page:
        page.goto((tmp_path / "index.html").as_uri())
        for pixels, scheme in zip((360, *BETWEEN, 1280), 2 * ["light", "dark"], strict=True):
            page.emulate_media(color_scheme=scheme)
            assert fits(page, pixels)
            assert "color-contrast" in checked_by_axe(page)


@every_page
def test_on_a_desktop_no_table_of_either_report_has_to_be_scrolled(
    show, report, another_report, name
):
    wide = """() => [...document.querySelectorAll('.table')]
        .filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => box.getAttribute('aria-label'))"""
    for one in (report, another_report):
        page = show(name, report=one)
        open_details(page)
        assert page.evaluate(wide) == []


@every_page
def test_a_page_loads_nothing_but_itself_and_weighs_less_than_2_mb(show, report, name):
    page = show(name)
    page.wait_for_load_state("networkidle")
    assert page.loaded == [(report / f"{name}.html").as_uri()]
    assert (report / f"{name}.html").stat().st_size < 2_000_000


@every_page
def test_by_keyboard_alone_everything_is_reached_in_order_and_seen_to_be(show, name):
    page = show(name)
    reached = []
    expected = page.evaluate(REACHABLE)
    for _ in range(len(expected)):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outline"], page.evaluate("document.activeElement.outerHTML")[:200]
        reached.append(focused["place"])
    assert reached == expected


@light_and_dark
@every_width
@every_page
def test_the_text_of_every_chart_has_a_contrast_of_4_5_to_1(show, name, width, scheme):
    texts = show(name, width, scheme).evaluate(CONTRASTS)
    assert texts or name == "sources"
    assert [text for text in texts if text[2] < 4.5] == []


@every_page
def test_on_paper_no_table_and_no_chart_is_cut(show, screenshots, name):
    page = show(name)
    page.pdf(path=screenshots / f"page-{name}.pdf", format="A4", prefer_css_page_size=True)
    assert cut_on_paper(page) == []


@every_page
def test_pages_of_another_pair_fit_screen_and_paper_and_their_charts_can_be_read(
    show, another_report, name
):
    for width, (pixels, _) in WIDTHS.items():
        page = show(name, width, report=another_report)
        assert page.evaluate("document.documentElement.scrollWidth") <= pixels
        assert [text for text in page.evaluate(CONTRASTS) if text[2] < 4.5] == []
    assert cut_on_paper(page) == []


def test_on_a_phone_each_claim_is_a_card_with_all_its_cells_and_still_a_table_row(show):
    page = show("index", "phone")
    cells = page.locator(".claims tbody tr:first-child > *")
    boxes = [cells.nth(place).bounding_box() for place in range(cells.count())]
    assert len(boxes) == page.locator(".claims thead th").count()
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    claims = page.locator(".claims")
    assert claims.get_by_role("row").count() == claims.locator("tr").count()
    # A cell without text is not shown, and so is none to a screen reader.
    assert claims.get_by_role("cell").count() == claims.locator("td:not(:empty)").count()


@every_page
def test_a_page_shows_each_chart_as_it_is_drawn_for_the_screen_and_none_is_cut(show, name):
    for width, (pixels, _) in WIDTHS.items():
        page = show(name, width)
        charts = page.locator(".chart:not(.small)")
        kinds = ("narrow", "wide") if width == "phone" else ("wide", "narrow")
        seen, hidden = (charts.locator(f".picture.{kind}") for kind in kinds)
        assert seen.count() == hidden.count() == charts.count()
        assert not any(hidden.nth(place).is_visible() for place in range(hidden.count()))
        boxes = [seen.nth(place).locator("svg").bounding_box() for place in range(seen.count())]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= pixels for box in boxes)


def test_one_switch_shows_all_code_of_a_page_and_of_a_chapter_in_the_one_file(show):
    for name in (NOTEBOOKS[0], "report"):
        page = show(name)
        code = page.locator(".chapter .code")
        shown = "(all) => all.filter((one) => one.checkVisibility()).length"
        assert code.evaluate_all(shown) == 0 < code.count()
        page.get_by_label("Show code").first.check()
        chapter = page.locator(".chapter").first
        assert code.evaluate_all(shown) == chapter.locator(".code").count()


def test_the_whole_report_is_the_same_bytes_a_second_time(report, write_report, tmp_path):
    again = write_report(tmp_path / "report", "--single-file")
    names = sorted(path.relative_to(report) for path in report.rglob("*") if path.is_file())
    assert names == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    assert [n for n in names if (report / n).read_bytes() != (again / n).read_bytes()] == []


def test_the_whole_report_is_printed_with_page_numbers(report, screenshots):
    page = (report / "report.html").read_text("utf-8")
    pdf = printed(page, known_browser())
    (screenshots / "report.pdf").write_bytes(pdf)
    assert pdf.startswith(b"%PDF-")
    assert "counter(pages)" in page


def test_the_summary_is_one_page_of_a4(report, another_report, screenshots):
    for one in (report, another_report):
        pdf = printed((one / "summary.html").read_text("utf-8"), known_browser())
        (screenshots / f"summary-{one.parent.name}.pdf").write_bytes(pdf)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
        assert re.search(rb"/MediaBox \[0 0 59[45]", pdf)


def test_the_report_is_short_where_nothing_is_unfolded(report):
    words = rows = on_front = 0
    for path in report.glob("*.html"):
        main = BeautifulSoup(path.read_text("utf-8"), "html.parser").main
        for unread in main.select("svg, details, .code, .csv"):
            unread.extract()
        if path.stem not in ("report", "summary"):
            words += len(main.get_text(" ").split())
            rows += len(main.select("tbody tr"))
        if path.stem == "index":
            on_front = len(main.get_text(" ").split())
    assert 500 < on_front < 900
    assert 5_000 < words < 9_000
    assert 50 < rows < 300
