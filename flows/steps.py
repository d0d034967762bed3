"""The steps of the job as plain functions: find dumps, read, extract, publish, summarise.

Nothing here knows of Prefect: the command line calls the steps in process, the flows wrap them as tasks. Between steps go
paths, names and counts; rows stay in the lake. Every step can be repeated: what is done already is not done again.
"""

import glob
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import polars as pl

from extractors.base import NO_LIMITS, Estimate, Extractor, Limits, Unanswered
from extractors.dumps import (
    HEAD_SIZE,
    READERS,
    Listing,
    Reader,
    ReaderOptions,
    RejectedRecord,
    Source,
    check_tiling,
    dump_id_of,
    find_reader,
    opened,
    source_at,
    sources_in,
)
from extractors.dumps import fingerprint as reader_fingerprint
from extractors.errors import ExtractorError
from extractors.grounding import fault
from extractors.registry import find_extractor
from extractors.said import said_artifacts
from extractors.text import Article
from schemas import FACT_TABLES, Paper, Reject, RejectLevel, Sighting, paper_id_of, text_id_of
from warehouse import Lake, WarehouseError, log
from warehouse.extractions import TextRows, seen_texts, write_extraction
from warehouse.readings import Reading, ReadingHeader, find_reading, load_reading, read_shard, write_reading
from warehouse.runs import write_run
from warehouse.snapshot import Built, build_snapshot, open_snapshot
from warehouse.verify import Verification

PROBLEMS = (ExtractorError, WarehouseError, OSError)
"""What may be wrong with one dump while the others go on."""

Progress = Callable[[int], None]
"""Told how many more units of a step are done: bytes for reading, papers for extracting."""


class UsageError(ExtractorError):
    """A request that cannot be carried out as it was given."""


@dataclass(frozen=True)
class Options:
    """What a user asks of an ingest."""

    extractor: str = "rules"
    year: int | None = None
    force: bool = False
    accept: bool = False
    categories: str | None = None
    title: str | None = None
    abstract: str | None = None
    limits: Limits = NO_LIMITS
    """Where a run of an extractor that costs money stops."""

    @property
    def of_reader(self) -> ReaderOptions:
        """Those that readers take. Raises DumpError for a year that is none."""
        return ReaderOptions(year=self.year, categories=self.categories, title=self.title, abstract=self.abstract)


@dataclass
class DumpOutcome:
    """What became of one dump of a run."""

    path: str
    dump_id: str | None = None
    reading: str | None = None
    papers: int = 0
    rejects: int = 0
    extracted: int = 0
    """Texts that were extracted in this run; the others had been before, or stand in another dump of the run."""
    unanswered: int = 0
    """Texts that the extractor was given and made nothing of."""
    left: int = 0
    """Texts that were left for the next run, as a limit was reached or a provider stopped serving."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows that the tables hold of the papers listed in this dump, by table."""
    seconds: float = 0.0
    known: bool = False
    """The lake held this very dump, read in this very way, already."""
    problem: str | None = None
    """Why the dump is not in the tables, in a sentence."""
    may_pass: bool = False
    """Is the problem that of the machine and not of the dump, so that it may be gone next time?"""

    @property
    def label(self) -> str:
        """Name of the dump's file, of a zip's member with that of the zip, as far as it can be written."""
        return writable(source_at(self.path).name)

    @property
    def is_new(self) -> bool:
        """Has this run changed anything for this dump?"""
        return not self.known or self.extracted > 0


@dataclass
class Summary:
    """What a run did."""

    lake: str
    snapshot: str | None
    dumps: list[DumpOutcome]
    changed: bool
    """Do the tables differ from those before the run?"""
    refused: list[str]
    """Why dumps of earlier runs are in the tables no more: what is far from the others depends on the others."""
    seconds: float
    spending: dict[str, Any] | None = None
    """What was asked of a language model and what that cost, where the extractor asks one."""

    @property
    def in_trouble(self) -> bool:
        """Is a dump not in the tables, or did a text get no usable answer of a language model?"""
        return bool(self.problems) or bool(self.spending and self.spending["in_trouble"])

    @property
    def problems(self) -> list[str]:
        """A sentence for each dump that is not in the tables."""
        return [dump.problem for dump in self.dumps if dump.problem] + self.refused


