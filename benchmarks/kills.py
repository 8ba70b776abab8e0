"""Builds of a local catalogue killed at random moments: nothing acknowledged may be lost, and the build must complete.

python benchmarks/kills.py      (20 kills of one build of 60,000 made-up records, in steps of 500)
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shared import SETTING

from citecheck.catalogues.index import Index, folder, summary

KILLS, RECORDS = 20, 60_000
_BUILD = """
import sys
from citecheck.catalogues.index import Builder, folder
from citecheck.catalogues.index.build import Step
with Builder(folder("killed", sys.argv[1]), Step(items=500)) as builder:
    keep = builder._keep
    builder._keep = lambda reading: (keep(reading), print(reading.position, flush=True))
    builder.add(sys.argv[2])
"""


def main() -> None:
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as data:
        source = Path(data) / "records.jsonl"
        source.write_text("".join(_record(number) for number in range(RECORDS)), "utf-8")
        place, kept, lost = folder("killed", str(Path(data) / "shelves")), 0, 0
        killed = 0
        command = [sys.executable, "-c", _BUILD, str(Path(data) / "shelves"), str(source)]
        for number in range(KILLS):
            with subprocess.Popen(command, env=SETTING, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as build:
                for _ in range(dice.randrange(1, 5)):  # steps kept, however long they take on this machine
                    (build.stdout or sys.stdin.buffer).readline()
                time.sleep(dice.uniform(0.0, 0.3))
                killed += build.poll() is None
                build.kill()
            acknowledged = sum(reading.records for reading in summary(place).sources) if place.exists() else 0
            held = len(Index(place)) if acknowledged else 0
            lost += held < acknowledged or acknowledged < kept
            kept = acknowledged
            print(f"kill {number + 1}: {acknowledged:,} acknowledged, {held:,} held", flush=True)
        subprocess.run(command, env=SETTING, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print(f"{killed} kills, lost={lost}, complete={len(Index(place)):,} of {RECORDS:,}")


def _record(number: int) -> str:
    work = {
        "id": f"made{number}",
        "type": "book",
        "title": f"The {number}th Volume of Letters on Labour and Land {number * 7}",
        "author": [{"family": f"Writer{number % 977}", "given": "A."}],
        "issued": {"date-parts": [[1800 + number % 220]]},
    }
    return json.dumps(work) + "\n"


if __name__ == "__main__":
    main()
