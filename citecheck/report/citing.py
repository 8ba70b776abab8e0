"""A work in a few words, for people: ``Trotsky, Results and Prospects (1906)``."""

from __future__ import annotations

import re

from citecheck.model import Citation, Finding, Name, Note, Work

_BREAK = re.compile(r" ?[^\S ]\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")


def line(text: str) -> str:
    r"""The text on one line; what steers a terminal (escapes, turned writing directions) or is no XML is left out.

    >>> line("Trotsky,\n  1905\x1b[31m")
    'Trotsky, 1905[31m'
    """
    return _CONTROL.sub("", _BREAK.sub(" ", text))


def named(note: Note) -> str:
    """``"footnote 12"``, with the numbering it belongs to where that began anew: ``"endnote 3 (numbering 2)"``."""
    scope = f" (numbering {note.scope})" if note.scope > 1 else ""
    return f"{note.kind.value} {note.label or note.id}{scope}"


def advised(finding: Finding) -> str:
    """What is wrong, then what to do, as sentences on one line."""
    message, hint = line(finding.message), line(finding.hint)
    stop = "" if message.endswith((".", "!", "?")) else "."
    return f"{message}{stop} {hint[:1].upper()}{hint[1:]}" if hint else message


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
