"""What the words around a model's size say of the model's role in the paper: boolean clues, which `size_roles` weighs."""

import functools
import re
from collections.abc import Iterator

from extractors.lexicon import is_model_family
from extractors.rules.names import Kind, OwnName
from extractors.rules.scan import Scan
from extractors.rules.series import Series
from extractors.rules.size_owners import Owner
from extractors.text import MAX_SENTENCE
from schemas import fold

ALWAYS = "always"
"""The clue that every size shows."""
OWN = "own"
"""The clue of a size whose model has a name that the paper gives."""

COMPARISON = re.compile(
    r"\b(?<!\ba )(?:(?:outperform|surpass|exceed|beat|match|rival|overtak|outscor|outstrip)(?:s|es|ed|e|ing)?|"
    r"approach(?:es|ing)? the|superior|baselines?|"
    r"(?:compar(?:ed|able|ing|es)|competitive|on par|parity)(?: with| to)?|previous|existing|unlike|"
    r"(?:than|versus|vs\.?|over|against|counterparts?|prior|best models)(?=[^.;]{0,70}$))(?![\w-])"
)
"""A word by which models are compared."""
_SETTING = re.compile(r"\b(?:on|using|with|across|from|in|into|via|for|at) (?:the |both |a |an |our |its )?(?:[\w-]+ ){0,2}\(?$")
_SCORE_OF = re.compile(r"\d ?(?:%|points?)? (?:for|by|of|from) (?:the )?$")
QUALIFIER = re.compile(
    r"\b(?:(?:more|less|fewer|larger) than|over|above|under|up to|about|around|than|exceeding|approximately)\b ?(?:an? )?$"
)
"""What stands before a figure and says nothing of the model."""
NEW = re.compile(r"\b(?:[Oo]ur|[Nn]ew|[Nn]ovel|[Rr]esult(?:ing|ant)|[Ff]inal)(?: [\w-]+){0,3}[ (]+$")
"""Words that say that what follows is new: "a new 3B model"."""
PRESENTS = re.compile(
    r"\b(?:introduc|present|releas|open-?sourc|propos|announc|unveil|launch|develop|describ|document|shar|creat|obtain|result)"
    r"(?:e?[ds]?|ing)(?: in)?"
    r"(?: (?!(?:for|on|of|to|using|that|which|from|by)\b)[\w,-]+){0,7}[ (~]*$|\btrain(?:ed)? (?:\w+ )?models: [^.;]{0,80}$",
)
"""A verb of making, and the noun phrase that ends in what it makes."""
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Tt]his (?:paper|work|report|study)|[Ii]ntroducing)\b")
_CLAUSE_END = re.compile(r";|\b(?:while|whereas)\b|, (?:but|and(?= (?:we|our|the|it|\w+s (?:an?|the|its|to))\b))|\bindicate that\b")
_BEHIND = (
    ("ours behind", re.compile(r"[^.;]{0,30}, our\b")),
    ("said what it is", re.compile(r",? (?:is|are|,) an? |^, (?:an?|the|our|which|two|one) |^: an? ")),
    (
        "a class of models",
        re.compile(r"[ -](?:[\w-]+ ){0,3}(?:baselines?|counterparts?|competitors?|range|class|regime|category|rivals?)\b"),
    ),
    (
        "one model",
        re.compile(r"[ -](?:parameters? |[a-z-]+ ){0,3}(?:model|LLM|transformer|variant|network|system|decoder|encoder|version)\b"),
    ),
)
_ADJECTIVES = r"(?: (?:the|an?|our|both|several|open|base|pre-?trained|frozen|small\w*|[a-z]+-[a-z]+))*"
_BEFORE = (
    (
        "worked on",  # at once behind a verb of work on a model, or of use
        re.compile(
            r"\b(?:start|buil|bas|appl|fine-?tun|initiali[sz]|adapt|extend|deriv|distill?|compress|prun|quanti[sz]|instruction-tun|tun|"
            r"post-?train|continu|upcycl|merg|steer|align|convert|attack|instantiat|evaluat|test|stud|us|employ|tak|leverag|serv|deploy|"
            rf"run|integrat|teach|quer|freez|equip)\w*(?: (?:from|on|upon|with|to|of|off|into|in|as))*{_ADJECTIVES} ?$|"
            r"\b(?:backbones?|base|teachers?|students?|judges?|foundation|(?:start|generat|label)\w+ (?:point|model))(?: models?)?"
            r"(?:,| is| are| was| were)? (?:the )?$|\b(?:version|variant|checkpoint)s? of (?:the )?$|"
            r"\b(?:made|generated|labell?ed|written|drawn|sampled|annotated|judged|produced|distilled) (?:by|from|with) (?:the )?$"
        ),
    ),
    ("presented", PRESENTS),
    ("example", re.compile(r"\b(?:such as|like|e\.g\.,?|i\.e\.,?|namely) (?:the |an? )?(?:[\w.-]+(?:,| and|, and) ){0,3}$")),
    (
        "others",
        re.compile(
            r"\b(?:existing|previous|prior|other|larger|bigger|competing|comparable|similar(?:ly)?|commercial|proprietary|"
            r"closed(?:-source)?|current|leading|well-known|typical\w*|best|baselines?|counterparts?|among|amongst|alongside|limited|"
            r"competitors?|all evaluated|any)\b(?: [\w-]+,?){0,6} ?\(?$"
        ),
    ),
    (
        "set against",
        re.compile(
            r"\b(?:than|versus|vs\.?|against|over|outperform\w*|surpass\w*|exceed\w*|beat\w*|(?<!a )match\w*|rival\w*|approach\w*|"
            r"alongside|above|ahead of|behind|close(?:r)? to|near(?:s|ing)?|gap (?:to|with|between)|the size of|th(?:ose|at) of|"
            r"(?:compar\w+|competitive|on par|parity|performance|comparable) (?:with|to)) (?:[\w.%-]+ ){0,3}$"
        ),
    ),
)
_EXPERIMENTS = re.compile(
    r"\b(?:experiment|empirical|evaluat|ablation|attack|jailbreak|tested|validate|analy[sz]|investigat|stud(?:y|ies|ied)\b)"
)
_WIDTH, _CLOSE, _NEAR = 110, 70, 30
_SIZE_AND_REST = re.compile(r"[-_ ]?\d+(?:\.\d+)?[BMT]\b.*")
_PLAIN = re.compile(
    r"(?P<family>[A-Za-z][\w. -]*?)[-_ ]?\d+(?:\.\d+)?[BMb](?:[-_ ](?:A\d+\w*|Instruct|Chat|Base|IT|it|Preview|Thinking|v?\d[\d.]*))*"
)
_PART = re.compile(r"[-_ ]")


