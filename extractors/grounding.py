"""The one gate that every extractor's rows pass.

A row passes when its evidence is verbatim in one sentence of the paper, the figure of the row can be read from that evidence,
and every name and address is in the paper as written or after a listed repair. What fails becomes a reject with its reason.
"""

import json
import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from pydantic import ValidationError

from extractors.base import Candidate, Extraction
from extractors.canonical import canonical_columns
from extractors.quantities import readable
from extractors.text import Article, Document
from schemas import FACT_TABLES, Fact, Field, Reject, RejectLevel, fold
from schemas.facts import CLAIMS

MAX_EVIDENCE = 300
"""Longest evidence, in characters."""

FIGURES = {"model_sizes": "params", "token_counts": "tokens", "benchmark_results": "value"}
"""The field of a fact table that holds its figure."""

NAMES = {
    "model_sizes": ("model",),
    "token_counts": ("subject",),
    "benchmarks": ("name",),
    "benchmark_results": ("benchmark", "metric", "model"),
    "artifacts": ("name", "url"),
}
"""The fields of a fact table that hold names and addresses as written."""

IDENTITY = {
    "model_sizes": ("model", "params", "count"),
    "token_counts": ("tokens", "kind", "subject"),
    "benchmarks": ("benchmark_id",),
    "benchmark_results": ("benchmark_id", "metric", "value", "kind", "model"),
    "artifacts": ("kind", "url", "name"),
}
"""The fields that make two rows of one paper the same row."""


_TYPES = {table: {name: field.annotation for name, field in claim.model_fields.items()} for table, claim in CLAIMS.items()}


class Ungrounded(ValueError):
    """A row that does not hold: `reason` is a short code, the message a sentence."""

    def __init__(self, reason: str, message: str):
        super().__init__(message)
        self.reason = reason


class Proposer(Protocol):
    """What proposes rows for one text at a time."""

    label: str

    def candidates(self, article: Article) -> Iterable[Candidate]:
        """Propose rows for one text."""
        ...


def extract(extractor: Proposer, article: Article) -> Extraction:
    """All that an extractor makes of one text, grounded. Title and abstract are normalised (`schemas.normalise`).

    A text on which the extractor breaks down costs its own rows alone: it is a reject that says so.
    """
    try:
        candidates = list(extractor.candidates(article))
    except Exception as error:  # among millions of texts, one must not end a run
        return Extraction(article.text_id, {table: [] for table in FACT_TABLES}, [_breakdown(error, article, extractor.label)])
    return ground(candidates, article, extractor.label)


def _breakdown(error: Exception, article: Article, extractor: str) -> Reject:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"the extractor broke down on this text, which is a fault of paperlake: {type(error).__name__} in {frame.name}: {error}"
    return Reject(
        level=RejectLevel.ROW,
        reason="extractor_broke_down",
        detail=detail[:500],
        raw=article.title.text[:10_000],
        paper_id=article.paper_id,
        text_id=article.text_id,
        extractor=extractor,
    )


def ground(candidates: Iterable[Candidate], article: Article, extractor: str) -> Extraction:
    """Let candidates through the gate: facts with the place of their evidence, and rejects. A repeated row is kept once."""
    rows: dict[str, list[Fact]] = {table: [] for table in FACT_TABLES}
    rejects: list[Reject] = []
    for candidate in candidates:
        try:
            fact = grounded(candidate, article, extractor)
        except Ungrounded as fault:
            rejects.append(
                Reject(
                    level=RejectLevel.ROW,
                    reason=fault.reason,
                    detail=str(fault),
                    raw=_raw(candidate.claim),
                    paper_id=article.paper_id,
                    text_id=article.text_id,
                    table=str(candidate.table),
                    extractor=extractor,
                )
            )
        else:
            rows[candidate.table].append(fact)
    return Extraction(article.text_id, _tidy(rows), rejects)


def merged(extractions: Sequence[Extraction], extractor: str) -> Extraction:
    """Extractions of one text as one of an extractor's: of rows that are the same, the first stands."""
    rows = {
        table: [fact.model_copy(update={"extractor": extractor, **_UNJOINED[table]}) for each in extractions for fact in each.rows[table]]
        for table in FACT_TABLES
    }
    rejects = [reject.model_copy(update={"extractor": extractor}) for each in extractions for reject in each.rejects]
    return Extraction(extractions[0].text_id, _tidy(rows), rejects)


