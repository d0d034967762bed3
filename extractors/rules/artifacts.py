"""Artifacts that the authors release with the paper.

Found by the clauses that say so: the phrase of a clause lists the things, its addresses belong to them. Then come things
that are only called open ("X, an open-source model"). What is said twice of the same thing is one row.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice, pairwise

from extractors.base import Candidate
from extractors.canonical import HUBS, host
from extractors.grounding import MAX_EVIDENCE
from extractors.rules.addresses import TOP_LEVEL, Address, addresses
from extractors.rules.artifact_phrases import GENERIC, OF_NAME, Item, is_called, items, kind_of_name
from extractors.rules.names import Kind, looks_like_name, names_between
from extractors.rules.release_clauses import Clause, Of, clauses
from extractors.rules.releases import Release, merged
from extractors.rules.scan import Scan
from extractors.text import Document, Span
from schemas import ArtifactKind, Status

_MOST = 200  # releases of one text
_LONGEST_SENTENCE = 4000  # characters; what is longer is no sentence, and would take quadratic time
# of these one stands in every sentence that releases something: stems, and forms of which the beginning is too common
_STEMS = (
    "releas", "vailab", "ccessib", "http", " shar", "ownload", "isseminat", "offering", "invite", "rolling out",
    "itHub", "ugging", "enodo", "ubli", "icense",
)  # fmt: skip
_FORMS = (
    ("pen", re.compile(
        r"pen(?:[- ]?[Ss]ourc|[- ]weight|-data| (?:to|for|under|our|weight|access|up )| (?:[\w-]+ ){0,3}?(?:[Mm]odel|[SMV]*L+M|"
        r"[Dd]ata|[Cc]orp|[Bb]ench)|[.,;]|ly lic|-access|"
        r"(?<=ully [Oo]pen))"
    )),
    (".", re.compile(TOP_LEVEL)),
)  # fmt: skip


def find(scan: Scan) -> Iterator[Candidate]:
    """Propose a row for each artifact that the authors release."""
    releases = list(islice(chain.from_iterable(_in_document(document, scan) for document in scan.documents), _MOST))
    for release in merged(_without_headline(releases)):
        yield Candidate(
            "artifacts",
            {
                "kind": release.kind,
                "name": release.name and release.name.rstrip(".,;"),
                "url": release.url,
                "status": release.status,
                "evidence": release.document.text[release.start : release.end],
            },
            release.document.field,
            release.start,
        )


def _without_headline(releases: list[Release]) -> list[Release]:
    """No title that calls a thing open, where the abstract tells of the release of such a thing."""
    told = {release.kind for release in releases if release.document.field != "title"}
    return [release for release in releases if release.sure or release.document.field != "title" or release.kind not in told]


def _in_document(document: Document, scan: Scan) -> Iterator[Release]:
    sentences = _triggered(document)
    if not sentences:
        return
    own = {name.name: name.kind for name in scan.own_names if " " not in name.name or not name.name.isupper()}  # no title in capitals
    headline = _headline(document, scan)
    own = dict.fromkeys(headline) | own
    found = addresses(document)
    view = _masked(document.view, found)
    for start, end in sentences:
        for clause in clauses(view, start, end, [address for address in found if start <= address.start < end], bool(headline)):
            yield from _of_clause(document, view, clause, own, headline, scan.title.view)
        yield from _called_open(document, view, start, end, own)
        yield from _open_in(document, view, start, end, own)


def _triggered(document: Document) -> list[Span]:
    """The sentences that hold a trigger, in order."""
    view, places = document.view, []
    for stem in _STEMS:
        place = view.find(stem) if stem in view else -1
        while place >= 0:
            places.append(place)
            place = view.find(stem, place + len(stem))
    for beginning, form in _FORMS:
        if beginning in view:
            places += [match.start() for match in form.finditer(view)]
    if not places:
        return []
    hit = sorted({document.sentence_at(place) for place in places})
    return [(start, end) for start, end in hit if end - start <= _LONGEST_SENTENCE]


def _masked(view: str, found: list[Address]) -> str:
    """The view with asides in brackets and addresses blanked out, so that their punctuation joins nothing."""
    view = _BRACKETS.sub(_blank_aside, view)
    parts, end = [], 0
    for address in found:
        start = address.start
        if "0" <= view[start - 1 : start] <= "9":  # the number of a footnote, glued to its word and to its text
            start = _FOOTNOTE.search(view, max(end, start - 4), start).start()
        parts += [view[end:start], " " * (address.end - start)]
        end = address.end
    return "".join((*parts, view[end:]))


def _headline(document: Document, scan: Scan) -> list[str]:
    """The names of which someone else may be said to have released them: those that head the title.

    In a text that is written about its subject, not by its authors, all that the title names.
    """
    view = scan.abstract.view
    if "We " in view or " we " in view or " our " in view or _FIRST_PERSON.search(view):
        return [name.name for name in scan.own_names if name.document is scan.title]
    title = scan.title.view
    names = (_WELCOME.sub("", match[0]) for match in names_between(title, 0, len(title)))
    return [name for name in names if looks_like_name(name)]


_WELCOME = re.compile(
    r"^(?:.* )?(?:Introducing|Announcing|Meet|Welcome|Hello|Release of|Releasing|"
    r"(?:Unveil|Release|Announce|Introduce|Debut|Reveal|Present|Open-Source|Launche)s?) "
)


def _blank_aside(brackets: re.Match[str]) -> str:
    inner = brackets[1]
    return " " * len(brackets[0]) if (" " in inner or "," in inner) and not _NO_ASIDE.search(inner) else brackets[0]


def _of_clause(
    document: Document, view: str, clause: Clause, own: dict[str, Kind | None], headline: list[str], title: str
) -> Iterator[Release]:
    """What one clause releases, each thing with its address."""
    listed = _listed(view, clause, own)
    if clause.of:
        known = own if clause.of is Of.OWN else headline
        listed = [
            item for item in listed if item.name and any(item.name.startswith(name) or name.startswith(item.name + "-") for name in known)
        ]
        if not listed:
            return
    if listed and not clause.addresses and clause.start == clause.phrase[0] and all(_of_others(item, own, title) for item in listed):
        return
    said = view[clause.start : clause.phrase[0]]
    if ("shar" in said or "ublish" in said) and not clause.addresses:
        listed = [
            item
            for item in listed
            if item.kind != ArtifactKind.OTHER
            or item.head in _OF_TRAINING
            or (item.head == "details" and "training" in view[clause.phrase[0] : item.end])
        ]
    if not listed:
        phrase = view[clause.phrase[0] : clause.phrase[1]]
        meant = _meant(view, clause, own) if own and clause.firm and _PRONOUN.match(phrase) else None
        for address in clause.addresses:
            if meant and host(address.url) and not _told_by(address):
                quote = _quote(clause, clause.phrase[0], address.end)
                yield Release(kind_of_name(meant, view, own), meant, address.url, clause.status, document, *quote, True)
                return
            if kind := _kind_of_address(address, phrase, clause.firm) or (_FETCH.fullmatch(said + phrase) and _kind_of_paper(own)):
                yield Release(kind, None, address.url, clause.status, document, *_quote(clause, clause.phrase[0], address.end), True)
        if meant and not clause.addresses:
            quote = _quote(clause, clause.start, clause.end)
            yield Release(kind_of_name(meant, view, own), meant, None, clause.status, document, *quote, False)
        return
    if not clause.addresses:
        one_more = _BESIDE.match(said) is not None or (_ADDED.search(said) and _ANOTHER.match(view, *clause.phrase)) is not None
        if not clause.firm or ("vailable" in view[clause.phrase[1] : clause.end] and all(item.head in _VAGUE for item in listed)):
            return
        for item in listed:
            quote = _quote(clause, item.start, max(item.end, clause.end))
            yield Release(item.kind, item.name, None, clause.status, document, *quote, True, one_more and not item.name)
        return
    sole = len(listed) == 1
    for item, address in _addressed(listed, *_followed(view, clause, own)):
        kind = item.kind if sole and item.head in _FILMS else _kind_at(item, address)
        if sole and kind is ArtifactKind.OTHER and item.head in _VAGUE and address.url and host(address.url) not in HUBS:
            kind = ArtifactKind.PAGE
        yield Release(kind, item.name, address.url, clause.status, document, *_quote(clause, item.start, max(item.end, address.end)), True)


def _meant(view: str, clause: Clause, own: dict[str, Kind | None]) -> str:
    """The name that a pronoun stands for: the last one named before it."""
    named = [name for name in own if own[name]] or [*own]
    return max(named, key=lambda name: view.rfind(name, 0, clause.start))


def _of_others(item: Item, own: dict[str, Kind | None], title: str) -> bool:
    """Is the thing no more than a name that is none of the paper's own, and with which its title does not begin?"""
    if item.name and title.startswith(item.name):
        return False
    words = {word for name in own for word in re.split("[ -]", name) if not word[:1].isdigit()}
    return bool(item.name) and not item.head and words.isdisjoint(re.split("[ -]", item.name))


