"""`report`: a page to look at a lake."""

from pathlib import Path
from typing import Annotated

import typer

from paperlake.app import DEFAULT_LAKE, LakeOption, app
from paperlake.console import counted, plain_errors, printable


@app.command(epilog="Example: paperlake report -o report.html --where \"abstract LIKE '%speech%'\"")
def report(
    lake: LakeOption = DEFAULT_LAKE,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("report.html"),
    where: Annotated[
        str | None, typer.Option(help="A condition in DuckDB's SQL over papers: the report is of those for which it holds.")
    ] = None,
    most: Annotated[
        int | None,
        typer.Option(help="Papers to show whole, the newest; without it, as many as a browser opens in seconds.", min=0),
    ] = None,
) -> None:
    """Write one HTML file that shows what the lake holds: numbers, pictures, and every paper with its rows. It opens anywhere, offline.

    In the page, a reader can also say which rows are right or wrong, and save that as a file of corrections.
    """
    from warehouse import Lake
    from warehouse.report import MOST_PAPERS, write_report

    with plain_errors():
        written = write_report(Lake(lake), output, where, MOST_PAPERS if most is None else most)
    shown = "" if written.shown == written.papers else f", the newest {written.shown:,} of them to read"
    print(printable(f"{output}: {counted(written.papers, 'paper')}{shown}, {written.size / 1e6:.1f} MB"))
