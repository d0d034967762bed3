"""Sizes whose noun phrase has a head of its own: of a part of a model, of another model, of models that something is done to."""

import re

from extractors.rules.series import Series
from extractors.rules.units import Unit

QUALIFIED = (
    r"(?:(?:up to|over|more than|less than|fewer than|under|about|around|approximately|roughly|nearly|almost|only|just|merely|a mere|"
    r"as few as|as little as|at least|at most|no more than|a total of|an estimated|some|both|the|~|<|>) ?)*"
)
"""Words before a figure that qualify it, as a pattern."""
_PART = (
    r"(?:encoders?|decoders?|projectors?|projection|heads?|tokenizers?|adapters?|towers?|connectors?|vocoders?|predictors?|modules?|"
    r"embeddings?|layers?|language models?|LLMs?|ViTs?|[Vv]ision [Tt]ransformers?|backbones?|codecs?|branch(?:es)?|draft\w*|students?|"
    r"teachers?)"
)
_PART_NOUN = re.compile(rf"[ -](?:[\w-]+ ){{0,4}}{_PART}\b")
_HAS = (
    r"\b(?=[a-z])(?:with|has|have|us(?:es?|ing)|featur\w+|combin\w+|includ\w+|join\w*|pair\w*|integrat\w*|employ\w*|compris\w+|"
    r"consist\w* of|contain\w*|incorporat\w+|and|via|from|of|parts:|components:) (?:an?|its|the|two|one) "
)
_HAS_PART = re.compile(rf"{_HAS}(?:[\w-]+ ){{0,4}}{_PART} (?:with|of|having|at|\(|containing) ?{QUALIFIED}$")
_HAS_SIZED = re.compile(rf"{_HAS}(?:[\w-]+ ){{0,2}}$")


def is_part(series: Series, floor: int) -> bool:
    """Is a figure the size of a part of a model: "a vision encoder with 400M parameters", "uses a 400M encoder"?"""
    view, start = series.document.view, series.start
    near = max(floor, start - 90)
    if _HAS_PART.search(view, near, start):
        return True
    return bool(_PART_NOUN.match(view, series.end) and _HAS_SIZED.search(view, near, start))


def of_another(view: str, series: Series, unit: Unit | None, floor: int) -> bool:
    """Does the phrase of a size have a head of its own, which is not what the sentence is about?

    That is a model behind an article that a preposition or a comparison governs ("within noise of a 7B model", "for the main 7B decoder"),
    or models that something is done to ("in scaling models from 1B to 7B", "surpasses the LLMs at the 7B scale").
    """
    near = max(floor, series.start - 90)
    if unit and len(series.figures) == 1 and HEAD_BEHIND.match(view, series.end) and _GOVERNED.search(view, near, series.start):
        return view.find("ranging ", max(floor, series.start - 150), series.start) < 0
    return bool(_OTHER_HEAD.search(view, near, series.start))


_HEAD = r"(?:models|[A-Z]{0,4}LMs|transformers|networks|backbones|baselines|architectures|variants|competitors|systems)"
HEAD_BEHIND = re.compile(
    r"[- ](?:[\w-]+ ){0,4}(?:models?|[A-Z]{0,4}LMs?|transformers?|networks?|decoders?|encoders?|baselines?|checkpoints?|counterparts?|"
    r"backbones?|teachers?|students?|competitors?|class|alternatives?)\b"
)
_GOVERNED = re.compile(
    r"\b(?=[a-z])(?:for|of|to|on|by|over|than|within|from|into|onto|like|against|behind|near) "
    r"(?:an?|the|another|any|each) (?:[\w-]+ ){0,2}$"
    r"|\b(?:as [a-z]+ as|than|over|against|outperform\w*|beat\w*|surpass\w*|match\w*|rival\w*|exceed\w*) "
    r"(?:(?:all|any|most|many|other|existing|larger|bigger|strong|open|similar) )*$"
)
_OTHER_HEAD = re.compile(
    r"\b(?=[A-Za-z])(?:(?:test|evaluat|experiment|validat|demonstrat|stud|appl)\w* (?:with|in|at|by|to)|"
    r"for|across|on|over|to|than|among|against|like|scaling|upscaling|compressing|pruning|serving|tuning|fine-tuning|"
    r"converging|handling|surpass\w*|outperform\w*|beat\w*|exceed\w*|rival\w*|match\w*|existing|other|larger|smaller|similar|"
    rf"comparable|previous|prior|competing|all|any|most|many|state-of-the-art|SOTA) (?:the )?"
    rf"(?:(?!(?:family|suite|series|set|range|collection|pair) )[\w-]+ ){{0,3}}{_HEAD},? "
    rf"(?:\(|(?:with |having )?(?:sizes? |parameters? |scales? )?(?:rang\w+|spann\w+|vary\w+)?(?: in size)? ?"
    rf"(?:from|at|of|between|in|with|up ?to|beyond|over|under)? ?(?:the )?){QUALIFIED}$"
)
