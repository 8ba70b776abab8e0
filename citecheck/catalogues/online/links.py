"""Whether a link still leads somewhere: asked of its own host, and of nothing that is not on the public internet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from citecheck.catalogues.online.policy import Policy, Rate
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.sending import Sender
from citecheck.errors import CatalogueError

_GONE = (404, 410)
_POLICY = Policy(Rate(1), timeout=10.0, attempts=2)

Archived = Callable[[str], str]
"""The address of an archived copy of a page, "" where there is none; CatalogueError where the archive cannot tell."""


class State(StrEnum):
    """What is known of a link. A host that refuses, is silent or out of order tells nothing."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was looked at: why it is dead or unknown, and where a copy of a dead one lies."""

    url: str
    state: State
    reason: str = ""
    copy: str = ""
