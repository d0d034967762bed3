"""The formats of dumps and the files that they come in: the same papers, whatever holds them."""

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.dumps import (
    HEAD_SIZE,
    DumpError,
    Listing,
    ReaderOptions,
    Source,
    Span,
    SpanKind,
    check_tiling,
    find_reader,
    opened,
    source_at,
    sources_in,
)
from schemas import normalise
from tests.pages import PAPERS, page
from tests.paths import SHARED, needs_shared

Texts = list[tuple[str, str]]


def as_page(papers: Texts) -> bytes:
    return page(*papers).encode()


def as_api(papers: Texts) -> bytes:
    entries = [
        {"paper": {"id": f"2401.{number:05d}", "title": title, "summary": abstract}, "title": title}
        for number, (title, abstract) in enumerate(papers)
    ]
    return json.dumps(entries, indent=1).encode()


def as_snapshot(papers: Texts) -> bytes:
    fields = {"categories": "cs.CL", "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}]}
    return "".join(
        json.dumps({"id": f"0704.{number:04d}", "title": title, "abstract": abstract, **fields}) + "\n"
        for number, (title, abstract) in enumerate(papers)
    ).encode()


def as_json_lines(papers: Texts) -> bytes:
    return "".join(json.dumps({"title": title, "abstract": abstract}, ensure_ascii=False) + "\n" for title, abstract in papers).encode()


def as_csv(papers: Texts) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("title", "abstract"), *papers])
    return file.getvalue().encode()


def as_parquet(papers: Texts) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"title": [title for title, _ in papers], "abstract": [abstract for _, abstract in papers]}), file)
    return file.getvalue()


FORMATS = {
    "daily-page": as_page,
    "daily-api": as_api,
    "arxiv-snapshot": as_snapshot,
    "json-lines": as_json_lines,
    "csv": as_csv,
    "parquet": as_parquet,
}


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/papers", data)
    return file.getvalue()


WRAPPINGS = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zstd": lambda data: pa.compress(data, "zstd", asbytes=True),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
}


def spans_of(path: Path, options: ReaderOptions = ReaderOptions()) -> list[Span]:  # noqa: B008 - frozen
    """The spans of the one dump that a file holds, checked to tile it where they can."""
    (source,) = sources_in(path)
    with opened(source) as dump:
        reader = find_reader(dump.stream.read(HEAD_SIZE), source.name, options)
    with opened(source) as dump:
        spans = list(reader.read(dump.stream, options))
    if reader.tiles:
        with opened(source) as dump:
            size = len(dump.stream.read())
        assert not list(check_tiling(spans, size))
    return spans


def texts(spans: list[Span]) -> Texts:
    return [(span.record.title, span.record.abstract) for span in spans if isinstance(span.record, Listing)]


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_in_every_wrapping_gives_the_same_papers(tmp_path, form, wrapping):
    file = tmp_path / "dump"
    file.write_bytes(WRAPPINGS[wrapping](FORMATS[form](PAPERS)))
    (source,) = sources_in(file)
    with opened(source) as dump:
        assert find_reader(dump.stream.read(HEAD_SIZE), source.name, ReaderOptions()).name == form
    assert texts(spans_of(file)) == PAPERS


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map("\n".join).filter(normalise)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5), wrapping=st.sampled_from(sorted(WRAPPINGS)))
@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"daily-page"}))  # a page tells titles from abstracts by their look
def test_whatever_texts_hold_they_come_out_unwrapped_and_whole(tmp_path_factory, form, papers, wrapping):
    file = tmp_path_factory.mktemp("texts") / "dump"
    file.write_bytes(WRAPPINGS[wrapping](FORMATS[form](papers)))
    assert texts(spans_of(file)) == [(normalise(title), normalise(abstract)) for title, abstract in papers]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("form", FORMATS)
def test_a_cut_or_damaged_dump_gives_rejects_or_one_error_and_loses_nothing(tmp_path_factory, form, data):
    whole = WRAPPINGS[data.draw(st.sampled_from(sorted(WRAPPINGS)))](FORMATS[form](PAPERS))
    place = data.draw(st.integers(1, len(whole) - 1))
    damaged = data.draw(st.sampled_from([whole[:place], whole[:place] + b'\x00{["' + whole[place + 4 :]]))
    file = tmp_path_factory.mktemp("damaged") / "dump"
    file.write_bytes(damaged)
    try:
        for source in sources_in(file):
            with opened(source) as dump:
                find_reader(dump.stream.read(HEAD_SIZE), source.name, ReaderOptions())
        spans_of(file)
    except DumpError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("form", ["json-lines", "csv", "parquet"])
