"""Put into words how often bounds and intervals hold what is true."""

import pandas as pd

from analysis.indicators.trend import NoTrend, Trend
from analysis.simulation.coverage import DRAWS, Setting, interval_coverage, setting_of
from analysis.text import join_names, number

NOTABLE = 0.6
"""The autocorrelation that stands for errors that persist."""


def errors_like(rho: float) -> str:
    """Return what errors of an autocorrelation are called.

    Examples
    --------
    >>> errors_like(0.0), errors_like(0.3)
    ('independent errors', 'autocorrelation 0.3')
    """
    names = {0.0: "independent errors", 1.0: "a random walk with drift"}
    return names.get(rho, f"autocorrelation {rho:g}")


def beside_trend(trend: Trend | NoTrend) -> str:
    """Return how often confidence intervals like a trend's hold true growth; blank without one.

    Examples
    --------
    >>> beside_trend(NoTrend("too few years"))
    ''
    """
    if isinstance(trend, NoTrend):
        return ""
    found = interval_coverage(setting_of(trend))["growth"]
    return (
        f"At n = {trend.n} such intervals hold the true growth in {found[0.0]:.0f} percent of "
        f"simulated series with independent errors, but only in {found[NOTABLE]:.0f} percent where "
        f"errors persist (autocorrelation {NOTABLE:g})."
    )


def answer(setting: Setting, rounding: pd.DataFrame) -> str:
    """Return what all of the simulation comes to.

    Examples
    --------
    >>> rounding = pd.DataFrame({"results": [9, 8], "held": [100.0, 100.0]}, ["growth", "share"])
    >>> answer(Setting((1, 2, 3, 4, 5, 6), 0.1, 0.2, assumed=True), rounding)[:61]
    '**The rounding bounds can be trusted: they hold the true resu'
    """
    found = interval_coverage(setting)["growth"]
    least = rounding["held"].min()
    verdict = "can be trusted: they hold" if least == 100 else "cannot be trusted: they hold"
    return (
        f"**The rounding bounds {verdict} the true result in {least:g} percent of "
        f"{int(rounding['results'].sum()):,} results. The 95 percent confidence interval of growth "
        f"at n = {len(setting.years)} can be trusted only where errors are independent: it holds "
        f"the true growth in {number(found[0.0])} percent of simulated series then, in "
        f"{number(found[NOTABLE])} percent at autocorrelation {NOTABLE:g}, and in "
        f"{number(found[1.0])} percent of random walks with drift.**"
    )


def title(found: pd.DataFrame) -> str:
    """Return what the chart of coverage shows.

    Examples
    --------
    >>> title(pd.DataFrame({"growth": [95.0, 60.0], "next_year": [95.0, 91.0]}, [0.0, 1.0]))
    'Where errors persist, 95 percent intervals hold growth in as few as 60 percent'
    """
    least = found["growth"].min()
    return (
        f"Where errors persist, 95 percent intervals hold growth in as few as {least:.0f} percent"
    )


def simulated(setting: Setting) -> str:
    """Return what was simulated, and where its values come from.

    Examples
    --------
    >>> simulated(Setting((1, 2, 3, 4, 5, 6), 0.0, 0.2, assumed=True))[:65]
    'The trend of the study gives no errors to go by: assumed are 6 ye'
    """
    first, last = setting.years[0], setting.years[-1]
    spread = f"a standard deviation of {setting.spread:.3f} in logarithms"
    if setting.assumed:
        begins = (
            f"The trend of the study gives no errors to go by: assumed are {len(setting.years)} "
            f"years and {spread}, which matters only where values are rounded."
        )
    else:
        begins = (
            f"The errors have {spread}, which is that of the residuals of the headline's trend of "
            f"{first}-{last} (n = {len(setting.years)}); the true slope is the fitted one, "
            f"{setting.slope:.3f}."
        )
    error = interval_coverage(setting)[["growth_error", "next_year_error"]].max(axis=None)
    return (
        f"{begins} Each percentage is of {DRAWS:,} series, with a Monte Carlo standard error of at "
        f"most {error:.2f} percentage points."
    )


def by_errors(found: pd.DataFrame) -> pd.DataFrame:
    """Return a table of coverage with its rows named in words.

    Examples
    --------
    >>> by_errors(pd.DataFrame({"growth": [95.0]}, [0.0])).index.to_list()
    ['independent errors']
    """
    return found.set_axis(pd.Index(map(errors_like, found.index), name="errors"))


def rounded(setting: Setting, digits: tuple[int, ...]) -> pd.DataFrame:
    """Return coverage of the confidence interval of growth, by the digits that are printed.

    Examples
    --------
    >>> rounded(Setting((1, 2, 3, 4, 5, 6), 0.1, 0.2, assumed=True), (2,)).columns.to_list()
    ['not rounded', '2 digits']
    """
    columns = {"not rounded": interval_coverage(setting)["growth"]}
    for n in digits:
        name = "1 digit" if n == 1 else f"{n} digits"
        columns[name] = interval_coverage(setting, n)["growth"]
    return by_errors(pd.DataFrame(columns))


def of_rounded(table: pd.DataFrame) -> str:
    """Return what rounding does to the coverage of the confidence interval.

    Examples
    --------
    >>> row = {"not rounded": 95.0, "2 digits": 94.9, "1 digit": 97.0}
    >>> of_rounded(pd.DataFrame([row], ["independent errors"]))
    'With independent errors, the interval holds the true growth in 95.0 percent of series of \
values that are not rounded, and in 94.9 percent (2 digits) and 97.0 percent (1 digit) of rounded \
ones.'
    """
    row = table.loc["independent errors"]
    after = [f"{number(share)} percent ({name})" for name, share in row.iloc[1:].items()]
    return (
        f"With independent errors, the interval holds the true growth in {number(row.iloc[0])} "
        f"percent of series of values that are not rounded, and in {join_names(after)} of rounded "
        "ones."
    )
