"""What is new in an inbox."""

import os
import time
import zipfile

import pytest

from extractors.dumps import Source
from flows import inbox as inboxes
from flows import reports, steps
from flows.steps import UsageError
from tests.pages import GREBE, HERON, TEAL, write_page
from warehouse import Lake


@pytest.fixture
def lake(tmp_path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_page(folder / "a.txt", HERON)
    write_page(folder / "b.txt", TEAL, day="Jun 4")
    return folder


def take_in(lake: Lake, inbox) -> list[str]:
    """The names of the files that are taken in as new."""
    found = inboxes.look(lake, inbox, 0)
    if found.new:
        inboxes.remember(lake, found.new, steps.ingest(lake, map(str, found.new), steps.Options()).dumps)
    return [file.name for file in found.new]


def test_a_file_is_new_once_and_again_when_it_has_changed(lake, inbox):
    assert take_in(lake, inbox) == ["a.txt", "b.txt"]
    assert take_in(lake, inbox) == []
    write_page(inbox / "b.txt", TEAL, GREBE, day="Jun 4")
    write_page(inbox / "c.txt", GREBE, day="Jun 5")
    assert take_in(lake, inbox) == ["b.txt", "c.txt"]


def test_a_dump_that_was_forgotten_does_not_come_back_by_itself(lake, inbox):
    take_in(lake, inbox)
    steps.forget(lake, "a.txt")
    assert take_in(lake, inbox) == []


def test_a_damaged_file_is_named_but_not_read_again_until_it_has_changed(lake, inbox):
    (inbox / "bad.txt").write_text("no page at all")
    assert "bad.txt" in take_in(lake, inbox)
    found = inboxes.look(lake, inbox, 0)
    assert (found.new, [file.name for file in found.refused]) == ({}, ["bad.txt"])
    assert "no reader" in found.refused[inbox / "bad.txt"]
    write_page(inbox / "bad.txt", GREBE)
    assert take_in(lake, inbox) == ["bad.txt"]
    assert inboxes.look(lake, inbox, 0).refused == {}


def test_what_the_machine_is_to_blame_for_is_tried_again(lake, inbox):
    found = inboxes.look(lake, inbox, 0)
    full = steps.failed(steps.source_at(str(inbox / "a.txt")), OSError(28, "No space left on device"))
    inboxes.remember(lake, found.new, [full])
    assert [file.name for file in inboxes.look(lake, inbox, 0).new] == ["a.txt"]


def test_what_may_still_grow_waits(lake, inbox):
    (inbox / "daily-2024-06-03.so-far.json").write_text("[]")
    (inbox / ".daily-2024-06-02.json").write_text("[]")
    then = time.time() - 120
    os.utime(inbox / "a.txt", (then, then))
    found = inboxes.look(lake, inbox, 60)
    assert [file.name for file in found.new] == ["a.txt"]
    assert [file.name for file in found.waiting] == ["b.txt", "daily-2024-06-03.so-far.json"]


def test_an_inbox_that_is_none_is_wrong_usage(lake, tmp_path):
    with pytest.raises(UsageError, match="is no folder"):
        inboxes.look(lake, tmp_path / "none")


def test_a_memory_that_cannot_be_read_is_none(lake, inbox):
    take_in(lake, inbox)
    lake.inbox.write_text("{")
    assert take_in(lake, inbox) == ["a.txt", "b.txt"]


def test_rejects_are_named_with_their_reasons_and_no_markup_of_theirs_is_obeyed(lake, tmp_path):
    lines = tmp_path / "lines.jsonl"
    papers = [f'{{"id": "{n}", "title": "Paper {n}", "abstract": "We train Foo-{n}B."}}' for n in range(60)]
    lines.write_text("\n".join([*papers, '{"title": 7, "abstract": "| <b>x</b>"}', "{"]) + "\n")
    summary = steps.ingest(lake, [str(lines), str(tmp_path / "gone|.txt")], steps.Options())
    text = reports.rejects_as_markdown(lake, summary.dumps, summary.problems)
    assert "- " in text and "gone\\|.txt: no such file" in text
    rows = [line for line in text.splitlines() if line.startswith("| lines.jsonl")]
    assert sum(int(row.replace("\\|", "").split("|")[3]) for row in rows) == summary.dumps[0].rejects == 2
    assert "<b>" not in text.replace("\\<", "")


def test_a_file_whose_name_is_no_utf_8_is_new_once_and_its_problem_is_its_own(lake, inbox):
    odd = [inbox / os.fsdecode(name) for name in (b"odd-\xfe.txt", b"odd-\xff.txt")]
    write_page(odd[0], GREBE, day="Jun 5")
    odd[1].write_text("no page at all")
    assert [inbox / name for name in take_in(lake, inbox)] == [inbox / "a.txt", inbox / "b.txt", *odd]
    found = inboxes.look(lake, inbox, 0)
    assert (found.new, list(found.refused)) == ({}, [odd[1]])
    assert "no reader" in found.refused[odd[1]]


def test_what_the_machine_is_to_blame_for_is_tried_again_whatever_the_name_also_of_a_zip(lake, inbox):
    odd = inbox / os.fsdecode(b"odd-\xff.zip")
    with zipfile.ZipFile(odd, "w") as archive:
        archive.write(inbox / "b.txt", "b.txt")
    found = inboxes.look(lake, inbox, 0)
    full = steps.failed(Source(odd, "b.txt"), OSError(28, "No space left on device"))
    inboxes.remember(lake, found.new, [full])
    assert list(inboxes.look(lake, inbox, 0).new) == [odd]


def test_a_file_that_has_gone_since_it_was_listed_is_passed_over(lake, inbox):
    assert list(inboxes.among(lake, [inbox / "gone.txt", inbox / "a.txt"]).new) == [inbox / "a.txt"]
