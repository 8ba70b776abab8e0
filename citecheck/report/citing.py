"""A work in a few words, for people: ``Trotsky, Results and Prospects (1906)``."""

from __future__ import annotations

import re

from citecheck.model import Citation, Name, Work

_BREAK = re.compile(r" ?[^\S ]\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def line(text: str) -> str:
    r"""The text on one line; what would steer a terminal (escape sequences, turned writing directions) is left out.

    >>> line("Trotsky,\n  1905\x1b[31m")
    'Trotsky, 1905[31m'
    """
    return _CONTROL.sub("", _BREAK.sub(" ", text))


def short(work: Work, width: int = 80) -> str:
    """Author, title and year as far as they are known, cut to `width` characters."""
    people = work.authors or work.editors
    date = work.issued or work.original
    head = ", ".join(part for part in (_people(people), work.title or work.container or work.archive) if part)
    text = f"{head} ({date.year})" if date else head
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def doubted(citation: Citation) -> str:
    """What to add to a citation of which some fields were read with little confidence: `` (unsure: title)``."""
    return f" (unsure: {', '.join(citation.unsure)})" if citation.unsure else ""


def _people(people: tuple[Name, ...]) -> str:
    if not people:
        return ""
    first = people[0].family or people[0].literal or people[0].given
    return (
        first
        if len(people) == 1
        else f"{first} et al."
        if len(people) > 2
        else f"{first} and {people[1].family or people[1].literal}"
    )
