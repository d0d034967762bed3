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


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("The agent solves 40% of SWE-bench Verified and 12% of SWE-bench Pro.", ["SWE-bench Verified", "SWE-bench Pro"]),
        ("The LLM scores 80% on AIME 2024 and 2025.", ["AIME 2024", "AIME 2025"]),
        ("The LLM scores 80% on AIME24/25.", ["AIME24", "AIME 25"]),
        ("The LLM scores 80% on AIME 24 & 25.", ["AIME 24", "AIME 25"]),
        ("The network is tested on CIFAR-10/100 and on VOC 2007/2012.", ["CIFAR-10", "CIFAR-100", "VOC 2007", "VOC 2012"]),
        ("The network is tested on CIFAR-10 and -100.", ["CIFAR-10", "CIFAR-100"]),
        ("We evaluate the LLM on LiveCodeBench v5 and v6.", ["LiveCodeBench v5", "LiveCodeBench v6"]),
        ("The robot policy reaches 60% on RoboTwin 2.0 Hard.", ["RoboTwin 2.0 Hard"]),
        ("The LLM gains 5 points on Terminal-Bench~2, and 3 points on BFCL v4.", ["Terminal-Bench 2", "BFCL v4"]),
        ("We test the LLM on QuBLEX v2 and on FrobSet 2.0.", ["QuBLEX v2", "FrobSet 2.0"]),
        ("The LLM is benchmarked on TideBench v6 and TideBench-Pro.", ["TideBench v6", "TideBench-Pro"]),
        ("The policy succeeds on LIBERO-Spatial/Object/Goal.", ["LIBERO-Spatial", "LIBERO-Object", "LIBERO-Goal"]),
        ("On ImageNet-A, -R and -Sketch, the network stays accurate.", ["ImageNet-A", "ImageNet-R", "ImageNet-Sketch"]),
        ("Accuracy on the multilingual MMLU and on binarized MNIST rises.", ["multilingual MMLU", "binarized MNIST"]),
        ("Our LLM is first in the SemEval-2031 Task 4 competition.", ["SemEval-2031 Task 4"]),
        (r"The LLM fails on $\tau$-bench and on $\infty$Bench.", [r"$\tau$-bench", r"$\infty$Bench"]),
        ("The LLM is tested on \u03c4\u00b2-Bench Telecom.", ["\u03c4\u00b2-Bench Telecom"]),
        ("The LLM is strong on MMLU Korean, and on GSM8K.", ["MMLU Korean", "GSM8K"]),
        ("Accuracy of the LLM on Audio MultiChallenge rises.", ["Audio MultiChallenge"]),
    ],
)
def test_versions_and_parts(abstract, names):
    assert [name.replace("~", " ") for name, _ in found(abstract)] == names


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("The neural parser is assessed using the QuBLEX and FrobSet benchmarks.", ["QuBLEX", "FrobSet"]),
        ("Our LLM scores 71.3 on QuBLEX, 62.0 on FrobSet, and 14.9 on Marlin.", ["QuBLEX", "FrobSet", "Marlin"]),
        ("Extensive experiments on QuBLEX and FrobSet show that the trained model generalises.", ["QuBLEX", "FrobSet"]),
        ("Evaluations across QuBLEX, FrobSet, and XR4 confirm the gains of our LLM.", ["QuBLEX", "FrobSet", "XR4"]),
        (
            "Results on four datasets (QuBLEX, FrobSet, Marlin, and XR4) show that our LLM is robust.",
            ["QuBLEX", "FrobSet", "Marlin", "XR4"],
        ),
        ("The agent establishes a new state-of-the-art of 55.1 on QuBLEX Hard.", ["QuBLEX Hard"]),
        ("It ranks first on the QuBLEX leaderboard for language models.", ["QuBLEX"]),
        ("We use three datasets, QuBLEX, FrobSet and XR4, to evaluate the LLM.", ["QuBLEX", "FrobSet", "XR4"]),
        ("Experiments on MMLU, GSM8K, and the newly proposed QuBLEX show that the LLM gains.", ["MMLU", "GSM8K", "QuBLEX"]),
        ("Our LLM gains on GSM8K (+2.1), QuBLEX (+1.1) and FrobSet (+0.2).", ["GSM8K", "QuBLEX", "FrobSet"]),
        ("We evaluate detectors on QuBLEX classification, FrobSet detection, and ADE20K segmentation.", ["QuBLEX", "FrobSet", "ADE20K"]),
        ("The language model was evaluated on the Tidal Reasoning Test (TRT) and the Reef Exam.", ["TRT", "Reef Exam"]),
        ("We report top-1 accuracy of the neural network: 71% on FrobNet-1K and 80% on TideNet.", ["FrobNet-1K", "TideNet"]),
        ("We test LLMs on the HarborX suite of 30 games and on the ReefLab environment.", ["HarborX", "ReefLab"]),
        (r"We evaluate LLMs on \texttt{QuBLEX} and \emph{FrobSet}.", ["QuBLEX", "FrobSet"]),
        (r"The LLM leads on the \textit{QuBLEX} benchmark.", ["QuBLEX"]),
        ("We evaluate LLMs on **QuBLEX** and **FrobSet**.", ["QuBLEX", "FrobSet"]),
        ("Results in the TideSpeech Challenge 2031 show that neural recognition works.", ["TideSpeech Challenge 2031"]),
    ],
)
def test_contexts_of_unknown_names(abstract, names):
    assert found(abstract) == evaluated(*names)


