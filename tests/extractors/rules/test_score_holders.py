"""Whose score a figure is, by the words around it."""

import pytest

from extractors.grounding import ground
from extractors.rules import benchmark_results
from extractors.rules.scan import Scan
from extractors.text import Article

OWN = "Zorin: A Language Model for Reasoning"


def holders(abstract: str, title: str = "On models") -> dict[float, str | None]:
    """The model of each result, by its value."""
    article = Article(title, abstract)
    rows = ground(benchmark_results.find(Scan(article)), article, "rules").rows["benchmark_results"]
    return {abs(row.value): row.model for row in rows}


@pytest.mark.parametrize(
    "sentence",
    [
        "Zorin-7B, a compact model trained on proofs, achieves 61.2% on GSM8K.",
        "Zorin-7B, trained on only 2,000 proofs, attains 61.2% on GSM8K.",
        "Zorin-7B, which sees each proof once, still reaches 61.2% on GSM8K.",
        "Despite its size, Zorin-7B alone scores 61.2% on GSM8K.",
        "On GSM8K, the fine-tuned Zorin-7B model reaches 61.2% accuracy, outperforming Quill-70B.",
        "On GSM8K, Zorin-7B outperforms Quill-70B, reaching 61.2% accuracy.",
        "Compared with Quill-70B and BramNet, Zorin-7B improves accuracy on GSM8K by 61.2 points.",
        "Unlike Quill-70B, Zorin-7B gets 61.2% on GSM8K.",
        "Experiments show that Zorin-7B with beam search consistently outperforms Quill-70B by 61.2% on GSM8K.",
        "The accuracy of Zorin-7B on GSM8K reaches 61.2%.",
        "Built on Quill-70B, Zorin-7B achieves 61.2% on GSM8K.",
        "Zorin-7B surpasses strong baselines such as BramNet and Quill-2, with gains of 61.2% on GSM8K.",
        "As a result, Zorin-7B is able to solve 61.2% of GSM8K.",
        "Zorin-7B becomes the first open model to exceed 61.2% on GSM8K.",
        "Among open models, Zorin-7B is the most accurate, with 61.2% on GSM8K.",
        "We train Zorin-7B, a model which achieves 61.2% on GSM8K.",
        "We present Zorin-7B, achieving 61.2% on GSM8K.",
        "We evaluate several models on GSM8K, with Zorin-7B scoring 61.2%.",
        "Zorin-7B (ours) obtains 61.2% on GSM8K.",
        "Compared to GPT-4, our Zorin-7B achieves a 61.2% higher accuracy on GSM8K.",
        "Zorin-7B is only 61.2 points behind GPT-4 on GSM8K.",
    ],
)
def test_subject_with_words_between(sentence):
    assert holders(sentence) == {61.2: "Zorin-7B"}


