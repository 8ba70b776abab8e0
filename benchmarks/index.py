"""A local catalogue of real records: what building it costs, and what it finds, how fast.

python benchmarks/index.py [--sample N] [--built NAME] [SOURCE...]    (else sets of ../shared/catalogues)

Prints, after the sizes, a line for each set of queries: how many of the right records are among the first 20, and the
processor milliseconds of a query (median, 99th percentile). "hard" are references made of a title's words and the first
author's name, the name and three words with a slip of the pen each: "short" of these words alone, "whole" of the title.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from shared import SHARED

from citecheck.catalogues.index import Builder, Folder, Index, folder, summary
from citecheck.catalogues.sources import read
from citecheck.catalogues.terms import identity
from citecheck.model import Query, Record, Work
from citecheck.text import fold

CROSSREF = SHARED / "corpora" / "matching" / "crossref"
CATALOGUE = CROSSREF / "catalogue.csl.jsonl.gz"
SOURCES = [
    CATALOGUE,
    *(SHARED / "catalogues" / one for one in ("general-bib/general.bib.gz", "bl-19c-books/books.csl.jsonl.gz")),
]
SETS = ("apa", "apa-noise", "chicago-author-date", "elsevier-without-titles", "degraded_one_author")
Asked = tuple[str, str]  # a reference, and the DOI of its record


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument(
        "--built", metavar="NAME", help="ask a catalogue that is there; it must hold the records asked for"
    )
    parser.add_argument("sources", nargs="*", default=[str(one) for one in SOURCES])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        place = folder(chosen.built, os.environ.get("CITECHECK_DATA")) if chosen.built else folder("bench", data)
        if chosen.built:
            told = summary(place)
            print(f"{told.records:,} records, {told.bytes / (told.records or 1):.0f} bytes each")
        else:
            _build(place, chosen.sources)
        index = Index(place)
        for name in SETS:
            _print(name, index, random.Random(1).sample(references(name), chosen.sample))
        known = [one for one in read(str(CATALOGUE)) if isinstance(one, Record)]
        for name, whole in (("hard, short", False), ("hard, whole", True)):
            _print(name, index, list(hard(known, chosen.sample, whole=whole)))


def _build(place: Folder, sources: Iterable[str]) -> None:
    with Builder(place) as builder:
        for source in sources:
            started = time.process_time()
            reading = sum(1 for _ in read(source))
            read_in = time.process_time() - started
            added = builder.add(source).reading
            spent = time.process_time() - started - 2 * read_in
            print(
                f"{Path(source).name}: {added.records:,} records, {added.skipped.total():,} skipped; CPU a record: "
                f"{1e6 * read_in / reading:.0f} us to read, {1e6 * spent / reading:.0f} us to index", flush=True,
            )  # fmt: skip
    told = summary(place)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{told.records:,} records, {told.bytes / (told.records or 1):.0f} bytes each, peak memory {peak:.0f} MB")
    parts: Counter[str] = Counter()
    for path in place.path.rglob("*.*"):
        parts[path.suffix] += path.stat().st_size
    print("bytes each:", ", ".join(f"{p} {n / (told.records or 1):.0f}" for p, n in parts.most_common(4)))


def references(name: str) -> list[Asked]:
    """The references of a set, and the DOIs of their records."""
    with gzip.open(CROSSREF / f"present-{name}.json.gz") as file:
        rows = json.load(file)["dataset"]
    return [(row["ref_string"], row["target_gt"]["DOI"]) for row in rows if row["ref_string"]]


def hard(records: list[Record], sample: int, *, whole: bool) -> Iterator[Asked]:
    """References of which a surname and three words have a slip of the pen each: these alone, or the `whole` title."""
    dice = random.Random(1)
    dice.shuffle(records)
    made = 0
    for record in records:
        work = record.work
        words = [word for word in fold(work.title).split() if len(word) > 3]
        surname = fold(work.authors[0].family) if work.authors else ""
        if made == sample:
            return
        if len(words) >= 3 and surname:
            made += 1
            slipped = set(dice.sample(range(len(words)), 3))
            kept = [_slip(w, dice) if n in slipped else w for n, w in enumerate(words) if whole or n in slipped]
            yield " ".join((_slip(surname, dice), *kept)), work.id("doi")


def _slip(word: str, dice: random.Random) -> str:
    """A letter dropped, changed, added, or two of them turned round."""
    place, letter = dice.randrange(len(word)), dice.choice("abcdefghijklmnopqrstuvwxyz")
    before, here, after = word[:place], word[place], word[place + 1 :]
    return dice.choice(
        (before + after, before + letter + after, before + letter + here + after, before + after[:1] + here + after[1:])
    )


def _print(name: str, index: Index, asked: list[Asked]) -> None:
    found, times = 0, []
    for text, doi in asked:
        started = time.process_time()
        records = index.search(Query(text, Work()), 20)
        times.append(1000 * (time.process_time() - started))
        found += any(("doi", doi.casefold()) in map(identity, one.work.ids) for one in records)
    times.sort()
    middle, last = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"{name:<26} {len(asked)} queries  recall@20 {found / len(asked):.4f}  ms {middle:.2f}, {last:.2f}", flush=True
    )


if __name__ == "__main__":
    main()
