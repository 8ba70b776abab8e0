"""A book of 1,000 notes checked against a local catalogue: the whole command, parsing included.

CITECHECK_DATA=FOLDER python benchmarks/book.py CATALOGUE [NOTES]

The notes cite works of ../shared/catalogues and ../shared/corpora/matching, printed in the forms of notes.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from shared import COMMAND, ROOT, SETTING, SHARED, seconds

from citecheck.catalogues.sources import read
from citecheck.model import Record

sys.path.insert(0, str(ROOT))
from training.references import reference

SETS = ("catalogues/bl-19c-books/books.csl.jsonl.gz", "catalogues/jesuit-bibliography/works.csl.jsonl.gz",
        "corpora/matching/crossref/catalogue.csl.jsonl.gz", "catalogues/goodbooks-10k/books.csl.jsonl.gz")  # fmt: skip


def main(catalogue: str, notes: int) -> None:
    chance = random.Random(3)
    known = [one for name in SETS for one in islice(read(str(SHARED / name)), 4000) if isinstance(one, Record)]
    printed = [" ".join(reference(one.work, chance).split()) for one in chance.sample(known, notes)]
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.md"
        calls = " ".join(f"Words.[^{n}]" for n in range(1, notes + 1))
        book.write_text(calls + "\n\n" + "".join(f"[^{n}]: {one}\n\n" for n, one in enumerate(printed, 1)), "utf-8")
        command = [
            COMMAND,
            "check",
            str(book),
            "--offline",
            "--catalogue",
            catalogue,
            "--format",
            "json",
            "--exit-zero",
        ]
        started = time.perf_counter()
        spent = seconds(*command)
        took = time.perf_counter() - started
        told = subprocess.run(command, capture_output=True, text=True, check=False, env=SETTING).stdout
    verdicts = re.findall(r'"verdict": ?"(\w+)"', told)
    print(f"{notes} notes: {took:.1f} s, {spent:.1f} s of processor time; {dict(Counter(verdicts).most_common())}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
