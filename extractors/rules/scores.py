"""Figures that may be scores: a number with its unit and its metric, and whether it is a score or a difference."""

import re
from typing import NamedTuple

from schemas.facts import ResultKind, Unit


class Figure(NamedTuple):
    """A number in a sentence that may be a score."""

    value: float
    start: int
    end: int
    unit: Unit | None
    signed: bool
    is_count: bool = False  # of a benchmark's own tasks: "18 of 32 targets"


class Metric(NamedTuple):
    """A metric's name where it stands."""

    name: str
    start: int
    end: int


_FIGURE = re.compile(
    r"(?<![\w.,$@/'-])(?<!\d\s)(?P<sign>[+-])?(?P<value>\d{1,4}(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<unit>\s?%(?:[- ]?points?\b)?|\s?percent\b|[ -](?:(?:absolute|percentage|accuracy|average|BLEU|F1|ROUGE|Elo|mAP|WER|AP|"
    r"perplexity|full)\s)?points?\b"
    r"|\s?pp\b|\s?x(?=\s)|\s(?:times|fold)\b)?(?![\w]|[.,]\d|-?\d|-[A-Za-z]|\s?(?:/|\^)\s?[A-Za-z(])"
)
_SLASHED = re.compile(r"/(?P<value>\d{1,3}(?:\.\d+)?)(?P<unit>\s?%)?(?![\w/]|\.\d)")
_COUNTED = re.compile(
    r"\s?(?:out of|of (?:the\s)?(?:\d|all)|[KMBTkx]\b|[a-z]+\s)??(?:out of\s?\d|of (?:the )?\d|billion|million|trillion|thousand|"
    r"parameters?|tokens?|samples?|"
    r"examples?|GPUs?|hours?|days?|minutes?|seconds?|ms\b|layers?|languages?|data ?sets?|tasks?|benchmarks?|models?|images?|videos?|"
    r"shots?|steps?|epochs?|years?|"
    r"domains?|classes|categories|questions?|problems?|subjects?|different|diverse|iterations?|frames?|fps|seeds?|agents?|experts?|"
    r"attempts?|rounds?|turns?|"
    r"(?:[a-z-]+\s)?(?:NLP\s)?(?:tasks|data ?sets|benchmarks|languages|models)|[MGTP]?FLOP[sS]?\b|other\b|GB\b|MB\b|bits?\b|dB\b)",
)
_COST = re.compile(
    r"\s*(?:%\s)?(?:(?:or|and) (?:higher|more|above|better)|of (?:the\s|its\s|their\s|all\s)?(?:original\s|total\s|full\s|labell?ed\s|"
    r"training\s|available\s|pre-?training\s|model\s)*(?:data|parameters|labels|tokens|compute|cost|examples|samples|weights|"
    r"training|memory|size|budget|time|dataset|corpus|FLOPs|neurons|layers|vocabulary|instances|annotations)|fewer|less|faster|slower|"
    r"cheaper|smaller|larger|more (?:data|efficient|sample|memory|compute|parameters)|"
    r"(?:[a-z-]+\s){0,2}(?:speed-?ups?|speed|sparsity|compression|quantity|memory|latency|throughput|cost|storage|labels|acceleration|"
    r"inference|computation|FLOPs|training time|data reduction|wall-clock)|"
    r"(?:\w+\s){0,1}(?:improvement|reduction|increase|gain|decrease)s? in (?:[a-z-]+\s){0,3}(?:speed|throughput|latency|memory|cost|"
    r"time|efficiency|parameters|FLOPs|tokens|energy|size|usage))\b"
)
_BEFORE_COST = re.compile(
    r"(?:speed-?up|faster|latency|throughput|memory|cost|tokens|compute|FLOPs|parameters|training time|sparsity|temperature|only|"
    r"access to|using|rate of|top|"
    r"sections?|tables?|figures?|stage|phase|level|version|size|resolution|length|task|rank(?:s|ed|ing)?|place|out of|at least one of|"
    r"in|since|by|from)\s(?:by\s|of\s|from\s|to\s|up to\s|about\s|~\s?|over\s|only\s)?$"
)
_SAVED = re.compile(
    r"\b(?:[Cc]osts?|[Ll]atency|[Mm]emory|[Cc]ompute|[Rr]untime|[Ss]peed|[Tt]hroughput|[Ee]nergy|FLOPs|[Tt]raining time)\s"
    r"(?:on|for|of|at|in)\s[^,;.]{1,60}\sby\s(?:only\s|about\s|~\s?)?$"
)
_ALIKE = re.compile(r"\b(?:do|does|did) (?:so|it) by\s$")
SOLVES = r"(?:solv|prov|answer|pass|complet|fold|resolv|finish|crack|clos)(?:e[sd]?|ed|s|es|ing)?"
"""A pattern for the verbs of what is done with a benchmark's tasks, of which a share or a number is a score."""
_SOLVED = re.compile(rf"\b{SOLVES}\s(?:only\s|just\s|up to\s|about\s)?$")
_OF_ITS_TASKS = re.compile(
    r"\s(?:out\s)?of\s(?:the\s|its\s)?\d+\s(?:[a-z]+\s)?(?:targets?|problems?|questions?|theorems?|issues?|tasks?|puzzles?|levels?|games?|proteins?)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")

