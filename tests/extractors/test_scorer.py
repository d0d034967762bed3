"""The scorer agrees, figure for figure, with the reference scorer beside the gold files."""

import json
import random
import subprocess
import sys

import pytest

from extractors import scorer
from schemas import FACT_TABLES
from tests.paths import SHARED, needs_shared


def rows(**tables):
    return {table: tables.get(table, []) for table in FACT_TABLES}


def size(model, params, **changes):
    return {"model": model, "params": params, "qualifier": "exact", "count": "total", "role": "studied", "evidence": "7B model"} | changes


def test_a_perfect_copy_scores_one_everywhere():
    gold = {"p": rows(model_sizes=[size("Foo-7B", 7)], benchmarks=[{"name": "MMLU", "role": "evaluated", "evidence": "MMLU"}])}
    report = scorer.score(gold, gold)
    assert report.mean("row") == report.mean("value") == 1.0
    assert report.tables["model_sizes"].fields["evidence"] == 1.0


def test_missed_and_extra_rows_are_listed_with_their_paper():
    gold = {"p": rows(model_sizes=[size("Foo-7B", 7)]), "q": rows()}
    ours = {"p": rows(), "q": rows(model_sizes=[size("Bar", 3)])}
    table = scorer.score(gold, ours).tables["model_sizes"]
    assert [(error.paper_id, error.what) for error in table.errors] == [("p", "missed"), ("q", "extra")]
    assert (table.row.found, table.row.extra, table.row.missed) == (0, 1, 1)
    assert table.row.f1 == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("LLaMA-2 7B", "llama2-7b", True), ("Foo", "Foobar", True), ("Fo", "Foo", False), ("Foo", None, False), (None, None, True)],
)
def test_names_agree_by_letters_or_as_a_large_part(one, other, same):
    table = scorer.score({"p": rows(model_sizes=[size(one, 7)])}, {"p": rows(model_sizes=[size(other, 7)])}).tables["model_sizes"]
    assert table.row.found == same
    assert table.value.found == 1


def test_the_figure_of_a_repeated_row_counts_once_by_value():
    gold = {"p": rows(model_sizes=[size("Foo", 7), size("Bar", 7)])}
    table = scorer.score(gold, {"p": rows(model_sizes=[size("Foo", 7)])}).tables["model_sizes"]
    assert (table.value.f1, table.row.recall) == (1.0, 0.5)


def test_a_table_that_a_gold_line_does_not_have_is_not_scored_for_that_paper():
    gold = {"p": {"model_sizes": [size("Foo-7B", 7)]}, "q": {"model_sizes": [], "artifacts": []}}
    ours = {paper: rows(model_sizes=[size("Foo-7B", 7)], benchmarks=[{"name": "MMLU", "role": "evaluated"}]) for paper in "pq"}
    report = scorer.score(gold, ours)
    assert [report.tables[table].papers for table in FACT_TABLES] == [2, 0, 0, 0, 1]
    assert report.tables["benchmarks"].errors == []
    assert [(error.paper_id, error.what) for error in report.tables["model_sizes"].errors] == [("q", "extra")]
    assert report.mean("row") == (round(report.tables["model_sizes"].row.f1, 4) + 1) / 2


@needs_shared
def test_tables_that_are_left_out_of_a_file_change_no_figure_of_the_others():
    papers = [json.loads(line) for line in (SHARED / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    gold = {paper["id"]: {table: paper[table] for table in FACT_TABLES} for paper in papers}
    ours = {paper["id"]: {table: paper[table] for table in FACT_TABLES} for paper in _damaged(papers, random.Random(3))}
    whole = scorer.score(gold, ours)
    sizes = scorer.score({paper: {"model_sizes": tables["model_sizes"]} for paper, tables in gold.items()}, ours)
    assert sizes.tables["model_sizes"] == whole.tables["model_sizes"]
    assert sizes.mean("row") == round(whole.tables["model_sizes"].row.f1, 4)


@needs_shared
@pytest.mark.parametrize("name", ["dev", "outside"])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_equals_the_reference_scorer_on_damaged_gold(name, seed, tmp_path):
    path = SHARED / "gold" / f"{name}.jsonl"
    papers = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    damaged = _damaged(papers, random.Random(seed))
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(paper) + "\n" for paper in damaged), "utf-8")
    reference = subprocess.run(
        [sys.executable, str(SHARED / "gold" / "score.py"), str(path), str(predicted), "--json"], capture_output=True, text=True, check=True
    )
    expected = json.loads(reference.stdout)

    report = scorer.score(*({paper["id"]: {table: paper[table] for table in FACT_TABLES} for paper in side} for side in (papers, damaged)))
    for table, ours in report.tables.items():
        for level in ("value", "row"):
            tally = getattr(ours, level)
            assert expected[table][level] == {
                "p": round(tally.precision, 4),
                "r": round(tally.recall, 4),
                "f1": round(tally.f1, 4),
                "tp": tally.found,
                "fp": tally.extra,
                "fn": tally.missed,
            }
        assert expected[table]["fields"] == {
            field: None if share is None else round(share, 2 if field == "length" else 4) for field, share in ours.fields.items()
        }
    assert expected["mean"] == {level: round(report.mean(level), 4) for level in ("value", "row")}


def _damaged(papers, rng):
    """The papers with rows dropped, brought in from other papers, reordered, and fields exchanged."""
    damaged = []
    for paper in papers:
        copy = {"id": paper["id"]}
        for table in FACT_TABLES:
            kept = [dict(row) for row in paper[table] if rng.random() < 0.8] + [
                dict(row) for row in rng.choice(papers)[table] if rng.random() < 0.3
            ]
            for row in kept:
                donors = [other for each in rng.sample(papers, 20) for other in each[table]]
                field = rng.choice(list(row))
                if donors and rng.random() < 0.3:
                    row[field] = row[field][: max(2, len(row[field]) // 3)] if field == "evidence" else rng.choice(donors)[field]
            rng.shuffle(kept)
            copy[table] = kept
        damaged.append(copy)
    return [paper for paper in damaged if rng.random() < 0.95]
