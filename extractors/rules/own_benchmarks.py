"""Which of the names that a paper gives are its benchmarks, and whether its text is about models at all."""

import functools
import re

from extractors.lexicon import ambiguous_names, benchmark_ids, benchmark_key, is_dataset
from extractors.rules.benchmark_words import is_other, looks_other
from extractors.rules.names import Kind, OwnName
from extractors.text import Document

_LOOK = re.compile(
    r".*(?:[A-Za-z\d-]Bench| Bench|[Bb]ench(?:-[A-Z\d]\w*)?|BENCH|(?:[A-Za-z\d]-?)Eval|EVAL|-eval|[A-Z][a-z]+QA|Arena|"
    r"Leaderboard)(?:[-+ ]?[vV]?\d[\d.]*|\+)?$"
    r"|.*\bShared Task\b|[A-Z]\w*[A-Z\d].* (?:Challenge|Competition)(?: 20\d\d)?$|[A-Z].* (?:Challenge|Competition) 20\d\d$|"
    r"[A-Z].* (?:Benchmark|Harness|Leaderboard)$"
)
_BENCH = re.compile(r".*(?:Bench|bench|BENCH|Eval|EVAL|Arena|Leaderboard)(?:[-+ ]?[vV]?\d[\d.]*|\+)?$")
_APPOSITION = re.compile(
    r"\)?(?:(?:,? and [A-Z][\w.+-]{1,30}|, [A-Z][\w.+-]{1,30},? and [A-Z][\w.+-]{1,30})?)(?:,|:| is| are| -+)?\s(?:an?|the|our|two|"
    r"three|four|both) "
    r"(?:(?!(?:for|of|on|in|with|to|across|from|is|are|as|by|that|which|using|over|at|than|via|we|has|have|was|were|whose|where|trained|"
    r"evaluated|designed|built|based)\b)[\w-]+,?\s){0,6}?(?:benchmark|test suite|test ?bed|leaderboard|(?:evaluation|assessment|"
    r"diagnostic|testing|benchmarking|probing) (?:suite|set|framework|environment|harness)|challenge set|test set)s?\b"
)
_APPOSED_OR_HEADED = re.compile(
    rf"{_APPOSITION.pattern}|\)?\s(?:[a-z-]+\s){{0,2}}(?:benchmark|test ?suite|test ?bed|leaderboard|test set)\b"
)
_APPOSED_DATASET = re.compile(
    r"\)?(?:,|:| -+)\s(?:an?|the|our)\s(?:(?!(?:for|of|on|in|with|to|from|is|by|that|which|using|trained|built|based)\b)[\w-]+,?\s){0,6}?"
    r"data ?set\b"
)
_CREATED = re.compile(r"\b(?:creat|curat|collect|construct|compil|annotat)(?:e|ed|ing|s)?\s(?:an?\s|the\s)?$")
MADE_HERE = re.compile(
    r"\b(?:introduc|releas|present|propos|creat|construct|develop|build)(?:e|ed|ing)?\s(?:the\s|an?\s|our\s)?(?:new\s|novel\s)?$"
)
_TITLE_KIND = re.compile(r"[^.?!:]{0,80}?\b(?:[Bb]enchmark|[Tt]est ?(?:[Ss]uite|[Bb]ed)|[Ll]eaderboard|[Ee]valuation [Ss]uite)\b(?!-)")
_TITLE_KINDS = ("ench", "est", "eaderboard", "valuation")
_TITLED = re.compile(
    r"(?:The|Introducing(?: [Tt]he)?) (?P<whole>(?P<name>[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,3}) (?P<kind>Dataset|Benchmark|Challenge|"
    r"Test Suite|Leaderboard)"
    r"(?: v?\d[\d.]*)?)(?:$|:| -)"
)
_FOR_TRAINING = re.compile(
    r"\b[Pp]re-?train|[Tt]raining (?:process|mixture|recipe|stages?|pipeline)|[Dd]ata mix|(?:[Tt]raining|[Pp]reference|"
    r"[Ii]nstruction\S*|tuning|SFT) (?:data ?set|corpus|corpora|tokens|resource)|"
    r"for [\w -]{0,60}?(?:instruction[- ]tuning|fine-?tuning|post-?training|pre-?training|alignment tuning)\b|data(?:set)? (?:format|"
    r"pipeline|engine)|(?:corpus|data ?set|collection) of (?:[\w.,~-]+ ){1,3}tokens"
)
_TRAINED_ON = re.compile(
    r"(?:\btrain|tun|distil|\bSFT|[Uu]tiliz|[Ll]everag)\w*\s(?:[\w-]+\s){0,4}?(?:(?:on|with|using|from)\s(?:[a-z][\w-]*\s){0,3}|"
    r"(?<=zing )|(?<=ging ))$"
)
_SIZE_BEHIND = re.compile(r"[- ]\d[\w.]*$")
_GIVES_MODELS = re.compile(r"[- ](?:trained|tuned|finetuned|fine-tuned)\b|-\d+B\b|[- ]\d+[BM]\b")
_COORDINATED = re.compile(r"(?P<name>[A-Z][\w.+-]*\w)(?: \([^()]{1,30}\))?,?(?: and|,) (?:the )?$")
_COORDINATIONS = (" and ", ", ", " the ")
_TERMS = frozenset(("evaluation", "evaluations", "prediction", "predictions", "task", "tasks"))
_LONG_FORM = re.compile(r"[A-Z]\S* (?:Benchmark|Challenge|Leaderboard|Test Suite|Evaluation Suite|Exam|Testbed) \(\"?$")
_FIELD = (
    "anguage model", "LLM", "eural", "achine learning", "eep learning", "ransformer", " trained", " training", "enchmark",
    "tate-of-the-art", "einforcement", "retrain", "re-train", "NLP", "few-shot", "zero-shot", "uestion answering", " agent",
)  # fmt: skip
_NEAR_FIELD = ("model", "earning", "etwork", "train", "anguage", "lassifi", "ccuracy", "prompt", "AI", "ncoder", "ttention")
_IN_BRACKETS = re.compile(r"\(\s?\"?(?P<name>[A-Za-z]{0,3}[A-Z][\w-]{0,12}?)s?\"?\s?\)")
_BENCHMARK_WORD = re.compile(
    r"(?:(?:benchmark|data ?set|corpus|challenge|test|exam|examination|suite|task|treebank|competition|leaderboard|bench|"
    r"prediction|bank)s?|evaluation)$",
    re.I,
)


