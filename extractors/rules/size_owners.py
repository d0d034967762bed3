"""Whose size a figure is where it is a part of a name: `Foo-7B-Chat`, `foo7b`, `Foo 2 7B`, `Foo-30B-A3B`."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.lexicon import is_model_family
from extractors.rules.model_names import is_versioned, trimmed
from extractors.rules.names import NOT_NAMES, is_adjective, looks_like_name
from extractors.rules.series import Figure, Series
from extractors.text import Document
from schemas import Field


class Owner(NamedTuple):
    """The model that a figure is the size of, and where the view says so; `joined` where the size is a part of the name."""

    name: str
    start: int
    end: int
    joined: bool = False
    active: bool = False
    params: int | None = None  # where a lost hyphen makes the figure read otherwise


_WORD = r"(?:[A-ZÀ-ÖØ-ÞΑ-Ω][\w.+-]*|v?\d+(?:\.\d+)*(?:[-_][\w.-]*|[BMT]-A)?)"
_NAME_BEFORE = re.compile(rf"(?<![\w.+-])(?P<words>(?:{_WORD} ){{0,3}}(?:{_WORD}(?P<space>(?<=-) | |)|[a-z][\w.+-]*))$")
_NOT_HEAD = re.compile(
    r"(?:sub|multi|mid|top|pre|post|non|near|about|full|half|both|small|large|(?:\w+-)?sized?)[-_]?|.*\dx-?|\d.*|.{1,2}", re.IGNORECASE
)
_FILE = re.compile(r"\.(?:pdf|html?|py|git|md|zip|json|txt)\b")
_ADDRESS = re.compile(r"://|\w\.(?:com?|org|io|ai|net)/")
_TAIL = re.compile(
    r"(?:[-_](?!(?:param|scale|size|level|based|class|model|token|weight|[mbt]r?illion|like|ish|series|family|and|or|to)[a-z]*\b)"
    r"[A-Za-z\d]\w*(?:\.\w+)*){0,5}(?: (?:Instruct|Chat|Base|IT|Think|Thinking|Preview|Coder|Reasoner|Turbo|Lite|v\d+(?:\.\d+)*)\b){0,2}"
)
_ACTIVE = re.compile(r"[-\d][BM]?-A$|[a-z]{2}-A$|[A-Z]{2}-A$")
_EXPERTS = re.compile(r"\d\s?x\s?-?$")
_LOST_HYPHEN = re.compile(r"(?P<version>[1-4]\.[1235])(?P<size>0\.5|1\.5|1|3|4|7|8|9|11|13|14|32|34|70|72|90|405)(?=B)")


def is_experts(view: str, figure: Figure) -> bool:
    """Is the figure the second factor of a mixture (`8x7B`), which states no total?"""
    return bool(_EXPERTS.search(view, max(0, figure.start - 6), figure.start))


def in_address(view: str, figure: Figure) -> bool:
    """Does the figure stand in an address?"""
    begin = max(view.rfind(" ", max(0, figure.start - 150), figure.start), figure.start - 150, 0)
    return bool(_ADDRESS.search(view, begin, figure.start))


def joined(document: Document, figure: Figure, floor: int) -> Owner | None:
    """The name that a size is a part of: `Foo-7B-Chat`, `foo7b`, `Foo 2 7B`, `Foo-30B-A3B`. `floor` is where the sentence begins.

    A number that is written out ("Foo 2 7 billion") is no part of the name before it.
    """
    view, start = document.view, figure.start
    low = max(floor, start - 60)
    low = max(low, view.rfind(",", low, start), view.rfind("(", low, start))  # which no name holds
    found = _NAME_BEFORE.search(view, low, start) if _may_be_joined(view, start) else None
    if not found:
        return None
    words, spaced = found["words"].split(), found["space"] == " " and view[start - 2] != "-"
    begin = found.start()
    while ". " in found["words"][begin - found.start() :]:  # what stands before a full stop is of the sentence before
        begin += len(words.pop(0)) + 1
    if not words:
        return None
    while not _is_whole(words) and _is_no_part(document, words[0], begin, floor):
        begin += len(words.pop(0)) + 1
    if spaced and is_adjective(words[-1]):
        return None
    if spaced and not any(word[0].isupper() and looks_like_name(word) for word in words):
        if not words[0][0].isupper() or words[0] in NOT_NAMES or (opens(document, begin, floor) and not _may_open(document, words, figure)):
            return None
    elif not spaced and len(words) == 1 and (_NOT_HEAD.fullmatch(words[0]) or words[0].rstrip("-") in NOT_NAMES):
        return None
    if "illion" in view[start : figure.end]:
        name = trimmed(view[begin:start].rstrip(), begin, opens(document, begin, floor)) if spaced else None
        return Owner(name.text, name.start, figure.end) if name and name.strong else None
    end = _TAIL.match(view, figure.end).end()
    if _FILE.search(view, figure.end, end):
        return None
    name = view[begin:end].replace("- ", "-")
    active = bool(_ACTIVE.search(view, max(begin, start - 8), start))
    lost = _LOST_HYPHEN.match(view, start) if view[start - 1] == "-" else None
    if not lost:
        return Owner(name, begin, end, True, active)
    name = f"{view[begin : lost.end('version')]}-{view[lost.start('size') : end]}"
    return Owner(name, begin, end, True, active, int(Decimal(lost["size"]) * figure.magnitude))


def _may_be_joined(view: str, start: int) -> bool:
    """May a word before a figure be a part of its name: not one in small letters that a space parts from it?"""
    before = view[start - 1 : start]
    if before != " ":
        return before.isalnum() or before in ("-", "_", ".", "+")
    word = view[view.rfind(" ", 0, start - 1) + 1 : start - 1]
    return not (word.isalpha() and word.islower())


def _is_no_part(document: Document, word: str, begin: int, floor: int) -> bool:
    """Is the first of several words before a size no part of the name: a number, a participle, a word that opens the sentence?"""
    if word[0].isdigit() or word in NOT_NAMES or is_adjective(word):
        return True
    return not looks_like_name(word) and not is_model_family(word) and opens(document, begin, floor)


def _is_whole(words: list[str]) -> bool:
    """Do words make a name only together: one word, or one with a version or an abbreviation behind it?"""
    return len(words) == 1 or is_versioned(" ".join(words)) or (words[0] not in NOT_NAMES and NOT_NAMES.issuperset(words[1:]))


def _may_open(document: Document, words: list[str], figure: Figure) -> bool:
    """May a size that stands behind the first word of a sentence be a part of a name: "Foo 7B is", not "Training 7B models"?"""
    if is_model_family(words[0]):
        return True
    name = trimmed(" ".join(words), 0, False)
    if not name or document.field is Field.TITLE or _HEADED.match(document.view, figure.end):
        return False
    return name.strong or (figure.magnitude == 10**9 and len(words) == 1 and not _NO_NAME.fullmatch(words[0]))


_HEADED = re.compile(
    r"[- +](?:[a-z-]+ ){0,3}(?:models?|LLMs?|VLMs?|LMs?|param\w*|tokens?|networks?|scales?|transformers?)\b|[- ](?:to|and|or) \d"
)
_NO_NAME = re.compile(r".{1,3}|.*(?:ing|ly|ed|er|ers|ions?|ments?)|[A-Z]+")


def opens(document: Document, start: int, floor: int) -> bool:
    """Does a capital letter say nothing here: at the beginning of a sentence, and in a title?"""
    return start == floor or document.field is Field.TITLE or document.view[start - 2 : start] in (": ", '"', "- ")


def sized_otherwise(name: str, series: Series) -> bool:
    """Has a name a size in it that is not the one stated, active parameters aside?"""
    size, figure = _OWN_SIZE.search(name), series.figures[-1]
    if not size or figure.magnitude < 10**6 or _ACTIVATED.match(series.document.view, figure.end):
        return False
    stated = float(size["number"]) * (10**9 if size["unit"] in "Bb" else 10**6)
    return not 0.88 < figure.value / max(stated, 1.0) < 1.13


_OWN_SIZE = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<unit>[BMb])(?![A-Za-z\d])")
_ACTIVATED = re.compile(
    r"[ -](?:of (?:its|the) [\w. ]{1,20} )?(?:parameters? )?(?:\(|are |is )*(?:only )?(?:activ|live|per |"
    r"trainable|tunable|learnable|tuned|additional|extra)"
)


def family_before_size(name: str) -> str:
    """What stands before the size in a name; nothing where it has none."""
    size = _OWN_SIZE.search(name)
    return name[: size.start()].rstrip(" -_") if size else ""
