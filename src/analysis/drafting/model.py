"""Ask a language model which rows a text has: one request to an OpenAI-compatible address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from analysis.drafting.numbers import Number
from analysis.drafting.row import COLUMNS
from analysis.errors import DataError
from analysis.fetch import service
from analysis.study.columns import FILES
from analysis.study.schema import QUANTITIES, WORDINGS
from analysis.study.units import UNITS

SETTINGS = {
    "ANALYSIS_MODEL_URL": "the address, such as https://example.org/v1",
    "ANALYSIS_MODEL_KEY": "its key; any word for a server that asks for none",
    "ANALYSIS_MODEL_NAME": "which of its models",
}
"""Variable of the environment → what it holds."""
ASKED = [c for c in COLUMNS if c not in ("figure_id", "source_id", "edition", "quote", "note")]
"""The columns for which a model is asked."""
TIMEOUT = (10.0, 180.0)
"""Seconds to connect, and without a further byte: a model writes its answer before it sends it."""
_ENDPOINT = "/chat/completions"
_FENCE = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
_TASK = """\
You read an article on trade and investment, and return its figures as JSON, nothing else:
{{"rows": [{{"start": 10, "end": 20, "text": "$5 million", ...}}]}}
A row is a number that states trade or investment. start, end and text are those of one of the
numbers that are listed. The other keys are these columns, each a text, blank where it does not
apply:
{columns}
Quantities: {quantities}.
Units: a currency code, {units}. Wordings: {wordings}.
as_written is the number as printed, with scale and currency, and with a minus for a fall or a
deficit. Add nothing that the article does not say."""


@dataclass(frozen=True)
class Model:
    """Where a model is asked. The key goes into a header and nowhere else."""

    address: str
    key: str
    name: str

    @property
    def host(self) -> str:
        """Whom messages name: the machine, without what else an address may hold."""
        return urlsplit(self.address).hostname or ""


def model_of(environment: Mapping[str, str]) -> Model:
    """Return the model that the environment names.

    Raises
    ------
    DataError
        For settings that are missing, all at once, or are no address and no key.

    Examples
    --------
    >>> model_of({"ANALYSIS_MODEL_KEY": "a", "ANALYSIS_MODEL_NAME": "b"})
    Traceback (most recent call last):
    analysis.errors.DataError: --model needs a setting in the environment: ANALYSIS_MODEL_URL (the \
address, such as https://example.org/v1)
    """
    given = {name: environment.get(name, "").strip() for name in SETTINGS}
    missing = [f"{name} ({SETTINGS[name]})" for name, value in given.items() if not value]
    if missing:
        many = "settings" if len(missing) > 1 else "a setting"
        raise DataError(f"--model needs {many} in the environment: {', '.join(missing)}")
    url, key, name = given.values()
    if not _is_address(url):
        raise DataError("ANALYSIS_MODEL_URL is not an address that begins with http:// or https://")
    if not (key.isascii() and key.isprintable()):
        raise DataError("ANALYSIS_MODEL_KEY holds a character that no key has")
    address = url.rstrip("/")
    return Model(address if address.endswith(_ENDPOINT) else address + _ENDPOINT, key, name)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def rows_of(model: Model, text: str, found: Sequence[Number], about: str) -> list[Any]:
    """Return the rows that a model proposes for a text, as it gives them.

    Parameters
    ----------
    found
        The numbers of the text, of which the model is given the places.
    about
        The pair and the date of the text.

    Raises
    ------
    DataError
        Where it cannot be asked, or answers with no rows.
    """
    listed = "\n".join(f"{n.start} {n.end} {text[n.start : n.end]}" for n in found)
    body = {
        "model": model.name,
        "temperature": 0,
        "messages": [
            {"role": "system", "content": _task()},
            {"role": "user", "content": f"{about}\n\nNumbers:\n{listed}\n\nArticle:\n{text}"},
        ],
    }
    who = f"the model at {model.host}"
    headers = {"Authorization": f"Bearer {model.key}"}
    answer = service.ask(who, model.address, {}, headers, body, TIMEOUT)
    try:
        said = answer["choices"][0]["message"]["content"]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        raise DataError(f"{who} gave no answer: {service.said(answer)}") from None
    return _rows(said, who)


def _task() -> str:
    meanings = {column.name: column.meaning for column in FILES["figures.csv"].columns}
    return _TASK.format(
        columns="\n".join(f"- {column}: {meanings[column]}" for column in ASKED),
        quantities=", ".join(QUANTITIES),
        units=", ".join(UNITS),
        wordings=", ".join(WORDINGS),
    )


def _rows(said: object, who: str) -> list[Any]:
    """Return the rows in what a model says, with or without the fence that some put around."""
    words = said if isinstance(said, str) else ""
    fenced = _FENCE.fullmatch(words)
    try:
        answer = json.loads(fenced[1] if fenced else words)
    except (ValueError, RecursionError):
        answer = None
    rows = answer.get("rows") if isinstance(answer, dict) else answer
    if not isinstance(rows, list):
        raise DataError(f"{who} answered with no rows: {service.shortened(said)}")
    return rows
