"""A service on loopback: gives the answers that it was given, as badly as it is told to; unknown addresses get 599."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

BOT_CHECK = b"<!doctype html><html><title>Just a moment...</title><p>Checking that you are human</p></html>"


@dataclass(frozen=True)
class Canned:
    """An answer. `delay`: seconds before it. `cut`: only so many bytes of the body come, then the connection ends.

    `drop`: the connection ends without an answer.
    """

    body: bytes = b"{}"
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: int | None = None
    drop: bool = False


def found(value: Any, **more: Any) -> Canned:
    """An answer in JSON."""
    return Canned(json.dumps(value).encode(), **more)


def html(status: int = 200) -> Canned:
    """A web page where an answer should be."""
    return Canned(BOT_CHECK, status, "text/html; charset=utf-8")


def limited(after: str | None = None) -> Canned:
    """429, with or without Retry-After."""
    return Canned(b"slow down", 429, "text/plain", {"Retry-After": after} if after else {})


def moved(location: str, status: int = 302) -> Canned:
    """A redirect."""
    return Canned(b"", status, "text/plain", {"Location": location})


def damaged() -> Canned:
    """A body that says it is packed, and is not."""
    return Canned(gzip.compress(b'{"a": 1}')[:-4] + b"xxxx", headers={"Content-Encoding": "gzip"})


Answers = Mapping[str, Canned | Sequence[Canned]] | Callable[[str], Canned | None]


class Replay:
    """Serves while it is entered. `answers`: by path and query, several in turn (the last again and again), or a rule.

    `asked`: the path and query of each request, and when it came; `sent`: the headers of each, names in lower case.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._turns: dict[str, int] = {}
        self._lock = threading.Lock()
        self.asked: list[str] = []
        self.moments: list[float] = []
        self.sent: list[dict[str, str]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that leave are no news
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, headers: Mapping[str, str]) -> Canned:
        with self._lock:
            self.asked.append(path)
            self.moments.append(monotonic())
            self.sent.append({name.lower(): value for name, value in headers.items()})
            turn = self._turns.get(path, 0)
            self._turns[path] = turn + 1
        if callable(self._answers):
            return self._answers(path) or Canned(b"nobody canned this", 599, "text/plain")
        canned = self._answers.get(path, Canned(b"nobody canned this", 599, "text/plain"))
        return canned if isinstance(canned, Canned) else canned[min(turn, len(canned) - 1)]

    def enter(self) -> None:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def leave(self) -> None:
        with self._lock:
            self._at_once -= 1


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            replay.enter()
            try:
                self._send(replay.answer(self.path, dict(self.headers.items())))
            finally:
                replay.leave()

        def _send(self, canned: Canned) -> None:
            sleep(canned.delay)
            if canned.drop:
                self.close_connection = True
                return
            self.send_response(canned.status)
            for name, value in {"Content-Type": canned.type, **canned.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(canned.body)))
            self.end_headers()
            self.wfile.write(canned.body if canned.cut is None else canned.body[: canned.cut])
            self.close_connection = canned.cut is not None

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
