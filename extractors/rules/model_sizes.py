"""Stated parameter counts of models.

A figure is a size where its noun phrase says so ("7B parameters", "a 7B model"), where it is a part of a model's name ("Foo-7B"), or
where it stands in brackets behind one. `size_owners` finds whose size it is, `size_roles` what the paper does with the model.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from extractors.base import Candidate
from extractors.canonical import model_family, model_id
from extractors.lexicon import benchmark_ids, benchmark_key, is_dataset
from extractors.rules.model_names import is_known
from extractors.rules.names import Kind
from extractors.rules.scan import Scan
from extractors.rules.series import Figure, Series
from extractors.rules.size_groups import exemplified, sharing, sibling
from extractors.rules.size_heads import is_part
from extractors.rules.size_owners import Owner, family_before_size, in_address, is_experts, joined, sized_otherwise
from extractors.rules.size_roles import role_of
from extractors.rules.size_subjects import own_size
from extractors.rules.size_ties import said_of
from extractors.rules.units import Counted, Counting, Unit
from extractors.text import Document
from schemas import Count, Qualifier, SizeRole

MILLION, BILLION = 10**6, 10**9
_BYTES = re.compile(r"(?:G|[KMGT]B)s?$")
_RANGE = (Qualifier.RANGE_LOW, Qualifier.RANGE_HIGH)
_BOUNDS = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
_SCORE = re.compile(r"\s?[:=]\s?\d")  # `(27B: 67.5)`
_CONTEXT = re.compile(r"\btokens?\b|\bcontext", re.IGNORECASE)
_A_BEFORE = re.compile(r"\b(?:an?|the|our) (?:[a-z-]+ )?$")
_APART = re.compile(r"\d [A-Z]$|\^")  # a letter or a power that may be of any quantity
_TRAINABLE = re.compile(r"\b(?:trainable|tunable|tuned|additional|extra|adapter|lora|new)\b")
_ACTIVE_BEHIND = re.compile(
    r"[ -](?:of (?:its|the|their) [\w. ]{1,20} )?(?:parameters? )?(?:\((?:is |are )?)?(?:of which )?(?:are |is |"
    r"being )?(?:(?:only|just|actually) )?"
    r"(?:activ(?:e|ated|ations?)|live)\b|"
    r"(?: (?:active |activated )?param(?:eter)?s?)?(?: (?:are |is )?(?:used|active|activated|in use))? (?:per|for each|"
    r"for every|for any) (?:[a-z]+ )?token",
    re.IGNORECASE,
)
_ACTIVE_BEFORE = re.compile(
    r"\b(?:activat(?:es|ing|e)|active param(?:eter)?s?(?: of| count of| size of|:)?|activat\w+ param(?:eter)?s?(?: of| count of|:)?)"
    r"(?: (?:only|just|about|around|approximately|roughly|a total of))* ?$|\d[BM]?-A$"
)
_EXPERTS_ACTIVE = re.compile(r"\d[BMT]?-A$")
_ALSO = re.compile(
    r"-A|[ -]?(?:\([BM]\) ?)?(?:(?:total|in total|overall|activ\w+) ?)?(?:param(?:eter)?s?)?\)?,? ?(?:with|and|of (?:which|its)|"
    r"but|while|\(|/|activating|"
    r"only|yet|,)[^.;A-Z()]{0,40}(?<![A-Z])"
)
_PARTLY = re.compile(r"activ|total|per |for each|of (?:which|its|the)\b|overall|trainable|-A\d|live|used|\bits\b|\btheir\b")
_OFFERS = re.compile(r"\b(?:includ|offer|consist|compris|provid|releas|com(?:es|ing) |available|sizes|variants|versions|models\b|:)")
_PARALLEL = re.compile(
    r"[ -](?:param(?:eter)?s? )?(?:[a-z-]+ ){0,3}(?:models?|versions?|variants?|ones?)(?: [a-z][\w -]{0,60})?,? and (?:an?|"
    r"the) (?:[a-z-]+ ){0,3}"
)
_ARTICLE = re.compile(r"\ban? (?:[\w-]+ ){0,2}$")
_SIZED = re.compile(r"\d[BT](?![a-z\d])")
_MODELS = re.compile(r"\b(?:models?|[A-Z]*LMs?|parameters?|transformers?|scales?|versions?|variants?|distill\w*|pre-?train\w*)\b")
_IS_MODEL = re.compile(r" (?:is|are) (?:an? |the |our )?(?:[\w-]+ ){0,3}(?:models?|[A-Z]*LMs?|networks?|transformers?)\b")
_OTHER_EXPERTS = re.compile(r"-\d[\d.]*B(?![\w])")  # `Foo-1B-7B`: one in seven is active
_OF_THINGS = re.compile(r"(?<=illion) (?:variants|versions|students|teachers|agents|experts|families|series|policies|checkpoints)\b")
_THE = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Bb]oth) (?:[a-z]+er |new |final )?$")
_CLOSED = re.compile(r"[)\]},/]")
_PAIR = re.compile(r" ?(?:total)?[/,] ?")
_PARAMETERS = re.compile(r"[ -](?:total )?param")
_TRAINED_ON = re.compile(
    r"(?:\b(?:train|fine-?tun|tun|filter|curat)\w* (?:\w+ )?(?:on|with|from)|\bdatasets?(?: such as|,| \(|:)?|\bon the) ?(?:the )?$"
)


class Size(NamedTuple):
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
    in_address: bool
    implied: bool  # of a model that its sentence does not name


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
    if is_experts(document.view, first) or _SCORE.match(document.view, series.end):
        return [], None
    if _APART.search(document.view, first.start, first.end):
        model = (
            unit and unit.counted is Counted.MODEL and first.magnitude == BILLION and _A_BEFORE.search(document.view, floor, first.start)
        )
        if not model and not (unit and unit.counted is Counted.PARAMETERS):
            return [], None
    owner = joined(document, first, floor) if first.magnitude >= MILLION else None
    if owner and owner.joined and _is_context(document, owner, first):
        return [], None
    if owner and not _names_model(scan, owner, series, unit, floor):
        if not unit or unit.counted is not Counted.PARAMETERS:
            return [], None
        owner = None
    if not owner:
        if document.view[first.start - 1 : first.start].isalpha() and not _EXPERTS_ACTIVE.search(
            document.view, first.start - 4, first.start
        ):
            return [], None
        if unit.counted not in (Counted.PARAMETERS, Counted.MODEL) if unit else first.magnitude < MILLION:
            return [], None
        part = is_part(series, floor)
        own = {own.name: own.kind for own in scan.own_names}
        owner = None if part else said_of(document, series, unit, floor, ceiling, own)
        if not _is_size(series, unit, owner, floor, ceiling, own):
            return [], None
        before_both = told and told[1] and (not owner or owner.start < told[0].start)
        if before_both and told[0].document is document and not part and _continues(*told, series, unit):
            owner = told[1]._replace(joined=False, active=False, params=None)
        if not owner and told and told[1] and told[1].joined and told[0].document is document and told[0].start >= floor:
            owner = sibling(told[1], series)
        if not part:
            owner = owner or own_size(scan, series, unit, floor, ceiling)
        owners = sharing(series, owner, floor) if owner else exemplified(series, ceiling)
        if len(owners) > 1 or (owners and not owner):
            figures = series.figures * (len(owners) // len(series.figures))
            return [_size(series, *each, unit, role_of(scan, series, each[1], floor)) for each in zip(figures, owners, strict=True)], None
    role = role_of(scan, series, owner, floor)
    return [_size(series, figure, owner, unit, role) for figure in series.figures], owner


def _continues(told: Series, owner: Owner, series: Series, unit: Unit | None) -> bool:
    """Is a size said of the same model as the one before it: "30B parameters, of which 3B are active"?"""
    view = series.document.view
    if sized_otherwise(owner.name, series):
        return False
    if _PARALLEL.fullmatch(view, told.end, series.start) and _OFFERS.search(
        view, owner.end if owner.end < told.start else owner.start, told.start
    ):
        return True
    if not _PARTLY.search(view, told.start, min(len(view), series.end + 40)):
        return False
    if not _ALSO.fullmatch(view, told.end, series.start):
        return False
    return not (unit and unit.counted is Counted.MODEL and _ARTICLE.search(view, told.end, series.start))


def _is_context(document: Document, owner: Owner, figure: Figure) -> bool:
    """Is the number of a name the length of a context (`Foo-7B-1M`, `Foo-1M`), or a count of tokens (`Foo-7B-50b`)?"""
    if figure.magnitude >= BILLION and document.view[figure.end - 1] != "b":
        return False
    return bool(_SIZED.search(document.view, owner.start, figure.start)) or (
        figure.value == MILLION and bool(_CONTEXT.search(document.view))
    )


def _names_model(scan: Scan, owner: Owner, series: Series, unit: Unit | None, floor: int) -> bool:
    """Is the name that a size is a part of that of a model, not of a dataset?"""
    view, family = series.document.view, series.document.view[owner.start : series.start].rstrip("-_ ")
    if is_dataset(family) or is_dataset(owner.name) or benchmark_key(owner.name) in benchmark_ids():
        return bool(unit and unit.counted is Counted.MODEL)
    known = is_known(family) or any(own.kind is Kind.MODEL and owner.name.startswith(own.name) for own in scan.own_names)
    if known:
        return True
    made = {own.kind for own in scan.own_names if own.name in (family, owner.name)}
    if (unit and unit.counted in (Counted.CORPUS, Counted.OTHER, Counted.TOKENS)) or Kind.DATASET in made:
        return False
    if Kind.BENCHMARK in made:  # a benchmark after which a model is named
        return series.figures[0].magnitude == BILLION and series.document.view[series.start - 1] in "-_"
    if _TRAINED_ON.search(view, max(floor, owner.start - 50), owner.start):
        return False
    return series.figures[0].magnitude == BILLION or bool(unit or _IS_MODEL.match(view, series.end))


def _is_size(series: Series, unit: Unit | None, owner: Owner | None, floor: int, ceiling: int, own: Collection[str]) -> bool:
    """Is a figure that is not a part of a name a parameter count?"""
    view, magnitude = series.document.view, series.figures[-1].magnitude
    if unit and unit.counted is Counted.PARAMETERS:
        return True
    if magnitude < MILLION or (view[series.end - 1] == "m" and not unit):
        return False
    if unit:
        return unit.counted is Counted.MODEL and not (
            not owner and _OF_THINGS.match(view, series.end) and not _THE.search(view, floor, series.start)
        )
    if owner:
        return (
            magnitude >= BILLION
            or is_known(owner.name)
            or (bool(_CLOSED.match(view, series.end)) and _in_talk_of_models(series, owner, own))
        )
    return magnitude == BILLION and view[series.end - 1] in "Bb" and bool(_MODELS.search(view, floor, ceiling))


def _in_talk_of_models(series: Series, owner: Owner, own: Collection[str]) -> bool:
    """Does a sentence speak of models, so that millions in brackets behind a name are parameters (`Foo-large (335M)`)?"""
    view = series.document.view
    floor, ceiling = series.document.sentence_at(series.start)
    if _TRAINED_ON.search(view, max(floor, owner.start - 50), owner.start):
        return False
    return owner.name in own or bool(_MODELS.search(view, max(floor, series.start - 300), min(ceiling, series.end + 300)))


def _size(series: Series, figure: Figure, owner: Owner | None, unit: Unit | None, role: SizeRole) -> Size:
    document, view = series.document, series.document.view
    start, end = series.start, series.end
    name = owner.name if owner else None
    qualifier = figure.qualifier(view)
    if owner and owner.joined:
        start, end = owner.start, max(owner.end, series.end)
        if figure is not series.figures[0] or view[figure.end - 1].isdigit():
            name = view[owner.start : series.start].rstrip(" -_")
        elif not figure.bound:
            qualifier = Qualifier.EXACT
    elif unit:
        start, end = min(start, unit.start), max(end, unit.end)
    elif owner:
        start, end = min(start, owner.start), max(end, owner.end)
    if view[end : end + 1] == ")" and "(" in view[start:end]:
        end += 1
    smaller = bool(owner and owner.joined and _OTHER_EXPERTS.match(view, figure.end))
    count = Count.ACTIVE if smaller or (owner and owner.active) else _count(series, figure, unit)
    params = owner.params if owner and owner.params and figure is series.figures[0] else figure.value
    stated = bool(unit and unit.counted is Counted.PARAMETERS)
    return Size(
        document,
        start,
        end,
        name,
        params,
        qualifier,
        count,
        role,
        stated,
        in_address(view, figure),
        bool(owner and owner.start == owner.end),
    )


def _count(series: Series, figure: Figure, unit: Unit | None) -> Count:
    view, words = series.document.view, unit.words if unit else ""
    if _total_of_pair(series, figure):
        return Count.TOTAL
    before = view[max(0, figure.start - 40) : figure.start]
    if _ACTIVE_BEHIND.match(view, figure.end) or (("activ" in before or before.endswith("-A")) and _ACTIVE_BEFORE.search(before)):
        return Count.ACTIVE
    if figure is not series.figures[-1] and _PARAMETERS.match(view, figure.end):
        return Count.TOTAL
    if "activ" in words.lower():
        return Count.ACTIVE
    return Count.TRAINABLE if _TRAINABLE.search(words.lower()) else Count.TOTAL


def _total_of_pair(series: Series, figure: Figure) -> bool:
    """Is a figure the first of two that are a mixture's total and active size: `30B / 3B active`?"""
    one, other = series.figures[0], series.figures[-1]
    if figure is not one or len(series.figures) != 2 or other.value * 2 > one.value:
        return False
    return bool(_PAIR.match(series.document.view, one.end, other.start) and _ACTIVE_BEHIND.match(series.document.view, other.end))


