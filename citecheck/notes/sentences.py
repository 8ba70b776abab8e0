"""Where sentences end, in any script; abbreviations are a word list (refs/words/abbreviations.toml)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from citecheck import refs


def sentences(text: str, language: str | None = None, breaks: Collection[int] = ()) -> list[tuple[int, int]]:
    """The ranges of the sentences, white space between them left out.

    `breaks`: offsets at which something was taken out of the text, so that a sentence may begin there without a space.
    `language`: whose abbreviations to know; None for those of all.

    >>> text = 'He said "No." Cf. Dr. W. Monod, vol. 3. And then...'
    >>> [text[start:end] for start, end in sentences(text, "en")]
    ['He said "No."', 'Cf. Dr. W. Monod, vol. 3.', 'And then...']
    """
    found, start = [], len(text) - len(text.lstrip())
    for end, following in _ends(text, language, frozenset(breaks)):
        found.append((start, end))
        start = following
    if start < len(text.rstrip()):
        found.append((start, len(text.rstrip())))
    return found


_CLOSE = r"""(?P<close>(?: ["'\u201d\u201c\u2019\u2018\u00bb\u00ab\u203a\u2039)\]}\u300d\u300f\uff09]
                        | [\u0020\u00a0\u202f]\u00bb(?=\s|$) )*)  (?P<space>\s*)"""  # French sets "»" apart
_END = re.compile(rf"(?P<stop>[.!?\u2026\u0589\u061f\u06d4\u0964]+ | [\u3002\uff0e\uff01\uff1f]+) {_CLOSE}", re.VERBOSE)
_GREEK_END = re.compile(rf"(?P<stop>[.!?;\u2026]+) {_CLOSE}", re.VERBOSE)  # ";" asks a question
_OPENING = "\"'\u201c\u201e\u2018\u201a\u00ab\u00bb\u2039\u203a([{\u00bf\u00a1\u2014\u2013-*\u300c\u300e\uff08 "
_WORD = re.compile(r"[^\s(\[\"'\u201c\u201e\u2018\u00ab\u2014\u2013/]*$")
_ROMAN = re.compile(r"[IVXLCDM]+\b")
_UNSPACED = "\u3002\uff0e\uff01\uff1f"
_REACH = 24  # characters before a stop among which an abbreviation is sought


def _ends(text: str, language: str | None, breaks: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Each sentence's end and the beginning of the next."""
    words = _abbreviations(language)
    for found in (_GREEK_END if language == "el" else _END).finditer(text):
        end = found.start("space")
        if found.end() == len(text):
            return
        apart = found["space"] or found["stop"][0] in _UNSPACED or end in breaks or found.end("stop") in breaks
        if apart and _is_end(text, found, words):
            yield end, found.end()


def _is_end(text: str, found: re.Match[str], words: _Abbreviations) -> bool:
    """Whether a stop followed by white space ends its sentence."""
    following = text[found.end() : found.end() + 8].lstrip(_OPENING)
    if found["stop"][0] in _UNSPACED:
        return True
    if following[:1].islower():
        return False
    if found["stop"] != ".":
        return True
    before = _WORD.search(text[max(0, found.start() - _REACH) : found.start()])
    word = before.group() if before else ""
    return not (
        _is_initial(word) or words.binds(word.casefold(), following) or _is_ordinal(text, found.start(), word, words)
    )


def _is_initial(word: str) -> bool:
    """One capital, or capitals with stops between: "W", "J.-P", "U.S"."""
    letters = word.split(".")
    return all(0 < len(part.lstrip("-")) <= 1 and part[-1].isupper() for part in letters)


def _is_ordinal(text: str, stop: int, word: str, words: _Abbreviations) -> bool:
    """A number that counts: at the text's head, or where the language writes "3. Mai"; not that of "Bd. 3."."""
    if not word.isdecimal():
        return False
    before = text[max(0, stop - len(word) - 2) : stop - len(word)].rstrip()
    return stop == len(word) or (words.ordinals and len(word) <= 2 and not before.endswith("."))


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """The words of a language after which a stop ends nothing, by what may follow."""

    always: frozenset[str]
    number: frozenset[str]
    name: frozenset[str]
    ordinals: bool

    def binds(self, word: str, following: str) -> bool:
        """Whether the word and its stop belong to what follows. "etc." and its like end a sentence before a capital."""
        if word in self.always or (word in self.name and following[:1].isupper()):
            return True
        return word in self.number and (following[:1].isdigit() or bool(_ROMAN.match(following)))


_ORDINALS = frozenset({"de", "da", "no", "nb", "fi", "cs", "sk", "hu", "pl", "sl", "hr", "sr", "et", "lv", "tr"})


@cache
def _abbreviations(language: str | None) -> _Abbreviations:
    table = refs.words("abbreviations")
    chosen = [
        table[code] for code in {language or "en", "la", "en" if language not in table else "la"} if code in table
    ]
    always, number, name = (
        frozenset(w for words in chosen for w in words[kind]) for kind in ("always", "number", "name")
    )
    return _Abbreviations(always, number, name, language in _ORDINALS)
