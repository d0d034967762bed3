from datetime import date

import duckdb
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse
from schemas import SCHEMA_VERSION, TABLES, arrow_schema, paper_id_of
from tests.warehouse.lakes import TOY, ToyDump, extract, ingest, paper, read, tree
from warehouse import Lake, LakeError
from warehouse.log import Accepted, Came, Forgotten, Preferred, append
from warehouse.readings import SHARD_PAPERS
from warehouse.snapshot import build_snapshot
from warehouse.verify import Verification

FIRST = ToyDump("first.txt", [paper(1), paper(2, "Numbat."), paper(3)])
SECOND = ToyDump("second.txt", [paper(2, "A later text."), paper(3), paper(4)], precedence=1)
THIRD = ToyDump("third.txt", [paper(4), paper(5)], listed_on=date(2024, 1, 2))
PAGES = ToyDump("pages.txt", [paper(number) for number in range(6, 30)], records_rejected=1)
EMPTY = ToyDump("empty.txt", [])
DUMPS = [FIRST, SECOND, THIRD, PAGES, EMPTY]


def rows(lake: Lake, table: str, *columns: str) -> list:
    found = warehouse.open(lake.path)[table].select(columns).collect().rows()
    return sorted(row[0] if len(columns) == 1 else row for row in found)


def test_a_paper_in_several_dumps_stands_once_with_its_rows_and_all_its_sightings(lake: Lake):
    ingest(lake, FIRST, SECOND)
    assert rows(lake, "papers", "title") == [f"Wombat {number} digs" for number in (1, 2, 3, 4)]
    assert rows(lake, "model_sizes", "model") == [f"Wombat-{number}B" for number in (1, 2, 3, 4)]
    shared = paper_id_of("Wombat 3 digs")
    seen = [dump_id for paper_id, dump_id in rows(lake, "sightings", "paper_id", "dump_id") if paper_id == shared]
    assert seen == sorted([FIRST.dump_id, SECOND.dump_id])


def test_precedence_then_day_decides_which_text_is_canonical(lake: Lake):
    old = ToyDump("old", [paper(1, "Old.")], listed_on=date(2023, 1, 1))
    new = ToyDump("new", [paper(1, "New.")], listed_on=date(2024, 1, 1))
    undated = ToyDump("undated", [paper(1, "Undated.")])
    ingest(lake, old, new, undated)
    assert rows(lake, "papers", "abstract")[0].endswith("New.")
    ingest(lake, ToyDump("best", [paper(1, "Best.")], precedence=2))
    assert rows(lake, "papers", "abstract")[0].endswith("Best.")


def test_rows_belong_to_the_canonical_text_and_its_paper(lake: Lake):
    ingest(lake, FIRST, SECOND)
    papers = dict(rows(lake, "papers", "paper_id", "text_id"))
    for table in ("model_sizes", "token_counts"):
        assert all(papers[paper_id] == text_id for paper_id, text_id in rows(lake, table, "paper_id", "text_id"))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(DUMPS), cut=st.integers(0, len(DUMPS)))
def test_the_same_dumps_in_any_order_give_the_same_bytes(tmp_path_factory, order, cut):
    lake, expected = (Lake(tmp_path_factory.mktemp("lake")) for _ in range(2))
    ingest(expected, *DUMPS)
    ingest(lake, *order[:cut])
    ingest(lake, *order[cut:])
    assert tree(lake.tables) == tree(expected.tables)
    assert lake.tables.readlink() == expected.tables.readlink()


def test_nothing_new_changes_nothing_and_says_so(lake: Lake):
    assert ingest(lake, FIRST).changed
    before = {file: file.stat().st_mtime_ns for file in lake.snapshots.rglob("*.parquet")}
    again = ingest(lake, FIRST)
    assert (again.changed, again.written) == (False, 0)
    assert {file: file.stat().st_mtime_ns for file in lake.snapshots.rglob("*.parquet")} == before


def test_a_forgotten_dump_is_gone_and_comes_back(lake: Lake):
    ingest(lake, FIRST, SECOND)
    whole = tree(lake.tables)
    append(lake, Forgotten(dump_id=SECOND.dump_id))
    build_snapshot(lake)
    assert rows(lake, "papers", "title") == [f"Wombat {number} digs" for number in (1, 2, 3)]
    assert rows(lake, "dumps", "label") == ["first.txt"]
    ingest(lake, SECOND)
    assert tree(lake.tables) == whole


def test_parts_that_stay_are_linked(lake: Lake):
    ingest(lake, FIRST)
    name = f"papers.parquet/part-{FIRST.dump_id}-00000.parquet"
    before = (lake.tables / name).stat().st_ino
    ingest(lake, PAGES)
    assert (lake.tables / name).stat().st_ino == before


