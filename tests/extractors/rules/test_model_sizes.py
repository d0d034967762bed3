import time

import pytest

from extractors.grounding import ground
from extractors.rules.model_sizes import find
from extractors.rules.scan import Scan
from extractors.text import Article

M, B, T = 10**6, 10**9, 10**12
ORBIS = "Orbis: A Sparse Language Model"


def sizes(abstract, title="On herons"):
    """The rows that pass the gate; nothing may be rejected."""
    article = Article(title, abstract)
    extraction = ground(find(Scan(article)), article, "test 1")
    assert extraction.rejects == []
    return extraction.rows["model_sizes"]


def named(abstract, title="On herons"):
    return [(row.model, row.params) for row in sizes(abstract, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We tune Veldt-7B, Veldt-13B-Chat and veldt-70b-v0.1.",
            [("Veldt-7B", 7 * B), ("Veldt-13B-Chat", 13 * B), ("veldt-70b-v0.1", 70 * B)],
        ),
        ("We tune Karo 2 7B and Marsh-Reed NLG 40B on notes.", [("Karo 2 7B", 7 * B), ("Marsh-Reed NLG 40B", 40 * B)]),
        ("We compare Karo-v2.5-7B with Karo2.5-32B.", [("Karo-v2.5-7B", 7 * B), ("Karo2.5-32B", 32 * B)]),
        ("We start from Karo-30B-A3B-Base.", [("Karo-30B-A3B-Base", 30 * B), ("Karo-30B-A3B-Base", 3 * B)]),
        ("It lags behind Llama-3.18B-Instruct.", [("Llama-3.1-8B-Instruct", 8 * B)]),
        ("It lags behind Karo-4- 340B-Base.", [("Karo-4-340B-Base", 340 * B)]),
        ("Falcon 40B is open.", [("Falcon 40B", 40 * B)]),
    ],
)
def test_a_size_in_a_models_name_counts(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On MarshBench, the score of a 34B reward model falls.", [(None, 34 * B)]),
        ("We study Karo-2 (7B) and GPT-3 (175B).", [("Karo-2", 7 * B), ("GPT-3", 175 * B)]),
        ("It beats the 540B PaLM and the 175B Marlo-3.", [("PaLM", 540 * B), ("Marlo-3", 175 * B)]),
        ("We distil a 2.6B parameter Karo-2 XL network.", [("Karo-2 XL", 2_600 * M)]),
        ("We study KaroLM, an autoregressive model with 20 billion parameters.", [("KaroLM", 20 * B)]),
        ("We study KaroLM (KLM), a family of models ranging from 1B to 8B parameters.", [("KLM", 1 * B), ("KLM", 8 * B)]),
        ("Both the 8B and the 70B variants of Karo improve.", [("Karo", 8 * B), ("Karo", 70 * B)]),
        ("With merely 350 million parameters, Nimbus rivals larger ones.", [("Nimbus", 350 * M)]),
        ("Our 7-billion parameter model Zephra answers.", [("Zephra", 7 * B)]),
        (
            "Two models were made: KaroBase, with 109M parameters, and KaroLarge with 762M parameters.",
            [("KaroBase", 109 * M), ("KaroLarge", 762 * M)],
        ),
        ("MarshNet, with only 5.7 M params, beats ResNet-50 (25.6M).", [("MarshNet", 5_700_000), ("ResNet-50", 25_600_000)]),
    ],
)
def test_a_size_belongs_to_the_name_that_it_is_said_of(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train models of 1.3/2.7/6.7B.", [1_300 * M, 2_700 * M, 6_700 * M]),
        ("We train models of 7, 13 and 70 billion parameters.", [7 * B, 13 * B, 70 * B]),
        ("Runs at 1B, 3B and 7B scales agree.", [1 * B, 3 * B, 7 * B]),
        ("It works across LLMs (3B, 7B, and 8B).", [3 * B, 7 * B, 8 * B]),
        ("We train half a billion parameters.", [500 * M]),
        ("A half-billion parameter network sings.", [500 * M]),
        ("A 7 Billion Parameter Model sings.", [7 * B]),
        ("We tune a 1.3 B model on notes.", [1_300 * M]),
        ("A 1.5B Mixture-of-Experts model is trained.", [1_500 * M]),
        ("The network has 1.5x10^9 parameters.", [1_500 * M]),
        ("The network has 27,000 parameters.", [27_000]),
        ("A model of size 1.1B is trained; larger variants of 3B and 7B follow.", [1_100 * M, 3 * B, 7 * B]),
        ("The budget is small, a parameter budget of, e.g., 6B.", [6 * B]),
    ],
)
def test_a_described_model_has_no_name(text, expected):
    assert named(text) == [(None, params) for params in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The network has {} parameters.", "exact"),
        ("The network has about {} parameters.", "approx"),
        ("The network has ~{} parameters.", "approx"),
        ("We build a {}-scale model.", "approx"),
        ("At the {} scale, the network sings.", "exact"),
        ("The network has over {} parameters.", "at_least"),
        ("The network has {}+ parameters.", "at_least"),
        ("The network has fewer than {} parameters.", "at_most"),
        ("The network has up to {} parameters.", "at_most"),
        ("We use sub-{} models.", "at_most"),
        ("We train a {}-sized model.", "exact"),
        ("We train a network with as few as {} parameters.", "exact"),
    ],
)
def test_qualifiers(text, expected):
    assert [row.qualifier for row in sizes(text.format("7B"))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "We train models from 160M to 12B parameters.",
        "We train models with 160M-12B parameters.",
        "We train models between 160M and 12B parameters.",
        "We train models (160M sim 12B).",
        "We train models from 160 million parameters up to 12 billion.",
        "We train models ranging from 160M parameters to 12B parameters.",
    ],
)
def test_a_range_is_two_rows_joined_by_an_id(text):
    low, high = sizes(text)
    assert (low.params, low.qualifier, high.params, high.qualifier) == (160 * M, "range_low", 12 * B, "range_high")
    assert low.range_id == high.range_id is not None


