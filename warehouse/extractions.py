"""Extractions: what an extractor made of the texts it has seen, as immutable parts keyed by text."""

import json
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock

from schemas import FACT_TABLES, Fact, Reject, Row, arrow_schema, struct_type
from schemas.identity import digest
from warehouse.files import publish, staging, write_parquet
from warehouse.lake import Lake

COLUMNS: dict[str, type[Row]] = {**FACT_TABLES, "rejects": Reject}
"""The lists of rows that are kept of each text."""

_SCHEMA = pa.schema(
    [
        pa.field("text_id", pa.string(), nullable=False),
        pa.field("content", pa.string(), nullable=False, metadata={"description": "Digest of all rows of the text"}),
        *(pa.field(name, pa.list_(struct_type(model)), nullable=False) for name, model in COLUMNS.items()),
    ]
)


class TextRows(NamedTuple):
    """What an extractor made of one text. Tables without rows may be left out."""

    text_id: str
    facts: dict[str, list[Fact]]
    rejects: list[Reject]


def write_extraction(lake: Lake, fingerprint: str, texts: Iterable[TextRows], *, replace: bool = False) -> None:
    """Store what the extractor with this fingerprint made of a shard of texts, those without any rows included.

    With `replace`, what the extractor made of these texts before is dropped.
    """
    rows = [_row(text) for text in sorted({text.text_id: text for text in texts}.values())]
    if not rows:
        return
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    with FileLock(lake.lock) if replace else nullcontext():  # no snapshot is built while texts are in two parts
        written = _write_part(lake, fingerprint, table)
        for part in _parts(lake, fingerprint) if replace else ():
            if part != written:
                _drop_texts(lake, part, table["text_id"])


def _write_part(lake: Lake, fingerprint: str, table: pa.Table) -> Path:
    part = lake.extractions / fingerprint / f"{digest(*table['text_id'].to_pylist())}.parquet"
    with staging(lake) as staged:
        write_parquet(table, staged / part.name)
        publish(staged / part.name, part)
    return part


def _drop_texts(lake: Lake, part: Path, text_ids: pa.ChunkedArray) -> None:
    with pq.ParquetFile(part) as file:
        table = file.read()
    others = table.filter(pc.invert(pc.is_in(table["text_id"], text_ids.combine_chunks())))
    if others.num_rows < table.num_rows:
        if others.num_rows:
            _write_part(lake, part.parent.name, others)
        part.unlink()


def _row(text: TextRows) -> dict:
    rows = {name: [fact.model_dump() for fact in text.facts.get(name, [])] for name in FACT_TABLES}
    rows["rejects"] = [reject.model_dump() for reject in text.rejects]
    return {"text_id": text.text_id, "content": digest(json.dumps(rows)), **rows}


def seen_texts(lake: Lake, fingerprint: str) -> pl.Series:
    """The text_ids that the extractor with this fingerprint has seen, whatever it found in them."""
    parts = _parts(lake, fingerprint)
    seen = (pl.read_parquet(part, columns=["text_id"], glob=False).to_series() for part in parts)
    return pl.concat([pl.Series("text_id", [], pl.String), *seen]).unique(maintain_order=True)


def chosen_texts(lake: Lake, preferred: Iterable[str]) -> pl.DataFrame:
    """Every text that an extractor has seen, with whose rows stand for it: those of the first extractor in `preferred`.

    Columns: text_id, content (digest of the rows), fingerprint and part (where they are), and for each kind of rows its count.
    """
    indexes = [_index(lake, fingerprint, part) for fingerprint in preferred for part in _parts(lake, fingerprint)]
    schema = {"text_id": pl.String, "content": pl.String, **dict.fromkeys(COLUMNS, pl.Int32), "fingerprint": pl.String, "part": pl.String}
    return pl.concat([pl.DataFrame(schema=schema), *indexes]).unique("text_id", keep="first", maintain_order=True)


def _parts(lake: Lake, fingerprint: str) -> list[Path]:
    return sorted((lake.extractions / fingerprint).glob("*.parquet"))


def _index(lake: Lake, fingerprint: str, part: Path) -> pl.DataFrame:
    # one leaf of each list is enough to know how long it is
    leaves = {name: "level" if name == "rejects" else "evidence_start" for name in COLUMNS}
    columns = ["text_id", "content", *(f"{name}.list.element.{leaf}" for name, leaf in leaves.items())]
    with pq.ParquetFile(part) as file:
        index = pl.from_arrow(file.read(columns=columns))
    counts = [pl.col(name).list.len().cast(pl.Int32) for name in COLUMNS]
    return index.select("text_id", "content", *counts, fingerprint=pl.lit(fingerprint), part=pl.lit(part.name))


def rows_of(lake: Lake, name: str, texts: pl.DataFrame) -> pl.DataFrame:
    """The rows of one kind of all these texts, with the paper_id that the texts have here.

    `texts` has the columns of `chosen_texts`, and paper_id.
    """
    rows = [pl.from_arrow(arrow_schema(COLUMNS[name]).empty_table())]
    for (fingerprint, part), group in texts.filter(pl.col(name) > 0).group_by("fingerprint", "part"):
        stored = pl.read_parquet(lake.extractions / fingerprint / part, columns=["text_id", name], glob=False)
        found = stored.join(group.select("paper_id", "text_id"), on="text_id").select("paper_id", name).explode(name)
        rows.append(found.select(pl.col(name).struct.with_fields(paper_id=pl.col("paper_id"))).unnest(name))
    return pl.concat(rows)
