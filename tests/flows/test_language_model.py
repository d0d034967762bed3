"""Ingests and backfills by a language model, on a server that plays one: what is in the lake, what is left, what it cost."""

import json

import pytest
from typer.testing import CliRunner

import warehouse
from extractors.base import Limits
from flows.ingest import run_ingest
from flows.steps import Options
from paperlake import app
from tests.llm_papers import size_of, some
from tests.llm_server import Play
from warehouse import Lake

PAPERS = some(12)


@pytest.fixture
def model(llm, environment):
    llm.rows = {article.text_id: size_of(article) for article in PAPERS}
    environment(PAPERLAKE_LLM_PRICE="1/2")
    return llm


@pytest.fixture
def dump(tmp_path):
    lines = (json.dumps({"title": article.title.text, "abstract": article.abstract.text}) for article in PAPERS)
    (tmp_path / "waders.jsonl").write_text("\n".join(lines))
    return tmp_path / "waders.jsonl"


@pytest.fixture
def lake(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLAKE_LAKE", str(tmp_path / "lake"))
    return Lake(tmp_path / "lake")


def run(*args, code=0) -> str:
    done = CliRunner().invoke(app, list(map(str, args)))
    assert done.exit_code == code, done.output
    return done.output


def sizes(lake) -> list[tuple[str, str]]:
    frame = warehouse.open(lake.path)["model_sizes"].select("model", "extractor").collect()
    return sorted(frame.iter_rows())


def facts_of_last_run(lake) -> dict:
    return json.loads(max(lake.runs.glob("*.json")).read_bytes())


def test_an_ingest_by_a_model_and_its_costs(model, lake, dump):
    told = run("ingest", dump, "--extractor", "llm")
    assert "12 of 12 texts put to openai/toy, 0 answers there already: 12 calls" in told
    assert len(sizes(lake)) == 12
    assert {extractor.split()[:2] == ["llm", "openai/toy"] for _, extractor in sizes(lake)} == {True}
    spending = facts_of_last_run(lake)["spending"]
    assert spending["calls"] == 12
    assert spending["cost"] == pytest.approx((spending["input_tokens"] + 2 * spending["output_tokens"]) / 1e6)
    assert ", 0 faults found" in run("verify")
    run("ingest", dump, "--extractor", "llm")
    assert len(model.calls) == 12


def test_a_text_without_an_answer_is_no_extraction_and_is_asked_again(model, lake, dump, environment):
    environment(PAPERLAKE_LLM_FAILURE_MINUTES=0)
    model.scripts[PAPERS[3].text_id] = [Play(refusal="no"), Play()]
    model.scripts[PAPERS[5].text_id] = [Play(body="")] * 3 + [Play()]
    told = run("ingest", dump, "--extractor", "llm", code=1)
    assert "waders.jsonl: 12 papers, 10 extracted, 2 without an answer" in told
    assert "Without a usable answer, to be asked again later: 1 empty, 1 refused" in told
    assert len(sizes(lake)) == 10
    before = len(model.calls)
    run("ingest", dump, "--extractor", "llm")
    assert len(model.calls) == before + 2
    assert len(sizes(lake)) == 12


def test_rows_of_the_rules_stand_until_the_model_has_answered(model, lake, dump):
    run("ingest", dump)
    run("backfill", "--extractor", "llm", "--max-papers", 5)
    by = [extractor.split()[0] for _, extractor in sizes(lake)]
    assert (by.count("llm"), len(by)) == (5, 12)
    run("backfill", "--extractor", "llm")
    assert {extractor.split()[0] for _, extractor in sizes(lake)} == {"llm"}
    assert len(model.calls) == 12


def test_limits_leave_the_rest_for_the_next_run(model, lake, dump):
    for most in (5, 10, 12):
        told = run("ingest", dump, "--extractor", "llm", "--max-papers", 5)
        assert len(model.calls) == len(sizes(lake)) == most
        said = f"{12 - most} texts left for the next run: as many papers have been asked about as --max-papers allows"
        assert (said in told) == (most < 12)
        assert (f"{12 - most} left for the next run" in told.splitlines()[0]) == (most < 12)


def test_a_dry_run_tells_the_cost_and_sends_and_writes_nothing(model, lake, dump):
    told = run("ingest", dump, "--extractor", "llm", "--dry-run")
    assert "12 texts to extract: 12 of 12 texts would be put to the model, some " in told
    assert "for some $0." in told
    assert not model.calls
    assert not lake.path.exists()
    run("ingest", dump)
    assert "12 of 12 texts would be put to the model" in run("backfill", "--extractor", "llm", "--dry-run")
    assert "12 texts to extract: no language model would be asked" in run("ingest", dump, "--dry-run", "--lake", lake.path / "other")
    assert not model.calls


def test_a_model_that_is_not_set_or_not_served_is_an_error_in_a_line(model, lake, dump, monkeypatch):
    for article in PAPERS:
        model.scripts[article.text_id] = [Play(status=401, body="no such key")]
    told = run("ingest", dump, "--extractor", "llm", code=1)
    assert "12 texts left for the next run: the provider serves nothing: " in told
    monkeypatch.delenv("PAPERLAKE_LLM")
    assert "no language model is set" in run("ingest", dump, "--extractor", "llm", code=2)
    assert "no language model is set" in run("extract", "--extractor", "hybrid", code=2)


def test_eval_compares_a_model_with_gold_rows(model, tmp_path, environment):
    gold = tmp_path / "gold.jsonl"
    lines = ({"id": a.text_id, "title": a.title.text, "abstract": a.abstract.text, **size_of(a)} for a in PAPERS)
    gold.write_text("\n".join(map(json.dumps, lines)))
    told = run("eval", gold, "--extractor", "llm")
    assert "mean F1: value 1.000, row 1.000" in told
    assert "12 of 12 texts put to openai/toy" in told
    environment(PAPERLAKE_LLM_SEED=3)  # answers that nobody has yet
    model.scripts[PAPERS[0].text_id] = [Play(refusal="no")]
    told = run("eval", gold, "--extractor", "llm", code=1)
    assert f"not scored: {PAPERS[0].text_id}: the model refuses" in told
    assert "mean F1: value 1.000, row 1.000" in told


def test_eval_without_any_answer_is_an_error_in_a_line(model, tmp_path):
    gold = tmp_path / "gold.jsonl"
    lines = ({"id": a.text_id, "title": a.title.text, "abstract": a.abstract.text, **size_of(a)} for a in PAPERS)
    gold.write_text("\n".join(map(json.dumps, lines)))
    for article in PAPERS:
        model.scripts[article.text_id] = [Play(refusal="no")]
    assert "no paper got an answer, so there is nothing to score: the model refuses: no" in run("eval", gold, "--extractor", "llm", code=2)


def test_a_run_that_the_provider_stopped_keeps_its_answers_and_accounts(model, lake, dump, environment):
    environment(PAPERLAKE_LLM_CONCURRENCY=1)
    run("ingest", dump)
    model.scripts[PAPERS[7].text_id] = [Play(status=429, body="insufficient_quota")]
    told = run("backfill", "--extractor", "llm", code=1)
    assert "provider serves nothing" in told
    answered = [extractor for _, extractor in sizes(lake) if extractor.startswith("llm")]
    assert 0 < len(answered) == facts_of_last_run(lake)["backfill"]["spending"]["answered"] < 12


def test_a_flow_fails_where_texts_got_no_answer(model, lake, dump, server):
    from flows.backfill import backfill
    from flows.ingest import ingest

    for article in PAPERS[:2]:
        model.scripts[article.text_id] = [Play(refusal="no")]
    state = ingest([str(dump)], str(lake.path), extractor="llm", return_state=True)
    assert state.is_failed()
    assert "10 texts extracted, 2 without an answer" in state.message
    state = backfill(extractor="llm", max_papers=1, lake=str(lake.path), return_state=True)
    assert state.is_failed()  # the answers of before are as unusable as they were
    assert "2 without an answer" in state.message


def test_the_flow_spends_within_one_limit_and_shows_what_it_spent(model, lake, tmp_path, server):
    from prefect.artifacts import Artifact

    for name, papers in (("a", PAPERS[:6]), ("b", PAPERS[6:])):
        lines = (json.dumps({"title": article.title.text, "abstract": article.abstract.text}) for article in papers)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    summary = run_ingest([str(tmp_path / f"{name}.jsonl") for name in "ab"], str(lake.path), Options("llm", limits=Limits(max_papers=7)))
    assert len(model.calls) == len(sizes(lake)) == 7 == summary.spending["asked"]
    assert sum(outcome.left for outcome in summary.dumps) == 5
    shown = Artifact.get("spending")
    assert "7 of 12 texts put to openai/toy" in shown.description
    assert {"what": "calls", "value": "7"} in json.loads(shown.data)