def _merged(sizes: list[Size]) -> list[Size]:
    """One size per model, figure and count: a named one stands for an unnamed one that repeats it, and a statement for a name."""
    if len(sizes) < 2:
        return sizes
    kept: dict[tuple, Size] = {}
    for size in sizes:
        key = (model_id(size.model), size.params, size.count)
        known = kept.get(key)
        if known is None:
            kept[key] = size
        elif size.stated and not known.stated:
            kept[key] = size._replace(model=known.model, role=known.role)
    return [size for size in kept.values() if not any(other is not size and _repeats(size, other) for other in kept.values())]


def _repeats(size: Size, other: Size) -> bool:
    """Does a size plainly repeat that of a model whose name says more, and which is no other paper's?

    An unnamed size repeats a named one, a family's size ("Foo, with 7B parameters") that of its one model (`Foo-7B`), and a name in an
    address one that the text gives. A range and a bound say something of their own.
    """
    if not other.model or other.params != size.params or other.count != size.count:
        return False
    if not size.model:
        bound = size.qualifier in _BOUNDS and other.qualifier not in _BOUNDS
        ranges = size.qualifier in _RANGE and other.qualifier not in _RANGE
        if bound or ranges:
            return False
        return other.role is not SizeRole.REFERENCE or size.role is SizeRole.REFERENCE
    if size.implied and not other.implied and not other.in_address and (other.model.startswith(size.model) or _is_short(other, size)):
        return size.qualifier not in _RANGE
    if size.in_address:
        return not other.in_address and _lineage(size.model) == _lineage(other.model)
    if size.qualifier is not Qualifier.EXACT or other.in_address or _SIZED.search(size.model) or not _SIZED.search(other.model):
        return False
    if f"-{size.model}-" in other.model:  # `Foo-Bar-7B: Scaling Bar to 7B`
        return True
    return model_family(size.model) == model_family(other.model)


def _lineage(name: str) -> str | None:
    """The family that a name tells before its size, so that what is said of versions behind it is no other model."""
    return model_family(family_before_size(name) or name)


def _is_short(other: Size, size: Size) -> bool:
    """Is one name a shorter form of another: `Foo-Chat` of `Bar-Foo-7B-Chat`?"""
    return set(model_id(other.model).split("-")) <= set(model_id(size.model).split("-"))


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
