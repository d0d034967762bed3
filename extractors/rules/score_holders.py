"""Whose score a figure is: the model or method that its sentence gives it to."""

import re

from extractors.rules.names import Kind
from extractors.text import Document, Span

_NAME = r"(?:[A-Z][\w.+-]*[\w+]|[a-z]+[A-Z\d][\w.+-]*\w)(?:[ -](?:v?\d[\w.]*|[A-Z][\w.+-]*\w|mini|large|base))*"
_VERB = re.compile(
    r"(?:'s\s[a-z]+)?\)?,?\s?(?:\([^()]{1,40}\),?\s|,\s[^,;.]{1,80},\s)?(?:an?\s[^,;.]{1,90}?\s(?=that|which))?(?:(?:pre-?|fine-?)?(?:trained|tuned)\s(?:[\w-]+\s){1,6}?)?"
    r"(?:(?:also|further|even|now|can|consistently|significantly|already|ultimately|alone|it|on|average|models?|method|framework|approach|system|variant|network|"
    r"trained|which|that|notably|still|substantially|with only [\w-]+ parameters),?\s){0,4}"
    r"(?:achiev|obtain|reach|attain|scor|get[s]?\b|got|improv|outperform|surpass|set[s]?\b|exceed|yield|push|establish|report|show|deliver|demonstrat|gain|match|beat|record|hit|perform|"
    r"reduc|increas|boost|rais|enhanc|produc|restor|solv|rank|lead|provid|bring|retain|maintain|has|had|advanc|secur|excel|display|exhibit|is\b|accomplish)\w*\b"
)
_HOLDER = re.compile(rf"(?P<name>{_NAME})")
_BESIDE = re.compile(
    rf"(?:the\s|than\s|over\s|of\s)?(?P<name>{_NAME}|humans?|human experts?|rule-based heuristics)(?:'s)?(?:\s(?:baselines?|models?|performance|accuracy|score|level))?\s?(?:of|at|with|\(|:)?\s?$"
)
_DESCRIBED = re.compile(
    rf"\b(?:[Oo]ur|[Tt]he|[Aa]n?)\s(?P<name>(?:[\w.-]+\s){{1,3}}(?:LLM|LM|model|transformer|system|network))s?\s(?:\([^()]{{1,40}}\)\s)?(?:achiev|obtain|reach|attain|scor|improv|outperform|surpass|set|\((?=\d))"
)
_WITH = re.compile(rf"[^.;]{{0,60}}?\b(?:with|using|by|for)\s(?:an?|the|our)\s(?P<name>{_NAME})")
_OVER = re.compile(
    rf"\b(?:over|than|outperform\w*|surpass\w*|exceed\w*|beat\w*|above|versus|compared (?:to|with))\s(?:the\s|existing\s|previous\s)*(?P<name>{_NAME}|humans?)"
)
_COMPARED = re.compile(r"\b(?:by|with|score of)\s(?=[\d.]+\s?%?\s(?:to|vs|versus))|\b(?:vs\.?|versus|compared)\s")
_NOT_HOLDERS = frozenset(
    "Elo Inception Lastly Thus Furthermore January February March April May June July August September October November December Evaluations Evaluation Experiment Among Under Through Overall In Our Comprehensive Tests We Our The This These In On It By For With From At When While Experiments Results Experimental Extensive Empirical Notably Specifically Moreover Furthermore "
    "Additionally Finally However Also As To And LLM LLMs SOTA FID BLEU F1 WER AUC AP mAP mIoU Code Using Our best A An For Based Compared".split()
)


def holder_of(scan, document: Document, sentence: Span, figures: Span, first_of_pair: bool, second_of_pair: bool) -> str | None:
    """The name, as written, of the model whose score some coordinated figures are; null where the sentence gives none.

    Of a pair "from A to B" the first is what was there before, so that no one is named for it; of "by A to B" and "A versus B"
    the second is the score of what is compared with.
    """
    view, text = document.view, document.text
    taken = {mention.name for benchmark in scan.benchmarks for mention in benchmark.mentions}
    compared = bool((first_of_pair or second_of_pair) and _COMPARED.search(view, max(sentence[0], figures[0] - 12), figures[1]))
    if first_of_pair and not compared:
        return None
    if second_of_pair and compared:
        over = [match for match in _OVER.finditer(view, sentence[0], figures[0]) if _may_hold(match["name"], taken)]
        return text[over[-1].start("name") : over[-1].end("name")] if over else None
    if not second_of_pair:
        beside = _BESIDE.search(view, max(sentence[0], figures[0] - 60), figures[0])
        if beside and _may_hold(beside["name"], taken):
            return text[beside.start("name") : beside.end("name")]
    holder = None
    for name in _HOLDER.finditer(view, sentence[0], figures[0]):
        if _may_hold(name["name"], taken) and _VERB.match(view, name.end(), sentence[1]):
            holder = text[name.start() : name.end()]
    if holder:
        return holder
    described = _DESCRIBED.search(view, sentence[0], figures[0] + 1)
    if described:
        return text[described.start("name") : described.end("name")]
    tool = _WITH.match(view, figures[1], sentence[1])
    if tool and _may_hold(tool["name"], taken):
        return text[tool.start("name") : tool.end("name")]
    return _own_model(scan)


def _may_hold(name: str, taken: set[str]) -> bool:
    return name not in taken and name.split()[0] not in _NOT_HOLDERS


def _own_model(scan) -> str | None:
    """The model or method that the paper's title names as its own."""
    for own in scan.own_names:
        if own.document is scan.title and own.kind in (Kind.MODEL, Kind.METHOD, None):
            return own.name
    return None