def test_a_range_that_begins_with_a_name_belongs_to_the_family():
    low, high = sizes("We restore Reedling-125M to 600M models.")
    assert [(row.model, row.qualifier) for row in (low, high)] == [("Reedling-125M", "range_low"), ("Reedling", "range_high")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orbis has 47B total parameters, of which 13B are activated.", [(47 * B, "total"), (13 * B, "active")]),
        ("Orbis holds a total of 120 billion parameters and 9 billion activated parameters.", [(120 * B, "total"), (9 * B, "active")]),
        ("Orbis activates only 5B of its 40B parameters.", [(5 * B, "active"), (40 * B, "total")]),
        ("The adapters add 4.2M trainable parameters to a frozen 7B backbone.", [(4_200_000, "trainable"), (7 * B, "total")]),
        ("We use Orbis-30B-A3B.", [(30 * B, "total"), (3 * B, "active")]),
        ("Orbis (30B total, 3B active) is open.", [(30 * B, "total"), (3 * B, "active")]),
        ("Orbis (30B / 3B active) is open.", [(30 * B, "total"), (3 * B, "active")]),
        ("Orbis-MoE-1B-7B is open.", [(1 * B, "active"), (7 * B, "total")]),
        ("Orbis has 30B parameters but uses only 3B per token.", [(30 * B, "total"), (3 * B, "active")]),
        ("Orbis: 30 Billion Parameters, 3 Billion Active Parameters.", [(30 * B, "total"), (3 * B, "active")]),
    ],
)
def test_what_is_counted(text, expected):
    assert [(row.params, row.count) for row in sizes(text, ORBIS)] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (ORBIS, "We introduce Orbis, a language model with 7B parameters.", [("Orbis", "introduced")]),
        (ORBIS, "We release Orbis-1B and Orbis-7B.", [("Orbis-1B", "introduced"), ("Orbis-7B", "introduced")]),
        (ORBIS, "Our model has 7B parameters.", [("Orbis", "introduced")]),
        ("A study", "This yields a new 3B model.", [(None, "introduced")]),
        ("A study", "We train 1.3B-parameter models on the selected data.", [(None, "studied")]),
        ("A study", "We fine-tune Mistral-7B on notes.", [("Mistral-7B", "studied")]),
        ("A study", "Our method outperforms baselines on Llama-2-7B.", [("Llama-2-7B", "studied")]),
        ("A study", "Our model outperforms Llama-2-70B and the 540B PaLM.", [("Llama-2-70B", "reference"), ("PaLM", "reference")]),
        ("A study", "It is competitive with GPT-3 (175B).", [("GPT-3", "reference")]),
        ("A study", "It scores 61.2, compared with 58.1 for Llama-2-13B.", [("Llama-2-13B", "reference")]),
        ("A study", "Starting from Llama-2-7B, we train on notes.", [("Llama-2-7B", "studied")]),
        ("A study", "Our parser, Karo-7B, reads notes.", [("Karo-7B", "introduced")]),
        ("Orbis: Reading Aloud", "Orbis reads. Its largest version has more than 2 billion parameters.", [("Orbis", "introduced")]),
        ("Orbis: Reading Aloud", "Orbis reads. Its 90M parameter encoder is small.", [("Orbis", "introduced")]),
        (
            "Veldt-70M to 500M: Pens That Write",
            "Veldt-70M to 500M are language models.",
            [("Veldt-70M", "introduced"), ("Veldt", "introduced")],
        ),
        ("A study", "Models such as GPT-3 (175B) are costly. We propose a remedy.", [("GPT-3", "reference")]),
    ],
)
def test_roles(title, text, expected):
    assert [(row.model, row.role) for row in sizes(text, title)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We present Nimbus-130B, a model with 130 billion parameters.", [("Nimbus-130B", 130 * B)]),
        ("We tune Karo-7B. The 7B model improves. Such 7B models are cheap.", [("Karo-7B", 7 * B)]),
        ("We build a new 1B model that beats Karo-1B.", [(None, 1 * B), ("Karo-1B", 1 * B)]),
        ("We release KaroLM, models with 7B and 30B parameters. KaroLM-30B is best.", [("KaroLM", 7 * B), ("KaroLM-30B", 30 * B)]),
        ("We tune Karo-7B-Chat (https://huggingface.co/heron/karo-7b-chat).", [("Karo-7B-Chat", 7 * B)]),
        ("Models from 1B to 7B are tuned, e.g., Karo-7B.", [(None, 1 * B), (None, 7 * B), ("Karo-7B", 7 * B)]),
    ],
)
def test_a_size_is_one_row_per_model(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("We study Karo-2 (7B) here.", ["Karo-2 (7B)"]),
        ("We train a 1.3B-parameter network on notes.", ["1.3B-parameter"]),
        ("We tune Veldt-13B-Chat on notes.", ["Veldt-13B-Chat"]),
        ("Runs at 1B and 7B scales agree.", ["1B and 7B scales", "1B and 7B scales"]),
        ("The network has about 130 billion parameters.", ["130 billion parameters"]),
    ],
)
def test_evidence_is_short(text, evidence):
    assert [row.evidence for row in sizes(text)] == evidence


