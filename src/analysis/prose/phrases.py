"""Words that several chapters share: how things moved, what balances are, how many of a kind."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.text import counted, join_names

_VERBS = {
    "rise": "rose",
    "fall": "fell",
    "undecided": "may have risen or fallen",
    "missing": "moved in a way that cannot be said",
}
_BALANCES = {
    "surplus": "is a surplus",
    "deficit": "is a deficit",
    "undecided": "may be a surplus or a deficit",
    "missing": "is not known",
}
_NOUNS = {"surplus": ("a surplus", "surpluses"), "deficit": ("a deficit", "deficits")}


def verb(decided: str) -> str:
    """Return how something moved, by what the bounds of its growth decide.

    Examples
    --------
    >>> verb("rise"), verb("undecided")
    ('rose', 'may have risen or fallen')
    """
    return _VERBS[decided]


def sign(decided: str) -> str:
    """Return what a balance is, by what its bounds decide.

    Examples
    --------
    >>> sign("deficit"), sign("undecided")
    ('is a deficit', 'may be a surplus or a deficit')
    """
    return _BALANCES[decided]


def tally(counts: Mapping[str, int]) -> str:
    """Return how often each thing occurs, as a list.

    Examples
    --------
    >>> tally({"consistent": 5, "contradicted": 1}), tally({"surplus": 2, "deficit": 1})
    ('5 are consistent and 1 is contradicted', '2 are surpluses and 1 is a deficit')
    """
    forms = [(count, *_NOUNS.get(name, (name, name))) for name, count in counts.items()]
    return join_names(counted(count, f"is {one}", f"are {many}") for count, one, many in forms)


def highest(levels: Mapping[str, pd.DataFrame], year: int) -> str:
    """Return the label under which a year's value is highest.

    Examples
    --------
    >>> highest({"A": pd.DataFrame({"value": [1]}, [2020])}, 2020)
    'A'
    """
    values = {label: frame["value"].get(year, -np.inf) for label, frame in levels.items()}
    return max(values, key=values.__getitem__, default="none")
