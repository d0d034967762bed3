"""The `maintain` flow: what the lake no longer needs goes, and the rest is verified."""

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from pydantic import Field

from flows import reports, steps
from flows.running import HOUR, STEP, LakeFolder, described, lake_at
from warehouse import Lake
from warehouse.expiry import KEEP, Expired
from warehouse.expiry import expire as expire_from

KeepDays = Annotated[
    int | None,
    Field(description=f"Days that what is out of force stays from now on; without it, those set before, else {KEEP.days}", ge=1, le=3660),
]


def _run_name() -> str:
    days = flow_run.parameters.get("keep_days")
    return f"maintain, keeping {days} days" if days else "maintain"


@task(task_run_name="expire", timeout_seconds=2 * HOUR, **STEP)
def expire(lake: str, keep_days: int | None) -> Expired:
    """Remove what has been out of force for longer than this, or than was set before."""
    return expire_from(Lake(Path(lake)), timedelta(days=keep_days) if keep_days else None)


@task(task_run_name="verify", timeout_seconds=8 * HOUR, **STEP)
def verify(lake: str) -> tuple[list[str], str]:
    """The faults of the lake, and what was checked, in a sentence."""
    check = steps.verify(Lake(Path(lake)))
    faults = [str(fault) for fault in check.faults()]
    for fault in faults:
        get_run_logger().error(fault)
    gone = f", {len(check.not_at_hand)} dumps not at hand any more" if check.not_at_hand else ""
    return faults, f"{check.rows} rows grounded again, {check.dumps_reread} dumps read again{gone}"


@flow(flow_run_name=_run_name, timeout_seconds=12 * HOUR)
@described
def maintain(keep_days: KeepDays = None, lake: LakeFolder = None) -> Any:
    """Remove snapshots, readings and extractions that have been out of force for long, and check all that is left.

    The run fails where something is wrong, and names it.
    """
    place = lake_at(lake)
    expired = expire(str(place.path), keep_days)
    create_table_artifact([asdict(expired)], key="maintain", description=f"Removed from {place.path}; the size is in bytes")
    faults, checked = verify(str(place.path))
    create_markdown_artifact(reports.faults_as_markdown(faults, checked), key="faults")
    if faults:
        shown = " ".join(f"{fault}." for fault in faults[:5])
        more = f" And {len(faults) - 5} more." if len(faults) > 5 else ""
        return Failed(message=f"{len(faults)} faults found: {shown}{more}", data=faults)
    return Completed(message=f"{reports.removed(expired)}; no faults: {checked}", data=expired)


if __name__ == "__main__":
    maintain()
