"""The names that a paper gives to what it makes: at the head of its title, or where its abstract introduces them."""

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest
from operator import itemgetter

from extractors.lexicon import benchmark_ids, benchmark_key, is_model_family
from extractors.rules.names import HEADS, NAME, NOT_NAMES, Kind, OwnName, is_adjective, kind_of, looks_like_name, names_between
from extractors.text import MAX_SENTENCE, Article, Document

_NAME = re.compile(NAME)
_LEAD = re.compile(
    r"(?:(?:Hello|Introducing|Announcing|Presenting|Unveiling|Releasing|Welcome|Meet|Release of|Model Card (?:for|of)|"
    r"Overview of)\b:? (?:The )?)|"
    r"(?:[A-Z][\w.]* ){1,2}(?:[Oo]fficially )?(?:[Rr]eleas|[Ll]aunch|[Uu]nveil|[Aa]nnounc|[Ii]ntroduc|[Oo]pen[- ]?[Ss]ourc|[Dd]ebut)"
    r"(?:es|ed|s) (?:the )?"
)
_MAKER = re.compile(
    r"(?:(?:Meta|Google|Microsoft|NVIDIA|IBM|OpenAI|Alibaba|Baidu|Apple|Amazon|Cohere|Anthropic|Databricks|Salesforce|Tencent|Huawei|Intel)"
    r"(?: AI| Research| DeepMind)?(?:'s)?(?= [A-Z][a-z]+[- ]?\w*\d) |[\w.-]+/(?=[A-Za-z][\w.-]+$))"
)
_HEAD_END = re.compile(r" :\s| --?\s|:\s|, (?=(?:an?|the|our) )|\?|!")
_HEAD_WIDTH = 50
_LOWER = r"(?=[a-z]+[\d-])[a-z][a-z\d]*(?:[-.][a-z\d]+)*(?: v?\d[\d.]*)?"
_LOWER_NAME = re.compile(rf"{_LOWER}(?=[\s,;:()`\"}}]|\.\s|$)")
_REPORT = re.compile(
    r"(?:'s)? (?:(?:(?:Technical|System|Model) )?(?:Report|Card)|TECHNICAL REPORT|Release|"
    r"(?:Model )?(?:Series|Family|Collection|Suite)\b.*)$"
)
_LED = re.compile(r"(?:[A-Z][\w.+-]*|v?\d[\w.]*)(?: (?:[A-Z][\w.+-]*|v?\d[\w.]*)){0,3}")
_VERSIONED = re.compile(r"(?:[A-Z][\w.-]* ){1,4}[vV]?\d[\d.]*[BM]?(?: [A-Z][a-z]+)?|[A-Z][\w.-]*[A-Z\d][\w.-]* [A-Z][a-z]+")
_VERSION = re.compile(r" [vV]?\d[\d.]*\b|[A-Z]\d")
_TITLED = re.compile(r"[A-Z]\w+(?: [A-Z]\w*){1,2}")
_BOTH = re.compile(r"(?P<one>[A-Z]\S*) (?:and|&) (?:The )?(?P<other>[A-Z]\S*(?: v?\d\S*)?)")
_IN_BRACKETS = re.compile(r" \([A-Z]\w+\)$")
_ACRONYM = re.compile(r"[^,;.()]{0,70}\(\s?\"?(?P<name>[A-Za-z]*[A-Z][\w.+-]*[\w+])\"?\s?\)")
_BEFORE_PARTICIPLE = tuple(
    f"{word} " for word in ("We we also further then have paper work report and newly is are finally additionally successfully").split()
)
_BEFORE_VERB = tuple(
    f"{word} " for word in "we We and to also then further thus hence therefore here Here first now will paper I , ly or can".split()
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
    r"[;:, ](?:(?<=;)|(?<=:)(?! [`\"]?[A-Z][\w-]*[A-Z\d])|(?<=,) (?=which|where|with|that|and (?:we|show)|a |an |the )|"
    r"(?<= )(?=[abcdefhiostuvw])(?:on|for|with|using|by|from|that|which|to|against|over|into|via|based|than|through|whose|where|under|"
    r"is|are|was|were|can|has|have|consistently|significantly|improves?|outperforms?|achieves?|enables?|allows?)\b)"
)  # begins with a set of signs, by which a search leaps
_PHRASE_WIDTH = 140
_NEAR = 30
_DIGIT = re.compile(r"\d")
_HEAD_BEHIND = re.compile(
    rf" (?:[a-z-]+ )?(?:{'|'.join(nouns for _, nouns in HEADS)}|(?:suite|series|family|collection)(?: of [^,.;:()]{{3,60}})?)\b"
)
_APPOSITION = re.compile(
    rf"[`\"}})]*(?:{_RANGE})?\s*(?:\([^)]{{1,60}}\))?\s*(?:,|:|is|are|-+)?\s*"
    r"(?P<said>(?:an?|the|our|one of|are)\b(?: [\w-]+,(?! (?:and|or|which|that|we|the|an?)\b)){0,2}[^,;.]{1,120}(?:\.\d[^,;.]{0,80})?)"
)
_GROUPS = ("generation", "family", "series", "suite", "collection")
_GERUND = re.compile(r"\s*[A-Z][a-z]+ing\b")
_BY_NAME = (
    (Kind.BENCHMARK, re.compile(r".*Bench(?:mark)?s?\b|.*-bench$")),
    (Kind.DATASET, re.compile(r".*(?:[a-z-](?:Data(?:set)?|Corpus)|Instruct\d+\w)$")),
)

