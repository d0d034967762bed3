"""Clauses in which authors say that something is out, or will be: "we release …", "… is available at …", "Code: …".

A clause has a predicate (a verb of release, or a word of availability behind a copula) and the phrase that it is said of;
an address that no predicate claims makes a clause with the phrase before it.
"""

import re
from collections.abc import Iterator
from enum import Enum
from operator import itemgetter
from typing import NamedTuple

from extractors.canonical import HUBS, host
from extractors.rules.addresses import Address
from extractors.rules.release_words import (
    CITED,
    DETERMINED,
    DUE,
    FINITE,
    GERUND,
    INVITED,
    JOINED,
    LATER,
    LED,
    MADE,
    NOT_OWN,
    OBJECT,
    RELEASE_NAMED,
    RELEASE_OF,
    RELEASE_TOLD,
    STATE,
    SUBJECT,
    THEY_LED,
    UNSURE_STATE,
    VERB,
    VERB_TO_PLACE,
    WITHIN,
)
from extractors.text import Span
from schemas import Status


class Of(Enum):
    """What a clause counts for that does not say that the authors release."""

    OWN = "own"  # things that the paper introduces by name
    HEADLINE = "headline"  # things that its title names, in a text by someone else


class Clause(NamedTuple):
    """A stretch of one sentence that says of a phrase that it is released."""

    phrase: Span
    start: int
    end: int
    status: Status
    addresses: list[Address]
    firm: bool
    """Does it say so without an address as well?"""
    of: Of | None = None
    """Of what alone it counts: where others are said to release, only of what the paper itself names."""
    more: Span | None = None
    """A second phrase, behind the predicate, which spells the first one out or adds to it."""


class _Predicate(NamedTuple):
    start: int  # of the subject and auxiliaries of a verb, or of the copula
    end: int
    phrase: Span | None  # what it is said of where the predicate encloses that; else before a copula, behind a verb
    behind: bool  # the phrase stands behind it
    promised: bool
    firm: bool
    of: Of | None = None


_BOUNDARY = re.compile(r";\s|:\s|,\s+(?:and\s+|while\s+|whereas\s+)?| (?:and|but|while)\s")
_ASIDE = re.compile(r",\s(?:which|who|based|built|together with|including) [^,]{3,150},\s*$")
_RELATIVE_WORD = re.compile(r"which|that|whose")
_RELATIVE = re.compile(r",?\s*(?:\b(?:which|that)(?:\s+we(?:\s+have)?)?|(?P<whose>\bwhose\s[\w\s-]{1,40}))\s*$")


def clauses(view: str, start: int, end: int, addresses: list[Address], told: bool) -> Iterator[Clause]:
    """The clauses of release in one sentence. `view` has its addresses blanked out; `addresses` are those of the sentence.

    `told` says that the text is by someone else, who tells of a release.
    """
    predicates = _predicates(view, start, end, bool(addresses), told)
    claimed: list[Address] = []
    said: list[Clause] = []
    behind = start
    for nth, predicate in enumerate(predicates):
        following = predicates[nth + 1] if nth + 1 < len(predicates) else None
        limit = _limit(view, predicate, following, end, addresses)
        clause = _clause(view, start, behind, predicate, limit, [a for a in addresses if behind <= a.start < limit])
        if clause:
            if predicate.behind and nth == 0 and (besides := _BESIDES.match(view, start, predicate.start)):
                yield clause._replace(phrase=(besides.end(), predicate.start), start=start)
            said.append(clause)
            claimed += clause.addresses
        behind = limit
    for clause, following in zip(said, (*said[1:], None), strict=False):
        # "X is public and Y is available at …": one address for both
        shared = (
            following and not clause.addresses and clause.status is following.status and _AND.match(view, clause.end, following.phrase[0])
        )
        yield clause._replace(addresses=following.addresses) if shared else clause
    behind = start
    for address in addresses:
        if address not in claimed and not any(p.start < address.start < p.end for p in predicates):
            phrase = _labelled(view, behind, address, end)
            if phrase:
                status = Status.PROMISED if _COMING.search(view, *phrase) else Status.RELEASED
                yield Clause(phrase, phrase[0], max(address.end, phrase[1]), status, [address], False)
        behind = address.end


