import time

import pytest

from extractors.rules.names import Kind, kind_of, looks_like_name
from extractors.rules.own_names import own_names
from extractors.text import Article


def found(title, abstract=""):
    return [(own.name, own.kind) for own in own_names(Article(title, abstract))]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Heron: A Small Language Model for Marshes", [("Heron", "model")]),
        ("HeronNet-2: Wading with Care", [("HeronNet-2", None)]),
        ("HeronBench: Wading with Models", [("HeronBench", "benchmark")]),
        ("MarshText: An Open Corpus of Reeds", [("MarshText", "dataset")]),
        ("Heron 2.0: A Library for Waders", [("Heron 2.0", "code")]),
        ("HeronLM 2 Technical Report", [("HeronLM 2", None)]),
        ("HeronLM-2 Vision Models: Small and Quick", [("HeronLM-2", "model")]),
        ("Introducing Heron2: A Small Vision Model", [("Heron2", "model")]),
        ("Welcome Heron 3: small, open and quick", [("Heron 3", None)]),
        ("Meet Heron 3", [("Heron 3", None)]),
        ("Announcing HeronLM-2, our best model yet", [("HeronLM-2", "model")]),
        ("Heron Reed Large Technical Report", [("Heron Reed Large", None)]),
        ("Heron Reed 2 Release", [("Heron Reed 2", None)]),
        ("The HeronLM2 Suite: Technical Report", [("HeronLM2", None)]),
        ("heron-oss", [("heron-oss", None)]),
        ("heron-2: Wading with Care", [("heron-2", None)]),
        ("heron2vec 2.0: Wading with Care", [("heron2vec 2.0", None)]),
        ("Marsh Labs Releases Heron 4.5: A Model Family", [("Heron 4.5", "model")]),
        ("MarshAI open-sources HeronLM, a model that reads", [("HeronLM", "model")]),
        ("HeronLM and HeronLM-Chat: Models of Marshes", [("HeronLM", "model"), ("HeronLM-Chat", "model")]),
        ("HeronVL & HeronVLA: Wading", [("HeronVL", None), ("HeronVLA", None)]),
        ("HeronLM: Technical Report", [("HeronLM", None)]),
        ("HeronLM Report", [("HeronLM", None)]),
        ("The HeronLM Family of Models", [("HeronLM", None)]),
        ("HeronLM, a Small Language Model of Marshes", [("HeronLM", "model")]),
        ("HeronLM \u2014 a model that wades", [("HeronLM", "model")]),
        ("Herons Wade in Marshes", []),
        ("Release of New Models for Marshes", []),
        ("Wading with Models: A Review", []),
        ("Vision-Language Models in Marshes", []),
        ("Open Marshes: a survey", []),
        ("How Do Herons Wade: A Survey", []),
    ],
)
def test_the_name_at_the_head_of_a_title(title, expected):
    assert found(title) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We introduce HeronLM, a family of language models.", [("HeronLM", "model")]),
        ("In this work, we further develop and release HeronLM, a chatbot.", [("HeronLM", "model")]),
        ("This paper presents WADE, a method for tuning.", [("WADE", "method")]),
        ("We propose Wading Across Dry Earth (WADE), which is quick.", [("WADE", None)]),
        ("We build a new benchmark called ReedBench.", [("ReedBench", "benchmark")]),
        ("The resulting model, HeronLM-Chat, is good.", [("HeronLM-Chat", None)]),
        ("Our final model, HeronLM-8B, is good.", [("HeronLM-8B", "model")]),
        ("We collect the ReedQA dataset.", [("ReedQA", "dataset")]),
        ("We introduce HeronLM-2B and HeronLM-7B, two models.", [("HeronLM-2B", "model"), ("HeronLM-7B", "model")]),
        (
            "We close the gap by introducing Heron-Large (317M parameters) and Heron-XL (964M parameters).",
            [("Heron-Large", None), ("Heron-XL", None)],
        ),
        ("We release ReedQA, ReedNLI and ReedSum.", [("ReedQA", None), ("ReedNLI", None), ("ReedSum", None)]),
        (
            "We present Heron-Base, Heron-Large, and Heron-XL for marshes.",
            [("Heron-Base", None), ("Heron-Large", None), ("Heron-XL", None)],
        ),
        ("This technical report describes the training of heron-embed-v1, a text embedding model.", [("heron-embed-v1", "model")]),
        ("We describe heron-2, a language model.", [("heron-2", "model")]),
        ("We present \\textbf{HeronLM-7B}, a language model.", [("HeronLM-7B", "model")]),
        ("We present `HeronLM`, a language model.", [("HeronLM", "model")]),
        ("This report documents the development of HeronLM2, a small (1.7 billion parameter) language model.", [("HeronLM2", "model")]),
        ("The model, called HeronLM-1B, builds on an existing architecture.", [("HeronLM-1B", "model")]),
        ("We refer to the tuned model as HeronLM.", [("HeronLM", None)]),
        ("We tune a network on reeds, resulting in HeronLM-500, which wades.", [("HeronLM-500", "model")]),
        ("We then tune it on reeds to obtain HeronLM-Chat.", [("HeronLM-Chat", None)]),
        ("Merging the two yields HeronMix, a model that wades.", [("HeronMix", "model")]),
        ("We propose Wading Across Reeds, a method for herons.", [("Wading Across Reeds", "method")]),
        ("We train GPT-9, a language model with 9B parameters.", [("GPT-9", "model")]),
        ("We release Llama-9-Reed, our model.", [("Llama-9-Reed", "model")]),
        ("With the release of Heron Sky family, our new 8B and 32B language models, we wade.", [("Heron Sky", "model")]),
        ("Today marks the launch of HeronLM 4, our largest model.", [("HeronLM 4", "model")]),
        (
            "We're releasing two checkpoints, Heron-7B-Wade and Heron-14B-Wade, for reeds.",
            [("Heron-7B-Wade", "model"), ("Heron-14B-Wade", "model")],
        ),
        ("We compare it with GPT-9, our reference point.", []),
        ("We make three contributions: First, we wade.", []),
        ("In this paper, we propose a novel framework, termed WadeNet, to read reeds.", [("WadeNet", "method")]),
        ("We propose a new method, namely WadeNet, which is quick.", [("WadeNet", "method")]),
        ("We propose a method (WadeNet) for herons.", [("WadeNet", "method")]),
        ("To this end, WadeNet is proposed, a network that wades.", [("WadeNet", None)]),
        ("A new network, WadeNet, is introduced.", [("WadeNet", None)]),
        ("This paper introduces WadeNet.", [("WadeNet", None)]),
        ("Here, we present WadeNet: a network for herons.", [("WadeNet", "model")]),
        ("Our approach, WadeNet, wades.", [("WadeNet", "method")]),
        ("Our WadeNet model wades.", [("WadeNet", "model")]),
        ("We named it WadeNet.", [("WadeNet", None)]),
        ("In response, we develop WADE (Wading Across Dry Earth), a method.", [("WADE", "method")]),
        (
            "We open-source HeronLM-2B, HeronLM-7B and HeronLM-30B.",
            [("HeronLM-2B", "model"), ("HeronLM-7B", "model"), ("HeronLM-30B", "model")],
        ),
        ("We introduce a model family, HeronLM, and a benchmark, ReedBench.", [("HeronLM", "model"), ("ReedBench", "benchmark")]),
        (
            "We construct ReedQA, a dataset of 4K questions, and WadeBench, a benchmark.",
            [("ReedQA", "dataset"), ("WadeBench", "benchmark")],
        ),
        ("We introduce WadeNet, and evaluate it on ImageNet and COCO.", [("WadeNet", None)]),
        ("We propose to use BERT and GPT-2 as readers.", []),
        ("We build on Llama 2 and Mistral.", []),
        ("We present results on ImageNet, COCO and ADE20K.", []),
        ("We provide an analysis of GPT-4 and Claude.", []),
        ("We release code under the MIT License.", []),
        ("We present a study of Llama-3-8B-Instruct.", []),
        ("We train ResNet-50 on ImageNet.", []),
        ("We report BLEU scores on WMT14.", []),
        ("We design prompts for ChatGPT and PaLM.", []),
        ("We develop an Android app.", []),
        ("We present a proof of the Riemann Hypothesis for curves.", []),
        ("We train on ImageNet and test it on GPUs.", []),
        ("We report top-1 and top-5 accuracy.", []),
        ("We present layer-2 results.", []),
        ("We show that our training recipe consistently improves the Qwen9-32B base models.", []),
        ("We use training techniques, including ReedMix and FlashReed.", []),
        ("We release it under an Apache 2.0 license.", []),
        ("We train on reeds, yielding ImageNet accuracy of 80%.", []),
        ("We continue the pre-training of Llama 9 on reeds.", []),
        ("We build high-quality data and pre-training corpora.", []),
        ("We propose a method based on Byte Pair Encoding (BPE).", []),
        ("HeronLM was recently released by others.", []),
        ("We evaluate networks trained on ReedQA.", []),
        ("We propose an LLM-based approach.", []),
    ],
)
def test_the_names_that_an_abstract_introduces(abstract, expected):
    assert found("On marshes", abstract) == expected


