"""Measure how often reconciliation finds a figure that was falsified on purpose."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from analysis.display import named
from analysis.study.columns import COLUMNS
from analysis.study.pair_figures import INTERVAL, intervals
from analysis.study.quantities import LIMITS, number_of
from analysis.study.tables import TEXT
from analysis.study.units import MONEY

if TYPE_CHECKING:
    from analysis.study.study import Study

ERRORS = (0.001, 0.003, 0.01, 0.03, 0.1)
"""Sizes of the errors that are tried, as a share of the printed number."""

SIDE, PARTNER, YEARS = "XAA", "XBB", (2018, 2019, 2020)


class _Value(NamedTuple):
    quantity: str
    year: int
    unit: str
    x: float


def detection_curve(
    study: Study, sizes: Sequence[float] = ERRORS, draws: int = 20, seed: int = 1
) -> pd.DataFrame:
    """Return how often a falsified figure is contradicted, conflicting or missed, by its error.

    Each draw is an invented system of one pair on one side's statistics: exports, imports and
    turnover of three years, growth of turnover and export shares, all true and printed with three
    significant digits. One of these figures is then multiplied or divided by 1 + size.

    Parameters
    ----------
    study
        Any study; the invented figures take the place of its own.
    sizes
        Errors as a share of the printed number: 0.1 is ten percent.

    Returns
    -------
    pandas.DataFrame
        contradicted, conflicting, missed (percent of the draws) and false_alarms (percent of the
        draws in which a true figure was contradicted), indexed by error (percent).

    Examples
    --------
    >>> from analysis import read
    >>> detection_curve(read("tests/invented"), [0.0], draws=3)["missed"].to_list()
    [100.0]
    """
    question = ("detection", tuple(sizes), draws, seed)
    found = study.once(question, lambda: _detection_curve(study, sizes, draws, seed))
    return named(found, "detection")


def _detection_curve(study: Study, sizes: Sequence[float], draws: int, seed: int) -> pd.DataFrame:
    counts = {}
    for size in sizes:
        rng = np.random.default_rng(seed)
        verdicts = []
        for _ in range(draws):
            values = _system(rng)
            chosen = int(rng.integers(len(values)))
            wrong = values[chosen].x * (1 + size) ** rng.choice([-1.0, 1.0])
            values[chosen] = values[chosen]._replace(x=wrong)
            found = _verdicts(_printed(study, values))
            falsified = found.pop(f"f{chosen}")
            verdicts.append((falsified, "contradicted" in found.values()))
        own = [verdict for verdict, _ in verdicts]
        missed = draws - own.count("contradicted") - own.count("conflicting")
        shares = [own.count("contradicted"), own.count("conflicting"), missed]
        counts[100 * size] = [*shares, sum(alarm for _, alarm in verdicts)]
    columns = ["contradicted", "conflicting", "missed", "false_alarms"]
    table = pd.DataFrame.from_dict(counts, orient="index", columns=columns)
    return (100 * table / draws).rename_axis("error")


def _verdicts(study: Study) -> dict[Hashable, str]:
    """Return the verdict on each figure, and nothing else of what `reconcile` finds."""
    from analysis.reconciliation.explanations import locate_errors
    from analysis.reconciliation.model import build
    from analysis.reconciliation.readings import Assumptions

    model = build(study, Assumptions(Fraction(0), "strict", {}, {}))
    return dict(locate_errors(model.statements, model.claims).verdicts)


def _system(rng: np.random.Generator) -> list[_Value]:
    """Return the true values of one invented system."""
    flows = {(flow, year): rng.lognormal(6, 1) for flow in ("exports", "imports") for year in YEARS}
    turnover = {year: flows["exports", year] + flows["imports", year] for year in YEARS}
    rows = [_Value(flow, year, "USD", x) for (flow, year), x in flows.items()]
    rows += [_Value("turnover", year, "USD", x) for year, x in turnover.items()]
    rows += [
        _Value("turnover_growth", year, "percent", 100 * (turnover[year] / turnover[year - 1] - 1))
        for year in YEARS[1:]
    ]
    rows += [
        _Value("export_share", year, "percent", 100 * flows["exports", year] / turnover[year])
        for year in YEARS
    ]
    return rows


def _printed(study: Study, values: list[_Value]) -> Study:
    """Return a study of these values, printed with three significant digits."""
    source = study.sources.index[0]
    rows = [
        {
            "figure_id": f"f{n}",
            "quantity": value.quantity,
            "reporter": SIDE,
            "partner": PARTNER,
            "period": str(value.year),
            "as_written": _as_written(value),
            "unit": value.unit,
            "wording": "stated",
            "statistics_of": SIDE,
            "side": SIDE,
            "source_id": source,
        }
        for n, value in enumerate(values)
    ]
    columns = [*COLUMNS["figures.csv"], "side"]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    numbers = {
        row["figure_id"]: number_of(row["quantity"], row["as_written"], "stated", row["unit"])
        for row in rows
    }
    figures = pd.DataFrame(cells, columns=columns, dtype=TEXT)
    figures[INTERVAL] = intervals(figures, numbers)
    return dataclasses.replace(
        study,
        figures=figures,
        numbers=numbers,
        reporter=SIDE,
        partner=PARTNER,
        stated_currency=study.stated_currency or MONEY,
    )


def _as_written(value: _Value) -> str:
    if value.unit != "percent":
        return f"{_rounded(value.x)} million"
    least, most = map(float, LIMITS[value.quantity])
    return f"{min(max(value.x, least), most):.1f}"


def _rounded(value: float) -> str:
    """Return a level with three significant digits, so that its last digit is one of them."""
    digits = max(0, 2 - int(np.floor(np.log10(value))))
    return f"{value:.{digits}f}" if digits else f"{float(f'{value:.2e}'):.0f}"