@pytest.mark.parametrize(
    ("abstract", "rows"),
    [
        ("We introduce two new benchmarks, TideSet and ReefSet, to evaluate LLMs.", [("TideSet", "introduced"), ("ReefSet", "introduced")]),
        ("We present TideSet and ReefSet, two benchmarks for LLMs.", [("TideSet", "introduced"), ("ReefSet", "introduced")]),
        ("This paper presents the Tidal Question Benchmark (TQB), which measures LLMs.", [("TQB", "introduced")]),
        ("We construct the Tidal Knowledge Evaluation (TKE) benchmark for LLMs.", [("TKE", "introduced")]),
        ("Using TideProbe, our new benchmark, we test 20 LLMs.", [("TideProbe", "introduced")]),
        (r"We introduce \textbf{TideProbe}, a benchmark for LLMs.", [("TideProbe", "introduced")]),
        ("We release the TideProbe benchmark, based on GSM8K, for LLMs.", [("TideProbe", "introduced"), ("GSM8K", "mentioned")]),
        (
            "We extend MMLU to twelve languages and call the benchmark TideMMLU, for LLMs.",
            [("MMLU", "mentioned"), ("TideMMLU", "introduced")],
        ),
        ("Following HELM, we design TideSuite, an evaluation suite for LLMs.", [("HELM", "mentioned"), ("TideSuite", "introduced")]),
        ("While MMLU is widely used to evaluate LLMs, it is saturated.", [("MMLU", "mentioned")]),
        ("Current benchmarks (e.g., MMLU, GSM8K) miss the tidal skills of LLMs.", [("MMLU", "mentioned"), ("GSM8K", "mentioned")]),
        ("We use the recently released TideBench to evaluate LLMs.", [("TideBench", "evaluated")]),
    ],
)
def test_own_benchmarks_and_their_sources(abstract, rows):
    assert found(abstract) == rows


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("The TideSet Dataset: Tides for Language Models", ["TideSet"]),
        ("Introducing TideBench", ["TideBench"]),
        ("TideBench v2: Harder Tides for LLMs", ["TideBench v2"]),
        ("Towards a Unified Evaluation Benchmark for Language Models", []),
        ("TideBench: A Comprehensive Multilingual Benchmark", ["TideBench"]),
        ("TideBench: Long-Context Tidal Reasoning Benchmark", ["TideBench"]),
    ],
)
def test_titles(title, names):
    assert [name for name, _ in found("We measure many language models.", title=title)] == names


