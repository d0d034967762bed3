"""The gold format: JSON Lines, one paper a line, with the rows of each fact table as docs/rows.md defines them.

{"id": …, "title": …, "abstract": …, "model_sizes": [], "token_counts": [], "benchmarks": [], "benchmark_results": [], "artifacts": []}

An empty list says that the paper has no such row. A table that is not there says nothing: nobody went through it.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from extractors.base import Extraction
from extractors.errors import ExtractorError
from schemas import FACT_TABLES, claim_fields, normalise
from schemas.facts import CLAIMS

PROVENANCE = ("evidence_field", "evidence_start", "evidence_end", "confidence")
"""What stands in a row of ours beside the fields of the gold format."""


class GoldError(ExtractorError):
    """A gold file that cannot be read."""


class GoldPaper(NamedTuple):
    """A line of a gold file: the paper and its rows by table, without the tables that the line does not have."""

    id: str
    title: str
    abstract: str
    rows: dict[str, list[dict[str, Any]]]


class BadLine(NamedTuple):
    """A line that is not a paper: its number, from 1, and what is wrong with it."""

    number: int
    fault: str


def read_papers(lines: Iterable[str | bytes]) -> Iterator[GoldPaper | BadLine]:
    """The papers of JSON Lines, in order; a line that is no paper is a BadLine. Blank lines are skipped.

    Title and abstract are normalised; keys that are no table are ignored.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = record_of(line, ("id", "title", "abstract"))
            if isinstance(record, dict) and not normalise(record["title"]):
                record = "'title' is blank"
            yield BadLine(number, record) if isinstance(record, str) else _paper(record)


def record_of(line: str | bytes, needed: tuple[str, ...]) -> dict[str, Any] | str:
    """The JSON object that a line holds, `id` and the other keys that are needed being text; or what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(record, dict):
        return f"a JSON object with {', '.join(needed)} is needed, not {type(record).__name__}"
    for key in needed:
        if not isinstance(record.get(key), str):
            return f"{key!r} must be text, not {record[key]!r:.40}" if key in record else f"{key!r} is missing"
    if not record["id"].isascii() and any("\ud800" <= letter <= "\udfff" for letter in record["id"]):
        return "'id' holds half a surrogate pair, which no file can hold"
    return record


def _paper(record: dict[str, Any]) -> GoldPaper:
    rows = {table: record[table] for table in FACT_TABLES if table in record}
    return GoldPaper(record["id"], normalise(record.get("title", "")), normalise(record.get("abstract", "")), rows)


def read_gold(lines: Iterable[str | bytes], label: str, needed: tuple[str, ...] = ("id", "title", "abstract")) -> dict[str, GoldPaper]:
    """All papers of a gold file by id. For a file of rows alone, `id` is all that is needed.

    Where several lines are of one text, each table is that of the last line that has it.

    Raises GoldError for a line that is no paper, or that holds a row which is not one of its table.
    """
    papers = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record = record_of(line, needed)
        if isinstance(record, str):
            raise GoldError(f"{label}, line {number}: {record}")
        paper = _paper(record)
        before = papers.get(paper.id)
        same_text = before is not None and before[:3] == paper[:3]
        papers[paper.id] = paper._replace(rows=before.rows | paper.rows) if same_text else paper
        for table, rows in paper.rows.items():
            if not isinstance(rows, list):
                raise GoldError(f"{label}, line {number}: {table} must be a list of rows")
            for row in rows:
                _check_row(table, row, f"{label}, line {number}")
    return papers


def _check_row(table: str, row: object, where: str) -> None:
    if not isinstance(row, dict):
        raise GoldError(f"{where}: a row of {table} must be an object, not {row!r:.40}")
    try:
        CLAIMS[table].model_validate({name: row[name] for name in claim_fields(table) if name in row})
    except ValidationError as error:
        problem = error.errors()[0]
        raise GoldError(f"{where}: {table}, {'.'.join(map(str, problem['loc']))}: {problem['msg']}") from error


def gold_line(paper_id: str, title: str, abstract: str, extraction: Extraction) -> str:
    """A paper with an extraction's rows as one line of the gold format, the place of the evidence beside its fields."""
    record: dict[str, Any] = {"id": paper_id, "title": title, "abstract": abstract}
    for table, facts in extraction.rows.items():
        names = (*claim_fields(table), *PROVENANCE)
        record[table] = [{name: getattr(fact, name) for name in names} for fact in facts]
    return json.dumps(record, ensure_ascii=False)
