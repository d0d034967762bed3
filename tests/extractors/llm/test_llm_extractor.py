"""The LLM extractor against a server that plays a model: what is right becomes rows, and nothing else does."""

import asyncio
import threading
import time

import pytest
from instructor import from_provider
from instructor.core.exceptions import InstructorRetryException
from pydantic import BaseModel

from extractors.base import Extraction, Limits, Tokens, Unanswered
from extractors.errors import ExtractorError
from extractors.llm.extractor import LlmExtractor
from extractors.llm.faults import without_keys
from extractors.llm.settings import load_settings
from extractors.llm.spending import Budget, Stop
from extractors.text import Article
from tests.conftest import KEY
from tests.llm_papers import ARTICLES, HERON, HERON_ROWS, ROWS, claims, size_of, some
from tests.llm_server import EMPTY, Play

ID = HERON.text_id


def extractor(**limits) -> LlmExtractor:
    return LlmExtractor(load_settings(), Limits(**limits))


def answer(article: Article = HERON) -> Extraction | Unanswered:
    return next(extractor().extractions([article]))


def wrong(**changes) -> dict:
    """The right rows of the paper, but for changes to its benchmark."""
    return HERON_ROWS | {"benchmarks": [HERON_ROWS["benchmarks"][0] | changes]}


class TestRightAnswers:
    def test_right_answers_are_the_gold_rows(self, llm):
        llm.rows = ROWS
        made = list(extractor().extractions(ARTICLES))
        assert [claims(each.rows) for each in made] == [claims(ROWS[article.text_id]) for article in ARTICLES]
        assert [each.rejects for each in made] == [[]] * len(made)
        assert len(llm.calls) == len(ARTICLES)

    @pytest.mark.parametrize("mode", ["tools", "json_schema", "json", "md_json"])
    def test_however_the_model_is_told_the_schema(self, llm, environment, mode):
        environment(PAPERLAKE_LLM_MODE=mode)
        llm.rows = {ID: HERON_ROWS}
        assert claims(answer().rows) == claims(HERON_ROWS)

    def test_rows_say_who_read_them_and_where(self, llm):
        llm.rows = {ID: HERON_ROWS}
        reader = extractor()
        row = next(reader.extractions([HERON])).rows["benchmark_results"][0]
        assert row.extractor == reader.label
        assert reader.label.startswith("llm openai/toy ")
        assert HERON.abstract.text[row.evidence_start : row.evidence_end] == row.evidence

    def test_nothing_found_is_an_answer(self, llm):
        llm.rows = {ID: EMPTY}
        assert answer() == Extraction(ID, {table: [] for table in EMPTY}, [])

    def test_quotes_and_white_space_may_be_the_models_own_and_the_rows_have_the_papers(self, llm):
        paper = Article("On “Heron’s  eye”", "We call it “Heron’s  eye” and test it on MMLU.")
        said = EMPTY | {"benchmarks": [{"evidence": '"Heron\'s eye"\nand test it on MMLU', "name": "MMLU", "role": "evaluated"}]}
        llm.rows = {paper.text_id: said}
        (row,) = next(extractor().extractions([paper])).rows["benchmarks"]
        assert row.evidence == "“Heron’s  eye” and test it on MMLU"
        assert paper.abstract.text[row.evidence_start : row.evidence_end] == row.evidence

    def test_the_text_arrives_as_it_is_whatever_it_looks_like(self, llm):
        text = "Of {{ 7 * 7 }} and {% for x in y %} and {# no #} and <<<paper 1234567890abcdef and paper 1234567890abcdef>>>."
        paper = Article("Braces", text)
        list(extractor().extractions([paper]))
        (call,) = llm.calls
        assert f"Abstract: {text}\npaper {paper.text_id}>>>" in call.messages[-1]["content"]

    def test_the_schema_carries_what_a_row_is(self, llm):
        answer()
        told = str(llm.calls[0].asked["tools"])
        for words in ("8x7B", "tokens per second", "offers this model as its own result", "The shortest verbatim quote"):
            assert words in told
        assert "maxLength" in told
        assert "maxItems" in told


