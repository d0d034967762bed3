"""Whose size a figure is where words tie it to a name: `Foo (7B)`, `the 7B Foo model`, `Foo, a model with 7B parameters`."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors.lexicon import benchmark_ids, benchmark_key, is_model_family
from extractors.rules.model_names import PHRASE, Name, names_in, trimmed
from extractors.rules.names import Kind, kind_of
from extractors.rules.series import Series
from extractors.rules.size_heads import HEAD_BEHIND, QUALIFIED, of_another
from extractors.rules.size_owners import Owner, opens, sized_otherwise
from extractors.rules.units import Counted, Unit
from extractors.text import Document
from schemas import Field

_MODEL_NOUNS = (
    r"(?:models?|famil(?:y|ies)|series|suites?|variants?|versions?|checkpoints?|backbones?|architectures?|networks?|encoders?|decoders?|"
    r"transformers?|LLMs?|LMs?|VLMs?|MLLMs?|systems?|collection|line-?up)"
)
_NO_VERB = (
    r"(?!(?:into|for|on|to|with|of|from|in|by|and|or|as|is|are|was|were|has|have|using|via|than|that|which|over|across|at|a|an|the|we|"
    r"(?:improv|outperform|surpass|beat|match|rival|enabl|allow|train|us|exceed|mak|help|let|scal|outscor)(?:e?s|ing|e?d|))\b)"
)
_NOUN_TAIL = rf"(?: (?:{_NO_VERB}(?:[a-z-]+|[A-Z]+) ){{0,3}}{_MODEL_NOUNS})?"
_BRACKET = re.compile(rf"-?(?:['\"`*]{{0,3}}|'s)(?: [a-z-]+|{_NOUN_TAIL}) ?$")
_LOWER_VARIANT = re.compile(r" (?:tiny|mini|nano|micro|small|base|medium|large|huge|giant|xl|xxl)(?:-v\d)?\b")
_VARIANT = re.compile(r"\b(?P<name>Nano|Micro|Mini|Tiny|Small|Base|Medium|Large|Huge|Giant|Super|Ultra|Pro|Lite|Flash|XL|XXL|Max) ?$")
_POSSESSIVE = re.compile(rf"(?P<name>{PHRASE})(?:'s|(?<=s)') (?:[a-z-]+ ){{0,2}}$")
_AHEAD = re.compile(
    rf"-?(?P<words>(?: ?(?:sized?|scale|[Pp]aram(?:eter)?s?|versions? of|variants? of|checkpoints? of|members? of|total|active|"
    rf"dense|sparse|"
    rf"based|the|our|base|chat|instruct|pre-?trained|instruction-tuned|fine-?tuned|distilled|quantized|open|language|vision|student|"
    rf"teacher|model|large)\b-?){{0,5}}) (?P<name>{PHRASE})(?P<noun> (?:models?|method|network|LLM|family|series)\b)?"
)
_OF = re.compile(r"\b(?:versions?|variants?|checkpoints?|members?) of\b|\bmodel\b")
_FRONTED = re.compile(
    r"(?:^|[,:.;] |\b(?:and|but) )(?:with|at|despite|using|having|weighing in at|weighing|comprising|containing|featuring|boasting|"
    r"packing|counting|while having|even at|even with|in|"
    r"under)\b(?:(?!\bmodels?\b(?! param| size))(?:[^,.()]|\([^()]{0,60}\)|\($)){0,70}$",
    re.IGNORECASE,
)
_SUBJECT_BEHIND = re.compile(
    rf"\)?(?:[^.;:,()]|\.(?=\d)){{0,60}}(?:, (?:[^.;:]|\.(?=\d)){{1,150}}?)??, (?:our |the |both )?(?P<name>{PHRASE})"
    r"(?= (?:models? |series |family )?(?:[a-z]+ly )?(?:[a-z]+s|can|have|are|do|[a-z]+ed|still|even|now)[ .,;])"
)
_NAMED_BEHIND = re.compile(
    rf"(?:(?:[^.;:()]|\([^()]{{1,30}}\)){{0,110}}?,? (?:which |that )?(?:we |is |are )?(?:call|called|named?|dub|dubbed|"
    rf"termed?)(?: it| as)? |"
    rf"[^.;:,()]{{0,60}}(?:, | \())['\"]?(?P<name>{PHRASE})"
    r"['\"]?(?=[,.;)]| (?:for|on|that|which|with|to|by)\b)"
)
_INDEFINITE = re.compile(r"\b(?:an?|our|the first|the resulting|resulting|the final|one|single) (?:[\w-]+,? ){0,4}$")
_CALLED = re.compile(r"\b(?:call|name|dub|term)")
_COPULA = re.compile(rf"['\"`*]{{0,2}}\)?{_NOUN_TAIL}(?: is|['\"]?,['\"]?|:| -) (?:currently |also )?(?:an?|the|our|one of)\b")
_TIE = re.compile(
    r"['\"`*,]{0,3}\)?(?: \([^()]{1,60}\)?\)?)?(?:'s)?"
    rf"{_NOUN_TAIL},?(?: \([^()]{{1,60}}\))?"
    r"(?: (?:which|that|itself|alone|currently|also|now|each))*"
    r"(?:['\"]?,?['\"]? (?:is|are|was|were|with|at|an?|the|our|one of|of|has|have|had|having|contain\w*|compris\w+|featur\w+|"
    r"total\w*|rang\w+|in|both|as|carr\w+|hold\w*|pack\w*|sport\w*|weigh\w*|hav\w+|possess\w*|employ\w*|span|releas\w+|"
    r"com(?:es?|ing)|available|offer\w*|includ\w+|consist\w*|provid\w+|spann?\w*|sizes?|from|only|up|scal\w+|boast\w*|uses?|us\w+|under|"
    r"activat\w+|requir\w+|needs?|takes?|reach\w*|achiev\w+|attain\w*|obtain\w*|delivers?|gets?|scores?|adds?|"
    r"over|approximately|about|model|models|equipped|developed|pre-?trained at|trained at)\b| -+|: )(?:[^;.]|\.(?=\d)){0,150}"
)
_BREAK = re.compile(
    r"\b(?=[a-z])(?:than(?!\s*$)|and (?:the|our|an?)|outperform\w*|surpass\w*|compar\w+|exceed(?:s|ed)?|while|whereas|"
    r"(?<!and )train(?:ed|ing)? (?:on|with(?! (?:over |up to |about )?$)|a|the|an|our|"
    r"two|\d)|evaluat\w+|against|among|amongst|alongside|any|other|existing|previous|prior|every|"
    r"distill\w*|based on|built|match\w*|rival\w*|beat\w*|via|including|such as|like|we|improv\w+|enabl\w+|appl\w+|using|on [A-Z]\w+|"
    r"in (?:its|the|their) (?:size |weight )?class|ahead of|behind|next to|instead of|rather than|unlike|competitive|class of|"
    r"superior|leads?|leading|best|strongest|"
    r"lets?|allow\w*|mak\w+|help\w*)\b"
)
_CLAUSE = re.compile(
    r",? (?:(?:which|that) (?:is|are|was|were) )?(?:pre-?|post-?|further |jointly |both )?(?:trained|built|based|tuned|"
    r"fine-?tuned|designed|"
    r"initiali[sz]ed|adapted|distilled|derived|optimi[sz]ed|tailored|developed|released|pretrained|post-trained) "
    r"(?:(?:for|with|by|in|to|specifically|exclusively|entirely|using)\b[^,;.()]{0,80}(?=, )|"
    r"(?:on|from|upon)\b[^,;.()]{0,80}(?=, (?!an? )))|,? like [^,;.]{1,40}(?=, )"
)
_CLAUSE_VERBS = (
    "trained ", "built ", "based ", "tuned ", "designed ", "ized ", "ised ", "adapted ", "distilled ", "derived ", "tailored ",
    "developed ", "released ", " like ",
)  # fmt: skip
_ARTICLE = re.compile(r"\ban? (?:[\w-]+,? ){0,3}$")
_SCALED = re.compile(
    rf"\b(?:scal|grow|extend|expand|push|increas)\w* (?:up )?(?:the |our )?(?:size of )?(?P<name>{PHRASE}){_NOUN_TAIL} "
    rf"(?:up )?(?:to|beyond|past) {QUALIFIED}(?:a )?$"
)
_SCALED_BY = re.compile(
    rf"\bscal\w* (?:up )?(?:the |our )?(?P<name>{PHRASE}){_NOUN_TAIL}(?: up)? (?:by|through|via) (?:pre-?)?(?:train|build)ing an? "
    r"(?:(?:much|even|far|new) )?(?:larger|bigger|smaller|deeper|wider|scaled-up|\w+-scale|second) (?:version|variant|model|one)\b"
    rf"[^.;:]*\b(?:with|of|at|has|having|to) {QUALIFIED}$"
)
"""A size of a further version: `we scale up Foo by training a larger version with 7B parameters`."""
_REACHING = re.compile(r" (?:to|beyond|past) ")
_COMPARED = re.compile(
    r"\b(?:outperform|surpass|exceed|beat|match|rival|improve|approach|compare|compet|use[sd]? the same|"
    r"is on par|are on par|perform|achiev|reach|attain|"
    r"obtain|outscor)\w*\b"
)
_RETURNS = re.compile(
    r"(?:,? (?:but|yet|while still) with |(?:,? (?:(?:but )?with|at(?! the (?:size )?$)|while (?:having|using|being)|"
    r"despite (?:having|its|using|being)|using|having|and has|but has|yet has)) "
    r"(?:(?:only|just|merely|a mere|fewer than|less than|under|a fraction|of|the|size) ?)+)$"
)
_SUBJECT = re.compile(rf"(?P<name>{PHRASE}){_NOUN_TAIL}(?: \([^)]{{1,40}}\))?(?:,? (?:that|which))?(?: [a-z]+ly| can| also)? $")
_ATTAINS = re.compile(
    rf"(?P<name>{PHRASE}){_NOUN_TAIL}(?: [a-z]+ly| can| also)? (?:achiev|reach|attain|obtain|scor|get|deliver|yield|record)\w* "
    r"(?!.*\b(?:than|over|while|but|outperform\w*|surpass\w*|exceed\w*|compar\w+|match\w*|beat\w*|of an?|by|from|using|for an?)\b)"
    rf"(?:[^;:]|(?<=\d):)*\b(?:with|using|at) {QUALIFIED}$"
)
"""A size behind a score: `Foo achieves 51.0 AP on Bar with 7B parameters`."""
_SPAN = 190
_SIZED = re.compile(r"\d(?:[BMT]|b)(?![a-z\d])")


class _Place(NamedTuple):
    """A series with the sentence around it, and what it counts."""

    document: Document
    series: Series
    unit: Unit | None
    floor: int
    ceiling: int
    own: Mapping[str, Kind | None]

    @property
    def view(self) -> str:
        return self.document.view

    @property
    def start(self) -> int:
        return self.series.start

    @property
    def unit_end(self) -> int:
        return self.unit.end if self.unit else self.series.end

    def names(self, start: int, end: int, of: str | None = None) -> Iterator[Name]:
        """The names that models may have in a stretch of the view, or `of` a text made of its last characters before the series."""
        floor = self.floor if of is None else self.floor - self.start + len(of)
        names = names_in(self.view if of is None else of, start, end, floor, self.document.field is Field.TITLE)
        return (name if name.strong or name.text not in self.own else name._replace(strong=True) for name in names)

    def named(self, match: re.Match[str] | None, plain: bool = False) -> Name | None:
        """The model's name that a pattern found; one that only its capital shows counts where `plain`, and not in a title."""
        if not match:
            return None
        begin = match.start("name")
        opening = opens(self.document, begin, self.floor)
        name = trimmed(match["name"], begin, opening)
        macro = self.view[begin - 1 : begin] == "\\"
        return name if name and (name.strong or macro or name.text in self.own or (plain and not opening)) else None

    def of_other(self, name: str) -> bool:
        """Is a name that of something that the paper makes and that is no model, so that a model's size is not its own?"""
        return bool(self.own.get(name, Kind.MODEL) not in (Kind.MODEL, None) and self.unit and self.unit.counted is Counted.MODEL)


