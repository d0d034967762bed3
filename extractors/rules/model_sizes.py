"""Stated parameter counts of models.

A figure is a size where its noun phrase says so ("7B parameters", "a 7B model"), where it is a part of a model's name ("Foo-7B"), or
where it stands in brackets behind one. `size_owners` finds whose size it is, `size_roles` what the paper does with the model.
"""

import re
from dataclasses import dataclass, replace

from extractors.base import Candidate
from extractors.canonical import model_id
from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.names import Kind
from extractors.rules.scan import Scan
from extractors.rules.series import Figure, Series
from extractors.rules.size_owners import Owner, is_experts, joined, said_of
from extractors.rules.size_roles import own_model, role_of
from extractors.rules.units import Counted, Counting, Unit
from extractors.text import Document
from schemas import Count, Qualifier, SizeRole

MILLION, BILLION = 10**6, 10**9
_BYTES = re.compile(r"(?:G|[KMGT]B)s?$")
_APART = re.compile(r"\d [A-Z]$|\^")  # a letter or a power that may be of any quantity
_TRAINABLE = re.compile(r"\b(?:trainable|tunable|tuned|additional|extra|adapter|LoRA|new)\b")
_ACTIVE_BEHIND = re.compile(r"[ -](?:parameters? )?(?:\((?:is |are )?)?(?:of which )?(?:are |is |being )?activ(?:e|ated|ations?)\b")
_ACTIVE_BEFORE = re.compile(r"\bactivat(?:es|ing|e)(?: (?:only|just|about|around|approximately|roughly|a total of))* ?$")
_ALSO = re.compile(
    r" (?:total |activ\w+ )?(?:parameters?)?\)?,? ?(?:with|and|of which|but|while|\(|activating|only|,)[^.;A-Z]{0,40}(?<![A-Z])"
)
_MODELS = re.compile(r"\b(?:models?|[A-Z]*LMs?|parameters?|transformers?|scales?|distill\w*|pre-?train\w*)\b")
_IS_MODEL = re.compile(r" (?:is|are) (?:an? |the |our )?(?:[\w-]+ ){0,3}(?:models?|[A-Z]*LMs?|networks?|transformers?)\b")
_PARAMETERS = re.compile(r"[ -](?:total )?param")
_TRAINED_ON = re.compile(
    r"(?:\b(?:train|fine-?tun|tun|filter|curat)\w* (?:\w+ )?(?:on|with|from)|\bdatasets?(?: such as|,| \(|:)?|\bon the) ?(?:the )?$"
)


@dataclass(frozen=True)
class Size:
    """A size as it was found, before repeats are merged."""

    document: Document
    start: int
    end: int
    model: str | None
    params: int
    qualifier: Qualifier
    count: Count
    role: SizeRole
    stated: bool  # in so many words: "7B parameters"


def find(scan: Scan) -> list[Candidate]:
    """The model sizes that a text states."""
    found: list[Size] = []
    told: tuple[Series, Owner | None] | None = None
    for counting in scan.countings:
        sizes, owner = _sizes(scan, counting, told) if _may_count(counting.series) else ([], None)
        if sizes:
            found += sizes
            told = counting.series, owner
    return [_candidate(size) for size in _merged(found)]


def _may_count(series: Series) -> bool:
    figure = series.figures[-1]
    return figure.value >= 1000 and not _BYTES.search(series.document.view, figure.start, figure.end)


def _sizes(scan: Scan, counting: Counting, told: tuple[Series, Owner | None] | None) -> tuple[list[Size], Owner | None]:
    """The sizes that a series states, and whose they are. `told` is the series of sizes before it, with its owner."""
    series, floor, ceiling, unit = counting
    document, first = series.document, series.figures[0]
    if is_experts(document.view, first):
        return [], None
    if _APART.search(document.view, first.start, first.end) and not (unit and unit.counted is Counted.PARAMETERS):
        return [], None
    owner = joined(document, first, floor) if first.magnitude >= MILLION else None
    if owner and not _names_model(scan, owner, series, unit, floor):
        if not unit or unit.counted is not Counted.PARAMETERS:
            return [], None
        owner = None
    if not owner:
        if unit.counted not in (Counted.PARAMETERS, Counted.MODEL) if unit else first.magnitude < MILLION:
            return [], None
        owner = said_of(document, series, unit.end if unit else series.end, floor, ceiling)
        if not _is_size(series, unit, owner, floor, ceiling):
            return [], None
        before_both = told and told[1] and (not owner or owner.start < told[0].start)
        if before_both and told[0].document is document and _ALSO.fullmatch(document.view, told[0].end, series.start):
            owner = told[1]
        owner = owner or own_model(scan, series, floor, ceiling)
    return [_size(scan, series, figure, unit, owner, floor) for figure in series.figures], owner


