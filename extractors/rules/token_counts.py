"""Stated numbers of tokens.

A figure counts tokens where its noun phrase says so ("20B tokens", "a 447B token corpus"), where it is the length of a context ("a 128K
context window", "sequences of length 16K"), or where it is the size of a corpus in a text that counts tokens. `token_kinds` says what
the tokens are of, `token_subjects` whose they are.
"""

import re
from collections.abc import Iterator

from extractors.base import Candidate
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.token_kinds import kind_of_tokens
from extractors.rules.token_subjects import bracketed_context, subjects_of
from extractors.rules.units import Counted, Unit, unit_of

_TRIGGERS = ("oken", "ontext", "ength", "ocabular")
_BYTES = re.compile(r"\d\s?(?:[KMGT]B|G)s?$")
_RATE = re.compile(r"(?:\s?[/x×]|\s?%|[- ]?times\b| (?:tokens? )?per (?:second|minute|hour|day|sec|GPU)\b)")
_FACTOR = re.compile(r"(?:\dx|times|fold) $")


def find(scan: Scan) -> list[Candidate]:
    """The token counts that a text states."""
    if not any(trigger in document.view for document in scan.documents for trigger in _TRIGGERS):
        return []
    found: dict[tuple, Candidate] = {}
    for series in scan.series:
        for candidate in _counts(scan, series):
            claim = candidate.claim
            found.setdefault((claim["tokens"], claim["kind"], claim["subject"]), candidate)
    return list(found.values())


def _counts(scan: Scan, series: Series) -> Iterator[Candidate]:
    document, view = series.document, series.document.view
    floor, ceiling = document.sentence_at(series.start)
    unit = unit_of(series, floor, ceiling)
    if series.figures[-1].value < 10 or not _is_count(scan, series, unit, floor):
        return
    kind = kind_of_tokens(series, unit, floor, ceiling)
    start, end = (min(series.start, unit.start), max(series.end, unit.end)) if unit else (series.start, series.end)
    for subject in subjects_of(scan, series, end, kind, floor, ceiling):
        if subject and subject.close:
            start = min(start, subject.start)
        for figure in series.figures:
            claim = {
                "tokens": figure.value,
                "qualifier": figure.qualifier(view),
                "kind": kind,
                "subject": subject.name if subject else None,
                "evidence": document.text[start:end],
            }
            yield Candidate("token_counts", claim, document.field, start)


def _is_count(scan: Scan, series: Series, unit: Unit | None, floor: int) -> bool:
    """Does a series count tokens?"""
    view, magnitude = series.document.view, series.figures[-1].magnitude
    end = unit.end if unit else series.end
    if _RATE.match(view, end) or _RATE.match(view, series.end) or _FACTOR.search(view, max(floor, series.start - 8), series.start):
        return False
    if not unit:
        return bracketed_context(series, floor) is not None
    if unit.counted is Counted.TOKENS:
        return True
    if _BYTES.search(view, max(0, series.end - 4), series.end):
        return False
    if unit.counted is Counted.LENGTH:
        return magnitude <= 10**6
    return unit.counted is Counted.CORPUS and magnitude >= 10**9 and any("token" in document.view for document in scan.documents)