def said_of(
    document: Document, series: Series, unit: Unit | None, floor: int, ceiling: int, own: Mapping[str, Kind | None]
) -> Owner | None:
    """The name that a size is said of: `Foo (7B)`, `the 7B Foo model`, `Foo, a model with 7B parameters`. `own` are the paper's names."""
    place = _Place(document, series, unit, floor, ceiling, own)
    view, near = document.view, max(floor, series.start - 90)
    bracket = max(view.rfind("(", near, series.start), view.rfind("{", near, series.start))
    if bracket >= 0 and document.view.find(")", bracket, series.start) < 0 and (owner := _before_bracket(place, bracket)):
        return owner
    for rule in (_possessed, _ahead, _fronted, _called, _scaled, _tied, _attained):
        if owner := rule(place):
            return owner
    return None


def _before_bracket(place: _Place, bracket: int) -> Owner | None:
    """The name before the bracket that holds the figure."""
    view, inner = place.view, place.view[bracket + 1 : place.start]
    if any(True for _ in place.names(bracket + 1, place.start)):
        return None
    names = list(place.names(max(place.floor, bracket - 80), bracket))
    if names and _BRACKET.fullmatch(view, names[-1].end, bracket):
        name = names[-1]
        end = name.end
        if variant := _LOWER_VARIANT.match(view, end, bracket):
            name = name._replace(text=name.text + variant[0])
        in_billions = place.series.figures[-1].magnitude >= 10**9 and place.document.field is Field.ABSTRACT
        if name.strong or (in_billions and len(inner) < 30):
            return Owner(name.text, name.start, place.series.end)
    if variant := _VARIANT.search(view, max(place.floor, bracket - 12), bracket):
        return Owner(variant["name"], variant.start("name"), place.series.end)
    return None


