"""What a study lacks becomes a sentence in the notebooks, and stops none of them."""

import ast
import collections
import functools
import re
import warnings
from pathlib import Path

import IPython.display
import nbformat
import pandas as pd
import pytest

import analysis as an
from analysis import charts
from analysis.display import Table, Text

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

EXAMPLE = Path(__file__).parents[2] / "examples" / "GEO-TUR"
EUROS = EXAMPLE.parents[1] / "tests" / "invented-euros"
FEW_DRAWS = {"contradicted": [0.0, 90.0], "conflicting": [0.0, 5.0], "missed": [100.0, 5.0]}


class Shown:
    """What a notebook shows, executed in this process: far quicker than in a kernel of its own."""

    def __init__(self, monkeypatch):
        self.texts, self.tables, self.charts, self.cells = [], {}, [], []
        self.heads = []
        # The curve is a simulation on figures of its own, whatever the study.
        curve = pd.DataFrame(FEW_DRAWS, index=pd.Index([0.1, 10.0], name="error"))
        for room in (an, an.prose.verdicts):
            monkeypatch.setattr(room, "detection_curve", lambda *_: curve, raising=False)
        monkeypatch.setattr(IPython.display, "display", self._show)
        for name in set(charts.__all__) - {"use_style"}:
            monkeypatch.setattr(charts, name, self._recorded(getattr(charts, name)))

    def _recorded(self, draw):
        @functools.wraps(draw)
        def drawn(*arguments, **options):
            self.charts.append(draw(*arguments, **options))
            return self.charts[-1]

        return drawn

    def _show(self, shown, **options):
        if isinstance(shown, dict):
            self.tables[options["metadata"]["text/csv"]["name"]] = shown["text/csv"]
        else:
            self.texts.append(shown.data)

    def _result(self, value):
        """Take what a cell ends with, where it shows itself."""
        if isinstance(value, Table | Text):
            bundle, about = value._repr_mimebundle_()
            if "text/csv" in bundle:
                self.heads.append(" ".join(bundle["text/plain"].splitlines()[0].split()))
                self.tables[about["text/csv"]["name"]] = bundle["text/csv"]
            elif bundle["text/markdown"]:
                self.texts.append(bundle["text/markdown"])

    def _execute(self, source, name, scope):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), scope)
        if last:
            self._result(eval(compile(ast.Expression(last.value), name, "eval"), scope))

    def run(self, path, **parameters):
        """Execute a notebook about the study that the parameters choose."""
        scope, before, self.cells = {}, "", []
        for cell in nbformat.read(path, as_version=4).cells:
            told, drawn = len(self.texts), len(self.charts)
            if "parameters" in cell.metadata.get("tags", []):
                scope |= {"an": an, "study": chosen(**parameters)}
            elif cell.cell_type == "code":
                self._execute(cell.source, f"{path.stem}, {cell.id}", scope)
                self.cells.append((before, self.texts[told:], self.charts[drawn:]))
            before = cell.source if cell.cell_type == "markdown" else ""
            if "parameters" in cell.metadata.get("tags", []):
                exec("\n".join(f"{name} = {value!r}" for name, value in parameters.items()), scope)
        return scope


@functools.lru_cache(maxsize=1)
def known(study_folder, variant):
    """Return a study, which the notebooks of a test share as the pages of a report do."""
    return an.read(study_folder, variant=variant)


def chosen(study_folder, variant=None, **choice):
    study = known(study_folder, variant)
    return an.focus(study, **choice) if choice else study


@pytest.fixture
def shown(monkeypatch):
    return Shown(monkeypatch)


def years(*amounts, start=2015, **what):
    """Return figures of consecutive years, in USD million."""
    return [
        {"period": str(year), "as_written": f"{amount} million"} | what
        for year, amount in enumerate(amounts, start)
    ]


def flows(side, *pairs, **what):
    """Return exports and imports of consecutive years by one side's official statistics."""
    what |= {"source_id": "bureau", "statistics_of": side, "reporter": side}
    what |= {"partner": {"GEO": "KOR", "KOR": "GEO"}[side]}
    exports, imports = zip(*pairs, strict=True)
    return years(*exports, quantity="exports", **what) + years(*imports, quantity="imports", **what)


SHARE = {"quantity": "share_of_region", "region": "Caucasus", "unit": "percent"}
STOCK = {"quantity": "investment_stock", "period": "2016-06"}
INWARD = STOCK | {"reporter": "KOR", "partner": "GEO"}
COMPANIES = INWARD | {"quantity": "companies", "unit": "count", "as_written": "0"}
GROWTH = {"quantity": "turnover_growth", "unit": "percent", "as_written": "5"}
NO_TREND = "a trend needs"
NO_OFFICIAL = "The study has no official statistics of both flows, of either side."

