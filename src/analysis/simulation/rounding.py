"""Simulate how often rounding bounds hold what is true."""

import functools
import math
from decimal import Decimal

import numpy as np
import pandas as pd

from analysis.display import named
from analysis.indicators import rates, shares
from analysis.indicators.trend import trend_if_any
from analysis.simulation.coverage import SEED, USUAL_YEARS
from analysis.study.wording import bounds

SYSTEMS = 100
"""Pairs whose figures are printed and read back."""


def as_printed(value: float, wording: str, digits: int) -> str:
    """Return a positive number (USD million) as a newspaper prints it with a wording.

    Stated is rounded, more than cuts digits off, almost goes up to the next, and about does
    whichever of the two is farther.

    Examples
    --------
    >>> [as_printed(1234.0, w, 2) for w in ("stated", "about", "more than", "almost")]
    ['1,200 million', '1,300 million', '1,200 million', '1,300 million']
    """
    # A logarithm would round 999,999.9999999999 up to a million.
    power = Decimal(value).adjusted() - digits + 1
    steps = value / 10.0**power
    up = wording == "almost" or (wording == "about" and steps % 1 < 0.5)
    whole = round(steps) if wording == "stated" else math.ceil(steps) if up else math.floor(steps)
    if power >= 0:
        return f"{whole * 10**power:,} million"
    return f"{whole / 10**-power:,.{-power}f} million"


@functools.lru_cache(maxsize=4)
def rounding_coverage(systems: int = SYSTEMS, seed: int = SEED) -> pd.DataFrame:
    """Return how often the rounding bounds of each result hold the true one.

    Exports and imports of invented pairs over six years are drawn, printed with 1 to 4 significant
    digits and any wording, and read back; exports and turnover are printed.

    Returns
    -------
    pandas.DataFrame
        results (how many have bounds), held (percent of these whose bounds hold the true result),
        two_sided (percent of these with two finite bounds), indexed by result.

    Examples
    --------
    >>> rounding_coverage(systems=2).loc["CAGR", "held"]
    np.float64(100.0)
    """
    rng = np.random.default_rng(seed)
    shape = (systems, len(USUAL_YEARS), 2)
    steps = rng.normal(0.1, 0.3, shape).cumsum(axis=1)
    flows = np.exp(rng.uniform(math.log(5), math.log(5000), (systems, 1, 2)) + steps)
    pairs = [[f"P{n}" for n in range(systems)], ["Q"], USUAL_YEARS]
    index = pd.MultiIndex.from_product(pairs, names=["reporter", "partner", "year"])
    exports, turnover = flows[:, :, 0].ravel(), flows.sum(axis=2).ravel()
    true = [_frame(x, x, x, index) for x in (exports, turnover)]
    printed = [_read_back(x, rng, index) for x in (exports, turnover)]
    pairs_of = zip(_results(*true).items(), _results(*printed).values(), strict=True)
    held = {name: _held(truth["value"], found) for (name, truth), found in pairs_of}
    found = pd.DataFrame(held).T.astype({"results": int}).rename_axis("of")
    return named(found, "rounding_coverage")


def _frame(value: object, low: object, high: object, index: pd.Index) -> pd.DataFrame:
    """Return value, low and high as a frame."""
    return pd.DataFrame({"value": value, "low": low, "high": high}, index=index)


def _read_back(values: np.ndarray, rng: np.random.Generator, index: pd.Index) -> pd.DataFrame:
    """Return numbers printed at random, as their wording is read."""
    wordings = rng.choice(["stated", "about", "more than", "almost"], len(values))
    digits = rng.integers(1, 5, len(values))
    read = [
        bounds(as_printed(float(value), str(wording), int(n)), str(wording))
        for value, wording, n in zip(values, wordings, digits, strict=True)
    ]
    value, low, high = np.array(read).T
    return _frame(value, np.maximum(low, 0), high, index)


def _results(exports: pd.DataFrame, turnover: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the results that are held against each other."""
    trends = [
        trend_if_any(one.droplevel(["reporter", "partner"])).growth
        for _, one in turnover.groupby(level="reporter", sort=False)
    ]
    return {
        "growth": rates.growth(turnover),
        "CAGR": pd.DataFrame(rates.cagr(turnover)),
        "share": shares.share(exports, turnover),
        "least-squares growth": pd.DataFrame(trends).reset_index(drop=True),
    }


def _held(truth: pd.Series, found: pd.DataFrame) -> dict[str, float]:
    """Return how many results have bounds, and how many of these hold the truth."""
    known = found["low"].notna() & found["high"].notna() & truth.notna()
    truth, found = truth[known], found[known]
    # One part in a billion: what floating point does to a value at its very bound.
    room = 1e-9 * (1 + truth.abs())
    inside = (found["low"] <= truth + room) & (truth - room <= found["high"])
    finite = np.isfinite(found[["low", "high"]]).all(axis=1)
    # Not rounded: of many results, one that is outside has to show.
    return {
        "results": len(found),
        "held": 100 * inside.mean(),
        "two_sided": 100 * finite.mean(),
    }
