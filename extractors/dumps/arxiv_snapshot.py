"""arXiv's metadata snapshot: one JSON object a line, with TeX and hard line breaks in its texts."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

from extractors.dumps.base import ReaderOptions
from extractors.dumps.json_lines import SOURCES, first_record, read_json_lines
from extractors.dumps.records import Record, arxiv_id_of, categories_of, date_of, listing
from extractors.dumps.spans import Listing, RejectReason, Span


class ArxivSnapshot:
    """Reads arXiv's metadata snapshot, or lines of it."""

    name = "arxiv-snapshot"
    version = "1"
    description = "arXiv's metadata snapshot"
    precedence = 40
    sources = (*SOURCES, Path(__file__))
    tiles = True

    def recognises(self, head: bytes, options: ReaderOptions) -> bool:
        """Whether the first line has the fields that arXiv's records have."""
        record = first_record(head)
        return record is not None and record.keys() >= {"id", "title", "abstract", "categories"}

    def read(self, stream: BinaryIO, options: ReaderOptions) -> Iterator[Span]:
        """Yield the spans of the lines. With categories in the options, papers of no such category are left out."""
        wanted = options.categories.split() if options.categories else None

        def of_record(record: Record) -> Listing | RejectReason | None:
            categories = categories_of(record.get("categories"))
            if wanted is not None and not _in_one_of(categories, wanted):
                return None
            versions = record.get("versions")
            first = versions[0] if isinstance(versions, list) and versions else None
            return listing(
                record.get("title"),
                record.get("abstract"),
                arxiv_id=arxiv_id_of(record.get("id")),
                categories=categories,
                published_on=date_of(first.get("created")) if isinstance(first, dict) else None,
                updated_on=date_of(record.get("update_date")),
            )

        yield from read_json_lines(stream, of_record)


def _in_one_of(categories: str | None, patterns: list[str]) -> bool:
    return any(fnmatchcase(category, pattern) for category in (categories or "").split() for pattern in patterns)
