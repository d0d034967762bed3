"""The command line: `paperlake --help` says what it can do."""

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

# everything that takes long to import is imported by the command that needs it

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Dumps of paper abstracts in, a lake of typed, evidenced Parquet tables out.",
    epilog="Begin with: paperlake ingest examples/dumps, then: paperlake tables",
)

fetching = typer.Typer(no_args_is_help=True)
app.add_typer(
    fetching,
    name="fetch",
    help="Download dumps into an inbox, a folder that ingest can be given.",
    epilog="Example: paperlake fetch daily --since 2024-06-03",
)

PROBLEMS, USAGE = 1, 2
"""Exit codes other than 0: finished, but something is wrong; the request could not be carried out as given."""

LakeOption = Annotated[Path, typer.Option("--lake", envvar="PAPERLAKE_LAKE", help="Folder of the lake.", show_default="./lake")]
ExtractorOption = Annotated[str, typer.Option(help="What reads facts out of the texts: rules.")]
MinConfidenceOption = Annotated[
    float, typer.Option(help="Leave out rows that are less likely right than this; docs/accuracy.md says what to expect.", min=0, max=1)
]

DEFAULT_LAKE, DEFAULT_INBOX = Path("lake"), Path("inbox")


class Format(StrEnum):
    """How a query's result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def _console(stderr: bool = False) -> Console:
    """A console that does not squeeze tables where nobody looks at a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, soft_wrap=not stream.isatty(), width=None if stream.isatty() else 200)


@contextmanager
def _plain_errors() -> Iterator[None]:
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
        typer.echo(f"paperlake: {_printable(str(error))}", err=True)
        raise typer.Exit(USAGE) from error
    except (ArrowException, PolarsError) as error:
        first = _printable(str(error).splitlines()[0])
        typer.echo(f"paperlake: a file of the lake cannot be read ({first}): `paperlake ingest DUMP --force` writes it anew", err=True)
        raise typer.Exit(USAGE) from error


