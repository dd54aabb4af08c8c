"""Make sentences from templates: one file a chapter, one block an answer."""

from __future__ import annotations

import functools
import importlib
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis import english, text
from analysis.display import Text
from analysis.english import year_name
from analysis.prose.periods import when
from analysis.study.schema import QUANTITIES

if TYPE_CHECKING:
    import jinja2

    from analysis.study.study import Study


def sentences(study: Study, block: str, **given: object) -> Text | None:
    """Return what a template says of a study; nothing where it has nothing to say.

    Parameters
    ----------
    block
        Chapter and block, as in "growth.answer": templates/growth.md.j2 has the words, and
        `Facts` of the module growth is what they may ask.
    given
        What the template needs besides, such as a table that the cell shows. With
        ``{{ point(figure_id) }}`` a template says which figure a point of its list is about.

    Returns
    -------
    Text or None
        Markdown that shows itself in a notebook.

    Raises
    ------
    KeyError
        For a block that no template has.

    Examples
    --------
    >>> from analysis import read
    >>> str(sentences(read("tests/invented"), "growth.answer"))[:14]
    '**According to'
    """
    chapter = block.partition(".")[0]
    points: list[str] = []

    def point(figure_id: str) -> str:
        points.append(figure_id)
        return ""

    with study.answers_of_figures.as_of(study.figures):  # held against these once, not per question
        lines = written(block, study=study, facts=facts(study, chapter), point=point, **given)
    return Text(lines, points) if lines else None


def written(block: str, **given: object) -> str:
    """Return what a template says of what it is given.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> written("fetched.files", fetched=SimpleNamespace(written=["prices.csv"]))
    'Written: prices.csv.'
    """
    chapter, _, name = block.partition(".")
    template = environment().get_template(f"{chapter}.md.j2")
    return _joined("".join(template.blocks[name](template.new_context(given))))


def facts(study: Study, chapter: str) -> object:
    """Return what the templates of a chapter may ask of a study, the same object each time.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> facts(study, "growth") is facts(study, "growth")
    True
    """
    asked = importlib.import_module(f"analysis.prose.{chapter}")
    return study.once(("facts", chapter), lambda: asked.Facts(study))


def _joined(text: str) -> str:
    """Return each paragraph and each point of a list on one line."""
    paragraphs = [_one_line(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip())]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _one_line(paragraph: str) -> str:
    lines = [" ".join(line.split()) for line in paragraph.splitlines() if line.strip()]
    return "".join(("\n" if line.startswith("- ") else " ") + line for line in lines).strip()


def period(text: str, begins: int = 1) -> str:
    """Return a figure's period or a result's years with their preposition.

    Parameters
    ----------
    begins
        The month with which the years of results begin.

    Examples
    --------
    >>> period("2015-2020"), period("2021-06"), period("2019")
    ('from 2015 to 2020', 'in June 2021', 'in 2019')
    """
    first, _, last = text.partition("-")
    if len(first) == len(last) == 4 and last.isdigit():
        return f"from {year_name(first, begins)} to {year_name(last, begins)}"
    if begins != 1 and text.isdecimal():
        return f"in {year_name(text, begins)}"
    return when(text).strip()


def measured(figure: Mapping[str, str], study: Study, *, named: bool = True) -> str:
    """Return what a figure measures, with the names of its parties unless they are known.

    Examples
    --------
    >>> from analysis import read
    >>> figure = {"quantity": "exports", "reporter": "XAA", "partner": "XBB", "region": ""}
    >>> measured(figure, read("tests/invented"))
    'exports of XAA to XBB'
    >>> measured(figure | {"product": "wheat"}, read("tests/invented"))
    'exports of wheat of XAA to XBB'
    >>> measured(figure, read("tests/invented"), named=False)
    'exports'
    """
    reporter, partner, product = figure["reporter"], figure["partner"], _product(figure, study)
    words = QUANTITIES[figure["quantity"]].words
    things = [part for part in ("the product", "things") if part in words]
    if product:
        before, after = (things[0], product) if things else ("of {a}", f"of {product} of {{a}}")
        words = words.replace(before, after, 1)
    if not named:
        words = re.sub(r" of \{a\} \w+ \{b\}", "", words)
    return words.format(
        a=reporter and study.name(reporter),
        b=study.name(partner),
        r=f"the region {figure['region']}",
    )


def _product(figure: Mapping[str, str], study: Study) -> str:
    """Return of which product a figure is; rows of results have it by the figure's name alone."""
    if "product" in figure:
        return figure["product"]
    figures = study.figures
    named = figures[figures["product"] != ""].set_index("figure_id")["product"]
    return str(named.get(getattr(figure, "name", ""), ""))


@functools.cache
def environment() -> jinja2.Environment:
    """Return the templates, with one filter for each thing that is written in one way."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("analysis.prose"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters |= _filters()
    environment.filters |= {n: jinja2.pass_context(f) for n, f in _filters_of_years().items()}
    environment.tests["known"] = lambda number: not math.isnan(number)
    environment.globals["sentences"] = sentences
    environment.globals["shared"] = environment.get_template("shared.md.j2").module
    return environment


def _filters() -> Mapping[str, Any]:
    return {
        "apart": text.apart,
        "at_least": text.at_least,
        "bounds": text.bounds,
        "count": english.counted,
        "interval": text.interval,
        "measured": measured,
        "names": english.join_names,
        "number": text.number,
        "opening": english.opening,
        "ordinal": english.ordinal,
        "possessive": english.possessive,
        "printed": text.printed,
        "quantity": text.quantity,
        "signed": text.signed,
        "with_unit": text.with_unit,
    }


def _filters_of_years() -> Mapping[str, Any]:
    """Return the filters that ask a study what its years are."""

    def begins(context: Mapping[str, Any]) -> int:
        study = context.get("study")
        return study.year_begins if study else 1

    def span(context: Mapping[str, Any], ends: tuple[int, int]) -> str:
        first, last = (english.year_name(year, begins(context)) for year in ends)
        return english.years(*ends) if begins(context) == 1 else f"{first} to {last}"

    return {
        "period": lambda context, when: period(when, begins(context)),
        "span": span,
        "year": lambda context, year: english.year_name(year, begins(context)),
        "years": lambda context, years: english.year_runs(years, begins(context)),
    }
