"""What a lake lets go of, and when."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

import warehouse
from tests.warehouse.lakes import ToyDump, extract, ingest, paper, read, tree
from warehouse import Lake
from warehouse.errors import LakeError
from warehouse.expiry import KEEP, Expired, expire
from warehouse.log import Forgotten, append
from warehouse.snapshot import build_snapshot

FIRST, SECOND, THIRD = (ToyDump(f"{number}.txt", [paper(number)]) for number in (1, 2, 3))


def age(path: Path, by: timedelta) -> None:
    then = time.time() - by.total_seconds()
    os.utime(path, (then, then))


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_snapshot_goes_when_it_has_been_out_of_force_for_long(lake: Lake):
    ingest(lake, FIRST)
    old = warehouse.open(lake.path).path
    age(old, 2 * KEEP)  # in force for long, but until the next one is built
    ingest(lake, SECOND)
    held = warehouse.open(lake.path).path
    ingest(lake, THIRD)
    assert names(lake.snapshots) >= {old.name, held.name}
    age(old, KEEP + timedelta(hours=1))
    ingest(lake, ToyDump("4.txt", [paper(4)]))
    assert old.name not in names(lake.snapshots)
    assert held.name in names(lake.snapshots)


def test_the_snapshot_in_force_stays_whatever_its_age(lake: Lake):
    ingest(lake, FIRST)
    age(warehouse.open(lake.path).path, 10 * KEEP)
    before = tree(lake.path / "tables")
    assert expire(lake) == Expired()
    assert tree(lake.path / "tables") == before


def test_what_a_forgotten_dump_left_goes_once_it_is_old(lake: Lake):
    ingest(lake, FIRST, SECOND)
    append(lake, Forgotten(dump_id=SECOND.dump_id))
    build_snapshot(lake)
    assert expire(lake) == Expired()
    for folder in (lake.readings, *lake.extractions.iterdir()):
        for entry in folder.iterdir():
            age(entry, 2 * KEEP)
    expired = expire(lake)
    assert (expired.readings, expired.extractions) == (1, 1)
    assert expired.size > 0
    assert [name.split("-")[0] for name in names(lake.readings)] == [FIRST.dump_id]
    assert warehouse.open(lake.path)["model_sizes"].collect()["model"].to_list() == ["Wombat-1B"]
    ingest(lake, SECOND)
    assert warehouse.open(lake.path)["model_sizes"].collect().height == 2


def test_what_a_run_has_just_written_and_not_yet_entered_in_the_log_stays(lake: Lake):
    ingest(lake, FIRST)
    extract(lake, read(lake, SECOND))
    before = tree(lake.path)
    assert expire(lake) == Expired()
    assert tree(lake.readings) and tree(lake.path).keys() == before.keys()


def test_a_shorter_time_can_be_asked_for(lake: Lake):
    ingest(lake, FIRST)
    ingest(lake, SECOND)
    assert len(names(lake.snapshots)) == 2
    time.sleep(0.01)
    assert expire(lake, timedelta(0)).snapshots == 1
    assert len(names(lake.snapshots)) == 1


def test_the_time_that_was_asked_for_holds_from_then_on_also_when_a_snapshot_is_built(lake: Lake):
    ingest(lake, FIRST)
    old = warehouse.open(lake.path).path
    assert expire(lake, timedelta(days=30)) == Expired()
    ingest(lake, SECOND)
    age(old, timedelta(days=29))
    ingest(lake, THIRD)
    assert expire(lake).snapshots == 0
    assert old.exists()
    age(old, timedelta(days=31))
    ingest(lake, ToyDump("4.txt", [paper(4)]))
    assert not old.exists()


def test_a_time_that_cannot_be_read_removes_nothing(lake: Lake):
    ingest(lake, FIRST)
    lake.keep.write_text("long")
    with pytest.raises(LakeError, match="--keep-days"):
        expire(lake)
    assert expire(lake, timedelta(days=30)) == expire(lake)
    assert lake.keep.read_text() == "30\n"
