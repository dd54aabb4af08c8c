"""The columns of figures.csv, and what a column is."""

from typing import NamedTuple

from analysis.study.schema import QUANTITIES, SAME_WORDINGS, WORDINGS


class Column(NamedTuple):
    """A column of a file."""

    name: str
    meaning: str
    example: str = ""
    """A cell of the example row; {reporter} and {partner} are those of the new study."""
    kind: str = ""
    """What its cells are: code, side, period, number, unit, date, year, month, address, line,
    locale, step or weight."""
    blank: bool = True
    """Whether a cell may be blank."""
    optional: bool = False
    """Whether the file may be without the column, which is then blank."""
    key: bool = False
    """Whether it tells rows apart, alone or with other such columns."""
    allowed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other words for what is allowed."""
    refers_to: str = ""
    """A file with a column of the same name, in which the cell has to stand."""
    takes_region: bool = False
    """Whether a cell may be a region of regions.csv in place of a code."""


NOTE = Column("note", "what the publication leaves open, and how it is read")


AS_WRITTEN = Column(
    "as_written",
    "the number as printed, with its scale: 1.6 billion, 1,600 million, 20",
    "1.6 billion",
    "number",
    blank=False,
)


WORDING = Column(
    "wording",
    "how the publication qualifies the number, one of the wordings or a word that means the same",
    "about",
    blank=False,
    allowed=tuple(WORDINGS),
    also=tuple(word for word in SAME_WORDINGS if word not in WORDINGS),
)


SOURCE = Column(
    "source_id",
    "a source of sources.csv",
    "example-2020",
    blank=False,
    refers_to="sources.csv",
)


FIGURES = (
    Column(
        "figure_id",
        "a name of its own for each figure",
        "example-turnover-2019",
        blank=False,
        key=True,
    ),
    Column(
        "quantity",
        "what the number measures, one of the quantities",
        "turnover",
        blank=False,
        allowed=tuple(QUANTITIES),
    ),
    Column(
        "reporter",
        "the economy whose exports, imports or investments abroad are meant: ISO 3166 alpha-3, "
        "`WLD` for the world, XAA to XZZ for areas without a code, or a region of regions.csv as a "
        "whole; blank for a regional total",
        "{reporter}",
        "code",
        takes_region=True,
    ),
    Column(
        "partner",
        "its counterpart, written likewise",
        "{partner}",
        "code",
        blank=False,
        takes_region=True,
    ),
    Column("region", "a region of regions.csv, for shares of a region and its totals only"),
    Column(
        "product",
        "of which goods or services: blank is trade in goods, all of it; `services`; `goods and "
        "services`; any other text is a part of the goods (machinery), `goods without oil` the "
        "rest; of a count: what is counted",
        optional=True,
    ),
    Column(
        "period",
        "2019; 2021-Q1; 2021-H1; 2019-M01/M08; 2019-M07/2020-M06; 2021-06 (for a stock: the date); "
        "2019/20 (a fiscal year); 2021-03-21/2021-08-22; 2019/2020 (a span of years); blank: "
        "undated",
        "2019",
        "period",
    ),
    Column(
        "base",
        "what a growth or change is over: 2014; blank: the same period a year before; of a record: "
        "since when",
        kind="period",
        optional=True,
    ),
    AS_WRITTEN._replace(
        meaning=f"{AS_WRITTEN.meaning}; blank for a record of which no number is printed",
        blank=True,
    ),
    Column(
        "unit",
        "what the printed number counts: the ISO 4217 code of a currency, or one of the units; "
        "blank for a record of which no number is printed: the currency of most amounts of its "
        "source",
        "USD",
        "unit",
    ),
    Column(
        "measured_in",
        "of a growth, share or change: in which currency it is measured, or `t` for volume; blank: "
        "the currency of that source's levels where it has one only, else the study's",
        kind="unit",
        optional=True,
    ),
    WORDING,
    Column(
        "statistics_of",
        "the economy whose statistics the figure is; `own` for a region, or the world, whose "
        "members' own statistics are meant; `balanced` for a figure that was made of both sides' "
        "and is of neither, as in the OECD's BIMTS or CEPII's BACI; blank: that of the source, and "
        "where it has none, it is not said",
        kind="side",
        takes_region=True,
    ),
    Column(
        "status",
        "blank: a fact; target and forecast are listed, and enter no result and no verdict",
        optional=True,
        allowed=("target", "forecast"),
    ),
    SOURCE,
    Column(
        "edition",
        "which release a number is of, where one text mixes several",
        optional=True,
    ),
    Column("quote", "the few words of the text around the number", optional=True),
    NOTE._replace(example="exports are FOB"),
)
