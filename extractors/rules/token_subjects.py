"""Whose tokens a count is of: the model that is trained on them or reads them, or the dataset that holds them.

The name is looked for beside the figure, then among the names before it in its sentence, where one that is compared with or built upon
does not count, then behind it. A sentence without a name that speaks of "the model" or of no other one is about the paper's own.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.mentions import (
    COMPARED,
    DERIVED,
    NAMED,
    NOT_SUBJECTS,
    VARIANTS,
    Mention,
    bare,
    is_direct,
    is_known_model,
    is_name,
    mentions,
    says_model,
)
from extractors.rules.names import NAME, NOT_NAMES, Kind, looks_like_name
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_roles import family_of
from extractors.rules.topics import unveiled
from extractors.rules.units import Counting
from extractors.text import MAX_SENTENCE, Document, lazy
from schemas import TokenKind


class Subject(NamedTuple):
    """A name, where it begins, whether the count stands close behind it (`Foo (128K)`), and whether another sentence has it."""

    name: str
    start: int
    close: bool = False
    inferred: bool = False


_NOUN = r"(?: (?:data ?set|corpus|task|challenge|benchmark|model|collection))?"
_BRACKETED = re.compile(rf"(?P<name>(?:[Tt]he (?=[A-Z][a-z]+\b(?! ?[A-Z-])))?{NAME}(?: [A-Z][a-z]+)?){_NOUN}\s?\((?:[^()]{{0,30}}[ ,])?$")
_BRACKETED_LENGTH = re.compile(
    rf"(?P<name>{NAME}){_NOUN}\s?\("
    r"(?:max\.? |maximum |context |sequence |seq\.? |input )*(?:length|window|size)s?[ :=]+(?:of )?$"
)
_OF_LENGTH = re.compile(rf"(?P<name>{NAME}){_NOUN} (?:of|with) (?:\w+ )?(?:lengths?|contexts?|windows?) (?:of )?(?:up to )?$")
_SOME_LENGTH = re.compile(r"length|context|window")
_HOLDS = (
    r"an?|the|our|with|of|which|that|now|contain\w*|consist\w*|compris\w+|hold\w*|has|have|includ\w*|total\w*|spans?|amount\w*|cover\w*|"
    r"feature\w*|provid\w*|offer\w*|encompass\w*"
)
_APPOSED = re.compile(
    rf"(?P<name>{NAME})(?:,|:)?{_NOUN}(?:,|:| -)? (?:is |are |\()?(?:(?:{_HOLDS})\b[^.;:()]{{0,60}}|(?:over |about |nearly |~)?)$"
)
_CALLED = re.compile(
    r"[^.;]{0,60}?(?:(?:,| \()?\s?(?:which we |that we )?\b(?:called|named|dubbed|termed|call|name|into|as) (?:the )?|, (?:the )?)"
    rf"(?P<name>{NAME})(?=[\s,.;:)]|$)"
)
_BEHIND = re.compile(
    rf"(?:,| (?:window|length|support))*(?: (?:with|for|in|of)|,) (?:the |our )?(?P<first>{NAME})(?: and (?P<second>{NAME}))?"
)
_AHEAD = re.compile(
    rf"[- ](?:[a-z]+ )?tokens? (?:(?:of|from) )?(?:(?:the|our) )?(?P<name>{NAME})(?P<noun>"
    r" (?:data ?set|corpus|collection)\b)?"
)
_WITHIN = re.compile(rf" (?P<name>{NAME}) (?:data ?set|corpus|collection)")
_LEADING = re.compile(
    r"(?:When(?! compared)|With|Having|Trained|Pre-?trained|Fine-?tuned|At|After|Using|Despite|Given|By|Supporting|"
    r"Featuring|Boasting)\b[^,.;]*$"
)
_TRAINED = re.compile(r"(?:When )?(?:pre-?)?trained\b", re.IGNORECASE)
_LED = re.compile(rf"[^,.;]{{0,50}}, (?:we (?:[a-z]+ ){{1,2}})?(?:(?:the|our) (?:[\w.-]+ )?(?:model |LLM )?)?(?P<name>{NAME})")
_TRAINING = re.compile(r"\b(?:train(?:ed|ing|s)?|serv\w+|upgrad\w+|tun\w+) (?:of )?(?:the |our |both )?$")
_MADE_FROM = re.compile(r"\b(?:(?:pre-?)?training|fine-?tuning|adapting|extending|upcycling|pruning|distill\w+) (?:of )?(?:the )?$")
_OBJECT = re.compile(r" (?:on|with|for|from|using|over|to)\b|,")
_ACTS = re.compile(
    r" (?:\(\d+(?:\.\d+)?[BM]\)|(?:\([^()]{1,40}\) )?(?:is|was|are|were|has been|have been) (?:\w+ ){0,2}?"
    r"(?:pre-?|re-?|post-?)?(?:trained|tuned)\b|"
    r"(?:natively )?(?:supports|accepts|reads|handles) )"
)
_HAS = re.compile(r" (?:features|offers|has|comes|ships|supports|boasts|provides|handles|reads|accepts|was|is|can)\b")
_JOINED = re.compile(r",? (?:and|&|or) (?:the )?|, ")
_PLURAL = re.compile(
    r"(?:: [^;:]{0,50}\bmodels? with|(?: models?| variants?)?(?:, (?:both |each |all )?| )(?:(?:\([^()]*\) )?(?:are|were|"
    r"have|had|both|each|all|support|offer|use|"
    r"feature|handle|process|accept|read)\b|(?:both |each )?(?:pre-?)?trained))[^,;]*$"
)
_OTHERS = re.compile(
    r"\b(?:previous|prior|existing|conventional|most|current|other|many|some|several|recent|typical(?:ly)?|modern|popular|today's|"
    r"state-of-the-art|these (?:\w+ )?methods|often|usually)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?<!the )(?<!our )(?<!these )(?<!all )(?<!both )(?:an?|one|two|three|four|five|various|different|multiple|smaller|larger|each|\d+) "
    r"(?:[\w.,-]+ ){0,5}?(?:(?:models?|networks?|transformers?|backbones?)\b|(?-i:\w*LMs?\b))|"
    r"\btrain(?:ing)? (?:[\w.-]+ ){0,3}?(?:models|(?-i:\w*LMs)|networks|transformers)\b|"
    r"\b(?:for|of|in|that|across|making|where|evaluate|to) (?:(?:popular|large|language|small|long-context|\d+) ){0,3}"
    r"(?:models|(?-i:\w*LMs)|transformers)\b",
    re.IGNORECASE,
)
_MADE_LIKE = re.compile(r"(?:,| is) (?:an?|the|our) (?:[\w.-]+ ){0,5}")
_OF_KIND = re.compile(r"(?:-[a-z]+)? (?:[a-z-]+ ){0,2}(?:models?|network|transformer|LLM|LM|variant|version|architecture)\b")
SIZED = re.compile(r"(?:\bthe|\bThe|\ban?|\band|,) \d[\d.]*[BM](?:[- ]param(?:eter)?)? (?:[a-z-]+ )?models?\b[^.;]*$")
"""A model that has a size and no name, which may be none of those with one."""
_PREDICATES = ("is ", "are ", "was ", "as ", "being ", ", ", "- ")
_PRESENTS = re.compile(r"\b(?:introduc|present|releas|announc|open-?sourc|unveil|launch|offer)\w* (?:[\w,.-]+ ){0,4}$", re.IGNORECASE)
_THEY = re.compile(
    r"\b(?:[Tt]hey|[Tt]heir|(?:[Tt]hese|[Bb]oth|[Aa]ll|[Tt]he) (?:[\w-]+ ){0,2}(?:models|LLMs|SLMs|variants|series|family))\b"
)
_THE_MODEL = re.compile(r"\b(?:the|our|this|new) (?:[\w-]+ )?(?:model|version|network)\b|\b(?:[Ii]ts?|They are)\b")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Ii]n this|[Tt]his (?:paper|work|report|study|article|technical))\b")
_MODELS_LOOK = re.compile(r"(?:GPT|LM|LLM|BERT|Net|[Ff]ormer|LLaMA|Llama)\b")
_AT = re.compile(
    r"(?: (?:[a-z]+ )?(?:tasks?|benchmark|test|challenge|retrieval))?,? \(?"
    r"(?:(?:up to|at|with|of|for|over|beyond|contexts?|lengths?|seq\.|inputs) ?)+"
)
_TRAINS_ANY = re.compile(r"\btrain\w* (?:an? |\d+ )?(?:[\w.-]+ ){0,4}?(?:models?|(?-i:\w*LMs?)|networks?|transformers?)\b", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|from|of) (?:the |our )?$")
_OF_ITEMS = re.compile(
    r"(?:Its|The|Each|All|Our|Every|Their|It) (?:[\w-]+ ){0,4}?(?:documents?|inputs?|questions?|samples?|tasks?|instances?|articles|books|"
    r"stories|lengths?|examples?|averag\w+)\b"
)
_USED = re.compile(r"\b(?:us(?:e|es|ed|ing)|annotat\w*|select\w*|filter\w*|train\w*|appl\w+)\b")
_ITS_DATA = re.compile(
    r"(?:It|The (?:[\w-]+ ){0,2}(?:data ?set|corpus|collection)|(?:This|Our) (?:[\w-]+ ){0,2}(?:data ?set|corpus|collection))\b|"
    r"(?:[\w-]+, )?[Ww]e (?:\w+ )?(?:collect|gather|crawl|scrape|compile|curate|assemble)"
)


def bracketed_context(series: Series, floor: int) -> Subject | None:
    """The model that a context length without a unit stands in brackets behind: `Foo-4 Turbo (128K)`."""
    view, start = series.document.view, series.start
    if series.figures[-1].magnitude not in (10**3, 10**6) or view[start - 1 : start] != "(" or view[series.end : series.end + 1] != ")":
        return None
    found = _BRACKETED.search(view, max(floor, start - 50), start)
    family = found and (is_model_family(found["name"]) or is_model_family(family_of(found["name"]).split(" ")[0]))
    return Subject(found["name"], found.start("name"), True) if family else None


class Subjects:
    """Finds the subjects of the counts of one text."""

    def __init__(self, scan: Scan):
        self.scan = scan

    def of(self, counting: Counting, end: int, kind: TokenKind) -> list[Subject | None]:
        """The names that a count is said of; one null where there is none. `end` is where the count with its unit ends."""
        if kind is TokenKind.OTHER:
            return [None]
        series, floor, ceiling, _ = counting
        view, start = series.document.view, series.start
        near = max(floor, start - 60)
        bracketed = view.find("(", near, start) >= 0
        for pattern in (_BRACKETED, _BRACKETED_LENGTH) if bracketed else (_OF_LENGTH,) if _SOME_LENGTH.search(view, near, start) else ():
            found = pattern.search(view, near, start)
            if found and is_name(found["name"]):
                if kind is TokenKind.TRAINING and DERIVED.search(view, max(floor, found.start() - 60), found.start()):
                    continue  # "texts written by Foo-2 (1B tokens)"
                return [Subject(bare(found["name"]), found.start("name"), True)]
        if kind is TokenKind.DATASET:
            return [self._dataset(series, end, floor, ceiling)]
        if kind is TokenKind.CONTEXT and (benchmark := self._benchmark(series)):
            return [benchmark]
        clause = max(floor, view.rfind("; ", floor, start))
        if named := self._before(series, clause) or self._behind(series, end, floor, ceiling) or self._before(series, floor):
            return named
        if kind is TokenKind.CONTEXT and (named := _only(self._own_texts(view, floor, start))):
            return [named]
        if kind is TokenKind.VOCABULARY:
            return [None]
        if kind is TokenKind.TRAINING and (dataset := self._trained_on(series, floor)):
            return [dataset]
        topic = self._topic(series, floor, ceiling, kind)
        return [topic and topic._replace(inferred=True)]

    def _before(self, series: Series, floor: int) -> list[Subject]:
        """The model that is named before a count in its sentence, or the models, where it is said of several."""
        view, start = series.document.view, series.start
        floor = max(floor, start - 400)
        models = [each for each in mentions(view, floor, start) if self._is_model(view, each, floor)]
        if len(models) > 1:  # "models such as Foo and Bar": neither
            models = [each for each in models if not self._joined_to_compared(view, each, models, floor, start)]
        direct = [each for each in models if is_direct(view, each, floor, start)]
        if not direct:
            weak = [each for each in models if not COMPARED.search(view, max(floor, each.start - 60), each.start)]
            if self._own_models or not weak:
                return [each for each in self._own_models if each.name in view[floor:start]][:1]
            return [_subject(weak[-1])]
        last = direct[-1]
        if len(direct) > 1 and _MADE_LIKE.fullmatch(view, direct[-2].end, last.start) and _OF_KIND.match(view, last.end):
            last = direct[-2]  # "Foo, a Bar hybrid model": it is Foo's
        own = [each for each in direct if any(each.name.startswith(topic.name) for topic in self._own_models + self._own(None))]
        if (
            own
            and last not in own
            and (
                series.document is self.scan.title  # "Foo-2: Run Your Own Foo"
                or (
                    _MADE_FROM.search(view, floor, last.start) and "token" not in view[own[-1].end : last.start]
                )  # "Foo continues training Bar"
            )
        ):
            last = own[-1]
        group = [last]
        for other in reversed(direct[: direct.index(last)]):
            if not _JOINED.fullmatch(view, other.end, group[0].start):
                break
            group.insert(0, other)
        return [_subject(each) for each in (group if len(group) > 1 and _PLURAL.match(view, last.end, start) else [last])]

    @staticmethod
    def _joined_to_compared(view: str, mention: Mention, models: list[Mention], floor: int, start: int) -> bool:
        """Does a name end a list that begins with one that something is compared with, or that is an example?"""
        for before in reversed(models[: models.index(mention)]):
            if not _JOINED.fullmatch(view, before.end, mention.start):
                return False
            if COMPARED.search(view, max(floor, before.start - 60), before.start) and not is_direct(view, before, floor, start):
                return True
            mention = before
        return False

    def _benchmark(self, series: Series) -> Subject | None:
        """The benchmark that stands right before a length: `on Foo at 64K`."""
        document, start = series.document, series.start
        for each in self.scan.benchmarks:
            for mention in each.mentions:
                if (
                    mention.document is document
                    and mention.end <= start < mention.end + 40
                    and _AT.fullmatch(document.view, mention.end, start)
                ):
                    return Subject(document.view[mention.start : mention.end], mention.start)
        return None

    def _own_texts(self, view: str, floor: int, start: int) -> list[Subject]:
        """The paper's own benchmarks and datasets that are named before a length in its sentence."""
        return [each for kind in (Kind.BENCHMARK, Kind.DATASET) for each in self._own(kind) if each.name in view[floor:start]]

    def _behind(self, series: Series, end: int, floor: int, ceiling: int) -> list[Subject]:
        """The model that is named right behind a count, or after the comma that ends a phrase with the count in it."""
        view = series.document.view
        behind = _BEHIND.match(view, end, ceiling)
        if behind and self._is_model(view, Mention(behind["first"], *behind.span("first")), floor):
            return [Subject(name, behind.start()) for name in behind.groups() if name]
        if _LEADING.match(view, floor, series.start) and (led := _LED.match(view, end, ceiling)):
            mention = next(mentions(view, led.start("name"), ceiling), None)
            if mention and mention.start == led.start("name"):
                trained = ("-" in mention.name or looks_like_name(mention.name)) and _TRAINED.match(view, floor)
                return [_subject(mention)] if trained or self._is_model(view, mention, floor) else []
        return []

    def _dataset(self, series: Series, end: int, floor: int, ceiling: int) -> Subject | None:
        view, start = series.document.view, series.start
        found = _APPOSED.search(view, max(floor, start - 110), start)
        if (
            found
            and is_name(found["name"])
            and not (found.start("name") == floor and found["name"][1:].islower() and view[found.end("name")] == ",")  # "Moreover, our …"
            and not self._is_model(view, Mention(found["name"], *found.span("name")), floor)
        ):
            return Subject(bare(found["name"]), found.start("name"))
        own = self._own(Kind.DATASET)
        if (called := _CALLED.match(view, end, ceiling)) and (
            is_dataset(called["name"]) or any(each.name == called["name"] for each in own)
        ):
            return Subject(called["name"], start)
        if within := _WITHIN.fullmatch(view, series.end, end):
            return Subject(within["name"], start)
        if (ahead := _AHEAD.match(view, series.end)) and (is_dataset(ahead["name"]) or ahead["noun"]) and is_name(ahead["name"]):
            return Subject(ahead["name"], start)
        if named := next((each for each in own if each.name in view[floor:start]), None):
            place = view.rfind(named.name, floor, start)
            return None if _USED.search(view, place, start) else named
        alone = (
            series.document is self.scan.abstract
            and not self._own_models
            and not _USED.search(view, floor, start)
            and not _OTHERS.search(view, floor, start)
        )
        return _only(own) if alone or _ITS_DATA.match(view, floor, ceiling) else None

    def _trained_on(self, series: Series, floor: int) -> Subject | None:
        """The corpus that is named as what a model is trained on."""
        view, start = series.document.view, series.start
        own = [each.name for each in self._own(Kind.DATASET)]
        names = [
            each
            for each in mentions(view, max(floor, start - 160), start)
            if len(each.name) > 4 and (is_dataset(each.name) or (each.name in own and _ON.search(view, floor, each.start)))
        ]
        if names:
            return _subject(names[-1])
        ahead = _AHEAD.match(view, series.end)
        if ahead and (is_dataset(ahead["name"]) or ahead["name"] in own) and len(ahead["name"]) > 4 and ahead["name"] not in NOT_SUBJECTS:
            return Subject(ahead["name"], start)
        return None

    def _topic(self, series: Series, floor: int, ceiling: int, kind: TokenKind) -> Subject | None:
        """The paper's own model, for a count whose sentence names no other."""
        view, start, document = series.document.view, series.start, series.document
        if _OTHERS.search(view, floor, start):
            return None
        anyone = _ANY.search(view, floor, start)
        if anyone and not view.endswith(_PREDICATES, floor, anyone.start()) and not _PRESENTS.search(view, floor, anyone.start()):
            return None
        if kind is TokenKind.TRAINING and SIZED.search(view, max(floor, start - 120), start):
            return None
        if kind is TokenKind.TRAINING and _TRAINS_ANY.search(view, start, ceiling) and not _THE_MODEL.search(view, start, ceiling):
            return None
        if document is self.scan.abstract and start < self._begins:
            return None
        if kind is TokenKind.CONTEXT and not self._topics and _OF_ITEMS.match(view, floor, start):
            return _only(self._own(Kind.BENCHMARK))
        return self._nearest(document, floor, bool(_THEY.search(view, floor, start)))

    @lazy
    def _begins(self) -> int:
        """Where the abstract comes to its own work: where it first speaks of the authors or of what it is about."""
        view = self.scan.abstract.view
        person = _FIRST_PERSON.search(view)
        places = [view.find(each.name) for each in self._topics] + [person.start() if person else -1]
        return min((place for place in places if place >= 0), default=len(view))

    def _nearest(self, document: Document, floor: int, many: bool) -> Subject | None:
        """The topic that was named last before a sentence; of several in one sentence the first, which is the family's name."""
        topics = self._topics
        if not topics:
            return None
        if document is self.scan.title or len(topics) == 1 or many:
            return topics[0]
        view = document.view
        begin = max(0, floor - MAX_SENTENCE)
        best = max(((view.rfind(each.name, begin, floor), each) for each in topics), key=lambda found: self._sentence(found[0]))
        return best[1] if best[0] >= 0 else topics[0]

    def _sentence(self, place: int) -> int:
        return self.scan.abstract.sentence_at(place)[0] if place >= 0 else -1

    @lazy
    def _own_models(self) -> list[Subject]:
        return self._own(Kind.MODEL)

    @lazy
    def of_data(self) -> bool:
        """Is the text about a dataset and no model?"""
        return not self._own_models and bool(self._own(Kind.DATASET))

    @lazy
    def _topics(self) -> list[Subject]:
        """The models that the text is about, those that the paper gives a name first."""
        return self._own_models or [_subject(mention) for mention in unveiled(self.scan)]

    def _own(self, kind: Kind | None) -> list[Subject]:
        found = []
        for own in self.scan.own_names:
            if " " in own.name and own.name.isupper():  # a title in capitals
                continue
            if own.kind is kind and not (kind is Kind.DATASET and _MODELS_LOOK.search(own.name)):
                named = NAMED.match(own.document.view, own.start)
                found.append(
                    Subject(
                        named[0].rstrip(".-")
                        if named and named[0].startswith(own.name) and named[0] != own.name and " " in named[0]
                        else own.name,
                        own.start,
                    )
                )
        return found

    def _recurs(self, word: str) -> bool:
        return sum(document.view.count(word) for document in self.scan.documents) > 1

    def _is_model(self, view: str, mention: Mention, floor: int) -> bool:
        name = mention.name
        if name in NOT_NAMES or name in NOT_SUBJECTS or is_dataset(name):
            return False
        return (
            is_known_model(name)
            or any(name.startswith(own.name) for own in self._own_models)
            or bool(_TRAINING.search(view, floor, mention.start) and (looks_like_name(name) or _OBJECT.match(view, mention.end)))
            or (is_name(name) and bool(_ACTS.match(view, mention.end)))
            or (name.split(" ")[-1] in VARIANTS and self._recurs(name.split(" ")[0]))
            or (is_name(name) and says_model(view, mention))
            or (bool(_HAS.match(view, mention.end)) and any(name.startswith(topic.name) for topic in self._topics))
        )


def _subject(mention: Mention) -> Subject:
    return Subject(mention.name, mention.start)


def _only(names: Iterable[Subject]) -> Subject | None:
    return next(iter(names), None)
