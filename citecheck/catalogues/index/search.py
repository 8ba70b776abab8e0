"""A local catalogue as the matcher asks it: by identifier, by words, and, where these fail, by words that are alike."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

import tantivy

from citecheck.catalogues.index import terms
from citecheck.catalogues.index.folder import Folder
from citecheck.catalogues.index.joining import join
from citecheck.catalogues.index.journal import Journal
from citecheck.catalogues.index.packing import unpacked
from citecheck.catalogues.index.schema import EXACT, SOUNDS, STORED, WORDS, prepared
from citecheck.catalogues.terms import identity
from citecheck.errors import CatalogueError
from citecheck.model import Identifier, Notice, Query, Record

_COMMON = (
    0.1  # a word in more than a tenth of the records tells little and costs most (shared measurement: same recall)
)
_FEW = 2000  # ... unless the whole index is small
_BUDGET = 200_000  # postings read for one question, rarest terms first: bounds the time whatever the size (benchmarks)
_TERMS = 256  # asked for at once, at most: no reference has more words, and a note that has is no reference
_WEAK = 0.5  # the best record holds less than this share of what was asked: the words may be damaged
_LOST = 0.2  # ... and less than this: all of them may be
_SPARE = 1.5  # records fetched for each one wanted, since some will be joined

_DAMAGED = 4  # letters: of shorter words too many are alike
_LIKE = 6  # words asked for with a slip of the pen, the rarest first: those that the index does not hold at all
_ENOUGH = 3  # words of them, and half of them, in one record: if none holds so many, long words may have two slips
_LONG, _LONGEST = 7, 3  # letters of such a word; how many of them are asked for, since that takes five times as long

Address = tuple[int, int]  # where a record lies: segment, number in it
Counted = dict[str, int]  # terms, and how many records hold each


class Index:
    """A catalogue made by `add`, as it is when it is first asked; safe to share among threads and with a writer.

    CatalogueError at a search where it was made by another version, is damaged or empty.
    """

    def __init__(self, folder: Folder) -> None:
        self.name = folder.name
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: tuple[tantivy.Searcher, tantivy.Schema] | None = None
        self._has_notices = False

    def __len__(self) -> int:
        return int(self._open()[0].num_docs)

    def search(self, query: Query, limit: int) -> Sequence[Record]:
        """Up to `limit` records that may be the work meant: of the same identifier, by words, by like ones."""
        if not len(self):
            raise CatalogueError(f"the catalogue {self.name!r} is empty: citecheck catalogue add {self.name} SOURCE...")
        deep = int(limit * _SPARE)
        found = dict.fromkeys((*self._exactly(query, deep), *self._by_words(query, deep)))
        return self._noticed(join(map(self._fetched, found), limit))

    def notices(self, doi: str = "", pmid: str = "") -> tuple[Notice, ...]:
        """What was published about a work: retractions, corrections."""
        return self._published([Identifier("doi", doi), Identifier("pmid", pmid)])

    def _noticed(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """The records with what was published about them."""
        published = self._published(one for record in records for one in record.work.ids)
        return tuple(_with(record, published) for record in records) if published else records

    def _published(self, ids: Iterable[Identifier]) -> tuple[Notice, ...]:
        self._open()
        wanted = [one for one in ids if one.value and one.scheme in {"doi", "pmid"}] if self._has_notices else []
        if not wanted:
            return ()
        with Journal(self._folder.journal) as journal:
            return journal.notices(wanted)

    def _exactly(self, query: Query, limit: int) -> list[Address]:
        wanted = list(terms.exact(query.work))
        _, schema = self._open()
        if not wanted:
            return []
        return [address for _, address in self._hits(tantivy.Query.term_set_query(schema, EXACT, wanted), limit)]

    def _by_words(self, query: Query, limit: int) -> Iterable[Address]:
        """By words; where the best of them holds too little of what was asked, in turn by like words and by sounds."""
        asked = self._counted(WORDS, terms.asked(query))
        worded = self._ranked(WORDS, asked, limit)
        held = self._held(self._fetched(worded[0]), asked) if worded else 0.0
        if held >= _WEAK:
            return worded
        sounds = self._counted(SOUNDS, terms.asked_sounds(query))
        return _in_turn(worded, self._alike(asked, limit, held < _LOST), self._ranked(SOUNDS, sounds, limit // 2))

    def _counted(self, field: str, asked: Iterable[str]) -> Counted:
        searcher, _ = self._open()
        return {term: searcher.doc_freq(field, term) for term in asked}

    def _held(self, best: Record, asked: Counted) -> float:
        """What share of the terms, weighed by their rarity, a record holds."""
        held = set(terms.words(best.work).split())
        records = len(self) + 1
        weights = {term: math.log(1 + records / (count + 1)) for term, count in asked.items()}
        return sum(w for term, w in weights.items() if term in held) / (sum(weights.values()) or 1.0)

    def _ranked(self, field: str, asked: Counted, limit: int) -> list[Address]:
        searcher, schema = self._open()
        chosen = islice(_affordable(asked, searcher.num_docs), _TERMS)
        should = [tantivy.Query.term_query(schema, field, one, "freq") for one in chosen]
        return [address for _, address in self._hits(_any(should), limit)] if should else []

    def _alike(self, asked: Counted, limit: int, lost: bool) -> list[Address]:
        """By words that are a slip of the pen away, or, if all else is lost, two of long words."""
        _, schema = self._open()
        chosen = sorted((term for term in asked if len(term) >= _DAMAGED and term.isalpha()), key=asked.__getitem__)
        chosen = chosen[:_LIKE]
        long = sorted((term for term in chosen if len(term) >= _LONG), key=len)
        found: list[tuple[float, Address]] = []
        for twice in ((), long[-_LONGEST:]) if lost else ((),):
            should = [tantivy.Query.fuzzy_term_query(schema, WORDS, one, 2 if one in twice else 1) for one in chosen]
            found = (
                self._hits(_any(should), limit) if should else []
            )  # each word that fits counts one, however rare it is
            if found and found[0][0] >= max(_ENOUGH, _WEAK * len(chosen)):
                break
        return [address for _, address in found]

    def _hits(self, query: tantivy.Query, limit: int) -> list[tuple[float, Address]]:
        searcher, _ = self._open()
        hits = searcher.search(query, limit, count=False).hits if limit else ()
        return [(score, (address.segment_ord, address.doc)) for score, address in hits]

    def _fetched(self, address: Address) -> Record:
        searcher, _ = self._open()
        return unpacked(searcher.doc(tantivy.DocAddress(*address))[STORED][0], self.name)

    def _open(self) -> tuple[tantivy.Searcher, tantivy.Schema]:
        with self._lock:
            if self._opened is None:
                index = opened(self._folder)
                index.config_reader("manual")  # no thread that watches: a check sees one state from end to end
                self._opened = index.searcher(), index.schema
                with Journal(self._folder.journal) as journal:
                    self._has_notices = journal.count_notices() > 0
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


def _with(record: Record, published: Iterable[Notice]) -> Record:
    ids = set(map(identity, record.work.ids))
    return replace(record, notices=tuple(n for n in published if ids & {("doi", n.doi), ("pmid", n.pmid)}))


def _affordable(asked: Counted, records: int) -> Iterator[str]:
    """The rarest of the terms that the index holds, as many as the budget allows, but one at least."""
    common = max(_FEW, int(records * _COMMON))
    budget = _BUDGET
    for place, (count, term) in enumerate(sorted((count, term) for term, count in asked.items() if count)):
        budget -= count
        if place and (count > common or budget < 0):
            return
        yield term


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in queries])


def _in_turn(*ranked: Sequence[Address]) -> Iterator[Address]:
    return (one for rank in zip_longest(*ranked) for one in rank if one is not None)
