"""Which figures the rules tie to which benchmarks, in many wordings: a sign makes a difference, its lack a score."""

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
        ("Zorin leads on GSM8K (7B: 61.2), MMLU (7B: 70.1), and MATH (7B: 33.0).", "GSM8K 61.2, MMLU 70.1, MATH 33"),
        ("Zorin is strong in mathematics (GSM8K: 61.2%) and knowledge (MMLU: 70.1%).", "GSM8K 61.2%, MMLU 70.1%"),
        ("Zorin sets new records (61.2% on GSM8K, 70.1% on MMLU).", "GSM8K 61.2%, MMLU 70.1%"),
        ("Zorin beats Quill on GSM8K (+4.1%), MMLU (+2.0%) and MATH (+0.9%).", "GSM8K +4.1%, MMLU +2%, MATH +0.9%"),
        (
            "Zorin beats Quill on GSM8K (61.2% against 55.0%) and on MMLU (70.1% against 66.6%).",
            "GSM8K 61.2%, GSM8K 55%, MMLU 70.1%, MMLU 66.6%",
        ),
        (
            "We report results on COCO (45.1 AP), ADE20K (51.3 mIoU) and ImageNet (84.0% top-1 accuracy).",
            "COCO 45.1, ADE20K 51.3, ImageNet 84%",
        ),
        (
            "Zorin improves over Quill on GSM8K (from 55.0% to 61.2%) and MATH (30.1% to 33.0%).",
            "GSM8K 55%, GSM8K 61.2%, MATH 30.1%, MATH 33%",
        ),
        ("Scores rise on GSM8K [55.0 -> 61.2] and on MMLU [66.6 -> 70.1].", "GSM8K 55, GSM8K 61.2, MMLU 66.6, MMLU 70.1"),
    ],
)
def test_brackets(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin raises accuracy on GSM8K by 3-5%.", "GSM8K +3%, GSM8K +5%"),
        ("Models score only 17-24% on GSM8K.", "GSM8K 17%, GSM8K 24%"),
        ("Accuracy on MMLU falls by 4%-9% after pruning.", "MMLU -4%, MMLU -9%"),
        ("Zorin raises GSM8K accuracy from roughly 3% to 17-24%.", "GSM8K 3%, GSM8K 17%, GSM8K 24%"),
        ("Accuracies on MMLU range from 31.0% to 64.5%.", "MMLU 31%, MMLU 64.5%"),
        ("On MMLU all models lose accuracy, with drops ranging from 1.5% to 22.0%.", "MMLU -1.5%, MMLU -22%"),
        ("We see gains between 2.5 and 4.0 points on GSM8K.", "GSM8K +2.5 pt, GSM8K +4 pt"),
        ("Zorin yields improvements of 2.5 to 4.0 points on GSM8K.", "GSM8K +2.5 pt, GSM8K +4 pt"),
    ],
)
def test_ranges(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin improves accuracy by 3.7 points on GSM8K and 4.2 on MATH.", "GSM8K +3.7 pt, MATH +4.2 pt"),
        ("Zorin brings gains of 3.7 points on GSM8K, 4.2 on MATH, and 1.0 on MMLU.", "GSM8K +3.7 pt, MATH +4.2 pt, MMLU +1 pt"),
        ("Zorin outperforms Quill-2.5 by 3.7 and 4.2 points on GSM8K and MATH.", "GSM8K +3.7 pt, MATH +4.2 pt"),
        ("Zorin outperforms Quill-2.5 on GSM8K by an absolute 3.7%.", "GSM8K +3.7%"),
        ("Zorin outperforms the best agent (Quill-3.5 Computer Use) by 12.4% in success rate on OSWorld.", "OSWorld +12.4%"),
        ("Zorin yields a 5.1% and 3.3% absolute improvement on GSM8K and MATH, respectively.", "GSM8K +5.1%, MATH +3.3%"),
        ("Relative to Quill, Zorin is 5.1 points better on GSM8K.", "GSM8K +5.1 pt"),
        ("Zorin is better than Quill on GSM8K, by 5.1 points.", "GSM8K +5.1 pt"),
        ("Zorin lags behind Quill by 5.1 points on GSM8K.", "GSM8K +5.1 pt"),
        ("A gap of 12.5 points remains between Zorin and humans on GSM8K.", "GSM8K +12.5 pt"),
        ("Zorin narrows the gap to humans on GSM8K to 2.5 points.", "GSM8K +2.5 pt"),
        ("Removing the memory leads to a decline of 6.1% on GSM8K.", "GSM8K -6.1%"),
        ("Without the memory, GSM8K accuracy drops from 61.2% to 48.0%.", "GSM8K 61.2%, GSM8K 48%"),
        ("Without the memory, GSM8K accuracy is 6.1 points lower.", "GSM8K -6.1 pt"),
        ("Zorin doubles GSM8K accuracy from 20.1% to 40.3%.", "GSM8K 20.1%, GSM8K 40.3%"),
        ("Zorin stays within 0.5 points of Quill on MMLU.", "MMLU +0.5 pt"),
        ("Zorin recovers 98.5% of the teacher's accuracy on MMLU.", "MMLU +98.5%"),
        ("Zorin reaches 98.5% of Quill's performance on MMLU.", "MMLU +98.5%"),
        ("Zorin cuts the word error rate on LibriSpeech by 12% relative.", "LibriSpeech -12%"),
        ("Zorin achieves a 12% relative reduction in WER on LibriSpeech.", "LibriSpeech -12%"),
        ("Zorin achieves a 28.4 BLEU score on WMT14.", "WMT14 28.4"),
        ("Zorin obtains 28.4 BLEU points on WMT14.", "WMT14 28.4"),
        ("Zorin achieves 41.0 BLEU on WMT14, which is 1.2 BLEU above the best ensemble.", "WMT14 41, WMT14 +1.2"),
        ("Zorin attains 88.5 F1 on SQuAD, 1.5 points absolute improvement over Quill.", "SQuAD 88.5, SQuAD +1.5 pt"),
        ("Zorin obtains 61.2% on GSM8K, an improvement of 4.0% over the best model.", "GSM8K 61.2%, GSM8K +4%"),
        ("Zorin obtains 61.2% on GSM8K, surpassing Quill by 4.0%.", "GSM8K 61.2%, GSM8K +4%"),
        ("Zorin obtains 61.2% on GSM8K, up from 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin obtains 61.2% on GSM8K, compared to 55.0% for Quill.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin obtains 61.2% on GSM8K, whereas Quill obtains 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin obtains 61.2% on GSM8K while Quill only gets 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin obtains 61.2% on GSM8K (Quill: 55.0%).", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin obtains 61.2% on GSM8K (+6.2% over Quill).", "GSM8K 61.2%, GSM8K +6.2%"),
        ("Zorin obtains 61.2% (+6.2%) on GSM8K and 33.0% (+2.9%) on MATH.", "GSM8K 61.2%, GSM8K +6.2%, MATH 33%, MATH +2.9%"),
    ],
)
def test_differences(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("GSM8K accuracy reaches 61.2%.", "GSM8K 61.2%"),
        ("Zorin has a GSM8K score of 61.2 and an MMLU score of 70.1.", "GSM8K 61.2, MMLU 70.1"),
        ("Zorin attains a peak GSM8K gain of 12.9 points for Malay with Quill-8B.", "GSM8K +12.9 pt"),
        ("With a zero-shot ImageNet top-1 accuracy of 76.2%, Zorin matches ResNet-50.", "ImageNet 76.2%"),
        ("Zorin pushes the state of the art on GSM8K to 61.2%.", "GSM8K 61.2%"),
        ("Zorin pushes the GSM8K state of the art from 55.0% to 61.2%.", "GSM8K 55%, GSM8K 61.2%"),
        ("On the challenging GSM8K benchmark, where Quill gets 55.0%, Zorin gets 61.2%.", "GSM8K 55%, GSM8K 61.2%"),
        ("For GSM8K and MATH, we obtain 61.2% and 33.0%, respectively.", "GSM8K 61.2%, MATH 33%"),
        ("The accuracy is 61.2% for GSM8K and 33.0% for MATH.", "GSM8K 61.2%, MATH 33%"),
        ("In GSM8K, the accuracy of Zorin is 61.2%.", "GSM8K 61.2%"),
        ("Evaluated on GSM8K, Zorin reaches an accuracy of 61.2%.", "GSM8K 61.2%"),
        ("Experiments on GSM8K show that Zorin reaches 61.2%, and that Quill reaches 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Experiments on GSM8K and MATH show gains of 4.0 and 2.9 points.", "GSM8K +4 pt, MATH +2.9 pt"),
        ("Experiments on GSM8K, MATH, and MMLU show accuracies of 61.2%, 33.0%, and 70.1%.", "GSM8K 61.2%, MATH 33%, MMLU 70.1%"),
        ("Zorin obtains accuracies of 61.2, 33.0 and 70.1 on GSM8K, MATH and MMLU.", "GSM8K 61.2, MATH 33, MMLU 70.1"),
        ("Zorin improves accuracy from 55.0% to 61.2% and F1 from 70.0 to 74.5 on SQuAD.", "SQuAD 55%, SQuAD 61.2%, SQuAD 70, SQuAD 74.5"),
        ("Zorin raises the F1 score by 2.0% and the exact match by 3.1% on SQuAD.", "SQuAD +2%, SQuAD +3.1%"),
        ("Zorin reaches 61.2% pass@1 on HumanEval and 55.5% on MBPP.", "HumanEval 61.2%, MBPP 55.5%"),
        ("Zorin gives an FID of 2.10 on ImageNet.", "ImageNet 2.1"),
        ("Zorin brings the FID on ImageNet down to 2.10.", "ImageNet 2.1"),
        ("Zorin lowers FID from 3.40 to 2.10 on ImageNet.", "ImageNet 3.4, ImageNet 2.1"),
        ("Zorin wins 64.0% of the comparisons on AlpacaEval.", "AlpacaEval 64%"),
        ("Zorin achieves a win rate of 64.0% against Quill on AlpacaEval 2.0.", "AlpacaEval 2.0 64%"),
        ("Zorin resolves 23.4% of issues on SWE-bench.", "SWE-bench 23.4%"),
        ("Zorin solves 40 of the 164 problems in HumanEval.", "HumanEval 40"),
    ],
)
def test_places(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We test Zorin on GSM8K and MATH. It reaches 61.2% and 33.0% on the two benchmarks.", "GSM8K 61.2%, MATH 33%"),
        ("We evaluate on GSM8K. On this benchmark, Zorin reaches 61.2%.", "GSM8K 61.2%"),
        ("Zorin reaches 61.2% on GSM8K. By comparison, Quill scored 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin reaches 61.2% on GSM8K. The much larger Quill reaches only 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        (
            "Zorin reaches a WER of 2.1 on LibriSpeech. Without a language model, it still obtains 2.9 WER.",
            "LibriSpeech 2.1, LibriSpeech 2.9",
        ),
        ("We test Zorin on HumanEval. The pass@1 rises from 40.2% to 51.8%.", "HumanEval 40.2%, HumanEval 51.8%"),
        ("Zorin obtains 61.2% on GSM8K. Ablations show a drop of 3.1 points without memory.", "GSM8K 61.2%"),
        ("Zorin obtains 61.2% on GSM8K. On real robots, it succeeds in 80% of trials.", "GSM8K 61.2%"),
        ("Zorin obtains 61.2% on GSM8K. In a user study, 70% preferred it.", "GSM8K 61.2%"),
        ("Zorin obtains 61.2% on GSM8K. Across six datasets, it achieves 55.0% on average.", "GSM8K 61.2%"),
        ("Zorin obtains 61.2% on GSM8K. It needs 40% less memory and reaches a 2.1x speedup.", "GSM8K 61.2%"),
    ],
)
def test_taken_up(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "Zorin is tested on GSM8K. It runs on 8 cards. Users rate it 20% higher.",
        "Across six benchmarks such as GSM8K and MATH, Zorin attains an average accuracy of 71.2%.",
        "Zorin attains 71.2% accuracy averaged over GSM8K, MATH and MMLU.",
        "Zorin gains 3.2 points on average across GSM8K, MATH, and MMLU.",
        "Across GSM8K, MATH, and MMLU, Zorin improves average accuracy by 3.2 points.",
        "Zorin is 3.5 times faster than Quill on GSM8K.",
        "Zorin reduces latency by 40% on GSM8K.",
        "Zorin needs 40% fewer tokens on GSM8K.",
        "Zorin matches Quill on GSM8K while using only 25% of the parameters.",
        "Zorin matches Quill on GSM8K at 3.1% of its cost.",
        "Zorin prunes 50% of the weights and keeps GSM8K accuracy.",
        "Zorin speeds up decoding 2.1-3.4x on GSM8K and HumanEval.",
        "Zorin is trained for 3.5 days and evaluated on GSM8K.",
        "Zorin takes 1.2 s per question on GSM8K.",
        "Zorin ranks 3rd on MMLU among 40 teams.",
        "Zorin wins on 12 of 14 GSM8K subsets.",
        "On GSM8K we vary the temperature from 0.2 to 0.8.",
        "We set the dropout to 0.1 for GSM8K.",
        "The effect on GSM8K is significant (p < 0.05).",
        "We use a learning rate of 0.001 on GSM8K.",
        "Zorin compresses the cache to 12.5% of its size without loss on GSM8K.",
        "On GSM8K, Zorin halves the number of tokens (by 51.2%).",
        "Zorin attains 3.7 dB PSNR on Set5.",
        "Zorin is trained on 2 tasks of GLUE and tested on 7.",
        "Zorin uses 4-bit weights and 8.5 GB on GSM8K runs.",
        "Zorin is trained with 15% masking and tested on GLUE.",
        "We mask 15% of tokens and evaluate on GLUE.",
        "Zorin runs at 30.5 fps on COCO.",
        "Zorin saves 62.5% of FLOPs on ImageNet.",
        "Zorin matches Quill on GSM8K with 70% fewer parameters and 3.5x lower latency.",
        "On ImageNet, Zorin achieves a 4.2x speedup at equal accuracy.",
        "Zorin removes 30% of the layers with no loss on MMLU.",
        "Pruning 50% of heads leaves MMLU unchanged.",
        "A 5% subset of MMLU suffices.",
        "We find that 12.5% of MMLU questions are wrong.",
        "GSM8K has 8.5K problems, of which 1.3K are for testing.",
        "We use version 2.1 of MMLU.",
        "Zorin is tested on MMLU under CC BY 4.0.",
        "Zorin reduces the training cost on ImageNet from 90 to 30.5 GPU hours.",
        "Zorin retains accuracy on ImageNet while cutting compute by 45%.",
    ],
)
def test_no_results(abstract):
    assert results(abstract) == ""


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
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
        (OWN + "Without retrieval, the best model reaches only 0.9% accuracy on grounding questions.", "TideBench 0.9%"),
        (
            OWN + "Across 13 agents, the best one achieves only 46% success rate (pass@1), while open models reach at most 19%.",
            "TideBench 46%, TideBench 19%",
        ),
        (
            OWN + "Strong models keep validity above 94% and relevance above 80%, yet achieve only 39-77% factual accuracy.",
            "TideBench 94%, TideBench 80%, TideBench 39%, TideBench 77%",
        ),
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
        (
            "With 2-bit weights, Zorin has a perplexity of 6.1 on WikiText-2, against 5.5 in full precision.",
            "WikiText-2 6.1, WikiText-2 5.5",
        ),
        ("Zorin compresses Quill to 1.6 bits with a perplexity of 6.1 on WikiText-2.", "WikiText-2 6.1"),
        ("Our 7B model scores 61.2 on GSM8K and 33.0 on MATH, close to GPT-4 (62.0 and 35.0).", "GSM8K 61.2, MATH 33, GSM8K 62, MATH 35"),
        ("Zorin-7B reaches 61.2% on GSM8K, Zorin-13B reaches 65.0%, and Zorin-70B reaches 80.1%.", "GSM8K 61.2%, GSM8K 65%, GSM8K 80.1%"),
        ("Zorin outperforms Quill on GSM8K (+5.1%), MATH (+3.0%), and is 2x faster.", "GSM8K +5.1%, MATH +3%"),
        (
            "Zorin raises the MATH score from 30.1 to 33.0, and the GSM8K score from 55.0 to 61.2.",
            "MATH 30.1, MATH 33, GSM8K 55, GSM8K 61.2",
        ),
        ("Compared with Quill, Zorin improves GSM8K and MMLU accuracy by 5.1% and 2.2%, respectively.", "GSM8K +5.1%, MMLU +2.2%"),
        ("Notably, on GSM8K our method surpasses Quill by 5.1 points (61.2 vs. 56.1).", "GSM8K +5.1 pt, GSM8K 61.2, GSM8K 56.1"),
        ("Zorin boosts accuracy by 5.1% on GSM8K, from 56.1% to 61.2%.", "GSM8K +5.1%, GSM8K 56.1%, GSM8K 61.2%"),
        ("Zorin reaches 61.2% on GSM8K (7B) and 80.1% (70B).", "GSM8K 61.2%, GSM8K 80.1%"),
        ("Zorin sets a new record on GSM8K: 61.2%.", "GSM8K 61.2%"),
        ("Gains are largest on GSM8K (up to 5.1 points) and smallest on MMLU (0.4 points).", "GSM8K +5.1 pt, MMLU +0.4 pt"),
        ("Across GSM8K, MATH and MMLU, Zorin improves accuracy by 5.1%, 3.0% and 0.4%.", "GSM8K +5.1%, MATH +3%, MMLU +0.4%"),
        ("Zorin improves results by 2-5% on GSM8K and MATH.", "GSM8K +2%, MATH +2%, GSM8K +5%, MATH +5%"),
        ("Zorin reaches 61.2% on GSM8K, which is 5.1% higher than Quill and only 1.0% below GPT-4.", "GSM8K 61.2%, GSM8K +5.1%, GSM8K -1%"),
    ],
)
def test_own_benchmark(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin gains 5.5 points on security benchmarks and 5.0 points on MMLU.", "MMLU +5 pt"),
        ("Zorin gets 30.3% accuracy on Kazakh quizzes, near the 32.0% of Quill-1B, and 25.5% on MMLU.", "MMLU 25.5%"),
        ("Zorin reaches 61.2% on GSM8K and suffers only a 3.7% drop in unseen environments.", "GSM8K 61.2%"),
        ("Zorin improves BLEU on WMT14 by an average of 7.4 over 21 translation directions.", "WMT14 +7.4"),
        ("At 50% sparsity, Zorin reaches 61.2% on GSM8K.", "GSM8K 61.2%"),
        ("Zorin reaches 61.2% on GSM8K with a 2.5x speedup.", "GSM8K 61.2%"),
        ("Trained on 10% of the data, Zorin reaches 61.2% on GSM8K.", "GSM8K 61.2%"),
        ("Zorin reaches 61.2% on GSM8K with 4.5 GB of memory.", "GSM8K 61.2%"),
        ("On GSM8K, Zorin shortens answers by 35% and raises accuracy by 2.1%.", "GSM8K +2.1%"),
        ("Zorin cuts reasoning length by 35% on GSM8K while improving accuracy by 2.1%.", "GSM8K +2.1%"),
    ],
)
def test_other_targets(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin reaches 71.0% ASR on AdvBench.", "AdvBench 71%"),
        ("On AdvBench, Zorin lowers the attack success rate (ASR) to 3%.", "AdvBench 3%"),
        ("Zorin gains 7.5% in HitRate@5 and 3.8% in HitRate@3 on BEIR.", "BEIR +7.5%, BEIR +3.8%"),
        ("Zorin improves by 4.5% SR on WebArena and 4.1% success on WebShop.", "WebArena +4.5%, WebShop +4.1%"),
        ("Zorin achieves 62.0% task success on WebArena.", "WebArena 62%"),
        ("Zorin achieves IoU/Dice scores of 76.8%/86.9% on ADE20K.", "ADE20K 76.8%, ADE20K 86.9%"),
        ("Zorin obtains 76.8 precision and 86.9 recall on CoNLL-2003.", "CoNLL-2003 76.8, CoNLL-2003 86.9"),
        ("Zorin obtains precision and recall of 76.8% and 86.9% on CoNLL-2003.", "CoNLL-2003 76.8%, CoNLL-2003 86.9%"),
        ("Zorin reaches a Spearman correlation of 0.71 on STS-B.", "STS-B 0.71"),
        ("Zorin achieves 87.0% PASS@1 on HumanEval.", "HumanEval 87%"),
        ("Zorin reaches 61.2% (accuracy) on GSM8K.", "GSM8K 61.2%"),
        ("Zorin attains a Frechet Inception Distance of 2.10 on ImageNet.", "ImageNet 2.1"),
        ("Zorin attains 61.2% accuracy, 70.0% precision and 65.5 F1 on SST-2.", "SST-2 61.2%, SST-2 70%, SST-2 65.5"),
        ("Zorin attains an accuracy of 61.2%, a precision of 70.0% and a recall of 65.5% on SST-2.", "SST-2 61.2%, SST-2 70%, SST-2 65.5%"),
        ("Zorin has 61.2% accuracy on GSM8K and improves over Quill by 13.5% on MATH.", "GSM8K 61.2%, MATH +13.5%"),
        ("Zorin yields macro-F1 gains of 3.1 on SST-2 and 2.2 on MNLI.", "SST-2 +3.1, MNLI +2.2"),
        ("Zorin yields a mean average precision (mAP) of 41.5 on COCO.", "COCO 41.5"),
        ("Zorin gets 41.5 box AP and 36.6 mask AP on COCO.", "COCO 41.5, COCO 36.6"),
        ("Zorin reaches 0.82 ROC-AUC on MoleculeNet.", "MoleculeNet 0.82"),
    ],
)
def test_metric_words(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("From a 4M-parameter model with 76.7% top-1 accuracy on ImageNet to a 650M model with 88.9%.", "ImageNet 76.7%, ImageNet 88.9%"),
        ("Zorin-7B and Zorin-70B score 61.2% and 80.0% on GSM8K.", "GSM8K 61.2%, GSM8K 80%"),
        ("On GSM8K, Zorin-7B and Zorin-70B score 61.2% and 80.0%.", "GSM8K 61.2%, GSM8K 80%"),
        ("Zorin scores 61.2% on GSM8K; Quill scores 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        (
            "On GSM8K, Zorin improves from 55.0% to 61.2%; on MATH, it improves from 30.1% to 33.0%.",
            "GSM8K 55%, GSM8K 61.2%, MATH 30.1%, MATH 33%",
        ),
        ("Zorin scores 61.2% on GSM8K; scaling to 40B tokens yields 65.0%.", "GSM8K 61.2%, GSM8K 65%"),
        ("For instance, Zorin achieves 61.2%, 33.0% on GSM8K and MATH.", "GSM8K 61.2%, MATH 33%"),
        ("Zorin exceeds 60% on GSM8K.", "GSM8K 60%"),
        ("No model exceeds 60% on GSM8K.", "GSM8K 60%"),
        ("Zorin achieves state-of-the-art results: 61.2% on GSM8K, 33.0% on MATH.", "GSM8K 61.2%, MATH 33%"),
        ("Zorin sets a new state of the art on GSM8K with 61.2% accuracy.", "GSM8K 61.2%"),
        ("Zorin sets a new state of the art on GSM8K at 61.2%.", "GSM8K 61.2%"),
        ("Zorin's MMLU is 70.1.", "MMLU 70.1"),
        ("Zorin obtains an increase of 2x in pass rate on HumanEval.", "HumanEval +2 x"),
        ("Zorin improves GSM8K accuracy by a factor of 2.", "GSM8K +2 x"),
    ],
)
def test_sentence_shapes(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("On GSM8K and MATH, Zorin outperforms Quill by 6.2% and 2.9%, respectively.", "GSM8K +6.2%, MATH +2.9%"),
        ("Zorin surpasses Quill by 6.2%, 2.9% and 1.1% on GSM8K, MATH and MMLU, respectively.", "GSM8K +6.2%, MATH +2.9%, MMLU +1.1%"),
        ("Zorin reaches 61.2/33.0/70.1 on GSM8K/MATH/MMLU.", "GSM8K 61.2, MATH 33, MMLU 70.1"),
        (
            "On the GSM8K, MATH, and MMLU benchmarks, Zorin attains scores of 61.2, 33.0, and 70.1, respectively.",
            "GSM8K 61.2, MATH 33, MMLU 70.1",
        ),
        (
            "Zorin improves accuracy on GSM8K and MATH from 55.0% and 30.1% to 61.2% and 33.0%, respectively.",
            "GSM8K 55%, GSM8K 61.2%, MATH 30.1%, MATH 33%",
        ),
        ("Zorin improves over Quill on GSM8K and MATH by up to 6.2% and 2.9%.", "GSM8K +6.2%, MATH +2.9%"),
        ("Zorin gains 4.0% on both GSM8K and MATH.", "GSM8K +4%, MATH +4%"),
        ("Zorin exceeds 90% on GSM8K and MATH.", "GSM8K 90%, MATH 90%"),
    ],
)
def test_one_to_one(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We report a 61.2% score on GSM8K.", "GSM8K 61.2%"),
        ("Zorin delivers 61.2% GSM8K accuracy.", "GSM8K 61.2%"),
        ("Zorin, with 61.2 on GSM8K, is the best open model.", "GSM8K 61.2"),
        ("This yields a new best result of 61.2% on GSM8K.", "GSM8K 61.2%"),
        ("This brings GSM8K accuracy to 61.2%.", "GSM8K 61.2%"),
        ("This takes the model from 55.0% to 61.2% on GSM8K.", "GSM8K 55%, GSM8K 61.2%"),
        ("Performance on GSM8K climbs from 55.0% to 61.2%.", "GSM8K 55%, GSM8K 61.2%"),
        ("Zorin's accuracy on GSM8K (61.2%) exceeds that of Quill (55.0%).", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin surpasses the previous best of 55.0% on GSM8K.", "GSM8K 55%"),
        ("Zorin surpasses Quill's 55.0% on GSM8K with 61.2%.", "GSM8K 55%, GSM8K 61.2%"),
        ("Zorin closes 40% of the gap to humans on GSM8K.", "GSM8K +40%"),
        ("Zorin sees a relative improvement of 14% on GSM8K.", "GSM8K +14%"),
        ("Zorin is 14% more accurate than Quill on GSM8K.", "GSM8K +14%"),
        ("Zorin improves the pass rate on MBPP by +5.0 points.", "MBPP +5 pt"),
        ("Zorin improves zero-shot ImageNet accuracy by an absolute 4.1 percentage points.", "ImageNet +4.1 pt"),
        ("We observe a 4.1-point gain on GSM8K.", "GSM8K +4.1 pt"),
        ("We observe gains (+4.1 on GSM8K and +3.0 on MATH).", "GSM8K +4.1, MATH +3"),
        ("We observe +4.1 pp on GSM8K and -0.5 pp on MATH.", "GSM8K +4.1 pt, MATH -0.5 pt"),
        ("Scaling hurts: scores fall 4.1 points on GSM8K.", "GSM8K -4.1 pt"),
        ("Quantization loses at most 0.8% on MMLU.", "MMLU -0.8%"),
        ("With only a 0.8% loss in accuracy on MMLU, Zorin halves memory.", "MMLU -0.8%"),
        ("Zorin lowers perplexity on WikiText-103 from 20.5 to 17.3.", "WikiText-103 20.5, WikiText-103 17.3"),
        (
            "Zorin reaches state-of-the-art perplexities of 17.3 (WikiText-103) and 54.5 (Penn Treebank).",
            "WikiText-103 17.3, Penn Treebank 54.5",
        ),
        ("Zorin ranks first on the LMSYS Chatbot Arena with an Elo of 1312.", "LMSYS Chatbot Arena 1312"),
        ("Zorin has an 85.3 GLUE score.", "GLUE 85.3"),
        ("Zorin improves mean AP on COCO by 28% relative.", "COCO +28%"),
    ],
)
def test_verbs(abstract, expected):
    assert results(abstract) == expected
