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
from extractors.llm.desk import Desk
from extractors.llm.loop import LoopThread
from extractors.llm.settings import Settings
from extractors.llm.spending import Budget, Spending
from extractors.llm.wording import Question, Rows, Wording
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
        """Hash of all that the rows of an answer depend on: what a model is told, the settings that are sent, and how it is read."""
        determining = [Path(__file__).parent / f"{name}.py" for name in ("answers", "extractor", "prompt", "verbatim", "wording")]
        return fingerprint("llm", determining, bounds=self._bounds, **self.settings.determining)

    @cached_property
    def label(self) -> str:
        """Name, model and version, with the beginning of the fingerprint."""
        return f"llm {self.settings.model} {VERSION}+{self.fingerprint[:8]}"

    def extractions(self, articles: Iterable[Article]) -> Iterator[Extraction | Unanswered]:
        """What the model makes of each text, in their order. Raises ExtractorError where it cannot be asked at all."""
        return self.answers(map(Question, articles))

    def answers(self, questions: Iterable[Question | Extraction]) -> Iterator[Extraction | Unanswered]:
        """What the model answers to each question, in their order; an extraction among them passes in its place.

        Raises ExtractorError where the model cannot be asked at all.
        """
        most = _AHEAD * self.settings.concurrency * self.settings.papers_per_call
        waiting: deque[tuple[Article, asyncio.Future] | Extraction] = deque()

        def has_come(each: tuple[Article, asyncio.Future] | Extraction) -> bool:
            return isinstance(each, Extraction) or each[1].done()

        with self._alone, LoopThread() as loop:
            desk = loop.run(self._desk())

            def next_one() -> Extraction | Unanswered:
                each = waiting.popleft()
                if isinstance(each, Extraction):
                    return each
                article, future = each
                return self._made(article, loop.run(desk.answer(future)))

            try:
                for question in questions:
                    self.spending.texts += 1
                    if isinstance(question, Extraction):
                        waiting.append(question)
                    else:
                        waiting.append((question.article, loop.run(desk.submit(question))))
                    while waiting and (len(waiting) >= most or has_come(waiting[0])):
                        yield next_one()
                while waiting:
                    yield next_one()
            finally:
                loop.run(desk.close())

    async def _desk(self) -> Desk:
        # in the loop's thread, for a connection to the answers is that of a thread
        return Desk(self.settings, self._budget, AnswerCache(self.settings.answers), Wording(self.settings, self._bounds))

    def estimate(self, articles: Iterable[Article]) -> Estimate:
        """What it would take to ask about these texts; nothing is sent. Raises ExtractorError for answers that cannot be read."""
        return self.estimate_of(map(Question, articles))

    def estimate_of(self, questions: Iterable[Question]) -> Estimate:
        """What it would take to ask these questions, as far as the limit of papers allows; nothing is sent. Raises ExtractorError."""
        wording, texts, asked, tokens = Wording(self.settings, self._bounds), 0, 0, Tokens(0, 0)
        limit, together = self._budget.limits.max_papers, []

        def call() -> None:
            nonlocal tokens
            if together:
                expected = wording.expected(together)
                tokens = Tokens(tokens.input + expected.input, tokens.output + expected.output)
                together.clear()

        with closing(AnswerCache(self.settings.answers)) as cache:
            for question in questions:
                texts += 1
                if (limit is None or asked < limit) and cache.get(wording.key(question)) is None:
                    asked += 1
                    together.append(question)
                    if len(together) == self.settings.papers_per_call:
                        call()
        call()
        return Estimate(texts, asked, tokens, self._budget.prices.of(tokens))

    def _made(self, article: Article, answer: Rows | Unanswered) -> Extraction | Unanswered:
        if isinstance(answer, Unanswered):
            return answer
        return ground(candidates(answer, article), article, self.label)