def holds(text: str, parts: tuple[str, ...]) -> bool:
    """Does a text hold any of some strings?"""
    for part in parts:  # noqa: SIM110 - twice as fast as any()
        if part in text:
            return True
    return False


@functools.lru_cache(maxsize=1 << 16)
def has_look(name: str) -> bool:
    """Does a name by its look alone say that it is a benchmark's?"""
    return bool(_LOOK.match(name))


class OwnBenchmarks:
    """The keys of the names that a paper gives: to its benchmarks, and to its other things."""

    def __init__(self, documents: tuple[Document, ...], own_names: list[OwnName]):
        self.benchmarks: set[str] = set()
        self.others: set[str] = set()
        self.in_field = any(holds(document.view, _FIELD) for document in reversed(documents))
        self.near_field = self.in_field or any(holds(document.view, _NEAR_FIELD) for document in documents)
        models = {_stem(own.name) for own in own_names if own.kind is Kind.MODEL}
        for own in own_names:
            key = benchmark_key(own.name)
            if own.kind is Kind.DATASET and _stem(own.name) in models:  # Foo-300K, on which Foo-7B is trained
                self.others.add(key)
            elif self._is_benchmark(own, documents):
                self.benchmarks.add(key)
            elif own.kind is not None or not (key in benchmark_ids() or _is_created(own, documents)):
                self.others.add(key)
        for own in own_names:  # "two benchmarks, Foo and Bar", "the Foo Benchmark (FB)"
            before = own.document.view[max(0, own.start - 60) : own.start]
            if own.kind is not Kind.MODEL and before.endswith(("(", '("')) and _LONG_FORM.search(before):
                self.benchmarks.add(benchmark_key(own.name))
            other = own.kind is None and before.endswith(_COORDINATIONS) and _COORDINATED.search(before)
            if other and benchmark_key(other["name"]) in self.benchmarks:
                self.benchmarks.add(benchmark_key(own.name))
        head, _, rest = documents[0].view.partition(":")
        if 1 < len(head) < 48 and holds(rest, _TITLE_KINDS) and _TITLE_KIND.match(rest):
            self.benchmarks.add(benchmark_key(head))
        if title := _TITLED.match(documents[0].view):
            around = " ".join(document.view[:600] for document in documents)
            if title["kind"] != "Dataset" or not _FOR_TRAINING.search(around):
                self.benchmarks |= {benchmark_key(name) for name in (title["name"], title["name"] + title["kind"], title["whole"])}
        self.others -= self.benchmarks
        self.documents = documents

    @functools.cached_property
    def _in_brackets(self) -> dict[str, tuple[str, int]]:
        """Where each name that stands alone in brackets first does."""
        places: dict[str, tuple[str, int]] = {}
        for document in self.documents:
            for match in _IN_BRACKETS.finditer(document.view):
                places.setdefault(match["name"], (document.view, match.start()))
        return places

    def is_short_form(self, name: str) -> bool:
        """Does a name stand in brackets behind a long form that is no benchmark's?"""
        place = self._in_brackets.get(name) or (self._in_brackets.get(name[:-1]) if name.endswith("s") else None)
        return place is not None and _abbreviates(*place, name)

    @staticmethod
    def _is_benchmark(own: OwnName, documents: tuple[Document, ...]) -> bool:
        if own.kind is Kind.BENCHMARK or _BENCH.match(own.name):
            return True
        if own.kind is None and _APPOSED_DATASET.match(own.document.view, own.start + len(own.name)):
            own = own._replace(kind=Kind.DATASET)
        if own.kind is Kind.DATASET and len(own.name) > 2 and not is_other(own.name) and not looks_other(own.name):
            if is_dataset(own.name.partition("-")[0]):  # a part or a version of a corpus
                return False
            places = ((document.view, document.view.find(own.name)) for document in documents)
            around = (view[max(0, start - 250) : start + 250] for view, start in places if start >= 0)
            return not any(map(_FOR_TRAINING.search, around)) and not own.name.endswith("Data") and not _trains(own, documents)
        if own.kind is None and own.name not in ambiguous_names() and benchmark_key(own.name) in benchmark_ids():
            return own.start == 0 or bool(MADE_HERE.search(own.document.view, max(0, own.start - 40), own.start))
        places = ((document.view, document.view.find(own.name)) for document in documents)
        apposed = _APPOSITION if own.kind else _APPOSED_OR_HEADED
        return any(start >= 0 and apposed.match(view, start + len(own.name)) for view, start in places)


