"""What tokens are counted of: training, a dataset, a context, a vocabulary, or something else."""

import re

from extractors.rules.series import Series
from extractors.rules.units import Counted, Unit
from schemas import TokenKind

_VOCABULARY_BEFORE = re.compile(r"\bvocab\w*(?: \w+){0,6} ?\(?$", re.IGNORECASE)
_VOCABULARY_BEHIND = re.compile(r"[- ](?:[\w-]+ )?vocab", re.IGNORECASE)
_LENGTH_BEHIND = re.compile(
    r"[-\s)]{1,2}(?!and |or |with |in |per |from |of |to )(?:[\w-]+ )?(?:contexts?|windows?|lengths?|sequences?|inputs?|prompts?|"
    r"documents?|as context)\b",
    re.IGNORECASE,
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:contexts?|windows?|lengths?|sequences?|inputs?|prompts?|documents?|context size|sequence size|texts)\b(?:[ (:=]|"
    r"\b(?!batch)[\w-]+\b){0,12}$",
    re.IGNORECASE,
)
_CAPACITY = re.compile(
    r"\b(?:handl|process|support|exten|extrapolat|attend|accommodat|scal|generaliz|ingest)\w*\b(?! (?:reward|training|data))[^.;,]{0,40}$",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"\b(?:batch|generat|output|prun|compress|reduc|sav|drop|decod|cach|answer|respon|retriev|only|into|average|per|within|fewer|than|"
    r"cost|inference|reasoning|think)"
    r"\w*(?: [\w%-]+){0,6} ?\(?$",
    re.IGNORECASE,
)
_TRAINED_DIRECTLY = re.compile(
    r"\btrain(?:ed|ing)? (?:on|with|over|using) (?:(?:only|just|fewer than|less than|under|about|around|a total of) )*$", re.IGNORECASE
)
_MADE = re.compile(
    r"\b(?:batch(?: size)?|generat(?:es?|ed|ing)|sav(?:es?|ed|ing)|prun(?:es?|ed|ing)) (?:of )?(?:an? )?(?:[\w-]+ ){0,2}\(?$", re.IGNORECASE
)
_OTHER_WORDS = re.compile(
    r"\b(?:visual|vision|image|video|speech|audio|latent|discrete|soft|learnable|prefix|summary|memory|register|reasoning|thinking|"
    r"output|generated|"
    r"inference|virtual|special|query)\b",
    re.IGNORECASE,
)
_TRAINED_ON = re.compile(
    r"\b(?:pre-?|re-?|post-?|mid-?)?(?:train|tun)(?:e?d|ing|s|e)?\b[^.;]*?\b(?:on|over|for|with|using|from)\b|\btraining (?:set|budget|"
    r"run)\b|"
    r"\b(?:utiliz|consum)\w+\b[^.;]*\b(?:corpus|dataset) of\b",
    re.IGNORECASE,
)
_ON_CORPUS = re.compile(
    r"(?:\b(?:train|tun)\w* (?:on|with|over|using|from)|\butiliz\w+) (?:an? |the |our )?(?:[\w-]+ ){0,3}?(?:(?:corpus|dataset|mixture|"
    r"collection) of )?"
    r"(?:over |about |approximately |more than |up to |~ ?)?$",
    re.IGNORECASE,
)
_CORPUS_OF = re.compile(
    r"\b(?:data ?sets?|corpus|corpora|collection|database|pool) (?:of|with|containing|comprising|totall?ing)\b[^.;]{0,20}$", re.IGNORECASE
)
_CORPUS_BEHIND = re.compile(
    r"[ -](?:[\w-]+ ){0,3}?(?:data ?sets?|\w*corpus|corpora|database|collection)\b| from (?:[\w-]+ ){0,4}datasets\b", re.IGNORECASE
)
_CORPUS_BEFORE = re.compile(
    r"\b(?:data ?sets?|corpus|corpora|collection|database|consist\w*|compris\w+|contain\w*|compil\w+|construct\w*|curat\w+|collect\w*|"
    r"augmented|annotat\w+|"
    r"total\w*|amount\w*|releas\w+|filter\w*|gather\w*|crawl\w*|pool)\b",
    re.IGNORECASE,
)
_TRAINING = re.compile(r"\b(?:pre-?|mid-?|post-?)?train\w*|fine-?tun\w*|\bbudget|\bseen?\b|\bsaw\b", re.IGNORECASE)
_CORPORA = ("corpus", "corpora", "dataset", "datasets", "database", "collection")
_BILLION = 10**9


def kind_of_tokens(series: Series, unit: Unit | None, floor: int, ceiling: int) -> TokenKind:
    """What a series of token counts is the count of, by the words on either side of it in its sentence."""
    view, start = series.document.view, series.start
    end = max(series.end, unit.end if unit else 0)
    near = view[max(floor, start - 60) : start]
    if _VOCABULARY_BEFORE.search(near) or _VOCABULARY_BEHIND.match(view, end, ceiling):
        return TokenKind.VOCABULARY
    if not unit or unit.counted is Counted.LENGTH:
        return TokenKind.CONTEXT
    large = series.figures[-1].value >= _BILLION
    if (_OTHER_WORDS.search(unit.words) and not large) or _MADE.search(near):
        return TokenKind.OTHER
    if not large and (_LENGTH_BEHIND.match(view, end, ceiling) or _LENGTH_BEFORE.search(near) or _CAPACITY.search(near)):
        return TokenKind.CONTEXT
    if not large and _OTHER_BEFORE.search(near) and not _TRAINED_DIRECTLY.search(near):
        return TokenKind.OTHER
    before = view[floor:start]
    if unit.words.endswith(_CORPORA) or _CORPUS_BEHIND.match(view, end, ceiling) or _CORPUS_OF.search(near):
        return TokenKind.TRAINING if _ON_CORPUS.search(before) else TokenKind.DATASET
    if _TRAINED_ON.search(before):
        return TokenKind.TRAINING
    if _CORPUS_BEFORE.search(before):
        return TokenKind.DATASET
    if large or _TRAINING.search(view, floor, ceiling):
        return TokenKind.TRAINING
    return TokenKind.OTHER