def _labelled(view: str, low: int, address: Address, end: int) -> Span | None:
    """The phrase of an address that nothing is said of: what stands before it, and in apposition behind its brackets."""
    if CITED.search(view, max(low, address.start - 90), address.start):
        return None
    if host(address.url) not in HUBS and address.start - low > 80 and not _TIED.search(view, low, address.start):
        return None
    if view.startswith("](", address.start - 2) and _LINKED_NAME.search(view, low, address.start - 2):
        return None  # "… based on [Foo 7B](address)"
    begin = low
    for boundary in _END.finditer(view, low, address.start):
        begin = boundary.end()
    stop = address.start
    if aside := _IN_ASIDE.search(view, max(begin, address.start - 60), address.start):
        stop = aside.start()
        for boundary in _NOUN_START.finditer(view, begin, stop):
            begin = boundary.end()
        apposition = _IN_APPOSITION.match(view, address.end, end)
        stop = apposition.end() if apposition and aside.end() - aside.start() < _LEAST else stop
    while begin < stop and view[begin] in " ,.()":
        begin += 1
    return begin, stop


_END = re.compile(r"[.;]\s+")
_IN_APPOSITION = re.compile(r"\),? an? [^,.;:(]{3,80}")
_LINKED_NAME = re.compile(r"[a-z]\s\[[A-Z\d][\w.-]*(?: [A-Z\d][\w.-]*)*$")
_COMING = re.compile(r"\b(?:coming soon|to come|to be released)\b", re.IGNORECASE)
_USED = re.compile(r"\b(?:us(?:e|es|ed|ing)|adopt\w*|leverag\w+|rel(?:y|ies) on|compar\w+ (?:with|to)|[Tt]heir)\b")
# "data is available for few languages": what is said of things in general is no release
_IN_GENERAL = re.compile(
    r"(?:is|are) (?:made )?(?:available|accessible) (?:for (?:[\w-]+ ){0,3}(?:only|languages?|tasks?|domains?)\b|"
    r"in (?:real|larger?|many|some|few|most|practice|each)\b|when\b|only\b)"
)
_PARTICULAR = re.compile(
    r"(?:\w+ )?(?:[Oo]ur|[Tt]he|[Aa]ll|[Bb]oth|[Tt]hese|[Tt]his|[Ii]ts?|[Tt]hey|[Cc]odes?|[A-Z]\w*[A-Z\d-]\w*|[A-Z]\w* (?:is|are))\b"
)
_IN_ASIDE = re.compile(
    r"\(\s*(?:(?:(?:is|publicly|freely|openly|now) )*(?:available|accessible|released|hosted)"
    r"(?: (?:at|on|via|from|in|through))?:?|see:?|at)?\s*$"
)
_TIED = re.compile(r"(?:\(|(?:vailable|ccessible|found|released)(?: (?:at|on|via|from|in))?:?\s*)$")
_BESIDES = re.compile(r"(?:In addition to|Along with|Alongside|Together with|As well as|Besides|Beyond)\s")
_CONNECTIVE = re.compile(r"[\s,]*(?:(?:and|but|while)\s+)?")
_AND = re.compile(r",? and\s*$")
_NOUN_START = re.compile(r"[,:]\s|\b[Ww]e\s(?:(?:also|further|first|then|\w+ly)\s)?\w+\s|\s(?:and|of|with|for|in|to|by|on)\s")


def _limit(view: str, predicate: _Predicate, following: _Predicate | None, end: int, addresses: list[Address]) -> int:
    """Where the clause of a predicate ends at the latest: before the phrase of the one that follows."""
    if following is None:
        return end
    if following.behind:
        return following.start
    if not predicate.behind:
        return max((a.end for a in addresses if predicate.end <= a.start < following.start), default=predicate.end)
    cuts = [m.end() for m in _BOUNDARY.finditer(view, predicate.end, following.start) if "and" in m[0] or ";" in m[0] or "while" in m[0]]
    return cuts[-1] if cuts else following.start


