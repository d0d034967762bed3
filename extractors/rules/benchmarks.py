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
from extractors.rules.benchmark_names import NOT_BENCHMARKS, Named, Standing, is_other, looks_other, names_in
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


_MODIFIERS = (
    r"(?:(?!(?:for|of|on|in|with|and|or|to|across|from|is|are|as|by|that|which|using|under|over|at|but|than|via|we|has|have|was|"
    r"were)\b)[a-z][a-z-]*\s)"
)
_NOUN = re.compile(
    rf"(?:'s)?\s(?:\([^()]{{1,40}}\)\s)?{_MODIFIERS}{{0,3}}?(?:benchmarks?|leaderboards?|test ?suites?|test ?beds?|shared task|"
    rf"evaluation (?:suite|set|harness)s?|"
    r"Benchmarks?|Challenge|Leaderboard|Shared Task)\b"
)
_CHALLENGE = re.compile(r"(?:\s[a-z-]+)?\s(?:challenges?|competitions?|exams?|examinations?)\b")
_DATASET = re.compile(
    rf"(?:'s)?\s(?:\([^()]{{1,40}}\)\s)?(?:{_MODIFIERS}|[A-Z]{{2,5}}\s){{0,2}}?(?:data ?sets?|test[ -]?sets?|test data|(?:dev|test|validation|"
    rf"evaluation)(?:elopment)? (?:set|split)s?|corpus|corpora|tasks?|Dataset|Corpus)\b"
)
_METRIC_NOUN = re.compile(r"\s(?:top-\d )?(?:accuracy|scores?|performance|results?|perplexity|F1|error rates?)\b")
_OWN_METRIC = re.compile(r"\s(?:top-\d |test |validation |zero-shot )?(?:accuracy|scores?|F1|mAP|pass@\d+|perplexity|error rate)\s(?:from|of|by|to)\s~?\d")
_METRIC_LETTERS = frozenset("tvzasFmpe")
_IN = re.compile(r"\b(?:performance|accuracy|results?|scores?|SOTA|state-of-the-art|rank(?:s|ing|ed)? \w+|(?:outperform|surpass)\w* [A-Z][\w.+-]+)\sin\s(?:the\s)?$")
_HEADED_LIST = re.compile(
    r"(?:\b[Bb]enchmarks?|[dD]ata ?sets?|[Ll]eaderboards?|[Cc]hallenges?|[Tt]est(?: ?(?:suites?|sets?|beds?)|s)|[Cc]orpora|[Ee]valuations?|"
    r"[Ee]xams?|[Tt]asks|[Ss]uites?)"
    r"(?:\s(?:[a-z]+\s){0,3}?(?:such as|like|including|includes?)|\s(?:called|named|dubbed|termed|namely|denoted(?: as)?|comprising|"
    r"e\.g\.,?|i\.e\.,?)"
    r"|,\s(?:such as|like|including|called|named|dubbed|termed|namely|denoted(?: as)?|e\.g\.,?|i\.e\.,?|specifically)|:|\s--?|"
    r"(?<=[a-z]),|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?)?"
    r"\s?(?:the\s)?[\"'*]{0,3}$"
)
_NAMED_LIST = re.compile(
    r"(?:[Bb]enchmarks?|[dD]ata ?sets?|[Ll]eaderboards?|[Tt]est ?(?:suites?|sets?|beds?))(?:,? (?:such as|including|namely|called|like)|:| \(e\.g\.,?)\s(?:the\s)?$"
)
_ON = re.compile(
    r"\b(?:[Oo]n|[Aa]cross)\s(?!par\b|average\b|top\b|behalf\b|(?!challenging|existing|remaining|reasoning|modell?ing|coding|"
    r"programming|planning|grounding|captioning|forecasting|long-standing|leading|demanding|underlying|real|pre-?existing)[\w-]+ing\s(?!answering))"
    r"(?:(?!outperform|surpass|beat|exceed|compar|over\b|than\b|with\b|using\b|via\b|by\b|against\b|from\b|for\b|in\b|while\b|where\b|when\b)"
    r"[a-z][a-z0-9-]*,?\s){0,5}[\"'*(]{0,3}$"
)
_MEASURED = re.compile(
    r"[eE]valuat|[aA]ssess|\b[tT]est(?:ed|ing|s)?\b|[pP]erform|[aA]ccurac|[rR]esults?\b|[sS]cor(?:e[sd]?|ing)\b|[sS]tate[- ]of[- ]the[- ]art|SOTA|SoTA|"
    r"[oO]utperform|[sS]urpass|[aA]chiev|"
    r"[iI]mprov|[gG]ains?\b|[eE]xperiment|%|percent|points?\b|[pP]erplexit|[vV]alidat|[bB]enchmark|effective|success|superior|competitive|compar|exce[el]|"
    r"ablation|"
    r"\bF1\b|BLEU|WER|mAP|beat|rank|lead|robust|\d\.\d|success rate|attain|reach|report|"
    r"win rate|[cC]onsistent",
)
_TRAINED = re.compile(
    r"(?:train|tun|distil|optimi[sz])(?:ed|ing|e)?\s(?:(?!resources|cost|compute|time|budget|data|loss|sets?\b|strateg|method|speed|"
    r"approach|procedure)[a-z0-9-]+\s){0,3}?(?:on|with|from|using)\s(?:both\s|the\s|a\s)*"
    r"(?:(?:[a-z][a-z0-9-]*\s){0,4}|(?:[a-z][a-z0-9-]*\s){0,9}(?:data ?sets?|corpora|sources|data|mixture|collections?)"
    r"(?:,? (?:such as|like|including|namely)|:|,|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?)\s?)$"
    r"|\b(?:(?:pre-?)?training|preference|instruction|tuning)[- ](?:[a-z]+[- ]){0,2}(?:sources?|data|(?:data )?sets?|datasets?|"
    r"corp\w+)(?:,?\s(?:such as|like|including|from|of|e\.g\.,?)|\s?\((?:e\.g\.,?|i\.e\.,?|such as|including)?|:)?\s?(?:the\s)?$"
)
_DESCRIBED = frozenset("Benchmark Benchmarks Challenge Arena Leaderboard Suite Bench Dataset Test Task".split())
_INNER_CAPITAL = re.compile(r"[A-Za-z]-?[A-Z]{2}|[a-z][A-Z]|[A-Z]{2}|\d")
_NAMED_SO = re.compile(r"\s(?:benchmark|data ?set|leaderboard|test set|challenge)s?\b")
_OTHER_NOUN = re.compile(
    r"\)?(?:[- ](?:style|like|inspired|based)\b|\s(?:method|model|framework|approach|algorithm|system|loss|architecture|toolkit|"
    r"platform|library|project|"
    r"optimizer|encoder|decoder|transformer|language models?|metric|pipeline|module|tool|processor|chip|device|GPU|CPU|NPU|robot|sensor|"
    r"camera|language|objective|tokenizer|backbone|checkpoint|agent|policy|technique|strategy|paradigm|protocol|solver|kernel|license|"
    r"articles?|abstracts?|search engine|API)s?\b"
    r"(?! (?:benchmark|data ?set|leaderboard))|\s(?:[a-z]+\s)?data pipelines?\b|\s(?:Search|Agent|Model|Network|System|Framework|Engine|Team|"
    r"Institute|University)\b)"
)
_NOT_MEASURED = re.compile(
    r"(?:speed-?up|speeds up|throughput|latency|inference|runn?|deploy|implement|hosted|available|tokens?/s|per second|platform|bas|built|focus|rel[yi]|depend|work|insight|perspective|research|impact|influence|stud(?:y|ies)|survey)\w*\s$"
)
_TASK_NOUN = (
    r"\s(?:(?:image |object |instance |semantic )?(?:classification|detection|segmentation|captioning|recognition|retrieval|generation|"
    r"grounding|tracking|reasoning|translation|games?|tasks?|environments?|suites?|simulat(?:ion|or)s?|benchmarks?|data ?sets?|tests?|test "
    r"sets?|test-dev|val)|leaderboards?)"
)
_FIGURE = r"\s?(?:[+-]?\d[\d,]*(?:\.\d+)?\s?(?:%|percent\b|points?\b|x\b|acc\b\.?|F1\b|BLEU\b|mAP\b|WER\b|EM\b)?)"
_LIST_GAP = re.compile(
    rf"[}}*\"']{{0,2}}\)?(?:{_TASK_NOUN})?(?:\s?\([^()]{{1,40}}\)|\s?\[\d+\]|{_FIGURE}(?:\s?(?:->|>|to){_FIGURE})?)?"
    r"(?:,|;|/|,? (?:and|or|&|as well as|plus|along with|together with)(?: both)?(?: on(?= ))?)\s?"
    rf"(?:{_FIGURE}(?:\s[a-z0-9@-]+){{0,3}} (?:on|in|for) )?(?:the |our |a )?"
    r"(?:(?:newly|recently|more|most|very|challenging|popular|new|proposed|released|introduced|harder|recent|widely|used|public|own|standard|"
    r"classic|large-scale|real-world|multilingual|out-of-distribution|held-out|long-context|larger|smaller|simulated|unseen|in-house) ){0,3}"
    r"(?:\\\w{2,8}\{|[*\"']{1,2})?"
)
_BASELINE = re.compile(
    r"\b(?:outperform\w*|surpass\w*|beat(?:s|ing)?|exceed\w*|than|versus|vs\.?|baselines?|(?:models|methods|systems|approaches|[A-Z]*LMs|"
    r"techniques|algorithms|frameworks|architectures|optimizers|agents|metrics|simulators)(?:,? (?:such as|like|including|e\.g\.,?|i\.e\.,?|"
    r"namely)|,|:)|compar(?:ed|able|ison) (?:to|with)|similar to|based on|built (?:on|upon|with)|instead of|powered by|combin\w+|adapt\w+|"
    r"method|model|framework|approach|algorithm|system)\s(?:the |both |even |a |an |its |of |[a-z-]+ (?=[A-Z])){0,2}\(?$"
)
_DOER = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:,? (?:also|further|consistently|significantly|substantially|still|even|alone|only|then|thus|now|successfully|"
    r"effectively|generally))?\s(?:attains|achieves|outperforms|surpasses|exceeds|obtains|delivers|improves|reduces|generates|learns|enables|employs|"
    r"leverages|uses|utilizes|adopts|integrates|combines|matches|beats|scores|yields|produces|extends|maintains|performs|boosts|excels|"
    r"demonstrates|exhibits|gains|trains|runs|decodes|predicts|retains|saves|accelerates|sets (?:a|new)|first|works by|operates|"
    r"shows (?:strong|superior|better|state)|can (?:achieve|generate|improve|reduce|be trained)|is (?:trained|able|faster|competitive))\b"
)
_MARKUP = re.compile(r"\\(?:text|math)?[a-z]{2,5}\{|\*\*")
_CLOSING = re.compile(r"[}*\"]+(?=[\s,.;:)])")
_APPOSED = re.compile(
    rf"\)?(?:,|:| -+| is)\s(?:an?|the|our)\s(?:(?:[A-Z][\w-]*|\d[\d,]*)\s)?{_MODIFIERS}{{0,6}}?(?:benchmark|test ?suite|test ?bed|leaderboard|"
    r"evaluation (?:suite|set|harness)|test set)s?\b"
)
_ACROSS = re.compile(r"\s(?:across|over|under)\s(?:[\w-]+\s){0,4}?(?:benchmarks|data ?sets|tasks)\b")
_NAMED_TYPE = re.compile(r"\s(?:benchmarks|data ?sets|tasks|corpora|leaderboards)\b")
_INDEFINITE = re.compile(r"(?:\b(?:[Aa]n?|[Nn]ew|[Nn]ovel|[Tt]owards?|[Ff]irst|[Cc]omprehensive|[Ll]arge-[Ss]cale)\s|[:-]\s+)$")
_COMMA_HEAD = re.compile(r"(?:\b(?:[Aa]n?|[Oo]ur|[Nn]ew|[Nn]ovel|two|three|four|five|six|seven|eight|ten|several|\d+)\s(?:[\w-]+,?\s){0,6}?)$")
_SCORED = re.compile(r"\d\s?(?:%|percent)?(?:\s[a-zA-Z@\d-]+){0,4}\son\s(?:the\s)?$")
_ENDS = re.compile(r"\s?(?:[,.;:)]|\(|and\b|or\b|with\b|while\b|but\b|by\b|at\b|for\b|using\b|in\b|(?:benchmark|data ?set|leaderboard|test set)s?\b|$)")
_DETERMINED = re.compile(r"\b(?:the|on|our|called|named)\s(?:[a-z-]+\s){0,2}$")
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ic|an|ish|ese)")
_LONG_THEN_SHORT = re.compile(r"\s(?:[a-z]+\s){0,3}\(\s?\"?$")
_MAKING = re.compile(
    r"(?<!ewly )(?<!cently )\b(?:introduc|present|propos|creat|construct|develop|buil[dt]|curat|releas|design|contribut|collect|provid|establish|publish|"
    r"open-sourc|mak|call|dubb?|nam|term|compil|contribut|assembl|extend)(?:e?[ds]?|ing)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:[Ee]xisting|[Pp]revious|[Pp]rior|[Ww]idely|commonly|popular|instead of|rather than|unlike|such as|numerous|researchers|"
    r"recent(?:ly)?|"
    r"conventional|current|traditional|often|typically|have (?:been|shown|displayed|achieved|become)|has (?:been|become)|serves?|"
    r"more challenging than)\b"
)
_DERIVED = re.compile(
    r"\b(?:(?:(?:based|built|building|builds|extends?|extending|derived|constructed|adapted|inspired|modell?ed|sourced|sampled|translated|"
    r"expand(?:s|ing|ed)|curated|drawn|extracted)(?: (?:on|by|from|after|upon))?|(?:in the )?(?:spirit|style|vein) of|counterpart (?:of|to)|"
    r"versions? of|variants? of|extensions? (?:of|to)|translations? of|subsets? of|similar to|analogous to|akin to|successors? (?:of|to)|à la) )"
    r"(?:the |existing |popular |original |both |well-known |established |widely used |[a-z-]+ ){0,3}$"
)
_SET_ASIDE = re.compile(r"\b(?:[Ii]nstead of|[Rr]ather than|[Uu]nlike|more \w+ than|[Bb]eyond|[Ii]n contrast to)\s[^,;]*$")
_IN_USE = re.compile(
    r"\b(?:serves? as a|(?:commonly|widely|frequently) used (?:data ?set|benchmark)s? (?:for|in)|[Nn]umerous (?:researchers|works|"
    r"studies))\b"
)
_OWN_WORK = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Oo]urs|us|[Ee]xperiment\w*|[Rr]esults?|[Ee]valuations?|outperform\w*|surpass\w*|achiev\w+|excels?|leads?|ahead|"
    r"competitive|superior|improv\w+|this (?:paper|work)|as \w+ as)\b|%|\d\.\d|^On\s"
)

