from datetime import date

import pytest

from tests.warehouse.lakes import ToyDump, header_of, paper, read, tree
from warehouse import Lake, LakeError
from warehouse.readings import SHARD_PAPERS, find_reading, load_reading, read_rejects, read_shard, write_reading


def test_a_reading_comes_back_as_it_was_written(lake: Lake):
    dump = ToyDump("a.txt", [paper(1), paper(2)], records_rejected=3, listed_on=date(2024, 5, 6))
    reading = read(lake, dump)
    assert (reading.papers, reading.rejects, reading.shards, reading.listed_on) == (2, 3, 1, date(2024, 5, 6))
    assert find_reading(lake, dump.dump_id, "toyreader") == reading
    rows = read_shard(lake, reading, 0).to_dicts()
    assert rows == [sighting.model_dump() | paper.model_dump(exclude={"aliases"}) for sighting, paper in list(dump.items())[:2]]
    assert read_rejects(lake, reading).to_dicts() == [reject.model_dump() for reject in list(dump.items())[2:]]


def test_a_dump_of_many_papers_is_stored_in_shards(lake: Lake):
    reading = read(lake, ToyDump("a.txt", [paper(number) for number in range(SHARD_PAPERS + 1)]))
    assert [read_shard(lake, reading, shard).height for shard in range(reading.shards)] == [SHARD_PAPERS, 1]


def test_a_dump_without_papers_has_a_reading(lake: Lake):
    assert read(lake, ToyDump("a.txt", [], records_rejected=1)).shards == 0


def test_only_a_complete_reading_is_found(lake: Lake):
    dump = ToyDump("a.txt", [paper(1)])

    def broken():
        yield from dump.items()
        raise RuntimeError("the dump ends here")

    with pytest.raises(RuntimeError):
        write_reading(lake, header_of(dump), broken())
    assert find_reading(lake, dump.dump_id, "toyreader") is None
    assert read(lake, dump).papers == 1


def test_reading_a_dump_twice_gives_the_same_bytes(lake: Lake, tmp_path):
    dump, other = ToyDump("a.txt", [paper(1), paper(2)], records_rejected=1), Lake(tmp_path / "other")
    read(lake, dump)
    read(other, dump)
    before = tree(lake.readings)
    assert before == tree(other.readings)
    write_reading(lake, header_of(dump), dump.items())
    assert tree(lake.readings) == before


def test_a_reading_is_replaced_where_that_is_asked_for(lake: Lake):
    dump = ToyDump("a.txt", [paper(1), paper(2)])
    read(lake, dump)
    write_reading(lake, header_of(dump), list(dump.items())[:1])
    assert read(lake, dump).papers == 2
    write_reading(lake, header_of(dump), list(dump.items())[:1], replace=True)
    assert read(lake, dump).papers == 1


def test_ordinals_that_skip_a_paper_are_refused(lake: Lake):
    dump = ToyDump("a.txt", [paper(1), paper(2)])
    with pytest.raises(LakeError, match="ordinal 1"):
        write_reading(lake, header_of(dump), list(dump.items())[1:])


def test_a_damaged_reading_says_what_to_do(lake: Lake):
    dump = ToyDump("a.txt", [paper(1)])
    read(lake, dump)
    (lake.readings / header_of(dump).name / "reading.json").write_text("{")
    with pytest.raises(LakeError, match="--force"):
        find_reading(lake, dump.dump_id, "toyreader")


def test_a_damaged_reading_says_how_it_is_mended_and_is_by_replacing_it(lake: Lake):
    dump = ToyDump("a.txt", [paper(1), paper(2)])
    reading = read(lake, dump)
    folder = lake.readings / reading.name
    whole = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "reading.json").write_text("{}")
    (folder / "papers-00000.parquet").write_bytes(b"")
    (folder / "papers-00001.parquet").write_bytes(b"")
    with pytest.raises(LakeError, match="--force") as caught:
        load_reading(lake, reading.name)
    assert "https:" not in str(caught.value) and "\n" not in str(caught.value)
    write_reading(lake, header_of(dump), dump.items(), replace=True)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == whole
