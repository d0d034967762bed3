"""Numbers with their magnitude and qualifier, and the ranges and lists that they stand in.

"over 7B", "1.5 billion", "half a trillion", "2,048" and "10^9" are figures. "7B to 70B" and "7, 13 and 70 billion" are series: what
stands before the first or behind the last figure is said of them all. What is counted is for the tables to find out.
"""

import re
from bisect import bisect_left
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple

from extractors.quantities import magnitude, number
from extractors.text import Document
from schemas import Qualifier

_MAGNITUDE = (
    r"(?:[kmb](?![^\W_])|(?:[KB]|[MTG]B?)(?=s?(?![^\W_]))|[ -]?(?:thousand|mio|[mb]n|(?:[MmBb]|[Tt]r)illion)s?\b|"
    r"[ ](?:[KMB]|T(?=\s?\+?\s?tokens?))(?![\w'-]))"
)
_FIGURE = re.compile(
    r"[0-9](?<![0-9]{2})(?<![0-9][.,][0-9])(?P<tail>(?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])|[0-9]{0,17})(?:\.[0-9]{1,9})?)"
    rf"(?:\s?(?:[x*]\s{{0,6}})?10\s?\^\s?\{{?(?P<exponent>[0-9]{{1,2}})\}}?|(?P<power>\^\{{?(?P<power_of>[0-9]{{1,2}})\}}?)|"
    rf"(?P<magnitude>{_MAGNITUDE}))?"
)
_WORDED = re.compile(
    r"\b(?P<number>(?<!few )(?<!several )(?<!many )(?<!of )hundred|half(?= an? |[- ](?:[mb]|tr)illion)|(?<!half )an?|one|two|"
    r"three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|forty|fifty)(?: an?)?[ -](?P<magnitude>(?:[mb]|tr)illion)s?\b",
    re.IGNORECASE,
)

_AT_LEAST = (
    r"over|more than|greater than|exceed(?:s|ing)?|above|at least|beyond|larger than|no (?:less|fewer) than|in excess of|upwards? of"
)
_AT_MOST = (
    r"up ?to|less than|fewer than|under|below|at most|within|smaller than|no (?:more|larger) than|not exceeding|as high as|a maximum of"
)
_APPROX = r"about|around|approximately|roughly|nearly|almost|approx\.?|some|circa|estimated|close to|on the order of"
_BEFORE = re.compile(
    rf"(?:(?P<at_least>\b(?:{_AT_LEAST})|>=?)|(?P<at_most>\b(?:{_AT_MOST}|sub-)|<=?)|(?P<approx>\b(?:{_APPROX})|~))"
    r"\s?(?:a total of |an? (?:total|length|estimated) (?:of )?)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<at_least>\+|\s(?:parameters |tokens )?(?:or|and) (?:more|larger|greater|above|beyond|longer|higher)\b)|"
    r"(?P<at_most>\s(?:parameters |tokens )?(?:or|and) (?:less|fewer|smaller|below|shorter)\b)|(?P<approx>[- ]?(?:scale|level|"
    r"class|ish)\b)"
)

_AT = re.compile(r"\bat (?:the |an? )?$", re.IGNORECASE)

_UNIT = r"(?:[ -](?:model )?(?:param(?:eter)?|token)s?)?"
_RANGE = re.compile(
    rf"{_UNIT}\s?(?:-{{1,3}}|~|\bto|\bthrough|\.\.+|(?:and )?(?:all the way )?up ?to)\s{{0,4}}(?:(?:{_AT_LEAST}|{_APPROX}|[>~]) ?)?(?:a )?"
)
_LIST = re.compile(
    rf"{_UNIT}(?:\s?[,/;&+]\s?|-?,?\s(?:and|or|vs\.?|versus|as well as|instead of|rather than)\s(?:the |an? )?)"
    rf"(?:{_AT_LEAST}|{_AT_MOST}|{_APPROX}|[<>~])?\s?-?"
)
_ALTERNATIVES = re.compile(rf"{_UNIT} and (?:an? )?")
_BETWEEN = re.compile(r"\bbetween (?:about |roughly |approximately )?$")
_STEPS = re.compile(r"\b(?:exten|expan|increas|enlarg|grow|rais|reduc|shrink|decreas|cut|compress|prun|distil)\w*\b[^.;,]{0,60}?\bfrom $")
_JOINT_WIDTH = 36
MAX_NUMBERS = 50
"""How many numbers of one sentence are looked at."""
MAX_NUMBERS_OF_TEXT = 1000
"""How many numbers of one text are looked at: an abstract, of less than 10,000 characters, states far fewer."""
_COUNTED = re.compile(r"\s?\+?[ -](?:or more |[A-Za-z-]+ ){0,2}(?:tokens?|param(?:eter)?s?|steps|context|vocab(?:ulary)?)\b")
_FEWER_TOKENS = re.compile(r"\btokens?(?: [a-z]+){0,3} from $")
_LENGTH = re.compile(r"(?:length|context|window|vocabulary|size|budget)s?(?: \w+)?[ (:=~]{1,3}$")
_ARTICLE = re.compile(r"\b(?:the|an?) ")
_STATED_UNIT = re.compile(r"param|token")
_MIXTURE = re.compile(r"\bMo[Ee]|[a-z]MoE\b|\b[Mm]ixture[- ]of[- ][Ee]xperts")
_OPENING = frozenset(" (:=~")
_VERSION = re.compile(
    r"\b(?!(?:[A-Z][a-z]+ing|With|At|For|From|Of|In|On|By|Over|Only|Just|About|Between|To|After|Or|Keep|Use) )[A-Z][\w.-]* $|"
    r"\b(?:phase|stage|step|round|part|tier|level|section|table|figure|task|setting|experiment|version) $"
)


