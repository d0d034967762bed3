"""Clients of the providers, as instructor makes them. What paperlake decides itself is taken from the libraries: retries and waits."""

import asyncio
import functools
import json
import logging
import os
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import instructor
from instructor import AsyncInstructor, Mode

from extractors.errors import ExtractorError
from extractors.llm.answers import held_to
from extractors.llm.faults import in_a_line
from extractors.llm.settings import Settings

IN_PROCESS = "llama_cpp"
"""The provider that is no server: llama.cpp in this process, with a GGUF file."""

# what they log of failed calls may hold what a server sent, a key among it; what matters of it is counted and told by the run
for _name in ("instructor", "openai", "anthropic", "google_genai"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)


def client_of(settings: Settings) -> AsyncInstructor:
    """A client for the model that is set, for one event loop. Raises ExtractorError where there can be none."""
    if settings.provider == IN_PROCESS:
        return _in_process(settings)
    options: dict[str, Any] = {"async_client": True}
    if settings.mode:
        options["mode"] = Mode[settings.mode.upper()]
    if settings.address and settings.provider in ("openai", "ollama"):
        options["base_url"] = settings.url or settings.address
    if settings.address and not os.environ.get("OPENAI_API_KEY"):
        options |= {"api_key": "none"} if settings.provider == "openai" else {}  # servers of one's own mostly ask for no key
    if settings.provider == "google":
        options["http_options"] = {"timeout": int(1000 * settings.timeout)} | ({"base_url": settings.url} if settings.url else {})
    try:
        client = instructor.from_provider(settings.model, **options)
    except Exception as error:  # of whatever kind, as each library has its own
        raise ExtractorError(f"{settings.model}: no client can be made: {in_a_line(error)}; `paperlake doctor` says what is set") from error
    library = client.client
    if hasattr(library, "max_retries"):
        library.max_retries = 0  # the run waits itself, counts the faults, and keeps to its pace
        library.timeout = settings.timeout
        if settings.url and settings.provider not in ("openai", "ollama"):
            library.base_url = settings.url
    elif settings.url and settings.provider != "google":
        raise ExtractorError(f"{settings.model}: PAPERLAKE_LLM_URL cannot be set for this provider; unset it")
    return client


def _in_process(settings: Settings) -> AsyncInstructor:
    complete = _llama(settings.name, settings.context)

    async def create(**asked: Any) -> Any:
        return await asyncio.to_thread(complete, asked)

    patched = instructor.patch(create=create, mode=Mode.JSON_SCHEMA)

    async def about_papers(context: dict[str, Any] | None, **asked: Any) -> Any:
        papers = list(context["conversation"].articles) if context else []
        return await patched(context=context, papers=papers, **asked)

    return AsyncInstructor(client=None, create=about_papers, mode=Mode.JSON_SCHEMA)


@functools.lru_cache(maxsize=1)
def _llama(file: str, context: int) -> Callable[[dict[str, Any]], Any]:
    """What completes chats by the model in a file, one at a time; it is loaded once."""
    if not Path(file).is_file():
        raise ExtractorError(f"{file}: there is no such file; PAPERLAKE_LLM=llama_cpp/PATH names a model in GGUF")
    try:
        from llama_cpp import Llama
    except ImportError as error:
        raise ExtractorError(f"llama.cpp is not installed ({error}): pip install 'paperlake[llama]'") from error
    try:
        llama = Llama(model_path=file, n_ctx=context, verbose=False)
    except (ValueError, OSError, AssertionError) as error:
        raise ExtractorError(f"{file}: llama.cpp cannot load it ({error}); give a model in GGUF") from error
    alone = threading.Lock()

    def complete(asked: dict[str, Any]) -> Any:
        schema, papers = asked["response_format"]["json_schema"]["schema"], asked.pop("papers")
        asked["messages"] = _told(schema, asked["messages"])
        asked["response_format"] = {"type": "json_object", "schema": held_to(schema, papers) if papers else schema}
        with alone:
            return llama.create_chat_completion_openai_v1(**asked)

    weakref.finalize(complete, llama.close)  # left to the end of the program, it would be freed by parts that are gone by then
    return complete


def _told(schema: dict[str, Any], messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages with the schema: llama.cpp makes its grammar of that, and shows the model nothing of what it says in words.

    It stands where all calls are the same, for llama.cpp does not read the beginning of a prompt again that it has just read.
    """
    first, *others = messages
    return [{**first, "content": f"{first['content']}\nThe schema:\n\n{json.dumps(schema)}\n"}, *others]
