"""Fetching dumps: the pages of the Daily Papers API, a file a day, into a folder that `ingest` can be given.

Nothing here knows of Prefect. One run at a time works in an inbox, with one request at a time. The inbox is the memory: a day whose
file is there is not asked for again, so that a run that was stopped goes on where it was. A day that was not over, in UTC, when it was
asked for has a name of its own, and is asked for again until it is.
"""

import json
import random
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from logging import NullHandler, getLogger
from pathlib import Path

import httpx
import stamina
from filelock import FileLock, Timeout

from extractors.errors import ExtractorError
from extractors.retry_after import retry_after
from warehouse.files import publish, sync

getLogger("stamina").addHandler(NullHandler())  # whoever watches a run is told of its waits; a log that nobody asked for is not printed

DAILY_URL = "https://huggingface.co/api/daily_papers"
PATH = "/api/daily_papers"
"""Where the API is on a host that is given without a path."""

PAGE = 100
"""Papers asked for at a time, the most that the API gives; a page that has as many is not the last."""

PAGES_LIMIT = 50
ANSWER_LIMIT = 64 * 1024 * 1024
"""The most pages of a day, and bytes of a page, that are believed; a day has some dozens of papers of some kilobytes."""

HOPELESS = 3
"""After so many days in a row without an answer, the rest of the days are not asked for."""

MAY_PASS = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses that another attempt may not meet."""


class FetchError(ExtractorError):
    """A request to fetch that cannot be carried out as it was given."""


@dataclass(frozen=True)
class Patience:
    """How long a server is waited for, in seconds, and how often it is asked."""

    attempts: int = 5
    """Of one page, in all."""
    timeout: float = 30.0
    """For a connection, and for the next bytes of an answer."""
    answer: float = 300.0
    """For a whole answer, however it trickles."""
    backoff: float = 1.0
    """Before the second attempt; each further time twice that, and up to as much again by chance."""
    longest: float = 300.0
    """Between two attempts. A server that asks for more, by `Retry-After`, is left alone at once."""


class State(StrEnum):
    """What became of a day."""

    FETCHED = "fetched"
    HAD = "had already"
    FAILED = "failed"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Day:
    """A day of a run."""

    day: date
    state: State
    papers: int = 0
    """Fetched in this run."""
    over: bool = True
    """Was the day over when it was asked for? Else it is asked for again next time."""
    problem: str | None = None
    """Why it is not in the inbox, in a sentence."""


class Watcher:
    """Sees a run go by: override what is of interest. The base class sees nothing."""

    def fetching(self, day: date) -> None:
        """A day is about to be asked for."""

    def waiting(self, day: date, why: str) -> None:
        """A day could not be had, and will be asked for again after a wait."""

    def done(self, outcome: Day) -> None:
        """It is known what became of a day."""


class _Failure(Exception):
    """Why a page could not be had, and what to do about it."""

    def __init__(self, what: str, remedy: str, *, may_pass: bool = False, wait: float | None = None, stops: bool = False):
        super().__init__(what)
        self.remedy = remedy
        self.may_pass = may_pass
        self.wait = wait
        """Seconds that the server asks for."""
        self.stops = stops
        """Would the next days fail for the same reason?"""


_LATER = "run the command again later, days that are here are not fetched again"
_ADDRESS = "check the base URL"


def yesterday() -> date:
    """The last day that is over, in UTC."""
    return _now().date() - timedelta(days=1)


def _now() -> datetime:
    return datetime.now(UTC)


def fetch_daily(
    inbox: Path,
    since: date,
    until: date,
    base_url: str = DAILY_URL,
    patience: Patience | None = None,
    watcher: Watcher | None = None,
    now: Callable[[], datetime] = _now,
) -> list[Day]:
    """Fetch the days from `since` to `until`, both included, that the inbox does not have, and say what became of each.

    What is wrong with one day stops that day alone, unless the next ones would meet it as well. Raises FetchError for a range
    or an address that is none, and for an inbox that cannot be written, or where another run is at work.
    """
    patience, watcher = patience or Patience(), watcher or Watcher()
    address = _address(base_url)
    _check(since, until, now().date())
    outcomes: list[Day] = []
    silent, stopped = 0, False
    with _held(inbox), _client(patience) as client:
        for day in (since + timedelta(days=number) for number in range((until - since).days + 1)):
            if _is_had(inbox, day):
                outcome = Day(day, State.HAD)
            elif stopped:
                outcome = Day(day, State.NOT_ASKED)
            else:
                watcher.fetching(day)
                over = day < now().date()
                try:
                    body, papers = _fetch_day(client, address, day, patience, watcher)
                    _store(inbox, day, body, papers, over)
                    outcome = Day(day, State.FETCHED, papers, over)
                    silent = 0
                except _Failure as failure:
                    tried = f" ({patience.attempts} attempts)" if failure.may_pass else ""
                    outcome = Day(day, State.FAILED, over=over, problem=f"{day}: {failure}{tried}; {failure.remedy}")
                    silent = silent + 1 if failure.may_pass else 0
                    stopped = failure.stops or silent == HOPELESS
            outcomes.append(outcome)
            watcher.done(outcome)
    return outcomes


def file_of(inbox: Path, day: date, over: bool = True) -> Path:
    """Where a day's papers are: under another name while the day is not over, for then more are to come."""
    return inbox / f"daily-{day}{'' if over else '.so-far'}.json"


