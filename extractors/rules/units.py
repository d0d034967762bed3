"""What a series of figures counts, by the noun phrase behind it or the words before it."""

import re
from enum import StrEnum
from typing import NamedTuple

from extractors.rules.series import Series


class Counted(StrEnum):
    """What is counted."""

    PARAMETERS = "parameters"
    TOKENS = "tokens"
    LENGTH = "length"
    CORPUS = "corpus"
    VOCABULARY = "vocabulary"
    MODEL = "model"
    OTHER = "other"


class Unit(NamedTuple):
    """What is counted, and the stretch of the view that says so: `start` and `end` include the figures."""

    counted: Counted
    start: int
    end: int
    words: str


MODEL_NOUNS = (
    r"models?|(?-i:[A-Z]*LMs?)|transformers?|networks?|backbones?|students?|teachers?|encoders?|decoders?|variants?|versions?|checkpoints?|"
    r"architectures?|counterparts?|baselines?|chatbots?|agents?|policy|policies|generators?|reward models?|verifiers?|classifiers?|"
    r"foundation|series|famil(?:y|ies)|MoEs?|DiTs?|ViTs?|GPTs?|BERTs?|reasoners?|judges?|drafters?|experts?|scales?|sizes?|sized|level|"
    r"class|regimes?"
)
"""Nouns that a size can be said of, as a pattern."""

_HEADS = (
    (Counted.TOKENS, r"tokens?(?!-(?:effic|level|wise|based|by|to|free|aware|per))"),
    (Counted.PARAMETERS, r"param(?:eter)?s?|(?:active|activated|activation|trainable)(?: (?:model )?param(?:eter)?s?)?"),
    (
        Counted.LENGTH,
        r"contexts?(?![- ](?:switch|pair|question|sentence|word|example|document|vector|image|frame))|windows?|"
        r"(?:sequence|input|prompt|context|document)?[- ]?lengths?",
    ),
    (Counted.VOCABULARY, r"vocab(?:ular(?:y|ies))?|tokeni[sz]ers?"),
    (Counted.CORPUS, r"data ?sets?|corpus|corpora|database|data|collection|subset|mixtures?(?![- ]of[- ]experts?| models?)"),
    (
        Counted.OTHER,
        r"images?(?= (?:dataset|pair|collection))|images|samples?|examples?|"
        r"documents|words|sentences|hours|users|videos|clips|questions|queries|instances|records|pages|nodes|edges|triples|years?|people|"
        r"dollars|USD|EUR|bits?|bytes?(?!-pair)|[a-z]?flops?|operations|MACs|steps|iterations|points|frames|utterances|files|lines|articles|papers|"
        r"conversations|dialogues|entries|items|rows|tables|functions|molecules|sequences|proteins|cells|reads|pairs|tasks|prompts|"
        r"annotations|masks|downloads|speakers|species|stars|galaxies|cores?|GPUs?|memory|VRAM|RAM|HBM|budget|interactions|ratings|"
        r"characters|problems|trajectories|demonstrations|episodes|particles|atoms|inhabitants|speed|faster|solution|field",
    ),
    (Counted.MODEL, MODEL_NOUNS),
)
_HEAD = re.compile(rf"\b(?:{'|'.join(rf'(?P<{counted.name}>{nouns})' for counted, nouns in _HEADS)})\b", re.IGNORECASE)
_MORE = (
    r"(?:(?!wh|with|we |the |using|more|fewer|most|than|on |for |that |as |in |of )"
    r"[A-Za-z-]+(?:,? (?:and )?[A-Za-z-]+){0,3} tokens?\b(?!-))"
)
_STOP = re.compile(
    rf"[.;:\[\]!?\"|]|\((?![A-Z]{{2,6}}\) (?:tokeni|vocab))|\)(?! (?:tokeni|vocab))|,(?! ?(?:and )?{_MORE})|--|"
    r"(?<![\w-])(?:on|with|for|from|by|that|which|is|are|was|were|has|have|using|than|while|to|in|at|as|we|when|trained|achiev\w+|"
    rf"outperform\w*|can|and(?! {_MORE})|or(?! {_MORE})|into|over|via|of|per|under|within|but)(?![\w-])| [0-9]"
)
_OPENING = re.compile(
    r"s?\+?\s?(?:\((?:[\d.,]+ ?)?(?:[KMBT]|[mb]n)\) )?(?:or more |of )?(?:\((?=param|active|activated|total|tokens))?"  # "1 trillion (T)"
)
_WIDTH = 72
_REACH = 500

