"""Drafts of texts against the rows that are right: found, right, spurious, doubted, covered.

TEXTS names a folder with texts.csv, countries.csv, texts/ and gold/, and where it is not set the
invented articles of the tests are used. In gold, | stands between cells that are right, * accepts
all, and a row with `optional` is not missed.
"""

import csv
import os
import re
import time
from pathlib import Path

from analysis.drafting.drafts import draft_rows
from analysis.study.schema import QUANTITIES, SAME_WORDINGS

OWN = Path(__file__).parents[1] / "tests" / "drafting" / "articles"
CELLS = (
    "quantity reporter partner region product period base as_written unit measured_in wording "
    "statistics_of status"
).split()
WHY_FEW = "The project's own texts have few wrong cells, so that one of them weighs much."
WHY_RIGHT = "The period and the product are the hard columns; most wrong cells are of these."


def table(path):
    """Return the rows of a CSV file; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain(column, cell):
    """Return a cell as it is compared: numbers by digits and scale, words by their meaning."""
    if column == "as_written":
        words = re.sub(r"\b(?:to|and)\b|(?<=\d)\s*[–-]\s*(?=\d)", "~", cell.lower())
        for long, short in (("billion", "bn"), ("million", "mn"), ("−", "-")):
            words = words.replace(long, short)
        return re.sub(r"[^\d.,~a-z-]", "", words).removeprefix("usd").removeprefix("eur")
    return SAME_WORDINGS.get(cell, cell) if column == "wording" else cell.casefold()


def turned(cells):
    """Return a row under its mirror name, where it has one."""
    mirror = QUANTITIES[cells["quantity"]].mirror if cells["quantity"] in QUANTITIES else ""
    if not mirror:
        return cells
    written = cells["as_written"]
    if cells["quantity"] in ("balance", "balance_change"):
        written = written[1:] if written[:1] in "-−" else f"-{written}"
    parties = {"reporter": cells["partner"], "partner": cells["reporter"]}
    return {**cells, **parties, "quantity": mirror, "as_written": written}


def wrong_cells(gold, cells):
    """Return the columns in which a drafted row is wrong, under the better of its two names."""

    def wrong(row):
        return {
            column
            for column in CELLS
            if gold[column] != "*"
            and plain(column, row[column])
            not in {plain(column, cell) for cell in gold[column].split("|")}
        }

    return min(wrong(cells), wrong(turned(cells)), key=len)


def pairs(gold, drafted):
    """Return gold and drafted rows of the same number one to one, those that agree most first."""

    def digits(cell):
        return plain("as_written", cell).lstrip("-")

    fits = sorted(
        (len(wrong_cells(g, d.cells)), i, j)
        for i, g in enumerate(gold)
        for j, d in enumerate(drafted)
        if digits(d.cells["as_written"]) in {digits(cell) for cell in g["as_written"].split("|")}
        and (d.cells["as_written"] or d.cells["wording"] in g["wording"].split("|"))
    )
    found = {}
    for _, i, j in fits:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def measured(folder):
    """Return how many rows and cells there are of each kind, over all texts of a folder."""
    countries, regions = table(folder / "countries.csv"), table(folder / "regions.csv")
    names = "needed found drafted right wrong named sound doubted numbers covered".split()
    count = dict.fromkeys(names, 0)
    for about in table(folder / "texts.csv"):
        path = folder / "texts" / f"{about['text']}.txt"
        text = path.read_bytes().decode("utf-8")
        draft = draft_rows(
            text,
            reporter=about["reporter"],
            partner=about["partner"],
            countries=countries,
            regions={row["region"] for row in regions},
        )
        gold = table(folder / "gold" / f"{about['text']}.csv")
        found = pairs(gold, draft.rows)
        missed = [g for i, g in enumerate(gold) if i not in found and not g.get("optional")]
        count["needed"] += len(found) + len(missed)
        count["found"] += len(found)
        count["drafted"] += len(draft.rows)
        for i, j in found.items():
            wrong, doubt = wrong_cells(gold[i], draft.rows[j].cells), draft.rows[j].doubt
            count["right"] += not wrong
            count["wrong"] += len(wrong)
            count["named"] += len(wrong & doubt)
            count["sound"] += len(CELLS) - len(wrong)
            count["doubted"] += len(doubt - wrong)
        places = [(row.start, row.end) for row in (*draft.rows, *draft.left_out)]
        for digits in re.finditer(r"\d+", text):
            count["numbers"] += 1
            count["covered"] += any(a <= digits.start() and digits.end() <= b for a, b in places)
    return count


def slowdown():
    """Return how much longer a word takes in a text of 50,000 words than in one of 5,000."""
    article = (OWN / "texts" / "01.txt").read_text("utf-8").partition("\n")[2]

    def seconds(words):
        text = article * (words // len(article.split()) + 1)
        began = time.process_time()
        draft_rows(text, reporter="XAA", partner="XBB", countries=table(OWN / "countries.csv"))
        return time.process_time() - began

    seconds(500)  # what is read once, such as the names of economies
    return seconds(50_000) / seconds(5_000) / 10


def rows():
    """Return what was measured, the ratio, what is aimed at and why it can be missed."""
    folder = Path(os.environ.get("TEXTS", OWN))
    n = measured(folder)
    which = f"of {len(table(folder / 'texts.csv'))} texts"
    spurious = n["drafted"] - n["found"]
    return [
        (f"drafts {which}: figures found", n["found"] / n["needed"], "at least 0.95"),
        (
            f"drafts {which}: of those found, right in all columns",
            n["right"] / n["found"],
            "at least 0.6",
            WHY_RIGHT,
        ),
        (f"drafts {which}: spurious rows", spurious / n["drafted"], "at most 0.08"),
        (
            f"drafts {which}: of {n['wrong']} wrong cells, named in doubt",
            n["named"] / n["wrong"] if n["wrong"] else 1.0,
            "at least 0.8",
            WHY_FEW,
        ),
        (
            f"drafts {which}: of {n['sound']} right cells, named in doubt",
            n["doubted"] / n["sound"],
            "none",
        ),
        (f"drafts {which}: numbers in a row or left out", n["covered"] / n["numbers"], "1"),
        ("a word in a text of 50,000 over one in 5,000", slowdown(), "at most 1.3"),
    ]
