"""Evaluation of an extractor on a gold file, and what is shown of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.base import Extractor
from extractors.errors import ExtractorError
from extractors.gold import GoldError, GoldPaper, read_gold
from extractors.grounding import extract
from extractors.registry import find_extractor
from extractors.scorer import Error, Report, Row, score
from extractors.text import Article
from schemas import FACT_TABLES, claim_fields


def evaluate(gold: Path, predicted: Path | None, extractor: str, min_confidence: float = 0.0) -> tuple[dict[str, GoldPaper], Report]:
    """The papers of a gold file and the score of the predicted rows, or of an extractor's where no file of rows is given.

    Of a paper, the tables that the gold file has are scored. Rows of a lower confidence than `min_confidence` are left out; a
    predicted row that states none is kept.

    Raises GoldError for a file that is not in the gold format, ExtractorError for an unknown extractor, OSError.
    """
    with gold.open("rb") as lines:
        papers = read_gold(lines, gold.name)
    if not papers:
        raise GoldError(f"{gold.name} holds no papers, so there is nothing to score")
    if not any(paper.rows for paper in papers.values()):
        raise GoldError(f"no paper of {gold.name} has rows, so there is nothing to score; the keys for them are: {', '.join(FACT_TABLES)}")
    if predicted:
        with predicted.open("rb") as lines:
            ours = {key: paper.rows for key, paper in read_gold(lines, predicted.name, needed=("id",)).items()}
        ours = {
            key: {table: [row for row in rows if _confidence(row) >= min_confidence] for table, rows in tables.items()}
            for key, tables in ours.items()
        }
    else:
        reader = find_extractor(extractor)
        ours = {key: rows_of(reader, paper, min_confidence) for key, paper in papers.items()}
    return papers, score({key: paper.rows for key, paper in papers.items()}, ours)


def rows_of(extractor: Extractor, paper: GoldPaper, min_confidence: float = 0.0) -> dict[str, list[dict[str, Any]]]:
    """An extractor's rows of one paper, by table, as the scorer takes them."""
    extraction = extract(extractor, paper.title, paper.abstract).of_at_least(min_confidence)
    return {table: [fact.model_dump() for fact in facts] for table, facts in extraction.rows.items()}


def _confidence(row: Row) -> float:
    stated = row.get("confidence")
    return stated if isinstance(stated, int | float) else 1.0


def score_lines(report: Report) -> Iterator[str]:
    """The scores as a table of lines."""
    yield f"{'table':18} {'level':5} {'P':>6} {'R':>6} {'F1':>6}  found extra missed"
    for name, table in report.tables.items():
        if not table.papers:
            yield f"{name:18} not scored: no paper of the file has it"
            continue
        for level in ("value", "row"):
            tally = getattr(table, level)
            yield (
                f"{name:18} {level:5} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}  "
                f"{tally.found:5} {tally.extra:5} {tally.missed:6}"
            )
        shares = (f"{field} {'-' if share is None else f'{share:.3f}'}" for field, share in table.fields.items())
        yield f"{'':18} fields: {', '.join(shares)}"
    yield f"mean F1: value {report.mean('value'):.3f}, row {report.mean('row'):.3f}"


def error_lines(papers: dict[str, GoldPaper], report: Report, tables: str) -> Iterator[str]:
    """Each missed and extra row of a table, or of `all` or `none`, with its sentence, in which the evidence is marked off.

    Raises ExtractorError for an unknown table.
    """
    if tables not in ("all", "none", *FACT_TABLES):
        raise ExtractorError(f"there is no table {tables!r}; there are: all, none, {', '.join(FACT_TABLES)}")
    for name, table in report.tables.items():
        if tables in ("all", name):
            for error in table.errors:
                yield from _shown(error, papers[error.paper_id])


def _shown(error: Error, paper: GoldPaper) -> Iterator[str]:
    row = {field: error.row[field] for field in claim_fields(error.table)}
    quote = row.pop("evidence")
    yield f"{error.what:6} {error.table} {error.paper_id} {json.dumps(row, ensure_ascii=False)}"
    document = next((each for each in reversed([*Article(paper.title, paper.abstract)]) if quote in each.text), None)
    if document is None:
        yield f"       (not in the paper) {quote}"
        return
    place = document.text.find(quote)
    start, end = document.sentence_at(place)
    after = document.text[place + len(quote) : end]
    yield f"       {document.text[start:place]}»{quote}«{after}"


def as_dict(report: Report) -> dict[str, Any]:
    """The scores as a dictionary: by table scored F1, precision and recall of each level and the share of each field; the means."""
    tables = {
        name: {
            level: {
                "p": tally.precision,
                "r": tally.recall,
                "f1": tally.f1,
                "found": tally.found,
                "extra": tally.extra,
                "missed": tally.missed,
            }
            for level, tally in (("value", table.value), ("row", table.row))
        }
        | {"fields": table.fields}
        for name, table in report.tables.items()
        if table.papers
    }
    return tables | {"mean": {level: report.mean(level) for level in ("value", "row")}}
