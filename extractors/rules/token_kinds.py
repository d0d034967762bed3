"""What tokens are counted of: training, a dataset, a context, a vocabulary, or something else."""

import re

from extractors.rules.series import Series
from extractors.rules.units import Counted, Unit
from schemas import TokenKind

_VOCABULARY_BEFORE = re.compile(
    r"\b(?:vocab\w*(?: [\w.-]+){0,6}|tokeni[sz]ers? (?:to|has|have|had|with|of|contain\w+|compris\w+|hold\w*|includ\w+|uses|covers)"
    r"(?: \w+){0,4}) ?\(?$",
    re.IGNORECASE,
)
_VOCABULARY_BEHIND = re.compile(
    r"[- ](?:[\w-]+ )?vocab| (?:to|into|in|from) (?:the |its |our |an? )?(?:[\w-]+ ){0,2}(?:vocab|tokeni[sz]er\b)", re.IGNORECASE
)
_LENGTH_BEHIND = re.compile(
    r"[-\s)]{1,2}(?!and |or |with |in |per |from |of |to )(?:[\w-]+ )?(?:contexts?|windows?|lengths?|sequences?|inputs?|prompts?|"
    r"documents?|requests?|histor(?:y|ies)|conversations?|rollouts|as context|"
    r"long)\b|[- ]tokens? long\b",
    re.IGNORECASE,
)
_LENGTH_BEFORE = re.compile(
    r"\b(?:contexts?|windows?|lengths?|sequences?|inputs?|prompts?|documents?|context size|sequence size|texts|haystacks?|needle|"
    r"prefill\w*)\b"
    r"(?:[ ():=→~<>]|\b(?!batch)[\w.-]+\b){0,12}$",
    re.IGNORECASE,
)
_LENGTH_OF = re.compile(
    r"\b(?:contexts?|sequences?|inputs?)(?: (?:lengths?|windows?|sizes?))?(?: (?!corpus|data)[\w-]+){0,2} "
    r"(?:to|of|up to|with|at|exceed\w*|beyond)(?: (?:over|more than|up to|about|around|at least|as many as))*$",
    re.IGNORECASE,
)
_LENGTH_IS = re.compile(
    r"(?<!reduced )(?<!shortened )(?<!compressed )\b(?:contexts? (?:lengths?|windows?|sizes?)|contexts?(?= of\b)|"
    r"sequences? (?:of|with) lengths?|(?:sequence|input) lengths?)"
    r" (?:of|up to|is|reaching|exceed\w*|beyond)(?: (?:over|more than|up to|about|around|at least|as many as))*$",
    re.IGNORECASE,
)
"""A length of a context in so many words, whatever its tokens show: `a context length of 70K video tokens`."""
_DOCUMENT_OF = re.compile(
    r"\b(?:chunks?|passages?|segments?|stories|articles|books|novels|reports|transcripts?|conversations?|dialogues?|trajectories|papers|"
    r"histor(?:y|ies)|sessions?|requests?|repositor(?:y|ies)|"
    r"contracts|episodes|rollouts)\b"
    r" (?:[a-z-]+ ){0,3}(?:of|averag\w+|rang\w+ (?:from|between)|exceed\w*|up to|over|spann?ing|"
    r"reach\w*|between)(?: [a-z]+){0,2} $|\beach (?:[a-z]+ ){1,4}(?:holds|has|contains|is|spans|averages|with) "
    r"(?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r" each\b| at (?:a time|once)\b| (?:per|in each) "
    r"(?:document|sample|sequence|example|prompt|article|conversation|dialogue|book|question)\b"
)
_CAPACITY = re.compile(
    r"\b(?:handl|process|support|read|accept|exten|extrapolat|attend|accommodat|scal|generaliz|generalis|ingest)\w*\b"
    r"(?! (?:reward|training|data))[^.;,]{0,40}$",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"\b(?:batch|generat|output|prun|compress|reduc|sav|drop|decod|cach|answer|respon|retriev|only|into|average|per|within|fewer|than|"
    r"cost|inference|reasoning|think)"
    r"\w*(?: [\w%-]+){0,6} ?\(?$",
    re.IGNORECASE,
)
_AT_LENGTH = re.compile(r"\b(?:up to|from|beyond|at|past|exceed\w*|over|reach\w*|to) (?:as many as )?$", re.IGNORECASE)
_TRAINED_DIRECTLY = re.compile(
    r"\btrain(?:ed|ing)? (?:on|with|over|using) (?:(?:only|just|fewer than|less than|under|about|around|a total of) )*$", re.IGNORECASE
)
_MADE = re.compile(
    r"\b(?:batch(?: size)?|generat(?:es?|ed|ing)|sav(?:es?|ed|ing)|prun(?:es?|ed|ing)) (?:of )?(?:an? )?(?:[\w-]+ ){0,2}\(?$", re.IGNORECASE
)
_BATCH = re.compile(r"[- ](?:per |global )?batch")
_OTHER_WORDS = re.compile(
    r"\b(?:visual|vision|image|video|speech|audio|latent|discrete|soft|learnable|prefix|summary|memory|register|reasoning|thinking|"
    r"output|generated|decoding|completion|response|answer|test-time|retained|cached|padding|"
    r"inference|virtual|special|query)\b",
    re.IGNORECASE,
)
_TRAINING_TOKENS = re.compile(r"\b(?:pre-?|post-?|mid-?)?(?:training|tuning|distillation) tokens?$", re.IGNORECASE)
_TRAINED_ON = re.compile(
    r"\b(?:pre-?|re-?|post-?|mid-?)?(?:train|tun)(?:e?d|ing|s|e)?\b(?! (?:data|corp|text|mix|set))[^.;]*?\b(?:on|over|for|"
    r"with|using|from)\b|\btraining (?:set|budget|"
    r"run)\b|\btraining data \((?:[a-z]+ )*$|\b(?:SFT|distillation|annealing) (?:on|with|over) |"
    r"\b(?:utiliz|consum)\w+\b[^.;]*\b(?:corpus|dataset) of\b",
    re.IGNORECASE,
)
_ON_CORPUS = re.compile(
    r"(?:\b(?:train|tun)\w* (?:on|with|over|using|from)|\b(?:utiliz\w+|us(?:es?|ed|ing))) (?:an? |the |our )?(?:[\w-]+ ){0,3}?"
    r"(?:(?:corpus|dataset|mixture|collection) of )?"
    r"(?:over |about |approximately |more than |up to |~ ?)?$",
    re.IGNORECASE,
)
_CORPUS_OF = re.compile(
    r"\b(?:data ?sets?|corpus|corpora|collection|database|pool|subset|treebank|extract|mixture) "
    r"(?:of|with|containing|comprising|totall?ing)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_CORPUS_BEHIND = re.compile(
    r"[ -](?:(?!(?:from|in|on|of|for)\b)[\w-]+ ){0,3}?(?:data ?sets?|\w*corpus|corpora|database|collection)\b|"
    r" from (?:[\w-]+ ){0,4}datasets\b",
    re.IGNORECASE,
)
_CORPUS_BEFORE = re.compile(
    r"\b(?:data ?sets?|corpus|corpora|collection|database|treebanks?|pipeline|consist\w*|compris\w+|contain\w*|includ\w+|compil\w+|"
    r"construct\w*|curat\w+|collect\w*|augmented|annotat\w+|yield\w*|total\w*|amount\w*|releas\w+|filter\w*|gather\w*|crawl\w*|scrap(?:ed|ing)|"
    r"pool)\b",
    re.IGNORECASE,
)
_THE_DATA = re.compile(r"(?:The|Our|This) (?:[\w-]+ ){0,3}data \((?:[a-z]+ )*$")
_TRAINING = re.compile(
    r"\b(?:SFT|RLHF|distil\w+|anneal\w*)\b|\b(?:pre-?|mid-?|post-?)?train\w*|fine-?tun\w*|\bbudget|\bseen?\b|\bsaw\b", re.IGNORECASE
)
_CORPORA = ("corpus", "corpora", "dataset", "datasets", "database", "collection")
_BILLION = 10**9
_SMALLEST_BUDGET = 10**7
_LONGEST = _LARGEST_VOCABULARY = 2 * 10**6


