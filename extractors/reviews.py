"""Reviews: lines of the gold format in which a reader says what is right, with who read which text, and when.

{"id": …, "text_id": …, "reviewer": "Ada Heron", "reviewed_at": "2024-06-03T12:00:00Z", "model_sizes": [], …}
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from extractors.base import Candidate, Extraction
from extractors.gold import BadLine, record_of
from extractors.grounding import ground
from extractors.text import Article
from schemas import FACT_TABLES, Fact, Field, claim_fields

LONGEST_NAME = 100
"""Characters of a reviewer's name, at most."""

_NEEDED = ("id", "text_id", "reviewer", "reviewed_at")
_PLACE = ("evidence_field", "evidence_start")
_BESIDE = tuple(field for field in Field if field not in (Field.TITLE, Field.ABSTRACT))


class Review(NamedTuple):
    """A line of a corrections file: what somebody says of one text, table by table, as it was written."""

    number: int
    paper_id: str
    text_id: str
    reviewer: str
    reviewed_at: str
    tables: dict[str, Any]


class WrongRow(NamedTuple):
    """A row that does not pass: as it was written, and why not."""

    row: str
    reason: str


class Grounded(NamedTuple):
    """The rows of one table that passed the gate, those that did not, and the fields beside the text that the first ones rest on."""

    rows: list[Fact]
    wrong: list[WrongRow]
    beside: dict[str, str]


def label_of(reviewer: str) -> str:
    """What the `extractor` column says of a reader's rows."""
    return f"reviewer {reviewer}"


def read_reviews(lines: Iterable[str | bytes]) -> Iterator[Review | BadLine]:
    """The reviews of JSON Lines, in order; a line that is none is a BadLine. Blank lines are skipped, other keys are ignored."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            record = record_of(line, _NEEDED)
            fault = record if isinstance(record, str) else _fault(record)
            if fault:
                yield BadLine(number, fault)
            else:
                tables = {table: record[table] for table in FACT_TABLES if table in record}
                reviewed_at = _time(record["reviewed_at"])
                yield Review(number, record["id"], record["text_id"], record["reviewer"].strip(), reviewed_at, tables)


def _fault(record: dict[str, Any]) -> str | None:
    """What is wrong with a record that has all that is needed."""
    reviewer = record["reviewer"].strip()
    if not reviewer or len(reviewer) > LONGEST_NAME or not reviewer.isprintable():
        return f"'reviewer' must be a name of 1 to {LONGEST_NAME} characters, none of them a control character"
    if _time(record["reviewed_at"]) is None:
        return f"'reviewed_at' must be a time with its zone, such as 2024-06-03T12:00:00Z, not {record['reviewed_at']!r:.40}"
    if not any(table in record for table in FACT_TABLES):
        return f"it has no table that was read; there are: {', '.join(FACT_TABLES)}"
    return None


def _time(text: str) -> str | None:
    """A time in ISO 8601, as Python writes it; null for what is none, or has no zone."""
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return time.isoformat() if time.tzinfo else None


def grounded(review: Review, table: str, paper: Mapping[str, Any]) -> Grounded:
    """Let a review's rows of one table through the gate, given the paper's title, abstract and other fields by name.

    A row is certain, and is placed by its `evidence_field` and `evidence_start` where it has them.
    """
    rows = review.tables[table]
    if not isinstance(rows, list):
        return Grounded([], [WrongRow(_written(rows), "a table must be a list of rows")], {})
    candidates = [_candidate(table, row) for row in rows if _is_flat(table, row)]
    malformed = [WrongRow(_written(row), "a row must be an object of texts, numbers and nulls") for row in rows if not _is_flat(table, row)]

    def through(beside: dict[Field, str]) -> Extraction:
        return ground(candidates, Article(paper["title"], paper["abstract"], beside), label_of(review.reviewer))

    beside = {field: paper[field] for field in _BESIDE if paper[field]}
    extraction = through(beside)
    for field in tuple(beside):  # rows rest on those fields alone without which more of them would fail
        others = {name: value for name, value in beside.items() if name != field}
        if len((without := through(others)).rejects) == len(extraction.rejects):
            beside, extraction = others, without
    wrong = [WrongRow(_cut(reject.raw), reject.detail) for reject in extraction.rejects]
    return Grounded(extraction.rows[table], malformed + wrong, {str(field): value for field, value in beside.items()})


def _is_flat(table: str, row: object) -> bool:
    """Is it an object whose fields, as far as they matter here, hold no lists or objects?"""
    known = (*claim_fields(table), *_PLACE)
    return isinstance(row, dict) and not any(isinstance(row.get(name), list | dict) for name in known)


def _candidate(table: str, row: dict[str, Any]) -> Candidate:
    claim = {name: row[name] for name in claim_fields(table) if name in row}
    return Candidate(table, claim, *(row.get(name) for name in _PLACE), confidence=1.0)


def _written(row: object) -> str:
    """A row for a message, as JSON."""
    try:
        return _cut(json.dumps(row, ensure_ascii=False))
    except RecursionError:
        return "a row of many levels"


def _cut(text: str) -> str:
    return text if len(text) <= 200 else text[:200] + "…"
