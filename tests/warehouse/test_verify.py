from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from tests.warehouse.lakes import ToyDump, extract, ingest, paper, read
from warehouse import Lake, LakeError
from warehouse.files import write_parquet
from warehouse.log import Came, append
from warehouse.snapshot import build_snapshot
from warehouse.verify import Fault, Verification

DUMPS = [
    ToyDump("a.txt", [paper(number, "Numbat.") for number in range(1, 23)], records_rejected=1),
    ToyDump("b.txt", [paper(2, "Newer."), paper(30)], precedence=1),
]


@pytest.fixture
def filled(lake: Lake) -> Lake:
    ingest(lake, *DUMPS)
    return lake


def no_objection(table: str, row: dict, paper: dict) -> None:
    return None


def not_there(path: Path, reading) -> None:
    return None


def faults(lake: Lake, ground=no_objection, reread=not_there) -> list[Fault]:
    return list(Verification(lake, ground, reread).faults())


def part(lake: Lake, table: str, dump: ToyDump = DUMPS[0]) -> Path:
    return lake.tables / f"{table}.parquet" / f"part-{dump.dump_id}-00000.parquet"


def rewrite(file: Path, **columns: pl.Expr) -> None:
    schema = pq.read_schema(file)
    write_parquet(pl.read_parquet(file).with_columns(**columns).to_arrow().cast(schema), file)


def test_a_sound_lake_has_no_faults_and_every_row_is_grounded(filled: Lake):
    seen = []

    def ground(table: str, row: dict, paper: dict) -> None:
        assert paper["abstract"][row["evidence_start"] : row["evidence_end"]] == row["evidence"]
        seen.append((table, paper["title"]))

    check = Verification(filled, ground, not_there)
    assert list(check.faults()) == []
    assert (check.rows, len(seen)) == (46, 46)
    assert {table for table, _ in seen} == {"model_sizes", "token_counts"}
    assert (check.dumps_reread, sorted(check.not_at_hand)) == (0, ["a.txt", "b.txt"])


def test_an_offset_that_was_changed_is_found(filled: Lake):
    rewrite(part(filled, "model_sizes"), evidence_start=pl.col("evidence_start") + 1)
    found = faults(filled)
    assert found[0].where.startswith("model_sizes/part-")
    assert any("is not what stands at" in fault.what for fault in found)


def test_a_figure_that_was_changed_is_found(filled: Lake):
    rewrite(part(filled, "token_counts"), tokens=pl.col("tokens") * 10)
    (fault,) = faults(filled)
    assert "its rows are not those that it was made of" in fault.what


def test_a_text_that_was_changed_is_found(filled: Lake):
    rewrite(part(filled, "papers"), abstract=pl.col("abstract").str.replace("We dig", "They dug"))
    assert {fault.where.split("/")[0].split(",")[0] for fault in faults(filled)} == {"papers", "model_sizes", "token_counts"}


def test_a_paper_that_stands_twice_or_not_at_all_is_found(filled: Lake):
    rewrite(part(filled, "papers"), paper_id=pl.col("paper_id").first())
    found = [fault.what for fault in faults(filled)]
    assert any("stands more than once" in what for what in found)
    assert any("no paper in `papers`" in what for what in found)


def test_files_that_are_missing_strange_or_broken_are_found(filled: Lake):
    part(filled, "sightings").unlink()
    (filled.tables / "dumps.parquet" / "part-x.parquet").write_bytes(part(filled, "dumps").read_bytes())
    part(filled, "rejects").write_bytes(b"PAR1")
    found = {fault.where.split("/")[0]: fault.what for fault in faults(filled)}
    assert (found["sightings"], found["dumps"]) == ("is missing", "is not in the manifest")
    assert found["rejects"].startswith("cannot be read")


def test_rows_and_columns_that_are_missing_are_found(filled: Lake):
    file = part(filled, "token_counts")
    table = pq.read_table(file)
    write_parquet(table.slice(1), file)
    assert any(fault.what == "holds 20 rows; the manifest says 21" for fault in faults(filled))
    write_parquet(table.drop_columns("range_id"), file)
    assert any("columns are not those" in fault.what for fault in faults(filled))


def test_an_extraction_that_was_changed_is_found(filled: Lake):
    for file in filled.extractions.rglob("*.parquet"):
        table = pq.read_table(file)
        write_parquet(table.set_column(2, table.schema.field(2), table["model_sizes"].take(list(reversed(range(len(table)))))), file)
    assert any(fault.where.startswith("model_sizes/") for fault in faults(filled))


def test_a_reading_with_fewer_papers_than_on_record_is_found(filled: Lake):
    file = filled.readings / read(filled, DUMPS[0]).name / "papers-00000.parquet"
    write_parquet(pq.read_table(file).slice(0, 5), file)
    assert any("its reading holds 5 papers" in fault.what for fault in faults(filled))


def test_a_broken_reading_or_log_is_found(filled: Lake):
    (filled.readings / read(filled, DUMPS[0]).name / "papers-00000.parquet").write_bytes(b"")
    assert faults(filled)
    (filled.log / "00000001.json").write_text("")
    assert any("00000001.json" in fault.what for fault in faults(filled))


def test_tables_behind_the_log_are_found(filled: Lake):
    dump = ToyDump("c.txt", [paper(40)])
    reading = read(filled, dump)
    extract(filled, reading)
    append(filled, Came(dump_id=dump.dump_id, reading=reading.name, label=dump.label, path="/dumps/c.txt"))
    assert any("to renew them" in fault.what for fault in faults(filled))
    build_snapshot(filled)
    assert faults(filled) == []


def test_what_the_gate_and_the_reader_object_to_are_faults(lake: Lake, tmp_path: Path):
    file = tmp_path / DUMPS[1].label
    file.write_text("the dump")
    ingest(lake, DUMPS[1])
    append(lake, Came(dump_id=DUMPS[1].dump_id, reading=read(lake, DUMPS[1]).name, label=file.name, path=str(file)))

    def ground(table: str, row: dict, paper: dict) -> str | None:
        return "no such model" if row.get("model") == "Wombat-30B" else None

    def reread(path: str, reading) -> Iterator[str] | None:
        if not Path(path).is_file():
            return None
        assert Path(path).read_text() == "the dump"
        return faults_of(reading)

    def faults_of(reading) -> Iterator[str]:
        yield f"{reading.papers} papers are not tiled"

    check = Verification(lake, ground, reread)
    assert [fault.what for fault in check.faults()] == ["no such model", "2 papers are not tiled"]
    assert (check.dumps_reread, check.not_at_hand) == (1, [])


def test_what_is_no_lake_cannot_be_verified(lake: Lake):
    with pytest.raises(LakeError, match="there are no tables"):
        faults(lake)
