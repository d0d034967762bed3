"""What is new in an inbox: a folder that dumps are put into, and that is looked at again and again.

Nothing here knows of Prefect. The lake remembers the size and the time of the files that it was given, so that a large inbox is not
read anew each time, a dump that was forgotten does not come back by itself, and a damaged one is reported once. A file that has
changed since is new.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from flows.steps import DumpOutcome, UsageError, writable
from warehouse import Lake
from warehouse.files import staging

SETTLE = 30
"""Seconds that a file must have been left alone: one that is being copied is not half taken in."""

_SO_FAR = ".so-far.json"
"""How the name ends of a day that was not over when it was fetched: what comes in its place holds all of it."""

Stamp = tuple[int, int]
"""The size of a file, and the time of its last change in nanoseconds."""


@dataclass
class Found:
    """What is in an inbox."""

    new: dict[Path, Stamp] = field(default_factory=dict)
    waiting: list[Path] = field(default_factory=list)
    """Files that may still grow: they were changed a moment ago, or are of a day that is not over."""
    refused: dict[Path, str] = field(default_factory=dict)
    """Files that are not in the tables, unchanged since, and why."""


def look(lake: Lake, inbox: Path, settle: float = SETTLE) -> Found:
    """What is in the inbox that the lake was not given yet. Raises UsageError for an inbox that is none, OSError."""
    if not inbox.is_dir():
        raise UsageError(f"{inbox}: the inbox is no folder; make it, or give another one")
    files = sorted(file for file in inbox.iterdir() if file.is_file() and not file.name.startswith("."))
    return among(lake, files, settle)


def among(lake: Lake, files: Iterable[Path], settle: float = 0) -> Found:
    """What of these files the lake was not given yet."""
    known, found = _memory(lake), Found()
    for file in files:
        try:
            status = file.stat()
        except FileNotFoundError:  # gone since it was listed
            continue
        stamp = (status.st_size, status.st_mtime_ns)
        entry = known.get(str(file.absolute()))
        if entry and tuple(entry["stamp"]) == stamp:
            if entry["problem"]:
                found.refused[file] = entry["problem"]
        elif file.name.endswith(_SO_FAR) or (settle > 0 and time.time() - status.st_mtime < settle):
            found.waiting.append(file)
        else:
            found.new[file] = stamp
    return found


def remember(lake: Lake, given: Mapping[Path, Stamp], outcomes: Iterable[DumpOutcome]) -> None:
    """Keep in mind which files the lake was given, by their stamps before they were read; not those that another attempt may read."""
    problems: dict[Path, str] = {}
    again: set[Path] = set()
    by_path = {writable(str(file)): file for file in given}  # as outcomes name it, which must be writable
    for outcome in outcomes:
        path = Path(outcome.path)  # of the file, or of a member below it
        file = next((by_path[str(each)] for each in (path, *path.parents) if str(each) in by_path), path)
        if outcome.may_pass:
            again.add(file)
        elif outcome.problem:
            problems[file] = outcome.problem
    with FileLock(lake.lock), staging(lake) as staged:
        known = {file: entry for file, entry in _memory(lake).items() if Path(file).exists()}
        for file, stamp in given.items():
            if file not in again:
                known[str(file.absolute())] = {"stamp": stamp, "problem": problems.get(file)}
        written = staged / lake.inbox.name
        written.write_text(json.dumps(known, indent=1) + "\n", "utf-8")  # in ASCII: not every file name is UTF-8
        written.replace(lake.inbox)


def _memory(lake: Lake) -> dict[str, dict]:
    try:
        return json.loads(lake.inbox.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError:  # then all files are looked at again, which changes nothing
        return {}
