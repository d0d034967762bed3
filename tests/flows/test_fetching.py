"""Fetching, against a server on loopback that misbehaves as servers do."""

import contextlib
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from filelock import FileLock
from werkzeug import Response

from flows import fetching
from flows.fetching import Day, FetchError, Patience, State, Watcher, fetch_daily, retry_after
from tests.paths import ROOT

MONDAY = date(2024, 6, 3)
NOW = datetime(2024, 6, 20, 12, tzinfo=UTC)
QUICK = Patience(attempts=3, timeout=0.3, answer=0.8, backoff=0.01, longest=3)


def paper(number=0):
    title = f"Foo-{number}B: a model"
    return {"title": title, "paper": {"id": f"2406.{number:05}", "title": title, "summary": f"We release Foo-{number}B."}}


def answer(*numbers):
    return json.dumps([paper(number) for number in numbers])


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def inbox(tmp_path):
    return tmp_path / "inbox"


class Api:
    """A server that plays, for each request in turn, the next of the answers it was given; the last one for ever."""

    def __init__(self, httpserver, path=fetching.PATH):
        self.answers = []
        self.times = []
        self.httpserver = httpserver
        self.url = httpserver.url_for("")
        httpserver.expect_request(path).respond_with_handler(self._play)

    def _play(self, request):
        self.times.append(time.monotonic())
        given = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(given, Response):
            return given
        given = given(request) if callable(given) else given
        return given if isinstance(given, Response) else Response(given, content_type="application/json")

    def plays(self, *answers):
        self.answers = list(answers)

    @property
    def requests(self):
        return [request for request, _ in self.httpserver.log]

    @property
    def asked(self):
        return [request.args["date"] for request in self.requests]


@pytest.fixture
def api(httpserver):
    return Api(httpserver)


@contextlib.contextmanager
def raw(*scripts):
    """The address of a server that sends, for each connection in turn, bytes as they are, and closes; a number is a pause in seconds."""
    served = []

    def serve(listener):
        for script in scripts:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.recv(65536)
                served.append(script)
                for piece in script:
                    if isinstance(piece, bytes):
                        connection.sendall(piece)
                    else:
                        time.sleep(piece)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", served


def whole(body, head=b""):
    return [b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(body), body]


def fetch(inbox, url, days=1, patience=QUICK, now=NOW, watcher=None):
    return fetch_daily(inbox, MONDAY, MONDAY + timedelta(days=days - 1), url, patience, watcher, now=lambda: now)


def failed(inbox, url, **options):
    """What is said of a day that could not be fetched, which left no file."""
    (outcome,) = fetch(inbox, url, **options)
    assert outcome.state is State.FAILED
    assert visible(inbox) == []
    assert list(inbox.glob(".daily*")) == []
    assert "2024-06-03: " in outcome.problem
    return outcome.problem


def visible(inbox):
    return sorted(file.name for file in inbox.iterdir() if not file.name.startswith("."))


