"""How a local catalogue grows: what a record and a query cost at 100,000, 300,000 and a million records.

python benchmarks/scale.py [--sizes N,N,...] [--sample N] [--fts5 N]

The records are those of ../shared/catalogues that are CSL-JSON and, when these are used up, copies of them: two words
of the title those of another, one word with a slip of the pen, another author, a year up to twenty apart, a key of its
own. So every copy brings a new word, as new records do. The 7,485 records that are asked for stand among them once.

Prints for each size the processor time of a record, whole command and without its reading, the bytes of a record, the
most memory, then for each set of queries recall@20 and the processor milliseconds (median, 99th percentile); last the
slope of the median between the first and the last size (1: twice the records, twice the time) and, with as few queries
as --fts5 says since each takes seconds, the same of SQLite FTS5 asked for any of the words, at the last size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from index import CATALOGUE, Asked, hard, references
from shared import SHARED

from citecheck.catalogues.index import Builder, Folder, Index, folder, summary
from citecheck.catalogues.index.terms import words
from citecheck.catalogues.sources import read
from citecheck.catalogues.terms import identity
from citecheck.model import Query, Record, Work
from citecheck.text import tokens

SETS = ("apa", "apa-noise", "chicago-author-date", "elsevier-without-titles")
Item = dict[str, Any]
Found = Callable[[str], Iterable[str]]  # the DOIs of the first 20 records for a reference


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="100000,300000,1000000")
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--fts5", type=int, default=10)
    chosen = parser.parse_args()
    known = [one for one in read(str(CATALOGUE)) if isinstance(one, Record)]
    asked = {name: random.Random(1).sample(references(name), chosen.sample) for name in SETS}
    asked["hard, short"] = list(hard(known, chosen.sample, whole=False))
    with tempfile.TemporaryDirectory() as data:
        place, source = folder("scale", data), Path(data) / "items.jsonl"
        items, sizes = _items(), [int(one) for one in chosen.sizes.split(",")]
        medians = [_size(place, items, size, source, asked) for size in sizes]
        for name in asked:
            slope = math.log(medians[-1][name] / medians[0][name]) / math.log(sizes[-1] / sizes[0])
            print(f"slope of {name:<26} {slope:.2f}")
        if chosen.fts5:
            _compare(place, Path(data) / "all.jsonl", asked["apa"][: chosen.fts5], Path(data) / "fts5.sqlite")


def _items() -> Iterator[str]:
    """Items without end, as lines of JSON: the real ones, then their copies."""
    dice = random.Random(1)
    sources = (CATALOGUE, *sorted((SHARED / "catalogues").glob("*/*.csl.jsonl.gz")))
    real = [line for source in sources for line in _lines(source)]
    yield from real
    while True:
        for line in real:
            yield _copy(json.loads(line), json.loads(dice.choice(real)), dice)


def _lines(source: Path) -> list[str]:
    with gzip.open(source, "rt", encoding="utf-8") as file:
        return list(file)


def _copy(item: Item, other: Item, dice: random.Random) -> str:
    title, strange = str(item.get("title", "")).split(), str(other.get("title", "")).split() or ["untitled"]
    for place in dice.sample(range(len(title)), min(2, len(title))):
        title[place] = dice.choice(strange)
    if title:
        word = dice.choice(title)
        cut = dice.randrange(len(word))
        title[dice.randrange(len(title))] = word[:cut] + dice.choice("abcdefghijklmnopqrstuvwxyz") + word[cut + 1 :]
    number = f"copy{dice.getrandbits(60)}"
    changed = {"id": number, "title": " ".join(title), "author": other.get("author", []), "DOI": f"10.5555/{number}"}
    if isinstance(parts := item.get("issued", {}).get("date-parts"), list) and parts and isinstance(parts[0][0], int):
        changed["issued"] = {"date-parts": [[parts[0][0] + dice.randint(-20, 20)]]}
    return json.dumps({name: value for name, value in item.items() if name != "URL"} | changed) + "\n"


def _size(
    place: Folder, items: Iterator[str], size: int, source: Path, asked: dict[str, list[Asked]]
) -> dict[str, float]:
    """Grows the index to a size and asks it; the median of each set in milliseconds."""
    held = (summary(place).records or 0) if place.exists() else 0
    with source.open("w") as file, (source.parent / "all.jsonl").open("a") as everything:
        for line in islice(items, size - held):
            file.write(line)
            everything.write(line)
    reading = _seconds(lambda: sum(1 for _ in read(str(source))))
    adding = _seconds(lambda: _add(place, str(source)))
    told, new = summary(place), size - held
    print(
        f"{told.records:,} records; CPU a record: {1e6 * adding / new:.1f} us, without reading"
        f" {1e6 * (adding - reading) / new:.1f} us; {told.bytes / (told.records or 1):.0f} bytes each; peak memory"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True,
    )  # fmt: skip
    index = Index(place)
    return {name: _ask(name, lambda text: _dois(index.search(Query(text, Work()), 20)), asked[name]) for name in asked}


def _add(place: Folder, source: str) -> None:
    with Builder(place) as builder:
        builder.add(source)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _ask(name: str, find: Found, asked: Sequence[Asked]) -> float:
    found, times = 0, []
    for text, doi in asked:
        started = time.process_time()
        dois = find(text)
        times.append(1000 * (time.process_time() - started))
        found += doi.casefold() in dois
    times.sort()
    middle, last = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"  {name:<26} {len(asked)} queries  recall@20 {found / len(asked):.4f}  ms {middle:.2f}, {last:.2f}",
        flush=True,
    )
    return middle


def _dois(records: Iterable[Record]) -> set[str]:
    return {value for one in records for scheme, value in map(identity, one.work.ids) if scheme == "doi"}


def _compare(place: Folder, source: Path, asked: Sequence[Asked], path: Path) -> None:
    """The same records and references with SQLite FTS5, any of the words asked for, ranked by bm25."""
    index, table = Index(place), sqlite3.connect(path)
    ours = _ask("tantivy", lambda text: _dois(index.search(Query(text, Work()), 20)), asked)
    table.execute("CREATE VIRTUAL TABLE work USING fts5(words, doi UNINDEXED)")
    rows = ((words(one.work), one.work.id("doi").casefold()) for one in read(str(source)) if isinstance(one, Record))
    building = _seconds(lambda: table.executemany("INSERT INTO work VALUES (?, ?)", rows))
    table.commit()
    print(f"  FTS5: {1e6 * building / len(index):.1f} us a record, reading included")

    def find(text: str) -> set[str]:
        either = " OR ".join(f'"{word}"' for word in dict.fromkeys(tokens(text)))
        return {
            doi for (doi,) in table.execute("SELECT doi FROM work WHERE work MATCH ? ORDER BY rank LIMIT 20", (either,))
        }

    print(f"  SQLite FTS5 takes {_ask('SQLite FTS5, OR', find, asked) / ours:.0f} times as long")


if __name__ == "__main__":
    main()
