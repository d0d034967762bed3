"""What a noun phrase says is released: "our code, model weights and training logs" are three things.

A phrase is a list of items; each item's head noun says its kind, and a proper name in it is the thing's name.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from extractors.rules.names import NAME, Kind
from schemas import ArtifactKind

_HEADS = {
    ArtifactKind.CODE: (
        "code codes codebase codebases implementation implementations script scripts library libraries toolkit toolkits tool tools "
        "toolbox package packages framework frameworks software repository repositories repo pipeline pipelines notebook notebooks "
        "plugin api apis sdk utilities simulator simulators infrastructure harness kernel kernels system program programs platform "
        "interface environment environments algorithm algorithms extension"
    ),
    ArtifactKind.MODEL: (
        "model models weights checkpoint checkpoints llm llms lm lms mllm mllms vlm vlms slm slms adapters encoder encoders "
        "embeddings agent agents variants versions flavors classifier classifiers transformers network networks retriever reranker "
        "chatbot backbones vectors scorer scorers verifier verifiers "
        "detector detectors generator generators tagger taggers policies decoder decoders snapshots"
    ),
    ArtifactKind.DATASET: (
        "dataset datasets data corpus corpora annotations prompts collection collections samples labels splits pairs dialogues "
        "conversations treebank lexicon transcripts queries recordings questions instructions lexicons demonstrations "
        "problems proofs sketches rationales summaries captions translations tweets posts reviews essays traces judgments judgements "
        "metadata testcases subset subsets"
    ),
    ArtifactKind.BENCHMARK: "benchmark benchmarks testbed testset testsets",
    ArtifactKind.DEMO: "demo demos playground app chatbots",
    ArtifactKind.PAGE: "website webpage homepage site page leaderboard portal project",
    ArtifactKind.OTHER: (
        "videos video showcase examples visualizations logs log logbook recipe recipes configurations configuration configs "
        "hyperparameters hyper-parameters lessons details materials material resources resource artifacts artefacts results "
        "outputs generations tokenizer tokenizers order glossary list lists paperlist information documentation report guidelines guide "
        "findings "
        "process procedure methodologies methodology supplement link survey literature trajectories cards states"
    ),
}
_KIND_OF_HEAD = {noun: kind for kind, nouns in _HEADS.items() for noun in nouns.split()}
_KIND_OF_PAIR = {
    pair: kind
    for kind, pairs in {
        ArtifactKind.PAGE: ("project page, web page, web site, project link, submission platform, online platform"),
        ArtifactKind.DEMO: ("demo page, research demo"),
        ArtifactKind.BENCHMARK: (
            "test suite, test suites, evaluation suite, evaluation set, test set, test sets, challenge set, "
            "benchmark dataset, benchmark datasets, benchmark suite, benchmark data, benchmark corpus"
        ),
        ArtifactKind.DATASET: ("data set, data sets, knowledge base, knowledge graph, training set, prompt templates"),
        ArtifactKind.MODEL: (
            "model family, model series, model suite, model sizes, model variants, model versions, model collection, model parameters, "
            "our parameters, all parameters, the parameters"
        ),
        ArtifactKind.CODE: ("evaluation framework, code base, code bases, docker images, container images"),
        ArtifactKind.OTHER: ("demo video, demo videos, audio samples, speech samples, sound samples, generated samples, audio examples"),
    }.items()
    for pair in pairs.split(", ")
}
GENERIC = frozenset("resources resource artifacts artefacts materials recipe everything list process findings series suite".split())
"""Heads that only announce what a list behind them spells out."""

OF_NAME = {
    Kind.MODEL: ArtifactKind.MODEL,
    Kind.DATASET: ArtifactKind.DATASET,
    Kind.BENCHMARK: ArtifactKind.BENCHMARK,
    Kind.CODE: ArtifactKind.CODE,
    Kind.METHOD: ArtifactKind.CODE,
}
"""What is released where a name stands alone, by what it is the name of."""


class Item(NamedTuple):
    """A thing in a phrase: where it stands, its kind where a noun or its name says so, and its name where it has one."""

    kind: ArtifactKind | None
    name: str | None
    start: int
    end: int
    head: str


# patterns of words are led by the space before: a search then looks at spaces alone
_JOINT = re.compile(
    r",|;|&|/(?<=[a-z]/)(?=[a-z])|(?P<colon>:|--+)| (?:(?P<spelled>including|includes?|such as|namely)\b|(?P<dash>-)(?=\s)|"
    r"(?:and(?!(?<=ed and)\s[\w-]{1,20}ed\s)|as well as|along with|together with|alongside|accompanied by|plus|or|"
    r"with(?=\s(?:(?:an?|our|its|their|the|code|data|models|weights)\b|[>~]?\d[\d.]*[KMBT]?\s)))\s)"
)
_OF_PAPERS = re.compile(
    r" (?:(?:list|collection|repository|link|summary|compilation)\b(?=.{0,60}\b"
    r"(?:papers?|resources|literature|works|studies|articles|publications)\b)"
    r"|(?:paper|reading|literature|curated) list|papers?\b.{0,20}\b(?:survey|review))"
)
_LEAD = re.compile(
    r"(?:(?:and|or|also|as well as|along with|together with|in addition to|"
    r"(?:[Aa]ll|[Bb]oth|(?:further |more )?[Pp]arts?|[Mm]ost|[Ss]ome|[Ee]ach|[Aa]ny|[Oo]ne|[Mm]any) of|"
    r"(?:[Ll]inks? )(?:to|for)|both(?=\s(?:the|our|its|[A-Z]))|Both(?=\s[A-Z])|"
    r"(?:(?!(?:is|are|in|at|with|of|for|to|from|on|and|or|by)\b)[\w-]+ ){0,3}"
    r"(?:series|suite|iteration|preview|edition|instal?lment|release|addition|sets?|family|range|variety|wealth|number|pair|portion|subset|collection|compilation|thousands|"
    r"hundreds|types?|kinds?|variants?|versions?|flavou?rs|sizes|generation|batch|mix|mixture|bundle) of)\s+)+"
)
_LEADS = ("and ", "or ", "also ", "as ", "along ", "together ", "in ", "both ", "Both ", "Link", "link")
_MODIFIER = re.compile(
    r" (?:(?:for|of|to|from|in|on|at|that|which|via|by|through|under|with|within|across|as|we|is|are|was|has|have|can|will|would|may|could|"
    r"should|using|consisting|comprising|containing|covering|spanning|ranging|supporting|detailing|collecting|featuring|upon|after|once|when|while|"
    r"into|how|underlying|against|without|because|so|where|who|based (?:on|upon)|including|pending|today|soon|later|"
    r"(?:next|this|last) (?:week|month|year|spring|summer|fall|autumn|winter))\b"
    r"|(?<=\w )(?:used|built|drawn|needed|required|necessary|(?<!publicly )(?<!openly )(?<!freely )(?:available|accessible)|"
    r"(?:(?!publicly|openly|freely|fully|newly)\w+ly )?\w+ed (?=(?:by|from|in|on|with|during|for|to|using|at|as|via|"
    r"upon|under|here|below|above)\b)))"
)
_DRAWN_FROM = re.compile(
    r" (?:(?:from|using|how|comprising|consisting|containing|covering|spanning|ranging|supporting|that|which|with|across)\b"
    r"|(?:built|(?:pre-?)?trained|tailored|collected|curated|constructed|derived|drawn) (?:on|from|with|to|by|for|using|under)\b"
    r"|to (?:address|tackle|alleviate|overcome|remedy|mitigate|counter|combat|fill|bridge|compensate for)\b)"
)
_SPACES = re.compile(r"[\s,]*")
_APPOSITION = re.compile(
    r"(?:an?|one of|our (?:latest|most|best|new|first|own)|the (?:first|new|next|[a-z]+est)|"
    r"(?P<its>its (?:associated|corresponding|own)|our))\s"
)  # behind a name
_IS_ONE = re.compile(r"(?: \([^()]*\))?(?:,|:| is) (?:an?|the|our) [^.;:]{0,90}")
_ARTICLE = re.compile(r"^(?: \([^()]*\))?(?:,|:| is) (?:an?|the|our) ")
_RELATIVE = re.compile(r"(?:which|who|where|achieving|outperforming|surpassing)\s")
_HALF = re.compile(r"an? (?:[\w-]+ )?[\w-]+")
_DOES = re.compile(r" that (?:beats?|bests?|outperforms?|surpass(?:es)?|match(?:es)?|rivals?|exceeds?)\b")
_IS_GROUP = re.compile(r"\b(?:series|suite|family|collection|line) of\s+$")
_GROUP_BEHIND = re.compile(r"(?<=[\w)]) (?:series|family|families|lineup|line-up)[\s.,]*$")
_GROUP = re.compile(r"\b(?:series|family|line|generation|suite) of (?:[\w-]+ ){0,4}?(?P<members>models?|[mv]?llms|datasets?|benchmarks?)\b")
_MEDIUM = re.compile(r"(?:^|\s)(?:image|video|audio|speech|text|music)$")  # "our video and audio model" is one thing
_PLAIN_WORDS = re.compile(r"(?!(?:and|our|the|all|both|its|their|an?|code|data|models?|weights)\s)[a-z][\w-]* [a-z]")
_OWNED = re.compile(r"(?:and\s+)?(?:our|the|all|both|its|their|an?)\s")
_WORD = re.compile(r"[\w+'’.-]*\w")
_NO_WORD = re.compile(r"(?:[\s\"'().,]|respectively\b)*")
_BRACKETED = re.compile(r"\([^)]*\)")
_TRAILING = frozenset(
    "publicly openly freely available online here below themselves coming soon learned together too also alike involved fully open "
    "release named called dubbed termed titled".split()
)
_LINKS = ("link", "links", "url")
_FULL_NAME = re.compile(rf"{NAME}(?:[ -](?:{NAME}|[a-z]?\d[\w.]*)|(?<=\d)\.\d\w*)*")
_LOWER_NAME = re.compile(r"[\s`\"']*(?P<name>[a-z]+(?:-[a-z]+)*-?\d[\w.]*(?:-[a-z\d.]+)*(?<!\.))[\s`\"'.]*")
_CAPITAL = re.compile("[A-Z]")
_IN_BRACKETS = re.compile(rf"\(\s?(?P<name>{NAME})\s?\)")
_LAST_IN_BRACKETS = re.compile(rf"\(\s?(?P<name>{NAME})\s?\)[\s.]*$")
_OF_NAME = re.compile(rf"\s+(?:of|for|featuring) (?:our |the )?(?P<name>{NAME})(?! (?:series|family))")
_NAMED_BEHIND = (ArtifactKind.MODEL, ArtifactKind.DATASET, ArtifactKind.BENCHMARK)
_LOOKS = (
    (ArtifactKind.CODE, re.compile(r"(?:Kit|Tools?|Lib|Py|Gym|Studio|SDK|API)\b|\b[Pp]y[A-Z]")),
    (ArtifactKind.BENCHMARK, re.compile(r"(?:Bench|Eval|EVAL|Arena|Benchmark|Challenge)\b")),
    (ArtifactKind.DATASET, re.compile(r"(?:Data|Corpus|Dataset|Pile|Set|QA|Pairs)\b|\d[kK]\b")),
    (ArtifactKind.MODEL, re.compile(r"\d[BMb]\b|BERT|GPT|L[Ll]a[mM][aA]|LMs?\b|(?:former|Former|Net)\b")),
)
_NO_NAMES = frozenset(
    (
        "We Our The This These All Both It Its Code Codes Data Models Model Source Dataset Datasets Project Website Demo GitHub "
        "Github Huggingface HuggingFace Hugging Hub Zenodo LLM LLMs VLM VLMs MLLM MLLMs LM LMs URL Python PyTorch TensorFlow "
        "Jupyter Docker API QA NLP AI English Apache MIT Additionally Finally Moreover Furthermore Also In To For A An Today "
        "MoE CoT RL SFT RAG License Resources Material Supplementary Page Web Codebase Video Videos Checkpoints Weights Implementation "
        "Here See Please More Pretrained Pre-trained"
    ).split()
) | {"Large Language Models", "Large Language Model", "Vision Language Models", "Language Models", "Language Model"}


def items(view: str, start: int, end: int, own: Mapping[str, Kind | None]) -> list[Item]:
    """The things that a phrase lists, in order. `own` are the names that the paper gives to what it makes, with their kinds."""
    found: list[Item] = []
    header: int | None = None  # the item that "including" spells out
    drawn = False  # behind "built from …", a list is of what a thing holds
    place = _SPACES.match(view, start, end).end()
    grouped = False  # is the last thing a group with one name: "a family of models"?
    going_on = False  # "X, an open-source, fast library": the noun of an apposition is still to come
    told = False  # behind ", which …", names are of what is said of a thing
    detailed: ArtifactKind | None = None  # behind "Foo-2, including", versions are no further things
    last = ""  # the last piece that is not empty
    within = False  # "X, a dataset of short, plain prompts": the apposition goes on
    loose = False  # "a toolkit for many platforms, including …" spells out something else
    behind = ""  # the joint before a piece
    for joint in (*_JOINT.finditer(view, max(place - 1, start), end), None):
        piece_end = joint.start() if joint else end
        lead = (view.find(" of ", place, piece_end) > 0 or view.startswith(_LEADS, place)) and _LEAD.match(view, place, piece_end)
        piece_start = lead.end() if lead else place
        piece = view[piece_start:piece_end]
        apposition = bool(found) and not found[-1].head and behind.startswith((",", ":")) and _APPOSITION.match(view, place, piece_end)
        if behind.startswith(",") and _RELATIVE.match(view, place, piece_end):
            told = True
        if apposition and (not apposition["its"] or found[-1].kind in (None, _head(piece, _core(piece))[0])):
            if kind := _head(piece, _core(piece))[0] or _kind_of_group(piece):
                for nth in range(len(found) - 1, -1, -1):
                    if nth < len(found) - 1 and (found[nth].head or found[nth].kind):
                        break
                    found[nth] = found[nth]._replace(kind=kind)
            else:
                going_on = _HALF.fullmatch(piece.rstrip()) is not None
            drawn, within = False, " of " in piece
        elif going_on and found and (kind := _head(piece, _core(piece))[0]):
            found[-1] = found[-1]._replace(kind=kind)
            going_on = False
        elif within and _is_of_last(piece, behind, found):
            drawn = drawn or bool(_DRAWN_FROM.search(" " + piece))
        elif (
            piece
            and not (joint and joint[0] == " and " and _MEDIUM.search(piece) and _PLAIN_WORDS.match(view, joint.end(), end))
            and (item := _item(view, piece_start, piece_end, own))
            and not (drawn and item.head and not _OWNED.match(piece))
            and not (told and not item.head)
            and not (detailed and item.head and not item.name and item.kind is detailed)
        ):
            if lead and not found and not item.name and (name := next((name for name in own if name in lead[0]), None)):
                item = item._replace(name=name)
            if _names_previous(found, item, behind, grouped):
                found[-1] = found[-1]._replace(name=item.name, end=item.end)
            else:
                if header is None and not drawn and not item.head and _named_in_list(found, behind):
                    header = 0
                if not item.head and found and _names_several(view, found[-1]):
                    item = item._replace(kind=found[-1].kind, head=found[-1].head)
                found.append(item)
                grouped = bool(lead) and _IS_GROUP.search(lead[0]) is not None
            drawn = False
        last = piece or last
        if joint:
            if joint.lastgroup and found and found[-1].head:
                header, drawn = len(found) - 1, False
                loose = joint.lastgroup == "spelled" and found[-1].head not in GENERIC and len(_core(last)) + 2 < len(last)
            elif joint.lastgroup == "spelled" and found and found[-1].name:
                detailed = found[-1].kind
            else:
                drawn = drawn or bool(_DRAWN_FROM.search(" " + piece))
                told = told or bool(_DOES.search(piece))
            place, behind = _SPACES.match(view, joint.end(), end).end(), joint[0]
    return [item for item in _without_header(found, header, loose) if item.kind]


def _is_of_last(piece: str, behind: str, found: list[Item]) -> bool:
    """Does a piece without an article go on with the apposition before its comma: "a corpus of long, dated texts"?"""
    plain = behind == "," and bool(_PLAIN_WORDS.match(piece)) and not _OWNED.match(piece)
    return plain and _head(piece, _core(piece))[0] is found[-1].kind


def _kind_of_group(piece: str) -> ArtifactKind | None:
    """The kind of the members of a group: "the latest in our series of models"."""
    group = _GROUP.search(piece)
    return _KIND_OF_HEAD.get(group["members"]) if group else None


def _names_previous(found: list[Item], item: Item, behind: str, grouped: bool) -> bool:
    """Is the item the name of the one before it: "our toolkit, X, is …", or of a group: "a family of models, X"?"""
    if not found or item.head or not behind.startswith(","):
        return False
    before = found[-1]
    return bool(before.head) and not before.name and (grouped or not before.head.endswith("s")) and item.kind in (None, before.kind)


def _names_several(view: str, item: Item) -> bool:
    """Is a thing the first name behind a noun in the plural: "the datasets Foo and Bar"?"""
    return bool(item.name) and item.head.endswith("s") and view.endswith(item.name, 0, item.end)


def _named_in_list(found: list[Item], behind: str) -> bool:
    """Does a list of names spell out what stands before it: "the chat models, Foo and Bar"? It is all there is, and has no name."""
    return behind.startswith(",") and len(found) == 1 and found[0].head.endswith("s") and not found[0].name


def _without_header(found: list[Item], header: int | None, loose: bool) -> list[Item]:
    """A list behind "including" takes the place of what announces it, and names in it are of its kind; no names where it is `loose`."""
    if loose:
        found = [item for place, item in enumerate(found) if place <= header or item.head]
    if header is None or header == len(found) - 1:
        return found
    announced, listed = found[header], found[header + 1 :]
    listed = [item._replace(kind=announced.kind) if not item.head and announced.kind != ArtifactKind.OTHER else item for item in listed]
    replaced = not announced.name and (announced.head in GENERIC or any(item.kind == announced.kind for item in listed))
    return [*found[:header], *(() if replaced else (announced,)), *listed]


def _core(piece: str) -> str:
    modifier = _MODIFIER.search(" " + piece)
    return piece[: max(modifier.start() - 1, 0)] if modifier else piece


def _head(piece: str, core: str) -> tuple[ArtifactKind | None, str]:
    """The kind that the head noun of a noun phrase says, and that noun in lower case; none where it is no artifact's.

    `core` is the phrase without the modifiers behind the noun.
    """
    if ("list" in piece or "paper" in piece or " of " in piece or " for " in piece) and _OF_PAPERS.search(" " + piece):
        return ArtifactKind.OTHER, "list"
    words = _WORD.findall((_BRACKETED.sub("", core) if "(" in core else core).lower())
    while words and (
        words[-1] in _TRAILING or (len(words) > 1 and words[-1] in _LINKS and words[-2] in _KIND_OF_HEAD and words[-2] != "project")
    ):
        words.pop()
    if not words:
        return None, ""
    kind = _KIND_OF_PAIR.get(" ".join(words[-2:])) or _KIND_OF_HEAD.get(words[-1])
    return kind, words[-1] if kind else ""


def _item(view: str, start: int, end: int, own: Mapping[str, Kind | None]) -> Item | None:
    """The thing that one piece of a list names or describes, if it does."""
    piece = view[start:end]
    if piece.startswith("no "):
        return None
    core = _core(piece)
    if (" famil" in core or " serie" in core or " line" in core) and (grouped := _GROUP_BEHIND.search(core)):
        core = core[: grouped.start()]
    stop = start + len(core.rstrip(" .,;:"))
    names = _names(core)
    bracketed = "(" in piece and (_IN_BRACKETS.search(core) or _LAST_IN_BRACKETS.search(piece))
    if bracketed and bracketed["name"] in _NO_NAMES:
        bracketed = None
    kind, head = _head(piece, core)
    if kind is None:
        # the name may stand behind its noun ("the dataset X"), or alone
        if lower := _LOWER_NAME.fullmatch(core):
            return Item(kind_of_name(lower["name"], view, own), lower["name"], start, stop, "")
        if not names or not _NO_WORD.fullmatch(core, names[-1].end()):
            said = core.strip(" .,;:")
            known = next((known for known in own if said.endswith(known)), None)
            return Item(kind_of_name(known, view, own), known, start, stop, "") if known else None
        name = names[-1]
        text = bracketed["name"] if bracketed else _without_lead(name[0])
        before = core[: name.start()]
        kind, head = _head(before, before) if before else (None, "")
        return Item(kind or kind_of_name(text, view, own), text, start, stop, head)
    name = bracketed["name"] if bracketed else _own_name(head, names, own)
    if name is None and (kind in _NAMED_BEHIND or head == "leaderboard") and (behind := _OF_NAME.match(piece, len(core.rstrip()))):
        name = behind["name"] if behind["name"] in own else None
    return Item(kind, name, start, stop, "" if name and name.lower().endswith(" " + head) else head)


def _names(core: str) -> list[re.Match[str]]:
    """The proper names in a noun phrase: from the first word with a capital on."""
    capital = _CAPITAL.search(core)
    if not capital:
        return []
    found = _FULL_NAME.finditer(core, core.rfind(" ", 0, capital.start()) + 1)
    return [name for name in found if name[0] not in _NO_NAMES]


def _without_lead(name: str) -> str:
    """A name without words before it that have a capital for another reason: `The Foo`."""
    words = name.split()
    while len(words) > 1 and words[0] in _NO_NAMES:
        words.pop(0)
    return " ".join(words)


def _own_name(head: str, names: list[re.Match[str]], own: Mapping[str, Kind | None]) -> str | None:
    """The paper's own name in a phrase, or one that the head noun is written as a part of ("Foo Corpus")."""
    for name in names:
        text = _without_lead(name[0])
        if any(text.startswith(known) or known.startswith((text + "-", text + " ")) for known in own) or (
            text.lower().endswith(" " + head)
        ):
            return text
    return None