@pytest.mark.parametrize(
    "text",
    [
        "We serve Mixtral 8x7B on an A100-40G with 80GB of memory.",
        "We prune 0.1% of the parameters and train 10x faster.",
        "We train on LAION-2B, DataComp-1B and YFCC100M, and test on MovieLens-20M.",
        "We train on the MarshText-300M dataset and on 2B images.",
        "We train on 300B tokens and 4TB of text on a 100K budget.",
        "BERT-base and T5-large have no number; multiple billions of parameters do not either.",
        "The rocks are 4.5 billion years old, and a 2 T field at 300 K holds a 5 M solution of 10 M stars.",
        "About 3B people and 12B dollars were lost by the report HAT-TR-205-013 B.",
        "CDM models with a mass of 1.2 times 10^{15} solar masses, or 10^9 of them, are found.",
        "A model with 19 free parameters has 1/16 parameters left.",
        "GSM8K, Flickr30k and ImageNet-21k are tests.",
        "The radius of HAT-TR-205-013 B is near that of models.",
        "On MarshBench (27B: 67.5) and BirdEval (27B: 44.1), it leads.",
        "The Karo3-1M models read up to one million tokens.",
    ],
)
def test_what_is_no_size(text):
    assert sizes(text) == []


@pytest.mark.parametrize("text", ["1B ", "7B model ", "Foo-7B ", "((((7B", "a-a-a-7B-", "with 7B parameters, ", "Foo (7B, "])
def test_time_grows_with_the_text_alone(text):
    def seconds(length):
        abstract = (text * (length // len(text) + 1))[:length]
        began = time.perf_counter()
        find(Scan(Article("On herons", abstract)))
        return time.perf_counter() - began

    assert seconds(16_000) < 12 * seconds(4_000) + 0.1


def test_a_sentence_full_of_numbers_hides_no_other():
    assert named("1B, 5% " * 4_000 + ". It has 7B parameters.") == [(None, 7 * B)]


def test_of_more_sizes_than_an_abstract_can_hold_the_first_are_read():
    found = sizes(" ".join(f"It has {n}M parameters." for n in range(1, 1_500)))
    assert [row.params for row in found] == [n * M for n in range(1, 1_001)]
