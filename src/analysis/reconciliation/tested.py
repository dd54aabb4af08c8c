"""Say whether anything but repetition bears on a figure, be it consistent or wrong itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.readings import Figure


def is_tested(judge: Judge, figure: Figure) -> bool:
    """Say whether other statements bear on a figure, on a side that is left to it.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> judge = reconcile(read("tests/invented")).judge
    >>> [is_tested(judge, judge.model.figures[n]) for n in ("courier-turnover-2005", "bank-loan")]
    [True, False]
    """
    for option, side in judge.options(figure):
        if (option, figure.figure_id) not in judge.number:
            return False
        repeated = judge.repeated(judge.number[option, figure.figure_id])
        if is_borne_on(judge, figure, side, option, repeated):
            return True
    return False


def is_borne_on(
    judge: Judge, figure: Figure, side: str, option: Option | None, left_out: Collection[int]
) -> bool:
    """Say whether what is consistent narrows a figure, or something else conflicts with it.

    Parameters
    ----------
    left_out
        The statements that do not count.
    """
    number = judge.number[option, figure.figure_id]

    met = (c & judge.model.said.keys() for c in judge.found.conflicts if number in c)
    if any(not said <= {number, *left_out} for said in met):
        return True
    # Which conflicts the search met depends on the solver: others are looked for.
    return judge.narrows(figure, side, judge.base(option).difference(left_out)) or any(
        judge.solver.known_core(together | {number}) is not None
        for together in _with_another(judge, number, option, left_out)
    )


def _with_another(
    judge: Judge, number: int, option: Option | None, left_out: Collection[int]
) -> Iterator[frozenset[int]]:
    """Yield each statement around one that is not certainly true, with others.

    These are as many as can be true beside it: consistent ones first, and the nearest first. Which
    these are is exact, so that no answer depends on the solver.
    """
    component = judge.solver.component_of[number]
    if judge.solver.can_hold(component):
        return
    sure = judge.base(option).difference(left_out)
    around = judge.solver.nearest(number)
    given = {i for i in around if i in sure and i not in judge.model.said}
    begun = []
    for i in around:
        if i in judge.model.said and i not in sure and i not in left_out:
            said = [k for k in judge.solver.nearest(i) if k in judge.model.said]
            together = judge.solver.as_many_as_fit({i, *given}, [k for k in said if k in sure])
            begun.append((i, said, together))
            yield together
    for i, said, together in begun:
        rest = _of_one_side([i, *(k for k in said if k not in sure)], judge, option)
        yield judge.solver.as_many_as_fit(together, [k for k in rest if k not in left_out])


def _of_one_side(numbers: Iterable[int], judge: Judge, option: Option | None) -> Iterator[int]:
    """Yield those of statements for which no source would have to speak of two sides at once."""
    chosen = dict([option] if option else [])
    for i in numbers:
        options = [option for option, _ in judge.model.makers[i]]
        if None in options:
            yield i
        elif fitting := [o for o in options if o and chosen.get(o[0], o[1]) == o[1]]:
            chosen |= dict(fitting[:1])
            yield i
