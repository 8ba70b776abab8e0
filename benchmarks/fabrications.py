"""Fabricated and real entries (HALLMARK, ../shared/corpora/matching/hallmark): how many `citecheck match` flags.

CITECHECK_DATA=FOLDER python benchmarks/fabrications.py CATALOGUE

CATALOGUE is a local catalogue with the sets of ../shared/catalogues. First of the entries whose work it holds
(a record bears their title, or for the fabricated one like it), then of all.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from shared import SHARED, run, score

from citecheck.catalogues.index import Index, folder
from citecheck.formats.csl import from_csl
from citecheck.match import titles
from citecheck.model import Query

ENTRIES = SHARED / "corpora" / "matching" / "hallmark" / "dev_public.jsonl.gz"
_LIKE = 0.8  # titles alike enough for the one to be made from the other


def main(catalogue: str) -> None:
    asked = score("hallmark.py", str(ENTRIES))
    index = Index(folder(catalogue, os.environ.get("CITECHECK_DATA")))
    entries = gzip.decompress(ENTRIES.read_bytes()).decode().splitlines()
    real = {row["bibtex_key"] for row in map(json.loads, entries) if row["label"] == "VALID"}
    held = {
        row["id"] for row in map(json.loads, asked) if _is_held(index, row, titles.SAME if row["id"] in real else _LIKE)
    }
    answers = run("match", "--catalogue", catalogue, text="\n".join(asked) + "\n")
    for name, chosen in (
        ("held by the catalogue", [row for row in entries if json.loads(row)["bibtex_key"] in held]),
        ("all", entries),
    ):
        with tempfile.TemporaryDirectory() as place:
            gold, given = Path(place) / "gold.jsonl", Path(place) / "given.jsonl"
            gold.write_text("\n".join(chosen) + "\n", "utf-8")
            given.write_text(answers, "utf-8")
            print(f"{name}: {len(chosen)} entries")
            print("\n".join(score("hallmark.py", str(gold), str(given))))


def _is_held(index: Index, asked: dict[str, Any], least: float) -> bool:
    work = from_csl(asked["work"])
    found = index.search(Query(str(asked["text"]), work), 20)
    return any(titles.compare(work.title, one.work.title) >= least for one in found)


if __name__ == "__main__":
    main(sys.argv[1])
