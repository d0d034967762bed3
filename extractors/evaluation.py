"""Evaluation of an extractor on a gold file, and what is shown of it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from extractors.base import Extractor, Unanswered
from extractors.errors import ExtractorError
from extractors.gold import GoldError, GoldPaper, read_gold
from extractors.scorer import Error, Report, Row, score
from extractors.text import Article
from schemas import FACT_TABLES, claim_fields


class Evaluation(NamedTuple):
    """The papers that were scored, the scores, and the papers that the extractor did not answer: those are not scored."""

    papers: dict[str, GoldPaper]
    report: Report
    unanswered: list[Unanswered]


def evaluate(
    gold: Path, predicted: Path | Extractor, min_confidence: float = 0.0, progress: Callable[[int], None] = lambda _: None
) -> Evaluation:
    """Score the rows of a file, or those that an extractor makes, against a gold file.

    Of a paper, the tables that the gold file has are scored. Rows of a lower confidence than `min_confidence` are left out; a
    predicted row that states none is kept. `progress` is told of each paper that is extracted.

    Raises GoldError for a file that is not in the gold format, ExtractorError where the extractor cannot do its work, OSError.
    """
    with gold.open("rb") as lines:
        papers = read_gold(lines, gold.name)
    if not papers:
        raise GoldError(f"{gold.name} holds no papers, so there is nothing to score")
    if not any(paper.rows for paper in papers.values()):
        raise GoldError(f"no paper of {gold.name} has rows, so there is nothing to score; the keys for them are: {', '.join(FACT_TABLES)}")
    unanswered: list[Unanswered] = []
    if isinstance(predicted, Path):
        with predicted.open("rb") as lines:
            ours = {key: paper.rows for key, paper in read_gold(lines, predicted.name, needed=("id",)).items()}
        ours = {
            key: {table: [row for row in rows if _confidence(row) >= min_confidence] for table, rows in tables.items()}
            for key, tables in ours.items()
        }
    else:
        ours, unanswered = rows_of(predicted, papers, min_confidence, progress)
        papers = {key: paper for key, paper in papers.items() if key in ours}
        if not papers:
            reasons = Counter(each.detail for each in unanswered)
            raise ExtractorError(f"no paper got an answer, so there is nothing to score: {', '.join(reasons)}")
    return Evaluation(papers, score({key: paper.rows for key, paper in papers.items()}, ours), unanswered)


Rows = dict[str, list[dict[str, Any]]]
"""The rows of a paper by table, as the scorer takes them."""


def rows_of(
    extractor: Extractor,
    papers: Mapping[str, GoldPaper],
    min_confidence: float = 0.0,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[dict[str, Rows], list[Unanswered]]:
    """An extractor's rows of papers, by their ids, and the papers that it did not answer. Raises ExtractorError."""
    found: dict[str, Rows] = {}
    unanswered = []
    articles = (Article(paper.title, paper.abstract) for paper in papers.values())
    for key, made in zip(papers, extractor.extractions(articles), strict=True):
        progress(1)
        if isinstance(made, Unanswered):
            unanswered.append(made)
        else:
            rows = made.of_at_least(min_confidence).rows
            found[key] = {table: [fact.model_dump() for fact in facts] for table, facts in rows.items()}
    return found, unanswered


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
