"""Citation keys: ``trotsky1906results``, stable as long as the works before stay what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from anyascii import anyascii

from citecheck import refs
from citecheck.model import Work

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def citekeys(works: Sequence[Work]) -> tuple[str, ...]:
    """A key for each work, in order; works that would share one are told apart by a, b, c ... from the second on."""
    seen: Counter[str] = Counter()
    keys = []
    for work in works:
        stem = citekey(work)
        keys.append(stem + _letters(seen[stem]))
        seen[stem] += 1
    return tuple(keys)


def citekey(work: Work) -> str:
    """Family name, year (or "nd") and the title's first word that says something, in lower-case ASCII.

    >>> from citecheck.model import Date, Name
    >>> citekey(Work(title="The State and Revolution", authors=(Name("Lenin", "V. I."),), issued=Date(1917)))
    'lenin1917state'
    """
    names = work.authors or work.editors
    family = _plain(names[0].family or names[0].literal).replace("-", "") if names else ""
    date = work.issued or work.original
    word = _telling_word(work.title or work.container or work.archive)
    return f"{family}{date.year if date else 'nd'}{word}" or "work"


def _telling_word(title: str) -> str:
    words = [word for word in (_plain(word) for word in title.split()) if word]
    return next((word for word in words if word not in _stopwords()), words[0] if words else "")


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", anyascii(text).lower())


def _letters(number: int) -> str:
    """Nothing for the first, then a, b, ... z, aa, ab, ..."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


@cache
def _stopwords() -> frozenset[str]:
    table = refs.words("stopwords")
    return frozenset(_plain(word) for words in table.values() for word in words)
