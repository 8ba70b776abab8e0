"""A record made ready for the index, which costs most of a build and can be done on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citecheck.catalogues.index import terms
from citecheck.catalogues.index.packing import packed
from citecheck.catalogues.sources import Skipped, Told
from citecheck.catalogues.terms import described
from citecheck.model import Notice, Record


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of schema.py; `exact` begins with the record's own key. `notices`: those that came with the record."""

    words: str
    sounds: str
    exact: tuple[str, ...]
    stored: bytes
    notices: tuple[Notice, ...] = ()

    @property
    def key(self) -> str:
        """What a newer record of the same key replaces."""
        return self.exact[0]


Ready = Entry | Notice | Skipped


def ready(told: Iterable[Told], source: str) -> Iterator[Ready]:
    """What a source tells, its records made ready. `source`: by which keys are told apart that are a file's own."""
    for one in told:
        yield _entry(one, source) if isinstance(one, Record) else one


def _entry(record: Record, source: str) -> Entry:
    text = described(record.work)
    return Entry(
        terms.sound(terms.words(record.work, text)),
        terms.sounds(text),
        (terms.sound(terms.key(record, source)), *terms.exact(record.work)),
        packed(record),
        record.notices,
    )