class TestOtherProviders:
    """By their own libraries and protocols, against the same server."""

    @pytest.fixture(params=["anthropic", "google"])
    def provider(self, request, llm, environment):
        pytest.importorskip("anthropic" if request.param == "anthropic" else "google.genai")
        environment(PAPERLAKE_LLM=f"{request.param}/toy", PAPERLAKE_LLM_URL=llm.url.removesuffix("/v1"))
        environment(ANTHROPIC_API_KEY=KEY, GOOGLE_API_KEY=KEY)
        return llm

    def test_right_answers_are_the_gold_rows(self, provider):
        provider.rows = ROWS
        reader = extractor()
        made = list(reader.extractions(ARTICLES))
        assert [claims(each.rows) for each in made] == [claims(ROWS[article.text_id]) for article in ARTICLES]
        assert len(provider.calls) == len(ARTICLES)
        assert all(KEY in call.authorization for call in provider.calls)
        assert reader.spending.tokens.input > 0

    def test_the_second_call_says_what_was_wrong_with_the_first(self, provider):
        provider.scripts[ID] = [Play(wrong(evidence="MMLV")), Play(HERON_ROWS)]
        assert claims(answer().rows) == claims(HERON_ROWS)
        first, second = provider.about(ID)
        assert "evidence 'MMLV' is not in the title or abstract" in str(second.asked)
        assert "MMLV" not in str(first.asked)

    def test_a_call_that_fails_is_made_again_and_a_key_that_is_none_ends_the_run(self, provider):
        provider.scripts[ID] = [Play(status=429, headers={"Retry-After": "0"}), Play(status=503), Play(HERON_ROWS)]
        assert claims(answer().rows) == claims(HERON_ROWS)
        (other,) = some(1)
        provider.scripts[other.text_id] = [Play(status=401, body="no such key")]
        assert answer(other).reason == "not_served"

    def test_the_text_arrives_as_it_is_whatever_it_looks_like(self, provider):
        paper = Article("Braces", "Of {{ 7 * 7 }} and {% for x in y %} and {# no #}.")
        list(extractor().extractions([paper]))
        assert f"Abstract: {paper.abstract.text}\npaper {paper.text_id}>>>" in provider.calls[0].messages[-1]["content"]


class TestConversation:
    def test_the_second_call_says_what_was_wrong_with_the_first(self, llm):
        llm.scripts[ID] = [Play(wrong(evidence="MMLV")), Play(HERON_ROWS)]
        made = answer()
        assert claims(made.rows) == claims(HERON_ROWS)
        assert made.rejects == []
        first, second = llm.about(ID)
        assert "MMLV" not in str(first.messages)
        assert "benchmarks[0]: evidence 'MMLV' is not in the title or abstract" in str(second.messages[-1]["content"])
        assert second.messages[: len(first.messages)] == first.messages

    @pytest.mark.parametrize(
        ("rows", "reason"),
        [
            (wrong(evidence="MMLV"), "evidence_not_verbatim"),
            (wrong(evidence="MMLU "), None),
            (wrong(name="MMLU-Pro"), "name_not_in_paper"),
            (HERON_ROWS | {"benchmark_results": [HERON_ROWS["benchmark_results"][0] | {"value": 65.1}]}, "figure_not_in_evidence"),
            (HERON_ROWS | {"token_counts": [HERON_ROWS["token_counts"][0] | {"kind": "lunch"}]}, "invalid_row"),
            (HERON_ROWS | {"artifacts": ["Heron-7B"]}, "invalid_row"),
            (HERON_ROWS | {"artifacts": [HERON_ROWS["artifacts"][0] | {"url": "https://heron.example"}]}, "address_not_in_paper"),
        ],
    )
    def test_after_the_last_try_the_row_alone_is_dropped(self, llm, rows, reason):
        llm.scripts[ID] = [Play(rows)]
        made = answer()
        kept = sum(map(len, made.rows.values()))
        if reason is None:
            assert (kept, len(made.rejects), len(llm.calls)) == (5, 0, 1)
            return
        (reject,) = made.rejects
        assert (reject.reason, kept) == (reason, 4)
        assert reject.raw
        assert len(llm.calls) == load_settings().tries == 3

    def test_what_was_answered_stands_where_the_provider_fails_afterwards(self, llm, environment):
        environment(PAPERLAKE_LLM_ATTEMPTS=2)
        llm.scripts[ID] = [Play(wrong(evidence="MMLV")), Play(status=500)]
        made = answer()
        assert sum(map(len, made.rows.values())) == 4
        assert len(llm.calls) == 3

    @pytest.mark.parametrize(("retries", "calls"), [(0, 1), (1, 2), (3, 4)])
    def test_what_instructors_max_retries_means_in_calls(self, llm, retries, calls):
        class Marsh(BaseModel):
            depth: int

        llm.scripts[ID] = [Play(body='{"depth": "unknown"}')]
        client = from_provider("openai/toy", base_url=llm.url)
        with pytest.raises(InstructorRetryException) as caught:
            client.create(messages=[{"role": "user", "content": f"<<<paper {ID}\n"}], response_model=Marsh, max_retries=retries)
        assert len(llm.calls) == calls == caught.value.n_attempts

    @pytest.mark.parametrize("tries", [1, 2, 5])
    def test_what_our_tries_mean_in_calls(self, llm, environment, tries):
        environment(PAPERLAKE_LLM_TRIES=tries)
        llm.scripts[ID] = [Play(body="{}")]
        assert answer().reason == "invalid"
        assert len(llm.calls) == tries


