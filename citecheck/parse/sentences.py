"""Where sentences end in a note, abbreviations, initials, quotations and brackets left whole; and what is prose."""

from __future__ import annotations

from collections import Counter
from functools import cache

from citecheck.parse.atoms import Marked
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import of_language, vocabulary

_STOPS = frozenset(".!?…")
_OPENING = frozenset("“‘«„‚\"'([»")
_LANGUAGES = ("en", "de", "fr", "it", "es", "pt", "ru", "la")


def sentences(tokens: Marked, start: int, stop: int) -> list[tuple[int, int]]:
    """The token ranges of the sentences in a range."""
    found, first = [], start
    for at in range(start, stop - 1):
        if ends_sentence(tokens, at, tokens.depth[start]):
            found.append((first, at + 1))
            first = at + 1
    return [*found, (first, stop)] if first < stop else found


def ends_sentence(tokens: Marked, at: int, depth: int) -> bool:
    """Whether a sentence may end with a token: a stop that is no abbreviation's, or a quotation that ends in one."""
    if at + 1 >= len(tokens) or tokens.depth[at] > depth or not tokens.spaced(at + 1):
        return False
    following = tokens[at + 1]
    if not (following.capital or following.text in _OPENING or following.text == "—"):
        return False
    if tokens.quoted[at] >= 0:
        closes = tokens.quotes[tokens.quoted[at]][1] == at + 1
        return closes and tokens[at - 1].text in _STOPS
    if (
        tokens[at].text in ")]"
        and tokens[at - 1].text in _STOPS
        and tokens.depth[at] == depth
        and tokens[at - 2].text not in ("ed", "eds", "Hrsg", "al")
    ):
        return following.capital
    return tokens[at].text in _STOPS and not is_abbreviation(tokens, at)


def is_abbreviation(tokens: Marked, at: int) -> bool:
    """Whether a stop belongs to the word before it: an initial, a known abbreviation, one without vowels."""
    if tokens[at].text != "." or at == 0:
        return False
    word = tokens[at - 1]
    if word.kind != "w" or word.end != tokens[at].start:
        return False
    atom = tokens.held[at - 1]
    if (
        atom
        and atom.field in ("locator", "backref")
        and atom.end >= at
        and tokens.word(at - 1) not in ("p", "pp", "op", "n")
    ):
        return False
    if len(word.text) == 1:
        return not (word.roman and at > 1 and tokens[at - 2].kind == "w" and tokens[at - 2].text.isupper())
    if word.lower in _abbreviations():
        return True
    return len(word.text) <= 4 and not any(c in "aeiouyáéíóúàèìòùäöüаеиоуыэюяё" for c in word.lower) and not word.roman


@cache
def _abbreviations() -> frozenset[str]:
    return vocabulary("abridged") | vocabulary("people", "honorifics") | vocabulary("editions", "words")


# --- prose ----------------------------------------------------------------------------------------------------------


def language_of(tokens: Tokens) -> str:
    """The language most of whose small words stand in a text; "" where none does."""
    counts: Counter[str] = Counter()
    for token in tokens.items[:400]:
        if token.kind == "w" and token.text[0].islower():
            counts.update(_languages_of().get(token.lower, ()))
    return max(_LANGUAGES, key=lambda language: counts[language]) if counts else ""


@cache
def _languages_of() -> dict[str, list[str]]:
    """The languages of each small word."""
    found: dict[str, list[str]] = {}
    for language in _LANGUAGES:
        for word in of_language("stopwords", language) | of_language("prose", language, "words"):
            found.setdefault(word, []).append(language)
    return found


def prose_words(tokens: Marked, start: int, stop: int) -> int:
    """How many words of running prose stand in a range, outside quotations, italics, brackets and atoms."""
    words, depth = of_language("prose", tokens.language, "words"), tokens.depth[start] if start < stop else 0
    count = int(
        start < stop
        and tokens[start].capital
        and tokens.word(start) in of_language("prose", tokens.language, "openers")
    )
    for at in range(start, stop):
        token = tokens[at]
        if token.lower in words and token.kind == "w" and (token.text[0].islower() or token.text == "I") and not (
            tokens.quoted[at] >= 0 or tokens.depth[at] > depth or tokens.emphasized[at] or tokens.held[at]
        ):  # fmt: skip
            count += 1
    return count