_UNJOINED = {table: {"range_id": None} if "range_id" in fact.model_fields else {} for table, fact in FACT_TABLES.items()}
"""What is forgotten of a row before the ends of ranges are joined anew."""


def _tidy(rows: dict[str, list[Fact]]) -> dict[str, list[Fact]]:
    """The rows of one text, each once, the ends of ranges joined."""
    rows = {table: _distinct(table, facts) for table, facts in rows.items()}
    for table in ("model_sizes", "token_counts"):
        rows[table] = _with_ranges(rows[table])
    return rows


def _distinct(table: str, facts: list[Fact]) -> list[Fact]:
    """The facts of one table, the first of those that are the same row."""
    if len(facts) < 2:
        return facts
    distinct: dict[tuple, Fact] = {}
    for fact in facts:
        distinct.setdefault(tuple([_identity(name, getattr(fact, name)) for name in IDENTITY[table]]), fact)
    return list(distinct.values())


def fault(table: str, row: Mapping[str, Any], paper: Mapping[str, str | None]) -> str | None:
    """What is wrong with a stored row of a fact table, given the paper's fields by name; null where it holds."""
    others = {field: paper[field] for field in Field if field not in (Field.TITLE, Field.ABSTRACT) and paper.get(field)}
    article = Article(paper["title"], paper["abstract"], others)
    claim = {name: row[name] for name in CLAIMS[table].model_fields}
    try:
        candidate = Candidate(table, claim, Field(row["evidence_field"]), row["evidence_start"], row["confidence"])
        fact = grounded(candidate, article, row["extractor"])
    except Ungrounded as ungrounded:
        return str(ungrounded)
    for name in canonical_columns(table, claim):
        if row[name] != getattr(fact, name):
            return f"{name} is {_shown(row[name])}, where {_shown(getattr(fact, name))} follows from the row"
    return None


_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def _identity(name: str, value: object) -> object:
    """What makes two values of a field the same: of an address all but case, of a text its letters, digits and decimal points."""
    if not isinstance(value, str):
        return value
    if name == "url":
        return value.casefold()
    return tuple(map(fold, _DECIMAL_POINT.split(value))) if "." in value else (fold(value),)


def _shown(value: object) -> str:
    """A value for a message, cut to a readable length."""
    try:
        text = repr(value)
    except ValueError:  # Python does not write out integers of more than 4,300 digits
        return "an integer of thousands of digits"
    return text if len(text) <= 200 else text[:200] + "…"


def _raw(claim: object) -> str:
    """A claim as it came, as JSON where it can be."""
    try:
        text = json.dumps(claim, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        text = _shown(claim)
    return text[:10_000].encode("utf-8", "replace").decode()


def grounded(candidate: Candidate, article: Article, extractor: str) -> Fact:
    """The fact that a candidate states, with the place of its evidence. Raises Ungrounded where the text does not bear it out."""
    table, claim = candidate.table, candidate.claim
    if not isinstance(table, str) or table not in FACT_TABLES:
        raise Ungrounded("unknown_table", f"no fact table is called {_shown(table)}")
    if not isinstance(claim, Mapping):
        raise Ungrounded("invalid_row", f"a row is a mapping of fields to values, not {_shown(claim)}")
    document, start = _place(candidate, article)
    _check_fields(table, claim)
    end = start + len(claim["evidence"])
    try:
        fact = FACT_TABLES[table].model_validate(
            {
                **claim,
                **canonical_columns(table, claim),
                "paper_id": article.paper_id,
                "text_id": article.text_id,
                "evidence_field": document.field,
                "evidence_start": start,
                "evidence_end": end,
                "confidence": candidate.confidence,
                "extractor": extractor,
            }
        )
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, problem["loc"]))
        raise Ungrounded("invalid_row", f"{where}: {problem['msg']}, not {_shown(problem['input'])}") from error
    _check_figure(table, fact, document.view, start, end)
    for name in NAMES[table]:
        value = getattr(fact, name)
        if value is not None and not (is_address_stated if name == "url" else is_stated)(value, article):
            kind = "address" if name == "url" else "name"
            raise Ungrounded(f"{kind}_not_in_paper", f"{name} {_shown(value)} is not in the title or abstract")
    return fact