_MODIFIERS = (
    r"(?:top-?\d(?:\s[A-Z]\w+)?|average|avg\.?|mean|median|overall|macro|micro|weighted|balanced|cumulative|validation|test|dev|task|"
    r"exact|execution|functional|relative|"
    r"absolute|normali[sz]ed|human|classification|retrieval|reasoning|answer|word|character|phoneme|sentence|equal|detection|"
    r"diarization|corruption|flip|"
    r"success|win|pass|hit|attack|completion|resolution|resolve|solve|recall|precision|hallucination|refusal|end-to-end|"
    r"state-of-the-art|Inception|Elo|total|final|"
    r"single-crop|joint goal|box|mask|standard|robust|adversarial|linear|probing|segmentation|prediction|generation|captioning|"
    r"translation|quality)"
)
_HEADS = (
    r"(?:[Aa]ccurac(?:y|ies)|acc\b\.?|F1(?:[- ]?scores?)?|F-?scores?|F-?measure|BLEU(?:-\d)?|sacreBLEU|ROUGE(?:-[\dLlWS]+)?|METEOR|CIDEr|"
    r"SPICE|chrF\+*|COMET(?:-\d+)?|BERTScore|BLEURT|"
    r"[Pp]erplexit(?:y|ies)|PPL|ppl|bpc|bits[- ]per[- ](?:character|byte|dim(?:ension)?)|BPC|BPB|bpb|NLL|pass(?:@|\s?at\s?)(?:\d+|k)|"
    r"Pass@(?:\d+|k)|maj@\d+|cons@\d+|avg@\d+|"
    r"[Rr]ecall(?:@(?:\d+|[kK]))?|R@\d+|[Pp]recision(?:@\d+)?|[Hh]its?@\d+|n?DCG(?:@\d+)?|NDCG(?:@\d+)?|nDCG(?:@\d+)?|MRR(?:@\d+)?|"
    r"mAP(?:@[\d.:]+)?|MAP(?:@\d+)?|"
    r"AP(?:-?[A-Za-z\d]+)?\b|mIoU|IoU|PQ\b|HOTA|MOTA|IDF1|J&F|FID(?:-\d+k)?(?:[- ]scores?)?|FVD|KID|IS\b|CLIP-?[Ss]core|PSNR|SSIM|LPIPS|"
    r"AUC(?:-?ROC)?|AUROC|ROC-AUC|AUPRC|EER|minDCF|DER|"
    r"WER|CER|PER|MOS|UTMOS|PESQ|STOI|SI-?SDRi?|SI-?SNRi?|SDR|MSE|MAE|RMSE|MAPE|EM\b|exact match|Elo|ELO|MCC|Spearman(?:'s)?(?:\s(?:rho|"
    r"correlation|rank correlation))?|"
    r"Pearson(?:'s)?(?:\s(?:r|correlation))?|correlation|GDT(?:-TS)?|TM-score|RMSD|Dice(?:\s(?:score|coefficient))?|DSC|NDS|EPE|loss|"
    r"rewards?(?!\s(?:model|function|signal))|returns?|"
    r"error|(?:success|win|error|pass|hit|attack success|resolve[d]?|resolution|solve|completion|flip|refusal|hallucination)[- ]rates?|"
    r"scores?|rates?|performance|likelihood)"
)
_METRIC = re.compile(
    rf"(?<![\w-])(?:{_MODIFIERS}[\s-]){{0,3}}{_HEADS}(?:\s(?:score|rate)s?)?(?![\w])(?:\s\((?P<short>[A-Z][A-Za-z@\d]{{1,7}})\))?"
)
_LARGEST = 10_000
_SCORES_FIGURE = re.compile(r"\s(?:only\s|just\s|up to\s|about\s|an?\s)?[~+]?\d")
_BARE = frozenset(("performance", "rate", "rates", "human performance", "relative"))
_SCORED = re.compile(r"(?<=FID|Elo|ELO|LEU) scores?$|(?<=perplexity) scores?$")