_OPENS = re.compile(
    r"[\"`']?(?:The )?(?P<name>[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|v?\d[\w.]*)){0,5})[\"`']?(?: \([^()]{1,40}\))?(?:,| is| are) "
)
_DEFINED = re.compile(
    r"(?P<said>(?=(?:[^.;]|\.(?=\d)){0,160}\b(?:(?:released|developed|trained|created|built|announced|launched|designed|made) by|"
    r"latest|new|newest|newly|flagship|generation|our)\b)(?:an?|the|our|one of|[A-Z]\w+)[^;,.]{3,120})"
)

_IS_A = re.compile(r"(?P<said>(?:an?|the|our|one of)\b[^,;.]{3,120})")
_ANNOUNCED = re.compile(
    r"(?:Today,? |On \w+,? )?(?!We |This |The |In )(?:[A-Z][\w.&'-]*,? ){1,5}"
    r"(?:(?:has|have|is|was|today|officially|recently|just|now|publicly) )*"
    r"(?:announc|introduc|launch|open-sourc|present|releas|unveil|debut)(?:e[sd]?|s|ed|ing) "
)
_CAPITALS = re.compile(r"[A-Z][\w-]*(?: (?:[A-Z][\w-]*|v?\d[\w.]*))*")
_LOWER_WORD = re.compile(r"\b[a-z]{2}")

_MAKING = (
    "announc", "buil[dt]", "collect", "compil", "construct", "contribut", "creat", "curat", "describ", "design", "develop", "establish",
    "document", "introduc", "launch", "offer", "open-sourc", "pre-?train", "present", "propos", "provid", "publish", "releas", "report",
    "shar", "train", "unveil",
)  # fmt: skip
_FAMILY_TOO = ("announc", "develop", "introduc", "launch", "open-sourc", "present", "propos", "publish", "releas", "unveil")
_CALLING = (
    "call", "called", "coined", "culminat(?:es|ing)", "denoted", "dub", "dubbed", "name", "named", "obtain(?:ing)?", "produc(?:e|ing)",
    "refer", "referred", "resultant", "result(?:s|ing)", "term", "termed", "titled", "yield(?:s|ing)?",
)  # fmt: skip


def _any_of(words: tuple[str, ...]) -> str:
    """A pattern for one of several words in order, which looks at their first letter once: every word of a text is tried."""
    by_letter = groupby(words, key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in same)})" for letter, same in by_letter)


