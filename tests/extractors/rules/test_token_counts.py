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
        ("It was trained on a crawl of over 5 trillion tokens.", [(5 * T, "training")]),
        (
            "Pre-training budgets of 10B, 30B, and 100B tokens are compared.",
            [(10 * B, "training"), (30 * B, "training"), (100 * B, "training")],
        ),
        ("We select 30B tokens to train a network.", [(30 * B, "training")]),
        ("We train on 0.5TB tokens and a 2TB disk.", [(500 * B, "training")]),
        ("The network is trained on 1 trillion (T) tokens.", [(1 * T, "training")]),
        ("The network is trained on 2.6 trillion (2.6T) tokens.", [(2_600 * B, "training")]),
        ("We train on $1.3\\times 10^{12}$ tokens.", [(1_300 * B, "training")]),
        ("We train it on 14 trillion diverse and high-quality tokens.", [(14 * T, "training")]),
        ("We train it on 8B clean, filtered, and permissively licensed tokens.", [(8 * B, "training")]),
        ("All runs share a 100B-token budget.", [(100 * B, "training")]),
        ("Only 5% of its 2T training tokens are multilingual.", [(2 * T, "training")]),
        ("Training takes substantial data (over 30B tokens).", [(30 * B, "training")]),
        ("After SFT on 25M tokens, it works.", [(25 * M, "training")]),
        ("The text cost 2B tokens of distillation.", [(2 * B, "training")]),
        ("Token count: 15T.", [(15 * T, "training")]),
    ],
)
def test_training(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We release a 447B token corpus.", [(447 * B, "dataset")]),
        ("The filter labels a 75B training corpus by the worth of its tokens.", [(75 * B, "dataset")]),
        ("The corpus contains roughly 850 million tokens and 3 million sentences.", [(850 * M, "dataset")]),
        ("It comprises 40B tokens of code and 20B tokens of mathematics.", [(40 * B, "dataset"), (20 * B, "dataset")]),
        ("It includes 17 billion tokens for pretraining and 9,000 dialogues.", [(17 * B, "dataset")]),
        ("The treebank consists of 64,563 annotated tokens.", [(64_563, "dataset")]),
        ("The crawl yields 4.5T tokens of deduplicated text.", [(4_500 * B, "dataset")]),
        ("The data (1.1T tokens) is open.", [(1_100 * B, "dataset")]),
        ("We propose a data mixture with 50B tokens.", [(50 * B, "dataset")]),
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
        ("It scales the sequence length to 1 billion tokens.", [(1 * B, "context")]),
        ("Context length: 131,072.", [(131_072, "context")]),
        ("Accuracy in long contexts falls from 90% at 4K to 55% at 128K.", [(4 * K, "context"), (128 * K, "context")]),
        ("Long contexts are hard. At 64K, most fail.", [(64 * K, "context")]),
        ("It scores 90 (4K) and 60 (128K) in long contexts.", [(4 * K, "context"), (128 * K, "context")]),
        ("On needle tests up to 64K tokens it holds.", [(64 * K, "context")]),
        ("Articles average 90k tokens.", [(90 * K, "context")]),
        ("Each sample in the dataset holds about 8K tokens.", [(8 * K, "context")]),
        ("Documents averaging 12.5 pages and 9,000 tokens are read.", [(9_000, "context")]),
        ("It takes 32,000 tokens at a time.", [(32 * K, "context")]),
        ("We extend Veldt-2-7B to 32K tokens of context.", [(32 * K, "context")]),
        ("The conversation history of 115k tokens is kept.", [(115 * K, "context")]),
        ("It serves 1M-token requests.", [(1 * M, "context")]),
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
        ("It uses a 50K BPE tokenizer.", [(50 * K, "vocabulary")]),
        ("It uses a 32K vocabulary.", [(32 * K, "vocabulary")]),
        ("Vocabulary size: 151,936.", [(151_936, "vocabulary")]),
        ("A 256k-entry vocabulary costs memory.", [(256 * K, "vocabulary")]),
        ("We add 17,000 Hindi tokens to the vocabulary of a tokenizer.", [(17 * K, "vocabulary")]),
        ("We train a SentencePiece tokenizer with 48,000 tokens.", [(48 * K, "vocabulary")]),
        ("It answers within 64K output tokens.", [(64 * K, "other")]),
        ("It is trained in 4M-token batches.", [(4 * M, "other")]),
        ("It reduces visual tokens from 576 to 64.", [(576, "other"), (64, "other")]),
        ("It uses 64 instead of 576 tokens.", [(64, "other"), (576, "other")]),
        ("Using 128, 256 and 512 visual tokens helps.", [(128, "other"), (256, "other"), (512, "other")]),
        ("We fix a token budget of 2048 for the cache.", [(2048, "other")]),
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
        ("A study", "We pre-train on RedPajama (second phase, 85B tokens).", ["RedPajama"]),
        ("A study", "We test PathTen of length 16K.", ["PathTen"]),
        ("A study", "Previous networks read 512 to 4k tokens.", [None, None]),
        ("A study", "We train a network on 30B tokens.", [None]),
        (NIMBUS, "Nimbus is fast and uses a vocabulary of 32,000 tokens.", ["Nimbus"]),
        ("A study", "Our parser, Karo-7B, is small. It is trained on fewer than 90M tokens.", ["Karo-7B"]),
        ("A study", "We release MarshText. The dataset, MarshText, holds 2.5 billion tokens.", ["MarshText"]),
        ("A study", "The context window of Karo-7B grows from 2K to 16K.", ["Karo-7B", "Karo-7B"]),
        # the sentence speaks of the model that was named before
        ("A study", "We introduce Karo-2, a bilingual LLM based on Llama-2-7B. The model is pre-trained on 400B tokens.", ["Karo-2"]),
        ("A study", "We present Karo, a hybrid architecture. The conversion needs only 2B tokens.", ["Karo"]),
        ("A study", "We introduce KaroLM, a bilingual LLM. Continuous pre-training is performed on 400B tokens.", ["KaroLM"]),
        (
            "Heron-2 Technical Report",
            "We present Heron-2, a family of language models. These models are trained on 4T tokens.",
            ["Heron-2"],
        ),
        (
            "The Heron Models",
            "We present Heron 3, a set of models. Our largest model is a dense Transformer and reads 64K tokens.",
            ["Heron 3"],
        ),
        # models that others release
        (
            "Heron Large 2 Release",
            "Heron Large 2 is the flagship language model of Marsh. It supports a 64k context window.",
            ["Heron Large 2"],
        ),
        ("Welcome Heron 3: new open LLM", "Today Marsh releases Heron 3. The models have a context of up to 64k tokens.", ["Heron 3"]),
        (
            "Marsh launches Heron 2.5 Pro",
            "Marsh released Heron 2.5 Pro in May. It touted its 1-million-token context window.",
            ["Heron 2.5 Pro"],
        ),
        ("Heron 3 Release", "Heron 3 features a 256K context window and better tools.", ["Heron 3"]),
        # several names in one sentence
        ("A study", "Karo Lite and Karo Plus were trained on 6 trillion tokens.", ["Karo Lite", "Karo Plus"]),
        ("A study", "We release Karo-7B and Veldt-3B, trained on 1T and 2T tokens, respectively.", ["Karo-7B", "Veldt-3B"]),
        ("A study", "Karo-7B, trained on 1T tokens, outperforms Veldt-3B, which was trained on 2T tokens.", ["Karo-7B", "Veldt-3B"]),
        ("A study", "Karo-7B outperforms Llama-2-7B although it is trained on only 200B tokens.", ["Karo-7B"]),
        ("A study", "Unlike Llama-3, which saw 15T tokens, Karo-7B is trained on 300B tokens.", ["Llama-3", "Karo-7B"]),
        ("Heron 2: an open model", "The Heron 2 series builds on Heron1-7B, with training for up to two trillion tokens.", ["Heron 2"]),
        ("A study", "Models such as Llama-2 are limited to 4K tokens of context.", ["Llama-2"]),
        ("A study", "With a 32K context window, Karo-7B reads whole books.", ["Karo-7B"]),
        ("A study", "With only 10B tokens, we convert Llama-3-8B into a recurrent model.", ["Llama-3-8B"]),
        ("A study", "When trained on the same 1T tokens, Karo-mini-beta wins.", ["Karo-mini-beta"]),
        # nobody's, or anybody's
        ("Karo: a router", "We present Karo, a routing method. We train a 1B-parameter model on 100B tokens.", [None]),
        (NIMBUS, "Most LLMs are trained on up to 15T tokens. We present Nimbus.", [None]),
        (NIMBUS, "These transfer methods need over 10B tokens. We present Nimbus, a model which needs 2B tokens.", [None, "Nimbus"]),
        ("A study", "Scaling the window of long-context LLMs to 1M tokens is hard.", [None]),
        # datasets and benchmarks
        ("A study", "MarshText, which contains 300 billion tokens, is open.", ["MarshText"]),
        ("A study", "We build a 2T-token corpus called MarshText.", ["MarshText"]),
        ("A study", "The MarshText corpus (12B tokens) and the ReedText corpus (3B tokens) are open.", ["MarshText", "ReedText"]),
        ("A study", "We release 600 billion tokens from our ReedText dataset.", ["ReedText"]),
        ("A study", "We tune it on the 15B ReedMath corpus of tokens.", ["ReedMath"]),
        ("MarshText: an open corpus", "Our pipeline yields 2T tokens of web text.", ["MarshText"]),
        ("Nimbus: a language model", "We present Nimbus, a language model. We construct a corpus of 2T tokens.", [None]),
        ("A study", "We propose MarshBench, the first benchmark with an average length of 100K tokens.", ["MarshBench"]),
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
        ("It is trained on up to approximately {} tokens.", "at_most"),
        ("It is trained on over about {} tokens.", "at_least"),
        ("It is trained on ˜{} tokens.", "approx"),
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


def test_a_subject_beside_the_count_goes_before_one_from_another_sentence():
    rows = tokens("We present Nimbus, a language model. It reads 64K tokens. In tests, the context of Nimbus-Chat was 64K tokens.", NIMBUS)
    assert [(row.tokens, row.subject) for row in rows] == [(64 * K, "Nimbus-Chat")]


@pytest.mark.parametrize(
    "text",
    [
        "Decoding runs at 45 tokens per second, and emits 120 tokens/s.",
        "It needs 200times fewer tokens and 3x less tokens.",
        "The corpus has 3 million sentences, 12B words, 2M documents and 40 hours.",
        "We attend to the next token and to a few tokens.",
        "A 7B model on GSM8K and Flickr30k keeps a single token.",
        "A window of 300 K at a length of 5 mm in a 2 T field.",
        "The rule of 20 tokens per parameter is kept, at 120 tokens per joule.",
        "Heron-7B, the most token-efficient parser, and the Reed-10B dataset of tokens are used.",
        "It makes 10K context switches and shows 4K videos at 4K resolution over long contexts.",
        "A context window of 300 ms at a length of 20 km.",
        "We study a context of 50 users, whose tokens differ.",
        "On the blockchain, 2 million tokens were minted.",
        "In 2023 GPT tokens were dear, and since 2020 LLM context has grown.",
        "On AIME 2025 context helps, as it does for the tokens of an RTX 4090 context.",
        "A vocabulary of 5,000 words, a 20K word vocabulary and a vocabulary of 1,000 signs. Tokens follow.",
        "In this context of tokens, the demonstrations grow from 1K to 8K, and images are at 4K.",
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We extend the context length of Nimbus from 8K to 80K.", [(8 * K, "context"), (80 * K, "context")]),
        ("We push the context window of Nimbus to 64K.", [(64 * K, "context")]),
        ("Many open datasets are small (less than 5 trillion tokens).", [(5 * T, "dataset")]),
        ("Most pre-training corpora for waders are tiny (under 2B tokens).", [(2 * B, "dataset")]),
        ("We train a 16k Byte-Pair Encoding (BPE) tokenizer.", [(16 * K, "vocabulary")]),
        ("We extended the tokenizer to ~120k tokens.", [(120 * K, "vocabulary")]),
        ("- Maximum Sequence Length (context): 8,192 tokens", [(8192, "context")]),
        ("It is trained for 15T tokens, of which 7T were filtered.", [(15 * T, "training"), (7 * T, "training")]),
    ],
)
def test_counts_by_what_stands_around_them(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We introduce Foo-9B, a Bar2 hybrid model trained on 2T tokens.", ["Foo-9B"]),
        ("We apply it to language models, including Llama 3 and Mistral, enabling contexts of 400K tokens.", [None]),
        ("From Qwen1.5, our Llama 3 models accept 200B tokens.", ["Llama 3"]),
        ("Llama 3 and Llama 3.1: 15B models with 8K context length.", ["Llama 3", "Llama 3.1"]),
        ("Moreover, our full 6T token dataset is clean.", [None]),
        ("A Llama 3 model saw 5T tokens. The 12B model has read 5T tokens.", ["Llama 3", None]),
    ],
)
def test_whose_tokens_are_counted(text, expected):
    assert [row.subject for row in tokens(text)] == expected


def test_a_title_in_capitals_is_no_subject():
    assert [row.subject for row in tokens("The model saw 4T tokens.", "LONG WADING MODELS FOR HERONS")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The network sees a maximum context length of 40K audio tokens.", [(40 * K, "context")]),
        ("It reads a context of up to 128K visual tokens.", [(128 * K, "context")]),
        ("It handles sequences with lengths of 10K image tokens.", [(10 * K, "context")]),
        ("We reduce the context to 64 visual tokens.", [(64, "other")]),
    ],
)
def test_a_context_length_may_be_of_any_tokens(text, expected):
    assert kinds(text) == expected
