"""The commands that fetch official statistics into a study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option, Typer

from analysis.cli.arguments import YEARS, Partner, Reporter, Span, Years, check_folder, code
from analysis.cli.ending import clearing_up, show

if TYPE_CHECKING:
    from analysis.fetch.into_study import Fetched

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
@clearing_up()
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

    fetched = fetch_trade(study, reporter, partner, span)
    tell(fetched)
    show(*(fetched.remarks or ["No year is missing."]))


@app.command()
@clearing_up()
def totals(
    reporter: Reporter, partner: Partner, span: Annotated[Years, YEARS], study: Target
) -> None:
    """Fetch what both sides trade with the world, from UN Comtrade.

    Exports and imports of both economies with all partners together, for the partner's share and
    trade intensity; and what all import, added up over the economies that report.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch totals --reporter GEO --partner KOR --years 2021-2024 --to data
    """
    check_folder(study, f"--reporter {reporter} --partner {partner}")
    from analysis.fetch.into_study import fetch_totals

    fetched = fetch_totals(study, reporter, partner, span)
    tell(fetched)
    show(*fetched.remarks)


@app.command()
@clearing_up()
def gdp(
    study: Target,
    economy: Annotated[
        list[str] | None,
        Option(metavar="CODE", help="An economy; both of the study's pair if left out."),
    ] = None,
    span: Span = None,
) -> None:
    """Fetch the yearly GDP of economies, from the World Bank.

    In current US dollars, for trade in percent of GDP; of all years where none are given.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch gdp --economy GEO --to data
    """
    check_folder(study)
    from analysis.fetch.into_study import fetch_gdp

    tell(fetch_gdp(study, [code(one) for one in economy or ()], span))


@app.command()
@clearing_up()
def prices(study: Target, span: Span = None) -> None:
    """Fetch a price index of the dollar, from the World Bank.

    The GDP deflator of the United States, for growth in constant dollars; of all years where none
    are given.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch prices --to data
    """
    check_folder(study)
    from analysis.fetch.into_study import fetch_prices

    tell(fetch_prices(study, span))


@app.command()
@clearing_up()
def rates(
    study: Target,
    currency: Annotated[
        list[str] | None, Option(metavar="CODE", help="A currency; those of the study if left out.")
    ] = None,
    span: Span = None,
) -> None:
    """Fetch yearly exchange rates, from the World Bank.

    Official rates, averages of a year, in units for one US dollar. They tie amounts in two
    currencies; of all years where none are given.

    Exit code: 0; 2 for bad use or bad input, or a service that fails: the study is then as it was.

    Example: analysis fetch rates --currency EUR --to data
    """
    check_folder(study)
    from analysis.fetch.into_study import fetch_rates

    fetched = fetch_rates(study, [name.upper() for name in currency or ()], span)
    tell(fetched)
    show(*fetched.remarks)


def tell(fetched: Fetched) -> None:
    """Say what came into a study: how much, what was revised, and which files were written."""
    from analysis.prose.sentences import written

    show(written("fetched.counts", fetched=fetched))
    if not fetched.revised.empty:
        show(fetched.revised.rename_axis("revised").reset_index().to_string(index=False))
    show(written("fetched.files", fetched=fetched))
