"""What the client of a service is: its address, its policy, its absences, its questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from citecheck.catalogues.online.policy import Policy, Shape
from citecheck.catalogues.online.question import Ask
from citecheck.model import Query, Record


class Asked(Protocol):
    """Whatever is asked over the session; what it is asked for is its own business (a handle, an archived copy).

    `base`: the address that its questions begin with; another one may be given at construction, ``Crossref(base=...)``.
    """

    name: str
    base: str
    policy: Policy

    @property
    def absent(self) -> tuple[Shape, ...]:
        """Every shape in which it says that there is no such thing, those of status 200 (no hits) too.

        An absence is kept for a day, a find for a month.
        """
        ...

    @property
    def faults(self) -> tuple[Shape, ...]:
        """Errors in the shape of an answer."""
        ...


class Service(Asked, Protocol):
    """A catalogue on the network; it knows its questions and reads its answers, and the session does the asking."""

    def holds(self, query: Query) -> bool:
        """Whether the work, if it exists, should be there: no arXiv for a pamphlet of 1848."""
        ...

    def search(self, query: Query, limit: int, ask: Ask) -> Sequence[Record]:
        """Up to `limit` records that may be meant: by identifier first, then the whole reference, then by fields.

        A CatalogueError of `ask` goes through; one is raised too where an answer makes no sense.
        """
        ...
