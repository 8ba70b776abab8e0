"""A session without a network: gives the replies that it was given, and reads a service's tables as a session does."""

from __future__ import annotations

import json
from typing import Any

from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.service import Asked
from citecheck.errors import CatalogueError
from citecheck.model import Date, Identifier, Kind, Name, Query, Work

JSON, XML, HTML, TEXT = "application/json", "text/xml", "text/html", "text/plain"
BOT_CHECK = b"<!doctype html><html><title>Just a moment...</title><p>Checking that you are human</p></html>"


def reply(body: Any, status: int = 200, type_: str = JSON) -> Reply:
    """A reply of text or bytes, or of a value as JSON."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    return Reply(status, type_, data, {})


def xml(body: str) -> Reply:
    return reply(body, type_=XML)


class Desk:
    """Answers in the order of its replies; `asked` holds the questions. Beyond the last reply everything is absent."""

    def __init__(self, service: Asked, *replies: Reply) -> None:
        self._service = service
        self._replies = list(replies)
        self.asked: list[Question] = []

    def __call__(self, question: Question) -> Reply | None:
        self.asked.append(question)
        if not self._replies:
            return None
        told = self._replies.pop(0)
        if any(shape.fits(told, question.url) for shape in self._service.absent):
            return None
        if any(shape.fits(told, question.url) for shape in self._service.faults):
            raise CatalogueError("answers with an error")
        if told.status != 200 or told.type not in question.accept:
            raise CatalogueError(f"answers what it should not ({told.status}, {told.type})")
        return told

    @property
    def urls(self) -> list[str]:
        return [one.url for one in self.asked]

    def param(self, name: str, turn: int = -1) -> str:
        return dict(self.asked[turn].params).get(name, "")


def query(
    text: str = "",
    title: str = "",
    author: Name | None = None,
    year: int | None = None,
    kind: Kind = Kind.BOOK,
    container: str = "",
    language: str = "",
    **ids: str,
) -> Query:
    """A reference, and the work that it was parsed into."""
    work = Work(
        kind,
        title,
        (author,) if author else (),
        container=container,
        issued=Date(year) if year else None,
        language=language,
        ids=tuple(Identifier(scheme, value) for scheme, value in ids.items()),
    )
    return Query(text or " ".join(filter(None, (str(author or ""), title, str(year or "")))), work)


CLIFF = query(
    "See Tony Cliff, State Capitalism in Russia (London: Pluto Press, 1974), p. 45.",
    "State Capitalism in Russia",
    Name("Cliff", "Tony"),
    1974,
)
PAPER = query(
    title="Attention is all you need",
    author=Name("Vaswani", "Ashish"),
    year=2017,
    kind=Kind.PAPER_CONFERENCE,
    container="Advances in Neural Information Processing Systems",
)
MANIFESTO = query(title="Manifest der Kommunistischen Partei", year=1848, kind=Kind.PAMPHLET)
LETTER = query(title="Letter to Kugelmann, 12 April 1871", year=1871, kind=Kind.PERSONAL_COMMUNICATION)