def _stem(name: str) -> str:
    """A name without its size."""
    return _SIZE_BEHIND.sub("", name)


def _trains(own: OwnName, documents: tuple[Document, ...]) -> bool:
    """Does the text say, of any mention, that models are trained on it or named after it?"""
    for document in documents:
        view, place = document.view, document.view.find(own.name)
        while place >= 0:
            end = place + len(own.name)
            if _TRAINED_ON.search(view, max(0, place - 70), place) or _GIVES_MODELS.match(view, end):
                return True
            place = view.find(own.name, end)
    return False


def _is_created(own: OwnName, documents: tuple[Document, ...]) -> bool:
    """Does a paper put together, as one does with questions, what by its look is a benchmark?"""
    places = ((document.view, document.view.find(own.name)) for document in documents)
    return has_look(own.name) and any(_CREATED.search(view, max(0, start - 30), start) for view, start in places if start > 0)


def _abbreviates(view: str, start: int, name: str) -> bool:
    """Is a name in brackets at some place the short form of words that end in no noun for a benchmark?"""
    words = view[max(0, start - 80) : start].split()
    letters = [letter.lower() for letter in name if letter.isupper()]
    if len(letters) < 2 or not words or (_BENCHMARK_WORD.search(words[-1]) and not _is_count(words, letters, name)):
        return False
    initials = iter([part[0].lower() for word in words[-len(letters) - 2 :] for part in word.split("-") if part])
    ids = benchmark_ids()
    if not all(letter in initials for letter in letters):
        return benchmark_key(name) not in ids and _is_inside(letters, words)
    long_forms = (ids.get(benchmark_key("".join(words[-count:])), "") for count in range(1, min(len(words), 8) + 1))
    return ids.get(benchmark_key(name)) not in long_forms


def _is_count(words: list[str], letters: list[str], name: str) -> bool:
    """Are the last words, none of them a name, of the same initials and no kind of benchmark: the number of function evaluations (NFE)?"""
    return words[-1] in _TERMS and words[-1][0] == letters[-1] and benchmark_key(name) not in benchmark_ids()


def _is_inside(letters: list[str], words: list[str]) -> bool:
    """Are letters, in order, those of the last words, from the first letter of one on: software engineering (SWE)?"""
    for count in range(1, min(len(letters), len(words) + 1)):
        run = iter("".join(words[-count:]).lower())
        if words[-count][:1].lower() == letters[0] and all(letter in run for letter in letters):
            return True
    return False
