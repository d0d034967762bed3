"""Which benchmarks a figure's sentence ties it to.

The figures of a sentence form groups of coordinated ones, and so do its targets: the benchmarks that it names, those of an earlier
sentence that it takes up again ("on the three benchmarks"), and what is measured on but is no named benchmark ("on real robots").
Each group of figures goes to the targets that it stands beside or that a preposition leads to, one to one where they are as many.
"""

import re
from itertools import islice
from typing import NamedTuple

from extractors.lexicon import is_model_family
from extractors.rules.benchmarks import Mention
from extractors.rules.figure_groups import Group
from extractors.rules.score_metrics import ABOUT, Metric
from extractors.rules.scores import OUTCOME
from extractors.text import Span

Named = tuple[Mention, str]
"""A benchmark's mention, and the benchmark's name."""


class Target(NamedTuple):
    """Something that is measured on, where it stands: coordinated benchmarks, or none that has a name."""

    start: int
    end: int
    named: list[Named]


_LIST = re.compile(
    r"\)?(?:\s?\((?![^()]*\d[.%])[^()]{1,40}\)|\s?\[\d+\])?(?:\s(?:benchmark|dev|test|data ?set)s?)?"
    r"(?:,|;|/|,? and|,? or|&|,? as well as)\s?(?:on\s)?(?:the\s|several\s)?"
)
_LEADS_TO = re.compile(
    r"(?!,?\s(?:and|while|which|but)\b)(?:[^;:]{0,110}?\b(?:on|in|for|across|over|at|to|of|with access to)\s(?:the\s|both\s|our\s|all\s)?"
    r"(?:[\w'@%-]+,?\s){0,6}[^\s,;:.]{0,3}$"
    r"|[\s\w'-]{0,14}\s?$"
    r"|[^;:]{0,50}?\([^()]{0,40}$)"
)
_ASIDE = re.compile(r"\s?%?\s?\([^()]{0,80}\)")
_AND_ANOTHER = re.compile(r"[^;:]{0,60}?,?\s(?:and|or)\s(?:an?\s)?[^;:,]{0,60}$|\s?\(\s?$")
_NEXT_ITEM = re.compile(r",\s(?:and|or)\s")
_ENUMERATED = re.compile(r"[^;:,]{0,30},\s(?:an?\s)?[^;:,]{0,25}$")
_AVERAGE_SO_FAR = re.compile(r"\bon average|\baveraged?\b|\boverall\b")
_CLAUSE = re.compile(
    r"[;]|,\s(?:while|whereas|which|but|outperform|surpass|exceed|improv|reduc|"
    r"and (?:also\s|further\s|even\s)?(?:outperform|surpass|a\s|the\s|improv|reduc|achiev|perform|reach|attain|obtain|we))"
    r"|\)\s(?:and|while)"
)
_BESIDE = re.compile(
    r"\s?(?:benchmark|data ?set|leaderboard|test|task|dev)?s?\s?"
    r"(?:[\[:=]\s?|\(\s?(?:[^()]{0,40}[\s:=]\s?)?|->?\s?)?[+~>]?\s?$"
)
_ADJUNCT = re.compile(
    r"(?:\s(?!(?:and|with|while|where|we|using|by|for|in|on|but|which|that|or|to|is|are|of)\b)[\w@'-]+){1,4}\s"
    rf"(?:(?:[a-z]+\s)?(?:of|to|by|from|at)|is|was|reaches|reached|exceeds)\s(?:{ABOUT})$"
)
_BEHIND_NAME = re.compile(rf"(?:\s(?:benchmark|data ?set|leaderboard|test|test set|task|dev|val)s?)?\s(?:by|with)\s{ABOUT}$")
_UNKNOWN_ITEM = re.compile(
    r"(?:[^;.]|\.\d|vs\.)*?[\d%)],?\s(?:and\s)?(?:on\s)?(?P<name>[A-Z]{3}[\w-]*)(?:\s(?:benchmark|data ?set)s?)?\s(?:by|with)\s"
    rf"{ABOUT}$"
)
_PAIR_OPENS = re.compile(r"(?:\s?%|\spoints?)?(?:\s[\w-]+){0,2}\s\($")
_GAIN = re.compile(r"\b(?:gain|improvement|increase|drop|boost|decrease|reduction|result|record|state of the art|SOTA)s?\b")
_ELSEWHERE = re.compile(
    r"[^,;.()]{0,45}?(?<!based )(?<!built )(?<!trained )(?<!tuned )\b(?:on|across)\s(?!average|top|par|its|their|the (?:same|other))"
    r"(?:the\s)?(?:[a-z0-9-]+\s){0,3}(?P<name>[A-ZΑ-Ωα-ω][\w.-]*)"
    r"|[a-z\s]{0,20}\b(?:on|across) all\b"
)
_UNNAMED = re.compile(
    r"[^,;.()]{0,45}?\b(?:on|across|in|for)\s(?!(?:the|this|these|both|all|its)\b)(?:[\w-]+\s){0,4}?"
    r"(?:benchmarks?|data ?sets?|robots?|exams?|suites?|(?P<part>(?:[a-z-]+ )tasks|environments?|settings?|scenarios|domains|quizzes|"
    r"problems|questions|translation|summarization|recognition|classification))\b"
    r"(?!\s(?:such as|like|including|of|from|in)\b|:|,\s(?:such|like|incl|namely)|\s\(|\s[A-Z])"
)
_MORE_DONE = re.compile(r",\s(?:and\s)?[a-z]+ing\s")
_STOPS = re.compile(r"[,.;]|\b(?:and|while|but|or)\b")
_ON_AVERAGE = re.compile(r"[^,;.()]{0,12}\b(?:on average\b|overall(?=[,.;]))")
_SIZED = re.compile(r".*\d[BM]$")
_OTHER_TARGET = re.compile(
    r"\b(?:on|across)\s(?:an?|several|various|other|many|multiple|different|\d+(?!\sof))\s"
    r"|\b[Oo]n\s(?!(?:the|these|those|both|all|its|their)\s)(?:[a-z-]+\s){0,3}(?:benchmarks|data ?sets|tasks|tests|suites|problems)\b"
)
_LONG_FORM = re.compile(r"[\w\s,&-]{0,60}\(\s?")
_COMPARED_WITH = re.compile(r"\s?%?\s(?:over|than|compared (?:to|with)|relative to|above|against)\s(?:the\s)?")
_MADE_UP = re.compile(
    r"\b(?:contain|compris|consist|encompass|cover|featur)(?:e?s|ed)?\b(?!.*\b(?:achiev|reach|attain|obtain|scor|get)\w*\s)"
    r"(?:[^;.]|\.(?=\d)){0,160}$"
    r"|\s•\s(?!.*\bon\s)"
)
_PART_OF = re.compile(r"\s?%?\sof\s(?:the\s)?$")
_SOLVED_PART = re.compile(rf"\b(?:{OUTCOME}|(?:keep|retain|preserv|maintain)[a-z]*)\s(?:[^;.]|\.(?=\d)){{0,60}}$")
_SET_AGAINST = re.compile(r"\b(?:against|compared (?:to|with)|versus|vs\.?|up from|over|than)\s$|\s\($")
_RESPECTIVELY = re.compile(r"[^,;.]{0,30},?\srespectively")
_AVERAGED = re.compile(r"\b(?:averag(?:e|ed|es|ing)|mean|overall|aggregate)\b")
_UP_TO = re.compile(r"\bup ?to\s+(?:~\s*|an? |absolute )?$")
_SUCH_AS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|various|many|all)\s(?:[\w-]+\s){1,8}"
    r"(?:such as|including|like|e\.g\.,?)\s[^;:]{0,60}$"
)
_LISTS_ON = re.compile(r"\*?,\s(?:and\s)?[A-Z]\w*[A-Z\d*-]")
_TAKEN_UP = re.compile(
    r"(?:o(?<!\wo)(?:n|f|ver)|i(?<!\wi)n|a(?<!\wa)cross|f(?<!\wf)or)\s(?:(?:both|(?P<these>these|those)|all|the|this|that)\s)(?:(?:same|respective|latter|former)\s)?"
    r"(?:(?P<count>two|three|four|five|six|seven|eight)\s)?(?:[a-z-]+\s)?"
    r"(?P<noun>benchmark|data ?set|test set|task|leaderboard|suite|challenge|competition)(?P<s>s)?(?![\w-])"
    r"(?!\s(?:such as|like|including|of|called|[A-Z])|:)"
)
_ONE_OF_TWO = re.compile(
    r"\b(?:[Oo]n|[Ii]n|[Ff]or|[Oo]f)\sthe\s(?P<which>latter|former)"
    r"(?=[,.;:)]|\s(?:benchmark|data ?set|task|test)\b|\s(?:and|while|with|by)\b)"
)
_TAKES_UP = (" these ", " those ", " this ", " that ", " both ", " all ", " the ")
_TAKEN = ("benchmark", "data", "test set", "task", "leaderboard", "suite", "challenge", "competition", " latter", " former")
_MOST = 20  # of what one sentence takes up again
_LIST_AFTER = re.compile(r"\b(?:[Oo]n|[Aa]cross|[Ff]or|[Ii]n|[Oo]ver)\s(?:both\s|the\s)?")
_LIST_GAP = re.compile(r",\s(?:and\s)?|\s(?:and|&)\s|/")
_LIST_END = re.compile(
    r"[.;:()]|,?\s(?:respectively|while|with|which|where|we|our|benchmarks?|data ?sets?|tasks|compared|"
    r"outperform\w*|surpass\w*|over|using)\b"
    r"|,\s(?=[A-Z][\w-]*\s[a-z]+(?:s|ed)\b)|,\s(?=[a-z]+ing\b)|,?\s(?=and\s[a-z]+s\s[A-Z\d])|,\s(?=(?:it|they|we|the|our)\s)|,?\s*$"
)
_LONGEST_LIST = 300
_UNKNOWN_NAME = re.compile(r"[A-Z][\w.+*-]*(?:\s[\w.+*-]+){0,2}")
_UNKNOWN_PART = re.compile(r"(?:an?\s|the\s)?[\w.+*-]+(?:\s[\w.+*-]+){0,3}")
_NEXT_NAME = re.compile(
    r"\s?\([^()]{1,40}\)(?:,\s(?:and\s)?[A-Z][\w.+*-]*(?:\s[\w.+*-]+){0,2}\s?\([^()]{1,40}\)){0,6}"
    r",?\s(?:and\s)?[A-Z][\w.+*-]*(?:\s[\w.+*-]+){0,2}\s?\([+-]?"
)
_COUNTS = {word: count for count, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), 2)}


