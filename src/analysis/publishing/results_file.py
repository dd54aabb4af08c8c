"""Write the headline results of a study for other programs, with what they rest on."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import math
from typing import TYPE_CHECKING

from analysis import tables
from analysis.article import REVISION, claims
from analysis.publishing.behind import figures_behind
from analysis.reconciliation import reconcile
from analysis.results import headline_results
from analysis.rows import INTERVAL

if TYPE_CHECKING:
    from analysis.study import Study

NULL = (
    "A null low or high beside a value is no bound on that side: infinite. A null value is a "
    "missing result. Where decided is impossible, no true values can have been printed like "
    "this, and both bounds are null."
)
"""What null means in the file: JSON has no word for infinity."""


def as_json(study: Study) -> str:
    """Return the headline results of a study as JSON, the same for the same study.

    Returns
    -------
    str
        An object with title, reporter, partner, years, headline_source, variant, version (of this
        package), data_sha256, null (what it means) and results: name → years, value, low, high
        (rounding bounds), unit, decided, n, figures (identifiers of what it rests on); and claims:
        the verdict on each figure of the headline source, with the notebooks' room for revision.

    Examples
    --------
    >>> from analysis import read
    >>> json.loads(as_json(read("data")))["results"]["turnover_trend"]["n"]
    6
    """
    found = headline_results(study)
    found = found.join(figures_behind(study, found))
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
    about = {name: getattr(study, name) for name in ("title", "reporter", "partner", "years")}
    about |= {"headline_source": study.headline_source, "variant": study.variant}
    verdicts = claims(study, reconcile(study, revision=REVISION))["verdict"].to_dict()
    content = {**about, **colophon(study), "null": NULL, "results": results, "claims": verdicts}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def colophon(study: Study) -> dict[str, str]:
    """Return the version of this package and the hash of the study's data.

    Examples
    --------
    >>> from analysis import read
    >>> len(colophon(read("data"))["data_sha256"])
    64
    """
    return {"version": importlib.metadata.version("analysis"), "data_sha256": _hash(study)}


def _hash(study: Study) -> str:
    """Return the SHA-256 of the study's files, names included, line ends made alike."""
    digest = hashlib.sha256()
    for name in sorted([*tables.COLUMNS, "study.toml"]):
        path = study.folder / name
        if path.exists():
            digest.update(f"{name}\n".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _number(value: float) -> float | None:
    """Return a number as JSON has it; neither infinity nor a missing value is one there."""
    return round(float(value), 9) if math.isfinite(value) else None
