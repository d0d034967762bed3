"""Which names the rules take for benchmarks, in what role, and which they leave alone."""

import pytest

from extractors.base import Candidate
from extractors.grounding import ground
from extractors.rules import benchmarks
from extractors.rules.scan import Scan
from extractors.text import Article


def found(abstract: str, title: str = "On models") -> list[tuple[str, str]]:
    """Name and role of each benchmark that passes the gate."""
    article = Article(title, abstract)
    candidates: list[Candidate] = list(benchmarks.find(Scan(article)))
    extraction = ground(candidates, article, "rules")
    assert extraction.rejects == []
    return [(row.name, str(row.role)) for row in extraction.rows["benchmarks"]]


def evaluated(*names: str) -> list[tuple[str, str]]:
    return [(name, "evaluated") for name in names]


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("Our language model leads on GSM8K and HumanEval+.", ["GSM8K", "HumanEval+"]),
        ("We score 71 % on GSM-8K with a small language model.", ["GSM-8K"]),
        ("Accuracy on needle-in-a-haystack tests stays flat for the neural reader.", ["needle-in-a-haystack"]),
        ("We evaluate the parser on Penn Treebank (PTB) and WikiText-2.", ["PTB", "WikiText-2"]),
        ("Zorin leads on SQuAD v1.1 and on AIME 2025.", ["SQuAD v1.1", "AIME 2025"]),
        ("We report BLEU on WMT14 English-German.", ["WMT14 English-German"]),
        ("The encoder improves on RACE-Middle and High.", ["RACE-Middle", "RACE-High"]),
        ("We test on RefCOCO, RefCOCO+ and RefCOCOg.", ["RefCOCO", "RefCOCO+", "RefCOCOg"]),
        ("It leads on character-level PTB.", ["character-level PTB"]),
    ],
    ids=["known", "other spelling", "lower case", "short form", "version", "language pair", "shared head", "plus", "modifier"],
)
def test_names_of_the_lexicon(abstract, names):
    assert found(abstract) == evaluated(*names)


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We train Zorin and evaluate it on the Qumbel benchmark.", ["Qumbel"]),
        ("The neural parser is tested on the QuBLEX dataset.", ["QuBLEX"]),
        ("Experiments on three benchmarks, namely FrobSet, QuBLEX and XR4, confirm this for trained models.", ["FrobSet", "QuBLEX", "XR4"]),
        ("On benchmarks such as FrobSet and QuBLEX the language model is ahead.", ["FrobSet", "QuBLEX"]),
        ("The language model reaches state-of-the-art accuracy on FrobSet.", ["FrobSet"]),
        ("Our LLM is strong on MMLU, FrobSet, and QuBLEX.", ["MMLU", "FrobSet", "QuBLEX"]),
        ("Large agents still fail on FrobBench.", ["FrobBench"]),
        ("Our neural system took part in the Qumbel 2031 Shared Task on Tidal Parsing.", ["Qumbel 2031 Shared Task on Tidal Parsing"]),
    ],
    ids=["noun behind", "dataset measured on", "list of benchmarks", "such as", "accuracy on", "coordinated", "by its look", "shared task"],
)
def test_names_that_the_lexicon_lacks(abstract, names):
    assert found(abstract) == evaluated(*names)


@pytest.mark.parametrize(
    ("abstract", "rows"),
    [
        ("We introduce TideBench, a benchmark of 300 tidal questions.", [("TideBench", "introduced")]),
        (
            "We build four private benchmarks, including TideEval and ReefEval, for LLMs.",
            [("TideEval", "introduced"), ("ReefEval", "introduced")],
        ),
        ("We present TideSet, an annotated dataset of questions for language models.", [("TideSet", "introduced")]),
        ("On TideSet, a suite of 1,200 questions that we collect, the LLM loses accuracy.", [("TideSet", "introduced")]),
        ("We create TideQA, which asks for the tides.", [("TideQA", "introduced")]),
        ("On GLUE tasks such as CoLA, thin models are as accurate as wide ones.", [("GLUE", "evaluated"), ("CoLA", "evaluated")]),
        ("Unlike MMLU, the new questions are open.", [("MMLU", "mentioned")]),
        ("Datasets such as LibriSpeech are commonly available for speech.", [("LibriSpeech", "mentioned")]),
    ],
    ids=["apposition", "list", "dataset", "that we make", "created", "measured as an example", "set aside", "background"],
)
def test_roles(abstract, rows):
    assert found(abstract) == rows


def test_benchmark_of_the_title():
    assert found("M-TideSet tests readers of long documents.", title="M-TideSet: A Benchmark for Readers") == [("M-TideSet", "introduced")]


def test_repeated_name_is_one_row_where_it_first_occurs():
    abstract = "Zorin leads on GSM8K. On GSM8K it gains again."
    article = Article("On models", abstract)
    (row,) = ground(list(benchmarks.find(Scan(article))), article, "rules").rows["benchmarks"]
    assert (row.evidence, row.evidence_start) == ("GSM8K", abstract.index("GSM8K"))


@pytest.mark.parametrize(
    "abstract",
    [
        "We pre-train the language model on ImageNet and on C4.",
        "We take the pre-training data (C4, RefinedWeb, and FrobPile) for our language model from the web.",
        "We solve the MATH of this problem with language models.",
        "Speech translation (ST) and masked language modeling (MLM) are trained jointly; the model improves on ST.",
        "Grouped-query attention (GQA) makes the trained transformer faster.",
        "We outperform Llama-2-7B and GPT-4 on English and on A100 GPUs.",
        "We report BLEU, ROUGE and F1 of the language model on several tasks.",
        "The RulerNet method improves neural translation.",
        "The dome of the DRIVE instrument at 300 K drifts in a 2 T field.",
        "Spectra of the LIVE source and its VOC content were compared across MSL data sets of the rover.",
        "We describe Zorp, a corpus of 30 billion tokens of sea shanties for language models.",
    ],
    ids=[
        "trained on",
        "corpora",
        "common word",
        "defined task",
        "defined method",
        "models",
        "metrics",
        "method",
        "physics",
        "instruments",
        "corpus by its tokens",
    ],
)
def test_what_is_no_benchmark(abstract):
    assert found(abstract) == []


def test_own_method_that_shares_a_known_name():
    assert found("We propose RAFT, a method for training language models.", title="RAFT: A Method for Training Language Models") == []


def test_acronyms_are_no_benchmarks_where_nothing_is_learned():
    abstract = "Line strengths of GLUE are compared with those of MMLU and SNLI, two arrays in orbit."
    assert found(abstract, title="A survey of nebulae") == []
    assert found(abstract, title="Neural readers") == evaluated("GLUE", "MMLU", "SNLI")


def test_of_more_names_than_an_abstract_can_hold_the_first_are_read():
    names = [f"Heron{n}Bench" for n in range(2_500)]
    assert found(", ".join(names), title="") == evaluated(*names[:2_000])
