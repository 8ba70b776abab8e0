"""Folding and comparing text; pure. Fold once, compare folded copies, keep the author's own spelling in the model."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_APART = re.compile(r"[^\w]+|_+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u2018\u02bc\u02b9\u02ba](?=\w)")
_LINE_END = re.compile(r"(?<=[^\W\d_])(?:\u00ad\s*|[-\u2010]\s*\n\s*)(?=[^\W\d_])")
_SPACE = re.compile(r"\s+")

# One letter for each sound that the schemes of transliteration (ALA-LC, scholarly, German, French, Polish, popular)
# write in different ways; longest first, since "shch" would otherwise be read as "sh" and "ch".
_SOUNDS = (
    ("schtsch", "c"), ("shch", "c"), ("chtch", "c"), ("szcz", "c"), ("tsch", "c"), ("tch", "c"), ("sch", "s"),
    ("zh", "z"), ("dzh", "z"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("cz", "c"), ("sz", "s"), ("ts", "c"),
    ("tz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ks", "x"), ("iu", "u"), ("yu", "u"), ("ju", "u"),
    ("ia", "a"), ("ya", "a"), ("ja", "a"), ("io", "e"), ("yo", "e"), ("jo", "e"), ("ie", "e"), ("ye", "e"),
    ("je", "e"), ("ou", "u"), ("oo", "u"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k"),
)  # fmt: skip
_SOUND = re.compile("|".join(re.escape(written) for written, _ in _SOUNDS))
_SOUND_OF = dict(_SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")


def spaced(text: str) -> str:
    """NFC, white space runs made one space, ends trimmed, words cut by a hyphen at a line's end made whole."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nothing below changes it: catalogues hold millions of such texts
    return _SPACE.sub(" ", _LINE_END.sub("", unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The comparable form: no case, no accents, no punctuation, single spaces; letters of every script stay.

    >>> fold("Lenin’s  “Gulag”: Théories—I")
    'lenins gulag theories i'
    >>> fold("Государство и революция")
    'государство и революция'

    Text without a letter or digit folds to "".
    """
    lowered = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if lowered.isascii():
        return _APART.sub(" ", lowered).strip()  # nothing below changes ASCII
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.category(c).startswith("M"))
    return _APART.sub(" ", unicodedata.normalize("NFC", bare).translate(_STROKED)).strip()


def tokens(text: str) -> tuple[str, ...]:
    """The words of the folded text; of scripts without spaces between words (Chinese, Japanese, Thai) the characters.

    >>> tokens("What Is to Be Done?")
    ('what', 'is', 'to', 'be', 'done')
    """
    folded = fold(text)
    if folded.isascii():
        return tuple(folded.split())
    found: list[str] = []
    for word in folded.split():
        found.extend(word if is_unspaced(word[0]) else (word,))
    return tuple(found)


def is_unspaced(character: str) -> bool:
    """Whether a character's script writes words without spaces (Han, Kana, Thai, Lao, Khmer, Burmese)."""
    point = ord(character)
    return (
        0x3040 <= point <= 0x30FF or 0x3400 <= point <= 0x9FFF or 0x0E00 <= point <= 0x0EFF or 0x1000 <= point <= 0x109F
    )


def is_latin(text: str) -> bool:
    """Whether every letter of the text is Latin (True where there is none)."""
    if text.isascii() or max(text) < "\u0250":  # the common case, in C
        return True
    return all("LATIN" in unicodedata.name(c, "") for c in text if c >= "\u0250" and c.isalpha())


@lru_cache(maxsize=65536)
def romanized(text: str) -> str:
    """The folded text in Latin letters, brought to one letter a sound so that every transliteration reads alike.

    >>> romanized("Отечественные записки") == romanized("Otechestvennye Zapiski") == romanized("Otečestvennye zapiski")
    True
    """
    latin = fold(
        anyascii(
            unicodedata.normalize("NFC", text)
            .replace("ч", "ch")
            .replace("č", "ch")
            .replace("š", "sh")
            .replace("ž", "zh")
        )
    )
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda found: _SOUND_OF[found.group()], latin))


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0.0 to 1.0, whatever the order of their words; across scripts both are romanized.

    Token sort, not token set: a short title that is part of a longer one must not score 1 (lessons of DBLP-Scholar).
    """
    here, there = comparable(one, other)
    if not here or not there:
        return 0.0
    return max(fuzz.ratio(here, there), fuzz.token_sort_ratio(here, there)) / 100


def comparable(one: str, other: str) -> tuple[str, str]:
    """Both texts folded, or both romanized where one is Latin and the other is not."""
    if is_latin(one) == is_latin(other):
        return fold(one), fold(other)
    return romanized(one), romanized(other)