def family_of(name: str) -> str:
    """A name without what follows its first size."""
    return _SIZE_AND_REST.sub("", name)


def clues_of(scan: Scan, series: Series, owner: Owner | None, floor: int) -> list[str]:
    """The clues to what the paper does with the model that a series is the size of: its name, the paper, the words around it."""
    document, view = series.document, series.document.view
    who = _who(scan.own_names, owner)
    if who == OWN and owner.start == owner.end:
        who = "the paper's"
    elif who == OWN:
        return [OWN]
    start, end = (min(owner.start, series.start), max(owner.end, series.end)) if owner else (series.start, series.end)
    before = view[max(floor, start - _WIDTH) : start]
    if not (owner and owner.joined):
        before = before[:-_NEAR] + QUALIFIER.sub("", before[-_NEAR:])
    ceiling = document.sentence_at(start)[1]
    behind = view[end : min(ceiling, end + _WIDTH)]
    clues = [ALWAYS, who, *_of_paper(scan, who)]
    if owner and owner.joined:
        clues.append("joined")
    if document is scan.abstract:
        first = _first_person(view)
        if first < 0:
            clues.append("no first person")
        elif first >= ceiling:
            clues.append("before the first person")
        elif _FIRST_PERSON.search(view, max(floor, start - MAX_SENTENCE), start):
            clues.append("first person before")
        if start - floor < _WIDTH and not view[floor:start].strip("'\"`*").removeprefix("The ").removeprefix("Our "):
            clues.append("subject")
    clues += (clue for clue, pattern in _BEHIND if pattern.match(behind))
    before = before.lower()
    if who != "known" and NEW.search(before, max(0, len(before) - _CLOSE)):
        clues.append("new")
    return clues + list(_of_words_before(before))


@functools.lru_cache(maxsize=4)
def _first_person(view: str) -> int:
    """Where the authors first speak of themselves; -1 where they do not."""
    first = _FIRST_PERSON.search(view)
    return first.start() if first else -1


def _of_words_before(before: str) -> Iterator[str]:
    if _EXPERIMENTS.search(before):
        yield "experiments"
    clause = before
    if ";" in before or ", " in before or "whil" in before or "wher" in before:
        for end in _CLAUSE_END.finditer(before):
            clause = before[end.end() :]
    ends = [compared.end() for compared in COMPARISON.finditer(clause)]
    if ends and (_SCORE_OF.search(clause, ends[-1]) or not _SETTING.search(clause, ends[-1])):
        yield "compared"
    clause = clause[-_CLOSE:]
    for clue, pattern in _BEFORE:
        if pattern.search(clause):
            yield clue


def _of_paper(scan: Scan, who: str) -> Iterator[str]:
    """What the paper names as its own, with what is told of a size that is not."""
    kinds = [own.kind for own in scan.own_names]
    paper = "of models" if Kind.MODEL in kinds else "of other things" if kinds else "without names"
    yield f"{who} in a paper {paper}"


def _who(own_names: list[OwnName], owner: Owner | None) -> str:
    """Is a size that of a model that the paper names, of a known family, of another name, or of none?"""
    if owner is None:
        return "unnamed"
    name, family = fold(owner.name), family_of(owner.name)
    known = is_model_family(family)
    for own in own_names:
        key, may_be = fold(own.name), own.kind in (Kind.MODEL, None)
        if name.startswith(key) and (may_be or owner.joined):
            return OWN
        if may_be and not known and len(name) > 2 and key.startswith(name):
            return OWN
        if may_be and (plain := _PLAIN.fullmatch(own.name)) and owner.joined and fold(family) == fold(plain["family"]):
            return OWN
    if known:
        return "known"
    return "relative" if any(_related(owner.name, own.name) for own in own_names) else "stranger"


def _related(name: str, own: str) -> bool:
    """Do two names begin with one part, `Foo-XL` and `Foo-Large`, that is no known family's?"""
    one, other = _PART.split(name, 1)[0], _PART.split(own, 1)[0]
    return one == other and len(one) > 3 and not is_model_family(one)
