"""The report that an ingest leaves behind, where a place for it is configured."""

import os
from pathlib import Path

from prefect import get_run_logger, task
from prefect.artifacts import create_link_artifact
from prefect.cache_policies import NO_CACHE

from flows.running import HOUR
from flows.steps import UsageError
from warehouse import Lake


@task(task_run_name="report", timeout_seconds=HOUR, cache_policy=NO_CACHE)
def report(lake: str, target: str, address: str | None) -> None:
    """Write the report of a lake to a file, and leave a link to it. Raises UsageError for a path that is not absolute, WarehouseError,
    OSError.
    """
    from warehouse.report import write_report  # takes a second, and most runs leave none

    file = Path(target)
    if not file.is_absolute():
        raise UsageError(f"PAPERLAKE_REPORT must be an absolute path, and {target!r} depends on where the worker runs")
    written = write_report(Lake(Path(lake)), file)
    description = f"{written.papers:,} papers of {lake}, {written.size / 1e6:.1f} MB at {file}"
    create_link_artifact(address or file.as_uri(), link_text="report", key="report", description=description)


def leave_report(lake: Lake) -> None:
    """Leave the report of a lake at PAPERLAKE_REPORT, linked by PAPERLAKE_REPORT_URL; nothing where the former is not set.

    Where that fails the log says so, and the run goes on: the tables are what it is for.
    """
    target = os.environ.get("PAPERLAKE_REPORT")
    if target and lake.current.exists():
        state = report(str(lake.path), target, os.environ.get("PAPERLAKE_REPORT_URL"), return_state=True)
        if not state.is_completed():
            get_run_logger().error("no report at %s, though the tables are in order: %s", target, state.message)
