"""Simulate how often rounding bounds and 95 percent intervals hold what is true."""

import dataclasses
import functools
import math

import numpy as np
import pandas as pd

from analysis.display import named
from analysis.indicators.trend import NoTrend, Trend, trend_if_any
from analysis.study.study import Study
from analysis.timeseries.headline import headline

DRAWS = 20_000
"""Series a coverage: its Monte Carlo standard error is below 0.4 percentage points."""
SEED = 6
PERSISTENCE = (0.0, 0.3, 0.6, 0.9, 1.0)
"""Autocorrelations of the errors from one year to the next; 1 is a random walk with drift."""
DIGITS = (3, 2, 1)
USUAL_YEARS = tuple(range(1, 7))
USUAL_SPREAD = 0.2
"""Standard deviation of the errors, in logarithms, where a study has no trend to take it from."""


@dataclasses.dataclass(frozen=True)
class Setting:
    """What is simulated: the years, the true slope and the errors' standard deviation (logs).

    Examples
    --------
    >>> Setting((2018, 2019, 2020), slope=0.1, spread=0.05, assumed=True).slope
    0.1
    """

    years: tuple[int, ...]
    slope: float
    spread: float
    assumed: bool


def trend_setting(study: Study) -> Setting:
    """Return the setting like the trend of the headline source's turnover.

    Examples
    --------
    >>> from analysis import read
    >>> trend_setting(read("tests/invented")).years
    (2001, 2002, 2003, 2004, 2005)
    """
    return setting_of(trend_if_any(headline(study, "turnover")))


def setting_of(trend: Trend | NoTrend) -> Setting:
    """Return the setting like a trend; usual values where it has none, or fits exactly.

    Examples
    --------
    >>> setting_of(NoTrend("too few years")).spread
    0.2
    """
    if isinstance(trend, NoTrend):
        return Setting(USUAL_YEARS, 0.0, USUAL_SPREAD, assumed=True)
    years = tuple(int(year) for year in trend.levels.index)
    slope = round(math.log1p(trend.growth["value"] / 100), 6)
    spread = round(math.sqrt(trend.results.mse_resid), 6)
    return Setting(years, slope, spread or USUAL_SPREAD, assumed=not spread)