_SUBJECT = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|study|article|report))\b")
_ELSEWHERE = re.compile(r"evaluat|experiment|\b(?:on|against|over|outperform\w*)\b")
_HEADED = re.compile(
    r"(?:[Bb]enchmark|[Dd]ata ?set|[Tt]est ?(?:bed|suite|set)|[Ss]uite|[Cc]hallenge|[Ll]eaderboard)s?(?:,? (?:called|named|dubbed|"
    r"including|namely)|,|:|\s--?|\s?\()?\s?(?:the )?$"
)
_PLURAL = re.compile(r"s(?:,? (?:such as|including|namely|called|named|dubbed))?[ :(,-]{0,4}(?:the )?$")
_NEW_DATASET = re.compile(
    r"\)?(?:,|:| -+)?\s(?:an?|the|our) (?:[\w-]+,?\s){0,6}?(?:benchmark|test suite|test ?bed|data ?set|leaderboard|evaluation (?:suite|"
    r"set))\b"
)
_OUR_NEW = re.compile(r"\)?,\sour\s(?:[a-z-]+\s){0,4}?(?:benchmark|test ?suite|test ?bed|data ?set|leaderboard|evaluation (?:suite|set))\b")
_THAT_WE_MAKE = re.compile(
    r",\s(?:an?|the)\s(?:[^,;.]|,(?=\d)){1,80}\b(?:(?:that|which)\s)?we\s(?:introduc|build|creat|construct|collect|propos|present|releas|develop|curat|"
    r"design)"
)
_NEAR_TEST = re.compile(r"evaluat\w* (?:\w+ ){0,4}on|experiment|test(?:ed|ing)? ")
_WINDOW = 90
_LONG_WINDOW = 260