def _listed(view: str, clause: Clause, own: dict[str, Kind | None]) -> list[Item]:
    """The things that a clause lists, before and behind its predicate; what only announces those behind is left out."""
    listed = [_referring(item, view, own) for item in items(view, *clause.phrase, own)]
    more = items(view, *clause.more, own) if clause.more else []
    return [*(item for item in listed if item.name or item.head not in GENERIC), *more] if more else listed


def _referring(item: Item, view: str, own: dict[str, Kind | None]) -> Item:
    """The thing with the name of the one thing of its kind that the paper makes, where it is "the dataset"."""
    if item.name or not _THE_ONE.match(view, item.start, item.end):
        return item
    names = [name for name, kind in own.items() if kind and OF_NAME[kind] is item.kind]
    if not names and item.kind is not ArtifactKind.MODEL:
        names = [name for name, kind in own.items() if not kind and is_called(name, view, item.head)]
    return item._replace(name=names[0]) if len(names) == 1 else item


_ADDED = re.compile(r"\b(?:also|additionally|further(?:more)?|in addition|besides)\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?:Along with|Alongside|Together with|In addition to|As well as|Besides|Beyond)\s")
_ANOTHER = re.compile(r"\s*(?:an?|another|\w+ corresponding|corresponding|further|additional)\s")
_THE_ONE = re.compile(
    r"(?:(?:[Tt]he|[Tt]his) (?:(?:new|full|final|complete|resulting|whole|entire) )?(?:data ?set|corpus|benchmark|model|"
    r"tool(?:kit|box)?|library|package|platform))$"
)