def targets_of(view: str, sentence: Span, groups: list[list[Named]], earlier: list[list[Named]]) -> list[Target]:
    """The targets of a sentence, in order: the coordinated benchmarks that it names, and those of sentences before it that it takes up."""
    found = [Target(group[0][0].start, group[-1][0].end, group) for group in groups]
    said = view[slice(*sentence)]
    if not (earlier or groups) or not (any(map(said.__contains__, _TAKES_UP)) and any(map(said.__contains__, _TAKEN))):
        return found
    for match in islice(_ONE_OF_TWO.finditer(view, *sentence), _MOST) if " the latter" in said or " the former" in said else ():
        before = [each for group in (earlier + [target.named for target in found if target.end <= match.start()])[-2:] for each in group]
        two = list({name: (mention, name) for mention, name in before}.values())
        found.append(Target(*match.span(), [two[match["which"] == "latter"]] if len(two) == 2 else []))
    found.sort(key=lambda target: target.start)
    for match in islice(_TAKEN_UP.finditer(view, *sentence), _MOST):
        if any(target.start < match.end() + 3 and match.start() - 20 < target.end for target in found):
            continue
        before = earlier + [target.named for target in found if target.end <= match.start()]
        count = _COUNTS.get(match["count"] or "", 2 if " both " in match[0] else 0 if match["s"] else 1)
        fitting = [group for group in before if (len(group) == count if count else match["these"] and len(group) > 1)]
        if fitting:
            found.append(Target(*match.span(), fitting[-1]))
        elif match["s"] and (count or match["these"]):
            found.append(Target(*match.span(), []))
    return sorted(found, key=lambda target: target.start)


