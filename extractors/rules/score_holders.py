"""Whose score a figure is: the model or method that its sentence gives it to."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractors.lexicon import benchmark_ids, benchmark_key
from extractors.rules.names import Kind, looks_like_name
from extractors.rules.scores import is_metric
from extractors.text import Document, Span

if TYPE_CHECKING:
    from extractors.rules.scan import Scan

# a lower-case word is tried from its first letter only: where that fails, its others do
_NAME = r"(?:[A-Z][\w.+-]*[\w+](?:/\d+)?|(?<![a-z])[a-z]+[\w-]*[A-Z\d][\w.+-]*\w)(?:[ -](?:v?\d[\w.]*|[A-Z][\w.+-]*\w|mini|large|base))*"
_HOLDER = re.compile(_NAME)
_VERB = re.compile(
    r"(?:'s\s[a-z]+)?(?:\),?)?\s?(?:\([^()]{1,40}\),?\s|,\s[^,;.]{1,80},\s)?"
    r"(?:,\san?\s[^,;.]{1,90}?\s(?=that|which))?(?:(?:models?\s)?with\s[^,;.]{1,50}(?=,\swhich))?(?:,\s(?=which|that|[a-z]+s\s))?"
    r"(?:with(?:out)?\s(?:an?\s|the\s)?(?:[a-z-]+\s){1,4}?(?=[a-z]+s\s))?"
    r"(?:(?:pre-?|fine-?)?(?:trained|tuned)\s(?:[\w-]+\s){1,6}?)?"
    r"(?:(?:[a-z]+ly|also|further|even|now|can|alone|it|on|average|initial|final|models?|method|framework|approach|system|variant|"
    r"network|encoder|"
    r"which|that|still),?\s){0,4}"
    r"(?:achiev|obtain|reach|attain|scor|get[s]?\b|got|improv|outperform|surpass|set[s]?\b|exceed|yield|push|establish|report|show|"
    r"deliver|"
    r"demonstrat|gain|match|beat|record|hit|perform|reduc|increas|boost|rais|enhanc|produc|restor|solv|rank|lead|provid|bring|retain|"
    r"maintain|"
    r"has|had|los[ei]|keep|drop|answer|prove|fold|advanc|secur|excel|display|exhibit|is\b|was\b|were\b|accomplish|generali[sz])\w*\b"
)
_BESIDE = re.compile(
    rf"(?:the\s|than\s|over\s|of\s)?(?P<name>{_NAME}|human experts?|humans?|people|rule-based heuristics)(?:'s)?"
    r"(?:\s(?:baselines?|models?|performance|accuracy|score|level|answer|solve|reach|attain))?\s?(?:of|at|with|\(|:)?\s?$"
)
_BEHIND = re.compile(rf"\s?%?\s(?:for|by)\s(?P<name>humans?|{_NAME})(?=[\s,.;)])(?!\s(?:data ?set|benchmark|task)s?\b)")
_OVER = re.compile(
    r"(?:\b(?:over|than|outperform\w*|surpass\w*|exceed\w*|beat\w*|above|versus|compared (?:to|with))|,\sand)\s"
    rf"(?:the\s|existing\s|previous\s)*(?P<name>{_NAME}|humans?)"
)
_COMPARED = re.compile(r"\b(?:by|with|score of)\s(?=[\d.]+\s?%?\s(?:to|vs|versus))|\b(?:vs\.?|versus|compared)\s")
_DESCRIBED = re.compile(
    r"\b(?:[Oo]ur|[Tt]he|[Aa]n?)\s(?!(?:proposed|language|new|final|resulting|same|base|larger?|smaller|largest|smallest|best|full)\s)"
    r"(?P<name>(?:[\w.-]+\s){1,3}(?:LLM|LM|model|transformer|system|network))s?\s"
    r"(?:\([^()]{1,40}\)\s)?(?:achiev|obtain|reach|attain|scor|improv|outperform|surpass|set|\((?=\d))"
)
_SET_AGAINST = re.compile(r"\b(?:against|compared (?:to|with)|versus|vs\.?|up from)\s$")
_UNNAMED = re.compile(r"\s?(?:%|points)?\s(?:for (?:the|an?)\s[a-z]|without\s)")
_INDEFINITE = re.compile(r"An?\s(?:[\w.-]+\s){0,3}(?:model|encoder|network|transformer|LLM)\s")
_PRONOUN = re.compile(r"\b[Ii]t\s[a-z]+")
_CARRIES = 4  # sentences that a pronoun may look back
_OURS = re.compile(r"\b[Oo]ur (?:[a-z-]+ ){0,2}(?:method|approach|models?|framework|system|algorithm|agent|recipe)\b")
_TESTED = re.compile(rf"\b(?:train|evaluat|test|appl|fine-tun)(?:e|y|ing)?\s(?:and [a-z]+\s)?(?:an?\s|the\s|our\s)?(?P<name>{_NAME})")
_WITH = re.compile(rf"[^.;]{{0,60}}?\b(?:with|using|by|for)\s(?:an?|the|our)\s(?P<name>{_NAME})")
_NOT_HOLDERS = frozenset(
    "A Additionally Also Among An And AP As At AUC Based Best BLEU But By Code Compared Comprehensive Elo Empirical Evaluation "
    "Evaluations Experiment Experimental Experiments Extensive F1 FID Finally For From Furthermore However In Inception It Lastly LLM "
    "LLMs mAP mIoU Moreover Notably On Our Overall Results SOTA Specifically Tests The These This Through Thus To Under Using We WER "
    "When While With best January February March April May June July August September October November December".split()
)
_MADE = (Kind.MODEL, Kind.METHOD, None)


class ScoreHolders:
    """Whose scores the figures of one document are."""

    def __init__(self, scan: "Scan", document: Document):
        self.document, self.view = document, document.view
        self.taken = {mention.name for benchmark in scan.benchmarks for mention in benchmark.mentions}
        own = [own for own in scan.own_names if own.kind in _MADE and own.name not in self.taken and not is_metric(own.name)]
        self.own = own[0].name if own else None
        self.in_title = next((name.name for name in own if name.document is scan.title), None)
        self.last: str | None = None

    def holder_of(self, sentence: Span, figures: Span, first_of_pair: bool, second_of_pair: bool) -> str | None:
        """The name, as written, of the model whose score some coordinated figures are; null where the text gives none.

        Of a pair "from A to B" the first is what was there before, so that no one is named for it; of "by A to B" and "A versus
        B" the second is the score of what is compared with.
        """
        compared = (first_of_pair or second_of_pair) and _COMPARED.search(self.view, max(sentence[0], figures[0] - 12), figures[1])
        if first_of_pair and not compared:
            return None
        if second_of_pair and compared:
            return self._last_of(_OVER, sentence[0], figures[0])
        if (behind := _BEHIND.match(self.view, figures[1], sentence[1])) and self._may_hold(behind):
            return self._written(behind)
        if _SET_AGAINST.search(self.view, figures[0] - 20, figures[0]) and _UNNAMED.match(self.view, figures[1], sentence[1]):
            return None
        if (
            not second_of_pair
            and (beside := _BESIDE.search(self.view, max(sentence[0], figures[0] - 60), figures[0]))
            and self._may_hold(beside)
        ):
            return self._written(beside)
        self.last = (
            self._subject(sentence, figures[0])
            or self._last_of(_DESCRIBED, sentence[0], figures[0] + 1)
            or (self.own if _OURS.search(self.view, sentence[0], figures[0]) else None)
            or self._last_of(_TESTED, sentence[0], figures[0])
            or self._after(sentence, figures[1])
            or (None if _INDEFINITE.match(self.view, sentence[0]) else self._carried(sentence))
        )
        return self.last

    def _carried(self, sentence: Span) -> str | None:
        """Whose scores are spoken of already: the last holder, what "it" refers back to, or what the paper makes."""
        return self.last or (self._first_of_earlier(sentence) if _PRONOUN.search(self.view, *sentence) else None) or self.own

    def _first_of_earlier(self, sentence: Span) -> str | None:
        """The name that the nearest of the sentences just before begins with."""
        nth = bisect_left(self.document.sentences, sentence)
        for start, end in reversed(self.document.sentences[max(0, nth - _CARRIES) : nth]):
            name = _HOLDER.match(self.view, start, end)
            if name and looks_like_name(name[0]) and self._may_be(name[0]):
                return self.document.text[start : name.end()]
        return None

    def _subject(self, sentence: Span, end: int) -> str | None:
        """The last name before the figures that a verb of achievement follows."""
        holder = None
        for name in _HOLDER.finditer(self.view, sentence[0], end):
            if _VERB.match(self.view, name.end(), sentence[1]) and self._may_be(name[0]):
                holder = self.document.text[name.start() : name.end()]
        return holder

    def _after(self, sentence: Span, start: int) -> str | None:
        match = _WITH.match(self.view, start, sentence[1])
        return self._written(match) if match and self._may_hold(match) else None

    def _last_of(self, pattern: re.Pattern[str], start: int, end: int) -> str | None:
        found = [match for match in pattern.finditer(self.view, start, end) if self._may_hold(match)]
        return self._written(found[-1]) if found else None

    def _may_hold(self, match: re.Match[str]) -> bool:
        return self._may_be(match["name"])

    def _may_be(self, name: str) -> bool:
        if name in self.taken or name.split()[0] in _NOT_HOLDERS:
            return False
        return name == self.own or not (benchmark_key(name) in benchmark_ids() or is_metric(name))

    def _written(self, match: re.Match[str]) -> str:
        return self.document.text[match.start("name") : match.end("name")]
