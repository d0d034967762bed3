"""What the tables are made of: which dumps are live, which text of a paper is canonical, whose rows stand for it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from schemas import FACT_TABLES, Fact, Reject, RejectLevel
from warehouse.corrections import in_force
from warehouse.extractions import chosen_texts
from warehouse.lake import Lake
from warehouse.log import current_state
from warehouse.readings import Reading, load_reading, shard_files

MOST_REJECTS = 0.05
"""Share of a dump's records that may be rejects."""

LEAST_PAPERS = 20
"""Papers that a dump must have before its facts per paper mean something."""

OF_ANY_SOURCE = frozenset({"csv", "json-lines", "parquet"})
"""Formats that say nothing of where a dump comes from: how many facts there are in one says nothing of another."""

LEAST_OTHERS = 3
"""Other dumps of the format that a dump is compared with, at least."""

LEAST_FACTS = 0.25
"""Facts per paper, as a share of the median of the other dumps of the format."""

SAID = {
    "arxiv_id": pl.String,
    "categories": pl.String,
    "github_repo": pl.String,
    "project_page": pl.String,
    "published_on": pl.Date,
    "updated_on": pl.Date,
}
"""Columns of `papers` that are those of the first dump, by precedence, that states them."""


@dataclass(frozen=True)
class CameDump:
    """A dump that came, with what its judgement rests on."""

    reading: Reading
    label: str
    accepted: bool
    papers_extracted: int
    """Papers whose text an extractor has seen."""
    facts: int

    @property
    def facts_per_paper(self) -> float | None:
        """None where too few papers are extracted to tell."""
        return self.facts / self.papers_extracted if self.papers_extracted >= LEAST_PAPERS else None


@dataclass(frozen=True)
class Live:
    """What the tables are made of."""

    dumps: list[CameDump]
    """The live ones, by dump_id."""
    refused: dict[str, Reject]
    """Why a dump is not live, by dump_id."""
    joined: pl.DataFrame
    """Sightings whose paper has another id than that of their title (dump_id, ordinal, paper_id), as an arXiv id joins two titles."""
    papers: pl.DataFrame
    """A row per paper: its canonical sighting (paper_id, text_id, dump_id, ordinal), the other ids of its titles (aliases), what the
    dumps say of it (`SAID`), and the columns of `chosen_texts` for its text: null where no extractor has seen it."""
    corrected: dict[str, dict[str, list[Fact]]]
    """By table and paper_id, the rows of readers that stand in the place of the extractor's and of those that dumps state."""


def live_content(lake: Lake) -> Live:
    """Work out what the tables are to be made of now. Raises LakeError for a log, a reading or a correction that cannot be read."""
    state = current_state(lake)
    readings = {dump_id: load_reading(lake, dump.reading) for dump_id, dump in sorted(state.dumps.items())}
    texts = chosen_texts(lake, state.preferred)
    sightings = _sightings(lake, readings.values()).collect()
    figures = _figures(sightings, texts)
    dumps = [
        CameDump(reading, state.dumps[dump_id].label, state.dumps[dump_id].accepted, *figures.get(dump_id, (0, 0)))
        for dump_id, reading in readings.items()
    ]
    refused = judge(dumps)
    live = [dump for dump in dumps if dump.reading.dump_id not in refused]
    seen = _ranked(sightings, [dump.reading for dump in live])
    joined = _joined(seen)
    papers = _canonical(seen, joined).join(texts, on="text_id", how="left")
    return Live(live, refused, joined, papers, in_force(lake, state.corrected, papers))


def _sightings(lake: Lake, readings: Iterable[Reading]) -> pl.LazyFrame:
    columns = {"dump_id": pl.String, "paper_id": pl.String, "text_id": pl.String, "ordinal": pl.Int64, "listed_on": pl.Date} | SAID
    files = [file for reading in readings for file in shard_files(lake, reading)]
    return pl.scan_parquet(files, glob=False).select(*columns) if files else pl.LazyFrame(schema=columns)


def _figures(sightings: pl.DataFrame, texts: pl.DataFrame) -> dict[str, tuple[int, int]]:
    """Of each dump, how many of its papers are extracted, and the facts in them."""
    facts = texts.select("text_id", facts=pl.sum_horizontal(*FACT_TABLES))
    counted = sightings.join(facts, on="text_id").group_by("dump_id").agg(pl.len().alias("papers"), pl.col("facts").sum())
    return {dump_id: (papers, facts) for dump_id, papers, facts in counted.iter_rows()}


_BEST_FIRST = {"precedence": True, "listed_on": True, "text_id": False, "dump_id": False, "ordinal": False}
"""What decides which sighting of a paper is canonical, and whether the greatest comes first: never the order of ingest."""


