"""Readers of dumps: bytes in, papers and rejects with their places out."""

from extractors.dumps.base import HEAD_SIZE, Reader, ReaderOptions, dump_id_of, fingerprint
from extractors.dumps.containers import Source, opened, source_at, sources_in
from extractors.dumps.registry import READERS, find_reader
from extractors.dumps.spans import RAW_LIMIT, Listing, RejectedRecord, RejectReason, Span, SpanKind, check_tiling
from extractors.errors import DumpError

__all__ = [
    "HEAD_SIZE",
    "RAW_LIMIT",
    "READERS",
    "DumpError",
    "Listing",
    "Reader",
    "ReaderOptions",
    "RejectReason",
    "RejectedRecord",
    "Source",
    "Span",
    "SpanKind",
    "check_tiling",
    "dump_id_of",
    "find_reader",
    "fingerprint",
    "opened",
    "source_at",
    "sources_in",
]
