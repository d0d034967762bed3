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
from extractors.lexicon import ambiguous_names, benchmark_ids, benchmark_key, lines
from extractors.rules.own_benchmarks import has_look
from extractors.rules.scan import Scan
from extractors.text import Document, Span, lazy
from schemas import Field

BIAS = "always"
"""The clue that every row shows."""


def rated(candidates: Iterable[Candidate], scan: Scan) -> Iterator[Candidate]:
    """The candidates of one text, each with its confidence."""
    weights = _weights()
    for candidate, clues in with_clues(candidates, scan):
        of_table = weights[candidate.table]
        yield Candidate(*candidate[:-1], probability(sum([of_table.get(clue, 0.0) for clue in clues])))


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


class _Sentence:
    """A sentence with rows, and what is the same for all of them."""

    def __init__(self, scan: Scan, document: Document, span: Span):
        self.scan = scan
        self.document = document
        self.span = span
        self.rows = dict.fromkeys(_CLUES, 0)  # by table

    @lazy
    def figures(self) -> int:
        """How many figures it states."""
        return len(_FIGURE.findall(self.document.view, *self.span))

    @lazy
    def benchmarks(self) -> int:
        """How many benchmarks it names."""
        start, end = self.span
        named = {
            each.name
            for each in self.scan.benchmarks
            for mention in each.mentions[:3]
            if mention.document is self.document and start <= mention.start < end
        }
        return len(named)


class _Seen(NamedTuple):
    """A candidate where it stands."""

    candidate: Candidate
    scan: Scan
    document: Document
    sentence: Span
    end: int  # of the evidence
    around: _Sentence

    def before(self, width: int) -> str:
        """The last characters that its sentence says before the evidence."""
        start = self.candidate.start
        return self.document.view[max(self.sentence[0], start - width) : start]


def with_clues(candidates: Iterable[Candidate], scan: Scan) -> Iterator[tuple[Candidate, list[str]]]:
    """The candidates of one text, each with the clues that it shows."""
    sentences: dict[tuple[Document, Span], _Sentence] = {}
    seen = []
    for candidate in candidates:
        document = scan.title if candidate.field is Field.TITLE else scan.abstract
        span = document.sentence_at(candidate.start)
        if not (around := sentences.get((document, span))):
            around = sentences[document, span] = _Sentence(scan, document, span)
        around.rows[candidate.table] += 1
        seen.append(_Seen(candidate, scan, document, span, candidate.start + len(candidate.claim["evidence"]), around))
    for each in seen:
        yield each.candidate, [BIAS, *_common(each), *_CLUES[each.candidate.table](each)]


def _common(seen: _Seen) -> Iterator[str]:
    start, end = seen.sentence
    if seen.document.field is Field.TITLE:
        yield "in title"
    if end - start > 240:
        yield "long sentence"
    rows = seen.around.rows[seen.candidate.table]
    if rows >= 4:
        yield "crowded sentence"
    elif rows == 1:
        yield "alone in sentence"


def _of_sizes(seen: _Seen) -> Iterator[str]:
    claim, view = seen.candidate.claim, seen.document.view
    yield f"role {claim['role']}"
    if claim["qualifier"] != "exact":
        yield "end of a range" if claim["qualifier"].startswith("range") else "qualified"
    if claim["count"] != "total":
        yield "not total"
    model, evidence = claim["model"], claim["evidence"]
    own = {name.name for name in seen.scan.own_names}
    if model is None:
        yield "no name, own name near" if any(name in view[slice(*seen.sentence)] for name in own) else "no name"
    elif model in evidence or evidence in model:
        yield "name joined"
    else:
        yield "own name apart" if any(model.startswith(name) for name in own) else "other name apart"
        if model not in view[slice(*seen.sentence)]:
            yield "name in another sentence"
    if "aram" in view[seen.candidate.start : seen.end + 12]:
        yield "parameters said"
    if _COMPARES.search(seen.before(60)):
        yield "compared"