class Ties:
    """The benchmarks of each group of figures of one sentence."""

    def __init__(self, view: str, sentence: Span, targets: list[Target], groups: list[Group], measures: list[Metric]):
        self.view, self.sentence, self.groups, self.measures = view, sentence, groups, measures
        self.topic = next((target for target in targets if groups and target.end <= groups[0].start), None)
        self.targets = sorted(targets + self._unnamed(targets), key=lambda target: target.start)
        self._ways = self._all_ways()

    def _unnamed(self, targets: list[Target]) -> list[Target]:
        """What else than a named benchmark a figure is tied to."""
        found = []
        for group in self.groups:
            first = next((target.start for target in targets if target.start >= group.end), self.sentence[1] + 30)
            match = self._other_than_named(group, first)
            if (
                match
                and not _LONG_FORM.fullmatch(self.view, match.end(), first)
                and (match.end() <= first - 30 or _STOPS.search(self.view, match.end(), first))
                and not self._figures(group.end, match.end())
            ):
                found.append(Target(match.end() - 1, match.end(), []))
        return found

    def _other_than_named(self, group: Group, first: int) -> re.Match[str] | None:
        """What a group of figures is measured on behind it; `first` is where the next named benchmark stands."""
        elsewhere = _ELSEWHERE.match(self.view, group.end, self.sentence[1])
        if elsewhere and not (elsewhere["name"] and (is_model_family(elsewhere["name"]) or _SIZED.match(elsewhere["name"]))):
            return elsewhere
        if self.topic and not _MORE_DONE.search(self.view, self.topic.end, group.start):
            return None
        unnamed = _UNNAMED.match(self.view, group.end, self.sentence[1])
        if unnamed and not (unnamed["part"] and first <= self.sentence[1] and not self._figures(unnamed.end(), first)):
            return unnamed  # but not of "on long and short tasks of NAME"
        return _ON_AVERAGE.match(self.view, group.end, self.sentence[1]) if first > self.sentence[1] else None

    def _figures(self, start: int, end: int) -> bool:
        """Do figures begin in a stretch?"""
        return any(start <= group.start < end for group in self.groups)

    def of(self, nth: int) -> list[list[Named]]:
        """The benchmarks of each item of a group of figures."""
        way, named = self._ways[nth]
        if named and way in ("following", "previous") and len(self.groups[nth].items) > 1 and len(named) != len(self.groups[nth].items):
            placed = self._by_place(self.groups[nth], way)
            if placed:
                return placed
        return _shared(self.groups[nth], named)

    def _by_place(self, group: Group, way: str) -> list[list[Named]] | None:
        """Of a list of as many parts as a group has figures, the benchmarks in each part: some parts may hold no known one."""
        after = way == "following"
        near = [each for each in self.targets if each.named and (each.start >= group.end if after else each.end <= group.start)]
        first, limit = near[0].start, self.sentence[1] if after else group.start
        leads = list(_LIST_AFTER.finditer(self.view, group.end if after else self.sentence[0], first))
        if not leads or limit - first > _LONGEST_LIST:
            return None
        start = leads[0 if after else -1].end()
        stop = _LIST_END.search(self.view, near[-1].end if not after else max(each.end for each in near), limit)
        parts, place = [], start
        for gap in _LIST_GAP.finditer(self.view, start, stop.start() if stop else limit):
            parts.append((place, gap.start()))
            place = gap.end()
        parts.append((place, stop.start() if stop else limit))
        found = [[named for each in near for named in each.named if a <= named[0].start < b] for a, b in parts]
        unknown = _UNKNOWN_NAME if len(parts) == 2 else _UNKNOWN_PART
        if len(parts) != len(group.items) or any(not f and not unknown.fullmatch(self.view, *p) for f, p in zip(found, parts, strict=True)):
            return None
        return found

    def is_of_other(self, nth: int, of_own: bool) -> bool:
        """Is a group of figures, in a sentence without a benchmark's name, tied to something else? A language is a part of it."""
        match = _ELSEWHERE.match(self.view, self.groups[nth].end, self.sentence[1])
        if match and not (match["name"] and match["name"][1:].rstrip(".").islower()):
            return True
        unnamed = _UNNAMED.match(self.view, self.groups[nth].end, self.sentence[1])
        return bool(unnamed) and not (of_own and unnamed["part"])

    def _all_ways(self) -> list[tuple[str, list[Named]]]:
        """The way of each group, from the last to the first: a group may share the way of the next, so that one pass is enough."""
        ways: list[tuple[str, list[Named]]] = []
        for nth in reversed(range(len(self.groups))):
            ways.append(self._way(nth, ways[-1] if ways else ("none", [])))
        ways.reverse()
        for nth in range(1, len(ways)):
            if self.explains(nth):
                ways[nth] = ways[nth - 1]
        return ways

    def explains(self, nth: int) -> bool:
        """Are figures a pair in brackets directly behind a difference, which is theirs: "by 2.1% (70.2% vs. 72.3%)"?"""
        if not nth:
            return False
        group, previous = self.groups[nth], self.groups[nth - 1]
        if len(group.items) != 1 or not group.items[0].changes or len(previous.items) != 1 or not self.view.startswith(")", group.end):
            return False
        return bool(_PAIR_OPENS.fullmatch(self.view, previous.end, group.start))

    def _way(self, nth: int, of_next: tuple[str, list[Named]]) -> tuple[str, list[Named]]:
        """How a group of figures finds its target, and the benchmarks of that target."""
        group, view = self.groups[nth], self.view
        before = [target for target in self.targets if target.end <= group.start]
        previous = before[-1] if before else None
        if previous and previous.named and self._is_beside(previous, group):
            return "beside", self._whole_or_last(previous, group)
        if previous and len(group.items) == 1 and _BEHIND_NAME.fullmatch(view, previous.end, group.start):
            return "previous", [] if self._is_average(group, previous) else previous.named
        if len(group.items) > 1 and (
            _SET_AGAINST.search(view, max(0, group.start - 20), group.start) or _RESPECTIVELY.match(view, group.end, self.sentence[1])
        ):
            scored = [named for target in before for named in target.named][-len(group.items) :]
            if len(scored) == len(group.items) != len(previous.named if previous else []) and len({name for _, name in scored}) == len(
                scored
            ):
                return "respectively", scored
        following = next((target for target in self.targets if target.start >= group.end), None)
        if following and not (previous and previous.named and _COMPARED_WITH.fullmatch(view, group.end, following.start)):
            way = self._forward(nth, previous, following, of_next)
            if way:
                return way
        if previous and _MADE_UP.search(view, previous.end, group.start):
            return "none", []
        if previous and previous.named and _NEXT_NAME.fullmatch(view, previous.end, group.start):
            return "none", []  # of a list "NAME (61.2), NAME (33.0)" one whose name is not known
        if previous and self._is_unknown_item(previous, group):
            return "none", []
        if previous is None or _OTHER_TARGET.search(view, previous.end, group.start):
            return "none", []
        return "previous", [] if self._is_average(group, previous) else previous.named

    def _forward(
        self, nth: int, previous: Target | None, following: Target, of_next: tuple[str, list[Named]]
    ) -> tuple[str, list[Named]] | None:
        """The way to a target behind, of the figures just before it or of those that share it with them."""
        group, view = self.groups[nth], self.view
        aside = _ASIDE.match(view, group.end, following.start)
        start, after = (aside.end() if aside else group.end), nth + 1
        while after < len(self.groups) and self.groups[after].start < start:
            after += 1
        if after < len(self.groups) and _PART_OF.fullmatch(view, self.groups[after].end, following.start):
            after += 1
        if after == len(self.groups) or self.groups[after].start >= following.start:
            if _PART_OF.fullmatch(view, group.end, following.start) and not _SOLVED_PART.search(
                view, max(self.sentence[0], group.start - 80), group.start
            ):
                return "part", []
            if not following.named or self._leads(start, following.start):
                return "following", [] if self._is_average(group, following) else following.named
            return None
        gap = view[group.end : self.groups[nth + 1].start]
        if len(gap) > 110 or _AVERAGE_SO_FAR.search(gap):
            return None
        how, named = of_next
        if how in ("following", "shared") and self._stands_before(nth + 1, following):
            if _AND_ANOTHER.fullmatch(gap) and not (previous and _NEXT_ITEM.search(gap)):
                return "shared", named
            if how == "shared" and _ENUMERATED.fullmatch(gap):
                return "shared", named
        return None

    def _stands_before(self, nth: int, target: Target) -> bool:
        return self.groups[nth].end <= target.start

    def _is_unknown_item(self, target: Target, group: Group) -> bool:
        """Is what stands before a figure the next of a list, whose name is not known: "on NAME by 2.1% and OTHER by 3.2%"?"""
        first = next((each for each in self.groups if each.start >= target.end), group)
        if first is group or not _BEHIND_NAME.fullmatch(self.view, target.end, first.start):
            return False
        other = _UNKNOWN_ITEM.fullmatch(self.view, first.end - 1, group.start)
        return bool(other) and not is_model_family(other["name"])

    def _is_beside(self, target: Target, group: Group) -> bool:
        if self._figures(target.end, group.start):
            return False
        if _BESIDE.fullmatch(self.view, target.end, group.start):
            return True
        if group.start - target.end > 70 or not _ADJUNCT.fullmatch(self.view, target.end, group.start):
            return False
        return bool(_GAIN.search(self.view, target.end, group.start)) or any(
            target.end <= metric.start and metric.end <= group.start for metric in self.measures
        )

    def _whole_or_last(self, target: Target, group: Group) -> list[Named]:
        return target.named if len(target.named) == len(group.items) else target.named[-1:]

    def _is_average(self, group: Group, target: Target) -> bool:
        """One figure over several benchmarks, their mean or the most that is gained on any, is the score of none of them."""
        if len(group.items) == 1 < len(target.named) and _UP_TO.search(self.view, max(0, group.start - 20), group.start):
            return True
        if len(group.items) > 1 or not _AVERAGED.search(self.view, max(self.sentence[0], group.start - 40), group.start + 50):
            return False
        return (
            len(target.named) > 1
            or (target.start > group.end and bool(_LISTS_ON.match(self.view, target.end)))
            or bool(_SUCH_AS.search(self.view, max(self.sentence[0], target.start - 130), target.start))
        )

    def _leads(self, start: int, end: int) -> bool:
        gap = self.view[start : min(end, start + 161)]
        return len(gap) <= 160 and not _CLAUSE.search(gap) and bool(_LEADS_TO.fullmatch(gap))


def grouped(here: list[Named], view: str) -> list[list[Named]]:
    """Benchmarks that are coordinated."""
    groups: list[list[Named]] = []
    for pair in here:
        if groups and (_LIST.fullmatch(view, groups[-1][-1][0].end, pair[0].start) or pair[0].start <= groups[-1][-1][0].end):
            groups[-1].append(pair)
        else:
            groups.append([pair])
    return groups


def _shared(group: Group, named: list[Named]) -> list[list[Named]]:
    """The benchmarks of each item: its own where they are as many, else all of them where it is only one item."""
    if len(named) < 2:
        return [named] * len(group.items)
    if len(group.items) == len(named):
        return [[each] for each in named]
    if len(group.items) == 1:
        return [named if len(named) <= 3 else []]
    return [[]] * len(group.items)
