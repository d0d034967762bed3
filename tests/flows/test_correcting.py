"""Corrections, from a reader's file into the tables and out again, with the real extractor and gate."""

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import warehouse
from extractors.registry import EXTRACTORS
from extractors.rules.extractor import RuleExtractor
from extractors.said import said_artifacts
from flows import steps
from flows.backfilling import Backfill, backfill
from flows.correcting import correct, corrections, undo
from schemas import FACT_TABLES, paper_id_of, text_id_of
from tests.pages import GREBE, HERON, PAPERS, TEAL, many, write_page
from tests.warehouse.lakes import tree
from warehouse import Lake, WarehouseError, log
from warehouse.corrections import load_corrections, write_correction
from warehouse.snapshot import build_snapshot

ADA = {"reviewer": "Ada Heron", "reviewed_at": "2024-06-03T12:00:00Z"}
RIGHT: dict[str, list[dict[str, Any]]] = {
    "model_sizes": [
        {"model": "Heron-3B", "params": 3_000_000_000, "qualifier": "exact", "count": "total", "role": "introduced", "evidence": "Heron-3B"}
    ],
    "token_counts": [
        {"tokens": 400_000_000_000, "qualifier": "exact", "kind": "dataset", "subject": None, "evidence": "400 billion tokens"},
    ],
    "benchmarks": [{"name": "GSM8K", "role": "mentioned", "evidence": "GSM8K"}],
    "benchmark_results": [
        {
            "benchmark": "MMLU",
            "metric": None,
            "value": 61.4,
            "unit": "percent",
            "kind": "absolute",
            "model": None,
            "evidence": "61.4% accuracy",
        }
    ],
    "artifacts": [{"kind": "other", "name": None, "url": None, "status": "released", "evidence": "We release our code and models"}],
}
"""Rows of Heron's abstract that pass the gate, and that the rules do not make."""


class Other(RuleExtractor):
    """The rules under another name, blind to artifacts."""

    fingerprint = "ffff000011112222"
    label = "other 1"

    def candidates(self, article):
        return (each for each in super().candidates(article) if each.table != "artifacts")


@pytest.fixture
def lake(tmp_path) -> Lake:
    steps.ingest(Lake(tmp_path / "lake"), [str(write_page(tmp_path / "page.txt", *PAPERS))], steps.Options())
    return Lake(tmp_path / "lake")


@pytest.fixture
def written(tmp_path) -> Callable[..., Path]:
    """Writes lines, each an object or text, into a corrections file."""
    numbers = count(1)

    def write(*lines: dict | str) -> Path:
        file = tmp_path / f"corrections-{next(numbers)}.jsonl"
        file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8", "surrogatepass")
        return file

    return write


def line(text: tuple[str, str] = HERON, **changes: Any) -> dict[str, Any]:
    """What Ada says of a text; with None, a key is left out."""
    title, abstract = text
    ids = {"id": paper_id_of(title), "title": title, "abstract": abstract, "text_id": text_id_of(title, abstract)}
    return {key: value for key, value in (ids | ADA | changes).items() if value is not None}


def rows(lake: Lake, table: str, text: tuple[str, str] = HERON) -> list[dict[str, Any]]:
    frame = warehouse.open(lake.path)[table].collect()
    return frame.filter(paper_id=paper_id_of(text[0])).to_dicts()


def faults(lake: Lake) -> list[str]:
    return [str(fault) for fault in steps.verify(lake).faults()]


@pytest.mark.parametrize("table", FACT_TABLES)
def test_right_rows_of_a_table_come_into_the_tables_and_go_again_to_the_byte(lake, written, table):
    before, id_before = tree(lake.tables), warehouse.open(lake.path).id
    summary = correct(lake, written(line(**{table: RIGHT[table]})))
    assert (summary.corrected, summary.refusals) == ([(paper_id_of(HERON[0]), table)], [])
    (row,) = rows(lake, table)
    assert RIGHT[table][0].items() <= row.items()
    assert (row["extractor"], row["confidence"]) == ("reviewer Ada Heron", 1.0)
    assert HERON[1][row["evidence_start"] : row["evidence_end"]] == row["evidence"]
    assert faults(lake) == []
    undo(lake, f"{paper_id_of(HERON[0])}:{table}")
    assert warehouse.open(lake.path).id == id_before
    assert tree(lake.tables) == before


