from pathlib import Path

import pytest

import warehouse
from schemas import TABLES
from tests.warehouse.lakes import ToyDump, ingest, paper, tree
from warehouse import Lake, QueryError, Snapshot
from warehouse.sql import query


@pytest.fixture
def snapshot(lake: Lake) -> Snapshot:
    ingest(lake, ToyDump("a.txt", [paper(1), paper(70)]))
    return warehouse.open(lake.path)


def test_tables_stand_by_their_bare_names(snapshot: Snapshot):
    found = query(snapshot, "SELECT title, params FROM papers JOIN model_sizes USING (paper_id) WHERE params > 2e9")
    assert found.to_pylist() == [{"title": "Wombat 70 digs", "params": 70_000_000_000}]
    for table in TABLES:
        assert query(snapshot, f"FROM {table}").num_rows == snapshot[table].collect().height


@pytest.mark.parametrize(
    "sql", ["SHOW TABLES", "DESCRIBE papers", "EXPLAIN FROM papers", "SUMMARIZE papers", "WITH p AS (FROM papers) FROM p;"]
)
def test_what_only_reads_is_answered(snapshot: Snapshot, sql: str):
    assert query(snapshot, sql).num_rows


@pytest.mark.parametrize(
    "sql",
    [
        "COPY papers TO '{file}'",
        "EXPORT DATABASE '{file}'",
        "ATTACH '{file}'",
        "CREATE TABLE mine AS FROM papers",
        "DROP VIEW papers",
        "DELETE FROM papers",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "FROM papers; FROM papers",
        "SELECT * FROM read_text('{lake}/current')",
        "FROM '{lake}/tables/papers.parquet/*.parquet'",
        "FROM glob('{lake}/*')",
        "",
        "-- nothing",
    ],
)
def test_nothing_can_be_written_and_no_file_reached(snapshot: Snapshot, lake: Lake, tmp_path: Path, sql: str):
    before = tree(lake.path)
    with pytest.raises(QueryError):
        query(snapshot, sql.format(file=tmp_path / "out", lake=lake.path))
    assert not (tmp_path / "out").exists()
    assert tree(lake.path) == before


def test_a_misspelt_name_is_met_with_a_suggestion(snapshot: Snapshot):
    with pytest.raises(QueryError, match=r'^[^\n]+ Did you mean "model_sizes"[^\n]*$'):
        query(snapshot, "FROM model_size")
    with pytest.raises(QueryError, match="parms"):
        query(snapshot, "SELECT parms FROM model_sizes")


def test_rows_below_a_confidence_are_not_seen_and_papers_are(snapshot: Snapshot):
    every = query(snapshot, "FROM model_sizes").num_rows
    sure = query(snapshot, "FROM model_sizes", min_confidence=0.8)
    assert 0 < sure.num_rows < every
    assert min(sure["confidence"].to_pylist()) >= 0.8
    assert query(snapshot, "FROM papers", min_confidence=1.0).num_rows == query(snapshot, "FROM papers").num_rows
    assert query(snapshot, "SELECT count(*) AS n FROM model_sizes", min_confidence=1.0).to_pylist() == [{"n": 0}]
