"""Write the headline results of a study for other programs, with what they rest on."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import math
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.conventions import DISTRIBUTION, FREIGHT
from analysis.findings.claims import claims
from analysis.findings.growth_rates import interval_if_shocks_stay
from analysis.findings.inputs import inputs_of_results
from analysis.findings.results import headline_results
from analysis.indicators.mirror import both_sides, discrepancies
from analysis.indicators.trend import trend_if_any
from analysis.reconciliation.reconcile import reconciled
from analysis.study.columns import COLUMNS
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import official
from analysis.timeseries.headline import headline

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study.study import Study

SCHEMA = 2
"""The version of the file's form: it grows where a key or a word changes its meaning."""


def as_json(study: Study) -> str:
    """Return the headline results of a study as JSON, the same for the same study.

    Returns
    -------
    str
        An object with schema (the version of this form), title, reporter, partner, years,
        headline_source, variant, version (of this package), data_sha256, null (what it means) and
        results: name → years, value, low, high
        (rounding bounds), unit, decided, n, figures (identifiers of what it rests on), of trends
        and compound rates ci_low and ci_high too (95 percent confidence); claims: the verdict on
        each figure of the headline source, with the notebooks' room for revision; mirror: a row
        for each direction and year of which a side has a figure; and meanings: what these keys
        mean.

    Examples
    --------
    >>> from analysis import read
    >>> json.loads(as_json(read("data")))["results"]["turnover_trend"]["n"]
    6
    """
    found = headline_results(study)
    found = found.join(inputs_of_results(study, found))
    results = {
        name: {
            "years": row["years"],
            **{bound: _number(row[bound]) for bound in INTERVAL},
            "unit": row["unit"],
            "decided": row["decided"] or None,
            "n": int(row["n"]),
            "figures": row["figures"],
        }
        for name, row in found.iterrows()
    }
    for name, ends in _confidence(study, found["value"]).items():
        results[name] |= ends
    about = {name: getattr(study, name) for name in ("title", "reporter", "partner", "years")}
    about |= {"headline_source": study.headline_source, "variant": study.variant}
    verdicts = claims(study, reconciled(study))["verdict"].to_dict()
    content = {"schema": SCHEMA, **about, **colophon(study), "null": _words()["null"]}
    content |= {"results": results, "claims": verdicts, "mirror": _mirror(study)}
    meanings = _words()["meanings"]
    meanings["mirror"] = meanings["mirror"].format(least=FREIGHT[0], most=FREIGHT[1])
    content["meanings"] = meanings
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _words() -> dict[str, Any]:
    """Return what the keys of the file mean, and what null does."""
    text = files("analysis.report").joinpath("results_file.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _confidence(study: Study, values: pd.Series) -> dict[str, dict[str, float | None]]:
    """Return the confidence interval of each trend, and of each compound rate if shocks stay."""
    series = [headline(study, "turnover"), *official(study, "turnover").values()]
    intervals = {}
    for prefix, levels in zip(("", "official_", "counterpart_"), series, strict=True):
        trend, compound = trend_if_any(levels), f"{prefix}turnover_cagr"
        intervals[f"{prefix}turnover_trend"] = trend.growth
        intervals[compound] = interval_if_shocks_stay(trend, values[compound])
    return {
        name: {end: _number(found[end]) for end in ("ci_low", "ci_high")}
        for name, found in intervals.items()
    }


def _mirror(study: Study) -> list[dict[str, object]]:
    """Return what both sides say of the same goods, a row a direction and year."""
    rows = discrepancies(*both_sides(study)).reset_index()
    numbers = ["exports", "imports", "ratio", "ratio_low", "ratio_high"]
    return [
        {
            "exporter": row["exporter"],
            "importer": row["importer"],
            "year": int(row["year"]),
            **{name: _number(row[name]) for name in numbers},
            "freight": row["freight"],
        }
        for _, row in rows.iterrows()
    ]


def colophon(study: Study) -> dict[str, str]:
    """Return the version of this package and the hash of the study's data.

    Examples
    --------
    >>> from analysis import read
    >>> len(colophon(read("data"))["data_sha256"])
    64
    """
    return {"version": importlib.metadata.version(DISTRIBUTION), "data_sha256": _hash(study)}


def _hash(study: Study) -> str:
    """Return the SHA-256 of the study's files, names included, line ends made alike."""
    digest = hashlib.sha256()
    for name in sorted([*COLUMNS, "study.toml"]):
        content = study.content(name)
        if content is not None:
            digest.update(f"{name}\n".encode() + content)
    return digest.hexdigest()


def _number(value: float) -> float | None:
    """Return a number as JSON has it; neither infinity nor a missing value is one there."""
    return round(float(value), 9) if math.isfinite(value) else None
