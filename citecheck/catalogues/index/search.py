"""A local catalogue as the matcher asks it: by identifier, by words, and, where these fail, by letters."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, zip_longest

import tantivy

from citecheck.catalogues.index import terms
from citecheck.catalogues.index.folder import Folder
from citecheck.catalogues.index.joining import join
from citecheck.catalogues.index.journal import Journal
from citecheck.catalogues.index.packing import unpacked
from citecheck.catalogues.index.schema import EXACT, LETTERS, SOUNDS, STORED, WORDS, prepared
from citecheck.errors import CatalogueError
from citecheck.model import Notice, Query, Record

_COMMON = (
    0.1  # a word in more than a tenth of the records tells little and costs most (shared measurement: same recall)
)
_FEW = 2000  # ... unless the whole index is small
_BUDGET = 400_000  # postings read for one question, rarest terms first: bounds the time whatever the size (benchmarks)
_TERMS = 256  # asked for at once, at most: no reference has more words, and a note that has is no reference
_WEAK = 0.5  # the best record holds less than this share of what was asked: the words may be damaged
_SPARE = 1.5  # records fetched for each one wanted, since some will be joined

Address = tuple[int, int]  # where a record lies: segment, number in it


class Index:
    """A catalogue made by `add`, as it is when it is first asked; safe to share among threads and with a writer.

    CatalogueError at a search where it was made by another version, is damaged or empty.
    """

    def __init__(self, folder: Folder) -> None:
        self.name = folder.name
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: tuple[tantivy.Searcher, tantivy.Schema] | None = None

    def __len__(self) -> int:
        return int(self._open()[0].num_docs)

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """Up to `limit` records that may be the work meant: of the same identifier, by words, by letters."""
        if not len(self):
            raise CatalogueError(f"the catalogue {self.name!r} is empty: citecheck catalogue add {self.name} SOURCE...")
        deep = int(limit * _SPARE)
        found = dict.fromkeys((*self._exactly(query, deep), *self._by_words(query, deep)))
        return join(map(self._fetched, found), limit)

    def notices(self, doi: str = "", pmid: str = "") -> tuple[Notice, ...]:
        """What was published about a work: retractions, corrections."""
        self._open()
        with Journal(self._folder.journal) as journal:
            return journal.notices(doi, pmid)

    def _exactly(self, query: Query, limit: int) -> list[Address]:
        wanted = list(terms.exact(query.work))
        _, schema = self._open()
        return self._hits(tantivy.Query.term_set_query(schema, EXACT, wanted), limit) if wanted else []

    def _by_words(self, query: Query, limit: int) -> Iterable[Address]:
        """By words; where the best of them holds too little of what was asked, in turn by letters and by sounds."""
        asked = terms.asked(query)
        worded = self._ranked(WORDS, asked, limit)
        if worded and self._covers(self._fetched(worded[0]), asked):
            return worded
        lettered = self._ranked(LETTERS, terms.asked_letters(query), limit)
        return _in_turn(worded, lettered, self._ranked(SOUNDS, terms.asked_sounds(query), limit // 2))

    def _covers(self, best: Record, asked: Collection[str]) -> bool:
        held = set(terms.words(best.work))
        weights = {term: self._weight(term) for term in asked}
        return sum(w for term, w in weights.items() if term in held) >= _WEAK * sum(weights.values())

    def _weight(self, term: str) -> float:
        searcher, _ = self._open()
        return math.log(1 + (searcher.num_docs + 1) / (searcher.doc_freq(WORDS, term) + 1))

    def _ranked(self, field: str, asked: Iterable[str], limit: int) -> list[Address]:
        searcher, schema = self._open()
        chosen = islice(_affordable(searcher, field, asked), _TERMS)
        should = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, field, one, "freq")) for one in chosen]
        return self._hits(tantivy.Query.boolean_query(should), limit) if should else []

    def _hits(self, query: tantivy.Query, limit: int) -> list[Address]:
        searcher, _ = self._open()
        hits = searcher.search(query, limit, count=False).hits if limit else ()
        return [(address.segment_ord, address.doc) for _, address in hits]

    def _fetched(self, address: Address) -> Record:
        searcher, _ = self._open()
        return unpacked(searcher.doc(tantivy.DocAddress(*address))[STORED][0], self.name)

    def _open(self) -> tuple[tantivy.Searcher, tantivy.Schema]:
        with self._lock:
            if self._opened is None:
                index = opened(self._folder)
                index.config_reader("manual")  # no thread that watches: a check sees one state from end to end
                self._opened = index.searcher(), index.schema
            return self._opened


def opened(folder: Folder) -> tantivy.Index:
    """The tantivy index in a folder; CatalogueError where it is missing, of another version or damaged."""
    folder.require()
    try:
        return prepared(tantivy.Index.open(str(folder.index)))
    except (ValueError, OSError) as error:
        raise CatalogueError(
            f"the catalogue {folder.name!r} cannot be read ({error}): {folder.rebuilding()}"
        ) from error


def _affordable(searcher: tantivy.Searcher, field: str, asked: Iterable[str]) -> Iterator[str]:
    """The rarest of the terms that the index holds, as many as the budget allows, but one at least."""
    common = max(_FEW, int(searcher.num_docs * _COMMON))
    counted = ((searcher.doc_freq(field, term), term) for term in asked)
    budget = _BUDGET
    for place, (count, term) in enumerate(sorted(pair for pair in counted if pair[0])):
        budget -= count
        if place and (count > common or budget < 0):
            return
        yield term


def _in_turn(*ranked: Sequence[Address]) -> Iterator[Address]:
    return (one for rank in zip_longest(*ranked) for one in rank if one is not None)
