"""Results: a figure, the benchmark that its sentence ties it to, its metric and the model that it is the score of.

Only sentences that name a benchmark are read, and those that go on about the paper's only one. Figures and benchmarks form
groups of coordinated ones; each group of figures goes to the group of benchmarks that it stands beside or that a preposition
leads to, one to one where they are as many.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from extractors.base import Candidate
from extractors.rules.benchmarks import Mention
from extractors.rules.score_holders import ScoreHolders
from extractors.rules.scores import SOLVES, Figure, Metric, Reading, figures, metrics, reading_of
from extractors.text import Document, Span
from schemas.facts import BenchmarkRole, ResultKind, Unit

if TYPE_CHECKING:
    from extractors.rules.scan import Scan


class _Tied(NamedTuple):
    figure: Figure
    group: Span  # of the coordinated figures that it is one of
    mention: Mention | None  # null where the benchmark is named in another sentence
    benchmark: str
    first_of_pair: bool  # "from A to B": A is what was there before
    second_of_pair: bool


_JOINED = re.compile(r"\s?(?:,|/|;|,? and|,? or|&|, respectively,?)\s?(?:of\s|a\s)?(?:about\s|~\s?)?")
_PAIRED = re.compile(r"\s?(?:%|points?)?\s?(?:-?>|to|vs\.?|versus|compared (?:to|with)|against)\s(?:the\s)?|\s?-?>\s*")
_LIST = re.compile(
    r"\)?(?:\s?\([^()]{1,40}\)|\s?\[\d+\])?(?:\s(?:benchmark|dev|test|data ?set)s?)?"
    r"(?:,|;|/|,? and|,? or|&|,? as well as)\s?(?:on\s)?(?:the\s)?"
)
_LEADS_TO = re.compile(
    r"(?!,?\s(?:and|while|which|but)\b)(?:[^;:]{0,110}?\b(?:on|in|for|across|over|at|to|of|with access to)\s(?:the\s|both\s|our\s|all\s)?"
    r"(?:[\w'@%-]+,?\s){0,6}[\"'(]{0,2}$"
    r"|[\s\w'-]{0,14}\s?$"
    r"|[^;:]{0,50}?\([^()]{0,40}$)"
)
_AND_ANOTHER = re.compile(r"[^;:]{0,60}?,?\s(?:and|or)\s(?:an?\s)?[^;:,]{0,40}$")
_CLAUSE = re.compile(
    r"[;]|,\s(?:while|whereas|which|but|outperform|surpass|exceed|improv|reduc|and (?:outperform|surpass|a\s|the\s|improv|reduc|achiev|"
    r"we))"
    r"|\)\s(?:and|while)"
)
_BESIDE = re.compile(
    r"\s?(?:benchmark|data ?set|leaderboard|test|task|dev)?s?\s?"
    r"(?:[(\[:=]\s?(?:an?\s|e\.g\.,\s|from\s|seq\. length \w+,\s)?|->?\s?)?[+~>]?\s?$"
)
_ELSEWHERE = re.compile(
    r"[^,;.()]{0,45}?\b(?:on|across)\s(?!average|top|par|its|their|the (?:same|other))(?:the\s)?(?:[a-z0-9-]+\s){0,3}[A-Z]"
    r"|[a-z\s]{0,20}\b(?:on|across) all\b"
)
_FIGURE_OF_MERIT = re.compile(r"accurac|\bF1\b|WER|success rate|error rate|BLEU|perplexity|AUC|mAP|FID|top-[15]|%")
_ATTAINED = re.compile(r"\b(?:get|obtain|achiev|reach|attain|compares? to|system of|results? of)\w*\s(?:an?\s)?$|\band\s$|\($")
_THE_SAME = re.compile(r"\b(?:on|in)\s(?:the|this)\s(?:[a-z]+\s)?(?:leaderboard|benchmark|challenge|competition|test set|data ?set)\b")
_AVERAGED = re.compile(r"\b(?:average|mean|overall|aggregate)\b")
_OTHER_TARGET = re.compile(r"\b(?:on|across)\s(?:an?|several|various|other|many|multiple|different|\d+(?!\sof))\s")
_PART_OF = re.compile(r"\s?%?\sof\s(?:the\s)?$")
_SOLVED_PART = re.compile(rf"\b{SOLVES}\s(?:[^;.]|\.(?=\d)){{0,60}}$")
_SET_AGAINST = re.compile(r"\b(?:against|compared (?:to|with)|versus|vs\.?|up from|over|than)\s$")
_AS_GOOD = re.compile(r"\s*(?:as|more)\s(?:accurate|good|reliable|robust|effective|likely)\b|\s*(?:higher|better|the)\s(?:accuracy|score)")
_TO_METRIC = re.compile(
    r"\s?%?\)?\s?\(?(?:(?:absolute|relative|points?|percentage|higher|lower|better|improvements?|increases?|gains?|drops?|reductions?|"
    r"of|in|on|the|zero-shot|few-shot|\d-shot|lift|"
    r"transfer|[a-z]+ly|[A-Z][\w-]+)\s){0,5}"
)
_NEW_CLAUSE = re.compile(r";|,\s(?:and|while)\s[a-z]")

_LONGEST = 200
_MOST = 60  # figures in one sentence; more of them are a table


def find(scan: "Scan") -> Iterator[Candidate]:
    """A row for each figure that a sentence ties to a benchmark."""
    if not scan.benchmarks:
        return
    for document in scan.documents:
        yield from _Results(scan, document).rows()


class _Results:
    """The results of one document."""

    def __init__(self, scan: "Scan", document: Document):
        self.scan, self.document, self.view = scan, document, document.view
        self.named = [
            (mention, benchmark.name) for benchmark in scan.benchmarks for mention in benchmark.mentions if mention.document is document
        ]
        self.named.sort(key=lambda pair: pair[0].start)
        self.last_with_results: Span | None = None
        self.last_metric: Metric | None = None

    @cached_property
    def holders(self) -> ScoreHolders:
        return ScoreHolders(self.scan, self.document)

    def rows(self) -> Iterator[Candidate]:
        """The rows of each sentence, in order."""
        if not self.named:
            return
        starts = [mention.start for mention, _ in self.named]
        for sentence in self.document.sentences:
            start, end = sentence
            here = self.named[bisect_left(starts, start) : bisect_left(starts, end)]
            if not here and not self._goes_on(sentence):
                continue
            found = [
                figure for figure in figures(self.view, start, end) if not any(m.start <= figure.start < m.end for m, _ in here[:_MOST])
            ]
            if not 0 < len(found) <= _MOST:
                continue
            measures = metrics(self.view, start, end)
            last = None if here else self.last_metric
            reading = None
            for tied in self._tie(sentence, here, found):
                metric = self._metric(tied.group, measures)
                if not self._is_score(tied, metric):
                    continue
                metric = last = self.last_metric = metric or last
                reading = reading_of(self.view, sentence, tied.figure, tied.group[1], reading)
                if tied.first_of_pair or tied.second_of_pair:
                    reading = Reading(ResultKind.ABSOLUTE)
                yield self._row(sentence, tied, metric, reading)
            self.last_with_results = sentence

    def _is_score(self, tied: _Tied, metric: Metric | None) -> bool:
        """A bare whole number needs a metric beside it; without a metric, a figure needs a unit, a sign, decimals or a counterpart."""
        figure = tied.figure
        if figure.is_count:
            return tied.mention is not None
        if figure.unit is Unit.FACTOR and tied.mention is not None and _AS_GOOD.match(self.view, figure.end):
            return True
        paired = tied.first_of_pair or tied.second_of_pair
        if metric:
            beside = metric.start < tied.group[0] - 24 if metric.end <= tied.group[0] else False
            return bool(figure.unit or figure.signed or paired) or not beside or "." in self.view[figure.start : figure.end]
        if tied.mention is None:
            return figure.unit is Unit.PERCENT and bool(_ATTAINED.search(self.view, tied.group[0] - 30, tied.group[0]))
        if figure.unit is Unit.FACTOR:
            return False
        return bool(figure.unit or figure.signed or paired) or "." in self.view[figure.start : figure.end]

    def _goes_on(self, sentence: Span) -> bool:
        """Does a sentence without a benchmark's name speak of the paper's only one?"""
        if len(self.scan.benchmarks) != 1 or self.named[0][0].start > sentence[0]:
            return False
        role = self.scan.benchmarks[0].role
        follows = self.last_with_results is not None and 0 <= sentence[0] - self.last_with_results[1] < 3
        return (follows or role is BenchmarkRole.INTRODUCED or _THE_SAME.search(self.view, *sentence)) and bool(
            _FIGURE_OF_MERIT.search(self.view, *sentence)
        )

    def _tie(self, sentence: Span, here: list[tuple[Mention, str]], found: list[Figure]) -> Iterator[_Tied]:
        groups = _grouped(here, self.view)
        for figure_group, pairs in _figure_groups(found, self.view):
            if not groups:
                for nth, figure in enumerate(figure_group):
                    yield _Tied(
                        figure,
                        (figure_group[0].start, figure_group[-1].end),
                        None,
                        self.scan.benchmarks[0].name,
                        nth in pairs,
                        nth - 1 in pairs,
                    )
                continue
            group = self._benchmarks_of(figure_group, groups, found, sentence)
            for nth, figure in enumerate(figure_group):
                for mention, name in _share(nth, figure_group, pairs, group):
                    yield _Tied(figure, (figure_group[0].start, figure_group[-1].end), mention, name, nth in pairs, nth - 1 in pairs)

    def _benchmarks_of(self, figure_group, groups, found, sentence: Span):
        """The group of benchmarks that a group of figures belongs to; empty where it belongs to none."""
        start, end = figure_group[0].start, figure_group[-1].end
        nearest = [pair for group in groups for pair in group if pair[0].end <= start][-1:]
        if nearest and _BESIDE.fullmatch(self.view, nearest[0][0].end, start):
            whole = next(group for group in groups if nearest[0] in group)
            shared = len(whole) == len(figure_group) and whole[-1] is nearest[0]
            return whole if shared and not any(whole[0][0].end <= figure.start < start for figure in found) else nearest
        if len(figure_group) > 1 and _SET_AGAINST.search(self.view, start - 20, start):
            scored = [pair for group in groups for pair in group if pair[0].end <= start]
            if len(scored) == len(figure_group):  # "A on X and B on Y, against C and D"
                return scored
        before = [group for group in groups if group[-1][0].end <= start]
        after = [group for group in groups if group[0][0].start >= end]
        previous, following = before[-1] if before else [], after[0] if after else []
        if following:
            first = following[0][0].start
            between = [figure for figure in found if end <= figure.start < first]
            if _PART_OF.fullmatch(self.view, end, first) and not _SOLVED_PART.search(self.view, max(sentence[0], start - 80), start):
                return []
            if self._leads(between[-1].end if between else end, first) and (
                not between or (len(between) == 1 and _AND_ANOTHER.fullmatch(self.view, end, between[0].start))
            ):
                return [] if self._is_average(sentence, figure_group, following) else following
        elsewhere = _ELSEWHERE.match(self.view, end, sentence[1])
        if elsewhere and not (following and elsewhere.end() > following[0][0].start):
            return []
        if previous and _OTHER_TARGET.search(self.view, previous[-1][0].end, start):
            return []
        return [] if self._is_average(sentence, figure_group, previous) else previous

    def _is_average(self, sentence: Span, figure_group: list[Figure], group) -> bool:
        """One figure over several benchmarks is the score of none of them."""
        start = figure_group[0].start
        return len(figure_group) == 1 < len(group) and bool(_AVERAGED.search(self.view, max(sentence[0], start - 40), start + 40))

    def _leads(self, start: int, end: int) -> bool:
        gap = self.view[start : min(end, start + 161)]
        return len(gap) <= 160 and not _CLAUSE.search(gap) and bool(_LEADS_TO.fullmatch(gap))

    def _metric(self, group: Span, measures: list[Metric]) -> Metric | None:
        """The metric that stands nearest to a group of figures: behind it at once, else before it in its clause."""
        inside = [metric for metric in measures if group[0] < metric.start < group[1]]
        if inside:
            return inside[-1]
        behind = next((metric for metric in measures if metric.start >= group[1]), None)
        if behind and behind.start - group[1] < 40 and _TO_METRIC.fullmatch(self.view, group[1], behind.start):
            return behind
        ahead = [metric for metric in measures if metric.end <= group[0]]
        if ahead and group[0] - ahead[-1].end < 90 and not _NEW_CLAUSE.search(self.view, ahead[-1].end, group[0]):
            return ahead[-1]
        return None

    def _row(self, sentence: Span, tied: _Tied, metric: Metric | None, reading: Reading) -> Candidate:
        figure = tied.figure
        model = self.holders.holder_of(sentence, tied.group, tied.first_of_pair, tied.second_of_pair)
        start, end = self._evidence(figure, tied.mention, metric)
        claim = {
            "benchmark": tied.benchmark,
            "metric": metric and metric.name,
            "value": -figure.value if reading.drop else figure.value,
            "unit": figure.unit,
            "kind": reading.kind,
            "model": model,
            "evidence": self.document.text[start:end],
        }
        return Candidate("benchmark_results", claim, self.document.field, start)

    def _evidence(self, figure: Figure, mention: Mention | None, metric: Metric | None) -> Span:
        """The shortest stretch that holds the figure, its unit and, where they stand together, the benchmark; else the metric."""
        start, end = figure.start, figure.end
        if self.view[start - 1 : start] in ("+", "-", ">", "~"):
            start -= 1
        if mention and mention.start > end:
            end = mention.end
        elif mention:
            start = mention.start
        if metric and metric.end <= figure.start and figure.start - metric.end < 12 and start >= figure.start - 1:
            start = metric.start
        elif metric and metric.start >= figure.end and metric.start - figure.end < 12:
            end = max(end, metric.end)
        if end - start > _LONGEST:
            start, end = (
                (min(metric.start, figure.start), figure.end)
                if metric and 0 <= figure.start - metric.end < 60
                else (figure.start, figure.end)
            )
        if self.view.count("(", start, end) > self.view.count(")", start, end) and self.view[end : end + 1] == ")":
            end += 1
        while self.view[end - 1] == " ":
            end -= 1
        return start, end


def _grouped(here: list[tuple[Mention, str]], view: str) -> list[list[tuple[Mention, str]]]:
    """Benchmarks that are coordinated."""
    groups: list[list[tuple[Mention, str]]] = []
    for pair in here:
        if groups and (_LIST.fullmatch(view, groups[-1][-1][0].end, pair[0].start) or pair[0].start <= groups[-1][-1][0].end):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _figure_groups(found: list[Figure], view: str) -> Iterator[tuple[list[Figure], set[int]]]:
    """Figures that are coordinated, those of a list sharing the unit of its last, and which of them begin a pair."""
    groups: list[tuple[list[Figure], set[int]]] = []
    for figure in found:
        if groups:
            group, pairs = groups[-1]
            gap = view[group[-1].end : figure.start]
            if _PAIRED.fullmatch(gap):
                pairs.add(len(group) - 1)
                group.append(figure)
                continue
            apposed = gap.strip() == "," and figure.unit is Unit.POINTS is not group[-1].unit  # "a BLEU of 27.4, 1.9 points above"
            if not apposed and (_JOINED.fullmatch(gap) or gap.strip() in ("/", "")):
                group.append(figure)
                continue
        groups.append(([figure], set()))
    for group, pairs in groups:
        if group[0].unit is None and group[-1].unit in (Unit.POINTS, Unit.PERCENT):
            group[:] = [figure if figure.unit else figure._replace(unit=group[-1].unit) for figure in group]
        yield group, pairs


def _share(nth: int, figure_group: list[Figure], pairs: set[int], group: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """The benchmarks of a figure: its own where figures and benchmarks are as many, else all of them."""
    if len(group) < 2:
        return group
    if pairs and len(figure_group) == 2 * len(group):
        return [group[nth // 2]]
    if not pairs and len(figure_group) == len(group):
        return [group[nth]]
    if len(figure_group) == 1 or (pairs and len(figure_group) == 2):
        return group if len(group) <= 3 else []
    return []
