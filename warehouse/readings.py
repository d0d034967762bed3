"""Readings: what a reader made of a dump, as immutable shards of papers and a file of rejects."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from schemas import Paper, Reject, Sighting, arrow_schema
from warehouse.errors import LakeError, reason
from warehouse.files import PARQUET_OPTIONS, overwrite, publish, staging, write_parquet
from warehouse.lake import Lake

SHARD_PAPERS = 4096
"""Papers in a shard: the unit of extraction and of rewriting."""

# which titles are of one paper is not known before all dumps are
_OF_PAPER = [name for name in Paper.model_fields if name not in Sighting.model_fields and name != "aliases"]
SHARD_SCHEMA = pa.schema([*arrow_schema(Sighting), *(arrow_schema(Paper).field(name) for name in _OF_PAPER)])
"""A paper in a reading: its sighting, and the paper as the dump has it."""

_HEADER_FILE = "reading.json"


class ReadingHeader(BaseModel):
    """What is known of a reading before the dump is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dump_id: str
    format: str
    """Name of the reader."""
    reader: str
    """Fingerprint of the reader and its options."""
    precedence: int
    """Of the source: where a paper stands in several dumps, the text with the highest is canonical."""
    size: int
    """Bytes of the uncompressed dump."""
    options: dict[str, JsonValue] = {}

    @property
    def name(self) -> str:
        """Name of the reading's folder."""
        return reading_name(self.dump_id, self.reader)


class Reading(ReadingHeader):
    """A complete reading: its header, and what was read."""

    papers: int
    rejects: int
    listed_on: date | None = None
    """The earliest day that the dump states, where its year is known."""

    @property
    def shards(self) -> int:
        """Number of shards of papers."""
        return -(-self.papers // SHARD_PAPERS)


def reading_name(dump_id: str, reader: str) -> str:
    """Name of the folder of a dump's reading by the reader with this fingerprint."""
    return f"{dump_id}-{reader}"


def write_reading(lake: Lake, header: ReadingHeader, items: Iterable[tuple[Sighting, Paper] | Reject], *, replace: bool = False) -> Reading:
    """Store what a reader yields: papers with their sightings in the order of their ordinals, and rejects.

    Memory is bounded by one shard. Where the reading is stored already, the stored one stays, unless this is to `replace` it.
    Raises LakeError where a paper's ordinal is not its place among the papers.
    """
    papers, rejects, listed_on = 0, 0, None
    shard: list[dict] = []
    refuse: list[dict] = []
    with staging(lake) as staged:
        folder = staged / header.name
        folder.mkdir()
        with pq.ParquetWriter(_rejects_file(folder), arrow_schema(Reject), **PARQUET_OPTIONS) as writer:
            for item in items:
                if isinstance(item, Reject):
                    rejects += 1
                    refuse.append(item.model_dump())
                    if len(refuse) == SHARD_PAPERS:
                        _flush(writer, refuse)
                    continue
                sighting, paper = item
                if sighting.ordinal != papers:
                    raise LakeError(f"dump {header.dump_id}: paper {papers} has ordinal {sighting.ordinal}: readers count from 0 by one")
                papers += 1
                listed_on = min(filter(None, (listed_on, sighting.listed_on)), default=None)
                shard.append(paper.model_dump(include=set(_OF_PAPER)) | sighting.model_dump())
                if len(shard) == SHARD_PAPERS:
                    _write_shard(folder, papers, shard)
            _flush(writer, refuse)
        if shard:
            _write_shard(folder, papers, shard)
        reading = Reading(**header.model_dump(), papers=papers, rejects=rejects, listed_on=listed_on)
        (folder / _HEADER_FILE).write_text(reading.model_dump_json(indent=1))
        target = lake.readings / header.name
        with FileLock(lake.lock):  # no snapshot is built while files of two writings stand side by side
            if replace and target.exists():
                overwrite(folder, target, last=_HEADER_FILE)
            else:
                publish(folder, target)
    return reading


def _write_shard(folder: Path, papers: int, shard: list[dict]) -> None:
    write_parquet(pa.Table.from_pylist(shard, schema=SHARD_SCHEMA), _shard_file(folder, (papers - 1) // SHARD_PAPERS))
    shard.clear()


def _flush(writer: pq.ParquetWriter, rows: list[dict]) -> None:
    writer.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(Reject)))
    rows.clear()


def _shard_file(folder: Path, shard: int) -> Path:
    return folder / f"papers-{shard:05d}.parquet"


def _rejects_file(folder: Path) -> Path:
    return folder / "rejects.parquet"


def find_reading(lake: Lake, dump_id: str, reader: str) -> Reading | None:
    """The reading of a dump by the reader with this fingerprint, or None where there is none yet. It counts as written now."""
    name = reading_name(dump_id, reader)
    if not (lake.readings / name).exists():
        return None
    os.utime(lake.readings / name)  # whoever asks may be about to enter it in the log
    return load_reading(lake, name)


def load_reading(lake: Lake, name: str) -> Reading:
    """The stored reading of this name. Raises LakeError where it is missing or damaged."""
    file = lake.readings / name / _HEADER_FILE
    try:
        return Reading.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise LakeError(f"{file} cannot be read ({reason(error)}): `paperlake ingest DUMP --force` on its dump mends it") from error


def shard_files(lake: Lake, reading: Reading) -> list[Path]:
    """The reading's shards, in the order of the dump."""
    return [_shard_file(lake.readings / reading.name, shard) for shard in range(reading.shards)]


def read_shard(lake: Lake, reading: Reading, shard: int) -> pl.DataFrame:
    """The papers of one shard, counted from 0: the columns of `sightings` and of `papers`. Raises LakeError."""
    file = _shard_file(lake.readings / reading.name, shard)
    try:
        return pl.read_parquet(file, glob=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise LakeError(f"{file} cannot be read ({reason(error)}): `paperlake ingest DUMP --force` on its dump mends it") from error


def read_rejects(lake: Lake, reading: Reading) -> pl.DataFrame:
    """The records of the dump that are no paper, as rows of `rejects`."""
    return pl.read_parquet(_rejects_file(lake.readings / reading.name), glob=False)
