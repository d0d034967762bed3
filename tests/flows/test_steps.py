"""The steps below the command line and the flow."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse
from extractors.dumps import Source
from flows import steps
from schemas import FACT_TABLES
from tests.pages import GREBE, HERON, PAPERS, TEAL, many, write_page
from tests.paths import SHARED, needs_shared
from warehouse import Lake
from warehouse.sql import query


def tree(lake: Path) -> dict[str, bytes]:
    """The tables' files and their bytes."""
    tables = (lake / "tables").resolve()
    return {str(file.relative_to(tables)): file.read_bytes() for file in sorted(tables.rglob("part-*.parquet"))}


def ingest(lake: Path, *paths: Path, **options) -> steps.Summary:
    return steps.ingest(Lake(lake), map(str, paths), steps.Options(**options))


def test_a_paper_in_two_dumps_stands_once_and_is_seen_twice(tmp_path):
    pages = [write_page(tmp_path / "a.txt", *PAPERS), write_page(tmp_path / "b.txt", HERON, day="Jun 4")]
    summary = ingest(tmp_path / "lake", *pages)
    tables = warehouse.open(tmp_path / "lake")
    assert tables["papers"].collect().height == 3
    assert tables["sightings"].collect().height == 4
    sizes = tables["model_sizes"].collect()
    assert sizes.unique(["paper_id", "model", "params"]).height == sizes.height > 0
    assert [dump.extracted for dump in summary.dumps] == [3, 0]
    assert summary.dumps[1].rows["model_sizes"] == summary.dumps[0].rows["model_sizes"] == sizes.height


def test_every_row_quotes_its_paper_and_points_at_it(tmp_path):
    ingest(tmp_path / "lake", write_page(tmp_path / "a.txt", *PAPERS))
    tables = warehouse.open(tmp_path / "lake")
    papers = {row["paper_id"]: row for row in tables["papers"].collect().iter_rows(named=True)}
    for table in FACT_TABLES:
        for row in tables[table].collect().iter_rows(named=True):
            paper = papers[row["paper_id"]]
            assert paper[row["evidence_field"]][row["evidence_start"] : row["evidence_end"]] == row["evidence"]
            assert row["text_id"] == paper["text_id"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(3)), together=st.booleans())
def test_the_tables_do_not_depend_on_the_order_of_ingests(tmp_path_factory, order, together):
    folder = tmp_path_factory.mktemp("order")
    pages = [
        write_page(folder / "a.txt", *PAPERS),
        write_page(folder / "b.txt", HERON, (TEAL[0], TEAL[1] + " We release nothing."), day="Jun 4"),
        write_page(folder / "c.txt", (GREBE[0].upper(), GREBE[1]), *many(3), day="Jun 5"),
    ]
    ingest(folder / "reference", *pages)
    shuffled = [pages[index] for index in order]
    for batch in [shuffled] if together else [[page] for page in shuffled]:
        ingest(folder / "lake", *batch)
    assert tree(folder / "lake") == tree(folder / "reference")


def test_a_damaged_shard_of_a_reading_fails_its_own_dump_alone(tmp_path):
    pages = [write_page(tmp_path / "a.txt", *PAPERS), write_page(tmp_path / "b.txt", HERON, day="Jun 4")]
    lake = Lake(tmp_path / "lake")
    outcome = steps.read_dump(lake, Source(pages[0]), steps.Options())
    (lake.readings / outcome.reading / "papers-00000.parquet").write_bytes(b"PAR1")
    summary = ingest(lake.path, *pages)
    assert [bool(dump.problem) for dump in summary.dumps] == [True, False]
    assert "--force" in summary.problems[0]


def test_the_same_bytes_under_two_names_are_one_dump(tmp_path):
    pages = [write_page(tmp_path / "b.txt", HERON), write_page(tmp_path / "a.txt", HERON)]
    ingest(tmp_path / "lake", *pages)
    assert warehouse.open(tmp_path / "lake")["dumps"].collect()["label"].to_list() == ["a.txt"]


def test_two_dumps_of_one_name_are_both_live(tmp_path):
    for folder, paper in (("one", HERON), ("two", TEAL)):
        (tmp_path / folder).mkdir()
        ingest(tmp_path / "lake", write_page(tmp_path / folder / "page.txt", paper))
    assert warehouse.open(tmp_path / "lake")["dumps"].collect()["label"].to_list() == ["page.txt", "page.txt"]


def test_forgetting_and_coming_back_leaves_the_tables_as_they_were(tmp_path):
    pages = [write_page(tmp_path / "a.txt", *PAPERS), write_page(tmp_path / "b.txt", HERON, day="Jun 4")]
    lake = tmp_path / "lake"
    ingest(lake, pages[0])
    before = tree(lake)
    ingest(lake, pages[1])
    steps.forget(Lake(lake), "b.txt")
    assert tree(lake) == before
    back = ingest(lake, pages[1])
    assert back.changed
    assert back.dumps[0].extracted == 0


def test_a_dump_with_too_many_rejects_is_not_taken_in_silently(tmp_path):
    broken = [write_page(tmp_path / "broken.txt", *PAPERS, (HERON[0] + " Again", "Another Title Without an Abstract"))]
    summary = ingest(tmp_path / "lake", *broken)
    assert "rejects" in summary.problems[0] or "no paper" in summary.problems[0]
    tables = warehouse.open(tmp_path / "lake")
    assert tables["papers"].collect().is_empty()
    assert tables["rejects"].collect()["level"].to_list() == ["dump"]