_UP = (
    r"improv\w*|increas\w*|outperform\w*|surpass\w*|exceed\w*|gain\w*|boost\w*|rais\w+|lift\w*|beat\w*|enhanc\w*|ahead|advanc\w+|"
    r"better\w*|lead\w*|margins?|advantage|difference|uplift|elevat\w+|jump\w*|rises?"
)
_DOWN = r"drop\w*|reduc\w*|decreas\w*|degrad\w*|declin\w*|fall\w*|lower\w*|loses?|losing|lost"
_MORE = r"higher|better|above|more accurate|stronger|over|relative to|greater"
_LESS = r"lower|worse|below|less accurate|fewer|behind"
_APPROXIMATELY = (
    r"(?:only|just|merely|"
    r"up to|about|around|nearly|almost|approximately|over|more than|at least|an average of|an? absolute|an?|a further|an additional|"
    r"as much as|roughly|on average|~|>|a relative|[+-])"
)
_BY = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?:[^.;]{{0,90}}?\bby|\s(?:[a-z-]+\s){{0,2}}of|\s(?:of|by)?|[^.;]{{0,40}}?\sup to|:|"
    rf"\s?\()\s?(?:{_APPROXIMATELY}\s?){{0,3}}(?:[+\d.%]+\s?(?:%|points?)?(?:,\s|\sand\s|,\sand\s|/)){{0,3}}$"
)
_KEPT = re.compile(r"\b(?:keep|retain|preserv|maintain)(?:s|es|ed|ing)?\s(?:about\s|over\s|up to\s|~\s?)?$")
_NEXT = re.compile(r"(?:,|\band|,? as well as)\s(?:an?\s|of\s|by\s|(?:[\w@-]+\s){1,3}by\s)?$")
_SHARE = re.compile(
    r"\sof\s(?:the\s|its\s|their\s|what\s)?(?:[\w'-]+\s){0,4}?(?:scores?|performance|accuracy|improvements?|gains?|level|quality)\b"
)
_CHANGE = re.compile(
    rf"\s?(?:\([^()]{{0,40}}\)\s)?(?:(?:absolute|relative|average|overall|percentage|accuracy|consistent|performance|"
    rf"[a-z-]+)\s){{0,3}}?(?:(?P<up>improvements?|gains?|increases?|boosts?|uplift|advantage|lead|margin|lift|jump)|(?P<down>drops?|"
    rf"reductions?|decreases?|degradations?|declines?|(?:(?<=accuracy )|(?<=performance ))loss(?:es)?))\b"
    rf"|\s?(?:absolute(?:ly)?\s|points?\s)?(?P<more>{_MORE})\b|\s?(?:points?\s)?(?P<less>{_LESS})\b"
)