def test_what_the_abstract_says_of_the_whole_title():
    assert found("Heron Reed 3", "Heron Reed 3 is our language model for marshes.") == [("Heron Reed 3", "model")]


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("marshlab/Heron-7B-Wade", "", [("Heron-7B-Wade", None)]),
        ("Meta Heron 3", "", [("Heron 3", None)]),
        ("Google's Heron 3 Technical Report", "", [("Heron 3", None)]),
        ("What to know of Heron 3", "Heron 3 is a language model developed by Marsh Labs.", [("Heron 3", "model")]),
        ("A look at Heron Sky", "Heron Sky is the newest model of Marsh Labs.", [("Heron Sky", "model")]),
        ("A look at Llama 9", "Llama 9 is the latest model family of Meta.", [("Llama 9", "model")]),
        ("Probing BERT", "BERT is a language model that reads both ways. We probe it.", []),
        ("On Heron", "Herons are birds that wade.", []),
    ],
)
def test_the_names_of_announcements(title, abstract, expected):
    assert found(title, abstract) == expected


def test_a_name_is_one_and_the_abstract_says_its_kind():
    assert found("HeronLM: Wading with Care", "We present HeronLM, a language model.") == [("HeronLM", "model")]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("an open language model", Kind.MODEL),
        ("a framework for training models", Kind.METHOD),
        ("a family of encoders", Kind.MODEL),
        ("a benchmark dataset", Kind.DATASET),
        ("a heron", None),
    ],
)
def test_the_head_noun_says_the_kind(phrase, kind):
    assert kind_of(phrase) == kind


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("HeronLM", True),
        ("GPT-4", True),
        ("mT5", True),
        ("Heron", False),
        ("heron", False),
        ("LLM", False),
        ("GPU", False),
        ("LLaMA-based", False),
    ],
)
def test_what_looks_like_a_name(word, is_name):
    assert looks_like_name(word) is is_name