def _possessed(place: _Place) -> Owner | None:
    """`Foo's 7B and 13B models`."""
    near = max(place.floor, place.start - 60)
    if place.view.find("'", near, place.start) < 0:
        return None
    name = place.named(_POSSESSIVE.search(place.view, near, place.start), plain=True)
    return Owner(name.text, name.start, place.unit_end) if name else None


def _ahead(place: _Place) -> Owner | None:
    """`the 7B Foo model`, `a 7B version of Foo`."""
    view = place.view
    ahead = _AHEAD.match(view, place.series.end, place.ceiling)
    if not ahead:
        return None
    name = place.named(ahead, plain=bool(ahead["noun"] or _OF.search(ahead["words"])))
    if not name or name.start != ahead.start("name") or name.text in _VARIANTS:
        return None
    return Owner(name.text, place.start, name.end)


_VARIANTS = frozenset(
    "Nano Micro Mini Tiny Small Base Medium Large Huge Giant Super Ultra Pro Lite Flash XL XXL Max Atto Femto Pico".split()
)


def _fronted(place: _Place) -> Owner | None:
    """`With only 7B parameters, Foo ...`, `At the 7B scale, Foo ...`."""
    view = place.view
    if view.find(", ", place.unit_end, place.ceiling) < 0 or not fronted(view, place.start, place.floor):
        return None
    behind = _SUBJECT_BEHIND.match(view, place.unit_end, place.ceiling)
    if not behind:
        return None
    name = place.named(behind, plain=True)
    if not name or place.of_other(name.text):
        return None
    means = HEAD_BEHIND.match(view, place.series.end) and _ARTICLE.search(view, max(place.floor, place.start - 30), place.start)
    return None if means and place.own.get(name.text) is not Kind.MODEL else Owner(name.text, place.start, place.unit_end)


