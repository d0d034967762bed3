"""JSON Lines: a JSON object a line, with a title and an abstract."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from extractors.dumps import lines, records
from extractors.dumps.base import SHARED_SOURCES, ReaderOptions
from extractors.dumps.lines import RECORD_LIMIT, read_lines
from extractors.dumps.records import Columns, Record, rejected
from extractors.dumps.spans import Listing, RejectReason, Span, SpanKind

SOURCES = (*SHARED_SOURCES, Path(lines.__file__), Path(records.__file__), Path(__file__))
"""The files of source code that whatever reads JSON Lines depends on."""


class JsonLines:
    """Reads JSON Lines of papers, the fields by their usual names or as the options name them."""

    name = "json-lines"
    version = "1"
    description = "JSON Lines: an object with a title and an abstract a line"
    precedence = 20
    sources = SOURCES
    tiles = True

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether the first line is a JSON object."""
        return first_record(head) is not None

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of the lines. Names are looked for in each line, for lines may differ in what they leave out."""
        known: dict[tuple[str, ...], Columns] = {}

        def listing(record: Record) -> Listing | RejectReason:
            names = tuple(record)
            if names not in known:
                if len(known) > 1000:
                    known.clear()
                known[names] = Columns(list(names))
            columns = known[names]
            columns.title, columns.abstract = options.title or columns.title, options.abstract or columns.abstract
            return columns.listing(record)

        yield from read_json_lines(stream, listing)


def first_record(head: bytes) -> Record | None:
    """The object of the first line that is not blank; null where it is none, or is cut."""
    for line in head.decode("utf-8-sig", "replace").split("\n"):
        if line.strip():
            record = parsed(line)
            return record if isinstance(record, dict) else None
    return None


def parsed(text: str) -> object:
    """What a JSON text says; null where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def read_json_lines(stream: BinaryIO, listing: Callable[[Record], Listing | RejectReason | None]) -> Iterator[Span]:
    """Yield the spans of JSON Lines; `listing` says what a record is: a paper, why it is none, or null where it is left out."""
    for line in read_lines(stream):
        if line.is_blank:
            yield Span(SpanKind.SEPARATOR, line.start, line.end, line.number)
        else:
            yield json_span(line.start, line.end, line.number, line.text, listing)


def json_span(start: int, end: int, line: int, text: str, listing: Callable[[Record], Listing | RejectReason | None]) -> Span:
    """The span of a record that stands as JSON in a dump."""
    found: Listing | RejectReason | None = RejectReason.TOO_LONG
    if end - start <= RECORD_LIMIT:
        record = parsed(text)
        found = listing(record) if isinstance(record, dict) else RejectReason.MALFORMED
    if found is None:
        return Span(SpanKind.LEFT_OUT, start, end, line)
    if isinstance(found, Listing):
        return Span(SpanKind.PAPER, start, end, line, found)
    why = "it is no JSON object" if found is RejectReason.MALFORMED else None
    return Span(SpanKind.REJECT, start, end, line, rejected(found, f"line {line}", text, why))
