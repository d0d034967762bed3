"""How the language says whose figure is what, beyond the plain wordings: shares of cases, full marks, ranges, costs, other targets."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article

OWN = "We introduce TideBench, a benchmark for sailing agents. "


def rows(abstract: str) -> list[str]:
    """Benchmark, metric, value (signed where it is a difference) of each result that passes the gate."""
    article = Article("On models", abstract)
    extraction = ground(benchmark_results.find(Scan(article)), article, "rules")
    assert extraction.rejects == []
    found = extraction.rows["benchmark_results"]
    return [f"{row.benchmark} {row.metric or '-'} {'+' if row.kind == 'delta' and row.value >= 0 else ''}{row.value:g}" for row in found]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin scores 41 out of 100 on MMLU.", ["MMLU - 41"]),
        ("Zorin attains 3.61 out of 5 on TruthfulQA.", ["TruthfulQA - 3.61"]),
        ("Zorin solves 23/30 problems on AIME 2024.", ["AIME 2024 - 23"]),
        ("Zorin reaches 76.2/93.1 top-1 accuracy on ImageNet.", ["ImageNet top-1 accuracy 76.2", "ImageNet top-1 accuracy 93.1"]),
        ("We collect MMLU scores of 26 tuned and raw models.", []),
        ("We report MMLU scores of 17 small and large systems.", []),
    ],
)
def test_full_marks_and_counts(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (OWN + "Agents drift off course in 31.5% of the voyages.", ["TideBench - 31.5"]),
        (OWN + "Current assistants capsize on up to 12.4% of trips.", ["TideBench - 12.4"]),
        (OWN + "A careful prompt lowers leakage to 5.2%.", ["TideBench leakage 5.2"]),
        (OWN + "TideBench contains 8.1% noisy labels.", []),
        (OWN + "The corpus comprises 35.5% simulated storms.", []),
        (OWN + "Zorin, trained on 12.5% of the labels, is fast.", []),
    ],
)
def test_shares_of_cases(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("On MMLU, Zorin surpasses Quill by 3% to 7%.", ["MMLU - +3", "MMLU - +7"]),
        ("Zorin exceeds Quill on GSM8K by 2.5 to 4.5 points.", ["GSM8K - +2.5", "GSM8K - +4.5"]),
        ("With hints, Zorin improves accuracy by 1.7% on average and up to 6.4% on GSM8K.", ["GSM8K accuracy +6.4"]),
        ("On GSM8K, Zorin scores 61.2%, a 6.1% improvement over Quill.", ["GSM8K - 61.2", "GSM8K - +6.1"]),
        ("Zorin raises the pass rate on HumanEval by +4.1, +2.2pp.", ["HumanEval pass rate +4.1", "HumanEval pass rate +2.2"]),
    ],
)
def test_ranges_and_lists_of_gains(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "Zorin leads on MMLU while lowering prompt size by up to 70% and answer time by as much as 55%.",
        "Zorin leads on GSM8K, cutting memory by 40% and latency by 31%.",
        "Zorin ranks first on MMLU, improving the success rate from 41.5% to 57.0% on difficult kitchen tasks.",
        "Zorin leads on MMLU, and on translation suites it lifts pass rate by 4.7%.",
        "Zorin gains up to 3.1% on GSM8K, MMLU, and MATH.",
    ],
)
def test_costs_and_other_targets_are_no_rows(abstract):
    assert rows(abstract) == []


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin has a mean resolution of 58.1% on SWE-bench.", ["SWE-bench mean resolution 58.1"]),
        ("Zorin reduces hallucination by 42% on TruthfulQA.", ["TruthfulQA hallucination -42"]),
        ("Zorin reaches 71.5% faithfulness on TruthfulQA.", ["TruthfulQA faithfulness 71.5"]),
        ("Zorin has WERs of 1.8% on LibriSpeech.", ["LibriSpeech WER 1.8"]),
        ("On COCO, Zorin has 70.6% AP$_{25}$.", ["COCO AP$_{25}$ 70.6"]),
        ("Zorin scores 67.9 zero-shot top-1 on ImageNet.", ["ImageNet top-1 67.9"]),
    ],
)
def test_qualities_as_metrics(abstract, expected):
    assert rows(abstract) == expected
