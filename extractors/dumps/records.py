"""Papers from records, whatever file they stood in: mappings of names to values."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from extractors.dumps.spans import RAW_LIMIT, Listing, RejectedRecord, RejectReason
from extractors.errors import DumpError
from schemas import fold, normalise

Record = Mapping[str, Any]

TITLES = ("title", "papertitle", "name")
ABSTRACTS = ("abstract", "summary", "paperabstract", "abstracttext", "description")
_ARXIV_IDS = ("arxivid", "arxiv", "id", "paperid", "entryid", "url", "paperurl")
_CATEGORIES = ("categories", "category", "primarycategory")
_PUBLISHED = ("publishedon", "publishedat", "published", "publicationdate", "date", "submitteddate", "created")
_UPDATED = ("updatedon", "updatedat", "updated", "updatedate", "lastmodified")

_ARXIV_ID = re.compile(
    r"(?:.*arxiv\.org/(?:abs|pdf)/|arxiv:)?(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d")


class Columns:
    """Which columns of a table hold what: those that are given by name, and of the others the first of the usual names."""

    def __init__(self, names: list[str], title: str | None = None, abstract: str | None = None):
        """Raises DumpError where the table has no column of a given name."""
        for given in filter(None, (title, abstract)):
            if given not in names:
                raise DumpError(f"there is no column {given!r}; there are: {', '.join(map(str, names[:30]))}")
        folded: dict[str, str] = {}
        for name in names:
            folded.setdefault(fold(name), name)

        def first(usual: tuple[str, ...]) -> str | None:
            return next((folded[name] for name in usual if name in folded), None)

        self.title = title or first(TITLES)
        self.abstract = abstract or first(ABSTRACTS)
        self.arxiv_ids = [folded[name] for name in _ARXIV_IDS if name in folded]
        self.categories, self.published, self.updated = first(_CATEGORIES), first(_PUBLISHED), first(_UPDATED)

    @property
    def are_papers(self) -> bool:
        """Does the table have a title and an abstract?"""
        return self.title is not None and self.abstract is not None

    def listing(self, record: Record) -> Listing | RejectReason:
        """The paper of a record, or why it is none."""
        return listing(
            record.get(self.title),
            record.get(self.abstract),
            arxiv_id=next(filter(None, (arxiv_id_of(record.get(name)) for name in self.arxiv_ids)), None),
            categories=categories_of(record.get(self.categories)),
            published_on=date_of(record.get(self.published)),
            updated_on=date_of(record.get(self.updated)),
        )


def listing(title: object, abstract: object, **details: Any) -> Listing | RejectReason:
    """A paper with its details, or why it is none."""
    if not isinstance(title, str) or not (title := normalise(title)):
        return RejectReason.MISSING_TITLE
    if not isinstance(abstract, str) or not (abstract := normalise(abstract)):
        return RejectReason.MISSING_ABSTRACT
    return Listing(title, abstract, **details)


_WHY = {
    RejectReason.MISSING_ABSTRACT: "the record has no text for an abstract",
    RejectReason.MISSING_TITLE: "the record has no text for a title",
    RejectReason.TOO_LONG: "the record is longer than a record may be",
    RejectReason.MALFORMED: "it is no record",
}


def rejected(reason: RejectReason, place: str, raw: object, why: str | None = None) -> RejectedRecord:
    """A record that is no paper, with its place in words, and what it was."""
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    return RejectedRecord(reason, f"{place}: {why or _WHY[reason]}: “{normalise(text[:200])[:80]}”", text[:RAW_LIMIT])


def arxiv_id_of(value: object) -> str | None:
    """The arXiv id in a value, without its version: of an id or an address. Null where there is none."""
    found = _ARXIV_ID.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 200 else None
    return found["id"].casefold() if found else None


def categories_of(value: object) -> str | None:
    """Categories separated by one space, as arXiv writes them, from such a text or a list."""
    words = value if isinstance(value, list | tuple) else re.split(r"[\s,;]+", value) if isinstance(value, str) else []
    return " ".join(filter(None, (normalise(word) for word in words if isinstance(word, str)))) or None


def date_of(value: object) -> date | None:
    """The day of a date, a moment, or a text that says one in ISO 8601 or RFC 2822; null where there is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10]) if _YEAR_FIRST.match(value) else parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def count_of(value: object) -> int | None:
    """A count that is one: a whole number, not negative, that a table can hold."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else None


def text_of(value: object) -> str | None:
    """A text of one line, or null where there is none."""
    return normalise(value) or None if isinstance(value, str) else None