@pytest.mark.parametrize("text", ["We introduce ", "we propose A B C ", "our our ", "called Foo ", "We present Foo (FOO "])
def test_time_grows_with_the_text_alone(text):
    article = Article("On marshes", text * (100_000 // len(text)))
    began = time.perf_counter()
    own_names(article)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        ("Model Card for Tidepool", "Tidepool is a small, multilingual language model. It reads maps.", "Tidepool"),
        ("Curlew R Model", "Curlew R is a language model for long maps.", "Curlew R"),
        ("Fen Labs Curlew Deep is good at sums", "Fen Labs has unveiled Curlew Deep, a reasoning model.", "Curlew Deep"),
        ("Curlew and The Reed v2", "Marsh Group is releasing Curlew, a family of models.", "Curlew"),
        ("Salt Marsh: The First Open Tidal Language Model", "We present Salt Marsh 7B, a new model.", "Salt Marsh"),
        ("On marshes", "We introduce the Curlew series of reading models for maps.", "Curlew"),
    ],
)
def test_an_announcement_names_its_model(title, abstract, name):
    assert any(own.name == name for own in own_names(Article(title, abstract)))


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Probing Curlew on maps", "Fen Labs has released Curlew, a language model. We probe it."),
        ("On marshes", "We tune the largest open-source Curlew model on maps."),
        ("Large Models: A Method of Care", "Large Models are costly."),
    ],
)
def test_the_model_of_others_is_no_own_name(title, abstract):
    assert not any(own.name in ("Curlew", "Large Models") for own in own_names(Article(title, abstract)))
