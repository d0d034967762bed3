"""What a row is: one pydantic model per table, and the Arrow schema derived from it."""

from schemas.arrow import arrow_schema, struct_type
from schemas.base import SCHEMA_VERSION, Row
from schemas.facts import (
    FACT_TABLES,
    Artifact,
    ArtifactKind,
    Benchmark,
    BenchmarkResult,
    BenchmarkRole,
    Count,
    Fact,
    Field,
    ModelSize,
    Qualifier,
    ResultKind,
    SizeRole,
    Status,
    TokenCount,
    TokenKind,
    Unit,
    claim_fields,
)
from schemas.identity import fold, normalise, paper_id_of, text_id_of
from schemas.records import Dump, Paper, Reject, RejectLevel, Sighting

TABLES: dict[str, type[Row]] = {
    "papers": Paper,
    "sightings": Sighting,
    **FACT_TABLES,
    "rejects": Reject,
    "dumps": Dump,
}
"""Every table of the lake, by name, in the order in which they are shown."""

__all__ = [
    "FACT_TABLES",
    "SCHEMA_VERSION",
    "TABLES",
    "Artifact",
    "ArtifactKind",
    "Benchmark",
    "BenchmarkResult",
    "BenchmarkRole",
    "Count",
    "Dump",
    "Fact",
    "Field",
    "ModelSize",
    "Paper",
    "Qualifier",
    "Reject",
    "RejectLevel",
    "ResultKind",
    "Row",
    "Sighting",
    "SizeRole",
    "Status",
    "TokenCount",
    "TokenKind",
    "Unit",
    "arrow_schema",
    "claim_fields",
    "fold",
    "normalise",
    "paper_id_of",
    "struct_type",
    "text_id_of",
]
