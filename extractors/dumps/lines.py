"""Lines of a stream of bytes with their places, in bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

RECORD_LIMIT = 1 << 20
"""Bytes that are kept of a line, and that a record may have at most."""

_CHUNK = 256 * 1024
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line, its terminator (LF, CRLF or CR) included; places are bytes from 0, `number` counts from 1.

    `text` has U+FFFD for what is not UTF-8, no byte order mark at the start of the stream, and ends at `RECORD_LIMIT` bytes.
    """

    start: int
    end: int
    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether it is white space alone; of a line that was cut this is not known, so it is not."""
        return not self.text.strip() and self.end - self.start <= RECORD_LIMIT


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream in pieces, none of which ends between a CR and an LF."""
    held = b""
    while chunk := stream.read(_CHUNK):
        chunk = held + chunk
        held = b"\r" if chunk.endswith(b"\r") else b""
        yield chunk.removesuffix(b"\r")
    yield held


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a stream; the last one may lack a terminator."""
    start, length, number, kept = 0, 0, 1, b""

    def line() -> Line:
        data = kept[:RECORD_LIMIT]
        return Line(start, start + length, number, (data.removeprefix(_BOM) if start == 0 else data).decode("utf-8", "replace"))

    for chunk in _chunks(stream):
        for piece in chunk.splitlines(keepends=True):
            length += len(piece)
            if len(kept) < RECORD_LIMIT:
                kept += piece
            if piece.endswith((b"\n", b"\r")):
                yield line()
                start, length, number, kept = start + length, 0, number + 1, b""
    if length:
        yield line()
