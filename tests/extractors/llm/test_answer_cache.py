"""Answers are paid for once: over runs, processes and kills."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from extractors.base import Extraction, Unanswered
from extractors.errors import ExtractorError
from extractors.llm.cache import AnswerCache
from extractors.llm.extractor import LlmExtractor
from extractors.llm.settings import load_settings
from tests.llm_papers import HERON, HERON_ROWS, size_of, some
from tests.llm_server import Play

ID = HERON.text_id


def answers(*articles):
    return list(LlmExtractor(load_settings()).extractions(articles or [HERON]))


class TestTheFile:
    def test_what_is_put_is_had_again_by_whoever_opens_it(self, tmp_path):
        first, second = AnswerCache(tmp_path / "a" / "b.sqlite"), AnswerCache(tmp_path / "a" / "b.sqlite")
        first.put("x", {"rows": {"é": ["\U0001f426"]}})
        assert second.get("x") == ({"rows": {"é": ["\U0001f426"]}}, True)
        assert second.get("y") is None

    def test_a_failure_expires_and_takes_no_answers_place(self, tmp_path):
        cache = AnswerCache(tmp_path / "answers.sqlite")
        cache.put("x", {"reason": "refused"}, lasts=0.2)
        assert cache.get("x").usable is False
        time.sleep(0.25)
        assert cache.get("x") is None
        cache.put("x", {"rows": {}})
        cache.put("x", {"reason": "refused"}, lasts=60)
        cache.put("x", {"rows": {"other": []}})  # another process's, where the rows of the first may be in a lake already
        assert cache.get("x") == ({"rows": {}}, True)
        assert cache.counts() == (1, 0)

    def test_it_holds_json_in_wal_mode_and_no_pickles(self, tmp_path):
        AnswerCache(tmp_path / "answers.sqlite").put("x", {"rows": {}})
        connection = sqlite3.connect(tmp_path / "answers.sqlite")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert [json.loads(answer) for (answer,) in connection.execute("SELECT answer FROM answers")] == [{"rows": {}}]

    @pytest.mark.parametrize("content", [b"This is no database, but it is long enough to look like something. " * 20, None])
    def test_a_file_that_is_none_is_an_error_that_says_what_to_do(self, tmp_path, content):
        file = tmp_path / "answers.sqlite"
        file.write_bytes(content) if content else file.mkdir()
        with pytest.raises(ExtractorError, match=r"answers\.sqlite: the answers cannot be kept here.*PAPERLAKE_LLM_CACHE"):
            AnswerCache(file).get("x")


class TestNeverTwice:
    def test_a_second_run_asks_nothing(self, llm):
        llm.rows = {ID: HERON_ROWS}
        assert answers() == answers()
        assert len(llm.calls) == 1

    @pytest.mark.parametrize(
        ("variable", "value"),
        [
            *[("PAPERLAKE_LLM", "openai/other"), ("PAPERLAKE_LLM_MODE", "json_schema"), ("PAPERLAKE_LLM_TEMPERATURE", 1)],
            *[("PAPERLAKE_LLM_SEED", 7), ("PAPERLAKE_LLM_MAX_TOKENS", 99), ("PAPERLAKE_LLM_PAPERS_PER_CALL", 2)],
        ],
    )
    def test_another_setting_that_an_answer_depends_on_asks_again(self, llm, environment, variable, value):
        answers()
        environment(**{variable: value})
        answers()
        assert len(llm.calls) == 2

    def test_another_address_asks_again_and_another_pace_does_not(self, llm, environment):
        answers()
        environment(PAPERLAKE_LLM_CONCURRENCY=1, PAPERLAKE_LLM_TIMEOUT=9, PAPERLAKE_LLM_PRICE="1/1")
        answers()
        assert len(llm.calls) == 1
        environment(PAPERLAKE_LLM_URL=llm.url.replace("127.0.0.1", "localhost"))
        answers()
        assert len(llm.calls) == 2

    def test_an_unusable_answer_is_not_asked_for_again_until_it_expires(self, llm, environment):
        llm.scripts[ID] = [Play(refusal="no"), Play(HERON_ROWS)]
        assert answers()[0].reason == answers()[0].reason == "refused"
        assert len(llm.calls) == 1
        environment(PAPERLAKE_LLM_FAILURE_MINUTES=0, PAPERLAKE_LLM_SEED=1)
        llm.turns.clear()
        assert isinstance(answers()[0], Unanswered)
        assert isinstance(answers()[0], Extraction)

    def test_a_call_that_failed_is_made_again_in_the_next_run(self, llm, environment):
        environment(PAPERLAKE_LLM_ATTEMPTS=1)
        llm.scripts[ID] = [Play(status=503), Play(HERON_ROWS)]
        assert isinstance(answers()[0], Unanswered)
        assert isinstance(answers()[0], Extraction)

    def test_two_runs_at_once_share_a_file(self, llm, environment):
        environment(PAPERLAKE_LLM_CONCURRENCY=2)
        llm.seconds = 0.02
        papers = some(40)
        with ThreadPoolExecutor(2) as pool:
            forwards, backwards = pool.map(lambda order: answers(*order), (papers, papers[::-1]))
        assert forwards == backwards[::-1]
        assert len(llm.calls) < 60  # they meet in the middle; what both had under way then is asked for twice


_EXTRACT = [sys.executable, "-m", "paperlake", "extract", "--extractor", "llm"]


@pytest.fixture
def papers_file(tmp_path):
    """200 papers as a file, and the server's right answers."""

    def write(llm, number: int):
        papers = some(number)
        llm.rows = {article.text_id: size_of(article) for article in papers}
        lines = (json.dumps({"id": a.text_id, "title": a.title.text, "abstract": a.abstract.text}) for a in papers)
        (tmp_path / "papers.jsonl").write_text("\n".join(lines))
        return tmp_path / "papers.jsonl"

    return write


