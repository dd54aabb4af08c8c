"""Ask a statistical service for JSON: again where that helps, and else one error in its words."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analysis.english import counted
from analysis.errors import DataError

if TYPE_CHECKING:
    import requests

ATTEMPTS = 4
PAUSE = 1.0
"""Seconds before the second attempt; twice as long before each further one."""
LONGEST = 60.0
"""Seconds beyond which a service's wish to be asked later is an error and not a pause."""
TIMEOUT = (10, 60)
"""Seconds to connect, and without a further byte of the answer."""

_AGAIN = re.compile(r"try again in (\d+) second", re.IGNORECASE)
_CONNECTION = re.compile(r"<[^>]*>: |HTTPS?Connection(Pool)?\([^)]*\): ")
"""Which connection failed, as urllib3 begins its messages."""


class _PassingError(Exception):
    """A failure that may pass, and after how many seconds the service wants to be asked again."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


def ask(
    service: str,
    url: str,
    parameters: Mapping[str, object],
    headers: Mapping[str, str],
    body: Mapping[str, Any] | None = None,
    timeout: tuple[float, float] | None = None,
) -> object:
    """Return the answer of a service as parsed JSON, with decimal numbers as they are written.

    Where a body is given, it is posted as JSON. ``timeout`` is as `TIMEOUT`, which it replaces.

    What may pass (no connection, an answer that breaks off or is empty, 429, 5xx) is tried
    four times, with a pause that doubles or is as long as the service asks for.

    Raises
    ------
    DataError
        With the service's own words, where it has no JSON to give, or the packages of the extra
        ``fetch`` are not installed.
    """
    if importlib.util.find_spec("requests") is None:
        raise DataError(
            "asking a service needs requests, not installed here: python -m pip install requests"
        )
    from urllib3.exceptions import MaxRetryError
    from urllib3.util import Retry

    again = Retry(total=ATTEMPTS - 1, backoff_factor=PAUSE)
    while True:
        try:
            return _answer(url, parameters, headers, body, timeout or TIMEOUT)
        except DataError as error:
            raise DataError(f"{service} {error}") from None
        except _PassingError as error:
            try:
                again = again.increment(error=error)
            except MaxRetryError:
                raise DataError(f"{service} {error} (asked {ATTEMPTS} times)") from None
            # Retry itself would ask a second time without any pause.
            time.sleep(max(PAUSE, again.get_backoff_time(), error.after))


def checked(
    service: str, records: object, count: object, kinds: Mapping[str, str], year: str
) -> list[dict[str, Any]]:
    """Return the records of an answer, which are all there and in the format that is documented.

    Parameters
    ----------
    count
        How many records there are by the service's own count.
    kinds
        Column → what it holds, a key of `KINDS`.
    year
        The column that says of which year a record is, for the message.

    Raises
    ------
    DataError
        With what is wrong, and in the record of which year.

    Examples
    --------
    >>> checked("The service", [{"date": 2020, "value": [7]}], 1, {"value": "number"}, "date")
    Traceback (most recent call last):
    analysis.errors.DataError: The service answered in another format than it documents: \
'value' is [7] and no number (2020)
    """
    odd = f"{service} answered in another format than it documents: "
    if records is not None and not isinstance(records, list):
        raise DataError(f"{odd}its rows are {shortened(records)}")
    if records is None or str(count) != str(len(records)):
        held = "no rows" if records is None else counted(len(records), "row")
        raise DataError(f"{service} cut its answer off: it counts {count} and holds {held}")
    for record in records:
        if not isinstance(record, Mapping):
            raise DataError(f"{odd}a record is {shortened(record)}")
        when = f" ({shortened(record[year])})" if year in record else ""
        for column, kind in kinds.items():
            if column not in record:
                raise DataError(f"{odd}no {column!r}{when}")
            if not KINDS[kind](record[column]):
                value = shortened(record[column])
                raise DataError(f"{odd}{column!r} is {value} and no {kind}{when}")
    return records


def said(answer: object) -> str:
    """Return what a service says of a failure: its message or error, or else all of its answer.

    Examples
    --------
    >>> said({"statusCode": 429, "message": "Quota is used up."}), said(["no"])
    ('Quota is used up.', "['no']")
    """
    words = answer.get("message") or answer.get("error") if isinstance(answer, dict) else None
    return shortened(words or answer)


def shortened(value: object) -> str:
    """Return a value as text on one line, cut at a word.

    Examples
    --------
    >>> shortened({"a": 1})
    "{'a': 1}"
    """
    return textwrap.shorten(str(value), 300, placeholder=" …")


def say(line: str) -> None:
    """Tell on standard error how far the work is."""
    print(line, file=sys.stderr, flush=True)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
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


def _answer(
    url: str,
    parameters: Mapping[str, Any],
    headers: Mapping[str, str],
    body: Mapping[str, Any] | None,
    timeout: tuple[float, float],
) -> object:
    import requests

    try:
        response = requests.request(
            "GET" if body is None else "POST",
            url,
            params=parameters,
            headers=headers,
            json=body,
            timeout=timeout,
            allow_redirects=False,
        )
    except (requests.ConnectionError, requests.Timeout) as error:
        raise _PassingError(f"cannot be reached: {_cause(error)}") from None
    except requests.RequestException as error:
        raise _PassingError(f"broke off its answer: {_cause(error)}") from None
    if response.status_code != 200:
        _refuse_status(response)
    return _parsed(response.content.decode("utf-8", errors="replace"))


def _cause(error: requests.RequestException) -> str:
    """Return why a request failed, without the address, which may be long."""
    cause = error.args[0] if error.args else error
    return shortened(_CONNECTION.sub("", str(getattr(cause, "reason", cause))))


def _refuse_status(response: requests.Response) -> None:
    """Raise the error for an answer with another status than 200."""
    message = f"answered {response.status_code}: {_words(response)}"
    if response.status_code != 429 and response.status_code < 500:
        raise DataError(message)
    after = _seconds_to_wait(response)
    if after > LONGEST:
        raise DataError(f"{message}; it wants to be asked again after {after:.0f} seconds")
    raise _PassingError(message, after)


def _seconds_to_wait(response: requests.Response) -> float:
    """Return after how many seconds a service wants to be asked again; 0 where it does not say."""
    from urllib3.exceptions import InvalidHeader
    from urllib3.util import Retry

    try:
        return Retry().parse_retry_after(response.headers.get("Retry-After", ""))
    except InvalidHeader:
        asked = _AGAIN.search(response.text)
        return float(asked[1]) if asked else 0.0


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
    try:
        return said(response.json())
    except ValueError:
        return _plain(response.text) or str(response.reason)


def _plain(page: str) -> str:
    """Return the beginning of a page without its markup."""
    return shortened(re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL))
