"""What the probability of a match rests on: the scores of its fields, and how much they can tell, as a row."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from citecheck.match import figures
from citecheck.match.trees import Floats
from citecheck.model import Query, Work
from citecheck.text import fold

_LONGEST = 12  # words of a title: more tell no more
_TEAM = 6  # people: more tell no more
SUPPORTS = ("title", "author", "year", "container", "publisher", "volume", "page")

# Every feature in its order, and which way alone it may move the probability (1 upwards, 0 either way): no field that
# agrees better may make a match less likely, so that two wrong fields never look milder than one.
DIRECTIONS: Mapping[str, int] = {
    "identifier": 1,
    "title": 1,
    "author": 1,
    "year": 1,
    "container": 1,
    "volume": 1,
    "issue": 1,
    "page": 1,
    "publisher": 1,
    "publisher-place": 1,
    "kind": 1,
    "numbers": 1,
    "words": 1,
    "agreeing": 1,  # how many fields agree at all
    "title length": 1,  # words of the record's title: a short one is soon shared
    "people": 1,  # how many are named on both sides: a team hardly wrote two papers for one volume
    "once": 0,  # whether the record is of an article, which comes out once
    "located": 0,  # whether the record has volume or pages that could have disagreed
    "titled": 0,  # whether the reference has a title
}
_AGREES = 0.8


def row(query: Query, work: Work, parts: Mapping[str, float]) -> Floats:
    """One record's features, in the order of `DIRECTIONS`; NaN for a field that one side lacks."""
    cited = query.work.authors or query.work.editors
    known = work.authors or work.editors
    found = {
        **parts,
        "agreeing": sum(parts.get(name, 0.0) >= _AGREES for name in SUPPORTS),
        "title length": min(len(fold(work.title).split()), _LONGEST),
        "people": min(len(cited), len(known), _TEAM) if parts.get("author", 0.0) >= _AGREES else 0,
        "once": figures.is_article(work),
        "located": bool(work.volume or work.pages),
        "titled": "words" not in parts and "title" in parts,
    }
    return np.array([found.get(name, np.nan) for name in DIRECTIONS], np.float64)
