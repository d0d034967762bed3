"""Several programs at work on one lake give the tables that one after the other would give."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from flows import steps
from tests.pages import GREBE, HERON, TEAL, many, write_page
from tests.paths import ROOT
from warehouse import Lake

TEXTS = 1200


class Old(RuleExtractor):
    """The rules as an earlier version, which was blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "rules 0"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


def released(count: int, prefix: str) -> list[tuple[str, str]]:
    return [(title, f"{abstract} We release our code.") for title, abstract in many(count, prefix)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A lake whose texts only an earlier extractor has seen, and a page that is yet to come."""
    folder = tmp_path_factory.mktemp("made")
    pages = [write_page(folder / f"{n}.txt", *released(TEXTS // 4, f"Study {n}."), day=f"Jun {n}") for n in range(1, 5)]
    EXTRACTORS["old"] = lambda _limits: Old()
    try:
        steps.ingest(Lake(folder / "lake"), map(str, pages), steps.Options(extractor="old"))
    finally:
        del EXTRACTORS["old"]
    write_page(folder / "new.txt", HERON, TEAL, GREBE, *released(200, "Sequel"), day="Jun 9")
    return folder


def backfill(lake: Path) -> list[str]:
    return ["backfill", "--lake", str(lake)]


def run(*commands: list[str]) -> list[str]:
    """Run commands at once, each in a process, and return what they print."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "paperlake", *command],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for command in commands
    ]
    printed = [process.communicate(timeout=300) for process in started]
    assert [process.returncode for process in started] == [0] * len(commands), printed
    return [out for out, _ in printed]


def tree(lake: Path) -> dict[str, bytes]:
    tables = (lake / "tables").resolve()
    return {str(file.relative_to(tables)): file.read_bytes() for file in sorted(tables.rglob("part-*.parquet"))}


def copy_of(made: Path, name: str) -> Path:
    return Path(shutil.copytree(made / "lake", made / name, symlinks=True))


@pytest.fixture(scope="module")
def backfilled(made) -> dict[str, bytes]:
    """The tables after a backfill that nothing disturbs."""
    lake = copy_of(made, "one")
    run(backfill(lake))
    assert tree(lake) != tree(made / "lake")
    return tree(lake)


@pytest.mark.parametrize("head_start", [0, 0.3])
def test_two_backfills_of_the_same_dumps(made, backfilled, head_start):
    lake = copy_of(made, f"two-{head_start}")
    late = ["backfill", "--lake", str(lake), "--dump", "1.txt", "--dump", "2.txt", "--dump", "3.txt", "--dump", "4.txt"]
    if head_start:
        first = subprocess.Popen([sys.executable, "-m", "paperlake", *backfill(lake)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
        time.sleep(head_start)
        run(late)
        assert first.wait(timeout=300) == 0
    else:
        run(backfill(lake), late)
    assert tree(lake) == backfilled


def test_a_backfill_and_an_ingest(made):
    ingest = ["ingest", str(made / "new.txt")]
    one_after_the_other = copy_of(made, "serial")
    run(backfill(one_after_the_other))
    run([*ingest, "--lake", str(one_after_the_other)])
    at_once = copy_of(made, "parallel")
    run(backfill(at_once), [*ingest, "--lake", str(at_once)])
    assert tree(at_once) == tree(one_after_the_other)
    assert run(["verify", "--lake", str(at_once)])[0].endswith(" 0 faults found\n")


def test_two_ingests_and_two_backfills(made):
    pages = [made / "new.txt", write_page(made / "newer.txt", TEAL, *released(100, "Third"), day="Jun 10")]
    serial, at_once = copy_of(made, "serial-4"), copy_of(made, "parallel-4")
    commands = [["ingest", str(page)] for page in pages] + [["backfill"], ["backfill"]]
    for command in commands:
        run([*command, "--lake", str(serial)])
    run(*([*command, "--lake", str(at_once)] for command in commands))
    assert tree(at_once) == tree(serial)