class TestADay:
    def test_is_the_bytes_of_the_server_in_a_file_of_its_own(self, inbox, api):
        api.plays(answer(1, 2), " [ ] ", answer(3))
        outcomes = fetch(inbox, api.url, days=3)
        assert outcomes == [Day(MONDAY + timedelta(days=n), State.FETCHED, papers) for n, papers in enumerate((2, 0, 1))]
        assert visible(inbox) == ["daily-2024-06-03.json", "daily-2024-06-05.json"]
        assert (inbox / "daily-2024-06-03.json").read_text() == answer(1, 2)

    def test_is_asked_for_by_one_who_gives_a_name(self, inbox, api):
        api.plays(answer(1))
        fetch(inbox, api.url)
        (request,) = api.requests
        assert dict(request.args) == {"date": "2024-06-03", "limit": "100"}
        assert request.headers["User-Agent"].startswith("paperlake/")

    def test_that_is_there_is_not_asked_for(self, inbox, api):
        api.plays(answer(1), "[]")
        fetch(inbox, api.url, days=2)
        assert [outcome.state for outcome in fetch(inbox, api.url, days=3)] == [State.HAD, State.HAD, State.FETCHED]
        assert api.asked == ["2024-06-03", "2024-06-04", "2024-06-05"]

    def test_of_many_papers_is_one_array_of_all_pages(self, inbox, api):
        pages = [range(100), range(100, 200), range(200, 230)]
        api.plays(*(answer(*page) for page in pages))
        (outcome,) = fetch(inbox, api.url)
        assert outcome.papers == 230
        assert json.loads((inbox / "daily-2024-06-03.json").read_bytes()) == [paper(number) for number in range(230)]
        assert [request.args.get("p") for request in api.requests] == [None, "1", "2"]

    def test_of_just_a_page_has_an_empty_one_behind_it(self, inbox, api):
        api.plays(answer(*range(100)), "[]")
        assert fetch(inbox, api.url)[0].papers == 100
        assert len(json.loads((inbox / "daily-2024-06-03.json").read_bytes())) == 100

    def test_of_a_server_that_knows_no_pages_is_whole_or_fails(self, inbox, api):
        api.plays(answer(*range(100)))
        assert "page 1 is page 0 again" in failed(inbox, api.url)
        api.plays(answer(*range(150)))
        assert fetch(inbox, api.url)[0].papers == 150

    def test_without_end_fails(self, inbox, api):
        api.plays(lambda request: answer(*range(int(request.args.get("p", 0)), 100 + int(request.args.get("p", 0)))))
        assert "more than 50 pages" in failed(inbox, api.url)

    def test_compressed_on_the_way_is_plain_in_the_file(self, inbox):
        with raw(whole(gzip.compress(answer(1).encode()), b"Content-Encoding: gzip\r\n")) as (url, _):
            fetch(inbox, url)
        assert (inbox / "daily-2024-06-03.json").read_text() == answer(1)

    def test_can_be_read_as_a_dump(self, inbox, api, tmp_path):
        from flows import steps
        from warehouse import Lake

        api.plays(answer(*range(100)), answer(100), "[]")
        fetch(inbox, api.url, days=2)
        summary = steps.ingest(Lake(tmp_path / "lake"), [str(inbox)], steps.Options())
        assert summary.problems == []
        assert [dump.papers for dump in summary.dumps] == [101]


class TestADayThatIsNotOver:
    TODAY = datetime(2024, 6, 3, 23, 59, tzinfo=UTC)
    TOMORROW = datetime(2024, 6, 4, 0, 0, tzinfo=UTC)

    def test_is_asked_for_again_until_it_is(self, inbox, api):
        api.plays(answer(1), answer(1, 2), answer(1, 2, 3))
        for papers in (1, 2):
            assert fetch(inbox, api.url, now=self.TODAY) == [Day(MONDAY, State.FETCHED, papers, over=False)]
            assert visible(inbox) == ["daily-2024-06-03.so-far.json"]
        assert fetch(inbox, api.url, now=self.TOMORROW) == [Day(MONDAY, State.FETCHED, 3)]
        assert visible(inbox) == ["daily-2024-06-03.json"]
        assert fetch(inbox, api.url, now=self.TOMORROW) == [Day(MONDAY, State.HAD)]

    def test_may_be_empty_so_far(self, inbox, api):
        api.plays("[]", answer(1), "[]")
        fetch(inbox, api.url, now=self.TODAY)
        assert visible(inbox) == []
        assert fetch(inbox, api.url, now=self.TODAY)[0].papers == 1
        fetch(inbox, api.url, now=self.TOMORROW)
        assert visible(inbox) == []
        assert fetch(inbox, api.url, now=self.TOMORROW)[0].state is State.HAD

    def test_leaves_nothing_beside_the_whole_one_even_after_a_kill(self, inbox, api):
        api.plays(answer(1))
        fetch(inbox, api.url)
        (inbox / "daily-2024-06-03.so-far.json").write_text("[]")
        fetch(inbox, api.url)
        assert visible(inbox) == ["daily-2024-06-03.json"]


