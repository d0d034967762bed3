"""Whose size a figure is: the model's name that it is joined to, stands in brackets behind, or is said of."""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.names import NAME, NOT_NAMES, is_adjective, looks_like_name, names_between
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


_WORD = r"(?:[A-Z][\w.+-]*|v?\d+(?:\.\d+)*)"
_NAME_BEFORE = re.compile(rf"(?<![\w.+-])(?P<words>(?:{_WORD} ){{0,3}}(?:{_WORD}(?P<space>(?<=-) | |)|[a-z][\w.+-]*))$")
_NOT_HEAD = re.compile(r"(?:sub|multi|mid|top|pre|post|non|near|about|(?:\w+-)?sized?)[-_]?|.*\dx-?|\d.*|.{1,2}", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|html?|py|git|md|zip|json|txt)\b")
_TAIL = re.compile(
    r"(?:[-_](?!(?:param|scale|size|level|based|class|model|token|weight|[mbt]r?illion|like|ish|series|family|and|or|to)[a-z]*\b)"
    r"[A-Za-z\d]\w*(?:\.\w+)*){0,5}(?: (?:Instruct|Chat|Base|IT|v\d+(?:\.\d+)*)\b){0,2}"
)
_ACTIVE = re.compile(r"\d[BM]?-A$")
_EXPERTS = re.compile(r"\d\s?x\s?-?$")
_LOST_HYPHEN = re.compile(r"(?P<version>[1-4]\.[1235])(?P<size>0\.5|1\.5|1|3|4|7|8|9|11|13|14|32|34|70|72|90|405)(?=B)")
_NAME = re.compile(NAME)
_SIZED = re.compile(r"\d[BMT]$")
_MODEL_NOUN = re.compile(r"\b(?:models?|variants?|versions?|checkpoints?)\b")
_SHORT_FORM = re.compile(rf"(?P<name>{NAME}) \($")

