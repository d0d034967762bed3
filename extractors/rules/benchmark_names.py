"""Names in a text that may be benchmarks': those of the lexicon, and others by their look.

One pass over the tokens of a text. Each token, with those that follow it, is looked up in the lexicon; what is not there but
looks like a proper name is kept as unknown. Whether it is a benchmark is for the words around it to say.
"""

import functools
import re
from collections.abc import Iterable
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from extractors.lexicon import ambiguous_names, benchmark_key, known_benchmarks
from extractors.rules.benchmark_words import HEADS, NOT_BENCHMARKS, SIZE, STOPWORDS, is_other
from extractors.text import Document


class Standing(IntEnum):
    """How certain it is, by the name alone, that a name is a benchmark's."""

    KNOWN = 3
    AMBIGUOUS = 2
    """In the lexicon, but also a word or the name of something else."""
    UNKNOWN = 1
    """Not in the lexicon; a proper name by its look."""
    WORD = 0
    """Not in the lexicon; a capitalised word, or several."""


class Named(NamedTuple):
    """A name that stands in a text."""

    name: str
    standing: Standing
    start: int
    end: int


_named = functools.partial(tuple.__new__, Named)  # half the time that the class takes to make one


TOKEN = re.compile(r"[^\W_]\w*+(?:(?:[-']|\.(?=\d))\w++){0,9}+(?:\+{1,2}(?!\w))?")
_CAPITALISED = re.compile(TOKEN.pattern.replace(r"[^\W_]", r"[A-Z0-9]", 1))
_MOST_TOKENS = 8
_BEHIND = re.compile(rf"(?: {_CAPITALISED.pattern}){{0,{_MOST_TOKENS - 1}}}")
_BEFORE_TOKENS = frozenset(' (["\n/,:')
LONGEST_TOKEN = 48
_MOST_TOKENS_OF_TEXT = 2000  # an abstract, of less than 10,000 characters, has far fewer that may begin a name
_CLOSING = frozenset((",", ".", ";", ":", ")", ""))  # signs that end a name: no version, part or languages of it follow
_GAPS = frozenset((" ", "-", "/", ""))
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

