"""The example dumps: every paper of the gold file is listed, one of them twice, and one record is broken on purpose."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest

from extractors.dumps import Listing, ReaderOptions, RejectedRecord, RejectReason, Span, find_reader
from schemas import FACT_TABLES, claim_fields, paper_id_of
from schemas.facts import CLAIMS

EXAMPLES = Path(__file__).parents[3] / "examples"
GOLD = [json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text("utf-8").splitlines()]


def spans(dump: Path) -> list[Span]:
    data = dump.read_bytes()
    return list(find_reader(data, dump.name, ReaderOptions()).read(io.BytesIO(data), ReaderOptions()))


def test_the_dumps_list_the_papers_of_the_gold_file():
    listed = [span.record for dump in sorted((EXAMPLES / "dumps").iterdir()) for span in spans(dump) if isinstance(span.record, Listing)]
    assert {paper.title: paper.abstract for paper in listed} == {paper["title"]: paper["abstract"] for paper in GOLD}
    assert sorted(Counter(paper.title for paper in listed).values())[-2:] == [1, 2]


def test_one_record_is_broken_and_it_is_under_a_twentieth_of_its_dump():
    records = {dump: [span.record for span in spans(dump) if span.record] for dump in (EXAMPLES / "dumps").iterdir()}
    broken = [(dump, record) for dump, found in records.items() for record in found if isinstance(record, RejectedRecord)]
    ((dump, record),) = broken
    assert record.reason is RejectReason.MISSING_ABSTRACT
    assert len(records[dump]) > 20


@pytest.mark.parametrize("paper", GOLD, ids=lambda paper: paper["title"][:40])
def test_gold_rows_are_claims_with_verbatim_evidence(paper):
    assert paper["id"] == paper_id_of(paper["title"])
    for table in FACT_TABLES:
        for row in paper[table]:
            assert tuple(row) == claim_fields(table)
            CLAIMS[table](**row)
            assert row["evidence"] in paper["title"] or row["evidence"] in paper["abstract"]