_BRACKET = re.compile(rf"(?P<name>{NAME})(?: [a-z]+)?\s?\((?:[a-z]+,? |~|<|>)?$")
_AHEAD = re.compile(
    rf"-?(?: ?(?:sized?|scale|params?|parameters?|versions? of|variants? of|checkpoints? of|total|active|dense|based|the|base|chat|"
    rf"instruct|pre-?trained|instruction-tuned|"
    rf"fine-?tuned|open|language|vision|student|teacher|model)\b-?){{0,4}} (?P<name>{NAME})(?! ?-based)(?P<noun> (?:models?|method|"
    rf"network|LLM)\b)?"
)
_SUBJECT_BEHIND = re.compile(rf", (?:our |the )?(?P<name>{NAME})(?= [a-z]+s\b)")
_FRONTED = re.compile(r"(?:^|[,:.] )(?:with|at|despite|using)\b(?:(?!\bmodels?\b)[^,.]){0,50}$", re.IGNORECASE)
_COPULA = re.compile(r"\)?(?: models?)?(?: is|,) (?:an?|the|our)\b")
_TIE = re.compile(
    r"\)?(?: \([^()]{1,40}\)?\)?)?(?: (?:language |foundation )?(?:models?|series|family|encoder|image encoder|architecture|suite|"
    r"LLMs?))*,?(?: \([^()]{1,60}\))?"
    r"(?: (?:which|that))?(?:,? (?:is|are|was|were|with|at|an?|the|our|one of|of|has|have|having|contain\w*|compris\w+|featur\w+|"
    r"total\w*|rang\w+|in|"
    r"com(?:es?|ing)|available|offer\w*|includ\w+|consist\w*|provid\w+|spann?\w*|sizes?|from|only|up|scal\w+|boast\w*|uses?|us\w+|under|"
    r"over|"
    r"approximately|about|model|models|equipped)\b| -+|: )(?:[^;.]|\.(?=\d)){0,120}"
)
_BREAK = re.compile(
    r"\b(?:than|and (?:the|our)|outperform\w*|surpass\w*|compar\w+|exceed\w*|while|whereas|train(?:ed|ing)? (?:on|with|a|the|an|our|two|"
    r"\d)|evaluat\w+|against|"
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
    while len(words) > 1 and _is_no_part(document, words[0], begin, floor):
        begin += len(words.pop(0)) + 1
    if spaced and not any(word[0].isupper() and looks_like_name(word) for word in words):
        if not words[0][0].isupper() or words[0] in NOT_NAMES or (_opens(document, begin, floor) and not is_model_family(words[0])):
            return None
    elif not spaced and len(words) == 1 and (_NOT_HEAD.fullmatch(words[0]) or words[0].rstrip("-") in NOT_NAMES):
        return None
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


def _is_no_part(document: Document, word: str, begin: int, floor: int) -> bool:
    """Is the first of several words before a size no part of the name: a number, a participle, a word that opens the sentence?"""
    if word[0].isdigit() or word in NOT_NAMES or is_adjective(word):
        return True
    return not looks_like_name(word) and _opens(document, begin, floor)


def _opens(document: Document, start: int, floor: int) -> bool:
    """Does a capital letter say nothing here: at the beginning of a sentence, and in a title?"""
    return start == floor or document.field is Field.TITLE or document.view[start - 2 : start] in (": ", '"', "- ")


def said_of(document: Document, series: Series, unit_end: int, floor: int, ceiling: int) -> Owner | None:
    """The name that a size is said of: `Foo (7B)`, `the 7B Foo model`, `Foo, a model with 7B parameters`."""
    view, start = document.view, series.start
    near = max(floor, start - 50)
    bracket = _BRACKET.search(view, near, start) if view.rfind("(", near, start) >= 0 else None
    if bracket and _names_model(bracket["name"]):
        return Owner(bracket["name"], bracket.start("name"), series.end)
    ahead = _AHEAD.match(view, series.end, ceiling)
    if ahead and (
        _names_model(ahead["name"]) or (_is_plain_name(document, ahead["name"]) and (ahead["noun"] or _MODEL_NOUN.search(ahead[0])))
    ):
        return Owner(ahead["name"], start, ahead.end("name"))
    if _FRONTED.search(view, max(floor, start - 70), start):
        subject = _SUBJECT_BEHIND.match(view, unit_end, ceiling)
        if subject and (_names_model(subject["name"]) or _is_plain_name(document, subject["name"])):
            return Owner(subject["name"], start, subject.end("name"))
    names = [match for match in names_between(view, max(floor, start - _SPAN), start) if _names_model(match[0])]
    candidates = names[-1:]
    if candidates and not _COPULA.match(view, candidates[0].end(), start):
        candidates = [name for name in names[-3:-1] if _COPULA.match(view, name.end(), start)] + candidates
    for name in candidates:
        if _TIE.fullmatch(view, name.end(), start) and not _BREAK.search(view, name.end(), start):
            return _told(document, name, unit_end, floor)
    return None


def _told(document: Document, name: re.Match[str], unit_end: int, floor: int) -> Owner:
    """The owner that a name is: its long form where that holds the size and the name is a short form in brackets.

    A word that opens the sentence before it is no part of the name.
    """
    view, begin = document.view, name.start()
    if view[begin - 1 : begin] == "(" and (long := _SHORT_FORM.search(view, max(floor, begin - 60), begin)) and _SIZED.search(long["name"]):
        return Owner(long["name"], long.start(), unit_end)
    first, _, rest = name[0].partition(" ")
    if _opens(document, begin, floor) and looks_like_name(rest) and not looks_like_name(first) and not is_model_family(first):
        return Owner(rest, begin + len(first) + 1, unit_end)
    return Owner(name[0], begin, unit_end)


def _is_plain_name(document: Document, name: str) -> bool:
    """May a word be a model's name though only its capital says so? Not in a title, where many words have one."""
    return document.field is Field.ABSTRACT and name not in NOT_NAMES and not is_dataset(name)


def _names_model(name: str) -> bool:
    if name in NOT_NAMES or is_adjective(name) or not (looks_like_name(name) or is_model_family(name)):
        return False
    return not is_dataset(name) and not name.endswith("Bench")
