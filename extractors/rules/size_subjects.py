"""Whose size a figure is where its sentence gives no name, but speaks of the paper's own model: "it has 7B parameters"."""

import re

from extractors.lexicon import benchmark_ids, benchmark_key, is_model_family
from extractors.rules.model_names import PHRASE, names_in, trimmed
from extractors.rules.names import Kind, OwnName
from extractors.rules.role_clues import NEW
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_heads import HEAD_BEHIND, QUALIFIED, of_another
from extractors.rules.size_owners import Owner, sized_otherwise
from extractors.rules.size_roles import own_model
from extractors.rules.size_ties import fronted, is_means
from extractors.rules.units import Counted, Unit

_FOCUS = 500  # how far back a text is read for the model that it speaks of, in characters
_SIZED = re.compile(r"\d[BMT]\b")
_ENTITY = r"(?:models?|famil(?:y|ies)|series|suites?|networks?|systems?|architecture|release|line-?up|collection|transformers?|LLMs?)"
_SUBJECT = re.compile(
    r"(?:[-•*] )?(?:(?:[A-Z][a-z]+ly|Moreover|Furthermore|In (?:total|addition|all)|Overall|Here),? )?"
    rf"(?:It(?:'s)?|They|An? (?:second|smaller|larger|lighter|bigger|compact|even smaller|much smaller|distilled) (?:version|variant)|"
    rf"Its(?: [\w-]+){{0,3}}|(?:The|This|These|All|Both|Our)(?: [\w-]+){{0,3}} {_ENTITY}|Our (?:method|"
    rf"approach)(?=.{{1,100}} (?:with|using|has|having) {{0,1}}(?:only |just |merely )?$)|(?:Our|The) (?:largest|smallest|biggest)"
    r"(?: [\w-]+){0,3}|"
    r"(?:Available |Model |All )?[Ss]izes?|"
    r"(?:There (?:are|is) )?(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Mm]ultiple)(?: [\w-]+){0,2} "
    r"(?:sizes|versions|variants|checkpoints)|Models)(?= |:)"
)
_OBJECT = re.compile(
    r"\b[Ww]e (?:[a-z]+ly |also |then |further |newly |have |successfully )?(?:pre-?train|train|releas|introduc|present|provid|"
    r"open-sourc|"
    r"buil|develop|creat|offer|publish|push|scal|obtain|shar)\w* "
    rf"(?:[\w-]+ |an? (?:family|series|suite|set|range) of ){{0,5}}(?:models|{_ENTITY}(?= (?:of|with|that has|having)\b)|"
    rf"model (?:scale|size))"
)
_ITS_SIZE = re.compile(
    r"\b(?:its|their|the model's) (?:[\w-]+ ){0,3}(?:size|scale|footprint|count|budget|capacity)s?"
    rf"(?: of| at|:|,)? ?\(?{QUALIFIED}$|"
    rf"\bThe (?:total )?(?:number of (?:model )?param(?:eter)?s|(?:param(?:eter)? |model )(?:count|size)) (?:is|was) {QUALIFIED}$"
)
"""A size that a possessive gives: `its small size of 7B`."""
_LARGEST_OF_KIND = re.compile(r"(?:Our|The) (?:largest|smallest|biggest) (?:(?!base |dense |language )[a-z-]+ ){1,3}models? ")
_KINDS = re.compile(
    r"\b(?:cast|suite|set|collection|variety|group|zoo|range) of (?:[\w-]+ ){0,4}models\b"
    r"|\b(?:largest|smallest|biggest) (?:[a-z-]+ ){1,3}model\b.*\b(?:largest|smallest|biggest) (?:[a-z-]+ ){1,3}model\b"
)
"""Several models of different kinds, of which "our largest video model" is one without the name of them all."""
_ITS = re.compile(r"\b(?:its|their) (?:[a-z-]+ ){0,2}$")
_ENTRY = re.compile(
    r"(?:^|(?<=[-•*|:.,;(])|(?<=[-•*|:.,;(] ))(?:(?:Model|Total|Number of|Active|Trainable|#) ?)*"
    r"(?:[Pp]aram(?:eter)?s?(?: [Cc]ount)?|[Ss]izes?)\** ?[:=|]\** ?[~<>]?$"
)
"""An entry of a list: `- Parameters: 7B`."""
_PRONOUN_BEHIND = re.compile(r"[^.;:()]{0,90}?, (?:it|they|(?:the|this|our|these|both) (?:[\w-]+ ){0,2}models?)\b")
_PLAIN = re.compile(
    r"(?:[^.;()]|\.(?=\d)|\([^()]{1,60}\)){0,170}\(?",
)
_BREAK = re.compile(
    r"\b(?=[a-z])(?:than(?!\s*$)|outperform\w*|surpass\w*|compar\w+|exceed(?:s|ed)|whereas|against|among|any|other|existing|previous|prior|every|"
    r"match\w*|rival\w*|beat\w*|baselines?|such as|like|up against|competitors?|counterparts?|class of|competitive|improv\w+ over|"
    r"teachers?|students?|base|backbones?|distill\w* (?:from|into)|fine-?tun\w+|on top of|larger|target|auxiliary|proxy|reference)\b"
)
_THE = re.compile(
    r"(?:^|[.;,(] |\b(?:and|while|but|whereas|where|that) )(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Bb]oth(?: the)?) (?:[a-z-]+ ){0,2}$"
)
_ONE = re.compile(r"[- ](?:[Pp]aram(?:eter)? |[a-z-]+ ){0,2}(?:variants?|versions?|models?|ones?|checkpoints?|sizes)\b")
_SELF = re.compile(
    r"\b(?:we|our|ours|this|these|its?|they|result\w*|sizes?|releas\w+|introduc\w+|present\w*|"
    r"the (?:[\w-]+ ){0,2}models?)\b",
    re.IGNORECASE,
)
_NAMED_SUBJECT = re.compile(
    rf"(?:The )?(?P<name>{PHRASE})(?: \([^()]{{1,40}}\))?(?: (?:models?|family|series))?,? (?:also |"
    rf"now |[a-z]+ly )?[a-z]+s\b"
)
_DEFINITE = re.compile(
    r"^(?:[A-Z][\w ]+, )?(?:It|Its)\b|^(?:Both|All)\b|\b(?:[Oo]ur|[Tt]he|[Tt]his) (?:largest |smallest |biggest )?(?:[\w-]+ ){0,2}(?:model|"
    r"network|system)\b|\bour (?:[\w-]+ )?models\b|"
    r"\b(?:largest|smallest|biggest)\b"
)
_ARTICLE = re.compile(r"\ban? (?:[\w-]+,? ){0,3}$")
_IS = re.compile(
    r"\b(?:is|are|was|were|be|as|becom\w+|remain\w*|includ\w+|contain\w*|compris\w+|consist\w*|offer\w*|comes?|coming|has|have|having|"
    r"releas\w+|provid\w+|featur\w+|with|at|represent\w*)\b|:"
)
"""A word by which a size may be said of a subject: what does anything else to "a 7B model" is not one."""
_REPORT = re.compile(r"\b(?:Technical|Model) (?:Report|Card)\b")
_RELEASED = re.compile(
    r"\b(?:Introducing|Introduction|Overview|Announcing|"
    r"Welcome|Meet|[Rr]eleas\w+|launch\w*|Open[ -]?[Ss]ourc\w+|Report|Card|Deep ?[Dd]ive|Hello|"
    r"Unveil\w*|presents?)\b"
)