def _followed(view: str, clause: Clause, own: dict[str, Kind | None]) -> tuple[list[Address], list[tuple[Item, Address]]]:
    """The addresses of what stands before the predicate, and the things that a later address has before it: "… at A and code at B"."""
    found = clause.addresses
    if clause.phrase[1] > found[0].start or clause.more:
        return found, []
    own_ones = [
        (address, [_referring(item, view, own) for item in items(view, before.end, address.start, own)])
        for before, address in pairwise(found)
    ]
    apart = {address: listed for address, listed in own_ones if any(item.head for item in listed)}
    return [address for address in found if address not in apart], [(item, address) for address in apart for item in apart[address]]


def _kind_of_paper(own: dict[str, Kind | None]) -> ArtifactKind | None:
    """The kind of the first thing that the paper names."""
    return next((OF_NAME[kind] for kind in own.values() if kind), None)


def _addressed(listed: list[Item], found: list[Address], apart: list[tuple[Item, Address]]) -> Iterator[tuple[Item, Address]]:
    """Things with the address of each: the one that follows it, else the last; one each where as many addresses follow all."""
    yield from apart
    if len(listed) == len(found) and listed[-1].end <= found[0].start:
        yield from zip(listed, found, strict=True)
        return
    if len(listed) == 1:  # one thing at several places of a hub, each of which is a part of it
        item, places = listed[0], [address for address in found if address.start >= listed[0].start] or found[-1:]
        yield item, places[0]
        yield from ((item, other) for other in places[1:] if host(other.url) == host(places[0].url) in HUBS)
        return
    for item in listed:
        yield item, next((address for address in found if address.start >= item.start), found[-1])


