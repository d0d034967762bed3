"""Numbers with a magnitude: "1.7B", "130 billion", "0.31TB", "one million", "16,384"."""

import re
from decimal import Decimal

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
"""A pattern for a number in digits; groups of three may be set off by commas."""

NUMBER_WORDS = {
    word: Decimal(value)
    for word, value in {
        "half": "0.5", "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "hundred": 100, "single": 1, "once": 1, "double": 2, "doubles": 2, "doubling": 2, "twice": 2, "triple": 3, "thrice": 3,
    }.items()
}  # fmt: skip
"""Numbers that are written as words."""

MAGNITUDES = {
    "k": 10**3, "thousand": 10**3,
    "m": 10**6, "mn": 10**6, "mb": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6,
    "b": 10**9, "g": 10**9, "gb": 10**9, "bn": 10**9, "billion": 10**9, "billions": 10**9,
    "t": 10**12, "tb": 10**12, "tn": 10**12, "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip
"""What a magnitude, in lower case, multiplies by."""


def number(text: str) -> Decimal:
    """The value of a number in digits, with or without commas, or in words. Raises KeyError for anything else."""
    return Decimal(text.replace(",", "")) if text[-1].isdigit() else NUMBER_WORDS[text.lower()]


def magnitude(text: str | None) -> int:
    """What a magnitude multiplies by; 1 for none. Raises KeyError for a word that is no magnitude."""
    return MAGNITUDES[text.lower().removesuffix("s")] if text else 1


_TOKEN = re.compile(
    r"(?<![\d.,])10\s?\^\s?\{?(?P<power>\d{1,2})\}?"
    rf"|(?P<digits>{NUMBER})(?:\s?x?\s{{0,6}}10\s?\^\s?\{{?(?P<exponent>\d{{1,2}})\}}?)?"
    r"|(?P<word>[A-Za-z]+)"
)
_GLUED = re.compile(r"\d\.\d(\d+(?:\.\d+)?)([BM])\b")  # a version and a size whose hyphen was lost: `Llama-3.18B`
_COORDINATION = re.compile(r"\s*[,/~&-]+\s*(?:(?:and|or|to|through)\b\s*)?|\s*\b(?:and|or|to|through)\b\s*", re.IGNORECASE)
_BEFORE_MAGNITUDE = re.compile(r"[\s$}-]*")
_MAGNITUDE_WORD = re.compile(r"[\s-]+(?:thousand|million|billion|trillion)s?\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(?:\w|[^\W\d]-)\Z")
_JOINING = frozenset({"and", "or", "to", "through"})
_ARTICLES = frozenset({"a", "an"})
_TELLING = _JOINING.union(NUMBER_WORDS, MAGNITUDES)


def readable(view: str) -> set[Decimal]:
    """All values that a repaired stretch of text can be read to state.

    A number with a magnitude is read with it; bare numbers that are coordinated share the magnitude of the last one ("7, 13
    and 65 billion"), but may also stand for themselves. The number of a name ("Llama-2", "Qwen2.5") shares none, and an
    article is a number only before a magnitude ("a billion").
    """
    values = {Decimal(match[1]) * magnitude(match[2]) for match in _GLUED.finditer(view)} if "." in view else set()
    joined: list[Decimal] = []  # numbers that still wait for a magnitude
    end, named = 0, False  # of the last of them: where it ends, and whether it belongs to a name
    for match in _TOKEN.finditer(view):
        part = match.lastgroup
        word = match[0].lower() if part == "word" else ""
        if word and word not in _TELLING:
            if joined:
                values.update(joined)
                joined = []
            continue
        gap = view[end : match.start()]
        if part == "power":
            values.add(Decimal(10) ** int(match["power"]))
        elif part == "exponent":
            values.add(number(match["digits"]) * 10 ** int(match["exponent"]))
        elif part == "digits" or word in NUMBER_WORDS:
            if word in _ARTICLES and (not _MAGNITUDE_WORD.match(view, match.end()) or (joined and gap.isspace())):
                end = match.end() if joined else end  # no number of its own: "half a billion"
                continue
            named_before, named = named, _IN_NAME.search(view[max(match.start() - 2, 0) : match.start()]) is not None
            if named or named_before or not _COORDINATION.fullmatch(gap):
                values.update(joined)
                joined = []
            joined.append(number(match[0]))
            end = match.end()
        elif word in MAGNITUDES and joined and _BEFORE_MAGNITUDE.fullmatch(gap):
            values.update(value * MAGNITUDES[word] for value in joined)
            values.update(joined[:-1])
            joined = []
        elif word not in _JOINING:
            values.update(joined)
            joined = []
    return values.union(joined)
