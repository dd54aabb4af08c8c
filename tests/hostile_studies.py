"""Studies, texts and tables of offices that are broken at random, for tests and the benchmark."""

import random
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

from analysis.study.columns import FILES as TABLES

HERE = Path(__file__).parent
ROWS = {
    "figures.csv": [
        {"quantity": "exports", "period": "2004", "product": "services", "as_written": "7 million"},
        {"quantity": "exports", "period": "2005", "product": "goods and services"},
        {"quantity": "turnover_growth", "base": "2002", "unit": "percent", "measured_in": "EUR"},
        {"quantity": "turnover_change", "base": "2001", "period": "2004"},
        {"quantity": "turnover", "period": "2010", "status": "target", "wording": "about"},
        {"quantity": "turnover", "period": "2009", "status": "forecast", "unit": "EUR"},
        {"quantity": "exports", "wording": "highest", "as_written": "", "base": "1990"},
        {"quantity": "rank", "unit": "count", "as_written": "3", "edition": "2"},
        {"quantity": "imports", "period": "2004/05", "statistics_of": "XAA"},
    ],
    "countries.csv": [{"code": "XAA", "name": "Upland", "fiscal_year_starts": "4"}],
    "rates.csv": [{"currency": "EUR", "period": year} for year in ("2002", "2004", "2005", "2009")],
}
"""What studies have beside the rows of the invented one: each optional column, and rates."""


def _with_rows(file):
    """Return a table of the invented study with all columns and more rows, as bytes."""
    path = HERE / "invented" / file
    columns = [column.name for column in TABLES[file].columns]
    held = pd.read_csv(path, dtype=str, keep_default_na=False) if path.exists() else None
    common = {
        "reporter": "XAA",
        "partner": "XBB",
        "period": "2003",
        "as_written": "0.9",
        "unit": "USD",
        "wording": "stated",
        "source_id": "courier-2006-03",
    }
    more = [
        common | row | {"figure_id": f"more-{i}", "quote": f"the {i}th"}
        for i, row in enumerate(ROWS.get(file, ()))
    ]
    table = pd.concat([held, pd.DataFrame(more)]).reindex(columns=columns)
    return table.to_csv(index=False, lineterminator="\n").rstrip("\n").encode()


FILES = {file: _with_rows(file) for file in sorted(TABLES)}
FILES["study.toml"] = (HERE / "invented" / "study.toml").read_bytes()
TEXTS, OFFICES = (
    {path.name: path.read_bytes() for path in sorted((HERE / folder).iterdir())}
    for folder in ("drafting/articles/texts", "tables_of_offices/tables")
)
CELLS = [
    "",
    " ",
    '"',
    "'",
    '""',
    ",",
    ";",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\ufeff",
    "\u2028",
    "\u202e",
    "\x1b[31m",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "None",
    "NA",
    "null",
    "True",
    "0",
    "-0",
    "1e999",
    "1e-999",
    "9" * 50,
    "9" * 400,
    "0." + "0" * 50 + "1",
    "٣",
    "１２３",
    "1 million",
    "\u2212742 million",
    "-742 million",
    "+5",
    "1,00",
    "1.2.3",
    "1_000",
    "0x10",
    "12 thousand trillion",
    "²",
    "½",
    "2019",
    "0000",
    "9999",
    "20191",
    "2019-13",
    "2019-Q5",
    "2019/2018",
    "2019-M00/M13",
    "2021-02-30",
    "2020/2021",
    "1000",
    "1500",
    "2500",
    "2999",
    "XAA",
    "XBB",
    "WLD",
    "xaa",
    "ＸＡＡ",
    "GEO",
    "own",
    "times",
    "percent",
    "count",
    "USD",
    "more than",
    "less than",
    "turnover",
    "balance",
    "turnover_growth",
    "share_of_region",
    "regional_turnover",
    "Lowland",
    "courier-2006-03",
    "value",
    "side",
    "figure_id",
    "x" * 5000,
    "é" * 300,
    "=1+1",
    "<script>",
    "{{ 1 }}",
    "{0}",
    "%s",
    "../..",
    "https://x.invalid/",
    "javascript:alert(1)",
    "😀",
]
ENCODINGS = ["utf-16", "utf-32", "utf-8-sig", "utf-7", "cp037", "utf-16-le"]
SETTINGS = [
    b"first_year = 1e999",
    b"first_year = 99999999999999999999",
    b"first_year = -1",
    b"last_year = 0",
    b"title = []",
    b"title = ''",
    b"reporter = 'XBB'",
    b"headline_source = 'x'",
    b"years = {a.b.c = 1}",
    b"a = " + b"[" * 5000,
    b"first_year = " + b"9" * 5000,
    b"first_year = 2003",
    b"last_year = 1979-05-27",
    b"last_year = 9999-99-99",
    b"'\\q' = 1",
    b"title = '''",
    b"[[title]]",
    b"\0",
    b"first_year = 0x10",
    b"last_year = nan",
    b"last_year = true",
    b"reporter = ''",
    b'title = "\\U0010FFFF"',
]


