"""Notes read out of the shared manuscripts, held against their truth by ../shared/score/notes.py.

python benchmarks/notes.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from shared import SHARED, run, score

JAMES = ("docx", "odt", "epub", "html", "tex", "md", "gfm.md", "xml", "tei", "rtf")


def main() -> None:
    manuscripts, truth = SHARED / "manuscripts", SHARED / "manuscripts" / "truth"
    names = [path.name.removesuffix(".json") for path in sorted(truth.glob("*.json"))]
    paths = [next(manuscripts.glob(f"*/{name}")) for name in names]
    james = [manuscripts / "james" / f"james.{suffix}" for suffix in JAMES]
    lent = [f"{path.name}={truth / 'james-varieties.epub.json'}" for path in james]
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "notes.json"
        found.write_text(run("extract", *map(str, [*paths, *james]), "--format", "json", "--quiet"), "utf-8")
        print("\n".join(score("notes.py", str(found), *map(str, sorted(truth.glob("*.json"))), *lent)))


if __name__ == "__main__":
    main()