def _clause(view: str, start: int, behind: int, predicate: _Predicate, limit: int, addresses: list[Address]) -> Clause | None:
    later = LATER.search(view, predicate.end, min(limit, predicate.end + 160)) and " now " not in view[predicate.start : predicate.end]
    promised = predicate.promised or bool(later)
    status = Status.PROMISED if promised else Status.RELEASED
    if predicate.phrase or predicate.behind:
        phrase = predicate.phrase or (_FOR.match(view, predicate.end, limit).end(), limit)
        addresses = [a for a in addresses if a.start >= predicate.start]
        last = max((a.end for a in addresses), default=predicate.end)
        more = _more(view, predicate.end, limit) if predicate.phrase else None
        return Clause(phrase, predicate.start, last, status, addresses, predicate.firm, predicate.of, more)
    phrase = _subject(view, max(start, behind), predicate.start, start)
    if phrase is None:
        return None
    if not view.startswith(_COPULAS, predicate.start) and _USED.search(view, *phrase):
        return None
    if not addresses and _IN_GENERAL.match(view, predicate.start) and not _PARTICULAR.match(view, *phrase):
        return None
    addresses = [a for a in addresses if a.start >= phrase[0]]
    if not predicate.firm and addresses and addresses[-1].start < predicate.start and not addresses[-1].end >= predicate.start - 2:
        return None
    last = max((a.end for a in addresses), default=predicate.end)
    more = _more(view, predicate.end, limit)
    return Clause(phrase, phrase[0], max(last, predicate.end), status, addresses, predicate.firm, predicate.of, more)


_FOR = re.compile(r"(?:\s+for\s(?!(?:more|further|additional|details)\b))?")  # "see … for the code"
_MORE = re.compile(
    r"[^.;,:]{0,240}?(?:(?:[,:(]\s*|--?\s*|\s)(?:including|namely|along with|together with|alongside|accompanied by)\s|"
    r",\s*(?:such as|as well as)\s)|"
    r"\s?:\s"
)


def _more(view: str, start: int, end: int) -> Span | None:
    """The phrase behind a predicate that spells out or adds to what it is said of."""
    if end - start < _LEAST or not any(view.find(word, start, end) >= 0 for word in _MORE_WORDS):
        return None
    more = _MORE.match(view, start, end)
    return (more.end(), end) if more else None


_LEAST = 5  # characters of the shortest phrase
_MORE_WORDS = ("ncluding ", " with ", "longside ", "amely ", " by ", " as ", ": ")


def _predicates(view: str, start: int, end: int, addressed: bool, told: bool) -> list[_Predicate]:
    found: list[_Predicate] = []
    lead = max(start - 1, 0)  # the space before the sentence
    for match in STATE.finditer(view, lead, end):
        placed = not match["firm"] and not addressed and _AT_PLACE.match(view, match.end(), end)
        if (match["firm"] or addressed or placed) and not UNSURE_STATE.match(view, match.end(), end):
            apart = match[0] == " released" and not _SHORT.fullmatch(view, start, match.start())
            of = Of.OWN if apart or _BY_OTHERS.match(view, match.end(), end) else None
            found.append(_Predicate(match.start() + 1, match.end(), None, False, bool(match["future"]), bool(match["firm"] or placed), of))
    if view.find(" release", start, end) >= 0 or view.find("ing of ", start, end) >= 0 or view.find("ity of ", start, end) >= 0:
        found += (_Predicate(match.start() + 1, match.end(), None, False, True, True) for match in DUE.finditer(view, lead, end))
        found += _releases_of(view, start, end)
    for match in (VERB_TO_PLACE if addressed else VERB).finditer(view, lead, end):
        if predicate := _verb(view, start, match, addressed, told):
            found.append(predicate)
    found.sort(key=_PLACE)
    kept: list[_Predicate] = []
    for predicate in found:
        if kept and predicate.start < kept[-1].end:
            continue
        # "we release X, available at …": the word of availability belongs to the verb
        if kept and kept[-1].behind and not predicate.behind and not view[predicate.start : predicate.end].strip().startswith(_COPULAS):
            continue
        # "is available and can be downloaded at …": the second word has no phrase of its own
        if kept and not predicate.behind and not kept[-1].behind and _ELIDED.search(view, kept[-1].end, predicate.start):
            continue
        kept.append(predicate)
    return kept


