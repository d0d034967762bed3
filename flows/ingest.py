"""The `ingest` flow: dumps into the lake, and a snapshot of its tables.

Run by hand: python -m flows.ingest PATH... [--lake DIR]
"""

import argparse
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from extractors.dumps import Source, source_at
from flows import steps
from warehouse import Lake


def _run_name() -> str:
    paths = flow_run.parameters["paths"]
    return f"ingest {Path(paths[0]).name}" + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")


# The lake is the memory of what was done: Prefect's cache would return the answers of an extractor that has changed since.
@task(task_run_name="read {path}", cache_policy=NO_CACHE)
def read_dump(lake: str, path: str, options: steps.Options) -> steps.DumpOutcome:
    """Read one dump into the lake; what is wrong with it is in the outcome."""
    began = time.monotonic()
    try:
        outcome = steps.read_dump(Lake(Path(lake)), source_at(path), options)
    except steps.PROBLEMS as error:
        outcome = steps.DumpOutcome(steps.writable(path), problem=steps.problem_of(source_at(path), error))
        get_run_logger().error(outcome.problem)
    outcome.seconds = time.monotonic() - began
    return outcome


@task(task_run_name="extract {label} shard {shard}", cache_policy=NO_CACHE)
def extract_shard(lake: str, label: str, reading: str, shard: int, options: steps.Options) -> tuple[int, float, str | None]:
    """Extract one shard of the reading of a dump with this label: how many texts were new, the seconds it took, and what was wrong."""
    began = time.monotonic()
    extracted, problem = 0, None
    try:
        extracted = steps.extract_shard(Lake(Path(lake)), reading, shard, options.extractor, force=options.force)
    except steps.PROBLEMS as error:
        problem = steps.problem_of(Source(Path(label)), error)
        get_run_logger().error(problem)
    seconds = time.monotonic() - began
    get_run_logger().info("%s shard %d: %d texts extracted in %.1f s", label, shard, extracted, seconds)
    return extracted, seconds, problem


@task(task_run_name="snapshot", cache_policy=NO_CACHE)
def publish(lake: str, outcomes: list[steps.DumpOutcome], options: steps.Options, seconds: float) -> steps.Summary:
    """Make a snapshot of what the lake holds now, and sum up the run, which took that many seconds so far."""
    began, place = time.monotonic(), Lake(Path(lake))
    built = steps.publish(place, outcomes, options) if any(not outcome.problem for outcome in outcomes) else None
    return steps.summarise(place, outcomes, built, seconds + time.monotonic() - began)


@flow(flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=4))
def ingest(
    paths: Annotated[list[str], Field(description="Dumps: files, folders of files, or patterns", min_length=1)],
    lake: Annotated[str | None, Field(description="Folder of the lake; without it, what PAPERLAKE_LAKE says, else ./lake")] = None,
    extractor: Annotated[str, Field(description="What reads facts out of the texts")] = "rules",
    year: Annotated[int | None, Field(description="The year of the days that the dumps state without one", ge=1, le=9999)] = None,
    force: Annotated[bool, Field(description="Read and extract again what the lake has already")] = False,
    accept: Annotated[bool, Field(description="Take dumps in that look wrong: without papers, with many rejects or few facts")] = False,
    categories: Annotated[str | None, Field(description="Of arXiv's papers, those in one of these categories: `cs.* stat.ML`")] = None,
    title: Annotated[str | None, Field(description="The column of titles, where it has an unusual name")] = None,
    abstract: Annotated[str | None, Field(description="The column of abstracts, where it has an unusual name")] = None,
) -> Any:
    """Read dumps into the lake and bring its tables up to date.

    The run fails where a dump is not in the tables at the end; the others are.
    """
    began = time.monotonic()
    lake = lake or os.environ.get("PAPERLAKE_LAKE") or "lake"
    options = steps.Options(
        extractor=extractor, year=year, force=force, accept=accept, categories=categories, title=title, abstract=abstract
    )
    steps.check(options)
    outcomes = [future.result() for future in [read_dump.submit(lake, str(source), options) for source in steps.find_dumps(paths)]]
    shards = [
        (outcome, extract_shard.submit(lake, outcome.label, outcome.reading, shard, options))
        for outcome in outcomes
        if not outcome.problem
        for shard in steps.shards_of(Lake(Path(lake)), outcome)
    ]
    for outcome, future in shards:
        extracted, seconds, problem = future.result()
        outcome.extracted += extracted
        outcome.seconds += seconds
        outcome.problem = outcome.problem or problem
    summary = publish(lake, outcomes, options, time.monotonic() - began)
    create_table_artifact(_rows(summary), key="ingest", description=f"Rows per dump; snapshot {summary.snapshot} of {lake}")
    if summary.problems:
        message = f"{len(summary.problems)} of {len(outcomes)} dumps are not in the tables: {' '.join(summary.problems)}"
        return Failed(message=message, data=summary)
    return summary


def _rows(summary: steps.Summary) -> list[dict[str, Any]]:
    """A row per dump, for Prefect's pages."""
    return [
        {
            "dump": outcome.label,
            "papers": outcome.papers,
            "rejects": outcome.rejects,
            **outcome.rows,
            "seconds": round(outcome.seconds, 1),
            "remark": outcome.problem or ("" if outcome.is_new else "known already"),
        }
        for outcome in summary.dumps
    ]


def run_ingest(paths: list[str], lake: str | None, options: steps.Options) -> steps.Summary:
    """Run the flow in this process and return its summary, also where it ends as failed. Raises what the flow raises."""
    state = ingest(paths, lake, **asdict(options), return_state=True)
    summary = state.result(raise_on_failure=False)
    if isinstance(summary, Exception):
        raise summary
    return summary


def main() -> int:
    """Run the flow from the command line; the exit code is 1 where a dump is not in the tables."""
    parser = argparse.ArgumentParser(prog="python -m flows.ingest", description=ingest.description)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="dumps: files, folders of files, or patterns")
    parser.add_argument("--lake", help="folder of the lake (default: PAPERLAKE_LAKE, else ./lake)")
    given = parser.parse_args()
    try:
        summary = run_ingest(given.paths, given.lake, steps.Options())
    except steps.PROBLEMS as error:
        parser.error(str(error))
    for row in _rows(summary):
        print(", ".join(f"{name} {value}" for name, value in row.items() if value != ""))
    return 1 if summary.problems else 0


if __name__ == "__main__":
    sys.exit(main())
