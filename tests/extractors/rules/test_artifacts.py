import time

import pytest

from extractors.grounding import ground
from extractors.rules.artifacts import find
from extractors.rules.scan import Scan
from extractors.text import Article

REPO = "https://github.com/marsh/heron"
DATA = "https://huggingface.co/datasets/marsh/reeds"


def artifacts(abstract, title="On wading"):
    """(kind, name, url, status) of each row that passes the gate; nothing may be rejected."""
    article = Article(title, abstract)
    extraction = ground(find(Scan(article)), article, "test 1")
    assert extraction.rejects == []
    return extraction.rows["artifacts"]


def rows(abstract, title="On wading"):
    return [(row.kind, row.name, row.url, row.status) for row in artifacts(abstract, title)]


def kinds(abstract):
    return [kind for kind, *_ in rows(abstract)]


@pytest.mark.parametrize(
    ("abstract", "evidence"),
    [
        (f"It wades. Our code is available at {REPO}.", f"Our code is available at {REPO}"),
        (f"Code: {REPO}", f"Code: {REPO}"),
        (f"Source code can be found on GitHub at: {REPO} .", f"Source code can be found on GitHub at: {REPO}"),
        (f"To help others, we release our code at {REPO}.", f"we release our code at {REPO}"),
        (f"We make our framework publicly available at {REPO}.", f"We make our framework publicly available at {REPO}"),
        (f"Implementation available at {REPO}", f"Implementation available at {REPO}"),
        (f"We built a toolkit for waders, which we made public ({REPO}).", f"We built a toolkit for waders, which we made public ({REPO}"),
        (f"Our code, which is based on PyTorch, is available at {REPO}.", f"Our code, which is based on PyTorch, is available at {REPO}"),
        (f"This project is hosted at {REPO}.", f"This project is hosted at {REPO}"),
        (f"Herons wade ({REPO}).", f"Herons wade ({REPO}"),
    ],
)
def test_an_address_makes_a_row_with_the_clause_that_gives_it(abstract, evidence):
    (row,) = artifacts(abstract)
    assert (row.kind, row.name, row.url, row.status, row.evidence) == ("code", None, REPO, "released", evidence)
    assert (row.host, row.repo_id) == ("github.com", "marsh/heron")


@pytest.mark.parametrize(
    ("abstract", "evidence"),
    [
        ("It wades. Code is released.", "Code is released"),
        ("We release our code to help waders.", "We release our code"),
        ("We have made our code public.", "We have made our code public"),
        ("By open-sourcing our toolkit, we hope for more.", "By open-sourcing our toolkit"),
        ("We are excited to share our code.", "We are excited to share our code"),
        ("Our implementation is at this https URL.", "Our implementation is at this https URL"),
        ("We present a method, and also release the scripts.", "also release the scripts"),
        ("We make available the code.", "We make available the code"),
        ("We provide an open-source library for waders.", "We provide an open-source library"),
    ],
)
def test_words_of_release_make_a_row_without_an_address(abstract, evidence):
    (row,) = artifacts(abstract)
    assert (row.kind, row.url, row.status, row.evidence) == ("code", None, "released", evidence)


@pytest.mark.parametrize(
    "abstract",
    [
        "Our code will be released.",
        "We will open-source our code.",
        "We plan to release the code.",
        "Code is available upon acceptance.",
        "Code will be made public soon.",
        "We commit to open-sourcing our code.",
    ],
)
def test_what_is_put_off_is_promised(abstract):
    assert rows(abstract) == [("code", None, None, "promised")]


def test_released_and_promised_in_one_sentence():
    assert rows("We have released our models, and will soon make the code public.") == [
        ("model", None, None, "released"),
        ("code", None, None, "promised"),
    ]


