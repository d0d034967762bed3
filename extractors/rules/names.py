"""Proper names in a text, and those that a paper gives to what it makes."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from extractors.text import Article, Document

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


_HEADS = (
    (Kind.BENCHMARK, r"benchmarks?|test ?suite|testbed|leaderboard|evaluation (?:suite|set)|challenge|test set"),
    (Kind.DATASET, r"data ?sets?|corpus|corpora|collection|data"),
    (Kind.CODE, r"librar(?:y|ies)|toolkit|toolbox|package|codebase|software|platform|simulator|repository"),
    (Kind.MODEL, r"models?|MLLMs?|V?LLMs?|VLMs?|LMs?|transformers?|networks?|family|series|suite|chatbot|assistant|encoders?|agents?|"
                 r"foundation models?|embeddings?|tokenizer|parser"),
    (Kind.METHOD, r"framework|method|approach|algorithm|technique|pipeline|strategy|system|paradigm|architecture|procedure|scheme|recipe|"
                  r"mechanism|module|objective|loss|metric|attack|defense"),
)  # fmt: skip
_HEAD = re.compile("|".join(rf"(?P<{kind.name}>\b(?:{nouns})\b)" for kind, nouns in _HEADS), re.IGNORECASE)


class OwnName(NamedTuple):
    """A name that the paper gives to something it makes, where it first stands as such."""

    name: str
    kind: Kind | None
    document: Document
    start: int


_NAME = re.compile(NAME)
_STRONG = re.compile(r".*[A-Z].*[A-Z].*|.*\d.*|.*[a-z][A-Z].*")
_TITLE_HEAD = re.compile(r"(?P<name>[^:?!]{2,48}?)\s?:\s")
_ACRONYM = re.compile(r"[ ,]*\(\s?\"?(?P<name>[A-Za-z]*[A-Z][\w.+-]*[\w+])\"?\s?\)")
_SUBJECT = re.compile(r"\b(?:[Ww]e|[Tt]his (?:paper|work|report|study|article))\b")
_MAKING = re.compile(
    r"\b(?:introduc|present|propos|releas|develop|open-sourc|creat|construct|buil[dt]|design|train|pre-?train|curat|describ|contribut|"
    r"announc|shar|unveil|collect|establish|provid|publish|report|offer|launch|compil)(?:e?[ds]?|ing)\b"
)
_CALLED = re.compile(
    r"\b(?:called|named|dubbed|termed|denoted|coined|referred to as|which we (?:call|term|name|dub)|we (?:call|name|dub|term) (?:it|them|"
    r"(?:this|these|our|the) [\w-]+(?: [\w-]+)?))(?:,? (?:as|by))?[,:]? \"?"
)
_OUR = re.compile(r"\b[Oo]ur (?:[a-z-]+ ){0,4}")
_PHRASE_END = re.compile(
    r"[;:]|, (?=which|where|with|that|and (?:we|show)|a |an |the )|\b(?:on|for|with|using|by|from|that|which|to|against|over|into|via|"
    r"based|than|through|whose|where)\b"
)
_APPOSITION = re.compile(r"\s*(?:\([^)]*\))?\s*(?:,|:|is|are|-+)?\s*(?:a|an|the|our|one of)\b[^,;.]*")
_MODIFIER = re.compile(
    r"\b(?:for|of|with|from|in|on|that|which|via|by|to|using|through|trained|designed|capable|based|comprising|consisting|containing)\b"
)
NOT_NAMES = frozenset(
    """
    We Our The This These In A An It To For And But However Moreover While When With By On As From At Both Using Training Existing Recent
    LLM LLMs MLLM MLLMs VLM VLMs LM LMs NLP AI ML RL SFT RLHF GPU GPUs TPU CPU API QA NER ASR TTS OCR CNN RNN GAN VAE MoE LoRA PEFT RAG SOTA
    CoT Transformer Transformers English Chinese Large Language Models Model Github GitHub Huggingface HuggingFace Hugging Wikipedia Twitter
    Google Meta Microsoft Apple Python Java Internet Pretraining Pre-training Finetuning State-of-the-art Extensive Experiments CC-BY MIT
    Apache NL
    """.split()
)
"""Words and abbreviations with capitals that name nothing that a paper makes or measures."""


def looks_like_name(word: str) -> bool:
    """Is a word a name by its look, wherever it stands?"""
    return word not in NOT_NAMES and bool(_STRONG.match(word))


def kind_of(phrase: str) -> Kind | None:
    """What the head noun of a noun phrase says that the phrase names, where it says so; modifiers behind it do not count."""
    heads = list(_HEAD.finditer(_MODIFIER.split(phrase, maxsplit=1)[0]))
    return Kind[heads[-1].lastgroup] if heads else None


def own_names(article: Article) -> list[OwnName]:
    """The names that a paper gives to what it makes: before the title's colon, or in a sentence of introduction."""
    found: dict[str, OwnName] = {}
    for own in (*_before_colon(article.title), *_introduced(article.abstract)):
        known = found.get(own.name)
        if known is None:
            found[own.name] = own
        elif known.kind is None and own.kind is not None:
            found[own.name] = known._replace(kind=own.kind)
    return list(found.values())


