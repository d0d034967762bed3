"""The report: what a lake holds, as one HTML file that opens anywhere and asks no network for anything."""

import os
import threading
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import WarehouseError
from warehouse.lake import Lake
from warehouse.report.contents import MOST_PAPERS, contents_of
from warehouse.report.page import page_of
from warehouse.report.payload import payload_of

__all__ = ["MOST_PAPERS", "Written", "write_report"]


@dataclass(frozen=True)
class Written:
    """A report that was written."""

    papers: int
    """Papers that it counts."""
    shown: int
    """Papers that it shows whole."""
    size: int
    """Bytes of the file."""


def write_report(lake: Lake, target: Path, where: str | None = None, most: int = MOST_PAPERS) -> Written:
    """Write the report of a lake's tables as they are now to a file, which others see whole or not at all.

    `where` is a condition in SQL over `papers`, of which papers the report is; of these, the newest `most` are shown whole.
    Raises LakeError where there are no tables, QueryError for a condition that cannot be answered, WarehouseError for a file in no
    folder and for what is no file, OSError where the file cannot be written.
    """
    target = target.resolve()  # a link to a file that is published stays one
    if not target.parent.is_dir():
        raise WarehouseError(f"{target}: there is no folder {target.parent} to write the report to; make it first")
    if target.exists() and not target.is_file():
        raise WarehouseError(f"{target}: this is no file, and a report would take its place; give the name of a file")
    contents = contents_of(lake, where, most)
    page = page_of(payload_of(contents)).encode()
    staged = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        staged.write_bytes(page)
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)
    return Written(contents.total, contents.papers.height, len(page))
