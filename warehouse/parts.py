"""The parts that the tables consist of: which there are, what determines each, and how each is made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl
import pyarrow as pa

from schemas import FACT_TABLES, SCHEMA_VERSION, TABLES, Artifact, Dump, Fact, Paper, Reject, Row, Sighting, arrow_schema
from schemas.identity import digest
from warehouse.extractions import rows_of
from warehouse.files import PARQUET_OPTIONS, ROW_GROUP_ROWS, conform
from warehouse.lake import Lake
from warehouse.live import SAID, CameDump, Live, live_content
from warehouse.readings import SHARD_PAPERS, Reading, read_rejects, read_shard

# the last number grows when this module makes other rows of the same input
_MAKER = f"schema {SCHEMA_VERSION}, pyarrow {pa.__version__}, polars {pl.__version__}, {PARQUET_OPTIONS}, {ROW_GROUP_ROWS} rows, parts 1"


@dataclass(frozen=True)
class Part:
    """One file of one table: the rows that come from one shard of one dump."""

    table: str
    name: str
    rows: int
    digest: str
    """Of all that determines the bytes of the file."""
    make: Callable[[], pa.Table]


SaidRows = Callable[[Mapping[str, Any]], list[Fact]]
"""The artifacts that a paper's fields beside its text state, given a row of `papers` without the text."""


def no_rows(paper: Mapping[str, Any]) -> list[Fact]:
    """Takes what fields beside the text state for nothing."""
    return []


