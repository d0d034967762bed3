"""What is said in a call about papers, what it will take, and what its answers are kept under."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from extractors.base import Tokens
from extractors.llm.answers import Bounds, answer_model, schema_text
from extractors.llm.prompt import system_message, user_message
from extractors.llm.settings import Settings
from extractors.llm.spending import estimated_tokens
from extractors.text import Article
from schemas.identity import digest

Rows = Mapping[str, list[Any]]
"""The rows of a paper as a model, or a rule, states them, by table."""


class Question(NamedTuple):
    """A paper to ask about, and the rows that rules propose of it."""

    article: Article
    proposed: Rows | None = None


class Wording:
    """Puts questions into words, the same for the same settings."""

    def __init__(self, settings: Settings, bounds: Bounds):
        self.model = answer_model(bounds)
        """The response model."""
        self.system = system_message()
        self._schema = schema_text(bounds)
        self._determining = json.dumps(settings.determining, sort_keys=True)

    def user(self, questions: Sequence[Question]) -> str:
        """What a model is asked in one call."""
        proposed = {question.article.text_id: question.proposed for question in questions if question.proposed}
        return user_message([question.article for question in questions], proposed)

    def expected(self, questions: Sequence[Question]) -> Tokens:
        """What a call about these papers will take, by rule of thumb."""
        return estimated_tokens((self.system, self._schema, self.user(questions)), len(questions))

    def key(self, question: Question) -> str:
        """What an answer is kept under: all that it depends on."""
        return digest(question.article.text_id, self._determining, self.system, self._schema, self.user([question]))