def fronted(view: str, start: int, floor: int) -> bool:
    """Does a size stand in a phrase before its clause: "With only 7B parameters, ..."?"""
    before = view[max(floor, start - 130) : start]
    begins = 0 if "(" in before else max(before.rfind(","), before.rfind("."), 0)  # the phrase holds them in brackets only
    return bool(_FRONTED.search(before, begins))


def _called(place: _Place) -> Owner | None:
    """`a 7B model called Foo`."""
    ceiling = min(place.ceiling, place.unit_end + 140)
    near = place.view[place.unit_end : ceiling]
    parted = ", " in near or " (" in near or _CALLED.search(near)
    behind = _NAMED_BEHIND.match(place.view, place.unit_end, ceiling) if parted else None
    if not behind:
        return None
    called = bool(_CALLED.search(place.view, place.unit_end, behind.start("name")))
    if not called and not _INDEFINITE.search(place.view, max(place.floor, place.start - 70), place.start):
        return None
    name = place.named(behind, plain=called)
    if name and not called and is_model_family(name.text):  # "a Vision Transformer (ViT)"
        return None
    return Owner(name.text, place.start, place.unit_end) if name else None


def _scaled(place: _Place) -> Owner | None:
    """`we scale Foo to 7B parameters`."""
    if place.view.find(" scal", max(place.floor, place.start - _SPAN), place.start) >= 0 and (
        name := place.named(_SCALED_BY.search(place.view, max(place.floor, place.start - _SPAN), place.start), plain=True)
    ):
        return Owner(name.text, place.start, place.unit_end)
    if not _REACHING.search(place.view, max(place.floor, place.start - 40), place.start):
        return None
    name = place.named(_SCALED.search(place.view, max(place.floor, place.start - 110), place.start), plain=True)
    return Owner(name.text, place.start, place.unit_end) if name else None


