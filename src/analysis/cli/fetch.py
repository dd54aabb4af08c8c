"""The commands that fetch official statistics into a study."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from analysis import text as words
from analysis.cli.arguments import years
from analysis.errors import DataError
from analysis.fetch import comtrade, deflator, merging, totals
from analysis.fetch.merging import Row
from analysis.prose.phrases import tally
from analysis.study import countries, tables
from analysis.text import counted

_RETRIEVED = re.compile(r"retrieved \d{4}-\d\d-\d\d")


def add_fetch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and what can be fetched to the parser of the command line."""
    parser = commands.add_parser(
        "fetch",
        help="fetch official statistics into a study",
        description="Fetch official statistics into a study. Fetching again replaces only rows "
        "of the same source, and shows what was revised. Exit code: 0; 2 for bad use or bad input, "
        "or a service that fails: the study is then as it was.",
        epilog="Example: analysis fetch prices --to data",
    )
    what = parser.add_subparsers(required=True, metavar="WHAT")

    sub = what.add_parser(
        "trade",
        help="annual goods trade of both sides, from UN Comtrade",
        description="Fetch annual exports and imports of goods by the statistics of both countries "
        f"from UN Comtrade, with the key in {comtrade.KEY} or, without one, a year a request.",
        epilog="Example: analysis fetch trade --reporter GEO --partner KOR --years 2010-2024 "
        "--to data",
    )
    sub.add_argument("--reporter", metavar="XXX", required=True, help="ISO 3166 alpha-3 code")
    sub.add_argument("--partner", metavar="YYY", required=True, help="ISO 3166 alpha-3 code")
    sub.add_argument(
        "--years", metavar="YEARS", required=True, type=years, help="2010-2024 or 2019"
    )
    sub.add_argument("--to", metavar="STUDY", required=True, dest="study", help="a study's folder")
    sub.set_defaults(command=run_fetch_trade)

    sub = what.add_parser(
        "prices",
        help="the GDP deflator of the United States, from the World Bank",
        description="Fetch the GDP deflator of the United States from the World Bank, for growth "
        "in constant dollars.",
        epilog="Example: analysis fetch prices --to data",
    )
    sub.add_argument("--to", metavar="STUDY", required=True, dest="study", help="a study's folder")
    sub.add_argument("--years", metavar="YEARS", type=years, help="2010-2024 (default: all)")
    sub.set_defaults(command=run_fetch_prices)


def run_fetch_trade(options: argparse.Namespace) -> int:
    """Fetch trade into a study, and print what changed and what is missing."""
    pair, wanted = [options.reporter, options.partner], _each(options.years)
    folder = _folder(options.study, "--reporter {} --partner {}".format(*pair))
    rows, released = comtrade.fetch(options.reporter, options.partner, wanted)
    who = f"{countries.name(pair[0])} and {countries.name(pair[1])}, {words.years(*options.years)}"
    if not rows:
        raise DataError(f"UN Comtrade has no trade of {who}: the study is left as it was")

    def is_replaced(row: Row) -> bool:
        mine = row["source_id"] == totals.SOURCE and row["quantity"] in totals.FLOWS.values()
        of_pair = {row["reporter"], row["partner"]} == set(pair)
        return mine and of_pair and row["period"] in set(map(str, wanted))

    source = comtrade.source_row(comtrade.last_release(released, wanted), _today())
    changes = _put(folder, "figures.csv", rows, is_replaced, source)
    _tell(f"{who}: {counted(len(rows), 'figure')} of UN Comtrade", changes, "USD")
    print("\n".join(comtrade.gaps(rows, pair, wanted, released) or ["No year is missing."]))
    return 0


def run_fetch_prices(options: argparse.Namespace) -> int:
    """Fetch prices into a study, and print what changed."""
    folder = _folder(options.study, "--reporter XXX --partner YYY")
    wanted = _each(options.years) if options.years else None
    rows, updated = deflator.fetch(wanted)
    if not rows:
        raise DataError("The World Bank has no deflator of these years: the study is as it was")

    def is_replaced(row: Row) -> bool:
        of_years = wanted is None or row["year"] in set(map(str, wanted))
        return row["source_id"] == deflator.SOURCE and of_years

    source = deflator.source_row(updated, _today())
    changes = _put(folder, "prices.csv", rows, is_replaced, source)
    _tell(f"{counted(len(rows), 'price')} of the World Bank", changes, "percent")
    return 0


def _each(span: tuple[int, int]) -> list[int]:
    """Return each year from the first to the last."""
    return list(range(span[0], span[1] + 1))


def _folder(study: str, pair: str) -> Path:
    """Return the folder of a study, which must be there."""
    folder = Path(study)
    if not folder.is_dir():
        raise DataError(f"{study} is not a folder: make a study with: analysis new {study} {pair}")
    return folder


def _put(
    folder: Path,
    file: str,
    rows: Sequence[Row],
    is_replaced: Callable[[Row], bool],
    source: dict[str, str],
) -> pd.DataFrame:
    """Put rows and their source into a study, if anything but the day of retrieval is new."""
    text, changes = merging.merged(folder, file, rows, is_replaced)
    sources = tables.read_table(folder, "sources.csv").set_index("source_id", drop=False)
    old = sources.loc[source["source_id"]] if source["source_id"] in sources.index else None
    if old is not None:
        source = source | {"published": max(old["published"], source["published"])}
    same = old is not None and all(_undated(old[name]) == _undated(source[name]) for name in source)
    texts = {}
    if not (same and changes.empty):
        # The source goes first: a source without figures can be read, figures without one cannot.
        texts["sources.csv"], _ = merging.merged(
            folder, "sources.csv", [source], lambda row: row["source_id"] == source["source_id"]
        )
    if not changes.empty:
        texts[file] = text
    if texts:
        merging.replace(folder, texts)
    changes.attrs["written"] = list(texts)
    return changes


def _undated(text: str) -> str:
    """Return a text without the day of retrieval."""
    return _RETRIEVED.sub("", text)


def _today() -> str:
    """Return the day, as sources.csv has it."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _tell(what: str, changes: pd.DataFrame, unit: str) -> None:
    """Print what was fetched, what of it is new, and what was revised: old, new, difference."""
    old, new = changes["old"].notna(), changes["new"].notna()
    counts = {"new": (new & ~old).sum(), "changed": (old & new).sum(), "withdrawn": (~new).sum()}
    print(f"{what}; {tally(counts)}.")
    revised = merging.revisions(changes, unit)
    if not revised.empty:
        print(revised.rename_axis("revised").reset_index().to_string(index=False))
    written = " and ".join(changes.attrs["written"])
    print(f"Written: {written}." if written else "Nothing has changed, and nothing was written.")