def _ranked(sightings: pl.DataFrame, readings: list[Reading]) -> pl.DataFrame:
    """The sightings in live dumps, with the precedence of their source, those whose text comes before others first."""
    sources = pl.DataFrame(
        [(reading.dump_id, reading.precedence) for reading in readings], schema={"dump_id": pl.String, "precedence": pl.Int64}, orient="row"
    )
    return sightings.join(sources, on="dump_id").sort(*_BEST_FIRST, descending=list(_BEST_FIRST.values()), nulls_last=True)


def _joined(seen: pl.DataFrame) -> pl.DataFrame:
    """The sightings that get another paper's id: titles under one arXiv id are one paper, where each of them has no other arXiv id,
    and no dump gives the id to several.

    Its id is that of the title from the source of the least precedence, for daily pages come before the snapshots do.
    """
    titled = seen.filter(pl.col("arxiv_id").is_not_null()).select("paper_id", "arxiv_id").unique()
    in_a_dump = seen.filter(pl.col("arxiv_id").is_not_null()).select("dump_id", "arxiv_id", "paper_id").unique()
    vague = in_a_dump.filter(pl.len().over("dump_id", "arxiv_id") > 1).select("arxiv_id")
    certain = titled.filter(pl.len().over("paper_id") == 1).filter(pl.len().over("arxiv_id") > 1).join(vague, on="arxiv_id", how="anti")
    first = seen.join(certain.select("paper_id", work="arxiv_id"), on="paper_id")
    first = first.sort("precedence", "listed_on", "paper_id", nulls_last=True)
    work_id = first.group_by("work").agg(work_id=pl.col("paper_id").first())
    return (
        first.join(work_id, on="work")
        .filter(pl.col("paper_id") != pl.col("work_id"))
        .select("dump_id", "ordinal", paper_id="work_id")
        .sort("dump_id", "ordinal")
    )


def _canonical(seen: pl.DataFrame, joined: pl.DataFrame) -> pl.DataFrame:
    """Of each paper its canonical sighting, its aliases, and what dumps say of it."""
    return (
        seen.join(joined.rename({"paper_id": "work_id"}), on=["dump_id", "ordinal"], how="left", maintain_order="left")
        .with_columns(alias=pl.col("paper_id"), paper_id=pl.coalesce("work_id", "paper_id"))
        .group_by("paper_id", maintain_order=True)
        .agg(
            pl.col("text_id", "dump_id", "ordinal").first(),
            pl.col(*SAID).drop_nulls().first(),
            aliases=pl.col("alias").filter(pl.col("alias") != pl.col("paper_id")).unique().sort(),
        )
    )


def judge(dumps: Iterable[CameDump]) -> dict[str, Reject]:
    """Which of all the dumps that came are not to be live, and why: a function of the dumps alone, in whatever order they came."""
    dumps = list(dumps)
    density: dict[str, list[float]] = defaultdict(list)
    for dump in dumps:
        if dump.facts_per_paper is not None and dump.reading.format not in OF_ANY_SOURCE:
            density[dump.reading.format].append(dump.facts_per_paper)
    for values in density.values():
        values.sort()
    refused = {}
    for dump in dumps:
        fault = None if dump.accepted else _fault(dump, density[dump.reading.format])
        if fault:
            reason, what = fault
            detail = f"{dump.label}: {what}. Check the file; ingest it with --accept where it is right as it is."
            refused[dump.reading.dump_id] = Reject(level=RejectLevel.DUMP, reason=reason, detail=detail, dump_id=dump.reading.dump_id)
    return refused


def _fault(dump: CameDump, density: list[float]) -> tuple[str, str] | None:
    """The reason and the words for refusing a dump; `density` holds the facts per paper of all dumps of its format, sorted."""
    papers, rejects = dump.reading.papers, dump.reading.rejects
    if not papers:
        return "no_papers", "no paper was found in it"
    if rejects > MOST_REJECTS * (papers + rejects):
        return "many_rejects", f"{rejects} of its {papers + rejects} records are no paper, more than {MOST_REJECTS:.0%}"
    own = dump.facts_per_paper
    if own is not None and dump.reading.format not in OF_ANY_SOURCE and len(density) > LEAST_OTHERS:
        median = _median_of_others(density, own)
        if own < LEAST_FACTS * median:
            return (
                "few_facts",
                f"{own:.2f} facts per paper, where the median of other dumps of format {dump.reading.format} is {median:.2f}",
            )
    return None


def _median_of_others(values: list[float], own: float) -> float:
    """The median of sorted values without one that equals `own`, without copying the list for each."""
    place, others = bisect_left(values, own), len(values) - 1
    middle = [values[at if at < place else at + 1] for at in ((others - 1) // 2, others // 2)]
    return sum(middle) / 2
