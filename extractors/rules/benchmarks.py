"""Benchmarks: names of the lexicon, and names that the words around them make benchmarks.

A name that only a benchmark has counts wherever it stands, unless a model is merely trained on it. A name that is also a word, or
that the lexicon lacks, counts where a noun ("the X dataset"), a list ("benchmarks such as X") or a measurement ("accuracy on X")
says so, where its own look does (`…Bench`), or where it is coordinated with one that counts.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from extractors.base import Candidate
from extractors.canonical import benchmark_id
from extractors.lexicon import benchmark_key, is_dataset
from extractors.rules.benchmark_names import Named, Standing, names_in
from extractors.rules.benchmark_phrases import (
    ACROSS,
    ADJECTIVE,
    APPOSED,
    ASIDE,
    BACKGROUND,
    BASELINE,
    CHALLENGE,
    CITED,
    CLOSING,
    COMMA_HEAD,
    DATASET,
    DERIVED,
    DESCRIBED,
    DETERMINED,
    DOER,
    ELSEWHERE,
    ENDS,
    HEADED,
    HEADED_LIST,
    HEADS,
    IN,
    IN_USE,
    INDEFINITE,
    INNER_CAPITAL,
    LIST_GAP,
    LIST_HEADS,
    LONG_THEN_SHORT,
    LONG_WINDOW,
    LOOSE_NOUN,
    MAKING,
    MARKUP,
    MEASURED,
    METRIC_LETTERS,
    METRIC_NOUN,
    NAMED_LIST,
    NAMED_SO,
    NAMED_TYPE,
    NEAR_TEST,
    NEW_DATASET,
    NOT_MEASURED,
    NOUN,
    NOUN_OF_UNKNOWN,
    ON,
    ONTO,
    OTHER_NOUN,
    OUR_NEW,
    OWN_METRIC,
    OWN_WORK,
    PLURAL,
    SCORED,
    SET_ASIDE,
    SOURCES,
    STATE,
    SUBJECT,
    THAT_WE_MAKE,
    TRAINED,
    TRAINERS,
    USED,
    USUAL,
    WINDOW,
)
from extractors.rules.benchmark_words import NOT_BENCHMARKS, is_other, looks_other
from extractors.rules.names import OwnName
from extractors.rules.own_benchmarks import MADE_HERE, OwnBenchmarks, has_look, holds
from extractors.text import Document
from schemas.facts import BenchmarkRole, Field

if TYPE_CHECKING:
    from extractors.rules.scan import Scan


class Mention(NamedTuple):
    """A benchmark's name where it stands."""

    name: str
    document: Document
    start: int
    end: int


class FoundBenchmark(NamedTuple):
    """A benchmark that a text names, with its mentions in order."""

    name: str
    role: BenchmarkRole
    mentions: list[Mention]


def find(scan: "Scan") -> Iterator[Candidate]:
    """A row for each benchmark, with the evidence where it is first named."""
    for benchmark in scan.benchmarks:
        first = benchmark.mentions[0]
        claim = {"name": benchmark.name, "role": benchmark.role, "evidence": first.document.text[first.start : first.end]}
        yield Candidate("benchmarks", claim, first.document.field, first.start)


def found_benchmarks(documents: tuple[Document, ...], own_names: list[OwnName]) -> list[FoundBenchmark]:
    """The benchmarks that a paper names, in the order in which its text, then its title, first does."""
    own = OwnBenchmarks(documents, own_names)
    mentions: dict[str, list[Mention]] = {}
    introduced: set[str] = set()
    for document in reversed(documents):
        named = _Counted(document, own)
        for mention in named.mentions():
            key = benchmark_id(mention.name)
            mentions.setdefault(key, []).append(mention)
        introduced |= named.introduced
        for mention in named.trained_on:  # where else they are measured on it
            mentions.get(benchmark_id(mention.name), []).append(mention)
    _join_long_forms(mentions, introduced)
    found = []
    for key, places in mentions.items():
        made = key in introduced or benchmark_key(places[0].name) in own.benchmarks
        role = BenchmarkRole.INTRODUCED if made else _role(places)
        found.append(FoundBenchmark(places[0].name, role, places))
    return found