_STRONG = re.compile(r"(?=.*[A-Z])(?:.*[A-Z].*[A-Z\d].*|.*[a-z\d]-?[A-Z].*|[A-Z].*\d.*|[A-Z].*-(?:bench|eval)$)")
_COMPOUND = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+(?<!-Bench)(?<!-Eval)(?<!-Hard)(?<!-World)(?<!-Arena)(?<!-Gym)")
_GENERIC = frozenset("Benchmark Benchmarks Dataset Datasets Corpus".split())
_VERSION = re.compile(
    r"(?:[ ~-](?:v?\d\.\d(?:\.\d)?|[vV]\d+|(?:19|20)\d\d)|[ ~][1-9](?=[,;)]|\.(?:\s|$)|\sand\s[A-Z]|\sbenchmark))"
    r"(?![\w.%-]*\d|\s?(?:%|->|>|\+|acc|F1|BLEU|points?|to \d))"
)
_MODIFIER = re.compile(
    r"\b(?:[Ss]equential|[Pp]ermuted|[Rr]otated|[Cc]olou?red|[Bb]inari[sz]ed|[Ss]plit|[Mm]ultilingual|(?:word|char|character|subword|"
    r"byte)-level|[Oo]pen-[Vv]ocabulary|"
    r"Manual|Audio|Video|Visual|Spoken|Noisy|Mobile|Live|Online|Mini|Global|Multimodal|Agentic|Adversarial|Long-Horizon|Multi-Turn)\s$"
)
_SPACED_PART = re.compile(
    r"[ ~](?:Hard|Easy|Lite|Pro|Plus|Verified|Diamond|Extended|Redux|Mini|Retail|Airline|Telecom)(?![\w-])(?! (?:[A-Z]|negatives?\b|"
    r"modes?\b))"
)
_TASK = re.compile(r"\scaptioning\b")
_NEWS = re.compile(r" (?:(?:19|20)\d\d )?news translation task\b")
_SHARED_TASK = re.compile(
    r"(?:(?<=Task)|(?<=Challenge)|(?<=Track)) on [A-Z][\w-]*(?:,? (?:(?:and|of|in|for|the|to) ){0,2}[A-Z][\w-]*){0,10}"
)
_LANGUAGES = (
    r"(?:English|German|French|Chinese|Russian|Czech|Romanian|Spanish|Japanese|Finnish|Turkish|Italian|Dutch|Portuguese|Arabic|Korean|"
    r"Hindi|Ukrainian|Vietnamese|Estonian|Latvian|Lithuanian|Kazakh|Gujarati|Nepali|Sinhala|En|De|Fr|Zh|Ru|Cs|Ro|Es|Ja|Fi|Tr|It|Nl|Pt|Ar|Ko|Hi)"
)
_LANGUAGE_BEHIND = re.compile(rf" (?=[A-Z][a-z]{{3}}){_LANGUAGES}(?=[,.;)]| and [A-Z])")
_TASK_NUMBER = re.compile(r"(?<=\d) Task \d{1,2}[A-Z]?\b")
_NOT_CUT = re.compile(r" \(| v?\d")
_SYMBOLIC = re.compile(r"\$\\?\w+(?:\^\{?\w\}?)?\$-?[Bb]ench\b")
_PAIR = re.compile(
    rf"[ -](?:{_LANGUAGES}(?:-|->|→|>|<->|↔|/|-to-| to ){_LANGUAGES}|(?:en|de|fr|zh|ru|cs|ro)-(?:en|de|fr|zh|ru|cs|ro))\b", re.IGNORECASE
)
_TRANSLATION = ("wmt", "iwslt", "flores", "covost", "must", "wat", "ntrex")
_PARTS = (
    "Valid|Validation|Val|Test|Dev|Train|Easy|Medium|Hard|Challenge|Lite|Verified|Multimodal|"
    "Middle|High|Pro|Plus|Mini|Full|Diamond|Extended|Clean|Other"
)
_PART = re.compile(rf"-(?:{_PARTS})$")
_JOINS = ("/", ",", " and ", " or ", " & ", "& ", "&")
_SHARED_HEAD = re.compile(rf"(?:,? and | or |/|, | & )-?(?P<part>{_PARTS})\b(?! [A-Z])")
_TAILED = re.compile(r"-([A-Z]\w*)$")
_NEXT_TAIL = re.compile(r"(?:(?:,? (?:and|or) |, ?|/| & )-(?P<dash>[A-Z][\w+]{0,11})|/(?P<slash>[A-Z][\w+]{0,11}))(?![\w-])")
_RESOLUTION = re.compile(r" \d{2,4} ?x ?\d{2,4}\b")
_SIZED = re.compile(r"[ -]\d{2,4} ?x ?\d{2,4}$")
_NEXT_RESOLUTION = re.compile(r"(?:,? (?:and|or) |, )(?P<size>\d{2,4} ?x ?\d{2,4})\b")
_NUMBERED = re.compile(r"[A-Za-z](?P<joint>[- ']?)(?P<number>(?:19|20)\d\d|v\d(?:\.\d)?|\d+[KM]?)$")
_NEXT_NUMBER = re.compile(
    r"(?:(?:,? and | or |, |,? & )(?P<year>(?:19|20)\d\d|v\d(?:\.\d)?)|(?:,? and | or |, ?|,? & |/)-(?P<tail>\d+[KM]?)|"
    r"/(?P<other>\d+[KM]?)|"
    r"(?: and |, | ?& ?|/)'?(?P<short>[12]\d)(?! (?:points?|tasks|data ?sets|benchmarks|languages|other|models|more|%)))"
    r"(?![\w%-]|\.\d)"
)
_SPLITS = frozenset(("dev", "test", "val"))
_DIGITS = frozenset("v0123456789")
_NEW_VERSION = re.compile(r" (?:v\d(?:\.\d)?|[1-9]\.0|(?:19|20)\d\d)(?![\w%]|\.\d)")
_SPLIT = re.compile(r"[\s/-]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTED = ("Eval", "Bench", "QA")  # ends of names that are also written apart: `Human Eval`


class _Shape(IntEnum):
    PROPER = 2  # two capitals, a capital and a digit, …
    CAPITALISED = 1
    NEITHER = 0


_PROPER, _NEITHER = _Shape.PROPER, _Shape.NEITHER  # a member of an enumeration takes long to look up
_UNKNOWN, _WORD = Standing.UNKNOWN, Standing.WORD


class _Index(NamedTuple):
    spellings: dict[str, frozenset[str]]  # by key: how the lexicon writes a name
    ambiguous: frozenset[str]  # keys of names that are ambiguous in a spelling
    prefixes: dict[str, str]  # keys of what a name of several tokens begins with: the letters that may follow
    lower_case: dict[str, list[str]]  # lower-case names without a hyphen, by what must stand in a text
    hyphenated: list[str]  # those with a hyphen
    hyphenated_ends: re.Pattern[str]  # what they hold from there on: rare enough to be looked for at once


@functools.cache
def _index() -> _Index:
    spellings: dict[str, set[str]] = {}
    prefixes: dict[str, set[str]] = {}
    lower_case: dict[str, list[str]] = {}
    for name in (name for known in known_benchmarks() for name in known.names):
        spellings.setdefault(benchmark_key(name), set()).add(name)
        pieces = _SPLIT.split(_CAMEL.sub(" ", name) if name.endswith(_PARTED) else name)
        for count in range(1, len(pieces)):
            letter = pieces[count][:1]
            prefixes.setdefault(benchmark_key("".join(pieces[:count])), set()).update((letter.lower(), letter.upper()))
        first = name.split()[0]
        if not first[0].isascii() or (first.islower() and first.isascii() and not any(map(str.isdigit, first))):
            mark = next((sign for sign in "-&" if sign in name), None) or max(name.split(" "), key=len)
            lower_case.setdefault(mark, []).append(name.split(" of ")[0])
    hyphenated = lower_case.pop("-", [])
    return _Index(
        {key: frozenset(names) for key, names in spellings.items()},
        frozenset(map(benchmark_key, ambiguous_names())),
        {key: "".join(letters) for key, letters in prefixes.items()},
        lower_case,
        hyphenated,
        re.compile(f"-(?:{'|'.join({re.escape(name.partition('-')[2]) for name in hyphenated})})"),
    )


def names_in(document: Document) -> list[Named]:
    """All names in a text that may be benchmarks', in order, none overlapping another."""
    view, index = document.view, _index()
    found: list[Named] = []
    skip_to = 0
    for token in _tokens(view, index):
        start, end = token.span()
        if start < skip_to:
            continue
        reading = _reads(word := token[0])
        if start and view[start - 1] not in _BEFORE_TOKENS:
            begin = _token_start(view, start)
            if begin is None:
                continue
            if begin != start:
                word = TOKEN.match(view, begin)[0]
                start, end = begin, begin + len(word)
                reading = _reads(word)
        if reading is None:
            continue
        following = view[end + 1 : end + 2]
        length, in_lexicon, leads_to, shape, alone = reading
        names = (in_lexicon or (leads_to and following in leads_to)) and _looked_up(view, start, word, index)
        if not names and shape is not _NEITHER:
            if following in _CAPITALS and view[end] == " ":
                names = _several(view, start, word, shape, index)
            elif alone is not None and (alone is _UNKNOWN or (start > 1 and view[start - 2] not in ".?!")):
                stop = start + length
                if alone is _UNKNOWN and following in _DIGITS and (version := _NEW_VERSION.match(view, stop)):
                    stop = version.end()
                found.append(_named((view[start:stop], alone, start, stop)))
        if names:
            while found and found[-1].end > names[0].start:  # a word before the name that is part of it
                found.pop()
            found += names
            skip_to = names[-1].end
    return _with_symbols(document.text, view, found) if "$" in document.text and "ench" in view else found


def _with_symbols(text: str, view: str, found: list[Named]) -> list[Named]:
    """The names with those that begin with a formula: `$\\tau$-bench`."""
    for match in _SYMBOLIC.finditer(text):
        start, end = match.span()
        if part := _SPACED_PART.match(view, end):
            end = part.end()
        found = [named for named in found if named.end <= start or named.start >= end]
        found.append(Named(text[start:end], Standing.KNOWN, start, end))
    return sorted(found, key=lambda named: named.start)


def _tokens(view: str, index: _Index) -> Iterable[re.Match[str]]:
    """The tokens that begin with a capital or a digit, or as a lower-case name of the lexicon does, in order."""
    tokens = islice(_CAPITALISED.finditer(view), _MOST_TOKENS_OF_TEXT)
    lower = [first for mark, names in index.lower_case.items() if mark in view for first in names if first in view]
    if "-" in view and index.hyphenated_ends.search(view):
        lower += [first for first in index.hyphenated if first in view]
    if not lower:
        return tokens
    places = (place.start() for first in lower for place in re.finditer(rf"\b{re.escape(first)}", view))
    both = [*tokens, *(token for start in places if (token := TOKEN.match(view, start)))]
    return sorted(both, key=re.Match.start)[:_MOST_TOKENS_OF_TEXT]


def _token_start(view: str, capital: int) -> int | None:
    """Where the token of a capital or digit begins, which may be before it (`bAbI`, `e-SNLI`); null inside a longer token."""
    start = capital
    while start and capital - start < 12 and view[start - 1].isalpha():
        start -= 1
    if start == capital and view[start - 1 : start] in ("-", "'") and view[start - 2 : start - 1].isalnum():
        return start - 2 if view[start - 1] == "-" and view[start - 2].islower() and not view[start - 3 : start - 2].isalnum() else None
    return None if view[start - 1 : start].isalnum() or view[start - 1 : start] == "_" else start


def _next_token(view: str, end: int) -> re.Match[str] | None:
    """The token that follows closely what ends at a place."""
    start = end if view[end : end + 1].isalnum() else end + 1
    return TOKEN.match(view, start) if view[end:start] in _GAPS else None


class _Word(NamedTuple):
    length: int  # without a possessive ending
    in_lexicon: bool  # it, or what stands before its last hyphen, is a name of the lexicon
    leads_to: str  # the letters that what follows it may begin with in a name of the lexicon
    shape: _Shape
    alone: Standing | None  # what it is as a name of one word; null where it is plainly something else's


@functools.lru_cache(maxsize=1 << 16)
def _reads(word: str) -> _Word | None:
    """What a word can be to a benchmark's name; null where it can be nothing."""
    if len(word) > LONGEST_TOKEN:
        return None
    name, index, shape = word.removesuffix("'s"), _index(), _shape(word)
    key, (head, hyphen, _) = benchmark_key(name), word.rpartition("-")
    in_lexicon = key in index.spellings or bool(hyphen and benchmark_key(head) in index.spellings)
    leads_to = index.prefixes.get(key, "")
    if not in_lexicon and not leads_to and shape is _Shape.NEITHER:
        return None
    alone = None if is_other(name) else Standing.UNKNOWN if shape is _Shape.PROPER else Standing.WORD
    return _Word(len(name), in_lexicon, leads_to, shape, alone)


def _looked_up(view: str, start: int, first: str, index: _Index) -> list[Named]:
    """The longest name of the lexicon that begins with a token, with its version, languages or part."""
    spellings, prefixes = index.spellings, index.prefixes
    word, end, key, best = first, start + len(first), "", None
    for _ in range(_MOST_TOKENS):
        if len(word) > LONGEST_TOKEN:
            break
        key += benchmark_key(word.removesuffix("'s"))
        if key in spellings:
            stop = end - 2 * word.endswith("'s")
            if _is_spelt(view[start:stop], spellings[key]):
                best = (stop, key)
        if key not in prefixes or (token := _next_token(view, end)) is None:
            break
        word, end = token[0], token.end()
    if best is None:
        return _part_of_known(view, start, first, index) if "-" in first else []
    end, key = best
    standing = _standing(view[start:end], key)
    if view[start - 1 : start] == " " and (modifier := _MODIFIER.search(view, max(0, start - 18), start)):
        start = modifier.start()
    if view[end : end + 1] in _CLOSING:
        return _with_shared_parts(view, start, end, standing)
    if extension := _VERSION.match(view, end) or _TASK.match(view, end) or _SHARED_TASK.match(view, end):
        end = extension.end()
    if task := _TASK_NUMBER.match(view, end):
        end = task.end()
    elif view[end + 1 : end + 2] in _CAPITALS and (part := _SPACED_PART.match(view, end) or _LANGUAGE_BEHIND.match(view, end)):
        end = part.end()
    if key.startswith(_TRANSLATION) and (pair := _PAIR.match(view, end) or _NEWS.match(view, end)):
        end = pair.end()
    elif view[end + 1 : end + 2] in _DIGITS and (size := _RESOLUTION.match(view, end)) and _NEXT_RESOLUTION.match(view, size.end()):
        end = size.end()
    return _with_shared_parts(view, start, end, standing)


@functools.lru_cache(maxsize=1 << 16)
def _standing(text: str, key: str) -> Standing:
    """How certain a name of the lexicon is: one that it spells otherwise may be a common word, or a name that is like an ambiguous one."""
    index = _index()
    if text in ambiguous_names():
        return Standing.AMBIGUOUS
    doubtful = text not in index.spellings[key] and (
        key in index.ambiguous or (text.isalpha() and text[1:].islower() and not text.endswith(("eval", "bench", "qa")))
    )
    return Standing.AMBIGUOUS if doubtful else Standing.KNOWN


@functools.lru_cache(maxsize=1 << 16)
def _is_spelt(text: str, spellings: frozenset[str]) -> bool:
    """Is this a way to write the name? Case may vary where that cannot make it a common word."""
    if text in spellings:
        return True
    capitals = sum(map(str.isupper, text))
    if not text.isalpha():
        several = " " in text
        return any(map(str.isdigit, text)) or "-" in text or capitals >= 2 or (several and text.count(" ") > 1 and capitals == 1)
    if text[1:].islower():
        return text[0].isupper() and len(text) > 7 and any(name.isalpha() and not name.isupper() for name in spellings)
    return capitals > 1 and not (all(map(str.isupper, spellings)) and capitals < len(text))


def _part_of_known(view: str, start: int, token: str, index: _Index) -> list[Named]:
    """`MiniF2F-Valid`, `ANLI-A3`: a part of a benchmark that the lexicon knows."""
    head, _, tail = token.rpartition("-")
    if (tail[:1].isupper() or tail[:1].isdigit() or tail in _SPLITS) and not SIZE.match(token):
        key = benchmark_key(head)
        if key in index.spellings and _is_spelt(head, index.spellings[key]):
            end = start + len(token)
            task = _TASK_NUMBER.match(view, end)
            return _with_shared_parts(view, start, task.end() if task else end, Standing.KNOWN)
    return []


def _with_shared_parts(view: str, start: int, end: int, standing: Standing) -> list[Named]:
    """The name and, for `ARC-Easy and Challenge`, those that share its head; each ends where its own part does."""
    name = view[start:end]
    found = [Named(name, standing, start, end)]
    if not view.startswith(_JOINS, end):
        return found
    part = _PART.search(name) if "-" in name else None
    while part and (other := _SHARED_HEAD.match(view, end)):
        end = other.end()
        found.append(Named(f"{name[: part.start()]}-{other['part']}", standing, start, end))
    tailed = None if part or "-" not in name else _TAILED.search(name)
    while tailed and (other := _NEXT_TAIL.match(view, end)):
        tail = other["dash"] or other["slash"]
        if other["slash"] and (not tailed[1].isalpha() or benchmark_key(tail) in _index().spellings):
            break
        end = other.end()
        found.append(Named(f"{name[: tailed.start()]}-{tail}", standing, start, end))
    sized = None if part else _SIZED.search(name)
    while sized and (other := _NEXT_RESOLUTION.match(view, end)):
        end = other.end()
        found.append(Named(f"{name[: sized.start() + 1]}{other['size']}", standing, start, end))
    numbered = None if part or sized else _NUMBERED.search(name)
    while numbered and (other := _NEXT_NUMBER.match(view, end)):
        if (other["year"] and other["year"][0] != numbered["number"][0]) or (
            other["short"] and (numbered["joint"] in ("-", "'") or not 9 < int(re.sub(r"\D", "", numbered["number"])) < 40)
        ):
            break
        end = other.end()
        head = f"{name[: numbered.start('joint')]}{numbered['joint'] or ' '}"
        found.append(Named(head + (other["year"] or other["tail"] or other["other"] or other["short"]), standing, start, end))
    return found


@functools.lru_cache(maxsize=1 << 16)
def _shape(word: str) -> _Shape:
    """What a word, by its letters, can be to a name."""
    if word in STOPWORDS or len(word) > LONGEST_TOKEN:
        return _Shape.NEITHER
    if (
        len(word) > 2
        and word not in NOT_BENCHMARKS
        and _STRONG.match(word)
        and (word[0].isupper() or not SIZE.match(word))
        and not _COMPOUND.fullmatch(word)
    ):
        return _Shape.PROPER
    return _Shape.CAPITALISED if word[0].isupper() else _Shape.NEITHER


def _several(view: str, start: int, first: str, shape: _Shape, index: _Index) -> list[Named]:
    """A name that the lexicon does not hold, of a token and the capitalised ones and numbers behind it."""
    end = start + len(first)
    words = [first]
    for word in _BEHIND.match(view, end)[0].split(" ")[1:]:
        stop = end + 1 + len(word)
        if reading := _reads(word):
            _, in_lexicon, leads_to, its_shape, _ = reading
            if (in_lexicon or (leads_to and view[stop + 1 : stop + 2] in leads_to)) and _looked_up(view, end + 1, word, index):
                break
            if its_shape is _PROPER:
                shape = _PROPER
        if (reading is None or its_shape is _NEITHER) and not ((word.isdigit() and len(word) < 5) or word[0].isupper()):
            break
        words.append(word)
        end = stop
    if words[-1] in _GENERIC and len(words) > 1 and (len(words) == 2 or _shape(words[-2]) is _PROPER) and not _NOT_CUT.match(view, end):
        end -= len(words.pop()) + 1
    elif view[end + 1 : end + 2] in _DIGITS and (version := _NEW_VERSION.match(view, end)):
        end = version.end()
    last = words[-1]
    end -= 2 * last.endswith("'s")
    if last in HEADS:
        shape = _PROPER if len(words) > 1 else shape
        end = task.end() if (task := _SHARED_TASK.match(view, end)) else end
    name = view[start:end]
    return [] if is_other(name) else [_named((name, _UNKNOWN if shape is _PROPER else _WORD, start, end))]
