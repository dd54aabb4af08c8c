"""The code and the notebooks are about no pair: another study goes through, and so does a thin one.

The words of the default pair are taken from the default study itself, so that this test follows it.
"""

import ast
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studies import known

import analysis as an
from analysis.study.quantities import QUANTITIES
from analysis.study.units import UNITS
from analysis.study.wording import WORDINGS

ROOT = Path(__file__).parents[2]
DEFAULT, INVENTED = ROOT / "data", ROOT / "tests" / "invented"
EUROS = ROOT / "tests" / "invented-euros"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CODE = [p for p in (ROOT / "src").rglob("*") if p.suffix in (".py", ".j2", ".html", ".css", ".md")]
OF_ONE_NUMBER = [wording for wording in WORDINGS if wording != "between"]
by_name = {"ids": lambda value: getattr(value, "stem", str(value))}

NAMES_OF_OURS = {"Trend", "Report", "International Monetary Fund"}
"""Publishers of the default study that are also words of the library: a class, `report`, and the
source of the range for freight and insurance."""


def words_of_the_default_pair():
    """Return names, codes, identifiers and amounts by which one would know the default pair."""
    study = an.read(DEFAULT)
    codes = {study.reporter, study.partner}
    names = {study.name(code) for code in codes} | set(study.regions["region"])
    names |= set(study.sources["publisher"]) - NAMES_OF_OURS
    identifiers = set(study.sources.index) | set(study.figures["figure_id"])
    # A number without a scale, such as 20 percent, is nobody's; one with a scale is an amount.
    amounts = {text for text in study.figures["as_written"] if " " in text}
    return codes | names | identifiers | amounts


WORDS = sorted(words_of_the_default_pair(), key=len, reverse=True)
PATTERN = re.compile(rf"(?<![\w.,-])(?:{'|'.join(map(re.escape, WORDS))})(?!\w)")


def found_in(text):
    """Return the words of the default pair that stand in a text."""
    return sorted(set(PATTERN.findall(text)))


def source_of(path):
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def test_the_words_that_are_searched_for_are_there_to_be_found():
    study = an.read(DEFAULT)
    assert found_in(f"{study.title}: {study.headline_source}")
    assert found_in(study.figures["as_written"].iloc[0]) != []
    assert len(WORDS) > 100


@pytest.mark.parametrize("path", CODE, **by_name)
def test_the_library_names_neither_the_default_pair_nor_its_sources_and_amounts(path):
    assert found_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", NOTEBOOKS, **by_name)
def test_a_notebook_s_source_names_neither_the_default_pair_nor_a_year(path):
    source = source_of(path)
    assert found_in(source) == []
    # A method is figures_with_sources with its year.
    source = source.replace("Fellegi and Holt, 1976", "")
    # How years are written, where they can be.
    source = source.replace('"2016-2019"', "")
    assert re.findall(r"\b(?:19|20)\d\d\b", source) == []


