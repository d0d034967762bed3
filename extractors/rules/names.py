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
    (Kind.DATASET, r"data ?sets?|corpus|corpora|data|database"),
    (Kind.CODE, r"librar(?:y|ies)|toolkit|toolbox|package|codebase|software|platform|simulator|repository"),
    (Kind.MODEL, r"models?|[MV]?LLMs?|VLMs?|LMs?|transformers?|networks?|chatbot|assistant|encoders?|agents?|embeddings?|tokenizer|parser|"
                 r"experts|architecture"),
    (Kind.METHOD, r"framework|method|approach|algorithm|technique|pipeline|strategy|system|paradigm|procedure|scheme|recipe|mechanism|"
                  r"module|objective|loss|metric|attack|defense|methodology|protocol|optimizer|process"),
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
_TITLE_HEAD = re.compile(r"(?P<name>[A-Z0-9][^:?!]{1,48}?)\s?(?::|\s-{1,2})\s")
_TITLE_WHOLE = re.compile(
    r"(?:(?:Hello|Introducing|Announcing|Meet|The) )?(?P<name>[A-Z]\S*(?: v?\d[\w.]*)?(?: \([A-Z]\w+\))?)"
    r"(?:$|(?:'s)? (?:(?:Technical|System|Model) (?:Report|Card)|(?:Series|Family|Collection|Suite)\b)|\s-)"
)
_REPORT = re.compile(r" (?:Technical|System|Model) (?:Report|Card)$")
_TWO_WORDS = re.compile(r"[A-Z][\w.-]*[A-Z\d][\w.-]* [A-Z][a-z]+")
_ACRONYM = re.compile(r"[^,;.()]{0,70}\(\s?\"?(?P<name>[A-Za-z]*[A-Z][\w.+-]*[\w+])\"?\s?\)")
_MAKING = (
    "introduc", "present", "propos", "releas", "develop", "open-sourc", "creat", "construct", "build", "built", "design", "train", "curat",
    "describ", "contribut", "announc", "shar", "unveil", "collect", "establish", "provid", "publish", "report", "offer", "launch", "compil",
)  # fmt: skip
_ENDING = re.compile(r"(?:e[ds]?|s|ed|ing|)(?: and [\w-]+)?(?= )")
_PARTICIPLE = re.compile(r"(?:[Ww]e|also|further|then|have|paper|work|report|and|newly|is|are|finally|additionally|successfully) $")
_SUBJECT = re.compile(r"\b(?:[Ww]e|[Tt]his (?:paper|work|report|study|article)|[Tt]he paper|[Pp]aper)\b")
_CALLED = (
    "called", "named", "dubbed", "termed", "denoted", "coined", "referred to as", "call it", "call them", "name it", "dub it", "refer to it as",
    "which we call", "which we term", "which we name", "which we dub", "which we refer to as", "resulting model", "resultant",
)  # fmt: skip
_AS_NAME = re.compile(r"(?:,? (?:as|by))?[,:]? (?:the )?\"?")
_OUR = re.compile(
    r"ur (?:(?!(?:to|on|with|for|in|from|of|and|over|using|against|by|is|are|at|as|can|into|via|that|than)\b)[a-z-]+ ){0,4}(?:models?, )?"
)
_PHRASE_END = re.compile(
    r"[;:]|, (?=which|where|with|that|and (?:we|show)|a |an |the )|\b(?:on|for|with|using|by|from|that|which|to|against|over|into|via|"
    r"based|than|through|whose|where)\b"
)
_PHRASE_WIDTH = 140
_HEAD_BEHIND = re.compile(rf" (?:[a-z-]+ )?(?:{'|'.join(nouns for _, nouns in _HEADS)}|suite of \w+|series|family)\b")
_APPOSITION = re.compile(r"\s*(?:\([^)]{1,60}\))?\s*(?:,|:|is|are|-+)?\s*(?:an?|the|our|one of)\b[^,;.]{3,120}")
_MODIFIER = re.compile(
    r"(?<![\w-])(?:for|of|with|from|in|on|that|which|via|by|to|using|through|trained|designed|capable|based|comprising|consisting|containing|"
    r"towards?|ranging|built|aimed|tailored)\b"
)
_GROUP_OF = re.compile(
    r"\b(?:generation|family|series|suite|collection|set|class|group|version|pair|range|member|variants?|kind|type) of\b", re.IGNORECASE
)
_OF = re.compile(r"(?<!generation )(?<!family )(?<!series )(?<!suite )\b(?:of|for|on|in) (?:the )?$")
_GERUND = re.compile(r"\s*[A-Z][a-z]+ing\b")
_BY_NAME = (
    (Kind.BENCHMARK, re.compile(r".*Bench(?:mark)?s?\b")),
    (Kind.DATASET, re.compile(r".*(?:[a-z-](?:Data(?:set)?|Corpus)|Instruct\d+\w)$")),
)
NOT_NAMES = frozenset(
    """
    WER CER BLEU ROUGE F1 AUC mAP FID PSNR SSIM FLOP FLOPs MFU MSE PPL
    They Our We The This These In A An It To For And But However Moreover While When With By On As From At Both Using Training Existing Recent
    LLM LLMs MLLM MLLMs VLM VLMs LM LMs NLP AI ML RL SFT RLHF GPU GPUs TPU CPU API QA NER ASR TTS OCR CNN RNN GAN VAE MoE LoRA PEFT RAG SOTA
    CoT Transformer Transformers English Chinese Large Language Models Model Github GitHub Huggingface HuggingFace Hugging Wikipedia Twitter
    Google Meta Microsoft Apple Python Java Internet Pretraining Pre-training Finetuning State-of-the-art Extensive Experiments CC-BY MIT
    Apache NL Arabic Bayesian China Dutch European French Gaussian German Hindi Indic Indonesian Italian Japanese Korean Portuguese Russian
    Spanish Turkish Vietnamese Africa African Asian American India Indian Europe Latin Hebrew Greek Polish Persian Thai Bengali Urdu Tamil
    """.split()
)
"""Words and abbreviations with capitals that name nothing that a paper makes or measures."""


