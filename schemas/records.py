"""The tables about papers and dumps: `papers`, `sightings`, `rejects`, `dumps`."""

from datetime import date
from enum import StrEnum

from schemas.base import Row, column


class Paper(Row):
    """A paper, once, with the one text that all its rows were read from."""

    paper_id: str = column("Identity of the paper: a hash of its title's letters and digits")
    text_id: str = column("Identity of this title and abstract, to the character")
    title: str = column("Title, hard line breaks unwrapped; offsets with evidence_field `title` refer to it", min_length=1)
    abstract: str = column("Abstract, hard line breaks unwrapped; offsets with evidence_field `abstract` refer to it")
    source: str = column("Format of the dump that this text comes from")
    aliases: list[str] = column("Ids of the paper's other titles, where dumps give its arXiv id several", default=[])
    arxiv_id: str | None = column("arXiv's id of the paper, without a version; null where no dump states it", default=None)
    categories: str | None = column("arXiv's categories, the primary one first, separated by spaces", default=None)
    github_repo: str | None = column("The address of its repository, where a dump has one beside the text", default=None)
    project_page: str | None = column("The address of its project's page, where a dump has one beside the text", default=None)
    published_on: date | None = column("The day of its first version", default=None)
    updated_on: date | None = column("The day that its record was last changed", default=None)


class Sighting(Row):
    """A paper in a dump, with what the dump says of it."""

    paper_id: str = column("The paper seen")
    dump_id: str = column("The dump it was seen in")
    text_id: str = column("The title and abstract as this dump has them; they may differ from those in `papers`")
    ordinal: int = column("Place among the papers of the dump", unit="papers, from 0", ge=0)
    line: int = column("Where the record begins in the uncompressed dump; of Parquet the row", unit="lines, from 1", ge=1)
    byte_start: int | None = column(
        "Where the record begins in the uncompressed dump; null for Parquet", unit="bytes, from 0", default=None, ge=0
    )
    byte_end: int | None = column("Where the record ends, exclusive; null for Parquet", unit="bytes, from 0", default=None, ge=0)
    listed_month: int | None = column("Month of the day that the page is of", unit="month, 1 to 12", default=None, ge=1, le=12)
    listed_day: int | None = column("Day of the month that the page is of", unit="day, 1 to 31", default=None, ge=1, le=31)
    listed_on: date | None = column("The day that the page is of; null where the year is neither stated nor given", default=None)
    upvotes: int | None = column("Votes for the paper when the dump was made", unit="votes", default=None, ge=0)
    comments: int | None = column("Comments on the paper when the dump was made", unit="comments", default=None, ge=0)


class RejectLevel(StrEnum):
    """What was rejected: a whole dump, a record of a dump, or a row that an extractor proposed."""

    DUMP = "dump"
    RECORD = "record"
    ROW = "row"


class Reject(Row):
    """Something that did not become a row of another table, with its place and the reason."""

    level: RejectLevel = column("What was rejected: `dump`, `record` (a stretch of a dump) or `row` (proposed by an extractor)")
    reason: str = column("Why, as a short code to count by")
    detail: str = column("Why, as a sentence with what was found")
    raw: str | None = column("What was rejected, verbatim; the beginning of it where it is longer than 10,000 characters", default=None)
    dump_id: str | None = column("The dump, for levels `dump` and `record`", default=None)
    line: int | None = column("Where the record begins in the uncompressed dump", unit="lines, from 1", default=None)
    byte_start: int | None = column("Where the record begins in the uncompressed dump", unit="bytes, from 0", default=None)
    byte_end: int | None = column("Where the record ends, exclusive", unit="bytes, from 0", default=None)
    paper_id: str | None = column("The paper, for level `row`", default=None)
    text_id: str | None = column("The text that the row was proposed for, for level `row`", default=None)
    table: str | None = column("The table that the row was proposed for, for level `row`", default=None)
    extractor: str | None = column("Name and version of the extractor that proposed the row, for level `row`", default=None)


class Dump(Row):
    """A live dump."""

    dump_id: str = column("Identity of the dump: a hash of its uncompressed bytes")
    label: str = column("Name of its file; the first in alphabetical order where the same bytes came under several")
    format: str = column("Name of the reader that knew it")
    size: int = column("Length of the uncompressed dump", unit="bytes")
    papers: int = column("Papers read from it; a paper listed twice counts twice", unit="papers")
    rejects: int = column("Records of it that are no paper and are in `rejects`", unit="records")
    listed_on: date | None = column("The first day that the dump states, where its year is known", default=None)