class TestWhatMayPass:
    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    def test_a_status_is_asked_again(self, inbox, api, status):
        api.plays(Response(status=status), Response(status=status), answer(1))
        assert fetch(inbox, api.url)[0].papers == 1
        assert len(api.requests) == 3

    def test_but_not_for_ever(self, inbox, api):
        api.plays(Response(status=503))
        problem = failed(inbox, api.url)
        assert "503 SERVICE UNAVAILABLE" in problem
        assert "(3 attempts)" in problem
        assert "again later" in problem
        assert len(api.requests) == QUICK.attempts

    def test_waits_grow(self, inbox, api):
        api.plays(Response(status=500))
        fetch(inbox, api.url, patience=Patience(attempts=4, backoff=0.1))
        waits = [later - earlier for earlier, later in zip(api.times, api.times[1:], strict=False)]
        assert all(least <= wait < 2 * least + 0.2 for least, wait in zip((0.1, 0.2, 0.4), waits, strict=True))

    def test_each_wait_is_told(self, inbox, api):
        heard = []

        class Ear(Watcher):
            def waiting(self, day, why):
                heard.append((day, why.split(",")[0]))

        api.plays(Response(status=500))
        fetch(inbox, api.url, watcher=Ear())
        assert heard == [(MONDAY, "the server answers 500 INTERNAL SERVER ERROR")] * 2

    def test_a_connection_that_drops_before_the_answer(self, inbox):
        with raw([], whole(answer(1).encode())) as (url, served):
            assert fetch(inbox, url)[0].papers == 1
        assert len(served) == 2

    def test_a_connection_that_drops_in_the_midst_of_the_answer(self, inbox):
        (head, body), dropped = whole(answer(1).encode()), answer(1).encode()[:40]
        chunk = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n28\r\n" + dropped + b"\r\n"
        with raw([head, dropped], [chunk], [head, body]) as (url, served):
            assert fetch(inbox, url)[0].papers == 1
        assert len(served) == 3
        assert (inbox / "daily-2024-06-03.json").read_text() == answer(1)

    def test_a_server_that_is_silent_too_long(self, inbox):
        with raw([0.4], whole(answer(1).encode())) as (url, served):
            assert fetch(inbox, url)[0].papers == 1
        assert len(served) == 2

    def test_an_answer_that_trickles(self, inbox):
        (head, body) = whole(answer(1).encode())
        trickle = [head, *(piece for letter in body for piece in (bytes([letter]), 0.1))]
        began = time.monotonic()
        with raw(trickle) as (url, _):
            assert "no whole answer within 0.8 seconds" in failed(inbox, url, patience=Patience(1, 0.3, 0.8, 0.01))
        assert time.monotonic() - began < 2

    def test_a_server_that_is_not_there(self, inbox):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        assert f"http://127.0.0.1:{port}/api/daily_papers?date=2024-06-03" in failed(inbox, f"http://127.0.0.1:{port}")

    def test_days_in_a_row_without_an_answer_end_the_run_and_the_next_goes_on(self, inbox, api):
        api.plays(answer(1), Response(status=503))
        states = [outcome.state for outcome in fetch(inbox, api.url, days=6)]
        assert states == [State.FETCHED, *[State.FAILED] * fetching.HOPELESS, State.NOT_ASKED, State.NOT_ASKED]
        assert len(api.requests) == 1 + fetching.HOPELESS * QUICK.attempts
        api.plays(answer(2))
        assert [outcome.state for outcome in fetch(inbox, api.url, days=6)] == [State.HAD, *[State.FETCHED] * 5]

    def test_days_without_an_answer_here_and_there_do_not(self, inbox, api):
        silent = [Response(status=503)] * QUICK.attempts
        api.plays(*silent, *silent, answer(1), *silent, *silent, Response(status=404), *silent, *silent, answer(2))
        states = [outcome.state for outcome in fetch(inbox, api.url, days=9)]
        assert states == [State.FAILED, State.FAILED, State.FETCHED, *[State.FAILED] * 5, State.FETCHED]


class TestRetryAfter:
    def test_in_seconds(self, inbox, api):
        api.plays(Response(status=429, headers={"Retry-After": "1"}), answer(1))
        assert fetch(inbox, api.url)[0].papers == 1
        assert 1 <= api.times[1] - api.times[0] < 1.5

    def test_as_a_date(self, inbox, api):
        def later(request):
            return Response(status=503, headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)})

        api.plays(later, answer(1))
        assert fetch(inbox, api.url)[0].papers == 1
        assert 0.9 <= api.times[1] - api.times[0] < 3

    def test_at_once_is_not_faster_than_the_backoff(self, inbox, api):
        api.plays(Response(status=429, headers={"Retry-After": "0"}), answer(1))
        fetch(inbox, api.url, patience=Patience(backoff=0.3))
        assert 0.3 <= api.times[1] - api.times[0] < 1

    def test_nor_is_the_backoff_longer_than_the_longest_wait(self, inbox, api):
        api.plays(Response(status=429, headers={"Retry-After": "0"}), Response(status=500), answer(1))
        fetch(inbox, api.url, patience=Patience(backoff=60, longest=0.1))
        assert api.times[2] - api.times[0] < 2

    def test_beyond_patience_the_server_is_left_alone(self, inbox, api):
        api.plays(Response(status=429, headers={"Retry-After": "86400"}))
        began = time.monotonic()
        outcomes = fetch(inbox, api.url, days=3)
        assert [outcome.state for outcome in outcomes] == [State.FAILED, State.NOT_ASKED, State.NOT_ASKED]
        assert "left alone for 86,400 seconds" in outcomes[0].problem
        assert len(api.requests) == 1
        assert time.monotonic() - began < 1

    @pytest.mark.parametrize(
        ("stated", "seconds"),
        [
            ("7", 7),
            (" 0 ", 0),
            ("Mon, 03 Jun 2024 12:01:00 GMT", 60),
            ("Monday, 03-Jun-24 12:01:00 GMT", 60),
            ("Mon Jun  3 12:01:00 2024", 60),
            ("Mon, 03 Jun 2024 11:00:00 GMT", 0),
            ("9" * 5000, float("inf")),
            ("soon", None),
            ("-1", None),
            ("1.5", None),
            ("٣", None),
            ("", None),
            ("Mon, 03 Jun 99999999999 11:00:00 GMT", None),
        ],
    )
    def test_is_read_by_the_clock_of_the_server(self, stated, seconds):
        headers = {"Retry-After": stated.encode(), "Date": b"Mon, 03 Jun 2024 12:00:00 GMT"}
        assert retry_after(httpx.Headers(headers)) == seconds

    def test_is_read_by_ones_own_clock_where_the_server_has_none(self):
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
        assert 55 < retry_after(httpx.Headers({"Retry-After": moment})) <= 60


