"""Corrections: rows of a paper that a reader put right, as immutable files; which of them are in force, the log says."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from schemas import FACT_TABLES, Fact
from schemas.identity import digest
from warehouse.errors import LakeError, reason
from warehouse.files import publish, staging
from warehouse.lake import Lake

Key = tuple[str, str]
"""A paper_id, that of the title that the reader saw, and a table."""


@dataclass(frozen=True)
class Correction:
    """What a reader says of one paper. Its file is one line of a corrections file, so that it can be taken in anew."""

    id: str
    """The paper_id of `title`: the paper itself may go by another where an arXiv id joins two titles."""
    title: str
    abstract: str
    text_id: str
    reviewer: str
    reviewed_at: str
    rows: dict[str, list[Fact]]
    """The right rows of the tables that were read, an empty list where there are none."""
    beside: dict[str, dict[str, str]] = field(default_factory=dict)
    """By table, the fields beside the text that its rows rest on, as they were."""

    def holds_for(self, table: str, paper: Mapping[str, Any]) -> bool:
        """Does a row of `papers` still say what the reader saw, as far as this table goes?"""
        rests_on = self.beside.get(table, {})
        return paper["text_id"] == self.text_id and all(paper[name] == value for name, value in rests_on.items())


def write_correction(lake: Lake, correction: Correction) -> str:
    """Keep a correction, and say the name of its file. A file that is there already is left as it is, unless it is damaged."""
    line = _line(correction)
    name = _name(line)
    file = lake.corrections / name
    if file.exists() and file.read_bytes() == line:
        return name
    with staging(lake) as staged:
        written = staged / name
        written.write_bytes(line)
        publish(written, file)
    return name


def load_corrections(lake: Lake, corrected: Mapping[Key, str]) -> dict[str, Correction]:
    """The corrections by the names of their files, of which the log says whose they are. Raises LakeError for one that is missing or
    damaged."""
    return {name: _load(lake, name, paper_id) for name, paper_id in {name: paper_id for (paper_id, _), name in corrected.items()}.items()}


def _load(lake: Lake, name: str, paper_id: str) -> Correction:
    file = lake.corrections / name
    try:
        line = file.read_bytes()
        if _name(line) != name:
            raise ValueError("it is not what was written")
        return _correction(line)
    except (OSError, ValueError, TypeError) as error:
        raise LakeError(
            f"{file} cannot be read ({reason(error)}): restore it, take the reader's file in again with `paperlake correct FILE`, "
            f"or give the corrections up with `paperlake correct --undo {paper_id}`"
        ) from error


def _name(line: bytes) -> str:
    return f"{digest(line)}.jsonl"


def _line(correction: Correction) -> bytes:
    record = {name: value for name, value in vars(correction).items() if name != "rows"}
    rows = {table: [row.model_dump() for row in rows] for table, rows in correction.rows.items()}
    return json.dumps(record | rows, ensure_ascii=False).encode() + b"\n"


def _correction(line: bytes) -> Correction:
    record = json.loads(line)
    rows = {table: [model.model_validate(row) for row in record.pop(table)] for table, model in FACT_TABLES.items() if table in record}
    return Correction(rows=rows, **record)


def in_force(lake: Lake, corrected: Mapping[Key, str], papers: pl.DataFrame) -> dict[str, dict[str, list[Fact]]]:
    """By table and paper_id, the rows that stand in the place of all others: those of the corrections that hold for `papers`.

    `corrected` names the file of each paper and table, as the log has it. Raises LakeError for one that cannot be read.
    """
    found: dict[str, dict[str, list[Fact]]] = {table: {} for table in FACT_TABLES}
    corrections = load_corrections(lake, corrected)
    known = papers_known_as(papers.lazy(), {paper_id for paper_id, _ in corrected})
    for (paper_id, table), name in corrected.items():
        paper = known.get(paper_id)
        if paper and corrections[name].holds_for(table, paper):
            own = {"paper_id": paper["paper_id"]}
            found[table][paper["paper_id"]] = [row.model_copy(update=own) for row in corrections[name].rows[table]]
    return found


def papers_known_as(papers: pl.LazyFrame, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The rows of `papers` that go by these ids, as their own or as an alias, by that id."""
    wanted = set(ids)
    known_as = pl.col("paper_id").is_in(wanted) | pl.col("aliases").list.eval(pl.element().is_in(wanted)).list.any()
    rows = papers.filter(known_as).collect().iter_rows(named=True)
    return {known: row for row in rows for known in (row["paper_id"], *row["aliases"]) if known in wanted}