def test_the_invented_studies_have_every_quantity_unit_and_wording_and_every_kind_of_period():
    figures = pd.concat([known("tests/invented").figures, known("tests/invented-euros").figures])
    assert set(figures["quantity"]) == set(QUANTITIES)
    assert set(figures["unit"]) == {*UNITS, "EUR"}
    assert set(figures["wording"]) == set(WORDINGS)
    kinds = [r"\d{4}", r"\d{4}-Q\d", r"\d{4}-M\d\d/M\d\d", r"\d{4}-\d\d", r"\d{4}/\d{4}", ""]
    kinds += [r"\d{4}-M\d\d/\d{4}-M\d\d", r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"]
    assert all(figures["period"].str.fullmatch(kind).any() for kind in kinds)
    stocks = figures[figures["quantity"].str.endswith("stock")]
    assert stocks["period"].str.contains("-").any()
    assert stocks["period"].str.fullmatch(r"\d{4}").any()


def test_the_invented_study_says_that_it_is_invented():
    study = an.read(INVENTED)
    assert "invented" in study.title
    assert study.sources["kind"].str.contains("invented").all()
    assert study.sources["publisher"].str.contains("Invented").all()
    assert "invented" in (INVENTED / "README.md").read_text("utf-8").splitlines()[0]


@pytest.mark.thorough
def test_the_invented_study_has_a_gap_on_one_side_and_figures_that_do_and_do_not_agree():
    study = an.read(INVENTED)
    here, there = (set(levels.index) for levels in an.official(study, "turnover").values())
    assert here - there == {2003}
    verdicts = an.reconcile(study, revision=an.REVISION).verdicts.set_index("figure_id")["verdict"]
    assert verdicts["wire-turnover-2004"] == "consistent"
    assert verdicts["courier-exports-2005"] == "contradicted"
    assert set(verdicts) == {"consistent", "conflicting", "contradicted", "untested"}
    assert len(an.figures_after(study, "turnover")) == 2


# The invented study in the report


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    target = tmp_path_factory.mktemp("invented") / "report"
    an.report.write(INVENTED, to=target, notebooks=ROOT / "notebooks", progress=lambda line: None)
    pages = {page.stem: page.read_text("utf-8") for page in target.glob("*.html")}
    return {name: re.sub(r"data:image[^\"]*", "", page) for name, page in pages.items()}


@pytest.mark.thorough
def test_every_page_of_another_study_is_about_its_pair_and_nothing_of_the_default_one(pages):
    study = an.read(INVENTED)
    chapters = {path.stem for path in NOTEBOOKS} - {"00_start_here"}
    assert set(pages) == chapters | {"index", "sources", "summary"}
    for name, page in pages.items():
        assert all(study.name(code) in page for code in (study.reporter, study.partner)), name
        # Numbers as small as those of the invented study can be amounts of any pair.
        assert [word for word in found_in(page) if not word[0].isdigit()] == [], name


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("01_trade_growth", "The Invented Courier, turnover grew by 15.9 percent (15.6 to 16.1)"),
        ("01_trade_growth", "In 2005, turnover rose according to The Invented Courier, XAA's"),
        ("01_trade_growth", "leave open whether turnover rose or fell in 2003."),
        ("01_trade_growth", "leaving out 2005 alone moves it by −3.4 points"),
        ("01_trade_growth", "The Invented Courier printed USD 179 million (178.5 to 179.5) for"),
        ("01_trade_growth", "0 of 2 figures published later lie below the median"),
        ("01_trade_growth", "In 2005, turnover grew by 16.4 percent (15.5 to 25.7) in constant"),
        ("02_investment_balance", "The Invented Courier do not decide who invests more."),
        ("02_investment_balance", "that is a surplus: USD 22 million (11.5 to 22.5)."),
        ("02_investment_balance", "3 are deficits, 1 is undecided and 1 is a surplus. 1 of them"),
        ("03_export_share", "The Invented Courier, the share was 52.2 percent (52.0 to 100.0)"),
        ("03_export_share", "The balance of trade was a deficit according to XAA's statistics"),
        ("03_export_share", "46.0 percent (0.0 to 46.0) of XBB's trade with the region (Lowland)"),
        ("03_export_share", "disagree on the sign of the balance in 2004 and 2005."),
        ("04_do_the_figures_agree", "Of the others, 4 are untested and 6 are consistent."),
        ("04_do_the_figures_agree", "At least 3 of them are wrong, and there are 3 smallest ways"),
        ("04_do_the_figures_agree", "34 minimal conflicts were found. The 2 shortest are:"),
    ],
)
def test_every_conclusion_is_drawn_for_another_study(pages, page, sentence):
    # A finding is a sentence, or the title of a chart in its text alternative.
    text = re.sub(r"\s+", " ", re.sub(r"<(?!img)[^>]+>", "", pages[page])).replace("&#39;", "'")
    assert sentence in text


# Parameters


@pytest.mark.parametrize("path", NOTEBOOKS, **by_name)
def test_the_cell_of_parameters_only_imports_and_assigns_so_that_it_can_be_replaced(path):
    cells = nbformat.read(path, as_version=4).cells
    (cell,) = (cell for cell in cells if "parameters" in cell.metadata.get("tags", []))
    assert all(
        isinstance(line, ast.Assign | ast.Import | ast.ImportFrom)
        for line in ast.parse(cell.source).body
    )