def writable(name: str) -> str:
    """A file name as text that any file can hold: what is no UTF-8 in it is escaped, so that no two names become one."""
    return name.encode("utf-8", "backslashreplace").decode()


def extractor_of(options: Options) -> Extractor:
    """The extractor of one run. Raises ExtractorError for options that no dump could be read with: an unknown extractor, or no year."""
    _ = options.of_reader
    return find_extractor(options.extractor, options.limits)


def find_dumps(paths: Iterable[str]) -> list[Source]:
    """The dumps that paths stand for, each once, in the order given; folders, patterns and zips in the order of names.

    A folder stands for the files in it whose names do not begin with a dot, a zip for its members. A file that does not exist
    or is damaged is kept, to be reported when it is read. Raises UsageError for a folder without files and a pattern that
    matches none.
    """
    found: dict[Source, None] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = sorted(entry for entry in path.iterdir() if entry.is_file() and not entry.name.startswith("."))
            if not files:
                raise UsageError(f"{given}: the folder holds no files; give the folder of the dumps")
        elif glob.has_magic(given) and not path.exists():
            files = sorted(entry for entry in map(Path, glob.glob(str(path), recursive=True)) if entry.is_file())  # noqa: PTH207 - an absolute pattern
            if not files:
                raise UsageError(f"{given}: no file matches this pattern")
        else:
            files = [path]
        for file in files:
            try:
                found |= dict.fromkeys(sources_in(file))
            except PROBLEMS:
                found[Source(file)] = None
    return list(found)


def read_dump(lake: Lake, source: Source, options: Options, progress: Progress = lambda _: None) -> DumpOutcome:
    """Read a dump into the lake, unless it was read in the same way before.

    Without a year, an earlier reading with one stands. Raises DumpError, OSError or WarehouseError for a dump that cannot be read.
    """
    with opened(source) as dump:
        reader = find_reader(dump.stream.read(HEAD_SIZE), source.name, options.of_reader)
    with opened(source) as dump:
        dump_id, size = dump_id_of(dump.stream), dump.stream.tell()
    reading = None if options.force else _known_reading(lake, dump_id, reader, options)
    known = reading is not None and dump_id in log.current_state(lake).dumps
    if reading is None:
        reader_options = options.of_reader
        header = ReadingHeader(
            dump_id=dump_id,
            format=reader.name,
            reader=reader_fingerprint(reader, reader_options),
            precedence=reader.precedence,
            size=size,
            options=asdict(reader_options),
        )
        reading = write_reading(lake, header, _records(source, reader, reader_options, dump_id, progress), replace=options.force)
    return DumpOutcome(writable(str(source)), dump_id, reading.name, reading.papers, reading.rejects, known=known)


def _known_reading(lake: Lake, dump_id: str, reader: Reader, options: Options) -> Reading | None:
    """The stored reading that serves: with the year asked for, or, where none was, the one that is live."""
    if options.year is None and (dump := log.current_state(lake).dumps.get(dump_id)):
        with suppress(WarehouseError):  # a damaged reading is made anew
            live = load_reading(lake, dump.reading)
            stated = replace(options.of_reader, year=live.options.get("year"))
            if live.reader == reader_fingerprint(reader, stated):
                return live
    with suppress(WarehouseError):
        return find_reading(lake, dump_id, reader_fingerprint(reader, options.of_reader))
    return None


def _records(
    source: Source, reader: Reader, options: ReaderOptions, dump_id: str, progress: Progress = lambda _: None
) -> Iterator[tuple[Sighting, Paper] | Reject]:
    """What a dump's spans say: papers with their sightings, and rejects."""
    ordinal, consumed = 0, 0
    with opened(source) as dump:
        for span in reader.read(dump.stream, options):
            if dump.consumed() > consumed:
                progress(dump.consumed() - consumed)
                consumed = dump.consumed()
            place = {"dump_id": dump_id, "line": span.line, "byte_start": span.byte_start, "byte_end": span.byte_end}
            record = span.record
            if isinstance(record, RejectedRecord):
                yield Reject(level=RejectLevel.RECORD, reason=record.reason, detail=record.detail, raw=record.raw, **place)
            elif isinstance(record, Listing):
                ids = {"paper_id": paper_id_of(record.title), "text_id": text_id_of(record.title, record.abstract)}
                said = asdict(record)
                sighting = Sighting(**ids, ordinal=ordinal, **{name: said[name] for name in _OF_SIGHTING}, **place)
                yield sighting, Paper(**ids, source=reader.name, **{name: said[name] for name in _OF_PAPER})
                ordinal += 1


