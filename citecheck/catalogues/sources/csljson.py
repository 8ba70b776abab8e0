"""CSL-JSON: what reference managers export, and what other programs call JSON of citations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck.catalogues.sources import entries, items
from citecheck.formats import csl
from citecheck.model import Record

_OURS = frozenset({"title", "author", "editor", "container-title", "issued", "DOI", "ISBN"})


def recognizes(item: Mapping[str, Any]) -> bool:
    """A type in CSL's manner and any variable that tells of a work, or an id and a title."""
    return not _OURS.isdisjoint(item) and (isinstance(item.get("type"), str) or "id" in item)


def record(item: Mapping[str, Any]) -> Record:
    """The record of an item; its key is the item's id."""
    return entries.record(csl.from_csl(item), items.text(item.get("id")))