def _beginning(words: tuple[str, ...]) -> str:
    """A pattern for what can be the first four signs of some words: most of a text's words fail it, before any is tried."""
    return "".join(f"[{''.join(sorted(set(letters)))}]" for letters in zip_longest(*(word[:4] for word in words), fillvalue=" "))


_TRIGGER = re.compile(
    rf" (?={_beginning((*_MAKING, *_CALLING, 'our', 'Our'))})"
    rf"(?:(?!(?:pre-?)?training (?![A-Z]))(?P<made>(?:{_any_of(_MAKING)})(?:e[sd]?|s|ing|))|"
    rf"(?P<called>{_any_of(_CALLING)})|(?P<our>[Oo]ur))(?=[ ,.])"
)
_OPENING = r"(?:\\text\w\w\{|\"|`+|\*\*)?"
_CALLED = re.compile(
    r"(?:(?:called|named|dubbed|termed)(?: it| them)?|denoted|coined|referred to as|"
    r"(?:call|name|dub|term) (?:it|them|(?:this|our|the) (?:[\w-]+ ){0,2}[\w-]+)|"
    r"refer to (?:[\w-]+ ){1,6}?as|"
    r"(?<=which we )(?:call|term|name|dub|refer to as)|titled|resulting model|resultant|"
    r"(?P<made>results? in|resulting in|culminat\w+ in|obtain(?:ing)?|produc(?:e|ing)|yield(?:s|ing)?))(?:,? (?:as|by))?[,:]? (?:the )?"
    rf"{_OPENING}"
)
_OPENED = re.compile(
    rf" (?:(?:the|our) )?(?:(?:development|training|design|creation|release|construction|report)(?:,? and [a-z]+)? (?:of|for) )?{_OPENING}"
)
_ENDS = re.compile(r"[,.;:/)`\"}]|$| (?:\(|which|that|and|models?|by|from|in)\b")
_COORDINATED = re.compile(
    rf"[`\"}}]?(?: \([^()]{{1,40}}\))?"
    rf"(?:, {_OPENING}(?P<middle>{NAME})[`\"}}]?(?: \([^()]{{1,40}}\))?)?,? and (?:the )?{_OPENING}(?P<last>{NAME})"
)
_NEW = re.compile(r"(?:new|latest|first|own|flagship|most|next|newest|largest|smallest|best|open)\b(?: [\w-]+,?){0,7}")
_APPOSED = re.compile(
    r"(?<![Aa]t |[Ii]n |[Oo]n |[Bb]y )(?<![Ff]or )(?<![Ww]ith |[Ff]rom |like )(?<![Uu]nlike )"
    rf"(?P<name>(?:[A-Z][\w.-]* ){{0,2}}{NAME}(?: mini| nano)?)(?: family| series| models?)?, our $"
)
_CONNECTIVE = re.compile(r"\w+ly|However|Meanwhile|Moreover|Furthermore|Hence|Thus|Here|Today|Instead|Overall|Then|Next|Last|First|Second")
_ALSO = re.compile(
    rf" and (?:an? (?P<kind>[a-z][\w -]{{3,50}}), )?{_OPENING}(?P<name>{NAME})(?:['\"`}}]*, (?P<behind>an? [^,.;]{{3,60}}))?"
)
_PASSIVE = re.compile(rf"(?P<name>{NAME}),? (?:is|are) $")
_ABOUT = re.compile(
    r"\b(?:stud(?:y|ies)|analys[ie]s|evaluations?|surveys?|reviews?|comparisons?|overviews?|investigations?|results?) of (?:the )?$"
)
_PLAIN_WORDS = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+(?: v?\d[\d.]*[BM]?)?(?=,| \(| is |;|:| and )")
_THIS_PAPER = re.compile(r"his (?:[a-z]+ )?(?:paper|work|report|study|article) ")
_OTHERS_MADE = re.compile(r"\b(?:recent(?:ly)?|previous(?:ly)?|existing|prior|et al)\b")
_OTHERS_BEHIND = re.compile(r".{0,40}\b(?:recently|previously|et al)\b")
_GERUND_NOUN = re.compile(r"(?:(?:pre-?)?training|reporting|sharing|building) (?!an? |the |our |two |both |its )[a-z]")
_REACH = 400  # characters between a subject and its verb


def own_names(article: Article) -> list[OwnName]:
    """The names that a paper gives to what it makes: at the head of the title, or where the abstract introduces them."""
    found: dict[str, OwnName] = {}
    for own in (*_in_title(article), *_defined(article), *_introduced(article.abstract)):
        known = found.get(own.name)
        if known is None:
            found[own.name] = own
        elif known.kind is None and own.kind is not None:
            found[own.name] = known._replace(kind=own.kind)
    return list(found.values())


def _in_title(article: Article) -> Iterator[OwnName]:
    """The names that head the title; what the abstract says that one is goes before what the title says."""
    title, abstract = article.title, article.abstract.view
    lead = _LEAD.match(title.view)
    start = lead.end() if lead else len("The ") * title.view.startswith("The ")
    if maker := _MAKER.match(title.view, start):
        start = maker.end()
    end = _HEAD_END.search(title.view, start)
    stop = end.start() if end else len(title.view)
    if (end and end[0] in "?!") or (not lead and stop > _HEAD_WIDTH):
        return
    names, rest = _headed(title.view[start:stop], title.view[end.end() :] if end else "", abstract, bool(lead), not end)
    for name in names:
        if name in NOT_NAMES:
            continue
        kind, place = _kind_by_name(name), abstract.find(name)
        while not kind and place >= 0:
            kind = _kind_behind(abstract, place + len(name), len(abstract))
            place = abstract.find(name, place + len(name))
        yield OwnName(name, kind or (None if _GERUND.match(rest) else kind_of(rest)), title, title.view.index(name, start))


def _headed(head: str, rest: str, abstract: str, led: bool, whole: bool) -> tuple[tuple[str, ...], str]:
    """The names at the head of a title, and what is said of them: `Foo-2 Vision Models: …` is of `Foo-2`, which is vision models.

    `led` by a word of introduction, or followed by "Technical Report", any words with capitals are a name.
    """
    bare = _SIZES.sub("", _REPORT.sub("", head)) if " " in head else head
    named = led or bare != head or (whole and bool(_IN_BRACKETS.search(head)))
    head = bare
    if " " not in head:
        return ((head,) if head[:1].isupper() or head[:1].isdigit() or looks_like_name(head) or _LOWER_NAME.fullmatch(head) else ()), rest
    versioned = _VERSIONED.fullmatch(head) and (not whole or _VERSION.search(head))
    plain = looks_like_name(head) and _NAME.fullmatch(head) and not (whole and _GERUND.match(head))
    if versioned or _LOWER_NAME.fullmatch(head) or plain:
        return (head,), rest
    if (both := _BOTH.fullmatch(head)) and any(map(looks_like_name, both.groups())):
        return both.groups(), rest
    if named and (name := _LED.match(head)) and _is_led(name[0], name.end() == len(head)):
        return (name[0],), head[name.end() :] + rest
    if not whole and _TITLED.fullmatch(head) and head in abstract and NOT_NAMES.isdisjoint(head.split()) and kind_of(rest):
        return (head,), rest
    name = None if whole else _NAME.match(head)
    said = head[name.end() :] if name and looks_like_name(name[0]) else ""
    return ((name[0],), said) if kind_of(said) else ((), rest)


def _is_led(name: str, alone: bool) -> bool:
    """May words with capitals behind "Introducing" or the like be a name: with nothing behind them, or by their look?"""
    words = name.split()
    return name[0].isupper() and (alone or (NOT_NAMES.isdisjoint(words) and any(map(looks_like_name, words))))


def _defined(article: Article) -> Iterator[OwnName]:
    """The name that opens the abstract, where that says who made it or that it is new, and the title has it: an announcement's.

    Where the name is all of the title, what it is will do. So will a maker's announcement, where no authors speak of themselves.
    """
    title, abstract = article.title.view, article.abstract
    view = abstract.view
    first = view[4:].partition(" ")[0] if view.startswith("The ") else view.partition(" ")[0]
    opening = _OPENS.match(view) if first.strip("\"`',") in title else None
    if opening and opening["name"] in title:
        whole = title.removeprefix("The ").removesuffix("s").removesuffix(" Model") == opening["name"]
        defined = _DEFINED.match(view, opening.end()) or (_IS_A.match(view, opening.end()) if whole else None)
        kind = kind_of(defined["said"]) if defined else None
        if kind and (kind is Kind.MODEL or not whole):
            yield OwnName(opening["name"], kind, abstract, opening.start("name"))
    announced = _ANNOUNCED.match(view)
    if announced and " we " not in view and "We " not in view:
        end = abstract.sentence_at(0)[1]
        for name in _CAPITALS.finditer(view, announced.end(), min(end, announced.end() + _PHRASE_WIDTH)):
            place = title.find(name[0])
            if place >= 0 and not _LOWER_WORD.search(title, 0, place) and not NOT_NAMES.issuperset(name[0].split()):
                yield OwnName(name[0], _kind_behind(view, name.end(), end), abstract, name.start())
                return


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
    if view[end - 1] == "d" and view.endswith((" is ", " are "), 0, verb) and view.startswith(_FAMILY_TOO, verb):
        yield from _presented(document, verb)
        return
    if view[end] != " ":
        return
    if view[end - 1] not in "dgs" and not view.endswith(_BEFORE_VERB, 0, verb) and not view.startswith(" of ", end):
        return  # a noun or an adjective: "the release", "open-source"
    if _GERUND_NOUN.match(view, verb):
        return
    floor, ceiling = document.sentence_at(verb)
    if verb - floor > MAX_SENTENCE:
        return
    before = view[max(floor, verb - _REACH) : verb]
    if not (
        "we " in before
        or "We " in before
        or "e're " in before
        or "e've " in before
        or ("his " in before and _THIS_PAPER.search(before))
        or "he paper " in before
    ):
        return
    limit = min(ceiling, end + _PHRASE_WIDTH)
    stop = _PHRASE_END.search(view, end, limit)
    lower = _LOWER_NAME.match(view, _OPENED.match(view, end).end(), limit)
    if lower and _DIGIT.search(lower[0]) and not lower[0].startswith("top-") and _ENDS.match(view, lower.end()):
        yield from _named(document, lower, "", True)
        return
    name = None
    for match in names_between(view, end + 1, stop.start() if stop else limit):
        name = name or match
        if looks_like_name(match[0]):
            name = match
            break
    if not name:
        return
    before = view[end : name.start()]
    if _ABOUT.search(before):
        return
    yield from _named(document, name, before, view.startswith(_FAMILY_TOO, verb) and len(before) < _NEAR and not _is_of(before))
    for also in _ALSO.finditer(view, name.end(), min(ceiling, limit + _PHRASE_WIDTH)):
        kind = kind_of(also["kind"] or also["behind"] or "")
        if kind and looks_like_name(also["name"]):
            yield OwnName(also["name"].rstrip(" .,-"), _kind_by_name(also["name"]) or kind, document, also.start("name"))
    both = _COORDINATED.match(view, name.end(), limit)
    for other in filter(None, both.groups() if both else ()):
        if looks_like_name(other) and not is_model_family(other) and benchmark_key(other) not in benchmark_ids():
            start = view.index(other, name.end())
            kind = _kind_by_name(other) or _kind_behind(view, start + len(other), ceiling) or (Kind.MODEL if _SIZED.match(other) else None)
            yield OwnName(other.rstrip(" .,-"), kind, document, start)


def _presented(document: Document, verb: int) -> Iterator[OwnName]:
    """The name before a passive: `WadeNet is proposed`."""
    passive = _PASSIVE.search(document.view, max(0, verb - 60), verb)
    name = passive["name"].removeprefix("The ") if passive else ""
    if looks_like_name(name) and not is_model_family(name) and benchmark_key(name) not in benchmark_ids():
        yield OwnName(name, _kind_by_name(name), document, passive.end("name") - len(name))


def _called(document: Document, place: int) -> Iterator[OwnName]:
    """The name behind "called", "which we name" and the like."""
    view = document.view
    called = _CALLED.match(view, place)
    name = _NAME.match(view, called.end()) if called else None
    if name and called["made"] and not (looks_like_name(name[0]) and _ENDS.match(view, name.end())):
        return
    if name:
        floor, ceiling = document.sentence_at(place)
        if not (_OTHERS_MADE.search(view, max(floor, place - 60), place) or _OTHERS_BEHIND.match(view, name.end(), ceiling)):
            yield from _named(document, name, view[max(floor, place - 90) : place], not called["made"])


def _ours(document: Document, place: int) -> Iterator[OwnName]:
    """The name behind "our": `our final model, Foo`."""
    view = document.view
    if view.endswith(", our ", 0, place) and (new := _NEW.match(view, place)):
        names = list(_APPOSED.finditer(view, max(0, place - 70), place))
        if names and not is_adjective(names[-1]["name"]) and not _CONNECTIVE.fullmatch(names[-1]["name"]):
            yield OwnName(names[-1]["name"], kind_of(new[0]), document, names[-1].start())
        return
    ours = (_OUR_APPOSED.match(view, place) if view.find(", ", place, place + _HEAD_WIDTH) > 0 else None) or _OUR.match(view, place)
    if name := _NAME.match(view, ours.end()):
        yield from _named(document, name, ours[0], True)


def _named(document: Document, name: re.Match[str], before: str, family: bool) -> Iterator[OwnName]:
    """The name, or the short form that follows it in brackets, with its kind by the words on either side.

    Whether it may be that of a known `family` of models goes by the words before it; what is told of it as of something new may.
    """
    view, start = document.view, name.start()
    floor, end = document.sentence_at(start)
    if start - floor > MAX_SENTENCE:
        return
    kind = None
    short = _ACRONYM.match(view, name.end(), min(end, name.end() + 90))
    if short and short["name"].rstrip("s") in NOT_NAMES:
        return
    if short and _spells(short["name"], view[start : short.start("name")]):
        kind = kind_of(view[start : short.start("name") - 1])
        text, place, stop = short["name"], short.start("name"), short.end()
    elif words := _PLAIN_WORDS.match(view, start, end):
        text, place, stop = words[0], start, words.end()
    else:
        text, place, stop = name[0].rstrip(" .,-"), start, name.end()
    kind = _kind_by_name(text) or _kind_behind(view, stop, end) or kind or (None if _is_of(before) else kind_of(before))
    if not kind and _SIZED.match(text):
        kind = Kind.MODEL
    if (
        not NOT_NAMES.issuperset(text.split())
        and len(text) > 1
        and (family or view.startswith((", a ", ", an ", ", the first "), stop) or not is_model_family(text))
        and not is_adjective(text)
        and (looks_like_name(text) or kind or (not before.strip() and view[stop : stop + 1] == ","))
    ):
        yield OwnName(text, kind, document, place)


def _is_of(before: str) -> bool:
    """Do words end in a preposition, so that what follows is not what they say: "a study of"? "A family of" is no such."""
    words = before.removesuffix("the ")
    preposition = next((word for word in (" of ", " for ", " on ", " in ") if words.endswith(word)), None)
    return bool(preposition) and not words.removesuffix(preposition).endswith(_GROUPS)


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
