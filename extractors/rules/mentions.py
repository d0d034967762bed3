"""Names that may be models', where a sentence mentions them, and what the words beside one say of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.lexicon import is_dataset, is_model_family
from extractors.rules.names import NOT_NAMES, STRONG_TOKEN, Kind, is_adjective, kind_of, looks_like_name
from extractors.rules.size_roles import family_of


class Mention(NamedTuple):
    """A name where it stands."""

    name: str
    start: int
    end: int


VARIANTS = frozenset(
    """
    Large Medium Small Mini Nano Tiny Micro Pro Ultra Max Plus Flash Lite Turbo Base Instruct Chat Opus Sonnet Haiku Coder Vision
    Experimental Preview Next Omni Thinking Super Edge Code Math Air
    """.split()
)
"""Words that tell the models of one family apart."""

VARIANT = rf"(?:{'|'.join(sorted(VARIANTS))})\b(?! (?:Language|Scale|Models?|Multimodal))"
"""A pattern for such a word behind a name: `Foo Large 2`."""

_TAIL = rf"(?:v?\d[\w.]*|(?:{'|'.join(sorted(map(str.lower, VARIANTS)))}|Mini|Base|alpha|beta|exp)\b)"
_PART = rf"(?:[ -](?:v?\d+(?:\.\d+)*[a-z]?(?![\w%.]*[\w%])|\d[\d.]*[BMT]\b(?! (?:param|token))|{VARIANT}|{STRONG_TOKEN}))"
NAMED = re.compile(
    rf"(?<![\w.-])(?=[a-z-]{{0,30}}[A-Z\d])(?:(?:{STRONG_TOKEN}|[A-Z][a-z]+(?:-{_TAIL})*){_PART}*|[a-z]+(?:-[a-z]+)*-v?\d[\w.-]*)"
)
"""A name as a sentence may mention it, with its version, size and variant."""

COMPARED = re.compile(
    r"\b(?:than|outperform\w*|surpass\w*|exceed\w*|beat\w*|rival\w*|match\w*|compar\w+ (?:to|with)|unlike|versus|vs\.?|against|like|"
    r"such as|including|baselines?|counterparts?|teacher|than that of) (?:(?:the|its|both|larger|existing|original|base|"
    r"models?|strong|LLMs?) )*$",
    re.IGNORECASE,
)
"""What stands before a name that something is compared with."""

DERIVED = re.compile(
    r"\b(?:bas(?:ed|ing) (?:up)?on|buil[dt]\w* (?:up)?on|initiali[sz]\w+ (?:from|with|by)|start\w* (?:from|with)|using|with|via|by|from|"
    r"distill\w* from|release of|over) (?:(?:the|its|both|larger|existing|original|base|pre-?trained|models?|our|teacher) )*$",
    re.IGNORECASE,
)
"""What stands before a name that something is made from or with."""

RELATIVE = re.compile(r",? (?:which|that|whose|itself)\b|'s\b")
"""What stands behind a name that more is said of."""

_ADJACENT = re.compile(r"(?: model)?(?: with| at|,| \()(?: an?| its| up to| over)* ?")
_DO = re.compile(r" (?:are|have|can|support|accept|read|handle|only|use|offer)\b")  # "models such as Foo are"
_SAID = re.compile(
    r"(?:-\w+)?(?: \([^()]*\))?(?: (?:[a-z]+ )?(?:models?|[SMV]?L+Ms?|[sS]eries|[fF]amily|[sS]uite|variants?|checkpoints?)\b|"
    r"(?:,| -|:|,? (?:which |that )?(?:is|are|was|were)) (?P<said>(?:an?|the|our|their|its|one of|[A-Z][\w ]+'s) [^.;,]{3,110}))"
)
_GROUP = re.compile(r" (?:[Ss]eries|[Ff]amily|[Ss]uite)\b")
_MODEL_WORD = re.compile(r"\b(?:models?|[SMV]?LLMs?|[SV]?LMs?|transformer|embedder|chatbot|MoE)\b", re.IGNORECASE)
_MODEL_BEFORE = re.compile(r"\b(?:models?|[SMV]?LLMs?|SLMs?)[,:]? (?:called |named |dubbed )?\"?$")
_ADJECTIVE = re.compile(r"-[a-z]{4}")
_OPENS = re.compile(
    r"(?:[A-Z][a-z]+(?:ing|ed|ly)|Like|Unlike|Because|Since|After|Before|Although|Though|Despite|Our|Their|Its|Here|Today|Then|Thus|Also|"
    r"Via|Under|Over|Of|If|That|Where|Each|Some|Most|Many|All)"
)

NOT_SUBJECTS = frozenset(
    [
        "Inference",
        "Training",
        "Pretraining",
        "Scaling",
        "Learning",
        "Corpus",
        "Data",
        "Dataset",
        "Datasets",
        "Collection",
        "Tokens",
        "Token",
        "Context",
        "Length",
        "Window",
        "Report",
    ]
)
"""Words with a capital that name nothing which tokens are counted of."""


def mentions(view: str, start: int, end: int) -> Iterator[Mention]:
    """The names in a stretch of the view that may be models'."""
    for match in NAMED.finditer(view, start, end):
        name = bare(match[0].rstrip(".-"))
        stop = match.start() + len(match[0].rstrip(".-"))
        first = name.split(" ")[0]
        if first in NOT_NAMES or first in VARIANTS or is_adjective(name) or _ADJECTIVE.match(view, stop):
            continue
        yield Mention(name, stop - len(name), stop)


def bare(name: str) -> str:
    """A name without the word before it that has a capital because it begins a sentence: `Unlike Foo-2`."""
    first, _, rest = name.partition(" ")
    return rest if rest[:1].isalpha() and (first in NOT_NAMES or _OPENS.fullmatch(first)) else name


def is_direct(view: str, mention: Mention, floor: int, start: int) -> bool:
    """Is a name what its clause is about, not what something is compared with or built upon?"""
    if RELATIVE.match(view, mention.end):
        return True
    before = max(floor, mention.start - 60)
    if DERIVED.search(view, before, mention.start):
        return False
    if not COMPARED.search(view, before, mention.start):
        return True
    return bool(_ADJACENT.fullmatch(view, mention.end, start) or _DO.match(view, mention.end))


def says_model(view: str, mention: Mention) -> bool:
    """Do the words beside a name say that it is a model's?"""
    said = _SAID.match(view, mention.end)
    if said and not said["said"] and not looks_like_name(mention.name) and not _GROUP.match(view, mention.end):
        return False
    if said and (not said["said"] or (_MODEL_WORD.search(said["said"]) and kind_of(said["said"]) in (Kind.MODEL, None))):
        return True
    return bool(_MODEL_BEFORE.search(view, max(0, mention.start - 30), mention.start))


def is_said(view: str, name: str) -> bool:
    """Do the words beside any mention of a name say that it is a model's?"""
    place = view.find(name)
    while place >= 0:
        if says_model(view, Mention(name, place, place + len(name))):
            return True
        place = view.find(name, place + len(name))
    return False


def is_known_model(name: str) -> bool:
    """Is this the name of a known family, or one with a size in it?"""
    return is_model_family(name) or is_model_family(name.split(" ")[0]) or family_of(name) != name


def is_name(name: str) -> bool:
    """May this be the name of a model or a dataset?"""
    return (
        name not in NOT_NAMES
        and name not in NOT_SUBJECTS
        and not (name.isupper() and name.count(" ") > 1 and name.replace(" ", "").replace("-", "").isalpha())  # of a title in capitals
        and (any(map(looks_like_name, name.split(" "))) or is_dataset(name) or name[:1].isupper())
    )