def own_size(scan: Scan, series: Series, unit: Unit | None, floor: int, ceiling: int) -> Owner | None:
    """The paper's own model, where the words around a size speak of it without its name."""
    view, start = series.document.view, series.start
    floor = max(floor, start - 240)
    if of_another(view, series, unit, floor) or _does_something(series, floor):
        return None
    if _LARGEST_OF_KIND.match(view, floor, start) and _KINDS.search(view):
        return None
    definite = _speaks_of_own(series, unit, floor, ceiling)
    if definite is not None:
        name = protagonist(scan, definite)
        name = (name and _in_focus(scan, series)) or name or _antecedent(scan, series, floor)
        if name and not sized_otherwise(name, series):
            return Owner(name, start, start)
    if _BREAK.search(view, floor, start):
        return None
    owner = own_model(scan, series, floor, ceiling)
    if owner and is_model_family(owner.name) and owner.name not in scan.title.view:
        return None
    named = view.find(owner.name, floor, start) if owner else -1
    if owner and named < 0:
        return owner if _SELF.search(view, floor, start) else None
    behind = named + len(owner.name) if owner else 0
    means = owner and view.startswith(",", behind) and is_means(view, floor, named) and not NEW.search(view, behind, start)
    return None if means else owner


def _speaks_of_own(series: Series, unit: Unit | None, floor: int, ceiling: int) -> bool | None:
    """Does a sentence speak of the paper's own model, and is it by a pronoun or an article that can mean nothing else?"""
    view, start = series.document.view, series.start
    near = max(floor, start - 70)
    of_it = unit and unit.counted is Counted.PARAMETERS and _ITS.search(view, near, start)
    if of_it or _ITS_SIZE.search(view, near, start) or _ENTRY.search(view, near, start):
        return True
    behind = unit.end if unit else series.end
    if view.find(", ", behind, ceiling) >= 0 and fronted(view, start, floor) and _PRONOUN_BEHIND.match(view, behind, ceiling):
        return True
    if _THE.search(view[near:start]) and _ONE.match(view, series.end):
        return False
    said = _SUBJECT.match(view, floor, start) or _OBJECT.search(view, floor, start)
    definite = bool(said and _DEFINITE.search(said[0]))
    if not said or not _PLAIN.fullmatch(view, said.end(), start):
        return None
    whole = said[0].startswith(("Both ", "All "))  # "both base and chat models"
    if _BREAK.search(view, said.end() if whole else said.start(), start):
        return None
    return definite


