"""Where a run's questions are asked: answers that are kept first, then calls, so many at a time and a minute, within the budget.

Instructor carries the conversation. Its retry is given a policy that tells two things apart: an answer that is no right one, which is
asked for again with what is wrong with it, and a call that failed, which is made again after a wait.
"""

import asyncio
import inspect
import logging
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from instructor.core.exceptions import InstructorRetryException
from instructor.core.hooks import HookName, Hooks
from tenacity import AsyncRetrying, RetryCallState

from extractors.base import Unanswered
from extractors.llm.answers import Conversation
from extractors.llm.cache import AnswerCache
from extractors.llm.faults import Fault, Remedy, fault_of, without_keys
from extractors.llm.provider import client_of
from extractors.llm.settings import Settings
from extractors.llm.spending import Budget, Stop, Tokens, tokens_of
from extractors.llm.wording import Question, Rows, Wording

_LOG = logging.getLogger("paperlake")

LONGEST_WAIT = 300.0
"""Seconds between two attempts. A provider that asks for more is left alone."""


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
        self._expected = desk.wording.expected(questions)
        self._answers, self._failures = 0, 0
        self._reserved: float | None = None
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
            await self._desk.budget.turn()
        elif all(map(self._desk.has, self._questions)):  # the last look before a call: a first one has taken seconds to import
            raise Stop("answered", "another process has asked meanwhile")
        self._reserved = await self._desk.budget.reserve(self._at_most())
        self._desk.put(self._questions)
        self.response = None

    def _at_most(self) -> Tokens:
        """What the next call may take: as long an answer as is allowed, to what was said so far."""
        so_far = tokens_of(self.response) or self._expected
        said = so_far.input + so_far.output + self._expected.input // 4 if self.response else so_far.input
        return Tokens(said, self._desk.settings.max_tokens)

    def _answered(self, response: Any) -> None:
        self.response = response
        self.release()
        self._desk.budget.spent(response, self._expected)

    def release(self) -> None:
        """Give back what was set aside for a call."""
        if self._reserved is not None:
            self._desk.budget.release(self._reserved)
        self._reserved = None

    def _again(self, state: RetryCallState) -> bool:
        self.release()
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
        again = can_wait and self._failures < self._desk.settings.attempts
        if again and self._desk.budget.spending.faults[fault.reason] == 1:  # of its kind the first: nobody need wonder why it takes long
            _LOG.warning("%s: %s; trying again", self._desk.settings.model, fault.detail)
        return again

    def _wait(self, state: RetryCallState) -> float:
        fault = fault_of(state.outcome.exception(), self.response)
        if fault.remedy is not Remedy.WAIT:
            return 0.0
        backoff = min(2.0 ** (self._failures - 1), LONGEST_WAIT) * self._desk.settings.backoff
        return (backoff if fault.wait is None else fault.wait) + random.uniform(0, self._desk.settings.backoff)


