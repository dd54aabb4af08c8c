"""Put each claim of the headline source into a row that a reader understands at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.findings.claims import beside_claims, claims
from analysis.prose import phrases
from analysis.prose.periods import dated
from analysis.study import quantities
from analysis.study.schema import SCALES, UNITS

if TYPE_CHECKING:
    from analysis.reconciliation.reconcile import Reconciliation
    from analysis.study.study import Study

MANY = 20
"""Above so many claims, only those that are not kept are shown one by one."""

_BETWEEN = {"exports": "to", "imports": "from", "loan": "to", "companies": "in"}
_BETWEEN |= dict.fromkeys(quantities.STOCKS, "in")


def rows_of_claims(study: Study, found: Reconciliation) -> list[dict[str, str]]:
    """Return each claim with its verdict in words; of many, those that are not kept.

    Returns
    -------
    list
        For each figure of the headline source: figure_id, what, whose, printed, means, verdict,
        against (what the kept figures leave, or that nothing bears on it), fits (other readings
        that would fit).

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> list(rows_of_claims(study, reconcile(study, revision=0.02))[0])
    ['figure_id', 'what', 'whose', 'printed', 'means', 'verdict', 'against', 'fits']
    """
    rows = claims(study, found)
    if len(rows) > MANY:
        rows = rows[rows["verdict"].isin(["contradicted", "conflicting"])]
    units = study.figures.set_index("figure_id")["unit"]
    regions = study.figures.set_index("figure_id")["region"]
    left = beside_claims(study, found).reindex(rows.index)[["left_low", "left_high"]]
    left = left.set_axis(["low", "high"], axis=1)
    return [
        {
            "figure_id": str(figure_id),
            "what": _what(row),
            "whose": _whose(study, row, regions[figure_id]),
            "printed": as_printed(row, units[figure_id]),
            "means": meaning(row, row["as_written"], units[figure_id]),
            "verdict": row["verdict"],
            "against": _against(row, left.loc[figure_id], units[figure_id]),
            "fits": row["would_fit"],
        }
        for figure_id, row in rows.iterrows()
    ]


def as_printed(figure: pd.Series, unit: str) -> str:
    """Return a figure as it was printed, with its wording and unit.

    Examples
    --------
    >>> as_printed(pd.Series({"as_written": "60 million", "wording": "more than"}), "USD")
    'more than USD 60 million'
    """
    number = UNITS[unit].printed.format(figure["as_written"])
    return number if figure["wording"] in ("stated", "exact") else f"{figure['wording']} {number}"


def meaning(bounds: Mapping[str, float], as_written: str, unit: str) -> str:
    """Return the bounds of a printed number in words, on its scale and with all their digits.

    Examples
    --------
    >>> meaning({"low": 2350.0, "high": 2450.0}, "2.4 billion", "USD")
    '2.35 to 2.45 billion'
    >>> meaning({"low": 60.0, "high": float("inf")}, "60 million", "USD")
    'at least 60 million, no upper bound'
    >>> meaning({"low": 2.55, "high": 2.65}, "2.6", "percent")
    '2.55 to 2.65'
    """
    return _in_words(bounds, as_written, unit, _all_digits)


def left_by_others(bounds: Mapping[str, float], as_written: str, unit: str) -> str:
    """Return what other figures leave of a number, on its scale and with four digits.

    Examples
    --------
    >>> left_by_others({"low": 453.809, "high": 472.661}, "463 million", "USD")
    '453.8 to 472.7 million'
    """
    return _in_words(bounds, as_written, unit, _four_digits)


def _in_words(
    bounds: Mapping[str, float], as_written: str, unit: str, digits: Callable[[float], str]
) -> str:
    """Return bounds in words, on the scale on which a number was printed."""
    power = UNITS[unit].power
    own = next((word for word in SCALES if SCALES[word] == -power), "")
    scale = next((word for word in SCALES if as_written.endswith(word)), own)
    one = 10.0 ** (SCALES[scale] + power) if scale else 1.0
    low, high = bounds["low"] / one, bounds["high"] / one
    ending = f" {scale}" if scale else ""
    if math.isinf(high):
        return f"at least {digits(low)}{ending}, no upper bound"
    if math.isinf(low):
        return f"at most {digits(high)}{ending}, no lower bound"
    if low == high:
        return f"exactly {digits(low)}{ending}"
    return f"{digits(low)} to {digits(high)}{ending}"


def _all_digits(number: float) -> str:
    """Return a number with the digits that it has.

    Examples
    --------
    >>> _all_digits(428.15), _all_digits(1250.0), _all_digits(-0.5)
    ('428.15', '1,250', '−0.5')
    """
    return f"{number:,.12g}".replace("-", "\u2212")


def _four_digits(number: float) -> str:
    """Return a number with four digits or all before its point, without zeros at its end.

    Examples
    --------
    >>> _four_digits(553.809), _four_digits(1.83), _four_digits(12345.6), _four_digits(0)
    ('553.8', '1.83', '12,346', '0')
    """
    before = math.floor(math.log10(abs(number))) + 1 if number else 1
    text = f"{number:,.{max(4 - before, 0)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "\u2212")


def _what(figure: pd.Series) -> str:
    """Return the quantity and its period."""
    name = figure["quantity"].replace("_", " ").capitalize()
    return f"{name}, {dated(figure['period'])}"


def _whose(study: Study, figure: pd.Series, region: str) -> str:
    """Return whose quantity it is."""
    between = _BETWEEN.get(figure["quantity"], "and")
    one, other = (study.name(code) for code in (figure["reporter"], figure["partner"]))
    pair = f"{one} {between} {other}" if figure["reporter"] else f"{region} and {other}"
    return f"{pair}, within {region}" if region and figure["reporter"] else pair


def _against(figure: pd.Series, left: pd.Series, unit: str) -> str:
    """Return what the other figures say of a claim."""
    if figure["verdict"] == "untested":
        return "no other figure bears on it"
    known = left.notna().all() and left["high"] < float("inf")
    kept = left_by_others(left, figure["as_written"], unit) if known else ""
    rest = f"all kept figures leave {kept}" if known else ""
    if figure["verdict"] == "consistent":
        return rest or "fits with all other figures"
    if pd.isna(figure["miss_percent"]):
        return rest
    off = phrases.to_fit(figure["miss_percent"])
    if figure["verdict"] == "conflicting":
        return f"cannot be true beside another figure; if this one is wrong, it {off}"
    return f"{off}; {rest}" if rest else off
