"""Ask a statistical service for JSON: again where that helps, and else one error in its words."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.errors import DataError

if TYPE_CHECKING:
    import requests
    import tenacity

ATTEMPTS = 4
PAUSE = 1.0
"""Seconds before the second attempt; twice as long before each further one."""
LONGEST = 60.0
"""Seconds beyond which a service's wish to be asked later is an error and not a pause."""
TIMEOUT = (10, 60)
"""Seconds to connect, and without a further byte of the answer."""

_AGAIN = re.compile(r"try again in (\d+) second", re.IGNORECASE)


class _PassingError(Exception):
    """A failure that may pass, and after how many seconds the service wants to be asked again."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


def ask(
    service: str, url: str, parameters: Mapping[str, object], headers: Mapping[str, str]
) -> object:
    """Return the answer of a service as parsed JSON, with decimal numbers as they are written.

    What may pass (no connection, an answer that breaks off or is empty, 429, 5xx) is tried
    four times, with a pause that doubles or is as long as the service asks for.

    Raises
    ------
    DataError
        With the service's own words, where it has no JSON to give, or the packages of the extra
        ``fetch`` are not installed.
    """
    _check_installed()
    import tenacity

    again = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(_PassingError),
        stop=tenacity.stop_after_attempt(ATTEMPTS),
        wait=_pause,
        reraise=True,
    )
    try:
        return again(_answer, url, parameters, headers)
    except _PassingError as error:
        raise DataError(f"{service} {error} (asked {ATTEMPTS} times)") from None
    except DataError as error:
        raise DataError(f"{service} {error}") from None


def check_records(
    service: str, records: Iterable[object], kinds: Mapping[str, str], year: str
) -> None:
    """Refuse records that are not in the format that the service documents.

    Parameters
    ----------
    kinds
        Column → what it holds, a key of `KINDS`.
    year
        The column that says of which year a record is, for the message.

    Examples
    --------
    >>> check_records("The service", [{"date": "2020"}], {"value": "number"}, "date")
    Traceback (most recent call last):
    analysis.errors.DataError: The service answered in another format than it documents: \
no 'value' (2020)
    >>> check_records("The service", [{"date": 2020, "value": [7]}], {"value": "number"}, "date")
    Traceback (most recent call last):
    analysis.errors.DataError: The service answered in another format than it documents: \
'value' is [7] and no number (2020)
    """
    for record in records:
        if not isinstance(record, Mapping):
            odd: str | None = f"a record is {_short(str(record))}"
            when = ""
        else:
            odd = next(filter(None, (_odd(record, *one) for one in kinds.items())), None)
            when = f" ({_short(str(record[year]))})" if year in record else ""
        if odd:
            raise DataError(f"{service} answered in another format than it documents: {odd}{when}")


def said(answer: object) -> str:
    """Return what a service says of a failure: its message or error, or else all of its answer.

    Examples
    --------
    >>> said({"statusCode": 429, "message": "Quota is used up."}), said(["no"])
    ('Quota is used up.', "['no']")
    """
    words = answer.get("message") or answer.get("error") if isinstance(answer, dict) else None
    return _short(str(words or answer))


def say(line: str) -> None:
    """Tell on standard error how far the work is."""
    print(line, file=sys.stderr, flush=True)


def _odd(record: Mapping[str, Any], column: str, kind: str) -> str | None:
    """Return what is odd about a column of a record, if so."""
    if column not in record:
        return f"no {column!r}"
    fits, name = KINDS[kind], kind
    value = record[column]
    return None if fits(value) else f"{column!r} is {_short(str(value))} and no {name}"


def _is_number(value: object) -> bool:
    """Say whether JSON has a finite number."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    """Say whether JSON has a whole number, or one as text."""
    if isinstance(value, str):
        return value.isdecimal()
    return isinstance(value, int | Decimal) and _is_number(value) and value == int(value)


KINDS: dict[str, Callable[[object], bool]] = {
    "number": lambda value: value is None or _is_number(value),
    "whole number": _is_whole,
    "code": lambda value: value is None or isinstance(value, str) or _is_whole(value),
    "text": lambda value: value is None or isinstance(value, str),
    "object": lambda value: isinstance(value, dict),
}
"""What a column can hold → whether a value is that; numbers, codes and texts may be null."""


def _pause(state: tenacity.RetryCallState) -> float:
    """Return the seconds before the next attempt."""
    failure = state.outcome.exception() if state.outcome else None
    asked = failure.after if isinstance(failure, _PassingError) else 0.0
    return max(PAUSE * 2.0 ** int(state.attempt_number - 1), asked)


def _check_installed() -> None:
    """Refuse to fetch without the packages of the extra ``fetch``."""
    missing = [name for name in ("requests", "tenacity") if importlib.util.find_spec(name) is None]
    if missing:
        raise DataError(
            f"fetching needs {' and '.join(missing)}, not installed here: "
            f"python -m pip install {' '.join(missing)}"
        )


def _answer(url: str, parameters: Mapping[str, Any], headers: Mapping[str, str]) -> object:
    """Return the parsed answer of one attempt."""
    import requests

    try:
        response = requests.get(
            url, params=parameters, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )
    except (requests.ConnectionError, requests.Timeout) as error:
        raise _PassingError(f"cannot be reached: {_short(str(error))}") from None
    except requests.RequestException as error:
        raise _PassingError(f"broke off its answer: {_short(str(error))}") from None
    if response.status_code != 200:
        _refuse_status(response)
    return _parsed(response.content.decode("utf-8", errors="replace"))


def _refuse_status(response: requests.Response) -> None:
    """Raise the error for an answer with another status than 200."""
    message = f"answered {response.status_code}: {_words(response)}"
    if response.status_code != 429 and response.status_code < 500:
        raise DataError(message)
    header, said = response.headers.get("Retry-After", ""), _AGAIN.search(response.text)
    after = float(header) if header.isdecimal() else float(said[1]) if said else 0.0
    if after > LONGEST:
        raise DataError(f"{message}; it wants to be asked again after {after:.0f} seconds")
    raise _PassingError(message, after)


def _parsed(text: str) -> object:
    """Return JSON as objects; refuse a page of HTML, and what is empty or breaks off."""
    if not text.strip():
        raise _PassingError("answered with nothing")
    if text.lstrip().startswith("<"):
        raise DataError(f"answered with a page of HTML or XML and not with JSON: {_plain(text)}")
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        raise _PassingError(f"broke off its answer after {text[-60:]!r}") from None


def _words(response: requests.Response) -> str:
    """Return what a service says of a failure."""
    try:
        return said(response.json())
    except ValueError:
        return _plain(response.text) or str(response.reason)


def _plain(page: str) -> str:
    """Return the beginning of a page without its markup."""
    return _short(re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))


def _short(text: str) -> str:
    """Return a text on one line, cut at a word."""
    return textwrap.shorten(text, 300, placeholder=" …")
