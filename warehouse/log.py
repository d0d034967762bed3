"""The log: what happened to the lake, append-only, and the state that it adds up to."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from warehouse.errors import LakeError
from warehouse.files import staging, sync
from warehouse.lake import Lake


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Came(_Event):
    """A dump came, and its reading is stored."""

    event: Literal["came"] = "came"
    dump_id: str
    reading: str
    """Name of the reading's folder."""
    label: str
    """Name of the dump's file."""
    path: str
    """Where the file was, absolute."""


class Forgotten(_Event):
    """A dump was retracted."""

    event: Literal["forgotten"] = "forgotten"
    dump_id: str


class Accepted(_Event):
    """A dump is to be live whatever speaks against it."""

    event: Literal["accepted"] = "accepted"
    dump_id: str


class Preferred(_Event):
    """An extractor's rows come before those of all others."""

    event: Literal["preferred"] = "preferred"
    fingerprint: str
    label: str
    """Name and version, for people."""


class Corrected(_Event):
    """Readers' rows of some papers' tables stand in the place of all others."""

    event: Literal["corrected"] = "corrected"
    tables: tuple[tuple[str, str, str], ...]
    """Of each, the paper_id, the table, and the name of the file in the folder of corrections."""


class Retracted(_Event):
    """Readers' rows of some papers' tables were taken back."""

    event: Literal["retracted"] = "retracted"
    tables: tuple[tuple[str, str], ...]
    """Of each, the paper_id and the table."""


Entry = Annotated[Came | Forgotten | Accepted | Preferred | Corrected | Retracted, Field(discriminator="event")]
_ENTRY = TypeAdapter(Entry)


@dataclass
class KnownDump:
    """A dump that came and was not forgotten."""

    reading: str
    labels: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    accepted: bool = False

    @property
    def label(self) -> str:
        """The first of its labels in alphabetical order."""
        return min(self.labels)


@dataclass
class State:
    """What the log adds up to."""

    dumps: dict[str, KnownDump] = field(default_factory=dict)
    """By dump_id."""
    preferred: dict[str, str] = field(default_factory=dict)
    """The labels of extractors by fingerprint, the one preferred last first."""
    corrected: dict[tuple[str, str], str] = field(default_factory=dict)
    """The file of the last correction, by paper_id and table."""


def append(lake: Lake, entry: Entry) -> None:
    """Add an entry to the log. Entries that several processes add at once all get a place."""
    lake.log.mkdir(parents=True, exist_ok=True)
    with staging(lake) as staged:
        written = staged / "entry.json"
        written.write_text(entry.model_dump_json(indent=1) + "\n")
        sync(written)
        number = max((int(file.stem) for file in lake.log.glob("*.json")), default=0)
        placed = False
        while not placed:
            number += 1
            try:
                os.link(written, lake.log / f"{number:08d}.json")  # fails where the number is taken, and is never half done
                placed = True
            except FileExistsError:
                continue
    sync(lake.log)


def entries(lake: Lake) -> list[Entry]:
    """The log from its beginning. Raises LakeError for an entry that cannot be read."""
    found = []
    for file in sorted(lake.log.glob("*.json")):
        try:
            found.append(_ENTRY.validate_json(file.read_bytes()))
        except ValidationError as error:
            raise LakeError(
                f"{file} is no entry of a log ({error.errors()[0]['msg']}): restore the file, or ingest into a new lake"
            ) from error
    return found


def state_of(log: Iterable[Entry]) -> State:
    """Fold the log. A forgotten dump is gone with all that was said of it, until it comes again."""
    state = State()
    for entry in log:
        match entry:
            case Came():
                dump = state.dumps.setdefault(entry.dump_id, KnownDump(entry.reading))
                dump.reading = entry.reading
                dump.labels.add(entry.label)
                dump.paths.add(entry.path)
            case Forgotten():
                state.dumps.pop(entry.dump_id, None)
            case Accepted() if entry.dump_id in state.dumps:
                state.dumps[entry.dump_id].accepted = True
            case Preferred():
                state.preferred.pop(entry.fingerprint, None)
                state.preferred = {entry.fingerprint: entry.label} | state.preferred
            case Corrected():
                state.corrected |= {(paper_id, table): file for paper_id, table, file in entry.tables}
            case Retracted():
                for key in entry.tables:
                    state.corrected.pop(key, None)
    return state


def current_state(lake: Lake) -> State:
    """What the lake's log adds up to now. Raises LakeError for a log that cannot be read."""
    return state_of(entries(lake))
