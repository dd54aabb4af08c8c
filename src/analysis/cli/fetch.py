"""The commands that fetch official statistics into a study."""

from pathlib import Path
from typing import Annotated

from typer import Option, Typer

from analysis.cli.arguments import YEARS, Partner, Reporter, Span, Years, check_folder

app = Typer()
Target = Annotated[Path, Option("--to", metavar="STUDY", help="The folder of a study.")]


@app.callback(no_args_is_help=True)
def fetch() -> None:
    """Fetch official statistics into a study.

    Fetching again replaces only rows of the same source, and shows what was revised.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch prices --to data
    """


@app.command()
def trade(
    reporter: Reporter, partner: Partner, span: Annotated[Years, YEARS], study: Target
) -> None:
    """Fetch annual trade in goods of both sides, from UN Comtrade.

    Exports and imports of goods by the statistics of both countries, with the key in
    COMTRADE_API_KEY or, without one, a year a request.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch trade --reporter GEO --partner KOR --years 2010-2024 --to data
    """
    check_folder(study, f"--reporter {reporter} --partner {partner}")
    from analysis.fetch.into_study import fetch_trade
    from analysis.prose.fetched import fetched_lines

    fetched = fetch_trade(study, reporter, partner, span)
    print(*fetched_lines(fetched), *(fetched.missing or ["No year is missing."]), sep="\n")


@app.command()
def prices(study: Target, span: Span = None) -> None:
    """Fetch a price index of the dollar, from the World Bank.

    The GDP deflator of the United States, for growth in constant dollars; of all years where none
    are given.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch prices --to data
    """
    check_folder(study)
    from analysis.fetch.into_study import fetch_prices
    from analysis.prose.fetched import fetched_lines

    print(*fetched_lines(fetch_prices(study, span)), sep="\n")