class Figure(NamedTuple):
    """A number with its magnitude, where it stands. `magnitude` is 1 where none is stated; `bound` is set in a range."""

    start: int
    end: int
    value: int
    magnitude: int
    bound: Qualifier | None

    def qualifier(self, view: str) -> Qualifier:
        """How the number is qualified, by the words around it and its place in a range."""
        if self.bound:
            return self.bound
        stated = _BEHIND.match(view, self.end) or _BEFORE.search(view, max(0, self.start - 28), self.start)
        if stated:
            at_scale = stated.lastgroup == "approx" and view[self.end] == " " and _AT.search(view, max(0, self.start - 28), self.start)
            return Qualifier.EXACT if at_scale else Qualifier[stated.lastgroup.upper()]
        return Qualifier.APPROX if view.startswith("hundred", self.start) else Qualifier.EXACT


class Series(NamedTuple):
    """One figure, or the figures of one range or list, in order."""

    document: Document
    figures: tuple[Figure, ...]

    @property
    def start(self) -> int:
        """Where the first figure begins."""
        return self.figures[0].start

    @property
    def end(self) -> int:
        """Where the last figure ends."""
        return self.figures[-1].end


class _Number(NamedTuple):
    start: int
    end: int
    magnitude: int  # 0 where none is stated
    match: re.Match[str]

    def value(self) -> Decimal:
        if self.match.re is _WORDED:
            return number(self.match["number"])
        return Decimal(1) if self.match["power"] else number(self.match[0][0] + self.match["tail"])


def series_of(document: Document) -> list[Series]:
    """All series of a text, in order; a single figure is a series of one.

    A number without a magnitude is a figure only where one of its series has it, or where a unit or a length is beside it. Of a
    sentence with more than MAX_NUMBERS numbers, which is a table that lost its lines, only the first are looked at.
    """
    view = document.view
    found, run, joints = [], [], []
    for following in _numbers(document):
        joint = run and following.start - run[-1].end <= _JOINT_WIDTH and _joint(view, run[-1], following)
        if run and not joint:
            found.append(_figures(view, run, joints))
            run, joints = [], []
        elif joint:
            joints.append(joint)
        run.append(following)
    if run:
        found.append(_figures(view, run, joints))
    return [Series(document, figures) for figures in found if figures]


def _numbers(document: Document) -> list[_Number]:
    """The numbers of a text, in order."""
    numbers = _numbers_between(document, 0, len(document.view))
    if len(numbers) < MAX_NUMBERS:
        return numbers
    numbers = chain.from_iterable(_numbers_between(document, floor, ceiling) for floor, ceiling in document.sentences)
    return list(islice(numbers, MAX_NUMBERS_OF_TEXT))


def _numbers_between(document: Document, start: int, end: int) -> list[_Number]:
    """The first numbers of a stretch of the view, in order."""
    view, digits = document.view, document.digits
    numbers: list[_Number] = []
    behind = start
    for place in digits[bisect_left(digits, start) : bisect_left(digits, end)]:
        if place < behind or not (match := _FIGURE.match(view, place, end)):
            continue
        behind = match.end()
        if not view.startswith("%", behind):
            numbers.append(_Number(place, behind, _stated(match), match))
            if len(numbers) == MAX_NUMBERS:
                break
    place = view.find("illion", start, end)
    while place >= 0 and len(numbers) < MAX_NUMBERS:
        if match := _WORDED.search(view, max(start, place - 20), place + 7):
            numbers.append(_Number(match.start(), match.end(), magnitude(match["magnitude"]), match))
        place = view.find("illion", place + 6, end)
    return sorted(numbers, key=lambda number: number[:2])