def test_the_extractor_s_own_rows_taken_in_change_only_whose_they_are(lake, written):
    text = (
        "Swift: Sizes in a Row",
        "We release Swift models, ranging from 1B to 8B parameters, tested on GSM8K with LLaMA2-7B as a teacher.",
    )
    steps.ingest(lake, [str(write_page(lake.path.parent / "swift.txt", text))], steps.Options())
    own = {table: rows(lake, table, text) for table in FACT_TABLES}
    assert any(row["range_id"] for row in own["model_sizes"]) and own["benchmarks"]
    assert correct(lake, written(line(text, **own))).refusals == []
    theirs = {"extractor": "reviewer Ada Heron", "confidence": 1.0}
    assert {table: rows(lake, table, text) for table in FACT_TABLES} == {
        table: [row | theirs for row in some] for table, some in own.items()
    }


def test_an_empty_list_says_that_there_are_none(lake, written):
    assert rows(lake, "artifacts") and rows(lake, "benchmarks")
    correct(lake, written(line(artifacts=[])))
    assert rows(lake, "artifacts") == []
    assert rows(lake, "benchmarks")


def test_a_correction_survives_another_extractor_and_another_ingest(lake, written, tmp_path, monkeypatch):
    correct(lake, written(line(artifacts=RIGHT["artifacts"])))
    theirs = rows(lake, "artifacts")
    monkeypatch.setitem(EXTRACTORS, "other", lambda _limits: Other())
    backfill(lake, Backfill("other"))
    assert rows(lake, "artifacts", GREBE) == []
    assert rows(lake, "artifacts") == theirs
    steps.ingest(lake, [str(tmp_path / "page.txt")], steps.Options(force=True))
    steps.ingest(lake, [str(write_page(tmp_path / "again.txt", HERON, TEAL, day="Jun 9"))], steps.Options())
    assert rows(lake, "artifacts") == theirs
    assert faults(lake) == []


def arxiv(path: Path, title: str, abstract: str) -> Path:
    path.write_text(json.dumps({"id": "2406.00001", "title": title, "abstract": abstract, "categories": "cs.CL"}), "utf-8")
    return path


def test_a_later_text_makes_a_correction_stale_until_the_one_that_was_read_is_back(lake, written, tmp_path):
    file = written(line(model_sizes=RIGHT["model_sizes"]))
    correct(lake, file)
    corrected, id_corrected = rows(lake, "model_sizes"), warehouse.open(lake.path).id
    dump = arxiv(tmp_path / "arxiv.jsonl", HERON[0], HERON[1] + " This is the second version.")
    steps.ingest(lake, [str(dump)], steps.Options(accept=True))
    assert all(row["extractor"].startswith("rules") for row in rows(lake, "model_sizes"))
    assert [(each.title, each.table, each.rows, each.state) for each in corrections(lake)] == [(HERON[0], "model_sizes", 1, "stale")]
    assert faults(lake) == []
    (refusal,) = correct(lake, file).refusals
    assert refusal.line == 1 and "stale" in refusal.reason
    steps.forget(lake, "arxiv.jsonl")
    assert rows(lake, "model_sizes") == corrected
    assert warehouse.open(lake.path).id == id_corrected
    assert [each.state for each in corrections(lake)] == [""]
    steps.forget(lake, "page.txt")
    assert [each.state for each in corrections(lake)] == ["paper gone"]


def api(path: Path, repository: str, page: str = "https://heron.example") -> Path:
    paper = {"id": "2406.00001", "title": HERON[0], "summary": HERON[1], "githubRepo": repository, "projectPage": page}
    path.write_text(json.dumps([{"paper": paper}]), "utf-8")
    return path


