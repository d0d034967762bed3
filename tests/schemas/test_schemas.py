"""Every column is declared once, typed, described, and carried into Arrow."""

from enum import Enum

import pyarrow as pa
import pytest
from pydantic import ValidationError

from schemas import FACT_TABLES, SCHEMA_VERSION, TABLES, ModelSize, Row, arrow_schema, claim_fields
from schemas.base import column
from schemas.facts import CLAIMS

GOLD_FIELDS = {
    "model_sizes": {"model", "params", "qualifier", "count", "role", "evidence"},
    "token_counts": {"tokens", "qualifier", "kind", "subject", "evidence"},
    "benchmarks": {"name", "role", "evidence"},
    "benchmark_results": {"benchmark", "metric", "value", "unit", "kind", "model", "evidence"},
    "artifacts": {"kind", "name", "url", "status", "evidence"},
}
PROVENANCE = {"paper_id", "text_id", "evidence", "evidence_field", "evidence_start", "evidence_end", "confidence", "extractor"}
A_SIZE = {
    "model": "Foo-7B", "params": 7_000_000_000, "qualifier": "exact", "count": "total", "role": "introduced", "evidence": "Foo-7B",
    "paper_id": "p", "text_id": "t", "evidence_field": "title", "evidence_start": 0, "evidence_end": 6, "confidence": 0.5,
    "extractor": "hand",
}  # fmt: skip


@pytest.mark.parametrize(("table", "model"), TABLES.items())
def test_every_column_is_described_and_every_file_names_the_schema_version(table, model):
    schema = arrow_schema(model)
    assert schema.metadata[b"paperlake.schema_version"].decode() == SCHEMA_VERSION
    assert schema.metadata[b"description"]
    for field in schema:
        assert field.metadata[b"description"], f"{table}.{field.name}"
    assert set(schema.names) == set(model.model_fields)


@pytest.mark.parametrize(("table", "model"), TABLES.items())
def test_whole_numbers_state_their_unit(table, model):
    for field in arrow_schema(model):
        if pa.types.is_integer(field.type):
            assert field.metadata[b"unit"], f"{table}.{field.name}"


@pytest.mark.parametrize(("table", "model"), TABLES.items())
def test_only_optional_columns_are_nullable(table, model):
    for field in arrow_schema(model):
        annotation = model.model_fields[field.name].annotation
        assert field.nullable == (type(None) in getattr(annotation, "__args__", ())), f"{table}.{field.name}"


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_fact_has_the_gold_fields_and_its_provenance(table):
    assert set(claim_fields(table)) == set(CLAIMS[table].model_fields) == GOLD_FIELDS[table]
    assert claim_fields(table)[-1] == "evidence"
    assert set(arrow_schema(FACT_TABLES[table]).names) >= GOLD_FIELDS[table] | PROVENANCE


def test_the_values_of_an_enum_stand_in_the_metadata():
    assert arrow_schema(ModelSize).field("qualifier").metadata[b"values"] == b"exact, approx, at_least, at_most, range_low, range_high"


def test_rows_are_closed_and_checked():
    assert ModelSize(**A_SIZE).qualifier == "exact"
    for change in ({"surprise": 1}, {"params": 0}, {"params": 2**63}, {"qualifier": "roughly"}, {"evidence": "x" * 301}, {"params": None}):
        with pytest.raises(ValidationError):
            ModelSize(**A_SIZE | change)


def test_a_row_cannot_be_changed():
    with pytest.raises(ValidationError):
        ModelSize(**A_SIZE).params = 1


def test_a_column_without_an_arrow_type_is_an_error_that_says_where_to_add_it():
    class Odd(Row):
        """Odd."""

        value: complex = column("No such column type")

    class Either(Row):
        """Either."""

        value: int | str = column("Two types")

    with pytest.raises(TypeError, match=r"schemas/arrow\.py"):
        arrow_schema(Odd)
    with pytest.raises(TypeError, match="one type or null"):
        arrow_schema(Either)


@pytest.mark.parametrize("table", FACT_TABLES)
def test_every_closed_choice_is_an_enum(table):
    for name in ("qualifier", "count", "role", "kind", "status"):
        if name in CLAIMS[table].model_fields:
            assert issubclass(CLAIMS[table].model_fields[name].annotation, Enum)
