"""What of a lake goes into its report: which papers, which of them whole, and the numbers over all of them."""

from dataclasses import dataclass

import polars as pl

from schemas import FACT_TABLES
from warehouse.errors import QueryError
from warehouse.lake import Lake
from warehouse.runs import Taken, first_taken
from warehouse.snapshot import Snapshot, open_snapshot
from warehouse.sql import query

MOST_PAPERS = 20_000
"""Papers that are shown whole unless another number is asked for: what a browser opens in seconds."""

MOST_REJECTS = 1_000
"""Rejects that are shown with their words; all are counted."""


@dataclass(frozen=True)
class Contents:
    """What a report is made of."""

    snapshot: str
    """Id of the snapshot."""
    where: str | None
    """The condition that chose the papers, if there was one."""
    total: int
    """Papers that the report is of."""
    papers: pl.DataFrame
    """Those that are shown whole, the newest first: the columns of `papers`, the `day` they are of, and the `dumps` they are in."""
    tables: dict[str, pl.LazyFrame]
    """The tables' rows that belong to all the papers that the report is of."""
    taken: dict[str, Taken]
    """When each dump was first taken in, by dump_id."""


def contents_of(lake: Lake, where: str | None, most: int) -> Contents:
    """Choose what goes into a report: the tables of the papers for which the condition holds, and the newest papers to be shown whole.

    Raises LakeError where there are no tables, QueryError for a condition that is none.
    """
    snapshot = open_snapshot(lake.path)
    tables = {name: snapshot[name] for name in snapshot} if where is None else _chosen(snapshot, where)
    papers = tables["papers"].join(_days(tables["sightings"]), on="paper_id", how="left")
    # without the texts, for there may be a million papers
    order = papers.select("paper_id", day=_day_of_paper()).sort("day", "paper_id", descending=[True, False], nulls_last=True)
    newest = order.head(most).with_row_index("place")
    shown = papers.with_columns(day=_day_of_paper()).join(newest.select("paper_id", "place"), on="paper_id").sort("place").drop("place")
    total = tables["papers"].select(pl.len()).collect().item()
    return Contents(snapshot.id, where, total, shown.collect(), tables, first_taken(lake))


def _chosen(snapshot: Snapshot, where: str) -> dict[str, pl.LazyFrame]:
    """The tables as if the lake held only the papers for which a condition holds."""
    try:
        # on a line of its own, so that a comment in the condition ends with it
        answer = query(snapshot, f"SELECT paper_id FROM papers WHERE ({where}\n)")
    except QueryError as error:
        raise QueryError(f"the condition {where!r} over papers cannot be answered: {error}") from error
    ids = pl.from_arrow(answer).lazy().unique()
    tables = {name: snapshot[name] for name in snapshot}
    of_papers = {name: rows.join(ids, on="paper_id", how="semi", maintain_order="left") for name, rows in tables.items() if name != "dumps"}
    dumps = of_papers["sightings"].select("dump_id").unique()
    return {name: of_papers.get(name, rows.join(dumps, on="dump_id", how="semi")) for name, rows in tables.items()}


def _days(sightings: pl.LazyFrame) -> pl.LazyFrame:
    """Of each paper the last day that a dump lists it on, and its dumps."""
    return sightings.group_by("paper_id").agg(listed=_listed().max(), dumps=pl.col("dump_id").unique().sort())


def _listed() -> pl.Expr:
    """The day that a sighting is of, as ISO 8601 writes it, also without a year."""
    yearless = pl.format("--{}-{}", *(pl.col(part).cast(pl.String).str.zfill(2) for part in ("listed_month", "listed_day")))
    # a day with a year is greater than one without, as digits come after the hyphen
    return pl.coalesce(pl.col("listed_on").cast(pl.String), yearless)


def _day_of_paper() -> pl.Expr:
    return pl.coalesce("listed", pl.col("published_on").cast(pl.String))


def facts_of(contents: Contents, table: str) -> pl.DataFrame:
    """The rows of a fact table that belong to papers shown whole, in the order of these papers."""
    places = contents.papers.lazy().select("paper_id").with_row_index("paper")
    rows = contents.tables[table].join(places, on="paper_id").collect()
    first = ("paper", "evidence_field", "evidence_start", "evidence_end")
    return rows.sort(*first, *(name for name in rows.columns if name not in first))  # in total: many rows share a quote


def papers_with_facts(contents: Contents) -> int:
    """How many of the papers state at least one fact."""
    ids = pl.concat([contents.tables[table].select("paper_id") for table in FACT_TABLES])
    return ids.unique().select(pl.len()).collect().item()


def rows_of(contents: Contents, table: str) -> int:
    """How many rows a table has of these papers."""
    return contents.tables[table].select(pl.len()).collect().item()


def dumps_of(contents: Contents) -> pl.DataFrame:
    """A row per dump: its sightings of these papers with their first day, its rejects, and the extractors whose rows its papers have."""
    listed = contents.tables["sightings"].select("dump_id", "paper_id", day=_listed())
    sightings = listed.group_by("dump_id").agg(sightings=pl.len(), distinct=pl.col("paper_id").n_unique(), day=pl.col("day").min())
    rejects = contents.tables["rejects"].group_by("dump_id").len("rejects")
    read = pl.concat([contents.tables[table].select("paper_id", "extractor") for table in FACT_TABLES]).unique()
    extractors = listed.join(read, on="paper_id").group_by("dump_id").agg(extractors=pl.col("extractor").unique().sort())
    dumps = contents.tables["dumps"].select("dump_id", "label", "format")
    for found in (sightings, rejects, extractors):
        dumps = dumps.join(found, on="dump_id", how="left")
    # a dump may hold no paper at all
    dumps = dumps.with_columns(pl.col("sightings", "distinct", "rejects").fill_null(0))
    return dumps.sort("day", "label", "dump_id", descending=[True, False, False], nulls_last=True).collect()
