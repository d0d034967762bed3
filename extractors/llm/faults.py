"""What may go wrong with a call, told apart by what is to be done about it, and told without any key."""

import os
import re
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from extractors.llm.spending import Stop
from extractors.retry_after import retry_after


class Remedy(StrEnum):
    """What is to be done about a fault."""

    WAIT = "wait"
    """The same call may succeed later."""
    ASK_AGAIN = "ask again"
    """The model answered, and may mend its answer when it is told what is wrong."""
    GIVE_UP = "give up"
    """This paper gets no answer; others may."""
    STOP = "stop"
    """No call of this run would get an answer, or none is to be made."""


class Fault(NamedTuple):
    """A fault of a call."""

    reason: str
    """A short code to count by."""
    detail: str
    """A sentence."""
    remedy: Remedy
    wait: float | None = None
    """Seconds that the provider asks for."""


_INVALID = {"json_invalid": "malformed", "another_paper": "another_paper", "ungrounded": "ungrounded"}
"""Reasons by pydantic's types of errors."""

_KEY_NAMES = re.compile(r"(?:API_?KEY|ACCESS_KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS)$", re.IGNORECASE)
_SHORTEST_KEY = 8
_SHOWN = 300

_Said = TypeVar("_Said")


def without_keys(said: _Said) -> _Said:
    """Text, or texts in lists and dictionaries, without any key that the environment holds."""
    if isinstance(said, str):
        for name, value in os.environ.items():
            if len(value) >= _SHORTEST_KEY and _KEY_NAMES.search(name):
                said = said.replace(value, "[key]")
        return said
    if isinstance(said, list):
        return [without_keys(each) for each in said]
    if isinstance(said, dict):
        return {without_keys(name): without_keys(each) for name, each in said.items()}
    return said


def in_a_line(error: BaseException) -> str:
    """What an error says, in one line, without keys or the user and password of an address."""
    said = without_keys(" ".join(str(error).split()).rstrip(".") or type(error).__name__)
    return re.sub(r"(?<=://)[^/\s@]+@", "", said)[:_SHOWN]


def fault_of(error: BaseException, response: Any = None) -> Fault:
    """What an error of a call means, with the last `response` that the call got."""
    if isinstance(error, Stop):
        return Fault(error.reason, str(error), Remedy.STOP)
    if refusal := _refusal(response):
        return Fault("refused", f"the model refuses: {refusal}", Remedy.GIVE_UP)
    names = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, ValidationError):
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        reason = _INVALID.get(problem["type"], "invalid")
        if reason == "malformed" and not _content(response):
            reason = "empty"
        where = ".".join(map(str, problem["loc"]))
        said = f"the answer is no right one: {f'{where}: ' if where else ''}{problem['msg']}"
        return Fault(reason, without_keys(said)[:_SHOWN], Remedy.ASK_AGAIN)
    if "JSONDecodeError" in names:
        return Fault("malformed", "the answer is no JSON", Remedy.ASK_AGAIN)
    if "ResponseParsingError" in names:
        return Fault("empty", "the answer holds nothing that could be read", Remedy.ASK_AGAIN)
    if "IncompleteOutputException" in names:
        return Fault("truncated", "the answer was cut off: PAPERLAKE_LLM_MAX_TOKENS may be too few", Remedy.GIVE_UP)
    if isinstance(error, ValueError | RecursionError) and response is not None:  # numbers of thousands of digits, hundreds of brackets
        return Fault("malformed", f"the answer cannot be read: {in_a_line(error)}", Remedy.ASK_AGAIN)
    if isinstance(error, AssertionError):  # so instructor says that a provider's safety rules stepped in
        return Fault("refused", "the model refuses", Remedy.GIVE_UP)
    if names & {"APITimeoutError", "TimeoutException", "TimeoutError"}:
        return Fault("timed_out", "no answer in time", Remedy.WAIT)
    if names & {"APIConnectionError", "TransportError", "ConnectionError", "ClientError"} and not _status(error):
        return Fault("no_connection", f"the connection failed: {in_a_line(error)}", Remedy.WAIT)
    return _by_status(_status(error), error)


# no money, or no key, in the words of OpenAI, Anthropic and Google, who say so under other numbers
_NOT_SERVED = re.compile(r"insufficient_quota|credit balance|api[ _]key not valid|API_KEY_INVALID", re.IGNORECASE)


def _by_status(status: int | None, error: BaseException) -> Fault:
    said = in_a_line(error)
    if status is None:
        return Fault("failed", f"{type(error).__name__}: {said}", Remedy.GIVE_UP)
    if status in (401, 402, 403, 404) or (status in (400, 429) and _NOT_SERVED.search(str(error))):
        return Fault("not_served", f"the provider serves nothing: {said}", Remedy.STOP)
    if status == 429:
        return Fault("rate_limited", said, Remedy.WAIT, retry_after(_headers(error)))
    if status in (408, 409) or status >= 500:
        return Fault("server_error", said, Remedy.WAIT, retry_after(_headers(error)))
    return Fault("not_taken", f"the provider does not take the call: {said}", Remedy.GIVE_UP)


def _status(error: BaseException) -> int | None:
    for name in ("status_code", "code"):
        if isinstance(status := getattr(error, name, None), int):
            return status
    return None


def _headers(error: BaseException) -> Any:
    return getattr(getattr(error, "response", None), "headers", None) or {}


def _choice(response: Any) -> Any:
    return next(iter(getattr(response, "choices", None) or ()), None)


def _content(response: Any) -> Any:
    message = getattr(_choice(response), "message", None)
    return getattr(message, "content", None) or getattr(message, "tool_calls", None)


def _refusal(response: Any) -> str | None:
    """What a model says where it does not want to answer, in the words of OpenAI's protocol or of Anthropic's."""
    choice = _choice(response)
    if refusal := getattr(getattr(choice, "message", None), "refusal", None):
        return without_keys(str(refusal))[:_SHOWN]
    if getattr(choice, "finish_reason", None) == "content_filter" or getattr(response, "stop_reason", None) == "refusal":
        return "its provider filtered the answer"
    return None
