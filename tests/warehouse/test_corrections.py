"""What readers' corrections do to the tables."""

import time
from datetime import timedelta

import pytest

import warehouse
from schemas import Field, ModelSize, paper_id_of, text_id_of
from tests.warehouse.lakes import TOY, ToyDump, extract, ingest, paper, read, toy_extract, tree
from tests.warehouse.test_verify import faults
from warehouse import Lake, LakeError
from warehouse.corrections import Correction, write_correction
from warehouse.expiry import expire
from warehouse.log import Came, Corrected, Forgotten, Retracted, append
from warehouse.snapshot import build_snapshot

DUMP = ToyDump("a.txt", [paper(1), paper(2, "Numbat."), paper(3)])
OTHER = ToyDump("b.txt", [paper(4)])
FIRST = paper_id_of(paper(1)[0])


def correction(text: tuple[str, str] = paper(1), reviewed_at: str = "2024-06-03T12:00:00+00:00", **tables: list) -> Correction:
    title, abstract = text
    return Correction(paper_id_of(title), title, abstract, text_id_of(title, abstract), "Ada Heron", reviewed_at, tables)


def size(text: tuple[str, str], quote: str, **fields: object) -> ModelSize:
    title, abstract = text
    start = abstract.index(quote)
    place = {"evidence_field": Field.ABSTRACT, "evidence_start": start, "evidence_end": start + len(quote)}
    ids = {"paper_id": paper_id_of(title), "text_id": text_id_of(title, abstract), "extractor": "reviewer Ada Heron", "confidence": 1.0}
    claim = {"model": quote, "params": 10**9, "qualifier": "exact", "count": "total", "role": "introduced"}
    return ModelSize(evidence=quote, **claim | fields, **place, **ids)


def correct(lake: Lake, made: Correction) -> str:
    name = write_correction(lake, made)
    append(lake, Corrected(tables=tuple((made.id, table, name) for table in made.rows)))
    build_snapshot(lake)
    return name


def sizes(lake: Lake) -> dict[str, tuple[str, str]]:
    """The model and the extractor of each paper's size, by paper_id."""
    frame = warehouse.open(lake.path)["model_sizes"].select("paper_id", "model", "extractor").collect()
    return {paper_id: (model, extractor) for paper_id, model, extractor in frame.iter_rows()}


def test_a_reader_s_rows_stand_in_the_place_of_the_extractor_s_of_that_paper_and_table(lake: Lake):
    ingest(lake, DUMP)
    before, counts = sizes(lake), warehouse.open(lake.path)["token_counts"].collect()
    correct(lake, correction(model_sizes=[size(paper(1), "Wombat-1B")]))
    assert sizes(lake) == before | {FIRST: ("Wombat-1B", "reviewer Ada Heron")}
    assert warehouse.open(lake.path)["token_counts"].collect().equals(counts)
    assert faults(lake) == []


def test_an_empty_list_leaves_no_row_and_rejected_rows_stay(lake: Lake):
    ingest(lake, DUMP)
    correct(lake, correction(paper(2, "Numbat."), model_sizes=[], token_counts=[], artifacts=[]))
    tables = warehouse.open(lake.path)
    for table in ("model_sizes", "token_counts"):
        assert paper_id_of(paper(2)[0]) not in tables[table].collect()["paper_id"]
    assert tables["rejects"].collect()["extractor"].to_list() == [TOY]
    assert faults(lake) == []


def test_what_is_taken_back_leaves_no_trace_in_the_tables_and_other_parts_are_linked(lake: Lake):
    ingest(lake, DUMP, OTHER)
    before = tree(lake.tables)
    part = lake.tables / "model_sizes.parquet" / f"part-{OTHER.dump_id}-00000.parquet"
    inode = part.stat().st_ino
    correct(lake, correction(model_sizes=[], token_counts=[]))
    assert tree(lake.tables) != before
    assert part.stat().st_ino == inode
    append(lake, Retracted(tables=((FIRST, "model_sizes"), (FIRST, "token_counts"))))
    build_snapshot(lake)
    assert tree(lake.tables) == before


def test_when_somebody_read_a_paper_does_not_show_in_the_tables(tmp_path):
    trees = []
    for day in ("2024-06-03", "2025-01-01"):
        lake = Lake(tmp_path / day)
        ingest(lake, DUMP)
        correct(lake, correction(reviewed_at=f"{day}T12:00:00+00:00", model_sizes=[size(paper(1), "Wombat-1B")]))
        trees.append(tree(lake.tables))
    assert trees[0] == trees[1]


def test_the_order_of_dumps_and_corrections_does_not_show(tmp_path):
    made = correction(model_sizes=[size(paper(1), "Wombat-1B")])
    early, late = Lake(tmp_path / "early"), Lake(tmp_path / "late")
    correct(early, made)
    ingest(early, OTHER)
    ingest(early, DUMP)
    ingest(late, DUMP, OTHER)
    correct(late, made)
    assert tree(early.tables) == tree(late.tables)


