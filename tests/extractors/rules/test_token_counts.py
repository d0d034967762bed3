import time

import pytest

from extractors.grounding import ground
from extractors.rules.scan import Scan
from extractors.rules.token_counts import find
from extractors.text import Article

K, M, B, T = 10**3, 10**6, 10**9, 10**12
NIMBUS = "Nimbus: A Long Language Model"


def tokens(abstract, title="On herons"):
    """The rows that pass the gate; nothing may be rejected."""
    article = Article(title, abstract)
    extraction = ground(find(Scan(article)), article, "test 1")
    assert extraction.rejects == []
    return extraction.rows["token_counts"]


def kinds(abstract, title="On herons"):
    return [(row.tokens, row.kind) for row in tokens(abstract, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train a network on 300B tokens.", [(300 * B, "training")]),
        ("Trained with just 5B tokens, it matches one trained on 100B tokens.", [(5 * B, "training"), (100 * B, "training")]),
        ("It saw 2.5 trillion high-quality, carefully filtered tokens in pre-training.", [(2_500 * B, "training")]),
        ("It was trained on a corpus of over 3 trillion tokens.", [(3 * T, "training")]),
        (
            "Pre-training budgets of 10B, 30B, and 100B tokens are compared.",
            [(10 * B, "training"), (30 * B, "training"), (100 * B, "training")],
        ),
        ("We select 30B tokens to train a network.", [(30 * B, "training")]),
        ("We train on 0.5TB tokens and a 2TB disk.", [(500 * B, "training")]),
    ],
)
def test_training(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We release a 447B token corpus.", [(447 * B, "dataset")]),
        ("We use it to annotate a 260B training corpus with tokens of quality.", [(260 * B, "dataset")]),
        ("The corpus contains roughly 850 million tokens and 3 million sentences.", [(850 * M, "dataset")]),
        ("It comprises 40B tokens of code and 20B tokens of mathematics.", [(40 * B, "dataset"), (20 * B, "dataset")]),
    ],
)
def test_the_size_of_a_corpus(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has a 128K context window.", [(128 * K, "context")]),
        ("We evaluate at 4k, 8k and 16k context lengths.", [(4 * K, "context"), (8 * K, "context"), (16 * K, "context")]),
        ("It reads contexts of up to 1 million tokens.", [(1 * M, "context")]),
        ("We train with sequence length 4096.", [(4096, "context")]),
        ("The context length is 32,768.", [(32768, "context")]),
        ("It can process up to 512K tokens.", [(512 * K, "context")]),
        ("Inputs longer than 32k tokens are truncated.", [(32 * K, "context")]),
        ("GPT-4 Turbo (128K) answers.", []),
        ("GPT-4 Turbo (128K) answers in a long context.", [(128 * K, "context")]),
    ],
)
def test_the_length_of_a_context(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reads contexts of 128K tokens and has a vocabulary of 64K tokens.", [(128 * K, "context"), (64 * K, "vocabulary")]),
        ("Our tokenizer has a vocabulary size of 50,257 tokens.", [(50257, "vocabulary")]),
        ("We keep 64 visual tokens.", [(64, "other")]),
        ("It compresses a page into 128 soft tokens.", [(128, "other")]),
        ("The batch size is 4M tokens.", [(4 * M, "other")]),
        ("We use a batch size of 4M tokens.", [(4 * M, "other")]),
        ("We generate 25B synthetic tokens with a teacher.", [(25 * B, "other")]),
    ],
)
def test_vocabularies_and_other_counts(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (NIMBUS, "Nimbus is trained on 3T tokens.", ["Nimbus"]),
        (NIMBUS, "Nimbus supports a context length of 32K.", ["Nimbus"]),
        ("A study", "We train Karo-7B for 300B tokens.", ["Karo-7B"]),
        ("A study", "Pre-trained on 20T tokens, Karo-7B reads well.", ["Karo-7B"]),
        ("A study", "We introduce MarshText, a corpus of 1.2 trillion tokens.", ["MarshText"]),
        ("A study", "We release MarshCorpus (2.1T tokens).", ["MarshCorpus"]),
        ("A study", "The 2-trillion-token MarshCorpus is public.", ["MarshCorpus"]),
        ("A study", "We pre-train on SlimPajama (downstream data, 297B tokens).", ["SlimPajama"]),
        ("A study", "We test PathTen of length 16K.", ["PathTen"]),
        ("A study", "Previous networks read 512 to 4k tokens.", [None, None]),
        ("A study", "We train a network on 30B tokens.", [None]),
        (NIMBUS, "Nimbus is fast and uses a vocabulary of 32,000 tokens.", ["Nimbus"]),
        ("A study", "Our parser, Karo-7B, is small. It is trained on fewer than 90M tokens.", ["Karo-7B"]),
        ("A study", "We release MarshText. The dataset, MarshText, holds 2.5 billion tokens.", ["MarshText"]),
        ("A study", "The context window of Karo-7B grows from 2K to 16K.", ["Karo-7B", "Karo-7B"]),
        ("Veldt-70M to 500M: Pens", "Veldt-70M to 500M are language models. They are trained on 2T tokens.", ["Veldt"]),
    ],
)
def test_subjects(title, text, expected):
    assert [row.subject for row in tokens(text, title)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is trained on {} tokens.", "exact"),
        ("It is trained over {} tokens.", "exact"),
        ("It is trained on over {} tokens.", "at_least"),
        ("It is trained on {}+ tokens.", "at_least"),
        ("It is trained on up to {} tokens.", "at_most"),
        ("It is trained on approximately {} tokens.", "approx"),
    ],
)
def test_qualifiers(text, expected):
    assert [row.qualifier for row in tokens(text.format("20 billion"))] == [expected]


def test_a_range_is_two_rows():
    low, high = tokens("Networks pre-trained on 1T to 3T tokens behave alike.")
    assert [(row.tokens, row.qualifier) for row in (low, high)] == [(1 * T, "range_low"), (3 * T, "range_high")]
    assert low.range_id == high.range_id is not None


def test_a_step_is_no_range():
    rows = tokens("We extend the context window from 8K to 256K tokens.")
    assert [(row.tokens, row.qualifier, row.kind) for row in rows] == [(8 * K, "exact", "context"), (256 * K, "exact", "context")]


def test_a_count_said_twice_is_one_row_with_its_subject():
    rows = tokens("We introduce MarshText, a corpus of 3 trillion tokens.", "An open corpus of three trillion tokens")
    assert [(row.tokens, row.subject, row.evidence) for row in rows] == [(3 * T, "MarshText", "3 trillion tokens")]


@pytest.mark.parametrize(
    "text",
    [
        "Decoding runs at 45 tokens per second, and emits 120 tokens/s.",
        "It needs 200times fewer tokens and 3x less tokens.",
        "The corpus has 3 million sentences, 12B words, 2M documents and 40 hours.",
        "We attend to the next token and to a few tokens.",
        "A 7B model on GSM8K and Flickr30k keeps a single token.",
        "A window of 300 K at a length of 5 mm in a 2 T field.",
    ],
)
def test_what_is_no_count_of_tokens(text):
    assert tokens(text) == []


@pytest.mark.parametrize("text", ["1B tokens ", "context length 1K ", "Foo (1K, ", "token corpus of 1B, "])
def test_time_grows_with_the_text_alone(text):
    def seconds(length):
        abstract = (text * (length // len(text) + 1))[:length]
        began = time.perf_counter()
        find(Scan(Article("On herons", abstract)))
        return time.perf_counter() - began

    assert seconds(16_000) < 12 * seconds(4_000) + 0.1
