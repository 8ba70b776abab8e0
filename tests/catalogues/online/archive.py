"""A small service of our own, and a session that asks it on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from citecheck.catalogues.online.cache import Cache
from citecheck.catalogues.online.policy import Policy, Rate, Shape
from citecheck.catalogues.online.question import Ask, Question
from citecheck.catalogues.online.sending import Sender
from citecheck.catalogues.online.session import Session
from citecheck.catalogues.online.transport import Transport
from citecheck.model import Kind, Query, Record, Work

FAST = Policy(Rate(1000, at_once=8), timeout=2.0)


@dataclass
class Archive:
    """Answers `/works?title=...` with {"titles": [...]}; says 404 in plain text, or "titles": [], where it has none."""

    base: str
    policy: Policy = FAST
    name: str = "archive"
    absent: tuple[Shape, ...] = (
        Shape(404, "text/plain", rb"no such work"),
        Shape(200, "application/json", rb'"titles": \[\]'),
    )
    faults: tuple[Shape, ...] = (Shape(200, "application/json", rb'"error"'),)

    def question(self, title: str = "a") -> Question:
        return Question(f"{self.base}/works", (("title", title),))

    def holds(self, query: Query) -> bool:
        return query.work.kind is not Kind.PERSONAL_COMMUNICATION

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        reply = ask(self.question(query.work.title))
        titles = json.loads(reply.body)["titles"] if reply else []
        return [Record(Work(Kind.BOOK, title), self.name, title) for title in titles][:limit]


@contextmanager
def session(
    *bases: str,
    folder: Path | None = None,
    offline: bool = False,
    mailto: str = "",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Session]:
    """A session that trusts these addresses, and wastes no time between attempts."""
    cache = Cache(folder)
    places = [(parts.hostname or "", parts.port or 443) for parts in map(urlsplit, bases)]
    agent = f"citecheck/test (mailto:{mailto})" if mailto else "citecheck/test"
    sender = None if offline else Sender(Transport(agent, places), cache, mailto, environment or {}, backoff=0.001)
    opened = Session(cache, sender)
    try:
        yield opened
    finally:
        opened.close()
