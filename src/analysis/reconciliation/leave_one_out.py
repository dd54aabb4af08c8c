"""Leave out one source at a time, and see which verdicts no longer stand."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from analysis.reconciliation.groups import tied_figures, with_figures
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.locating import verdicts_of
from analysis.verdicts import SEVERITY, WRONG

if TYPE_CHECKING:
    from analysis.study.study import Study


def carried_by(
    study: Study, judge: Judge, verdicts: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the sources without which a contradicted or conflicting figure would be less so.

    A figure is judged anew beside all that it is tied to, without the figures of one other source.

    Parameters
    ----------
    verdicts
        Figure → its verdict beside all sources.

    Returns
    -------
    dict
        figure_id → sources, in the order of their names; none where the verdict hangs on no single
        source.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> found = reconcile(read("tests/invented"))
    >>> found.carried_by()["courier-exports-2005"]
    ('fund-2007',)
    """
    figures = judge.model.figures
    wrong = [name for name, verdict in verdicts.items() if verdict in WRONG]
    carriers: dict[str, list[str]] = {name: [] for name in wrong}
    for group in tied_figures(judge.model, one_side=judge.assumptions.one_side):
        for source in sorted({figures[name].source_id for name in group}):
            asked = [n for n in wrong if n in group and figures[n].source_id != source]
            if asked:
                left = {name for name in group if figures[name].source_id != source}
                without = _judged(study, judge, left)
                for name in asked:
                    if _severity(without[name]) > _severity(verdicts[name]):
                        carriers[name].append(source)
    return {name: tuple(sources) for name, sources in carriers.items()}


def _severity(verdict: str) -> int:
    """Return the place of a verdict, the most severe first."""
    return SEVERITY.index(verdict)


def _judged(study: Study, judge: Judge, names: set[str]) -> dict[Hashable, str]:
    """Return the verdicts on some figures of a study, as if there were no others."""
    return verdicts_of(with_figures(study, names), judge.assumptions)
