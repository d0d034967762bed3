"""Writing files so that a reader sees them whole or not at all, and equal content gives equal bytes."""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from schemas import Row, arrow_schema
from warehouse.lake import Lake

PARQUET_OPTIONS = {"version": "2.6", "data_page_version": "1.0", "compression": "zstd", "compression_level": 3}
"""How every Parquet file of a lake is written: pinned, for equal rows must give equal bytes."""

ROW_GROUP_ROWS = 65_536

_KEY = ("paper_id", "evidence_field", "evidence_start", "evidence_end", "dump_id", "ordinal", "level", "line", "byte_start")


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write an Arrow table under the pinned options."""
    pq.write_table(table, path, row_group_size=ROW_GROUP_ROWS, **PARQUET_OPTIONS)


def conform(frame: pl.DataFrame, model: type[Row]) -> pa.Table:
    """The rows of a frame as the model's Arrow table, its key first in the order of rows, which is total.

    Raises ValueError for a null in a column that has none.
    """
    schema = arrow_schema(model)
    order = [name for name in _KEY if name in schema.names]
    order += [name for name in schema.names if name not in order]
    return frame.select(schema.names).sort(order).to_arrow().cast(schema)


@contextmanager
def staging(lake: Lake) -> Iterator[Path]:
    """A folder of this run's own for what is not complete yet, on the same file system as the lake.

    It is gone at the end; the folder of a run that was killed goes when another run opens its own. A run that lives
    holds a lock on its folder, which the system drops with the process.
    """
    lake.staging.mkdir(parents=True, exist_ok=True)
    with FileLock(lake.staging / ".lock"):
        for leftover in lake.staging.iterdir():
            if leftover.is_dir() and (handle := _hold(leftover)) is not None:
                shutil.rmtree(leftover, ignore_errors=True)  # its own run may be removing it too
                os.close(handle)
        folder = Path(tempfile.mkdtemp(dir=lake.staging))
        handle = _hold(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _hold(folder: Path) -> int | None:
    """An open handle that locks the folder, or None where another process has it, or it is gone."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def sync(path: Path) -> None:
    """Wait until a file, or the list of names of a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def publish(staged: Path, target: Path) -> None:
    """Give a complete file or folder its final name, in one step. A folder that has the name already is kept: it holds the same."""
    for path in [*staged.rglob("*"), staged]:
        sync(path)
    if not target.parent.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        sync(target.parent.parent)
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
    sync(target.parent)


def overwrite(staged: Path, target: Path, last: str) -> None:
    """Put a complete folder in the place of another that is to hold the same, file by file, the one named `last` at the end.

    At no moment is there no such folder, or a file of it missing that was there before.
    """
    paths = list(staged.rglob("*"))
    for path in paths:
        sync(path)
    files = sorted((path.relative_to(staged) for path in paths if path.is_file()), key=lambda file: (file == Path(last), file))
    for file in files:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        (staged / file).replace(target / file)
    for path in list(target.rglob("*")):
        if not path.is_dir() and path.relative_to(target) not in files:
            path.unlink()
    for folder in {(target / file).parent for file in files}:
        sync(folder)
