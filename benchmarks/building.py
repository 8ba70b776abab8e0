"""What each part of building a local catalogue costs, one after the other over the same records in memory.

python benchmarks/building.py [--records N] [SOURCE]    (else the ACL Anthology of ../shared/catalogues)

Prints processor microseconds a record: reading, each part of the index part, what tantivy does with their results
(commit and merging included), and the records a second that these parts without the reading allow, and what the
whole command takes for the source.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections import deque
from collections.abc import Callable
from itertools import islice

import tantivy
from shared import COMMAND, SHARED, seconds

from citecheck.catalogues.index import terms
from citecheck.catalogues.index.packing import packed
from citecheck.catalogues.index.schema import EXACT, STORED, WORDS, prepared, schema
from citecheck.catalogues.sources import read
from citecheck.catalogues.terms import described
from citecheck.model import Record

HEAPS = (128_000_000, 250_000_000, 15_000_000)  # bytes; the first is the builder's
Row = tuple[str, list[str], bytes]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=40_000)
    parser.add_argument("source", nargs="?", default=str(SHARED / "catalogues/acl-anthology-2019/papers.csl.jsonl.gz"))
    chosen = parser.parse_args()
    started = time.process_time()
    records = [one for one in islice(read(chosen.source), chosen.records) if isinstance(one, Record)]
    print(f"{'reading':<34} {1e6 * (time.process_time() - started) / len(records):6.1f} us")
    gc.collect()
    gc.freeze()  # what is held for the measurement is not looked through again and again
    parts: dict[str, Callable[[Record], object]] = {
        "words": lambda one: terms.sound(terms.words(one.work, described(one.work))),
        "sounds": lambda one: terms.sounds(described(one.work)),
        "key and identifiers": lambda one: (terms.sound(terms.key(one, "source")), *terms.exact(one.work)),
        "packing": packed,
    }
    spent = sum(
        [
            _print(name, lambda part=part: deque(map(part, records), maxlen=0), len(records))
            for name, part in parts.items()
        ]
    )
    rows = [
        (terms.sound(terms.words(r.work)), [terms.key(r, "source"), *terms.exact(r.work)], packed(r)) for r in records
    ]
    spent += _print("tantivy", lambda: _indexed(rows, HEAPS[0], deleting=False), len(rows))
    print(f"{'together':<34} {1e6 * spent / len(rows):6.1f} us: {len(rows) / spent:,.0f} records a processor second")
    _print("tantivy, each key deleted before", lambda: _indexed(rows, HEAPS[0], deleting=True), len(rows))
    for heap in HEAPS[1:]:
        _print(
            f"tantivy, a heap of {heap / 1e6:.0f} MB", lambda heap=heap: _indexed(rows, heap, deleting=False), len(rows)
        )

    with tempfile.TemporaryDirectory() as data:
        command = (COMMAND, "catalogue", "add", "--data", data)
        whole = seconds(*command, "one", chosen.source, "--limit", str(chosen.records))
        print(f"{'the whole command':<34} {1e6 * whole / len(rows):6.1f} us")


def _print(name: str, work: Callable[[], object], count: int) -> float:
    started = time.process_time()
    work()
    spent = time.process_time() - started
    print(f"{name:<34} {1e6 * spent / count:6.1f} us", flush=True)
    return spent


def _indexed(rows: list[Row], heap: int, *, deleting: bool) -> None:
    with tempfile.TemporaryDirectory() as path:
        writer = prepared(tantivy.Index(schema(), path)).writer(heap, num_threads=1)
        for words, exact, stored in rows:
            document = tantivy.Document()
            document.add_text(WORDS, words)
            for one in exact:
                document.add_text(EXACT, one)
            document.add_bytes(STORED, stored)
            if deleting:
                writer.delete_documents_by_term(EXACT, exact[0])
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()


if __name__ == "__main__":
    main()
