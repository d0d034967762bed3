"""Which figures the rules tie to which benchmarks, in many wordings: a sign makes a difference, its lack a score."""

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
    ("abstract", "expected"),
    [
        ("Zorin gains 5.5 points on security benchmarks and 5.0 points on MMLU.", "MMLU +5 pt"),
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
        ("Sizes go from a 9M network with 71.5% accuracy on ImageNet to a 300M network with 84.1%.", "ImageNet 71.5%, ImageNet 84.1%"),
        ("Zorin-7B and Zorin-70B score 61.2% and 80.0% on GSM8K.", "GSM8K 61.2%, GSM8K 80%"),
        ("On GSM8K, Zorin-7B and Zorin-70B score 61.2% and 80.0%.", "GSM8K 61.2%, GSM8K 80%"),
        ("Zorin scores 61.2% on GSM8K; Quill scores 55.0%.", "GSM8K 61.2%, GSM8K 55%"),
        ("Zorin scores 61.2% on GSM8K; scaling to 40B tokens yields 65.0%.", "GSM8K 61.2%, GSM8K 65%"),
        ("For instance, Zorin achieves 61.2%, 33.0% on GSM8K and MATH.", "GSM8K 61.2%, MATH 33%"),
        ("Zorin exceeds 60% on GSM8K.", "GSM8K 60%"),
        ("No model exceeds 60% on GSM8K.", "GSM8K 60%"),
        ("Zorin achieves state-of-the-art results: 61.2% on GSM8K, 33.0% on MATH.", "GSM8K 61.2%, MATH 33%"),
        ("Zorin defines the new state of the art on GSM8K with 61.2% accuracy.", "GSM8K 61.2%"),
        ("Zorin defines the new state of the art on GSM8K at 61.2%.", "GSM8K 61.2%"),
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
        ("Zorin ranks first on the LMSYS Chatbot Arena with an Elo of 1312.", "LMSYS Chatbot Arena 1312"),
        ("Zorin has an 85.3 GLUE score.", "GLUE 85.3"),
        ("Zorin improves mean AP on COCO by 28% relative.", "COCO +28%"),
    ],
)
def test_verbs(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin gets 28.3% AMOTA@0.2 on the newly released nuScenes 3D tracking benchmark.", "nuScenes 28.3%"),
        ("Zorin takes a frozen policy to 95.0 PDMS on nuScenes and 56.3 EPDMS on KITTI.", "nuScenes 95, KITTI 56.3"),
        (
            "Zorin improves long videos on GenEval, increasing the total score from 77.9 to 81.2 while sharpening motion.",
            "GenEval 77.9, GenEval 81.2",
        ),
        ("Zorin outperforms Quill by 1.8 and 0.8 average BLEU points on CoVoST 2 and FLEURS.", "CoVoST 2 +1.8 pt, FLEURS +0.8 pt"),
        ("Zorin boosts Quill by 1.2% and 1.0% in terms of mIoU on ADE20K and Cityscapes.", "ADE20K +1.2%, Cityscapes +1%"),
        ("Zorin posts a 48.1% success rate on OSWorld versus ~12% for earlier models.", "OSWorld 48.1%, OSWorld 12%"),
        ("Zorin reaches 61% on OSWorld (up from 14.9% at launch).", "OSWorld 61%, OSWorld 14.9%"),
        ("Zorin improves zero-shot translation, e.g., by up to 9.7 BLEU points on WMT14.", "WMT14 +9.7 pt"),
        ("Zorin improves HumanEval by 3.2%, to 61.2%.", "HumanEval +3.2%, HumanEval 61.2%"),
        ("Zorin improves HumanEval by 3.2 points to 61.2.", "HumanEval +3.2 pt, HumanEval 61.2"),
        ("Zorin cuts the error on ImageNet from 3.1% to 2.2%, a 29% relative reduction.", "ImageNet 3.1%, ImageNet 2.2%, ImageNet -29%"),
        ("Zorin reaches 61.2% on GSM8K, a gain of 5.1 points over Quill.", "GSM8K 61.2%, GSM8K +5.1 pt"),
        ("Zorin reaches 61.2% on GSM8K, a 5.1-point gain.", "GSM8K 61.2%, GSM8K +5.1 pt"),
        ("Zorin reaches 61.2% on GSM8K - 5.1 points more than Quill - and 33.0% on MATH.", "GSM8K 61.2%, GSM8K +5.1 pt, MATH 33%"),
        ("On GSM8K, Zorin (61.2%) beats Quill (56.1%) and GPT-3.5 (55.0%).", "GSM8K 61.2%, GSM8K 56.1%, GSM8K 55%"),
        (
            "On GSM8K, the accuracy of Quill rises from 56.1% to 61.2% with Zorin; on MATH, from 30.0% to 33.0%.",
            "GSM8K 56.1%, GSM8K 61.2%, MATH 30%, MATH 33%",
        ),
        ("Zorin obtains a mean reward of 1.91 on MT-Bench.", "MT-Bench 1.91"),
        ("Zorin gets 8.3 on MT-Bench and a 92% win rate on AlpacaEval.", "MT-Bench 8.3, AlpacaEval 92%"),
        ("Zorin has an MT-Bench score of 8.3.", "MT-Bench 8.3"),
        ("Zorin scores 8.3/10 on MT-Bench.", "MT-Bench 8.3"),
        ("Zorin answers 87 of 100 questions of GSM8K.", "GSM8K 87"),
        ("On average, Zorin improves GSM8K accuracy by 5.1%.", "GSM8K +5.1%"),
        ("Zorin leads by 5.1% on GSM8K, 3.0% on MATH, and 4.0% on average.", "GSM8K +5.1%, MATH +3%"),
        ("Zorin improves code (HumanEval +5.1), math (GSM8K +3.0) and knowledge (MMLU +0.4).", "HumanEval +5.1, GSM8K +3, MMLU +0.4"),
        ("Relative error falls by 15% on GSM8K.", "GSM8K -15%"),
        ("Zorin achieves 95.1% of the accuracy of Quill on GSM8K with 12% of its parameters.", "GSM8K +95.1%"),
        ("Zorin's hallucination rate on TruthfulQA drops to 3.1%.", "TruthfulQA 3.1%"),
        ("Zorin's hallucination rate on TruthfulQA drops 3.1%.", "TruthfulQA -3.1%"),
        ("With Zorin, refusals on AdvBench rise to 97.1% from 31.0%.", "AdvBench 97.1%, AdvBench 31%"),
        ("Attacks succeed against Zorin in 97.1% of cases on AdvBench.", "AdvBench 97.1%"),
        ("Zorin breaks 97.1% of AdvBench prompts.", "AdvBench 97.1%"),
        ("Zorin's recall@10 on MS MARCO is 0.61, and its nDCG@10 on BEIR is 0.48.", "MS MARCO 0.61, BEIR 0.48"),
        ("Retrieval improves nDCG@10 on BEIR from 0.43 to 0.48 (+11.6%).", "BEIR 0.43, BEIR 0.48, BEIR +11.6%"),
        ("Zorin reaches an accuracy of 0.912 (Quill: 0.884) on SST-2.", "SST-2 0.912, SST-2 0.884"),
        ("Zorin gets top-1/top-5 accuracies of 76.2%/93.0% on ImageNet.", "ImageNet 76.2%, ImageNet 93%"),
        ("Zorin reaches 76.2% top-1 and 93.0% top-5 accuracy on ImageNet.", "ImageNet 76.2%, ImageNet 93%"),
        ("Zorin achieves 31.2 dB PSNR and 0.91 SSIM on KITTI.", "KITTI 0.91"),
        ("Zorin needs just 8 GPUs to reach 76.2% on ImageNet in 12.5 hours.", "ImageNet 76.2%"),
        ("Zorin uses 0.5% of the training set and gets 76.2% on ImageNet.", "ImageNet 76.2%"),
        ("With a budget of 2.5 dollars, Zorin gets 76.2% on ImageNet.", "ImageNet 76.2%"),
        ("Zorin gets 76.2% on ImageNet with an input of 224x224 and 4.1 GFLOPs.", "ImageNet 76.2%"),
        ("Zorin gets 76.2% on ImageNet after 1.5 epochs.", "ImageNet 76.2%"),
    ],
)
def test_more_wordings(abstract, expected):
    assert results(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Zorin obtains 61.2%, 44.0% and 33.0% on GSM8K, an unseen set and MMLU, respectively.", "GSM8K 61.2%, MMLU 33%"),
        ("Zorin obtains 61.2, 44.0, and 33.0 on flurbo, GSM8K, and MMLU.", "GSM8K 44, MMLU 33"),
        ("Zorin obtains 61.2, 44.0, and 33.0 on GSM8K, MMLU, and flurbo.", "GSM8K 61.2, MMLU 44"),
        ("On GSM8K, flurbo, and MMLU, Zorin obtains 61.2, 44.0, and 33.0.", "GSM8K 61.2, MMLU 33"),
        ("Zorin leads on GSM8K (61.2%), Flurbo (44.0%), and Glarp (33.0%).", "GSM8K 61.2%"),
        ("On GSM8K, Zorin (61.2%) beats Quill (56.1%) and Flurbo (55.0%).", "GSM8K 61.2%, GSM8K 56.1%, GSM8K 55%"),
    ],
)
def test_lists_that_hold_an_unknown_name(abstract, expected):
    assert results(abstract) == expected
