"""The gold format: JSON Lines, one paper a line, with the rows of each fact table as docs/rows.md defines them.

{"id": …, "title": …, "abstract": …, "model_sizes": [], "token_counts": [], "benchmarks": [], "benchmark_results": [], "artifacts": []}
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from extractors.base import Extraction
from extractors.errors import ExtractorError
from schemas import FACT_TABLES, claim_fields, normalise

PROVENANCE = ("evidence_field", "evidence_start", "evidence_end")
"""What stands in a row of ours beside the fields of the gold format."""


class GoldError(ExtractorError):
    """A gold file that cannot be read."""


class GoldPaper(NamedTuple):
    """A line of a gold file: the paper and its rows by table."""

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

    Title and abstract are normalised; tables that a paper does not have are empty; other keys are ignored.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            paper = _paper(line)
            yield BadLine(number, paper) if isinstance(paper, str) else paper


def _paper(line: str | bytes) -> GoldPaper | str:
    """The paper that a line holds, or what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    if not isinstance(record, dict):
        return f"a JSON object with id, title and abstract is needed, not {type(record).__name__}"
    for key in ("id", "title", "abstract"):
        if not isinstance(record.get(key), str):
            return f"{key!r} must be text, not {record[key]!r:.40}" if key in record else f"{key!r} is missing"
    if not record["title"].strip():
        return "'title' is blank"
    rows = {table: record.get(table, []) for table in FACT_TABLES}
    return GoldPaper(record["id"], normalise(record["title"]), normalise(record["abstract"]), rows)


def read_gold(lines: Iterable[str | bytes], label: str) -> dict[str, GoldPaper]:
    """All papers of a gold file by id. Raises GoldError for a line that is no paper or whose rows lack a field."""
    papers = {}
    for paper in read_papers(lines):
        if isinstance(paper, BadLine):
            raise GoldError(f"{label}, line {paper.number}: {paper.fault}")
        for table, rows in paper.rows.items():
            if not isinstance(rows, list):
                raise GoldError(f"{label}, paper {paper.id}: {table} must be a list of rows")
            for row in rows:
                lacking = [name for name in claim_fields(table) if not isinstance(row, dict) or name not in row]
                if lacking:
                    raise GoldError(f"{label}, paper {paper.id}: a row of {table} lacks {', '.join(lacking)}")
        papers[paper.id] = paper
    return papers


def gold_line(paper_id: str, title: str, abstract: str, extraction: Extraction) -> str:
    """A paper with an extraction's rows as one line of the gold format, the place of the evidence beside its fields."""
    record: dict[str, Any] = {"id": paper_id, "title": title, "abstract": abstract}
    for table, facts in extraction.rows.items():
        names = (*claim_fields(table), *PROVENANCE)
        record[table] = [{name: getattr(fact, name) for name in names} for fact in facts]
    return json.dumps(record, ensure_ascii=False)
