"""Which figures the rules take for scores, which for differences, and which for neither: a sign makes a difference, its lack a score."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article

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
        ("Zorin delivers gains on GSM8K (5.1%) and MATH (3.0%).", "GSM8K +5.1%, MATH +3%"),
        ("Zorin improves performance on GSM8K (5.1% absolute) and MATH (3.0% absolute).", "GSM8K +5.1%, MATH +3%"),
        ("Zorin shows consistent improvements: 5.1% on GSM8K and 3.0% on MATH.", "GSM8K +5.1%, MATH +3%"),
        ("The improvement on GSM8K is 5.1%.", "GSM8K +5.1%"),
        ("The gain reaches 5.1% on GSM8K.", "GSM8K +5.1%"),
        ("Compared to Quill, Zorin achieves 5.1% higher accuracy on GSM8K.", "GSM8K +5.1%"),
        ("Zorin achieves an absolute accuracy gain of 5.1% on GSM8K.", "GSM8K +5.1%"),
        ("Zorin achieves up to 5.1% accuracy improvement on GSM8K.", "GSM8K +5.1%"),
        ("Zorin surpasses Quill with a 5.1% margin on GSM8K.", "GSM8K +5.1%"),
        ("Zorin surpasses Quill (+5.1%) on GSM8K.", "GSM8K +5.1%"),
        ("Zorin outperforms Quill by 5.1%/3.0% on GSM8K/MATH.", "GSM8K +5.1%, MATH +3%"),
        ("Zorin is 5.1% ahead of Quill on GSM8K.", "GSM8K +5.1%"),
        ("Zorin is within 1.2% of GPT-4 on GSM8K.", "GSM8K +1.2%"),
        ("Zorin exceeds Quill's GSM8K accuracy by 5.1%.", "GSM8K +5.1%"),
        ("Zorin nearly matches GPT-4 on GSM8K (61.2% vs. 62.0%).", "GSM8K 61.2%, GSM8K 62%"),
        ("Zorin beats GPT-4 on GSM8K with 61.2% vs 60.0%.", "GSM8K 61.2%, GSM8K 60%"),
        ("Zorin boosts GSM8K to 61.2%.", "GSM8K 61.2%"),
        ("Zorin improves GSM8K accuracy to 61.2%.", "GSM8K 61.2%"),
        ("Zorin improves the best GSM8K result to 61.2% (5.1% absolute improvement).", "GSM8K 61.2%, GSM8K +5.1%"),
        ("Zorin increases GSM8K accuracy 5.1% over Quill.", "GSM8K +5.1%"),
        ("Zorin reduces the error rate on SST-2 to 3.1%.", "SST-2 3.1%"),
        ("Zorin reduces error on SST-2 by 31%, from 4.5% to 3.1%.", "SST-2 -31%, SST-2 4.5%, SST-2 3.1%"),
        ("Zorin incurs only a 0.3% drop on MMLU.", "MMLU -0.3%"),
        ("Zorin incurs a negligible drop (0.3%) on MMLU.", "MMLU -0.3%"),
        ("Accuracy on MMLU decreases by only 0.3 points.", "MMLU -0.3 pt"),
        ("With a loss of just 0.3% on MMLU, Zorin is small.", "MMLU -0.3%"),
        ("Zorin loses less than 0.3% accuracy on MMLU.", "MMLU -0.3%"),
        ("Zorin degrades MMLU accuracy by 0.3%.", "MMLU -0.3%"),
        ("Zorin suffers a degradation of 0.3% on MMLU.", "MMLU -0.3%"),
        ("Zorin keeps 99.1% of MMLU performance.", "MMLU +99.1%"),
        ("Zorin retains 99.1% of Quill's MMLU accuracy.", "MMLU +99.1%"),
        ("Zorin preserves over 99% of the original accuracy on MMLU.", "MMLU +99%"),
        ("Zorin obtains a 1.8x higher score on OSWorld.", "OSWorld +1.8 x"),
        ("Zorin doubles the score on OSWorld from 10.1 to 20.3.", "OSWorld 10.1, OSWorld 20.3"),
        ("Zorin achieves comparable results (61.2 vs 61.5) on GSM8K.", "GSM8K 61.2, GSM8K 61.5"),
        ("Zorin rises from 55.0 (Quill) to 61.2 on GSM8K.", "GSM8K 55, GSM8K 61.2"),
        ("On GSM8K, accuracy goes from 55.0% to 61.2% (+6.2 points).", "GSM8K 55%, GSM8K 61.2%, GSM8K +6.2 pt"),
        ("On GSM8K accuracy climbs 6.2 points, from 55.0% to 61.2%.", "GSM8K +6.2 pt, GSM8K 55%, GSM8K 61.2%"),
        ("Zorin yields 6.2- and 3.1-point gains on GSM8K and MATH.", "GSM8K +6.2 pt, MATH +3.1 pt"),
        ("Zorin yields an average +6.2 point gain on GSM8K.", "GSM8K +6.2 pt"),
        ("Zorin attains 61.2±0.4% on GSM8K.", "GSM8K 61.2%"),
        ("Zorin attains 61.2% (± 0.4) on GSM8K.", "GSM8K 61.2%"),
        ("Zorin attains 61.2 % accuracy on GSM8K.", "GSM8K 61.2%"),
        ("Zorin attains an accuracy of .612 on GSM8K.", "GSM8K 0.612"),
        ("Zorin attains \\textbf{61.2\\%} on GSM8K.", "GSM8K 61.2%"),
        ("Zorin attains $61.2\\%$ on GSM8K and $+3.1\\%$ on MATH.", "GSM8K 61.2%, MATH +3.1%"),
        ("Zorin attains 61.2 percent on GSM8K.", "GSM8K 61.2%"),
    ],
)
def test_score_or_difference(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin improves accuracy by 3.7 points on GSM8K and 4.2 on MATH.", "GSM8K +3.7 pt, MATH +4.2 pt"),
        ("Zorin brings gains of 3.7 points on GSM8K, 4.2 on MATH, and 1.0 on MMLU.", "GSM8K +3.7 pt, MATH +4.2 pt, MMLU +1 pt"),
        ("Zorin outperforms Quill-2.5 by 3.7 and 4.2 points on GSM8K and MATH.", "GSM8K +3.7 pt, MATH +4.2 pt"),
        ("Zorin outperforms Quill-2.5 on GSM8K by an absolute 3.7%.", "GSM8K +3.7%"),
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
        ("At an IoU threshold of 0.5, Zorin reaches 61.2 AP on COCO.", "COCO 61.2"),
        ("With 4.5M parameters, Zorin reaches 76.2% on ImageNet.", "ImageNet 76.2%"),
        ("With 10% labels, Zorin reaches 76.2% on ImageNet.", "ImageNet 76.2%"),
        ("Using only 1% of ImageNet labels, Zorin reaches 61.2% top-1.", "ImageNet 61.2%"),
        ("With 1% and 10% of the labels, Zorin reaches 61.2% and 70.5% top-1 accuracy on ImageNet.", "ImageNet 61.2%, ImageNet 70.5%"),
        ("At 2:4 sparsity, Zorin reaches a perplexity of 6.1 on WikiText-2.", "WikiText-2 6.1"),
        ("At 50% sparsity, Zorin loses 1.2% on MMLU; at 75%, it loses 4.5%.", "MMLU -1.2%, MMLU -4.5%"),
        ("Zorin with 3.5-bit weights gets 61.2% on MMLU.", "MMLU 61.2%"),
        ("Zorin-1.5 gets 61.2% on MMLU.", "MMLU 61.2%"),
        ("Llama 3.1 8B gets 61.2% on MMLU.", "MMLU 61.2%"),
        ("A random baseline would get 25% on MMLU.", "MMLU 25%"),
        ("On GSM8K, Zorin's answers are 35.5% shorter and 2.1% more accurate.", "GSM8K +2.1%"),
    ],
)
def test_scores_beside_other_figures(abstract, expected):
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
        "Zorin reaches parity with Quill on GSM8K using 10.5% of the tokens.",
        "Zorin prunes 62.5% of tokens on MMLU without loss.",
        "We filter 12.5% of MMLU questions as noisy.",
        "On MMLU, 35% of the errors are due to knowledge gaps.",
        "Zorin improves inference efficiency by 35% on MMLU.",
        "Zorin improves throughput on MMLU by 2.5x and 3.1x.",
        "Zorin reduces the KV cache by 75% on LongBench.",
        "Zorin attains 4.5x compression on LongBench.",
        "Zorin shrinks the context by 80% while keeping LongBench scores.",
        "Zorin matches Quill on LongBench while reading 20% of the input.",
        "Zorin costs $0.12 per problem on SWE-bench.",
        "Zorin spends 2.3 minutes per SWE-bench issue.",
        "Zorin calls the tool 3.4 times per GSM8K problem.",
        "We sample 16.5K questions from MMLU and 7.5K from GSM8K.",
        "MMLU covers 57 subjects and GSM8K has 8.5K problems.",
        "Zorin is trained for 2.5 epochs on data like GSM8K.",
        "GSM8K answers are 45.5 tokens long.",
        "We use a threshold of 0.5 on COCO.",
        "We test GPT-3.5, GPT-4.1 and Claude 3.5 on MMLU.",
        "Zorin v2.1 leads on MMLU.",
        "See Section 3.2 for MMLU and Table 4.1 for GSM8K.",
        "Zorin is evaluated on MMLU (version 1.2).",
        "Zorin is evaluated on SQuAD 1.1 and SQuAD 2.0.",
        "Zorin's calibration on MMLU improves, with p=0.01 and a 95% confidence interval.",
        "For 12% of users, Zorin is better on Chatbot Arena.",
        "Zorin handles images of 1.5 megapixels on DocVQA.",
        "With a learning rate of 3e-4 and 0.1 dropout, Zorin is trained on GLUE.",
        "On GSM8K, Zorin generates 35.5% shorter answers.",
        "On GSM8K, Zorin emits 120.5 tokens per answer, versus 340.2 for Quill.",
        "On GSM8K, token usage falls from 340.2 to 120.5.",
        "On GSM8K, Zorin is trained in 1.5 hours instead of 4.5.",
        "On GSM8K, rewards are clipped to 0.2.",
        "We introduce TideBench, a benchmark for agents. It is built from 1.2M posts, of which 35.5% are in French.",
        "We introduce TideBench, a benchmark for agents. Tasks take humans 3.5 minutes.",
        "We introduce TideBench, a benchmark for agents. 92.5% of tasks were verified.",
        "We introduce TideBench, a benchmark for agents. Each task needs 4.5 tools on average.",
        "We introduce TideBench, a benchmark for agents. It has 12.5% overlap with MMLU.",
        "We introduce TideBench, a benchmark for agents. Annotators reach a kappa of 0.81.",
        "We introduce TideBench, a benchmark for agents. We filter out 40.5% of the candidates.",
        "We introduce TideBench, a benchmark for agents. Costs fall by 90% compared with manual evaluation.",
        "Zorin improves by 5.1% on average over GSM8K, MATH and MMLU.",
        "Merging the models costs less than one point on MMLU.",
        "We show on ImageNet that a ratio of 0.75 works best.",
        "Zorin attains sixty percent on GSM8K.",
        "Zorin attains 61,2 on GSM8K in 3 days.",
    ],
)
def test_no_results(abstract):
    assert results(abstract) == ""
