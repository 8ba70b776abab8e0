"""One comparison in progress: what is asked, what the record holds, and what of the reference is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from citecheck import refs
from citecheck.match import figures, people, titles
from citecheck.match.printed import Found, Printed
from citecheck.model import Name, Query, Work
from citecheck.text import fold, romanized

NAMED = 0.8  # of a container or publisher that stands in the reference: at and above, it is the one


@dataclass(frozen=True, slots=True)
class Profile:
    """A record's fields, folded once."""

    titles: tuple[tuple[str, float], ...]
    people: tuple[Name, ...]
    families: tuple[tuple[str, ...], ...]
    givens: frozenset[str]
    container: str
    years: tuple[int, ...]
    opening: str


@lru_cache(maxsize=65536)
def profile(work: Work) -> Profile:
    """The folded forms of a record; each title with what it is worth where it stands in a reference."""
    named = (*work.authors, *work.editors, *work.translators)
    return Profile(
        tuple(dict.fromkeys((fold(form), worth) for form, worth in _written(work) if fold(form))),
        named,
        tuple(people.spellings(name) or (fold(name.literal),) for name in named),
        frozenset(
            word
            for name in named
            for word in fold(f"{name.given} {name.literal} {name.particle} {name.suffix}").split()
        ),
        fold(work.container),
        figures.years(work),
        fold(work.title),
    )


@lru_cache(maxsize=16384)
def sounds(work: Work) -> tuple[tuple[str, float], ...]:
    """As `Profile.titles`, one letter a sound: for references in another script."""
    return tuple(dict.fromkeys((romanized(form), worth) for form, worth in _written(work) if romanized(form)))


def _written(work: Work) -> list[tuple[str, float]]:
    return [form for one in (work.title, *other_titles(work)) for form in _forms(one)]


@lru_cache(maxsize=16384)
def other_titles(work: Work) -> tuple[str, ...]:
    """Its variants, and the title of its set: "Collected Works" of "Collected Works, Volume 9: June-November 1905"."""
    if not work.volume or figures.is_article(work):
        return work.variants
    number = re.escape(work.volume)
    parted = re.compile(rf"[\s,.:;(]+(?:{'|'.join(part_words())})\.?\s*{number}\b.*", re.IGNORECASE)
    sets = (parted.sub("", title) for title in (work.title, *work.variants))
    return tuple(dict.fromkeys((*work.variants, *(one for one in sets if one and one != work.title))))


@cache
def part_words() -> tuple[str, ...]:
    """What numbers the volumes of a work, longest first: "volume", "band"."""
    return tuple(sorted(refs.words("matching")["volume"], key=len, reverse=True))


def _forms(title: str) -> Iterator[tuple[str, float]]:
    yield title, 1.0
    short = titles.main(title)
    if short != fold(title):
        yield short, titles.CUT


@dataclass
class Sheet:
    """One comparison in progress: the scores so far, and the words of the reference that they account for."""

    query: Query
    printed: Printed
    work: Work
    known: Profile
    parts: dict[str, float] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    @property
    def is_parsed(self) -> bool:
        """Whether the reference was taken to pieces at all."""
        return bool(self.query.work.title or self.query.work.authors or self.query.work.container)

    def cover(self, found: Found) -> Found:
        """Notes that these words are accounted for."""
        self.covered.update(range(found.start, found.end))
        return found