def test_a_correction_applies_while_the_text_is_the_one_that_was_read(lake: Lake):
    ingest(lake, DUMP)
    correct(lake, correction(model_sizes=[size(paper(1), "Wombat-1B")]))
    corrected = tree(lake.tables)
    later = ToyDump("later.txt", [paper(1, "A later text.")], precedence=1)
    ingest(lake, later)
    assert sizes(lake)[FIRST] == ("Wombat-1B", TOY)
    assert faults(lake) == []
    append(lake, Forgotten(dump_id=later.dump_id))
    build_snapshot(lake)
    assert tree(lake.tables) == corrected


def test_a_correction_stays_with_its_text_when_an_arxiv_id_gives_the_paper_another_id(lake: Lake):
    new = ("Wombat 1 digs deeper", "Now Wombat-5B digs.")
    ingest(lake, ToyDump("arxiv", [new], precedence=4, arxiv_ids=[(new[0], "2401.00001")]))
    correct(lake, correction(new, model_sizes=[size(new, "Wombat-5B", params=5 * 10**9)]))
    ingest(lake, ToyDump("api", [paper(1)], precedence=3, arxiv_ids=[(paper(1)[0], "2401.00001")]))
    assert sizes(lake) == {FIRST: ("Wombat-5B", "reviewer Ada Heron")}
    assert faults(lake) == []


def test_a_row_that_rests_on_a_field_beside_the_text_applies_while_the_field_says_so(lake: Lake):
    ingest(lake, DUMP)
    made = correction(model_sizes=[], token_counts=[])
    correct(lake, Correction(**vars(made) | {"beside": {"model_sizes": {"github_repo": "https://github.com/marsh/wombat"}}}))
    tables = warehouse.open(lake.path)
    assert FIRST in tables["model_sizes"].collect()["paper_id"]
    assert FIRST not in tables["token_counts"].collect()["paper_id"]


def test_a_text_that_no_extractor_has_seen_can_be_corrected(lake: Lake):
    reading = read(lake, DUMP)
    append(lake, Came(dump_id=DUMP.dump_id, reading=reading.name, label="a.txt", path="/dumps/a.txt"))
    correct(lake, correction(model_sizes=[size(paper(1), "Wombat-1B")]))
    assert sizes(lake) == {FIRST: ("Wombat-1B", "reviewer Ada Heron")}
    extract(lake, reading)
    ingest(lake)
    assert len(sizes(lake)) == 3
    assert sizes(lake)[FIRST][1] == "reviewer Ada Heron"


def test_corrections_do_not_count_when_dumps_are_judged(lake: Lake):
    dumps = [ToyDump(f"{n}.txt", [paper(100 * n + each) for each in range(20)]) for n in range(1, 6)]
    ingest(lake, *dumps)
    for text in dumps[0].texts:
        made = correction(text, model_sizes=[], token_counts=[])
        append(lake, Corrected(tables=tuple((made.id, table, write_correction(lake, made)) for table in made.rows)))
    assert build_snapshot(lake).refused == {}
    assert warehouse.open(lake.path)["model_sizes"].collect().height == 80


@pytest.mark.parametrize("damage", ["", "{}", None])
def test_a_damaged_file_is_found_with_what_to_do_and_mended_by_taking_it_in_again(lake: Lake, damage: str | None):
    ingest(lake, DUMP)
    made = correction(model_sizes=[])
    file = lake.corrections / correct(lake, made)
    before = tree(lake.tables)
    file.unlink() if damage is None else file.write_text(damage)
    (fault,) = faults(lake)
    assert file.name in fault.what and f"paperlake correct --undo {FIRST}" in fault.what
    with pytest.raises(LakeError, match="paperlake correct FILE"):
        build_snapshot(lake)
    correct(lake, made)
    assert faults(lake) == []
    assert tree(lake.tables) == before


def test_a_row_that_was_changed_in_the_tables_is_found(lake: Lake):
    ingest(lake, DUMP)
    correct(lake, correction(model_sizes=[size(paper(1), "Wombat-1B")]))
    assert [fault.what for fault in faults(lake, lambda table, row, _: row["extractor"] if row["confidence"] == 1 else None)] == [
        "reviewer Ada Heron"
    ]


def test_corrections_do_not_expire(lake: Lake):
    ingest(lake, DUMP)
    correct(lake, correction(model_sizes=[]))
    before = tree(lake.corrections), tree(lake.tables)
    time.sleep(0.01)
    expire(lake, timedelta(0))
    build_snapshot(lake)
    assert (tree(lake.corrections), tree(lake.tables)) == before


def test_what_an_extractor_made_of_a_text_is_what_a_reader_s_rows_replace_and_nothing_else(lake: Lake):
    ingest(lake, DUMP)
    made = toy_extract(*paper(1)).facts
    before = warehouse.open(lake.path)["token_counts"].collect()
    correct(lake, correction(token_counts=made["token_counts"]))
    assert warehouse.open(lake.path)["token_counts"].collect().equals(before)