@app.command(epilog="Example: paperlake ingest dumps/*.txt --lake lake --year 2024")
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Dumps: files, folders of files, or patterns.", metavar="PATH...")],
    lake: LakeOption = DEFAULT_LAKE,
    extractor: ExtractorOption = "rules",
    year: Annotated[int | None, typer.Option(help="The year of the days that the dumps state without one.", min=1, max=9999)] = None,
    force: Annotated[bool, typer.Option("--force", help="Read and extract again what the lake has already.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take dumps in that look wrong: without papers, with many rejects or few facts.")
    ] = False,
    categories: Annotated[
        str | None, typer.Option(help="Of papers with arXiv's categories, take those in one of these: 'cs.* stat.ML'.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The column of titles, where it has an unusual name.")] = None,
    abstract: Annotated[str | None, typer.Option(help="The column of abstracts, where it has an unusual name.")] = None,
    prefect: Annotated[bool, typer.Option("--prefect", help="Run as the Prefect flow, seen in Prefect's pages.")] = False,
) -> None:
    """Read dumps into the lake and bring its tables up to date.

    What the lake has already is not done again. Exits with 1 where a dump is not in the tables at the end; the others are.
    """
    from flows import steps
    from warehouse import Lake

    options = steps.Options(extractor, year, force, accept, categories, title, abstract)
    with _plain_errors():
        if prefect:
            from flows.ingest import run_ingest

            summary = run_ingest(paths, str(lake.absolute()), options)
        else:
            with _watcher(sys.stderr) as watcher:
                summary = steps.ingest(Lake(lake), paths, options, watcher)
    _show_summary(summary)
    if summary.problems:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _watcher(stream: IO[str]) -> Iterator[Any]:
    """What shows a run's progress: a bar on a terminal, a line per dump elsewhere."""
    from flows.steps import DumpOutcome, Watcher
    from flows.steps import Progress as Advance

    def line(outcome: DumpOutcome) -> str:
        if outcome.problem:
            return f"{outcome.label}: failed"
        return f"{outcome.label}: {outcome.papers} papers" + (f", {outcome.extracted} extracted" if outcome.is_new else ", known already")

    class Lines(Watcher):
        def done(self, outcome: DumpOutcome) -> None:
            typer.echo(_printable(line(outcome)), err=True)

    class Bars(Watcher):
        def __init__(self, progress: Progress):
            self.progress = progress
            self.task = None

        def _bar(self, text: str, total: int) -> Advance:
            if self.task is not None:
                self.progress.remove_task(self.task)
            self.task = task = self.progress.add_task(text, total=total)
            return lambda units: self.progress.advance(task, units)

        def reading(self, path: Path) -> Advance:
            return self._bar(f"reading {path.name}", path.stat().st_size if path.is_file() else 1)

        def extracting(self, outcome: DumpOutcome) -> Advance:
            return self._bar(f"extracting {outcome.label}", outcome.papers)

        def done(self, outcome: DumpOutcome) -> None:
            self.progress.console.print(_printable(line(outcome)), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with _progress() as progress:
        yield Bars(progress)


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
    with _plain_errors(), _fetch_watcher(sys.stderr, (last - since.date()).days + 1) as watcher:
        days = fetching.fetch_daily(inbox, since.date(), last, base_url or fetching.DAILY_URL, watcher=watcher)
    for day in days:
        if day.problem:
            typer.echo(f"paperlake: {_printable(day.problem)}", err=True)
    counts = {state: sum(day.state is state for day in days) for state in fetching.State}
    fetched, had, failed, not_asked = counts.values()
    said = f"{fetched} day{'' if fetched == 1 else 's'} fetched, {had} had already, {failed} failed"
    print(_printable(f"{inbox}: {said}" + (f", {not_asked} not asked" if not_asked else "")))
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
            typer.echo(_printable(f"{day}: {why}; trying again"), err=True)

        def done(self, outcome: Day) -> None:
            typer.echo(line(outcome), err=True)

    class Bar(Watcher):
        def __init__(self, progress: Progress):
            self.progress = progress
            self.task = progress.add_task("fetching", total=total)

        def fetching(self, day: Any) -> None:
            self.progress.update(self.task, description=f"fetching {day}")

        def waiting(self, day: Any, why: str) -> None:
            self.progress.console.print(_printable(f"{day}: {why}; trying again"), markup=False)

        def done(self, outcome: Day) -> None:
            self.progress.advance(self.task)
            if outcome.state != "had already":
                self.progress.console.print(line(outcome), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with _progress() as progress:
        yield Bar(progress)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=_console(stderr=True), transient=True)


SHORT = {
    "model_sizes": "sizes",
    "token_counts": "tokens",
    "benchmarks": "benchmarks",
    "benchmark_results": "results",
    "artifacts": "artifacts",
}
"""Names of the fact tables that fit a column's head."""


def _show_summary(summary: Any) -> None:
    console = _console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("dump")
    for name in ("papers", "rejects", *SHORT.values(), "seconds"):
        table.add_column(name, justify="right")
    table.add_column("")
    for dump in summary.dumps:
        rows = [str(dump.rows.get(name, "-")) for name in SHORT] if not dump.problem else ["-"] * len(SHORT)
        papers, rejects = (str(dump.papers), str(dump.rejects)) if dump.dump_id else ("-", "-")
        remark = "not taken in" if dump.problem else "" if dump.is_new else "known already"
        table.add_row(_plain(dump.label), papers, rejects, *rows, f"{dump.seconds:.1f}", remark)
    console.print(table)
    for problem in summary.problems:
        typer.echo(f"paperlake: {_printable(problem)}", err=True)
    if summary.changed:
        console.print(f"Tables: {Path(summary.lake) / 'tables'} (snapshot {summary.snapshot}), in {summary.seconds:.1f} s", markup=False)
    elif summary.snapshot:
        console.print(f"Nothing to do: the tables in {Path(summary.lake) / 'tables'} hold all of this already", markup=False)
    else:
        console.print("The tables are as they were", markup=False)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _plain(text: object) -> str:
    """Text for a table's cell: no markup of it is obeyed, and no control character reaches the terminal."""
    from rich.markup import escape

    return escape(_printable(str(text)))


def _printable(text: str) -> str:
    """Text without control characters, line ends aside."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "�" for letter in text)


@app.command(epilog='Example: echo \'{"id": "1", "title": "Foo-7B", "abstract": "We release Foo-7B."}\' | paperlake extract')
def extract(
    file: Annotated[str, typer.Argument(help="JSON Lines with id, title and abstract; - for standard input.", metavar="[FILE|-]")] = "-",
    extractor: ExtractorOption = "rules",
    min_confidence: MinConfidenceOption = 0.0,
) -> None:
    """Extract facts from JSON Lines of papers, and write JSON Lines in the gold format.

    A filter without a lake. A line that is no paper is reported with its number and skipped; then the exit code is 1.
    """
    from extractors import grounding
    from extractors.gold import BadLine, gold_line, read_papers
    from extractors.registry import find_extractor

    bad = 0
    with _plain_errors():
        reader = find_extractor(extractor)
        with _opened(file) as lines:
            for paper in read_papers(lines):
                if isinstance(paper, BadLine):
                    bad += 1
                    typer.echo(f"paperlake: line {paper.number}: {paper.fault}", err=True)
                else:
                    extraction = grounding.extract(reader, paper.title, paper.abstract).of_at_least(min_confidence)
                    print(gold_line(paper.id, paper.title, paper.abstract, extraction))
    if bad:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
    else:
        with Path(file).open("rb") as stream:
            yield stream


@app.command("eval", epilog="Example: paperlake eval examples/gold.jsonl --errors model_sizes")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Papers with their right rows, in the gold format.", metavar="GOLD.jsonl")],
    predicted: Annotated[Path | None, typer.Argument(help="Rows to score, in the gold format; without it, the extractor's.")] = None,
    extractor: ExtractorOption = "rules",
    errors: Annotated[str, typer.Option(help="Show missed and extra rows of this table, of all or of none.")] = "all",
    min_confidence: MinConfidenceOption = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="Write the scores as JSON, without the errors.")] = False,
) -> None:
    """Score an extractor against gold rows: precision, recall and F1 per table, and every missed and extra row."""
    from extractors import evaluation

    with _plain_errors():
        papers, report = evaluation.evaluate(gold, predicted, extractor, min_confidence)
        if as_json:
            print(json.dumps(evaluation.as_dict(report), indent=1))
            return
        print("\n".join([*evaluation.error_lines(papers, report, errors), *evaluation.score_lines(report)]))


@app.command(epilog='Example: paperlake sql "SELECT model, params FROM model_sizes ORDER BY params DESC LIMIT 5"')
def sql(
    query: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the tables stand under their names.")],
    lake: LakeOption = DEFAULT_LAKE,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = Format.TABLE,
    min_confidence: MinConfidenceOption = 0.0,
) -> None:
    """Query one snapshot of the tables in SQL. Nothing can be written."""
    import warehouse
    from warehouse.sql import query as answer

    with _plain_errors():
        _write(answer(warehouse.open(lake), query, min_confidence), form)


def _write(result: Any, form: Format) -> None:
    """Write a pyarrow table to standard output; of columns of one name, the later ones get a number."""
    import pyarrow.parquet as pq

    seen: dict[str, int] = {}
    names = []
    for name in result.column_names:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    if form is Format.PARQUET:
        if sys.stdout.isatty():
            raise typer.BadParameter("parquet is not for a terminal: send it to a file with > result.parquet")
        pq.write_table(result.rename_columns(names), sys.stdout.buffer)
        return
    rows = list(zip(*(map(_simple, column.to_pylist()) for column in result.columns), strict=True))
    if form is Format.TABLE:
        _console().print(_table(names, rows))
    elif form is Format.CSV:
        flat = ([json.dumps(cell, default=str) if isinstance(cell, list | dict) else cell for cell in row] for row in rows)
        csv.writer(sys.stdout, lineterminator="\n").writerows([names, *flat])
    else:
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str))


def _simple(cell: Any) -> Any:
    """A cell with numbers as numbers: DuckDB's sums and literals come as decimals."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def _table(columns: list[str], rows: Iterable[tuple]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(_plain(column), overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else _plain(cell) for cell in row))
    return table


@app.command(epilog="Example: paperlake tables model_sizes")
def tables(
    name: Annotated[str | None, typer.Argument(help="One table; without it, all.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Show the tables: their rows, and their columns with type, unit and meaning."""
    import warehouse
    from schemas import TABLES, arrow_schema

    if name is not None and name not in TABLES:
        raise typer.BadParameter(f"there is no table {name!r}; there are: {', '.join(TABLES)}")
    console = _console()
    with _plain_errors():
        snapshot = warehouse.open(lake)
        for table in [name] if name else TABLES:
            schema = arrow_schema(TABLES[table])
            rows = snapshot.manifest.rows(table)
            console.print(
                f"[bold]{table}[/bold]  {rows:,} row{'' if rows == 1 else 's'}  {_plain(schema.metadata[b'description'].decode())}"
            )
            columns = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
            for column in schema:
                unit = column.metadata.get(b"unit", b"").decode()
                meaning = column.metadata[b"description"].decode() + (f" [{unit}]" if unit else "")
                columns.add_row(column.name, f"{column.type}{'' if column.nullable else ' not null'}", _plain(meaning))
            console.print(columns)


@app.command(epilog="Example: paperlake dumps --lake lake")
def dumps(lake: LakeOption = DEFAULT_LAKE) -> None:
    """List the dumps that the tables are made of, and those that were refused."""
    import warehouse

    with _plain_errors():
        snapshot = warehouse.open(lake)
        frame = snapshot["dumps"].sort("label", "dump_id").collect()
        _console().print(_table(frame.columns, frame.iter_rows()))
        for reject in snapshot["rejects"].collect().filter(level="dump").iter_rows(named=True):
            print(_printable(f"refused: {reject['dump_id']}: {reject['detail']}"))


@app.command(epilog="Example: paperlake forget daily-papers-jun-03.txt")
def forget(
    dump: Annotated[str, typer.Argument(help="The dump: its id, the beginning of its id, or its file's name.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Take a dump out of the tables. It comes back when it is ingested again, at no cost."""
    from flows import steps
    from warehouse import Lake

    with _plain_errors():
        which, built = steps.forget(Lake(lake), dump)
    print(f"Forgot {which}; the tables are snapshot {built.snapshot.id}")


@app.command(epilog="Example: paperlake verify --lake lake")
def verify(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Check the lake: recount it, ground every row again, read every dump at hand again. Exits with 1 where something is wrong."""
    from flows import steps
    from warehouse import Lake

    check = steps.verify(Lake(lake))
    faults = 0
    with _plain_errors():
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what there is to do, and do nothing.")] = False,
) -> None:
    """Extract texts that the lake has had for long and the extractor has not seen, and let its rows come first in the tables.

    After an upgrade of the extractor, that is all of them. A run that was stopped goes on with what is left.
    """
    from flows.backfilling import Backfill, plan
    from flows.backfilling import backfill as run
    from warehouse import Lake

    asked = Backfill(extractor, tuple(dump or ()), since.date() if since else None, most)
    with _plain_errors():
        if dry_run:
            chunks = plan(Lake(lake), asked)
            rows = [(chunk.label, chunk.shard, chunk.texts) for chunk in chunks]
            if rows:
                _console().print(_table(["dump", "shard", "texts"], rows))
            print(f"{_counted(sum(chunk.texts for chunk in chunks), 'text')} to extract; nothing was done")
            return
        with _chunk_watcher(sys.stderr) as watcher:
            summary = run(Lake(lake), asked, watcher)
    said = f"{_counted(summary.extracted, 'text')} extracted by {summary.extractor}, {summary.left} left"
    tables = f"tables: {Path(summary.lake) / 'tables'} (snapshot {summary.snapshot})" if summary.changed else "the tables are as they were"
    print(_printable(f"{said}; {tables}, in {summary.seconds:.1f} s"))


@contextmanager
def _chunk_watcher(stream: IO[str]) -> Iterator[Any]:
    """What shows the progress of a backfill: a bar on a terminal, a line per shard elsewhere."""
    from flows.backfilling import Chunk, Watcher

    def line(chunk: Chunk) -> str:
        return f"{chunk.label} shard {chunk.shard}: {_counted(chunk.extracted, 'text')} extracted"

    class Lines(Watcher):
        def done(self, chunk: Chunk) -> None:
            typer.echo(_printable(line(chunk)), err=True)

    class Bar(Watcher):
        def __init__(self, progress: Progress):
            self.progress = progress
            self.task = None

        def planned(self, chunks: list[Chunk], texts: int) -> None:
            self.task = self.progress.add_task("extracting", total=texts)

        def extracted(self, texts: int) -> None:
            self.progress.advance(self.task, texts)

        def done(self, chunk: Chunk) -> None:
            self.progress.console.print(_printable(line(chunk)), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with _progress() as progress:
        yield Bar(progress)


@app.command(epilog="Example: paperlake extractors --lake lake")
def extractors(lake: LakeOption = DEFAULT_LAKE) -> None:
    """List the extractors whose rows the lake holds; of a text, those of the first one that has seen it are in the tables."""
    from flows.backfilling import known_extractors
    from warehouse import Lake

    with _plain_errors():
        known = known_extractors(Lake(lake))
        rows = [(each.label, each.fingerprint, each.texts, "comes first" if each.first else "") for each in known]
        _console().print(_table(["extractor", "fingerprint", "texts", ""], rows))


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

    with _plain_errors():
        chosen = backfilling.prefer(Lake(lake), name)
    print(f"{chosen.label} ({chosen.fingerprint}) comes first, with {_counted(chosen.texts, 'text')}")


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

    with _plain_errors():
        print(removed(expire(Lake(lake), timedelta(days=keep_days) if keep_days else None)))
    verify(lake)


def main() -> None:
    """Run the command line."""
    app(prog_name="paperlake")


if __name__ == "__main__":
    main()
