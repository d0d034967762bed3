"""What the Daily Papers API answers: a JSON array of papers as they were listed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extractors.dumps import json_array
from extractors.dumps.base import ReaderOptions
from extractors.dumps.json_array import elements
from extractors.dumps.json_lines import SOURCES, json_span
from extractors.dumps.records import Record, arxiv_id_of, count_of, date_of, listing, text_of
from extractors.dumps.spans import Listing, RejectReason, Span, SpanKind

_BEGINS = re.compile(rb'\s*\[\s*(?:\]|\{.*?"paper"\s*:\s*\{)', re.DOTALL)


class DailyApi:
    """Reads answers of the Daily Papers API, in which any field may be missing but title and abstract."""

    name = "daily-api"
    version = "1"
    description = "JSON of the Daily Papers API"
    precedence = 30
    sources = (*SOURCES, Path(json_array.__file__), Path(__file__))
    tiles = True

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether an array begins whose first element has a `paper`, or an empty one."""
        return _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of the array."""
        for element in elements(stream):
            if element.data is None:
                yield Span(SpanKind.SEPARATOR, element.start, element.end, element.line)
            else:
                text = element.data.decode("utf-8", "replace")
                yield json_span(element.start, element.end, element.line, text, _listing)


def _listing(entry: Record) -> Listing | RejectReason:
    paper = entry.get("paper")
    if not isinstance(paper, dict):
        paper = {}
    listed_on = date_of(paper.get("submittedOnDailyAt"))
    return listing(
        paper.get("title") or entry.get("title"),
        paper.get("summary") or entry.get("summary"),
        listed_month=listed_on and listed_on.month,
        listed_day=listed_on and listed_on.day,
        listed_on=listed_on,
        arxiv_id=arxiv_id_of(paper.get("id")),
        published_on=date_of(paper.get("publishedAt")) or date_of(entry.get("publishedAt")),
        upvotes=count_of(paper.get("upvotes")),
        comments=count_of(entry.get("numComments")),
        github_repo=text_of(paper.get("githubRepo")),
        project_page=text_of(paper.get("projectPage")),
    )
