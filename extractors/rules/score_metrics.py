"""Metrics: what figures measure, by the metrics' names or by the noun that stands beside a figure."""

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.lexicon import benchmark_ids, benchmark_key


class Metric(NamedTuple):
    """A metric's name where it stands."""

    name: str
    start: int
    end: int


ABOUT = (
    r"(?:(?:only|just|merely|a mere|up ?to|about|around|nearly|almost|approximately|roughly|over|more than|less than|no more than|at least|"
    r"at most|as much as|as little as|as low as|as high as|an average of|an?|~|>)\s*){0,3}"
)
"""A pattern for what may stand between a preposition and a figure."""
_MODIFIERS = (
    r"(?:top-?\d(?:\s[A-Z]\w+)?|average|avg\.?|mean|median|overall|macro|micro|weighted|balanced|cumulative|validation|test|dev|task|"
    r"exact|execution|functional|relative|"
    r"absolute|normali[sz]ed|human|classification|retrieval|reasoning|answer|word|character|phoneme|sentence|equal|detection|"
    r"diarization|corruption|flip|"
    r"success|win|pass|hit|attack|completion|resolution|resolve|solve|recall|precision|hallucination|refusal|end-to-end|"
    r"state-of-the-art|Inception|Elo|total|final|L\d|"
    r"single-crop|joint goal|box|mask|standard|robust|adversarial|linear|probing|segmentation|prediction|generation|captioning|"
    r"translation|quality|micro|[Aa]uto-?eval)"
)
_EVALUATIVE = (
    r"(?:an?|the|of|in|on|with|and|or|to|by|from|for|is|are|was|were|new|best|good|high|higher|highest|low|lower|lowest|better|strong|"
    r"competitive|impressive|similar|comparable|remarkable|our|its|their|his|this|that|these|those|each|all|both|same|perfect|only|"
    r"first-place|top|leading|promising|notable|superior|outstanding|solid|considerable|record|previous|existing|baseline|benchmark|"
    r"[a-z-]+ed|(?:achiev|reach|attain|obtain|improv|increas|boost|rais|reduc|lower|lead|scor|yield|gett|us|includ|show|rank|gain|exceed|"
    r"surpass|outperform)(?:es|s|ing)|during|score|reach|gain|get|gets|attain|attains|obtains|improve|reduce|increase|boost|zero-shot|few-shot|"
    r"raise|has|have|at|over|than|as|human|model|system|per|more|less|most|least|what|which|where|when|while|whose|into|across|under)"
)
METRIC_HEADS = (
    r"(?:[Aa]ccurac(?:y|ies)|acc\b\.?|F1(?:[- ]?scores?)?|F-?scores?|F-?measure|BLEU(?:-\d)?|sacreBLEU|ROUGE(?:-[\dLlWS]+)?|METEOR|CIDEr|"
    r"SPICE|chrF\+*|COMET(?:-\d+)?|BERTScore|BLEURT|"
    r"[Pp]erplexit(?:y|ies)|PPL|ppl|bpc|bits[- ]per[- ](?:character|byte|dim(?:ension)?)|BPC|BPB|bpb|NLL|pass(?:@|\s?at\s?)(?:\d+|k)|"
    r"Pass@(?:\d+|k)|maj@\d+|cons@\d+|avg@\d+|"
    r"[Rr]ecall(?:@(?:\d+|[kK]))?|R@\d+|[Pp]recision(?:@\d+)?|[Hh]its?@\d+|n?DCG(?:@\d+)?|NDCG(?:@\d+)?|nDCG(?:@\d+)?|MRR(?:@\d+)?|"
    r"mAP(?:@[\d.:]+)?|MAP(?:@\d+)?|"
    r"AP\s?_\{?\d+\}?|AP(?:-?[a-z\d]+|-[A-Z\d]+)?\b|mIoU|IoU|PQ\b|HOTA|MOTA|IDF1|J&F|FID(?:-\d+k)?(?:[- ]scores?)?|"
    r"FVD|KID|IS\b|CLIP-?[Ss]core|PSNR|SSIM|LPIPS|"
    r"[A-Z]{1,4}-AUC|AUC(?:-?ROC)?|AUROC|ROC-AUC|AUPRC|EER|minDCF|DER|"
    r"(?:WER|CER|PER|EER|MOS)s\b|WER|CER|PER|MOS|UTMOS|PESQ|STOI|SI-?SDRi?|SI-?SNRi?|SDR|MSE|MAE|RMSE|MAPE|EM\b|exact match|Elo|ELO|MCC|"
    r"Spearman(?:'s)?(?:\s(?:rho|"
    r"correlation|rank correlation))?|"
    r"Pearson(?:'s)?(?:\s(?:r|correlation))?|correlation|GDT(?:-TS)?|TM-score|RMSD|Dice(?:\s(?:score|coefficient))?|DSC|NDS|EPE|loss(?!(?:es)?\s(?:in|of)\s)|"
    r"rewards?(?!\s(?:model|function|signal))|returns?|ASR|TPR(?:@[\w.%]+)?|FPR(?:\d+)?|[A-Z][A-Za-z]*@(?:\d+(?:\.\d+)?|[kK])(?:\s[Aa]ccuracy)?|"
    r"Fr[eé]chet [Ii]nception [Dd]istance|"
    r"(?:success|feasibility|quality|robustness|fidelity|consistency|agreement|adherence|coverage|similarity|reliability|compliance|"
    r"correctness|faithfulness|toxicity|factuality|helpfulness)(?=\s(?:by|from|to|of|is|reaches)\s[^;,.]{0,25}\d)|"
    r"[Ee]rror|(?:[Ss]uccess|[Ww]in|[Ee]rror|[Pp]ass|hit|[Aa]ttack success|resolve[d]?|resolution|solve|completion|flip|refusal|"
    r"hallucination)[- ](?:rates?|ratios?)|top-?[15](?=\s(?:on|in|for)\b|[,.;)])|"
    r"scores?|rates?|performance|likelihood)"
)
METRIC = re.compile(
    r"(?=[A-Za-z])(?<![\w-])"
    r"(?:(?=[a-z]{3,}(?:-[a-z]+)?\s(?:[a-z]+\s)?(?:scores?|rates?|success|feasibility|quality|fidelity|consistency|accuracy)\b)"
    rf"(?!{_EVALUATIVE}\b)[a-z]{{3,}}(?:-[a-z]+)?\s)?"
    rf"(?:{_MODIFIERS}[\s-]){{0,3}}{METRIC_HEADS}(?:\s(?:score|rate)s?)?(?![\w])(?:\s\((?P<short>[A-Z][A-Za-z@\d]{{1,7}})\))?"
)
_MAY_BEGIN = r"(?=[A-Z]|a[cdgtv]|b[ip]|c[ho]|e[rx]|f[aeil]|h[aei]|l[io]|m[AIai]|n[D]|p[aepr]|qu|r[aeo]|s[aciou]|t[o]|wi)"  # of METRIC_HEADS
_HEAD = re.compile(rf"\b{_MAY_BEGIN}{METRIC_HEADS}(?:\s(?:score|rate)s?)?(?!\w)")  # looked for first, as it is rare
_WORD_START = re.compile(r"(?=[A-Za-z])(?<![\w-])")
_LONGEST_LEAD = 70  # characters that the words before the noun may take
_SCORES_FIGURE = re.compile(r"\s(?:only\s|just\s|up to\s|about\s|an?\s)?[~+]?\d")
_SCORES = re.compile(r"(?:^|^[a-z-]+\s)scores$|^[a-z-]+s\sscore$")
_NO_PART = re.compile(r"^(?:absolute|relative|state-of-the-art|human(?=\sscore))\s")
_PLURAL = re.compile(r"(?<=score)s$|(?<=rate)s$|(?<=ratio)s$|(?<=[A-Z])s$")
_BARE = frozenset(("performance", "overall performance", "rate", "rates", "human performance", "relative"))
_SCORED = re.compile(r"(?<=FID|Elo|ELO|LEU) scores?$|(?<=perplexity) scores?$")