def _empty_file_of(inbox: Path, day: date) -> Path:
    """Where it is written down that a day that is over has no papers: hidden, for an ingest calls a dump without papers wrong."""
    return inbox / f".daily-{day}.json"


def _check(since: date, until: date, today: date) -> None:
    if since > until:
        raise FetchError(f"the range ends before it begins: since {since}, until {until}; give the earlier day as since")
    if until > today:
        raise FetchError(f"{until} is yet to come: it is {today} in UTC; fetch until then at most")


def _address(base_url: str) -> httpx.URL:
    """The address of the API. Raises FetchError for what is none."""
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL as error:
        raise FetchError(f"{base_url!r} is no address: {error}; give one such as {DAILY_URL}") from error
    if url.scheme not in ("http", "https") or not url.host or not 0 < (url.port or 80) < 65536:
        raise FetchError(f"{base_url!r} is no address of a web server; give one such as {DAILY_URL}")
    return url if url.path.strip("/") else url.copy_with(path=PATH)


@contextmanager
def _held(inbox: Path) -> Iterator[None]:
    """The inbox, for this run alone, and without what a killed run left half written."""
    try:
        inbox.mkdir(parents=True, exist_ok=True)
        lock = FileLock(inbox / ".fetch.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise FetchError(f"{inbox}: another run is fetching into this inbox; wait for its end, or give another inbox") from error
    except OSError as error:
        raise FetchError(f"{inbox}: cannot be written: {error.strerror or error}; give a folder as the inbox") from error
    try:
        for leftover in inbox.glob(".daily-*.part"):
            leftover.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def _client(patience: Patience) -> httpx.Client:
    try:
        release = version("paperlake")
    except PackageNotFoundError:  # run from its folder, not installed
        release = "dev"
    headers = {"User-Agent": f"paperlake/{release}", "Accept": "application/json"}
    try:
        return httpx.Client(headers=headers, timeout=patience.timeout, follow_redirects=True, max_redirects=5)
    except (httpx.InvalidURL, ImportError, OSError, ValueError) as error:
        what = f"no connection can be made with the proxy or the certificates that the environment names: {error}"
        raise FetchError(f"{what}; check HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE and SSL_CERT_DIR") from error


def _is_had(inbox: Path, day: date) -> bool:
    had = file_of(inbox, day).is_file() or _empty_file_of(inbox, day).is_file()
    if had:
        file_of(inbox, day, over=False).unlink(missing_ok=True)  # a run was killed between the two
    return had


def _store(inbox: Path, day: date, body: bytes, papers: int, over: bool) -> None:
    """Put a day into the inbox, whole or not at all, in the place of what was had of it before."""
    so_far = file_of(inbox, day, over=False)
    part = inbox / f".daily-{day}.json.part"
    try:
        if papers or over:
            part.write_bytes(body)
            publish(part, file_of(inbox, day, over) if papers else _empty_file_of(inbox, day))
        if (over or not papers) and so_far.exists():
            so_far.unlink()
            sync(inbox)
    except OSError as error:
        raise _Failure(
            f"it cannot be written into {inbox}: {error.strerror or error}", "make room, or give another inbox", stops=True
        ) from error


def _fetch_day(client: httpx.Client, address: httpx.URL, day: date, patience: Patience, watcher: Watcher) -> tuple[bytes, int]:
    """All papers of a day as one JSON array, in the bytes of the server, and how many they are."""
    pages: list[bytes] = []
    papers = 0
    for number in range(PAGES_LIMIT):
        asked = {"date": str(day), "limit": PAGE} | ({"p": number} if number else {})
        url = address.copy_merge_params(asked)
        page = _patiently(lambda url=url: _answer(client, url, patience), patience, lambda why: watcher.waiting(day, why))
        inner, count = _elements(page, url)
        if count and pages and inner == pages[-1]:
            raise _Failure(f"page {number} is page {number - 1} again, {_shown(url)}", _ADDRESS)
        if count:
            pages.append(inner)
            papers += count
        if count != PAGE:  # fewer are the last ones; more are all, of a server that knows no pages
            return b"[" + b",".join(pages) + b"]", papers
    raise _Failure(f"more than {PAGES_LIMIT} pages, {_shown(address)}", _ADDRESS)


def _patiently(ask: Callable[[], bytes], patience: Patience, waiting: Callable[[str], None]) -> bytes:
    """What is asked for, in as many attempts as patience allows where a failure may pass."""
    tried = 0

    def wait(error: Exception) -> bool | float:
        """Is it asked again, and after how many seconds, if that is not by the rule?"""
        if not isinstance(error, _Failure) or not error.may_pass:
            return False
        if tried < patience.attempts:
            waiting(str(error))
        if error.wait is None:
            return True
        return min(max(error.wait, patience.backoff) + random.uniform(0, patience.backoff), patience.longest)

    waits = {"wait_initial": patience.backoff, "wait_jitter": patience.backoff, "wait_max": patience.longest}
    for attempt in stamina.retry_context(on=wait, attempts=patience.attempts, timeout=None, **waits):
        with attempt:
            tried = attempt.num
            return ask()
    raise AssertionError("the last attempt returns or raises")


def _answer(client: httpx.Client, url: httpx.URL, patience: Patience) -> bytes:
    """The body of one answer. Raises _Failure for anything else."""
    try:
        return _body(client, url, patience)
    except httpx.TimeoutException as error:
        raise _Failure(f"no answer within {patience.timeout:g} seconds, {_shown(url)}", _LATER, may_pass=True) from error
    except (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError) as error:
        if _is_distrust(error):
            raise _Failure(f"{error}, {_shown(url)}", f"{_ADDRESS}, and the certificates of this machine", stops=True) from error
        what = f"the connection failed ({error or type(error).__name__}), {_shown(url)}"
        raise _Failure(what, f"{_ADDRESS}, or {_LATER}", may_pass=True) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _Failure(f"{error or type(error).__name__}, {_shown(url)}", _ADDRESS) from error


def _body(client: httpx.Client, url: httpx.URL, patience: Patience) -> bytes:
    deadline = time.monotonic() + patience.answer
    with client.stream("GET", url) as response:
        if response.status_code != httpx.codes.OK:
            raise _refusal(response, patience)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > ANSWER_LIMIT:
                raise _Failure(f"an answer of more than {ANSWER_LIMIT:,} bytes, {_shown(url)}", _ADDRESS)
            if time.monotonic() > deadline:
                raise _Failure(f"no whole answer within {patience.answer:g} seconds, {_shown(url)}", _LATER, may_pass=True)
    return bytes(body)


def _refusal(response: httpx.Response, patience: Patience) -> _Failure:
    """What an answer other than a page means."""
    status = response.status_code
    what = f"the server answers {status} {response.reason_phrase}".rstrip() + f", {_shown(response.url)}"
    if status not in MAY_PASS:
        return _Failure(what, f"{_ADDRESS}, and that the server may be asked for this day")
    wait = retry_after(response.headers)
    if wait:
        what += f", and asks to be left alone for {wait:,.0f} seconds"
    if wait is not None and wait > patience.longest:
        return _Failure(what, _LATER, stops=True)
    return _Failure(what, _LATER, may_pass=True, wait=wait)


def _elements(page: bytes, url: httpx.URL) -> tuple[bytes, int]:
    """What stands between the brackets of a JSON array, and how many elements that is. Raises _Failure for what is no array."""
    try:
        text = page.decode("utf-8-sig").strip(" \t\r\n")
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _Failure(f"the answer is no JSON ({error}), {_shown(url)}", f"{_ADDRESS}, and run the command again") from error
    if not isinstance(value, list):
        raise _Failure(f"the answer is no JSON array but begins {text[:60]!r}, {_shown(url)}", _ADDRESS)
    return text[1:-1].encode(), len(value)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _is_distrust(error: BaseException | None) -> bool:
    """Did a connection fail because of the server's certificate?"""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _shown(url: httpx.URL) -> str:
    """An address without the password that may be in it."""
    return str(url.copy_with(userinfo=b""))
