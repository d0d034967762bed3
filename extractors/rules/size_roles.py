"""What a paper does with a model whose size it states: introduces it, studies it, or names it for comparison."""

import re

from extractors.lexicon import is_model_family
from extractors.rules.names import Kind, OwnName
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_owners import Owner
from schemas import SizeRole, fold

_COMPARISON = re.compile(
    r"\b(?:(?:outperform|surpass|exceed|beat|match|rival|overtak|outscor|outstrip)(?:s|es|ed|e|ing)?|approach(?:es|ing)? the|superior|"
    r"baselines?|"
    r"(?:compar(?:ed|able|ing|es)|competitive|on par|parity)(?: with| to)?|previous|existing|unlike|"
    r"(?:than|versus|vs\.?|over|against|counterparts?|prior|best models)(?=[^.;]{0,70}$))(?![\w-])"
)
_EXPERIMENT = re.compile(r"\b(?:on|using|with|across|from|in|into|via|for|at) (?:the |both |a |an |our |its )?(?:[\w-]+ ){0,2}\(?$")
_QUALIFIER = re.compile(
    r"\b(?:(?:more|less|fewer|larger) than|over|above|under|up to|about|around|than|exceeding|approximately)\b ?(?:an? )?$"
)
_BACKGROUND = re.compile(r"\b(?:such as|like|e\.g\.|recent(?:ly)?|typically|often|state-of-the-art|popular)\b")
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|this (?:paper|work|report|study)|introducing)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:our|new|novel|resulting|final|resultant)(?: [\w-]+){0,3}[ (]+$", re.IGNORECASE)
_PRESENTS = re.compile(
    r"\b(?:introduc|present|releas|open-?sourc|propos|announc|unveil|launch|develop|creat|obtain|result)(?:e?[ds]?|ing)(?: in)?"
    r"(?: (?!(?:for|on|of|to|using|that|which|from|by)\b)[\w,-]+){0,7}[ (~]*$|\btrain(?:ed)? (?:\w+ )?models: [^.;]{0,80}$",
    re.IGNORECASE,
)
_RELEASES = re.compile(r"\bwe (?:have |also )*(?:releas|open-?sourc)\w+ (?:[^.;]|\.(?=\d)){0,110}$", re.IGNORECASE)
_TRAINS = re.compile(r"\b(?:pre-?)?train(?:ed|ing)? (?:of )?(?:the )?$", re.IGNORECASE)
_OWN_SUBJECT = re.compile(
    r"\b(?:our (?:\w+ )?(?:largest |best |final |flagship |small(?:est)? )*(?:models?|system|network)|(?:the|this) (?:\S+ )?(?:model|"
    r"network)|it)\b|"
    r"\b(?:this|these) $|\bmodels\b.{0,20}$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:base|teacher|student|larger|smaller|other|existing|candidate|auxiliary|target|previous|different|various|backbone|open-weight|"
    r"affordable|sizes of)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\bresult(?:s|ed|ing) in an? $|\b(?:the|our) model(?: with| has| of)? $|"
    r"^Its (?:(?:\w+ ){0,2}(?:version|variant|model|network)s? (?:has|have|with|contains?) )?$"
)
_SCORE_OF = re.compile(r"\d ?(?:%|points?)? (?:for|by|of|from) (?:the )?$")
_BASE = re.compile(r"\b(?:start|build|bas|us|appl|fine-?tun|train|initiali[sz])\w*(?: (?:from|on|upon|with|to))? $", re.IGNORECASE)
_SIZED = re.compile(r"\d[BMT]\b")
_SIZE_AND_REST = re.compile(r"[-_ ]?\d+(?:\.\d+)?[BMT]\b.*")
_WIDTH = 110


def own_model(scan: Scan, series: Series, floor: int, ceiling: int) -> Owner | None:
    """The paper's own model, for a size of which the sentence gives no name but says that it is the paper's."""
    view = series.document.view
    before = _QUALIFIER.sub("", view[floor : series.start])
    result = _RESULT.search(before)
    own = next((own for own in scan.own_names if _may_be(own, scan, series, floor, bool(result)) and not _SIZED.search(own.name)), None)
    if own is None or _COMPARISON.search(before) or _OTHERS.search(view, max(floor, series.start - 30), min(ceiling, series.end + 30)):
        return None
    if result or own.name in before or _OWN_SUBJECT.search(before) or _PRESENTS.search(before) or _NEW.search(before):
        return Owner(own.name, series.start, series.start)
    return None


def _may_be(own: OwnName, scan: Scan, series: Series, floor: int, result: bool) -> bool:
    """May a name that the paper gives be a model's?

    One of unknown kind may in the sentence that introduces it; that of the title may where the sentence speaks of "the model".
    """
    if own.kind is None and own.document is series.document and floor <= own.start < series.start:
        return True
    return own.kind is Kind.MODEL or (result and own.document is scan.title and own.kind not in (Kind.DATASET, Kind.BENCHMARK))


def role_of(scan: Scan, series: Series, owner: Owner | None, floor: int) -> SizeRole:
    """What the paper does with the model that a series is the size of, by its name and the words before it."""
    view = series.document.view
    if owner and _is_own(scan, owner):
        return SizeRole.INTRODUCED
    start = min(owner.start, series.start) if owner else series.start
    before = view[max(floor, start - _WIDTH) : start]
    if not (owner and owner.joined):
        before = _QUALIFIER.sub("", before)
    known = owner is not None and is_model_family(family_of(owner.name))
    if not known and _NEW.search(before):
        return SizeRole.INTRODUCED
    comparisons = [match.end() for match in _COMPARISON.finditer(before)]
    if comparisons and (_SCORE_OF.search(before, comparisons[-1]) or not _EXPERIMENT.search(before, comparisons[-1])):
        return SizeRole.REFERENCE
    if _RELEASES.search(view, floor, start) or (not known and (_PRESENTS.search(before) or (owner and _TRAINS.search(before)))):
        return SizeRole.INTRODUCED
    if owner and _BACKGROUND.search(before) and not _FIRST_PERSON.search(view, floor, start):
        return SizeRole.REFERENCE
    if (
        owner
        and known
        and series.document is scan.abstract
        and not _BASE.search(before)
        and not _FIRST_PERSON.search(view, 0, start)
        and _FIRST_PERSON.search(view, start)
    ):
        return SizeRole.REFERENCE
    return SizeRole.STUDIED


def _first_person(scan: Scan) -> int:
    """Where the authors first speak of themselves in the abstract; 0 where they do not."""
    first = _FIRST_PERSON.search(scan.abstract.view)
    return first.start() if first else 0


def family_of(name: str) -> str:
    """A name without what follows its first size."""
    return _SIZE_AND_REST.sub("", name)


def _is_own(scan: Scan, owner: Owner) -> bool:
    name = fold(owner.name)
    return any(name.startswith(fold(own.name)) for own in scan.own_names if own.kind in (Kind.MODEL, None))
