"""The owners of a size that several models have: "Foo and Bar are 7B models", "4B models (Foo, Bar)", "Foo-7B and its 70B sibling"."""

import re

from extractors.lexicon import benchmark_ids, benchmark_key
from extractors.rules.model_names import PHRASE, trimmed
from extractors.rules.series import Series
from extractors.rules.size_owners import Owner, family_before_size

_SIZED = re.compile(r"\d(?:[BMT]|b)(?![a-z\d])")


def exemplified(series: Series, ceiling: int) -> list[Owner]:
    """The models that stand in brackets behind a size that they share: "4B models (Foo, Bar and Baz)"."""
    view = series.document.view
    opened = _EXAMPLES.match(view, series.end, ceiling) if len(series.figures) == 1 else None
    owners, place = [], opened.end() if opened else ceiling
    while named := _EXAMPLE.match(view, place, ceiling):
        name = trimmed(named["name"], named.start("name"), False)
        if not name or not name.strong or _SIZED.search(name.text) or benchmark_key(name.text) in benchmark_ids():
            return []
        owners.append(Owner(name.text, series.start, name.end))
        place = named.end()
    return owners if len(owners) > 1 and view.startswith(")", place) else []


_EXAMPLES = re.compile(
    r"[- ](?:[\w-]+ ){0,3}(?:models|[A-Z]*LMs|alternatives|competitors|baselines|backbones|counterparts|variants) \((?:e\.g\.,? )?"
)
_EXAMPLE = re.compile(rf"(?P<name>{PHRASE})(?:,? (?:and|or|&) |, |/)?")


def sharing(series: Series, owner: Owner, floor: int) -> list[Owner]:
    """The owners of the figures of a series, in order: "Foo and Bar have 7B and 13B parameters", "Foo and Bar are 7B models"."""
    view, figures = series.document.view, series.figures
    if owner.joined or owner.start >= series.start or figures[-1].bound:
        return []
    names, place = [owner], owner.start
    shared = len(figures) == 1 and _ARE.match(view, owner.start + len(owner.name))
    while before := _COORDINATED.search(view, max(floor, place - 60), place):
        name = trimmed(before["name"], before.start("name"), False)
        if not name or not (name.strong or shared or owner.name.startswith(name.text)) or (len(names) > len(figures) and not shared):
            break
        place = name.start
        names.insert(0, owner._replace(name=name.text, start=place))
    return names if len(names) < 2 or len(names) == len(figures) or shared else []


_COORDINATED = re.compile(rf"(?P<name>{PHRASE})(?: and|,|, and) $")
_ARE = re.compile(r",? (?:are|were|have|each|both|all|contain|comprise|use|share)\b|: | \([^()]{1,24} each\)")


def sibling(owner: Owner, series: Series) -> Owner | None:
    """The family of a model named before, where a size is said of another of it: "Foo-7B and its 70B counterpart"."""
    view, start = series.document.view, series.start
    if not _ANOTHER.search(view, max(0, start - 40), start) or not _SIBLING.match(view, series.end):
        return None
    family = family_before_size(owner.name)
    return Owner(family, start, series.end) if family else None


_ANOTHER = re.compile(r"\b(?:its|their|(?:and|with|or) (?:the|a)) (?:[a-z]+ )?$")
_SIBLING = re.compile(r"[- ](?:[a-z-]+ ){0,2}(?:counterpart|versions?|variants?|sibling)\b")
