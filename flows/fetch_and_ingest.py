"""The `fetch-and-ingest` flow: days of the Daily Papers API into the inbox, and from there into the lake."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from extractors.base import Limits
from flows import fetching, steps
from flows import inbox as inboxes
from flows.ingest import Accept, take_in_new
from flows.running import HOUR, ExtractorName, InboxFolder, LakeFolder, MaxCost, MaxPapers, described, inbox_at, lake_at


def days_of(since: date | None, until: date | None, days: int) -> tuple[date, date]:
    """The first and the last day: as they are given, else the last ones that are over in UTC."""
    last = until or fetching.yesterday()
    return since or last - timedelta(days=days - 1), last


def _run_name() -> str:
    given = flow_run.parameters
    first, last = days_of(*(date.fromisoformat(str(given[end])) if given.get(end) else None for end in ("since", "until")), given["days"])
    return f"fetch and ingest {first}" + (f" to {last}" if last != first else "")


class _Log(fetching.Watcher):
    """A line per day that was asked for, and per wait."""

    def __init__(self) -> None:
        self._log = get_run_logger()

    def waiting(self, day: date, why: str) -> None:
        self._log.warning("%s: %s; trying again", day, why)

    def done(self, outcome: fetching.Day) -> None:
        if outcome.state is not fetching.State.HAD:
            self._log.info("%s: %s, %d papers", outcome.day, outcome.state, outcome.papers)


# no retries: what may pass is asked for again within, a page at a time and at the pace that the server wants
@task(task_run_name="fetch {since} to {until}", timeout_seconds=2 * HOUR, cache_policy=NO_CACHE)
def fetch_days(inbox: Path, since: date, until: date, base_url: str) -> list[fetching.Day]:
    """Fetch the days that the inbox does not have."""
    return fetching.fetch_daily(inbox, since, until, base_url, watcher=_Log())


@flow(flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=4), timeout_seconds=12 * HOUR)
@described
def fetch_and_ingest(
    since: Annotated[date | None, Field(description="The first day")] = None,
    until: Annotated[date | None, Field(description="The last day; without it, the last one that is over in UTC: yesterday")] = None,
    days: Annotated[int, Field(description="Without a first day, how many days there are up to the last", ge=1, le=3660)] = 1,
    lake: LakeFolder = None,
    inbox: InboxFolder = None,
    base_url: Annotated[
        str | None, Field(description=f"Address of the API; without it, what PAPERLAKE_DAILY_URL says, else {fetching.DAILY_URL}")
    ] = None,
    extractor: ExtractorName = "rules",
    accept: Accept = False,
    max_cost: MaxCost = None,
    max_papers: MaxPapers = None,
) -> Any:
    """Fetch days of Daily Papers that the inbox does not have, and take those that the lake was not given into its tables.

    The run fails where a day could not be had, or is not in the tables at the end; the others are.
    """
    place, folder = lake_at(lake), inbox_at(inbox)
    first, last = days_of(since, until, days)
    address = base_url or os.environ.get("PAPERLAKE_DAILY_URL") or fetching.DAILY_URL
    fetched = fetch_days(folder, first, last, address)
    files = [file for day in fetched for over in (True, False) if (file := fetching.file_of(folder, day.day, over)).is_file()]
    state = take_in_new(place, inboxes.among(place, files), steps.Options(extractor, accept=accept, limits=Limits(max_cost, max_papers)))
    missing = [day for day in fetched if day.state in (fetching.State.FAILED, fetching.State.NOT_ASKED)]
    if not missing:
        return state
    problems = [day.problem or f"{day.day}: {day.state}" for day in missing]
    message = f"{len(missing)} of {len(fetched)} days could not be fetched: {' '.join(problems)} The others: {state.message}"
    return Failed(message=message, data=state.data)


if __name__ == "__main__":
    fetch_and_ingest()
