"""`ingest`: the main job."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any

import typer
from rich.progress import Progress
from rich.table import Table

from paperlake.app import DEFAULT_LAKE, PROBLEMS, ExtractorOption, LakeOption, MaxCostOption, MaxPapersOption, app
from paperlake.console import console, counted, plain, plain_errors, printable, progress_bar, show_spending


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
    max_cost: MaxCostOption = None,
    max_papers: MaxPapersOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what a language model would be asked, and what that would cost.")] = False,
    prefect: Annotated[bool, typer.Option("--prefect", help="Run as the Prefect flow, seen in Prefect's pages.")] = False,
) -> None:
    """Read dumps into the lake and bring its tables up to date.

    What the lake has already is not done again. Exits with 1 where a dump is not in the tables at the end, or a text got no answer of
    the language model; the others are.
    """
    from extractors.base import Limits
    from flows import steps
    from warehouse import Lake

    options = steps.Options(extractor, year, force, accept, categories, title, abstract, Limits(max_cost, max_papers))
    with plain_errors():
        if dry_run:
            from flows.reports import estimated

            estimate = steps.rehearse(Lake(lake), paths, options)
            print(f"{counted(estimate.texts, 'text')} to extract: {estimated(estimate)}. Nothing was done.")
            return
        if prefect:
            from flows.ingest import run_ingest

            summary = run_ingest(paths, str(lake.absolute()), options)
        else:
            with _watcher(sys.stderr) as watcher:
                summary = steps.ingest(Lake(lake), paths, options, watcher)
    _show_summary(summary)
    show_spending(summary.spending)
    if summary.in_trouble:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _watcher(stream: IO[str]) -> Iterator[Any]:
    """What shows a run's progress: a bar on a terminal, a line per dump elsewhere."""
    from flows.reports import not_extracted
    from flows.steps import DumpOutcome, Watcher
    from flows.steps import Progress as Advance

    def line(outcome: DumpOutcome) -> str:
        if outcome.problem:
            return f"{outcome.label}: failed"
        others = not_extracted(outcome.unanswered, outcome.left)
        extracted = f", {outcome.extracted} extracted" if outcome.is_new else ", known already"
        return f"{outcome.label}: {outcome.papers} papers{extracted}{others}"

    class Lines(Watcher):
        def done(self, outcome: DumpOutcome) -> None:
            typer.echo(printable(line(outcome)), err=True)

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
            self.progress.console.print(printable(line(outcome)), markup=False)

    if not stream.isatty():
        yield Lines()
        return
    with progress_bar() as progress:
        yield Bars(progress)


SHORT = {
    "model_sizes": "sizes",
    "token_counts": "tokens",
    "benchmarks": "benchmarks",
    "benchmark_results": "results",
    "artifacts": "artifacts",
}
"""Names of the fact tables that fit a column's head."""


def _show_summary(summary: Any) -> None:
    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("dump")
    for name in ("papers", "rejects", *SHORT.values(), "seconds"):
        table.add_column(name, justify="right")
    table.add_column("")
    for dump in summary.dumps:
        rows = [str(dump.rows.get(name, "-")) for name in SHORT] if not dump.problem else ["-"] * len(SHORT)
        papers, rejects = (str(dump.papers), str(dump.rejects)) if dump.dump_id else ("-", "-")
        remark = "not taken in" if dump.problem else "" if dump.is_new else "known already"
        table.add_row(plain(dump.label), papers, rejects, *rows, f"{dump.seconds:.1f}", remark)
    out.print(table)
    for problem in summary.problems:
        typer.echo(f"paperlake: {printable(problem)}", err=True)
    if summary.changed:
        out.print(f"Tables: {Path(summary.lake) / 'tables'} (snapshot {summary.snapshot}), in {summary.seconds:.1f} s", markup=False)
    elif summary.snapshot and not any(dump.extracted or dump.unanswered or dump.left for dump in summary.dumps):
        out.print(f"Nothing to do: the tables in {Path(summary.lake) / 'tables'} hold all of this already", markup=False)
    else:
        out.print("The tables are as they were", markup=False)
