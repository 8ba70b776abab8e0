"""Notes and references parsed, held against the annotated sets by ../shared/score/parse.py; references a second.

python benchmarks/parsing.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from shared import COMMAND, SHARED, run, score, seconds

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
    spent = seconds(COMMAND, "parse", text=_asked("linkedbooks_valid")) - seconds(COMMAND, "parse", text="\n")
    print(f"parsing references a processor second={_asked('linkedbooks_valid').count(chr(10)) / spent:.0f}")


def _asked(name: str) -> str:
    return (
        "\n".join(score("parse.py", str(SHARED / "corpora" / "parsing" / "dev" / f"{name}.jsonl.gz"), "--input")) + "\n"
    )


if __name__ == "__main__":
    main()