def _join_long_forms(mentions: dict[str, list[Mention]], introduced: set[str]) -> None:
    """Put the mentions of a name of several words with those of its initials, where both are named."""
    short = {places[0].name: key for key, places in mentions.items() if places[0].name.isupper()}
    if not short:
        return
    for key in [key for key, places in mentions.items() if places[0].name.count(" ") > 1]:
        initials = "".join(part[0] for part in re.split(r"[\s-]", mentions[key][0].name) if part[:1].isupper())
        if initials in short and short[initials] != key:
            mentions[short[initials]] += mentions.pop(key)
            if key in introduced:
                introduced.add(short[initials])


def _role(mentions: list[Mention]) -> BenchmarkRole:
    return BenchmarkRole.MENTIONED if all(map(_in_background, mentions)) else BenchmarkRole.EVALUATED


def _in_background(mention: Mention) -> bool:
    start, end = mention.document.sentence_at(mention.start)
    view = mention.document.view
    sentence = view[start:end]
    if holds(sentence, ASIDE) and SET_ASIDE.search(view, max(start, mention.start - 110), mention.start):
        return True
    before = view[max(start, mention.start - WINDOW) : mention.start]
    if holds(before, SOURCES) and DERIVED.search(before) and MAKING.search(sentence) and SUBJECT.search(sentence):
        return not NEAR_TEST.search(view, start, mention.start)
    if holds(sentence, USED) and IN_USE.search(sentence):
        return True
    if STATE.match(view, mention.end) and not OWN_WORK.search(sentence):
        return True
    before = view[start : mention.start]
    return holds(before, USUAL) and bool(BACKGROUND.search(before)) and not OWN_WORK.search(sentence)


def _plain(text: str) -> str:
    """The text without marks of bold and italic type."""
    return MARKUP.sub("", text) if "\\" in text or "**" in text else text


class _Sentence(NamedTuple):
    start: int
    end: int
    headed: bool  # it holds a noun that heads the names of benchmarks
    onto: bool  # it holds a preposition that leads to what is measured on


