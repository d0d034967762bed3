"""What a run asks of a model and what that costs: counted, priced by a maintained library, and kept within limits."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extractors.base import Limits, Tokens
from extractors.errors import ExtractorError
from extractors.llm.settings import Settings

LETTERS_PER_TOKEN = 4
"""Of English text, by rule of thumb: good enough to say what a run will cost before it is paid for."""

OUTPUT_TOKENS = 400
"""Of the answer about one paper, by rule of thumb."""


class Stop(Exception):
    """No further call is to be made in this run; the message says why."""

    def __init__(self, reason: str, message: str):
        super().__init__(message)
        self.reason = reason


@dataclass
class Spending:
    """What a run asked for and got, and what it cost."""

    model: str
    texts: int = 0
    """Texts that the run was given."""
    sure: int = 0
    """Texts that were not put to the model, as the rules were sure of them; of `hybrid` alone."""
    kept: int = 0
    """Texts whose answer was there already, from another run."""
    asked: int = 0
    """Texts put to the model in this run."""
    answered: int = 0
    """Of these, those with a usable answer."""
    calls: int = 0
    """Calls that the provider answered."""
    tokens: Tokens = field(default_factory=lambda: Tokens(0, 0))
    cost: float | None = 0.0
    """Dollars; null where the price of the model is not known."""
    faults: Counter[str] = field(default_factory=Counter)
    """What went wrong with calls, by reason, that which was mended by another attempt included."""
    unanswered: Counter[str] = field(default_factory=Counter)
    """Texts without a usable answer, by reason. They are asked about again in a later run."""
    left: int = 0
    """Texts left for the next run."""
    stopped: str | None = None
    """Why they are."""
    stopped_by: str | None = None
    """The same as a short code."""

    @property
    def in_trouble(self) -> bool:
        """Did texts get no usable answer, or was the run stopped by something other than a limit that was asked for?"""
        return bool(self.unanswered) or (self.stopped_by is not None and self.stopped_by not in LIMITS)

    @property
    def cost_of_all(self) -> float | None:
        """What it would have cost to put all texts to the model, by what those cost that were; null where that is not known."""
        return self.cost / self.asked * self.texts if self.asked and self.cost is not None else None

    def facts(self) -> dict[str, Any]:
        """All of it, for the lake's `runs` and for Prefect's pages."""
        return {
            "model": self.model,
            "texts": self.texts,
            "sure": self.sure,
            "kept": self.kept,
            "asked": self.asked,
            "answered": self.answered,
            "calls": self.calls,
            "input_tokens": self.tokens.input,
            "output_tokens": self.tokens.output,
            "cost": self.cost,
            "cost_of_all": self.cost_of_all,
            "faults": dict(sorted(self.faults.items())),
            "unanswered": dict(sorted(self.unanswered.items())),
            "left": self.left,
            "stopped": self.stopped,
            "in_trouble": self.in_trouble,
        }


class Prices:
    """What calls of one model cost, in dollars."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._stated = tuple(float(part) / 1e6 for part in settings.price.split("/")) if settings.price else None
        self._where = {"provider_api_url": settings.address} if settings.address else {"provider_id": settings.provider}

    def of(self, tokens: Tokens) -> float | None:
        """The price of a call that takes so many tokens; null where it is not known."""
        if self._stated:
            return tokens.input * self._stated[0] + tokens.output * self._stated[1]
        from genai_prices import Usage

        return self._listed(Usage(input_tokens=tokens.input, output_tokens=tokens.output))

    def of_response(self, response: Any, tokens: Tokens) -> float | None:
        """The price of a call that was answered and took so many tokens, some of them perhaps cheaper; null where it is not known."""
        if not self._stated:
            from genai_prices import extract_usage

            flavor = "chat" if self._settings.provider == "openai" else "default"
            try:
                usage = extract_usage(response.model_dump(mode="json"), **self._where, api_flavor=flavor).usage
            except (LookupError, ValueError):  # it says what it took in another way
                usage = None
            if usage is not None and (price := self._listed(usage)) is not None:
                return price
        return self.of(tokens)

    def _listed(self, usage: Any) -> float | None:
        from genai_prices import calc_price

        try:
            return float(calc_price(usage, model_ref=self._settings.name, **self._where).total_price)
        except (LookupError, ValueError):
            return None


_TOKENS = (
    ("usage", ("prompt_tokens", "input_tokens"), ("completion_tokens", "output_tokens")),
    ("usage_metadata", ("prompt_token_count",), ("candidates_token_count", "thoughts_token_count")),
)