def _around(view: str, start: int, head: re.Match[str], end: int) -> re.Match[str] | None:
    """The whole name of a metric around the noun that it ends in, from the first word that may begin it."""
    place = head.start()
    low = max(start, place - _LONGEST_LEAD)
    low = max(low, view.rfind(",", low, place), view.rfind("(", low, place), view.rfind("%", low, place))  # which no name holds
    for word in _WORD_START.finditer(view, low, place + 1):
        match = METRIC.match(view, word.start(), end)
        if match and match.end() > place:
            return match
    return None


def metrics(view: str, start: int, end: int) -> list[Metric]:
    """The metrics that a stretch of text names; a short form in brackets stands for its long one."""
    found, place = [], start
    for head in _HEAD.finditer(view, start, end):
        match = _around(view, place, head, end) if head.start() >= place else None
        if not match:
            continue
        place = match.end()
        name = match["short"] or _NO_PART.sub("", match[0])
        is_verb = _SCORES.search(name) and _SCORES_FIGURE.match(view, match.end())
        if name not in _BARE and not is_verb:
            found.append(Metric(_PLURAL.sub("", _SCORED.sub("", name)), match.start(), match.end()))
    return found


_METRICS_JOINED = re.compile(r"\s?(?:/|&|,|,? and)\s?")
_ACRONYM = re.compile(
    r"(?:%|(?<=\d))\s?\(?(?P<name>[A-Z][A-Za-z]{0,6}[A-Z@\d][\w@]*|(?:task )?success)\)?"
    r"(?=\s(?:on|in|for|over|across|and|at|while|whereas|but|than|versus|vs|against|compared)\b|[,.;)])"
)