_OF_SIGHTING, _OF_PAPER = ([name for name in row.model_fields if name in Listing.__dataclass_fields__] for row in (Sighting, Paper))
"""What of a listing goes into a sighting, and what into a paper."""


class Extracted(NamedTuple):
    """What became of the texts of a shard that an extractor was given."""

    texts: int = 0
    """Texts that it has seen now."""
    unanswered: int = 0
    """Texts that it made nothing of. They count as not seen, and so do those left."""
    left: int = 0
    """Texts that it left for the next run."""


def extract_shard(
    lake: Lake,
    reading_name: str,
    shard: int,
    extractor: Extractor,
    progress: Progress = lambda _: None,
    seen: set[str] | None = None,
    *,
    force: bool = False,
    since: date | None = None,
    most: int | None = None,
) -> Extracted:
    """Extract the texts of one shard of a reading that the extractor has not seen, and say how many they were.

    With `force`, those that it has seen too; with `since`, those of papers of that day or later; at most `most`. A run of many
    shards gives `seen`, the texts that the extractor has seen, which grows by those of the shard; without it, the lake is asked.
    Raises ExtractorError where the extractor cannot do its work.
    """
    if seen is None:
        seen = set(seen_texts(lake, extractor.fingerprint))
    papers = unseen_texts(lake, load_reading(lake, reading_name), shard, set() if force else seen, since)[:most]

    answered: list[str] = []
    left = 0

    def extracted() -> Iterator[TextRows]:
        nonlocal left
        for made in extractor.extractions(Article(*text) for text in papers.select("title", "abstract").iter_rows()):
            progress(1)
            if isinstance(made, Unanswered):
                left += made.left
            else:
                answered.append(made.text_id)
                yield TextRows(*made)

    write_extraction(lake, extractor.fingerprint, extracted(), replace=force)
    seen.update(answered)
    return Extracted(len(answered), papers.height - len(answered) - left, left)


def unseen_texts(lake: Lake, reading: Reading, shard: int, seen: set[str], since: date | None = None) -> pl.DataFrame:
    """The papers of a shard whose text is not among those seen, each text once; with `since`, those that are of that day or later."""
    papers = read_shard(lake, reading, shard)
    if since is not None:
        papers = papers.filter(pl.coalesce("listed_on", "published_on") >= since)
    papers = papers.unique("text_id", maintain_order=True)
    return papers.filter([text_id not in seen for text_id in papers["text_id"]])


def shards_of(lake: Lake, outcome: DumpOutcome) -> range:
    """The numbers of a dump's shards."""
    return range(load_reading(lake, outcome.reading).shards)


def publish(lake: Lake, outcomes: Iterable[DumpOutcome], options: Options) -> Built:
    """Enter the dumps that were read and extracted in the log, and make a snapshot of what the log adds up to.

    A dump that the snapshot refuses gets its problem set.
    """
    outcomes = [outcome for outcome in outcomes if not outcome.problem]
    state = log.current_state(lake)
    extractor = find_extractor(options.extractor)
    if outcomes:
        put_first(lake, extractor.fingerprint, extractor.label)
    for outcome in outcomes:
        dump, path = state.dumps.get(outcome.dump_id), writable(str(Path(outcome.path).resolve()))
        if dump is None or dump.reading != outcome.reading or outcome.label not in dump.labels or path not in dump.paths:
            log.append(lake, log.Came(dump_id=outcome.dump_id, reading=outcome.reading, label=outcome.label, path=path))
        if options.accept and not (dump and dump.accepted):
            log.append(lake, log.Accepted(dump_id=outcome.dump_id))
    built = build_snapshot(lake, said_artifacts, rewrite=options.force)
    for outcome in outcomes:
        if refusal := built.refused.get(outcome.dump_id):
            outcome.problem = refusal
    return built