@pytest.mark.parametrize(
    "sentence",
    [
        "An accuracy of 61.2% on GSM8K is achieved by Zorin-7B.",
        "The best result on GSM8K, 61.2%, is obtained by Zorin-7B.",
        "GPT-4 is outperformed by Zorin-7B by 61.2 points on GSM8K.",
        "With Zorin-7B, we reach 61.2% on GSM8K.",
        "We reach 61.2% on GSM8K with Zorin-7B.",
        "Using Zorin-7B as a backbone, we obtain 61.2% on GSM8K.",
        "We fine-tune Zorin-7B on it and obtain 61.2% on GSM8K.",
        "By training Zorin-7B on our data, we reach 61.2% on GSM8K.",
        "Training on our data improves Zorin-7B by 61.2 points on GSM8K.",
        "This curriculum enables Zorin-7B to reach 61.2% on GSM8K.",
        "The method allows Zorin-7B to attain 61.2% on GSM8K.",
    ],
)
def test_passive_and_what_we_use_train_or_lift(sentence):
    assert holders(sentence) == {61.2: "Zorin-7B"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Our model achieves 61.2% on GSM8K.", "Zorin"),
        ("The resulting model achieves 61.2% on GSM8K.", "Zorin"),
        ("It outperforms Quill-2 by 61.2 points on GSM8K.", "Zorin"),
        ("The proposed approach improves accuracy on GSM8K by 61.2%.", "Zorin"),
        ("For instance, on GSM8K our approach gains 61.2 points over Quill-2.", "Zorin"),
        ("Results are strong: 61.2% on GSM8K.", "Zorin"),
        ("Applied to Quill-2, our method gains 61.2 points on GSM8K.", "Zorin"),
        ("With Zorin, Quill-2 reaches 61.2% on GSM8K.", "Quill-2"),
        ("Trained with Zorin, Quill-2 reaches 61.2% on GSM8K.", "Quill-2"),
        ("Proofs are hard. We achieve 61.2% on GSM8K.", None),
        ("Proofs are hard. Our results improve on the state of the art by 61.2% on GSM8K.", None),
        ("Proofs are hard. Using more data reaches 61.2% on GSM8K.", None),
        ("Proofs are hard. The best baseline reaches 61.2% on GSM8K.", None),
    ],
)
def test_the_paper_s_own(sentence, expected):
    assert holders(f"We introduce Zorin, a language model. {sentence}", OWN) == {61.2: expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Our method achieves 61.2% on GSM8K.", None),
        ("Our largest model, Zorin-70B, achieves 61.2% on GSM8K.", "Zorin-70B"),
        ("Our method, called Zorin, reaches 61.2% on GSM8K.", "Zorin"),
        ("Our 3B model reaches 61.2% on GSM8K.", "3B model"),
        ("An ensemble of five transformers reaches 61.2% on GSM8K.", "ensemble of five transformers"),
        ("Closed-source models achieve 61.2% on GSM8K.", "Closed-source models"),
        ("State-of-the-art models achieve 61.2% on GSM8K.", None),
        ("Leading models such as Quill-70B reach only 61.2% on GSM8K.", "Quill-70B"),
        ("Even the best model, Quill-70B, reaches only 61.2% on GSM8K.", "Quill-70B"),
        ("The strongest model (Quill-70B) reaches 61.2% on GSM8K.", "Quill-70B"),
        ("The best model reaches only 61.2% on GSM8K.", None),
        ("None of the 12 models exceeds 61.2% on GSM8K.", None),
        ("Plain fine-tuning reaches 61.2% on GSM8K.", None),
        ("Distilling Quill-70B into BramNet gives 61.2% on GSM8K.", None),
    ],
)
def test_described_and_unnamed(sentence, expected):
    assert holders(sentence) == {61.2: expected}


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("Our curriculum improves Quill-7B from 36.2% to 40.7% on GSM8K.", "Quill-7B", "Quill-7B"),
        ("Fine-tuning on these proofs boosts Quill-7B from 36.2% to 40.7% on GSM8K.", "Quill-7B", "Quill-7B"),
        ("We raise the accuracy of Quill-7B on GSM8K from 36.2% to 40.7%.", "Quill-7B", "Quill-7B"),
        ("GRPO raises Quill-7B from 36.2% to 40.7% on GSM8K.", "Quill-7B", "Quill-7B"),
        ("Zorin improves Quill-7B from 36.2% to 40.7% on GSM8K.", "Quill-7B", "Zorin"),
        ("Zorin improves accuracy on GSM8K from 36.2% to 40.7%.", None, "Zorin"),
        ("Zorin improves the state of the art on GSM8K from 36.2% to 40.7%.", None, "Zorin"),
        ("Even Quill-7B, the strongest of them, declines from 36.2% to 40.7% on GSM8K.", "Quill-7B", "Quill-7B"),
        ("On GSM8K, Quill-7B improves from 36.2% to 40.7%.", "Quill-7B", "Quill-7B"),
        ("On GSM8K, Quill-7B climbs steadily from 36.2% to 40.7%.", "Quill-7B", "Quill-7B"),
        ("Zorin surpasses Quill-7B on GSM8K (36.2% vs. 40.7%).", "Zorin", "Quill-7B"),
        ("Zorin approaches Quill-7B on GSM8K (36.2% vs 40.7%).", "Zorin", "Quill-7B"),
        ("Zorin performs better than Quill-7B on GSM8K, 36.2% versus 40.7%.", "Zorin", "Quill-7B"),
    ],
)
def test_pairs(sentence, before, after):
    assert holders(sentence, OWN) == {36.2: before, 40.7: after}


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("Zorin-7B reaches 61.2% on GSM8K, compared to 58.4% for Quill-7B.", "Zorin-7B", "Quill-7B"),
        ("Zorin-7B reaches 61.2% on GSM8K, compared to Quill-7B's 58.4%.", "Zorin-7B", "Quill-7B"),
        ("On GSM8K, Zorin-7B scores 61.2%, whereas Quill-7B only manages 58.4%.", "Zorin-7B", "Quill-7B"),
        ("On GSM8K, Zorin-7B and Quill-7B reach 61.2% and 58.4%, respectively.", "Zorin-7B", "Quill-7B"),
        ("Zorin-7B and Quill-7B achieve state-of-the-art results on GSM8K (61.2% and 58.4%, respectively).", "Zorin-7B", "Quill-7B"),
        ("On GSM8K, Zorin-7B achieves 61.2%, surpassing the 58.4% of Quill-7B.", "Zorin-7B", "Quill-7B"),
        ("For GSM8K, Zorin-7B leads (61.2%), followed by Quill-7B (58.4%).", "Zorin-7B", "Quill-7B"),
        ("GSM8K: Zorin-7B 61.2%, Quill-7B 58.4%.", "Zorin-7B", "Quill-7B"),
        ("On GSM8K, Zorin-7B reaches 61.2% versus 58.4% for beam search.", "Zorin-7B", "beam search"),
        ("Zorin-7B attains 61.2% on GSM8K, compared with the previous best of 58.4%.", "Zorin-7B", None),
        ("Zorin-7B attains 61.2% on GSM8K, up from 58.4% for the previous version.", "Zorin-7B", None),
        ("On GSM8K, Zorin-7B achieves 61.2%, while the best baseline achieves 58.4%.", "Zorin-7B", None),
        ("On GSM8K, Zorin-7B achieves 61.2%, 58.4 points above Quill-7B.", "Zorin-7B", "Zorin-7B"),
        ("Zorin-7B attains 61.2% on GSM8K, outperforming the best open model by 58.4%.", "Zorin-7B", "Zorin-7B"),
        ("Zorin-7B scores 61.2% on GSM8K, while humans score 58.4%.", "Zorin-7B", "humans"),
        ("Zorin-7B scores 61.2% on GSM8K, far below human performance (58.4%).", "Zorin-7B", "human"),
        ("Zorin-7B scores 61.2% on GSM8K, compared to 58.4% for human experts.", "Zorin-7B", "human experts"),
    ],
)
def test_comparisons(sentence, first, second):
    assert holders(sentence) == {61.2: first, 58.4: second}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("With an accuracy of 61.2% on GSM8K, Zorin-7B outperforms all open models.", "Zorin-7B"),
        ("Achieving 61.2% on GSM8K, Zorin-7B surpasses Quill-2.", "Zorin-7B"),
        ("At 61.2% on GSM8K, our Zorin-7B is the best open model.", "Zorin-7B"),
        ("For Zorin-7B, accuracy on GSM8K increases to 61.2%.", "Zorin-7B"),
        ("Prompting Zorin-7B with eight examples achieves 61.2% on GSM8K.", "Zorin-7B"),
        ("The 7B variant of Zorin reaches 61.2% on GSM8K.", "Zorin"),
        ("Meanwhile, Zorin-7B obtains 61.2% on GSM8K.", "Zorin-7B"),
        ("Ablations show an accuracy of 61.2% on GSM8K.", None),
        ("LLMs reach only 61.2% on GSM8K.", None),
        ("Scores on GSM8K are low: 61.2% (GPT-4).", "GPT-4"),
        ("Models perform poorly on GSM8K (e.g., GPT-4 at 61.2%).", "GPT-4"),
    ],
)
def test_holders_in_other_places(sentence, expected):
    assert holders(sentence) == {61.2: expected}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zorin scored 61.2% on GSM8K, beating GPT-4's 58.0% and Claude 3's 57.1%.", ["Zorin", "GPT-4", "Claude 3"]),
        ("Zorin outperforms GRPO by 3.1% and DPO by 4.5% on GSM8K.", ["Zorin", "Zorin"]),
        ("Zorin achieves 61.2% on GSM8K, close to GPT-4 (62.4%) and better than Quill-2 (55.5%).", ["Zorin", "GPT-4", "Quill-2"]),
        ("Zorin-8B reaches 61.2% on GSM8K, surpassing its teacher (58.5%).", ["Zorin-8B", None]),
        ("Quill-2 and BramNet reach 61.2% on GSM8K, while the improved Zorin reaches 70.5%.", ["Quill-2", "Zorin"]),
        ("Zorin is a 3B model that reaches 61.2% on GSM8K.", ["Zorin"]),
        ("A single Zorin reaches 61.2% on GSM8K, and an ensemble of four models reaches 64.5%.", ["Zorin", "ensemble of four models"]),
        ("Zorin achieves 61.2% on GSM8K, exceeding both GPT-4 and Quill-2 by more than 3.1 points.", ["Zorin", "Zorin"]),
        ("Current systems achieve 29.5% on GSM8K, compared to a human baseline of 92.4%.", [None, "human"]),
        ("GPT-4 attains 29.5% on GSM8K, falling far short of human performance at 92.4%.", ["GPT-4", "human"]),
        ("When combined with Quill-2, our method reaches 61.2% on GSM8K.", ["Zorin"]),
        ("Integrating Zorin into Quill-2 improves accuracy on GSM8K by 3.1%.", ["Zorin"]),
    ],
)
def test_several_holders_in_one_sentence(sentence, expected):
    assert list(holders(sentence, OWN).values()) == expected


