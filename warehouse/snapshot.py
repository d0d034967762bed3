"""Snapshots: the tables of one moment, built beside the old ones and switched to in one step."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from schemas import SCHEMA_VERSION, TABLES
from warehouse.errors import LakeError
from warehouse.expiry import superseded
from warehouse.files import overwrite, publish, staging, sync, write_parquet
from warehouse.lake import Lake
from warehouse.parts import Part, SaidRows, no_rows, plan_parts, snapshot_id_of

_MANIFEST_FILE = "manifest.json"


class PartFacts(BaseModel):
    """A file of a table in the manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    digest: str
    """Of all that determines its bytes."""


class Manifest(BaseModel):
    """What a snapshot consists of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    schema_version: str
    tables: dict[str, dict[str, PartFacts]]
    """The files of each table, by name."""

    def rows(self, table: str) -> int:
        """Number of rows of a table."""
        return sum(part.rows for part in self.tables[table].values())


class Snapshot(Mapping[str, pl.LazyFrame]):
    """The tables of one moment, by name, as polars LazyFrames. What is ingested later does not change them."""

    def __init__(self, path: Path):
        self.path = path
        """Folder of the snapshot."""
        try:
            self.manifest = Manifest.model_validate_json((path / _MANIFEST_FILE).read_bytes())
        except (OSError, ValidationError) as error:
            raise LakeError(f"the snapshot {path} cannot be read ({error}): remove it, and ingest any dump to build it again") from error

    @property
    def id(self) -> str:
        """Identity of the snapshot: a digest of what it was made of."""
        return self.manifest.id

    @property
    def names(self) -> tuple[str, ...]:
        """The tables' names."""
        return tuple(self.manifest.tables)

    def files(self, table: str) -> list[Path]:
        """The Parquet files that a table consists of."""
        return [self.path / f"{table}.parquet" / name for name in self.manifest.tables[table]]

    def __getitem__(self, table: str) -> pl.LazyFrame:
        return pl.scan_parquet(self.files(table), glob=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self.manifest.tables)

    def __len__(self) -> int:
        return len(self.manifest.tables)


def open_snapshot(path: Path | str) -> Snapshot:
    """The tables of the lake at `path` as they are now. Raises LakeError where there is no lake, or no snapshot in it."""
    lake = Lake(Path(path))
    try:
        snapshot_id = lake.current.read_text().strip()
    except FileNotFoundError as error:
        raise LakeError(f"there are no tables in {path}: `paperlake ingest PATH --lake {path}` makes some") from error
    return Snapshot(lake.snapshots / snapshot_id)


@dataclass(frozen=True)
class Built:
    """What building a snapshot came to."""

    snapshot: Snapshot
    changed: bool
    """False where the tables were up to date."""
    written: int
    """Parts written; the others were linked."""
    refused: dict[str, str]
    """Why a dump that came is not live, as a sentence, by dump_id."""
    taken_out: frozenset[str]
    """Those of them that were live before."""


def build_snapshot(lake: Lake, said: SaidRows = no_rows, *, rewrite: bool = False) -> Built:
    """Bring the tables up to date with the log, the readings, extractions and corrections. Where they are, nothing is written.

    `said` makes rows of what dumps state of a paper beside its text.
    With `rewrite`, every file is written anew, which mends tables that were damaged.
    Raises LakeError for a log, a reading or a correction that cannot be read.
    """
    lake.path.mkdir(parents=True, exist_ok=True)
    if lake.tables.exists() and not lake.tables.is_symlink():
        raise LakeError(f"{lake.tables} is not this lake's link to its tables and is left alone: move it away, or take another folder")
    with FileLock(lake.lock):
        parts, live = plan_parts(lake, said)
        snapshot_id = snapshot_id_of(parts)
        previous = _previous(lake)
        before = _live_dumps(previous) if live.refused else frozenset()
        folder = lake.snapshots / snapshot_id
        written = 0 if folder.exists() and not rewrite else _write(lake, folder, parts, None if rewrite else previous)
        _switch(lake, folder)
        with staging(lake) as staged:
            for old in superseded(lake):
                old.rename(staged / old.name)  # in one step: half a snapshot must not be taken for one
    changed = previous is None or previous.id != snapshot_id
    refused = {dump_id: reject.detail for dump_id, reject in live.refused.items()}
    return Built(Snapshot(folder), changed, written, refused, before & refused.keys())


def _live_dumps(snapshot: Snapshot | None) -> frozenset[str]:
    try:
        return frozenset(snapshot["dumps"].select("dump_id").collect().to_series()) if snapshot else frozenset()
    except (OSError, pl.exceptions.PolarsError):  # damaged: the next one is built without it
        return frozenset()


def _previous(lake: Lake) -> Snapshot | None:
    # whatever is wrong with it, the next one is built without it
    try:
        return open_snapshot(lake.path)
    except LakeError:
        return None


def _write(lake: Lake, folder: Path, parts: list[Part], previous: Snapshot | None) -> int:
    """Build a snapshot's folder; parts that the previous snapshot has are linked. The number of parts written."""
    written = 0
    tables: dict[str, dict[str, PartFacts]] = {table: {} for table in TABLES}
    with staging(lake) as staged:
        building = staged / folder.name
        for table in TABLES:
            (building / f"{table}.parquet").mkdir(parents=True)
        for part in parts:
            facts = PartFacts(rows=part.rows, digest=part.digest)
            file = Path(f"{part.table}.parquet", part.name)
            before = previous.manifest.tables.get(part.table, {}).get(part.name) if previous else None
            if before != facts or not _link(previous.path / file, building / file):
                write_parquet(part.make(), building / file)
                written += 1
            tables[part.table][part.name] = facts
        manifest = Manifest(id=folder.name, schema_version=SCHEMA_VERSION, tables=tables)
        (building / _MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1))
        if folder.exists():
            overwrite(building, folder, last=_MANIFEST_FILE)
        else:
            publish(building, folder)
    return written


def _link(source: Path, target: Path) -> bool:
    """Let the file stand under a second name, or copy it where the file system cannot. False where there is no such file."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(source, target)
    return True


def _switch(lake: Lake, folder: Path) -> None:
    """Make a snapshot the one in force: each of the two names of it that does not say so yet is replaced in one step."""
    with staging(lake) as staged:
        if lake.current.exists() and (before := lake.snapshots / lake.current.read_text().strip()).exists():
            os.utime(before)  # it was in force until now
        if not (lake.current.exists() and lake.current.read_text() == f"{folder.name}\n"):
            named = staged / lake.current.name
            named.write_text(f"{folder.name}\n")
            publish(named, lake.current)
        if not (lake.tables.exists() and lake.tables.samefile(folder)):
            linked = staged / lake.tables.name
            linked.symlink_to(folder.relative_to(lake.path))
            linked.replace(lake.tables)
            sync(lake.path)
    os.utime(folder)
