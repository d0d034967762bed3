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
        ("Herons Wade in Marshes", []),
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
        ("We train on ImageNet and test it on GPUs.", []),
        ("HeronLM was recently released by others.", []),
        ("We evaluate networks trained on ReedQA.", []),
        ("We propose an LLM-based approach.", []),
    ],
)
def test_the_names_that_an_abstract_introduces(abstract, expected):
    assert found("On marshes", abstract) == expected


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