def _before_colon(title: Document) -> Iterator[OwnName]:
    head = _TITLE_HEAD.match(title.view)
    if head and _NAME.fullmatch(head["name"]) and (" " not in head["name"] or _STRONG.match(head["name"])):
        if head["name"] not in NOT_NAMES:
            yield OwnName(head["name"], kind_of(title.view[head.end() :]), title, 0)


def _introduced(document: Document) -> Iterator[OwnName]:
    view = document.view
    for start, end in document.sentences:
        for called in _CALLED.finditer(view, start, end):
            if name := _NAME.match(view, called.end(), end):
                yield from _named(document, name, view[max(start, called.start() - 90) : called.start()], end)
        if subject := _SUBJECT.search(view, start, end):
            for making in _MAKING.finditer(view, subject.end(), end):
                phrase_end = _PHRASE_END.search(view, making.end(), end)
                names = list(_NAME.finditer(view, making.end(), phrase_end.start() if phrase_end else end))
                if name := next(filter(lambda m: _STRONG.match(m[0]), names), names[0] if names else None):
                    yield from _named(document, name, view[making.end() : name.start()], end)
        for our in _OUR.finditer(view, start, end):
            if name := _NAME.match(view, our.end(), end):
                yield from _named(document, name, our[0], end)


def _named(document: Document, name: re.Match[str], before: str, end: int) -> Iterator[OwnName]:
    """The name, or the short form that follows it in brackets, with its kind by the words on either side."""
    view, start = document.view, name.start()
    kind = _first_kind(view[name.end() : min(end, name.end() + 30)])
    long_form = _ACRONYM.search(view, name.end(), min(end, name.end() + 70))
    if long_form and _spells(long_form["name"], view[start : long_form.start()]):
        kind = kind or kind_of(view[start : long_form.start()])
        name, start = long_form, long_form.start("name")
        text = long_form["name"]
    else:
        text = name[0].rstrip(" .,-")
    if not kind and (apposition := _APPOSITION.match(view, name.end(), end)):
        kind = kind_of(apposition[0])
    if text not in NOT_NAMES and len(text) > 1 and (_STRONG.match(text) or kind):
        yield OwnName(text, kind or kind_of(before), document, start)


def _first_kind(words: str) -> Kind | None:
    head = _HEAD.match(words.lstrip())
    return Kind[head.lastgroup] if head else None


def _spells(acronym: str, words: str) -> bool:
    """Do the capitals of a short form stand, in order, in the words before it?"""
    letters = iter(words.upper())
    return all(letter in letters for letter in filter(str.isupper, acronym))
