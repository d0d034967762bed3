"""Extracting again: texts that the lake has had for long, by an extractor that has not seen them; and which extractor comes first.

Plain functions, as in `flows.steps`. A backfill is cut in shards, each of which is stored when it is done: one that was stopped
goes on with what is left.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from typing import Any

import polars as pl

from extractors.base import NO_LIMITS, Estimate, Extractor, Limits
from extractors.registry import find_extractor
from extractors.said import said_artifacts
from extractors.text import Article
from flows.steps import LEAST_OF_AN_ID, Progress, UsageError, dump_named, extract_shard, put_first, unseen_texts
from warehouse import Lake, log
from warehouse.extractions import seen_texts
from warehouse.readings import load_reading
from warehouse.runs import write_run
from warehouse.snapshot import build_snapshot


@dataclass(frozen=True)
class Backfill:
    """What a user asks of a backfill."""

    extractor: str = "rules"
    dumps: tuple[str, ...] = ()
    """Labels or ids; all that the lake holds where none is given."""
    since: date | None = None
    """Papers that were listed or first published on this day or later; a paper without a day is left out."""
    most: int | None = None
    """Texts to extract at most; the rest is for the next run."""
    limits: Limits = NO_LIMITS
    """Where a run of an extractor that costs money stops."""


@dataclass
class Chunk:
    """A shard of a dump, with how many of its texts the extractor has not seen."""

    label: str
    reading: str
    shard: int
    texts: int
    extracted: int = 0
    unanswered: int = 0
    """Texts that the extractor was given and made nothing of; those that it left for the next run are none of them."""
    seconds: float = 0.0


@dataclass
class BackfillSummary:
    """What a backfill did."""

    lake: str
    extractor: str
    chunks: list[Chunk]
    left: int
    """Texts that are left for the next run."""
    snapshot: str | None = None
    changed: bool = False
    seconds: float = 0.0
    spending: dict[str, Any] | None = None
    """What was asked of a language model and what that cost, where the extractor asks one."""

    @property
    def in_trouble(self) -> bool:
        """Did a text get no usable answer of a language model?"""
        return bool(self.spending and self.spending["in_trouble"])

    @property
    def extracted(self) -> int:
        """Texts that were extracted."""
        return sum(chunk.extracted for chunk in self.chunks)


def plan(lake: Lake, asked: Backfill) -> list[Chunk]:
    """The shards with texts that the extractor has not seen, in the order of dumps; a text of several dumps counts with the first.

    Raises UsageError for a dump that the lake does not hold, ExtractorError for an unknown extractor, WarehouseError.
    """
    return [chunk for chunk, _ in _planned(lake, asked)]


def estimate(lake: Lake, asked: Backfill) -> Estimate:
    """What it would take to extract what is planned, as far as limits allow; nothing is sent. Raises what `plan` raises."""
    extractor = find_extractor(asked.extractor, asked.limits)
    texts = (text for _, papers in _planned(lake, asked) for text in papers.select("title", "abstract").iter_rows())
    return extractor.estimate(Article(*text) for text in islice(texts, asked.most))


def _planned(lake: Lake, asked: Backfill) -> Iterator[tuple[Chunk, pl.DataFrame]]:
    """The chunks, each with its papers."""
    known = log.current_state(lake).dumps
    wanted = {dump_named(known, name) for name in asked.dumps} if asked.dumps else set(known)
    seen = set(seen_texts(lake, find_extractor(asked.extractor).fingerprint))
    for dump_id in sorted(wanted):
        reading = load_reading(lake, known[dump_id].reading)
        for shard in range(reading.shards):
            papers = unseen_texts(lake, reading, shard, seen, asked.since)
            seen.update(papers["text_id"])
            if papers.height:
                yield Chunk(known[dump_id].label, reading.name, shard, papers.height), papers


def within(chunks: Iterable[Chunk], most: int | None) -> list[tuple[Chunk, int | None]]:
    """The chunks that a run may do, each with how many of its texts at most."""
    done, chosen = 0, []
    for chunk in chunks:
        rest = None if most is None else most - done
        if rest is not None and rest <= 0:
            break
        chosen.append((chunk, rest))
        done += chunk.texts if rest is None else min(rest, chunk.texts)
    return chosen


def do_chunk(
    lake: Lake, chunk: Chunk, asked: Backfill, extractor: Extractor, most: int | None, progress: Progress = lambda _: None
) -> Chunk:
    """Extract one chunk; what another run did in the meantime is not done again. Raises what `extract_shard` raises."""
    began = time.monotonic()
    done = extract_shard(lake, chunk.reading, chunk.shard, extractor, progress, since=asked.since, most=most)
    chunk.extracted, chunk.unanswered = done.texts, done.unanswered
    chunk.seconds = time.monotonic() - began
    return chunk


def finish(lake: Lake, extractor: Extractor, chunks: list[Chunk], planned: int, seconds: float) -> BackfillSummary:
    """Let the extractor come first, bring the tables up to date, and write down the facts of the run."""
    summary = BackfillSummary(str(lake.path), extractor.label, chunks, planned - sum(chunk.extracted for chunk in chunks))
    summary.spending = extractor.spending and extractor.spending.facts()
    if log.current_state(lake).dumps:
        put_first(lake, extractor.fingerprint, extractor.label)
        built = build_snapshot(lake, said_artifacts)
        summary.snapshot, summary.changed = built.snapshot.id, built.changed
    summary.seconds = seconds
    write_run(lake, {"backfill": asdict(summary)})
    return summary


class Watcher:
    """Sees a backfill go by: override what is of interest. The base class sees nothing."""

    def planned(self, chunks: list[Chunk], texts: int) -> None:
        """These chunks are to be done, with so many texts."""

    def extracted(self, texts: int) -> None:
        """So many more texts are extracted."""

    def done(self, chunk: Chunk) -> None:
        """A chunk is done."""


def backfill(lake: Lake, asked: Backfill, watcher: Watcher | None = None) -> BackfillSummary:
    """A whole backfill, in process. Raises what `plan` and `do_chunk` raise."""
    watcher = watcher or Watcher()
    began = time.monotonic()
    chunks = plan(lake, asked)
    chosen = within(chunks, asked.most)
    watcher.planned([chunk for chunk, _ in chosen], sum(chunk.texts if most is None else min(most, chunk.texts) for chunk, most in chosen))
    extractor, done = find_extractor(asked.extractor, asked.limits), []
    for chunk, most in chosen:
        done.append(do_chunk(lake, chunk, asked, extractor, most, watcher.extracted))
        watcher.done(chunk)
    return finish(lake, extractor, done, sum(chunk.texts for chunk in chunks), time.monotonic() - began)


@dataclass
class KnownExtractor:
    """An extractor whose rows the lake holds."""

    fingerprint: str
    label: str
    texts: int
    """Texts that it has seen."""
    first: bool = field(default=False)
    """Do its rows come before those of all others?"""


def known_extractors(lake: Lake) -> list[KnownExtractor]:
    """The extractors that the lake knows, the one that comes first at the beginning."""
    preferred = log.current_state(lake).preferred
    return [
        KnownExtractor(fingerprint, label, seen_texts(lake, fingerprint).len(), first=nth == 0)
        for nth, (fingerprint, label) in enumerate(preferred.items())
    ]


def prefer(lake: Lake, name: str) -> KnownExtractor:
    """Let the rows of an extractor of the lake, given by its label or the beginning of its fingerprint, come first again.

    Nothing is extracted. Raises UsageError where none or several answer to the name.
    """
    known = known_extractors(lake)
    matches = [
        each
        for each in known
        if name == each.label or each.label.startswith(f"{name} ") or (len(name) >= LEAST_OF_AN_ID and each.fingerprint.startswith(name))
    ]
    if len(matches) != 1:
        there_are = ", ".join(f"{each.label} ({each.fingerprint})" for each in known) or "none"
        raise UsageError(f"{'no' if not matches else len(matches)} extractor of the lake answers to {name!r}; there are: {there_are}")
    put_first(lake, matches[0].fingerprint, matches[0].label)
    build_snapshot(lake, said_artifacts)
    return matches[0]
