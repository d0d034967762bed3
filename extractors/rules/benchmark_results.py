"""Results: a figure, the benchmark that its sentence ties it to, its metric and the model that it is the score of.

Only sentences that name a benchmark or take one up again are read, and those that go on about the one that a sentence before
speaks of. `result_targets` finds the benchmarks of a figure.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from extractors.base import Candidate
from extractors.rules.benchmarks import Mention
from extractors.rules.figure_groups import Group, figure_groups
from extractors.rules.result_targets import Named, Ties, grouped, targets_of
from extractors.rules.score_holders import ScoreHolders
from extractors.rules.score_metrics import ABOUT, Metric, acronym_behind, joined_metrics, metrics, noun_beside
from extractors.rules.scores import DONE, IN_SHARE, SOLVES, Figure, Reading, figures, reading_of
from extractors.text import MAX_SENTENCE, Document, Span
from schemas.facts import BenchmarkRole, ResultKind, Unit

if TYPE_CHECKING:
    from extractors.rules.scan import Scan


class _Tied(NamedTuple):
    figure: Figure
    group: Span  # of the coordinated figures that it is one of
    nth: int  # of the figures of its group
    mention: Mention | None  # null where the benchmark is named in another sentence
    benchmark: str
    first_of_pair: bool  # "from A to B": A is what was there before
    second_of_pair: bool
    baseline_first: bool  # "gains 2.1 (70.2 vs. 72.3)": the lower one of the pair, though first, is that of what is compared with


_OF_MERIT = (
    "%", "percent", "points", "accurac", "F1", "WER", "success", " rate", "BLEU", "perplexity", "AUC", "mAP", "FID", "top-",
    "score", "pass@",
)  # fmt: skip
_DECIMAL = re.compile(r"\d\.\d")
_ATTAINED = re.compile(
    r"\b(?:get|obtain|achiev|reach|attain|scor|manag|exceed|surpass|compar|averag|solv|answer|pass|resolv|complet|lead|top|trail|drop|fall|declin|plummet|"
    r"yield|record|stand|lower|cut|bring|push|rais|increas|improv|boost|lift|remain|keep|maintain|perform|plateau|peak|degrad|decreas|reduc)\w*\s"
    rf"(?:[a-z-]+\s(?:[a-z-]+\s)?(?:of|to|at|below|above|around)\s)?(?:to|at|of|below|above|under|around|between|from)?\s?{ABOUT}$"
    r"|\b(?:baseline|accuracy|score|performance|rate|results?|system|humans?|models?|agents?|experts?) (?:of|at|from|by|with|is|was|only)\s"
    rf"{ABOUT}$|\([^()]{{0,25}}$|[A-Z\d][\w.-]*\s(?:at|with)\s{ABOUT}$"
)
_SOLVED = re.compile(rf"\b(?:{SOLVES}|fail(?:s|ed)?)\s(?:[^;,.]|\.(?=\d)){{0,30}}$")
_PERFORMANCE = re.compile(r"\b[Pp]erformance\b[^,;.]{0,40}$")
_GAP = re.compile(r"\b(?:gap|disparity|differences?)\b|\b(?:behind|below|short of|above)\s(?:the\s)?(?:humans?|expert|baseline|average)\b")
_OF_GAP = re.compile(r"\s?%?\sof\s(?:the|this|that|its|their)\s(?:[a-z-]+\s){0,2}(?:gap|distance|disparity)\b")
_GAP_BEHIND = re.compile(r"\s*(?:performance|accuracy|score)\s(?:gap|difference|drop)")
_BEATEN = re.compile(rf"\b(?:outperform|surpass|exceed|beat)\w*\s(?:[^,;.]|\.\d){{0,60}}\bby\s(?:{ABOUT}|an?\s\w+\s)$")
_PLAIN = re.compile(
    rf"\b(?:and|vs\.?|versus|to)\s(?:[a-z-]+\s(?:above|below|at|of)\s)?{ABOUT}$|\b(?:one|models?|agents?|humans|experts)\s$"
)
_THE_SAME = re.compile(r"\b(?:on|in)\s(?:the|this)\s(?:[a-z]+\s)?(?:leaderboard|benchmark|challenge|competition|test set|data ?set)\b")
_NOT_OF_IT = re.compile(
    r"\b(?:annotat\w+|(?:inter-)?annotator|agreement|agree[sd]?|collected|contains?|consists?|compris\w+|covers?|contaminat\w+|worldwide|"
    r"patients|correlat\w+ with|(?:train|fine-?tun)(?:ed|ing) (?:on|with) our|(?:existing|previous|other) benchmarks)\b",
    re.IGNORECASE,
)
_ON_OTHERS = re.compile(
    r"\b(?=[A-Za-z])(?:[Oo]n|[Aa]cross|[Ii]n|[Oo]ver|[Ff]or)\s(?!(?:the|this|these|our|both|all|average)\b)(?:[\w-]+\s){0,5}?"
    r"(?:benchmarks?|data ?sets?|corpus|corpora|evaluations?|user stud(?:y|ies)|robots?|(?P<part>tasks|environments|settings|problems))\b"
    r"|\b(?:on|in)\sthe\s(?=\d{4}\s|[A-Z])(?:[\w-]+\s){1,6}(?:exam|examination|challenge|competition|data ?set|benchmark|test)s?\b"
)
_EVALUATED = re.compile(r"\b(?=[A-Za-z])(?:[Ee]valuat|[Ee]xperiment|[Tt]est(?:ed|ing)?\b|[Vv]alidate|[Aa]ssess|[Bb]enchmarked)")
_SHARE_OF = re.compile(r"\s?%?\sof\s")
_AS_GOOD = re.compile(r"\s*(?:as|more)\s(?:accurate|good|reliable|robust|effective|likely)\b|\s*(?:higher|better|the)\s(?:accuracy|score)")
_FACTOR_IN = re.compile(r"\s*(?:improvement|increase|gain|reduction)\s(?:in|of)\s|\s*in\s")
_TO_METRIC = re.compile(
    r"\s?%?\)?\s?\(?(?:(?:absolute|relative|points?|percentage|higher|lower|better|improvements?|increases?|gains?|drops?|reductions?|"
    r"of|in|on|the|terms|zero-shot|few-shot|\d-shot|lift|top-\d|"
    r"transfer|[a-z]+ly|(?:[a-z]+-)?[a-z]+ing|[a-z]+-[a-z]+|[A-Z][\w-]+)\s){0,5}"
)
_NEW_CLAUSE = re.compile(r";|,\s(?:and|while)\s[a-z]")
_NEW_VERB = re.compile(
    r"\b(?:improv|reach|attain|achiev|obtain|gain|surpass|outperform|exceed|rais|boost|solv|prov|gets?\b|scor(?:es|ing))\w*\s"
)

_HUMANS = re.compile(r"[Hh]umans?(?: (?:baselines?|performance|experts?|annotators?))?")
_VERSUS = re.compile(r"\bvs\b|\bversus\b|\bagainst\b|\bcompared\b")
_LONGEST = 200
_LIST_GAP = 40  # characters from one figure of a list to the next
_MOST = 60  # figures in one sentence; more of them are a table


def find(scan: "Scan") -> Iterator[Candidate]:
    """A row for each figure that a sentence ties to a benchmark."""
    if not scan.benchmarks:
        return
    told: set[tuple[object, ...]] = set()  # what the sentences before state: a score that is stated twice is one
    for document in scan.documents:
        for results in _Results(scan, document).rows():
            fresh = [(_fact(row.claim), row) for row in results if _fact(row.claim) not in told]
            for fact, row in fresh:
                if fact[-1] in (None, "human") and (*fact[:-1], "human") in told:
                    continue  # people have one score, whatever is set against it
                told.add(fact)
                yield row


def _fact(claim: Mapping[str, object]) -> tuple[object, ...]:
    model = claim["model"]
    human = isinstance(model, str) and _HUMANS.fullmatch(model)
    return claim["benchmark"], claim["value"], claim["unit"], claim["kind"], "human" if human else model


class _Results:
    """The results of one document."""

    def __init__(self, scan: "Scan", document: Document):
        self.scan, self.document, self.view = scan, document, document.view
        self.named = [
            (mention, benchmark.name) for benchmark in scan.benchmarks for mention in benchmark.mentions if mention.document is document
        ]
        self.named.sort(key=lambda pair: pair[0].start)
        self.earlier: list[list[Named]] = []  # the groups of benchmarks of the sentences before
        self.before: set[str] = set()  # the benchmarks that the sentence before is about
        self.before_had_results = False
        self.only = len(scan.benchmarks) == 1
        self.settled = False  # is it said, or shown, that the paper measures on what it names?
        self.last_metric: Metric | None = None
        introduced = [benchmark.name for benchmark in scan.benchmarks if benchmark.role is BenchmarkRole.INTRODUCED]
        shortest = min(introduced, key=len, default=None)
        self.own = shortest if shortest and all(name.startswith(shortest) for name in introduced) else None
        self.since: set[str] = set()  # the benchmarks named since the paper's own last was
        self.others = {benchmark.name for benchmark in scan.benchmarks if benchmark.role is BenchmarkRole.EVALUATED}

    @cached_property
    def holders(self) -> ScoreHolders:
        return ScoreHolders(self.scan, self.document)

    def rows(self) -> Iterator[list[Candidate]]:
        """The rows of each sentence, in order."""
        if not self.named and not self.own:
            return
        starts, digits = [mention.start for mention, _ in self.named], self.document.digits
        for sentence in self.document.sentences:
            if starts and sentence[1] <= starts[0]:
                continue  # nothing that is measured on has been named
            nth = bisect_left(digits, sentence[0])
            if nth == len(digits):
                return  # what follows holds no figure
            here = self.named[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])] if starts else []
            results: list[Candidate] = []
            if digits[nth] < sentence[1]:
                results = list(self._rows_of(sentence, here, digits[nth]))
            elif here:
                self.earlier = [*self.earlier[-3:], *grouped(here, self.view)]
            if results:
                yield results
            if here:
                self.before = {name for _, name in here}
                self.since = set() if self.own in self.before else self.since | self.before if results else self.since
                self.settled = self.settled or (self.only and _EVALUATED.search(self.view, *sentence) is not None)
            elif not results and not (self.settled and self.only):
                self.before = set()
            self.before_had_results = bool(results)
            self.settled = self.settled or self.before_had_results

    def _rows_of(self, sentence: Span, here: list[Named], digit: int) -> Iterator[Candidate]:
        """The rows of a sentence whose first digit stands at `digit`."""
        start, end = sentence = (sentence[0], min(sentence[1], sentence[0] + MAX_SENTENCE))
        if not (here or self.earlier or self.own):
            return
        targets = targets_of(self.view, sentence, grouped(here, self.view) if here else [], self.earlier)
        self.earlier = [*self.earlier[-3:], *(target.named for target in targets if target.named)]
        on = None if any(target.named for target in targets) else self._goes_on(sentence)
        if not targets and not on:
            return
        measures_of = cache(lambda: metrics(self.view, start, end))  # looked for once, and only where there are figures
        found = [
            figure
            for figure in figures(self.view, start, end, measures_of, digit)
            if not any(m.start <= figure.start < m.end for m, _ in here[:_MOST])
        ]
        if not 0 < len(found) <= _MOST:
            return
        measures = measures_of()
        last = None if here else self.last_metric
        reading, earlier_figure, carried_to = None, None, None
        groups = figure_groups(found, self.view)
        ties = Ties(self.view, sentence, targets, groups, measures)
        scored = False  # does the sentence hold a score of the benchmark that it goes on about?
        for nth, group in enumerate(groups):
            shares = list(self._tie(ties, nth, group, on))
            if not shares and nth + 1 < len(groups) and groups[nth + 1].start - group.end < _LIST_GAP:
                reading = reading_of(self.view, sentence, group.items[0].figures[0], group.end, reading)
                earlier_figure = group.items[0].figures[0] if reading.listed else None
            for tied in shares:
                metric = self._metric(tied, measures, groups, carried_to)
                metric = metric or noun_beside(self.view, *tied.group, *sentence)
                change = tied.first_of_pair or tied.second_of_pair
                if not (change or (tied.nth and _is_range(group, tied))):
                    reading = reading_of(self.view, sentence, tied.figure, tied.group[1], reading)
                elif change:
                    reading = Reading(ResultKind.ABSOLUTE)
                figure = tied.figure
                if figure.unit is None and reading.listed and earlier_figure and earlier_figure.unit in (Unit.POINTS, Unit.PERCENT):
                    figure = figure._replace(unit=earlier_figure.unit)
                elif figure.unit is Unit.POINTS and metric and reading.kind is ResultKind.ABSOLUTE:
                    figure = figure._replace(unit=None)
                tied = tied._replace(figure=figure)
                earlier_figure = figure if reading.listed else None
                if not (self._is_score(tied, metric) if tied.mention else self._is_score_of_last(tied, metric, reading, scored)):
                    continue
                scored = scored or reading.kind is ResultKind.ABSOLUTE
                if not metric and last and not (carried_to and self._is_new_claim(carried_to, tied)):
                    metric = last
                last = self.last_metric = metric or last
                carried_to = tied
                yield self._row(sentence, tied, metric, reading)

    def _tie(self, ties: Ties, nth: int, group: Group, on: str | None) -> Iterator[_Tied]:
        span = (group.start, group.end)
        shares = [[(None, on)]] * len(group.items) if on else ties.of(nth)
        turned = ties.explains(nth) and _gains(ties.groups[nth - 1], group, self.view)
        if on and ties.is_of_other(nth, on == self.own):
            return
        count = 0
        for item, named in zip(group.items, shares, strict=True):
            for place, figure in enumerate(item.figures):
                for mention, name in named:
                    yield _Tied(figure, span, count, mention, name, item.changes and not place, item.changes and place > 0, turned)
                count += 1

    def _is_score(self, tied: _Tied, metric: Metric | None) -> bool:
        """A bare whole number needs a metric beside it; without a metric, a figure needs a unit, a sign, decimals or a counterpart."""
        figure = tied.figure
        if figure.is_count:
            return True
        if figure.unit is Unit.FACTOR and (_AS_GOOD.match(self.view, figure.end) or (metric and _FACTOR_IN.match(self.view, figure.end))):
            return True
        paired = tied.first_of_pair or tied.second_of_pair
        if metric:
            beside = metric.start < tied.group[0] - 24 if metric.end <= tied.group[0] else False
            return bool(figure.unit or figure.signed or paired) or not beside or "." in self.view[figure.start : figure.end]
        if figure.unit is Unit.FACTOR:
            return False
        return bool(figure.unit or figure.signed or paired) or "." in self.view[figure.start : figure.end]

    def _is_score_of_last(self, tied: _Tied, metric: Metric | None, reading: Reading, scored: bool) -> bool:
        """Is a figure of a sentence that names no benchmark the score of the one that is spoken of?"""
        figure, start = tied.figure, tied.group[0]
        if figure.is_count or (figure.unit is Unit.FACTOR and not (scored and _GAP_BEHIND.match(self.view, figure.end))):
            return False
        if _OF_GAP.match(self.view, figure.end):
            return False
        if not metric and _SHARE_OF.match(self.view, figure.end):
            return bool(
                _SOLVED.search(self.view, max(0, start - 40), start) or IN_SHARE.search(self.view, max(0, start - 60), start)
            ) or bool(DONE.match(self.view, figure.end))
        if not (figure.unit or metric or "." in self.view[figure.start : figure.end]):
            return False
        if reading.kind is ResultKind.DELTA:
            if tied.benchmark == self.own and _GAP.search(self.view, max(0, start - 40), tied.group[1] + 30):
                return True
            if tied.benchmark == self.own and _BEATEN.search(self.view, max(0, start - 100), start):
                return True
            if tied.benchmark == self.own and reading.drop and _PERFORMANCE.search(self.view, max(0, start - 60), start):
                return True
            return scored or bool(metric and (self.before_had_results or figure.unit is Unit.POINTS or tied.benchmark == self.own))
        if tied.first_of_pair or tied.second_of_pair:
            return bool(metric) or tied.benchmark == self.own or self.before_had_results
        attained = bool(_ATTAINED.search(self.view, max(0, start - 80), start)) or (
            scored and bool(_PLAIN.search(self.view, start - 30, start))
        )
        return attained or (metric is not None and abs(metric.start - start) < 40)

    def _goes_on(self, sentence: Span) -> str | None:
        """The benchmark that a sentence without a benchmark's name goes on about: the one of the sentence before, or the paper's own."""
        only = self.only
        named = not self.named or self.named[0][0].start <= sentence[0]  # where it is in the title alone, from the first sentence on
        follows = len(self.before) == 1 and (only or not self.before_had_results)
        own = self.own if named and not self.since & self.others else None
        if not (follows or own or (only and named)):
            return None
        said = self.view[slice(*sentence)]
        if not any(map(said.__contains__, _OF_MERIT)) and not _DECIMAL.search(said):
            return None
        others = _ON_OTHERS.search(self.view, *sentence)
        if others and not (own and others["part"] and not _EVALUATED.search(self.view, sentence[0], others.start())):
            return None
        if self.own and (own or self.own in self.before) and _NOT_OF_IT.search(self.view, *sentence):
            return None
        if follows and not others:
            return next(iter(self.before))
        if only and not others and named and _THE_SAME.search(self.view, *sentence):
            return self.scan.benchmarks[0].name
        return own

    def _metric(self, tied: _Tied, measures: list[Metric], groups: list[Group], earlier: _Tied | None) -> Metric | None:
        """The metric that stands nearest to a group of figures: behind it at once, else before it in its clause."""
        group = tied.group
        inside = [metric for metric in measures if group[0] < metric.start < group[1]]
        if inside:
            return inside[-1]
        behind = next((metric for metric in measures if metric.start >= group[1]), None)
        if behind and behind.start - group[1] < 40 and _TO_METRIC.fullmatch(self.view, group[1], behind.start):
            return behind
        named = acronym_behind(self.view, group[1])
        if named and named.name not in {name for _, name in self.named}:
            return named
        ahead = [metric for metric in measures if metric.end <= group[0]]
        if not ahead or group[0] - ahead[-1].end >= 130 or _NEW_CLAUSE.search(self.view, ahead[-1].end, group[0]):
            return None
        if earlier and ahead[-1].start < earlier.group[1] + 12 and self._is_new_claim(earlier, tied):
            return None
        run = joined_metrics(self.view, ahead)
        return run[tied.nth % len(run)] if len(run) > 1 and self._count(groups, group) % len(run) == 0 else ahead[-1]

    def _is_new_claim(self, earlier: _Tied, tied: _Tied) -> bool:
        """Does a verb of its own part a figure, on another benchmark, from an earlier one, so that it need not have its metric?"""
        if ";" in self.view[earlier.group[1] : tied.group[0]]:
            return True
        return tied.benchmark != earlier.benchmark and bool(_NEW_VERB.search(self.view, earlier.group[1], tied.group[0]))

    def _count(self, groups: list[Group], span: Span) -> int:
        return next(sum(len(item.figures) for item in group.items) for group in groups if group.start == span[0])

    def _row(self, sentence: Span, tied: _Tied, metric: Metric | None, reading: Reading) -> Candidate:
        figure = tied.figure
        first, second = tied.first_of_pair, tied.second_of_pair
        if tied.baseline_first:
            first, second = second, first
        model = self._as_written(self.holders.holder_of(sentence, tied.group, first, second, figure.start))
        start, end = self._evidence(figure, sentence, tied.mention, metric)
        claim = {
            "benchmark": tied.benchmark,
            "metric": metric and self._metric_as_written(metric),
            "value": -figure.value if reading.drop else figure.value,
            "unit": figure.unit,
            "kind": reading.kind,
            "model": model,
            "evidence": self.document.text[start:end],
        }
        return Candidate("benchmark_results", claim, self.document.field, start)

    def _metric_as_written(self, metric: Metric) -> str:
        """A metric's name; one with an index as the text has it: `AP$_{25}$`."""
        if "_" not in metric.name:
            return metric.name
        closes = self.document.text.startswith("$", metric.end)
        return self.document.text[metric.start : metric.end + closes]

    def _as_written(self, name: str | None) -> str | None:
        """A holder with the capitals of the text."""
        place = -1 if name is None or name in self.document.text else self.document.text.casefold().find(name.casefold())
        return name if place < 0 else self.document.text[place : place + len(name)]

    def _evidence(self, figure: Figure, sentence: Span, mention: Mention | None, metric: Metric | None) -> Span:
        """The shortest stretch that holds the figure, its unit and, where they stand together, the benchmark; else the metric."""
        start, end = figure.start, figure.end
        if self.view[start] == "$":
            start += 1
        if self.view[start - 1 : start] in ("+", "-", ">", "~"):
            start -= 1
        if mention and not sentence[0] <= mention.start < sentence[1]:
            mention = None
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


def _gains(gain: Group, pair: Group, view: str) -> bool:
    """Is the second figure of a pair "A vs. B" higher than the first by just the gain that is stated before it?"""
    first, second = pair.items[0].figures[0], pair.items[0].figures[-1]
    if not _VERSUS.search(view, first.end, second.start):
        return False
    return second.value > first.value and abs(second.value - first.value - gain.items[0].figures[-1].value) < 0.11


def _is_range(group: Group, tied: _Tied) -> bool:
    """Is a figure the upper end of a range, which is read as the lower one?"""
    return any(not item.changes and tied.figure.start == figure.start for item in group.items for figure in item.figures[1:])
