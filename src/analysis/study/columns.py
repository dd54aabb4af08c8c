"""What the files of a study hold: their columns and settings, each declared once.

A new one is a row here. Headers and checks, the codebook, the example rows of `analysis new`, the
data package and the issue forms are made from these tables; `make schema` writes what is stored.
"""

from typing import NamedTuple

from analysis.conventions import VALUATIONS
from analysis.study.figure_columns import AS_WRITTEN, FIGURES, NOTE, SOURCE, WORDING, Column
from analysis.study.schema import ROUNDINGS


class File(NamedTuple):
    """A table of a study."""

    meaning: str
    columns: tuple[Column, ...]
    required: bool = False


FILES: dict[str, File] = {
    "figures.csv": File("each number that was published", FIGURES, required=True),
    "sources.csv": File(
        "the publications",
        (
            Column(
                "source_id",
                "a name of its own for each publication; publisher and date do well",
                "example-2020",
                blank=False,
                key=True,
            ),
            Column("publisher", "who published it", "The Example", blank=False),
            Column("title", "its title", "Trade of two countries"),
            Column(
                "published",
                "2021-06-07, 2021-06 or 2021; blank where it does not say",
                "2020-01-31",
                "date",
            ),
            Column("url", "its address", kind="address"),
            Column(
                "kind",
                "press, press quoting whom, or what else it is; one that begins with 'official "
                "statistics' marks these",
                "press",
            ),
            Column(
                "statistics_of",
                "the economy whose statistics it quotes, of its figures on that economy, unless a "
                "figure says otherwise",
                kind="code",
                optional=True,
                takes_region=True,
            ),
            Column(
                "valuation",
                "how its imports are valued; FOB and customs value hold no freight and insurance; "
                "blank: CIF",
                optional=True,
                allowed=VALUATIONS,
            ),
            Column("retrieved", "when it was retrieved", kind="date", optional=True),
            Column(
                "locale",
                "the language in which its numbers are written, also with a territory: es, de_CH; "
                "blank: English",
                kind="locale",
                optional=True,
            ),
            Column(
                "rounding",
                "`cut` where it cuts digits off: 10.47 percent is then 10.47 to 10.48; `rounded` "
                "or blank: it rounds",
                optional=True,
                allowed=ROUNDINGS,
            ),
            Column(
                "step",
                "the smallest step of its tables, such as `1 million`: trailing zeros count down "
                "to it, and 200 million is then 199.5 to 200.5 million",
                kind="step",
                optional=True,
            ),
            Column(
                "weight",
                "how much its word counts where figures cannot all be true, in whole numbers; "
                "blank: 1; sources that repeat one number count once together",
                kind="weight",
                optional=True,
            ),
        ),
        required=True,
    ),
    "regions.csv": File(
        "which economies a region is of",
        (
            Column("region", "the name of a region", "Example Region", blank=False, key=True),
            Column("member", "an economy of it", "{economy}", "code", blank=False, key=True),
        ),
    ),
    "variants.csv": File(
        'other readings of figures; `analysis.read(folder, variant="…")` applies one',
        (
            Column("variant", "the name of the other reading", "of-2020", blank=False, key=True),
            Column(
                "figure_id",
                "the figure that is read otherwise",
                "example-turnover-2019",
                blank=False,
                key=True,
                refers_to="figures.csv",
            ),
            Column(
                "column",
                "the column of figures.csv that is replaced; blank leaves the figure out",
                "period",
                key=True,
                allowed=tuple(column.name for column in FIGURES[1:]),
            ),
            Column("value", "what stands there instead", "2020"),
            Column("why", "the reason for this reading", "the year is not printed"),
        ),
    ),
    "countries.csv": File(
        "names of your own: for XAA to XZZ, which have none, or in place of the usual name of any "
        "other code but WLD",
        (
            Column(
                "code",
                "ISO 3166 alpha-3, XAA to XZZ, or a region of regions.csv",
                "XZZ",
                "code",
                blank=False,
                key=True,
                takes_region=True,
            ),
            Column(
                "name",
                "the name as it stands within a sentence: the Westlands",
                "the Example Islands",
                "line",
                blank=False,
            ),
            Column("adjective", "what belongs to it: Georgian", optional=True),
            Column("capital", "its capital, which texts put for it: Tbilisi", optional=True),
            Column(
                "fiscal_year_starts",
                "the first month of its fiscal year, 1 to 12; blank: the usual one, if known",
                kind="month",
                optional=True,
            ),
        ),
    ),
    "prices.csv": File(
        "a price index of the dollar by year, for growth in constant dollars; `analysis fetch "
        "prices` writes it with the GDP deflator of the United States",
        (
            Column("year", "the year", "2019", "year", blank=False, key=True),
            AS_WRITTEN._replace(
                meaning="the index as printed, such as 104.5; its steps are those of a percentage",
                example="100",
            ),
            WORDING._replace(example="exact"),
            SOURCE,
            NOTE._replace(meaning="which index it is, and its base year", example="2019 is 100"),
        ),
    ),
    "rates.csv": File(
        "exchange rates, which tie amounts of two currencies; `analysis fetch rates` writes it "
        "with the yearly averages of the World Bank",
        (
            Column("currency", "an ISO 4217 code", "EUR", "unit", blank=False, key=True),
            Column("period", "the period of which it is the average", "2019", "period", key=True),
            AS_WRITTEN._replace(
                meaning="units of the currency for one US dollar, as printed", example="0.893"
            ),
            WORDING._replace(example="stated"),
            SOURCE,
            NOTE._replace(meaning="which rate it is", example="average of the year"),
        ),
    ),
}

COLUMNS = {file: [column.name for column in table.columns] for file, table in FILES.items()}
KEYS = {file: [c.name for c in table.columns if c.key] for file, table in FILES.items()}


class Setting(NamedTuple):
    """A line of study.toml; each may be left out."""

    kind: type
    meaning: str


SETTINGS = {
    "title": Setting(str, "of the study"),
    "reporter": Setting(str, "of the pair that the study is about"),
    "partner": Setting(str, "of that pair"),
    "first_year": Setting(int, "of the years that it is about"),
    "last_year": Setting(int, "of these years"),
    "headline_source": Setting(
        str,
        "the source under study; left out, of the texts that print trade of the pair (of official "
        "statistics, where there is none) the one with most years of turnover",
    ),
    "currency": Setting(
        str, "in which results are: an ISO 4217 code; that of the source under study if left out"
    ),
}
