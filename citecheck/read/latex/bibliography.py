"""The works that a manuscript's own .bib files describe, and how a note prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.model import Kind, Name, Place, Work
from citecheck.read.latex.files import Folder
from citecheck.read.latex.source import decoded

_RESOURCE = re.compile(
    r"\\(?P<command>addbibresource|addglobalbib|bibliography)\s*(?:\[[^\]\n]{0,200}\])?\s*\{(?P<names>[^{}]{0,2000})\}"
)
_IN_QUOTES = frozenset({Kind.ARTICLE, Kind.ARTICLE_JOURNAL, Kind.ARTICLE_MAGAZINE, Kind.ARTICLE_NEWSPAPER, Kind.CHAPTER,
                        Kind.PAPER_CONFERENCE, Kind.ENTRY_ENCYCLOPEDIA, Kind.THESIS})  # fmt: skip


class Bibliography:
    """The .bib files of a manuscript, read when the first note cites from them."""

    def __init__(self, folder: Folder, path: str) -> None:
        self._folder = folder
        self._place = Place(path, 1)
        self._names: list[str] = []
        self._works: dict[str, Work] = {}

    def announce(self, text: str) -> None:
        """Notes the files that a source names; they may be named behind the first citation."""
        for found in _RESOURCE.finditer(text):
            self._names.extend(name.strip() for name in found["names"].split(",") if name.strip())

    def work(self, key: str) -> Work | None:
        """The work under a key, None where no file has it."""
        from citecheck.formats import bibtex  # loads pybtex, which most manuscripts do not need

        while self._names:
            path = self._folder.find(self._names.pop(0), ".bib", self._place)
            data = self._folder.bytes(path, self._place) if path else None
            if path and data:
                self._works.update(bibtex.loads(decoded(data, path)[0]).entries)
        return self._works.get(key)


def rendered(work: Work) -> Iterator[tuple[str, bool]]:
    """A work as a note prints it, ``Author, Title, Place Year``, in pieces; True for those in italics."""
    people = work.authors or work.editors
    if people:
        yield names(people) + ("" if work.authors else " (ed.)") + ", ", False
    yield from _titled(work)
    published = " ".join(part for part in (work.address, _year(work)) if part)
    rest = [part for part in (_part(work), published, work.pages) if part]
    if rest:
        yield ", " + ", ".join(rest), False


def names(people: tuple[Name, ...]) -> str:
    """The names of persons, in full and in their own order."""
    shown = [str(person) for person in people]
    return ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else "".join(shown)


def families(people: tuple[Name, ...]) -> str:
    """Their family names alone."""
    return names(
        tuple(Name(literal=person.literal or f"{person.particle} {person.family}".strip()) for person in people)
    )


def _titled(work: Work) -> Iterator[tuple[str, bool]]:
    if work.kind not in _IN_QUOTES and not work.container:
        yield work.title, True
        return
    yield f"“{work.title}”", False
    if work.container:
        yield ", in " if work.kind is Kind.CHAPTER else ", ", False
        yield work.container, True


def _part(work: Work) -> str:
    return f"{work.volume}.{work.issue}" if work.volume and work.issue else work.volume or work.issue


def _year(work: Work) -> str:
    return str(work.issued.year) if work.issued else ""
