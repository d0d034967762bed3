"""How the language says whose a size is, and what is no size: scores with a size, larger versions, TeX names, kinds of models."""

import pytest

from extractors.grounding import ground
from extractors.rules.model_sizes import find
from extractors.rules.scan import Scan
from extractors.text import Article

M, B = 10**6, 10**9


def named(abstract, title="On herons"):
    """The models with their sizes that pass the gate."""
    article = Article(title, abstract)
    extraction = ground(find(Scan(article)), article, "test 1")
    assert extraction.rejects == []
    return [(row.model, row.params) for row in extraction.rows["model_sizes"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We rank the harm of over 5 million variants in 410 plants.", []),
        ("The network reads over 2 million versions of documents.", []),
        ("We call 12 million variants with a model of the genome.", []),
        ("We release the 7 million and 30 million variants of Zorin.", [("Zorin", 7 * M), ("Zorin", 30 * M)]),
    ],
)
def test_millions_of_things_are_no_parameters(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run only once, our Zorin-P4 achieves leading 48.2 AP on COCO with 31M parameters.", [("Zorin-P4", 31 * M)]),
        ("Zorin-L2 attains 81.2% on ImageNet with 24M parameters, and runs fast.", [("Zorin-L2", 24 * M)]),
        ("Zorin-XS reaches 71.2 on MMLU using only 2B parameters.", [("Zorin-XS", 2 * B)]),
        ("Zorin-XS achieves better accuracy than models with 70B parameters.", [(None, 70 * B)]),
    ],
)  # fmt: skip
def test_who_scores_with_a_size_has_it(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the end, we scale up Zorin by training a larger version made of 32 blocks with 3 billion parameters.",
        "We scale Zorin up by pre-training a bigger variant with 3B parameters.",
        "We scale our Zorin model through training a much larger model of 3B parameters.",
    ],
)
def test_a_larger_version_is_of_what_is_scaled_up(text):
    assert named(text, "Zorin: Better Pre-training") == [("Zorin", 3 * B)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"We train a model, \heron, that uses the same compute budget as \marlo but with 70B parameters.", [("heron", 70 * B)]),
        (r"We train \heron, a language model with 12B parameters.", [("heron", 12 * B)]),
        (r"\heron has 3B parameters.", [("heron", 3 * B)]),
        (r"We train a network with \alpha and 3B parameters.", [(None, 3 * B)]),
        (r"We train \numruns networks, a \newmodel with 3B parameters.", [(None, 3 * B)]),
    ],
)
def test_a_name_may_be_led_by_a_backslash(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We present Heron Pen, a set of art models. Our largest sketch model is a transformer of 18B parameters.", None),
        ("We present Heron Pen. Our largest sketch model is a network of 18B parameters. Our largest music model is small.", None),
        ("We present Heron Pen, a set of art models. The largest music model is a transformer of 18B parameters.", None),
        ("We present Heron Pen, a language model. Our largest model is a network of 18B parameters.", "Heron Pen"),
    ],
)
def test_the_largest_model_of_one_kind_has_not_the_name_of_all(text, expected):
    assert named(text, "Heron Pen: Tools for Sketches") == [(expected, 18 * B)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The models are available via a first-of-its-kind API. heron-7b-online and heron-70b-online are also accessible.",
            [("heron-7b-online", 7 * B), ("heron-70b-online", 70 * B)],
        ),
        ("It is served by a public API. heron-7b is small.", [("heron-7b", 7 * B)]),
        ("We tune with our new SDK. marsh-13b-chat learns from it.", [("marsh-13b-chat", 13 * B)]),
    ],
)
def test_a_name_does_not_begin_before_a_full_stop(text, expected):
    assert named(text) == expected
