"""Folding and comparing text; pure. Fold once, compare folded copies, keep the author's own spelling in the model."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_STROKED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u2018\u02bc\u02b9\u02ba](?=\w)")
_LINE_END = re.compile(r"(?<=[^\W\d_])(?:\u00ad\s*|[-\u2010]\s*\n\s*)(?=[^\W\d_])")
_BEYOND = re.compile("[^\x00-\u024f]")  # the blocks of which most letters are not Latin
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")  # as `is_unspaced` tells
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
    if text.isprintable() and "  " not in text:  # neither a line's end nor a soft hyphen: millions of texts are such
        return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
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
    return " ".join(_folded(text).split())


def _folded(text: str) -> str:
    """The folded text before its spaces are counted."""
    typed = text if text.isascii() else text.replace("\u2013", "-").replace("\u2019", "'")  # mostly all that is not
    if typed.isascii():
        return _plain(typed)
    words = [word if word.isascii() else _bare(word) for word in typed.split()]
    bare = " ".join(words)
    return _plain(bare) if bare.isascii() else " ".join([_plain(word) if word.isascii() else word for word in words])


def _plain(text: str) -> str:
    """Folds ASCII, of which there is nothing to take off but case and punctuation."""
    lowered = (_APOSTROPHE.sub("", text) if "'" in text else text).lower()
    return lowered.translate(_BARE)


def _bare(word: str) -> str:
    lowered = _APOSTROPHE.sub("", unicodedata.normalize("NFKC", word)).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", lowered).translate(_BARE))


class _Bare(dict[int, str]):
    """What folding leaves of a lowered character: no mark, no stroke, a space for what is no letter or digit."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.category(character).startswith("M"):
            self[code] = ""
        else:
            self[code] = _STROKED.get(character, character if character.isalnum() else " ")
        return self[code]


_BARE = _Bare()


def tokens(text: str) -> tuple[str, ...]:
    """The words of the folded text; of scripts without spaces between words (Chinese, Japanese, Thai) the characters.

    >>> tokens("What Is to Be Done?")
    ('what', 'is', 'to', 'be', 'done')
    """
    return tuple(_parted(fold(text)).split())


def spelled(text: str) -> str:
    """The tokens of a text, spaces between; for the many that are read once, since it remembers none.

    >>> spelled("What Is to Be Done?").split()
    ['what', 'is', 'to', 'be', 'done']
    """
    return _parted(_folded(text))


def _parted(folded: str) -> str:
    """A space between the characters of scripts that write none between words."""
    if folded.isascii() or not _UNSPACED.search(folded):
        return folded
    return " ".join([" ".join(word) if is_unspaced(word[0]) else word for word in folded.split()])


def is_unspaced(character: str) -> bool:
    """Whether a character's script writes words without spaces (Han, Kana, Thai, Lao, Khmer, Burmese)."""
    return bool(_UNSPACED.match(character))


def is_latin(text: str) -> bool:
    """Whether every letter of the text is Latin (True where there is none)."""
    if text.isascii():
        return True
    return all("LATIN" in unicodedata.name(c, "") for c in set(_BEYOND.findall(text)) if c.isalpha())


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
