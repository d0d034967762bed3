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
_FIRST_PERSON = re.compile(
    r" (?:we|ours?|us|this (?:paper|work|report|study))\b|We\b|Our\b|This (?:paper|work|report|study)\b|Introducing\b"
)  # begins with a space or one of some letters, by which a search leaps
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
_WIDTH, _NEAR, _SETTING_WORDS = 90, 30, 3
_SIGN = re.compile(
    r"(?:(?P<made>introduc|present|releas|propos|announc|unveil|launch|develop|publish|shar(?=e|ing)|creat|obtain|produc|yield|offer|describ|"
    r"document|open-?sourc(?=es|ed|ing))"
    r"|(?P<trained>(?:pre-?)?train|scal(?=e[sd]?|ing)|buil[dt])"
    r"|(?P<worked>fine-?tun|appl[iy]|evaluat|test|us(?=e[sd]?\b|ing)|employ|adapt|distil|prun|quanti[sz]|compress|start|initiali|continu|merg|"
    r"steer|align|attack|instantiat|deploy|run|integrat|tun|post-?train|upcycl|extend|deriv|convert|leverag|teach|quer[yi]|equip|freez|froz|"
    r"serv|backbone|student|judge|foundation|stud[yi]|analy|investigat|examin|explor|benchmark|prob(?=e|ing)|tak(?=e[sn]?\b|ing)|base(?=d?$)|"
    r"(?:version|variant|checkpoint)s?$)"
    r"|(?P<experiments>experiment|empirical|ablation|validat|demonstrat|show)"
    r"|(?P<compared>outperform|surpass|exceed|beat|rival|overtak|outscor|outstrip|approach(?=e|ing)|compet(?=e|i[nt])|compar|counterpart|"
    r"superior|unlike|match(?=$|es|ing)|(?:versus|vs|behind|near(?:s|ing)?|closer?|gap|ahead|par|parity|those|alongside|replac\w+)$)"
    r"|(?P<over>(?:than|against|over|above)$)"
    r"|(?P<others>existing|previous|prior|other|larger|bigger|similar|commercial|proprietary|closed|current|leading|well-known|typical|best|"
    r"baseline|any$|recent|among|limited|popular|strong|common|state-of-the-art|even$)"
    r"|(?P<new>(?:our|new|novel|final|resulting)$)"
    r"|(?P<example>(?:such|like|e\.g|i\.e|including|includes|namely|especially)$)"
    r"|(?P<setting>(?:on|using|across|for)$)"
    r"|(?P<neutral>(?:via|into|from|at|with|in)$))"
)
"""What a word before a size says, by the group that it is in: a stem stands for its forms."""
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
            clues += ["before the first person"] * (who != "the paper's")  # of the paper's own it says nothing
        elif first >= floor or _FIRST_PERSON.search(view, max(floor, start - MAX_SENTENCE), start):
            clues.append("first person before")
        if start - floor < _WIDTH and not view[floor:start].strip("'\"`*").removeprefix("The ").removeprefix("Our "):
            clues.append("subject")
    clues += (clue for clue, pattern in _BEHIND if pattern.match(behind))
    if (owner is None or who == "the paper's") if document is scan.title else (owner and family_of(owner.name) in scan.title.view):
        clues.append("in the title")
    return clues + list(_of_words_before(before.lower()))


@functools.lru_cache(maxsize=4)
def _first_person(view: str) -> int:
    """Where the authors first speak of themselves; -1 where they do not."""
    first = _FIRST_PERSON.search(view)
    return first.start() if first else -1


def _of_words_before(before: str) -> Iterator[str]:
    """What the words before a size say, all of its clause and the last: "we release", "outperforms existing models such as".

    Where a preposition stands between ("outperforms others on"), the last says nothing of the size, which is a setting.
    """
    clause = before
    if ";" in before or ", " in before or "whil" in before or "wher" in before:
        for end in _CLAUSE_END.finditer(before):
            clause = before[end.end() :]
    last, setting, said = None, 0, {}
    words = clause.split()
    for nth, word in enumerate(words):
        sign = _sign_of(word)
        if sign == "setting":
            setting = 0 if nth and words[nth - 1].strip("%.,")[-1:].isdigit() else nth + 1  # "58.1 for" is a score of what follows
        elif sign == "neutral":
            setting = 0
        elif sign:
            last, setting = sign, 0
            said[sign] = True
    if setting and len(words) - setting <= _SETTING_WORDS:
        yield "setting"
    elif last:
        yield f"{last} last"
    yield from said


@functools.lru_cache(maxsize=8192)
def _sign_of(word: str) -> str | None:
    """What a word says, if anything."""
    sign = _SIGN.match(word.strip("([\"'`,.:"))
    return sign.lastgroup if sign else None


def _of_paper(scan: Scan, who: str) -> Iterator[str]:
    """What the paper names as its own, with what is told of a size that is not."""
    kind = next((own.kind for own in scan.own_names if own.kind), None)
    paper = "of models" if kind is Kind.MODEL else "of other things" if scan.own_names else "without names"
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