def test_rows_from_a_dump_s_fields_are_replaced_too_and_can_be_confirmed(lake, written, tmp_path):
    steps.ingest(lake, [str(api(tmp_path / "day.json", "https://github.com/heron-lm/notes"))], steps.Options())
    (said,) = [row for row in rows(lake, "artifacts") if row["evidence_field"] == "github_repo"]
    correct(lake, written(line(artifacts=RIGHT["artifacts"])))
    assert [row["evidence_field"] for row in rows(lake, "artifacts")] == ["abstract"]
    assert correct(lake, written(line(artifacts=[said]))).refusals == []
    confirmed = [said | {"extractor": "reviewer Ada Heron", "confidence": 1.0}]
    assert rows(lake, "artifacts") == confirmed
    assert faults(lake) == []
    steps.ingest(lake, [str(api(tmp_path / "moved.json", "https://github.com/heron-lm/notes", "https://egret.example"))], steps.Options())
    steps.forget(lake, "day.json")
    assert rows(lake, "artifacts") == confirmed  # it rests on the repository alone
    steps.ingest(lake, [str(api(tmp_path / "next.json", "https://github.com/heron-lm/field"))], steps.Options())
    steps.forget(lake, "moved.json")
    assert [each.state for each in corrections(lake)] == ["stale"]
    assert faults(lake) == []


@pytest.mark.parametrize(
    ("table", "changes", "reason"),
    [
        ("model_sizes", {"evidence": "a language model with 3 trillion parameters"}, "is not in the title or abstract"),
        ("model_sizes", {"params": 4_000_000_000}, "cannot be read from the evidence"),
        ("model_sizes", {"model": "Egret-3B"}, "'Egret-3B' is not in the title or abstract"),
        ("model_sizes", {"role": "hero"}, "role: "),
        ("model_sizes", {"params": None}, "a number is needed"),
        ("model_sizes", {"model": ["Heron-3B"]}, "texts, numbers and nulls"),
        ("model_sizes", {"evidence_field": "abstract", "evidence_start": 0}, "is not in the title or abstract"),
        ("artifacts", {"url": "https://github.com/egret/egret"}, "is not in the title or abstract"),
        ("benchmark_results", {"value": 99.9}, "cannot be read"),
        ("benchmarks", {"evidence": "G"}, "fewer than two letters"),
    ],
)
def test_the_gate_refuses_what_the_paper_does_not_bear_out_and_takes_the_other_tables(lake, written, table, changes, reason):
    other = "token_counts"
    wrong = RIGHT[table][0] | changes
    summary = correct(lake, written(line(**{table: [wrong, *RIGHT[table]], other: RIGHT[other]})))
    (refusal,) = summary.refusals
    assert (refusal.line, refusal.paper, refusal.table, summary.refused) == (1, paper_id_of(HERON[0]), table, 1)
    assert reason in refusal.reason
    assert summary.corrected == [(paper_id_of(HERON[0]), other)]
    assert all(not row["extractor"].startswith("reviewer") for row in rows(lake, table))


def test_a_quote_is_placed_where_the_reader_found_it(lake, written):
    second = HERON[1].index("Heron-3B", HERON[1].index("Heron-3B") + 1)
    placed = RIGHT["model_sizes"][0] | {"evidence_field": "abstract", "evidence_start": second, "evidence_end": second + 8}
    correct(lake, written(line(model_sizes=[placed])))
    assert [row["evidence_start"] for row in rows(lake, "model_sizes")] == [second]


def test_of_two_readers_the_last_one_stands(lake, written):
    bea = {"reviewer": "Bea Teal"}
    both = written(line(model_sizes=RIGHT["model_sizes"], benchmarks=[]), line(model_sizes=[], **bea))
    assert correct(lake, both).refusals == []
    assert rows(lake, "model_sizes") == []
    assert [(each.table, each.reviewer) for each in corrections(lake)] == [("model_sizes", "Bea Teal"), ("benchmarks", "Ada Heron")]
    correct(lake, written(line(model_sizes=RIGHT["model_sizes"])))
    assert [row["extractor"] for row in rows(lake, "model_sizes")] == ["reviewer Ada Heron"]
    undone, _ = undo(lake, "reviewer Ada Heron")
    assert {table for _, table in undone} == {"model_sizes", "benchmarks"}
    assert corrections(lake) == []


def test_the_same_file_again_changes_nothing(lake, written):
    file = written(line(**RIGHT), line(**RIGHT, reviewer="Bea Teal"), line(TEAL, benchmarks=[]))
    assert len(correct(lake, file).corrected) == 6
    before = tree(lake.path)
    again = correct(lake, file)
    assert (again.corrected, again.known, again.built.changed) == ([], 6, False)
    assert tree(lake.path) == before