@pytest.mark.parametrize(
    "abstract",
    [
        "It outperforms strong baselines such as FrobMix and TideRAG on all language tasks.",
        "In experiments on reasoning tasks, TideRL surpasses GRPO and DPO for LLMs.",
        "On average over benchmarks, FrobMix improves accuracy of LLMs by 3%.",
        "Across three models (LLaDA, Zream, and MMaDA), FrobCache achieves better performance.",
        "Evaluated on 12 LLMs, FrobRAG improves factuality by 4%.",
        "Our LLM runs at 24 tokens per second on the Zorlink Dimensity 9300 processor.",
        "LLM decoding uses EAGLE-3 and Medusa, achieving 3x speedup on FrobFace TGI.",
        "We test the policy on Unitree Go2 and ANYmal robots and report success.",
        "We evaluate on Kazakh, Uzbek and Turkish translation with language models.",
        "The evaluation covers English-German and Chinese-English translation with neural models.",
        "We report the number of function evaluations (NFE) and the tidal error rate (TER) of the network.",
        "Performance on Visual Question Answering benchmarks rises for multimodal LLMs.",
        "We release TideInstruct, a dataset of 2M instructions for fine-tuning LLMs.",
        "We create TideMath, a synthetic dataset; models fine-tuned on TideMath solve more problems than other LLMs.",
        "We construct a dataset, TideMath-300K, on which we train TideMath-7B, a language model.",
        "We fine-tune the network on a mixture of datasets, including QuBLEX and FrobSet.",
        "The code of the language model is at https://github.com/TideLab2000/ReefEval-kit.",
        "We test the LLM in the Linux environment and with the Office suite and report accuracy.",
        "With 17.5K shell tasks to learn from, the LLM arrives at 41.3% on average.",
        "Strong results on Text-to-Image (T2I) and Image-to-Video (I2V) generation tasks of the diffusion model.",
        "The benchmark for LLMs covers nine tasks: Object Counting, Spatial Relation, and Route Planning.",
    ],
)
def test_models_methods_devices_and_corpora_are_no_benchmarks(abstract):
    assert found(abstract) == []


def test_a_long_form_and_its_initials_are_one_benchmark():
    abstract = "The Tidal Reasoning Benchmark measures LLMs. Our LLM leads on TRB."
    assert found(abstract) == evaluated("TRB")


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


@pytest.mark.parametrize(
    "abstract",
    [
        "This work introduces Grobal, a large-scale, multi-layer river map dataset for language models.",
        "We evaluate eleven LLMs on our newly built Grobal benchmark.",
        "Tests on our proposed dataset, Grobal, show that language models fail.",
        "We tested six language models on the Grobal benchmark, which we release with this paper.",
        "This paper presents Grobal, an assessment framework that measures how LLMs cite.",
    ],
)
def test_ways_to_present_a_benchmark(abstract):
    assert found(abstract) == [("Grobal", "introduced")]


@pytest.mark.parametrize(
    ("abstract", "rows"),
    [
        (
            "Our benchmark consists of three tasks, TideQuiz, BuoySort and ReefMap, on which LLMs fail.",
            [("TideQuiz", "introduced"), ("BuoySort", "introduced"), ("ReefMap", "introduced")],
        ),
        ("Our benchmark includes tasks of all kinds. We test the LLM on TideQuiz.", [("TideQuiz", "evaluated")]),
        ("GLUE comprises nine tasks, of which the language model leads on CoLA.", [("GLUE", "evaluated"), ("CoLA", "evaluated")]),
    ],
    ids=["parts of the paper's own", "no list", "parts of another's"],
)
def test_parts_of_a_benchmark(abstract, rows):
    assert found(abstract) == rows


@pytest.mark.parametrize(
    "abstract",
    [
        "We fine-tune language models using our 40K-example HullQA dataset.",
        "Zorin, a 3B language model, is trained with HullQA.",
        "We introduce HullCap, a large dataset with 30K pairs for caption instruction tuning of language models.",
        "We release KeelText, a dataset of 4M pages for post-training of LLMs.",
        "We introduce FineWeb-Keel, a dataset of 4M pages with labels for language models.",
        "Language models crawl sites such as LeetCode for problems.",
        "We release SOLAR 9B, a language model, and it beats Zorin.",
        "QRX improves several downstream tasks of language models by 3 points.",
        "QRX achieved large benchmark gains over neural baselines.",
        "Harbour traffic planning (HTP) comprises many tasks at which language models perform badly.",
        "The language model is tuned for S2TT and S2ST tasks and scored by accuracy.",
        "We study the Top-K recommendation task with language models and report accuracy.",
        "The neural generator has a CLAP score of 0.4.",
        "Neural nets need fewer function evaluations (NFE) than before.",
    ],
)
def test_training_data_tasks_and_measures_are_no_benchmarks(abstract):
    assert found(abstract) == []


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("Models of code are tested on Human Eval and on Trivia QA.", ["Human Eval", "Trivia QA"]),
        ("Our parser leads on MultiWOZ 2.4, and on MultiWOZ it needs no language model.", ["MultiWOZ 2.4"]),
        ("It solves 40% of miniF2F-test; miniF2F proofs of the language model are short.", ["miniF2F-test"]),
        ("The speech model reaches 3% WER on the LibriSpeech test-clean set.", ["LibriSpeech"]),
        ("The neural net wins in image classification in Kinetics, and in object detection in COCO.", ["Kinetics", "COCO"]),
    ],
    ids=["written apart", "version and name", "split and name", "split alone", "task in"],
)
def test_one_benchmark_by_several_spellings(abstract, names):
    assert found(abstract) == evaluated(*names)