def tokens_of(response: Any) -> Tokens | None:
    """The tokens that a provider says a call took; null where it says nothing."""
    for name, inputs, outputs in _TOKENS:
        if (usage := getattr(response, name, None)) is not None:
            counted = (sum(getattr(usage, part, None) or 0 for part in parts) for parts in (inputs, outputs))
            return Tokens(*counted)
    return None


def estimated_tokens(messages: Iterable[str], papers: int) -> Tokens:
    """The tokens of a call, before it is made."""
    return Tokens(sum(map(len, messages)) // LETTERS_PER_TOKEN, papers * OUTPUT_TOKENS)


_GLANCE = 0.02
"""Seconds between two looks at what calls under way have cost."""

LIMITS = frozenset({"max_cost", "max_papers"})
"""Reasons to stop that were asked for; any other is trouble."""

SILENT = 3
"""After so many papers in a row, times those at a time, that were lost to calls, no further call is made in a run."""


class Budget:
    """What a run may still ask, over all its shards: it counts what is spent, keeps the pace, and stops the run at its limits."""

    def __init__(self, settings: Settings, limits: Limits):
        """Raises ExtractorError for a limit of cost where no price is known."""
        self.spending = Spending(settings.model)
        self.prices = Prices(settings)
        self.limits = limits
        self._settings = settings
        self._under_way: list[float] = []
        """What is set aside for each call under way."""
        self._admitted = 0
        self._lost_in_a_row = 0
        self._next_call = 0.0
        self._stop: Stop | None = None
        if limits.max_cost is not None and self.prices.of(Tokens(1, 1)) is None:
            raise ExtractorError(
                f"no price of {settings.model} is known, so a limit of cost cannot be kept: give --max-papers, or export "
                "PAPERLAKE_LLM_PRICE=INPUT/OUTPUT in dollars per million tokens"
            )

    def stop(self, reason: str, message: str) -> None:
        """Let no further call be made; where as many papers were admitted as may be, calls about these go on."""
        if self.spending.stopped_by is None:
            self.spending.stopped_by, self.spending.stopped = reason, message
        if reason != "max_papers":
            self._stop = self._stop or Stop(reason, message)

    def check(self) -> None:
        """Raises Stop where no further call is to be made."""
        if self._stop:
            raise self._stop

    def admit(self, papers: int) -> int:
        """How many of these papers may be put to the model."""
        most = self.limits.max_papers
        admitted = papers if most is None else min(papers, most - self._admitted)
        self._admitted += admitted
        return admitted

    async def turn(self) -> None:
        """Wait until the pace allows another call."""
        if self._settings.per_minute:
            now = time.monotonic()
            at = max(now, self._next_call)
            self._next_call = at + 60 / self._settings.per_minute
            await asyncio.sleep(at - now)

    async def reserve(self, tokens: Tokens) -> float | None:
        """Set aside what a call that is about to be made may cost, once it is known what those under way leave of the limit.

        Null where there is no limit. Raises Stop where the call may not be made.
        """
        self.check()
        most = self.limits.max_cost
        if most is None:
            return None
        price = self.prices.of(tokens) or 0.0
        while self._under_way and self.spending.cost is not None and self.spending.cost + sum(self._under_way) + price > most:
            await asyncio.sleep(_GLANCE)
            self.check()
        if self.spending.cost is None or self.spending.cost + price > most:
            said = f"the next call may cost ${price:.4f}, by PAPERLAKE_LLM_MAX_TOKENS, which is more than --max-cost {most:g} leaves"
            self.stop("max_cost", said)
        self.check()
        self._under_way.append(price)
        return price

    def release(self, price: float) -> None:
        """Free what was set aside for a call that is over."""
        self._under_way.remove(price)

    def spent(self, response: Any, expected: Tokens) -> None:
        """Count a call that was answered; by what was expected, where the provider does not say what it took."""
        tokens = tokens_of(response) or expected
        spending = self.spending
        spending.calls += 1
        spending.tokens = Tokens(spending.tokens.input + tokens.input, spending.tokens.output + tokens.output)
        price = self.prices.of_response(response, tokens)
        spending.cost = None if price is None or spending.cost is None else spending.cost + price

    def answered(self) -> None:
        """A paper got an answer."""
        self.spending.answered += 1
        self._lost_in_a_row = 0

    def lost(self, reason: str, detail: str, *, by_call: bool) -> None:
        """A paper got no usable answer; `by_call`: for a reason that the next ones may meet as well."""
        self.spending.unanswered[reason] += 1
        self._lost_in_a_row += by_call
        if by_call and self._lost_in_a_row >= SILENT * self._settings.concurrency:
            self.stop("provider_silent", f"{self._lost_in_a_row} papers in a row got no answer: {detail}")
