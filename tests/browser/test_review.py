"""The review page in a browser: by keyboard alone, over a reload, and back into the study."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented_articles import HEAD, ID, TEXT, decide, draft, figures, new_study, rows, run

import analysis as an
from analysis.drafting import draft_files
from analysis.report.pages import pages
from analysis.report.single_file import in_one
from analysis.report.writing import about
from analysis.reviewing.chapter import articles_with_figures

WIDTHS = {"phone": (360, 740), "desktop": (1280, 800)}
HOSTILE = HEAD + (
    "Exports of Ardenia to Borvia were $1.2 billion in 2020 </script><script>document.title = "
    "'RAN'</script><img src=x onerror=\"document.title = 'RAN'\"> {{ 7 * 191 }} \x00\x07.\n\n"
    "\u202eexports\u202c \u05d9\u05d9\u05e6\u05d5\u05d0 $3 million \u05d1 2019.\n"
)
ODD = HEAD + (
    "\U0001f600 Cafe\u0301s of \U0001f469\u200d\U0001f467 Ardenia\r\n"
    "say that Ardenia's exports to Borvia were "
    "$1.20 billion in 2020.\r\n\r\nImports \U0001f1e6\U0001f1ff were $0.80 billion in 2020.\r\n"
)

light_and_dark = pytest.mark.parametrize("scheme", ["light", "dark"])
every_width = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture
def study(tmp_path):
    return new_study(tmp_path / "study")


@pytest.fixture
def show(browser):
    """Open the review page of a study; what it asks for and what fails in it are kept."""
    opened = []

    def opener(study, width="desktop", scheme="light", **options):
        assert run("review", study) == 0
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        context = browser.new_context(viewport=size, color_scheme=scheme, **options)
        opened.append(context)
        page = context.new_page()
        page.asked, page.failed = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.on("console", lambda message: page.failed.append(message.text))
        page.goto((study / "drafts" / "review.html").as_uri())
        return page

    yield opener
    for context in opened:
        context.close()


def focused(page):
    """Return the text or the name of what has the focus, which is seen to have it."""
    return page.evaluate(
        """() => {
            const element = document.activeElement, style = getComputedStyle(element);
            if (element === document.body) return '';
            const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            const label = element.labels?.[0]?.textContent ?? element.textContent;
            return (seen ? '' : 'not seen: ') + label.replace(/\\s+/g, ' ').trim();
        }"""
    )


def tab_to(page, words, key="Tab"):
    """Press Tab until what has such words has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if words in (now := focused(page)):
            assert not now.startswith("not seen")
            return
    raise AssertionError(f"no way to {words!r} by keyboard")


def left(page):
    return page.locator("#left").inner_text()


def signs(page):
    """Return the sign of each mark that is a row."""
    return page.locator("article:visible .mark[data-rows] .sign").all_inner_texts()