def _quote(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The stretch from the beginning of the clause, or of the thing itself where that is too long."""
    begin = clause.start if end - clause.start <= MAX_EVIDENCE else start
    return begin, min(end, begin + MAX_EVIDENCE)


def _kind_at(item: Item, address: Address) -> ArtifactKind:
    """The kind of a thing at an address: a project at a repository is code."""
    if (
        item.kind is ArtifactKind.PAGE
        and host(address.url) in _REPOSITORIES
        and item.head in ("project", "page", "website", "site", "link")
    ):
        return ArtifactKind.CODE
    if item.kind is ArtifactKind.OTHER and item.head in _SHOWN and host(address.url) not in _REPOSITORIES:
        return ArtifactKind.PAGE
    told = _told_by(address)
    return told if told and (not item.head or told is ArtifactKind.DEMO) else item.kind


def _told_by(address: Address) -> ArtifactKind | None:
    """The kind that the host or the section of a hub tells."""
    where, url = host(address.url) or "", address.url or ""
    if where.startswith(("demo.", "chat.", "playground.")) or url.rstrip("/").endswith(("/demo", "/playground")):
        return ArtifactKind.DEMO
    return next((kind for section, kind in _SECTIONS if where in _MODEL_HUBS and section in url), None)


def _kind_of_address(address: Address, phrase: str, firm: bool) -> ArtifactKind | None:
    """The kind that an address alone says, where no thing is named before it."""
    where, url = host(address.url), address.url or ""
    if told := _told_by(address):
        return told
    if where in _MODEL_HUBS:
        return ArtifactKind.MODEL
    if where in _REPOSITORIES:
        return ArtifactKind.CODE
    if not firm and not _PAGE_WORDS.search(phrase):
        return None
    return None if url.endswith(".pdf") else ArtifactKind.PAGE


_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_NO_ASIDE = re.compile(r"vailab|http|www|[Cc]ode|this")
_FETCH = re.compile(r"\W*(?:download|available(?: at| here)?|links?|get it(?: here| at)?|access)\W*", re.IGNORECASE)
_OF_TRAINING = ("logs", "log", "logbook", "recipe", "recipes", "configurations", "configs", "hyperparameters", "tokenizer", "tokenizers")
_VAGUE = ("information", "results", "details", "states", "outputs")  # they are available in many a sense
_PRONOUN = re.compile(
    r"\s*(?:[Ii]t|[Tt]hey|[Tt]hem|[Tt]his|[Tt]hese)\b(?!\s+(?!$|(?:publicly|openly|freely|as|on|in|to|under|along|soon|for|at)\b))"
)
_FOOTNOTE = re.compile(r"\d{1,3}$")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|study|work|article|thesis|survey)|[Tt]he (?:paper|authors))\b")
_REPOSITORIES = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "anonymous.4open.science")
_FILMS = ("videos", "video")
_SHOWN = (*_FILMS, "results", "examples", "samples", "visualizations", "showcase")  # at an address, a page shows them
_MODEL_HUBS = ("huggingface.co", "hf.co")
_SECTIONS = (("/datasets/", ArtifactKind.DATASET), ("/spaces/", ArtifactKind.DEMO))
_PAGE_WORDS = re.compile(r"\b(?:visit|see|more|details|website|page|found|project|information|results)\b", re.IGNORECASE)

_OPEN = re.compile(
    r"[oOpPf](?<!\w.)(?:pen[- ]?(?:[Ss]ourced?|[Ww]eights?|[Aa]ccess|[Dd]ata)|"
    r"ublicly[- ](?:available|accessible|released)|reely available|penly (?:available|released|licensed)|pen(?<=fully open)|"
    r"pen(?= (?!(?:[Dd]omain|[Ww]orld|[Vv]ocabulary|[Ss]et|[Ee]nded|[Ii]nformation|[Rr]elation|[Pp]roblem|[Qq]uestion|[Cc]halleng|[Ll]oop))"
    r"(?:(?!(?:and|to|in|for|of|with)\b)[\w-]+ ){0,3}?"
    r"(?:[Mm]odels?|[Ww]eights|[SMV]*L+Ms?|[Cc]orp(?:us|ora)|[Dd]ata ?[Ss]ets?|[Bb]enchmarks?)\b))\b"
)
_BETWEEN = (
    r"(?:(?!(?:an?|any|all|some|every|each|existing|several|other|while|whereas|than|but|when|as|with|for|to|from|on|"
    r"in|by|using|via|over|that|which)\b)[\w-]+,?\s){0,5}$"
)
_NAMED_OPEN = re.compile(
    rf"(?:(?:,|\(|\b(?:is|are)|\bis currently|:)\s(?:an?|the|our|one of the|[A-Z][\w. ]{{0,40}}['’]s?)|:|\b[Oo]ur)\s{_BETWEEN}",
    re.IGNORECASE,
)
_ITS_NAME = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Tt]his) (?P<name>[^\s,.;:()]+(?: [^\s,.;:()]+){0,2}) $")  # "the Foo open-weight model"
_AS_OPEN = re.compile(r"(?:As|Being) (?:an?|one of the) (?:[\w-]+,? ){0,4}$")  # "As an open model, Foo …"
_TAIL = re.compile(r"(?:[ -](?:\d[\w.]*\w|[A-Z][\w-]*(?= [a-z])))*")  # more of a name: the size, the variant
_SUBJECT_NAME = re.compile(r"[^,.;:()]{1,60}, (?:the )?")


def _called_open(document: Document, view: str, start: int, end: int, own: dict[str, Kind | None]) -> Iterator[Release]:
    """Things of the paper's own that are called open, in apposition to a name or behind "our"."""
    if view.find("pen", start, end) < 0 and view.find("ublicly", start, end) < 0 and view.find("reely ", start, end) < 0:
        return
    for openness in _OPEN.finditer(view, start, end):
        left = view[max(start, openness.start() - 120) : openness.start()]
        lead = _NAMED_OPEN.search(left)
        if not lead:
            yield from _named_beside(document, view, openness, left, own, end)
            continue
        possessed = "our " in lead[0].lower()
        if (possessed and _VERB_BETWEEN.search(lead[0])) or _OF_ANOTHER.search(lead[0]):
            continue
        before = _LAST_BRACKETS.sub("", left[: lead.start()].rstrip(" ,:("))
        name = next((name for name in own if before.endswith(name)), None) or _family_at_end(before, own)
        if not name and not possessed:
            continue
        stop = _PHRASE_END.search(view, openness.end() + view.startswith(",", openness.end()), end)
        thing = next(iter(items(view, openness.end(), stop.start() if stop else end, own)), None)
        if thing and thing.kind is not ArtifactKind.OTHER and (thing.head or possessed or document.field == "title"):
            begin = max(start, openness.start() - 120) + (len(before) - len(name) if name else lead.start())
            yield Release(thing.kind, name or thing.name, None, Status.RELEASED, document, begin, thing.end, False)


def _family_at_end(before: str, own: dict[str, Kind | None]) -> str | None:
    """The word that a stretch ends with, where it is the family's name of something of the paper's own: `Foo` of `Foo-7B-Chat`."""
    word = before.rpartition(" ")[2]
    family = len(word) > 2 and not word.islower() and any(name.startswith((word + "-", word + " ")) for name in own)
    return word if family else None


def _named_beside(
    document: Document, view: str, openness: re.Match[str], left: str, own: dict[str, Kind | None], end: int
) -> Iterator[Release]:
    """What is called open right behind its name ("the Foo open-weight model"), or before it ("As an open model, Foo …")."""
    begin = openness.start() - len(left)
    beside = _ITS_NAME.search(left)
    if beside and beside["name"] in own:
        stop = _PHRASE_END.search(view, openness.end(), end)
        place, thing_end, name = begin + beside.start(), stop.start() if stop else end, beside["name"]
    elif (leading := _AS_OPEN.search(left)) and (subject := _SUBJECT_NAME.match(view, openness.end(), end)):
        name = next((_TAIL.match(view, subject.end() + len(name)) for name in own if view.startswith(name, subject.end())), None)
        name = name and view[subject.end() : name.end()]
        place, thing_end = begin + leading.start(), subject.end()
    else:
        return
    thing = next(iter(items(view, openness.end(), thing_end, own)), None)
    if name and thing and thing.head and thing.kind is not ArtifactKind.OTHER:
        yield Release(thing.kind, name, None, Status.RELEASED, document, place, thing.end, False)


def _open_in(document: Document, view: str, start: int, end: int, own: dict[str, Kind | None]) -> Iterator[Release]:
    """What brackets say is open of the paper's own: "Foo, a fully open (weights, data) model"."""
    if "pen" not in view[start:end] or "(" not in view[start:end]:
        return
    for match in _OPEN_LIST.finditer(view, start, end):
        if any(name in view[start : match.start()] for name in own):
            for item in items(view, *match.span("listed"), own):
                yield Release(item.kind, None, None, Status.RELEASED, document, match.start(), match.end(), False)


_OPEN_LIST = re.compile(r"\b[Oo]pen(?:[- ]?sourced?)? \((?P<listed>[^()]{4,60})\)")
_VERB_BETWEEN = re.compile(r"[^i]es |[^ei\Ws]s ", re.IGNORECASE)  # "our method needs publicly available …"
_OF_ANOTHER = re.compile(r"\b(?:than|with|on|from|to|by|for|of (?:an?|the))\b")  # "an extension of an open-source tool"
_LAST_BRACKETS = re.compile(r"\s*\([^()]*\)?$")
_PHRASE_END = re.compile(
    r"[,;:(]|\s(?:\w+ed (?:to|for|on|by|with|in|from|as|at|using)|that|which|for|with|trained|"
    r"and|to|built|comprising|designed|by|enables?|allows?|helps?|provides?|offers?|achieves?|outperforms?|supports?|includes?|contains?|"
    r"covers?|performs?|surpass(?:es)?|reach(?:es)?|makes?|is|are|was|were|has|have|can|will|in|on|from)\s"
)