FAULTS = {
    "rate_limited": [Play(status=429, headers={"Retry-After": "0"}), Play(status=429)],
    "server_error": [Play(status=500), Play(status=503)],
    "timed_out": [Play(seconds=0.8)],
    "no_connection": [Play(drop=True), Play(drop=True)],
    "malformed": [Play(body='{"papers": [')],
    "empty": [Play(body="")],
    "another_paper": [Play(HERON_ROWS, name="0123456789abcdef")],
    "invalid": [Play(body="[]"), Play(body='{"papers": [{"paper": ["x"]}]}')],
}


class TestFaults:
    @pytest.mark.parametrize("reason", FAULTS)
    def test_what_may_pass_passes(self, llm, environment, reason):
        environment(PAPERLAKE_LLM_TIMEOUT=0.4)
        llm.scripts[ID] = [*FAULTS[reason], Play(HERON_ROWS)]
        reader = extractor()
        assert claims(next(reader.extractions([HERON])).rows) == claims(HERON_ROWS)
        assert reader.spending.faults == {reason: len(FAULTS[reason])}
        assert not reader.spending.unanswered

    @pytest.mark.parametrize("reason", [*FAULTS, "refused", "truncated", "not_taken"])
    def test_what_does_not_pass_costs_its_paper_alone(self, llm, environment, reason):
        environment(PAPERLAKE_LLM_TIMEOUT=0.4, PAPERLAKE_LLM_ATTEMPTS=2)
        for_ever = {
            "refused": Play(refusal="I will not"),
            "truncated": Play(body='{"papers": [{"pap', finish="length"),
            "not_taken": Play(status=400),
        }
        llm.scripts[ID] = [for_ever[reason] if reason in for_ever else FAULTS[reason][-1]]
        others = some(12)
        llm.rows = {article.text_id: size_of(article) for article in others}
        reader = extractor()
        made = list(reader.extractions([*others[:6], HERON, *others[6:]]))
        assert isinstance(lost := made.pop(6), Unanswered)
        assert (lost.text_id, lost.reason, lost.left) == (ID, reason, False)
        assert [claims(each.rows) for each in made] == [claims(size_of(article)) for article in others]
        assert reader.spending.unanswered == {reason: 1}

    def test_no_call_is_repeated_that_cannot_succeed(self, llm):
        llm.scripts[ID] = [Play(refusal="I will not")]
        assert answer().reason == "refused"
        assert len(llm.calls) == 1

    @pytest.mark.parametrize(
        ("status", "body"),
        [
            *[(401, "no"), (403, "no"), (404, "no such model"), (429, "x" * 400 + "insufficient_quota")],
            *[(400, "Your credit balance is too low"), (400, "API key not valid. Please pass a valid API key.")],
        ],
    )
    def test_a_provider_that_serves_nothing_ends_the_run(self, llm, status, body):
        for article in (papers := some(40)):
            llm.scripts[article.text_id] = [Play(status=status, body=body)]
        reader = extractor()
        made = list(reader.extractions(papers))
        assert len(llm.calls) <= load_settings().concurrency
        assert all(each.left for each in made)
        assert reader.spending.stopped.startswith("the provider serves nothing: ")
        assert reader.spending.in_trouble

    def test_a_silent_provider_is_left_alone_after_a_while_and_the_rest_is_left(self, llm, environment):
        environment(PAPERLAKE_LLM_ATTEMPTS=1, PAPERLAKE_LLM_CONCURRENCY=2)
        for article in (papers := some(60)):
            llm.scripts[article.text_id] = [Play(status=503)]
        reader = extractor()
        made = list(reader.extractions(papers))
        assert reader.spending.unanswered["server_error"] == len(llm.calls) < 12
        assert reader.spending.left == 60 - len(llm.calls) == sum(each.left for each in made)
        assert "in a row" in reader.spending.stopped

    def test_a_provider_that_asks_for_an_hour_is_not_waited_for(self, llm):
        llm.scripts[ID] = [Play(status=429, headers={"Retry-After": "3600"})]
        assert answer().reason == "rate_limited"
        assert len(llm.calls) == 1

    def test_a_limit_of_pace_that_speaks_of_billing_is_waited_out(self, llm):
        said = "Rate limit reached. You can increase it by adding a payment method at https://provider.example/account/billing."
        llm.scripts[ID] = [Play(status=429, body=said), Play(HERON_ROWS)]
        assert isinstance(answer(), Extraction)

    def test_the_seconds_that_a_provider_asks_for_are_waited(self, llm):
        llm.scripts[ID] = [Play(status=429, headers={"Retry-After": "1"}), Play(HERON_ROWS)]
        began = time.monotonic()
        answer()
        assert time.monotonic() - began >= 1

    def test_nobody_listens(self, environment):
        environment(PAPERLAKE_LLM="openai/toy", PAPERLAKE_LLM_URL="http://127.0.0.1:9/v1", PAPERLAKE_LLM_ATTEMPTS=2)
        assert answer().reason == "no_connection"


