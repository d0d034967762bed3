"""Small lakes of invented papers, made without the project's readers and extractors."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from schemas import Field, ModelSize, Paper, Reject, RejectLevel, Sighting, TokenCount, paper_id_of, text_id_of
from schemas.identity import digest
from warehouse import Lake
from warehouse.extractions import TextRows, seen_texts, write_extraction
from warehouse.log import Came, Preferred, append
from warehouse.readings import Reading, ReadingHeader, find_reading, read_shard, write_reading
from warehouse.snapshot import Built, build_snapshot

TOY = "toy-1"


@dataclass(frozen=True)
class ToyDump:
    label: str
    texts: Sequence[tuple[str, str]]
    records_rejected: int = 0
    format: str = "toy"
    precedence: int = 0
    listed_on: date | None = None
    arxiv_ids: Sequence[tuple[str, str]] = ()
    """By title."""

    @cached_property
    def dump_id(self) -> str:
        return digest(repr(self))

    def items(self) -> Iterator[tuple[Sighting, Paper] | Reject]:
        for ordinal, (title, abstract) in enumerate(self.texts):
            sighting = Sighting(
                paper_id=paper_id_of(title),
                dump_id=self.dump_id,
                text_id=text_id_of(title, abstract),
                ordinal=ordinal,
                line=ordinal + 1,
                byte_start=100 * ordinal,
                byte_end=100 * ordinal + 100,
                listed_on=self.listed_on,
            )
            ids = {"paper_id": sighting.paper_id, "text_id": sighting.text_id}
            yield sighting, Paper(**ids, title=title, abstract=abstract, source=self.format, arxiv_id=dict(self.arxiv_ids).get(title))
        for number in range(self.records_rejected):
            yield Reject(level=RejectLevel.RECORD, reason="no_title", detail=f"record {number}", dump_id=self.dump_id, line=number)


def paper(number: int, words: str = "") -> tuple[str, str]:
    """A title and an abstract with a model size and a token count."""
    return f"Wombat {number} digs", f"We dig with Wombat-{number}B ✦ fed {number} billion tokens. {words}".strip()


def toy_extract(title: str, abstract: str, version: str = TOY) -> TextRows:
    """A size for each Wombat, a count for each number of tokens, and a rejected row for each Numbat."""
    text_id = text_id_of(title, abstract)

    def place(match: re.Match) -> dict:
        return {
            "paper_id": paper_id_of(title),
            "text_id": text_id,
            "evidence": match.group(),
            "evidence_field": Field.ABSTRACT,
            "evidence_start": match.start(),
            "evidence_end": match.end(),
            "confidence": 0.9 if len(match.group()) > 9 else 0.4,
            "extractor": version,
        }

    sizes = [
        ModelSize(model=m.group(), params=int(m.group(1)) * 10**9, qualifier="exact", count="total", role="studied", **place(m))
        for m in re.finditer(r"Wombat-(\d+)B", abstract)
    ]
    counts = [
        TokenCount(tokens=int(m.group(1)) * 10**9, qualifier="exact", kind="training", subject=None, **place(m))
        for m in re.finditer(r"(\d+) billion tokens", abstract)
    ]
    rejects = [
        Reject(level=RejectLevel.ROW, reason="not_verbatim", detail=m.group(), text_id=text_id, table="artifacts", extractor=version)
        for m in re.finditer("Numbat", abstract)
    ]
    return TextRows(text_id, {"model_sizes": sizes, "token_counts": counts}, rejects)


def header_of(dump: ToyDump) -> ReadingHeader:
    return ReadingHeader(dump_id=dump.dump_id, format=dump.format, reader="toyreader", precedence=dump.precedence, size=10_000)


def read(lake: Lake, dump: ToyDump) -> Reading:
    return find_reading(lake, dump.dump_id, "toyreader") or write_reading(lake, header_of(dump), dump.items())


def extract(lake: Lake, reading: Reading, version: str = TOY) -> None:
    for shard in range(reading.shards):
        seen = set(seen_texts(lake, version))
        texts = [row for row in read_shard(lake, reading, shard).iter_rows(named=True) if row["text_id"] not in seen]
        write_extraction(lake, version, [toy_extract(text["title"], text["abstract"], version) for text in texts])


def ingest(lake: Lake, *dumps: ToyDump, version: str = TOY) -> Built:
    append(lake, Preferred(fingerprint=version, label=version))
    for dump in dumps:
        reading = read(lake, dump)
        extract(lake, reading, version)
        append(lake, Came(dump_id=dump.dump_id, reading=reading.name, label=dump.label, path=f"/dumps/{dump.label}"))
    return build_snapshot(lake)


def tree(folder: Path) -> dict[str, str]:
    """The digests of all files below a folder, by their path in it."""
    files = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {str(path.relative_to(folder.resolve())): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
