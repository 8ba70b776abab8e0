"""Whether a link still leads somewhere: asked of its own host, and of nothing that is not on the public internet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from citecheck.catalogues.online.faults import Fault, NamelessFault
from citecheck.catalogues.online.policy import Policy, Rate
from citecheck.catalogues.online.question import Question, Reply
from citecheck.catalogues.online.replies import fault
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


def look_up(url: str, sender: Sender, archived: Archived) -> Link:
    """What is known of a link; `sender`: one whose transport is `browsing`.

    A host without an address is dead only if the archive answers: else it may be our own network that is down.
    """
    try:
        status = sender.send(Question(url, accept=("*/*",)), _POLICY, _status, lambda _: None)
    except (Fault, CatalogueError) as error:
        nameless = isinstance(error, NamelessFault) or isinstance(error.__cause__, NamelessFault)
        return _dead(url, str(error), archived, told=False) if nameless else Link(url, State.UNKNOWN, str(error))
    if status in _GONE:
        return _dead(url, f"its host says that it is gone ({status})", archived, told=True)
    return Link(url, State.ALIVE)


def _status(reply: Reply) -> int:
    """200 or another of its kind, 404 or 410; Fault where the status tells nothing."""
    if 200 <= reply.status < 300 or reply.status in _GONE:
        return reply.status
    raise fault(reply)


def _dead(url: str, reason: str, archived: Archived, *, told: bool) -> Link:
    """A dead link, with its copy if there is one; `told`: whether a host said so, as the archive need not confirm."""
    try:
        return Link(url, State.DEAD, reason, archived(url))
    except CatalogueError as error:
        return Link(url, State.DEAD if told else State.UNKNOWN, f"{reason}; the archive {error}")