class Desk:
    """Asks questions, in one event loop. Give it questions, let `flush` send what waits for company."""

    def __init__(self, settings: Settings, budget: Budget, cache: AnswerCache, wording: Wording):
        self.settings, self.budget, self.wording = settings, budget, wording
        self._cache = cache
        self._client: Any = None
        self._places = asyncio.Semaphore(settings.concurrency)
        self._together: list[_Asked] = []
        self._tasks: set[asyncio.Task] = set()
        self._put: set[str] = set()

    async def submit(self, question: Question) -> "asyncio.Future[Rows | Unanswered]":
        """Ask about a paper. The future holds its rows as they were said, or why there are none; it fails by what ends the run."""
        asked = _Asked(question, asyncio.get_running_loop().create_future())
        if not self._settled(asked):
            self._together.append(asked)
            if len(self._together) == self.settings.papers_per_call:
                self.flush()
        return asked.future

    async def answer(self, future: "asyncio.Future[Rows | Unanswered]") -> Rows | Unanswered:
        """What a future comes to hold. Raises what ends the run."""
        if not future.done():
            self.flush()  # or it would wait for company that does not come
        return await future

    def flush(self) -> None:
        """Send what waits for further papers to share a call with."""
        if self._together:
            task = asyncio.create_task(self._ask(self._together))
            self._tasks.add(task)  # a task that nobody holds may be collected
            task.add_done_callback(self._tasks.discard)
            self._together = []

    def has(self, question: Question) -> bool:
        """Is the answer there already?"""
        return self._cache.get(self.wording.key(question)) is not None

    def put(self, questions: Iterable[Question]) -> None:
        """Count papers that are put to the model, each once."""
        new = {question.article.text_id for question in questions} - self._put
        self._put |= new
        self.budget.spending.asked += len(new)

    async def _ask(self, asked: list[_Asked]) -> None:
        """Ask about papers in one call, and about those that it does not answer one by one."""
        try:
            async with self._places:
                self._client = self._client or client_of(self.settings)
                await self.budget.turn()
                asked = [each for each in asked if not self._settled(each)]  # another process may have asked meanwhile
                admitted = self.budget.admit(len(asked))
                for each in asked[admitted:]:
                    self._leave(each, Fault("max_papers", "as many papers have been asked about as --max-papers allows", Remedy.STOP))
                again = await self._converse(asked[:admitted])
            for each in again:
                async with self._places:
                    await self.budget.turn()
                    await self._converse([each])
        except Exception as error:  # whatever it is, whoever waits for an answer must hear of it
            for each in asked:
                _fail(each, error)

    def _settled(self, asked: "_Asked") -> bool:
        """Settle a question by an answer that is there, if there is one."""
        question, future = asked
        kept = self._cache.get(self.wording.key(question))
        if kept is not None:
            self.budget.spending.kept += 1
            answer = kept.answer
            future.set_result(answer["rows"] if kept.usable else self._lost(question, answer["reason"], answer["detail"], by_call=False))
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
                messages=[{"role": "system", "content": self.wording.system}, {"role": "user", "content": "{{ user }}"}],
                context={"conversation": conversation, "user": self.wording.user(questions)},
                response_model=self.wording.model,
                max_retries=policy.retrying(),
                hooks=policy.hooks(),
                strict=False,
                **self.settings.sent,
            )
        except Exception as error:  # each provider's library has its own
            fault = fault_of(error.__cause__ if isinstance(error, InstructorRetryException) else error, policy.response)
        finally:
            policy.release()
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
                self._leave(each, fault)
            elif len(asked) > 1 and not (fault and fault.remedy is Remedy.WAIT):
                again.append(each)
            else:
                self._give_up(each, fault or Fault("another_paper", "the answer is of another paper", Remedy.GIVE_UP))
        return again

    def _answered(self, asked: _Asked, rows: Rows) -> None:
        key = self.wording.key(asked.question)
        self._cache.put(key, {"rows": without_keys(rows)})
        self.budget.answered()
        asked.future.set_result(self._cache.get(key).answer["rows"])  # another process's, where that was first

    def _leave(self, asked: _Asked, fault: Fault) -> None:
        self.budget.stop(fault.reason, fault.detail)
        self.budget.spending.left += 1
        asked.future.set_result(Unanswered(asked.question.article.text_id, fault.reason, fault.detail, left=True))

    def _give_up(self, asked: _Asked, fault: Fault) -> None:
        if fault.remedy is not Remedy.WAIT and fault.reason != "failed":
            answer = {"reason": fault.reason, "detail": fault.detail}
            self._cache.put(self.wording.key(asked.question), answer, lasts=60 * self.settings.failure_minutes)
        by_call = fault.remedy is Remedy.WAIT or fault.reason in ("failed", "not_taken")
        asked.future.set_result(self._lost(asked.question, fault.reason, fault.detail, by_call=by_call))

    def _lost(self, question: Question, reason: str, detail: str, *, by_call: bool) -> Unanswered:
        self.budget.lost(reason, detail, by_call=by_call)
        return Unanswered(question.article.text_id, reason, detail)

    async def close(self) -> None:
        """Let go of the answers and the connections; calls under way are given up."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._cache.close()
        library = getattr(self._client, "client", None)
        if (close := getattr(library, "close", None)) and inspect.isawaitable(closing := close()):  # Google's closes at once
            await closing
