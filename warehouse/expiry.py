"""What a lake no longer needs, and removing it once no reader can hold it any more."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import polars as pl
from filelock import FileLock

from warehouse.errors import LakeError
from warehouse.files import publish, staging
from warehouse.lake import Lake
from warehouse.log import current_state
from warehouse.readings import load_reading, shard_files

KEEP = timedelta(days=7)
"""How long what is out of force stays, for time travel, and for readers and runs that still hold it, where nothing else was set."""

_DAY = timedelta(days=1)


@dataclass
class Expired:
    """What was removed."""

    snapshots: int = 0
    readings: int = 0
    extractions: int = 0
    """Files of extractions."""
    size: int = 0
    """Bytes that no other name of a file keeps."""


def kept(lake: Lake) -> timedelta:
    """How long what is out of force stays in this lake. Raises LakeError for a setting that cannot be read."""
    try:
        return float(lake.keep.read_text()) * _DAY
    except FileNotFoundError:
        return KEEP
    except (OSError, ValueError, OverflowError) as error:
        raise LakeError(f"{lake.keep} cannot be read ({error}): `paperlake maintain --keep-days DAYS` mends it") from error


def expire(lake: Lake, keep: timedelta | None = None) -> Expired:
    """Remove what has been out of force for longer than this, which holds from now on, or than was set: snapshots, readings of
    dumps that were forgotten or are read in another way by now, and files of extractions with no text of any reading that is left.

    An age is that of the last time that something was in force or was written, so that what a run has just written and will
    only enter in the log stays. Raises LakeError for a log or a reading that cannot be read.
    """
    expired = Expired()
    with FileLock(lake.lock), staging(lake) as staged:
        if keep is not None:
            written = staged / lake.keep.name
            written.write_text(f"{keep / _DAY:g}\n")
            publish(written, lake.keep)
        keep = kept(lake)

        def remove(path: Path, kind: str) -> None:
            files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
            expired.size += sum(status.st_size for status in map(os.stat, files) if status.st_nlink == 1)
            setattr(expired, kind, getattr(expired, kind) + 1)
            path.rename(staged / f"{kind}-{path.name}")  # in one step: half of it must not be taken for all

        for snapshot in superseded(lake):
            remove(snapshot, "snapshots")
        live = {dump.reading for dump in current_state(lake).dumps.values()}
        for reading in _old(lake.readings, keep):
            if reading.name not in live:
                remove(reading, "readings")
        texts = _texts_of_readings(lake)
        for folder in lake.extractions.iterdir() if lake.extractions.exists() else ():
            for part in _old(folder, keep):
                if not pl.read_parquet(part, columns=["text_id"], glob=False)["text_id"].is_in(texts.implode()).any():
                    remove(part, "extractions")
    return expired


def superseded(lake: Lake) -> list[Path]:
    """The snapshots that were last in force longer ago than this lake keeps them. The one in force is none of them."""
    in_force = lake.current.read_text().strip() if lake.current.exists() else None
    return [folder for folder in _old(lake.snapshots, kept(lake)) if folder.name != in_force]


def _old(folder: Path, keep: timedelta) -> Iterator[Path]:
    latest = time.time() - keep.total_seconds()
    entries = sorted(folder.iterdir()) if folder.exists() else []
    yield from (entry for entry in entries if entry.stat().st_mtime < latest)


def _texts_of_readings(lake: Lake) -> pl.Series:
    readings = [load_reading(lake, folder.name) for folder in sorted(lake.readings.iterdir())] if lake.readings.exists() else []
    files = [file for reading in readings for file in shard_files(lake, reading)]
    found = (pl.read_parquet(file, columns=["text_id"], glob=False).to_series() for file in files)
    return pl.concat([pl.Series("text_id", [], pl.String), *found]).unique()