def test_what_the_lake_keeps_of_a_correction_is_a_corrections_file(lake, written):
    correct(lake, written(line(**RIGHT)))
    (kept,) = lake.corrections.iterdir()
    before = tree(lake.path)
    assert correct(lake, kept).corrected == []
    assert tree(lake.path) == before


def test_a_canonical_name_that_an_earlier_version_spelled_otherwise_is_renewed_from_the_lake_s_own_file(lake, written):
    correct(lake, written(line(benchmarks=RIGHT["benchmarks"])))
    (kept,) = lake.corrections.iterdir()
    new = kept.name
    (spelled,) = load_corrections(lake, log.current_state(lake).corrected).values()
    (row,) = spelled.rows["benchmarks"]
    old = replace(spelled, rows={"benchmarks": [row.model_copy(update={"benchmark_id": "gsm-8k"})]})
    log.append(lake, log.Corrected(tables=((old.id, "benchmarks", write_correction(lake, old)),)))
    build_snapshot(lake, said_artifacts)
    kept.unlink()
    (fault,) = faults(lake)
    assert "'gsm-8k', where 'gsm8k' follows" in fault
    (kept,) = lake.corrections.iterdir()
    correct(lake, kept)
    assert faults(lake) == []
    assert new in {file.name for file in lake.corrections.iterdir()}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reviewer": None}, "'reviewer' is missing"),
        ({"text_id": None}, "'text_id' is missing"),
        ({"reviewed_at": None}, "'reviewed_at' is missing"),
        ({"reviewed_at": "yesterday"}, "a time with its zone"),
        ({"reviewed_at": "2024-06-03T12:00:00"}, "a time with its zone"),
        ({"reviewer": " "}, "1 to 100 characters"),
        ({"reviewer": "A" * 101}, "1 to 100 characters"),
        ({"reviewer": "Ada\x1b[2J"}, "control character"),
        ({"reviewer": "Ada\u202eHeron"}, "control character"),
        ({"reviewer": "Ada\nHeron"}, "control character"),
        ({"reviewer": ["Ada"]}, "must be text"),
        ({"model_sizes": None}, "no table that was read"),
        ({"model_sizes": "none"}, "must be a list of rows"),
        ({"model_sizes": ["none"]}, "must be an object"),
        ({"id": "0000000000000000"}, "no such paper"),
        ({"text_id": "0000000000000000"}, "stale"),
    ],
)
def test_a_line_that_cannot_be_taken_in_says_why_and_the_others_go_on(lake, written, changes, reason):
    summary = correct(lake, written(line(**{"model_sizes": []} | changes), "", line(TEAL, artifacts=[])))
    (refusal,) = summary.refusals
    assert (refusal.line, len(summary.corrected)) == (1, 1)
    assert reason in str(refusal)


def test_a_file_without_lines_and_a_lake_without_tables_are_clear_errors(lake, written, tmp_path):
    with pytest.raises(steps.UsageError, match="holds no corrections"):
        correct(lake, written(""))
    with pytest.raises(WarehouseError, match="there are no tables"):
        correct(Lake(tmp_path / "none"), written(line(model_sizes=[])))


def test_undoing_what_is_not_there_names_what_is(lake, written):
    correct(lake, written(line(model_sizes=[]), line(TEAL, model_sizes=[])))
    for name in ("", ":", paper_id_of(HERON[0])[:3], f"{paper_id_of(HERON[0])}:artifacts", "reviewer Bea Teal", paper_id_of(GREBE[0])):
        with pytest.raises(steps.UsageError, match=f"no correction answers.*{paper_id_of(TEAL[0])}:model_sizes"):
            undo(lake, name)
    undone, _ = undo(lake, paper_id_of(HERON[0])[:4])
    assert undone == [(paper_id_of(HERON[0]), "model_sizes")]


