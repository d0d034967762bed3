"""A server on loopback that speaks the protocols of OpenAI, Anthropic and Google, and plays a script per paper.

A script is a list of plays, one for each call about the paper; the last one is played again and again. A paper without a script is
answered by `rows`, or with no rows. `python -m tests.llm_server` runs it alone.
"""

import json
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from schemas import FACT_TABLES

_FENCE = re.compile(r"^<<<paper ([0-9a-f]{16})$", re.MULTILINE)
EMPTY: dict[str, list] = {table: [] for table in FACT_TABLES}


@dataclass(frozen=True)
class Play:
    """What the server does with one call."""

    rows: Mapping[str, Any] | None = None
    """The answer, by table; null: that of the paper."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    """Said instead of an answer."""
    name: str | None = None
    """The id under which the answer stands; null: the paper's."""
    finish: str = "stop"
    refusal: str | None = None
    tokens: tuple[int, int] | None = None
    """That it says it took, in and out."""
    seconds: float = 0.0
    drop: bool = False
    """Close the connection without a word."""


@dataclass(frozen=True)
class Call:
    """A call that the server got."""

    papers: tuple[str, ...]
    messages: list[dict[str, Any]]
    asked: dict[str, Any]
    authorization: str
    status: int
    """What it was answered with; 0 where the connection was dropped."""
    began: float
    """When it came, in seconds since 1970."""


class Server:
    """The server: its address, what it plays, and the calls that it got."""

    def __init__(self, rows: Mapping[str, Mapping[str, list]] | None = None, seconds: float = 0.0):
        self.rows = dict(rows or {})
        self.scripts: dict[str, list[Play]] = {}
        self.calls: list[Call] = []
        self.seconds = seconds
        """That each call takes."""
        self.url = ""
        self._lock = threading.Lock()
        self.turns: dict[str, int] = {}
        """Of each paper with a script, how often it was played."""

    def about(self, paper: str) -> list[Call]:
        """The calls about a paper."""
        return [call for call in self.calls if paper in call.papers]

    def play_of(self, papers: tuple[str, ...]) -> Play:
        """What comes next for a call: by the script of the first of its papers that has one."""
        with self._lock:
            for paper in papers:
                if script := self.scripts.get(paper):
                    turn = self.turns.get(paper, 0)
                    self.turns[paper] = turn + 1
                    return script[min(turn, len(script) - 1)]
        return Play(body='{"ready": true}') if papers == ("",) else Play()

    def answer(self, play: Play, papers: tuple[str, ...]) -> str:
        """The arguments of the tool call, or the content, as JSON."""
        if play.body is not None:
            return play.body
        said = [{"paper": play.name or paper, **(self.rows.get(paper, EMPTY) if play.rows is None else play.rows)} for paper in papers]
        return json.dumps({"papers": said})

    @contextmanager
    def running(self):
        """Serve, and say where."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


def papers_in(messages: list[dict[str, Any]]) -> tuple[str, ...]:
    """The papers that a call is about; one without a name where it is about none."""
    user = next(message["content"] for message in messages if message["role"] == "user")
    return tuple(_FENCE.findall(user)) or ("",)


def _handler(plays: Server) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            began = time.time()
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            protocol = next(each for each in _PROTOCOLS if each.path in self.path)
            messages = protocol.messages(asked)
            papers = papers_in(messages)
            play = plays.play_of(papers)
            time.sleep(plays.seconds + play.seconds)
            status = 0 if play.drop else play.status
            authorization = next((self.headers[name] for name in _KEY_HEADERS if name in self.headers), "")
            plays.calls.append(Call(papers, messages, asked, authorization, status, began))
            if play.drop:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            refused = {"error": {"message": play.body or "no"}}
            body = refused if play.status != 200 else protocol.answer(asked, plays.answer(play, papers), play)
            self._send(play.status, play.headers, json.dumps(body).encode())

        def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            with suppress(OSError):  # whoever asked is gone
                super().handle()

    return Handler


def _tokens(asked: dict[str, Any], said: str) -> tuple[int, int]:
    return len(json.dumps(asked)) // 4, len(said) // 4


def _openai(asked: dict[str, Any], said: str, play: Play) -> dict[str, Any]:
    """A call of the tool where one was given, else content."""
    message: dict[str, Any] = {"role": "assistant", "content": None}
    if play.refusal:
        message["refusal"] = play.refusal
    elif asked.get("tools") and said:
        function = {"name": asked["tools"][0]["function"]["name"], "arguments": said}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    else:
        message["content"] = said
    inputs, outputs = play.tokens or _tokens(asked, said)
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": asked["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": play.finish}],
        "usage": {"prompt_tokens": inputs, "completion_tokens": outputs, "total_tokens": inputs + outputs},
    }


def _anthropic(asked: dict[str, Any], said: str, play: Play) -> dict[str, Any]:
    call = {"type": "tool_use", "id": "toolu_1", "name": asked["tools"][0]["name"], "input": json.loads(said)}
    inputs, outputs = _tokens(asked, said)
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [] if play.refusal else [call],
        "stop_reason": "refusal" if play.refusal else "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": inputs, "output_tokens": outputs},
    }


def _google(asked: dict[str, Any], said: str, play: Play) -> dict[str, Any]:
    call = {"name": asked["tools"][0]["functionDeclarations"][0]["name"], "args": json.loads(said)}
    inputs, outputs = _tokens(asked, said)
    return {
        "candidates": [{"content": {"role": "model", "parts": [{"functionCall": call}]}, "finishReason": "STOP", "index": 0}],
        "usageMetadata": {"promptTokenCount": inputs, "candidatesTokenCount": outputs, "totalTokenCount": inputs + outputs},
        "modelVersion": "toy",
    }


def _google_messages(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"role": each["role"], "content": "".join(part.get("text", "") for part in each["parts"])} for each in asked["contents"]]


def _anthropic_messages(asked: dict[str, Any]) -> list[dict[str, Any]]:
    def text(content: Any) -> str:
        return content if isinstance(content, str) else "".join(part.get("text") or str(part.get("content", "")) for part in content)

    return [{"role": each["role"], "content": text(each["content"])} for each in asked["messages"]]


class _Protocol(NamedTuple):
    path: str
    messages: Callable[[dict[str, Any]], list[dict[str, Any]]]
    answer: Callable[[dict[str, Any], str, Play], dict[str, Any]]


_PROTOCOLS = (
    _Protocol("/chat/completions", lambda asked: asked["messages"], _openai),
    _Protocol("/messages", _anthropic_messages, _anthropic),
    _Protocol(":generateContent", _google_messages, _google),
)
_KEY_HEADERS = ("Authorization", "x-api-key", "x-goog-api-key")


if __name__ == "__main__":
    with Server(seconds=float(sys.argv[1]) if len(sys.argv) > 1 else 0.0).running() as served:
        print(served.url, flush=True)
        sys.stdin.read()
