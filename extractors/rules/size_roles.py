"""What a paper does with a model whose size it states: introduces it, studies it, or names it for comparison.

A size shows clues: whose name it has, whether the paper makes models, the words before and behind it. A linear model weighs them.
The weights are in `extractors/lexicon/size_roles.tsv`, made from gold rows by `benchmarks/size_roles.py`.
"""

import functools
import re

from extractors.lexicon import lines
from extractors.rules.names import Kind, OwnName
from extractors.rules.role_clues import COMPARISON, NEW, OWN, PRESENTS, QUALIFIER, clues_of
from extractors.rules.role_clues import family_of as family_of
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_owners import Owner
from schemas import SizeRole

ROLES = (SizeRole.INTRODUCED, SizeRole.STUDIED, SizeRole.REFERENCE)
"""The roles, in the order of the weights."""

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
_SIZED = re.compile(r"\d[BMT]\b")


def own_model(scan: Scan, series: Series, floor: int, ceiling: int) -> Owner | None:
    """The paper's own model, for a size of which the sentence gives no name but says that it is the paper's."""
    view = series.document.view
    before = QUALIFIER.sub("", view[floor : series.start])
    result = _RESULT.search(before)
    own = next((own for own in scan.own_names if _may_be(own, scan, series, floor, bool(result)) and not _SIZED.search(own.name)), None)
    if own is None or COMPARISON.search(before) or _OTHERS.search(view, max(floor, series.start - 30), min(ceiling, series.end + 30)):
        return None
    if result or own.name in before or _OWN_SUBJECT.search(before) or PRESENTS.search(before) or NEW.search(before):
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
    """What the paper does with the model that a series is the size of: what the clues weigh most for."""
    clues = clues_of(scan, series, owner, floor)
    return SizeRole.INTRODUCED if OWN in clues else heaviest(clues)


def heaviest(clues: list[str]) -> SizeRole:
    """The role that some clues weigh most for."""
    weights, totals = _weights(), [0.0] * len(ROLES)
    for clue in clues:
        for nth, weight in enumerate(weights.get(clue, ())):
            totals[nth] += weight
    return ROLES[totals.index(max(totals))]


@functools.cache
def _weights() -> dict[str, tuple[float, ...]]:
    """What each clue weighs for each of the roles."""
    rows = (line.split("\t") for line in lines("size_roles.tsv"))
    return {clue: tuple(map(float, weights)) for clue, *weights in rows}
