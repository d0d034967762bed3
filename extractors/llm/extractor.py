"""The LLM extractor: texts to a model, through instructor, and only what the texts bear out back."""

import asyncio
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

from extractors.base import NO_LIMITS, Estimate, Extraction, Limits, Tokens, Unanswered, fingerprint
from extractors.grounding import ground
from extractors.llm.answers import BOUNDS, Bounds, candidates
from extractors.llm.cache import AnswerCache
from extractors.llm.desk import Desk, Question, Rows
from extractors.llm.settings import Settings
from extractors.llm.spending import Budget, Spending
from extractors.text import Article

VERSION = "1"

_AHEAD = 8
"""Questions that are taken in before the first is answered, times those that are asked at a time: a slow one holds up no other."""


class LlmExtractor:
    """Asks a model about each text. One object serves a run: it counts what that spends, and stops at its limits."""

    def __init__(self, settings: Settings, limits: Limits = NO_LIMITS, bounds: Bounds = BOUNDS):
        """Raises ExtractorError for a limit of cost where no price is known."""
        self.settings = settings
        self._bounds = bounds
        self._budget = Budget(settings, limits)
        self._alone = threading.Lock()  # shards of one run take turns, so that its pace and its calls at a time are the run's

    @property
    def spending(self) -> Spending:
        """What the run has spent so far."""
        return self._budget.spending

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the code, the prompt, the schema and all settings that an answer depends on."""
        options = self.settings.determining | {"bounds": self._bounds}
        return fingerprint("llm", [Path(__file__).parent], **options)

    @cached_property
    def label(self) -> str:
        """Name, model and version, with the beginning of the fingerprint."""
        return f"llm {self.settings.model} {VERSION}+{self.fingerprint[:8]}"

    def extractions(self, articles: Iterable[Article]) -> Iterator[Extraction | Unanswered]:
        """What the model makes of each text, in their order. Raises ExtractorError where it cannot be asked at all."""
        return self.answers(map(Question, articles))

    def answers(self, questions: Iterable[Question]) -> Iterator[Extraction | Unanswered]:
        """What the model answers to each question, in their order. Raises ExtractorError where it cannot be asked at all."""
        most = _AHEAD * self.settings.concurrency * self.settings.papers_per_call
        with self._alone, closing(AnswerCache(self.settings.answers)) as cache, asyncio.Runner() as runner:
            desk = Desk(self.settings, self._budget, cache, runner.get_loop(), self._bounds)
            waiting: deque[tuple[Article, asyncio.Future]] = deque()

            def first() -> Extraction | Unanswered:
                article, future = waiting.popleft()
                if not future.done():
                    desk.flush()
                    runner.run(_done(future))
                return self._made(article, future.result())

            for question in questions:
                self.spending.texts += 1
                waiting.append((question.article, desk.submit(question)))
                if len(waiting) >= most or waiting[0][1].done():
                    yield first()
            while waiting:
                yield first()
            runner.run(desk.close())

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """What it would take to ask about these texts; nothing is sent. Raises ExtractorError for answers that cannot be read."""
        texts, asked, tokens = 0, 0, Tokens(0, 0)
        with closing(AnswerCache(self.settings.answers)) as cache, asyncio.Runner() as runner:
            desk = Desk(self.settings, self._budget, cache, runner.get_loop(), self._bounds)
            for article in articles:
                texts += 1
                if not desk.has(question := Question(article)):
                    asked += 1
                    call = desk.expected([question])
                    tokens = Tokens(tokens.input + call.input, tokens.output + call.output)
        return Estimate(texts, asked, tokens, self._budget.prices.of(tokens))

    def _made(self, article: Article, answer: Rows | Unanswered) -> Extraction | Unanswered:
        if isinstance(answer, Unanswered):
            return answer
        return ground(candidates(answer, article), article, self.label)


async def _done(future: asyncio.Future) -> None:
    await asyncio.wait([future])