def figures(view: str, start: int, end: int) -> list[Figure]:
    """The numbers of a stretch of text that may be scores, in order; counts, sizes, years and costs are left out."""
    found: list[Figure] = []
    saved = False
    for match in _FIGURE.finditer(view, start, end):
        before = view[max(start, match.start() - 30) : match.start()]
        if match["unit"] is None and _OF_ITS_TASKS.match(view, match.end(), end):
            if _SOLVED.search(before):
                found.append(Figure(float(match["value"].replace(",", "")), *match.span(), None, False, is_count=True))
            continue
        if (match["unit"] is None and _COUNTED.match(view, match.end())) or _COST.match(view, match.end()):
            continue
        if before.endswith("by ") and (
            _SAVED.search(view, max(start, match.start() - 110), match.start()) or (saved and _ALIKE.search(before))
        ):
            saved = True
            continue
        if match["unit"] is None and (_YEAR.match(match["value"]) or _unlike_a_score(before, match["value"])):
            continue
        value = float(match["value"].replace(",", ""))
        if value > _LARGEST:
            continue
        padding = 4 if view.startswith("    ", match.end()) else 0  # where "times" reads "x"
        figure = Figure(value, match.start(), match.end() + padding, _unit(match["unit"]), match["sign"] is not None)
        found.append(figure)
        place = match.end()
        while slashed := _SLASHED.match(view, place, end):
            place = slashed.end()
            found.append(Figure(float(slashed["value"]), slashed.start() + 1, place, _unit(slashed["unit"]), False))
    return found


def _unlike_a_score(before: str, value: str) -> bool:
    """A bare number behind a capitalised word is part of a name; behind certain words it is no score."""
    if re.search(r"(?:^|[\s(])(?:[A-Z][\w.-]*|v)\s$", before) and not re.search(rf"(?:{_HEADS})\s$|\b(?:On|The|By|At|To|Of)\s$", before):
        return "." not in value or len(value) < 4
    return bool(_BEFORE_COST.search(before)) and "." not in value and not re.search(r"\b(?:from|by|to)\s$", before)


def _unit(written: str | None) -> Unit | None:
    if written is None:
        return None
    if "point" in written or "pp" in written:
        return Unit.POINTS
    return Unit.PERCENT if "%" in written or "percent" in written else Unit.FACTOR


def metrics(view: str, start: int, end: int) -> list[Metric]:
    """The metrics that a stretch of text names; a short form in brackets stands for its long one."""
    found = []
    for match in _METRIC.finditer(view, start, end):
        name = match["short"] or re.sub(r"^(?:absolute|relative|state-of-the-art)\s", "", match[0])
        is_verb = name == "scores" and _SCORES_FIGURE.match(view, match.end())
        if name not in _BARE and not is_verb:
            found.append(Metric(_SCORED.sub("", name), match.start(), match.end()))
    return found


def is_metric(name: str) -> bool:
    """Is this the name of a metric?"""
    return bool(_METRIC.fullmatch(name))


class Reading(NamedTuple):
    """How a figure is to be read."""

    kind: ResultKind
    drop: bool = False
    listed: bool = False  # the words before it, "gains of", hold for the figures that follow in a list


def reading_of(view: str, sentence: tuple[int, int], figure: Figure, group_end: int, earlier: Reading | None) -> Reading:
    """Is the figure a score or a difference, and is it a drop? What introduces a list is said of all its figures."""
    before = view[max(sentence[0], figure.start - 130) : figure.start]
    for end in (figure.end, group_end):
        if change := _CHANGE.match(view, end, sentence[1]):
            return Reading(ResultKind.DELTA, bool(change["down"] or change["less"]))
        if _SHARE.match(view, end, sentence[1]):
            return Reading(ResultKind.DELTA)
    if figure.unit is Unit.PERCENT and _KEPT.search(before):
        return Reading(ResultKind.DELTA)
    if by := _BY.search(before):
        return Reading(ResultKind.DELTA, bool(by["down"]), listed=True)
    if figure.signed or figure.unit is Unit.FACTOR:
        return Reading(ResultKind.DELTA, view[figure.start] == "-")
    if earlier and earlier.listed and _NEXT.search(before):
        return earlier
    return Reading(ResultKind.DELTA if figure.unit is Unit.POINTS else ResultKind.ABSOLUTE)
