"""The `backfill` flow: texts that the lake has had for long, by an extractor that has not seen them."""

import time
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from extractors.base import Limits
from flows import backfilling, reports
from flows.backfilling import Backfill, BackfillSummary, Chunk
from flows.running import (
    EXTRACTING,
    HOUR,
    STEP,
    ExtractorName,
    LakeFolder,
    MaxCost,
    MaxPapers,
    Progress,
    described,
    extractor_of_run,
    lake_at,
    named,
    show_spending,
    shown_tables,
)
from warehouse import Lake


def _run_name() -> str:
    given = flow_run.parameters
    dumps = given.get("dumps") or []
    what = named(dumps[0], len(dumps)) if dumps else "all dumps"
    since = f" since {given['since']}" if given.get("since") else ""
    return f"backfill {what}{since} by {given['extractor']}" + (" (dry run)" if given.get("dry_run") else "")


@task(task_run_name="plan", timeout_seconds=2 * HOUR, **STEP)
def plan(lake: str, asked: Backfill) -> list[Chunk]:
    """The shards with texts that the extractor has not seen."""
    return backfilling.plan(Lake(Path(lake)), asked)


@task(task_run_name="extract {chunk.label} shard {chunk.shard}", tags=[EXTRACTING], **STEP)
def do_chunk(lake: str, chunk: Chunk, asked: Backfill, most: int | None) -> Chunk:
    """Extract one shard."""
    extractor = extractor_of_run(asked.extractor, asked.limits, str(flow_run.id))
    done = backfilling.do_chunk(Lake(Path(lake)), chunk, asked, extractor, most)
    get_run_logger().info("%s shard %d: %d texts extracted in %.1f s", done.label, done.shard, done.extracted, done.seconds)
    return done


@task(task_run_name="snapshot", timeout_seconds=4 * HOUR, **STEP)
def finish(lake: str, asked: Backfill, chunks: list[Chunk], planned: int, seconds: float) -> BackfillSummary:
    """Let the extractor come first, and make a snapshot."""
    extractor = extractor_of_run(asked.extractor, asked.limits, str(flow_run.id))
    return backfilling.finish(Lake(Path(lake)), extractor, chunks, planned, seconds)


# half as many at a time as the server lets extract: an ingest at the same time has its share
@flow(flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=2), timeout_seconds=48 * HOUR)
@described
def backfill(
    dumps: Annotated[list[str] | None, Field(description="File names or ids of dumps; without any, all that the lake holds")] = None,
    since: Annotated[date | None, Field(description="Only papers that were listed or first published on this day or later")] = None,
    extractor: ExtractorName = "rules",
    most: Annotated[int | None, Field(description="Texts to extract at most; the next run goes on from there", ge=1)] = None,
    dry_run: Annotated[bool, Field(description="Count what there is to do, and do nothing")] = False,
    lake: LakeFolder = None,
    max_cost: MaxCost = None,
    max_papers: MaxPapers = None,
) -> Any:
    """Extract texts that the extractor has not seen, shard by shard, and let its rows come first in the tables.

    A run that was stopped goes on with what is left when it is started again. It fails where a shard failed; the others are done.
    """
    began, place = time.monotonic(), lake_at(lake)
    asked = Backfill(extractor, tuple(dumps or ()), since, most, Limits(max_cost, max_papers))
    chunks = plan(str(place.path), asked)
    planned = sum(chunk.texts for chunk in chunks)
    chosen = backfilling.within(chunks, most)
    there_are = f"{planned} texts in {len(chunks)} shards have not been seen by {extractor}"
    get_run_logger().info("%s; this run does %d shards", there_are, len(chosen))
    if dry_run:
        create_table_artifact(reports.chunk_rows(chunks), key="backfill", description=f"To do, in {place.path}: {there_are}")
        if (expected := backfilling.estimate(place, asked)).asked:
            there_are += f"; {reports.estimated(expected)}"
        return Completed(message=f"nothing was done: {there_are}", data=chunks)
    done, problems = _do(place, chosen, asked)
    with shown_tables(place):
        summary = finish(str(place.path), asked, done, planned, time.monotonic() - began)
    create_table_artifact(reports.chunk_rows(done), key="backfill", description=f"Done, in {place.path}; snapshot {summary.snapshot}")
    show_spending(summary.spending)
    unanswered = f", {lost} without an answer" if (lost := sum(chunk.unanswered for chunk in done)) else ""
    message = f"{summary.extracted} texts extracted by {summary.extractor}{unanswered}, {summary.left} left; snapshot {summary.snapshot}"
    if problems:
        return Failed(message=f"{len(problems)} of {len(chosen)} shards failed: {' '.join(problems)} The others: {message}", data=summary)
    return (Failed if summary.in_trouble else Completed)(message=message, data=summary)


def _do(lake: Lake, chosen: list[tuple[Chunk, int | None]], asked: Backfill) -> tuple[list[Chunk], list[str]]:
    """The chunks as they were done, and a sentence for each that was not."""
    progress = Progress("backfill-progress", f"Shards of {lake.path}")
    futures = [(chunk, do_chunk.submit(str(lake.path), chunk, asked, most)) for chunk, most in chosen]
    done, problems = [], []
    for chunk, future in futures:
        value = future.result(raise_on_failure=False)
        if isinstance(value, Exception):
            problems.append(f"{chunk.label} shard {chunk.shard}: {value}.")
        done.append(chunk if isinstance(value, Exception) else value)
        progress(len(done), len(chosen))
    return done, problems


if __name__ == "__main__":
    backfill()
