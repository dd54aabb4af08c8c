"""Compare verdicts under other assumptions: other room for revision, other readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.conventions import REVISION
from analysis.display import named
from analysis.findings.variants import as_variant
from analysis.reconciliation.reconcile import reconcile, reconciled
from analysis.verdicts import SEVERITY, WRONG

if TYPE_CHECKING:
    from analysis.reconciliation.answer import Reconciliation
    from analysis.study.study import Study

STEPS = (0.0, 0.01, 0.02, 0.03, 0.04, 0.05)


class Tried(NamedTuple):
    """What is kept of a reconciliation under other assumptions."""

    verdict: pd.Series
    cost: int
    n_explanations: int


def verdicts_by_revision(study: Study) -> pd.DataFrame:
    """Return the verdicts with room for revision of 0 to 5 percent, where not all are consistent.

    Examples
    --------
    >>> from analysis import read
    >>> rows = verdicts_by_revision(read("tests/invented-two"))
    >>> rows.loc["herald-turnover-2019", ["0 %", "2 %", "3 %"]].to_list()
    ['conflicting', 'conflicting', 'consistent']
    """
    return named(compare_verdicts(_by_revision(study)), "verdicts_by_revision")


def verdicts_by_variant(study: Study) -> pd.DataFrame:
    """Return the verdicts under each variant of a study, where not all are consistent.

    Examples
    --------
    >>> from analysis import read
    >>> rows = verdicts_by_variant(read("tests/invented-two"))
    >>> rows.loc["herald-turnover-2019"].to_dict()
    {'as read': 'conflicting', 'early': 'consistent'}
    """
    return named(compare_verdicts(_by_variant(study)), "verdicts_by_variant")


def counts_by_revision(study: Study) -> pd.DataFrame:
    """Return how many figures have each verdict with room for revision of 0 to 5 percent.

    Examples
    --------
    >>> from analysis import read
    >>> counts_by_revision(read("tests/invented-two"))["explanations"].to_list()
    [2, 2, 2, 1, 1, 1]
    """
    return named(_counts(_by_revision(study)), "counts_by_revision")


def counts_by_variant(study: Study) -> pd.DataFrame:
    """Return how many figures have each verdict under each variant of a study.

    Examples
    --------
    >>> from analysis import read
    >>> counts_by_variant(read("tests/invented-two"))["wrong"].to_dict()
    {'as read': 1, 'early': 0}
    """
    tried = _by_variant(study) if len(study.variants) else {}
    return named(_counts(tried), "counts_by_variant")


def compare_verdicts(results: Mapping[str, Reconciliation | Tried]) -> pd.DataFrame:
    """Return the verdicts under several assumptions, of figures that are not consistent under all.

    Returns
    -------
    pandas.DataFrame
        A column an assumption, indexed by figure_id; blank where the figure is left out.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> both = compare_verdicts({"0": reconcile(study, revision=0), "2": reconcile(study)})
    >>> both.loc["january-turnover-2005"].to_list()
    ['contradicted', 'consistent']
    """
    columns = {label: found.verdict for label, found in results.items()}
    table = pd.DataFrame(columns).fillna("")
    return table[table.isin(WRONG).any(axis=1)]


def _by_revision(study: Study) -> dict[str, Reconciliation | Tried]:
    return {
        f"{100 * step:.0f} %": reconciled(study) if step == REVISION else _tried(study, step)
        for step in STEPS
    }


def _by_variant(study: Study) -> dict[str, Reconciliation | Tried]:
    names = [str(name) for name in study.variants["variant"].unique()]
    variants = {name: _tried(as_variant(study, name), REVISION) for name in names}
    return {"as read": reconciled(study)} | variants


def _tried(study: Study, revision: float) -> Tried:
    """Return the verdicts on a study; with what they are found is let go, for it takes memory."""

    def found() -> Tried:
        found = reconcile(study, revision=revision)
        return Tried(found.verdict, found.cost, found.n_explanations)

    return study.once(("tried", revision), found)


def _counts(tried: Mapping[str, Reconciliation | Tried]) -> pd.DataFrame:
    """Return the statements to reject, the smallest ways to choose them, and figures by verdict."""
    rows = {}
    for label, found in tried.items():
        counts = found.verdict.value_counts()
        verdicts = {v: int(counts.get(v, 0)) for v in sorted(SEVERITY)}
        rows[label] = {"wrong": found.cost, "explanations": found.n_explanations, **verdicts}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("assumption")