def _check_fields(table: str, claim: Mapping[str, Any]) -> None:
    """Are a claim's fields those of its table, and of a type to look into? The rest is for the fact's model. Raises Ungrounded."""
    types = _TYPES[table]
    if claim.keys() != types.keys():
        missing, unknown = types.keys() - claim.keys(), claim.keys() - types.keys()
        raise Ungrounded("invalid_row", f"fields missing: {_shown(sorted(missing))}; fields unknown: {_shown(list(unknown))}")
    figure = FIGURES.get(table)
    if figure and (isinstance(claim[figure], bool) or not isinstance(claim[figure], int | float)):
        raise Ungrounded("invalid_row", f"{figure}: a number is needed, not {_shown(claim[figure])}")
    for name in NAMES[table]:
        if not isinstance(claim[name], types[name]):
            raise Ungrounded("invalid_row", f"{name}: {_shown(claim[name])} is not of type {getattr(types[name], '__name__', types[name])}")


_TWO_SIGNS = re.compile(r"[^\W_].*?[^\W_]", re.DOTALL)


def _place(candidate: Candidate, article: Article) -> tuple[Document, int]:
    """The document and offset of a candidate's evidence. Raises Ungrounded where the evidence is no quote of one sentence."""
    evidence = candidate.claim.get("evidence")
    if not isinstance(evidence, str) or not _TWO_SIGNS.search(evidence):
        raise Ungrounded("evidence_blank", f"evidence {_shown(evidence)} holds fewer than two letters or digits")
    if len(evidence) > MAX_EVIDENCE:
        raise Ungrounded("evidence_too_long", f"evidence has {len(evidence)} characters, more than {MAX_EVIDENCE}")
    if candidate.field is not None and candidate.start is not None:
        document = article.document(candidate.field)
        start = candidate.start if isinstance(candidate.start, int) else -1
        places = [(document, start)] if document and start >= 0 and document.text.startswith(evidence, start) else []
    else:
        places = [(document, match.start()) for document in article for match in re.finditer(re.escape(evidence), document.text)]
    if not places:
        raise Ungrounded("evidence_not_verbatim", f"evidence {_shown(evidence)} is not in the title or abstract")
    for document, start in places:
        if start + len(evidence) <= document.sentence_at(start)[1]:
            return document, start
    raise Ungrounded("evidence_across_sentences", f"evidence {_shown(evidence)} runs over the end of a sentence")


def _check_figure(table: str, fact: Fact, view: str, start: int, end: int) -> None:
    """Can the figure be read from the evidence, and also where that is widened to the whole words that it begins and ends in?"""
    name = FIGURES.get(table)
    if not name:
        return
    figure = abs(Decimal(str(getattr(fact, name))))
    if figure not in readable(view[start:end]):
        raise Ungrounded("figure_not_in_evidence", f"{name} {getattr(fact, name)} cannot be read from the evidence {fact.evidence!r}")
    whole = _whole_words(view, start, end)
    if whole != view[start:end] and figure not in readable(whole):
        raise Ungrounded("figure_cut", f"{name} {getattr(fact, name)} is a part of what the text says, which is {whole!r}")


_MAGNITUDE_BEHIND = re.compile(r"[\s-]+(?:thousand|million|billion|trillion)s?\b", re.IGNORECASE)


def _whole_words(view: str, start: int, end: int) -> str:
    """A stretch with the rest of the words that it begins and ends in, and the magnitude behind a number at its end."""
    while start and not view[start - 1].isspace():
        start -= 1
    if view[end - 1].isdigit() and (magnitude := _MAGNITUDE_BEHIND.match(view, end)):
        end = magnitude.end()
    while end < len(view) and not view[end].isspace():
        end += 1
    return view[start:end]


def is_stated(name: object, article: Article) -> bool:
    """Is a name or address in the title or abstract, as written or after a listed repair?"""
    if not isinstance(name, str) or not _SIGN.search(name):
        return False
    if _holds(name, article.abstract.text) or _holds(name, article.title.text):
        return True
    return any(repair(name, document.view) for document in article for repair in REPAIRS)


