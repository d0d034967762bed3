"""Daily pages: what is a paper, what is none, and that no byte falls between."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.dumps import RAW_LIMIT, Listing, ReaderOptions, RejectedRecord, RejectReason, Span, SpanKind, check_tiling, find_reader
from extractors.dumps.daily_page import DailyPage
from extractors.dumps.lines import RECORD_LIMIT

SHARED = Path(__file__).parents[4] / "shared"

LONG_HEADER = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\nJul 31\n\n"
)
SHORT_HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nJun 3\n\n"
ABSTRACT = "Rivers carry sand. We count the grains with a small network and find more of them than anyone expected."
LONG_ABSTRACT = " ".join([ABSTRACT] * 12)


def read(page: str | bytes, year: int | None = None) -> list[Span]:
    data = page.encode() if isinstance(page, str) else page
    spans = list(DailyPage().read(io.BytesIO(data), ReaderOptions(year)))
    assert list(check_tiling(spans, len(data))) == []
    assert b"".join(data[span.byte_start : span.byte_end] for span in spans) == data
    return spans


def papers(page: str | bytes, year: int | None = None) -> list[Listing]:
    return [span.record for span in read(page, year) if isinstance(span.record, Listing)]


def rejects(page: str | bytes) -> list[RejectedRecord]:
    return [span.record for span in read(page) if isinstance(span.record, RejectedRecord)]


def titles(page: str | bytes) -> list[str]:
    return [paper.title for paper in papers(page)]


@pytest.mark.parametrize("header", [LONG_HEADER, SHORT_HEADER])
def test_titles_and_abstracts_in_turn(header):
    page = f"{header}Counting Sand\n\n{LONG_ABSTRACT}\n\nCounting Stars\n\n{ABSTRACT}"
    assert [(paper.title, paper.abstract) for paper in papers(page)] == [("Counting Sand", LONG_ABSTRACT), ("Counting Stars", ABSTRACT)]
    assert rejects(page) == []


def test_places_are_lines_from_one_and_bytes():
    page = f"{SHORT_HEADER}Größe des Sandes\n\n{ABSTRACT}\n\n"
    span = next(span for span in read(page) if span.kind is SpanKind.PAPER)
    assert page.split("\n")[span.line - 1] == "Größe des Sandes"
    assert page.encode()[span.byte_start : span.byte_end].decode() == f"Größe des Sandes\n\n{ABSTRACT}\n"


def test_a_day_has_no_year_unless_it_is_given():
    page = f"{LONG_HEADER}Counting Sand\n\n{ABSTRACT}"
    (without,), (with_year,) = papers(page), papers(page, 2024)
    assert (without.listed_month, without.listed_day, without.listed_on) == (7, 31, None)
    assert with_year.listed_on == date(2024, 7, 31)


def test_a_leap_day_is_a_date_in_leap_years_alone():
    page = SHORT_HEADER.replace("Jun 3", "Feb 29") + f"Counting Sand\n\n{ABSTRACT}"
    assert papers(page, 2024)[0].listed_on == date(2024, 2, 29)
    (paper,) = papers(page, 2023)
    assert (paper.listed_month, paper.listed_day, paper.listed_on) == (2, 29, None)


def test_a_later_day_holds_for_what_follows_it():
    page = f"{SHORT_HEADER}Counting Sand\n\n{ABSTRACT}\n\nJune 4\n\nCounting Stars\n\n{ABSTRACT}"
    assert [(paper.listed_month, paper.listed_day) for paper in papers(page)] == [(6, 3), (6, 4)]


def test_paragraphs_join_as_far_as_an_abstract_may_be_long():
    paragraphs = [ABSTRACT, f"{ABSTRACT}\nSo it goes.", LONG_ABSTRACT + LONG_ABSTRACT]
    page = SHORT_HEADER + "\n\n".join(["Counting Sand", *paragraphs, "Counting Stars", ABSTRACT])
    assert papers(page)[0].abstract == f"{ABSTRACT} {ABSTRACT} So it goes."
    assert titles(page) == ["Counting Sand", "Counting Stars"]
    assert [reject.reason for reject in rejects(page)] == [RejectReason.MISSING_TITLE]


def test_a_title_without_an_abstract_is_rejected_with_its_line():
    page = f"{SHORT_HEADER}Counting Sand\n\nCounting Stars\n\n{ABSTRACT}\n\nCounting Sheep"
    assert titles(page) == ["Counting Stars"]
    found = [(span.line, span.record) for span in read(page) if isinstance(span.record, RejectedRecord)]
    assert [(line, record.reason, record.raw.strip()) for line, record in found] == [
        (11, RejectReason.MISSING_ABSTRACT, "Counting Sand"),
        (17, RejectReason.MISSING_ABSTRACT, "Counting Sheep"),
    ]
    assert all(f"line {line}" in record.detail for line, record in found)


def test_an_abstract_before_any_title_is_rejected():
    page = f"{SHORT_HEADER}{LONG_ABSTRACT}\n\nCounting Stars\n\n{ABSTRACT}"
    assert titles(page) == ["Counting Stars"]
    assert [reject.reason for reject in rejects(page)] == [RejectReason.MISSING_TITLE]


@pytest.mark.parametrize(
    "labels",
    [
        "Upvote\n\n12\n\n3 authors",
        "Submitted by\n\nsand-counter\n\n1.2k",
        "Previous\nNext\nView all",
        "·\n\n- \n\nnew",
        "5 days ago\n\n© 2024 The Sand Company",
    ],
)
@pytest.mark.parametrize("place", ["between papers", "within a paper", "at the end"])
def test_labels_of_the_page_belong_to_no_title_and_no_abstract(labels, place):
    first, second = ("Counting Sand", ABSTRACT), ("Counting Stars", LONG_ABSTRACT)
    blocks = [*first, *second]
    blocks.insert({"between papers": 2, "within a paper": 1, "at the end": 4}[place], labels)
    page = SHORT_HEADER + "\n\n".join(blocks)
    assert [(paper.title, paper.abstract) for paper in papers(page)] == [first, second]
    assert rejects(page) == []


def test_labels_need_no_blank_lines():
    header = "new\nDaily Papers\nbyAK and the research community\nJul 31"
    page = f"{header}\nCounting Sand\nUpvote\n12\n{ABSTRACT}\nSubmitted by\nsand-counter\nCounting Stars\n\n{ABSTRACT}"
    assert titles(page) == ["Counting Sand", "Counting Stars"]
    assert [paper.listed_day for paper in papers(page)] == [31, 31]


def test_wrapped_lines_keep_numbers_that_end_them():
    page = f"{SHORT_HEADER}Counting Sand\nwith a Network\n\nWe count the grains of a beach, and their number is\n12\n"
    assert [(paper.title, paper.abstract) for paper in papers(page)] == [
        ("Counting Sand with a Network", "We count the grains of a beach, and their number is 12")
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_endings_and_byte_order_marks(newline, bom):
    page = (bom + f"{LONG_HEADER}Counting Sand\n\n{ABSTRACT}\n\nCounting\nStars\n\n{ABSTRACT}").replace("\n", newline)
    assert find_reader(page.encode(), "page", ReaderOptions()).name == "daily-page"
    assert [(paper.title, paper.abstract) for paper in papers(page)] == [("Counting Sand", ABSTRACT), ("Counting Stars", ABSTRACT)]
    assert rejects(page) == []


def test_bytes_that_are_not_utf8_become_replacement_characters():
    page = SHORT_HEADER.encode() + b"Counting S\xe4nd\n\n" + ABSTRACT.encode() + b" N\xfcll \x00 \xff\xfe."
    (paper,) = papers(page)
    assert paper.title == "Counting S\ufffdnd"
    assert paper.abstract.endswith("N\ufffdll \x00 \ufffd\ufffd.")


@pytest.mark.parametrize(
    "title",
    [
        "Who Counts the Sand?",
        "Count or Guess? A Study of Sand at Scale",
        "Sand Counting without supervision in deserts of the north and the south, with an application to the beaches of small islands",
        "Counting $10^{9}$ Grains per Second",
        "Stop Counting Grains of Sand.",
    ],
)
def test_titles_of_many_looks(title):
    assert titles(f"{SHORT_HEADER}Counting Stars\n\n{ABSTRACT}\n\n{title}\n\n{ABSTRACT}") == ["Counting Stars", title]


@pytest.mark.parametrize(
    "abstract",
    [
        "We count sand. Details are at https://example.org/sand",
        "Sand is counted by a network, grain after grain, until none is left to count.",
        "This work counts sand in the desert, in the sea and on the moon, with $n$ grains in all",
        "an estimate of the number of grains that are found along the coast of a sea whose shores have been walked by nobody in the last "
        "seven hundred years, in thousands",
    ],
)
def test_abstracts_of_many_looks(abstract):
    assert papers(f"{SHORT_HEADER}Counting Stars\n\n{abstract}\n\nCounting Sand\n\n{ABSTRACT}")[0].abstract == abstract


def test_a_block_of_more_than_a_record_may_hold_is_rejected():
    line, wrapped = "sand " * (RECORD_LIMIT // 4), "sand and sand\n" * (RECORD_LIMIT // 10)
    page = f"{SHORT_HEADER}Counting Sand\n\n{line}\n\nCounting Stars\n\n{ABSTRACT}\n\n{wrapped}"
    assert titles(page) == ["Counting Stars"]
    assert [reject.reason for reject in rejects(page)] == [RejectReason.MISSING_ABSTRACT, RejectReason.TOO_LONG, RejectReason.TOO_LONG]
    assert max(len(reject.raw) for reject in rejects(page)) == RAW_LIMIT


def test_white_space_of_any_length_is_no_burden():
    page = f"{SHORT_HEADER}Counting{' ' * 300_000}Sand\n\n{ABSTRACT}{' ' * 300_000}Amen.\n"
    assert [reject.reason for reject in rejects(page)] == [RejectReason.MISSING_TITLE, RejectReason.MISSING_TITLE]


WORDS = st.text("abcdefghijklmnopqrstuvwxyzäß", min_size=5, max_size=9)
TITLES = st.lists(WORDS.map(str.capitalize), min_size=2, max_size=12).map(" ".join)
SENTENCES = st.lists(WORDS, min_size=5, max_size=30).map(lambda words: " ".join(words).capitalize() + ".")
ABSTRACTS = st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join)


@given(
    st.lists(st.tuples(TITLES, ABSTRACTS), max_size=6), st.sampled_from([LONG_HEADER, SHORT_HEADER]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_a_well_formed_page_is_read_as_it_was_written(listed, header, newline):
    page = (header + "\n\n".join(block for paper in listed for block in paper)).replace("\n", newline)
    assert [(paper.title, paper.abstract) for paper in papers(page)] == listed
    assert rejects(page) == []


BLOCKS = st.one_of(
    TITLES.map(str.encode),
    ABSTRACTS.map(str.encode),
    ABSTRACTS.map(lambda text: text.replace(" ", "\n").encode()),
    st.sampled_from(
        [
            b"Upvote",
            b"12",
            b"Submitted by",
            b"someone",
            b"Jul 31",
            b"Feb 30",
            b"---",
            b"new",
            b"\xef\xbb\xbf",
            b"\x00",
            b" ",
            b"\xc2\x85",
            b"",
        ]
    ),
    st.binary(max_size=40),
)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b"\r\r", b"\n \n", b"\r\r\n", b"\n\n\n\n", b""])


@given(st.lists(st.tuples(BLOCKS, ENDS), max_size=20))
@example([(b"\r", b"\r\n"), (b"\n", b"")])
def test_whatever_the_bytes_every_one_is_in_one_span(parts):
    page = b"".join(block + end for block, end in parts)
    for span in read(page):
        assert isinstance(span.record, Listing) == (span.kind is SpanKind.PAPER)
        assert isinstance(span.record, RejectedRecord) == (span.kind is SpanKind.REJECT)
        if isinstance(span.record, Listing):
            assert span.record.title
            assert span.record.abstract


@given(st.integers(0, 12), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_line_ends_at_the_edge_of_a_chunk(shift, newline):
    padding = b"Sand" + b" of the sea" * 23_830 + b"s" * shift
    page = (SHORT_HEADER.encode() + padding + b".\n\nCounting Stars\n\n" + ABSTRACT.encode()).replace(b"\n", newline)
    assert titles(page) == ["Counting Stars"]
    assert next(span.line for span in read(page) if span.kind is SpanKind.PAPER) == 13


def test_a_compressed_stream_reads_alike():
    page = f"{LONG_HEADER}Counting Sand\n\n{ABSTRACT}\n\nCounting Stars".encode()
    with gzip.open(io.BytesIO(gzip.compress(page))) as stream:
        assert list(DailyPage().read(stream, ReaderOptions())) == read(page)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the real pages beside the repository")
def test_real_pages_lose_no_paper():
    gold = {paper["title"]: paper["abstract"] for paper in map(json.loads, (SHARED / "gold/dev.jsonl").read_text("utf-8").splitlines())}
    pages = [page.read_bytes() for page in sorted((SHARED / "dumps").glob("*.txt"))]
    listed = [papers(page) for page in pages]
    assert [len(page) for page in listed] == [71, 105, 115]
    assert [rejects(page) for page in pages] == [[], [], []]
    assert {paper.title: paper.abstract for page in listed for paper in page} == gold


def test_a_title_that_reads_like_a_sentence_is_one_where_what_follows_is_too_much_for_the_abstract_before():
    long = "Sand is counted by hand, and counting takes weeks. " * 26
    page = f"Daily Papers\n\nJun 3\n\nOn Sand\n\n{long}\n\nStop counting grains of sand.\n\n{long}\n\nOn Dunes\n\n{long}\n"
    found = [span.record for span in DailyPage().read(io.BytesIO(page.encode()), ReaderOptions()) if span.kind is SpanKind.PAPER]
    assert [listing.title for listing in found] == ["On Sand", "Stop counting grains of sand.", "On Dunes"]
    assert {listing.abstract for listing in found} == {long.strip()}
