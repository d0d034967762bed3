"""Which figures the rules take for scores of the benchmark that a paper introduces: a sign makes a difference, its lack a score."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article

OWN = "We introduce TideBench, a benchmark for agents. "

_UNITS = {"percent": "%", "points": " pt", "factor": " x", None: ""}


def results(abstract: str) -> str:
    """Benchmark, value and unit of each result that passes the gate."""
    article = Article("On models", abstract)
    extraction = ground(benchmark_results.find(Scan(article)), article, "rules")
    assert extraction.rejects == []
    rows = extraction.rows["benchmark_results"]
    sign = ["+" if row.kind == "delta" and row.value >= 0 else "" for row in rows]
    return ", ".join(f"{row.benchmark} {plus}{row.value:g}{_UNITS[row.unit]}" for row, plus in zip(rows, sign, strict=True))


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (OWN + "It consists of 420 tasks from 12 domains. The best model reaches only 34.4%.", "TideBench 34.4%"),
        (OWN + "Even GPT-4o attains only 34.4% accuracy, far below humans at 91.0%.", "TideBench 34.4%, TideBench 91%"),
        (OWN + "The strongest agent scores 34.40, while humans score 91.05.", "TideBench 34.4, TideBench 91.05"),
        (
            OWN + "Experiments on 12 agents show that closed models manage only 21.3% correct plans, while open models average below 11%.",
            "TideBench 21.3%, TideBench 11%",
        ),
        (OWN + "Performance falls sharply with length, from 91.0% to 40.2% for GPT-4o.", "TideBench 91%, TideBench 40.2%"),
        (OWN + "With an accuracy of 34.4%, GPT-4o is the best model.", "TideBench 34.4%"),
        (OWN + "Our results show that no model exceeds 34.4%.", "TideBench 34.4%"),
        (OWN + "Human experts reach 91% accuracy, yet the best model achieves 34%.", "TideBench 91%, TideBench 34%"),
        (OWN + "It has 40% more tasks than others, and 12% of the tasks are in French.", ""),
        (OWN + "85% of the questions were checked by experts, who agreed on 92% of them.", ""),
        (OWN + "Our tool cuts annotation cost by 60%.", ""),
        (OWN + "Fine-tuning on our data improves Zorin by 12.0% on MMLU.", "MMLU +12%"),
        (OWN + "Current models struggle: GPT-4o solves merely 12.5% of the tasks.", "TideBench 12.5%"),
        (OWN + "The top system answers 41% of the questions correctly, whereas experts answer 93%.", "TideBench 41%, TideBench 93%"),
        (OWN + "Humans achieve 93.1%, but the best VLM gets 41.2%.", "TideBench 93.1%, TideBench 41.2%"),
        (
            OWN + "There is a gap of 52 points between humans (93.1%) and the best VLM (41.1%).",
            "TideBench +52 pt, TideBench 93.1%, TideBench 41.1%",
        ),
        (OWN + "Success rates range from 3.2% to 41.0% across 15 agents.", "TideBench 3.2%, TideBench 41%"),
        (OWN + "The state-of-the-art agent, Quill, reaches a success rate of just 14%.", "TideBench 14%"),
        (OWN + "We evaluate 15 agents. None of them surpasses 20% success.", "TideBench 20%"),
        (OWN + "We evaluate 15 agents on it, and the best, Quill, attains an F1 of 0.41.", "TideBench 0.41"),
        (OWN + "A baseline of ours reaches 41.2% accuracy, 3.1 points above Quill.", "TideBench 41.2%, TideBench +3.1 pt"),
        (OWN + "Accuracy drops by 14.2% when the questions are paraphrased.", "TideBench -14.2%"),
        (OWN + "About 30% of the questions need more than one step.", ""),
        (OWN + "In 60% of cases, the agents stop too early.", ""),
        (OWN + "We find that 35% of errors stem from poor planning.", ""),
        (OWN + "Errors in planning account for 48.5% of all failures.", ""),
        (OWN + "The data was collected in 2023 from 3.5 million posts.", ""),
        (OWN + "Training on it improves Zorin by 8.1% on real robots.", ""),
        (OWN + "Our automatic judge agrees with humans in 94.5% of cases.", ""),
        (OWN + "Each video has 31.5 seconds on average.", ""),
        (OWN + "It is 3.2 times larger than previous datasets.", ""),
        (
            OWN + "The best agent has only 22.7% completion rate on single-file tasks and 20.0% on multi-file tasks.",
            "TideBench 22.7%, TideBench 20%",
        ),
        (
            OWN + "Even the best agent achieves just 48.3% success rate in simple settings, plunging to 30.0% in mixed scenarios.",
            "TideBench 48.3%, TideBench 30%",
        ),
        (OWN + "Quill-5 attains 68.2% correctness, dropping to 37.5% after adjustment.", "TideBench 68.2%, TideBench 37.5%"),
        (OWN + "Quill-5 marginally exceeds 50% accuracy at depth four.", "TideBench 50%"),
        (OWN + "Human experts score 53.7%, compared to 25% for random guessing.", "TideBench 53.7%, TideBench 25%"),
        (OWN + "Quill-5 reaches 57.7%, surpassing humans by 4.0%.", "TideBench 57.7%, TideBench +4%"),
        (OWN + "Most models score below 40% on TideBench, with the best at 52.4%.", "TideBench 40%, TideBench 52.4%"),
        (OWN + "On other benchmarks, such as driving, the same models reach 90%.", ""),
        (OWN + "LLMs already exceed 90% on existing benchmarks.", ""),
        (OWN + "Two annotators agreed on 91% of items.", ""),
        ("On the COCO dataset, Zorin with ResNet-50 and Swin achieves APs of 53.7% and 57.1%, respectively.", "COCO 53.7%, COCO 57.1%"),
        (
            "Zorin yields a +13.3 absolute improvement on AIME 2025 pass@32 (63.3% to 76.6%).",
            "AIME 2025 +13.3, AIME 2025 63.3%, AIME 2025 76.6%",
        ),
        ("Zorin achieves 50 points on AIME 2024.", "AIME 2024 50 pt"),
        ("Zorin beats Quill on GSM8K by a margin of 8 and 13% for small and large models.", "GSM8K +8%, GSM8K +13%"),
        ("Zorin beats Quill by nearly 7 percentage points on GSM8K.", "GSM8K +7 pt"),
        ("Edits lower the resolve rate by 7.7 percentage points on SWE-bench.", "SWE-bench -7.7 pt"),
        ("Zorin achieves +2.7 points on GSM8K at 11.9% lower cost.", "GSM8K +2.7 pt"),
        ("Zorin achieves 10.4x and 13.1x speedups on GSM8K and MATH, outperforming other methods by up to 90.6%.", ""),
        ("Zorin is 2.4x faster than Quill on GSM8K while losing only 0.3 points.", "GSM8K -0.3 pt"),
        ("On GSM8K, Zorin uses 35.2% fewer tokens with a 0.5% accuracy drop.", "GSM8K -0.5%"),
        ("On GSM8K, Zorin cuts tokens by 35.2% while raising accuracy from 60.1% to 61.2%.", "GSM8K 60.1%, GSM8K 61.2%"),
        ("Zorin attains 61.2% accuracy on GSM8K at 3.2 bits per weight.", "GSM8K 61.2%"),
        ("Zorin compresses Quill to 1.6 bits with a perplexity of 6.1 on WikiText-2.", "WikiText-2 6.1"),
        ("Our 7B model scores 61.2 on GSM8K and 33.0 on MATH, close to GPT-4 (62.0 and 35.0).", "GSM8K 61.2, MATH 33, GSM8K 62, MATH 35"),
        ("Zorin outperforms Quill on GSM8K (+5.1%), MATH (+3.0%), and is 2x faster.", "GSM8K +5.1%, MATH +3%"),
        (
            "Zorin raises the MATH score from 30.1 to 33.0, and the GSM8K score from 55.0 to 61.2.",
            "MATH 30.1, MATH 33, GSM8K 55, GSM8K 61.2",
        ),
        ("Notably, on GSM8K our method surpasses Quill by 5.1 points (61.2 vs. 56.1).", "GSM8K +5.1 pt, GSM8K 61.2, GSM8K 56.1"),
        ("Zorin boosts accuracy by 5.1% on GSM8K, from 56.1% to 61.2%.", "GSM8K +5.1%, GSM8K 56.1%, GSM8K 61.2%"),
        ("Zorin reaches 61.2% on GSM8K (7B) and 80.1% (70B).", "GSM8K 61.2%, GSM8K 80.1%"),
        ("Zorin sets a new record on GSM8K: 61.2%.", "GSM8K 61.2%"),
        ("Gains are largest on GSM8K (up to 5.1 points) and smallest on MMLU (0.4 points).", "GSM8K +5.1 pt, MMLU +0.4 pt"),
        ("Across GSM8K, MATH and MMLU, Zorin improves accuracy by 5.1%, 3.0% and 0.4%.", "GSM8K +5.1%, MATH +3%, MMLU +0.4%"),
        ("Zorin improves results by 2-5% on GSM8K and MATH.", "GSM8K +2%, MATH +2%, GSM8K +5%, MATH +5%"),
        ("Zorin reaches 61.2% on GSM8K, which is 5.1% higher than Quill and only 1.0% below GPT-4.", "GSM8K 61.2%, GSM8K +5.1%, GSM8K -1%"),
        (
            "We evaluate Zorin on GSM8K. It has two modules. Zorin reaches 61.2% accuracy, 5.1 points above Quill.",
            "GSM8K 61.2%, GSM8K +5.1 pt",
        ),
        ("Experiments are run on the HumanEval dataset. We compare three prompts. The best gives a pass@1 of 61.2%.", "HumanEval 61.2%"),
        ("GSM8K is popular. We train Zorin on web text. It reaches 61.2% accuracy.", ""),
        ("Zorin improves Quill by up to 10 points on GSM8K, MATH, and MMLU.", ""),
        ("Zorin gains of up to 10 points on GSM8K.", "GSM8K +10 pt"),
        (OWN + "GPT-4o (41.2%) and Quill (38.0%) trail humans (91.0%).", "TideBench 41.2%, TideBench 38%, TideBench 91%"),
        (OWN + "Fine-tuning Zorin on the training split improves its accuracy from 20.1% to 45.0%.", "TideBench 20.1%, TideBench 45%"),
        (OWN + "Adding tools raises accuracy by 11.2 points.", "TideBench +11.2 pt"),
        (OWN + "The success rate of the best agent is 14.2%.", "TideBench 14.2%"),
        (OWN + "Only 14.2% of tasks are solved by the best agent.", "TideBench 14.2%"),
        (OWN + "Agents complete at most 14.2% of the tasks.", "TideBench 14.2%"),
        (OWN + "Agents fail on more than 60% of the tasks.", "TideBench 60%"),
        (OWN + "The best agent's score is 0.41, against 0.92 for humans.", "TideBench 0.41, TideBench 0.92"),
        (OWN + "The gap between open and closed models is 21.3%.", "TideBench +21.3%"),
        (OWN + "Performance drops by over 30% when names are changed.", "TideBench -30%"),
        (OWN + "Despite 90%+ scores on older tests, models reach 30% here.", "TideBench 30%"),
        (OWN + "Inter-annotator agreement is 0.81.", ""),
        (OWN + "Our judge reaches a 0.93 correlation with human ratings.", ""),
        (OWN + "The dataset spans 1.5 million frames and 3.2 hours of speech.", ""),
        (OWN + "Questions are 45.2 words long on average.", ""),
        (OWN + "Solving a task takes 3.5 hours for experts.", ""),
        (OWN + "Models trained on it improve by 3.1% on MMLU and 2.0% on MATH.", "MMLU +3.1%, MATH +2%"),
        (OWN + "We find that 70.5% of failures come from perception.", ""),
    ],
)
def test_own_benchmark(abstract, expected):
    assert results(abstract) == expected