@pytest.mark.parametrize(
    "name",
    ["phi-3-mini", "Qwen2.5-VL 72B", "Claude 3.5 Sonnet", "Gemma 3 27B IT", "Command R+", "ViT-G/14", "Swin Transformer V2-G", "mT5-XXL",
     "wav2vec 2.0", "nnU-Net", "BERT-large", "Zorin++", "Zorin-R1-Zero", "k1.5", "Kimi K2", "Zorin Base", "ZorinNet + Mixup"],
)  # fmt: skip
def test_names_of_many_shapes(name):
    assert holders(f"{name} achieves 61.2% accuracy on GSM8K, outperforming Quill-2 by 3.5 points.") == {61.2: name, 3.5: name}


@pytest.mark.parametrize(
    "opening",
    ["Without any fine-tuning,", "In the zero-shot setting,", "Using a single GPU,", "Thanks to its data,", "After instruction tuning,",
     "By combining retrieval and planning,", "More importantly,", "Among all models tested,", "Compared to all other systems,"],
)  # fmt: skip
def test_openings_hold_nothing(opening):
    assert holders(f"{opening} Zorin-7B scores 61.2% on GSM8K.") == {61.2: "Zorin-7B"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A simple CNN achieves 61.2% accuracy on ImageNet.", "simple CNN"),
        ("A phrase-based SMT system achieves 61.2% accuracy on ImageNet.", "phrase-based SMT system"),
        ("The bidirectional LSTM achieves 61.2% accuracy on ImageNet.", "bidirectional LSTM"),
        ("Labels produced by the LSTM achieve 61.2% accuracy on ImageNet.", "LSTM"),
        ("ResNet-50 reaches 75.5% accuracy on ImageNet, against 61.2% for a strong SVM baseline.", "strong SVM baseline"),
        ("A 1.5B model tuned on our data reaches 61.2% accuracy on ImageNet.", None),
    ],
)
def test_kinds_of_networks(sentence, expected):
    assert holders(sentence)[61.2] == expected
