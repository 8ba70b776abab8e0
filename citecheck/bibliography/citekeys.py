"""Citation keys: ``trotsky1906results``, in ASCII whatever the script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from string import ascii_lowercase

from anyascii import anyascii

from citecheck import refs
from citecheck.model import Name, Work
from citecheck.text import fold, is_unspaced

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_UNSPACED = 3  # characters of a title without spaces that stand for its first word


def citekeys(works: Iterable[Work]) -> tuple[str, ...]:
    """A key for each work: family name, year, first significant word of the title.

    The first of several works that would have the same key has it bare, the others with a, b, ... in their order, so
    that no key changes when a work is added behind.
    """
    taken: dict[str, Iterator[str]] = {}
    return tuple(_free(_key(work), taken) for work in works)


def _free(key: str, taken: dict[str, Iterator[str]]) -> str:
    if key not in taken:
        taken[key] = _suffixes()
        return key
    free = next(f"{key}{suffix}" for suffix in taken[key] if f"{key}{suffix}" not in taken)
    taken[free] = _suffixes()
    return free


def _suffixes() -> Iterator[str]:
    """a, b, ... z, aa, ab, ..."""
    for number in count(1):
        letters = ""
        while number:
            number, letter = divmod(number - 1, 26)  # noqa: PLW2901  (the number is taken apart, digit by digit)
            letters = ascii_lowercase[letter] + letters
        yield letters


def _key(work: Work) -> str:
    people = work.authors or work.editors
    word = _significant(work.title or work.container or work.archive, work.language)
    return f"{_family(people[0])}{_year(work)}{word}" if people else f"{word}{_year(work)}"


def _family(name: Name) -> str:
    return _ascii(name.family or name.given) or _significant(name.literal, "") or "anon"


def _year(work: Work) -> str:
    date = work.issued or work.original
    if date is None:
        return "nd"
    return str(date.year) if date.year > 0 else f"{1 - date.year}bc"


def _significant(title: str, language: str) -> str:
    """The first word that is none of the language's stop words; of all languages' where it is not known."""
    words = fold(title).split()
    spoken = _stop_words(language[:2].casefold())
    word = next((w for w in words if w not in spoken), words[0] if words else "")
    return _ascii(word[:_UNSPACED] if word and is_unspaced(word[0]) else word)


@cache
def _stop_words(language: str) -> frozenset[str]:
    table: dict[str, list[str]] = refs.words("stopwords")
    lists = [table[language]] if language in table else table.values()
    return frozenset(fold(word) for words in lists for word in words)


def _ascii(text: str) -> str:
    return _NOT_IN_KEYS.sub("", anyascii(fold(text)).lower())
