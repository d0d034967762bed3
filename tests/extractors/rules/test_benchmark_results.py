"""Figures that the rules tie to benchmarks: value, metric, unit, kind, model and evidence."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article

P, PT = "percent", "points"
ABS, DELTA = "absolute", "delta"


def rows(abstract: str, title: str = "On models") -> list[tuple]:
    """Benchmark, metric, value, unit, kind and model of each result that passes the gate."""
    article = Article(title, abstract)
    extraction = ground(benchmark_results.find(Scan(article)), article, "rules")
    assert extraction.rejects == []
    return [(row.benchmark, row.metric, row.value, row.unit, row.kind, row.model) for row in extraction.rows["benchmark_results"]]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin achieves 61.2% accuracy on GSM8K.", [("GSM8K", "accuracy", 61.2, P, ABS, "Zorin")]),
        ("Zorin attains a perplexity of 17.25 on WikiText-103.", [("WikiText-103", "perplexity", 17.25, None, ABS, "Zorin")]),
        ("On GSM8K, Zorin reaches 61.2\\% accuracy.", [("GSM8K", "accuracy", 61.2, P, ABS, "Zorin")]),
        ("Zorin scores 71 BLEU points higher.", []),
        ("Zorin leads on GSM8K (61.2%).", [("GSM8K", None, 61.2, P, ABS, "Zorin")]),
        ("Zorin reaches an Elo score of 1290 in the Chatbot Arena.", [("Chatbot Arena", "Elo", 1290, None, ABS, "Zorin")]),
    ],
    ids=["number on benchmark", "metric of number", "benchmark first", "no benchmark", "in brackets", "whole number with metric"],
)
def test_one_score(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Zorin achieves 61.2% on GSM8K, 33.5% on MATH, and 70.1% on MMLU.",
            [("GSM8K", None, 61.2, P, ABS, "Zorin"), ("MATH", None, 33.5, P, ABS, "Zorin"), ("MMLU", None, 70.1, P, ABS, "Zorin")],
        ),
        (
            "Zorin obtains 61.2% and 33.5% on GSM8K and MATH, respectively.",
            [("GSM8K", None, 61.2, P, ABS, "Zorin"), ("MATH", None, 33.5, P, ABS, "Zorin")],
        ),
        (
            "On GSM8K and MATH, Zorin obtains an accuracy of 61.2% and 33.5%.",
            [("GSM8K", "accuracy", 61.2, P, ABS, "Zorin"), ("MATH", "accuracy", 33.5, P, ABS, "Zorin")],
        ),
        (
            "Zorin leads on GSM8K (61.2%) and MMLU (70.1%).",
            [("GSM8K", None, 61.2, P, ABS, "Zorin"), ("MMLU", None, 70.1, P, ABS, "Zorin")],
        ),
        (
            "Zorin reaches a WER of 2.1%/4.4% on LibriSpeech.",
            [("LibriSpeech", "WER", 2.1, P, ABS, "Zorin"), ("LibriSpeech", "WER", 4.4, P, ABS, "Zorin")],
        ),
        ("Zorin reaches 55.1% on GSM8K and 48.3% on Swahili poems.", [("GSM8K", None, 55.1, P, ABS, "Zorin")]),
        (
            "Zorin outperforms Quill on GSM8K (55.0 vs. 41.2) and MMLU (63.1 vs. 58.4).",
            [
                ("GSM8K", None, 55.0, None, ABS, "Zorin"),
                ("GSM8K", None, 41.2, None, ABS, "Quill"),
                ("MMLU", None, 63.1, None, ABS, "Zorin"),
                ("MMLU", None, 58.4, None, ABS, "Quill"),
            ],
        ),
        ("Zorin attains an average of 71.2% across MMLU, GSM8K and HellaSwag.", []),
    ],
    ids=["list of pairs", "respectively", "benchmarks first", "brackets", "slash", "elsewhere", "compared in brackets", "average"],
)
def test_several_scores(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin improves accuracy on GSM8K by 4.2%.", [("GSM8K", "accuracy", 4.2, P, DELTA, "Zorin")]),
        ("Zorin gains +3.5 on MMLU.", [("MMLU", None, 3.5, None, DELTA, "Zorin")]),
        ("Zorin outperforms its teacher by 3.5 points on MMLU.", [("MMLU", None, 3.5, PT, DELTA, "Zorin")]),
        ("Zorin brings a 2.5% improvement in GSM8K accuracy.", [("GSM8K", "accuracy", 2.5, P, DELTA, "Zorin")]),
        ("Zorin reduces the validation loss on WikiText-2 by 13%.", [("WikiText-2", "validation loss", -13, P, DELTA, "Zorin")]),
        (
            "We achieve improvements of up to 7.2% on GSM8K and 3.1% on MATH.",
            [("GSM8K", None, 7.2, P, DELTA, None), ("MATH", None, 3.1, P, DELTA, None)],
        ),
        (
            "Zorin improves GSM8K accuracy from 36.2% to 40.7%.",
            [("GSM8K", "accuracy", 36.2, P, ABS, None), ("GSM8K", "accuracy", 40.7, P, ABS, "Zorin")],
        ),
        (
            "Zorin improves mAP by 2.1 on COCO and mIoU by 1.4 on ADE20K.",
            [("COCO", "mAP", 2.1, None, DELTA, "Zorin"), ("ADE20K", "mIoU", 1.4, None, DELTA, "Zorin")],
        ),
        ("Accuracy on MMLU drops by 4.5% after pruning.", [("MMLU", "Accuracy", -4.5, P, DELTA, None)]),
        (
            "Tuning lifts MBPP 58.9 rightarrow 61.7 acc.",
            [("MBPP", "acc.", 58.9, None, ABS, None), ("MBPP", "acc.", 61.7, None, ABS, None)],
        ),
    ],
    ids=["by", "sign", "points", "noun", "drop", "listed gains", "from to", "metric by", "falls", "arrow"],
)
def test_differences_and_pairs(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "model"),
    [
        ("We present Zorin, a language model that achieves 61.2% on GSM8K.", "Zorin"),
        ("On GSM8K, 61.2% is the GPT-4 baseline of 61.2%.", "GPT-4"),
        ("We obtain 61.2% accuracy on GSM8K with a Zorin-7B trained on it.", "Zorin-7B"),
        ("The Quick Retrieval Engine (QRE) reaches 61.2% on GSM8K.", "QRE"),
        ("Zorin reaches 61.2% accuracy on GSM8K, compared to 89% for humans.", "humans"),
        ("We obtain 61.2% accuracy on GSM8K.", None),
    ],
    ids=["relative clause", "baseline", "with", "short form", "behind", "none"],
)
def test_whose_score(abstract, model):
    assert rows(abstract)[-1][-1] == model


def test_score_of_the_paper_s_own_benchmark_in_a_later_sentence():
    abstract = "We introduce TideBench, a benchmark for agents. The best agent reaches a success rate of only 29%."
    assert rows(abstract)[0][:5] == ("TideBench", "success rate", 29, P, ABS)


@pytest.mark.parametrize(
    ("abstract", "evidence"),
    [
        ("Zorin achieves 61.2% accuracy on the GSM8K benchmark.", "61.2% accuracy on the GSM8K"),
        ("Zorin leads on GSM8K (61.2%).", "GSM8K (61.2%)"),
        ("On GSM8K, Zorin reaches 61.2% accuracy.", "GSM8K, Zorin reaches 61.2% accuracy"),
    ],
)
def test_evidence_holds_figure_and_benchmark(abstract, evidence):
    article = Article("On models", abstract)
    (row,) = ground(benchmark_results.find(Scan(article)), article, "rules").rows["benchmark_results"]
    assert row.evidence == evidence


@pytest.mark.parametrize(
    "abstract",
    [
        "Zorin matches GSM8K leaders with 33% less data.",
        "Zorin is 2.5x faster on GSM8K and uses 40% of the memory.",
        "Zorin leads on 30 of 32 tasks of MMLU.",
        "We fine-tune a 7B model on 120 examples of GSM8K in 2024.",
        "(1) We test GSM8K, (2) we test MATH.",
        "Zorin reads only 10% of GSM8K.",
        "The sample was held at 4.2 K in a 2 T field with a 5 M solution.",
    ],
    ids=["less data", "speed", "wins", "sizes and years", "enumeration", "share of the data", "physics"],
)
def test_figures_that_are_no_results(abstract):
    assert rows(abstract) == []


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Zorin scores 61.2 on GSM8K and 70.1 on MMLU, compared with 50.3 and 66.6 for Quill-2, respectively.",
            [
                ("GSM8K", None, 61.2, None, ABS, "Zorin"),
                ("MMLU", None, 70.1, None, ABS, "Zorin"),
                ("GSM8K", None, 50.3, None, ABS, "Quill-2"),
                ("MMLU", None, 66.6, None, ABS, "Quill-2"),
            ],
        ),
        (
            "Zorin solves 12.5% of SWE-bench, against 9.0% for the same agent without tools.",
            [("SWE-bench", None, 12.5, P, ABS, "Zorin"), ("SWE-bench", None, 9.0, P, ABS, None)],
        ),
        ("In CASP15, Zorin folded 11 of 40 targets.", [("CASP15", None, 11.0, None, ABS, "Zorin")]),
        ("On GSM8K, Zorin with a sparse cache loses only 0.4 points.", [("GSM8K", None, -0.4, PT, DELTA, "Zorin")]),
        ("On GSM8K, Zorin-60M is 1.4 times as accurate as the old model.", [("GSM8K", None, 1.4, "factor", DELTA, "Zorin-60M")]),
        ("Zorin keeps 97% on SuperGLUE.", [("SuperGLUE", None, 97.0, P, DELTA, "Zorin")]),
        (
            "On GSM8K, Zorin has an accuracy of 61.2, 1.5 points above the best model.",
            [("GSM8K", "accuracy", 61.2, None, ABS, "Zorin"), ("GSM8K", "accuracy", 1.5, PT, DELTA, "Zorin")],
        ),
        ("ZorinNet reads slowly. On GSM8K it gains 3.1%.", [("GSM8K", None, 3.1, P, DELTA, "ZorinNet")]),
        ("Zorin cuts the cost on GSM8K by 31%, and a small model does so by 44%.", []),
        ("Latency on GSM8K grows by 12% with Zorin.", []),
    ],
    ids=[
        "set against, respectively",
        "unnamed counterpart",
        "part of its tasks",
        "loss",
        "times as accurate",
        "kept",
        "apposed difference",
        "pronoun",
        "cost",
        "latency",
    ],
)
def test_comparisons_shares_and_costs(abstract, expected):
    assert rows(abstract) == expected
