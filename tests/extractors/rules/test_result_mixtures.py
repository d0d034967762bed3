"""Random mixtures of figures, names and connectives: no text makes the rules fail, and none takes more than linear time."""

import sys
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.rules.extractor import RuleExtractor
from extractors.text import Article

_WORDS = [
    "Zorin", "Zorin-7B", "GSM8K", "MMLU", "TideBench", "the benchmark", "these two benchmarks", "our model", "it", "humans", "GPT-4",
    "61.2%", "4.1 points", "+3.0", "0.62", "55", "2x", "12 out of 30", "118/120", "from", "to", "by", "on", "over", "than", "and", "or",
    "versus", "respectively", "improves", "reaches", "achieves", "outperforming", "reduces", "an accuracy of", "F1", "WER", "latency",
    "average", "up to", "while", "which", "compared with", "such as", "(", ")", ",", ", and", ";", ":", ".", "/", "->", "~", "$", "•", "\n",
]  # fmt: skip
_mixtures = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=120).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_mixtures)
def test_no_mixture_fails(text):
    for article in (Article("TideBench: a benchmark", "We introduce TideBench, a benchmark. " + text), Article(text, text)):
        for row in RuleExtractor().candidates(article):
            assert row.claim["evidence"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=2, max_size=12))
def test_what_goes_on_and_on_needs_no_deep_stack(words):
    limit = sys.getrecursionlimit()
    depth = len(__import__("inspect").stack())
    try:
        sys.setrecursionlimit(depth + 120)
        list(RuleExtractor().candidates(Article("On models", "On GSM8K, Zorin " + " ".join(words * 40))))
    finally:
        sys.setrecursionlimit(limit)


def _seconds(text: str) -> float:
    article = Article("On models", text)
    began = time.perf_counter()
    list(RuleExtractor().candidates(article))
    return time.perf_counter() - began


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=12))
def test_time_is_linear_in_length(words):
    piece = "On GSM8K, Zorin " + " ".join(words) + " "
    short, long = (min(_seconds(piece * times) for _ in range(3)) for times in (20, 160))
    assert long < 8 * 4 * short + 0.05  # eight times the text; a quadratic search would take 64 times as long
