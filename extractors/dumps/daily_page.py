"""The text of a Daily Papers page: its interface, a day, then titles and abstracts in turn, a blank line between them."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, NamedTuple

from extractors.dumps import lines, page_text
from extractors.dumps.base import SHARED_SOURCES, ReaderOptions
from extractors.dumps.lines import RECORD_LIMIT, Line, read_lines
from extractors.dumps.page_text import ABSTRACT_LIMIT, Look, day_of, is_label, is_mark, is_page_header, look_of, may_be_title
from extractors.dumps.spans import RAW_LIMIT, Listing, RejectedRecord, RejectReason, Span, SpanKind
from schemas import normalise

_HELD_LIMIT = 100  # pieces of interface after a title; with more, it has no abstract


class DailyPage:
    """Reads the text of Daily Papers pages, with either header."""

    name = "daily-page"
    version = "1"
    description = "the text of a Daily Papers page"
    precedence = 10
    sources = (*SHARED_SOURCES, Path(lines.__file__), Path(page_text.__file__), Path(__file__))
    tiles = True

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether the header of such a page is there."""
        return is_page_header(line.strip() for line in head.decode("utf-8-sig", "replace").splitlines())

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of a page.

        A paper's span reaches from its title to the end of its abstract, labels that the page puts between them included.
        `listed_on` is null without a year in the options, and for Feb 29 of a year that has none.
        """
        pairing = _Pairing(options.year)
        for piece in _pieces(read_lines(stream)):
            yield from pairing.take(piece)
        yield from pairing.close()


class _PieceKind(Enum):
    BLANK = auto()
    INTERFACE = auto()
    BLOCK = auto()


class _Piece(NamedTuple):
    """Blank lines, a line of the interface, or a block of text, which ends at the first line that passes `RECORD_LIMIT`."""

    kind: _PieceKind
    start: int
    end: int
    line: int
    text: str

    @property
    def span(self) -> Span:
        kind = SpanKind.SEPARATOR if self.kind is _PieceKind.BLANK else SpanKind.INTERFACE
        return Span(kind, self.start, self.end, self.line)


class _Run:
    """Lines that make one piece: text up to a blank line or a label, or blank lines."""

    def __init__(self, kind: _PieceKind, line: Line) -> None:
        self.kind = kind
        self.first = line
        self.end = line.end
        self.texts = [line.text]

    def add(self, line: Line) -> None:
        if self.kind is _PieceKind.BLOCK and self.end - self.first.start <= RECORD_LIMIT:
            self.texts.append(line.text)
        self.end = line.end

    def piece(self) -> _Piece:
        return _Piece(self.kind, self.first.start, self.end, self.first.number, "".join(self.texts))


def _pieces(page_lines: Iterable[Line]) -> Iterator[_Piece]:
    """Yield the pieces of a page; they tile it as the lines do."""
    run: _Run | None = None
    label: str | None = None  # the last line, blank ones aside, where it is a label
    for line in page_lines:
        text = line.text.strip()
        in_block = run is not None and run.kind is _PieceKind.BLOCK
        if line.is_blank:
            kind = _PieceKind.BLANK
        elif is_label(text) or (not in_block and (day_of(text) or is_mark(text, label))):
            kind = _PieceKind.INTERFACE
        else:
            kind = _PieceKind.BLOCK
        if not line.is_blank:
            label = text if kind is _PieceKind.INTERFACE else None
        if run is not None and run.kind is kind and kind is not _PieceKind.INTERFACE:
            run.add(line)
            continue
        if run is not None:
            yield run.piece()
        run = _Run(kind, line)
    if run is not None:
        yield run.piece()


class _Pairing:
    """Makes papers of titles and abstracts, and rejects of what cannot be paired. At most one record is open."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.day: tuple[int, int] | None = None
        self.title: _Piece | None = None
        self.paragraphs: list[_Piece] = []
        self.held: list[_Piece] = []  # what came after the open record's last block, and may yet lie within the record
        self.before_last: list[_Piece] = []  # what stands between the last paragraph and the block before it

    def take(self, piece: _Piece) -> Iterator[Span]:
        """Yield the spans that are settled once this piece is known."""
        if piece.kind is _PieceKind.BLOCK:
            yield from self._take_block(piece)
            return
        day = day_of(piece.text.strip()) if piece.kind is _PieceKind.INTERFACE else None
        ends_record = day or (self.paragraphs and piece.kind is _PieceKind.INTERFACE) or len(self.held) >= _HELD_LIMIT
        if ends_record:
            yield from self.close()
        self.day = day or self.day
        if self.title is None:
            yield piece.span
        else:
            self.held.append(piece)

    def close(self) -> Iterator[Span]:
        """Yield the open record, if there is one, and what came after it."""
        if self.title is not None:
            yield self._paper(self.title) if self.paragraphs else _reject(self.title, RejectReason.MISSING_ABSTRACT)
        yield from (piece.span for piece in self.held)
        self.title, self.paragraphs, self.held = None, [], []

    def _take_block(self, block: _Piece) -> Iterator[Span]:
        too_long = block.end - block.start > RECORD_LIMIT
        if not too_long and self._continues(block):
            self.paragraphs.append(block)
            self.before_last, self.held = self.held, []
            return
        if not too_long and self._follows_a_title(block):
            title = self.paragraphs.pop()
            self.held = self.before_last
            yield from self.close()
            self.title, self.paragraphs = title, [block]
            return
        yield from self.close()
        if too_long:
            yield _reject(block, RejectReason.TOO_LONG)
        elif look_of(block.text) is Look.ABSTRACT:
            yield _reject(block, RejectReason.MISSING_TITLE)
        else:
            self.title = block

    def _continues(self, block: _Piece) -> bool:
        """Whether the block is the abstract of the open title, or its next paragraph as far as arXiv's limit allows."""
        if self.title is None:
            return False
        look = look_of(block.text)
        if not self.paragraphs:
            return look is not Look.TITLE
        return look is Look.ABSTRACT and len(_joined([*self.paragraphs, block])) <= ABSTRACT_LIMIT

    def _follows_a_title(self, block: _Piece) -> bool:
        """Whether what was taken for a last paragraph is the title of this block, which is too much for the open abstract."""
        return len(self.paragraphs) > 1 and look_of(block.text) is Look.ABSTRACT and may_be_title(self.paragraphs[-1].text)

    def _paper(self, title: _Piece) -> Span:
        month, day = self.day or (None, None)
        listing = Listing(normalise(title.text), _joined(self.paragraphs), month, day, _date(self.year, self.day))
        return Span(SpanKind.PAPER, title.start, self.paragraphs[-1].end, title.line, listing)


def _joined(paragraphs: list[_Piece]) -> str:
    return normalise("\n".join(paragraph.text for paragraph in paragraphs))


def _date(year: int | None, day: tuple[int, int] | None) -> date | None:
    if year is None or day is None:
        return None
    try:
        return date(year, *day)
    except ValueError:  # Feb 29 of a year that has none
        return None


_WHY = {
    RejectReason.MISSING_ABSTRACT: "it looks like a title, and no abstract follows",
    RejectReason.MISSING_TITLE: "it looks like an abstract, and no title stands before it",
    RejectReason.TOO_LONG: f"it is longer than the {RECORD_LIMIT:,} bytes that a record may have",
}


def _reject(block: _Piece, reason: RejectReason) -> Span:
    raw = block.text[:RAW_LIMIT]
    detail = f"line {block.line}: {_WHY[reason]}: “{normalise(raw)[:80]}”"
    return Span(SpanKind.REJECT, block.start, block.end, block.line, RejectedRecord(reason, detail, raw))
