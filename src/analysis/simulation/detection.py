"""Measure how often reconciliation finds a figure that was falsified on purpose."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display import named
from analysis.study.pair_figures import INTERVAL, intervals
from analysis.study.quantities import number_of

if TYPE_CHECKING:
    from analysis.study.study import Study

ERRORS = (0.001, 0.003, 0.01, 0.03, 0.1)
"""Sizes of the errors that are tried, as a share of the printed number."""

SIDE, PARTNER, YEARS = "XAA", "XBB", (2018, 2019, 2020)


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
            values.loc[chosen, "x"] *= (1 + size) ** rng.choice([-1.0, 1.0])
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


def _system(rng: np.random.Generator) -> pd.DataFrame:
    """Return the true values of one invented system."""
    flows = {(flow, year): rng.lognormal(6, 1) for flow in ("exports", "imports") for year in YEARS}
    turnover = {year: flows["exports", year] + flows["imports", year] for year in YEARS}
    rows = [(flow, year, "USD", x) for (flow, year), x in flows.items()]
    rows += [("turnover", year, "USD", x) for year, x in turnover.items()]
    rows += [
        ("turnover_growth", year, "percent", 100 * (turnover[year] / turnover[year - 1] - 1))
        for year in YEARS[1:]
    ]
    rows += [
        ("export_share", year, "percent", 100 * flows["exports", year] / turnover[year])
        for year in YEARS
    ]
    return pd.DataFrame(rows, columns=["quantity", "period", "unit", "x"])


def _printed(study: Study, values: pd.DataFrame) -> Study:
    """Return a study of these values, printed with three significant digits."""
    percent = values["unit"] == "percent"
    least = values["quantity"].map({"turnover_growth": -100.0}).fillna(0.0)
    most = values["quantity"].map({"export_share": 100.0}).fillna(np.inf)
    x = values["x"].clip(least, most)
    texts = [f"{v:.1f}" if p else f"{_rounded(v)} million" for v, p in zip(x, percent, strict=True)]
    figures = pd.DataFrame(
        {
            **dict.fromkeys(("product", "base", "status", "measured_in"), ""),
            "figure_id": [f"f{n}" for n in range(len(values))],
            "quantity": values["quantity"],
            "reporter": SIDE,
            "partner": PARTNER,
            "region": "",
            "period": values["period"].astype(str),
            "as_written": texts,
            "unit": values["unit"],
            "wording": "stated",
            "statistics_of": SIDE,
            "side": SIDE,
            "source_id": study.sources.index[0],
            "note": "",
        }
    )
    columns = figures[["figure_id", "quantity", "as_written", "unit"]]
    numbers = {
        figure_id: number_of(quantity, as_written, "stated", unit)
        for figure_id, quantity, as_written, unit in columns.itertuples(index=False)
    }
    figures[INTERVAL] = intervals(figures, numbers)
    return dataclasses.replace(
        study, figures=figures, numbers=numbers, reporter=SIDE, partner=PARTNER
    )


def _rounded(value: float) -> str:
    """Return a level with three significant digits, so that its last digit is one of them."""
    digits = max(0, 2 - int(np.floor(np.log10(value))))
    return f"{value:.{digits}f}" if digits else f"{float(f'{value:.2e}'):.0f}"