def is_address_stated(address: str, article: Article) -> bool:
    """Is an address, with its host, in the title or abstract as a whole: as written, or after a space or an escape is taken out?"""
    if not _HOST.match(address):
        return False
    if any(_holds_whole(address, document.text) for document in article):
        return True
    for document in article:
        text = _ESCAPE.sub("", document.view)
        if _holds_whole(address, text):
            return True
        if " " in text and _holds_whole(_BROKEN.sub("", address), _BROKEN.sub("", text)):
            return True
    return False


def _holds_whole(address: str, text: str) -> bool:
    """Does the address stand in the text, with nothing before or after it that belongs to a longer one?"""
    before = _LETTER if address.startswith("http") else _SIGN  # the number of a footnote may stand before a scheme
    start = text.find(address)
    while start >= 0:
        if not (start and before.match(text, start - 1)) and not _GOES_ON.match(text, start + len(address)):
            return True
        start = text.find(address, start + 1)
    return False


_HOST = re.compile(r"(?:[a-z]+://)?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w-]|\\_|[./][^\W_]")  # what an address would go on with
_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[^\W_]")
_PLURAL = re.compile(r"e?s\b")


def _holds(name: str, text: str) -> bool:
    """Does the name stand in the text as words of its own, a plural aside?"""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (name[0].isalnum() and text[start - 1 : start].isalnum()) and not (
            name[-1].isalnum() and text[end : end + 1].isalnum() and not _PLURAL.match(text, end)
        ):
            return True
        start = text.find(name, start + 1)
    return False


_BROKEN = re.compile(r"(?<=[-/._:])\s+|(?<!\s)\s+(?=[-/._:])")
_ESCAPE = re.compile(r"\\(?=[_~-])")
_VERSION_AND_SIZE = re.compile(r"(\d\.\d)-(?=\d)")


def _without_damage(name: str, view: str) -> bool:
    return _holds(name, view)


def _without_broken_spaces(name: str, view: str) -> bool:
    return " " in view and _holds(_BROKEN.sub("", name), _BROKEN.sub("", view))


def _without_escapes(name: str, view: str) -> bool:
    return "\\" in view and _holds(name, _ESCAPE.sub("", view))


def _with_lost_hyphen(name: str, view: str) -> bool:
    glued = _VERSION_AND_SIZE.sub(r"\1", name)
    return glued != name and _holds(glued, view)


_JOINT = r"(?:\s*[,/&]\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+)-?"


def _with_shared_head(name: str, view: str) -> bool:
    """Is the name's head in the text with a first tail, and its own tail coordinated with that one?"""
    for cut in re.finditer(r"(?<=\w)[-_ ]|(?<=-)(?=\w)", name):
        head, tail = name[: cut.start()], name[cut.end() :]
        coordination = rf"(?<!\w){re.escape(head)}[-_ ]?([\w.+]+)(?:{_JOINT}[\w.+]+){{0,8}}?{_JOINT}{re.escape(tail)}(?!\w)"
        if head and tail and head in view:
            numbered = _DIGIT.search(tail) is not None  # tails of one shape share a head: `GPT-4 and Mistral` do not
            if any((_DIGIT.search(match[1]) is not None) == numbered for match in re.finditer(coordination, view)):
                return True
    return False


_DIGIT = re.compile(r"\d")


REPAIRS = (_without_damage, _without_broken_spaces, _without_escapes, _with_lost_hyphen, _with_shared_head)
"""What may lie between a name and the text: LaTeX damage and typography; a space broken into it; the escape of `_` in an
address; the lost hyphen of `Llama-3.18B`, which is `Llama-3.1-8B`; the head that a coordination shares (`Foo-Valid and Test`
names `Foo-Test`)."""


def _with_ranges(rows: list[Fact]) -> list[Fact]:
    """The rows with the two ends of each range joined by `range_id`: the place of the evidence that states both."""
    ends: dict[tuple, dict[str, list[int]]] = {}
    for index, row in enumerate(rows):
        if row.qualifier in ("range_low", "range_high"):
            place = (row.evidence_field, row.evidence_start, row.evidence_end)
            ends.setdefault(place, {"range_low": [], "range_high": []})[row.qualifier].append(index)
    rows = list(rows)
    for (field, start, _), found in ends.items():
        for nth, pair in enumerate(zip(found["range_low"], found["range_high"], strict=False)):
            for index in pair:
                rows[index] = rows[index].model_copy(update={"range_id": f"{field}:{start}:{nth}"})
    return rows
