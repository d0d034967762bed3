"""Where a run's questions are asked: answers that are kept first, then calls, so many at a time and a minute, within the budget.

Instructor carries the conversation. Its retry is given a policy that tells two things apart: an answer that is no right one, which is
asked for again with what is wrong with it, and a call that failed, which is made again after a wait.
"""

import asyncio
import inspect
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from aiolimiter import AsyncLimiter
from instructor.core.exceptions import InstructorRetryException
from instructor.core.hooks import HookName, Hooks
from tenacity import AsyncRetrying, RetryCallState

from extractors.base import Unanswered
from extractors.errors import ExtractorError
from extractors.llm.answers import Bounds, Conversation, answer_model, schema_text
from extractors.llm.cache import AnswerCache
from extractors.llm.faults import Fault, Remedy, fault_of, without_keys
from extractors.llm.prompt import system_message, user_message
from extractors.llm.provider import client_of
from extractors.llm.settings import Settings
from extractors.llm.spending import Budget, Stop, Tokens, estimated_tokens
from extractors.text import Article
from schemas.identity import digest

LONGEST_WAIT = 300.0
"""Seconds between two attempts. A provider that asks for more is left alone."""

SILENT = 3
"""After so many papers in a row, times those at a time, that were lost to failing calls, no further call is made in a run."""

Rows = Mapping[str, list[Any]]
"""The rows of a paper as a model said them, by table."""


class Question(NamedTuple):
    """A paper to ask about, and the rows that rules propose of it."""

    article: Article
    proposed: Rows | None = None


class _Asked(NamedTuple):
    """A question, and where its answer goes."""

    question: Question
    future: "asyncio.Future[Rows | Unanswered]"


def _fail(asked: _Asked, error: Exception) -> None:
    if not asked.future.done():
        asked.future.set_exception(error)
        asked.future.exception()  # asked for: of many that fail, one is raised, and of the others nothing need be logged


class _Policy:
    """When a call of one conversation is made again, as tenacity asks for it."""

    def __init__(self, desk: "Desk", questions: Sequence[Question]):
        self._desk, self._questions = desk, questions
        self._expected = desk.expected(questions)
        self._answers, self._failures = 0, 0
        self._reserved = 0.0
        self.response: Any = None
        """The last that the provider answered."""

    def retrying(self) -> AsyncRetrying:
        """The policy as an object of tenacity's."""
        return AsyncRetrying(before=self._before, retry=self._again, wait=self._wait, reraise=True)

    def hooks(self) -> Hooks:
        """What instructor is to tell of."""
        hooks = Hooks()
        hooks.on(HookName.COMPLETION_RESPONSE, self._answered)
        return hooks

    async def _before(self, state: RetryCallState) -> None:
        if state.attempt_number > 1:
            await self._desk.turn()
        elif all(map(self._desk.has, self._questions)):  # the last look before a call: a first one has taken seconds to import
            raise Stop("answered", "another process has asked meanwhile")
        self._reserved = self._desk.budget.reserve(self._expected)
        self._desk.put(self._questions)
        self.response = None

    def _answered(self, response: Any) -> None:
        self.response = response
        self._desk.budget.spent(response, self._expected)

    def _again(self, state: RetryCallState) -> bool:
        self._desk.budget.release(self._reserved)
        error = state.outcome.exception()
        if error is None or not isinstance(error, Exception):
            return False
        fault = fault_of(error, self.response)
        self._desk.budget.spending.faults[fault.reason] += 1
        if fault.remedy is Remedy.ASK_AGAIN:
            self._answers += 1
            return self._answers < self._desk.settings.tries
        self._failures += 1
        can_wait = fault.remedy is Remedy.WAIT and (fault.wait or 0) <= LONGEST_WAIT
        return can_wait and self._failures < self._desk.settings.attempts

    def _wait(self, state: RetryCallState) -> float:
        fault = fault_of(state.outcome.exception(), self.response)
        if fault.remedy is not Remedy.WAIT:
            return 0.0
        backoff = min(2.0 ** (self._failures - 1), LONGEST_WAIT) * self._desk.settings.backoff
        return (backoff if fault.wait is None else fault.wait) + random.uniform(0, self._desk.settings.backoff)


