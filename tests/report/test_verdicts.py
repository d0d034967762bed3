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


PLOVER = ("Plover-3B: A Small Model for the Shore", "We release Plover-3B, a model with 3B parameters, and evaluate it on MMLU.")


def test_the_marks_of_a_paper_hold_under_another_of_its_ids_and_not_for_another_text(reads, tmp_path):
    lake, report, dumps = Lake(tmp_path / "lake"), tmp_path / "report.html", tmp_path / "dumps"
    dumps.mkdir()
    record = {"id": "2406.00001", "title": PLOVER[0], "abstract": PLOVER[1], "categories": "cs.CL"}
    (dumps / "arxiv.jsonl").write_text(json.dumps(record), "utf-8")
    steps.ingest(lake, [str(dumps)], steps.Options(accept=True))
    write_report(lake, report)
    reader = begin(reads(report, f"#{paper_id_of(PLOVER[0])}"))
    reader.page.click(".model_sizes .wrong")
    reader.page.click(".model_sizes .done")

    day = {"id": "2406.00001", "title": "Plover, a Model of the Shore", "summary": PLOVER[1], "publishedAt": "2024-06-03T00:00:00.000Z"}
    (dumps / "day.json").write_text(json.dumps([{"paper": day, "publishedAt": "2024-06-03T00:00:00.000Z"}]), "utf-8")
    steps.ingest(lake, [str(dumps)], steps.Options(accept=True))
    write_report(lake, report)
    reader.page.reload()
    (line,) = map(json.loads, reader.save().splitlines())
    assert (line["id"], line["text_id"], line["model_sizes"]) == (paper_id_of(day["title"]), text_id_of(*PLOVER), [])

    (dumps / "arxiv.jsonl").write_text(json.dumps(record | {"abstract": PLOVER[1] + " It fits a telephone."}), "utf-8")
    steps.ingest(lake, [str(dumps)], steps.Options(accept=True))
    write_report(lake, report)
    reader.page.reload()
    reader.go("#review")
    assert "1 marked with another text, left out" in reader.page.text_content(".found")
    assert reader.page.locator("#save").is_disabled()


def test_a_table_whose_rows_have_changed_since_is_to_be_looked_at_again(reads, examples, tmp_path, monkeypatch):
    lake, report = Lake(tmp_path / "lake"), tmp_path / "report.html"
    steps.ingest(lake, [str(EXAMPLES / "dumps")], steps.Options())
    monkeypatch.setenv("PAPERLAKE_LAKE", str(lake.path))
    write_report(lake, report)
    reader = begin(reads(report, f"#{BRAMBLING}"))
    reader.page.click(".benchmarks .controls :text('All right')")
    reader.page.click(".benchmarks .done")
    other = json.loads(reader.save())
    other["benchmarks"][0] |= {"role": "mentioned"}
    (tmp_path / "corrections.jsonl").write_text(json.dumps(other | {"reviewer": "Bob Reader"}), "utf-8")
    run("correct", tmp_path / "corrections.jsonl")
    write_report(lake, report)
    reader.page.reload()
    reader.page.wait_for_selector(".found")
    assert "1 with rows that have changed since, look again" in reader.page.text_content(".found")
    assert reader.page.locator("#save").is_disabled()
    reader.go(f"#{BRAMBLING}")
    assert "Rows have changed since, look again" in reader.page.text_content(".benchmarks .controls")
    assert reader.page.get_attribute(".benchmarks .done", "aria-pressed") == "false"
    reader.page.click(".row.benchmarks:not(.verdict-right) .wrong")
    reader.page.click(".benchmarks .done")
    assert len(json.loads(reader.save())["benchmarks"]) == len(other["benchmarks"]) - 1


def test_verdicts_of_two_tabs_are_all_kept(reader):
    deaf = reader.page.context.new_page()
    deaf.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation())")
    deaf.goto(reader.page.url)
    deaf.wait_for_selector(".row")
    reader.page.click(".model_sizes .wrong")
    deaf.click(".artifacts .wrong >> nth=0")
    reader.page.wait_for_selector(".artifacts.verdict-wrong")
    kept = reader.page.evaluate("localStorage['paperlake:marks']")
    assert set(json.loads(kept)["papers"][BRAMBLING]["tables"]) == {"model_sizes", "artifacts"}


@pytest.mark.parametrize("kept", ["null", "[]", '{"papers": null}', '{"reviewer": "Ada", "papers": {"%s": {"tables": {"artifacts": 1}}}}'])
def test_what_is_kept_and_is_no_marks_is_not_taken(reads, examples, kept):
    stored = json.dumps(kept.replace("%s", BRAMBLING))
    reader = begin(reads(examples, f"#{BRAMBLING}", init=f"localStorage['paperlake:marks'] ??= {stored}"))
    reader.page.click(".model_sizes .wrong")
    reader.page.wait_for_selector(".row.verdict-wrong")


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


