"""What commands write: errors in one line, tables, progress, and no control character of anybody's text."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from paperlake.app import PROBLEMS, USAGE


def console(stderr: bool = False) -> Console:
    """A console that does not squeeze tables where nobody looks at a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, soft_wrap=not stream.isatty(), width=None if stream.isatty() else 200)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say in one line what is wrong with a request, and exit with USAGE."""
    from polars.exceptions import PolarsError
    from pyarrow import ArrowException

    from extractors.errors import ExtractorError
    from warehouse import WarehouseError

    try:
        yield
    except BrokenPipeError as error:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PROBLEMS) from error
    except (ExtractorError, WarehouseError, OSError) as error:
        typer.echo(f"paperlake: {printable(str(error))}", err=True)
        raise typer.Exit(USAGE) from error
    except (ArrowException, PolarsError) as error:
        first = printable(str(error).splitlines()[0])
        typer.echo(f"paperlake: a file of the lake cannot be read ({first}): `paperlake ingest DUMP --force` writes it anew", err=True)
        raise typer.Exit(USAGE) from error


def progress_bar() -> Progress:
    """A bar on standard error, which goes when the work is done."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console(stderr=True), transient=True)


@contextmanager
def advancing(text: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, and a function that is told of so many more things done; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda units: None
        return
    with progress_bar() as progress:
        task = progress.add_task(text, total=None)
        yield lambda units: progress.advance(task, units)


def counted(count: int, what: str) -> str:
    """So many of a thing, in the singular or the plural."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def plain(text: object) -> str:
    """Text for a table's cell: no markup of it is obeyed, and no control character reaches the terminal."""
    from rich.markup import escape

    return escape(printable(str(text)))


def printable(text: str) -> str:
    """Text without control characters, line ends aside."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text)


def show_spending(spending: dict[str, Any] | None) -> None:
    """Say on standard error what was asked of a language model, where one was."""
    if spending:
        from flows.reports import spent

        typer.echo(printable(spent(spending)), err=True)


def as_table(columns: list[str], rows: Iterable[tuple]) -> Table:
    """Rows as a table for a terminal; null is an empty cell."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(plain(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else plain(cell) for cell in row))
    return table
