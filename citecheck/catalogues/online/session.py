"""The polite session: every question to every service goes through here. Kept answers first, then the network."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from citecheck.catalogues.online.cache import Cache, Kept
from citecheck.catalogues.online.faults import Fault
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.replies import is_absence
from citecheck.catalogues.online.service import Asked
from citecheck.errors import CatalogueError, OfflineError
from citecheck.model import Traffic

if TYPE_CHECKING:
    from citecheck.catalogues.online.sending import Sender


class Session:
    """Shared by all services of a run, and by all threads. Without a `sender` only what is kept answers (offline)."""

    def __init__(self, cache: Cache, sender: Sender | None = None) -> None:
        self.cache = cache
        self._sender = sender
        self._guard = threading.Lock()
        self._turns: WeakValueDictionary[Question, Any] = WeakValueDictionary()  # a lock for each question under way
        self._hopeless: dict[Question, str] = {}  # questions that failed in every attempt: they are not asked again
        self._counts: dict[str, Counter[str]] = {}
        self._seconds: dict[str, float] = {}

    def ask(self, question: Question, asked: Asked) -> tuple[Reply | None, Outdated | None]:
        """The reply, None for an absence; and, where it is out of date and serves all the same, of which day, and why.

        A question that several ask at the same time goes out once. CatalogueError where nothing is known.
        """
        kept = self.cache.get(question)
        if kept and kept.is_fresh:
            self._count(asked, "questions", "kept")
            return kept.reply, None
        if self._sender is None:
            return self._offline(kept, asked), None
        with self._guard:
            turn = self._turns.setdefault(question, threading.Lock())
        with turn:
            return self._asked(question, asked, self._sender)

    def traffic(self, name: str) -> Traffic:
        """What was asked of a service so far."""
        with self._guard:
            count, seconds = self._counts.get(name, Counter()), self._seconds.get(name, 0.0)
        return Traffic(
            name, count["questions"], count["kept"], count["outdated"], count["requests"], count["unanswered"], seconds
        )

    def close(self) -> None:
        """Stops whoever waits for a turn; what has been fetched is kept."""
        if self._sender:
            self._sender.close()
        self.cache.close()

    def _offline(self, kept: Kept | None, asked: Asked) -> Reply | None:
        if kept is None:
            self._count(asked, "questions")
            raise OfflineError("was not asked: --offline")
        self._count(asked, "questions", "outdated")
        return kept.reply

    def _asked(self, question: Question, asked: Asked, sender: Sender) -> tuple[Reply | None, Outdated | None]:
        kept = self.cache.get(question)
        if kept and kept.is_fresh:  # somebody else has asked meanwhile
            self._count(asked, "questions", "kept")
            return kept.reply, None
        try:
            reply = self._sent(question, asked, sender)
        except CatalogueError as error:
            self._count(asked, "questions", "unanswered", *(["outdated"] if kept else []))
            if kept is None:
                raise
            return kept.reply, Outdated(kept.day, str(error))
        self._count(asked, "questions")
        self.cache.put(question, asked.name, reply)
        return reply, None

    def _sent(self, question: Question, asked: Asked, sender: Sender) -> Reply | None:
        if question in self._hopeless:
            raise CatalogueError(self._hopeless[question])
        try:
            return sender.send(
                question,
                asked.policy,
                lambda reply: None if is_absence(reply, question, asked) else reply,
                lambda seconds: self._clock(asked, seconds),
            )
        except Fault as fault:
            self._hopeless[question] = str(fault)
            raise CatalogueError(str(fault)) from fault

    def _count(self, asked: Asked, *what: str) -> None:
        with self._guard:
            self._counts.setdefault(asked.name, Counter()).update(what)

    def _clock(self, asked: Asked, seconds: float) -> None:
        with self._guard:
            self._counts.setdefault(asked.name, Counter())["requests"] += 1
            self._seconds[asked.name] = self._seconds.get(asked.name, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class Outdated:
    """Why an answer out of date has to serve, and the day (ISO 8601) when it came."""

    day: str
    reason: str


class Asking:
    """An `Ask` of one service, good for one search.

    `outdated`: what it had to make do with, if anything. `failed`: whether a question had no answer.
    """

    def __init__(self, session: Session, asked: Asked) -> None:
        self._session, self._asked = session, asked
        self._answered: list[Question] = []
        self.outdated: Outdated | None = None
        self.failed = False

    def __call__(self, question: Question) -> Reply | None:
        """The reply, None for an absence; CatalogueError where nothing is known."""
        try:
            reply, outdated = self._session.ask(question, self._asked)
        except CatalogueError:
            self.failed = True
            raise
        self._answered.append(question)
        self.outdated = self.outdated or outdated
        return reply

    def disown(self) -> None:
        """Forgets the answers: they made no sense, so that the service must be asked again another time."""
        for question in self._answered:
            self._session.cache.forget(question)