THIN = {
    "turnover only": (years(101, 111, 99), [NO_OFFICIAL, "No source states a stock"]),
    "two years": (
        years(101, 111),
        ["there are 2: 2015, 2016", "No trend is fitted: a trend needs"],
    ),
    "one year": (years(101), ["of one year only", "no two years in a row", "there is 1: 2015"]),
    "a year missing": ([*years(101, 111), *years(99, start=2018)], ["2015-2018", "n = 3"]),
    "parts of a year": (
        [{"period": period} for period in ("2015-Q1", "2015-M01/M08", "2015-11", "2015/2017")],
        ["The Gazette states no turnover of a whole year."],
    ),
    "nothing dated": ([{"period": "", "quantity": "loan"}], ["states no turnover", NO_TREND]),
    "a year of zero": (years(101, 0, 99), ["a trend needs positive values and bounds: 2016 has 0"]),
    "a number said twice": (
        [*years(101, 111, 99), {"period": "2017", "as_written": "0.1 billion"}],
        ["n = 3", "No figure of The Gazette is contradicted"],
    ),
    "a source against itself": (
        [*years(101, 111, 99), *years(141, start=2017)],
        ["2 figures of The Gazette cannot all be true", "99 million", "141 million"],
    ),
    "no trade": (
        [*years(0, 0, 0), *flows("GEO", (0, 0), (0, 0), (5, 0))],
        [NO_TREND, "both flows of South Korea's side"],
    ),
    "growth rates only": (
        [GROWTH | {"period": "2016"}],
        [
            "states no turnover of a whole year",
            "turnover rose in 2016**: it printed growth of 5.0 percent (4.5 to 5.5)",
        ],
    ),
    "exports only": (years(41, 45, 47, quantity="exports"), ["states no turnover", NO_TREND]),
    "exports above turnover": (
        [*years(101, 111, 99), *years(120, start=2017, quantity="exports")],
        ["no true values can have been printed like this", "must be wrong"],
    ),
    "open below": (years(101, 111, 99, wording="less than"), ["with lower bound 0"]),
    "later figures without a trend": (
        [*years(101, 111), *years(130, start=2019, source_id="herald")],
        ["There is no forecast to hold these figures against.", NO_TREND],
    ),
    "official as headline": (
        flows("KOR", (41, 60), (45, 66), (40, 59)),
        ["both flows of Georgia's side", "was a deficit"],
    ),
    "a region that nobody counts": (
        [
            *years(101, 111, 99),
            *flows("GEO", (41, 60), start=1999),
            SHARE | {"period": "2017", "as_written": "0", "wording": "about"},
        ],
        ["the region (Caucasus)"],
    ),
    "stocks of zero": (
        [STOCK | {"as_written": "0"}, INWARD | {"as_written": "0"}, COMPANIES],
        ["do not decide who invests more", "From 1 source, 1 balance can be drawn up"],
    ),
    "one stock": ([STOCK], ["No source states a stock of inward investment.", "no two stocks of"]),
    "a silent headline": (
        [STOCK, *years(101, 111, 99, source_id="herald")],
        ["The Gazette states no turnover", "1 published stock of investment is USD", "1 publisher"],
    ),
}
"""What a study is like → its figures, and what the notebooks say of it."""
SETTINGS = {
    "later figures without a trend": "last_year = 2016\n",
    "a silent headline": 'headline_source = "gazette"\n',
}
BAD_GRAMMAR = (
    r".*(?:\bnan\b|\bNone\b|\binf\b|NaT|9999|\b1 (?:figure|source|stock|year|balance)s|  ).*"
)


def said_twice(cells):
    """Return the sentences that the cells of one notebook say more than once."""
    said = (s for _, texts, _ in cells for text in texts for s in re.split(r"(?<=\.)\s+|\n", text))
    counts = collections.Counter(sentence.strip("-* ") for sentence in said)
    return [sentence for sentence, times in counts.items() if sentence and times > 1]


def announced_in_vain(cells):
    """Return the texts before and in cells that draw nothing, which promise that they do."""
    silent = [cell for cell in cells if cell[2] and all(chart.empty for chart in cell[2])]
    said = [text for before, texts, _ in silent for text in (before, *texts)]
    return [text for text in said if re.search(r"\b(chart|picture)\b|:$", text)]


