"""A lake whose papers mean no good: their titles, names and addresses would act if they were let."""

from collections.abc import Iterable
from pathlib import Path

from schemas import (
    Artifact,
    Benchmark,
    BenchmarkResult,
    Fact,
    ModelSize,
    Paper,
    Reject,
    Sighting,
    TokenCount,
    paper_id_of,
    text_id_of,
)
from warehouse import Lake
from warehouse.extractions import TextRows, write_extraction
from warehouse.log import Accepted, Came, Preferred, append
from warehouse.readings import ReadingHeader, write_reading
from warehouse.snapshot import build_snapshot

SCRIPT = "<img src=x onerror=window.acted=1><script>window.acted=1</script>"
MARKUP = f"{SCRIPT} on Quail-7B </script><!--"
TURNED = "Rail \u202egnitset\u202c and \u2067back \u2066Rail-2B\u2069 \u2028again"
ASTRAL = "𝔇𝔲𝔠𝔨 🦆 says Duck-9B 🦆🦆 is a duck"
ABSTRACTS = {
    MARKUP: "We test Quail-7B \u202e on </script><script>window.acted=1</script> and release it at javascript:window.acted=1 today.",
    TURNED: "Rail-2B 🦤 is read from \u202eright to left\u202c on Bench\u202dmark.",
    ASTRAL: "🦆 Duck-9B 🦆 and 𝔻uck-1B stand behind letters of two units; Duck-9B ends.",
}
HOSTILE = [MARKUP, TURNED, ASTRAL]
ADDRESS = "javascript:window.acted=1"
TURNED_ADDRESS = "https://x.example/\u202emoc.elpmaxe"


def rows(title: str) -> dict[str, list[Fact]]:
    """Rows that rest on these words, wherever they stand in the paper."""
    texts = {"title": title, "abstract": ABSTRACTS[title], "github_repo": ADDRESS}
    whose = {"paper_id": paper_id_of(title), "text_id": text_id_of(title, ABSTRACTS[title]), "confidence": 0.5, "extractor": SCRIPT}

    def places(words: str) -> Iterable[dict]:
        for field, text in texts.items():
            if (start := text.find(words)) >= 0:
                place = {"evidence_field": field, "evidence_start": start, "evidence_end": start + len(words)}
                yield {"evidence": words, **place, **whose}

    sizes = [
        ModelSize(model=f"{words} {SCRIPT}", params=7 * 10**9, qualifier="exact", count="total", role="studied", **place)
        for words in ("Quail-7B", "Rail-2B", "Duck-9B", "𝔻uck-1B")
        for place in places(words)
    ]
    names = [
        Benchmark(name=words, role="evaluated", benchmark_id=words, **place) for words in ("Bench\u202dmark",) for place in places(words)
    ]
    artifacts = [Artifact(kind="code", name=SCRIPT, url=ADDRESS, status="released", **place) for place in places(ADDRESS)]
    artifacts += [Artifact(kind="code", name=SCRIPT, url=TURNED_ADDRESS, status="released", **place) for place in places("Rail-2B")]
    tokens = [
        TokenCount(tokens=10**12, qualifier="exact", kind="training", subject=SCRIPT, **place)
        for words in ("Quail-7B \u202e", "Rail-2B 🦤")
        for place in places(words)
    ]
    results = [
        BenchmarkResult(
            benchmark=SCRIPT,
            benchmark_id=SCRIPT,
            metric=SCRIPT,
            value=50 + at,
            unit="percent",
            kind="absolute",
            model=words + SCRIPT,
            **place,
        )
        for at, words in enumerate(("Quail-7B", "Rail-2B"))
        for place in places(words)
    ]
    return {"model_sizes": sizes, "token_counts": tokens, "benchmarks": names, "benchmark_results": results, "artifacts": artifacts}


def row_reject(title: str) -> Reject:
    """A row of this paper that was not taken in."""
    ids = {"paper_id": paper_id_of(title), "text_id": text_id_of(title, ABSTRACTS[title])}
    return Reject(level="row", reason="not_in_text", detail=f"{SCRIPT} \u202e is not there", table="benchmarks", extractor=SCRIPT, **ids)


def hostile(path: Path) -> Lake:
    """The lake at a path."""
    lake = Lake(path)
    items = []
    for ordinal, title in enumerate(HOSTILE):
        ids = {"paper_id": paper_id_of(title), "text_id": text_id_of(title, ABSTRACTS[title])}
        sighting = Sighting(**ids, dump_id="abcd1234", ordinal=ordinal, line=ordinal + 1)
        items.append(
            (sighting, Paper(**ids, title=title, abstract=ABSTRACTS[title], source="toy", github_repo=ADDRESS, project_page=SCRIPT))
        )
    items.append(
        Reject(
            level="record",
            reason="missing_abstract",
            detail=f"no {MARKUP}",
            raw=SCRIPT,
            dump_id="abcd1234",
            line=9,
            byte_start=90,
            byte_end=99,
        )
    )
    header = ReadingHeader(dump_id="abcd1234", format="toy", reader="toyreader", precedence=0, size=100)
    reading = write_reading(lake, header, items)
    write_extraction(lake, "toy-1", [TextRows(text_id_of(title, ABSTRACTS[title]), rows(title), [row_reject(title)]) for title in HOSTILE])
    append(lake, Preferred(fingerprint="toy-1", label="toy 1"))
    append(lake, Came(dump_id="abcd1234", reading=reading.name, label=SCRIPT, path="/dumps/toy"))
    append(lake, Accepted(dump_id="abcd1234"))
    build_snapshot(lake)
    return lake