def test_what_is_released_now_and_later_is_released():
    assert rows(f"We release our code. The code will be available at {REPO}.") == [("code", None, REPO, "released")]
    abstract = f"We release our corpus, and more parts of the corpus will be available at {DATA}."
    assert rows(abstract) == [("dataset", None, DATA, "released")]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("our code, models and data", ["code", "model", "dataset"]),
        ("the training code, pre-trained checkpoints, training logs, and recipes", ["code", "model", "other"]),
        ("all pre-training and evaluation scripts", ["code"]),
        ("a dataset of 10k questions, a test suite, and a series of models", ["dataset", "benchmark", "model"]),
        ("the benchmark dataset with an online submission platform", ["benchmark", "page"]),
        ("a Python script for dataset generation", ["code"]),
        ("all of our annotations as well as the weights", ["dataset", "model"]),
        ("all artifacts of this study, including the corpus and the toolkit", ["dataset", "code"]),
        ("a corpus built from papers, code, and web data", ["dataset"]),
        ("a wealth of resources", ["other"]),
        ("our state-of-the-art models and the captions", ["model", "dataset"]),
    ],
)
def test_the_nouns_of_the_releasing_clause_say_the_kinds(phrase, expected):
    assert kinds(f"We release {phrase}.") == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (f"Code: {REPO}, Data: {DATA}", [("code", REPO), ("dataset", DATA)]),
        (f"Code ({REPO}) and data ({DATA}) are available.", [("code", REPO), ("dataset", DATA)]),
        (f"Our code and data are available at {REPO} and {DATA}, respectively.", [("code", REPO), ("dataset", DATA)]),
        (f"The data is available at {DATA} and code is available at {REPO}.", [("dataset", DATA), ("code", REPO)]),
        (f"The weights are public and the code is available at {REPO}.", [("model", REPO), ("code", REPO)]),
        (f"We release resources at {REPO}, including models and scripts.", [("model", REPO), ("code", REPO)]),
        ("All code and data are available.", [("code", None), ("dataset", None)]),
    ],
)
def test_things_and_their_addresses(abstract, expected):
    assert [(kind, url) for kind, _, url, _ in rows(abstract)] == expected


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("Project page: https://heron.github.io/wade.", "page"),
        (f"Project page: {REPO}.", "code"),
        ("Videos and more results can be found at https://sites.google.com/view/heron.", "page"),
        ("The leaderboard is available at https://marsh.org/board.", "page"),
        ("It is hosted on https://huggingface.co/spaces/marsh/heron.", "demo"),
        ("Heron is now available at chat.marsh.ai.", "demo"),
        (f"A curated list of the papers is available at {REPO}.", "other"),
        (f"Find us on GitHub: {REPO}", "code"),
    ],
)
def test_pages_demos_and_lists(abstract, kind):
    assert kinds(abstract) == [kind]


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("ReedBench: A Benchmark of Reeds", "ReedBench is publicly available at https://reed.org.", ("benchmark", "ReedBench")),
        ("On wading", "We release HeronLM-7B, a large language model.", ("model", "HeronLM-7B")),
        ("On wading", "We introduce ReedSet, a dataset of reeds. We release ReedSet.", ("dataset", "ReedSet")),
        ("On wading", "The dataset, WadeMath, holds reeds. We release WadeMath.", ("dataset", "WadeMath")),
        ("On wading", f"We introduce WadeKit ({REPO}), an open-source library for waders.", ("code", "WadeKit")),
        ("On wading", "Our toolkit, WadeKit, is open-sourced.", ("code", "WadeKit")),
        ("On wading", "We present HeronLM, a fully open-source 3B model.", ("model", "HeronLM")),
        ("HeronLM: A Wading Model", "We release the weights of HeronLM.", ("model", "HeronLM")),
        ("HeronLM: A Wading Model", "We release our model.", ("model", None)),
        ("On wading", "We have released the Marsh Benchmark for waders.", ("benchmark", "Marsh Benchmark")),
        ("On wading", "We release the Marsh Reed Corpus (MRC) of tall grass.", ("dataset", "MRC")),
    ],
)
def test_a_thing_has_the_name_that_its_clause_gives(title, abstract, expected):
    ((kind, name, *_),) = rows(abstract, title)
    assert (kind, name) == expected


def test_several_names():
    assert rows("We release HeronLM-7B and HeronLM-13B under an open license.") == [
        ("model", "HeronLM-7B", None, "released"),
        ("model", "HeronLM-13B", None, "released"),
    ]


def test_what_is_released_beside_the_object():
    assert kinds("In addition to the model weights, we release the training code.") == ["model", "code"]


def test_what_is_said_twice_is_one_row_with_the_address():
    abstract = f"We release ReedSet, a dataset of reeds. ReedSet is available at {DATA}. It is an open-source dataset."
    assert rows(abstract) == [("dataset", "ReedSet", DATA, "released")]