def test_no_record_is_lost_by_duckdbs_count(tmp_path, form):
    rows = [*PAPERS, ("", "An abstract without a title."), ("A title without an abstract", ""), *PAPERS]
    file = tmp_path / {"json-lines": "a.jsonl", "csv": "a.csv", "parquet": "a.parquet"}[form]
    file.write_bytes(FORMATS[form](rows))
    [(count,)] = duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()
    spans = spans_of(file)
    assert sum(span.kind in (SpanKind.PAPER, SpanKind.REJECT) for span in spans) == count == len(rows)
    assert texts(spans) == [*PAPERS, *PAPERS]
    reasons = [span.record.reason for span in spans if span.kind is SpanKind.REJECT]
    assert reasons == ["missing_title", "missing_abstract"]


def test_the_members_of_a_zip_are_dumps_of_their_own(tmp_path):
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, make in FORMATS.items():
            archive.writestr(f"{name}.dump", make(PAPERS))
        archive.writestr("__MACOSX/._x", b"")
        archive.writestr("folder/", b"")
    sources = sources_in(file)
    assert [source.member for source in sources] == sorted(f"{name}.dump" for name in FORMATS)
    assert [source_at(str(source)) for source in sources] == sources
    assert sources[0].name == "all.zip/arxiv-snapshot.dump"


