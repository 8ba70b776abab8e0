"""What a service is asked and what it answers, before either has anything to do with a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A GET request: `url` without its query, `params` in order. Neither holds a key or an address of the user's.

    `accept`: the media types that are an answer; whatever else comes (a bot check's HTML) tells nothing.
    """

    url: str
    params: tuple[tuple[str, str], ...] = ()
    accept: tuple[str, ...] = ("application/json",)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: `type` is its media type in lower case, without parameters."""

    status: int
    type: str
    body: bytes
    headers: Mapping[str, str]


Ask = Callable[[Question], Reply | None]
"""Asks a service: its reply, or None where it says, in one of the shapes of its table, that there is no such thing.

CatalogueError where nothing is known: no connection, 403, 429, 5xx, HTML, half a body, a budget that is spent.
"""