def _tied(place: _Place) -> Owner | None:
    """`Foo has 7B parameters`, `Foo, a model with 7B parameters`; where a comparison lies between, the subject of the sentence."""
    view, start, floor = place.view, place.start, max(place.floor, place.start - _SPAN)
    before = view[floor:start]
    clauses = ", " in before and any(map(before.__contains__, _CLAUSE_VERBS))
    masked = _CLAUSE.sub(lambda clause: " " * len(clause[0]), before) if clauses else before
    names = [name._replace(start=name.start + floor, end=name.end + floor) for name in place.names(0, len(masked), masked)]
    if not names:
        return None
    returns = _RETURNS.search(view, max(floor, start - 60), start)
    compared = _COMPARED.search(view, floor, returns.start()) if returns else None
    if compared:
        name = place.named(_SUBJECT.search(view, floor, compared.start()), plain=True)
        return Owner(name.text, name.start, place.unit_end) if name and not sized_otherwise(name.text, place.series) else None
    candidates = names[-1:]
    if not _COPULA.match(view, names[-1].end, start):
        candidates = [name for name in names[-4:-1] if _COPULA.match(view, name.end, start)] + candidates
    if not _COPULA.match(view, candidates[0].end, start) and of_another(view, place.series, place.unit, names[-1].end):
        return None
    for name in candidates:
        gap = view[name.end : start]
        gap = _CLAUSE.sub("", gap) if clauses else gap
        if name is not candidates[-1] and kind_of(gap) not in (Kind.MODEL, None):
            continue  # "Foo, a method that prunes Bar with 7B parameters"
        if _TOLD.match(gap):
            continue
        if not name.strong and not _COPULA.match(gap) and not _HAS_PARAMETERS.match(gap):
            continue
        if benchmark_key(name.text) in benchmark_ids() or (
            place.series.figures[-1].bound and _LISTS.search(view, floor, name.start) and _OF_ALL.match(gap)
        ):
            return None
        if (
            (_TIE.fullmatch(gap) or (len(place.series.figures) > 1 and _LISTED.fullmatch(gap)))
            and not _BREAK.search(gap)
            and not _is_of_others(place, name, gap)
        ):
            return _told(place, name)
    return None