# what a text must hold for the patterns of the same place to be worth a search
_HEADS = ("ench", "ata", "est", "valuation", "ask", "eader", "hallenge", "orp", "xam", "uite", "ompet", " set", " split")
_ASIDE = ("nstead of", "ather than", "nlike", "more ", "eyond", "n contrast to")
_SOURCES = (
    "ased on", "uil", " from ", "xten", "spirit of", "style of", "vein of", "terpart", "ersion", "ariant", "ranslat", "ubset", "imilar to",
    "nalogous", "kin to", "uccessor", "xpand", "dapted", "nspired", "odelled", "odeled", "odell", "à la",
)  # fmt: skip
_USED = ("serve", "used", "umerous")
_USUAL = (
    "xisting", "revious", "rior", "idely", "commonly", "popular", "nstead of", "ather than", "nlike", "such as", "umerous", "researchers",
    "recent", "conventional", "current", "traditional", "often", "typically", "have ", "has be", "serve", "more challenging than",
)  # fmt: skip
_LIST_HEADS = ("enchmark", "ata", "eaderboard", "hallenge", "est", "orpora", "valuation", "xam", "asks", "uite")
_ONTO = (" on ", "On ", "(on ", "cross ")
_TRAINERS = ("train", "tun", "distil", "optimi", "reference", "nstruction")


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
    if holds(sentence, _ASIDE) and _SET_ASIDE.search(view, max(start, mention.start - 110), mention.start):
        return True
    before = view[max(start, mention.start - _WINDOW) : mention.start]
    if holds(before, _SOURCES) and _DERIVED.search(before) and _MAKING.search(sentence) and _SUBJECT.search(sentence):
        return not _NEAR_TEST.search(view, start, mention.start)
    if holds(sentence, _USED) and _IN_USE.search(sentence):
        return True
    before = view[start : mention.start]
    return holds(before, _USUAL) and bool(_BACKGROUND.search(before)) and not _OWN_WORK.search(sentence)