def plan_parts(lake: Lake, said: SaidRows) -> tuple[list[Part], Live]:
    """The parts that the tables are to have now, and what they were worked out from. Parts without rows are left out, but for
    the one that an empty table needs to have a schema.

    Raises LakeError for a log, a reading or a correction that cannot be read.
    """
    live = live_content(lake)
    shard_of = (pl.col("ordinal") // SHARD_PAPERS).alias("shard")
    shards = live.papers.sort("paper_id").with_columns(shard_of).partition_by("dump_id", "shard", as_dict=True)
    parts = [_refused(reject) for reject in live.refused.values()]
    joined = live.joined.with_columns(shard_of).partition_by("dump_id", "shard", as_dict=True)
    for dump in live.dumps:
        parts.append(_dump(dump))
        for shard in range(max(1, dump.reading.shards)):
            key = (dump.reading.dump_id, shard)
            papers, moved = shards.get(key, live.papers.clear()), joined.get(key, live.joined.clear())
            parts.extend(_shard(lake, dump.reading, shard, papers, moved))
            parts.extend(_fact_parts(lake, _name(*key), papers, live.corrected, said))
    parts = [part for part in parts if part.rows]
    absent = set(TABLES) - {part.table for part in parts}
    parts.extend(_part(table, "part-none.parquet", 0, (), partial(_rows, [], TABLES[table])) for table in absent)
    return sorted(parts, key=lambda part: (part.table, part.name)), live


def snapshot_id_of(parts: list[Part]) -> str:
    """Identity of the tables that consist of these parts."""
    return digest(_MAKER, *(f"{part.table}/{part.name} {part.digest}" for part in parts))


def _part(table: str, name: str, rows: int, made_of: tuple[str, ...], make: Callable[[], pa.Table]) -> Part:
    return Part(table, name, rows, digest(_MAKER, table, *made_of), make)


def _name(dump_id: str, shard: int) -> str:
    return f"part-{dump_id}-{shard:05d}.parquet"


def _dump(dump: CameDump) -> Part:
    reading = dump.reading
    row = Dump(label=dump.label, **reading.model_dump(include=set(Dump.model_fields)))
    made_of = (row.model_dump_json(),)
    return _part("dumps", _name(reading.dump_id, 0), 1, made_of, partial(_rows, [row], Dump))


def _refused(reject: Reject) -> Part:
    return _part("rejects", _name(reject.dump_id, 0), 1, (reject.model_dump_json(),), partial(_rows, [reject], Reject))


def _shard(lake: Lake, reading: Reading, shard: int, papers: pl.DataFrame, joined: pl.DataFrame) -> Iterator[Part]:
    """The parts of one shard, but for its facts. `papers` are those whose canonical sighting is in it: theirs are the rejected rows
    here. `joined` are the sightings in it that are of a paper with another title's id."""
    name = _name(reading.dump_id, shard)
    texts = _lines(papers.with_columns(pl.col("aliases").list.join(",")), "paper_id", "text_id", "aliases", *SAID)
    moved = _lines(joined, "ordinal", "paper_id")
    seen = min(SHARD_PAPERS, reading.papers - shard * SHARD_PAPERS)
    yield _part("papers", name, papers.height, (reading.name, texts), partial(_papers, lake, reading, shard, papers))
    yield _part("sightings", name, seen, (reading.name, moved), partial(_sightings, lake, reading, shard, joined))
    # the records that are no paper have no shard: they go with the first
    records = reading if shard == 0 else None
    rows = papers["rejects"].sum() + (records.rejects if records else 0)
    made_of = (records.name if records else "", _contents(papers))
    yield _part("rejects", name, rows, made_of, partial(_rejects, lake, records, papers))


def _fact_parts(
    lake: Lake, name: str, papers: pl.DataFrame, corrected: Mapping[str, Mapping[str, list[Fact]]], said: SaidRows
) -> Iterator[Part]:
    """The parts of one shard that hold facts. A reader's rows stand in the place of all others of the paper in that table."""
    for table, model in FACT_TABLES.items():
        read = {paper_id: corrected[table][paper_id] for paper_id in papers["paper_id"] if paper_id in corrected[table]}
        others = papers.filter(~pl.col("paper_id").is_in(list(read))) if read else papers
        more = pl.from_arrow(_rows([row for rows in read.values() for row in rows], model))
        if table == "artifacts":
            more = pl.concat([_said(lake, others, said), more])
        made_of = (_contents(others), more.write_json()) if more.height else (_contents(others),)
        yield _part(table, name, others[table].sum() + more.height, made_of, partial(_facts, lake, table, others, more))


def _contents(papers: pl.DataFrame) -> str:
    """What determines the rows that an extractor made of papers."""
    return _lines(papers, "paper_id", "text_id", "content")


def _lines(papers: pl.DataFrame, *columns: str) -> str:
    return papers.select(pl.concat_str(pl.col(*columns).cast(pl.String).fill_null("-"), separator=" ").str.join("\n")).item()


def _rows(rows: list[Row], model: type[Row]) -> pa.Table:
    return pa.Table.from_pylist([row.model_dump() for row in rows], schema=arrow_schema(model))


def _papers(lake: Lake, reading: Reading, shard: int, papers: pl.DataFrame) -> pa.Table:
    texts = read_shard(lake, reading, shard).select("ordinal", "title", "abstract", "source")
    return conform(papers.join(texts, on="ordinal"), Paper)


def _sightings(lake: Lake, reading: Reading, shard: int, joined: pl.DataFrame) -> pa.Table:
    seen = read_shard(lake, reading, shard).join(joined.select("ordinal", work_id="paper_id"), on="ordinal", how="left")
    return conform(seen.with_columns(paper_id=pl.coalesce("work_id", "paper_id")), Sighting)


def _facts(lake: Lake, table: str, papers: pl.DataFrame, more: pl.DataFrame) -> pa.Table:
    rows = rows_of(lake, table, papers)
    return conform(pl.concat([rows, more]) if more.height else rows, FACT_TABLES[table])


def _said(lake: Lake, papers: pl.DataFrame, said: SaidRows) -> pl.DataFrame:
    """The artifacts that fields beside the texts state, without those that the texts state too."""
    stating = papers.filter(pl.any_horizontal(pl.col("github_repo", "project_page").is_not_null()))
    rows = [row.model_dump() for paper in stating.iter_rows(named=True) for row in said(paper)]
    found = pl.from_arrow(pa.Table.from_pylist(rows, schema=arrow_schema(Artifact)))
    address = pl.col("url").str.to_lowercase().str.strip_suffix("/").str.strip_suffix(".git")
    known = rows_of(lake, "artifacts", stating).with_columns(address=address)
    return found.with_columns(address=address).join(known, on=["paper_id", "kind", "address"], how="anti").drop("address")


def _rejects(lake: Lake, records: Reading | None, papers: pl.DataFrame) -> pa.Table:
    rows = rows_of(lake, "rejects", papers)
    return conform(pl.concat([read_rejects(lake, records), rows]) if records else rows, Reject)
