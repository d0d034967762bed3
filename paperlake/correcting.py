"""`correct`: readers' corrections."""

from pathlib import Path
from typing import Annotated

import typer

from paperlake.app import DEFAULT_LAKE, PROBLEMS, LakeOption, app
from paperlake.console import as_table, console, counted, plain_errors, printable


@app.command(epilog="Example: paperlake correct corrections.jsonl --lake lake")
def correct(
    file: Annotated[Path | None, typer.Argument(help="Right rows, in the gold format, with their reviewer.", metavar="FILE.jsonl")] = None,
    lake: LakeOption = DEFAULT_LAKE,
    show: Annotated[bool, typer.Option("--list", help="List the corrections that were not taken back.")] = False,
    undo: Annotated[
        str | None,
        typer.Option(help="Take back those of a paper, of a table of it, or of a reader.", metavar="PAPER[:TABLE]|'reviewer NAME'"),
    ] = None,
) -> None:
    """Let a reader's rows stand in the tables, in the place of all others of that paper and table.

    They pass the same gate, and stay whatever is ingested or extracted later, for as long as the paper's text is the same. Exits with 1
    where some were not taken in; the others are.
    """
    if (file is not None) + show + (undo is not None) != 1:
        raise typer.BadParameter("give a file of corrections, or --list, or --undo")
    if show:
        _list(lake)
    elif undo is not None:
        _undo(lake, undo)
    else:
        _take_in(lake, file)


def _take_in(folder: Path, file: Path) -> None:
    from flows import correcting
    from warehouse import Lake

    with plain_errors():
        summary = correcting.correct(Lake(folder), file)
    for refusal in summary.refusals:
        typer.echo(printable(f"paperlake: {file.name}, {refusal}").replace("\n", " "), err=True)
    known = f", {summary.known} in force already" if summary.known else ""
    print(f"{_counted(summary.corrected)} corrected{known}, {summary.refused} refused")
    built = summary.built
    print(f"Tables: {folder / 'tables'} (snapshot {built.snapshot.id})" if built.changed else "The tables are as they were")
    if summary.refusals:
        raise typer.Exit(PROBLEMS)


def _list(folder: Path) -> None:
    from flows import correcting
    from warehouse import Lake

    with plain_errors():
        standing = correcting.corrections(Lake(folder))
        console().print(as_table(["paper", "title", "table", "reviewer", "when", "rows", ""], standing))


def _undo(folder: Path, name: str) -> None:
    from flows import correcting
    from warehouse import Lake

    with plain_errors():
        undone, built = correcting.undo(Lake(folder), name)
    print(f"{_counted(undone)} no longer corrected; the tables are snapshot {built.snapshot.id}")


def _counted(corrected: list[tuple[str, str]]) -> str:
    papers = {paper_id for paper_id, _ in corrected}
    return f"{counted(len(corrected), 'table')} of {counted(len(papers), 'paper')}"
