"""A study known by heart: the trade of Georgia with South Korea, 100, 110, 99 million."""

import csv
import io

import pytest

from analysis.study.columns import COLUMNS

FIGURE = {
    "quantity": "turnover",
    "reporter": "GEO",
    "partner": "KOR",
    "period": "2015",
    "as_written": "100 million",
    "unit": "USD",
    "wording": "stated",
    "source_id": "gazette",
}


def as_csv(file, rows):
    """Return rows as the text of one of a study's files; what a row lacks is blank."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS[file], restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _source(about):
    """Return a row of sources.csv, of a name or of a dict of its columns."""
    row = {"source_id": about} if isinstance(about, str) else about
    return {"publisher": row["source_id"].title()} | row


@pytest.fixture
def write_study(tmp_path):
    """Return a function that writes a study: a figure a dict of what differs from FIGURE."""

    def write(
        *figures,
        sources=("gazette",),
        regions=(),
        variants=(),
        countries=(),
        prices=(),
        settings="",
    ):
        folder = tmp_path / "study"
        folder.mkdir(exist_ok=True)
        tables = {
            "figures.csv": [
                FIGURE | {"figure_id": f"f{n}"} | figure for n, figure in enumerate(figures, 1)
            ],
            "sources.csv": [_source(source) for source in sources],
            "regions.csv": [{"region": region, "member": member} for region, member in regions],
            "variants.csv": [
                dict(zip(COLUMNS["variants.csv"], row, strict=True)) for row in variants
            ],
            "countries.csv": [{"code": code, "name": name} for code, name in countries],
            "prices.csv": [
                {"wording": "exact", "source_id": _source(sources[0])["source_id"]} | price
                for price in prices
            ],
        }
        for file, rows in tables.items():
            if rows:
                (folder / file).write_text(as_csv(file, rows), encoding="utf-8")
        if settings:
            (folder / "study.toml").write_text(settings, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def known_by_heart(write_study):
    """Return the folder of a study of turnovers of 100, 110 and 99 million, 2015 to 2017."""
    return write_study(
        {"period": "2015", "as_written": "100 million"},
        {"period": "2016", "as_written": "110 million"},
        {"period": "2017", "as_written": "99 million"},
    )