class TestSeveralPapersACall:
    def test_they_share_calls_and_each_gets_its_own_answer(self, llm, environment):
        environment(PAPERLAKE_LLM_PAPERS_PER_CALL=4)
        papers = some(10)
        llm.rows = {article.text_id: size_of(article) for article in papers}
        made = list(extractor().extractions(papers))
        assert [claims(each.rows) for each in made] == [claims(size_of(article)) for article in papers]
        assert sorted(len(call.papers) for call in llm.calls) == [2, 4, 4]

    def test_papers_that_an_answer_leaves_out_are_asked_about_alone(self, llm, environment):
        environment(PAPERLAKE_LLM_PAPERS_PER_CALL=3)
        first, second, third = papers = some(3)
        llm.rows = {article.text_id: size_of(article) for article in papers}
        only = {"papers": [{"paper": first.text_id, **size_of(first)}]}
        llm.scripts[third.text_id] = [*[Play(body=str(only).replace("'", '"').replace("None", "null"))] * 3, Play()]
        made = list(extractor().extractions(papers))
        assert [claims(each.rows) for each in made] == [claims(size_of(article)) for article in papers]
        assert [call.papers for call in llm.calls[3:]] == [(second.text_id,), (third.text_id,)]

    def test_rows_do_not_cross_over_to_another_paper(self, llm, environment):
        environment(PAPERLAKE_LLM_PAPERS_PER_CALL=2, PAPERLAKE_LLM_TRIES=1)
        first, second = some(2)
        llm.rows = {first.text_id: size_of(second), second.text_id: size_of(first)}
        for made in extractor().extractions([first, second]):
            assert not any(made.rows.values())
            assert [reject.reason for reject in made.rejects] == ["evidence_not_verbatim"]