def joined_metrics(view: str, named: list[Metric]) -> list[Metric]:
    """The last of some metrics with those that are coordinated with it: "IoU/Dice", "precision and recall"."""
    run = named[-1:]
    for metric in reversed(named[:-1]):
        if not _METRICS_JOINED.fullmatch(view, metric.end, run[0].start):
            break
        run.insert(0, metric)
    return run


def acronym_behind(view: str, end: int) -> Metric | None:
    """What stands as a metric's short form directly behind a figure with a unit: "71% ASR on", "13% (TPR01)"."""
    match = _ACRONYM.match(view, end - 1 if view[end - 1 : end] == "%" else end)
    return Metric(match["name"], *match.span("name")) if match and benchmark_key(match["name"]) not in benchmark_ids() else None


@lru_cache(maxsize=1 << 12)
def is_metric(name: str) -> bool:
    """Is this the name of a metric, or a phrase that ends in one: `ROUGE-N F1`, `PR-AUC`, `Word Error Rate`?"""
    return bool(METRIC.fullmatch(name) or _ENDS_INMETRIC.search(name))


_ABSTRACT = (
    r"(?!(?:an?|the|its?)\s)(?:[a-z]+(?:-[a-z]+)*\s){0,2}?(?!(?:improvement|reduction|degradation|increment|advantage|average|evaluation|generation|translation|"
    r"classification|segmentation|recognition|summarization|percentage|compression|acceleration|distillation|competition|validation|"
    r"attention|performance|difference|training|prompting|reasoning|tuning|answering)s?\b)"
    r"[a-z]+(?:tion|sion|ity|ness|acy|age|ance|ence|ment|ucination)"
)
_NOUN_BEFORE = re.compile(
    rf"(?:\b(?:an?|the|its?|with|in|has|have|and|achiev\w+|reach\w*|attain\w*|obtain\w*|reduc\w+|lower\w*|decreas\w+|increas\w+|rais\w+|"
    rf"improv\w+|boost\w*|cut\w*)\s|[,(]\s?)(?P<name>{_ABSTRACT})\s?(?:\(|=\s?|(?:by|to|of|from|is|was|reaches)\s){ABOUT}[+~-]?$"
)
_NOUN_BEHIND = re.compile(
    rf"\s?%?\+?\s(?:out of \d+\sin\s)?(?:(?:higher|lower|better|more|less)\s)?(?P<name>{_ABSTRACT})"
    r"(?=\s(?:on|across|for|over|to|with|\()|\s?[,.;)])"
)
_ENDS_INMETRIC = re.compile(
    r"(?:\s|-|^)(?:F1|AUC|AUROC|WERs?|CERs?|BLEU|EM|AP|Rates?|Scores?|Accuracy|Error|Precision|Recall|Distance|Correlation)$"
)


def noun_beside(view: str, start: int, end: int, low: int, stop: int) -> Metric | None:
    """A quality that stands beside figures as what they measure, where it is no metric's name: "a mean resolution of 61%"."""
    match = _NOUN_BEHIND.match(view, end, stop) or _NOUN_BEFORE.search(view, max(low, start - 60), start)
    return Metric(match["name"], *match.span("name")) if match else None
