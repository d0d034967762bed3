"""Whose score a figure is: the model or method that its sentence gives it to."""

import re

from extractors.rules.names import Kind
from extractors.text import Document, Span

_NAME = r"(?:[A-Z][\w.+-]*[\w+]|[a-z]+[A-Z\d][\w.+-]*\w)(?:[ -](?:v?\d[\w.]*|[A-Z][\w.+-]*\w|mini|large|base))*"
_VERB = re.compile(
    r"\s?(?:\([^()]{1,40}\),?\s|,\s[^,;.]{1,80},\s)?(?:(?:pre-?|fine-?)?(?:trained|tuned)\s(?:[\w-]+\s){1,6}?)?(?:(?:also|further|even|now|can|consistently|significantly|already|ultimately|alone|it|on|average|model|models|method|framework|approach|system|variant|"
    r"trained|which|that|notably|still|substantially)\s){0,3}"
    r"(?:achiev|obtain|reach|attain|scor|get[s]?\b|got|improv|outperform|surpass|set[s]?\b|exceed|yield|push|establish|report|show|deliver|demonstrat|gain|match|beat|record|hit|perform|"
    r"reduc|increas|boost|rais|enhanc|produc|restor|solv|rank|lead|provid|bring|retain|maintain|has|had|advanc|secur|excel|display|exhibit|is\b|accomplish)\w*\b"
)
_HOLDER = re.compile(rf"(?P<name>{_NAME})")
_BESIDE = re.compile(
    rf"(?:the\s|than\s|over\s|of\s)?(?P<name>{_NAME}|humans?|human experts?|rule-based heuristics)(?:'s)?(?:\s(?:baselines?|models?|performance|accuracy|score|level))?\s?(?:of|at|with|\(|:)?\s?$"
)
_OVER = re.compile(
    rf"\b(?:over|than|outperform\w*|surpass\w*|exceed\w*|beat\w*|above|versus|compared (?:to|with))\s(?:the\s|existing\s|previous\s)*(?P<name>{_NAME}|humans?)"
)
_NOT_HOLDERS = frozenset(
    "Evaluations Evaluation Experiment Among Under Through Overall In Our Comprehensive Tests We Our The This These In On It By For With From At When While Experiments Results Experimental Extensive Empirical Notably Specifically Moreover Furthermore "
    "Additionally Finally However Also As To And LLM LLMs SOTA FID BLEU F1 WER AUC AP mAP mIoU Code Using Our best A An For Based Compared".split()
)


def holder_of(scan, document: Document, sentence: Span, figures: Span, first_of_pair: bool, second_of_pair: bool) -> str | None:
    """The name, as written, of the model whose score some coordinated figures are; null where the sentence gives none.

    Of a pair ("from A to B") the first is what was there before, so that no one is named for it.
    """
    view = document.view
    beside = _BESIDE.search(view, max(sentence[0], figures[0] - 60), figures[0])
    taken = _benchmark_names(scan)
    if beside and not first_of_pair and beside["name"] not in _NOT_HOLDERS and beside["name"] not in taken and not second_of_pair:
        return document.text[beside.start("name") : beside.end("name")]
    if first_of_pair:
        return None
    holder = None
    for name in _HOLDER.finditer(view, sentence[0], figures[0]):
        if name["name"] in _NOT_HOLDERS or name["name"] in taken or name["name"].split()[0] in _NOT_HOLDERS:
            continue
        if _VERB.match(view, name.end(), sentence[1]):
            holder = document.text[name.start() : name.end()]
    return holder or _own_model(scan)


def _benchmark_names(scan) -> set[str]:
    return {mention.name for benchmark in scan.benchmarks for mention in benchmark.mentions}


def _own_model(scan) -> str | None:
    """The one model or method that the paper names as its own, where it names one."""
    for own in scan.own_names:
        if own.kind in (Kind.MODEL, Kind.METHOD) or own.kind is None:
            return own.name
    return None