@functools.lru_cache(maxsize=64)
def interval_coverage(
    setting: Setting, digits: int | None = None, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """Return how often the 95 percent intervals of a trend hold what is true.

    A series is ln v_t = a + b t + e_t with a drawn over one power of ten. The errors are
    e_t = rho e_{t-1} + u_t, of the setting's spread, or a random walk whose steps have that spread.

    Parameters
    ----------
    digits
        To how many significant digits the values are rounded before the fit; not at all if None.

    Returns
    -------
    pandas.DataFrame
        growth (percent of the confidence intervals of b that hold it), next_year (percent of the
        prediction intervals that hold the value of the year after), drift (percent of the
        confidence intervals for shocks that stay that hold b), each with its Monte Carlo standard
        error (growth_error, next_year_error, drift_error, percentage points), indexed by
        autocorrelation.

    Examples
    --------
    >>> found = interval_coverage(Setting((1, 2, 3, 4, 5, 6), 0.1, 0.2, assumed=True))
    >>> found["growth"].round().to_dict()[0.0]
    95.0
    """
    years = np.array([*setting.years, setting.years[-1] + 1], dtype=float)
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((draws, int(years[-1] - years[0]) + 1))
    start = rng.uniform(0, math.log(10), (draws, 1))
    held = {}
    for rho in PERSISTENCE:
        errors = setting.spread * persistent(noise, rho)[:, (years - years[0]).astype(int)]
        logs = start + setting.slope * (years - years[0]) + errors
        fitted = fit_many(years[:-1], rounded_logs(logs[:, :-1], digits))
        growth = abs(fitted["slope"] - setting.slope) <= fitted["reach"]
        next_year = abs(fitted["expected"] - logs[:, -1]) <= fitted["expected_reach"]
        drift = abs(fitted["drift"] - setting.slope) <= fitted["drift_reach"]
        held[rho] = [growth.mean(), next_year.mean(), drift.mean()]
    found = pd.DataFrame.from_dict(held, orient="index", columns=["growth", "next_year", "drift"])
    errors = np.sqrt(found * (1 - found) / draws).add_suffix("_error")
    percent = (100 * found.join(errors)).round(2).rename_axis("autocorrelation")
    return named(percent, "interval_coverage")


def rounded_coverage(setting: Setting) -> pd.DataFrame:
    """Return coverage of the confidence interval of growth by the digits that are printed.

    Examples
    --------
    >>> rounded_coverage(Setting((1, 2, 3, 4, 5, 6), 0.1, 0.2, assumed=True)).columns.to_list()
    ['not rounded', '3 digits', '2 digits', '1 digit']
    """
    columns = {"not rounded": interval_coverage(setting)["growth"]}
    for digits in DIGITS:
        label = "1 digit" if digits == 1 else f"{digits} digits"
        columns[label] = interval_coverage(setting, digits)["growth"]
    return named(pd.DataFrame(columns), "rounded_coverage")


def persistent(noise: np.ndarray, rho: float) -> np.ndarray:
    """Return errors that persist from year to year, made of independent ones, one row a series.

    They have the variance of the independent ones, but for rho = 1, where these are summed.

    Examples
    --------
    >>> persistent(np.array([[1.0, 1.0, 1.0]]), 1.0)
    array([[1., 2., 3.]])
    """
    errors = noise.copy()
    fresh = math.sqrt(1 - rho**2) if rho < 1 else 1.0
    for year in range(1, noise.shape[1]):
        errors[:, year] = rho * errors[:, year - 1] + fresh * noise[:, year]
    return errors


def fit_many(years: np.ndarray, logs: np.ndarray) -> pd.DataFrame:
    """Return the least-squares trend of many series at once, one row a series.

    Returns
    -------
    pandas.DataFrame
        slope, reach (half of its 95 percent confidence interval), expected (the logarithm of the
        year after), expected_reach (half of its prediction interval), drift (the mean change a
        year), drift_reach (half of its confidence interval): as `fit_trend` has them.

    Examples
    --------
    >>> fit_many(np.array([1.0, 2, 3]), np.array([[0.0, 1, 2]]))["expected"].round(6).to_list()
    [3.0]
    """
    from scipy import stats

    # Sums and no matrix products, whose last digits differ between machines.
    centred = years - years.mean()
    squares = (centred**2).sum()
    mean = logs.mean(axis=1)
    slope = (logs * centred).sum(axis=1) / squares
    residuals = logs - mean[:, None] - slope[:, None] * centred
    n = len(years)
    variance = (residuals**2).sum(axis=1) / (n - 2)
    t = stats.t.ppf(0.975, n - 2)
    ahead = years[-1] + 1 - years.mean()
    steps = np.diff(years)
    drift = (logs[:, -1] - logs[:, 0]) / steps.sum()
    shocks = (np.diff(logs, axis=1) - drift[:, None] * steps) ** 2 / steps
    drift_variance = shocks.sum(axis=1) / (n - 2)
    return pd.DataFrame(
        {
            "slope": slope,
            "reach": t * np.sqrt(variance / squares),
            "expected": mean + slope * ahead,
            "expected_reach": t * np.sqrt(variance * (1 + 1 / n + ahead**2 / squares)),
            "drift": drift,
            "drift_reach": t * np.sqrt(drift_variance / steps.sum()),
        }
    )


def rounded_logs(logs: np.ndarray, digits: int | None) -> np.ndarray:
    """Return logarithms of values rounded to some significant digits; unchanged for None.

    Examples
    --------
    >>> np.exp(rounded_logs(np.log([1234.0, 0.0567]), 2)).round(6)
    array([1.2e+03, 5.7e-02])
    """
    if digits is None:
        return logs
    values = np.exp(logs)
    step = 10.0 ** (np.floor(np.log10(values)) - digits + 1)
    rounded: np.ndarray = np.log(np.round(values / step) * step)
    return rounded
