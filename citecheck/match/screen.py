"""A quick look at many records at once: which of them may be the work meant, before any is looked at closely.

Four fields, each compared as one folded text by rapidfuzz in a batch; a record is folded once and its card kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from citecheck.match import figures
from citecheck.model import Name, Query, Work
from citecheck.text import fold, is_latin, romanized

Floats = npt.NDArray[np.float64]

# Log odds that each field adds where it wholly agrees. Fitted by `python -m training.screen`.
WEIGHTS = {"title": 5.5, "people": 4.47, "year": 1.82, "container": 0.12}
PRIOR = -10.55
LIKELY = (
    0.005  # less likely records need no closer look: benchmarks/relation.py, none that is the work meant lies below
)
_FAR = 5  # years: no farther


@dataclass(frozen=True, slots=True)
class Card:
    """A record's four fields as one text each, folded, or by their sounds where the title is of another script."""

    title: str
    people: str
    container: str
    year: float
    is_latin: bool


@lru_cache(maxsize=65536)
def card(work: Work) -> Card:
    """The card of a record; its title stands with its other titles."""
    written = is_latin(work.title)
    plain = fold if written else romanized
    people = work.authors or work.editors or work.translators
    known = figures.years(work)
    return Card(
        plain(" ".join((work.title, *work.variants))),
        plain(_families(people)),
        fold(work.container),
        float(known[0]) if known else np.nan,
        written,
    )


def screen(query: Query, cards: Sequence[Card]) -> Floats:
    """How likely each of n records may be the work meant, (n,); those below `LIKELY` need no closer look.

    Bold on purpose: what a side lacks counts as agreeing, and people and container that were not parsed are looked for
    among all words of the reference.
    """
    parts = np.nan_to_num(features(query, cards), nan=1.0)
    found: Floats = 1 / (1 + np.exp(-PRIOR - parts @ np.array(list(WEIGHTS.values()))))
    return found


def features(query: Query, cards: Sequence[Card]) -> Floats:
    """How alike title, people, year and container are, (n, 4), 0 to 1; NaN where a side lacks the field."""
    work = query.work
    people = _families(work.authors or work.editors or work.translators)
    parts = np.full((len(cards), 4), np.nan)
    for is_latin_one in {one.is_latin for one in cards}:
        places = [place for place, one in enumerate(cards) if one.is_latin is is_latin_one]
        plain = fold if is_latin_one else romanized
        kept = [cards[place] for place in places]
        parts[places, 0] = _alike(plain(work.title), [one.title for one in kept])
        parts[places, 1] = _alike(plain(people or query.text), [one.people for one in kept])
    parts[:, 3] = _alike(fold(work.container or query.text), [one.container for one in cards])
    years = np.array(figures.years(work), np.float64)
    if years.size:
        gaps = np.abs(np.array([one.year for one in cards])[:, None] - years).min(axis=1)
        parts[:, 2] = 1 - np.minimum(gaps, _FAR) / _FAR
    return parts


def _alike(cited: str, known: Sequence[str]) -> Floats:
    """By words, so that a subtitle left out, an order turned round or a longer text does not matter."""
    if not cited or not known:
        return np.full(len(known), np.nan)
    found: Floats = process.cdist([cited], known, scorer=fuzz.token_set_ratio, dtype=np.float64)[0] / 100
    found[[not one for one in known]] = np.nan
    return found


def _families(people: Sequence[Name]) -> str:
    return " ".join(name.family or name.literal for name in people)
