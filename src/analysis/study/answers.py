"""Keep what was found out of figures, until somebody changes these in place."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd


def handed_out(answer: Any) -> Any:  # noqa: ANN401
    """Return an answer into which somebody may write, and the one that is kept stays as it is.

    Of a frame it is a copy: before pandas 3, what is made of a frame shares its numbers.

    Examples
    --------
    >>> kept = pd.DataFrame({"value": [1.0]})
    >>> handed_out(kept) is kept, handed_out("turnover")
    (False, 'turnover')
    """
    return answer.copy() if isinstance(answer, pd.DataFrame) else answer


class AnswersOfFigures:
    """Question → answer, of figures as they were when something was last found out of them.

    Examples
    --------
    >>> figures, answers = pd.DataFrame({"value": [1.0]}), AnswersOfFigures()
    >>> answers.once("sum", figures, figures["value"].sum)
    np.float64(1.0)
    >>> figures.loc[0, "value"] = 7.0
    >>> answers.once("sum", figures, figures["value"].sum)
    np.float64(7.0)
    """

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}
        self._seen: pd.DataFrame | None = None
        self._is_open = False

    def once(self, question: object, figures: pd.DataFrame, answer: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return an answer, which is found out anew where a figure was changed."""
        with self.as_of(figures):
            if question not in self._known:
                self._known[question] = answer()
            return handed_out(self._known[question])

    @contextlib.contextmanager
    def as_of(self, figures: pd.DataFrame) -> Iterator[None]:
        """Forget what is of figures that were changed, once for all that is asked within."""
        if self._is_open:  # nobody changes figures while an answer is found out
            yield
            return
        if self._seen is None or not figures.equals(self._seen):
            self._known.clear()
            self._seen = figures.copy()
        self._is_open = True
        try:
            yield
        finally:
            self._is_open = False
