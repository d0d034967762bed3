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
    APPOSITIONS,
    BASELINE,
    CHALLENGE,
    CHALLENGES,
    CITED,
    CLOSERS,
    CLOSING,
    COMMA_HEAD,
    DATASET,
    DATASETS,
    DESCRIBED,
    DETERMINED,
    DETERMINERS,
    DOER,
    ELSEWHERE,
    ENDS,
    FIELD_NOUN,
    HEADED,
    HEADED_LIST,
    HEADS,
    IN,
    INDEFINITE,
    INNER_CAPITAL,
    LIST_HEADS,
    LIST_LEADS,
    LONG_THEN_SHORT,
    LONG_WINDOW,
    LOOSE_NOUN,
    MADE_HEADS,
    MAKING,
    MARKS,
    MEASURED,
    METRIC_LETTERS,
    METRIC_NOUN,
    NAMED_LIST,
    NAMED_SO,
    NAMED_TYPE,
    NEW_DATASET,
    NOT_MEASURED,
    NOUN,
    NOUN_OF_UNKNOWN,
    NOUNS,
    ON,
    ONTO,
    OPENING,
    OTHER_NOUN,
    OUR_NEW,
    OUR_OWN,
    OWN_METRIC,
    PARTS_OF,
    PLAIN_GAPS,
    PLURAL,
    SCORED,
    SUBJECT,
    TASK_IN,
    THAT_WE_MAKE,
    TRAINED,
    TRAINERS,
    WHICH_WE_MAKE,
    WHOLES,
    WINDOW,
    goes_on,
    joins,
    leads,
    plain,
)
from extractors.rules.benchmark_roles import Mention, join_long_forms, join_versions, role_of
from extractors.rules.benchmark_words import NOT_BENCHMARKS, is_other, looks_other
from extractors.rules.names import OwnName
from extractors.rules.own_benchmarks import MADE_HERE, OwnBenchmarks, has_look, holds
from extractors.text import Document
from schemas.facts import BenchmarkRole, Field

if TYPE_CHECKING:
    from extractors.rules.scan import Scan


_KNOWN, _AMBIGUOUS, _UNKNOWN, _WORD = Standing  # a member of an enumeration takes long to look up
_METRIC_SCORE = re.compile(r"\sscores?\b")  # "a Foo score of 0.7" is a measure's


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
    if not mentions:
        return []
    join_long_forms(mentions, introduced)
    join_versions(mentions, introduced)
    found = []
    for key, places in mentions.items():
        made = key in introduced or benchmark_key(places[0].name) in own.benchmarks
        role = BenchmarkRole.INTRODUCED if made else role_of(places)
        found.append(FoundBenchmark(places[0].name, role, places))
    return found


class _Sentence(NamedTuple):
    start: int
    end: int
    headed: bool  # it holds a noun that heads the names of benchmarks
    onto: bool  # it holds a preposition that leads to what is measured on