@pytest.mark.parametrize("tokens", ["58,4", "1,2345", ",5", "1,000,00"])
def test_commas_that_part_no_thousands_are_no_number(reader, tokens):
    reader.page.click(".token_counts .change >> nth=0")
    fill(reader, Tokens=tokens)
    assert "is a number" in reader.page.text_content(".fault")


@pytest.mark.parametrize(
    ("text", "value"), [("1,234,567", 1234567), ("1,234.5", 1234.5), ("\u22122.5", -2.5), ("-2.5", -2.5), ("58.4", 58.4), (".5", 0.5)]
)
def test_thousands_have_commas_and_minus_is_written_either_way(reader, text, value):
    reader.page.click(".benchmark_results .change >> nth=0")
    fill(reader, Value=text)
    marked = json.loads(reader.page.evaluate("localStorage['paperlake:marks']"))["papers"][BRAMBLING]
    (verdict,) = marked["tables"]["benchmark_results"]["verdicts"].values()
    assert verdict["row"]["value"] == value


def test_what_is_typed_stays_until_it_is_kept_or_cancelled(reader):
    reader.page.click(".token_counts .change >> nth=0")
    reader.page.fill(".editor label:has-text('Subject') input", "heath")
    reader.select("phones")
    reader.page.click(".editor :text('Use the selected words')")
    reader.page.click(".model_sizes .wrong")
    assert reader.page.input_value(".editor label:has-text('Subject') input") == "heath"
    assert reader.page.text_content(".editor q") == "phones"
    reader.page.locator(".editor .primary").focus()
    for key in ("ArrowRight", "ArrowLeft", "/"):
        reader.page.keyboard.press(key)
    assert reader.page.evaluate("location.hash") == f"#{BRAMBLING}"
    assert reader.page.input_value(".editor label:has-text('Subject') input") == "heath"
    reader.page.keyboard.press("Escape")
    reader.page.click(".token_counts .change >> nth=0")
    assert reader.page.input_value(".editor label:has-text('Subject') input") != "heath"


def test_words_selected_for_a_row_that_is_edited_are_not_offered_to_another(reader):
    reader.page.click(".token_counts .change >> nth=0")
    reader.select("phones")
    reader.page.wait_for_timeout(200)
    assert not reader.page.is_visible(".adding")


def test_a_name_is_saved_as_correct_takes_it(reader):
    reader.page.fill("#reviewer", "Ada\u00a0\u202eReader")
    assert reader.page.get_attribute("#reviewer", "maxlength") == "100"
    reader.page.click(".model_sizes .right")
    reader.page.click(".model_sizes .done")
    assert json.loads(reader.save())["reviewer"] == "Ada Reader"


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
    saved = reader.save()
    (tmp_path / "corrections.jsonl").write_text(saved, "utf-8")

    assert "3 tables of 1 paper corrected, 0 refused" in run("correct", tmp_path / "corrections.jsonl").stdout
    after = tables(lake)
    (size,) = after["model_sizes"].filter(paper_id=BRAMBLING).to_dicts()
    assert (size["params"], size["role"], size["extractor"]) == (3 * 10**9, "studied", "reviewer Ada Reader")
    assert after["token_counts"].filter(paper_id=BRAMBLING)["tokens"].to_list() == [8000, 64000]
    assert set(after["benchmarks"].filter(paper_id=BRAMBLING)["name"]) == {"MMLU", "GSM8K", "open model"}
    for table in FACT_TABLES:
        assert after[table].filter(pl.col("paper_id") != BRAMBLING).equals(before[table].filter(pl.col("paper_id") != BRAMBLING))
    write_report(lake, tmp_path / "report.html")
    reader.page.reload()
    reader.go(f"#{BRAMBLING}")
    reader.page.wait_for_selector(".row")
    assert reader.texts(".row.model_sizes .whose") == ["reviewer Ada Reader"]
    assert reader.texts(".row.benchmarks .whose") == ["reviewer Ada Reader"] * 3
    assert reader.page.locator(".row.artifacts .whose").count() == 0
    (first,), (second,) = ([json.loads(line) for line in text.splitlines()] for text in (saved, reader.save()))
    for table in ("token_counts", "model_sizes", "benchmarks"):
        assert sorted(map(str, second[table])) == sorted(map(str, first[table]))

    run("correct", "--undo", BRAMBLING)
    restored = tables(lake)
    assert all(restored[table].equals(before[table]) for table in TABLES)


def tables(lake):
    return {table: warehouse.open(lake.path)[table].collect() for table in TABLES}


def run(*args):
    result = CliRunner().invoke(app, list(map(str, args)))
    assert result.exit_code == 0, result.output
    return result