def _names_model(scan: Scan, owner: Owner, series: Series, unit: Unit | None, floor: int) -> bool:
    """Is the name that a size is a part of that of a model, not of a dataset?"""
    view, family = series.document.view, series.document.view[owner.start : series.start].rstrip("-_ ")
    if is_dataset(family) or is_dataset(owner.name):
        return bool(unit and unit.counted is Counted.MODEL)
    known = is_model_family(family) or any(own.kind is Kind.MODEL and owner.name.startswith(own.name) for own in scan.own_names)
    if known:
        return True
    if (unit and unit.counted in (Counted.CORPUS, Counted.OTHER, Counted.TOKENS)) or any(
        own.kind in (Kind.DATASET, Kind.BENCHMARK) and own.name in (family, owner.name) for own in scan.own_names
    ):
        return False
    if _TRAINED_ON.search(view, max(floor, owner.start - 50), owner.start):
        return False
    return series.figures[0].magnitude == BILLION or bool(unit or _IS_MODEL.match(view, series.end))


def _is_size(series: Series, unit: Unit | None, owner: Owner | None, floor: int, ceiling: int) -> bool:
    """Is a figure that is not a part of a name a parameter count?"""
    view, magnitude = series.document.view, series.figures[-1].magnitude
    if unit and unit.counted is Counted.PARAMETERS:
        return True
    if magnitude < MILLION or (view[series.end - 1] == "m" and not unit):
        return False
    if unit:
        return unit.counted is Counted.MODEL
    if owner:
        return magnitude >= BILLION or is_model_family(owner.name)
    return magnitude == BILLION and view[series.end - 1] in "Bb" and bool(_MODELS.search(view, floor, ceiling))


def _size(scan: Scan, series: Series, figure: Figure, unit: Unit | None, owner: Owner | None, floor: int) -> Size:
    document, view = series.document, series.document.view
    start, end = series.start, series.end
    name = owner.name if owner else None
    qualifier = figure.qualifier(view)
    if owner and owner.joined:
        start, end = owner.start, max(owner.end, series.end)
        if figure is not series.figures[0]:
            name = view[owner.start : series.start].rstrip(" -_")
        elif not figure.bound:
            qualifier = Qualifier.EXACT
    elif unit:
        start, end = min(start, unit.start), max(end, unit.end)
    elif owner:
        start, end = min(start, owner.start), max(end, owner.end)
    if view[end : end + 1] == ")" and "(" in view[start:end]:
        end += 1
    count = Count.ACTIVE if owner and owner.active else _count(series, figure, unit)
    params = owner.params if owner and owner.params and figure is series.figures[0] else figure.value
    stated = bool(unit and unit.counted is Counted.PARAMETERS)
    return Size(document, start, end, name, params, qualifier, count, role_of(scan, series, owner, floor), stated)


def _count(series: Series, figure: Figure, unit: Unit | None) -> Count:
    view, words = series.document.view, unit.words if unit else ""
    if _ACTIVE_BEHIND.match(view, figure.end) or _ACTIVE_BEFORE.search(view, max(0, figure.start - 40), figure.start):
        return Count.ACTIVE
    if figure is not series.figures[-1] and _PARAMETERS.match(view, figure.end):
        return Count.TOTAL
    if "activ" in words:
        return Count.ACTIVE
    return Count.TRAINABLE if _TRAINABLE.search(words) else Count.TOTAL


def _merged(sizes: list[Size]) -> list[Size]:
    """One size per model, figure and count: a named one stands for an unnamed one that repeats it, and a statement for a name."""
    kept: dict[tuple, Size] = {}
    for size in sizes:
        key = (model_id(size.model), size.params, size.count)
        known = kept.get(key)
        if known is None:
            kept[key] = size
        elif size.stated and not known.stated:
            kept[key] = replace(size, model=known.model, role=known.role)
    return [size for size in kept.values() if size.model or not any(_repeats(size, other) for other in kept.values())]


def _repeats(unnamed: Size, other: Size) -> bool:
    """Does an unnamed size plainly repeat that of a named model, which is no other paper's?"""
    same = other.model and other.params == unnamed.params and other.count == unnamed.count
    return bool(same) and (other.role is not SizeRole.REFERENCE or unnamed.role is SizeRole.REFERENCE)


def _candidate(size: Size) -> Candidate:
    claim = {
        "model": size.model,
        "params": size.params,
        "qualifier": size.qualifier,
        "count": size.count,
        "role": size.role,
        "evidence": size.document.text[size.start : size.end],
    }
    return Candidate("model_sizes", claim, size.document.field, size.start)
