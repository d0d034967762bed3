"""How likely a row is right.

A row and its sentence show clues: a name that the lexicon holds, a crowd of figures, a benchmark far from its score. A logistic
model weighs them. The weights are in `extractors/lexicon/confidence.tsv`, made from gold rows by `benchmarks/calibration.py`.
"""

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from extractors.base import Candidate
from extractors.lexicon import ambiguous_names, benchmark_ids, benchmark_key, is_model_family, lines
from extractors.rules.own_benchmarks import has_look
from extractors.rules.scan import Scan
from extractors.text import Document
from schemas import Field

BIAS = "always"
"""The clue that every row shows."""


def rated(candidates: Iterable[Candidate], scan: Scan) -> Iterator[Candidate]:
    """The candidates of one text, each with its confidence."""
    weights = _weights()
    for candidate, clues in with_clues(candidates, scan):
        of_table = weights[candidate.table]
        yield candidate._replace(confidence=probability(sum(of_table.get(clue, 0.0) for clue in clues)))


def probability(logit: float) -> float:
    """The probability of a logit, to three places, so that it is the same on every machine."""
    return round((1 + math.tanh(logit / 2)) / 2, 3)


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    """The weight of each clue, by table."""
    weights: dict[str, dict[str, float]] = {}
    for line in lines("confidence.tsv"):
        table, clue, weight = line.split("\t")
        weights.setdefault(table, {})[clue] = float(weight)
    return weights


class _Seen(NamedTuple):
    """A candidate where it stands."""

    candidate: Candidate
    scan: Scan
    document: Document
    sentence: tuple[int, int]
    fellows: int  # rows of its table in its sentence


def with_clues(candidates: Iterable[Candidate], scan: Scan) -> Iterator[tuple[Candidate, list[str]]]:
    """The candidates of one text, each with the clues that it shows."""
    candidates = list(candidates)
    documents = {document.field: document for document in scan.documents}
    places = [(each.table, each.field, documents[each.field].sentence_at(each.start)) for each in candidates]
    for candidate, place in zip(candidates, places, strict=True):
        seen = _Seen(candidate, scan, documents[candidate.field], place[2], places.count(place))
        yield candidate, [BIAS, *_common(seen), *_CLUES[candidate.table](seen)]


def _common(seen: _Seen) -> Iterator[str]:
    start, end = seen.sentence
    if seen.document.field is Field.TITLE:
        yield "in title"
    if end - start > 240:
        yield "long sentence"
    if seen.fellows >= 4:
        yield "crowded sentence"
    elif seen.fellows == 1:
        yield "alone in sentence"


def _of_sizes(seen: _Seen) -> Iterator[str]:
    claim = seen.candidate.claim
    yield f"role {claim['role']}"
    if claim["qualifier"] != "exact":
        yield "ends of a range" if claim["qualifier"].startswith("range") else "qualified"
    if claim["count"] != "total":
        yield "not total"
    model = claim["model"]
    if model is None:
        yield "no name"
    elif model in claim["evidence"]:
        yield "name in evidence"
    elif is_model_family(model):
        yield "known family"
    else:
        yield "name apart"
    if "aram" in seen.document.view[seen.candidate.start : seen.candidate.start + len(claim["evidence"]) + 12]:
        yield "parameters said"
    if _DATA.search(seen.document.view, *seen.sentence):
        yield "data said"


_DATA = re.compile(r"\b(?:data|corpus|corpora|tokens|samples|images|pairs)\b")


def _of_tokens(seen: _Seen) -> Iterator[str]:
    claim = seen.candidate.claim
    yield f"kind {claim['kind']}"
    if claim["qualifier"] != "exact":
        yield "qualified"
    if claim["subject"] is None:
        yield "no subject"
    if "oken" in claim["evidence"]:
        yield "tokens said"


def _of_benchmarks(seen: _Seen) -> Iterator[str]:
    claim, view = seen.candidate.claim, seen.document.view
    name, end = claim["name"], seen.candidate.start + len(claim["evidence"])
    yield f"role {claim['role']}"
    if benchmark_key(name) in benchmark_ids():
        yield "ambiguous name" if name in ambiguous_names() else "known name"
    elif has_look(name):
        yield "looks like one"
    else:
        yield "unknown word" if name[1:].islower() else "unknown name"
    if _NOUN.match(view, end):
        yield "benchmark said behind"
    elif _NOUN_BEFORE.search(view, max(seen.sentence[0], seen.candidate.start - 60), seen.candidate.start):
        yield "benchmark said before"
    if len(name) <= 4:
        yield "short name"
    if " " in name:
        yield "several words"


_NOUN = re.compile(r"\)?\s(?:[a-z]+\s){0,2}(?:benchmark|data ?set|leaderboard|challenge|test)")
_NOUN_BEFORE = re.compile(r"(?:benchmark|data ?set|task|leaderboard|challenge|test)s?\b[^.;]*$")


def _of_results(seen: _Seen) -> Iterator[str]:
    claim, view = seen.candidate.claim, seen.document.view
    start, end = seen.sentence
    yield f"kind {claim['kind']}"
    yield f"unit {claim['unit']}"
    if claim["metric"] is None:
        yield "no metric"
    if claim["model"] is None:
        yield "no model"
    benchmark = claim["benchmark"]
    if benchmark_key(benchmark) not in benchmark_ids():
        yield "unknown benchmark"
    if benchmark not in view[start:end]:
        yield "benchmark in another sentence"
    elif benchmark in claim["evidence"]:
        yield "benchmark at hand" if len(claim["evidence"]) < len(benchmark) + 30 else "benchmark at some distance"
    else:
        yield "benchmark apart"
    named = sum(
        start <= mention.start < end for each in seen.scan.benchmarks for mention in each.mentions[:3] if mention.document is seen.document
    )
    yield "one benchmark" if named == 1 else "several benchmarks" if named > 3 else "a few benchmarks"
    figures = len(_FIGURE.findall(view, start, end))
    yield "one figure" if figures == 1 else "several figures" if figures > 4 else "a few figures"
    if claim["value"] == int(claim["value"]) and claim["unit"] is None:
        yield "bare integer"


_FIGURE = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?!\w)")


def _of_artifacts(seen: _Seen) -> Iterator[str]:
    claim = seen.candidate.claim
    yield f"kind {claim['kind']}"
    yield f"status {claim['status']}"
    if claim["name"] is not None:
        yield "named"
    if claim["url"] is not None:
        yield "address"
        if "github.com/" in claim["url"]:
            yield "repository"
    if _RELEASE.search(claim["evidence"]):
        yield "release said"
    elif "open" in claim["evidence"].casefold():
        yield "open said"
    if "we " in claim["evidence"].casefold() or "our " in claim["evidence"].casefold():
        yield "ours"


_RELEASE = re.compile(r"releas|available|publish|shar")

_CLUES: dict[str, Callable[[_Seen], Iterator[str]]] = {
    "model_sizes": _of_sizes,
    "token_counts": _of_tokens,
    "benchmarks": _of_benchmarks,
    "benchmark_results": _of_results,
    "artifacts": _of_artifacts,
}
