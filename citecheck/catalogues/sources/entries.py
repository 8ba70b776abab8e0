"""What a source gives: records, notices of retraction, and entries that gave neither, each with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from citecheck.catalogues.sources.titles import clean
from citecheck.errors import ReadError
from citecheck.model import Notice, Record, Work

_Raw = TypeVar("_Raw")
_Told = TypeVar("_Told", Record, Notice)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that was left out. `place`: "line 12", "record 4". `kind`: a few words that alike ones share."""

    source: str
    place: str
    kind: str
    reason: str


class UnusableError(ReadError):
    """An entry that gives no record; `kind` as in `Skipped`."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def settled(read: Callable[[_Raw], _Told], raw: _Raw, source: str, place: str) -> _Told | Skipped:
    """What `read` makes of a raw entry; an entry that it cannot read costs only itself."""
    try:
        return read(raw)
    except UnusableError as error:
        return Skipped(source, place, error.kind, str(error))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        return Skipped(source, place, "damaged record", f"{type(error).__name__}: {error}")


def record(work: Work, key: str = "", url: str = "") -> Record:
    """The work as a record, its titles cleaned; UnusableError where nothing names it.

    Without a key it is the DOI, else a digest of the work, so that the same entry has the same key when it comes again.
    A work that has only other titles has the first of them for its title; one without any may still be found by its
    container, volume and page.
    """
    others = [one for one in map(clean, work.variants) if one]
    title, container = clean(work.title) or next(iter(others), ""), clean(work.container)
    if not (title or container):
        raise UnusableError("no title", f"neither a title nor what it appeared in{f': {key}' if key else ''}")
    variants = tuple(dict.fromkeys(one for one in others if one != title))
    known = (work.title, work.container, work.variants)
    same = (title, container, variants) == known
    whole = work if same else replace(work, title=title, container=container, variants=variants)
    doi = whole.id("doi")
    return Record(
        whole, "", key or doi or _digest(whole), url or (f"https://doi.org/{doi}" if doi else whole.id("url"))
    )


def keyed(entry: tuple[str, Work]) -> Record:
    """The record of an entry as `citecheck.formats` reads it: a key and a work."""
    return record(entry[1], entry[0])


def _digest(work: Work) -> str:
    return hashlib.blake2b(repr(work).encode(), digest_size=8).hexdigest()
