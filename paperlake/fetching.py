"""`fetch`: dumps from the network."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.progress import Progress

from paperlake.app import PROBLEMS, app
from paperlake.console import plain_errors, printable, progress_bar

fetching = typer.Typer(no_args_is_help=True)
app.add_typer(
    fetching,
    name="fetch",
    help="Download dumps into an inbox, a folder that ingest can be given.",
    epilog="Example: paperlake fetch daily --since 2024-06-03",
)

DEFAULT_INBOX = Path("inbox")


@fetching.command("daily", epilog="Example: paperlake fetch daily --since 2024-06-03 --until 2024-06-07 --inbox inbox")
def fetch_daily(
    since: Annotated[datetime, typer.Option(help="The first day.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")],
    until: Annotated[
        datetime | None,
        typer.Option(help="The last day; without it, the last one that is over in UTC.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD"),
    ] = None,
    inbox: Annotated[Path, typer.Option(envvar="PAPERLAKE_INBOX", help="Folder of the files.", show_default="./inbox")] = DEFAULT_INBOX,
    base_url: Annotated[
        str | None,
        typer.Option(
            envvar="PAPERLAKE_DAILY_URL",
            help="Address of the API, or of a host that has it at /api/daily_papers.",
            show_default="https://huggingface.co/api/daily_papers",
        ),
    ] = None,
) -> None:
    """Download the Daily Papers API's answers for a range of days, a file a day.

    What the inbox has is not asked for again, so a run that was stopped goes on where it was. To fetch a day anew, remove its file.

    A day not over yet is kept as daily-YYYY-MM-DD.so-far.json, and asked for again until it is. An empty day leaves a hidden file.

    A server that is busy or silent is asked again, at the pace it wants. Exits with 1 where a day is missing at the end.
    """
    from flows import fetching

    last = until.date() if until else fetching.yesterday()
    with plain_errors(), _fetch_watcher(sys.stderr, (last - since.date()).days + 1) as watcher:
        days = fetching.fetch_daily(inbox, since.date(), last, base_url or fetching.DAILY_URL, watcher=watcher)
    for day in days:
        if day.problem:
            typer.echo(f"paperlake: {printable(day.problem)}", err=True)
    counts = {state: sum(day.state is state for day in days) for state in fetching.State}
    fetched, had, failed, not_asked = counts.values()
    said = f"{fetched} day{'' if fetched == 1 else 's'} fetched, {had} had already, {failed} failed"
    print(printable(f"{inbox}: {said}" + (f", {not_asked} not asked" if not_asked else "")))
    if failed or not_asked:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _fetch_watcher(stream: IO[str], total: int) -> Iterator[Any]:
    """What shows the progress of fetching: a bar on a terminal, a line per day elsewhere."""
    from flows.fetching import Day, Watcher

    def line(outcome: Day) -> str:
        if outcome.state != "fetched":
            return f"{outcome.day}: {outcome.state}"
        papers = {0: "no papers", 1: "1 paper"}.get(outcome.papers, f"{outcome.papers} papers")
        return f"{outcome.day}: {papers}{'' if outcome.over else ' so far'}"

    class Lines(Watcher):
        def waiting(self, day: Any, why: str) -> None:
            typer.echo(printable(f"{day}: {why}; trying again"), err=True)

        def done(self, outcome: Day) -> None:
            typer.echo(line(outcome), err=True)

    class Bar(Watcher):
        def __init__(self, progress: Progress):
            self.progress = progress
            self.task = progress.add_task("fetching", total=total)

        def fetching(self, day: Any) -> None:
            self.progress.update(self.task, description=f"fetching {day}")

        def waiting(self, day: Any, why: str) -> None:
            self.progress.console.print(printable(f"{day}: {why}; trying again"), markup=False)

        def done(self, outcome: Day) -> None:
            self.progress.advance(self.task)
            if outcome.state != "had already":
                self.progress.console.print(line(outcome), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with progress_bar() as progress:
        yield Bar(progress)