def put_first(lake: Lake, fingerprint: str, label: str) -> None:
    """Enter in the log that an extractor comes first, unless it does."""
    if next(iter(log.current_state(lake).preferred), None) != fingerprint:
        log.append(lake, log.Preferred(fingerprint=fingerprint, label=label))


def summarise(lake: Lake, outcomes: list[DumpOutcome], built: Built | None, seconds: float, extractor: Extractor) -> Summary:
    """Count what the tables hold of each dump, and write down the facts of the run, in which the extractor did its work."""
    if built is not None:
        _count_rows(lake, outcomes)
    changed = built is not None and built.changed
    mine = {outcome.dump_id for outcome in outcomes}
    taken_out = sorted(built.taken_out - mine) if built else []
    refused = [f"taken out of the tables, where it was until now: {built.refused[dump_id]}" for dump_id in taken_out]
    spending = extractor.spending and extractor.spending.facts()
    summary = Summary(writable(str(lake.path)), built and built.snapshot.id, outcomes, changed, refused, seconds, spending)
    write_run(lake, asdict(summary))
    return summary


def _count_rows(lake: Lake, outcomes: list[DumpOutcome]) -> None:
    """Set the rows of each dump."""
    snapshot = open_snapshot(lake.path)
    wanted = [outcome.dump_id for outcome in outcomes if outcome.dump_id]
    listed = snapshot["sightings"].filter(pl.col("dump_id").is_in(wanted)).select("dump_id", "paper_id").unique()
    for table in FACT_TABLES:
        counts = dict(snapshot[table].select("paper_id").join(listed, on="paper_id").group_by("dump_id").len().collect().iter_rows())
        for outcome in outcomes:
            outcome.rows[table] = counts.get(outcome.dump_id, 0)


class Watcher:
    """Sees a run go by: override what is of interest. The base class sees nothing."""

    def reading(self, path: Path) -> Progress:
        """A dump is about to be read; the returned function is told of its bytes."""
        return lambda _: None

    def extracting(self, outcome: DumpOutcome) -> Progress:
        """A dump was read and is about to be extracted; the returned function is told of its papers."""
        return lambda _: None

    def done(self, outcome: DumpOutcome) -> None:
        """A dump is extracted, or has failed."""


def ingest(lake: Lake, paths: Iterable[str], options: Options, watcher: Watcher | None = None) -> Summary:
    """The main job, in process: dumps into the lake, and a snapshot of its tables.

    What is wrong with one dump stops that dump alone. Raises UsageError for a request that cannot be carried out,
    ExtractorError for an unknown extractor, WarehouseError where the lake cannot be written.
    """
    watcher = watcher or Watcher()
    began = time.monotonic()
    extractor = extractor_of(options)
    outcomes = []
    seen = set(seen_texts(lake, extractor.fingerprint))
    for source in find_dumps(paths):
        dump_began = time.monotonic()
        try:
            outcome = read_dump(lake, source, options, watcher.reading(source.path))
            progress = watcher.extracting(outcome)
            for shard in shards_of(lake, outcome):
                extracted = extract_shard(lake, outcome.reading, shard, extractor, progress, seen, force=options.force)
                outcome.extracted += extracted.texts
                outcome.unanswered += extracted.unanswered
                outcome.left += extracted.left
        except PROBLEMS as error:
            outcome = failed(source, error)
        outcome.seconds = time.monotonic() - dump_began
        outcomes.append(outcome)
        watcher.done(outcome)
    built = publish(lake, outcomes, options) if any(not outcome.problem for outcome in outcomes) else None
    return summarise(lake, outcomes, built, time.monotonic() - began, extractor)