class _Counted:
    """The names of one document that count as benchmarks."""

    def __init__(self, document: Document, own: OwnBenchmarks):
        self.document, self.view, self.own = document, document.view, own
        self.names = names_in(document)
        self.in_field = own.in_field or any(self._is_certain(named) for named in self.names)
        self.introduced: set[str] = set()
        self.trained_on: list[Mention] = []
        self.sentence: _Sentence | None = None
        self.cites = " et al" in self.view

    def mentions(self) -> Iterator[Mention]:
        """Mentions in order; a long form before its short one in brackets is that benchmark's."""
        for group in self._groups():
            counted = [self._counts(named) and not self._excluded(named) for named in group]
            if True not in counted:
                continue
            if self._is_trained_on(group[0]):
                self.trained_on += [Mention(named.name, self.document, named.start, named.end) for named in group]
                continue
            made = [nth for nth, named in enumerate(group) if self._is_made(named)]
            if 0 in made and PLURAL.search(
                self.view, max(0, group[0].start - 30), group[0].start
            ):  # a list: "benchmarks, including A, B and C"
                made = range(len(group))
            for nth, named in enumerate(group):
                if not (counted[nth] or self._may_join(named) or (nth > 0 and self._is_item(named, group))):
                    continue
                if nth + 1 < len(group) and self._is_long_form(named, group[nth + 1]):
                    continue
                if nth in made:
                    self.introduced.add(benchmark_id(named.name))
                yield Mention(named.name, self.document, named.start, named.end)

    def _groups(self) -> Iterator[list[Named]]:
        """Names that are coordinated, or a long and a short form, belong together."""
        group: list[Named] = []
        for named in self.names:
            if self.cites and named.standing is Standing.WORD and CITED.match(self.view, named.end):
                continue
            if group:
                gap = self.view[group[-1].end : named.start]
                joined = named.start <= group[-1].end or (
                    len(gap) < 60 and (LIST_GAP.fullmatch(gap) or self._is_long_form(group[-1], named))
                )
                if not joined:
                    yield group
                    group = []
            group.append(named)
        if group:
            yield group

    def _is_long_form(self, named: Named, following: Named) -> bool:
        return (
            self.view.find("(", named.end, following.start) >= 0
            and " " not in following.name
            and bool(LONG_THEN_SHORT.fullmatch(self.view, named.end, following.start))
            and self.view[following.end : following.end + 2].lstrip(' "').startswith(")")
            and following.name[0].lower() in re.findall(r"\b\w", named.name.lower())
        )

    def _excluded(self, named: Named) -> bool:
        key = benchmark_key(named.name)
        if (
            key in self.own.others
            or (key.endswith("s") and key[:-1] in self.own.others)
            or (key not in self.own.benchmarks and self.own.is_short_form(named.name))
        ):
            return True
        if OTHER_NOUN.match(self.view, named.end) or self._in_address(named.start):
            return True
        if named.standing >= Standing.AMBIGUOUS or key in self.own.benchmarks:
            return False
        if is_other(named.name) or is_dataset(named.name) or NOUN_OF_UNKNOWN.match(self.view, named.end):
            return True
        if NAMED_SO.match(self.view, named.end):
            return self._is_description(named)
        if self._is_description(named):
            return True
        if looks_other(named.name):
            before = self.view[max(0, named.start - WINDOW) : named.start]
            return not (named.name.endswith("Net") and before.endswith((" on ", " on the ")) and SCORED.search(before))
        if has_look(named.name):
            return False
        start, _ = self.document.sentence_at(named.start)
        return bool(DOER.match(self.view, named.end) or BASELINE.search(self.view, max(start, named.start - 60), named.start))

    def _is_description(self, named: Named) -> bool:
        """Do capitalised words say what is at hand rather than name it: "A Novel Benchmark", "Foo: Long-Context Generation Benchmark"?"""
        if named.name.rpartition(" ")[2] not in DESCRIBED or any(map(INNER_CAPITAL.search, named.name.split())):
            return False
        before = self.view[max(0, named.start - 24) : named.start]
        return bool(INDEFINITE.search(before)) and not self.view.startswith(" (", named.end)

    def _in_address(self, start: int) -> bool:
        word = self.view[max(0, start - WINDOW) : start].rpartition(" ")[2]
        return "//" in word or "www." in word or ".com/" in word or ".co/" in word

    def _is_trained_on(self, named: Named) -> bool:
        start, _ = self.document.sentence_at(named.start)
        before = self.view[max(start, named.start - WINDOW) : named.start]
        return holds(before, TRAINERS) and bool(TRAINED.search(before)) and not METRIC_NOUN.match(self.view, named.end)

    def _may_join(self, named: Named) -> bool:
        """May the name count because one that it is coordinated with does?"""
        return named.standing >= Standing.UNKNOWN and not self._excluded(named)

    def _is_item(self, named: Named, group: list[Named]) -> bool:
        """Is a capitalised word one of a list in which others count?"""
        return (
            named.standing is Standing.WORD
            and (len(named.name) > 2 or named.name.isupper())
            and self.document.field is not Field.TITLE
            and sum(each.standing >= Standing.UNKNOWN for each in group) > 1
            and not ADJECTIVE.fullmatch(named.name)
            and bool(ENDS.match(self.view, named.end))
            and not self._excluded(named)
        )

    def _counts(self, named: Named) -> bool:
        """Do its standing and the words around it make a name a benchmark's?"""
        name, standing, start, end = named
        if self.in_field and benchmark_key(name) in self.own.benchmarks:
            return True
        view = self.view
        if self._is_certain(named) or (standing is Standing.UNKNOWN and has_look(name)):
            return True
        if not self.in_field:
            return False
        if view[end : end + 1] in '}*"' and (closing := CLOSING.match(view, end)):
            end = closing.end()
        sentence = self._sentence_of(start)
        if standing is Standing.UNKNOWN and self.document.field is Field.ABSTRACT and self._is_scored_in(start, end):
            return True
        if not (sentence.headed or sentence.onto or standing is Standing.AMBIGUOUS):
            return False
        if standing is Standing.WORD and start == sentence.start:
            return False
        before = _plain(view[max(sentence.start, start - WINDOW) : start])
        if standing is Standing.WORD:
            if self.document.field is Field.TITLE and not NOUN.match(view, end):
                return False
            if ADJECTIVE.fullmatch(name) or name.partition(" ")[0] in NOT_BENCHMARKS:
                return False
            if LOOSE_NOUN.match(view, end):
                return False
            if not DETERMINED.search(before[-48:]):
                return bool(sentence.headed and ENDS.match(view, end) and NAMED_LIST.search(before))
        if sentence.headed and (NOUN.match(view, end) or CHALLENGE.match(view, end)):
            return standing is not Standing.WORD or not NAMED_TYPE.match(view, end)
        if self.document.field is Field.TITLE:
            return False
        if sentence.headed and standing >= Standing.UNKNOWN and APPOSED.match(view, end):
            return True
        if sentence.headed and (self._is_headed(before) or (DATASET.match(view, end) and MEASURED.search(view, *sentence[:2]))):
            return True
        if standing is Standing.WORD:
            return False
        if standing is Standing.AMBIGUOUS and METRIC_NOUN.match(view, end):
            return True
        return sentence.onto and self._is_measured_on(before, named, sentence) and not ACROSS.match(view, end)

    def _is_scored_in(self, start: int, end: int) -> bool:
        """Does a measure and a number follow the name ("Foo accuracy of 71"), or a measure lead to it ("performance in Foo")?"""
        view = self.view
        if view[end + 1 : end + 2] in METRIC_LETTERS and OWN_METRIC.match(view, end):
            return True
        return view.endswith((" in ", " in the "), 0, start) and bool(IN.search(view, max(0, start - 60), start) and ENDS.match(view, end))

    @staticmethod
    def _is_headed(before: str) -> bool:
        """Does a noun lead to the name: "benchmarks such as", "a new benchmark,", "datasets:"?"""
        head = holds(before, LIST_HEADS) and HEADED_LIST.search(before)
        if not head:
            return False
        by_comma_alone = head[0].rstrip().endswith(",") and head[0].count(" ") < 2
        return not by_comma_alone or bool(COMMA_HEAD.search(before, 0, head.start()))

    def _is_certain(self, named: Named) -> bool:
        """Is a name a benchmark's whatever the words around it? An acronym is so only where a text may be about models."""
        return named.standing is Standing.KNOWN and (self.own.near_field or not named.name.isupper())

    def _is_measured_on(self, before: str, named: Named, sentence: _Sentence) -> bool:
        """Does "on" lead from a word of measuring to the name?"""
        on = ON.search(before)
        if on and on.start() == 0 and named.start - sentence.start < WINDOW:  # "On X, we …"
            return bool(MEASURED.search(self.view, named.end, sentence.end))
        return bool(on and MEASURED.search(before, 0, on.start()) and not NOT_MEASURED.search(before[: on.start()]))

    def _sentence_of(self, offset: int) -> _Sentence:
        """The sentence of a name; names are asked for in order, so that most share the last one's."""
        if self.sentence is None or not self.sentence.start <= offset < self.sentence.end:
            start, end = self.document.sentence_at(offset)
            text = self.view[start:end]
            self.sentence = _Sentence(start, end, holds(text, HEADS), holds(text, ONTO))
        return self.sentence

    def _is_made(self, named: Named) -> bool:
        """Does the sentence say that the paper makes the benchmark that it names here?"""
        start, end = self.document.sentence_at(named.start)
        before = _plain(self.view[max(start, named.start - LONG_WINDOW) : named.start])
        closing = CLOSING.match(self.view, named.end)
        stop = closing.end() if closing else named.end
        if OUR_NEW.match(self.view, stop):
            return True
        if THAT_WE_MAKE.match(self.view, named.end, end):
            return True
        making = MAKING.search(before)
        if making is None or not SUBJECT.search(self.view, start, end) or ELSEWHERE.search(before, making.end()):
            return False
        if has_look(named.name) and MADE_HERE.search(before):
            return True
        return bool(HEADED.search(before) or NEW_DATASET.match(self.view, stop))