def saved(page):
    """Save the CSV by keyboard, and return its name and its text."""
    if "Save CSV" not in focused(page):
        tab_to(page, "Save CSV", "Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        return download.value.suggested_filename, file.read()


def violations(page):
    found = Axe().run(page).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}
    return [
        (rule["id"], node["html"][:200], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def test_by_keyboard_alone_rows_are_corrected_confirmed_left_out_and_saved(study, show):
    draft(study)
    page = show(study)
    assert (left(page), signs(page)) == ("4 of 4 rows to decide", ["?"] * 4)

    tab_to(page, "$1.20 billion")
    page.keyboard.press("Enter")
    assert focused(page) == "statistics of"
    page.keyboard.press("Escape")
    assert "$1.20 billion" in focused(page)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Confirm")
    page.keyboard.press("Enter")
    assert (left(page), signs(page)) == ("3 of 4 rows to decide", ["✓", "?", "?", "?"])
    assert page.locator("#row-title").inner_text() == "Row 2 of 4: $0.80 billion"

    tab_to(page, "Leave out")
    page.keyboard.press("Enter")
    tab_to(page, "Leave out")
    page.keyboard.press("Enter")
    assert signs(page) == ["✓", "–", "–", "?"]
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    assert (left(page), signs(page)) == ("2 of 4 rows to decide", ["✓", "–", "?", "?"])
    assert page.locator("#status").inner_text() == "Row 3 is as it was before."

    page.reload()
    assert (left(page), signs(page)) == ("2 of 4 rows to decide", ["✓", "–", "?", "?"])
    tab_to(page, "Confirm")
    page.keyboard.press("Enter")
    tab_to(page, "Confirm")
    page.keyboard.press("Enter")
    assert left(page) == "0 of 4 rows to decide"

    name, text = saved(page)
    path = study / "drafts" / name
    before = path.read_text("utf-8")
    records = list(csv.reader(io.StringIO(text, newline="")))
    assert records[0] == next(csv.reader(io.StringIO(before)))
    path.write_text(text, "utf-8")
    assert [row["confirmed"] for row in rows(study)] == ["yes", "no", "yes", "yes"]
    assert run("confirm", study) == 0
    assert [row["statistics_of"] for row in figures(study).values()] == ["XAA", "", ""]
    assert page.failed == []


def test_a_page_that_is_saved_without_a_change_gives_the_draft_byte_for_byte(study, show):
    draft(study, TEXT.replace("The road", 'The "old, long" road'))
    page = show(study)
    name, text = saved(page)
    assert text == (study / "drafts" / name).read_text("utf-8")


def test_undo_takes_back_a_cell_too_and_is_kept_over_a_reload(study, show):
    draft(study)
    page = show(study)
    page.get_by_label("quantity").select_option("imports")
    page.get_by_label("as written").fill("$1.25 billion")
    page.get_by_label("as written").press("Tab")
    page.reload()
    assert page.get_by_label("quantity").input_value() == "imports"
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("quantity").input_value() == "exports"
    assert page.get_by_label("as written").input_value() == "$1.20 billion"
    assert page.get_by_role("button", name="Undo").is_disabled()


def test_a_guess_offers_the_choices_of_the_draft_first_and_what_is_typed_after_another(study, show):
    text = "Ardenia's exports to Borvia were $1.2 billion in 2020. In 2019 they were higher. "
    draft(study, HEAD + text + "Imports came to $0.8 billion.\n")
    page = show(study)
    page.get_by_role("button", name="$0.8 billion").click()
    period = page.get_by_label("period", exact=True)
    choices = rows(study)[1]["choices"].split("; ")
    assert period.locator("option").all_inner_texts() == [*choices, "(blank)", "another …"]
    period.select_option(label="another …")
    page.get_by_label("another period").fill("2018")
    page.keyboard.press("Enter")
    assert saved(page)[1].splitlines()[2].split(",")[6] == "2018"


def test_a_cell_that_confirm_would_refuse_says_why_until_it_is_another(study, show):
    draft(study)
    first, *others = rows(study)
    text = draft_files.draft_text([first | {"unit": "parsec"}, *others])
    (study / draft_files.draft_file(ID)).write_text(text, "utf-8")
    page = show(study)
    unit, why = page.locator("#guesses").get_by_label("unit"), page.get_by_text("Would be refused")
    assert "'parsec' is not" in why.inner_text()
    assert violations(page) == []
    unit.select_option("USD")
    assert not why.is_visible()
    page.get_by_role("button", name="Undo").click()
    assert why.is_visible()
    page.get_by_role("button", name="$0.80 billion").click()
    assert why.count() == 0


def test_a_number_that_was_left_out_says_why(study, show):
    draft(study)
    page = show(study)
    page.get_by_role("button", name="40 (no figure: a distance or a size)").press("Enter")
    assert page.locator("#about").inner_text() == "Left out of the draft: a distance or a size."


def test_of_several_articles_one_is_shown_and_each_keeps_its_own_answers(study, show):
    draft(study)
    draft(study, TEXT.replace("The Example Post", "Another Paper").replace("sells", "buys"))
    page = show(study)
    page.get_by_role("button", name="Confirm", exact=True).click()
    page.get_by_label("Article").select_option("Ardenia sells more")
    assert page.locator("article:visible").count() == 1
    assert left(page) == "4 of 4 rows to decide"
    page.get_by_label("Article").select_option("Ardenia buys more")
    assert left(page) == "3 of 4 rows to decide"


def test_another_draft_of_the_article_begins_anew(study, show):
    draft(study)
    page = show(study)
    page.get_by_role("button", name="Confirm", exact=True).click()
    draft(study, TEXT.replace("$2.60", "$2.00"))
    assert run("review", study) == 0
    page.reload()
    assert left(page) == "4 of 4 rows to decide"


def test_where_a_browser_keeps_nothing_the_page_says_so_and_works(study, show):
    draft(study)
    page = show(study)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page.reload()
    assert page.locator("#forgets").is_visible()
    page.get_by_role("button", name="Confirm", exact=True).click()
    assert left(page) == "3 of 4 rows to decide"
    assert saved(page)[1].count(",yes,") == 1
    assert page.failed == []


def test_two_figures_at_one_place_are_chosen_in_turn_and_the_mark_waits_for_both(study, show):
    draft(study)
    first, *others = rows(study)
    second = first | {"figure_id": "of-2019", "period": "2019"}
    text = draft_files.draft_text([first, second, *others])
    (study / draft_files.draft_file(ID)).write_text(text, "utf-8")
    page = show(study)
    mark = page.locator(".mark", has_text="$1.20 billion")
    confirm = page.get_by_role("button", name="Confirm", exact=True)
    for number in (2, 1, 2):
        mark.click()
        assert f"Row {number} of 5" in page.locator("#row-title").inner_text()
    confirm.click()
    assert signs(page)[0] == "?"
    mark.click()
    confirm.click()
    assert signs(page)[0] == "✓"


def test_in_the_frame_of_a_notebook_rows_are_confirmed_and_saved(study, browser):
    draft(study)
    shown, _ = an.review(study)._repr_mimebundle_()
    page = browser.new_page()
    page.set_content(shown["text/html"])
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Confirm", exact=True).click()
    assert frame.locator("#left").inner_text() == "3 of 4 rows to decide"
    assert frame.locator("#forgets").is_visible()
    with page.expect_download() as download:
        frame.get_by_role("button", name="Save CSV").click()
    assert download.value.suggested_filename == f"{ID}.csv"
    page.close()


def test_without_scripts_the_text_and_its_marks_can_be_read(study, show):
    draft(study)
    page = show(study, java_script_enabled=False)
    assert page.get_by_text("Scripts are off here").is_visible()
    assert page.locator(".mark[data-rows]").count() == 4


def test_nothing_of_a_hostile_text_runs_or_is_asked_for_and_all_of_it_is_shown(study, show):
    draft(study, HOSTILE)
    page = show(study)
    page.wait_for_load_state("networkidle")
    assert page.title() == "Review"
    assert page.asked == [(study / "drafts" / "review.html").as_uri()]
    shown = page.locator("article .text").inner_text()
    for words in ("<script>document.title", "<img src=x onerror", "{{ ", "[U+0000]"):
        assert words in shown
    assert "[U+202E]exports[U+202C]" in shown
    assert "1337" not in shown
    assert page.failed == []
    assert "$1.2 billion" in page.locator(".mark[data-rows] bdi").all_inner_texts()
    assert "$3 million" in page.locator(".mark bdi").all_inner_texts()


def test_marks_hold_their_numbers_after_emoji_combining_letters_and_crlf(study, show):
    draft(study, ODD)
    page = show(study)
    marks = page.locator(".mark[data-rows] bdi").all_inner_texts()
    assert marks == ["$1.20 billion", "$0.80 billion"]
    paragraphs = page.locator("article .text p").all_inner_texts()
    assert "\U0001f600 Cafe\u0301s of \U0001f469\u200d\U0001f467 Ardenia" in paragraphs[1]
    assert saved(page)[1] == (study / "drafts" / f"{ID}.csv").read_text("utf-8")


@light_and_dark
@every_width
def test_axe_finds_no_violation_and_the_page_is_no_wider_than_the_screen(
    study, show, screenshots, width, scheme
):
    draft(study)
    page = show(study, width, scheme)
    page.screenshot(path=screenshots / f"review-{width}-{scheme}.png")
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]
    decide(study)
    run("confirm", study)
    page = show(study, width, scheme)
    page.locator(".mark.contradicted").click()
    page.mouse.move(0, 0)
    page.screenshot(path=screenshots / f"marked-{width}-{scheme}.png")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]


