"""Where sentences end in a note, abbreviations, initials, quotations and brackets left whole; and what is prose."""

from __future__ import annotations

from functools import cache

from citecheck.parse.atoms import Atoms
from citecheck.parse.tokens import Tokens
from citecheck.parse.words import of_language, vocabulary

_STOPS = frozenset(".!?…")
_OPENING = frozenset("“‘«„‚\"'([»")
_LANGUAGES = ("en", "de", "fr", "it", "es", "pt", "ru", "la")


def sentences(tokens: Tokens, atoms: Atoms, start: int, stop: int) -> list[tuple[int, int]]:
    """The token ranges of the sentences in a range."""
    found, first = [], start
    for at in range(start, stop - 1):
        if ends_sentence(tokens, atoms, at, tokens.depth[start]):
            found.append((first, at + 1))
            first = at + 1
    return [*found, (first, stop)] if first < stop else found


def ends_sentence(tokens: Tokens, atoms: Atoms, at: int, depth: int) -> bool:
    """Whether a sentence may end with a token: a stop that is no abbreviation's, or a quotation that ends in one."""
    if at + 1 >= len(tokens) or tokens.depth[at] > depth or not tokens.spaced(at + 1):
        return False
    following = tokens[at + 1]
    if not (following.capital or following.text in _OPENING or following.text == "—"):
        return False
    if tokens.quoted[at] >= 0:
        closes = tokens.quotes[tokens.quoted[at]][1] == at + 1
        return closes and tokens[at - 1].text in _STOPS
    if tokens[at].text in ")]" and tokens[at - 1].text in _STOPS and tokens.depth[at] == depth and tokens[at - 2].text not in ("ed", "eds", "Hrsg", "al"):
        return following.capital
    return tokens[at].text in _STOPS and not is_abbreviation(tokens, atoms, at)


def is_abbreviation(tokens: Tokens, atoms: Atoms, at: int) -> bool:
    """Whether the stop at a token belongs to the word before it: an initial, a known abbreviation, one without vowels."""
    if tokens[at].text != "." or at == 0:
        return False
    word = tokens[at - 1]
    if word.kind != "w" or word.end != tokens[at].start:
        return False
    atom = atoms.at[at - 1]
    if atom and atom.field in ("locator", "backref") and atom.end >= at and tokens.word(at - 1) not in ("p", "pp", "op", "n"):
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
    words = [t.lower for t in tokens.items[:400] if t.kind == "w" and t.text[0].islower()]
    counts = {language: sum(w in _small_words(language) for w in words) for language in _LANGUAGES}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


@cache
def _small_words(language: str) -> frozenset[str]:
    return of_language("stopwords", language) | of_language("prose", language, "words")


def prose_words(tokens: Tokens, atoms: Atoms, start: int, stop: int, language: str) -> int:
    """How many words of running prose stand in a range, outside quotations, italics, brackets and atoms."""
    words, depth = of_language("prose", language or "en", "words"), tokens.depth[start] if start < stop else 0
    count = int(start < stop and tokens[start].capital and tokens.word(start) in of_language("prose", language or "en", "openers"))
    for at in range(start, stop):
        token = tokens[at]
        if token.lower in words and token.kind == "w" and (token.text[0].islower() or token.text == "I") and not (
            tokens.quoted[at] >= 0 or tokens.depth[at] > depth or tokens.emphasized[at] or atoms.at[at]
        ):  # fmt: skip
            count += 1
    return count