@pytest.mark.thorough
@pytest.mark.parametrize("name", THIN)
def test_what_a_study_lacks_is_said_in_the_notebooks_and_stops_none(write_study, shown, name):
    figures, said = THIN[name]
    sources = dict.fromkeys(figure.get("source_id", "gazette") for figure in figures)
    regions = [("Caucasus", "ARM"), ("Caucasus", "GEO")] if "region" in name else []
    folder = write_study(
        *figures, sources=tuple(sources), regions=regions, settings=SETTINGS.get(name, "")
    )
    table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    table["publisher"] = "The " + table["publisher"]
    table["kind"] = table["source_id"].map({"bureau": "official statistics"}).fillna("press")
    table.to_csv(folder / "sources.csv", index=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in NOTEBOOKS:
            shown.run(path, study_folder=str(folder))
            assert (path.stem, said_twice(shown.cells)) == (path.stem, [])
            assert (path.stem, announced_in_vain(shown.cells)) == (path.stem, [])
    titles = [chart.alt for chart in shown.charts]
    everything = "\n".join([*shown.texts, *titles, *shown.tables.values()])
    assert [sentence for sentence in said if sentence.lower() not in everything.lower()] == []
    assert re.findall(BAD_GRAMMAR, "\n".join([*shown.texts, *titles])) == []
    assert all(text.strip() for text in shown.texts)
    assert all(csv.count("\n") > 1 for csv in shown.tables.values())


# The fourth reconciles the example over a dozen times; `make test-browser` writes its whole report.
QUICK = [path for path in NOTEBOOKS if not path.stem.startswith("04")]


@pytest.mark.thorough
@pytest.mark.parametrize("path", QUICK, ids=[path.stem for path in QUICK])
def test_a_notebook_takes_the_example_s_pair(shown, path):
    shown.run(path, study_folder=str(EXAMPLE))
    assert shown.texts
    assert said_twice(shown.cells) == []
    assert announced_in_vain(shown.cells) == []


@pytest.mark.thorough
def test_a_study_in_euros_and_fiscal_years_is_told_in_euros_and_fiscal_years(shown):
    """The world's pairs alone are in dollars and calendar years, and the pages say so."""
    for path in NOTEBOOKS[:6]:
        shown.run(path, study_folder=str(EUROS))
        assert (path.stem, said_twice(shown.cells)) == (path.stem, [])
    titles = [chart.alt for chart in shown.charts]
    told = [line for text in [*shown.texts, *titles] for line in text.splitlines()]
    told += shown.heads
    own = [line for line in told if not re.search("world's pairs|constant dollars needs", line)]
    assert [line for line in own if re.search(r"USD|dollar", line)] == []
    assert [line for line in own if re.search(r"\bin 20[12]\d\b(?!/)", line)] == []
    assert re.findall(BAD_GRAMMAR, "\n".join(told)) == []
    everything = "\n".join(own)
    assert "turnover grew by 5.8 percent (5.3 to 6.3) a year from 2018/19 to 2021/22" in everything
    assert "exports of machinery of Westland to Eastland" in everything
    assert "EUR 53 million (52 to 54)" in everything
    assert any("as stated, EUR million" in head for head in shown.heads)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_what_a_notebook_says_of_any_study_names_no_currency_but_for_constant_dollars(path):
    cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"]
    about_prices = re.compile("constant dollars|deflator")
    assert [s for s in cells if re.search("USD|dollar", s) and not about_prices.search(s)] == []


def test_a_repeated_sentence_and_an_announcement_of_nothing_are_found():
    empty = charts.by_year({"A": pd.DataFrame({"value": [], "low": [], "high": []})}, "Nothing")
    cells = [("The chart shows:", ["There is none. It is so."], [empty]), ("", ["It is so."], [])]
    assert said_twice(cells) == ["It is so."]
    assert announced_in_vain(cells) == ["The chart shows:"]


@pytest.mark.thorough
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_parameters_are_taken_as_papermill_hands_them_over(write_study, shown, path):
    folder = write_study(
        *years(101, 111, 99, 120),
        *flows("KOR", (41, 60), (45, 66), (40, 59)),
        sources=("gazette", "bureau"),
        variants=[("without-2018", "f4", "", "", "the last year left out")],
    )
    parameters = {"study_folder": str(folder), "reporter": "KOR", "partner": "GEO"}
    parameters |= {"years": [2016, 2018], "headline_source": "bureau", "variant": "without-2018"}
    study = shown.run(path, **parameters)["study"]
    assert (study.reporter, study.partner, study.years) == ("KOR", "GEO", (2016, 2018))
    assert (study.headline_source, study.variant) == ("bureau", "without-2018")