def _attained(place: _Place) -> Owner | None:
    """`Foo achieves 51.0 AP on Bar with 7B parameters`: the subject has the size, not what it is measured on."""
    if not place.unit or place.unit.counted is not Counted.PARAMETERS:
        return None
    near = max(place.floor, place.start - _SPAN)
    if not _WITH.search(place.view, max(near, place.start - 40), place.start):
        return None
    name = place.named(_ATTAINS.search(place.view, near, place.start))
    if not name or benchmark_key(name.text) in benchmark_ids() or sized_otherwise(name.text, place.series):
        return None
    return Owner(name.text, name.start, place.unit_end)


_WITH = re.compile(rf"\b(?:with|using|at) {QUALIFIED}$")
_LISTS = re.compile(r"(?:,|\bincluding|\bsuch as|\blike|\be\.g\.,?) [^,;.()]{1,40},? and $|\b(?:including|such as) [^;()]{1,80} and $")
_TOLD = re.compile(r" \([^()]{0,20}\d ?[BM]\) (?:with|at|in|while|despite|using)\b(?![^()]*(?:activ|total))")  # `Foo (7B) with`: of another
_OF_ALL = re.compile(r"\)?,? (?:with|rang|spann|from|at|in)")


def _is_of_others(place: _Place, name: Name, gap: str) -> bool:
    """Does a name before a size have another size in it, do something with models, or open a phrase about how ("With Foo, a 7B model")?"""
    if sized_otherwise(name.text, place.series):
        return True
    if place.of_other(name.text) and not _COPULA.match(gap):
        return True
    if _WORKS_ON.match(gap) and _MODELS_IN.search(gap + place.view[place.start : place.unit_end + 24]):
        return True
    return gap.startswith(",") and is_means(place.view, place.floor, name.start)


def is_means(view: str, floor: int, start: int) -> bool:
    """Does a sentence open with a name as that of what something is done with: "With Foo, a 7B model learns"?"""
    return start <= floor + 24 and bool(_MEANS.fullmatch(view, floor, start))


_WORKS_ON = re.compile(
    r"(?: (?:also|further|even|only|now|then|easily|consistently))*,? (?:is|are|was|were|scales?|works?|achiev\w+|attain\w*|"
    r"obtain\w*|delivers?|gets?|"
    r"scores?|reduc\w+|adds?|reach\w*|on|for|in|from|at|to|across|over|under|up)\b"
)
_MODELS_IN = re.compile(
    r"\b(?:test\w*|evaluat\w*|appl\w*|effective|validated|verified|consistent|robust|compatible|across|over|to|on|for|between|of) "
    r"(?:(?:[a-z-]+|\d+|[\d.]+[BM](?:-parameter)?) ){0,3}(?:models?|LLMs?|VLMs?|LMs|networks|backbones|sizes|scales)\b"
    r"(?:(?! and )[^,;]){0,60}$"
)
_MEANS = re.compile(
    r"(?:With|Using|Via|By|Through|In|On|From|Under|After|Applying|Given|For|[A-Z][a-z]+(?:ed|ing) (?:with|on|by|from|via|in|"
    r"through|to))(?: [a-z]+){0,2} "
)
_LISTED = re.compile(rf"{_NOUN_TAIL}[,:] {QUALIFIED}(?:from )?")
_HAS_PARAMETERS = re.compile(rf"{_NOUN_TAIL},?(?: which| that)? (?:has|have|having|had|with|contains?|boasts?) {QUALIFIED}$")


def _told(place: _Place, name: Name) -> Owner:
    """The owner that a name is: its long form where that holds the size and the name is a short form in brackets."""
    view, begin = place.view, name.start
    if view[begin - 1 : begin] == "(":
        long = list(place.names(max(place.floor, begin - 60), begin - 1))
        if long and view[long[-1].end : begin] == " (" and _SIZED.search(long[-1].text):
            return Owner(long[-1].text, long[-1].start, place.unit_end)
    return Owner(name.text, begin, place.unit_end)
