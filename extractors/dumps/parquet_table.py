"""Parquet: a table with a column of titles and one of abstracts."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow.parquet as pq

from extractors.dumps import records
from extractors.dumps.base import SHARED_SOURCES, ReaderOptions
from extractors.dumps.records import Columns, rejected
from extractors.dumps.spans import Listing, Span, SpanKind
from extractors.errors import DumpError

_MAGIC = b"PAR1"
_BATCH = 1024
_IN_MEMORY = 16 << 20


class ParquetTable:
    """Reads Parquet files with a title and an abstract a row."""

    name = "parquet"
    version = "1"
    description = "Parquet with a column of titles and one of abstracts"
    precedence = 20
    sources = (*SHARED_SOURCES, Path(records.__file__), Path(__file__))
    tiles = False

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether the file begins as Parquet does."""
        return head.startswith(_MAGIC)

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield a span for each row, numbered from 1; a row has no bytes of its own.

        Raises DumpError for a file without such columns, pyarrow.ArrowException for one that is damaged.
        """
        with _seekable(stream) as file:
            table = pq.ParquetFile(file)
            try:
                names = table.schema_arrow.names
            except UnicodeDecodeError as error:
                raise DumpError(f"the names of its columns are no text: {error}") from error
            columns = Columns(names, options.title, options.abstract)
            if not columns.are_papers:
                raise DumpError(f"no column is named as titles or as abstracts are: {', '.join(names)[:200]}; name them as options")
            wanted = [columns.title, columns.abstract, columns.categories, columns.published, columns.updated, *columns.arxiv_ids]
            number = 0
            for batch in table.iter_batches(_BATCH, columns=list(dict.fromkeys(filter(None, wanted)))):
                try:
                    batch_records = batch.to_pylist()
                except (ValueError, OverflowError) as error:  # bytes that are no text, a day that no calendar has
                    raise DumpError(f"rows {number + 1} to {number + batch.num_rows} cannot be read: {error}"[:300]) from error
                for record in batch_records:
                    number += 1
                    found = columns.listing(record)
                    if isinstance(found, Listing):
                        yield Span(SpanKind.PAPER, None, None, number, found)
                    else:
                        yield Span(SpanKind.REJECT, None, None, number, rejected(found, f"row {number}", record))


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream where it is a plain file, else a copy of it: Parquet is read from its end."""
    try:
        stream.fileno()
        plain = not hasattr(stream, "peek") or stream.raw.mode == "rb"
    except (OSError, AttributeError):
        plain = False
    if plain and type(stream).__module__ in ("_io", "io"):
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy
