"""Which reader reads a dump, and what identifies the dump and the reading."""

import hashlib
import io
import shutil

import pytest

from extractors.dumps import (
    HEAD_SIZE,
    READERS,
    DumpError,
    ReaderOptions,
    Span,
    SpanKind,
    check_tiling,
    dump_id_of,
    find_reader,
    fingerprint,
)
from extractors.dumps.daily_page import DailyPage
from extractors.errors import ExtractorError


def test_a_page_is_known_by_its_header_and_not_by_its_name():
    page = b"new\n\nSubscribe\n\nbyAK and the research community\n\nJun 3\n\nCounting Sand\n\nGrains are counted."
    assert find_reader(page, "whatever.json", ReaderOptions()).name == "daily-page"


@pytest.mark.parametrize(
    "head",
    [
        b"[1, 2, 3]\n",
        b"Jun 3\n\nDear diary,\n",
        "new\nDaily Papers\nJun 3".encode("utf-16"),
        b"\x00" * HEAD_SIZE,
    ],
)
def test_a_file_that_no_reader_knows_is_named_with_what_is_known(head):
    with pytest.raises(DumpError, match=r"diary\.txt: no reader knows this format; known are .*daily-page"):
        find_reader(head, "diary.txt", ReaderOptions())


def test_an_empty_file_is_said_to_be_empty():
    with pytest.raises(ExtractorError, match=r"a\.txt: the file is empty"):
        find_reader(b"", "a.txt", ReaderOptions())


def test_readers_have_names_of_their_own():
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_a_dump_is_identified_by_its_bytes_alone():
    assert dump_id_of(io.BytesIO(b"sand")) == hashlib.sha256(b"sand").hexdigest()[:16]


def test_the_fingerprint_changes_with_options_and_with_each_source_file(tmp_path):
    reader = DailyPage()
    assert {"daily_page.py", "page_text.py", "lines.py", "base.py", "spans.py", "identity.py", "records.py"} == {
        path.name for path in reader.sources
    }
    reader.sources = tuple(tmp_path / path.name for path in reader.sources)
    for original, copy in zip(DailyPage.sources, reader.sources, strict=True):
        shutil.copy(original, copy)
    seen = [fingerprint(DailyPage(), ReaderOptions()), fingerprint(DailyPage(), ReaderOptions(2024))]
    assert fingerprint(reader, ReaderOptions()) == seen[0]
    for source in reader.sources:
        source.write_bytes(source.read_bytes() + b"\n# edited\n")
        seen.append(fingerprint(reader, ReaderOptions()))
    assert len(set(seen)) == 2 + len(reader.sources)


@pytest.mark.parametrize("year", [0, -1, 10_000])
def test_years_that_are_none_are_refused(year):
    with pytest.raises(DumpError, match=f"{year} is no year"):
        ReaderOptions(year)


@pytest.mark.parametrize(
    ("places", "fault"),
    [
        ([(0, 3), (4, 9)], "gap"),
        ([(0, 5), (4, 9)], "overlap"),
        ([(1, 9)], "gap"),
        ([(0, 8)], "the last span ends at byte 8"),
        ([(0, 4), (4, 4), (4, 9)], "holds no bytes"),
    ],
)
def test_spans_that_do_not_tile_are_faults(places, fault):
    spans = [Span(SpanKind.SEPARATOR, start, end, 1) for start, end in places]
    (found,) = check_tiling(spans, 9)
    assert fault in found


def test_no_spans_tile_no_bytes():
    assert list(check_tiling([], 0)) == []