def _plain(text: str) -> str:
    """The text without marks of bold and italic type."""
    return _MARKUP.sub("", text) if "\\" in text or "**" in text else text


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
            if 0 in made and _PLURAL.search(
                self.view, max(0, group[0].start - 30), group[0].start
            ):  # a list: "benchmarks, including A, B and C"
                made = range(len(group))
            for nth, named in enumerate(group):
                if not (counted[nth] or self._may_join(named) or (0 < nth and self._is_item(named, group))):
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
            if group:
                gap = self.view[group[-1].end : named.start]
                joined = named.start <= group[-1].end or (
                    len(gap) < 60 and (_LIST_GAP.fullmatch(gap) or self._is_long_form(group[-1], named))
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
            and bool(_LONG_THEN_SHORT.fullmatch(self.view, named.end, following.start))
            and self.view[following.end : following.end + 2].lstrip(' "').startswith(")")
            and following.name[0].lower() in re.findall(r"\b\w", named.name.lower())
        )

    def _excluded(self, named: Named) -> bool:
        key = benchmark_key(named.name)
        if key in self.own.others or (key.endswith("s") and key[:-1] in self.own.others) or (key not in self.own.benchmarks and self.own.is_short_form(named.name)):
            return True
        if _OTHER_NOUN.match(self.view, named.end) or self._in_address(named.start):
            return True
        if named.standing >= Standing.AMBIGUOUS or key in self.own.benchmarks:
            return False
        if is_other(named.name) or is_dataset(named.name):
            return True
        if _NAMED_SO.match(self.view, named.end):
            return self._is_description(named)
        if looks_other(named.name) or self._is_description(named):
            return True
        if has_look(named.name):
            return False
        start, _ = self.document.sentence_at(named.start)
        return bool(_DOER.match(self.view, named.end) or _BASELINE.search(self.view, max(start, named.start - 60), named.start))

    def _is_description(self, named: Named) -> bool:
        """Do capitalised words say what is at hand rather than name it: "A Novel Benchmark", "Foo: Long-Context Generation Benchmark"?"""
        if named.name.rpartition(" ")[2] not in _DESCRIBED or any(map(_INNER_CAPITAL.search, named.name.split())):
            return False
        before = self.view[max(0, named.start - 24) : named.start]
        return bool(_INDEFINITE.search(before)) and not self.view.startswith(" (", named.end)

    def _in_address(self, start: int) -> bool:
        word = self.view[max(0, start - _WINDOW) : start].rpartition(" ")[2]
        return "//" in word or "www." in word or ".com/" in word or ".co/" in word

    def _is_trained_on(self, named: Named) -> bool:
        start, _ = self.document.sentence_at(named.start)
        before = self.view[max(start, named.start - _WINDOW) : named.start]
        return holds(before, _TRAINERS) and bool(_TRAINED.search(before)) and not _METRIC_NOUN.match(self.view, named.end)

    def _may_join(self, named: Named) -> bool:
        """May the name count because one that it is coordinated with does?"""
        return named.standing >= Standing.UNKNOWN and not self._excluded(named)

    def _is_item(self, named: Named, group: list[Named]) -> bool:
        """Is a capitalised word one of a list in which others count?"""
        return (
            named.standing is Standing.WORD
            and self.document.field is not Field.TITLE
            and sum(each.standing >= Standing.UNKNOWN for each in group) > 1
            and not _ADJECTIVE.fullmatch(named.name)
            and bool(_ENDS.match(self.view, named.end))
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
        if view[end : end + 1] in "}*\"" and (closing := _CLOSING.match(view, end)):
            end = closing.end()
        sentence = self._sentence_of(start)
        if standing is Standing.UNKNOWN and self.document.field is Field.ABSTRACT and self._is_scored_in(start, end):
            return True
        if not (sentence.headed or sentence.onto or standing is Standing.AMBIGUOUS):
            return False
        before = _plain(view[max(sentence.start, start - _WINDOW) : start])
        if standing is Standing.WORD:
            if start == sentence.start or _ADJECTIVE.fullmatch(name) or name.partition(" ")[0] in NOT_BENCHMARKS:
                return False
            if before.endswith((" on ", " on the ")) and _SCORED.search(before) and _ENDS.match(view, end):
                return True
            if not _DETERMINED.search(before[-48:]):
                return bool(sentence.headed and _ENDS.match(view, end) and _NAMED_LIST.search(before))
        if sentence.headed and (_NOUN.match(view, end) or _CHALLENGE.match(view, end)):
            return standing is not Standing.WORD or not _NAMED_TYPE.match(view, end)
        if self.document.field is Field.TITLE:
            return False
        if sentence.headed and standing >= Standing.UNKNOWN and _APPOSED.match(view, end):
            return True
        if sentence.headed and (
            self._is_headed(before)
            or (_DATASET.match(view, end) and _MEASURED.search(view, *sentence[:2]))
        ):
            return True
        if standing is Standing.WORD:
            return False
        if standing is Standing.AMBIGUOUS and _METRIC_NOUN.match(view, end):
            return True
        return sentence.onto and self._is_measured_on(before, named, sentence) and not _ACROSS.match(view, end)

    def _is_scored_in(self, start: int, end: int) -> bool:
        """Does a measure and a number follow the name ("Foo accuracy of 71"), or a measure lead to it ("performance in Foo")?"""
        view = self.view
        if view[end + 1 : end + 2] in _METRIC_LETTERS and _OWN_METRIC.match(view, end):
            return True
        return view.endswith((" in ", " in the "), 0, start) and bool(_IN.search(view, max(0, start - 60), start) and _ENDS.match(view, end))

    @staticmethod
    def _is_headed(before: str) -> bool:
        """Does a noun lead to the name: "benchmarks such as", "a new benchmark,", "datasets:"?"""
        head = holds(before, _LIST_HEADS) and _HEADED_LIST.search(before)
        if not head:
            return False
        by_comma_alone = head[0].rstrip().endswith(",") and head[0].count(" ") < 2
        return not by_comma_alone or bool(_COMMA_HEAD.search(before, 0, head.start()))

    def _is_certain(self, named: Named) -> bool:
        """Is a name a benchmark's whatever the words around it? An acronym is so only where a text may be about models."""
        return named.standing is Standing.KNOWN and (self.own.near_field or not named.name.isupper())

    def _is_measured_on(self, before: str, named: Named, sentence: _Sentence) -> bool:
        """Does "on" lead from a word of measuring to the name?"""
        on = _ON.search(before)
        if on and on.start() == 0 and named.start - sentence.start < _WINDOW:  # "On X, we …"
            return bool(_MEASURED.search(self.view, named.end, sentence.end))
        return bool(on and _MEASURED.search(before, 0, on.start()) and not _NOT_MEASURED.search(before[: on.start()]))

    def _sentence_of(self, offset: int) -> _Sentence:
        """The sentence of a name; names are asked for in order, so that most share the last one's."""
        if self.sentence is None or not self.sentence.start <= offset < self.sentence.end:
            start, end = self.document.sentence_at(offset)
            text = self.view[start:end]
            self.sentence = _Sentence(start, end, holds(text, _HEADS), holds(text, _ONTO))
        return self.sentence

    def _is_made(self, named: Named) -> bool:
        """Does the sentence say that the paper makes the benchmark that it names here?"""
        start, end = self.document.sentence_at(named.start)
        before = _plain(self.view[max(start, named.start - _LONG_WINDOW) : named.start])
        closing = _CLOSING.match(self.view, named.end)
        stop = closing.end() if closing else named.end
        if _OUR_NEW.match(self.view, stop):
            return True
        if _THAT_WE_MAKE.match(self.view, named.end, end):
            return True
        making = _MAKING.search(before)
        if making is None or not _SUBJECT.search(self.view, start, end) or _ELSEWHERE.search(before, making.end()):
            return False
        if has_look(named.name) and MADE_HERE.search(before):
            return True
        return bool(_HEADED.search(before) or _NEW_DATASET.match(self.view, stop))