class TestMoney:
    @pytest.fixture(autouse=True)
    def priced(self, llm, environment):
        environment(PAPERLAKE_LLM_PRICE="1000/0", PAPERLAKE_LLM_CONCURRENCY=4)  # a dollar per thousand tokens in

    def test_a_limit_of_papers_leaves_the_rest_for_the_next_run(self, llm):
        papers = some(20)
        for most, asked in ((8, 8), (8, 16), (8, 20)):
            reader = extractor(max_papers=most)
            made = list(reader.extractions(papers))
            assert len(llm.calls) == asked
            assert sum(isinstance(each, Extraction) for each in made) == asked
            assert reader.spending.left == 20 - asked
        assert reader.spending.kept == 16

    @pytest.mark.parametrize(("price", "limit"), [("1000/0", 20.0), ("0/1000", 20.0), ("500/500", 30.0)])
    def test_a_limit_of_cost_is_never_passed_and_nearly_used_up(self, llm, environment, price, limit):
        environment(PAPERLAKE_LLM_PRICE=price, PAPERLAKE_LLM_MAX_TOKENS=1500)
        papers = some(20)
        for article in papers:
            llm.scripts[article.text_id] = [Play(tokens=(2900, 1500))]
        reader = extractor(max_cost=limit)
        made = list(reader.extractions(papers))
        a_call = reader.spending.cost / len(llm.calls)
        assert limit - 2 * a_call - 1 < reader.spending.cost <= limit
        assert 0 < len(llm.calls) < 20
        assert reader.spending.left == 20 - len(llm.calls) == sum(isinstance(each, Unanswered) and each.left for each in made)
        assert "--max-cost" in reader.spending.stopped

    def test_what_was_answered_stands_where_the_limit_allows_no_second_call(self, llm):
        llm.scripts[ID] = [Play(wrong(evidence="MMLV"))]
        expected = extractor().estimate([HERON]).cost
        made = next(extractor(max_cost=1.5 * expected).extractions([HERON]))
        assert sum(map(len, made.rows.values())) == 4
        assert len(llm.calls) == 1

    def test_a_dead_server_is_not_hidden_by_a_limit_of_cost(self, environment):
        environment(PAPERLAKE_LLM_URL="http://127.0.0.1:9/v1", PAPERLAKE_LLM_ATTEMPTS=2)
        reader = extractor(max_cost=9.0)  # a call may cost some 3.5
        list(reader.extractions(some(3)))
        assert reader.spending.unanswered == {"no_connection": 3}
        assert reader.spending.in_trouble

    def test_re_asks_count_as_what_they_cost(self, llm, environment):
        environment(PAPERLAKE_LLM_PRICE="0/1000", PAPERLAKE_LLM_MAX_TOKENS=1000)
        for article in (papers := some(10)):
            llm.scripts[article.text_id] = [Play(EMPTY | {"benchmarks": [{"evidence": "x" * 40}]}, tokens=(100, 900))]
        reader = extractor(max_cost=4.0)
        list(reader.extractions(papers))
        assert reader.spending.cost <= 4.0

    def test_a_price_that_gets_lost_on_the_way_stops_what_has_a_limit(self, environment, monkeypatch):
        monkeypatch.delenv("PAPERLAKE_LLM_PRICE")
        environment(PAPERLAKE_LLM="openai/gpt-4o-mini")
        monkeypatch.delenv("PAPERLAKE_LLM_URL")
        budget = Budget(load_settings(), Limits(max_cost=1))
        budget.spent(load_settings(), Tokens(10, 10))  # what tells nothing of what it took is priced by what was expected
        assert budget.spending.cost > 0
        budget.spending.cost = None
        with pytest.raises(Stop):
            asyncio.run(budget.reserve(Tokens(1, 1)))

    @pytest.mark.parametrize("together", [2, 4, 7])
    def test_a_limit_of_papers_holds_to_the_paper_however_many_share_a_call(self, llm, environment, together):
        environment(PAPERLAKE_LLM_PAPERS_PER_CALL=together)
        papers = some(20)
        llm.rows = {article.text_id: size_of(article) for article in papers}
        for asked in (3, 6, 9):
            reader = extractor(max_papers=3)
            made = list(reader.extractions(papers))
            assert sum(isinstance(each, Extraction) for each in made) == asked
            assert (reader.spending.asked, reader.spending.left) == (3, 20 - asked)
            assert not reader.spending.in_trouble

    @pytest.mark.parametrize("together", [1, 5])
    def test_an_estimate_knows_of_papers_that_share_calls(self, llm, environment, together):
        environment(PAPERLAKE_LLM_PAPERS_PER_CALL=together)
        papers = some(20)
        estimate = extractor().estimate(papers)
        reader = extractor()
        list(reader.extractions(papers))
        assert 0.8 < estimate.tokens.input / reader.spending.tokens.input < 1.25
        assert extractor(max_papers=3).estimate(some(30)).asked == 3

    def test_an_estimate_sends_nothing_and_is_near(self, llm):
        papers = some(10)
        estimate = extractor().estimate(papers)
        assert not llm.calls
        reader = extractor()
        list(reader.extractions(papers))
        assert estimate.asked == 10
        assert 0.8 < estimate.cost / reader.spending.cost < 1.25
        assert extractor().estimate([*papers, HERON]).asked == 1

    def test_an_unknown_price_is_said_to_be_unknown(self, llm, monkeypatch):
        monkeypatch.delenv("PAPERLAKE_LLM_PRICE")
        reader = extractor()
        list(reader.extractions([HERON]))
        assert reader.spending.cost is None
        assert reader.spending.tokens.input > 0
        with pytest.raises(ExtractorError, match="no price of openai/toy is known"):
            extractor(max_cost=1)

    def test_a_known_model_has_the_price_of_the_list(self, environment, monkeypatch):
        for name in ("PAPERLAKE_LLM_PRICE", "PAPERLAKE_LLM_URL"):
            monkeypatch.delenv(name)
        environment(PAPERLAKE_LLM="openai/gpt-4o-mini")
        estimate = extractor(max_cost=1).estimate([HERON])
        assert 0 < estimate.cost < 0.01