_COMPARES = re.compile(r"\b(?:than|over|surpass\w*|outperform\w*|exceed\w*|larger|other|versus|existing)\b")


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
    name = claim["name"]
    yield f"role {claim['role']}"
    if benchmark_key(name) in benchmark_ids():
        yield "ambiguous name" if name in ambiguous_names() else "known name"
    elif has_look(name):
        yield "looks like one"
    else:
        yield "unknown word" if name[1:].islower() else "unknown name"
    if _NOUN.match(view, seen.end):
        yield "benchmark said behind"
    elif _NOUN_BEFORE.search(seen.before(60)):
        yield "benchmark said before"
    if _ON.search(seen.before(24)):
        yield "behind on"
    if seen.around.figures:
        yield "figure in sentence"
    if len(name) <= 4:
        yield "short name"
    if " " in name:
        yield "several words"
    if any(own.name == name for own in seen.scan.own_names):
        yield "own name"


_NOUN = re.compile(r"\)?\s(?:[a-z]+\s){0,2}(?:benchmark|data ?set|leaderboard|challenge|test)")
_NOUN_BEFORE = re.compile(r"(?:benchmark|data ?set|task|leaderboard|challenge|test)s?\b[^.;]*$")
_ON = re.compile(r"\b(?:on|across)\s(?:the\s|[a-z-]+\s)?$")


def _of_results(seen: _Seen) -> Iterator[str]:
    claim, view = seen.candidate.claim, seen.document.view
    start, end = seen.sentence
    yield f"kind {claim['kind']}"
    if claim["metric"] is None:
        yield "no metric"
    if claim["model"] is None:
        yield "no model"
    benchmark, evidence = claim["benchmark"], claim["evidence"]
    if benchmark_key(benchmark) not in benchmark_ids():
        yield "unknown benchmark"
    place = view.find(benchmark, start, end)
    if place < 0:
        yield "benchmark in another sentence"
    elif benchmark not in evidence:
        yield "benchmark apart"
    else:
        within = evidence.replace(benchmark, " ", 1)
        yield "benchmark at hand" if len(within) < 24 else "benchmark at some distance"
        if len(_FIGURE.findall(within)) > 1:
            yield "another figure between"
        if _BREAK.search(within):
            yield "clause between"
    yield "one benchmark" if seen.around.benchmarks == 1 else "several benchmarks"
    figures = seen.around.figures
    yield "one figure" if figures == 1 else "many figures" if figures > 4 else "a few figures"
    if claim["kind"] == "absolute" and _CHANGE.search(view, max(start, seen.candidate.start - 40), min(end, seen.end + 30)):
        yield "score near a word of change"
    if claim["unit"] is None and claim["value"] == int(claim["value"]):
        yield "bare integer"


_FIGURE = re.compile(r"\d(?<![\w.-].)\d*(?:\.\d+)?(?!\w)")  # the digit first: a search leaps to it
_BREAK = re.compile(r"[,;:]|\b(?:and|while|with|which|by|than)\b")
_CHANGE = re.compile(r"improv|gain|increas|boost|lift|adds?\b|higher|lower|more|reduc|drop|surpass|over\b|under\b|error|outperform")


def _of_artifacts(seen: _Seen) -> Iterator[str]:
    claim = seen.candidate.claim
    evidence = claim["evidence"].casefold()
    yield f"kind {claim['kind']}"
    yield f"status {claim['status']}"
    if claim["name"] is not None:
        yield "named"
    if claim["url"] is not None:
        yield "repository" if "github.com/" in claim["url"] else "address"
    if _RELEASE.search(evidence):
        yield "release said"
    elif "open" in evidence:
        yield "open said"
    if _OURS.search(evidence):
        yield "ours"
    if len(evidence) > 90:
        yield "long evidence"


_RELEASE = re.compile(r"releas|available|publish|shar")
_OURS = re.compile(r"\b(?:we|our|we're)\b")

_CLUES: dict[str, Callable[[_Seen], Iterator[str]]] = {
    "model_sizes": _of_sizes,
    "token_counts": _of_tokens,
    "benchmarks": _of_benchmarks,
    "benchmark_results": _of_results,
    "artifacts": _of_artifacts,
}
