"""Back references of the annotated footnotes: how many are bound to the note they mean.

python benchmarks/backreferences.py

The truth is read off the notes: "n. 7" names the note with that label; an author with ibid. or op. cit. means the
nearest note before that names the author; a bare ibid. means the citation before it. Notes are given with their labels.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from shared import SHARED, run

_NUMBER = re.compile(r"\bn(?:ote)?\.? ?(\d+)")


def main() -> None:
    path = SHARED / "corpora" / "parsing" / "dev" / "footnotes_en_notes.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    given = "\n".join(
        json.dumps({"id": r["id"], "label": _label(r), "text": r["text"], "document": _of(r)}) for r in rows
    )
    found = {answer["id"]: answer["citations"] for answer in map(json.loads, run("parse", text=given).splitlines())}
    true = bound = 0
    for number, row in enumerate(rows):
        earlier = [r for r in rows[:number] if _of(r) == _of(row)]
        for ref in row["refs"]:
            wanted = _wanted(row, ref, earlier)
            if wanted is None:
                continue
            true += 1
            said = next((c for c in found[row["id"]] if c["start"] < ref["end"] and ref["start"] < c["end"]), None)
            right = (
                said is not None and said["refers_to"] is not None and said["refers_to"]["note"] in _same(wanted, found)
            )
            bound += right
            if not right:
                print(
                    "    not bound:",
                    row["text"][ref["start"] : ref["end"]],
                    "| meant:",
                    wanted,
                    "| said:",
                    said and said["refers_to"],
                )
    print(f"back references bound to the right note: {bound} of {true} = {bound / true:.3f}")


def _of(row: dict[str, Any]) -> str:
    return "/".join(row["id"].split("/")[:2])


def _label(row: dict[str, Any]) -> str:
    return next((row["text"][p["start"] : p["end"]].strip() for p in row["parts"] if p["label"] == "label"), "")


def _wanted(row: dict[str, Any], ref: dict[str, Any], earlier: list[dict[str, Any]]) -> str | None:
    """The id of the note that a back reference means, None where it is none or means nothing that is given."""
    text = row["text"]
    spans = {s["label"]: text[s["start"] : s["end"]] for s in ref["spans"]}
    if "backref" not in spans:
        return None
    if number := _NUMBER.search(text, ref["start"], ref["end"]):
        return next((r["id"] for r in reversed(earlier) if _label(r) == number[1]), None)
    if who := spans.get("author") or spans.get("editor"):
        before = text[: ref["start"]]
        return row["id"] if who in before else next((r["id"] for r in reversed(earlier) if who in r["text"]), None)
    first = ref["start"] == min(r["start"] for r in row["refs"])
    return row["id"] if not first else next((r["id"] for r in reversed(earlier) if r["refs"]), None)


def _same(note: str, found: dict[str, list[dict[str, Any]]]) -> set[str]:
    """The note, and those that its own back references mean."""
    return {note} | {c["refers_to"]["note"] for c in found[note] if c["refers_to"]}


if __name__ == "__main__":
    main()
