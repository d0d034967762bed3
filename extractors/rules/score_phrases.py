"""What a sentence about scores is made of: the noun phrases that may hold a score, and the verbs between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from enum import Enum, auto
from typing import NamedTuple

from extractors.rules.names import NOT_NAMES
from extractors.rules.score_metrics import is_metric
from extractors.text import Document, Span


class Is(Enum):
    """What a noun phrase names."""

    NAMED = auto()  # by its name
    DESCRIBED = auto()  # by words that tell it from others: "our 3B model", "closed-source models", "humans"
    OURS = auto()  # what the paper makes
    BACK = auto()  # what was spoken of: "it", "the model"
    WE = auto()
    UNNAMED = auto()  # by what is no name: "the best model", "further training"


class Role(Enum):
    """What a noun phrase does in its clause."""

    FREE = auto()  # it may be the subject of a verb to come
    OBJECT = auto()
    MEANS = auto()  # "with Foo"
    COMPARED = auto()  # "over Foo"
    OF = auto()
    ASIDE = auto()  # behind any other preposition, or in brackets


class Phrase(NamedTuple):
    """A noun phrase that may hold a score."""

    start: int
    end: int
    what: Is
    text: str | None = None
    role: Role = Role.FREE
    head: str = ""  # the common noun that it ends in
    joined: bool = False  # to the phrase before it, as in "Foo and Bar"


class Verb(NamedTuple):
    """A verb, by what it says of its subject and object."""

    start: int
    end: int
    sort: str  # "beats" or "lifts" its object, "lets" it do something, "makes" it, or "has" a score
    form: str  # "finite", "ing" or "to"


Token = Phrase | Verb

_NAME = re.compile(
    r"(?=[A-Za-z\d])(?<![\w.-])(?:[Ee]nsemble |\d+-layer )?"
    r"(?:[A-Z][\w.+%&-]*[\w+](?:/\d+\+?)?|o[134](?:-[a-z]+)*(?![\w-])|(?=(?:[^\W\dA-Z]++|-)*+[A-Z\d])[a-z]+\d*[\w-]*[A-Z\d][\w.+-]*\w)"
    r"(?:[ -](?:v?\d{1,3}(?:\.\d)?[A-Za-z]?[a-z]*(?!\w|\.\d|\s?%|\spoint)|[A-Z][\w.+-]*[\w+]|mini|large|base)(?![\w%])| \+ [A-Z][\w.-]*\w)*"
)
_NETWORK = r"(?:Bi-?)?(?:CNN|RNN|LSTM|GRU|GAN|VAE|MLP|GNN|DNN|HMM|SVM|SMT|NMT)s?"
_HEADS = (
    rf"{_NETWORK}|"
    r"models?|[MV]?LLMs?|VLMs?|LMs?|transformers?|networks?|agents?|systems?|encoders?|classifiers?|detectors?|ensembles?|architectures?|"
    r"variants?|versions?|baselines?|methods?|approach(?:es)?(?!\s(?:the\s|[A-Z]))|frameworks?|algorithms?|techniques?|pipelines?|"
    r"strateg(?:y|ies)|recipes?|retriev(?:al|ers?)|(?<!beam )search|judges?|analy[sz]ers?|assistants?|schemes?|workflows?|prompts?|"
    r"polic(?:y|ies)|reasoners?|"
    r"planners?|verifiers?|decoders?|tokenizers?|generators?|predictors?|estimators?|controllers?|recogni[sz]ers?|modules?|"
    r"(?:(?:fine-?)?tuning|training|distillation|prompting|scaling|augmentation)(?!\s(?:an?|the|our|further)\s|\s[A-Z])|"
    r"results?|experiments?|evaluations?|ablations?|release|attacks?|parsers?|solvers?|competitors?|teachers?|students?|predecessors?|"
    r"counterparts?|"
    r"(?<=published )best|(?<=previous )best|(?<=prior )best|(?<=existing )best|(?<=the )state of the art|(?<=prior )work"
)
_HUMANS = (
    r"[Hh]umans?(?:\s(?:experts?|annotators?|raters?|players?|testers?|respondents?|participants?|subjects?|readers?|evaluators?))?|"
    r"[Pp]eople|"
    r"(?:domain |medical )?experts|annotators|physicians|"
    r"clinicians"
)
_ENDING = r"(?:e[sd]?|s|ed|ing|ting|ping|y|ies)?"
_BEATS = (
    r"(?:outperform|underperform|surpass|exceed|eclips|outscor|overtak|match|approach|trail|rival)(?:e[sd]?|s|ed|ing)?|overtook|beat(?:s|ing)?|topping|"
    r"(?:improv|advanc)(?:e[sd]?|ing)(?=\s(?:up)?on\s|\sover\s)"
)
_LIFTS = r"improv|boost|rais|lift|increas|enhanc|elevat|push|bring|advanc|reduc|lower|decreas|tak|mov|strengthen|turn"
_LETS = r"enabl|allow|help|let|permit|equip"
_MAKES = (
    r"introduc|present|propos|releas|announc|train|pre-?train|evaluat|"
    r"test(?=ed|ing|s?\s(?:the|our|it|its|both|[A-Z]))|appl|fine-?tun|find|observ|reveal|indicat|confirm|suggest|"
    r"develop|scal|show|demonstrat"
)
_HAS = (
    r"achiev|obtain|reach|attain|scor|report|deliver|record|yield|produc|solv|rank|perform|display|exhibit|maintain|retain|"
    r"secur|earn|establish|gain|accomplish|answer|complet|prov|resolv|provid|claim|remain|suffer|experienc|prefer|predict|drop|"
    r"declin|degrad|climb|jump|lag|excel|generali[sz]|restor|set|hit|creat|fold|post|work|fall|collaps|plummet|averag|top|manag|"
    r"becom|giv|mark"
)
_BEHIND_HEAD = r"success|rates?|sizes?|scores?|performance|accuracy"
_TOKEN = re.compile(
    rf"\b(?<!-)(?=[a-zBCDGHILMNPRSTVW])(?!(?:the|of|and|an?|o[nr]|in|for|with|that|to|by)\s)(?:(?P<we>[Ww]e)|(?P<back>[Ii]ts?|[Tt]hey|[Tt]heir)|(?P<human>{_HUMANS})"
    rf"|(?P<head>(?:{_HEADS})(?!\s(?:{_HEADS}|{_BEHIND_HEAD})\b))"
    rf"|(?P<beats>{_BEATS})|(?P<lifts>(?:{_LIFTS}){_ENDING}|brought)|(?P<lets>(?:{_LETS}){_ENDING})"
    rf"|(?P<makes>(?:{_MAKES}){_ENDING}|found|shown)"
    rf"|(?P<has>(?:{_HAS}){_ENDING}|gets?|got|getting|ha[sd]|have|having|is|are|was|were|led|fell|rose|won|saw|sees?|held|kept|keeps?|"
    r"lost|loses?|losing|stands?|sits?|rises?|rising|leads?|goes|went|cuts?))(?![\w-])"
)
_FUNCTION = (
    r"and|or|of|in|on|with|for|to|by|that|which|than|over|from|at|as|while|when|if|unlike|despite|although|though|the|an?|our|is|are|"
    r"was|were|we|it|its|using|across|"
    r"against|via|into|both|but|also|under|after|between|among|like|without|within|per|compared|where|whose|has|have|based"
)
_WORDS = re.compile(
    r"(?:(?<![\w-])(?P<det>our|the|an?|th(?:is|ese|ose)|its|their|other|all|existing|prior|previous|such|several|most|each|every)\s)?"
    rf"(?P<mods>(?<![\w.,-])(?:(?!(?:{_FUNCTION})\s)(?:[a-z\d][\w/+'-]*+|\d+\.\d+[BM]|{_NETWORK}|[A-Z][a-z]+(?:ish|ese|ian)|"
    r"(?<=\s)[a-z-]+\sand\s[a-z-]+)\s){0,4})$"
)
_MOST_WORDS = 5  # that these are, unless joined by "and"
_BEFORE = re.compile(
    r"(?<![\w-])(?:(?P<COMPARED>over|[Tt]han|[Aa]gainst|vs\.?|versus|[Cc]ompar\w+ (?:to|with)|relative to|above|below|upon|"
    r"on par with|behind|from)"
    r"|(?P<MEANS>[Ww]ith|[Uu]sing|via|[Tt]hrough|[Bb]y|[Ll]everaging|[Aa]pplying|[Ee]mploying|[Aa]dding|for|"
    r"(?:[Ff]ine-?)?[Tt]uning|[Tt]raining|[Pp]rompting|[Ss]caling|For)"
    r"|(?P<OF>of)"
    r"|(?P<ASIDE>[Oo]n|[Ii]n|to|[Aa]t|[Aa]s|[Ll]ike|[Uu]nlike|[Aa]cross|into|between|[Aa]mong|including|[Ff]rom|[Uu]nder|around|"
    r"towards?|such as|e\.g\.,?|[Aa]fter|[Ww]ithout|alongside|beyond))"
    r"\s(?:(?:the|an?|all|both|our|existing|even)\s)*$"
)
_QUALITY = re.compile(
    r"\b(?:accurac(?:y|ies)|performance|scores?|rates?|ability|abilities|quality|F1|BLEU|WER|error|perplexity)\sof\s(?:\w+\s)?$"
)
_APPOSED = re.compile(
    r"\s?[,:]?\s?[(\"-]*\s?(?:(?:dubbed|called|named|termed|i\.e\.,?|namely|denoted(?: as)?|such as|including|like|the|our|an?)\s)*\"?"
)
_COORDINATED = re.compile(r"\)?(?:\s\([^()%.]{1,30}\))?(?:,|/|,?\s(?:and|or|&)(?:\sthe|\sour)?)\s?")
_OBJECT_GAP = re.compile(r"(?:(?![,;:\d]|\s(?:and|while|but|that|if|when)\s).){0,40}")
_NOTHING_NAMED = re.compile(
    r"\b(?:best|strongest|top|leading|state-of-the-art|SOTA|previous|prior|existing|current|other|recent|competing|strong|"
    r"baselines?|work|results?|experiments?|training|tuning|prompting|scaling|augmentation|distillation|fine-?tuning|techniques?|"
    r"state of the art|teachers?|students?|predecessors?|counterparts?|"
    r"many|most|all|several|some|various|different|base|standard|competitors?|methods|approaches)\b"
)
_FINDINGS = ("result", "experiment", "evaluation", "ablation")
_PLAIN = frozenset(
    "proposed new novel final full resulting main own language same simple single first overall unified latest current reasoning whole "
    "entire pretrained pre-trained trained flagship vision".split()
)
_METHOD = re.compile(r"(?:method|approach|framework|algorithm|pipeline|strategy|recipe|technique|system|attack)s?")
_OF_KIND = re.compile(r"\sof\s(?:[a-z\d][\w-]*\s){0,3}?(?:(?!this)[a-z]+s|LLMs)\b")
_BEHIND_FIGURE = re.compile(r"\d\s?(?:%|points?)?\s(?:(?:mean|median|average)\s)?$")
_NOUN = re.compile(
    r"(?<![\w-])(?:an?|the|its|their|our|of|in|with|by|new|high|average|mean|total|relative|absolute|significant|substantial|consistent|"
    r"large|"
    r"further|additional|accuracy|F1|BLEU|success|Elo|test|state-of-the-art|performance|maximum|final)\s$"
)  # before what looks like a verb
_GERUND = re.compile(r"[A-Z][a-z-]+ing\s(?:the\s|an?\s)?$")
_A_NETWORK = re.compile(rf"\b{_NETWORK}\b")
_ADJECTIVE = re.compile(r"[a-z]{3,}-[A-Z]")
_OF = re.compile(r"\sof\s(?:the\s|our\s)?")  # "the 7B variant of Foo"
_LONG_FORM = 80  # characters of a name and its short form
_PLAIN_WORD = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)*")
_PARTICIPLE_OF = re.compile(r"\s(?:to|the|an?|on|with|by|our|from|for)\s")  # "[Results] According to"
_CONNECTS = re.compile(r",\s(?:[A-Z]|(?:we|it|this|these|in|on|there|they|all|both|for|when|while|although)\s)")  # "Meanwhile, Foo"
_NO_SUBJECT = re.compile(r"\s(?!with\s|without\s|alone\s|and\s[A-Z])[a-z]")
_FIRST_WORDS = NOT_NAMES | frozenset(
    "Additionally Also Among And AP AUC Based Best Code Compared Comprehensive Elo Empirical Evaluation Evaluations Experiment "
    "Experimental Experiments F1 First Finally Further Furthermore However Inception Interestingly It Lastly Moreover Notably Our Overall "
    "Remarkably Results Second Similarly Specifically Surprisingly Tests Third Through Thus Under Even Fine-tuning Finetuning "
    "Despite After Across Without Particularly Conversely Consequently Crucially Importantly Empirically Given Human Humans People "
    "Meanwhile Vanilla Its Their They Such Unlike Like Here Then Yet Still Mean Top Pass Recall Accuracy SotA SoTA best Frechet "
    "January February March April May June July August September October November December".split()
)


class Sentences:
    """The sentences of a document as phrases and verbs."""

    def __init__(self, document: Document, benchmarks: list[Span], taken: Collection[str], owned: Collection[str]):
        self.document, self.view = document, document.view
        self.benchmarks, self.taken, self.owned = sorted(benchmarks), taken, owned

    def tokens(self, sentence: Span) -> list[Token]:
        """The noun phrases and verbs of a sentence, in order; benchmarks are passed over."""
        tokens: list[Token] = []
        place, stop = sentence
        for start, end in self.benchmarks[bisect_left(self.benchmarks, sentence[:1]) :]:
            if start >= stop:
                break
            self._read(sentence[0], place, start, tokens)
            place = max(place, end)
        self._read(sentence[0], place, stop, tokens)
        return tokens

    def name_at(self, start: int, end: int) -> str | None:
        """The name that a sentence begins with."""
        match = _NAME.match(self.view, start, end)
        if not match or any(low <= start < high for low, high in self.benchmarks):
            return None
        return match[0] if self._may_hold(match, match[0].split()[0], start) else None

    def _read(self, floor: int, start: int, end: int, tokens: list[Token]) -> None:
        """Add the tokens of a stretch of a sentence that begins at `floor`."""
        names = self._names(floor, start, end)
        ends = [name.end() for name in names]
        found = list(names)
        for word in _TOKEN.finditer(self.view, start, end):
            nth = bisect_right(ends, word.start())
            if nth == len(names) or word.start() < names[nth].start():
                found.append(word)
        for match in sorted(found, key=re.Match.start):
            kind = match.lastgroup
            if tokens and match.start() < tokens[-1].end:
                continue
            if kind is None:
                self._add(floor, Phrase(*match.span(), Is.NAMED, self.document.text[match.start() : match.end()]), tokens)
            elif kind in ("we", "back"):
                self._add(floor, Phrase(*match.span(), Is.WE if kind == "we" else Is.BACK), tokens)
            elif kind == "human":
                if not _BEHIND_FIGURE.search(self.view, max(floor, match.start() - 20), match.start()):
                    self._add(floor, Phrase(*match.span(), Is.DESCRIBED, match[0].lower()), tokens)
            elif kind == "head":
                self._add_described(floor, match, tokens)
            elif not _NOUN.search(self.view, max(floor, match.start() - 20), match.start()) or match[0].endswith("ing"):
                form = "ing" if match[0].endswith("ing") else "to" if self.view.endswith("to ", 0, match.start()) else "finite"
                tokens.append(Verb(*match.span(), kind, form))

    def _names(self, floor: int, start: int, end: int) -> list[re.Match[str]]:
        names = []
        while name := _NAME.search(self.view, start, end):
            first = name[0].split()[0]
            start = name.end()
            opens = name.start() == floor and _PLAIN_WORD.fullmatch(first) and first.endswith(("ing", "ed"))
            if first != name[0] and (first in _FIRST_WORDS or opens):
                start = name.start() + len(first)
            elif self._may_hold(name, first, floor):
                names.append(name)
        return names

    def _may_hold(self, match: re.Match[str], first: str, floor: int) -> bool:
        name, (start, end) = match[0], match.span()
        if name in self.owned:
            return True
        plain = _PLAIN_WORD.fullmatch(name)
        opens = plain and start == floor
        if plain and name.endswith(("ing", "ed")) and (opens or _PARTICIPLE_OF.match(self.view, end)):
            return False
        if name in self.taken or first in _FIRST_WORDS or is_metric(name):
            return False
        if _A_NETWORK.fullmatch(name) or _ADJECTIVE.match(name) or self.view.startswith(("-", " distance", " coefficient"), end):
            return False
        if opens and _CONNECTS.match(self.view, end):
            return False
        if opens and _NO_SUBJECT.match(self.view, end):
            verb = self._verb_at(end + 1)
            return verb is not None and not (name.endswith("s") and not verb[0].endswith(("s", "d")))  # "Ablations show"
        return not _BEHIND_FIGURE.search(self.view, max(floor, start - 20), start)

    def _verb_at(self, place: int) -> re.Match[str] | None:
        match = _TOKEN.match(self.view, place)
        return match if match and match.lastgroup in ("beats", "lifts", "lets", "makes", "has") else None

    def _add_described(self, floor: int, match: re.Match[str], tokens: list[Token]) -> None:
        """A phrase whose head is a common noun: part of the name before it, or what its words make it."""
        head, (place, end) = match["head"], match.span()
        det, mods = self._words_before(floor, place, tokens)
        start = place - len(mods) - (len(det) + 1 if det else 0)
        previous = tokens[-1] if tokens else None
        if isinstance(previous, Phrase) and self.view[previous.end : start] in ("", " ", "'s "):
            other = previous.what is Is.BACK and _NOTHING_NAMED.search(self.view, place - len(mods), end)  # "its teacher"
            tokens[-1] = previous._replace(end=end, what=Is.UNNAMED if other else previous.what)
            return
        if head == "ensemble" and (of := _OF_KIND.match(self.view, end)):
            end = of.end()
        if what := self._what(det, mods, head, self.document.text[place - len(mods) : end]):
            self._add(floor, Phrase(start, end, *what, head=head), tokens)

    def _words_before(self, floor: int, place: int, tokens: list[Token]) -> tuple[str, str]:
        """The determiner and the adjectives before a noun."""
        floor = max(floor, tokens[-1].end if tokens else 0)
        low = max(floor, place - 70)
        before = self.view[low:place]
        begins = max(before.rfind(",") + 1, before.rfind("(") + 1)  # a phrase holds neither
        parts = before.rsplit(" ", _MOST_WORDS + 1)
        if len(parts) > _MOST_WORDS + 1 and " and " not in before:
            begins = max(begins, len(parts[0]))
        words = _WORDS.search(before[:1].lower() + before[1:] if low == floor else before, begins)
        return (words["det"] or "", words["mods"]) if words else ("", "")

    def _what(self, det: str, mods: str, head: str, said: str) -> tuple[Is, str | None] | None:
        telling = [word for word in mods.split() if word.lower() not in _PLAIN]
        if det == "our" or (det == "the" and "proposed" in mods.split()):
            if head.startswith(_FINDINGS):
                return Is.WE, None
            return (Is.OURS, said if telling else None) if not telling or _METHOD.fullmatch(head) else (Is.DESCRIBED, said)
        if head.startswith(_FINDINGS) or not (det or telling or head.endswith("s") or _A_NETWORK.match(head)):
            return None
        if (head == "ensemble" and " of " in said) or _A_NETWORK.search(said):
            return Is.DESCRIBED, said
        if det not in ("", "a", "an", "the", "this", "its", "their") or _NOTHING_NAMED.search(said.lower()):
            return Is.UNNAMED, None
        if det in ("the", "this", "its", "their"):
            return Is.BACK, None
        if telling and (any("-" in word for word in telling) if det else head.endswith("s")):
            return Is.DESCRIBED, said
        return Is.UNNAMED, None

    def _add(self, floor: int, phrase: Phrase, tokens: list[Token]) -> None:
        """Add a phrase with its role; an apposition is one with what it stands beside."""
        previous = tokens[-1] if tokens else None
        if phrase.text and phrase.text.isupper() and self.view[phrase.start - 1] == "(" and self._shortens(phrase, tokens):
            return
        if isinstance(previous, Phrase) and (one := self._one_with(floor, previous, phrase, tokens)):
            tokens[-1] = one
            return
        role, joined = self._role(floor, phrase, tokens)
        tokens.append(phrase._replace(role=role, joined=joined))

    def _one_with(self, floor: int, previous: Phrase, phrase: Phrase, tokens: list[Token]) -> Phrase | None:
        """The one phrase that two make where the second stands in apposition: "our model, Foo", "Foo, a model", "a variant of Foo"."""
        if Is.WE in (phrase.what, previous.what):
            return None
        named, was_named = phrase.what is Is.NAMED, previous.what is Is.NAMED
        apposed = _APPOSED.fullmatch(self.view, previous.end, self._start_of(floor, phrase, tokens))
        if apposed and apposed[0].strip() == ",":
            indefinite = phrase.what is Is.UNNAMED and self.view.startswith(("a ", "an "), phrase.start)
            apposed = indefinite or previous.role in (Role.FREE, Role.OBJECT)
        if not apposed and (was_named or not named or not _OF.fullmatch(self.view, previous.end, phrase.start)):
            return None
        short = named and was_named and "(" in self.view[previous.end : phrase.start]
        if (named and not was_named) or (short and (phrase.text in self.owned or phrase.text.isupper())):
            return phrase._replace(start=previous.start, role=previous.role)
        acts = phrase.what in (Is.OURS, Is.BACK) and self._verb_at(phrase.end + 1)  # "applied to Foo, our method gains"
        return previous._replace(end=phrase.end) if short or (was_named and not named and not acts) else None

    def _shortens(self, phrase: Phrase, tokens: list[Token]) -> bool:
        """Put a short form in the place of the name before it whose capitals it begins with: `Wide Area Search for code (WASC)`."""
        for nth in range(len(tokens) - 1, -1, -1):
            long = tokens[nth]
            if phrase.start - long.start > _LONG_FORM:
                return False
            if isinstance(long, Phrase) and long.what is Is.NAMED and " " in long.text and long.text[0] == phrase.text[0]:
                tokens[nth:] = [phrase._replace(start=long.start, role=long.role)]
                return True
        return False

    def _start_of(self, floor: int, phrase: Phrase, tokens: list[Token]) -> int:
        """Where a phrase begins, with the words that stand before a name."""
        if phrase.what is not Is.NAMED or _GERUND.fullmatch(self.view, floor, phrase.start):
            return phrase.start
        det, mods = self._words_before(floor, phrase.start, tokens)
        return phrase.start - len(mods) - (len(det) + 1 if det else 0)

    def _role(self, floor: int, phrase: Phrase, tokens: list[Token]) -> tuple[Role, bool]:
        start, previous = self._start_of(floor, phrase, tokens), tokens[-1] if tokens else None
        if phrase.what is Is.WE:
            return Role.FREE, False
        before = _BEFORE.search(self.view, max(floor, start - 40), start)
        follows = isinstance(previous, Verb) and _OBJECT_GAP.fullmatch(self.view, previous.end, start)
        if before and before["OF"] and _QUALITY.search(self.view, max(floor, start - 40), start):
            return (Role.OBJECT if follows else Role.FREE), False
        if before:
            return Role[before.lastgroup], False
        if self.view[start - 1 : start] == "(" or _GERUND.fullmatch(self.view, floor, start):
            return Role.ASIDE, False
        coordinated = isinstance(previous, Phrase) and phrase.what in (Is.NAMED, Is.DESCRIBED)
        if coordinated and _COORDINATED.fullmatch(self.view, previous.end, start):
            return previous.role, True
        return (Role.OBJECT if follows else Role.FREE), False