@pytest.mark.thorough
def test_no_page_of_a_study_in_euros_says_dollars_or_that_what_is_printed_is_not_known(tmp_path):
    """Nobody prints the totals that chapter 3 lacks; the world's pairs are in dollars, as is a wire
    whose figures the page of sources lists."""
    target = tmp_path / "report"
    an.report.write(EUROS, to=target, notebooks=ROOT / "notebooks", progress=lambda line: None)
    mains = {
        path.stem[:2]: BeautifulSoup(path.read_text("utf-8"), "html.parser").main.get_text(" ")
        for path in target.glob("*.html")
    }
    assert len(mains) == 10
    unknown = [text for text in mains.values() if "not known" in text]
    assert [re.findall(r"The (totals|partners) .{,50}not known", t) for t in unknown] == [
        ["totals", "partners"]
    ]
    own = {name: text for name, text in mains.items() if name not in ("05", "06", "so")}
    assert {name: re.findall("USD|dollar", text) for name, text in own.items()} == {
        name: [] for name in own
    }
    assert all("EUR" in own[name] for name in ("01", "02", "in", "su"))


def test_years_that_are_no_first_and_last_year_are_refused():
    with pytest.raises(an.DataError, match=r"years \[2001\] are none: write"):
        an.focus(an.read(INVENTED), years=[2001])


# Swapping the two countries

STOCK = {"quantity": "investment_stock", "period": "2016-06"}

AMOUNTS = st.integers(1, 999).map(lambda x: f"{x / 10} million")


@st.composite
def small_studies(draw):
    """Draw two years of flows by a paper and by both sides, with a balance and two stocks."""
    figures = []
    for source, side in (("gazette", ""), ("bureau", "GEO"), ("bureau", "KOR")):
        pair = {"reporter": side or "GEO", "partner": "GEO" if side == "KOR" else "KOR"}
        pair |= {"statistics_of": side, "source_id": source}
        for year in ("2015", "2016"):
            for quantity in ("exports", "imports"):
                if draw(st.booleans()):
                    figure = {"quantity": quantity, "period": year, "as_written": draw(AMOUNTS)}
                    wording = draw(st.sampled_from(OF_ONE_NUMBER)) if not side else "stated"
                    figures.append(figure | pair | {"wording": wording})
    figures += [{"quantity": "balance", "period": "2015", "as_written": f"-{draw(AMOUNTS)}"}]
    for pair in ({}, {"reporter": "KOR", "partner": "GEO"}):
        figures.append(STOCK | {"as_written": draw(AMOUNTS)} | pair)
    return figures


def turned(frame):
    """Return a balance as the other party has it."""
    opposite = {"surplus": "deficit", "deficit": "surplus"}
    result = -frame[["value", "high", "low"]].set_axis(["value", "low", "high"], axis=1)
    return result.assign(decided=frame["decided"].replace(opposite))


@pytest.mark.thorough
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(figures=small_studies())
def test_swapping_the_countries_turns_balances_around_and_leaves_turnover_alone(
    write_study, figures
):
    folder = write_study(*figures, sources=("gazette", "bureau"))
    table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    table["kind"] = table["source_id"].map({"bureau": "official statistics"}).fillna("press")
    table.to_csv(folder / "sources.csv", index=False)
    here = an.focus(an.read(folder), "GEO", "KOR", (2015, 2016), "gazette")
    there = an.focus(here, "KOR", "GEO", (2015, 2016), "gazette")

    def same(one, other):
        pd.testing.assert_frame_equal(one, other, check_like=True, check_names=False)

    same(an.headline(here, "turnover"), an.headline(there, "turnover"))
    same(an.headline(here, "exports"), an.headline(there, "imports"))
    printed = an.series(here, "balance")[["value", "low", "high"]].assign(decided="")
    same(turned(printed), an.series(there, "balance").assign(decided=""))
    for side in ("GEO", "KOR"):
        flow = {
            (study, name): an.official(study, name)[side]
            for study in (here, there)
            for name in ("turnover", "exports", "imports")
        }
        same(flow[here, "turnover"], flow[there, "turnover"])
        balances = (an.balance(flow[s, "exports"], flow[s, "imports"]) for s in (here, there))
        one, other = (balance.sort_index() for balance in balances)
        same(turned(one), other)
    results = {study: an.headline_results(study) for study in (here, there)}
    stays = [
        name
        for name in results[here].index
        if name.startswith("turnover_") and "over_" not in name[9:]
    ]
    same(results[here].loc[stays], results[there].loc[stays])
    for reading in ("investment_balance", "investment_balance_close"):
        one, other = (results[study].loc[[reading]] for study in (here, there))
        same(turned(one), other[["value", "low", "high", "decided"]])
