"""The many ways in which a text says that something is out, and those in which it only seems to."""

import pytest

from extractors.grounding import ground
from extractors.rules.artifacts import find
from extractors.rules.scan import Scan
from extractors.text import Article

REPO = "https://github.com/marsh/heron"
HUB = "https://huggingface.co/marsh/heron-7b"


def found(abstract, title="On wading"):
    """(kind, name) of each row; nothing may be rejected."""
    article = Article(title, f"Waders wade. {abstract}")
    extraction = ground(find(Scan(article)), article, "test 1")
    assert extraction.rejects == []
    return extraction.rows["artifacts"]


def things(abstract, title="On wading"):
    return [(row.kind, row.name) for row in found(abstract, title)]


def kinds(abstract, title="On wading"):
    return [row.kind for row in found(abstract, title)]


@pytest.mark.parametrize(
    "abstract",
    [
        "Today, we’re open-sourcing HeronLM 3 under the MIT license.",
        "We're thrilled to open-source HeronLM 3 today.",
        "HeronLM 3 is available now on the Marsh API, in the app, and on Hugging Face.",
        "HeronLM 3 is now generally available in three sizes: 1B, 3B and 7B.",
        "HeronLM 3 is free to use and openly available.",
        "HeronLM 3 is open-weight and licensed for commercial use.",
        "HeronLM 3 is a family of open models.",
        "HeronLM 3 (7B) is an open-source model.",
        "HeronLM 3 is Marsh Labs' family of open-weight models.",
        "HeronLM 3 is a model trained by Marsh, and made available under an open license.",
        "HeronLM 3 was trained on reeds. It is made available under an open license.",
        "We are pleased to announce the open-source release of HeronLM 3.",
        "The release of HeronLM 3 as an open-source model will help waders.",
        "Today we are introducing HeronLM 3, our open-weight model.",
    ],
)
def test_announcements(abstract):
    assert things(abstract, "Introducing HeronLM 3") == [("model", "HeronLM 3")]


@pytest.mark.parametrize(
    "abstract",
    [
        "Marsh Labs has released HeronLM 3, its new language model.",
        "Yesterday Marsh Labs open-sourced HeronLM 3 on GitHub.",
        "Marsh AI is releasing HeronLM 3 in three sizes.",
        "Marsh AI has made HeronLM 3 available under an open license.",
        "HeronLM 3 is a pair of language models released by Marsh Labs in May.",
        "HeronLM 3, released by Marsh AI in May, has 7B parameters.",
        "Marsh AI launched HeronLM 3, which is available on Hugging Face.",
        "Marsh AI has just released the weights of HeronLM 3.",
        "The company is making HeronLM 3 available to developers.",
        "Marsh AI announced that HeronLM 3 is now available to everyone.",
        "HeronLM 3, available today on the Marsh API, beats others.",
    ],
)
def test_what_others_tell_of_the_release_of_what_their_title_names(abstract):
    assert things(abstract, "Introducing HeronLM 3") == [("model", "HeronLM 3")]
    assert things(abstract.replace("HeronLM", "StorkLM"), "Introducing HeronLM 3") == []


@pytest.mark.parametrize(
    "abstract",
    ["Marsh AI plans to release HeronLM next month.", "HeronLM will be open-source.", "HeronLM models are scheduled for release."],
)
def test_what_others_promise(abstract):
    assert [row.status for row in found(abstract, "HeronLM")] == ["promised"]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Today we announce the public release of the models.", ["model"]),
        ("This comes with the open release of our code and data.", ["code", "dataset"]),
        ("Our release contains the dataset and the code to build it.", ["dataset", "code"]),
        ("We hope that releasing our code and data will help.", ["code", "dataset"]),
        ("We build a corpus of reeds, which we release for research.", ["dataset"]),
        ("The result is a benchmark of reeds, which we publish as open data, together with the model.", ["benchmark", "model"]),
        ("We collect 20k dialogues that we make public.", ["dataset"]),
        ("We construct a public benchmark of reed names.", ["benchmark"]),
        ("In this paper we develop an open-source toolkit for waders.", ["code"]),
        ("We present a new, openly available corpus of reeds.", ["dataset"]),
        ("We contribute an openly licensed corpus.", ["dataset"]),
        ("Weights, training data, and the full recipe are all published.", ["model", "dataset", "other"]),
        ("All models released at the Marsh collection.", ["model"]),
        ("Supplementary checkpoints that were tuned on public data are also released.", ["model"]),
        ("Our code, models, and data can be found at our GitHub repository.", ["code", "model", "dataset"]),
        ("Our models are free and open source.", ["model"]),
        ("Models and code are available for research purposes.", ["model", "code"]),
        ("We share a corpus of reeds.", ["dataset"]),
        ("We study waders, and open-source code and data.", ["code", "dataset"]),
        ("The model weights can be found on Hugging Face.", ["model"]),
        ("The data has been deposited at Zenodo.", ["dataset"]),
    ],
)
def test_release_in_other_words(abstract, expected):
    assert kinds(abstract) == expected