class TestPace:
    def test_no_more_calls_at_a_time_than_allowed(self, llm, environment):
        environment(PAPERLAKE_LLM_CONCURRENCY=3)
        under_way, most, lock = 0, 0, threading.Lock()
        play_of = llm.play_of

        def counted(papers):
            nonlocal under_way, most
            with lock:
                under_way += 1
                most = max(most, under_way)
            time.sleep(0.05)
            with lock:
                under_way -= 1
            return play_of(papers)

        llm.play_of = counted
        list(extractor().extractions(some(20)))
        assert most == 3

    def test_no_more_calls_a_minute_than_allowed_re_asks_included(self, llm, environment):
        environment(PAPERLAKE_LLM_PER_MINUTE=600, PAPERLAKE_LLM_TRIES=2)
        for article in (papers := some(5)):
            llm.scripts[article.text_id] = [Play(body="{}"), Play()]
        began = time.monotonic()
        list(extractor().extractions(papers))
        assert len(llm.calls) == 10
        assert time.monotonic() - began >= 0.85  # nine gaps of a tenth of a second, the clock's grain aside

    def test_the_pace_is_that_of_the_run_over_all_its_shards(self, llm, environment):
        environment(PAPERLAKE_LLM_PER_MINUTE=600)
        reader = extractor()
        began = time.monotonic()
        for article in some(8):
            list(reader.extractions([article]))
        assert time.monotonic() - began >= 0.65

    def test_what_was_asked_goes_on_while_the_next_texts_are_slow_to_come(self, llm):
        def slowly():
            for article in some(5):
                yield article
                time.sleep(0.3)
            assert len(llm.calls) == 5

        assert len(list(extractor().extractions(slowly()))) == 5


class TestKeys:
    def test_what_looks_like_a_key_and_is_a_number_spoils_no_answer(self, llm, environment):
        environment(DB_PASSWORD=7_000_000_000, AWS_SECRET_ACCESS_KEY='quo"ted\\key')
        llm.rows = {ID: HERON_ROWS}
        assert claims(answer().rows) == claims(HERON_ROWS)
        assert without_keys(['{"a": "quo"ted\\key"}']) == ['{"a": "[key]"}']

    def test_a_key_is_sent_and_is_nowhere_else(self, llm, caplog, capfd, tmp_path):
        leak = f"the key is {KEY}"
        papers = some(4)
        llm.scripts[papers[0].text_id] = [Play(status=400, body=leak)]
        llm.scripts[papers[1].text_id] = [Play(refusal=leak)]
        llm.scripts[papers[2].text_id] = [Play(EMPTY | {"benchmarks": [{"evidence": KEY, "name": KEY, "role": "evaluated"}]})]
        llm.scripts[papers[3].text_id] = [Play(status=401, body=leak)]
        caplog.set_level(0)
        reader = extractor()
        made = list(reader.extractions(papers[:3]))
        made += reader.extractions(papers[3:])
        assert all(KEY in call.authorization for call in llm.calls)
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert KEY.encode() not in kept
        assert KEY not in str(made) + str(reader.spending) + caplog.text + "".join(capfd.readouterr())

    def test_a_password_in_the_address_is_not_told(self, environment, llm):
        environment(PAPERLAKE_LLM_URL=llm.url.replace("http://", "http://heron:wader-secret@"))
        assert load_settings().address == llm.url
        assert isinstance(answer(), Extraction)