class TestWhatStays:
    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 501])
    def test_a_status_is_not_asked_again_and_the_next_day_is(self, inbox, api, status):
        api.plays(Response(status=status), answer(1))
        first, second = fetch(inbox, api.url, days=2)
        assert (first.state, second.state) == (State.FAILED, State.FETCHED)
        assert f"answers {status}" in first.problem
        assert len(api.requests) == 2

    @pytest.mark.parametrize(
        "body",
        ["", "<html>Sign in</html>", answer(1)[:-1], '[{"a": NaN}]', "[1,]", "[" * 100_000, b"[\xff]", f"[{'9' * 5000}]", answer(1) + "x"],
        ids=range(9),
    )
    def test_an_answer_that_is_no_json(self, inbox, api, body):
        api.plays(body)
        assert "no JSON (" in failed(inbox, api.url)
        assert len(api.requests) == 1

    @pytest.mark.parametrize("body", ['{"error": "no such day"}', "null", "3", '"[]"'])
    def test_an_answer_that_is_no_array_is_shown(self, inbox, api, body):
        api.plays(body)
        assert repr(body) in failed(inbox, api.url)

    def test_a_body_cut_off_where_no_length_was_told(self, inbox):
        with raw([b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", answer(1)[:40].encode()]) as (url, _):
            assert "no JSON" in failed(inbox, url)

    def test_a_body_that_is_not_compressed_as_it_says(self, inbox):
        with raw(whole(b"not gzip", b"Content-Encoding: gzip\r\n")) as (url, served):
            failed(inbox, url)
        assert len(served) == 1

    @pytest.mark.parametrize("squeeze", [False, True])
    def test_a_body_without_measure(self, inbox, monkeypatch, squeeze):
        monkeypatch.setattr(fetching, "ANSWER_LIMIT", 100_000)
        body = b"[" + b" " * 200_000 + b"]"
        script = whole(gzip.compress(body), b"Content-Encoding: gzip\r\n") if squeeze else whole(body)
        with raw(script) as (url, _):
            assert "more than 100,000 bytes" in failed(inbox, url)

    def test_a_page_that_fails_fails_the_day(self, inbox, api):
        api.plays(answer(*range(100)), Response(status=404))
        assert "p=1" in failed(inbox, api.url)

    def test_redirects_are_followed_but_not_in_circles(self, inbox, api):
        api.httpserver.expect_request("/old").respond_with_handler(lambda _: Response(status=308, headers={"Location": fetching.PATH}))
        api.httpserver.expect_request("/round").respond_with_handler(lambda _: Response(status=302, headers={"Location": "/round"}))
        api.httpserver.expect_request("/away").respond_with_handler(lambda _: Response(status=302, headers={"Location": "ftp://x/"}))
        api.plays(answer(1))
        for path in ("round", "away"):
            failed(inbox, f"{api.url}{path}")
        assert fetch(inbox, f"{api.url}old")[0].papers == 1

    def test_no_password_is_shown(self, inbox, api):
        api.plays(Response(status=404))
        assert "secret" not in failed(inbox, api.url.replace("http://", "http://me:secret@"))


class TestTheRequest:
    @pytest.mark.parametrize("url", ["", "huggingface.co", "ftp://huggingface.co", "http://", "http://[::1", "http://x:99999999/"])
    def test_an_address_that_is_none(self, inbox, url):
        with pytest.raises(FetchError, match=fetching.DAILY_URL):
            fetch(inbox, url)
        assert not inbox.exists()

    def test_an_address_with_a_path_is_taken_as_it_is(self, inbox, httpserver):
        api = Api(httpserver, "/mirror/papers")
        api.plays(answer(1))
        fetch(inbox, httpserver.url_for("/mirror/papers?key=x"))
        assert dict(api.requests[0].args) == {"key": "x", "date": "2024-06-03", "limit": "100"}

    def test_a_range_that_is_none_or_to_come(self, inbox):
        with pytest.raises(FetchError, match="before it begins"):
            fetch(inbox, "http://x", days=0)
        with pytest.raises(FetchError, match="2024-06-04 is yet to come"):
            fetch(inbox, "http://x", days=2, now=datetime(2024, 6, 3, tzinfo=UTC))
        assert not inbox.exists()

    def test_an_inbox_that_is_a_file(self, inbox):
        inbox.write_text("mine")
        with pytest.raises(FetchError, match=f"{inbox}: cannot be written"):
            fetch(inbox, "http://x")
        assert inbox.read_text() == "mine"

    def test_a_proxy_that_cannot_be_used(self, inbox, monkeypatch):
        monkeypatch.delenv("NO_PROXY")
        monkeypatch.setenv("ALL_PROXY", "gopher://x")
        with pytest.raises(FetchError, match="ALL_PROXY"):
            fetch(inbox, "http://x")

    def test_one_run_at_a_time(self, inbox):
        inbox.mkdir()
        with FileLock(inbox / ".fetch.lock"), pytest.raises(FetchError, match="another run"):
            fetch(inbox, "http://x")

    def test_what_cannot_be_written_ends_the_run(self, inbox, api):
        api.plays(answer(1))
        (inbox / "daily-2024-06-03.json").mkdir(parents=True)
        first, second = fetch(inbox, api.url, days=2)
        assert (first.state, second.state) == (State.FAILED, State.NOT_ASKED)
        assert f"cannot be written into {inbox}: Is a directory" in first.problem


def test_a_run_that_is_killed_leaves_whole_files_and_the_next_goes_on(inbox, api):
    reached, let_go = threading.Event(), threading.Event()

    def hang(request):
        if request.args.get("p"):
            reached.set()
            let_go.wait(20)
        return answer(*range(100))

    api.plays(answer(1), answer(2), hang)
    command = [sys.executable, "-m", "paperlake", "fetch", "daily", "--since", "2024-06-03", "--until", "2024-06-06"]
    run = subprocess.Popen([*command, "--inbox", str(inbox), "--base-url", api.url], stderr=subprocess.DEVNULL, env=os.environ)
    try:
        assert reached.wait(20)
        for day in ("2024-06-05", "2024-05-31"):  # as if it had been writing
            (inbox / f".daily-{day}.json.part").write_text("[{")
        run.send_signal(signal.SIGKILL)
        assert run.wait(10) == -signal.SIGKILL
    finally:
        run.kill()
        let_go.set()
    assert visible(inbox) == ["daily-2024-06-03.json", "daily-2024-06-04.json"]
    before = len(api.requests)
    api.plays(answer(3))
    assert [outcome.state for outcome in fetch(inbox, api.url, days=4)] == [State.HAD, State.HAD, State.FETCHED, State.FETCHED]
    assert api.asked[before:][-2:] == ["2024-06-05", "2024-06-06"]
    assert "2024-06-03" not in api.asked[before:]
    assert list(inbox.glob(".*.part")) == []
    assert [len(json.loads(file.read_bytes())) for file in sorted(inbox.glob("daily-*"))] == [1, 1, 1, 1]


def test_a_file_is_never_seen_in_part(inbox, api):
    big = json.dumps([paper(number) | {"padding": "x" * 200_000} for number in range(90)])
    seen, done = [], threading.Event()

    def look():
        while not done.is_set():
            with contextlib.suppress(FileNotFoundError):
                seen.append((inbox / "daily-2024-06-03.json").stat().st_size)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    api.plays(big)
    fetch(inbox, api.url, patience=Patience())
    done.set()
    thread.join()
    assert set(seen) <= {len(big)}


def test_prefect_is_not_needed():
    code = "import flows.fetching, sys; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