def test_from_an_invented_text_to_the_marked_article(study, show):
    draft(study)
    page = show(study)
    for _ in range(4):
        page.get_by_role("button", name="Confirm", exact=True).click()
    name, text = saved(page)
    (study / "drafts" / name).write_text(text, "utf-8")
    assert run("confirm", study) == 0
    assert run("reconcile", study) == 0

    page = show(study)
    assert signs(page) == ["●", "●", "●", "✕"]
    wrong = page.get_by_role("button", name="$2.60 billion (contradicted)")
    note = page.locator(".note.contradicted")
    assert not note.is_visible()
    wrong.hover()
    said = note.inner_text()
    assert "Printed: USD 2.60 billion" in said
    assert "imports USD 0.80 billion) according to The Example Post (2021-04-12)" in said
    assert "What holds: USD 1.95 to 2.052 billion" in said
    page.mouse.move(0, 0)
    assert not note.is_visible()
    wrong.press("Enter")
    assert page.locator("#verdict").inner_text().split() == said.split()
    page.emulate_media(media="print")
    assert note.is_visible()
    assert page.locator(".note").count() == 4
    assert page.failed == []


def test_in_a_report_the_marked_article_works_without_a_script(study, show, tmp_path, browser):
    draft(study)
    decide(study)
    run("confirm", study)
    page = marked_chapter(browser, study, tmp_path / "report")
    wrong = page.get_by_role("button", name="$2.60 billion (contradicted)")
    note = page.locator(".note.contradicted")
    assert not note.is_visible()
    tab_to(page, "$2.60 billion")
    page.keyboard.press("Enter")
    assert (
        "(exports USD 1.20 billion, imports USD 0.80 billion) according to The Example Post"
        in note.inner_text()
    )
    page.keyboard.press("Tab")
    assert focused(page) == "Turnover of Ardenia with Borvia in 2020"
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert "$2.60 billion" in focused(page)
    wrong.hover()
    assert note.is_visible()
    page.mouse.move(0, 0)
    page.emulate_media(media="print")
    assert [one.is_visible() for one in page.locator(".note").all()] == [True] * 4
    page.context.close()


