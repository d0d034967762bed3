"""`forget`, `verify`, `backfill`, `extractors`, `prefer`, `maintain`: looking after a lake."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.progress import Progress

from paperlake.app import DEFAULT_LAKE, PROBLEMS, ExtractorOption, LakeOption, MaxCostOption, MaxPapersOption, app
from paperlake.console import as_table, console, counted, plain_errors, printable, progress_bar, show_spending


@app.command(epilog="Example: paperlake forget daily-papers-jun-03.txt")
def forget(
    dump: Annotated[str, typer.Argument(help="The dump: its id, the beginning of its id, or its file's name.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Take a dump out of the tables. It comes back when it is ingested again, at no cost."""
    from flows import steps
    from warehouse import Lake

    with plain_errors():
        which, built = steps.forget(Lake(lake), dump)
    print(f"Forgot {which}; the tables are snapshot {built.snapshot.id}")


@app.command(epilog="Example: paperlake verify --lake lake")
def verify(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Check the lake: recount it, ground every row again, read every dump at hand again. Exits with 1 where something is wrong."""
    from flows import steps
    from warehouse import Lake

    check = steps.verify(Lake(lake))
    faults = 0
    with plain_errors():
        for fault in check.faults():
            faults += 1
            print(fault)
    for label in check.not_at_hand:
        print(f"{label}: the dump is not at hand any more, so its reading could not be compared with it")
    print(f"{check.rows} rows grounded again, {check.dumps_reread} dumps read again, {faults} fault{'' if faults == 1 else 's'} found")
    if faults:
        raise typer.Exit(PROBLEMS)


@app.command(epilog="Example: paperlake backfill --dump daily-papers-jun-03.txt --dry-run")
def backfill(
    lake: LakeOption = DEFAULT_LAKE,
    dump: Annotated[list[str] | None, typer.Option(help="File name or id of a dump, repeatable; without any, all of the lake.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(help="Only papers listed or first published on this day or later.", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD"),
    ] = None,
    extractor: ExtractorOption = "rules",
    most: Annotated[int | None, typer.Option(help="Texts to extract at most; the next run goes on from there.", min=1)] = None,
    max_cost: MaxCostOption = None,
    max_papers: MaxPapersOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what there is to do, and do nothing.")] = False,
) -> None:
    """Extract texts that the lake has had for long and the extractor has not seen, and let its rows come first in the tables.

    After an upgrade of the extractor, that is all of them. A run that was stopped goes on with what is left.
    """
    from extractors.base import Limits
    from flows.backfilling import Backfill, estimate, plan
    from flows.backfilling import backfill as run
    from warehouse import Lake

    asked = Backfill(extractor, tuple(dump or ()), since.date() if since else None, most, Limits(max_cost, max_papers))
    with plain_errors():
        if dry_run:
            chunks = plan(Lake(lake), asked)
            rows = [(chunk.label, chunk.shard, chunk.texts) for chunk in chunks]
            if rows:
                console().print(as_table(["dump", "shard", "texts"], rows))
            from flows.reports import estimated

            said = f"; {estimated(expected)}" if (expected := estimate(Lake(lake), asked)).asked else ""
            print(f"{counted(sum(chunk.texts for chunk in chunks), 'text')} to extract{said}; nothing was done")
            return
        with _chunk_watcher(sys.stderr) as watcher:
            summary = run(Lake(lake), asked, watcher)
    said = f"{counted(summary.extracted, 'text')} extracted by {summary.extractor}, {summary.left} left"
    tables = f"tables: {Path(summary.lake) / 'tables'} (snapshot {summary.snapshot})" if summary.changed else "the tables are as they were"
    print(printable(f"{said}; {tables}, in {summary.seconds:.1f} s"))
    show_spending(summary.spending)
    if summary.in_trouble:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _chunk_watcher(stream: IO[str]) -> Iterator[Any]:
    """What shows the progress of a backfill: a bar on a terminal, a line per shard elsewhere."""
    from flows.backfilling import Chunk, Watcher

    def line(chunk: Chunk) -> str:
        return f"{chunk.label} shard {chunk.shard}: {counted(chunk.extracted, 'text')} extracted"

    class Lines(Watcher):
        def done(self, chunk: Chunk) -> None:
            typer.echo(printable(line(chunk)), err=True)

    class Bar(Watcher):
        def __init__(self, progress: Progress):
            self.progress = progress
            self.task = None

        def planned(self, chunks: list[Chunk], texts: int) -> None:
            self.task = self.progress.add_task("extracting", total=texts)

        def extracted(self, texts: int) -> None:
            self.progress.advance(self.task, texts)

        def done(self, chunk: Chunk) -> None:
            self.progress.console.print(printable(line(chunk)), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with progress_bar() as progress:
        yield Bar(progress)


@app.command(epilog="Example: paperlake extractors --lake lake")
def extractors(lake: LakeOption = DEFAULT_LAKE) -> None:
    """List the extractors whose rows the lake holds; of a text, those of the first one that has seen it are in the tables."""
    from flows.backfilling import known_extractors
    from warehouse import Lake

    with plain_errors():
        known = known_extractors(Lake(lake))
        rows = [(each.label, each.fingerprint, each.texts, "comes first" if each.first else "") for each in known]
        console().print(as_table(["extractor", "fingerprint", "texts", ""], rows))


@app.command(epilog="Example: paperlake prefer 3f9c2a1b")
def prefer(
    name: Annotated[str, typer.Argument(help="The extractor: its name and version, or the beginning of its fingerprint.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Let the rows of an extractor that the lake knows come first in the tables, at no cost.

    It holds until the next ingest or backfill, which puts the extractor that it uses first again.
    """
    from flows import backfilling
    from warehouse import Lake

    with plain_errors():
        chosen = backfilling.prefer(Lake(lake), name)
    print(f"{chosen.label} ({chosen.fingerprint}) comes first, with {counted(chosen.texts, 'text')}")


@app.command(epilog="Example: paperlake maintain --keep-days 30")
def maintain(
    lake: LakeOption = DEFAULT_LAKE,
    keep_days: Annotated[
        int | None,
        typer.Option(help="Days that what is out of force stays from now on; without it, those set before, else 7.", min=1, max=3660),
    ] = None,
) -> None:
    """Remove what has been out of force for long, and verify the rest. Exits with 1 where something is wrong."""
    from flows.reports import removed
    from warehouse import Lake
    from warehouse.expiry import expire

    with plain_errors():
        print(removed(expire(Lake(lake), timedelta(days=keep_days) if keep_days else None)))
    verify(lake)
