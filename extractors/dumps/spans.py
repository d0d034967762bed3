"""What a reader makes of a dump: spans that tile its bytes, each a paper, a reject, interface text or a separator."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SpanKind(StrEnum):
    """What a stretch of a dump is."""

    PAPER = "paper"
    REJECT = "reject"
    INTERFACE = "interface"
    SEPARATOR = "separator"
    LEFT_OUT = "left_out"
    """A paper that the reader was told to leave out."""


class RejectReason(StrEnum):
    """Why a stretch of a dump is no paper."""

    MISSING_ABSTRACT = "missing_abstract"
    MISSING_TITLE = "missing_title"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Listing:
    """A paper as a dump lists it; title and abstract are normalised, neither is empty. The rest is null where the dump does not say."""

    title: str
    abstract: str
    listed_month: int | None = None
    listed_day: int | None = None
    listed_on: date | None = None
    arxiv_id: str | None = None
    categories: str | None = None
    published_on: date | None = None
    updated_on: date | None = None
    upvotes: int | None = None
    comments: int | None = None
    github_repo: str | None = None
    project_page: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A record that is no paper: the reason as a code, the same as a sentence, and the text, cut at `RAW_LIMIT` characters."""

    reason: RejectReason
    detail: str
    raw: str


RAW_LIMIT = 10_000
"""Characters of a rejected record that are kept."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a dump: bytes from `byte_start` up to, not including, `byte_end` of the uncompressed file.

    `line` counts from 1; of a format without lines it is the number of the record, and the bytes are null. `record` is a
    `Listing` for a paper, a `RejectedRecord` for a reject, else None.
    """

    kind: SpanKind
    byte_start: int | None
    byte_end: int | None
    line: int
    record: Listing | RejectedRecord | None = None


def check_tiling(spans: Iterable[Span], size: int) -> Iterator[str]:
    """Yield a sentence for each place where the spans of a dump of `size` bytes leave a gap, overlap or are empty."""
    reached = 0
    for span in spans:
        if span.byte_start != reached:
            what = "gap" if span.byte_start > reached else "overlap"
            yield f"{what} before the {span.kind} at line {span.line}: it starts at byte {span.byte_start} instead of {reached}"
        if span.byte_end <= span.byte_start:
            yield f"the {span.kind} at line {span.line} holds no bytes: {span.byte_start} to {span.byte_end}"
        reached = span.byte_end
    if reached != size:
        yield f"the last span ends at byte {reached}, the dump at {size}"