_NOUN = re.compile(
    r"\b(?:"
    + "|".join(
        (
            r"(?P<TOKENS>tokens?\b(?: (?:counts?|budgets?|horizons?|usage|consumption)\b)?)",
            r"(?P<LENGTH>(?:(?:context|sequence|seq\.?|input|prompt|window|document|token)[- ](?:lengths?|windows?|sizes?|limits?)|"
            r"contexts?|lengths?|windows?)\b)",
            r"(?P<VOCABULARY>vocab(?:ular(?:y|ies))?(?: sizes?)?\b)",
            r"(?P<PARAMETERS>param(?:eter)?s?\b(?: (?:size|count|budget|number)s?\b)?)",
            r"(?P<CORPUS>(?:data ?sets?|corpus|corpora|data)\b)",
            rf"(?P<MODEL>(?:{MODEL_NOUNS}|configurations?)\b)",
        )
    )
    + ")",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:, of which|(?:,? \w+){0,2},? (?:of|from|at|to|between|with|in|as|are|is|reaching|like|have|has|having|than|"
    r"exceeding|above|below|over|"
    r"under)\b|"
    r" of [\w.-]{1,30}(?: [\w.-]{1,30}){0,2} (?:from|to|beyond|past)|"
    r",? ?\(?(?:e\.g\.|i\.e\.|such as|including|namely),?|(?: seen| used)? ?[:(=-]|)"
    r"(?: (?:as (?:large|small|big|few|long|high) as|up to|sizes?|scale|about|around|over|only|just|approximately|roughly|more than|"
    r"at least|"
    r"less than|fewer than|under|nearly|the|an?|total))*[ ~<>=(]{0,3}"
)


class Counting(NamedTuple):
    """A series and what it counts; null where nothing says so. Its sentence, as far as it is looked at, is from `floor` to `ceiling`."""

    series: Series
    floor: int
    ceiling: int
    unit: Unit | None


def counting(series: Series) -> Counting:
    """What a series counts, by the nouns of its sentence."""
    floor, ceiling = series.document.sentence_at(series.start)
    floor, ceiling = max(floor, series.start - _REACH), min(ceiling, series.end + _REACH)
    return Counting(series, floor, ceiling, _behind(series, ceiling) or _before(series, floor))


def _behind(series: Series, sentence_end: int) -> Unit | None:
    view, end = series.document.view, series.end
    begin = _OPENING.match(view, end, sentence_end).end()
    limit = min(sentence_end, begin + _WIDTH)
    stop = _STOP.search(view, begin, limit)
    limit = stop.start() if stop else limit
    long = series.figures[-1].magnitude >= 10**9
    for head in _HEAD.finditer(view, begin, limit):
        if head.lastgroup == Counted.LENGTH.name and long:
            continue
        return Unit(Counted[head.lastgroup], series.start, head.end(), view[begin : head.end()])
    return None


def _before(series: Series, sentence_start: int) -> Unit | None:
    view, start = series.document.view, series.start
    nouns = list(_NOUN.finditer(view, max(sentence_start, start - _WIDTH), start))
    if not nouns or not _LINK.fullmatch(view, nouns[-1].end(), start):
        return None
    return Unit(Counted[nouns[-1].lastgroup], nouns[-1].start(), series.end, nouns[-1][0])