def looks_like_name(word: str) -> bool:
    """Is a word a name by its look, wherever it stands?"""
    return word not in NOT_NAMES and bool(_STRONG.match(word))


def kind_of(phrase: str) -> Kind | None:
    """What the head noun of a noun phrase says that the phrase names, where it says so; modifiers behind it do not count."""
    if group := _GROUP_OF.search(phrase):
        phrase = phrase[group.end() :]
    modifier = _MODIFIER.search(phrase, 1)
    kind = None
    for head in _HEAD.finditer(phrase, 0, modifier.start() if modifier else len(phrase)):
        kind = Kind[head.lastgroup]
    return kind


def own_names(article: Article) -> list[OwnName]:
    """The names that a paper gives to what it makes: at the head of the title, or where the abstract introduces them."""
    found: dict[str, OwnName] = {}
    for own in (*_in_title(article), *_introduced(article.abstract)):
        known = found.get(own.name)
        if known is None:
            found[own.name] = own
        elif known.kind is None and own.kind is not None:
            found[own.name] = known._replace(kind=own.kind)
    return list(found.values())


def _in_title(article: Article) -> Iterator[OwnName]:
    """The name that heads the title; what the abstract says that it is goes before what the title says."""
    title, abstract = article.title, article.abstract.view
    head = _TITLE_HEAD.match(title.view) or _TITLE_WHOLE.match(title.view)
    name, rest = _headed(head["name"], title.view[head.end() :]) if head else (None, "")
    if not name or name in NOT_NAMES:
        return
    kind, place = _kind_by_name(name), abstract.find(name)
    while not kind and place >= 0:
        kind = _kind_behind(abstract, place + len(name), len(abstract))
        place = abstract.find(name, place + len(name))
    yield OwnName(name, kind or (None if _GERUND.match(rest) else kind_of(rest)), title, head.start("name"))


def _headed(head: str, rest: str) -> tuple[str | None, str]:
    """The name at the head of a title, and what is said of it: `Foo-2 Vision Models: …` is of `Foo-2`, which is vision models."""
    head = _REPORT.sub("", head)
    if " " not in head or (_STRONG.match(head) and (_NAME.fullmatch(head) or _TWO_WORDS.fullmatch(head))):
        return head, rest
    name = _NAME.match(head)
    said = head[name.end() :] if name and looks_like_name(name[0]) else ""
    return (name[0], said) if kind_of(said) else (None, rest)