def test_two_processes_at_once_ask_for_nothing_that_is_stored(llm, papers_file, tmp_path):
    llm.seconds = 0.05
    command = [*_EXTRACT, str(papers_file(llm, 120))]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ, text=True)
    second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ, text=True)
    (out, said), (other_out, other_said) = first.communicate(timeout=120), second.communicate(timeout=120)
    assert (first.returncode, second.returncode) == (0, 0), said + other_said
    assert out.count("\n") == 120
    assert [json.loads(line)["id"] for line in out.splitlines()] == [json.loads(line)["id"] for line in other_out.splitlines()]
    # in step with each other they may ask for the same at the same moment, but for nothing that was stored before
    connection = sqlite3.connect(tmp_path / "answers.sqlite")
    stored = {
        json.loads(answer)["rows"]["model_sizes"][0]["model"]: made_at
        for answer, made_at in connection.execute("SELECT answer, made_at FROM answers")
    }
    assert len(stored) == 120
    names = {article.text_id: size_of(article)["model_sizes"][0]["model"] for article in some(120)}
    on_the_way = 0.2  # seconds between the last look into the file and the server's clock, on a busy machine
    assert not [call for call in llm.calls if call.began > stored[names[call.papers[0]]] + on_the_way]


def stored_in(file) -> set[str]:
    """The models of the answers that are kept, which tell the papers apart."""
    with closing(sqlite3.connect(file)) as connection:
        return {json.loads(answer)["rows"]["model_sizes"][0]["model"] for (answer,) in connection.execute("SELECT answer FROM answers")}


def test_a_run_that_is_killed_twenty_times_asks_for_each_answer_once_but_for_those_under_way(llm, environment, papers_file, tmp_path):
    environment(PAPERLAKE_LLM_CONCURRENCY=4)
    llm.seconds = 0.04
    command = [*_EXTRACT, str(papers_file(llm, 200))]
    name_of = {article.text_id: size_of(article)["model_sizes"][0]["model"] for article in some(200)}
    chance = random.Random(7)
    stored, under_way = set(), 0
    for _ in range(20):
        had = len(llm.calls)
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
        while len(llm.calls) == had and run.poll() is None:  # starting up takes longer than asking
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.12))
        run.send_signal(signal.SIGKILL)
        run.wait(10)
        time.sleep(0.1)  # what was under way is answered into nothing
        called = {name_of[call.papers[0]] for call in llm.calls[had:]}
        assert not called & stored  # nothing that was stored before is asked for again
        stored = stored_in(tmp_path / "answers.sqlite")
        lost = len(called - stored)
        assert lost <= 2 * 4  # those under way, and those whose answers had come and were being read
        under_way += lost
    done = subprocess.run(command, capture_output=True, env=os.environ, text=True, check=True, timeout=120)
    assert done.stdout.count("\n") == 200
    asked = Counter(call.papers[0] for call in llm.calls)
    assert len(asked) == 200
    assert sum(times - 1 for times in asked.values()) == under_way
