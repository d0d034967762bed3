"""The `ingest` flow: dumps into the lake, and a snapshot of its tables.

Run by hand: python -m flows.ingest PATH... [--lake DIR]
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from extractors.base import Limits
from extractors.dumps import Source, source_at
from flows import inbox as inboxes
from flows import reports, steps
from flows.reporting import leave_report
from flows.running import (
    EXTRACTING,
    HOUR,
    STEP,
    ExtractorName,
    InboxFolder,
    LakeFolder,
    MaxCost,
    MaxPapers,
    Progress,
    described,
    extractor_of_run,
    inbox_at,
    lake_at,
    may_pass,
    named,
    show_spending,
    shown_tables,
)
from warehouse import Lake
from warehouse.extractions import seen_texts

Year = Annotated[int | None, Field(description="The year of the days that the dumps state without one", ge=1, le=9999)]
Force = Annotated[bool, Field(description="Read and extract again what the lake has already")]
Accept = Annotated[bool, Field(description="Take dumps in that look wrong: without papers, with many rejects or few facts")]


def _run_name() -> str:
    given = flow_run.parameters
    if paths := given.get("paths"):
        return f"ingest {named(Path(paths[0]).name, len(paths))}"
    return "ingest what is new in the inbox"


@task(task_run_name="read {path}", **STEP)
def read_dump(lake: str, path: str, options: steps.Options) -> Any:
    """Read one dump into the lake. It fails, and says why, for a dump that cannot be read."""
    began, source = time.monotonic(), source_at(path)

    def read() -> steps.DumpOutcome:
        outcome = steps.read_dump(Lake(Path(lake)), source, options)
        outcome.seconds = time.monotonic() - began
        return outcome

    return _attempt(source, read)


@task(task_run_name="extract {label} shard {shard}", tags=[EXTRACTING], **STEP)
def extract_shard(lake: str, label: str, reading: str, shard: int, options: steps.Options) -> Any:
    """Extract one shard of the reading of a dump with this label: what became of its texts, and the seconds it took."""
    began = time.monotonic()

    def extract() -> tuple[steps.Extracted, float]:
        run = str(flow_run.id)
        extractor = extractor_of_run(options.extractor, options.limits, run)
        seen = _seen(lake, extractor.fingerprint, run)
        done = steps.extract_shard(Lake(Path(lake)), reading, shard, extractor, seen=seen, force=options.force)
        seconds = time.monotonic() - began
        others = reports.not_extracted(done.unanswered, done.left)
        get_run_logger().info("%s shard %d: %d texts extracted%s in %.1f s", label, shard, done.texts, others, seconds)
        return done, seconds

    return _attempt(Source(Path(label)), extract)


@lru_cache(maxsize=2)
def _seen(lake: str, fingerprint: str, _run: str) -> set[str]:
    """The texts that an extractor has seen, asked of the lake once in a run; shards add theirs."""
    return set(seen_texts(Lake(Path(lake)), fingerprint))


def _attempt(source: Source, work: Callable[[], Any]) -> Any:
    """What the work returns, or a failed state that says what is wrong with the dump; raises what another attempt may not meet."""
    try:
        return work()
    except steps.PROBLEMS as error:
        if may_pass(error):
            raise
        outcome = steps.failed(source, error)
        get_run_logger().error(outcome.problem)
        return Failed(message=outcome.problem, data=outcome)


@task(task_run_name="snapshot", timeout_seconds=4 * HOUR, **STEP)
def publish(lake: str, outcomes: list[steps.DumpOutcome], options: steps.Options, seconds: float) -> steps.Summary:
    """Make a snapshot of what the lake holds now, and sum up the run, which took that many seconds so far."""
    began, place = time.monotonic(), Lake(Path(lake))
    built = steps.publish(place, outcomes, options) if any(not outcome.problem for outcome in outcomes) else None
    extractor = extractor_of_run(options.extractor, options.limits, str(flow_run.id))
    return steps.summarise(place, outcomes, built, seconds + time.monotonic() - began, extractor)


@flow(flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=4), timeout_seconds=12 * HOUR)
@described
def ingest(
    paths: Annotated[
        list[str] | None, Field(description="Dumps: files, folders of files, or patterns; without any, what is new in the inbox")
    ] = None,
    lake: LakeFolder = None,
    inbox: InboxFolder = None,
    settle: Annotated[int, Field(description="Seconds that a file of the inbox must have been left alone", ge=0)] = inboxes.SETTLE,
    extractor: ExtractorName = "rules",
    year: Year = None,
    force: Force = False,
    accept: Accept = False,
    categories: Annotated[str | None, Field(description="Of arXiv's papers, those in one of these categories: `cs.* stat.ML`")] = None,
    title: Annotated[str | None, Field(description="The column of titles, where it has an unusual name")] = None,
    abstract: Annotated[str | None, Field(description="The column of abstracts, where it has an unusual name")] = None,
    max_cost: MaxCost = None,
    max_papers: MaxPapers = None,
) -> Any:
    """Read dumps into the lake and bring its tables up to date.

    The run fails where a dump is not in the tables at the end, or a text got no usable answer of a language model; the others are.
    """
    place = lake_at(lake)
    options = steps.Options(extractor, year, force, accept, categories, title, abstract, Limits(max_cost, max_papers))
    if paths:
        return take_in(place, steps.find_dumps(paths), options)
    return take_in_new(place, inboxes.look(place, inbox_at(inbox), settle), options)


def take_in_new(lake: Lake, found: inboxes.Found, options: steps.Options) -> Any:
    """Take in what is new of the files of an inbox, and keep in mind what became of it."""
    log = get_run_logger()
    for file in found.waiting:
        log.info("%s may still grow; it is taken in when it is whole", steps.writable(file.name))
    for file, problem in found.refused.items():
        log.warning("%s was not taken in before and has not changed since: %s", steps.writable(file.name), problem)
    if not found.new:
        return Completed(message="nothing new" + (f"; {len(found.waiting)} files may still grow" if found.waiting else ""))
    state = take_in(lake, steps.find_dumps(map(str, found.new)), options)
    inboxes.remember(lake, found.new, state.data.dumps)
    return state


def take_in(lake: Lake, sources: list[Source], options: steps.Options) -> Any:
    """Read and extract these dumps, publish the tables, and show what was done: the run's last state, with its summary."""
    began, progress = time.monotonic(), Progress("ingest-progress", f"Dumps into {lake.path}")
    extractor_of_run(options.extractor, options.limits, str(flow_run.id))  # raises what is wrong with it before anything is read
    place, total = str(lake.path), 2 * len(sources)
    outcomes = []
    for source, future in [(source, read_dump.submit(place, str(source), options)) for source in sources]:
        value = _settled(future)
        outcomes.append(_failed(source, value) if isinstance(value, Exception) else value)
        progress(len(outcomes), total)
    tasks = []
    for source, outcome in zip(sources, outcomes, strict=True):
        try:
            shards = () if outcome.problem else steps.shards_of(lake, outcome)
        except steps.PROBLEMS as error:
            outcome.problem, outcome.may_pass = steps.problem_of(source, error), isinstance(error, OSError)
            get_run_logger().error(outcome.problem)
            continue
        tasks += [(outcome, extract_shard.submit(place, outcome.label, outcome.reading, shard, options)) for shard in shards]
    for done, (outcome, future) in enumerate(tasks):
        value = _settled(future)
        if isinstance(value, tuple):
            extracted, seconds = value
            outcome.extracted += extracted.texts
            outcome.unanswered += extracted.unanswered
            outcome.left += extracted.left
            outcome.seconds += seconds
        else:
            failed = _failed(Source(Path(outcome.label)), value) if isinstance(value, Exception) else value
            outcome.problem, outcome.may_pass = outcome.problem or failed.problem, failed.may_pass
        progress(len(sources) * (1 + (done + 1) / len(tasks)), total + 1)
    with shown_tables(lake):
        summary = publish(place, outcomes, options, time.monotonic() - began)
    progress(1, 1)
    create_table_artifact(
        reports.dump_rows(summary), key="ingest", description=f"Rows per dump; snapshot {summary.snapshot} of {lake.path}"
    )
    create_markdown_artifact(reports.rejects_as_markdown(lake, summary.dumps, summary.problems), key="rejects")
    show_spending(summary.spending)
    leave_report(lake)
    return (Failed if summary.in_trouble else Completed)(message=reports.summed_up(summary), data=summary)


