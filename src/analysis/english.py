"""Say names, counts, lists and years in English."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.conventions import UNDATED


def join_names(items: Iterable[object]) -> str:
    """Return items as an English list; 'none' where there are none.

    Examples
    --------
    >>> join_names([2018, 2020]), join_names([2018]), join_names([])
    ('2018 and 2020', '2018', 'none')
    """
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return texts[0] if texts else "none"
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def counted(count: int, thing: str, things: str = "") -> str:
    """Return how many things there are, in the singular or the plural.

    Examples
    --------
    >>> counted(1, "figure"), counted(0, "figure"), counted(2000, "balance is", "balances are")
    ('1 figure', '0 figures', '2,000 balances are')
    """
    return f"{count:,} {thing if count == 1 else things or f'{thing}s'}"


def year_name(year: object, begins: int = 1) -> str:
    """Return a year as it is printed: a fiscal year by its two calendar years.

    Examples
    --------
    >>> year_name(2019), year_name(2019, begins=7), year_name("1999", begins=4)
    ('2019', '2019/20', '1999/00')
    """
    return f"{year}" if begins == 1 else f"{year}/{(int(str(year)) + 1) % 100:02}"


def years(first: int, last: int) -> str:
    """Return the years from first to last; 'no year' where nothing is dated.

    Examples
    --------
    >>> years(2001, 2005), years(2001, 2001), years(1, 9999)
    ('2001-2005', '2001', 'no year')
    """
    if (first, last) == UNDATED:
        return "no year"
    return str(first) if first == last else f"{first}-{last}"


def year_runs(years: Iterable[int], begins: int = 1) -> str:
    """Return years as a list in which three or more in a row are drawn together.

    Examples
    --------
    >>> year_runs([1, 2, 3, 5]), year_runs([1, 2]), year_runs([])
    ('1 to 3 and 5', '1 and 2', 'none')
    """
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    named = [[year_name(year, begins) for year in span] for span in spans]
    parts = [span if len(span) < 3 else [f"{span[0]} to {span[-1]}"] for span in named]
    return join_names(text for part in parts for text in part)


def shortened(text: str, most: int = 60) -> str:
    """Return the beginning of a text that is too long for its place.

    Examples
    --------
    >>> shortened("The Courier"), len(shortened("The Courier " * 20))
    ('The Courier', 60)
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def ordinal(number: int) -> str:
    """Return a number as an ordinal.

    Examples
    --------
    >>> ordinal(91), ordinal(12), ordinal(3)
    ('91st', '12th', '3rd')
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in (11, 12, 13) else ending}"


def possessive(name: str) -> str:
    """Return a name as the owner of what follows; one that ends in s takes the apostrophe alone.

    Examples
    --------
    >>> possessive("Georgia"), possessive("the Netherlands")
    ("Georgia's", "the Netherlands'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def opening(text: str) -> str:
    """Return a text as a sentence or a title opens with it.

    Examples
    --------
    >>> opening("the Netherlands and Georgia")
    'The Netherlands and Georgia'
    """
    return text[:1].upper() + text[1:]
