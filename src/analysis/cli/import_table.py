"""The command that brings tables of offices into a study."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from analysis.cli.arguments import Named, check_folder, code, named
from analysis.cli.ending import clearing_up, show

COLUMN = Option(
    metavar="FIELD=COLUMN",
    parser=named,
    help="A column, or a row's label, of another name; may stand several times. Fields: period, "
    "reporter, partner, product, unit, flow, value, exports, imports, turnover, balance.",
)
ECONOMY = Option(
    metavar="NAME=CODE",
    parser=named,
    help="Which economy a name or code of the table is, such as 'Korea=KOR' or 'Total=WLD'.",
)
UNIT = Option(
    metavar="UNIT",
    help="Currency and scale of the numbers, where the table does not say them: 'USD million'.",
)
SIDE = Option(
    metavar="CODE",
    parser=code,
    help="Whose official statistics they are, where the table does not say it: a code.",
)


@clearing_up()
def import_(
    file: Annotated[
        Path, Argument(metavar="FILE", help="CSV, TSV, Excel, or JSON of UN Comtrade's API.")
    ],
    study: Annotated[Path, Option("--to", metavar="STUDY", help="The folder of a study.")],
    all_pairs: Annotated[
        bool, Option("--all-pairs", help="Take all pairs, not the study's and its totals alone.")
    ] = False,
    months: Annotated[
        bool, Option("--months", help="Take months that stand beside their year in a row too.")
    ] = False,
    edition: Annotated[
        str,
        Option(
            metavar="NAME", help="Keep what is there of the source, and this release beside it."
        ),
    ] = "",
    column: Annotated[list[Named] | None, COLUMN] = None,
    economy: Annotated[list[Named] | None, ECONOMY] = None,
    quantity: Annotated[
        str,
        Option(metavar="NAME", help="What all numbers are, such as exports: a partner a row."),
    ] = "",
    unit: Annotated[str, UNIT] = "",
    side: Annotated[str, SIDE] = "",
    locale: Annotated[
        str, Option(metavar="LOCALE", help="How numbers are written, such as de: 1.234,5.")
    ] = "",
    sheet: Annotated[str | None, Option(metavar="NAME", help="The sheet of an Excel file.")] = None,
    source: Annotated[str, Option(metavar="ID", help="The source_id in sources.csv.")] = "",
    publisher: Annotated[str, Option(metavar="TEXT", help="Who published the table.")] = "",
    published: Annotated[str, Option(metavar="DATE", help="When: 2021-06-07, or 2021.")] = "",
    url: Annotated[str, Option(metavar="ADDRESS", help="Where it stands.")] = "",
) -> None:
    """Import a table of a statistical office into a study.

    Known are tables of UN Comtrade (download and API), Eurostat (SDMX-CSV, TSV, Comext), the IMF
    (DOTS, IMTS), WITS, OEC, TURKSTAT and US Census, by their columns; and plain tables with years
    in columns or rows. Taken are the study's pair and its totals with the world. A newer release
    replaces the rows of its source, and what was revised is shown. Excel needs the extra 'import'.

    Exit code: 0; 2 for bad use or bad input: the study is then as it was.

    Example: analysis import comtrade.csv --to georgia
    """
    check_folder(study)
    from analysis.cli.fetch import tell
    from analysis.prose.sentences import written
    from analysis.tables_of_offices.choice import Choice
    from analysis.tables_of_offices.into_study import import_table

    said = {"source_id": source, "publisher": publisher, "published": published, "url": url}
    choice = Choice(
        pair=("", ""),
        all_pairs=all_pairs,
        months=months,
        quantity=quantity,
        side=side,
        unit=unit,
        locale=locale,
        edition=edition,
        columns=dict(column or []),
        economies={name: code(meant) for name, meant in economy or []},
        source=said,
    )
    imported = import_table(file, study, choice, sheet)
    tell(imported)
    if left_out := written("imported.left_out", imported=imported):
        show(left_out)
