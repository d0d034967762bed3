"""What a paper does with a model whose size it states: introduces it, studies it, or names it for comparison."""

import re

from extractors.rules.series import Series
from extractors.rules.names import Kind, OwnName
from extractors.rules.scan import Scan
from extractors.rules.size_owners import Owner
from schemas import SizeRole, fold

_COMPARISON = re.compile(
    r"\b(?:outperform|surpass|exceed|beat|match|rival|approach|overtak|outscor|outstrip)\w*\b|\b(?:compar(?:ed|able|ing)|competitive|on par|superior|parity|"
    r"(?:better|larger|smaller|more|higher|lower|less|fewer|faster|closer|cheaper) (?:\w+ )?than|than|versus|vs\.?|over|against|baselines?|counterparts?|"
    r"improvements? over|close to|prior|previous|existing|best models|unlike)\b"
)
_BACKGROUND = re.compile(r"\b(?:such as|like|e\.g\.|recent(?:ly)?|including|typically|often|state-of-the-art|popular)\b")
_EXPERIMENT = re.compile(
    r"\b(?:on|using|with|of|to|for|from|in|across|into|via|by|between) (?:the |both |a |an |our |its )?(?:[\w-]+ ){0,2}\(?$|"
    r"\b(?:fine-?tun|train|distil|prun|compress|quanti[sz]|adapt|evaluat|appl|experiment|test|use|analy[sz])\w* (?:\w+ ){0,3}$"
)
_NEW = re.compile(
    r"\b(?:our|new|novel|resulting|final|resultant|proposed)\b(?! (?:method|approach|framework|technique|strategy|algorithm)[^,]{0,40}\bon\b)[^,;.]{0,45}$",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"\b(?:we|this (?:paper|work|report)|paper)\b[^.;]{0,60}?\b(?:introduc|present|releas|open-?sourc|propos|announc|unveil|launch|develop|creat|obtain)\w*\b"
    r"|\b(?:introduc|releas|open-sourc)ing\b|\bresult(?:ed|s|ing) in\b|\bmodel sizes\b",
    re.IGNORECASE,
)
_OWN_SUBJECT = re.compile(
    r"\b(?:our (?:\w+ )?(?:largest |best |final |flagship |small(?:est)? )*(?:models?|system|network)|the model|this (?:\S+ )?(?:model|network)|it|models?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:base|teacher|student|larger|smaller|other|existing|candidate|auxiliary|target|previous|different|various|backbone|open-weight|pretrained|affordable)\b",
    re.IGNORECASE,
)


def own_models(scan: Scan) -> list[OwnName]:
    """The names that the paper gives to models that it makes, as far as the words say what the names are of."""
    return [own for own in scan.own_names if own.kind in (Kind.MODEL, None)]


def own_model(scan: Scan, series: Series, floor: int, ceiling: int) -> Owner | None:
    """The paper's own model, for a size of which the sentence gives no name but says that it is the paper's."""
    models = [own for own in scan.own_names if own.kind is Kind.MODEL]
    if not models:
        return None
    view = series.document.view
    before, around = view[floor : series.start], view[max(floor, series.start - 30) : series.end + 30]
    if _COMPARISON.search(before) or _OTHERS.search(around):
        return None
    own = models[0]
    subject = own.name in before or _OWN_SUBJECT.search(before) or _PRESENTS.search(before) or _NEW.search(before)
    return Owner(own.name, series.start, series.start) if subject else None


def role_of(scan: Scan, series: Series, owner: Owner | None, floor: int) -> SizeRole:
    """What the paper does with the model that a series is the size of, by its name and the words before it."""
    view = series.document.view
    start = min(owner.start, series.start) if owner else series.start
    before = view[floor:start]
    if owner and _is_own(scan, owner):
        return SizeRole.INTRODUCED
    comparison = list(_COMPARISON.finditer(before))
    if comparison and not _EXPERIMENT.search(before, comparison[-1].end()):
        return SizeRole.REFERENCE
    if _NEW.search(before) or _PRESENTS.search(before):
        return SizeRole.INTRODUCED
    if owner and _BACKGROUND.search(before) and " we " not in before.lower():
        return SizeRole.REFERENCE
    return SizeRole.STUDIED


def _is_own(scan: Scan, owner: Owner) -> bool:
    name = fold(owner.name)
    return any(name.startswith(fold(own.name)) for own in own_models(scan))
