"""CSV: a header that names a title and an abstract, then a paper a row; fields may hold line breaks in quotes."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from extractors.dumps import lines, records
from extractors.dumps.base import SHARED_SOURCES, ReaderOptions
from extractors.dumps.lines import RECORD_LIMIT, Line, read_lines
from extractors.dumps.records import Columns, rejected
from extractors.dumps.spans import Listing, RejectReason, Span, SpanKind
from extractors.errors import DumpError

_DELIMITERS = ",;\t|"


class CsvTable:
    """Reads CSV with a header, whatever separates its fields: a comma, a semicolon, a tab or a bar."""

    name = "csv"
    version = "1"
    description = "CSV with a header that names a title and an abstract"
    precedence = 20
    sources = (*SHARED_SOURCES, Path(lines.__file__), Path(records.__file__), Path(__file__))
    tiles = True

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether the first line is a header that names a title and an abstract as usual, or as the options do."""
        return _header(head, options) is not None

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of the rows. Raises DumpError for a header that names no title or no abstract."""
        rows = _rows(read_lines(stream))
        columns = names = delimiter = None
        for row in rows:
            if row.is_blank:
                yield Span(SpanKind.SEPARATOR, row.start, row.end, row.line)
                continue
            if columns is None:
                delimiter = _delimiter(row.text)
                names = _fields(row.text, delimiter)
                columns = Columns(names or [], options.title, options.abstract)
                if not columns.are_papers:
                    raise DumpError(f"the header names no title or no abstract: {', '.join(names or [])[:200]}; name them as options")
                yield Span(SpanKind.INTERFACE, row.start, row.end, row.line)
                continue
            yield _span(row, _fields(row.text, delimiter), names, columns)


class _Row(NamedTuple):
    """Lines that make one row: a quote that is open at the end of a line goes on in the next."""

    start: int
    end: int
    line: int
    text: str

    @property
    def is_blank(self) -> bool:
        return self.end - self.start <= RECORD_LIMIT and not self.text.strip()


def _rows(read: Iterator[Line]) -> Iterator[_Row]:
    texts: list[str] = []
    start = number = quotes = 0
    end = 0
    for line in read:
        if not texts:
            start, number, quotes = line.start, line.number, 0
        quotes += line.text.count('"')
        if end - start <= RECORD_LIMIT or not texts:
            texts.append(line.text)
        end = line.end
        if quotes % 2 == 0:
            yield _Row(start, end, number, "".join(texts))
            texts = []
    if texts:
        yield _Row(start, end, number, "".join(texts))


def _header(head: bytes, options: ReaderOptions) -> Columns | None:
    first = next((line for line in head.decode("utf-8-sig", "replace").splitlines() if line.strip()), "")
    names = _fields(first, _delimiter(first)) or []
    if not set(filter(None, (options.title, options.abstract))) <= set(names):
        return None
    columns = Columns(names, options.title, options.abstract)
    return columns if columns.are_papers else None


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def _fields(text: str, delimiter: str) -> list[str] | None:
    """The fields of a row, null where the quotes of it do not fit."""
    try:
        found = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _span(row: _Row, fields: list[str] | None, names: list[str], columns: Columns) -> Span:
    place = f"line {row.line}"
    if row.end - row.start > RECORD_LIMIT:
        record = rejected(RejectReason.TOO_LONG, place, row.text)
    elif fields is None or len(fields) != len(names):
        why = "its quotes do not fit" if fields is None else f"it has {len(fields)} fields, the header {len(names)}"
        record = rejected(RejectReason.MALFORMED, place, row.text, why)
    else:
        found = columns.listing(dict(zip(names, fields, strict=True)))
        if isinstance(found, Listing):
            return Span(SpanKind.PAPER, row.start, row.end, row.line, found)
        record = rejected(found, place, row.text)
    return Span(SpanKind.REJECT, row.start, row.end, row.line, record)
