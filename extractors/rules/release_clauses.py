"""Clauses in which authors say that something is out, or will be: "we release …", "… is available at …", "Code: …".

A clause has a predicate (a verb of release, or a word of availability behind a copula) and the phrase that it is said of;
an address that no predicate claims makes a clause with the phrase before it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.rules.addresses import Address
from extractors.text import Span
from schemas import Status


class Clause(NamedTuple):
    """A stretch of one sentence that says of a phrase that it is released."""

    phrase: Span
    start: int
    end: int
    status: Status
    addresses: list[Address]
    firm: bool
    """Does it say so without an address as well?"""


class _Predicate(NamedTuple):
    start: int  # of the subject and auxiliaries of a verb, or of the copula
    end: int
    phrase: Span | None  # what it is said of where the predicate encloses that; else before a copula, behind a verb
    behind: bool  # the phrase stands behind it
    promised: bool
    firm: bool


_ADVERBS = (
    r"(?:(?:also|now|all|both|fully|freely|publicly|openly|easily|further|furthermore|finally|hereby|additionally|then|already|currently|soon|"
    r"here|therefore|jointly|thus|first|completely|directly|today|immediately|gradually|either|permanently|live|just|actively)\s+){0,4}"
)
_STATE = re.compile(
    rf"(?P<copula>\b(?:(?P<future>(?:will|shall|would|to)\s+{_ADVERBS}be)|is|are|was|were|has\s+{_ADVERBS}been|have\s+{_ADVERBS}been|"
    rf"(?:can|could|may)\s+{_ADVERBS}be|being|been)\s+{_ADVERBS}(?:(?:made|kept|provided|developed as|released as|shared as)\s+{_ADVERBS})?|"
    rf"(?<=[\w,)(] )(?<!not )(?:made\s+)?(?:now\s+|publicly\s+|freely\s+|openly\s+){{0,2}}(?=(?:available|accessible) ?(?:\(|\\url|http|this https|at\b|on\b|"
    rf"from\b|via\b|through\b|under\b|here\b|:)))"
    r"(?P<word>(?P<firm>available|accessible|released|open[- ]?sourced?|opensourced|open[- ]access|open\b(?=\s+(?:to|for|and|under))|published\b(?= (?:at|on|under))|public\b(?!\s+\w+s\b)|"
    r"publici[sz]ed|downloadable|downloaded|shipped)|"
    r"found|shared|distributed|provided|hosted|accessed|obtained|given|listed|located|created|maintained|live|uploaded|deployed|on|at|put|online|deposited|"
    r"collected|viewed|summarized|in)\b"
)
_UNSURE_STATE = re.compile(
    r"(?:\s+(?:at|during)\s+(?:inference|test|training|run|deployment)|\s+(?:in large|during|only|for (?:training|pre-?training|fine-?tuning|"
    r"formatting|many|most|each))\b|\s+(?:tools?|sources?|options?|resources|information)\b)"
)
_VERB = re.compile(
    r"\b(?:(?P<firm>(?:releas|disseminat|open[- ]?sourc)(?:es?|ed|ing)\b|publish(?:es|ed|ing)?\b(?=\s+(?:all|our|the|it|a|an|both|this|these)\b)|"
    r"publicly (?:share|provide)|(?<=release )(?:includes|contains|comprises)|(?:provid|offer|contribut|introduc|present)(?:es?|s|ed|ing)?(?=\s+(?:[\w-]+\s+){0,2}?(?:open[- ]?sourced?|openly available|publicly available|freely available|(?:new )?public)\s)|shar(?:es?|ed|ing)\b|publici[sz]e|rolling out|open up|invite you to try|offering)|"
    r"(?P<making>mak(?:es?|ing)|made)\s+(?P<object>[^.;]{0,220}?)\b(?:(?:publicly|freely|openly|fully|easily|all|now)\s+){0,2}"
    r"(?:available|accessible|public|open[- ]sourced?|open)\b|"
    r"provid(?:es?|ed|ing)|offers?|include|contribute|list(?:ed)?|host|maintain|put|upload(?:ed)?|distribute|describe|collect|see|visit)\b"
)
_SUBJECT = (
    r"(?:\b(?:[Ww]e|I|[Aa]uthors|[Oo]ur team|[Tt]he team)\b|\b(?:[Tt]his|[Oo]ur) (?:paper|work|report|study|release|article|project)\b)"
)
_AUXILIARIES = (
    r"(?:['’](?:ve|re|ll|m)|\s+(?:have|has|are|am|is|will|shall|be|been|also|now|further|furthermore|additionally|fully|publicly|freely|openly|"
    r"hereby|finally|then|therefore|thus|here|both|soon|subsequently|actively|first|jointly|just|proudly|gladly))*"
)
_INTENT = r"(?P<intent>\s+(?:(?:are |is )?(?:plan|planning|intend|promise|promising|expect|hope|look forward|going|commit|committed|want|aim|continue))\s+(?:to|on))"
_GLADNESS = r"(?:\s+(?:are|is) (?:\w+ )?(?:excited|proud|pleased|happy|thrilled|glad|delighted|honou?red)\s+to)"
_LED = re.compile(rf"{_SUBJECT}{_AUXILIARIES}(?:{_INTENT}|{_GLADNESS})?{_AUXILIARIES}\s+$")
_JOINED = re.compile(r"(?:,|\band|\bbut|;|\bthen)(?:\s+(?:also|further|publicly|openly|fully|freely|then|finally|we|will|soon))*\s+$")
_GERUND = re.compile(r"(?:^|\b(?:[Bb]y|and|while|are|is|through|or)\s+|,\s+)(?:(?:also|publicly|fully|openly|freely)\s+)*$")
_SUBJECTS = re.compile(_SUBJECT)
_OBJECT = re.compile(r"\s*(?:our|the|all|a|an|both|this|these|its|everything|[A-Z]|code|source|data|model|part)")
_LATER = re.compile(
    r"\b(?:upon|after|once|following|pending)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:accept|publi|review|complet|approv|notif|decision)|\bsoon\b|"
    r"\bin the (?:near )?(?:future|coming)|\bshortly\b"
)
_NOT_OWN = re.compile(
    r"\b(?:when|if|where|although|though|because|since|once|unless|until|whether|how|no|not|few|fewer|most|many|existing|other|such|limited|only|"
    r"several|previous|prior|while|despite|some|any|recent|as)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:we|is|are|was|were|has|have|had|can|could|may|will|show(?:s|ed|ing)?|achiev(?:es|ed|ing)|outperform\w*|improv(?:es|ed|ing)|"
    r"demonstrat\w+|suggest\w*|indicat\w*|reveal\w*|enabl\w+|allow\w*|perform\w*)\b"
)
_BOUNDARY = re.compile(r"[;:]\s|,\s+(?:and\s+|while\s+|whereas\s+)?|\s(?:and|but|while)\s")
_RELATIVE = re.compile(r",?\s*(?:\b(?:which|that)(?:\s+we(?:\s+have)?)?|(?P<whose>\bwhose\s[\w\s-]{1,40}))\s*$")
_MADE = re.compile(
    r"\b(?:introduc|present|propos|releas|develop|creat|construct|built|build|collect|curat|contribut|open-sourc|compil|design|train|includ|"
    r"implement)\w*"
)
_CITED = re.compile(
    r"\b(?:uses?|using|(?:we|were|was) used|based on|built (?:on|upon)|adopt\w*|leverag\w+|according to|organi[sz]ed|participat\w+|submi\w+|crawled|challenge|"
    r"competition|shared task|report|from|provided by|taken|like|e\.g\.)\b(?! other)"
)


def clauses(view: str, start: int, end: int, addresses: list[Address]) -> Iterator[Clause]:
    """The clauses of release in one sentence. `view` has its addresses blanked out; `addresses` are those of the sentence."""
    predicates = list(_predicates(view, start, end, bool(addresses)))
    claimed: list[Address] = []
    behind = start
    for nth, predicate in enumerate(predicates):
        following = predicates[nth + 1] if nth + 1 < len(predicates) else None
        limit = _limit(view, predicate, following, end, addresses)
        clause = _clause(view, start, behind, predicate, limit, [a for a in addresses if behind <= a.start < limit])
        if clause:
            yield clause
            claimed += clause.addresses
        behind = limit
    behind = start
    for address in addresses:
        if address not in claimed and not any(p.start < address.start < p.end for p in predicates):
            if phrase := _labelled(view, behind, address, end):
                yield Clause(phrase, phrase[0], max(address.end, phrase[1]), Status.RELEASED, [address], False)
        behind = address.end


def _labelled(view: str, low: int, address: Address, end: int) -> Span | None:
    """The phrase of an address that nothing is said of: what stands before it, and in apposition behind its brackets."""
    if _CITED.search(view, max(low, address.start - 90), address.start):
        return None
    begin = low
    for boundary in re.finditer(r"[.;]\s+", view[low : address.start]):
        begin = low + boundary.end()
    stop = address.start
    if view[address.start - 1 : address.start] == "(":
        for boundary in _NOUN_START.finditer(view, begin, address.start):
            begin = boundary.end()
        apposition = re.compile(r"\),? an? [^,.;:(]{3,80}").match(view, address.end, end)
        stop = apposition.end() if apposition else stop
    while begin < stop and view[begin] in " ,.()":
        begin += 1
    return begin, stop


_NOUN_START = re.compile(r"[,:]\s|\b(?:we|We)\s(?:\w+\s)?\w+\s|\s(?:and|of|with|for|in|to|by|on)\s")


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
    promised = predicate.promised or bool(_LATER.search(view, predicate.end, min(limit, predicate.end + 160)))
    status = Status.PROMISED if promised else Status.RELEASED
    if predicate.phrase or predicate.behind:
        phrase = predicate.phrase or (predicate.end, limit)
        last = max((a.end for a in addresses if a.start >= predicate.start), default=predicate.end)
        return Clause(phrase, predicate.start, last, status, [a for a in addresses if a.start >= predicate.start], predicate.firm)
    phrase = _subject(view, max(start, behind), predicate.start, start)
    if phrase is None:
        return None
    addresses = [a for a in addresses if a.start >= phrase[0]]
    last = max((a.end for a in addresses), default=predicate.end)
    return Clause(phrase, phrase[0], max(last, predicate.end), status, addresses, predicate.firm)


def _predicates(view: str, start: int, end: int, addressed: bool) -> list[_Predicate]:
    found: list[_Predicate] = []
    for match in _STATE.finditer(view, start, end):
        if (match["firm"] or addressed or "this" in view[match.end() : match.end() + 12]) and not _UNSURE_STATE.match(
            view, match.end(), end
        ):
            found.append(_Predicate(match.start(), match.end(), None, False, bool(match["future"]), bool(match["firm"])))
    for match in _VERB.finditer(view, start, end):
        if predicate := _verb(view, start, match, addressed):
            found.append(predicate)
    found.sort()
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


_ELIDED = re.compile(r"(?:\band|,|\bor)\s*$")
_COPULAS = ("is", "are", "was", "were", "has", "have", "will", "can", "could", "may", "shall", "would", "be")


def _verb(view: str, start: int, match: re.Match[str], addressed: bool) -> _Predicate | None:
    """The predicate that a verb of release is, where the authors are its subject."""
    word = match[0].split()[0].lower()
    if not (match["firm"] or match["making"] or addressed):
        return None
    left = view[max(start, match.start() - 90) : match.start()]
    led = _LED.search(left)
    firm = bool(match["firm"] or match["making"])
    phrase = match.span("object") if match["making"] else None
    if match["making"] and not match["object"].strip():
        return _Predicate(match.start(), match.end(), None, False, False, True) if led else None
    if led:
        if word.endswith("ing") and not re.search(r"\b(?:are|is|am|re|to|on)\b", led[0]):
            return None
        promised = bool(led["intent"]) or bool(re.search(r"\bwill\b|\bshall\b|['’]ll\b", led[0])) or word == "rolling"
        return _Predicate(match.start() - len(led[0]), match.end(), phrase, True, promised, firm)
    if word.endswith("ing"):
        if (gerund := _GERUND.search(left)) and (gerund[0].startswith(("By", "by")) or _SUBJECTS.search(view, start)):
            return _Predicate(match.start() - len(gerund[0].lstrip(", ")), match.end(), phrase, True, False, firm)
        return None
    joined = _JOINED.search(left)
    if joined and _SUBJECTS.search(view, start, match.start()) and (phrase or _OBJECT.match(view, match.end())):
        begin = match.start() - len(joined[0].lstrip(",; "))
        return _Predicate(begin, match.end(), phrase, True, "will" in joined[0], firm)
    return None


def _subject(view: str, low: int, stop: int, sentence: int) -> Span | None:
    """The phrase that a copula is said of, where it is the paper's own; it ends at `stop` and begins no earlier than `low`."""
    relative = _RELATIVE.search(view, max(low, stop - 60), stop)
    if relative:
        if not _MADE.search(view, sentence, relative.start()):
            return None
        stop = relative.start() if not relative["whose"] else stop
    begin = low
    for boundary in reversed([*_BOUNDARY.finditer(view, low, stop)]):
        piece = view[boundary.end() : stop]
        before = view[max(low, boundary.start() - 60) : boundary.start()]
        if boundary[0].strip() in (":", ";") or _FINITE.search(before) or _FINITE.search(piece):
            begin = boundary.end()
            break
        if re.match(
            r"(?:(?:To|For|In|With|As|By|At|From|Finally|Additionally|Furthermore|Moreover|Lastly|Over|Besides|However)\b)", view[low:stop]
        ) and (not _BOUNDARY.search(view, low, boundary.start())):
            begin = boundary.end()
            break
    while begin < stop and view[begin] in " ,":
        begin += 1
    words = view[begin:stop]
    if not words.strip() or _NOT_OWN.search(words):
        return None
    return begin, stop
