"""CSV: a header that names a title and an abstract, then a paper a row; fields may hold line breaks in quotes."""

import csv
import re
from collections import deque
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
    """Lines that make one row: a quoted field that is open at the end of a line goes on in the next."""

    start: int
    end: int
    line: int
    text: str

    @property
    def is_blank(self) -> bool:
        return self.end - self.start <= RECORD_LIMIT and not self.text.strip()


def _rows(read: Iterator[Line]) -> Iterator[_Row]:
    """The rows. A line whose quoted field is never closed is a row by itself, so that a stray quote costs no other line."""
    ahead: deque[Line] = deque()  # read already, but of no row yet
    header = ""
    while ahead or (line := next(read, None)):
        line = ahead.popleft() if ahead else line
        header = header or line.text.strip()
        more = _lines_more(line, ahead, read, _delimiter(header), header) if '"' in line.text else 0
        lines = [line, *(ahead.popleft() for _ in range(more))]
        yield _Row(line.start, lines[-1].end, line.number, "".join(each.text for each in lines))


def _lines_more(line: Line, ahead: deque[Line], read: Iterator[Line], delimiter: str, header: str) -> int:
    """How many of the lines behind this one, which are read as far as need be, its quoted fields go on in: none where one is never
    closed within the limit of a record, or not as the end of a field, or where there are more of them than columns."""
    most, number = header.count(delimiter) + 1, 0
    quoted, begun = False, 0
    following = line
    while following.end - line.start <= RECORD_LIMIT:
        found = _quoted_after(following.text, quoted, delimiter)
        begun += found[1] if found else 0
        if found is None or begun > most:
            return 0
        quoted = found[0]
        if not quoted:
            return number
        if number == len(ahead):
            if (latest := next(read, None)) is None:
                return 0
            ahead.append(latest)
        following = ahead[number]
        number += 1
    return 0


_QUOTED = re.compile(r'[^"]*+(?:""[^"]*+)*+')


def _quoted_after(text: str, quoted: bool, delimiter: str) -> tuple[bool, int] | None:
    """Whether a quoted field is open at the end of a line, where one was or was not at its beginning, and how many begin in the line;
    null where a quote closes a field that goes on. A quote opens a field at its beginning alone."""
    place = begun = 0
    while True:
        if not quoted and text.startswith('"', place):
            quoted, begun, place = True, begun + 1, place + 1
        if quoted:
            place = _QUOTED.match(text, place).end() + 1
            if place > len(text):
                return True, begun
            if text[place : place + 1] not in (delimiter, "\r", "\n", ""):
                return None
            quoted = False
        place = text.find(delimiter, place) + 1
        if place == 0:
            return False, begun


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
