"""A study: what was published of a pair, and what is said of its figures."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from analysis.conventions import BALANCED
from analysis.english import possessive, year_name
from analysis.errors import DataError
from analysis.study import countries
from analysis.study.answers import AnswersOfFigures, handed_out
from analysis.study.frames import Frames
from analysis.study.periods import usual_beginning
from analysis.study.rates import Rate
from analysis.study.units import MONEY, is_money
from analysis.study.wording import Number

Answer = TypeVar("Answer")


@dataclasses.dataclass(frozen=True, eq=False)
class Study:
    """A folder of published figures, checked and read as intervals; see `read`.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> study.reporter, study.partner, study.years
    ('XAA', 'XBB', (2001, 2005))
    """

    folder: Path | Frames
    """Where it was read from: its folder, or tables in its place."""
    figures: pd.DataFrame
    numbers: Mapping[str, Number]
    """figure_id → its printed number, exactly, with the strict and the close interval."""
    sources: pd.DataFrame
    regions: pd.DataFrame
    variants: pd.DataFrame
    countries: pd.DataFrame
    prices: pd.DataFrame
    reporter: str
    partner: str
    years: tuple[int, int]
    title: str
    headline_source: str
    variant: str | None = None
    rates: tuple[Rate, ...] = ()
    """Exchange rates, which tie amounts of two currencies."""
    stated_currency: str = ""
    """In which results are wanted, where study.toml says it."""
    files: Any = dataclasses.field(default=None, repr=False)
    """What its files hold, of which its variants are read."""
    answers: dict[object, Any] = dataclasses.field(default_factory=dict, init=False, repr=False)
    """What was found out about the study already, so that nothing is solved twice."""
    answers_of_figures: AnswersOfFigures = dataclasses.field(
        default_factory=AnswersOfFigures, init=False, repr=False
    )
    """What was found out of its figures as they were last seen."""

    def once(self, question: object, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question about the study, which is found out once.

        Examples
        --------
        >>> from analysis import read
        >>> study = read("tests/invented")
        >>> study.once("how many", lambda: len(study.figures)), study.once("how many", lambda: 0)
        (74, 74)
        """
        if question not in self.answers:
            with self.answers_of_figures.as_of(self.figures):
                self.answers[question] = answer()
        known: Answer = handed_out(self.answers[question])
        return known

    def once_of_figures(self, question: object, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, found out anew where figures were changed in place.

        Examples
        --------
        >>> from analysis import read
        >>> study = read("tests/invented", years=2005)
        >>> first = study.once_of_figures("first", lambda: study.figures.at[0, "value"])
        >>> study.figures.loc[0, "value"] = 7.0
        >>> study.once_of_figures("first", lambda: study.figures.at[0, "value"])
        np.float64(7.0)
        """
        answered: Answer = self.answers_of_figures.once(question, self.figures, answer)
        return answered

    def name(self, code: str) -> str:
        """Return the name of an economy as within a sentence: by countries.csv, or the usual one.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").name("GEO")
        'Georgia'
        """
        return self.countries["name"].get(code) or countries.name(code)

    def known_party(self, code: str) -> str:
        """Refuse what is neither the code of an economy nor a region of the study.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").known_party("GEO")
        'GEO'
        """
        return code if code in set(self.regions["region"]) else countries.known_code(code)

    def content(self, file: str) -> bytes | None:
        """Return what is in a file of the study, line ends made alike; nothing without it.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").content("countries.csv")[:9]
        b'code,name'
        """
        if isinstance(self.folder, Path):
            path = self.folder / file
            return path.read_bytes().replace(b"\r\n", b"\n") if path.exists() else None
        frame = self.folder.get(file)
        return None if frame is None else frame.to_csv(index=False, lineterminator="\n").encode()

    @property
    def currency(self) -> str:
        """In which results are: study.toml says it, or most levels of the headline source.

        Without any level it is that of most figures of the study, or else the dollar.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").currency
        'USD'
        """
        return self.once("currency", self._currency)

    def _currency(self) -> str:
        units = list(zip(self.figures["unit"], self.figures["source_id"], strict=True))
        amounts = [(unit, source) for unit, source in units if is_money(unit)]
        own = [unit for unit, source in amounts if source == self.headline_source]
        used = Counter(own or [unit for unit, _ in amounts])
        return self.stated_currency or max(sorted(used), key=used.__getitem__, default=MONEY)

    @property
    def year_begins(self) -> int:
        """The month with which the years of its series begin: 1 unless they are fiscal years.

        They are of the kind of which the headline source prints most.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").year_begins
        1
        """
        return self.once("year_begins", self._year_begins)

    def _year_begins(self) -> int:
        periods = self.figures["period"]
        own = periods[self.figures["source_id"] == self.headline_source]
        return usual_beginning(own if len(own) else periods)

    @property
    def fiscal_years_of_its_own(self) -> dict[str, int]:
        """Code → first month of fiscal years, according to countries.csv.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented-euros").fiscal_years_of_its_own
        {'XAA': 7}
        """
        months = self.countries["fiscal_year_starts"]
        return {code: int(month) for code, month in months.items() if month}

    def year_name(self, year: object) -> str:
        """Return a year of its series as it is printed.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").year_name(2019)
        '2019'
        """
        return year_name(year, self.year_begins)

    @property
    def money(self) -> str:
        """The unit of its amounts: millions of its currency.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").money
        'USD million'
        """
        return f"{self.currency} million"

    @property
    def publisher(self) -> str:
        """Who published the headline source."""
        return str(self.sources.loc[self.headline_source, "publisher"])

    @property
    def weights(self) -> dict[str, int]:
        """Source → how much its word counts, where sources.csv says it.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").weights
        {}
        """
        return {name: int(weight) for name, weight in self.sources["weight"].items() if weight}

    def side_name(self, code: str) -> str:
        """Return the words for whose statistics figures are.

        Examples
        --------
        >>> from analysis import read
        >>> study = read("tests/invented")
        >>> study.side_name("GEO"), study.side_name("")
        ("Georgia's statistics", 'statistics of a side not named')
        """
        if code == "own":
            return "each country's own statistics"
        if code == BALANCED:
            return "statistics balanced between the sides"
        if not code:
            return "statistics of a side not named"
        return f"{possessive(self.name(code))} statistics"

    def is_official(self, source: str) -> bool:
        """Say whether a source is official: its kind begins with "official statistics".

        Examples
        --------
        >>> from analysis import read
        >>> study = read("tests/invented")
        >>> study.is_official("fund-2007"), study.is_official("courier-2006-03")
        (True, False)
        """
        return str(self.sources.at[source, "kind"]).casefold().startswith("official statistics")

    def credit(self, sources: Iterable[str | None]) -> str:
        """Return the source line for a table or chart: who published the figures, and when.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").credit(["courier-2006-03", "fund-2007"])
        'The Invented Courier (2006-03-02); The Invented Fund (2007-02-01)'
        """
        credits_ = self.once("credits", self._credits)
        return "; ".join(dict.fromkeys(credits_[source] for source in sources if source))

    def _credits(self) -> dict[str, str]:
        """Return source → who published it, and when."""
        columns = (self.sources[column] for column in ("publisher", "published"))
        listed = zip(self.sources.index, *columns, strict=True)
        return {source: f"{who} ({when or 'undated'})" for source, who, when in listed}

    def about(self, sources: Iterable[str | None]) -> dict[str, str | int]:
        """Return what a table or chart says of itself: its source line, and the unit of amounts.

        Examples
        --------
        >>> from analysis import read
        >>> read("tests/invented").about(["fund-2007"])
        {'source': 'The Invented Fund (2007-02-01)', 'money': 'USD million'}
        """
        fiscal = {} if self.year_begins == 1 else {"year_begins": self.year_begins}
        return {"source": self.credit(sources), "money": self.money, **fiscal}

    def known_source(self, source: object) -> str:
        """Refuse a source that is not in sources.csv."""
        if source not in self.sources.index:
            known = ", ".join(self.sources.index)
            raise DataError(f"source {source!r} is not in sources.csv, which has {known}")
        return str(source)