def rehearse(lake: Lake, paths: Iterable[str], options: Options) -> Estimate:
    """What an ingest would take to extract; nothing is sent, and nothing written into the lake. Raises what `ingest` raises.

    A dump that cannot be read is left out.
    """
    extractor = extractor_of(options)
    seen = set() if options.force else set(seen_texts(lake, extractor.fingerprint))
    with TemporaryDirectory() as folder:
        scratch = Lake(Path(folder))

        def articles() -> Iterator[Article]:
            for source in find_dumps(paths):
                with suppress(*PROBLEMS):
                    reading = load_reading(scratch, read_dump(scratch, source, options).reading)
                    for shard in range(reading.shards):
                        papers = unseen_texts(scratch, reading, shard, seen)
                        seen.update(papers["text_id"])
                        yield from (Article(*text) for text in papers.select("title", "abstract").iter_rows())

        return extractor.estimate(articles())


def failed(source: Source, error: Exception) -> DumpOutcome:
    """What becomes of a dump where an error stopped it."""
    return DumpOutcome(writable(str(source)), problem=problem_of(source, error), may_pass=isinstance(error, OSError))


def problem_of(source: Source, error: Exception) -> str:
    """What is wrong with a dump, in a sentence that names it."""
    label = writable(str(source))
    if isinstance(error, OSError):
        what = (error.strerror or str(error)).lower()
        if error.filename is None or Path(error.filename) == source.path:
            return f"{label}: {what}; check the path"
        return writable(f"{label}: {what}: {error.filename}; check the lake's folder, and run it again")
    return writable(str(error) if source.name in str(error) else f"{label}: {error}")


LEAST_OF_AN_ID = 4
"""Characters of the beginning of an id that stand for it, at least."""


def dump_named(known: Mapping[str, log.KnownDump], name: str) -> str:
    """The id of the dump that a name stands for: its id, at least 4 characters of its beginning, or a label.

    Raises UsageError where no dump or several answer to the name.
    """
    matches = [
        dump_id for dump_id, each in known.items() if name in each.labels or (len(name) >= LEAST_OF_AN_ID and dump_id.startswith(name))
    ]
    if len(matches) != 1:
        labels = ", ".join(sorted(f"{dump_id} ({each.label})" for dump_id, each in known.items())) or "none"
        what = "no dump" if not matches else f"{len(matches)} dumps"
        raise UsageError(f"{what} of the lake answer to {name!r}; give a file's name, or 4 characters or more of an id, of: {labels}")
    return matches[0]


def forget(lake: Lake, dump: str) -> tuple[str, Built]:
    """Retract a dump, given as `dump_named` takes it; say which, and what the tables became. Raises UsageError."""
    known = log.current_state(lake).dumps
    dump_id = dump_named(known, dump)
    log.append(lake, log.Forgotten(dump_id=dump_id))
    return f"{dump_id} ({known[dump_id].label})", build_snapshot(lake, said_artifacts)


def verify(lake: Lake) -> Verification:
    """A check of the lake that recounts it, grounds every row again and reads every dump at hand again."""
    return Verification(lake, fault, _reread, said_artifacts)


def _reread(path: str, reading: Reading) -> Iterator[str] | None:
    """Faults of a stored reading against its dump, or None where the file is gone or holds other bytes by now."""
    source = source_at(path)
    try:
        with opened(source) as dump:
            same = dump_id_of(dump.stream) == reading.dump_id
    except PROBLEMS:
        return None
    return _faults(source, reading) if same else None


def _faults(source: Source, reading: Reading) -> Iterator[str]:
    reader = next((reader for reader in READERS if reader.name == reading.format), None)
    if reader is None:
        yield f"no reader is named {reading.format!r}: this lake was written by another version of paperlake"
        return
    options = ReaderOptions(**reading.options)
    with opened(source) as dump:
        spans = reader.read(dump.stream, options)
        if reader.tiles:
            yield from check_tiling(spans, reading.size)
    if reader_fingerprint(reader, options) == reading.reader:  # else another version read it, which may have found other records
        counts = Counter(type(record) for record in _records(source, reader, options, reading.dump_id))
        if (counts[tuple], counts[Reject]) != (reading.papers, reading.rejects):
            yield f"the dump has {counts[tuple]} papers and {counts[Reject]} rejects, its reading {reading.papers} and {reading.rejects}"
