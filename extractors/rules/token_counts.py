"""Stated numbers of tokens.

A figure counts tokens where its noun phrase says so ("20B tokens", "a 447B token corpus"), where it is the length of a context ("a 128K
context window", "sequences of length 16K"), or where it is the size of a corpus in a text that counts tokens. `token_kinds` says what
the tokens are of, `token_subjects` whose they are.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.base import Candidate
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.token_kinds import kind_of_tokens
from extractors.rules.token_subjects import bracketed_context, subjects_of
from extractors.rules.units import Counted, Counting, Unit
from schemas import Qualifier, fold

_TRIGGERS = ("oken", "ontext", "ength", "ocabular")
_BYTES = re.compile(r"\d\s?(?:[KMGT]B|G)s?$")
_APART = re.compile(r"\d [A-Z]$")
_RATE = re.compile(r"(?:\s?[/x×]|\s?%|[- ]?times\b| (?:tokens? )?per (?:second|minute|hour|day|sec|GPU)\b)")
_FACTOR = re.compile(r"(?:\dx|times|fold) $")
_TRAINED_OVER = re.compile(r"\btrain\w* [^.;,]{0,30}(?<!\bon )(?<!\bwith )(?<!\bfor )(?<!\bof )\bover $")


def find(scan: Scan) -> list[Candidate]:
    """The token counts that a text states."""
    if not any(trigger in document.view for document in scan.documents for trigger in _TRIGGERS):
        return []
    found: dict[tuple, list[Candidate]] = {}
    for candidate in _shared_subjects(scan):
        same = found.setdefault((candidate.claim["tokens"], candidate.claim["kind"]), [])
        repeated = next((index for index, known in enumerate(same) if _repeats(candidate.claim, known.claim)), None)
        if repeated is None:
            same.append(candidate)
        elif candidate.claim["subject"] and not same[repeated].claim["subject"]:
            same[repeated] = candidate
    return [candidate for same in found.values() for candidate in same]


def _shared_subjects(scan: Scan) -> Iterator[Candidate]:
    """The counts of all series; one that names no subject shares that of the same kind before it in its sentence."""
    sentence, subject, kind = None, None, None
    for counting in scan.countings:
        for candidate in _counts(scan, counting):
            claim = candidate.claim
            here = (counting.series.document, counting.floor)
            if here != sentence or claim["kind"] != kind:
                sentence, subject, kind = here, None, claim["kind"]
            subject = claim["subject"] or subject
            yield candidate._replace(claim={**claim, "subject": subject})


def _repeats(claim: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Do two equal counts have the same subject, which one of them may leave out or shorten?"""
    one, other = fold(claim["subject"] or ""), fold(known["subject"] or "")
    return one.startswith(other) or (other.startswith(one) and bool(other))


def _counts(scan: Scan, counting: Counting) -> Iterator[Candidate]:
    series, floor, ceiling, unit = counting
    document, view = series.document, series.document.view
    if series.figures[-1].value < 10 or not _is_count(scan, series, unit, floor):
        return
    kind = kind_of_tokens(series, unit, floor, ceiling)
    trained_over = _TRAINED_OVER.search(view, max(floor, series.start - 50), series.start)
    start, end = (min(series.start, unit.start), max(series.end, unit.end)) if unit else (series.start, series.end)
    for subject in subjects_of(scan, series, end, kind, floor, ceiling):
        if subject and subject.close:
            start = min(start, subject.start)
            end += view[end : end + 1] == ")"
        for figure in series.figures:
            claim = {
                "tokens": figure.value,
                "qualifier": Qualifier.EXACT if trained_over else figure.qualifier(view),
                "kind": kind,
                "subject": subject.name if subject else None,
                "evidence": document.text[start:end],
            }
            yield Candidate("token_counts", claim, document.field, start)


def _is_count(scan: Scan, series: Series, unit: Unit | None, floor: int) -> bool:
    """Does a series count tokens?"""
    view, magnitude = series.document.view, series.figures[-1].magnitude
    end = unit.end if unit else series.end
    if view[series.start - 1 : series.start].isalnum():  # a part of a name
        return False
    if _APART.search(view, series.start, series.end) and not (unit and unit.counted is Counted.TOKENS):
        return False
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
