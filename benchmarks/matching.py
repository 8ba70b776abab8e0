"""References matched against a catalogue that holds some of them, by ../shared/score/match.py; a sample of each set.

python benchmarks/matching.py [ROWS] [CATALOGUE]

CATALOGUE is a local catalogue (CITECHECK_DATA says where) or a file; else the records of the sets alone.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path

from shared import SHARED, run, score

SETS = SHARED / "corpora" / "matching" / "crossref"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    catalogue = sys.argv[2] if len(sys.argv) > 2 else str(SETS / "catalogue.csl.jsonl.gz")
    for present in sorted(SETS.glob("present-*.json.gz")):
        style = present.name.removeprefix("present-").removesuffix(".json.gz")
        absent = SETS / f"absent-{style}.json.gz"
        with tempfile.TemporaryDirectory() as folder:
            asked = _answered(present, Path(folder), rows, catalogue)
            also = ["--also", *_answered(absent, Path(folder), rows, catalogue)] if absent.exists() else []
            print(f"{style}: {score('match.py', *asked, *also)[-1]}", flush=True)


def _answered(questions: Path, folder: Path, rows: int, catalogue: str) -> tuple[str, str]:
    """Files of a sample of a set, every so many of its rows, and of the verdicts on them."""
    dataset = json.loads(gzip.decompress(questions.read_bytes()))["dataset"]
    sample, answers = folder / questions.stem, folder / f"{questions.stem}l"
    sample.write_text(json.dumps({"dataset": dataset[:: max(1, len(dataset) // rows)][:rows]}), "utf-8")
    asked = "\n".join(score("match.py", str(sample))) + "\n"
    answers.write_text(run("match", "--catalogue", catalogue, text=asked), "utf-8")
    return str(sample), str(answers)


if __name__ == "__main__":
    main()