@pytest.mark.parametrize(
    "abstract",
    [
        f"You can find the code at {REPO}.",
        f"Find our code at {REPO}.",
        f"Please refer to {REPO} for the code.",
        f"See {REPO} for code.",
        f"Check out our code: {REPO}.",
        f"Link to the code: {REPO}.",
        f"Code link: {REPO}.",
        f"Project link: {REPO}",
        f"Our code base is at {REPO}.",
        f"Visit {REPO} for details.",
        f"Code released at {REPO}.",
        f"We release our code111{REPO}.",
        f"Our code is available2{REPO} to all.",
    ],
)
def test_readers_are_told_the_place(abstract):
    assert [(row.kind, row.url) for row in found(abstract)] == [("code", REPO)]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We introduce ReedBench (available at https://reed.org), a benchmark.", ("benchmark", "ReedBench", "https://reed.org")),
        (f"We present HeronLM-7B (publicly available at {HUB}) for waders.", ("model", "HeronLM-7B", HUB)),
        (f"Our code (available at {REPO}) is fast.", ("code", None, REPO)),
        ("We release a corpus (see https://reed.org) of reeds.", ("dataset", None, "https://reed.org")),
    ],
)
def test_a_place_in_brackets_belongs_to_what_stands_before(abstract, expected):
    assert [(row.kind, row.name, row.url) for row in found(abstract)] == [expected]


def test_places_of_one_thing_and_of_several():
    weights = "The weights of both are available at https://huggingface.co/marsh/a1 and https://huggingface.co/marsh/b2."
    assert [row.url for row in found(weights)] == ["https://huggingface.co/marsh/a1", "https://huggingface.co/marsh/b2"]
    abstract = f"The model is publicly available at Hugging Face ({HUB}) and the code at {REPO}."
    assert {(row.kind, row.url) for row in found(abstract)} == {("model", HUB), ("code", REPO)}
    assert [(row.kind, row.status) for row in found(f"Code and dataset coming soon at {REPO}.")] == [
        ("code", "promised"),
        ("dataset", "promised"),
    ]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We have made all that is needed available, including the training data and the code.", ["dataset", "code"]),
        ("All of our materials are publicly available, including code and prompts.", ["code", "dataset"]),
        ("We make everything public: code, weights, and data.", ["code", "model", "dataset"]),
        ("Our models are released together with the training code.", ["model", "code"]),
    ],
)
def test_what_follows_the_predicate_spells_out_what_stands_before(abstract, expected):
    assert kinds(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We release trained weights, tokenizer and training code.", [("model", None), ("other", None), ("code", None)]),
        ("We will release the model and code after the review.", [("model", None), ("code", None)]),
        ("We release our model and the compilation of the benchmarks.", [("model", None), ("benchmark", None)]),
        ("The dataset and utilities to read it are released.", [("dataset", None), ("code", None)]),
        ("We release three variants of speech models that include small ones.", [("model", None)]),
        ("We're releasing Marsh h3 and h4-mini, the latest in our h-series of models.", [("model", "Marsh h3"), ("model", "h4-mini")]),
        (
            "We're releasing two flavors of these models: `heron-oss-120b` and `heron-oss-20b`.",
            [("model", "heron-oss-120b"), ("model", "heron-oss-20b")],
        ),
        ("We train HeronLM. Both HeronLM 7B and HeronLM 7B Chat are available.", [("model", "HeronLM 7B"), ("model", "HeronLM 7B Chat")]),
        ("We release HeronLM-110B, which does well on reeds, including MT-Reeds and PondEval 2.0.", [("model", "HeronLM-110B")]),
        ("We present HeronKit, an open source, easy-to-use library for waders.", [("code", "HeronKit")]),
        ("We release a dataset of 10k reeds (Reed10k).", [("dataset", "Reed10k")]),
        ("We introduce ReedSet, a dataset of reeds. The dataset is publicly available.", [("dataset", "ReedSet")]),
    ],
)
def test_what_a_phrase_lists(abstract, expected):
    assert things(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We release a family of models, HeronLM, with 1B to 7B parameters.", ["HeronLM"]),
        ("We release HeronLM in sizes of 1B, 3B, and 7B parameters.", ["HeronLM"]),
        ("We release the HeronLM family (1B, 3B, and 7B).", ["HeronLM"]),
        ("We release base and chat variants of HeronLM.", ["HeronLM"]),
        ("The Heron series is released under the MIT license.", ["Heron"]),
        ("All Heron models are available under a permissive license.", ["Heron"]),
    ],
)
def test_a_family(abstract, expected):
    assert [row.name for row in found(abstract, "HeronLM: models" if "HeronLM" in abstract else "Heron-7B")] == expected


def test_brackets_say_what_is_open():
    assert set(kinds("We introduce HeronLM, a set of truly open-source (data, code, and weights) models.", "HeronLM")) >= {
        "model",
        "code",
        "dataset",
    }