def _releases_of(view: str, start: int, end: int) -> Iterator[_Predicate]:
    """The predicates that a release as a noun is: "the release of our code", "the Foo release is"."""
    for match in RELEASE_NAMED.finditer(view, start, end):
        yield _Predicate(match.start(), match.end(), match.span("name"), True, False, True, Of.OWN)
    for match in RELEASE_OF.finditer(view, start, end):
        told = RELEASE_TOLD.search(" " + view[max(start, match.start() - 60) : match.start() + 1])
        ours = told and (not told["announced"] or SUBJECT.search(view, start, match.start()))
        begin = match.start() + 1 - (len(told[0].lstrip()) if told else 0)
        ours = ours or view.startswith(" our ", match.end())
        yield _Predicate(begin, match.end(), None, True, False, True, None if ours else Of.OWN)


_PLACE = itemgetter(0, 1)
_ELIDED = re.compile(r"(?:\band|,|\bor)\s*$")
_COPULAS = ("is", "are", "was", "were", "has", "have", "will", "can", "could", "may", "shall", "would", "be")


def _verb(view: str, start: int, match: re.Match[str], addressed: bool, told: bool) -> _Predicate | None:
    """The predicate that a verb of release is, where the authors are its subject."""
    word = match[0].split()[0].lower()
    if not (match["firm"] or match["making"] or addressed) or (match["making"] and WITHIN.match(view, match.end())):
        return None
    begin = match.start() + 1
    left = " " + view[max(start, begin - 90) : begin]
    led = LED.search(left)
    firm = bool(match["firm"] or match["making"])
    phrase = match.span("object") if match["making"] else None
    if match["making"] and not match["object"].strip():
        if led and _RELATIVE.search(view, start, begin):
            return _Predicate(begin, match.end(), None, False, False, True)
        phrase = None
    if led:
        subject = begin - len(led[0]) + 1
        relative = not phrase and _RELATIVE_WE.search(view, max(start, subject - 13), subject)
        if relative and not OBJECT.match(view, match.end()):
            return _Predicate(subject, match.end(), None, False, _puts_off(led, word), firm)
        if word.endswith("ing") and not _GOING_ON.search(led[0]):
            return None
        return _Predicate(subject, match.end(), phrase, True, _puts_off(led, word), firm)
    they = THEY_LED.search(left) if told and firm and not match[0].startswith(" offering") else None
    if they and word.endswith("ing") and _PASSIVE.search(they[0]):
        return _Predicate(begin - len(they[0]) + 1, match.end(), phrase, True, _puts_off(they, word), True, Of.HEADLINE)
    if word.endswith("ing"):
        if (gerund := GERUND.search(left)) and (gerund[0].startswith(("By", "by")) or SUBJECT.search(view, start)):
            return _Predicate(begin - len(gerund[0].lstrip(", ")), match.end(), phrase, True, False, firm)
        return None
    joined = JOINED.search(left)
    adjective = word.startswith("open") and bool(_PLAIN_NOUN.match(view, match.end())) and not _AFTER_VERB.search(left)
    if joined and not adjective and SUBJECT.search(view, start, begin) and (phrase or OBJECT.match(view, match.end())):
        return _Predicate(begin - len(joined["adverbs"].lstrip()), match.end(), phrase, True, "will" in joined[0], firm)
    if not firm:
        invited = INVITED.search(left) and not _OTHERS.match(view, match.end())
        return _Predicate(begin, match.end(), None, True, False, False) if invited else None
    if (
        not they
        or adjective
        or (word == "release" and not _puts_off(they, word))
        or (not word.endswith("ing") and _PASSIVE.search(they[0]))
    ):
        return None
    return _Predicate(begin - len(they[0]) + 1, match.end(), phrase, True, _puts_off(they, word), True, Of.HEADLINE)


_GOING_ON = re.compile(r"\b(?:are|is|am|re|to|on)\b")
_PLAIN_NOUN = re.compile(
    rf"(?!{DETERMINED.pattern}|\s*(?:code|data|weights|checkpoints)\b)\s*(?:[a-z]|[MV]?L[LM]Ms?\b|[LV]Ms?\b)"
)  # "open-source" before it is an adjective
_AFTER_VERB = re.compile(r"\b[Ww]e (?:\w+ly |also |then |further )?\w+ and $")
_PASSIVE = re.compile(r"\b(?:are|is|was|were|be|been|being|am)\b")