def _does_something(series: Series, floor: int) -> bool:
    """Does what a sentence is about do something to a model of a size ("It prunes a 7B model") rather than be one?"""
    view = series.document.view
    article = _ARTICLE.search(view, max(floor, series.start - 70), series.start) if HEAD_BEHIND.match(view, series.end) else None
    subject = _SUBJECT.match(view, floor, series.start) if article else None
    return subject is not None and not _IS.search(view, subject.end(), article.start())


def _in_focus(scan: Scan, series: Series) -> str | None:
    """The model of the paper's own that the text named last before a size, where it names more than one."""
    models = [own.name for own in scan.own_names if own.kind is Kind.MODEL and not _SIZED.search(own.name)]
    if len(models) < 2 or series.document is not scan.abstract:
        return None
    view, start = series.document.view, series.start
    place, name = max((view.rfind(name, max(0, start - _FOCUS), start), name) for name in models)
    return name if place >= 0 else None


def _antecedent(scan: Scan, series: Series, floor: int) -> str | None:
    """The name of the model that the sentence before speaks of: "Foo is new. It has 7B parameters"."""
    document, view = series.document, series.document.view
    if not floor or not (_SUBJECT.match(view, floor, series.start) or fronted(view, series.start, floor)):
        return None
    subject = _NAMED_SUBJECT.match(view, *document.sentence_at(floor - 2))
    name = trimmed(subject["name"], 0, True) if subject else None
    other = any(own.name == name.text and own.kind not in (Kind.MODEL, None) for own in scan.own_names) if name else True
    return None if other or not name.strong or benchmark_key(name.text) in benchmark_ids() else name.text


def protagonist(scan: Scan, definite: bool) -> str | None:
    """The name of the model, or family of models, that a paper is about; null where it is about anything else.

    Where a text speaks of `definite` models, as of "it" or "our largest model", a name of unknown kind at the head of the title will do.
    """
    first = next((own for own in scan.own_names if trimmed(own.name, 0, False)), None)
    if first:
        named = definite and (first.kind is None or (first.kind is Kind.METHOD and first.document is scan.abstract))
        if first.kind is Kind.MODEL or named or (first.kind in (None, Kind.METHOD) and _is_model(scan, first)):
            return first.name
        return None
    return _of_title(scan, definite)


def _is_model(scan: Scan, own: OwnName) -> bool:
    """Does the text show by other words that a name is that of a model?"""
    if own.document is scan.title and _REPORT.search(scan.title.view):
        return True
    for document in scan.documents:
        place = document.view.find(own.name)
        while place >= 0:
            place += len(own.name)
            if _MODEL_BEHIND.match(document.view, place):
                return True
            place = document.view.find(own.name, place)
    return False


_MODEL_BEHIND = re.compile(
    r"[- ]\d[\d.]*[BM]\b|(?: [\w-]*[^\Ws])? (?:models?|family|series|suite|LLMs?)\b|"
    r",? (?:is |are )?(?:an?|the|our) (?:[\w-]+ ){0,3}(?:models?|family|series|suite|LLMs?)\b"
)


def _of_title(scan: Scan, definite: bool) -> str | None:
    """The first name of a title that is a release's and that the abstract repeats; a name with a size where models are `definite`."""
    title, abstract = scan.title.view, scan.abstract.view
    for name in names_in(title, 0, len(title), 0, title=False):
        whole = name.start == 0 and len(name.text) > len(title) * 0.6
        released = (name.strong and _RELEASED.search(title)) or whole
        if released and (definite or not _SIZED.search(name.text)) and name.text in abstract:
            return name.text
    return None