def test_a_page_that_lost_its_facts_is_refused_whatever_the_order(tmp_path):
    barren = write_page(
        tmp_path / "z.txt", *((f"Note {n} on Nothing Much", "Nothing is claimed here, and nothing is counted.") for n in range(25))
    )
    pages = [write_page(tmp_path / f"{n}.txt", *many(25, prefix=f"Series {n}, Study")) for n in range(3)]
    ingest(tmp_path / "last", *pages, barren)
    ingest(tmp_path / "first", barren, *pages)
    assert tree(tmp_path / "last") == tree(tmp_path / "first")
    refused = warehouse.open(tmp_path / "last")["rejects"].collect()
    assert refused["reason"].to_list() == ["few_facts"]
    assert "z.txt" in refused["detail"][0]
    again = ingest(tmp_path / "first", write_page(tmp_path / "more.txt", HERON))
    assert again.problems == []  # it was said when it came
    ingest(tmp_path / "later", barren)
    taken_out = ingest(tmp_path / "later", *pages)
    assert [problem[:19] for problem in taken_out.problems] == ["taken out of the ta"]
    assert "z.txt" in taken_out.problems[0]
    ingest(tmp_path / "last", barren, accept=True)
    assert warehouse.open(tmp_path / "last")["papers"].collect().height == 100


def test_a_killed_run_is_continued_to_the_same_bytes(tmp_path):
    pages = [write_page(tmp_path / f"{n}.txt", *many(1500, prefix=f"Series {n}, Study")) for n in range(3)]
    undisturbed, lake = tmp_path / "undisturbed", tmp_path / "lake"
    ingest(undisturbed, *pages)
    for _ in range(3):
        job = subprocess.Popen(
            [sys.executable, "-m", "paperlake", "ingest", *map(str, pages), "--lake", str(lake)],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=os.environ,
            text=True,
        )
        job.stderr.readline()  # a dump is done
        time.sleep(0.1)
        job.send_signal(signal.SIGKILL)
        job.wait()
    assert not (lake / "current").exists() or tree(lake) == tree(undisturbed)
    summary = ingest(lake, *pages)
    assert sum(dump.extracted for dump in summary.dumps) < 4500
    assert tree(lake) == tree(undisturbed)
    assert not list(steps.verify(Lake(lake)).faults())


@needs_shared
def test_the_real_pages_lose_no_paper(tmp_path):
    pages = sorted((SHARED / "dumps").glob("*.txt"))
    summary = ingest(tmp_path / "lake", *pages)
    assert [(dump.papers, dump.rejects) for dump in summary.dumps] == [(71, 0), (105, 0), (115, 0)]
    tables = warehouse.open(tmp_path / "lake")
    assert tables["papers"].select(pl.len()).collect().item() == 257
    ingest(tmp_path / "other", *reversed(pages))
    assert tree(tmp_path / "other") == tree(tmp_path / "lake")
    check = steps.verify(Lake(tmp_path / "lake"))
    assert not list(check.faults())
    assert check.dumps_reread == 3
    assert ingest(tmp_path / "lake", *pages).changed is False


@needs_shared
def test_third_party_readers_need_no_knowledge_of_paperlake(tmp_path):
    import duckdb
    import pyarrow.dataset as ds

    ingest(tmp_path / "lake", *sorted((SHARED / "dumps").glob("*.txt")))
    tables = warehouse.open(tmp_path / "lake")
    for table in FACT_TABLES:
        folder = tmp_path / "lake" / "tables" / f"{table}.parquet"
        ours = query(tables, f"FROM {table}").sort_by([("paper_id", "ascending"), ("evidence_start", "ascending")])
        rows = sorted(map(repr, ours.to_pylist()))
        assert sorted(map(repr, ds.dataset(folder).to_table().to_pylist())) == rows
        assert sorted(map(repr, pl.scan_parquet(folder).collect().to_dicts())) == rows
        assert sorted(map(repr, duckdb.sql(f"FROM '{folder}/*.parquet'").to_arrow_table().to_pylist())) == rows


def test_a_file_with_new_content_is_another_dump(tmp_path):
    page = write_page(tmp_path / "a.txt", HERON)
    ingest(tmp_path / "lake", page)
    write_page(page, TEAL)
    ingest(tmp_path / "lake", page)
    assert warehouse.open(tmp_path / "lake")["dumps"].collect().height == 2


def test_a_name_that_looks_like_a_pattern_is_a_name_where_the_file_exists(tmp_path):
    page = write_page(tmp_path / "x[1].txt", HERON)
    assert steps.find_dumps([str(page)]) == [Source(page)]


def test_what_the_api_says_beside_the_text_becomes_artifacts_once(tmp_path):
    entries = [
        {"paper": {"id": "2401.00001", "title": HERON[0], "summary": HERON[1], "githubRepo": "https://github.com/Heron-LM/heron/"}},
        {"paper": {"id": "2401.00002", "title": TEAL[0], "summary": TEAL[1], "projectPage": "https://teal.example"}},
        {"paper": {"id": "2401.00003", "title": GREBE[0], "summary": GREBE[1]}},
    ]
    (tmp_path / "api.json").write_text(json.dumps(entries))
    summary = ingest(tmp_path / "lake", tmp_path / "api.json")
    assert not summary.problems
    tables = warehouse.open(tmp_path / "lake")
    found = tables["artifacts"].select("url", "evidence_field").collect().rows()
    assert ("https://teal.example", "project_page") in found
    assert [field for url, field in found if "heron" in (url or "").lower() and field == "github_repo"] == []  # the text states it
    assert not list(steps.verify(Lake(tmp_path / "lake")).faults())
    ingest(tmp_path / "lake", write_page(tmp_path / "page.txt", TEAL))
    again = warehouse.open(tmp_path / "lake")["artifacts"].select("url", "evidence_field").collect().rows()
    assert sorted(again, key=str) == sorted(found, key=str)
