"""Checks that a lake's tables are what they should be, against what they were made of and against the texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from schemas import FACT_TABLES, TABLES, Field, arrow_schema
from warehouse.errors import LakeError
from warehouse.lake import Lake
from warehouse.log import current_state
from warehouse.parts import Part, SaidRows, no_rows, plan_parts, snapshot_id_of
from warehouse.readings import Reading, read_rejects, read_shard
from warehouse.snapshot import Snapshot, open_snapshot

_DAMAGED = (OSError, ValueError, pa.ArrowException, pl.exceptions.PolarsError, LakeError)

Ground = Callable[[str, dict[str, Any], dict[str, Any]], str | None]
"""(table, row, the paper's fields by name) to what is wrong with the row, or None."""

Reread = Callable[[str, Reading], Iterator[str] | None]
"""(file, reading) to what is wrong with the reading of the dump in this file, or None where the file holds other bytes by now."""


class Fault(NamedTuple):
    """Something that is not as it should be."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass
class Verification:
    """A check of a whole lake: go through `faults()`, then read what was covered."""

    lake: Lake
    ground: Ground
    reread: Reread
    said: SaidRows = no_rows
    rows: int = 0
    """Rows of facts that were grounded again."""
    dumps_reread: int = 0
    not_at_hand: list[str] = field(default_factory=list)
    """Labels of live dumps whose file is gone or holds other bytes by now, so that nothing could be compared."""

    def faults(self) -> Iterator[Fault]:
        """All faults of the tables, then those of the readings. Raises LakeError where there are no tables to check."""
        snapshot = open_snapshot(self.lake.path)
        if not (self.lake.tables.exists() and self.lake.tables.samefile(snapshot.path)):
            yield Fault("tables", f"does not lead to the current snapshot {snapshot.id}: run `paperlake ingest` on any dump to repair it")
        try:
            parts, live = plan_parts(self.lake, self.said)
        except _DAMAGED as error:
            yield Fault("lake", f"what the tables are made of cannot be read: {error}")
            return
        if snapshot_id_of(parts) == snapshot.id:
            yield from self._tables(snapshot, {(part.table, part.name): part for part in parts})
        else:
            yield Fault(
                "tables",
                "are not those of the readings, extractions and corrections in the lake: run `paperlake ingest` on any dump to renew them",
            )
            yield from self._tables(snapshot, {})
        dumps = current_state(self.lake).dumps
        for dump in live.dumps:
            yield from self._reading(dump.reading, dump.label, sorted(dumps[dump.reading.dump_id].paths))

    def _tables(self, snapshot: Snapshot, parts: dict[tuple[str, str], Part]) -> Iterator[Fault]:
        for table in TABLES:
            yield from _table(snapshot, table, parts)
        try:
            ids = snapshot["papers"].select("paper_id").collect().to_series()
            for paper_id in ids.filter(ids.is_duplicated()).unique().sort():
                yield Fault("papers", f"paper_id {paper_id} stands more than once")
            for table in FACT_TABLES:
                for file in snapshot.files(table):
                    yield from self._facts(snapshot, table, file)
        except _DAMAGED as error:
            yield Fault("tables", f"the facts cannot be checked against the texts: {error}")

    def _facts(self, snapshot: Snapshot, table: str, file: Path) -> Iterator[Fault]:
        # a paper and its facts are in parts of one name
        papers = snapshot.path / "papers.parquet" / file.name
        facts = pl.read_parquet(file, glob=False).lazy()
        if facts.head(1).collect().is_empty():
            return
        texts = pl.scan_parquet(papers, glob=False).select("paper_id", "text_id", paper=pl.struct(*Field))
        rows = facts.join(texts, on=["paper_id", "text_id"], how="left", maintain_order="left")
        for row in rows.collect().iter_rows(named=True):
            self.rows += 1
            paper = row.pop("paper")
            if paper is None:
                what = f"no paper in `papers` has this id with text {row['text_id']}"
            elif (quoted := (paper[row["evidence_field"]] or "")[row["evidence_start"] : row["evidence_end"]]) != row["evidence"]:
                what = f"evidence {row['evidence']!r} is not what stands at {row['evidence_start']}:{row['evidence_end']}: {quoted!r}"
            else:
                what = self.ground(table, row, paper)
            if what:
                yield Fault(f"{table}, paper {row['paper_id']}", what)

    def _reading(self, reading: Reading, label: str, paths: list[str]) -> Iterator[Fault]:
        where = f"dump {reading.dump_id} ({label})"
        try:
            papers = sum(read_shard(self.lake, reading, shard).height for shard in range(reading.shards))
            rejects = read_rejects(self.lake, reading).height
        except _DAMAGED as error:
            yield Fault(where, f"its reading cannot be read: {error}")
            return
        if (papers, rejects) != (reading.papers, reading.rejects):
            counted = f"{reading.papers} papers and {reading.rejects} rejects are on record"
            yield Fault(where, f"its reading holds {papers} papers and {rejects} rejects, but {counted}")
        for path in paths:
            found = self.reread(path, reading)
            if found is not None:
                self.dumps_reread += 1
                yield from (Fault(where, what) for what in found)
                return
        self.not_at_hand.append(label)


def _table(snapshot: Snapshot, table: str, parts: dict[tuple[str, str], Part]) -> Iterator[Fault]:
    """Faults in the files of a table: which there are, their schemas, their rows."""
    on_record = snapshot.manifest.tables[table]
    folder = snapshot.path / f"{table}.parquet"
    present = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(present ^ set(on_record)):
        yield Fault(f"{table}/{name}", "is not in the manifest" if name in present else "is missing")
    for name in sorted(present & set(on_record)):
        where = f"{table}/{name}"
        try:
            with pq.ParquetFile(folder / name) as file:
                stored = file.read()
            made = parts[table, name].make() if parts else stored
        except _DAMAGED as error:
            yield Fault(where, f"cannot be read, or made again to compare: {error}")
            continue
        if not stored.schema.equals(arrow_schema(TABLES[table]), check_metadata=True):
            yield Fault(where, "its columns are not those of schema version " + snapshot.manifest.schema_version)
        elif stored.num_rows != on_record[name].rows:
            yield Fault(where, f"holds {stored.num_rows} rows; the manifest says {on_record[name].rows}")
        elif not stored.equals(made):
            yield Fault(
                where,
                "its rows are not those that it was made of: run `paperlake ingest --force` on any dump to write it anew",
            )
