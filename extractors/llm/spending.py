"""What a run asks of a model and what that costs: counted, priced by a maintained library, and kept within limits."""

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
        }


class Prices:
    """What calls of one model cost, in dollars."""

    def __init__(self, settings: Settings):
        self._settings = settings
        self._stated = tuple(float(part) / 1e6 for part in settings.price.split("/")) if settings.price else None

    def of(self, tokens: Tokens, response: Any = None) -> float | None:
        """The price of a call; of its `response` where there is one, for some of its tokens may be cheaper. Null where it is not known."""
        if self._stated:
            return tokens.input * self._stated[0] + tokens.output * self._stated[1]
        from genai_prices import Usage, calc_price, extract_usage

        where = {"provider_api_url": self._settings.address} if self._settings.address else {"provider_id": self._settings.provider}
        try:
            usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output)
            if response is not None:
                flavor = "chat" if self._settings.provider == "openai" else "default"
                usage = extract_usage(response.model_dump(mode="json"), **where, api_flavor=flavor).usage
            return float(calc_price(usage, model_ref=self._settings.name, **where).total_price)
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


class Budget:
    """Counts what a run spends, and stops it at its limits."""

    def __init__(self, settings: Settings, limits: Limits):
        """Raises ExtractorError for a limit of cost where no price is known."""
        self.spending = Spending(settings.model)
        self.prices = Prices(settings)
        self._limits = limits
        self._reserved = 0.0
        self._admitted = 0
        self._stop: Stop | None = None
        if limits.max_cost is not None and self.prices.of(Tokens(1, 1)) is None:
            raise ExtractorError(
                f"no price of {settings.model} is known, so a limit of cost cannot be kept: give --max-papers, or export "
                "PAPERLAKE_LLM_PRICE=INPUT/OUTPUT in dollars per million tokens"
            )

    def stop(self, reason: str, message: str) -> None:
        """Let no further call be made."""
        self._stop = self._stop or Stop(reason, message)

    def admit(self, papers: int) -> None:
        """Count papers that are about to be put to the model. Raises Stop where they may not be."""
        self._check()
        most = self._limits.max_papers
        if most is not None and self._admitted + papers > most:
            self.stop("max_papers", f"{most} papers have been asked about, as many as --max-papers allows")
        self._check()
        self._admitted += papers

    def reserve(self, tokens: Tokens) -> float:
        """Set the price of a call aside that is about to be made. Raises Stop where it may not be."""
        self._check()
        price = self.prices.of(tokens) or 0.0
        most = self._limits.max_cost
        if most is not None and (self.spending.cost or 0.0) + self._reserved + price > most:
            self.stop("max_cost", f"the next call might cost more than the {most:g} dollars that --max-cost allows")
        self._check()
        self._reserved += price
        return price

    def release(self, price: float) -> None:
        """Free what was set aside for a call that is over."""
        self._reserved = max(0.0, self._reserved - price)

    def spent(self, response: Any, expected: Tokens) -> None:
        """Count a call that was answered; by what was expected, where the provider does not say what it took."""
        tokens = tokens_of(response) or expected
        spending = self.spending
        spending.calls += 1
        spending.tokens = Tokens(spending.tokens.input + tokens.input, spending.tokens.output + tokens.output)
        price = self.prices.of(tokens, response if tokens is not expected else None)
        spending.cost = None if price is None or spending.cost is None else spending.cost + price

    def _check(self) -> None:
        if self._stop:
            raise self._stop