def test_in_a_report_of_one_file_a_mark_looks_the_same_and_opens_its_note(study, tmp_path, browser):
    draft(study)
    decide(study)
    run("confirm", study)
    page = marked_chapter(browser, study, tmp_path / "report")
    line = "(mark) => getComputedStyle(mark).borderBottom"
    wrong = page.locator(".mark.contradicted")
    look = wrong.evaluate(line)
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "report").iterdir()}
    (tmp_path / "report" / "report.html").write_text(in_one(files), "utf-8")
    page.goto((tmp_path / "report" / "report.html").as_uri())
    assert wrong.evaluate(line) == look
    wrong.press("Enter")
    assert "USD 2.60 billion" in page.locator(".note.contradicted").inner_text()
    page.context.close()


@light_and_dark
@every_width
def test_axe_finds_no_violation_in_the_marked_article_of_a_report_and_all_of_it_is_on_the_screen(
    study, tmp_path, browser, screenshots, width, scheme
):
    draft(study)
    decide(study)
    run("confirm", study)
    page = marked_chapter(browser, study, tmp_path / "report", width, scheme)
    assert violations(page) == []
    page.locator(".mark.contradicted").click()
    page.mouse.move(0, 0)
    page.screenshot(path=screenshots / f"marked-text-{width}-{scheme}.png")
    assert violations(page) == []
    box = page.locator(".note.contradicted").bounding_box()
    wide, high = WIDTHS[width]
    assert box["x"] >= 0 and box["x"] + box["width"] <= wide
    assert box["y"] >= 0 and box["y"] + box["height"] <= high
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.context.close()


def marked_chapter(browser, study, to, width="desktop", scheme="light"):
    """Open the chapter with the text in a report without notebooks."""
    read = an.read(study)
    to.mkdir()
    for name, text in pages(read.title, {}, about(read, articles_with_figures(read))).items():
        (to / name).write_text(text, "utf-8")
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    page.goto((to / "marked-text.html").as_uri())
    return page