def kind_of_tokens(series: Series, unit: Unit | None, floor: int, ceiling: int, of_data: bool = False) -> TokenKind:
    """What a series of token counts is the count of, by the words on either side of it in its sentence.

    `of_data` tells that the text is about a dataset and no model, which decides where the words do not.
    """
    view, start, value = series.document.view, series.start, series.figures[-1].value
    end = max(series.end, unit.end if unit else 0)
    near = view[max(floor, start - 60) : start]
    if (unit and unit.counted is Counted.VOCABULARY) or (
        value <= _LARGEST_VOCABULARY
        and (_VOCABULARY_BEFORE.search(near.rstrip("~ ") + " ") or _VOCABULARY_BEHIND.match(view, end, ceiling))
    ):
        return TokenKind.VOCABULARY
    if not unit or unit.counted is Counted.LENGTH:
        return TokenKind.CONTEXT
    large = value >= _BILLION
    if not large and _LENGTH_IS.search(near.rstrip(" ~<>")):
        return TokenKind.CONTEXT
    if (_OTHER_WORDS.search(unit.words) and not large) or _MADE.search(near) or _BATCH.match(view, end):
        return TokenKind.OTHER
    if _LENGTH_OF.search(near.rstrip(" ~<>")):
        return TokenKind.CONTEXT
    if value <= _LONGEST and (_DOCUMENT_OF.search(near) or (_EACH.match(view, end) and not _OTHER_BEFORE.search(near))):
        return TokenKind.CONTEXT
    if not large and (_LENGTH_BEHIND.match(view, end, ceiling) or _LENGTH_BEFORE.search(near) or _CAPACITY.search(near)):
        return TokenKind.CONTEXT
    if value < _BILLION // 10 and _OTHER_BEFORE.search(near) and not _TRAINED_DIRECTLY.search(near):
        return TokenKind.OTHER
    before = view[floor:start]
    if unit.words.endswith(_CORPORA) or _CORPUS_BEHIND.match(view, end, ceiling) or _CORPUS_OF.search(near):
        return TokenKind.TRAINING if _ON_CORPUS.search(before) else TokenKind.DATASET
    if _TRAINING_TOKENS.search(unit.words) or _TRAINED_ON.search(before):
        return TokenKind.TRAINING
    if _CORPUS_BEFORE.search(before) or _THE_DATA.match(view, floor, start):
        return TokenKind.DATASET
    training = _TRAINING.search(view, floor, ceiling)
    if training and (training[0] != "budget" or value >= _SMALLEST_BUDGET):
        return TokenKind.TRAINING
    if large or (of_data and value >= _BILLION // 1000):
        return TokenKind.DATASET if of_data else TokenKind.TRAINING
    if value >= 1000 and _AT_LENGTH.search(near):
        return TokenKind.CONTEXT
    return TokenKind.OTHER
