"""The DBLP pairs of entries (serialised DeepMatcher splits, megagonlabs/ditto), and how well they are told apart."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citecheck.formats import names
from citecheck.model import Date, Kind, Work

ACM, SCHOLAR = "DBLP-ACM", "DBLP-GoogleScholar"
_FIELDS = re.compile(r"COL (?:title|authors|venue|year) VAL")


def pairs(path: Path) -> Iterator[tuple[Work, Work, bool]]:
    """Two entries, and whether they are one work."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one, other, same = line.rstrip("\n").split("\t")
            yield _work(one), _work(other), same == "1"


def _work(text: str) -> Work:
    title, people, venue, year = (field.strip() for field in _FIELDS.split(text)[1:])
    named = (name for one in people.split(" , ") for name in names.read(one.strip(" ,").replace(" and ", " ")))
    date = Date(int(float(year))) if year else None
    return Work(Kind.DOCUMENT, title, tuple(named), container=venue.strip(" ,"), issued=date)


def figures(same: Any, chances: Any) -> str:
    """Precision, recall, F1 at one half, and the Brier score."""
    said = chances >= 0.5
    right = int((said & same).sum())
    precision, recall = right / max(said.sum(), 1), right / same.sum()
    f1 = 2 * right / (said.sum() + same.sum())
    return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f} Brier {((chances - same) ** 2).mean():.4f}"