def test_the_part_of_a_superseded_paper_is_written_anew(lake: Lake):
    ingest(lake, FIRST)
    ingest(lake, SECOND)
    part = pl.read_parquet(lake.tables / "papers.parquet" / f"part-{FIRST.dump_id}-00000.parquet")
    assert part["title"].to_list() == ["Wombat 1 digs"]


def test_a_dump_of_superseded_papers_alone_still_has_its_sightings(lake: Lake):
    old = ToyDump("old.txt", [paper(2), paper(3)])
    ingest(lake, old, SECOND)
    assert not (lake.tables / "papers.parquet" / f"part-{old.dump_id}-00000.parquet").exists()
    assert (lake.tables / "sightings.parquet" / f"part-{old.dump_id}-00000.parquet").exists()
    assert rows(lake, "dumps", "label", "papers") == [("old.txt", 2), ("second.txt", 3)]


def test_the_extractor_preferred_last_stands_where_it_has_seen_the_text(lake: Lake):
    ingest(lake, FIRST)
    toy = tree(lake.tables)
    reading = read(lake, THIRD)
    extract(lake, reading, "toy-2")
    append(lake, Preferred(fingerprint="toy-2", label="toy-2"))
    append(lake, Came(dump_id=THIRD.dump_id, reading=reading.name, label="third.txt", path="/dumps/third.txt"))
    build_snapshot(lake)
    assert rows(lake, "model_sizes", "model", "extractor") == [
        *((f"Wombat-{number}B", TOY) for number in (1, 2, 3)),
        *((f"Wombat-{number}B", "toy-2") for number in (4, 5)),
    ]
    append(lake, Forgotten(dump_id=THIRD.dump_id))
    append(lake, Preferred(fingerprint=TOY, label=TOY))
    build_snapshot(lake)
    assert tree(lake.tables) == toy


def test_a_text_that_no_extractor_has_seen_has_no_rows_yet(lake: Lake):
    reading = read(lake, FIRST)
    append(lake, Came(dump_id=FIRST.dump_id, reading=reading.name, label="first.txt", path="/dumps/first.txt"))
    build_snapshot(lake)
    assert (len(rows(lake, "papers", "paper_id")), rows(lake, "model_sizes", "model")) == (3, [])
    extract(lake, reading)
    ingest(lake)
    assert len(rows(lake, "model_sizes", "model")) == 3


def test_rejected_rows_and_records_have_their_place(lake: Lake):
    ingest(lake, FIRST, PAGES)
    assert rows(lake, "rejects", "level", "paper_id", "dump_id") == [
        ("record", None, PAGES.dump_id),
        ("row", paper_id_of("Wombat 2 digs"), None),
    ]


def test_a_dump_of_several_shards_has_a_part_for_each(lake: Lake):
    big = ToyDump("big.txt", [paper(number) for number in range(1, SHARD_PAPERS + 6)], records_rejected=1)
    ingest(lake, big)
    assert [pq.read_metadata(file).num_rows for file in sorted((lake.tables / "papers.parquet").iterdir())] == [SHARD_PAPERS, 5]
    assert len(rows(lake, "token_counts", "tokens")) == SHARD_PAPERS + 5


def test_every_table_has_a_file_with_its_schema_even_without_rows(lake: Lake):
    build_snapshot(lake)
    for table, model in TABLES.items():
        (file,) = (lake.tables / f"{table}.parquet").iterdir()
        schema = pq.read_schema(file)
        assert schema.equals(arrow_schema(model), check_metadata=True)
        assert schema.metadata[b"paperlake.schema_version"].decode() == SCHEMA_VERSION
        assert all(field.metadata[b"description"] for field in schema)


def test_polars_duckdb_and_pyarrow_read_a_table_alike(lake: Lake):
    ingest(lake, *DUMPS)
    for table in TABLES:
        folder = lake.tables / f"{table}.parquet"
        ours = warehouse.open(lake.path)[table].collect()
        assert pl.scan_parquet(folder).collect().equals(ours)
        assert pl.from_arrow(ds.dataset(folder).to_table()).equals(ours)
        theirs = duckdb.sql(f"FROM '{folder}/*.parquet'").to_arrow_table()
        assert sorted(map(repr, theirs.to_pylist())) == sorted(map(repr, ours.to_dicts()))


def test_an_opened_snapshot_does_not_change(lake: Lake):
    ingest(lake, FIRST)
    opened = warehouse.open(lake.path)
    ingest(lake, PAGES)
    assert opened["papers"].collect().height == 3
    assert warehouse.open(lake.path)["papers"].collect().height == 27


@pytest.mark.parametrize("folder", ["it's a [lake]*", "day=3"])
def test_a_lake_may_have_any_name(tmp_path, folder):
    lake = Lake(tmp_path / folder)
    ingest(lake, FIRST)
    ingest(lake, THIRD)
    assert len(rows(lake, "papers", "paper_id")) == 5
    assert warehouse.open(lake.path)["papers"].collect_schema().names() == arrow_schema(TABLES["papers"]).names


