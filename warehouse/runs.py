"""Facts about runs, the only place in a lake where a clock is read."""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import JsonValue

from warehouse.lake import Lake

_STAMP = "%Y%m%dT%H%M%S.%fZ"


def write_run(lake: Lake, facts: dict[str, JsonValue]) -> Path:
    """Keep facts about a run (its duration, host, costs, ids) in a file named by the time, in UTC, and the process."""
    lake.runs.mkdir(parents=True, exist_ok=True)
    file = lake.runs / f"{datetime.now(UTC):{_STAMP}}-{os.getpid()}.json"
    file.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    return file


class Taken(NamedTuple):
    """When a dump was first taken in, and how many seconds that took."""

    at: datetime
    seconds: float


def first_taken(lake: Lake) -> dict[str, Taken]:
    """When the lake first took each dump in, by dump_id, as far as the runs on record tell."""
    found: dict[str, Taken] = {}
    for file in sorted(lake.runs.glob("*.json")):
        with suppress(ValueError, OSError, TypeError, KeyError, AttributeError):  # a damaged record of a run is no fault of the tables
            at = datetime.strptime(file.stem.partition("-")[0], _STAMP).replace(tzinfo=UTC)
            for dump in json.loads(file.read_text()).get("dumps", []):
                if dump["dump_id"] and not dump["problem"]:
                    found.setdefault(dump["dump_id"], Taken(at, float(dump["seconds"])))
    return found
