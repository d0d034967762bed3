"""The hybrid of rules and model: the rules' sure rows stand, and the model is asked about the rest."""

import json

import pytest

from extractors.base import Extraction, Unanswered
from extractors.grounding import extract
from extractors.llm.hybrid import HybridExtractor
from extractors.llm.settings import load_settings
from extractors.rules.extractor import RuleExtractor
from extractors.text import Article
from tests.llm_papers import ARTICLES, HERON, HERON_ROWS, claims, some
from tests.llm_server import EMPTY, Play

DULL = Article("On mud", "We describe mud, and wade in it.")


def sure_rows(article: Article, sure: float) -> dict:
    return extract(RuleExtractor(), article).of_at_least(sure).rows


@pytest.fixture
def hybrid(llm, environment):
    """Makes a hybrid that takes the rules for sure from a confidence on."""

    def make(sure: float) -> HybridExtractor:
        environment(PAPERLAKE_LLM_SURE=sure)
        return HybridExtractor(load_settings())

    return make


def test_where_the_rules_are_sure_nobody_is_asked_and_their_rows_stand(llm, hybrid):
    reader = hybrid(0.0)
    made = list(reader.extractions([*ARTICLES, DULL]))
    assert not llm.calls
    assert [claims(each.rows) for each in made] == [claims(extract(RuleExtractor(), article).rows) for article in [*ARTICLES, DULL]]
    assert {row.extractor for each in made for rows in each.rows.values() for row in rows} == {reader.label}
    assert (reader.spending.texts, reader.spending.sure, reader.spending.asked) == (len(made), len(made), 0)


def test_where_they_are_not_the_model_is_asked_and_sees_their_rows(llm, hybrid):
    llm.rows = {HERON.text_id: HERON_ROWS}
    made = list(hybrid(1.0).extractions([DULL, HERON, DULL]))
    assert [each.text_id for each in made] == [DULL.text_id, HERON.text_id, DULL.text_id]
    assert claims(made[1].rows) == claims(HERON_ROWS)
    (call,) = llm.calls
    proposed = json.loads(call.messages[-1]["content"].splitlines()[-2])
    assert claims(proposed) == claims(extract(RuleExtractor(), HERON).rows)
    assert call.messages[-1]["content"].endswith(f"\nrows {HERON.text_id}>>>")  # they quote the paper, and are fenced as it is


def test_sure_rows_stand_beside_the_models_and_doubtful_ones_need_its_word(llm, hybrid):
    papers = [article for article in ARTICLES if any(extract(RuleExtractor(), article).rows.values())]
    confidences = sorted({row.confidence for article in papers for rows in extract(RuleExtractor(), article).rows.values() for row in rows})
    sure = confidences[len(confidences) // 2]
    made = list(hybrid(sure).extractions(papers))  # the model finds nothing anywhere
    assert 0 < len(llm.calls) < len(papers)
    assert [claims(each.rows) for each in made] == [claims(sure_rows(article, sure)) for article in papers]


def test_the_same_row_by_both_is_one_row_and_it_is_the_rules(llm, hybrid):
    llm.rows = {HERON.text_id: HERON_ROWS}
    lowest = min(row.confidence for rows in extract(RuleExtractor(), HERON).rows.values() for row in rows)
    (made,) = hybrid(min(1.0, lowest + 1e-9)).extractions([HERON])
    assert claims(made.rows) == claims(HERON_ROWS)
    assert {row.confidence for rows in made.rows.values() for row in rows} != {0.8}


def test_without_an_answer_there_is_no_extraction(llm, hybrid):
    llm.scripts[HERON.text_id] = [Play(refusal="no")]
    dull, heron = hybrid(1.0).extractions([DULL, HERON])
    assert isinstance(dull, Extraction)
    assert isinstance(heron, Unanswered)


def test_what_share_was_sent_and_what_all_would_have_cost_is_told(llm, hybrid, environment):
    environment(PAPERLAKE_LLM_PRICE="1/1")
    reader = hybrid(1.0)
    list(reader.extractions([HERON, DULL, DULL, DULL]))
    facts = reader.spending.facts()
    assert (facts["texts"], facts["sure"], facts["asked"]) == (4, 3, 1)
    assert facts["cost_of_all"] == pytest.approx(4 * facts["cost"])


def test_a_dry_run_counts_the_doubtful_texts_whose_answer_is_not_there(llm, hybrid):
    papers = [HERON, DULL, *ARTICLES]
    estimate = hybrid(1.0).estimate(papers)
    assert not llm.calls
    reader = hybrid(1.0)
    list(reader.extractions(papers))
    assert estimate.texts == len(papers)
    assert estimate.asked == len(llm.calls) == reader.spending.asked
    assert 0.8 < estimate.tokens.input / reader.spending.tokens.input < 1.25
    assert hybrid(1.0).estimate(papers).asked == 0


def test_texts_that_nobody_is_asked_about_do_not_wait_for_the_end(llm, hybrid):
    given = 0

    def articles():
        nonlocal given
        for article in [DULL] * 20:
            given += 1
            yield article

    made = hybrid(1.0).extractions(articles())
    next(made)
    assert given == 1
    assert len(list(made)) == 19


def test_order_is_kept_over_many(llm, hybrid):
    papers = [article for pair in zip(some(30), [DULL] * 30, strict=True) for article in pair]
    llm.rows = {article.text_id: EMPTY for article in papers}
    assert [each.text_id for each in hybrid(1.0).extractions(papers)] == [article.text_id for article in papers]