def _stated(match: re.Match[str]) -> int:
    if match.lastgroup == "tail":
        return 0
    if match["magnitude"]:
        return magnitude(match["magnitude"].strip(" -"))
    exponent = match["exponent"] or (match["power_of"] if match["tail"] == "0" and match[0][0] == "1" else None)
    return 10 ** int(exponent) if exponent else 0


def _joint(view: str, one: _Number, other: _Number) -> str | None:
    """How two numbers are joined: as `range`, as `list`, or not at all."""
    if not other.magnitude and (one.magnitude or _ends_name(view, other.start)):
        return None
    if not one.magnitude and view[one.end : other.start] != "/" and _ends_name(view, one.start):
        return None
    if view[one.start - 1 : one.start] == "-" and view[one.end : other.start] == "-" and _in_one_name(view, one, other):
        return None
    if _RANGE.fullmatch(view, one.end, other.start):
        if view.endswith(" a ", one.end, other.start) and view[other.start].isdigit() and _STATED_UNIT.search(view, one.end, other.start):
            return None  # "adds 2M parameters to a 7B model"
        return "list" if _STEPS.search(view, max(0, one.start - 90), one.start) else "range"
    if _ALTERNATIVES.fullmatch(view, one.end, other.start) and _BETWEEN.search(view, max(0, one.start - 24), one.start):
        return "range"
    if not _LIST.fullmatch(view, one.end, other.start):
        return None
    unit = _STATED_UNIT.search(view, one.end, other.start)
    if unit and not re.match(rf"[ -](?:[\w-]+ ){{0,2}}{unit[0]}", view[other.end : other.end + 40]):  # "2M tokens and 3M sentences"
        return None
    # "Foo-7B and the 13B Bar": what has a name of its own and an article do not make a list
    return None if view[one.start - 1 : one.start] == "-" and _ARTICLE.search(view, one.end, other.start) else "list"


def _in_one_name(view: str, one: _Number, other: _Number) -> bool:
    """Are two numbers with a hyphen between them parts of one name: a size and a context (`Foo-7B-1M`), or two of a mixture of experts?"""
    one_case = view[one.end - 1].isupper() == view[other.end - 1].isupper()  # `Foo-7B-50b`: the second counts tokens
    return other.magnitude < one.magnitude or not one_case or _MIXTURE.search(view) is not None


def _ends_name(view: str, start: int) -> bool:
    """Does a number end a name (`Foo-2`, `Foo 2`)?"""
    before = view[start - 1 : start]
    if before == "-":
        return view[start - 2 : start - 1].isalnum()
    if before == "/":
        return view[start - 2 : start - 1].isalpha()
    return before.isalpha() or (before == " " and bool(_VERSION.search(view, max(0, start - 16), start)))


def _counted(view: str, start: int, end: int) -> bool:
    """Is a unit behind a number without a magnitude, or a length before it?"""
    return bool(_COUNTED.match(view, end) or (view[start - 1 : start] in _OPENING and _LENGTH.search(view, max(0, start - 26), start)))


def _figures(view: str, run: list[_Number], joints: list[str]) -> tuple[Figure, ...]:
    """The figures of joined numbers: one without a magnitude takes that of the next, where it fits before it."""
    start = run[0].start
    if not (
        run[-1].magnitude or _counted(view, start, run[-1].end) or (len(run) == 2 and _FEWER_TOKENS.search(view, max(0, start - 40), start))
    ):
        return ()
    figures: list[Figure] = []
    shared, limit = 1, Decimal(0)
    for index in range(len(run) - 1, -1, -1):
        value = run[index].value()
        if run[index].magnitude or value >= 1000 or (shared == 1000 and value >= limit):
            shared = run[index].magnitude or 1
        limit = value
        total = value * shared
        if total != int(total) or not 0 < total < 2**63:
            break
        ends = index - len(run)  # a range has two ends: -2 and -1
        bound = None
        if joints and joints[-1] == "range" and ends >= -2:
            bound = Qualifier.RANGE_HIGH if ends == -1 else Qualifier.RANGE_LOW
        figures.append(Figure(run[index].start, run[index].end, int(total), shared, bound))
    return tuple(reversed(figures))
