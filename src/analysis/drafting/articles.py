"""Read an article from a text file, a web page that was saved, or the standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.drafting.drafts import heading
from analysis.errors import DataError

LARGEST = 10_000_000
"""Bytes: some thousand times an article."""

_REFUSED = {
    b"%PDF": "a PDF: open it, copy the text into a .txt file, and draft that",
    b"PK\x03\x04": "a document of Word or the like: save it as plain text (.txt), and draft that",
    b"\xd0\xcf\x11\xe0": "an old document of Word: save it as plain text (.txt), and draft that",
    b"{\\rtf": "rich text: save it as plain text (.txt), and draft that",
}
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|main)\b", re.I)
_ADDRESS = re.compile(r"[a-z]+://", re.IGNORECASE)
_LINES = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "tr", "figcaption", "dt", "dd")


@dataclass(frozen=True)
class Article:
    """A text and what is known of it."""

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


def read_article(place: str) -> Article:
    """Return the text of a file, or of the standard input where the place is `-`.

    Of a web page it is the main text. What the first line says of the text (title | publisher |
    date) is known of it.

    Raises
    ------
    DataError
        For an address, a PDF, a document of an office program and what is no text in UTF-8.

    Examples
    --------
    >>> read_article("https://example.org/article")
    Traceback (most recent call last):
    analysis.errors.DataError: https://example.org/article is an address: save the page as a file \
(.html) or copy its text into one (.txt), and draft that with --url
    """
    if _ADDRESS.match(place):
        raise DataError(
            f"{place} is an address: save the page as a file (.html) or copy its text into one "
            "(.txt), and draft that with --url"
        )
    content = _bytes_of(place)
    for begin, what in _REFUSED.items():
        if content.startswith(begin):
            raise DataError(f"{place} is {what}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{place}: byte {error.start + 1} is not UTF-8; save the text as UTF-8"
        ) from None
    if not text.strip():
        raise DataError(f"{place} has no text in it")
    if _PAGE.match(text):
        return _of_page(text, place)
    return with_heading(Article(text))


def with_heading(article: Article) -> Article:
    """Return an article with what its first line says of it, where nothing else does.

    Examples
    --------
    >>> with_heading(Article("Trade grows | The Example | 2021-04-12")).published
    '2021-04-12'
    """
    head = heading(article.text)
    return replace(
        article,
        title=article.title or head.title,
        publisher=article.publisher or head.publisher,
        published=article.published or head.published,
    )


def _bytes_of(place: str) -> bytes:
    if place == "-":
        return sys.stdin.buffer.read(LARGEST)
    path = Path(place)
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(f"{place} has more than {LARGEST:,} bytes: an article is shorter")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{place} cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a name that no file can have
        raise DataError(f"{place} cannot be read: {error}") from None


def _of_page(markup: str, place: str) -> Article:
    """Return the main text of a web page, a line for each paragraph, heading and row."""
    from bs4 import BeautifulSoup

    page = BeautifulSoup(markup, "html.parser")
    title = page.find("h1") or page.find("title")
    said = {
        str(tag.get("property") or tag.get("name")): str(tag.get("content") or "")
        for tag in page.find_all("meta")
    }
    canonical = page.find("link", rel="canonical")
    for tag in page(["script", "style", "noscript", "template", "nav", "footer", "aside", "form"]):
        tag.decompose()
    main = page.find("article") or page.find("main") or page.body or page
    lines = [
        " ".join(tag.get_text(" ").split()) for tag in main.find_all(_LINES) if not tag.find(_LINES)
    ]
    text = "\n\n".join(line for line in lines if line) or main.get_text("\n").strip()
    if not text:
        raise DataError(f"{place} has no text in it")
    date = re.match(r"\d{4}-\d\d-\d\d", said.get("article:published_time", ""))
    url = str(canonical.get("href") or "") if canonical else said.get("og:url", "")
    return Article(
        text,
        " ".join(title.get_text(" ").split()) if title else "",
        said.get("og:site_name", ""),
        date[0] if date else "",
        url if re.match("https?://", url) else "",
    )
