"""Show results in a notebook: a table that knows what it is, and text."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import pandas as pd

from analysis.cells import MONEY, aligned, money_of, shown_as_text
from analysis.downloads import download, write_excel

Told = dict[str, dict[str, str | bool | list[str]]]
Bundle = tuple[dict[str, str], Told]


class Table(pd.DataFrame):  # type: ignore[misc] # pandas has no types
    """A result that knows its name, and with it its unit, heads and what to say when it is empty.

    What is computed from it is a plain frame again. What a name stands for is in tables.toml.

    Examples
    --------
    >>> Table({"value": [12.34]}, index=[2020]).named("growth").unit
    'percent'
    """

    _metadata = ["_known_as"]  # noqa: RUF012 - the name that pandas gives it

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame  # type: ignore[no-any-return]

    def named(self, name: str) -> Table:
        """Give the table its name, which is also that of its file among the downloads.

        Examples
        --------
        >>> Table({"value": [12.34]}, index=[2020]).named("growth").name
        'growth'
        """
        described(name)
        self._known_as = name
        return self

    @property
    def name(self) -> str:
        """The name of the result."""
        return str(getattr(self, "_known_as", "") or "table")

    @property
    def unit(self) -> str:
        """What its numbers are in."""
        unit = str(described(self.name).get("unit", "percent"))
        return money_of([self]) if unit == MONEY else unit

    @property
    def source(self) -> str:
        """Who published the figures that it rests on."""
        return str(self.attrs.get("source", ""))

    def split(self) -> dict[str, pd.DataFrame]:
        """Return the parts of the table by their first label, in their order.

        Examples
        --------
        >>> index = pd.MultiIndex.from_tuples([("A", 2020), ("B", 2020)], names=["by", "year"])
        >>> Table({"value": [1.0, 2.0]}, index).split()["B"]["value"].to_dict()
        {2020: 2.0}
        """
        parts = {label: part.droplevel(0) for label, part in self.groupby(level=0, sort=False)}
        for part in parts.values():
            part.attrs = dict(self.attrs)
        return parts

    def labelled(self, *columns: str, group: str) -> pd.DataFrame:
        """Return the rows under a name made of some columns, and a group, as a chart wants them.

        Examples
        --------
        >>> table = Table({"period": ["2020"], "by": ["A"], "kind": ["direct"], "value": [1.0]})
        >>> table.labelled("period", "by", group="kind")["group"].to_dict()
        {'2020 · A': 'direct'}
        """
        names = [
            " · ".join(filter(None, row)) for row in self[list(columns)].itertuples(index=False)
        ]
        return self.assign(group=self[group]).set_axis(pd.Index(names, dtype=object), axis=0)

    def to_excel(self, path: str, **how: object) -> None:
        """Write the table into an Excel file, .xlsx, in which no text becomes a formula."""
        write_excel(pd.DataFrame(self), path, **how)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        about = described(self.name)
        if self.empty or ("value" in self and self["value"].isna().all()):
            said = str(about.get("empty", ""))
            return {"text/markdown": said, "text/plain": said}, {"text/markdown": {"empty": True}}
        shown, numeric = shown_as_text(self, about)
        html = shown.to_html(index=False, escape=True, border=0, classes="result", justify="left")
        bundle = {
            "text/plain": shown.to_string(index=False),
            "text/html": aligned(html, numeric),
            "text/csv": download(pd.DataFrame(self), float_format="%.6f"),
        }
        return bundle, {"text/csv": {"name": self.name, "unit": self.unit, "source": self.source}}

    def _repr_html_(self) -> None:
        """Leave HTML to the bundle: an empty table is a sentence and no grid."""


class Text(str):
    """Markdown that shows itself.

    Parameters
    ----------
    points
        The figure that each point of its list is about, where the points are about figures.

    Examples
    --------
    >>> Text("Turnover **rose**.")
    Turnover **rose**.
    """

    __slots__ = ("points",)

    points: tuple[str, ...]

    def __new__(cls, text: str, points: Iterable[str] = ()) -> Text:
        """Return the text, which knows what its points are about."""
        made = super().__new__(cls, text)
        made.points = tuple(points)
        return made

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        told: Told = {"text/markdown": {"points": list(self.points)}} if self.points else {}
        return {"text/markdown": str(self), "text/plain": str(self)}, told

    def __repr__(self) -> str:
        """Return the text itself."""
        return str(self)


def named(frame: pd.DataFrame, name: str) -> Table:
    """Return a frame as the table of that name.

    Examples
    --------
    >>> named(pd.DataFrame({"value": [12.34]}, index=[2020]), "growth").unit
    'percent'
    """
    table = Table(frame)
    table.attrs = dict(frame.attrs)
    return table.named(name)


def described(name: str) -> Mapping[str, Any]:
    """Return what tables.toml says of a table: unit, heads, and what to say when it is empty.

    Examples
    --------
    >>> described("growth")["unit"]
    'percent'
    """
    known = _descriptions()
    if name not in known:
        raise KeyError(f"tables.toml does not describe the table {name!r}")
    return known[name]


@functools.cache
def _descriptions() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("analysis").joinpath("tables.toml").read_text(encoding="utf-8"))
