"""Keys that people typed, which need not be unique: the second "marx1867" of a source becomes "marx1867~2"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from citecheck.model import Record

_Told = TypeVar("_Told")


class Keys:
    """Those of a source so far, so that no record takes the place of another."""

    def __init__(self) -> None:
        self._seen: set[int] = set()  # hashes: a collision only costs a sign that was not needed
        self._again: dict[str, int] = {}

    def unique(self, told: _Told) -> _Told | Record:
        """The record under a key of its own; whatever is no record as it is."""
        if not isinstance(told, Record):
            return told
        if hash(told.key) not in self._seen:
            self._seen.add(hash(told.key))
            return told
        self._again[told.key] = self._again.get(told.key, 1) + 1
        return replace(told, key=f"{told.key}~{self._again[told.key]}")

    def distinct(self, told: Iterable[_Told]) -> Iterator[_Told | Record]:
        """All of them, as `unique`."""
        return map(self.unique, told)
