"""Growth with bounds of many pairs, against pct_change of the values alone."""

import statistics
import time

import numpy as np
import pandas as pd

import analysis as an

PAIRS, YEARS, ROUNDS = 40_000, 60, 5


def levels():
    """Return levels of many pairs by year, each a little rounded."""
    pairs = [f"{number:05}" for number in range(PAIRS)]
    index = pd.MultiIndex.from_product(
        [pairs, ["WLD"], range(1960, 1960 + YEARS)], names=["reporter", "partner", "year"]
    )
    value = np.random.default_rng(0).lognormal(5, 2, len(index)).round(1)
    low = np.maximum(value - 0.05, 0)  # a level is never below 0
    return pd.DataFrame({"value": value, "low": low, "high": value + 0.05}, index)


def seconds(call):
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def rows():
    """Return what was measured, the ratio and what is aimed at."""
    series = levels()
    by_pair = ["reporter", "partner"]
    calls = (
        lambda: series["value"].groupby(level=by_pair).pct_change(fill_method=None),
        lambda: an.growth(series),
    )
    # In turns, so that a slow moment of the machine meets both.
    times = [[seconds(call) for call in calls] for _ in range(ROUNDS)]
    plain, ours = (statistics.median(column) for column in zip(*times, strict=True))
    what = f"pct_change over growth with bounds, {PAIRS:,} pairs × {YEARS} years"
    why = "Growth has three quotients a year and what is decided; pct_change has one quotient."
    return [(what, plain / ours, "at least 1", why)]
