"""JSON items of whatever vocabulary: which one an item is written in is told by its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from citecheck.catalogues.sources import arxiv, crossref, csljson, datacite, openalex, openlibrary, zotero
from citecheck.catalogues.sources.entries import Skipped, settled
from citecheck.catalogues.sources.keys import Keys
from citecheck.catalogues.sources.unpacked import Content
from citecheck.catalogues.sources.values import Broken, values
from citecheck.errors import ReadError
from citecheck.model import Notice, Record

Item = Mapping[str, Any]
_VOCABULARIES: tuple[tuple[Callable[[Item], bool], Callable[[Item], Record]], ...] = (
    (crossref.recognizes, crossref.record),
    (openalex.recognizes, openalex.record),
    (datacite.recognizes, datacite.record),
    (arxiv.recognizes, arxiv.record),
    (zotero.recognizes, zotero.record),
    (csljson.recognizes, csljson.record),
    (openlibrary.recognizes, openlibrary.record),
)
_KEYS_BY_HAND = frozenset({csljson.record, zotero.record})


def read(content: Content) -> Iterator[Record | Notice | Skipped]:
    """The records of a JSON file; ReadError where its first item is of no vocabulary that we read."""
    known: Callable[[Item], Record] | None = None
    keys = Keys()
    for number, item in enumerate(values(content.stream), 1):
        place = f"record {number}"
        if isinstance(item, Broken):
            yield Skipped(content.name, place, "damaged record", f"not JSON: {item.reason}")
        elif not isinstance(item, dict):
            yield Skipped(content.name, place, "damaged record", f"a record is a JSON object, not {str(item)[:40]!r}")
        else:
            known = known or _vocabulary(item, content.name)
            told = settled(known, item, content.name, place)
            yield keys.unique(told) if known in _KEYS_BY_HAND else told


def _vocabulary(item: Item, name: str) -> Callable[[Item], Record]:
    for recognizes, record in _VOCABULARIES:
        if recognizes(item):
            return record
    raise ReadError(f"{name}: JSON with the keys {', '.join(list(item)[:8])}, which is no catalogue that we read")
