"""Whose tokens a count is of: the model that is trained on them or reads them, or the dataset that holds them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.names import NAME, NOT_NAMES, Kind, looks_like_name
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_roles import family_of
from schemas import TokenKind


class Subject(NamedTuple):
    """A name, where it begins, and whether the count stands close behind it: `Foo (128K)`."""

    name: str
    start: int
    close: bool = False


_NAME = re.compile(rf"{NAME}(?:-\d[\w.]*[BM]\b[\w.-]*)?")
_NOUN = r"(?: (?:data ?set|corpus|task|challenge|benchmark|model|collection))?"
_BRACKETED = re.compile(rf"(?P<name>(?:[Tt]he )?{NAME}(?: [A-Z][a-z]+)?){_NOUN}\s?\((?:[^()]{{0,30}}[ ,])?$")
_OF_LENGTH = re.compile(rf"(?P<name>{NAME}){_NOUN} (?:of|with) (?:\w+ )?(?:lengths?|contexts?|windows?) (?:of )?(?:up to )?$")
_APPOSED = re.compile(
    rf"(?P<name>{NAME}){_NOUN}(?:,|:)? (?:is |are |\()?(?:an?|the|our|with|of|contain\w*|consist\w*|compris\w+|hold\w*|has|"
    r"total\w*|spans?)\b[^.;:()]{0,60}$"
)
_BEHIND = re.compile(rf"(?:,| (?:with|for|in)) (?:the |our )?(?P<first>{NAME})(?: and (?P<second>{NAME}))?")
_AHEAD = re.compile(rf"[- ]tokens? (?P<name>{NAME})")
_REST = re.compile(r"[^\s(]+(?: \d[\w.]*)?")
_TRAINING = re.compile(r"\btrain(?:ed|ing|s)? (?:the |our )?$")
_OTHERS = re.compile(r"\b(?:previous|prior|existing|conventional|most|current|other)\b", re.IGNORECASE)
_THE_MODEL = re.compile(r"\b(?:the|our|this) (?:[\w-]+ )?model\b|\b(?:[Ii]ts?|They are)\b")
_NOT_SUBJECTS = frozenset(["Corpus", "Data", "Dataset", "Datasets", "Collection", "Tokens", "Token"])
_WIDTH = 160


def bracketed_context(series: Series, floor: int) -> Subject | None:
    """The model that a context length without a unit stands in brackets behind: `Foo-4 Turbo (128K)`."""
    view, start = series.document.view, series.start
    if series.figures[-1].magnitude not in (10**3, 10**6) or view[start - 1 : start] != "(" or view[series.end : series.end + 1] != ")":
        return None
    found = _BRACKETED.search(view, max(floor, start - 50), start)
    family = found and (is_model_family(found["name"]) or is_model_family(family_of(found["name"]).split(" ")[0]))
    return Subject(found["name"], found.start("name"), True) if family else None


def subjects_of(scan: Scan, series: Series, end: int, kind: TokenKind, floor: int, ceiling: int) -> list[Subject | None]:
    """The names that a count is said of; one null where there is none."""
    if kind is TokenKind.OTHER:
        return [None]
    view, start = series.document.view, series.start
    for pattern in (_BRACKETED, _OF_LENGTH):
        found = pattern.search(view, max(floor, start - 60), start)
        if found and _is_name(found["name"]):
            return [Subject(found["name"], found.start("name"), True)]
    if kind is TokenKind.DATASET:
        return [_dataset(scan, series, floor)]
    own = [each for each in _own(scan, Kind.MODEL) if each.name in view[floor:start]]
    if own and not _OTHERS.search(view, floor, start):
        return [_whole(view, own[-1], floor, start)]
    if kind is TokenKind.VOCABULARY:
        return [None]
    names = [Subject(match[0].rstrip(".-"), match.start()) for match in _NAME.finditer(view, max(floor, start - _WIDTH), start)]
    models = [name for name in names if _is_model(scan, name.name) or _TRAINING.search(view, floor, name.start)]
    if models:
        return [models[-1]]
    if (behind := _BEHIND.match(view, end, ceiling)) and _is_model(scan, behind["first"]):
        return [Subject(name, behind.start()) for name in behind.groups() if name]
    if kind is TokenKind.TRAINING:
        datasets = [name for name in names if is_dataset(name.name) and len(name.name) > 4]
        if datasets:
            return [datasets[-1]]
    mentioned = any(each.name in view[start:ceiling] for each in _own(scan, Kind.MODEL)) or _THE_MODEL.search(view, floor, ceiling)
    if _OTHERS.search(view, floor, start) or (kind is TokenKind.TRAINING and not mentioned):
        return [None]
    return [_only(_own(scan, Kind.MODEL))]


def _whole(view: str, own: Subject, floor: int, ceiling: int) -> Subject:
    """The paper's own name as the sentence has it, with the size or variant behind it."""
    start = view.rfind(own.name, floor, ceiling)
    return Subject(_REST.match(view, start, ceiling)[0].rstrip(".-,"), start)


def _dataset(scan: Scan, series: Series, floor: int) -> Subject | None:
    view, start = series.document.view, series.start
    found = _APPOSED.search(view, max(floor, start - 110), start)
    if found and _is_name(found["name"]):
        return Subject(found["name"], found.start("name"))
    if (ahead := _AHEAD.match(view, series.end)) and is_dataset(ahead["name"]) and ahead["name"] not in _NOT_SUBJECTS:
        return Subject(ahead["name"], start)
    if re.match(r"(?:It|The (?:dataset|corpus)|This (?:dataset|corpus))\b", view[floor : floor + 14]):
        return _only(_own(scan, Kind.DATASET))
    return None


def _only(names: Iterable[Subject]) -> Subject | None:
    return next(iter(names), None)


def _own(scan: Scan, kind: Kind) -> list[Subject]:
    return [Subject(own.name, own.start) for own in scan.own_names if own.kind is kind]


def _is_name(name: str) -> bool:
    return (
        name not in NOT_NAMES
        and name not in _NOT_SUBJECTS
        and (any(map(looks_like_name, name.split(" "))) or is_dataset(name) or name[:1].isupper())
    )


def _is_model(scan: Scan, name: str) -> bool:
    if name in NOT_NAMES or name in _NOT_SUBJECTS or is_dataset(name):
        return False
    return (
        is_model_family(name)
        or family_of(name) != name
        or any(name.startswith(own.name) for own in scan.own_names if own.kind is Kind.MODEL)
    )
