"""Lists of results: each name with the figures behind it, pairs in brackets, shares that are kept, the former and the latter."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article


def rows(abstract: str) -> list[str]:
    """Benchmark, metric, value (signed where it is a difference) and holder of each result that passes the gate."""
    article = Article("On models", abstract)
    extraction = ground(benchmark_results.find(Scan(article)), article, "rules")
    assert extraction.rejects == []
    return [
        f"{row.benchmark} {row.metric or '-'} {'+' if row.kind == 'delta' and row.value >= 0 else ''}{row.value:g} {row.model or '-'}"
        for row in extraction.rows["benchmark_results"]
    ]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Compared to Marlo-Large, Zorin performs better, with improvements on MMLU by +1.1% (70.2% vs. 71.3%), on SQuAD v1.1 by "
            "+2.0% (86.4% vs. 88.4%) and RUNE by +3.5% (80.1% vs. 83.6%).",
            [
                "MMLU - +1.1 Zorin",
                "MMLU - 70.2 Marlo-Large",
                "MMLU - 71.3 Zorin",
                "SQuAD v1.1 - +2 Zorin",
                "SQuAD v1.1 - 86.4 Marlo-Large",
                "SQuAD v1.1 - 88.4 Zorin",
                "RUNE - +3.5 Zorin",
                "RUNE - 80.1 Marlo-Large",
                "RUNE - 83.6 Zorin",
            ],
        ),
        (
            "Zorin gains on HellaSwag by 1.4 points (80.1 vs. 81.5), and on MATH by 3.0 points (20.5 vs. 23.5).",
            [
                "HellaSwag - +1.4 Zorin",
                "HellaSwag - 80.1 -",
                "HellaSwag - 81.5 Zorin",
                "MATH - +3 Zorin",
                "MATH - 20.5 -",
                "MATH - 23.5 Zorin",
            ],
        ),
        (
            "Zorin yields gains on MMLU by 2.1%, on GSM8K by 3.2% and MATH by 4.3%.",
            ["MMLU - +2.1 Zorin", "GSM8K - +3.2 Zorin", "MATH - +4.3 Zorin"],
        ),
    ],
)
def test_each_name_of_a_list_takes_the_figures_behind_it(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Zorin leads on the MMLU dataset with 1.37 L2 error and 0.58 collision rate, and also copes with the longer "
            "GSM8K benchmark with 2.45 L2 error.",
            ["MMLU L2 error 1.37 Zorin", "MMLU collision rate 0.58 Zorin", "GSM8K L2 error 2.45 Zorin"],
        ),
        (
            "Zorin sets the state of the art on MMLU with 71.2% accuracy, and also performs well on GSM8K with 55.1% accuracy.",
            ["MMLU accuracy 71.2 Zorin", "GSM8K accuracy 55.1 Zorin"],
        ),
        (
            "Zorin is accurate on ImageNet with 81.3 top-1 and robust on COCO with 44.1 AP.",
            ["ImageNet - 81.3 Zorin", "COCO AP 44.1 Zorin"],
        ),
    ],
)
def test_a_figure_behind_name_with_is_of_that_name(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Zorin retains over 94% accuracy on RACE and several SuperGLUE tasks using 20% of the decoder parameters.",
            ["RACE accuracy +94 Zorin", "SuperGLUE accuracy +94 Zorin"],
        ),
        ("Zorin maintains over 93.5%performance of the tutor network on GLUE.", ["GLUE - +93.5 Zorin"]),
        ("Zorin keeps about 96% performance of the full model on GSM8K.", ["GSM8K - +96 Zorin"]),
        ("Zorin maintains an accuracy of 91.2% on MMLU.", ["MMLU accuracy 91.2 Zorin"]),
    ],
)
def test_a_share_that_is_kept_is_a_difference(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We report perplexity on Lambada. A memory lets Zorin close 61% of the gap to Marlo.", []),
        ("Zorin trails Marlo by 3.1 points on MMLU. Adding memory closes 80% of this gap.", ["MMLU - +3.1 Zorin"]),
        (
            "Zorin gets 47.3 AP on COCO at a low price, being 2x - 5x smaller and 6x - 15x faster than its rivals.",
            ["COCO AP 47.3 Zorin"],
        ),
        ("Zorin reaches 71.2% on MMLU using 30% of the Marlo parameters.", ["MMLU - 71.2 Zorin"]),
    ],
)
def test_what_is_closed_saved_or_used_is_no_result(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "Zorin leads on the MMLU and GSM8K benchmarks, achieving an accuracy of 71.3 on the latter.",
            ["GSM8K accuracy 71.3 Zorin"],
        ),
        (
            "Zorin is tested on MMLU and GSM8K, with 71.3% on the former and 55.1% on the latter.",
            ["MMLU - 71.3 Zorin", "GSM8K - 55.1 Zorin"],
        ),
        ("We evaluate on MMLU and GSM8K. On the latter, Zorin scores 55.1%.", ["GSM8K - 55.1 Zorin"]),
        ("Zorin leads on ImageNet 512x512 and 256x256, with an FID of 2.27 on the latter.", ["ImageNet 256x256 FID 2.27 Zorin"]),
    ],
)
def test_the_former_and_the_latter_of_two(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin underperforms Marlo by 3.2% on MMLU.", ["MMLU - -3.2 Zorin"]),
        ("We find that Zorin underperforms Marlo by 4.1 points on GSM8K.", ["GSM8K - -4.1 Zorin"]),
        ("Recurrent Zorin still underperforms Marlo by up to 4.6 perplexity points on LAMBADA.",
         ["LAMBADA perplexity -4.6 Recurrent Zorin"]),
    ],
)  # fmt: skip
def test_who_underperforms_holds_a_negative_difference(abstract, expected):
    assert rows(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "On CoQA, Zorin surpasses humans (85.7 versus 84.2), and the ensemble Zorin model tops the CoQA table, "
            "outperforming the human baseline with ease (87.1 versus 84.2).",
            ["CoQA - 85.7 Zorin", "CoQA - 84.2 humans", "CoQA - 87.1 ensemble Zorin"],
        ),
        ("Zorin scores 71.2% on MMLU, against 69.8% for humans. Marlo scores 68.1% on MMLU, against 69.8% for human experts.",
         ["MMLU - 71.2 Zorin", "MMLU - 69.8 humans", "MMLU - 68.1 Marlo"]),
        ("Zorin beats Marlo on MMLU (71.2 vs. 69.1), and Zorin-Chat beats Marlo on MMLU too (72.3 vs. 69.1).",
         ["MMLU - 71.2 Zorin", "MMLU - 69.1 Marlo", "MMLU - 72.3 Zorin-Chat"]),
    ],
)  # fmt: skip
def test_a_score_counts_once_for_each_holder(abstract, expected):
    assert rows(abstract) == expected