@pytest.mark.parametrize(
    "abstract",
    [
        "We use open-source models such as Stork and publicly available data.",
        "We compare with the publicly available Stork model (https://github.com/pond/stork).",
        "We train on data from https://pond.org/data.",
        f"Our parser builds on the Stork toolkit ({REPO}).",
        "When the source code is available, developers can mend it.",
        "Existing models are publicly available, but their data is not released.",
        "Training data is available in larger quantities than labels.",
        "We introduce a dataset of reeds and present a model of them.",
        "We share our experience and the lessons that we learned.",
        "Energy is released in shock waves, and the resources are limited.",
        "Reviews are collected from Pond.com and reed.org.",
        "This remains an open problem; many open questions are left.",
        "Among them, 27% make artifacts available for reuse.",
        "We provide a comparison of open-source toolkits.",
        "Write to egret@marsh.org.",
    ],
)
def test_what_others_release_and_what_is_no_release(abstract):
    assert rows(abstract) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Zorin: Open Foundation Models by Marsh", "Zorin"),
        ("Heron5: An Open Code Language Model", "Heron5"),
        ("Reed-2: Open Large Language Models for Wading", "Reed-2"),
    ],
)
def test_a_title_may_call_its_models_open(title, name):
    abstract = f"We introduce {name}, a family of models of the marsh."
    assert rows(abstract, title) == [("model", name, None, "released")]
    more = rows(f"{abstract} We release our model weights at {REPO}.", title)
    assert [(kind, url) for kind, _, url, _ in more] == [("model", REPO)]


@pytest.mark.parametrize(
    "title", ["Heron5: Open Vocabulary Detection Models", "Heron5: Open World Models", "Heron5: Open Questions of Models"]
)
def test_openness_of_another_sense_in_a_title(title):
    assert rows("We introduce Heron5, a family of models of the marsh.", title) == []


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        (
            "We have released our models to everyone, and built a leaderboard of reeds at https://marsh.org/reeds.",
            [("model", None, None), ("page", None, "https://marsh.org/reeds")],
        ),
        (
            "We released our dataset for others, and launched a website at https://marsh.org/reeds.",
            [("dataset", None, None), ("page", None, "https://marsh.org/reeds")],
        ),
        (
            f"We release our code at {REPO} and set up a leaderboard at https://marsh.org/reeds.",
            [("code", None, REPO), ("page", None, "https://marsh.org/reeds")],
        ),
    ],
)
def test_an_address_belongs_to_its_own_verb(abstract, expected):
    assert [(kind, name, url) for kind, name, url, _ in rows(abstract)] == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("It wades in pre-training.We release our code.", ["code"]),
        (f"We open-source our reed scorer along with the curated datasets at {REPO}.", ["model", "dataset"]),
        (f"We open-source our answer verifier at {REPO}.", ["model"]),
        ("We release our code with >100B corpus, models, and share all training details.", ["code", "dataset", "model", "other"]),
        ("We release ten models carefully pretrained under one budget with a large pond and corpora that are larger.", ["model"]),
        ("We release two models pretrained under water and corpora that are older.", ["model"]),
        ("We release a model to address the lack of large, well labelled data.", ["model"]),
        ("We release a parser model to overcome the scarcity of clean, dated corpora.", ["model"]),
        ("We release our new music and speech synthesis model.", ["model"]),
        ("We open-source an image, video and text encoder.", ["model"]),
        ("We release our video and our model.", ["other", "model"]),
        ("All videos are available at https://marsh.org/videos.", ["other"]),
    ],
)
def test_where_an_object_ends_and_what_it_lists(abstract, expected):
    assert kinds(abstract) == expected


@pytest.mark.parametrize(
    "what",
    [
        "a dataset of 100K short, plain prompts derived from a corpus",
        "a corpus of long, dated texts",
        "a dataset of many brief, old queries",
    ],
)
def test_an_apposition_goes_on_behind_a_comma(what):
    abstract = f"We create and release ReedPrompts, {what}."
    assert rows(abstract) == [("dataset", "ReedPrompts", None, "released")]


@pytest.mark.parametrize("said", ["is part of our effort", "marks a step", "continues our work"])
def test_a_release_behind_a_name(said):
    assert rows(f"Heronix is new. The Heronix release {said} for waders.", "Heronix-7B: A Language Model") == [
        ("model", "Heronix", None, "released")
    ]
    assert rows(f"We wade. The Storkix release {said} for waders.", "Heronix-7B: A Language Model") == []


@pytest.mark.parametrize(
    "unit",
    [
        ", which is available at ",
        "We release ",
        "our open-source model, ",
        "including ",
        f"{REPO} and ",
        "(a, ",
        "The A release ",
        "with 1 ",
        ": Open A ",
    ],
)
def test_time_is_linear(unit):
    started = time.perf_counter()
    rows(unit * (100_000 // len(unit)))
    assert time.perf_counter() - started < 5
