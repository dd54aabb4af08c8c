"""Keep what stands beside a name that is written from right to left in its place."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
_WORDS = re.compile(rf"{_LETTERS}+(?:[\s'’.-]+{_LETTERS}+)*")
_UNTOUCHED = ["bdi", "pre", "script", "style", "svg", "title"]


def isolated(page: str) -> str:
    r"""Return a page in which words written from right to left do not turn round what is beside.

    A browser would show 2021-06 behind such a name as 06-2021. Other pages stay as they are.

    Examples
    --------
    >>> ascii(isolated("<p>\u05d4\u05d0\u05e8\u05e5 (2021-06)</p>"))
    "'<p><bdi>\\u05d4\\u05d0\\u05e8\\u05e5</bdi> (2021-06)</p>'"
    """
    if not _WORDS.search(page):
        return page
    soup = BeautifulSoup(page, "html.parser")
    for text in soup.find_all(string=_WORDS):
        if type(text) is not NavigableString or text.find_parent(_UNTOUCHED):
            continue
        pieces: list[Tag | str] = []
        end = 0
        for found in _WORDS.finditer(text):
            pieces += [text[end : found.start()], soup.new_tag("bdi", string=found[0])]
            end = found.end()
        text.replace_with(*pieces, text[end:])
    return str(soup)
