"""Proper names in a text, by their look, and what the nouns beside a name say that it names."""

import functools
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from extractors.text import Document

# a token that is a name by its look: an inner capital, two capitals, or a digit or hyphenated part behind a capital
STRONG_TOKEN = (
    r"(?:[A-Za-z]+[a-z][A-Z][\w]*|[A-Z][A-Z]+[\w]*|[A-Z][a-z]*\d[\w]*|[a-z]+\d?[A-Z][\w]*|[A-Z][a-z]+(?=-[A-Z\d]))"
    r"(?:[-./+][A-Za-z\d][\w.+]*(?<![.]))*(?:[-.][A-Za-z\d]+)*"
)
"""A pattern for one token that looks like a proper name wherever it stands."""

NAME = rf"(?:{STRONG_TOKEN}|[A-Z][a-z]+)(?:[ -](?:v?\d+(?:\.\d+)*[a-z]?\b|{STRONG_TOKEN}))*"
"""A pattern for a proper name of one or more tokens: `OLMo 2`, `Llama-3.1-8B-Instruct`, `GLM-130B`, `Minerva`."""


class Kind(StrEnum):
    """What a name is the name of, by the nouns around it."""

    MODEL = "model"
    DATASET = "dataset"
    BENCHMARK = "benchmark"
    CODE = "code"
    METHOD = "method"


HEADS = (
    (Kind.BENCHMARK, r"benchmarks?|test ?suite|testbed|leaderboard|evaluation (?:suite|set)|challenge|test set"),
    (Kind.DATASET, r"data ?sets?|corpus|corpora|data|database"),
    (Kind.CODE, r"librar(?:y|ies)|toolkit|toolbox|package|codebase|software|platform|simulator|repository"),
    (Kind.MODEL, r"models?|[MV]?LLMs?|VLMs?|LMs?|transformers?|networks?|chatbot|assistant|encoders?|agents?|embeddings?|tokenizer|parser|"
                 r"experts|architecture"),
    (Kind.METHOD, r"framework|method|approach|algorithm|technique|pipeline|strategy|system|paradigm|procedure|scheme|recipe|mechanism|"
                  r"module|objective|loss|metric|attack|defense|methodology|protocol|optimizer|process"),
)  # fmt: skip
"""The head nouns of each kind, as patterns."""
_KINDS = tuple((kind, re.compile(nouns, re.IGNORECASE)) for kind, nouns in HEADS)
_WORD = re.compile(r"\w+")


class OwnName(NamedTuple):
    """A name that the paper gives to something it makes, where it first stands as such."""

    name: str
    kind: Kind | None
    document: Document
    start: int


_NAME = re.compile(NAME)
_CAPITAL = re.compile("[A-Z]")
_STRONG = re.compile(r"[^A-Z\d]*(?:\d|[A-Z][^A-Z\d]*[A-Z\d]|(?<=[a-z])[A-Z])")
_ADJECTIVE = re.compile(
    r"-(?:\w*trained|\w*tuned|based|specific|level|style|like|aware|free|driven|oriented|guided|agnostic|class|scale|sized|type|centric|"
    r"compatible|generated|quantized|parameter)$"
)
_MODIFIER = re.compile(
    r" (?:for|of|with|from|in|on|that|which|via|by|to|using|through|trained|designed|capable|based|comprising|consisting|"
    r"containing|where|whose|when|while|towards?|ranging|built|aimed|tailored)\b"
)
_GROUP_OF = re.compile(
    r"\b(?:generation|family|series|suite|collection|set|class|group|version|pair|range|member|variants?|kind|type) of\b"
)
NOT_NAMES = frozenset(
    """
    WER CER BLEU ROUGE F1 AUC mAP FID PSNR SSIM FLOP FLOPs MFU MSE PPL
    They Our We The
    This These In A An It To For And But However Moreover While When With By On As From At Both Using Training Existing Recent
    LLM LLMs MLLM MLLMs VLM VLMs LM LMs NLP AI ML RL SFT RLHF GPU GPUs TPU CPU API QA NER ASR TTS OCR CNN RNN GAN VAE MoE LoRA PEFT RAG SOTA
    CoT Transformer Transformers English Chinese Large Language Models Model Github GitHub Huggingface HuggingFace Hugging Wikipedia Twitter
    Google Meta Microsoft Apple Python Java Internet Pretraining Pre-training Finetuning State-of-the-art Extensive Experiments CC-BY MIT
    Apache NL Arabic Bayesian China Dutch European French Gaussian German Hindi Indic Indonesian Italian Japanese Korean Portuguese
    Russian BPE RoPE ROPE GRPO PPO DPO URL H100 A100 V100 Spanish Turkish Vietnamese Africa African Asian American India Indian Europe
    Latin Hebrew Greek Polish Persian Thai Bengali Urdu Tamil
    """.split()
)
"""Words and abbreviations with capitals that name nothing that a paper makes or measures."""


def looks_like_name(word: str) -> bool:
    """Is a word a name by its look, wherever it stands?"""
    return word not in NOT_NAMES and bool(_STRONG.match(word)) and not _ADJECTIVE.search(word)


def is_adjective(word: str) -> bool:
    """Does a word with a name in it say what something is like: `Foo-based`, `Foo-style`?"""
    return bool(_ADJECTIVE.search(word))


def kind_of(phrase: str) -> Kind | None:
    """What the head noun of a noun phrase says that the phrase names, where it says so; modifiers behind it do not count."""
    phrase = phrase.lower()
    if " of" in phrase and (group := _GROUP_OF.search(phrase)):
        return _head_kind(phrase[group.end() :]) or _head_kind(phrase[: group.start()])
    return _head_kind(phrase)


def _head_kind(phrase: str) -> Kind | None:
    """What the last head noun before the first modifier names."""
    modifier = _MODIFIER.search(phrase)
    words = _WORD.findall(phrase[: modifier.start()] if modifier else phrase)
    for nth in range(len(words) - 1, -1, -1):
        if kind := _noun_kind(words[nth]) or (_noun_kind(f"{words[nth - 1]} {words[nth]}") if nth and words[nth] in _PAIRED else None):
            return kind
    return None


_PAIRED = ("set", "sets", "suite")
"""Words that are head nouns only with the word before them: "test set", not "training set"."""


@functools.lru_cache(maxsize=4096)
def _noun_kind(noun: str) -> Kind | None:
    """The kind of which a word, or two, is a head noun."""
    return next((kind for kind, nouns in _KINDS if nouns.fullmatch(noun)), None)


def names_between(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names that begin in a stretch of the view, at words with a capital."""
    place = start
    while capital := _CAPITAL.search(view, place, end):
        begin = word = max(place, view.rfind(" ", place, capital.start()) + 1)
        if view[word] in "([\"'`":
            begin += 1
        elif view[word] == "\\" and (brace := view.find("{", word, capital.start())) >= 0:
            begin = brace + 1
        name = _NAME.match(view, begin, end)
        space = view.find(" ", capital.start(), end)
        if name and name[0] not in NOT_NAMES:
            yield name
            space = view.find(" ", max(name.end() - 1, word), end)
        if space < 0:
            return
        place = space + 1