def test_the_beginning_of_several_papers_ids_undoes_nothing(lake, written, tmp_path):
    papers = many(1500)
    by_beginning: dict[str, tuple[str, str]] = {}
    one, other = next(
        (text, by_beginning[start]) for text in papers if by_beginning.setdefault(start := paper_id_of(text[0])[:4], text) != text
    )
    steps.ingest(lake, [str(write_page(tmp_path / "two.txt", one, other))], steps.Options())
    correct(lake, written(line(one, model_sizes=[]), line(other, model_sizes=[])))
    with pytest.raises(steps.UsageError, match="corrections of several papers answer"):
        undo(lake, start)
    assert len(corrections(lake)) == 2


def test_a_paper_answers_to_the_ids_of_all_its_titles(lake, written, tmp_path):
    steps.ingest(lake, [str(api(tmp_path / "day.json", "https://github.com/heron-lm/notes"))], steps.Options())
    renamed = ("Heron, Renamed", HERON[1])
    steps.ingest(lake, [str(arxiv(tmp_path / "arxiv.jsonl", *renamed))], steps.Options(accept=True))
    assert correct(lake, written(line(renamed, model_sizes=[]), line(renamed, id=paper_id_of(HERON[0]), artifacts=[]))).refusals == []
    assert {(each.paper, each.title, each.state) for each in corrections(lake)} == {(paper_id_of(HERON[0]), renamed[0], "")}
    assert rows(lake, "model_sizes") == rows(lake, "artifacts") == []
    undone, _ = undo(lake, paper_id_of(HERON[0]))
    assert len(undone) == 2
    assert rows(lake, "artifacts")


def test_a_damaged_correction_can_be_given_up(lake, written):
    before = tree(lake.tables)
    correct(lake, written(line(model_sizes=[])))
    (kept,) = lake.corrections.iterdir()
    kept.write_bytes(b"")
    assert any("paperlake correct --undo" in fault for fault in faults(lake))
    with pytest.raises(WarehouseError, match="cannot be read"):
        corrections(lake)
    undo(lake, paper_id_of(HERON[0]))
    assert tree(lake.tables) == before
    assert faults(lake) == []


def correct_killed_at(path: Path, file: Path, step: int) -> None:
    """Take a file in, and be killed just before the n-th time that something gets its final name."""
    names_given = count(1)

    def hook(event: str, _) -> None:
        if event in ("os.rename", "os.link", "os.symlink") and next(names_given) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    correct(Lake(path), file)


def test_a_run_killed_at_any_step_is_continued_by_the_next(lake, written):
    file = written(line(**RIGHT), line(TEAL, benchmarks=[]))
    correct(lake, file)
    expected = tree(lake.tables)
    processes = multiprocessing.get_context("forkserver")
    for step in count(1):
        undo(lake, "reviewer Ada Heron")
        for kept in lake.corrections.iterdir():
            kept.unlink()
        process = processes.Process(target=correct_killed_at, args=(lake.path, file, step))
        process.start()
        process.join()
        assert correct(lake, file).refusals == []
        assert tree(lake.tables) == expected
        if process.exitcode != -signal.SIGKILL:
            break
    assert step > 6


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["Heron-3B", "abstract", "total"])
)
VALUES = st.recursive(
    SCALARS, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3), max_leaves=6
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from([*RIGHT["model_sizes"][0], "evidence_field", "evidence_start", "x"]), VALUES) | VALUES, max_size=3
)


def test_a_row_of_very_many_levels_is_refused(lake, written):
    deep = "[" * 900 + "]" * 900
    whole = json.dumps(line(model_sizes=["DEEP"], benchmarks="DEEP", token_counts=[{"tokens": "DEEP"}]))
    summary = correct(lake, written(whole.replace('"DEEP"', deep)))
    assert [refusal.table for refusal in summary.refusals] == ["model_sizes", "token_counts", "benchmarks"]
    assert all(len(refusal.row) <= 201 for refusal in summary.refusals)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=30) | VALUES | st.dictionaries(st.sampled_from([*line(), *FACT_TABLES]), VALUES | ROWS), max_size=4), ROWS)
def test_whatever_the_lines_are_the_tables_stay_sound(lake, written, lines, some):
    summary = correct(lake, written(line(model_sizes=some), *(each if isinstance(each, str) else json.dumps(each) for each in lines)))
    assert all("\n" not in refusal.reason for refusal in summary.refusals)
    assert faults(lake) == []
