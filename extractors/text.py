"""A paper's text as scanners see it: damage repaired in a view, sentences found, offsets those of the original."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from schemas import Field, paper_id_of, text_id_of

Span = tuple[int, int]
"""Start and end, exclusive, in characters of one field."""

MAX_SENTENCE = 2000
"""How far into a sentence rules look, in characters: what goes on for longer is no sentence."""

_TYPOGRAPHY = (
    dict.fromkeys("–—−‐‑‒", "-")
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("∼～≈˜", "~")
    | dict.fromkeys("\u00a0\u2009\u202f", " ")
    | {"×": "x", "≥": ">", "≤": "<"}
)


def _pad(symbol: str) -> Callable[[re.Match[str]], str]:
    """A replacement that keeps the length of what it replaces, so that offsets hold."""
    return lambda match: symbol.ljust(len(match[0]))


_COMMANDS = {
    "times": "x",
    "sim": "~",
    "simeq": "~",
    "approx": "~",
    "ge": ">",
    "geq": ">",
    "le": "<",
    "leq": "<",
    "rightarrow": ">",
    "pm": "±",
}

# what LaTeX leaves behind: commands, and those whose backslash was stripped, beside a number
_REPAIRS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str] | str], ...] = (
    (
        "\\",
        re.compile(rf"\\(?P<command>{'|'.join(_COMMANDS)})(?![A-Za-z])"),
        lambda match: _COMMANDS[match["command"]].ljust(len(match[0])),
    ),
    ("\\", re.compile(r"\\(?=[%&$#])"), " "),
    ("times", re.compile(r"times(?:(?<=\dtimes)(?![a-z])|(?<=\d times)(?= (?:fewer|less|more|faster|smaller|larger)))"), _pad("x")),
    ("sim", re.compile(r"sim(?:eq)?(?<!\wsim)(?<!\wsimeq)(?=\s?\d)"), _pad("~")),
    ("approx", re.compile(r"approx(?<!\wapprox)(?=\s?\d)"), _pad("~")),
    ("geq", re.compile(r"geq(?<!\wgeq)(?=\s?\d)"), _pad(">")),
    ("leq", re.compile(r"leq(?<!\wleq)(?=\s?\d)"), _pad("<")),
    ("rightarrow", re.compile(r"rightarrow"), _pad(">")),
    ("pm", re.compile(r"pm(?<=\dpm)(?=\d)"), _pad("±")),
    ("$", re.compile(r"\$(?!\d+(?:\.\d+)?\s?[KkMB]?\b(?!\$))"), " "),
)


def repaired(text: str) -> str:
    """The text with LaTeX damage and typographic variants replaced, each character at the offset that it had.

    `sim5\\%` reads `~  5 %`, `200times` reads `200x    `.
    """
    if not text.isascii():
        for variant, plain in _TYPOGRAPHY.items():  # a search for a sign that is not there costs next to nothing, unlike `translate`
            text = text.replace(variant, plain)
    for trigger, pattern, replacement in _REPAIRS:
        if trigger in text:
            text = pattern.sub(replacement, text)
    return text


# a sentence glued to the one before begins with a word that is no part of a name, and that a space or comma follows
_GLUED = (
    r"(?<=[\w%)]\w[.!?]|[\w.]\)[.!?]|\d%[.!?])(?=(?:We|In|Our|The|This|These|To|It|Its|For|An|As|On|With|From|By|At|When|While|Here|"
    r"However|Moreover|Furthermore|Additionally|Finally|Specifically|Thus|Therefore|Code|Experiments|Extensive|Although|Despite|Unlike|Then|They|"
    r"Results)[ ,\n])"
)
_BEHIND_STOP = rf"([)\]\"']*)(?:\s+(?=[^a-z\s,;:)])|{_GLUED})"
_FULL_STOP = re.compile(rf"\.{_BEHIND_STOP}")  # enough for most texts, and faster: a search leaps to a single sign
_STOP = re.compile(rf"[.!?]{_BEHIND_STOP}")
_ABBREVIATIONS = (
    "e.g", "i.e", "et al", "etc", "vs", "cf", "resp", "approx", "ca", "Fig", "Figs", "Eq", "Eqs", "Sec", "Secs", "Tab", "No", "Nos", "Ref",
    "Refs", "Dr", "Prof", "Mr", "Ms", "St", "Inc", "Ltd", "U.S", "w.r.t", "a.k.a", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep",
    "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
_ABBREVIATION_ENDS = frozenset(abbreviation[-2:] for abbreviation in _ABBREVIATIONS)
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))}|[A-Z])$")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space between them."""
    spans, start = [], 0
    for match in (_STOP if "!" in text or "?" in text else _FULL_STOP).finditer(text):
        stop = match.start()
        may_abbreviate = text[stop - 2 : stop] in _ABBREVIATION_ENDS or text[stop - 1 : stop].isupper()
        if may_abbreviate and text[stop] == "." and _ABBREVIATION.search(text, max(start, stop - 8), stop):
            continue
        spans.append((start, match.end(1)))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


_Value = TypeVar("_Value")


class lazy(Generic[_Value]):
    """A property that is made when first looked at: `functools.cached_property` without its lock, which costs more than most of these."""

    def __init__(self, make: Callable[[Any], _Value]):
        self._make = make

    def __get__(self, owner: Any, kind: type) -> _Value:
        value = owner.__dict__[self._make.__name__] = self._make(owner)
        return value


class Document:
    """One field of a paper: its text, verbatim, and the view that scanners read."""

    def __init__(self, field: Field, text: str):
        self.field = field
        self.text = text

    @lazy
    def view(self) -> str:
        """The text with damage repaired, of the same length."""
        return repaired(self.text)

    @lazy
    def sentences(self) -> list[Span]:
        """The spans of its sentences; a title is one sentence, as is all that is no prose."""
        if self.field is not Field.ABSTRACT:
            return [(0, len(self.text))]
        return sentence_spans(self.view)

    @lazy
    def digits(self) -> list[int]:
        """Where a digit stands in the view: ten searches for a single sign are faster than one for a class of them."""
        view, places = self.view, []
        for digit in "0123456789":
            place = view.find(digit)
            while place >= 0:
                places.append(place)
                place = view.find(digit, place + 1)
        places.sort()
        return places

    @lazy
    def _ends(self) -> list[int]:
        return [end for _, end in self.sentences]

    def sentence_at(self, offset: int) -> Span:
        """The span of the sentence that holds the character at an offset, or follows it."""
        index = bisect_right(self._ends, offset)
        return self.sentences[index] if index < len(self.sentences) else (offset, len(self.text))


class Article:
    """The title and abstract of a paper: all that an extractor is given. Other fields, where the dump states them, are for the gate."""

    def __init__(self, title: str, abstract: str, others: Mapping[Field, str] = MappingProxyType({})):
        self.title = Document(Field.TITLE, title)
        self.abstract = Document(Field.ABSTRACT, abstract)
        self._others = {field: Document(field, text) for field, text in others.items()}

    def __iter__(self) -> Iterator[Document]:
        yield self.title
        yield self.abstract
        yield from self._others.values()

    def document(self, field: Field) -> Document | None:
        """The field of this name; null where the paper has none."""
        if field == Field.ABSTRACT:
            return self.abstract
        return next((document for document in self if document.field == field), None)

    @lazy
    def paper_id(self) -> str:
        """Identity of the paper, by its title."""
        return paper_id_of(self.title.text)

    @lazy
    def text_id(self) -> str:
        """Identity of this text."""
        return text_id_of(self.title.text, self.abstract.text)
