"""Stated numbers of tokens.

A figure counts tokens where its noun phrase says so ("20B tokens", "a 447B token corpus"), where it is the length of a context ("a 128K
context window", "sequences of length 16K"), the size of a vocabulary, or where it is the size of a corpus in a text that counts tokens.
`token_kinds` says what the tokens are of, `token_subjects` whose they are.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.base import Candidate
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.token_kinds import kind_of_tokens
from extractors.rules.token_subjects import SIZED, Subjects, bracketed_context
from extractors.rules.units import Counted, Counting
from schemas import Field, Qualifier, TokenKind, fold

_NO_TOKENS = (Counted.PARAMETERS, Counted.MODEL, Counted.OTHER)
_TRIGGERS = ("oken", "ontext", "ength", "ocab")
_BYTES = re.compile(r"\d\s?(?:[KMGT]B|G)s?$")
_APART = re.compile(r"\d [A-Z]$")
_RATE = re.compile(
    r"\s?[/x×%]|[- ]?times\b| (?:tokens? )?(?:per|each|every|a) "
    r"(?:second|minute|hour|day|sec|GPU|param(?:eter)?|weight|joule|watt|dollar)\b"
)
_FACTOR = re.compile(r"(?:\dx|times|fold) $")
_TRAINED_OVER = re.compile(r"\btrain\w* [^.;,]{0,30}(?<!\bon )(?<!\bwith )(?<!\bfor )(?<!\bof )\bover $")
_BOUNDED = re.compile(
    r"\b(?:(?P<at_most>up to|at most|below|under|less than|fewer than)|(?P<at_least>over|more than|at least|beyond|exceeding)) "
    r"(?:about|approximately|around|roughly|nearly|almost|~) ?$"
)
_IN_NAME = re.compile(r"(?<![\w-])[\w.-]*[A-Z\d][\w.-]*-$")
_MEASURE = re.compile(
    r"\s?(?:[kcmnpµ]m|[mnµ]s|[GMkm]?pc|ky|m|s|[kMGT]?Hz|px|pixels?|frames?|[kM]?bp?|nt|nm|AU|inch\w*|residues|met(?:er|re)s?)\b"
)
_COINS = ("blockchain", "Blockchain", "ryptocurrenc", "Ethereum", "NFT", "ERC-20", "DeFi ")
_TEXTUAL = ("oken", "ontext", "ransformer", "LLM", "anguage model")
_PLAIN = ("length", "lengths", "window", "windows", "window size", "input size")
_AT_LENGTH = re.compile(r"(?:\b(?:[Aa]t|to|of|from|beyond|past|until|as long as)|[<>~(]) ?$")
_CLOSED = re.compile(r"(?:$|\s?[,.;:)](?!\d)| \(| (?:and|to|but|while|with|without|for|or|using|when|where|as|in|on)\b(?! resolution))")
_LENGTHS = re.compile(
    r"\b[Cc]ontexts?[- ](?:lengths?|windows?|sizes?|of up to|up to|beyond)\b|\b(?:[Ll]ong|short|extended)[- ](?:contexts?|sequences?)\b|"
    r"\b(?:[Ss]equence|[Ii]nput|[Pp]rompt) lengths?\b|\bin contexts\b|\bcontexts (?:range|of)\b"
)
_POWERS = frozenset(2**power for power in range(11))
_ROUND = _POWERS | {10, 100, 200, 500}
_DATE = re.compile(r"\b(?:in|since|until|by|during|year|from|early|late|mid) $", re.IGNORECASE)
_MODEL_NUMBER = re.compile(r"(?<![\w.-])(?=[\w-]*[A-Z][\w-]*[A-Z\d])[\w-]+ $")
_OTHER_VOCABULARY = re.compile(r"\b(?:words?|signs?|lemmas?|characters?|phrases?|gestures?|class(?:es)?|labels?|terms?|concepts?)\b")


def find(scan: Scan) -> list[Candidate]:
    """The token counts that a text states."""
    countings = [each for each in scan.countings if not each.unit or each.unit.counted not in _NO_TOKENS]
    if not countings or not _speaks(scan, _TRIGGERS):
        return []
    found: dict[tuple, list[_Count]] = {}
    for count in _shared_subjects(scan, countings):
        same = found.setdefault((count.candidate.claim["tokens"], count.candidate.claim["kind"]), [])
        repeated = next((index for index, known in enumerate(same) if _repeats(count, known)), None)
        if repeated is None:
            same.append(count)
        else:
            same[repeated] = _better(same[repeated], count)
    return [count.candidate for same in found.values() for count in same]


class _Count(NamedTuple):
    """A row, and whether its subject is taken from another sentence."""

    candidate: Candidate
    inferred: bool
    another: bool = False
    """Is it said of a model that has a size and no name ("the 20B model"), which may be none of those with one?"""

    @property
    def subject(self) -> str | None:
        return self.candidate.claim["subject"]

    @property
    def rank(self) -> int:
        """How much the text says of the subject: nothing, something elsewhere, or the name beside the count."""
        return 0 if not self.subject else 1 if self.inferred else 2


def _better(known: _Count, count: _Count) -> _Count:
    """Of two counts that are one, the one that says more of the subject, quoted from a sentence rather than from the title."""
    best = max(known, count, key=lambda each: each.rank)
    if best.candidate.field is Field.TITLE and best is not count:
        claim = {**best.candidate.claim, "evidence": count.candidate.claim["evidence"]}
        return best._replace(candidate=count.candidate._replace(claim=claim))
    return best


def _shared_subjects(scan: Scan, countings: list[Counting]) -> Iterator[_Count]:
    """The counts of several series; one that names no subject shares that of the same kind before it in its sentence."""
    subjects = Subjects(scan)
    sentence, shared, kind = None, None, None
    for counting in countings:
        for count in _counts(scan, subjects, _without_names(counting)):
            claim = count.candidate.claim
            here = (counting.series.document, counting.floor)
            if here != sentence or claim["kind"] != kind:
                sentence, shared, kind = here, None, claim["kind"]
            if count.subject or not shared:
                shared = count
            claim = {**claim, "subject": shared.subject}
            yield _Count(count.candidate._replace(claim=claim), shared.inferred, count.another)


def _repeats(count: _Count, known: _Count) -> bool:
    """Do two equal counts have the same subject, which one of them may leave out, shorten or have from another sentence?"""
    if (count.another and not count.subject and known.subject) or (known.another and not known.subject and count.subject):
        return False
    if count.subject and known.subject and count.candidate[2:] == known.candidate[2:]:  # said of several at once
        return count.subject == known.subject
    if count.rank != known.rank and 1 in (count.rank, known.rank):
        return True
    one, other = fold(count.subject or ""), fold(known.subject or "")
    return one.startswith(other) or (other.startswith(one) and bool(other))


def _without_names(counting: Counting) -> Counting:
    """A series without the figures at its beginning that end a name or are sizes: of "from Foo 7B to 32K tokens" the second."""
    series = counting.series
    figures = series.figures
    while len(figures) > 1 and (
        _in_name(series.document.view, figures[0].start) or figures[0].magnitude > 10**6 >= figures[-1].magnitude > 1
    ):
        figures = (figures[1]._replace(bound=None), *figures[2:])
    return counting if figures is series.figures else counting._replace(series=series._replace(figures=figures))


def _in_name(view: str, start: int) -> bool:
    return view[start - 1 : start] == "-" and bool(_IN_NAME.search(view, max(0, start - 40), start))


def _counts(scan: Scan, subjects: Subjects, counting: Counting) -> Iterator[_Count]:
    series, floor, ceiling, unit = counting
    document, view = series.document, series.document.view
    if series.figures[-1].value < 10 or not _is_count(scan, counting):
        return
    kind = kind_of_tokens(series, unit, floor, ceiling, subjects.of_data)
    start, end = (min(series.start, unit.start), max(series.end, unit.end)) if unit else (series.start, series.end)
    names = subjects.of(counting, end, kind)
    shares = len(names) == len(series.figures) > 1 and "respectively" in view[end:ceiling]
    for place, subject in enumerate(names):
        if subject and subject.close:
            start = min(start, subject.start)
            end += view[end : end + 1] == ")"
        for figure in series.figures[place : place + 1] if shares else series.figures:
            claim = {
                "tokens": figure.value,
                "qualifier": _qualifier(series, floor, figure),
                "kind": kind,
                "subject": subject.name if subject else None,
                "evidence": document.text[start:end],
            }
            another = (
                not subject and kind is TokenKind.TRAINING and SIZED.search(view, max(floor, series.start - 120), series.start) is not None
            )
            yield _Count(Candidate("token_counts", claim, document.field, start), bool(subject and subject.inferred), another)


def _qualifier(series: Series, floor: int, figure: Any) -> Qualifier:
    """How a count is qualified: "trained over 3B tokens" is exact, and the bound goes before "about"."""
    view = series.document.view
    if not figure.bound and (bounded := _BOUNDED.search(view, max(floor, figure.start - 36), figure.start)):
        return Qualifier[bounded.lastgroup.upper()]
    if _TRAINED_OVER.search(view, max(floor, series.start - 50), series.start):
        return Qualifier.EXACT
    return figure.qualifier(view)


def _is_count(scan: Scan, counting: Counting) -> bool:
    """Does a series count tokens?"""
    series, floor, ceiling, unit = counting
    view, magnitude = series.document.view, series.figures[-1].magnitude
    end = unit.end if unit else series.end
    if view[series.start - 1 : series.start].isalnum() or _in_name(view, series.start):  # a part of a name
        return False
    if _APART.search(view, series.start, series.end) and not (unit and unit.counted is Counted.TOKENS):
        return False
    if _RATE.match(view, end) or _RATE.match(view, series.end) or _FACTOR.search(view, max(floor, series.start - 8), series.start):
        return False
    if _is_year_or_model(view, series):
        return False
    if not unit:
        return bracketed_context(series, floor) is not None or _is_bare_length(scan, series, floor, ceiling)
    if unit.counted is Counted.TOKENS:
        return not _speaks(scan, _COINS)
    if _BYTES.search(view, max(0, series.end - 4), series.end):
        return False
    if unit.counted in (Counted.LENGTH, Counted.VOCABULARY):
        if unit.counted is Counted.VOCABULARY and _OTHER_VOCABULARY.search(view, unit.start, end + 12):
            return False
        plain = magnitude == 1 and unit.words in _PLAIN
        return magnitude <= 10**6 and not _MEASURE.match(view, series.end) and not (plain and not _speaks(scan, _TEXTUAL))
    return unit.counted is Counted.CORPUS and magnitude >= 10**9 and _speaks(scan, ("token",))


def _is_bare_length(scan: Scan, series: Series, floor: int, ceiling: int) -> bool:
    """Is it a length of which nothing but the rest of the text says so: "at 32K, accuracy falls"?"""
    view = series.document.view
    return (
        all(figure.magnitude in (10**3, 10**6) and figure.value / figure.magnitude in _ROUND for figure in series.figures)
        and _AT_LENGTH.search(view, max(floor, series.start - 12), series.start) is not None
        and _CLOSED.match(view, series.end) is not None
        and "resolution" not in view[floor:ceiling]
        and any(_LENGTHS.search(document.view) for document in scan.documents)
        and (
            all(figure.magnitude == 10**3 and figure.value // 1000 in _POWERS - {1} for figure in series.figures)
            or _LENGTHS.search(view, floor, ceiling) is not None
        )
    )


def _is_year_or_model(view: str, series: Series) -> bool:
    """Is a single bare number a year ("in 2023") or that of a product or a benchmark ("AIME 2025")?"""
    figure = series.figures[0]
    if len(series.figures) > 1 or figure.magnitude > 1 or "," in view[figure.start : figure.end]:
        return False
    before = max(0, figure.start - 24)
    if 1950 <= figure.value <= 2035 and _DATE.search(view, before, figure.start):
        return True
    return figure.value >= 100 and _MODEL_NUMBER.search(view, before, figure.start) is not None


def _speaks(scan: Scan, words: tuple[str, ...]) -> bool:
    """Does the title or the abstract hold one of several words?"""
    return any(word in document.view for document in scan.documents for word in words)
