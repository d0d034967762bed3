"""The role of a benchmark from the sentences that name it, and which of the names of one text are one benchmark's."""

import re
from typing import NamedTuple

from extractors.canonical import benchmark_id
from extractors.rules.benchmark_phrases import (
    ASIDE,
    BACKGROUND,
    DERIVED,
    IN_USE,
    MAKING,
    NEAR_TEST,
    OWN_WORK,
    SET_ASIDE,
    SOURCES,
    STATE,
    SUBJECT,
    USED,
    USUAL,
    WINDOW,
)
from extractors.rules.own_benchmarks import holds
from extractors.text import Document
from schemas.facts import BenchmarkRole

_VERSION = re.compile(r"(?: \d\.\d|-(?:test|dev|val|valid|validation))$", re.IGNORECASE)


class Mention(NamedTuple):
    """A benchmark's name where it stands."""

    name: str
    document: Document
    start: int
    end: int


def join_long_forms(mentions: dict[str, list[Mention]], introduced: set[str]) -> None:
    """Put the mentions of a name of several words with those of its initials, where both are named."""
    short = {places[0].name: key for key, places in mentions.items() if places[0].name.isupper()}
    if not short:
        return
    for key in [key for key, places in mentions.items() if places[0].name.count(" ") > 1]:
        initials = "".join(part[0] for part in re.split(r"[\s-]", mentions[key][0].name) if part[:1].isupper())
        if initials in short and short[initials] != key:
            mentions[short[initials]] += mentions.pop(key)
            if key in introduced:
                introduced.add(short[initials])


def join_versions(mentions: dict[str, list[Mention]], introduced: set[str]) -> None:
    """Put the mentions of a name with those of its one version or split: `Foo 2.1`, of which a text goes on to speak as `Foo`."""
    versions: dict[str, list[str]] = {}
    for key, places in mentions.items():
        if version := _VERSION.search(places[0].name):
            versions.setdefault(benchmark_id(places[0].name[: version.start()]), []).append(key)
    for base, keys in versions.items():
        if len(keys) == 1 and base in mentions and keys[0] != base and not introduced & {base, keys[0]}:
            first, second = sorted((base, keys[0]), key=list(mentions).index)
            mentions[first] += mentions.pop(second)


def role_of(mentions: list[Mention]) -> BenchmarkRole:
    """Is something measured on a benchmark that the paper does not make, or is it background wherever it stands?"""
    return BenchmarkRole.MENTIONED if all(map(_in_background, mentions)) else BenchmarkRole.EVALUATED


def _in_background(mention: Mention) -> bool:
    start, end = mention.document.sentence_at(mention.start)
    view = mention.document.view
    sentence = view[start:end]
    if holds(sentence, ASIDE) and SET_ASIDE.search(view, max(start, mention.start - 110), mention.start):
        return True
    before = view[max(start, mention.start - WINDOW) : mention.start]
    if holds(before, SOURCES) and DERIVED.search(before) and MAKING.search(sentence) and SUBJECT.search(sentence):
        return not NEAR_TEST.search(view, start, mention.start)
    if holds(sentence, USED) and IN_USE.search(sentence):
        return True
    if STATE.match(view, mention.end) and not OWN_WORK.search(sentence):
        return True
    before = view[start : mention.start]
    return holds(before, USUAL) and bool(BACKGROUND.search(before)) and not OWN_WORK.search(sentence)
