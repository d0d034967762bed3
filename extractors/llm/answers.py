"""What a model may answer: models derived from the claims of `schemas`, with bounds, and validators that hold rows to the text.

The validators are given a `Conversation` as pydantic's context. They keep what was said in it, and refuse rows that the text does not
bear out, so that instructor asks again with the reason. What they raise is pydantic's own: its ValidationError, and no other, is what
instructor's retry catches.
"""

import functools
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from instructor import response_schema
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, create_model, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from extractors.base import Candidate
from extractors.grounding import MAX_EVIDENCE, NAMES, Ungrounded, grounded
from extractors.llm.verbatim import as_it_stands, spans
from extractors.text import Article
from schemas import FACT_TABLES
from schemas.facts import CLAIMS

CONFIDENCE = 0.8
"""Of every row: a model's own estimate is worth nothing until it is measured."""


class Bounds(NamedTuple):
    """How much an answer may hold."""

    rows: int = 40
    """Of a table."""
    fewest: int = 0
    name: int = 120
    """Characters of a name; an address may have twice as many."""
    evidence: int = MAX_EVIDENCE
    pattern: str | None = None
    """What every text must match, where a grammar is made of the schema."""


BOUNDS = Bounds()


class Conversation:
    """The papers that are asked about, and what was answered so far."""

    def __init__(self, articles: Iterable[Article]):
        self.articles = {article.text_id: article for article in articles}
        self.heard: dict[str, dict[str, list]] = {}
        """Of each paper the last answer that had all tables: rows as they were said."""

    def hear(self, answer: Any) -> None:
        """Keep what an answer says, as far as it has the form of one."""
        papers = answer.get("papers") if isinstance(answer, dict) else None
        for paper in papers if isinstance(papers, list) else ():
            if isinstance(paper, dict) and isinstance(paper.get("paper"), str) and paper["paper"] in self.articles:
                tables = {table: paper.get(table) for table in FACT_TABLES}
                if all(isinstance(rows, list) for rows in tables.values()):
                    self.heard[paper["paper"]] = tables


def candidates(rows: Mapping[str, Iterable[Any]], article: Article) -> list[Candidate]:
    """The rows of an answer as candidates, quotes and names spelled as they stand in the text, where they do."""
    return [Candidate(table, *_placed(table, row, article), CONFIDENCE) for table, said in rows.items() for row in said]


def _placed(table: str, row: Any, article: Article) -> tuple[Any, Any, int | None]:
    """A row with its evidence verbatim, the field that this stands in, and where; nulls where no one sentence holds it."""
    if not isinstance(row, dict):
        return row, None, None
    named = {name: as_it_stands(row[name], article) for name in NAMES[table] if isinstance(row.get(name), str)}
    row = {**row, **named}
    quote = row.get("evidence")
    if isinstance(quote, str) and len(quote) <= 2 * MAX_EVIDENCE:
        for document in article:
            for start, end in spans(quote, document.text):
                if end <= document.sentence_at(start)[1]:
                    return {**row, "evidence": document.text[start:end]}, document.field, start
    return row, None, None


def _faults(paper: "BaseModel", article: Article) -> list[str]:
    """What is wrong with the rows of an answer, in a sentence each that names the row."""
    faults = []
    for table in FACT_TABLES:
        rows = [row.model_dump(mode="json") for row in getattr(paper, table)]
        for number, candidate in enumerate(candidates({table: rows}, article)):
            try:
                grounded(candidate, article, "")
            except Ungrounded as fault:
                faults.append(f"{table}[{number}]: {fault}")
    return faults


_REMEDY = "Correct these rows by the paper's own words, or leave them out; keep all others"


class _Answer(BaseModel):
    """The facts that one paper states."""

    model_config = ConfigDict(extra="forbid")

    paper: str = Field(description="The id of the paper, as given", max_length=64)

    @model_validator(mode="after")
    def _bears_out(self, info: ValidationInfo) -> "_Answer":
        conversation = info.context and info.context.get("conversation")
        article = conversation.articles.get(self.paper) if conversation else None
        if article and (faults := _faults(self, article)):
            raise PydanticCustomError("ungrounded", "{faults}", {"faults": f"paper {self.paper}: {'; '.join(faults)}. {_REMEDY}"})
        return self


class _Answers(BaseModel):
    """The facts that the papers state, table by table. What a text does not state is no row."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_heard(cls, data: Any, info: ValidationInfo) -> Any:
        if info.context and (conversation := info.context.get("conversation")):
            conversation.hear(data)
        return data

    @model_validator(mode="after")
    def _is_of_all_papers(self, info: ValidationInfo) -> "_Answers":
        if info.context and (conversation := info.context.get("conversation")):
            answered, asked = [paper.paper for paper in self.papers], list(conversation.articles)
            if sorted(answered) != sorted(asked):
                said = f"the papers asked about are {', '.join(asked)}, each once, not {', '.join(answered) or 'none'}"
                raise PydanticCustomError("another_paper", "{said}", {"said": said})
        return self


def _bounded(name: str, field: FieldInfo, bounds: Bounds) -> Any:
    """The annotation of a claim's field with its description and limits, its texts bounded."""
    told = Field(description=field.description)
    if field.annotation not in (str, str | None):
        return Annotated[field.annotation, told, *field.metadata]
    longest = {"evidence": bounds.evidence, "url": 2 * bounds.name}.get(name, bounds.name)
    text = Annotated[str, Field(max_length=longest, min_length=2 if name == "evidence" else 1, pattern=bounds.pattern)]
    return Annotated[text if field.annotation is str else text | None, told]


@functools.cache
def answer_model(bounds: Bounds) -> type[BaseModel]:
    """The response model: of each paper its id and a list of rows for each fact table. Docstrings and descriptions are the claims'."""
    tables = {}
    for table, claim in CLAIMS.items():
        fields = {name: _bounded(name, field, bounds) for name, field in claim.model_fields.items()}
        row = create_model(claim.__name__.removesuffix("Claim"), __doc__=claim.__doc__, __config__=ConfigDict(extra="forbid"), **fields)
        tables[table] = (list[row], Field(min_length=bounds.fewest, max_length=bounds.rows))
    answer = create_model("Paper", __base__=_Answer, __doc__=_Answer.__doc__, **tables)
    answers = create_model(
        "Answers",
        __base__=_Answers,
        __doc__=_Answers.__doc__,
        papers=(list[answer], Field(description="An entry for each paper asked about", min_length=1, max_length=20)),
    )
    return response_schema(answers)  # as instructor would with each call, and make the schema anew


@functools.cache
def schema_text(bounds: Bounds) -> str:
    """The JSON schema of the response model, as a model may be told it."""
    return json.dumps(answer_model(bounds).model_json_schema(), sort_keys=True)


def held_to(schema: Mapping[str, Any], papers: Iterable[str]) -> dict[str, Any]:
    """The response model's schema with one entry for each of these papers, in their order: a grammar of it lets a model name no other."""
    paper = schema["$defs"]["Paper"]
    entries = [{**paper, "properties": {**paper["properties"], "paper": {"const": name}}} for name in papers]
    return {**schema, "properties": {"papers": {"type": "array", "prefixItems": entries}}}