def _settled(future: PrefectFuture) -> Any:
    """What a task returned, also in a failed state, or the exception that stopped it."""
    return future.result(raise_on_failure=False)


def _failed(source: Source, error: Exception) -> steps.DumpOutcome:
    """What becomes of a dump whose task was stopped, also by a fault of the program: the others go on."""
    if isinstance(error, steps.PROBLEMS):
        return steps.failed(source, error)
    return steps.DumpOutcome(
        steps.writable(str(source)),
        problem=steps.writable(f"{source.name}: {type(error).__name__}: {error}; the run's log says where"),
        may_pass=True,
    )


def run_ingest(paths: list[str], lake: str | None, options: steps.Options) -> steps.Summary:
    """Run the flow in this process and return its summary, also where it ends as failed. Raises what the flow raises."""
    steps.extractor_of(options)
    given = asdict(options)
    limits = given.pop("limits")
    state = ingest(paths, lake, **given, **limits._asdict(), return_state=True)
    summary = state.result(raise_on_failure=False)
    if isinstance(summary, Exception):
        raise summary
    return summary


def main() -> int:
    """Run the flow from the command line; the exit code is 1 where a dump is not in the tables."""
    parser = argparse.ArgumentParser(prog="python -m flows.ingest", description=ingest.description.partition("\n\nArgs:")[0])
    parser.add_argument("paths", nargs="+", metavar="PATH", help="dumps: files, folders of files, or patterns")
    parser.add_argument("--lake", help="folder of the lake (default: PAPERLAKE_LAKE, else ./lake)")
    given = parser.parse_args()
    try:
        summary = run_ingest(given.paths, given.lake, steps.Options())
    except steps.PROBLEMS as error:
        parser.error(str(error))
    for row in reports.dump_rows(summary):
        print(", ".join(f"{name} {value}" for name, value in row.items() if value != ""))
    return 1 if summary.problems else 0


if __name__ == "__main__":
    sys.exit(main())
