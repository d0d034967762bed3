"""Verdicts: what a reader says of rows, and the file that comes of it."""

import json

import polars as pl
import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

import warehouse
from flows import steps
from paperlake import app
from schemas import FACT_TABLES, TABLES, claim_fields, paper_id_of, text_id_of
from tests.paths import EXAMPLES
from tests.report.test_page import BRAMBLING
from warehouse import Lake
from warehouse.report import write_report

PLACE = ("evidence_field", "evidence_start", "evidence_end")
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"


@pytest.fixture
def reader(reads, examples):
    """A reader who has begun to review the paper of Brambling."""
    return begin(reads(examples, f"#{BRAMBLING}"))


def begin(reader):
    reader.page.click("#reviewing")
    reader.page.fill("#reviewer", "Ada Reader")
    return reader


def stored(lake, table):
    """The rows of a table of that paper, as a corrections file has them."""
    rows = warehouse.open(lake.path)[table].filter(paper_id=BRAMBLING).collect().to_dicts()
    return [{name: row[name] for name in (*claim_fields(table), *PLACE)} for row in rows]


def fill(reader, **fields):
    for name, value in fields.items():
        field = reader.page.locator(f".editor label:has-text('{name}')").locator("input, select")
        field.select_option(value) if field.evaluate("each => each.tagName") == "SELECT" else field.fill(value)
    reader.page.click(".editor .primary")


def test_only_tables_that_are_reviewed_to_the_end_are_in_the_file(reader, lake):
    reader.page.click(".token_counts .controls :text('All right')")
    reader.page.click(".token_counts .done")
    reader.page.click(".benchmarks .right >> nth=0")
    assert reader.page.locator(".benchmarks .done").is_disabled()
    (line,) = map(json.loads, reader.save().splitlines())
    (paper,) = warehouse.open(lake.path)["papers"].filter(paper_id=BRAMBLING).collect().to_dicts()
    assert line.pop("reviewed_at").endswith("Z")
    assert line == {
        "id": BRAMBLING,
        "title": paper["title"],
        "abstract": paper["abstract"],
        "text_id": text_id_of(paper["title"], paper["abstract"]),
        "reviewer": "Ada Reader",
        "token_counts": stored(lake, "token_counts"),
    }


def test_a_wrong_row_is_left_out_a_changed_one_is_as_changed_and_an_added_one_is_there(reader, lake):
    reader.page.click(".token_counts .wrong >> nth=0")
    reader.page.click(".token_counts .change >> nth=1")
    fill(reader, Tokens="8.2K", Subject="")
    reader.page.click(".token_counts .right >> nth=2")
    reader.select("phones")
    reader.page.click(".adding .token_counts")
    fill(reader, Tokens="7", Kind="other")
    reader.page.click(".token_counts .done")
    (line,) = map(json.loads, reader.save().splitlines())
    _, second, third = stored(lake, "token_counts")
    start = line["abstract"].index("phones")
    added = {"tokens": 7, "qualifier": "exact", "kind": "other", "subject": None, "evidence": "phones"}
    assert line["token_counts"] == [
        second | {"tokens": 8200, "subject": None},
        third,
        added | {"evidence_field": "abstract", "evidence_start": start, "evidence_end": start + 6},
    ]


def test_a_table_without_rows_can_be_reviewed(reads, examples):
    zircon = paper_id_of("Zircon Ages and the Cooling of the Early Crust")
    reader = begin(reads(examples, f"#{zircon}"))
    reader.page.click(".artifacts .done")
    (line,) = map(json.loads, reader.save().splitlines())
    assert line["artifacts"] == []


def test_a_verdict_after_the_review_opens_it_again(reader):
    reader.page.click(".model_sizes .right")
    reader.page.click(".model_sizes .done")
    expect(reader.page.locator(".model_sizes .done")).to_have_attribute("aria-pressed", "true")
    reader.page.click(".model_sizes .wrong")
    expect(reader.page.locator(".model_sizes .done")).to_have_attribute("aria-pressed", "false")
    reader.go("#review")
    assert reader.page.locator("#save").is_disabled()
    assert "1 more begun" in reader.page.text_content(".found")


def test_the_marks_stay_in_the_browser(reader):
    reader.page.click(".model_sizes .wrong")
    reader.page.reload()
    reader.page.wait_for_selector(".row.verdict-wrong")
    assert reader.page.input_value("#reviewer") == "Ada Reader"


