"""The names that a paper gives to what it makes: at the head of its title, or where its abstract introduces them."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from extractors.rules.names import HEADS, NAME, NOT_NAMES, Kind, OwnName, is_adjective, kind_of, looks_like_name, names_between
from extractors.text import MAX_SENTENCE, Article, Document

_NAME = re.compile(NAME)
_TITLE_HEAD = re.compile(r"(?P<name>[A-Z0-9][^:?!]{1,48}?)\s?(?::|\s-{1,2})\s")
_TITLE_WHOLE = re.compile(
    r"(?:(?:Hello|Introducing|Announcing|Meet|The) )?(?P<name>[A-Z]\S*(?: v?\d[\w.]*)?(?: \([A-Z]\w+\))?)"
    r"(?:$|(?:'s)? (?:(?:Technical|System|Model) (?:Report|Card)|(?:Series|Family|Collection|Suite)\b)|\s-)"
)
_REPORT = re.compile(r" (?:Technical|System|Model) (?:Report|Card)$")
_TWO_WORDS = re.compile(r"[A-Z][\w.-]*[A-Z\d][\w.-]* [A-Z][a-z]+")
_ACRONYM = re.compile(r"[^,;.()]{0,70}\(\s?\"?(?P<name>[A-Za-z]*[A-Z][\w.+-]*[\w+])\"?\s?\)")
_BEFORE_PARTICIPLE = tuple(
    f"{word} " for word in ("We we also further then have paper work report and newly is are finally additionally successfully").split()
)
_OUR = re.compile(
    r"(?:(?:own|new|novel|final|open|first|full|main|reference|base|large|small|multilingual|efficient|\w+ed|\w+est|[a-z]+-[a-z]+) ){0,3}"
    r"(?:(?:language |vision |foundation |reasoning )?(?:models?|method|framework|data ?set|corpus|benchmark|system|approach|toolkit|"
    r"library|family),? )?"
)
_RANGE = r"-\d[\d.]*[MB] (?:to|and|-) \d[\d.]*[MB]"
_OUR_APPOSED = re.compile(r"(?:[a-z-]+ ){0,3}[a-z-]+, (?=[A-Z][\w.-]*,)")
_SIZES = re.compile(rf"{_RANGE}$")
_SIZED = re.compile(r".*-\d+(?:\.\d+)?B\b")
_PHRASE_END = re.compile(
    r"[;:]|, (?=which|where|with|that|and (?:we|show)|a |an |the )|"
    r" (?:on|for|with|using|by|from|that|which|to|against|over|into|via|based|than|through|whose|where)\b"
)
_PHRASE_WIDTH = 140
_HEAD_BEHIND = re.compile(rf" (?:[a-z-]+ )?(?:{'|'.join(nouns for _, nouns in HEADS)}|suite of \w+|series|family)\b")
_APPOSITION = re.compile(
    rf"(?:{_RANGE})?\s*(?:\([^)]{{1,60}}\))?\s*(?:,|:|is|are|-+)?\s*(?P<said>(?:an?|the|our|one of|are)\b[^,;.]{{3,120}})"
)
_OF = re.compile(r"(?<!generation )(?<!family )(?<!series )(?<!suite )\b(?:of|for|on|in) (?:the )?$")
_GERUND = re.compile(r"\s*[A-Z][a-z]+ing\b")
_BY_NAME = (
    (Kind.BENCHMARK, re.compile(r".*Bench(?:mark)?s?\b")),
    (Kind.DATASET, re.compile(r".*(?:[a-z-](?:Data(?:set)?|Corpus)|Instruct\d+\w)$")),
)

_MAKING = (
    "announc", "buil[dt]", "collect", "compil", "construct", "contribut", "creat", "curat", "describ", "design", "develop", "establish",
    "introduc", "launch", "offer", "open-sourc", "pre-?train", "present", "propos", "provid", "publish", "releas", "report", "shar",
    "train", "unveil",
)  # fmt: skip
_CALLING = (
    "call", "called", "coined", "denoted", "dub", "dubbed", "name", "named", "refer", "referred", "resultant", "resulting", "term",
    "termed",
)  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of several words in order, which looks at their first letter once: every word of a text is tried."""
    by_letter = groupby(words, key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in same)})" for letter, same in by_letter)


def _beginning(words: tuple[str, ...]) -> str:
    """A pattern for what can be the first three letters of some words: most of a text's words fail it, before any is tried."""
    return "".join(f"[{''.join(sorted(set(letters)))}]" for letters in zip(*(word[:3] for word in words), strict=True))


