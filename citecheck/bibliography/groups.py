"""Works put together with their like; each is compared with a few only, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import chain, islice

from citecheck.bibliography.sameness import Face, is_same
from citecheck.model import Kind, Work
from citecheck.text import romanized

_CANDIDATES = 64  # compared with each work at most, those that share the rarest words first
_LONGEST = 4  # words of a title under which a work is filed


class Groups:
    """Works in groups, each group with one merged work; groups are numbered from 0."""

    def __init__(self) -> None:
        self._faces: list[Face] = []
        self._filed: defaultdict[str, list[int]] = defaultdict(list)
        self._known: dict[Face, int] = {}

    def place(self, work: Work, *, is_inferred: bool = False) -> int:
        """The group of the work, which is a new one if no other means the same; for `is_inferred` see `Face`."""
        face = Face(work, is_inferred)
        if face not in self._known:
            found = next((group for group in self._candidates(face) if is_same(self._faces[group], face)), None)
            self._known[face] = self._open(face) if found is None else self._join(found, face)
        return self._known[face]

    def work(self, group: int) -> Work:
        """The group's work, merged."""
        return self._faces[group].work

    def _candidates(self, face: Face) -> Iterator[int]:
        drawers = sorted((self._filed.get(key, []) for key in _keys(face.work)), key=len)
        return islice(dict.fromkeys(chain.from_iterable(reversed(d[-_CANDIDATES:]) for d in drawers)), _CANDIDATES)

    def _open(self, face: Face) -> int:
        self._faces.append(face)
        self._file(len(self._faces) - 1, face.work)
        return len(self._faces) - 1

    def _join(self, group: int, face: Face) -> int:
        self._faces[group] = _merged(self._faces[group], face)
        self._file(group, face.work)
        return group

    def _file(self, group: int, work: Work) -> None:
        for key in _keys(work):
            if group not in self._filed[key][-_CANDIDATES:]:
                self._filed[key].append(group)


def _keys(work: Work) -> Iterator[str]:
    """What a work is filed under: its DOI, its title up to the colon, its author with each long word of the title."""
    if doi := work.id("doi"):
        yield f"doi {doi}"
    title = romanized((work.title or work.container or work.archive).split(":")[0])
    yield f"title {title}"
    people = work.authors or work.editors
    family = romanized(people[0].family or people[0].literal) if people else ""
    for word in sorted(set(title.split()), key=len, reverse=True)[:_LONGEST] if family else ():
        yield f"{family} {word}"


def _merged(one: Face, other: Face) -> Face:
    """Each field from the fuller of both, the one before where they are alike; names as fully as anyone prints them."""
    base, rest = (other, one) if _fullness(other.work) > _fullness(one.work) else (one, other)
    known = {f.name: getattr(base.work, f.name) or getattr(rest.work, f.name) for f in fields(Work)}
    known["kind"] = base.work.kind if base.work.kind is not Kind.DOCUMENT else rest.work.kind
    known["authors"] = max(base, rest, key=_printed).work.authors
    known["ids"] = tuple(dict.fromkeys((*base.work.ids, *rest.work.ids)))
    known["variants"] = tuple(dict.fromkeys((*base.work.variants, *rest.work.variants)))
    return Face(replace(base.work, **known), one.is_inferred and other.is_inferred)


def _fullness(work: Work) -> int:
    return sum(bool(getattr(work, f.name)) for f in fields(Work))


def _printed(face: Face) -> tuple[bool, int, int]:
    """How well a citation tells its authors: printed in it at all, how many, how fully."""
    authors = face.work.authors
    return bool(authors) and not face.is_inferred, len(authors), sum(len(str(name)) for name in authors)