@pytest.mark.parametrize(
    "abstract",
    [
        "We compare closed and open source LLMs on reeds.",
        "We study API-based and open-source models, and open-source tools.",
        "Our method only needs publicly available data.",
        "Our approach outperforms open-source models and the publicly available Stork.",
        "We develop a model that outperforms an open-source baseline.",
        "We present a survey of open-source LLMs and available datasets.",
        "We present the results of a public challenge.",
        "We analyse 100 models released on Hugging Face.",
        "Using code released by Pond, we test waders.",
        "We rely on the dataset made available by Pond.",
        "The task uses data publicly available at https://pond.org/data.",
        "You can find many models on the web at https://pond.org.",
        "Their code is available at https://github.com/pond/stork.",
        "ChatStork was released in 2022 and changed the field.",
        "The StorkGPT model was released in 2022.",
        "StorkGPT is available to all users.",
        "Unlike StorkGPT, which is open, waders are closed.",
        "Since the release of StorkGPT, language models have spread.",
        "The code was published in 2015 by Pond.",
        "Results are available in real time, and data is accessible at inference time.",
        "We make the model robust and the data available to the encoder.",
        "Reliable datasets are available for English only.",
        "As more data becomes available, models grow.",
        "Neither the code nor the data is public.",
        "We release no data, and we do not release the model.",
        "We find that 30% of authors release code.",
        "We share parameters across layers and release memory when done.",
        "By sharing their features, the networks grow small.",
    ],
)
def test_what_only_seems_a_release(abstract):
    assert things(abstract) == []


@pytest.mark.parametrize(
    "abstract", ["HeronNet is an extension of an open-source tool.", "HeronNet is on par with the best open-source model."]
)
def test_a_name_beside_an_open_thing_of_others(abstract):
    assert things(abstract, "HeronNet: a network") == []


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We present Heron-7B, a family of open LLMs for waders.", [("model", "Heron-7B")]),
        ("We run the Heron-7B open-weight model.", [("model", "Heron-7B")]),
        ("As an open model, Heron-7B helps waders.", [("model", "Heron-7B")]),
        ("Heron-7B, the largest and most powerful open-source LLM so far, wades.", [("model", "Heron-7B")]),
        ("Unlike our approach, an open-source model needs water.", []),
        ("With our framework, any open-source model can wade.", []),
        ("Our method, while a strong open-source model drowns, wades.", []),
    ],
)
def test_called_open(abstract, expected):
    assert things(f"We introduce Heron-7B, a language model. {abstract}") == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We introduce Heron-7B under an Apache 2.0 license.", ["model"]),
        ("All models are licensed under the MIT license.", ["model"]),
        ("The corpus is distributed under the CC BY 4.0 license.", ["dataset"]),
        ("The weights are free to download from our site.", ["model"]),
        ("The full pipeline is openly shared.", ["code"]),
        ("To help others, we open our code.", ["code"]),
        ("The corpus is shared with the research community.", ["dataset"]),
        ("The corpus will be shared upon acceptance.", ["dataset"]),
        ("Our open-source toolkit helps waders.", ["code"]),
        ("Our publicly available corpus covers many pools.", ["dataset"]),
        ("The weights are shared by both encoders.", []),
        ("Water is shared with the reeds.", []),
        (
            "We spent much effort on developing an open-source toolkit for our waders across pools, including Reedy, Marshy and Muddy.",
            ["code"],
        ),
        ("We are sharing how we trained it using public datasets and training frameworks.", []),
        ("We study models under an increasing load.", []),
        ("A permit is needed to wade under the new license law.", []),
    ],
)
def test_licences_and_openness(abstract, expected):
    assert kinds(abstract) == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We release two models, Heron-S and Heron-L, together with code.", [("model", "Heron-S"), ("model", "Heron-L"), ("code", None)]),
        ("We release chat-tuned models, Heron-S and Heron-L respectively.", [("model", "Heron-S"), ("model", "Heron-L")]),
        ("We release the datasets ReedQA and ReedNLI.", [("dataset", "ReedQA"), ("dataset", "ReedNLI")]),
        ("We release Heron-S, including post-trained versions.", [("model", "Heron-S")]),
        ("We release a preview of Heron-S.", [("model", "Heron-S")]),
        ("We release Heron-S. We additionally release a chat model.", [("model", "Heron-S"), ("model", None)]),
        ("We release Heron-S. We also release a chat model.", [("model", "Heron-S"), ("model", None)]),
    ],
)
def test_lists_of_names(abstract, expected):
    assert things(f"We introduce Heron-S, a language model. {abstract}") == expected


@pytest.mark.parametrize(
    "said", ["It is freely available at", "It can be downloaded, and is publicly available, at", "It is open-sourced at"]
)
def test_what_a_pronoun_stands_for_is_at_an_address(said):
    (row,) = found(f"We present ReedKit, a toolkit for waders. {said} https://reeds.org.")
    assert (row.kind, row.name, row.url) == ("code", "ReedKit", "https://reeds.org")


def test_the_link_of_a_name_in_a_sentence_is_a_citation():
    assert found("This model is a child of [Heron 7B](https://huggingface.co/marsh/heron-7b) and wades.") == []
