"""Whose size a figure is: the model's name that it is joined to, stands in brackets behind, or is said of."""

import re
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.series import Figure, Series
from extractors.rules.names import NAME, NOT_NAMES, looks_like_name
from extractors.text import Document
from schemas import Field


class Owner(NamedTuple):
    """The model that a figure is the size of, and where the view says so; `joined` where the size is a part of the name."""

    name: str
    start: int
    end: int
    joined: bool = False
    active: bool = False


_WORD = r"(?:[A-Z][\w.+-]*|v?\d+(?:\.\d+)*)"
_NAME_BEFORE = re.compile(rf"(?<![\w.+-])(?P<words>(?:{_WORD} ){{0,3}}(?:{_WORD}(?P<space>(?<=-) | |)|[a-z][\w.+-]*))$")
_NOT_HEAD = re.compile(r"(?:sub|multi|mid|top|pre|post|non|near|about|(?:\w+-)?sized?)[-_]?|.*\dx-?|\d.*|.{1,2}", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:[-_](?!(?:param|scale|size|level|based|class|model|token|weight|[mbt]r?illion|like|ish|series|family|and|or|to)[a-z]*\b)"
    r"[A-Za-z\d]\w*(?:\.\w+)*){0,5}(?: (?:Instruct|Chat|Base|IT|v\d+(?:\.\d+)*)\b){0,2}"
)
_ACTIVE = re.compile(r"\d[BM]?-A$")
_EXPERTS = re.compile(r"\d\s?x\s?-?$")
_LOST_HYPHEN = re.compile(r"(?P<version>[1-4]\.[1235])(?=(?:0\.5|1\.5|1|3|4|7|8|9|11|13|14|32|34|70|72|90|405)B)")
_NAME = re.compile(NAME)
_SHORT_FORM = re.compile(rf"(?P<name>{NAME}) \($")

_BRACKET = re.compile(rf"(?P<name>{NAME})(?: [a-z]+)?\s?\((?:[a-z]+,? |~|<|>)?$")
_AHEAD = re.compile(
    rf"-?(?: ?(?:sized?|scale|params?|parameters?|version of|variant of|total|active|dense|based|the|base|chat|instruct|pre-?trained|instruction-tuned|"
    rf"fine-?tuned|open|language|vision|student|teacher|model)\b-?){{0,4}} (?P<name>{NAME})(?! ?-based)"
)
_TIE = re.compile(
    r"(?: \([^()]{1,40}\)?\)?)?(?: (?:language |foundation )?(?:models?|series|family|encoder|image encoder|architecture|suite|LLMs?))*,?(?: \([^()]{1,60}\))?"
    r"(?: (?:which|that))?(?:,? (?:is|are|was|were|with|at|an?|the|our|one of|of|has|have|having|contain\w*|compris\w+|featur\w+|total\w*|rang\w+|in|"
    r"com(?:es?|ing)|available|offer\w*|includ\w+|consist\w*|provid\w+|spann?\w*|sizes?|from|only|up|scal\w+|boast\w*|uses?|us\w+|under|over|"
    r"approximately|about|model|models|equipped)\b| -+|: )[^;.]{0,120}"
)
_BREAK = re.compile(
    r"\b(?:than|outperform\w*|surpass\w*|compar\w+|exceed\w*|while|whereas|train(?:ed|ing)? (?:on|with|a|the|an|our|two|\d)|evaluat\w+|against|"
    r"distill\w*|based on|built|match\w*|rival\w*|beat\w*|via|including|such as|like|we|improv\w+|enabl\w+|appl\w+|using|on [A-Z]\w+)\b"
)
_SPAN = 150


def is_experts(view: str, figure: Figure) -> bool:
    """Is the figure the second factor of a mixture (`8x7B`), which states no total?"""
    return bool(_EXPERTS.search(view, max(0, figure.start - 6), figure.start))


def joined(document: Document, figure: Figure, floor: int) -> Owner | None:
    """The name that a size is a part of: `Foo-7B-Chat`, `foo7b`, `Foo 2 7B`, `Foo-30B-A3B`. `floor` is where the sentence begins."""
    view, start = document.view, figure.start
    found = _NAME_BEFORE.search(view, max(floor, start - 60), start) if start else None
    if not found:
        return None
    words, spaced = found["words"].split(), found["space"] == " " and view[start - 2] != "-"
    begin = found.start()
    while (
        len(words) > 1
        and (words[0][0].isdigit() or not looks_like_name(words[0]))
        and (_opens(document, begin, floor) or words[0] in NOT_NAMES or words[0][0].isdigit())
    ):
        begin += len(words.pop(0)) + 1
    if spaced and not any(word[0].isupper() and looks_like_name(word) for word in words):
        if not words[0][0].isupper() or words[0] in NOT_NAMES or (_opens(document, begin, floor) and not is_model_family(words[0])):
            return None
    elif not spaced and len(words) == 1 and (_NOT_HEAD.fullmatch(words[0]) or words[0].rstrip("-") in NOT_NAMES):
        return None
    end = _TAIL.match(view, figure.end).end()
    lost = _LOST_HYPHEN.match(view, start) if view[start - 1] == "-" else None
    name = f"{view[begin : lost.end()]}-{view[lost.end() : end]}" if lost else view[begin:end].replace("- ", "-")
    return Owner(name, begin, end, True, bool(_ACTIVE.search(view, max(begin, start - 8), start)))


def _opens(document: Document, start: int, floor: int) -> bool:
    """Does a capital letter say nothing here: at the beginning of a sentence, and in a title?"""
    return start == floor or document.field is Field.TITLE or document.view[start - 2 : start] in (": ", '"', "- ")


def said_of(document: Document, series: Series, unit_end: int, floor: int, ceiling: int) -> Owner | None:
    """The name that a size is said of: `Foo (7B)`, `the 7B Foo model`, `Foo, a model with 7B parameters`."""
    view, start = document.view, series.start
    if view[start - 1 : start] in ("(", "~", "<", " ") and (bracket := _BRACKET.search(view, max(floor, start - 50), start)):
        if _names_model(bracket["name"]):
            return Owner(bracket["name"], bracket.start("name"), series.end)
    ahead = _AHEAD.match(view, series.end, ceiling)
    if ahead and _names_model(ahead["name"]):
        return Owner(ahead["name"], start, ahead.end())
    names = [match for match in _NAME.finditer(view, max(floor, start - _SPAN), start) if _names_model(match[0])]
    for name in reversed(names[-2:]):
        tie = _TIE.fullmatch(view, name.end(), start)
        if tie and not _BREAK.search(view, name.end(), start):
            if bracketed := view[name.start() - 1 : name.start()] == "(" and _SHORT_FORM.search(
                view, max(floor, name.start() - 60), name.start()
            ):
                return Owner(bracketed["name"], bracketed.start(), unit_end)
            return Owner(name[0], name.start(), unit_end)
    return None


def _names_model(name: str) -> bool:
    return name not in NOT_NAMES and (looks_like_name(name) or is_model_family(name)) and not is_dataset(name)