def test_a_common_word_that_is_spelt_as_a_benchmark_is_none():
    assert found("The model learns to reason.", "Medical Reasoning Capability of Language Models") == []


@pytest.mark.parametrize(
    ("abstract", "role"),
    [
        ("LLMs have improved quickly on GSM8K.", "mentioned"),
        ("Agents have advanced a lot, most of all on GSM8K.", "mentioned"),
        ("GSM8K covers school arithmetic but not geometry. We propose Zorin, a language model.", "mentioned"),
        ("GSM8K measures arithmetic in English only. We train a language model.", "mentioned"),
        ("Zorin, our language model, improves on GSM8K by a lot.", "evaluated"),
        ("A language model is presented. It has improved on GSM8K by 4%.", "evaluated"),
    ],
)
def test_background_is_told_from_own_work(abstract, role):
    assert found(abstract) == [("GSM8K", role)]


@pytest.mark.parametrize(
    "abstract",
    [
        "In this paper we propose the Tidal Reading Assessment Benchmark (TRAB) to test language models.",
        "We developed the Tidal Reading Action Benchmark (TRAB), a framework of 40 trips for LLM agents.",
    ],
)
def test_the_short_form_of_an_own_benchmark(abstract):
    assert found(abstract) == [("TRAB", "introduced")]


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("A neural translator comes third on the well-known WMT 2013 news translation task.", ["WMT 2013 news translation task"]),
        ("We report BLEU of a language model on the WMT19 news translation task.", ["WMT19 news translation task"]),
        ("On the open-vocabulary Objects365 benchmark, our vision-language model is 1.7 AP ahead.", ["open-vocabulary Objects365"]),
        ("Accuracy of the neural model rises on open-vocabulary COCO.", ["open-vocabulary COCO"]),
        ("The model leads on the ImageNet 512x512 and 256x256 benchmarks.", ["ImageNet 512x512", "ImageNet 256x256"]),
        ("The model leads on COCO 64x64, 128x128 and 256x256.", ["COCO 64x64", "COCO 128x128", "COCO 256x256"]),
        ("The model leads on ImageNet 256x256 and 32 other sets.", ["ImageNet 256x256"]),
        ("With a notebook, a language model recalls more facts (e.g., F1 score +5.3 on TriviaQA).", ["TriviaQA"]),
        (
            "The new language model is better on QNLI by +1.4% (88.1% vs. 89.5%), on BoolQ by +0.7% (79.9% vs. 80.6%) and COPA by +4.2%.",
            ["QNLI", "BoolQ", "COPA"],
        ),
        (
            "A language model with a cache gains on PIQA by 4% (71 vs. 75), on RTE by 2% (64 vs. 66) and HellaSwag by 5% (58 vs. 63).",
            ["PIQA", "RTE", "HellaSwag"],
        ),
    ],
)
def test_qualifiers_and_lists_with_figures(abstract, names):
    assert found(abstract) == evaluated(*names)


@pytest.mark.parametrize(
    "abstract",
    [
        "Spiking Neural Networks (SNNs) are new. We evaluate the accuracy of language models on SNNs.",
        "State Tracking Machines (STMs) are new, and we report the performance of language models on STMs.",
        "Our language model is evaluated on iOS, on Android and on macOS.",
        "We test the language model's performance on Linux.",
        "Results of our language model improve on many BioNLP tasks.",
        "We train a neural tagger with the rare classes of the ImageNet dataset and ask what it lacks.",
        "We train the neural model on a large subset of the ImageNet data.",
    ],
)
def test_what_is_near_a_measurement_and_no_benchmark(abstract):
    assert found(abstract) == []
