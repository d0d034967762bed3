"""What killed and simultaneous runs leave behind. Runs are processes that are really killed, without a chance to tidy up."""

import multiprocessing
import os
import signal
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.warehouse.lakes import ToyDump, header_of, ingest, paper, tree
from warehouse import Lake
from warehouse.readings import write_reading
from warehouse.snapshot import build_snapshot

DUMPS = [ToyDump("a.txt", [paper(1), paper(2)]), ToyDump("b.txt", [paper(2, "Numbat."), paper(3)], precedence=1)]
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.warehouse.lakes"])


def run(target, *args) -> int:
    process = PROCESSES.Process(target=target, args=args)
    process.start()
    process.join()
    return process.exitcode


def ingest_killed_at(path: Path, step: int) -> None:
    """Ingest a dump, and be killed just before the n-th time that something gets its final name."""
    names_given = count(1)

    def hook(event: str, _) -> None:
        if event in ("os.rename", "os.link", "os.symlink") and next(names_given) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    ingest(Lake(path), DUMPS[0])


def ingest_one(path: Path, number: int) -> None:
    ingest(Lake(path), DUMPS[number])


def die_while_reading(path: Path) -> None:
    def items():
        yield from DUMPS[0].items()
        os.kill(os.getpid(), signal.SIGKILL)

    write_reading(Lake(path), header_of(DUMPS[0]), items())


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, str]:
    lake = Lake(tmp_path / "expected")
    ingest(lake, *DUMPS)
    return tree(lake.tables)


def assert_continues(lake: Lake, expected: dict[str, str]) -> None:
    ingest(lake, *DUMPS)
    assert tree(lake.tables) == expected
    assert lake.tables.resolve().name == lake.current.read_text().strip()
    assert [path.name for path in lake.staging.iterdir() if path.is_dir()] == []


def test_a_run_killed_at_any_step_is_continued_by_the_next(tmp_path: Path, expected):
    for step in count(1):
        lake = Lake(tmp_path / f"lake-{step}")
        killed = run(ingest_killed_at, lake.path, step) == -signal.SIGKILL
        assert_continues(lake, expected)
        if not killed:
            break
    assert step > 8


def test_a_run_killed_while_it_reads_leaves_nothing_half_done(lake: Lake, expected):
    assert run(die_while_reading, lake.path) == -signal.SIGKILL
    assert not lake.readings.exists()
    assert_continues(lake, expected)


def test_a_run_killed_between_the_two_switches_is_completed_though_nothing_is_new(lake: Lake, expected):
    ingest(lake, *DUMPS)
    lake.tables.unlink()
    assert not build_snapshot(lake).changed
    assert tree(lake.tables) == expected


def test_runs_at_once_lose_nothing(lake: Lake, expected):
    runs = [PROCESSES.Process(target=ingest_one, args=(lake.path, number)) for number in (0, 1, 0, 1)]
    for process in runs:
        process.start()
    for process in runs:
        process.join()
    assert [process.exitcode for process in runs] == [0, 0, 0, 0]
    assert tree(lake.tables) == expected
