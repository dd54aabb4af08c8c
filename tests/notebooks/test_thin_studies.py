"""What a study lacks becomes a sentence in the notebooks, and stops none of them."""

import ast
import collections
import dataclasses
import re
import warnings
from pathlib import Path

import IPython.display
import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure

import analysis as an
from analysis import charts

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

EXAMPLE = Path(__file__).parents[2] / "examples" / "GEO-TUR"
FEW_DRAWS = {"rejected": [0.0, 90.0], "disputed": [0.0, 5.0], "missed": [100.0, 5.0]}


class Shown:
    """What a notebook shows, executed in this process: far quicker than in a kernel of its own."""

    def __init__(self, monkeypatch):
        self.texts, self.tables, self.charts, self.cells = [], {}, [], []
        # The curve is a simulation on figures of its own, whatever the study.
        curve = pd.DataFrame(FEW_DRAWS, index=pd.Index([0.1, 10.0], name="error"))
        monkeypatch.setattr(an, "detection_curve", lambda *_: curve, raising=False)
        monkeypatch.setattr(IPython.display, "display", self._show)

    def _show(self, shown, metadata=None, **options):
        """Keep what a cell shows: a bundle of a table or a text, Markdown, or a chart."""
        if isinstance(shown, Figure):
            self.charts.append(shown)
        elif hasattr(shown, "_repr_mimebundle_"):
            self._show(*shown._repr_mimebundle_())
        elif isinstance(shown, dict) and "text/csv" in shown:
            self.tables[metadata["text/csv"]["name"]] = shown["text/csv"]
        elif text := shown["text/markdown"] if isinstance(shown, dict) else shown.data:
            self.texts.append(text)

    def _execute(self, cell, scope):
        """Run a cell and show its last value, as a kernel does."""
        *lines, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            lines.append(last)
        exec(compile(ast.Module(lines, []), cell.id, "exec"), scope)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), cell.id, "eval"), scope)
            if value is not None:
                self._show(value)

    def run(self, path, **parameters):
        """Execute a notebook, with a cell of parameters after the tagged one, as papermill does."""
        scope, before, self.cells = {"chosen": lambda: chosen(**parameters)}, "", []
        for cell in nbformat.read(path, as_version=4).cells:
            told, drawn = len(self.texts), len(self.charts)
            if cell.cell_type == "code":
                cell.source = cell.source.replace('an.read("../data")', "chosen()")
                self._execute(cell, scope)
                self.cells.append((before, self.texts[told:], self.charts[drawn:]))
            before = cell.source if cell.cell_type == "markdown" else ""
            if "parameters" in cell.metadata.get("tags", []):
                exec("\n".join(f"{name} = {value!r}" for name, value in parameters.items()), scope)
        return scope


def chosen(study_folder, variant=None, **choices):
    """Return a study as the first cell of a notebook reads it."""
    return an.focus(an.read(study_folder, variant=variant), **choices)


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
    "two years": (years(101, 111), ["there are 2: 2015, 2016", "of 2 years: a trend needs"]),
    "one year": (years(101), ["growth needs two", "no two years in a row", "there is 1: 2015"]),
    "a year missing": ([*years(101, 111), *years(99, start=2018)], ["2015-2018", "n = 3"]),
    "parts of a year": (
        [{"period": period} for period in ("2015-Q1", "2015-M01/M08", "2015-11", "2015/2017")],
        ["The Gazette states no turnover of a whole year.", "Of 4 figures of The Gazette"],
    ),
    "nothing dated": ([{"period": "", "quantity": "loan"}], ["states no turnover", NO_TREND]),
    "a year of zero": (years(101, 0, 99), ["a trend needs positive values and bounds: 2016 has 0"]),
    "no trade": (
        [*years(0, 0, 0), *flows("GEO", (0, 0), (0, 0), (5, 0))],
        [NO_TREND, "both flows of South Korea's side"],
    ),
    "growth rates only": ([GROWTH | {"period": "2016"}], ["states no turnover of a whole year"]),
    "exports only": (years(41, 45, 47, quantity="exports"), ["states no turnover", NO_TREND]),
    "exports above turnover": (
        [*years(101, 111, 99), *years(120, start=2017, quantity="exports")],
        ["no true values can have been printed like this", "must be wrong"],
    ),
    "open below": (years(101, 111, 99, wording="less than"), ["with lower bound 0"]),
    "later figures without a trend": (
        [*years(101, 111), *years(130, start=2019, source_id="herald")],
        ["There is no forecast to hold later figures against.", NO_TREND],
    ),
    "official as headline": (
        flows("KOR", (41, 60), (45, 66), (40, 59)),
        ["both flows of Georgia's side", "is a deficit"],
    ),
    "a region that nobody counts": (
        [
            *years(101, 111, 99),
            *flows("GEO", (41, 60), start=1999),
            SHARE | {"period": "2017", "as_written": "0", "wording": "about"},
        ],
        ["trade with the region (Caucasus)", "do not have all members"],
    ),
    "stocks of zero": (
        [STOCK | {"as_written": "0"}, INWARD | {"as_written": "0"}, COMPANIES],
        ["may be a surplus or a deficit", "From 1 source, 1 balance can be drawn up"],
    ),
    "one stock": ([STOCK], ["No source states a stock of inward investment.", "No balance can"]),
    "a silent headline": (
        [STOCK, *years(101, 111, 99, source_id="herald")],
        ["The Gazette states no turnover", "1 stock, by 1 publisher"],
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
    return [sentence for sentence, times in counts.items() if times > 1]


def announced_in_vain(cells):
    """Return the texts before and in cells that draw nothing, which promise that they do."""
    silent = [cell for cell in cells if cell[2] and all(chart.empty for chart in cell[2])]
    said = [text for before, texts, _ in silent for text in (before, *texts)]
    return [text for text in said if re.search(r"\b(chart|picture)\b|:$", text)]


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


@pytest.mark.parametrize("path", QUICK, ids=[path.stem for path in QUICK])
def test_a_notebook_takes_the_example_s_pair(shown, path):
    shown.run(path, study_folder=str(EXAMPLE))
    assert shown.texts
    assert said_twice(shown.cells) == []
    assert announced_in_vain(shown.cells) == []


def test_a_repeated_sentence_and_an_announcement_of_nothing_are_found():
    empty = charts.by_year({"A": pd.DataFrame({"value": [], "low": [], "high": []})}, "Nothing")
    cells = [("The chart shows:", ["There is none. It is so."], [empty]), ("", ["It is so."], [])]
    assert said_twice(cells) == ["It is so."]
    assert announced_in_vain(cells) == ["The chart shows:"]


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


def test_contributions_of_a_side_that_ends_early_are_those_of_its_last_two_years():
    study = an.read("tests/invented")
    points = an.official_contributions(study)
    ending = points.index.unique("year").max()
    early = an.prose.growth.contributions(study, points, ending + 5)
    assert early == an.prose.growth.contributions(study, points, ending - 1)
    assert all("none" not in line for line in early)


def test_that_a_study_names_no_other_readings_is_said_once():
    study = an.read("tests/invented")
    study = dataclasses.replace(study, variants=study.variants.iloc[:0])
    said = [
        an.prose.gaps.of_growth(study),
        an.prose.gaps.of_investment(study),
    ]
    assert sum("no other readings" in text for text in said) == 1