class Desk:
    """Asks the questions of one run, in one event loop. Give it questions, let `flush` send what waits for company."""

    def __init__(self, settings: Settings, budget: Budget, cache: AnswerCache, loop: asyncio.AbstractEventLoop, bounds: Bounds):
        self.settings, self.budget = settings, budget
        self._pace = AsyncLimiter(1, 60 / settings.per_minute) if settings.per_minute else None
        self._cache, self._loop = cache, loop
        self._model = answer_model(bounds)
        self._schema = schema_text(bounds)
        self._system = system_message()
        self._client: Any = None
        self._places = asyncio.Semaphore(settings.concurrency)
        self._together: list[_Asked] = []
        self._tasks: set[asyncio.Task] = set()
        self._put: set[str] = set()
        self._silent = 0

    def submit(self, question: Question) -> "asyncio.Future[Rows | Unanswered]":
        """Ask about a paper. The future holds its rows as they were said, or why there are none; it fails by what ends the run."""
        asked = _Asked(question, self._loop.create_future())
        if not self._settled(asked):
            self._together.append(asked)
            if len(self._together) == self.settings.papers_per_call:
                self.flush()
        return asked.future

    def flush(self) -> None:
        """Send what waits for further papers to share a call with."""
        if self._together:
            task = self._loop.create_task(self._ask(self._together))
            self._tasks.add(task)  # a task that nobody holds may be collected
            task.add_done_callback(self._tasks.discard)
            self._together = []

    def expected(self, questions: Sequence[Question]) -> Tokens:
        """What a call about these papers will take, by rule of thumb."""
        return estimated_tokens((self._system, self._schema, self._user(questions)), len(questions))

    def has(self, question: Question) -> bool:
        """Is the answer there already?"""
        return self._cache.get(self._key(question)) is not None

    def _user(self, questions: Sequence[Question]) -> str:
        proposed = {question.article.text_id: question.proposed for question in questions if question.proposed}
        return user_message([question.article for question in questions], proposed)

    def _key(self, question: Question) -> str:
        """What an answer is kept under: all that it depends on."""
        determining = json.dumps(self.settings.determining, sort_keys=True)
        return digest(question.article.text_id, determining, self._system, self._schema, self._user([question]))

    def put(self, questions: Iterable[Question]) -> None:
        """Count papers that are put to the model, each once."""
        new = {question.article.text_id for question in questions} - self._put
        self._put |= new
        self.budget.spending.asked += len(new)

    async def turn(self) -> None:
        """Wait until the pace allows another call."""
        if self._pace:
            await self._pace.acquire()

    async def _ask(self, asked: list[_Asked]) -> None:
        """Ask about papers in one call, and about those that it does not answer one by one."""
        try:
            async with self._places:
                self._client = self._client or client_of(self.settings)
                await self.turn()
                asked = [each for each in asked if not self._settled(each)]  # another process may have asked meanwhile
                try:
                    self.budget.admit(len(asked))
                except Stop as stop:
                    self._settle(asked, {}, fault_of(stop))
                    return
                again = await self._converse(asked)
            for each in again:
                async with self._places:
                    await self.turn()
                    await self._converse([each])
        except Exception as error:  # whatever it is, whoever waits for an answer must hear of it
            for each in asked:
                _fail(each, error)

    def _settled(self, asked: "_Asked") -> bool:
        """Settle a question by an answer that is there, if there is one."""
        question, future = asked
        kept = self._cache.get(self._key(question))
        if kept is not None:
            self.budget.spending.kept += 1
            answer = kept.answer
            future.set_result(answer["rows"] if kept.usable else self._lost(question, answer["reason"], answer["detail"]))
        return kept is not None

    async def _converse(self, asked: list[_Asked]) -> list[_Asked]:
        """Talk with the model about papers until the answer is right or there is none, and say which are to be asked about alone."""
        if not asked:
            return []
        questions = [each.question for each in asked]
        conversation = Conversation(question.article for question in questions)
        policy = _Policy(self, questions)
        fault = None
        try:
            await self._client.create(
                # instructor takes messages for templates: what it fills in for a name is taken as it is
                messages=[{"role": "system", "content": "{{ system }}"}, {"role": "user", "content": "{{ user }}"}],
                context={"conversation": conversation, "system": self._system, "user": self._user(questions)},
                response_model=self._model,
                max_retries=policy.retrying(),
                hooks=policy.hooks(),
                strict=False,
                **self.settings.sent,
            )
        except Exception as error:  # each provider's library has its own
            fault = fault_of(error.__cause__ if isinstance(error, InstructorRetryException) else error, policy.response)
        return self._settle(asked, conversation.heard, fault)

    def _settle(self, asked: list[_Asked], heard: Mapping[str, Rows], fault: Fault | None) -> list[_Asked]:
        """Settle questions by what was heard of their papers, else by the fault, and say which are to be asked alone."""
        again = []
        for each in asked:
            rows = heard.get(each.question.article.text_id)
            if rows is not None:
                self._answered(each, rows)
            elif self._settled(each):
                continue
            elif fault and fault.remedy is Remedy.STOP:
                self._stop(each, fault)
            elif len(asked) > 1 and not (fault and fault.remedy is Remedy.WAIT):
                again.append(each)
            else:
                self._give_up(each, fault or Fault("another_paper", "the answer is of another paper", Remedy.GIVE_UP))
        return again

    def _answered(self, asked: _Asked, rows: Rows) -> None:
        self._silent = 0
        rows = json.loads(without_keys(json.dumps(rows)))
        self._cache.put(self._key(asked.question), {"rows": rows})
        self.budget.spending.answered += 1
        asked.future.set_result(rows)

    def _stop(self, asked: _Asked, fault: Fault) -> None:
        self.budget.stop(fault.reason, fault.detail)
        if fault.reason == "not_served":
            _fail(asked, ExtractorError(f"{self.settings.model}: {fault.detail}; `paperlake doctor` says what is set"))
            return
        self.budget.spending.left += 1
        self.budget.spending.stopped = fault.detail
        asked.future.set_result(Unanswered(asked.question.article.text_id, fault.reason, fault.detail, left=True))

    def _give_up(self, asked: _Asked, fault: Fault) -> None:
        if fault.remedy is Remedy.WAIT:
            self._silent += 1
            if self._silent >= SILENT * self.settings.concurrency:
                self.budget.stop("provider_silent", f"{self._silent} papers in a row got no answer: {fault.detail}")
        else:
            answer = {"reason": fault.reason, "detail": fault.detail}
            self._cache.put(self._key(asked.question), answer, lasts=60 * self.settings.failure_minutes)
        asked.future.set_result(self._lost(asked.question, fault.reason, fault.detail))

    def _lost(self, question: Question, reason: str, detail: str) -> Unanswered:
        self.budget.spending.unanswered[reason] += 1
        return Unanswered(question.article.text_id, reason, detail)

    async def close(self) -> None:
        """Let go of the connections."""
        library = getattr(self._client, "client", None)
        if (close := getattr(library, "close", None)) and inspect.isawaitable(closing := close()):  # Google's closes at once
            await closing
