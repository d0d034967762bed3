"""Facts about runs, the only place in a lake where a clock is read."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from pydantic import JsonValue

from warehouse.lake import Lake


def write_run(lake: Lake, facts: dict[str, JsonValue]) -> Path:
    """Keep facts about a run (its duration, host, costs, ids) in a file named by the time, in UTC, and the process."""
    lake.runs.mkdir(parents=True, exist_ok=True)
    file = lake.runs / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{os.getpid()}.json"
    file.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
    return file