def test_the_marks_of_another_text_do_not_hold_for_this_one(reads, examples):
    other = {
        "reviewer": "Ada",
        "papers": {BRAMBLING: {"text_id": "0" * 16, "tables": {"artifacts": {"at": "2024", "verdicts": {}, "added": []}}}},
    }
    reader = reads(examples, "#review", init=f"localStorage['paperlake:marks'] ??= {json.dumps(json.dumps(other))}")
    assert "1 marked with another text, left out" in reader.page.text_content(".found")
    assert reader.page.locator("#save").is_disabled()


def test_a_browser_that_keeps_nothing_says_so_and_saves_all_the_same(reads, examples):
    reader = begin(reads(examples, f"#{BRAMBLING}", init=NO_STORAGE))
    reader.page.click(".model_sizes .wrong")
    reader.page.click(".model_sizes .done")
    reader.go("#review")
    assert "keeps nothing" in reader.page.text_content(".notice")
    assert json.loads(reader.save())["model_sizes"] == []


@pytest.mark.parametrize(("tokens", "fault"), [("", "needed"), ("many", "is a number"), ("-5", "above 0"), ("1.5", "whole number")])
def test_a_field_that_cannot_be_is_said_to_be_so(reader, tokens, fault):
    reader.page.click(".token_counts .change >> nth=0")
    fill(reader, Tokens=tokens)
    assert fault in reader.page.text_content(".fault")
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("Escape")
    assert reader.page.locator(".row.verdict-changed").count() == 0


def test_rows_can_be_judged_by_keyboard_alone(reader):
    reader.page.locator(".model_sizes .right").focus()
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.className") == "small right"
    reader.page.locator(".model_sizes .done").focus()
    reader.page.keyboard.press("Space")
    assert "model_sizes" in json.loads(reader.save())


def test_verdicts_go_into_the_tables_and_come_out_again(reads, tmp_path, monkeypatch):
    lake = Lake(tmp_path / "lake")
    steps.ingest(lake, [str(EXAMPLES / "dumps")], steps.Options())
    monkeypatch.setenv("PAPERLAKE_LAKE", str(lake.path))
    before = tables(lake)
    write_report(lake, tmp_path / "report.html")
    reader = begin(reads(tmp_path / "report.html", f"#{BRAMBLING}"))
    reader.page.click(".token_counts .wrong >> nth=0")
    reader.page.click(".token_counts .controls :text('The others are right')")
    reader.page.click(".token_counts .done")
    reader.page.click(".model_sizes .change")
    fill(reader, Role="studied")
    reader.select("every open model")
    reader.page.click(".adding .benchmarks")
    fill(reader, Name="open model", Role="mentioned")
    reader.page.click(".benchmarks .controls :text('The others are right')")
    for table in ("model_sizes", "benchmarks"):
        reader.page.click(f".{table} .done")
    (tmp_path / "corrections.jsonl").write_text(reader.save(), "utf-8")

    assert "3 tables of 1 paper corrected, 0 refused" in run("correct", tmp_path / "corrections.jsonl").stdout
    after = tables(lake)
    (size,) = after["model_sizes"].filter(paper_id=BRAMBLING).to_dicts()
    assert (size["params"], size["role"], size["extractor"]) == (3 * 10**9, "studied", "reviewer Ada Reader")
    assert after["token_counts"].filter(paper_id=BRAMBLING)["tokens"].to_list() == [8000, 64000]
    assert set(after["benchmarks"].filter(paper_id=BRAMBLING)["name"]) == {"MMLU", "GSM8K", "open model"}
    for table in FACT_TABLES:
        assert after[table].filter(pl.col("paper_id") != BRAMBLING).equals(before[table].filter(pl.col("paper_id") != BRAMBLING))
    write_report(lake, tmp_path / "report.html")
    again = reads(tmp_path / "report.html", f"#{BRAMBLING}")
    assert again.texts(".row.model_sizes .whose") == ["reviewer Ada Reader"]
    assert again.page.locator(".row.artifacts .whose").count() == 0

    run("correct", "--undo", BRAMBLING)
    restored = tables(lake)
    assert all(restored[table].equals(before[table]) for table in TABLES)


def tables(lake):
    return {table: warehouse.open(lake.path)[table].collect() for table in TABLES}


def run(*args):
    result = CliRunner().invoke(app, list(map(str, args)))
    assert result.exit_code == 0, result.output
    return result