_AT_PLACE = re.compile(
    r".{0,8}\bthis|\s(?:at|on|in|via|from|through)?\s?(?:(?:our|the|this|an?)\s(?:[\w-]+ ){0,2}(?:repo|web ?(?:site|page)|(?:home)?page|"
    r"github|hub)|"
    r"(?:github|gitlab|hugging ?face|zenodo|kaggle|modelscope|pypi)\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(rf"\s*{NOT_OWN.pattern}", re.IGNORECASE)
_SHORT = re.compile(r"\s*(?:(?!(?:[Ww]e|use[sd]?|using|[Oo]n|[Ii]n|by|from|of)\b)[\w,&-]++\s?){1,6}")
_BY_OTHERS = re.compile(r"\s(?:by\s(?:the\s)?[A-Z]|(?:in|since)\s(?:[A-Z][a-z]+\s)?\d{4}\b)")
_RELATIVE_WE = re.compile(r"(?<!from )(?<!with )(?<!in )(?<!by )(?<!for )(?<!on )(?<!of )\b(?:which|that)\s*$")


def _puts_off(led: re.Match[str], word: str) -> bool:
    """Does what stands before a verb put the release off?"""
    return bool(led["intent"]) or word == "rolling" or _TO_COME.search(led[0]) is not None


_TO_COME = re.compile(r"\bwill\b|\bshall\b|['’]ll\b|\bwould\b")


def _subject(view: str, low: int, stop: int, sentence: int) -> Span | None:
    """The phrase that a copula is said of, where it is the paper's own; it ends at `stop` and begins no earlier than `low`."""
    relative = _RELATIVE.search(view, max(low, stop - 60), stop) if _RELATIVE_WORD.search(view, max(low, stop - 60), stop) else None
    if relative:
        if not view.startswith(("we ", "I "), stop) and not MADE.search(view, sentence, relative.start()):
            return None
        stop = relative.start() if not relative["whose"] else stop
    if view.find("(", max(low, stop - 12), stop) >= 0 and (bracket := _OPENING.search(view, max(low, stop - 12), stop)):
        stop = bracket.start()
    if aside := _ASIDE.search(view, max(low, stop - 170), stop):
        stop = aside.start()
    begin = low
    for boundary in reversed([*_BOUNDARY.finditer(view, low, stop)]):
        piece = view[boundary.end() : stop]
        before = _HARD.split(view[max(low, boundary.start() - 60) : boundary.start()])[-1]
        if boundary[0].strip() in (":", ";") or FINITE.search(before) or FINITE.search(piece):
            begin = boundary.end()
            break
        if _LEADING.match(view, low, stop) and not _BOUNDARY.search(view, low, boundary.start()):
            begin = boundary.end()
            break
    begin = _CONNECTIVE.match(view, begin, stop).end()
    if lead := (relative and _IS_A.search(view, begin, stop)) or _SAID.search(view, begin, stop):
        begin = lead.end()
    words = view[begin:stop]
    if not words.strip() and (verb := _FIRST_VERB.search(view, sentence, min(begin, sentence + 100))):
        # "X is …, and is available": the subject is that of the verb before
        begin, stop = sentence, verb.start()
        words = view[begin:stop]
    if not words.strip() or NOT_OWN.search(words):
        return None
    return begin, stop


_LEADING = re.compile(
    r"(?:To|For|In|With|As|By|At|From|Finally|Additionally|Furthermore|Moreover|Lastly|Over|Besides|However|Unlike|Like|Among|Beyond|"
    r"Under|Since)\b"
)
_IS_A = re.compile(r"\b(?:is|are) (?=(?:an?|the|our)\s)")
_SAID = re.compile(r"\b(?:announce[sd]?|said|says|confirm(?:ed|s)|reveal(?:ed|s)) that\s")
_OPENING = re.compile(r"\s*\(\s*(?:publicly|freely|openly|now)?\s*$")
_HARD = re.compile(r"[:;]\s")
_FIRST_VERB = re.compile(
    rf"['’]s\b|(?:{FINITE.pattern}|\b(?:support|contain|consist|includ|compris|cover|provid|offer|surpass|match|beat|hold|reach|us)e?s\b)"
)
