"""What every reader of dumps offers, and the identities of dumps and readings."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import MAXYEAR, MINYEAR
from pathlib import Path
from typing import BinaryIO, Protocol

import schemas.identity
import schemas.records
from extractors.dumps import spans
from extractors.dumps.spans import Span
from extractors.errors import DumpError
from schemas import SCHEMA_VERSION
from schemas.identity import digest

HEAD_SIZE = 64 * 1024
"""Bytes at the beginning of the uncompressed dump that a reader is shown to recognise its format."""

SHARED_SOURCES = (*(Path(module.__file__) for module in (spans, schemas.identity, schemas.records)), Path(__file__))
"""Source files that every reader's output depends on."""

_DUMP_ID_LENGTH = len(digest())


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What the user adds to a dump. Raises DumpError for a year outside 1 to 9999."""

    year: int | None = None
    """The year of its days, where the dump states none."""
    categories: str | None = None
    """Patterns such as `cs.* stat.ML`, separated by spaces: of papers with arXiv's categories, those in one of these are read."""
    title: str | None = None
    """The column of titles, where it has an unusual name."""
    abstract: str | None = None
    """The column of abstracts, where it has an unusual name."""

    def __post_init__(self) -> None:
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            raise DumpError(f"{self.year} is no year: give one from {MINYEAR} to {MAXYEAR}")


class Reader(Protocol):
    """Reads dumps of one format."""

    name: str
    version: str
    description: str
    """The format in a few words, for messages."""
    precedence: int
    """Where dumps of several formats hold a paper, the text of the highest precedence is the canonical one."""
    sources: tuple[Path, ...]
    """The files of source code that its output depends on."""
    tiles: bool
    """Do its spans tile the bytes of a dump? Those of a format that is not read from front to back have no bytes."""

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether a dump that begins with these bytes, its first `HEAD_SIZE` or all of it, is of this format."""
        ...

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of a dump from its beginning to its end, in memory that is bounded whatever its size.

        Raises DumpError for a dump that cannot be read to its end, and for options that do not fit it.
        """
        ...


def fingerprint(reader: Reader, options: ReaderOptions) -> str:
    """Identity of a reader with its options, 16 hexadecimal digits: another one whenever the output could be another."""
    sources = [part for path in reader.sources for part in (path.name, path.read_bytes())]
    return digest(reader.name, reader.version, SCHEMA_VERSION, repr(asdict(options)), *sources)


def dump_id_of(stream: BinaryIO) -> str:
    """Identity of an uncompressed dump: the first 16 hexadecimal digits of the SHA-256 of its bytes. Raises what reading raises."""
    return hashlib.file_digest(stream, "sha256").hexdigest()[:_DUMP_ID_LENGTH]
