"""How often fields are right, by the confidence that the parser gives them: annotated footnotes and LinkedBooks.

python benchmarks/confidence.py

A field is right where the annotation has one of the same name over the same characters (intersection over union 0.8).
Names that the corpora do not part are held alike: pages and pinpoints, volume and issue, title and container, people.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import Any

from shared import SHARED, run

SETS = ("footnotes_en", "linkedbooks_valid")
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
ALIKE = {
    "locator": "page", "pages": "page", "issue": "volume", "container-title": "title", "container_title": "title",
    "series": "title", "collection-title": "title", "editor": "author", "translator": "author", "date": "issued",
    "original-date": "issued", "location": "publisher-place", "url": "URL", "doi": "DOI", "number-of-volumes": "volume",
}  # fmt: skip


def main() -> None:
    for name in SETS:
        with gzip.open(SHARED / "corpora" / "parsing" / "dev" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        given = "\n".join(json.dumps({"id": r["id"], "text": r["text"], "document": r["id"]}) for r in rows)
        found = [json.loads(line) for line in run("parse", text=given).splitlines()]
        told, right = Counter[int](), Counter[int]()
        for row, answer in zip(rows, found, strict=True):
            for span in (s for c in answer["citations"] for s in c["spans"]):
                band = sum(span["confidence"] >= edge for edge in EDGES) - 1
                told[band] += 1
                right[band] += _is_right(span, row)
        print(name)
        for band in sorted(told):
            low, high = EDGES[band], min(EDGES[band + 1], 1.0)
            print(f"    {low:.2f} to {high:.2f}: {told[band]:5} fields, right {right[band] / told[band]:.3f}")


def _is_right(span: dict[str, Any], row: dict[str, Any]) -> bool:
    return any(
        ALIKE.get(span["field"], span["field"]) == ALIKE.get(true["label"], true["label"])
        and _overlap(span, true) >= 0.8
        for true in row["spans"]
    )


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> float:
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, common) / (max(one["end"], other["end"]) - min(one["start"], other["start"]))


if __name__ == "__main__":
    main()
