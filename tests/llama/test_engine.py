"""The LLM extractor on a real engine: llama.cpp says what the grammar allows, by the weights of a model that knows nothing."""

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from extractors.llm.answers import Bounds
from extractors.llm.doctor import examine
from extractors.llm.extractor import LlmExtractor
from extractors.llm.settings import Settings
from extractors.registry import EXTRACTORS
from flows import steps
from schemas import FACT_TABLES, RejectLevel
from tests.llama.abstracts import invented
from tests.llama.tiny_model import write_tiny_model
from warehouse import Lake, Snapshot
from warehouse.snapshot import open_snapshot

pytestmark = pytest.mark.llama

BOUNDS = Bounds(rows=1, fewest=1, name=12, evidence=12, pattern=r"^[A-Za-z0-9 .-]{8,12}$")
"""Short, for a hundred answers are said letter by letter; and longer than what a text holds by chance."""

PAPERS = invented(100)


class Run(NamedTuple):
    """What became of papers."""

    settings: Settings
    outcome: steps.DumpOutcome
    spending: dict[str, Any]
    lake: Snapshot

    @property
    def rejected(self) -> pl.DataFrame:
        """The rejected rows, as far as they do not depend on where the model lies."""
        return self.lake["rejects"].select("text_id", "table", "level", "raw").sort("text_id", "table", "raw").collect()

    @property
    def answers(self) -> list[dict[str, list]]:
        """The rows that were said of each paper that got an answer, as they are kept."""
        with closing(sqlite3.connect(self.settings.answers)) as connection:
            return [json.loads(answer)["rows"] for (answer,) in connection.execute("SELECT answer FROM answers WHERE usable")]


def settings_in(folder: Path, **others: Any) -> Settings:
    """Settings with a model and a file of answers of their own. One paper after the other, so that all are asked about in their order."""
    model = write_tiny_model(folder / "tiny.gguf")
    fixed = {"temperature": 1.0, "seed": 11, "tries": 1, "concurrency": 1, "max_tokens": 1000, "context": 20_000}
    return Settings(PAPERLAKE_LLM=f"llama_cpp/{model}", cache=folder / "answers.sqlite", **fixed | others)


def ingested(folder: Path, papers: list[dict[str, str]], settings: Settings) -> Run:
    """The papers, as a dump that is taken into a new lake."""
    folder.mkdir(exist_ok=True)
    dump = folder / "papers.jsonl"
    dump.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), "utf-8")
    EXTRACTORS["tiny"] = lambda limits: LlmExtractor(settings, limits, BOUNDS)
    try:
        summary = steps.ingest(Lake(folder / "lake"), [str(dump)], steps.Options(extractor="tiny"))
    finally:
        del EXTRACTORS["tiny"]
    assert not summary.problems
    return Run(settings, summary.dumps[0], summary.spending, open_snapshot(folder / "lake"))


@pytest.fixture(scope="module")
def hundred(tmp_path_factory) -> Run:
    folder = tmp_path_factory.mktemp("hundred")
    return ingested(folder, PAPERS, settings_in(folder))


def test_nine_of_ten_answers_parse_and_the_rest_are_counted(hundred):
    spending = hundred.spending
    assert spending["asked"] == spending["calls"] == 100
    assert spending["answered"] == len(hundred.answers) == hundred.outcome.extracted >= 90
    assert sum(spending["unanswered"].values()) == hundred.outcome.unanswered == 100 - spending["answered"]
    assert spending["input_tokens"] > 1_000_000
    assert spending["output_tokens"] > 50_000


def test_each_answer_has_a_row_of_each_table_and_no_two_are_alike(hundred):
    assert all(len(rows) == 1 for answer in hundred.answers for rows in answer.values())
    assert all(answer.keys() == FACT_TABLES.keys() for answer in hundred.answers)
    assert len({json.dumps(answer) for answer in hundred.answers}) == len(hundred.answers)


def test_no_string_of_an_answer_has_a_control_character(hundred):
    strings = [
        value for answer in hundred.answers for rows in answer.values() for row in rows for value in row.values() if isinstance(value, str)
    ]
    assert len(strings) > 1000
    assert not [string for string in strings if any(unicodedata.category(letter) == "Cc" for letter in string)]


def test_hundreds_of_rows_are_proposed_and_grounding_rejects_every_one(hundred):
    proposed = [json.dumps(row, ensure_ascii=False) for answer in hundred.answers for rows in answer.values() for row in rows]
    assert len(proposed) >= 300
    assert sorted(proposed) == sorted(hundred.rejected["raw"])
    assert set(hundred.rejected["level"]) == {RejectLevel.ROW}


def test_no_row_gets_into_the_tables(hundred):
    assert hundred.lake["papers"].collect().height == 100
    assert {table: hundred.lake[table].collect().height for table in FACT_TABLES} == dict.fromkeys(FACT_TABLES, 0)


def test_a_second_run_over_the_same_texts_asks_nothing(hundred, tmp_path):
    again = ingested(tmp_path, PAPERS, hundred.settings)
    assert (again.spending["kept"], again.spending["asked"], again.spending["calls"]) == (100, 0, 0)
    assert again.rejected.equals(hundred.rejected)


def test_the_same_seed_says_the_same_again(hundred, tmp_path):
    some = ingested(tmp_path, PAPERS[:5], settings_in(tmp_path))
    assert some.spending["asked"] == 5
    assert some.rejected.equals(hundred.rejected.filter(pl.col("text_id").is_in(some.rejected["text_id"].implode())))


def test_another_seed_says_something_else(hundred, tmp_path):
    some = ingested(tmp_path, PAPERS[:2], settings_in(tmp_path, seed=12))
    assert some.rejected.height == 10
    assert not set(some.rejected["raw"]) & set(hundred.rejected["raw"])


def test_papers_that_share_a_call_are_answered_each_under_its_id(tmp_path):
    pair = ingested(tmp_path, PAPERS[:2], settings_in(tmp_path, papers_per_call=2, max_tokens=2000))
    assert (pair.spending["calls"], pair.spending["answered"]) == (1, 2)
    assert pair.rejected.group_by("text_id").len()["len"].to_list() == [5, 5]


def test_an_answer_that_is_cut_off_is_counted_and_leaves_nothing(tmp_path):
    cut = ingested(tmp_path, PAPERS[:3], settings_in(tmp_path, max_tokens=100))
    assert (cut.spending["answered"], cut.spending["unanswered"]) == (0, {"truncated": 3})
    assert cut.outcome.unanswered == 3
    assert cut.rejected.is_empty()


def test_the_doctor_gets_an_answer(tmp_path):
    *_, call = examine(settings_in(tmp_path))
    assert call.fine
    assert call.found.startswith("answered in ")


def test_the_model_is_small_and_the_same_to_the_byte(tmp_path):
    one, other = (write_tiny_model(tmp_path / name).read_bytes() for name in ("one.gguf", "other.gguf"))
    assert one == other
    assert len(one) < 1_000_000
