"""What the flows share: where the lake is, which failures may pass, and what a run shows of itself in Prefect's pages."""

import errno
import inspect
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.runtime import deployment
from prefect.tasks import exponential_backoff
from prefect.variables import Variable
from pydantic import Field
from pydantic.fields import FieldInfo

from extractors.base import Extractor, Limits
from extractors.registry import EXTRACTORS, find_extractor
from flows import reports
from flows.steps import UsageError
from warehouse import Lake

ExtractorName = Annotated[Literal[tuple(EXTRACTORS)], Field(description="What reads facts out of the texts")]
MaxCost = Annotated[float | None, Field(description="Dollars that a language model may cost at most; the rest is for the next run", ge=0)]
MaxPapers = Annotated[int | None, Field(description="Papers put to a language model at most; the rest is for the next run", ge=1)]
LakeFolder = Annotated[
    str | None,
    Field(description="Absolute path of the lake; without it, what PAPERLAKE_LAKE says to the worker, or the variable paperlake_lake"),
]
InboxFolder = Annotated[
    str | None,
    Field(description="Absolute path of the inbox; without it, what PAPERLAKE_INBOX says to the worker, or the variable paperlake_inbox"),
]

EXTRACTING = "paperlake-extract"
"""Tag of the tasks that extract. A limit of this name on the server says how many run at a time, over all runs."""

HOUR = 3600
"""In seconds, for timeouts. Tasks in threads have none of their own: the flow's counts."""

_PASSING = {
    getattr(errno, name)
    for name in (
        "EAGAIN EBUSY ECONNABORTED ECONNREFUSED ECONNRESET EDQUOT EHOSTDOWN EHOSTUNREACH EINTR EIO EMFILE ENETDOWN ENETRESET "
        "ENETUNREACH ENFILE ENOBUFS ENOLCK ENOMEM ENOSPC EPIPE EREMOTEIO ESTALE ETIMEDOUT ETXTBSY"
    ).split()
    if hasattr(errno, name)
}
"""What the system says of a disk that is full, or of one across a network that does not answer: another attempt may succeed."""


def described(flow: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose docstring tells its parameters, as it is there that Prefect's form looks for what pydantic's fields say."""
    hints = get_type_hints(flow, include_extras=True)
    told = {
        name: each.description for name, hint in hints.items() for each in getattr(hint, "__metadata__", ()) if isinstance(each, FieldInfo)
    }
    flow.__doc__ = "\n".join([inspect.getdoc(flow) or "", "", "Args:", *(f"    {name}: {what}" for name, what in told.items())])
    return flow


def may_pass(error: BaseException | None) -> bool:
    """May another attempt succeed? So it may with a full or a remote disk; never with a damaged dump, nor with one that is not there."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _PASSING:
            return True
        error = error.__cause__
    return False


def _is_tried_again(_task: Any, _run: Any, state: Any) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, Exception) and may_pass(error)


# The lake is the memory of what was done: Prefect's cache would return the answers of an extractor that has changed since.
STEP: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(5),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _is_tried_again,
}
"""How every task runs: tried again where what went wrong may pass, after 5 seconds, 10 and 20, each give or take a half."""


@lru_cache(maxsize=2)
def extractor_of_run(name: str, limits: Limits, _run: str) -> Extractor:
    """The extractor of a flow's run, one for all its tasks: what it spends counts together. Raises ExtractorError."""
    return find_extractor(name, limits)


def lake_at(given: str | None) -> Lake:
    """The lake of this run. Raises UsageError for a deployment whose lake is not known, or not by an absolute path."""
    return Lake(_folder("lake", given))


def inbox_at(given: str | None) -> Path:
    """The inbox of this run. Raises UsageError, as `lake_at` does."""
    return _folder("inbox", given)


def _folder(what: str, given: str | None) -> Path:
    """A folder that is given, or named by the environment or by a variable of the server; ./WHAT where the flow is run by hand."""
    setting, variable = f"PAPERLAKE_{what.upper()}", f"paperlake_{what}"
    named = given or os.environ.get(setting)
    if deployment.id is None:
        return Path(named or what)
    named = named or Variable.get(variable)
    ways = f"give the parameter `{what}`, set {setting} where the worker runs, or run `prefect variable set {variable} /ABSOLUTE/PATH`"
    if not named:
        raise UsageError(f"a deployment must be told where its {what} is: {ways}")
    if not Path(str(named)).is_absolute():
        raise UsageError(f"the {what} of a deployment must be an absolute path, and {named!r} depends on where the worker runs: {ways}")
    return Path(str(named))


class Progress:
    """How far a run is, as an artifact that moves; it is there from the first step that is not the last."""

    _EVERY = 2.0

    def __init__(self, key: str, description: str):
        self._key, self._description = key, description
        self._id: Any = None
        self._told = 0.0

    def __call__(self, done: float, total: float) -> None:
        """Say how much is done of how much."""
        finished = done >= total
        if finished and self._id is None:
            return
        if not finished and time.monotonic() - self._told < self._EVERY:
            return
        self._told = time.monotonic()
        percent = 100 * done / total if total else 100.0
        if self._id is None:
            self._id = create_progress_artifact(progress=percent, key=self._key, description=self._description)
        else:
            update_progress_artifact(self._id, progress=percent)


@contextmanager
def shown_tables(lake: Lake) -> Iterator[None]:
    """At the end, an artifact per table with its rows and its path, where the tables are not those that it shows already."""
    yield
    if not lake.current.exists():
        return
    # of all tables in one request
    asked = {"artifacts": {"key": {"like_": "table-%"}}, "limit": 200}
    with get_client(sync_client=True) as client:
        shown = {latest["key"]: latest["description"] for latest in client.request("POST", "/artifacts/latest/filter", json=asked).json()}
    for table, facts in reports.table_rows(lake).items():
        key = f"table-{table.replace('_', '-')}"
        description = f"{table}: {facts['rows']} rows, snapshot {facts['snapshot']} of {lake.path}"
        if shown.get(key) != description:
            create_table_artifact([facts], key=key, description=description)


def show_spending(spending: dict[str, Any] | None) -> None:
    """An artifact of what a run asked of a language model, and what that cost, where it did."""
    if spending:
        rows = [{"what": name, "value": str(value)} for name, value in spending.items()]
        create_table_artifact(rows, key="spending", description=reports.spent(spending))


def named(name: str, count: int) -> str:
    """One of several things by its name, and how many more there are."""
    return name + (f" and {count - 1} more" if count > 1 else "")
