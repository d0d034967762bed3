"""What is configured of the language model, and whether it answers: one tiny call."""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from instructor import AsyncInstructor, Mode
from instructor.core.exceptions import InstructorRetryException
from instructor.core.hooks import HookName, Hooks
from instructor.v2.core.registry import mode_registry
from pydantic import BaseModel, Field

from extractors.llm.cache import AnswerCache
from extractors.llm.faults import fault_of
from extractors.llm.provider import IN_PROCESS, client_of
from extractors.llm.settings import Settings
from extractors.llm.spending import Prices, Tokens, tokens_of

_MILLION = 1_000_000
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "google": "GOOGLE_API_KEY"}
_MODES = {Mode.TOOLS: "tools", Mode.JSON_SCHEMA: "json_schema", Mode.JSON: "json", Mode.MD_JSON: "md_json"}


class Finding(NamedTuple):
    """Something that was looked at."""

    what: str
    found: str
    fine: bool = True


class Ready(BaseModel):
    """Whether the reader is ready."""

    ready: bool = Field(description="true")


def examine(settings: Settings) -> Iterator[Finding]:
    """What is set, then whether the model answers. Raises ExtractorError where no client can be made, or no answers can be kept."""
    yield Finding("model", settings.model)
    yield Finding("address", settings.address or ("in this process" if settings.provider == IN_PROCESS else "the provider's own"))
    if variable := _KEYS.get(settings.provider):
        needed = not settings.address
        is_set = bool(os.environ.get(variable))
        yield Finding("key", f"{variable} is {'set' if is_set else 'not set'}", fine=is_set or not needed)
        if needed and not is_set:
            return
    client = client_of(settings)
    supported = sorted(_MODES[mode] for mode in mode_registry.get_modes_for_provider(client.provider) if mode in _MODES)
    yield Finding("schema by", f"{_MODES.get(client.mode, client.mode.value)}; instructor can tell this provider by {', '.join(supported)}")
    with closing(AnswerCache(settings.answers)) as cache:
        usable, failures = cache.counts()
    yield Finding("answers", f"{usable} usable and {failures} others kept in {settings.answers}")
    prices = [Prices(settings).of(tokens) for tokens in (Tokens(_MILLION, 0), Tokens(0, _MILLION))]
    told = "not known: --max-cost cannot be kept" if None in prices else "${:,.2f} in, ${:,.2f} out, per million tokens".format(*prices)
    yield Finding("price", told)
    yield asyncio.run(_call(client, settings))


async def _call(client: AsyncInstructor, settings: Settings) -> Finding:
    """Ask the model something tiny."""
    responses: list[object] = []
    hooks = Hooks()
    hooks.on(HookName.COMPLETION_RESPONSE, responses.append)
    began = time.monotonic()
    try:
        messages = [{"role": "user", "content": "Are you ready? Answer true."}]
        await client.create(messages=messages, response_model=Ready, max_retries=0, hooks=hooks, strict=False, **settings.sent)
    except Exception as error:  # each provider's library has its own
        cause = error.__cause__ if isinstance(error, InstructorRetryException) else error
        fault = fault_of(cause or error, responses[-1] if responses else None)
        return Finding("call", f"{fault.reason}: {fault.detail}", fine=False)
    seconds, tokens = time.monotonic() - began, tokens_of(responses[-1])
    told = f"{tokens.input} tokens in, {tokens.output} out" if tokens else "it does not tell its tokens"
    return Finding("call", f"answered in {seconds:.2f} s, {told}")