def _introduced(document: Document) -> Iterator[OwnName]:
    view = document.view
    for place, width in sorted(_makings(view)):
        floor, ceiling = document.sentence_at(place)
        yield from _objects(document, place + width, floor, ceiling)
    for word in _CALLED:
        place = view.find(word)
        while place >= 0:
            link = _AS_NAME.match(view, place + len(word))
            if link and (name := _NAME.match(view, link.end())):
                floor, ceiling = document.sentence_at(place)
                yield from _named(document, name, view[max(floor, place - 90) : place], ceiling)
            place = view.find(word, place + 1)
    place = view.find("ur ")
    while place >= 0:
        if view[place - 1 : place] in ("o", "O") and (name := _NAME.match(view, (our := _OUR.match(view, place)).end())):
            yield from _named(document, name, our[0], document.sentence_at(place)[1])
        place = view.find("ur ", place + 3)


def _makings(view: str) -> Iterator[tuple[int, int]]:
    """Where verbs of making stand that the authors may be the subject of."""
    for stem in _MAKING:
        place = view.find(stem)
        while place >= 0:
            ending = _ENDING.match(view, place + len(stem))
            if ending and not view[place - 1 : place].isalnum() and view[place - 1 : place] != "-":
                yield place, ending.end() - place
            place = view.find(stem, place + 1)


def _objects(document: Document, begin: int, floor: int, ceiling: int) -> Iterator[OwnName]:
    """The name in the object of a verb of making, where the authors or the paper are its subject."""
    view = document.view
    verb = view.rfind(" ", floor, begin - 1) + 1
    if not _SUBJECT.search(view, floor, verb):
        return
    if view[begin - 1] == "d" and not _PARTICIPLE.search(view, max(floor, verb - 14), verb):
        return
    limit = min(ceiling, begin + _PHRASE_WIDTH)
    end = _PHRASE_END.search(view, begin, limit)
    names = list(_names_between(view, begin, end.start() if end else limit))
    if names:
        name = next((match for match in names if _STRONG.match(match[0])), names[0])
        yield from _named(document, name, view[begin : name.start()], ceiling)


def _names_between(view: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names that begin in a stretch of the view, at words with a capital or a digit."""
    place = start
    while place < end:
        space = view.find(" ", place, end)
        word = view[place : space if space >= 0 else end]
        if word and not word.islower():
            begin = place + (word[0] in "([\"'")
            name = _NAME.match(view, begin, end)
            if name and name[0] not in NOT_NAMES:
                yield name
                space = view.find(" ", max(name.end() - 1, place), end)
        if space < 0:
            return
        place = space + 1


def _named(document: Document, name: re.Match[str], before: str, end: int) -> Iterator[OwnName]:
    """The name, or the short form that follows it in brackets, with its kind by the words on either side."""
    view, start = document.view, name.start()
    kind = None
    short = _ACRONYM.match(view, name.end(), min(end, name.end() + 90))
    if short and short["name"] not in NOT_NAMES and _spells(short["name"], view[start : short.start("name")]):
        kind = kind_of(view[start : short.start("name") - 1])
        text, place, stop = short["name"], short.start("name"), short.end()
    else:
        text, place, stop = name[0].rstrip(" .,-"), start, name.end()
    kind = _kind_by_name(text) or _kind_behind(view, stop, end) or kind or (None if _OF.search(before) else kind_of(before))
    if text not in NOT_NAMES and len(text) > 1 and (_STRONG.match(text) or kind or (not before.strip() and view[stop : stop + 1] == ",")):
        yield OwnName(text, kind, document, place)


def _kind_by_name(name: str) -> Kind | None:
    return next((kind for kind, pattern in _BY_NAME if pattern.match(name)), None)


def _kind_behind(view: str, start: int, end: int) -> Kind | None:
    """The kind that the words behind a name say: `Foo models`, `Foo, a language model`, `Foo is a benchmark`."""
    if head := _HEAD_BEHIND.match(view, start, end):
        return kind_of(head[0])
    apposition = _APPOSITION.match(view, start, end)
    return kind_of(apposition[0]) if apposition else None


def _spells(acronym: str, words: str) -> bool:
    """Do the capitals of a short form stand, in order, in the words before it?"""
    letters = iter(words.upper())
    return all(letter in letters for letter in filter(str.isupper, acronym))
