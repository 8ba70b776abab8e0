"""Sources that the tests of the index write, and the ways they build and ask one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from citecheck.catalogues.index import Builder, Folder, Index, Step, folder
from citecheck.model import Query, Work

WORDS = "revolution betrayed permanent capital value state theory history science nature logic method class labour"


def item(number: int, **fields: Any) -> dict[str, Any]:
    """A CSL item that differs from every other in title, author, year and DOI."""
    words = WORDS.split()
    title = f"{words[number % 14]} and {words[number // 14 % 14]} of the {_word(number)}"
    author = [{"family": _word(number * 7 + 3).title(), "given": "A."}]
    year = {"date-parts": [[1800 + number % 200]]}
    return {"id": f"k{number}", "type": "book", "title": title, "author": author, "issued": year,
            "DOI": f"10.1000/{number}"} | fields  # fmt: skip


def _word(number: int) -> str:
    syllables = ("ba", "co", "du", "fe", "gi", "ko", "lu", "ma", "ne", "po", "ru", "sa", "ti", "vo", "xe", "zu")
    return "".join(syllables[number >> shift & 15] for shift in (0, 4, 8, 12))


def lines(path: Path, *items: dict[str, Any]) -> str:
    """A source of CSL-JSON lines."""
    path.write_text("".join(json.dumps(one) + "\n" for one in items), "utf-8")
    return str(path)


def built(data: Path, *sources: str, name: str = "a", step: Step | None = None) -> Folder:
    """A catalogue of the sources."""
    place = folder(name, str(data))
    with Builder(place, step or Step()) as builder:
        for source in sources:
            builder.add(source)
    return place


def keys(place: Folder, text: str = "", work: Work | None = None, limit: int = 5) -> list[str]:
    """The keys of what is found."""
    return [record.key for record in Index(place).search(Query(text, work or Work()), limit)]