_TRIGGER = re.compile(
    rf" (?={_beginning((*_MAKING, *_CALLING, 'our', 'Our'))})"
    rf"(?:(?P<made>(?:{_any_of(_MAKING)})(?:e[sd]?|s|ing|))|(?P<called>{_any_of(_CALLING)})|(?P<our>[Oo]ur))(?= )"
)
_CALLED = re.compile(
    r"(?:called|named|dubbed|termed|denoted|coined|referred to as|(?:call|name|dub|term) (?:it|them|(?:this|our|the) [\w-]+)|"
    r"refer to (?:it|them) as|"
    r"(?<=which we )(?:call|term|name|dub|refer to as)|resulting model|resultant)(?:,? (?:as|by))?[,:]? (?:the )?\"?"
)
_THIS_PAPER = re.compile(r"his (?:paper|work|report|study|article) ")
_OTHERS_MADE = re.compile(r"\b(?:recent(?:ly)?|previous(?:ly)?|existing|prior|et al)\b")
_REACH = 400  # characters between a subject and its verb


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
    head = _SIZES.sub("", _REPORT.sub("", head))
    if " " not in head or (looks_like_name(head) and (_NAME.fullmatch(head) or _TWO_WORDS.fullmatch(head))):
        return head, rest
    name = _NAME.match(head)
    said = head[name.end() :] if name and looks_like_name(name[0]) else ""
    return (name[0], said) if kind_of(said) else (None, rest)


def _introduced(document: Document) -> Iterator[OwnName]:
    if document.view.startswith("Our "):
        yield from _ours(document, len("Our "))
    for trigger in _TRIGGER.finditer(document.view):
        if trigger["made"]:
            yield from _made(document, trigger.start() + 1, trigger.end())
        elif trigger["called"]:
            yield from _called(document, trigger.start() + 1)
        else:
            yield from _ours(document, trigger.end() + 1)


def _made(document: Document, verb: int, end: int) -> Iterator[OwnName]:
    """The name in the object of a verb of making, where the authors or the paper are its subject."""
    view = document.view
    if view[end - 1] == "d" and not view.endswith(_BEFORE_PARTICIPLE, 0, verb):
        return
    floor, ceiling = document.sentence_at(verb)
    if verb - floor > MAX_SENTENCE:
        return
    before = view[max(floor, verb - _REACH) : verb]
    if not ("we " in before or "We " in before or ("his " in before and _THIS_PAPER.search(before)) or "he paper " in before):
        return
    limit = min(ceiling, end + _PHRASE_WIDTH)
    stop = _PHRASE_END.search(view, end, limit)
    names = list(names_between(view, end + 1, stop.start() if stop else limit))
    if not names:
        return
    name = next((match for match in names if looks_like_name(match[0])), names[0])
    yield from _named(document, name, view[end : name.start()])


def _called(document: Document, place: int) -> Iterator[OwnName]:
    """The name behind "called", "which we name" and the like."""
    view = document.view
    called = _CALLED.match(view, place)
    name = _NAME.match(view, called.end()) if called else None
    if name:
        floor, ceiling = document.sentence_at(place)
        if not _OTHERS_MADE.search(view, max(floor, place - 60), min(ceiling, name.end() + 40)):
            yield from _named(document, name, view[max(floor, place - 90) : place])


def _ours(document: Document, place: int) -> Iterator[OwnName]:
    """The name behind "our": `our final model, Foo`."""
    ours = _OUR_APPOSED.match(document.view, place) or _OUR.match(document.view, place)
    if name := _NAME.match(document.view, ours.end()):
        yield from _named(document, name, ours[0])


def _named(document: Document, name: re.Match[str], before: str) -> Iterator[OwnName]:
    """The name, or the short form that follows it in brackets, with its kind by the words on either side."""
    view, start = document.view, name.start()
    floor, end = document.sentence_at(start)
    if start - floor > MAX_SENTENCE:
        return
    kind = None
    short = _ACRONYM.match(view, name.end(), min(end, name.end() + 90))
    if short and short["name"] not in NOT_NAMES and _spells(short["name"], view[start : short.start("name")]):
        kind = kind_of(view[start : short.start("name") - 1])
        text, place, stop = short["name"], short.start("name"), short.end()
    else:
        text, place, stop = name[0].rstrip(" .,-"), start, name.end()
    kind = _kind_by_name(text) or _kind_behind(view, stop, end) or kind or (None if _OF.search(before) else kind_of(before))
    if not kind and _SIZED.match(text):
        kind = Kind.MODEL
    if (
        text not in NOT_NAMES
        and len(text) > 1
        and not is_adjective(text)
        and (looks_like_name(text) or kind or (not before.strip() and view[stop : stop + 1] == ","))
    ):
        yield OwnName(text, kind, document, place)


def _kind_by_name(name: str) -> Kind | None:
    return next((kind for kind, pattern in _BY_NAME if pattern.match(name)), None)


def _kind_behind(view: str, start: int, end: int) -> Kind | None:
    """The kind that the words behind a name say: `Foo models`, `Foo, a language model`, `Foo is a benchmark`."""
    if head := _HEAD_BEHIND.match(view, start, end):
        return kind_of(head[0])
    apposition = _APPOSITION.match(view, start, end)
    return kind_of(apposition["said"]) if apposition else None


def _spells(acronym: str, words: str) -> bool:
    """Do the capitals of a short form stand, in order, in the words before it?"""
    letters = iter(words.upper())
    return all(letter in letters for letter in filter(str.isupper, acronym))
