"""The data of the page, as the JSON that its scripts read: columns rather than rows, and no word twice that need not be."""

import typing
from enum import Enum
from typing import Any

import polars as pl

from schemas import FACT_TABLES, TABLES, arrow_schema, claim_fields
from warehouse.report.contents import MOST_REJECTS, Contents, dumps_of, facts_of, papers_with_facts, rows_of
from warehouse.report.figures import figures_of
from warehouse.report.inert import CONTROLS

_SAID_BY_PAPER = ("paper_id", "text_id", "evidence")
"""Columns of facts that the page has from the paper: whose the row is, and the quote, which stands at the row's offsets."""


def payload_of(contents: Contents) -> dict[str, Any]:
    """All that the page shows of a lake."""
    dumps = dumps_of(contents)
    return {
        "snapshot": contents.snapshot,
        "where": contents.where,
        "total": contents.total,
        "withFacts": papers_with_facts(contents),
        "counts": {table: rows_of(contents, table) for table in TABLES},
        "dumps": [_dump(contents, dump) for dump in dumps.iter_rows(named=True)],
        "papers": _papers(contents.papers, {dump_id: place for place, dump_id in enumerate(dumps["dump_id"])}),
        "facts": {table: _facts(contents, table) for table in FACT_TABLES},
        "claims": {table: _claim(table) for table in FACT_TABLES},
        "rejects": _rejects(contents),
        "figures": figures_of(contents),
        "controls": CONTROLS,
    }


def _dump(contents: Contents, dump: dict[str, Any]) -> dict[str, Any]:
    taken = contents.taken.get(dump["dump_id"])
    return {
        "id": dump["dump_id"],
        "label": dump["label"],
        "format": dump["format"],
        "day": dump["day"],
        "papers": dump["distinct"],
        "sightings": dump["sightings"],
        "rejects": dump["rejects"],
        "extractors": dump["extractors"] or [],
        "taken": taken and f"{taken.at:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": taken and round(taken.seconds, 1),
    }


def _papers(papers: pl.DataFrame, places: dict[str, int]) -> dict[str, list[Any]]:
    """The columns of the papers, without those that are empty; dumps by their places in the list of dumps."""
    dumps = [[places[dump_id] for dump_id in ids] for ids in papers["dumps"].to_list()]
    return {**_columns(papers.drop("dumps", "listed")), "dumps": dumps}


def _facts(contents: Contents, table: str) -> dict[str, list[Any]]:
    return _columns(facts_of(contents, table).drop(_SAID_BY_PAPER))


def _rejects(contents: Contents) -> dict[str, Any]:
    """Rejects by level and reason, all of them counted, and the first of them with their words."""
    order = ("level", "reason", "dump_id", "line", "paper_id", "table", "detail", "raw")
    rejects = contents.tables["rejects"].sort(*order, nulls_last=True)
    counts = rejects.group_by("level", "reason", maintain_order=True).len("count").sort("count", descending=True, maintain_order=True)
    shown = rejects.select("level", "reason", "detail", "dump_id", "line", "paper_id", "table").head(MOST_REJECTS)
    return {"counts": counts.collect().to_dicts(), "shown": _columns(shown.collect())}


def _columns(frame: pl.DataFrame) -> dict[str, list[Any]]:
    """A frame by columns, days as text; a column that holds nothing is left out."""
    days = pl.selectors.date().cast(pl.String)
    return {name: values.to_list() for name, values in frame.with_columns(days).to_dict().items() if values.null_count() < len(values)}


def _claim(table: str) -> list[dict[str, Any]]:
    """What a reader is asked of a row that they correct or add: the fields of the claim, `evidence` aside, with their type and values."""
    schema = arrow_schema(TABLES[table])
    asked = []
    for name in claim_fields(table):
        if name != "evidence":
            field = schema.field(name)
            asked.append(
                {
                    "name": name,
                    "type": str(field.type),
                    "required": not field.nullable,
                    "values": _values(TABLES[table].model_fields[name].annotation),
                    "unit": field.metadata.get(b"unit", b"").decode(),
                    "meaning": field.metadata[b"description"].decode(),
                }
            )
    return asked


def _values(annotation: object) -> list[str]:
    """The words that a field is one of; none for a field of any text or number."""
    kinds = typing.get_args(annotation) or (annotation,)
    return [str(value) for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum) for value in kind]
