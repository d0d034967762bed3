"""How likely a row is right, by the clues that it shows."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.base import Candidate
from extractors.grounding import extract
from extractors.lexicon import lines
from extractors.rules.confidence import probability, rated, with_clues
from extractors.rules.extractor import RuleExtractor
from extractors.rules.scan import Scan
from extractors.text import Article
from schemas import FACT_TABLES

TITLE = "Heron: a small model"
ABSTRACT = (
    "We train Heron-7B on 2 trillion tokens. It reaches 61.5% accuracy on MMLU. On MarshSet, HumanEval, GSM8K and MATH it gains "
    "1.2, 3.4, 5.6 and 7.8 points. Our code is at https://github.com/marsh/heron."
)


def clues_of(abstract: str, table: str) -> list[list[str]]:
    scan = Scan(Article(TITLE, abstract))
    found = RuleExtractor().candidates(scan.article)
    return [clues for candidate, clues in with_clues(found, scan) if candidate.table == table]


@given(st.floats(-1e6, 1e6))
def test_a_confidence_is_a_probability(logit):
    assert 0 <= probability(logit) <= 1


def test_a_confidence_grows_with_what_speaks_for_it():
    said = [probability(logit) for logit in (-3, -1, 0, 0.5, 3)]
    assert said == sorted(said)
    assert probability(0) == 0.5


def test_every_row_says_how_likely_it_is_right():
    rows = extract(RuleExtractor(), Article(TITLE, ABSTRACT)).rows
    assert all(rows.values())
    for fact in (fact for facts in rows.values() for fact in facts):
        assert 0 < fact.confidence < 1


def test_rows_that_show_the_same_clues_are_as_likely_and_others_are_not():
    scan = Scan(Article(TITLE, ABSTRACT))
    found = list(with_clues(RuleExtractor().candidates(scan.article), scan))
    by_clues = {}
    for candidate, clues in found:
        by_clues.setdefault((candidate.table, *clues), set()).add(candidate.confidence)
    assert all(len(confidences) == 1 for confidences in by_clues.values())
    assert len({candidate.confidence for candidate, _ in found}) > 3


def test_a_lone_score_beside_its_benchmark_shows_other_clues_than_one_in_a_crowd():
    lone = clues_of("Heron-7B reaches 61.5% accuracy on MMLU.", "benchmark_results")[0]
    crowd = clues_of("Heron-7B gains 1.2, 3.4, 5.6, 7.8 and 9.1 points on MarshSet, HumanEval, GSM8K, MATH and MMLU.", "benchmark_results")
    assert "one figure" in lone
    assert all("many figures" in clues for clues in crowd)


def test_a_name_that_the_lexicon_lacks_is_a_clue():
    known, unknown = clues_of("We evaluate Heron-7B, a language model, on MMLU and MarshQA.", "benchmarks")
    assert "known name" in known
    assert "known name" not in unknown


@pytest.mark.parametrize("table", FACT_TABLES)
def test_each_table_has_weights_and_each_weight_is_of_a_clue_once(table):
    rows = [line.split("\t") for line in lines("confidence.tsv")]
    clues = [clue for of, clue, _ in rows if of == table]
    assert "always" in clues
    assert len(clues) == len(set(clues))
    assert all(math.isfinite(float(weight)) for *_, weight in rows)


def test_what_no_weight_knows_is_no_error():
    candidate = next(iter(RuleExtractor().candidates(Article(TITLE, ABSTRACT))))
    odd = Candidate(candidate.table, {**candidate.claim, "role": "unheard of"}, candidate.field, candidate.start)
    (row,) = rated([odd], Scan(Article(TITLE, ABSTRACT)))
    assert 0 < row.confidence < 1
