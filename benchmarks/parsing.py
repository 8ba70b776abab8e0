"""Notes and references parsed, held against the annotated sets by ../shared/score/parse.py; references a second.

python benchmarks/parsing.py
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from shared import COMMAND, SHARED, peak, run, score, seconds

TURNS = 3
REFERENCES = ("footnotes_en", "linkedbooks_valid", "anystyle_gold")
NOTES = ("footnotes_en_notes", "linkedbooks_valid_notes", "james_notes", "grobid_refseg_notes")


def main() -> None:
    for name in (*REFERENCES, *NOTES):
        gold = str(SHARED / "corpora" / "parsing" / "dev" / f"{name}.jsonl.gz")
        asked = "\n".join(score("parse.py", gold, "--input")) + "\n"
        with tempfile.TemporaryDirectory() as folder:
            found = Path(folder) / "parsed.jsonl"
            found.write_text(run("parse", text=asked), "utf-8")
            lines = score("parse.py", gold, str(found), *(["--notes"] if name in NOTES else []))
        print(name)
        print(
            "\n".join(f"    {line}" for line in lines if line.startswith(("parse", "boundaries", "back", "invented")))
        )
    lines = _asked("linkedbooks_valid")
    start = min(seconds(COMMAND, "parse", text="\n") for _ in range(TURNS))
    spent = min(seconds(COMMAND, "parse", text=lines) for _ in range(TURNS)) - start
    print(f"parsing references a processor second={lines.count(chr(10)) / spent:.0f}")
    single = json.dumps({"text": "See Cliff, State Capitalism in Russia, 45; Pipes, op. cit."})
    print(f"one note from a cold start: {min(_wall(single) for _ in range(TURNS)) * 1000:.0f} ms")
    for copies in (2, 88):
        many = lines * copies
        print(f"{many.count(chr(10))} notes in one stream: peak={peak(COMMAND, 'parse', text=many):.0f} MB")


def _wall(text: str) -> float:
    """Seconds that a user waits."""
    begun = time.perf_counter()
    run("parse", text=text)
    return time.perf_counter() - begun


def _asked(name: str) -> str:
    return (
        "\n".join(score("parse.py", str(SHARED / "corpora" / "parsing" / "dev" / f"{name}.jsonl.gz"), "--input")) + "\n"
    )


if __name__ == "__main__":
    main()