class _Counted:
    """The names of one document that count as benchmarks."""

    def __init__(self, document: Document, own: OwnBenchmarks):
        self.document, self.view, self.own = document, document.view, own
        self.in_title = document.field is Field.TITLE
        self.names = names_in(document)
        self.in_field = own.in_field or any(self._is_certain(named) for named in self.names)
        self.introduced: set[str] = set()
        self.trained_on: list[Mention] = []
        self.sentence: _Sentence | None = None
        self.cites = " et al" in self.view

    def mentions(self) -> Iterator[Mention]:
        """Mentions in order; a long form before its short one in brackets is that benchmark's."""
        for group in self._groups():
            alone = len(group) == 1
            if alone and not self._counts(group[0]):  # most are no benchmark's
                continue
            counted = [(alone or self._counts(named)) and not self._excluded(named) for named in group]
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
        view, cites = self.view, self.cites
        for named in self.names:
            if cites and named.standing is _WORD and CITED.match(self.view, named.end):
                continue
            if group:
                gap = view[group[-1].end : named.start]
                joined = (
                    not gap
                    or gap in PLAIN_GAPS
                    or (len(gap) < 60 and (("(" in gap and self._is_long_form(group[-1], named)) or joins(gap)))
                )
                if not joined:
                    yield group
                    group = []
            group.append(named)
        if group:
            yield group

    def _is_long_form(self, named: Named, following: Named) -> bool:
        return (
            " " not in following.name
            and self.view.find("(", named.end, following.start) >= 0
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
        if named.name.endswith("NLP") and FIELD_NOUN.match(self.view, named.end):
            return True
        if OTHER_NOUN.match(self.view, named.end) or self._in_address(named.start):
            return True
        if named.standing >= _AMBIGUOUS or key in self.own.benchmarks:
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
        return named.standing >= _UNKNOWN and not self._excluded(named)

    def _is_item(self, named: Named, group: list[Named]) -> bool:
        """Is a capitalised word one of a list in which others count?"""
        return (
            named.standing is _WORD
            and (len(named.name) > 2 or named.name.isupper())
            and not self.in_title
            and sum(each.standing >= _UNKNOWN for each in group) > 1
            and not ADJECTIVE.fullmatch(named.name)
            and bool(ENDS.match(self.view, named.end))
            and not self._excluded(named)
        )

    def _counts(self, named: Named) -> bool:
        """Do its standing and the words around it make a name a benchmark's?"""
        name, standing, start, end = named
        key, view, own = benchmark_key(name), self.view, self.own
        if key in own.others:
            return False
        if self.in_field and key in own.benchmarks:
            return True
        if standing is _UNKNOWN:
            if has_look(name):
                return True
        elif standing is _KNOWN and self._is_certain(named):
            return True
        if not self.in_field:
            return False
        if view[end : end + 1] in CLOSERS and (closing := CLOSING.match(view, end)):
            end = closing.end()
        if standing is _WORD:
            return self._is_word_of_benchmark(name, start, end)
        if standing is not _KNOWN and not self.in_title and self._is_scored_in(standing, start, end):
            return True
        sentence = self._sentence_of(start)
        if not (sentence.headed or sentence.onto or standing is _AMBIGUOUS):
            return False
        before = plain(view[max(sentence.start, start - WINDOW) : start])
        if sentence.headed and self._has_noun(end):
            return True
        if self.in_title:
            return False
        if sentence.headed and (
            (view.startswith(APPOSITIONS, end) and APPOSED.match(view, end)) or self._is_headed(before) or self._is_dataset(end, sentence)
        ):
            return True
        if standing is _AMBIGUOUS and METRIC_NOUN.match(view, end):
            return True
        return sentence.onto and self._is_measured_on(before, named, sentence) and not ACROSS.match(view, end)

    def _is_word_of_benchmark(self, name: str, start: int, end: int) -> bool:
        """Do the words around a capitalised word say that it is a benchmark? The cheap questions come first: most are no such thing."""
        view, in_title = self.view, self.in_title
        if in_title and not self._has_noun(end):
            return False
        near = view[max(0, start - 48) : start]
        if DETERMINERS.isdisjoint(near.rsplit(None, 3)) and not near.rstrip(MARKS).endswith(LIST_LEADS):
            return False
        near = plain(view[max(0, start - WINDOW) : start])
        determined = bool(DETERMINED.search(near[-48:]))
        sentence = self._sentence_of(start)
        if start == sentence.start or not (sentence.headed or sentence.onto):
            return False
        if ADJECTIVE.fullmatch(name) or name.partition(" ")[0] in NOT_BENCHMARKS or LOOSE_NOUN.match(view, end):
            return False
        before = near[max(0, len(near) - (start - sentence.start)) :]
        if not determined:
            return bool(sentence.headed and ENDS.match(view, end) and NAMED_LIST.search(before))
        if not sentence.headed:
            return False
        if self._has_noun(end):
            return not NAMED_TYPE.match(view, end)
        return not in_title and (self._is_headed(before) or self._is_dataset(end, sentence))

    def _has_noun(self, end: int) -> bool:
        """Does a noun for a benchmark follow?"""
        behind = self.view[end : end + 80]
        if goes_on(behind) and holds(behind, NOUNS) and NOUN.match(self.view, end):
            return True
        return holds(behind, CHALLENGES) and bool(CHALLENGE.match(self.view, end))

    def _is_dataset(self, end: int, sentence: _Sentence) -> bool:
        """Does a noun for data follow, where the sentence speaks of measuring?"""
        behind = self.view[end : end + 80]
        if not (goes_on(behind) and holds(behind, DATASETS) and DATASET.match(self.view, end)):
            return False
        return bool(MEASURED.search(self.view, sentence.start, sentence.end))

    def _is_scored_in(self, standing: Standing, start: int, end: int) -> bool:
        """Does a measure and a number follow the name ("Foo accuracy of 71"), or a measure lead to it ("performance in Foo")?"""
        view = self.view
        if view[end + 1 : end + 2] in METRIC_LETTERS and OWN_METRIC.match(view, end):
            return not _METRIC_SCORE.match(view, end) or not view.endswith((" a ", " an "), 0, start)
        if standing is _AMBIGUOUS and TASK_IN.search(view, max(0, start - 40), start):
            return bool(ENDS.match(view, end))
        return view.endswith((" in ", " in the "), 0, start) and bool(IN.search(view, max(0, start - 60), start) and ENDS.match(view, end))

    @staticmethod
    def _is_headed(before: str) -> bool:
        """Does a noun lead to the name: "benchmarks such as", "a new benchmark,", "datasets:"?"""
        head = leads(before.rstrip(MARKS).rpartition(" ")[2]) and holds(before, LIST_HEADS) and HEADED_LIST.search(before)
        if not head:
            return False
        by_comma_alone = head[0].rstrip().endswith(",") and head[0].count(" ") < 2
        return not by_comma_alone or bool(COMMA_HEAD.search(before, 0, head.start()))

    def _is_certain(self, named: Named) -> bool:
        """Is a name a benchmark's whatever the words around it? An acronym is so only where a text may be about models."""
        return named.standing is _KNOWN and (self.own.near_field or not named.name.isupper())

    def _is_measured_on(self, before: str, named: Named, sentence: _Sentence) -> bool:
        """Does "on" lead from a word of measuring to the name?"""
        on = (holds(before, ONTO) or before.startswith("on ")) and ON.search(before)
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

    def _is_of_own(self, start: int) -> bool:
        """Does a sentence begin with the paper's own benchmark?"""
        opening = OPENING.match(self.view, start)
        return bool(opening and (opening["own"] or benchmark_key(opening["name"]) in self.own.benchmarks))

    def _is_made(self, named: Named) -> bool:
        """Does the sentence say that the paper makes the benchmark that it names here?"""
        start, end = self.document.sentence_at(named.start)
        stop = named.end
        if self.view[stop : stop + 1] in CLOSERS and (closing := CLOSING.match(self.view, stop)):
            stop = closing.end()
        behind = self.view[stop : stop + 3].lstrip(")")[:1]
        if behind == "," and (OUR_NEW.match(self.view, stop) or THAT_WE_MAKE.match(self.view, named.end, end)):
            return True
        if self.view.find(" we ", stop, stop + 40) > 0 and WHICH_WE_MAKE.match(self.view, stop):
            return True
        before = plain(self.view[max(start, named.start - LONG_WINDOW) : named.start])
        near = before[-90:]
        if "our " in near and OUR_OWN.search(near):
            return True
        if named.standing < _AMBIGUOUS and holds(near, WHOLES) and PARTS_OF.search(near) and self._is_of_own(start):
            return True
        if not (
            (has_look(named.name) and MADE_HERE.search(near))
            or (holds(near, MADE_HEADS) and HEADED.search(near))
            or NEW_DATASET.match(self.view, stop)
        ):
            return False
        making = MAKING.search(before)
        return bool(making and SUBJECT.search(self.view, start, end) and not ELSEWHERE.search(before, making.end()))