def kind_of_name(name: str, view: str, own: Mapping[str, Kind | None]) -> ArtifactKind | None:
    """What a name that stands alone is the name of: by the paper's own words, else by its look."""
    words = {word for word in name.split() if not word[0].isdigit()}
    known = max(
        (
            own_name
            for own_name in own
            if name.startswith(own_name) or own_name.startswith((name + "-", name + " ")) or words & set(own_name.split())
        ),
        key=len,
        default=None,
    )
    if known and own[known] not in (None, Kind.METHOD):
        return OF_NAME[own[known]]
    if called := _called(name, view):
        return called
    if not known and (place := view.find(name)) >= 0 and (apposed := _IS_ONE.match(view, place + len(name))):
        phrase = _ARTICLE.sub("", apposed[0])
        if kind := _head(phrase, _core(phrase))[0]:
            return kind
    looks = next((kind for kind, look in _LOOKS if look.search(name)), None)
    return looks or (OF_NAME.get(own[known], ArtifactKind.MODEL) if known else None)


def is_called(name: str, view: str, noun: str) -> bool:
    """Is a name introduced as one of such things: "Foo, a large corpus", "Foo is the first dataset"?"""
    place = view.find(name)
    apposed = place >= 0 and _IS_ONE.match(view, place + len(name))
    return bool(apposed) and re.search(rf"\b{noun}\b", apposed[0]) is not None


def _called(name: str, view: str) -> ArtifactKind | None:
    """What the noun that the name stands in apposition to says that it is: "the dataset, X, holds …"."""
    place = view.find(", " + name)
    return _KIND_OF_HEAD.get(view[max(0, place - 30) : place].rpartition(" ")[2].lower()) if place >= 0 else None