MILD = {
    "product": ["machinery", "goods without oil", "services", "HS 27", "trucks"],
    "base": ["2001", "2004", "2003-Q2", "1900", "2999", "2002/03"],
    "measured_in": ["t", "USD", "EUR", "ZZZ"],
    "status": ["target", "forecast", "fact"],
    "edition": ["1", "2005-03", "x" * 300],
    "quote": ["<script>", "\u202e", "=1+1"],
    "unit": ["USD", "EUR", "percent", "times", "count", "t", "points", "JPY"],
    "valuation": ["fob", "cif", "FOB"],
    "retrieved": ["2006-01-01", "2999-01-01", "1 May"],
    "locale": ["de", "en", "fa", "zz", "hi-IN"],
    "rounding": ["cut", "nearest", "up"],
    "step": ["1 million", "0", "-1", "1e9"],
    "weight": ["2", "0", "0.5", "9" * 30],
    "currency": ["EUR", "USD", "ZZZ", "eur"],
    "fiscal_year_starts": ["4", "0", "13", "April"],
    "adjective": ["Meadow", "the"],
    "capital": ["Marsh", "-"],
    "period": ["2001", "2002/2004", "2003-Q2", "2004-M01/M08", "2003-06", "", "1500", "2500"],
    "as_written": [
        "0",
        "1",
        "5 trillion",
        "\u22127",
        "-742 million",
        "0.001 thousand",
        "9" * 59,
        "1.30",
    ],
    "wording": ["exact", "about", "almost", "more than", "less than", "highest", "lowest"],
    "statistics_of": ["", "XAA", "XBB", "GEO", "own", "balanced", "Lowland"],
    "quantity": ["turnover", "exports", "imports", "balance", "turnover_change", "loan", "rank"],
    "partner": ["XBB", "XCC", "WLD", "GEO"],
    "note": ["=1+1", "<script>", "😀", "x" * 5000, "\u202e", "\0", "\x1b[31m"],
    "title": ["[x](javascript:alert(1))", "-", "\u2028", "é" * 300],
    "publisher": ["@", "{0}", "%s", "*", "]", "\\"],
    "name": ["the", "Ａ", "-"],
    "why": ["", "`"],
}
"""Cells that may well be read, by column."""


def broken():
    """Return the strategy of studies that are broken: a file's name → its bytes."""
    return st.builds(_broken, st.randoms(use_true_random=False), st.integers(1, 3))


def broken_file(files):
    """Return the strategy of one of some files that is broken: its name and its bytes."""
    return st.builds(_broken_file, st.just(files), st.randoms(use_true_random=False))


def write(files, folder):
    """Write a study into an empty folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _broken(chance: random.Random, times):
    """Return a study that was broken a few times."""
    files = dict(FILES)
    for _ in range(times):
        name = chance.choice(sorted(files))
        if chance.random() < 0.4:
            name = "figures.csv"
        if name not in files:
            continue
        if chance.random() < 0.01:
            del files[name]
        elif chance.random() < 0.06:
            files[name] = _bytes(chance, files[name])
        elif name == "study.toml":
            files[name] = _lines(chance, files[name], chance.choice(SETTINGS))
        else:
            files[name] = broken_table(chance, files[name])
    return files


def _broken_file(files, chance: random.Random):
    """Return one of some files, with what stands in it replaced, doubled, cut or in disorder."""
    name = chance.choice(sorted(files))
    content = files[name]
    for _ in range(chance.randint(1, 3)):
        if chance.random() < 0.2:
            content = _bytes(chance, content)
        elif name.endswith(".csv"):
            content = broken_table(chance, content)
        else:
            place = chance.randrange(len(content) + 1)
            rest = content[place + chance.choice([0, 1, 5, 40]) :]
            content = content[:place] + chance.choice(CELLS).encode() + rest
    return name, content


def _bytes(chance, content):
    """Return bytes with some flipped, cut off, doubled or in another encoding."""
    kind = chance.randrange(4)
    if kind == 0 and content:
        place = chance.randrange(len(content))
        return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]
    if kind == 1:
        return content[: chance.randrange(len(content) + 1)]
    if kind == 2:
        return content * 2
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _lines(chance, content, other):
    """Return lines of which one is replaced, or one more is there."""
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    lines[place : place + chance.randrange(2)] = [other]
    return b"\n".join(lines)


def broken_table(chance, content):
    """Return a table with a cell replaced or spoilt, or its rows in disorder."""
    rows = [line.split(",") for line in content.decode("utf-8", "replace").split("\n")]
    row = rows[0] if chance.random() < 0.1 else chance.choice(rows)
    kind = chance.randrange(12)
    if kind > 7:
        column, row = (
            chance.choice([c for c in rows[0] if c in MILD] or [""]),
            chance.choice(rows[1:] or rows),
        )
        if column and len(row) == len(rows[0]):
            row[rows[0].index(column)] = chance.choice(MILD[column])
    elif kind < 2:
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    elif kind == 2:
        row[chance.randrange(len(row))] += chance.choice(CELLS)
    elif kind < 5:
        header, *others = rows
        chance.shuffle(others)
        rows = [header, *others]
    elif kind < 7:
        rows.remove(row)
    else:
        rows.insert(chance.randrange(len(rows)), row)
    return "\n".join(",".join(cells) for cells in rows).encode()
