"""The word lists of `refs/words`, as the sets and tables that rules look up; each is read when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from citecheck import refs


def flat(table: Any) -> Iterator[str]:
    """Every word under a table, whatever the language; a block of text counts as words, `_` standing for a space."""
    if isinstance(table, str):
        yield from (word.replace("_", " ") for word in table.split())
    elif isinstance(table, dict):
        for inner in table.values():
            yield from flat(inner)
    else:
        for inner in table:
            yield from ([inner] if isinstance(inner, str) else flat(inner))


@cache
def vocabulary(name: str, *keys: str) -> frozenset[str]:
    """The words of `NAME.toml` under the keys, in all languages, lower case.

    >>> "kapitel" in vocabulary("locators", "parts")
    True
    """
    table: Any = refs.words(name)
    for key in keys:
        table = table[key]
    return frozenset(word.lower() for word in flat(table))


@cache
def of_language(name: str, language: str, *keys: str) -> frozenset[str]:
    """As `vocabulary`, but of one language; empty where the list has none."""
    table: Any = refs.words(name)
    for key in keys:
        table = table[key]
    return frozenset(word.lower() for word in table.get(language, ()))


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations of all languages, lower case, to 1 to 12."""
    return {
        word: number
        for names in refs.words("months").values()
        for number, month in enumerate(names, 1)
        for word in month
    }


class Phrases:
    """Phrases of one or several words, by their first word, longest first; stops between words do not count."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for words in {words for phrase in phrases if (words := bare(phrase))}:
            self.by_first.setdefault(words[0], []).append(words)
        for many in self.by_first.values():
            many.sort(key=len, reverse=True)
        self.first_words = tuple(self.by_first)


def bare(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, lower case: ``"op. cit."`` gives ``("op", "cit")``."""
    return tuple(phrase.lower().replace(".", " ").replace(",", " ").replace(":", " ").split())


@cache
def phrases(name: str, *keys: str) -> Phrases:
    """The phrases of `NAME.toml` under the keys, in all languages."""
    return Phrases(vocabulary(name, *keys))
