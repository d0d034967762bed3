"""The elements of a JSON array as it streams by, each with its place, in bounded memory."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from extractors.dumps.lines import RECORD_LIMIT

_CHUNK = 256 * 1024
_SIGNS = re.compile(rb'\\.|["{}\[\],\n]', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


class Element(NamedTuple):
    """An element of the array, or what stands between two: bytes from 0, lines from 1.

    `data` is null for what is between: the brackets, commas and white space. It is cut at `RECORD_LIMIT` bytes.
    """

    start: int
    end: int
    line: int
    data: bytes | None


class _Open:
    """A stretch of the file that is not yet at its end."""

    def __init__(self, start: int, line: int):
        self.start, self.line, self.kept = start, line, bytearray()

    def add(self, data: bytes) -> None:
        if len(self.kept) <= RECORD_LIMIT:
            self.kept += data[: RECORD_LIMIT + 1 - len(self.kept)]


def elements(stream: BinaryIO) -> Iterator[Element]:
    """Yield elements, and what is between them, in order: they tile the stream, whatever it holds."""
    depth, quoted, line, offset = 0, False, 1, 0
    now = _Open(0, 1)
    rest = b""
    while chunk := stream.read(_CHUNK):
        chunk = rest + chunk
        rest = b"\\" if chunk.endswith(b"\\") and not _ends_escaped(chunk) else b""
        chunk = chunk[: len(chunk) - len(rest)]
        done = 0
        for sign in _SIGNS.finditer(chunk):
            mark = sign[0]
            if mark == b'"':
                quoted = not quoted
            elif mark == b"\n":
                line += 1
            elif mark.startswith(b"\\"):
                line += mark.count(b"\n")
            elif not quoted:
                if mark in b"{[":
                    depth += 1
                elif mark in b"}]":
                    depth -= 1
            ends = _boundary(mark, depth, quoted)
            if ends:
                place = sign.start() if ends == "before" else sign.end()
                now.add(chunk[done:place])
                yield from _closed(now, offset + place)
                now, done = _Open(offset + place, line), place
        now.add(chunk[done:])
        offset += len(chunk)
    now.add(rest)
    yield from _closed(now, offset + len(rest))


def _ends_escaped(chunk: bytes) -> bool:
    """Is the backslash that a chunk ends with itself escaped?"""
    return (len(chunk) - len(chunk.rstrip(b"\\"))) % 2 == 0


def _boundary(mark: bytes, depth: int, quoted: bool) -> str | None:
    """Does an element or a separator end before or behind a sign?"""
    if quoted:
        return None
    if mark == b"," and depth == 1:
        return "before"
    if (mark == b"{" and depth == 2) or (mark == b"]" and depth == 0):
        return "before"
    if (mark == b"}" and depth == 1) or (mark == b"[" and depth == 1):
        return "behind"
    return None


def _closed(now: _Open, end: int) -> Iterator[Element]:
    if end > now.start:
        data = bytes(now.kept).removeprefix(_BOM) if now.start == 0 else bytes(now.kept)
        between = not data.strip(b" \t\r\n,[]")
        yield Element(now.start, end, now.line, None if between else data)
