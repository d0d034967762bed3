"""Texts that nobody wrote: whatever words and figures come together, the rules do not break down."""

import json
import random

import pytest

from extractors.grounding import extract
from extractors.rules.extractor import RuleExtractor
from extractors.text import Article
from tests.paths import EXAMPLES

PAPERS = [json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text("utf-8").splitlines()]
SIGNS = ".,()-:;\"'/ 0123BMKT%$\\{}é∼İ\u200b"
ODD = (
    "We train on 27 thousands of tokens.",
    "We propose a 7BB model of 512KB.",
    "A billion billions of parameters and a billion tokens.",
    "Our performance (MM-LLMs) Corpus. (ABCDEFG) benchmark.",
    "It reaches 61.5% and, on MMLU, lifts 3 points for item 2.",
)


def mutated(chance: random.Random) -> tuple[str, str]:
    """A title and an abstract of the examples with words moved, taken from another or broken."""
    one, other = chance.choice(PAPERS), chance.choice(PAPERS)
    title, words = one["title"], one["abstract"].split()
    how = chance.randrange(4)
    if how == 0:
        words += other["abstract"].split()
        chance.shuffle(words)
    elif how == 1:
        start = chance.randrange(len(words))
        del words[start : start + chance.randint(1, 12)]
    elif how == 2:
        title = title[: len(title) // 2] + chance.choice((": ", " (", " 7B ", "? ")) + other["title"]
    letters = list(" ".join(words))
    for _ in range(20 if how == 3 else 0):
        letters[chance.randrange(len(letters))] = chance.choice(SIGNS)
    return title, "".join(letters)


@pytest.mark.parametrize("seed", range(8))
def test_no_mixture_breaks_the_rules_down(seed):
    chance, rules = random.Random(seed), RuleExtractor()
    for _ in range(120):
        list(rules.candidates(Article(*mutated(chance))))


@pytest.mark.parametrize("text", ODD)
def test_odd_figures_and_brackets_break_nothing_down(text):
    for title, abstract in ((text, "We evaluate a language model. " + text), ("A language model", text)):
        list(RuleExtractor().candidates(Article(title, abstract)))


def test_a_text_on_which_an_extractor_breaks_down_is_a_reject_that_says_so():
    class Broken(RuleExtractor):
        def candidates(self, article):
            raise KeyError("sand")

    extraction = extract(Broken(), Article("Counting Sand", "We count."))
    assert not any(extraction.rows.values())
    (reject,) = extraction.rejects
    assert reject.reason == "extractor_broke_down"
    assert "KeyError in candidates" in reject.detail