def test_a_zip_that_needs_a_password_is_named(tmp_path):
    data = bytearray(zipped(b"title,abstract\n"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    file = tmp_path / "locked.zip"
    file.write_bytes(data)
    with pytest.raises(DumpError, match=r"folder/papers: .*password.*; unpack the zip"), opened(*sources_in(file)):
        pass


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError), opened(Source(tmp_path / "none")):
        pass


def first(data: bytes, tmp_path: Path, options: ReaderOptions = ReaderOptions()) -> Listing:  # noqa: B008 - frozen
    (tmp_path / "dump").write_bytes(data)
    return next(span.record for span in spans_of(tmp_path / "dump", options) if span.kind is SpanKind.PAPER)


def test_what_the_api_says_of_a_paper_is_kept(tmp_path):
    entry = {
        "paper": {
            "id": "2401.01234",
            "title": "Grebe:\n  A Count",
            "summary": "We count.\nTwice.",
            "publishedAt": "2024-01-02T10:00:00.000Z",
            "submittedOnDailyAt": "2024-01-03T00:00:00.000Z",
            "upvotes": 17,
            "githubRepo": "https://github.com/marsh/grebe",
            "projectPage": "https://marsh.example/grebe",
        },
        "numComments": 2,
    }
    listing = first(json.dumps([entry]).encode(), tmp_path)
    assert listing == Listing(
        "Grebe: A Count",
        "We count. Twice.",
        listed_month=1,
        listed_day=3,
        listed_on=date(2024, 1, 3),
        arxiv_id="2401.01234",
        published_on=date(2024, 1, 2),
        upvotes=17,
        comments=2,
        github_repo="https://github.com/marsh/grebe",
        project_page="https://marsh.example/grebe",
    )


@pytest.mark.parametrize("odd", [None, [], 7, {"deep": 1}, "soon", -3, True])
def test_odd_values_of_the_api_cost_no_paper(tmp_path, odd):
    fields = ("id", "authors", "publishedAt", "submittedOnDailyAt", "upvotes", "githubRepo", "projectPage", "organization")
    entry = {"paper": {"title": "A Count", "summary": "We count.", **dict.fromkeys(fields, odd)}, "numComments": odd}
    listing = first(json.dumps([entry]).encode(), tmp_path)
    assert (listing.title, listing.listed_on, listing.arxiv_id) == ("A Count", None, None)


def test_categories_choose_among_the_papers_of_the_snapshot(tmp_path):
    records = [
        {"id": f"0704.000{n}", "title": f"Study {n}", "abstract": "We count.", "categories": categories}
        for n, categories in enumerate(["cs.CL stat.ML", "hep-ph", "math.CO cs.DM", "stat.ML"])
    ]
    (tmp_path / "dump").write_text("".join(json.dumps(record) + "\n" for record in records))
    for wanted, found in (("cs.*", "02"), ("stat.ML", "03"), ("hep-* math.CO", "12"), ("cs", ""), (None, "0123")):
        spans = spans_of(tmp_path / "dump", ReaderOptions(categories=wanted))
        assert [title[-1] for title, _ in texts(spans)] == list(found)
        assert sum(span.kind is SpanKind.LEFT_OUT for span in spans) == 4 - len(found)


@pytest.mark.parametrize("form", ["csv", "json-lines", "parquet"])
def test_columns_of_unusual_names_are_given(tmp_path, form):
    titles, abstracts = zip(*PAPERS, strict=True)
    rows = [{"Titel": title, "Kurzfassung": abstract} for title, abstract in PAPERS]
    file = tmp_path / "dump"
    if form == "parquet":
        pq.write_table(pa.table({"Titel": titles, "Kurzfassung": abstracts}), file)
    elif form == "csv":
        with file.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    else:
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert texts(spans_of(file, ReaderOptions(title="Titel", abstract="Kurzfassung"))) == PAPERS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_fields_are_separated_as_the_header_is(tmp_path, delimiter):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([("id", "title", "abstract", "date"), ("2401.01234", *PAPERS[0], "2024-01-02")])
    listing = first(file.getvalue().encode(), tmp_path)
    assert (listing.title, listing.abstract, listing.arxiv_id, listing.published_on) == (*PAPERS[0], "2401.01234", date(2024, 1, 2))


def csv_spans(tmp_path: Path, body: str) -> tuple[list[str], list[int]]:
    """The titles of the papers of a CSV file, and the lines of its rejects."""
    (tmp_path / "dump").write_text("title,abstract\n" + body, newline="")
    spans = spans_of(tmp_path / "dump")
    return [title for title, _ in texts(spans)], [span.line for span in spans if span.kind is SpanKind.REJECT]


def test_a_quote_within_a_field_of_a_csv_is_an_ordinary_sign(tmp_path):
    assert csv_spans(tmp_path, 'Odd 5" title,We count.\nSecond,We count.\n') == (['Odd 5" title', "Second"], [])


@pytest.mark.parametrize(
    ("body", "titles", "lines"),
    [
        ('"Open,We count.\nSecond,We count.\nThird,We count.', ["Second", "Third"], [2]),
        ('First,"Open\nSecond,"We count, twice."\n"Third,\nor more","We ""count""."\n', ["Second", "Third, or more"], [2]),
        ('First,"Over\ntwo ""lines"""\n"Open,\n"Again,\nLast,We count.\n', ["First", "Last"], [4, 5]),
        ('First,We count.\nLast,"', ["First"], [3]),
        ('"He said "no" here\nLast,"We\r\ncount."\r\n', ["Last"], [2]),
    ],
)
def test_a_quote_that_is_not_closed_costs_its_own_line_alone(tmp_path, body, titles, lines):
    assert csv_spans(tmp_path, body) == (titles, lines)


def test_a_quote_that_is_not_closed_within_a_record_costs_its_own_line_alone(tmp_path):
    body = '"Open,We count.\n' + "".join(f"Study {n},{'We count. ' * 1000}\n" for n in range(220))
    titles, lines = csv_spans(tmp_path, body + 'Last,"We count."\n')
    assert (len(titles), lines) == (221, [2])


def test_lines_that_each_leave_a_quote_open_are_not_read_ahead_again_and_again(tmp_path):
    titles, lines = csv_spans(tmp_path, '5",x,"y\n' * 50_000)
    assert (titles, len(lines)) == ([], 50_000)


@given(rows=st.lists(st.lists(st.text('a",\n\r;é ', max_size=6), min_size=2, max_size=2), max_size=6), more=st.text('a",\n\r', max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_a_csv_writer_writes_is_read_and_whatever_else_stands_there_tiles(tmp_path, rows, more):
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([(f"Study {n}{title}", f"We{abstract}") for n, (title, abstract) in enumerate(rows)])
    titles, lines = csv_spans(tmp_path, file.getvalue())
    assert (titles, lines) == ([normalise(f"Study {n}{title}") for n, (title, _) in enumerate(rows)], [])
    csv_spans(tmp_path, more + "\n" + file.getvalue())


def test_a_table_without_titles_says_which_columns_it_has(tmp_path):
    file = tmp_path / "dump"
    pq.write_table(pa.table({"year": [2024], "venue": ["Marsh"]}), file)
    with pytest.raises(DumpError, match=r"year, venue; name them as options"):
        spans_of(file)


REAL = {
    "0704.0001": (
        "Calculation of prompt diphoton production cross sections at Tevatron and LHC energies",
        "hep-ph",
        date(2007, 4, 2),
        date(2008, 11, 26),
    ),
    "0704.0038": (
        "The discrete dipole approximation: an overview and recent developments",
        "physics.optics physics.comp-ph",
        date(2007, 3, 31),
        date(2022, 3, 30),
    ),
    "0704.0089": (
        "A general approach to statistical modeling of physical laws: nonparametric regression",
        "physics.data-an physics.gen-ph",
        date(2007, 4, 1),
        date(2007, 5, 23),
    ),
    "0704.0132": (
        "Counterflow of electrons in two isolated quantum point contacts",
        "cond-mat.mes-hall",
        date(2007, 4, 2),
        date(2007, 9, 3),
    ),
    "0704.0200": (
        "Electromagnetic polarizabilities and the excited states of the nucleon",
        "hep-ph nucl-ex",
        date(2007, 4, 2),
        date(2013, 6, 26),
    ),
}


@needs_shared
def test_the_snapshots_real_beginning_is_read_to_the_letter():
    file = SHARED / "dumps" / "arxiv-metadata-oai-snapshot.head200.json"
    listings = [span.record for span in spans_of(file) if span.kind is SpanKind.PAPER]
    assert len(listings) == 200
    assert not any("\n" in listing.title + listing.abstract for listing in listings)
    by_id = {listing.arxiv_id: listing for listing in listings}
    for arxiv_id, expected in REAL.items():
        listing = by_id[arxiv_id]
        assert (listing.title, listing.categories, listing.published_on, listing.updated_on) == expected