def test_opening_what_is_no_lake_says_what_to_do(tmp_path):
    with pytest.raises(LakeError, match="paperlake ingest PATH --lake"):
        warehouse.open(tmp_path)


def test_a_snapshot_that_was_removed_is_built_again(lake: Lake):
    ingest(lake, FIRST)
    before = tree(lake.tables)
    (lake.tables / "manifest.json").unlink()
    with pytest.raises(LakeError, match="remove it"):
        warehouse.open(lake.path)
    lake.tables.resolve().rename(lake.path / "elsewhere")
    build_snapshot(lake)
    assert tree(lake.tables) == before


def test_a_refused_dump_is_in_no_table_but_rejects_until_it_is_accepted(lake: Lake):
    spoiled = ToyDump("spoiled.txt", [paper(1)], records_rejected=1)
    built = ingest(lake, spoiled, THIRD)
    assert list(built.refused) == [spoiled.dump_id]
    assert "1 of its 2 records are no paper" in built.refused[spoiled.dump_id]
    assert built.refused[spoiled.dump_id].startswith("spoiled.txt: ") and "--accept" in built.refused[spoiled.dump_id]
    assert rows(lake, "rejects", "level", "reason", "dump_id") == [("dump", "many_rejects", spoiled.dump_id)]
    for table in TABLES:
        frame = warehouse.open(lake.path)[table].collect()
        if table != "rejects" and "dump_id" in frame.columns:
            assert spoiled.dump_id not in frame["dump_id"]
    append(lake, Accepted(dump_id=spoiled.dump_id))
    assert build_snapshot(lake).refused == {}
    assert rows(lake, "rejects", "level") == ["record"]
    assert len(rows(lake, "papers", "paper_id")) == 3


OLD, NEW = "Wombat 1 digs", "Wombat 1 digs deeper"
PAGE = ToyDump("page", [paper(1), paper(2)])
API = ToyDump("api", [paper(1)], precedence=3, arxiv_ids=[(OLD, "2401.00001")])
ARXIV = ToyDump("arxiv", [(NEW, "Now Wombat-5B digs."), paper(3)], precedence=4, arxiv_ids=[(NEW, "2401.00001")])


@pytest.mark.parametrize("order", [(PAGE, API, ARXIV), (ARXIV, API, PAGE), (API, PAGE, ARXIV)])
def test_titles_under_one_arxiv_id_are_one_paper_with_the_id_that_the_page_gave_it(lake: Lake, order):
    ingest(lake, *order)
    papers = {row["paper_id"]: row for row in warehouse.open(lake.path)["papers"].collect().iter_rows(named=True)}
    joined = papers[paper_id_of(OLD)]
    assert (joined["title"], joined["arxiv_id"], joined["aliases"]) == (NEW, "2401.00001", [paper_id_of(NEW)])
    assert set(papers) == {paper_id_of(OLD), paper_id_of("Wombat 2 digs"), paper_id_of("Wombat 3 digs")}
    seen = rows(lake, "sightings", "paper_id", "dump_id")
    assert sum(paper_id == paper_id_of(OLD) for paper_id, _ in seen) == 3
    assert rows(lake, "model_sizes", "model", "paper_id") == sorted(
        [("Wombat-5B", paper_id_of(OLD)), ("Wombat-2B", paper_id_of("Wombat 2 digs")), ("Wombat-3B", paper_id_of("Wombat 3 digs"))]
    )
    assert list(Verification(lake, lambda *_: None, lambda *_: None).faults()) == []


def test_the_order_of_ingests_does_not_show_where_ids_join_titles(tmp_path):
    trees = []
    for nth, order in enumerate([(PAGE, API, ARXIV), (ARXIV, PAGE, API)]):
        lake = Lake(tmp_path / str(nth))
        for dump in order:
            ingest(lake, dump)
        trees.append(tree(lake.path / "tables"))
    assert trees[0] == trees[1]


def test_an_arxiv_id_joins_nothing_where_a_title_has_two(lake: Lake):
    other = ToyDump("other", [paper(1)], arxiv_ids=[(OLD, "2402.00002")])
    ingest(lake, API, ARXIV, other)
    assert {paper_id_of(OLD), paper_id_of(NEW)} <= set(rows(lake, "papers", "paper_id"))


def test_an_arxiv_id_that_a_dump_gives_to_several_titles_joins_nothing(lake: Lake):
    careless = ToyDump("careless", [paper(7), paper(8), paper(9)], arxiv_ids=[(paper(n)[0], "2401.00001") for n in (7, 8, 9)])
    ingest(lake, careless)
    assert len(rows(lake, "papers", "paper_id")) == 3


def test_what_a_dump_does_not_say_of_a_paper_another_does(lake: Lake):
    ingest(lake, ToyDump("best", [paper(1)], precedence=9), API)
    assert rows(lake, "papers", "arxiv_id") == ["2401.00001"]
