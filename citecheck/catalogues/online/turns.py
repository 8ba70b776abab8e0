"""The turns in which most services are asked: one question after another, until one of them brings candidates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from citecheck.catalogues.online.policy import Policy, Shape
from citecheck.catalogues.online.question import Ask, Question, Reply
from citecheck.catalogues.online.scope import SCOPES
from citecheck.model import Query, Record

MOST = 3  # questions about one reference: an identifier, the reference, its fields; budgets are small


class Client:
    """What every client declares; `base`: another address than the service's own, as of a mirror."""

    name: str
    base: str
    policy: Policy
    absent: tuple[Shape, ...]
    faults: tuple[Shape, ...] = ()

    def __init__(self, base: str = "") -> None:
        self.base = base or self.base


class Catalogue(Client):
    """A client that is asked for works."""

    def holds(self, query: Query) -> bool:
        """Whether the work, if it exists, should be there (`scope.SCOPES`)."""
        return SCOPES[self.name].holds(query)


class Turns(Catalogue, ABC):
    """A service of which each answer holds whole records."""

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        """Up to `limit` records of the first question that brings any."""
        return told_by(in_turn(self.questions(query, limit), self.read, ask)[:limit], self.name)

    @abstractmethod
    def questions(self, query: Query, limit: int) -> Iterator[Question]:
        """What to ask, best first: by identifier, by the whole reference, by fields."""

    @abstractmethod
    def read(self, reply: Reply) -> Iterable[Record]:
        """The records in an answer; CatalogueError where it makes no sense."""


def in_turn(questions: Iterable[Question], read: Callable[[Reply], Iterable[Record]], ask: Ask) -> tuple[Record, ...]:
    """The records that the first question brought that brought any; no more than `MOST` are asked."""
    for question in islice(questions, MOST):
        reply = ask(question)
        if reply and (found := tuple(read(reply))):
            return found
    return ()


def told_by(records: Iterable[Record], catalogue: str) -> tuple[Record, ...]:
    """The records as those of a catalogue."""
    return tuple(replace(record, catalogue=catalogue) for record in records)
