"""Studies whose files are broken at random, for `test_hostile_studies` and its benchmark."""

import random
from pathlib import Path

from hypothesis import strategies as st

FILES = {
    path.name: path.read_bytes()
    for path in sorted((Path(__file__).parent / "invented").iterdir())
    if path.suffix in (".csv", ".toml")
}
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
    "wording": ["exact", "stated", "about", "almost", "more than", "less than"],
    "statistics_of": ["", "XAA", "XBB", "GEO"],
    "quantity": ["turnover", "exports", "imports", "balance", "turnover_change", "loan"],
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
            files[name] = _cells(chance, files[name])
    return files


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


def _cells(chance, content):
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
