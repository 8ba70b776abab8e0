"""The marks of back references: ibid., idem, op. cit., "supra n. 12", each in eight languages."""

from __future__ import annotations

import re

from citecheck.model import Text
from citecheck.parse.tokens import tokenize
from citecheck.parse.words import phrases, vocabulary

# A word, then a number with the word for page or a sign of its own: "Ibid., 7", "op. cit., p. 12", "Ebd. S. 4 f."
_PINPOINT = re.compile(
    r"(?P<word>[^\W\d]+)[.,:)]*\s+(?P<pin>(?:at\s+|pp?\.?\s*|ss?\.?\s*|с\.?\s*|§+\s*)?\d.*)", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W_]")
_DASHES = re.compile(r"(?<!\w)(?P<dash>[—―_–-]{2,}|[—―])(?:\s*[,.:]\s*|(?<=[—―_–-]{2})\s+)\Z")
_NOTE = re.compile(r"(?P<word>[^\W\d]+)\.?\s*\d+\.?")
_LONGEST_IDEM = 14  # characters: "dello stesso", and a mark behind it


def read_mark(printed: str) -> tuple[str, str]:
    """The kind of a printed mark, and the number of the note it names.

    >>> read_mark("supra n. 12"), read_mark("op. cit."), read_mark("———")
    (('note', '12'), ('short', ''), ('idem', ''))
    """
    if not _LETTERS.search(printed):
        return "idem", ""
    tokens = tokenize(Text(printed))
    words = [t for t in tokens.items if t.kind != "p"]
    if any(t.kind == "n" and t.text != "0" for t in words):
        return "note", next(t.text for t in words if t.kind == "n")
    for kind, key in (("ibid", "ibid"), ("idem", "idem")):
        end = tokens.phrase(phrases("ibid", key), 0, len(tokens))
        if end >= len(tokens) - 1 and end:
            return kind, ""
    return "short", ""


def pinpoint_of(printed: str) -> int:
    """Where the pinpoint begins that stands behind a mark; the mark's length where none does.

    A number after a word for note is the note's own and no pinpoint.

    >>> pinpoint_of("Ibid., 7"), pinpoint_of("op. cit., p. 12"), pinpoint_of("supra n. 12")
    (7, 10, 11)
    """
    found = _PINPOINT.search(printed)
    if not found or found["word"].lower() in vocabulary("crossref", "note"):
        return len(printed)
    return found.start("pin")


def names_note(printed: str) -> bool:
    """Whether words name a note of the same document by its number.

    >>> names_note("n. 4"), names_note("Anm. 12"), names_note("no. 4")
    (True, True, False)
    """
    found = _NOTE.fullmatch(printed)
    return bool(found and found["word"].lower() in vocabulary("crossref", "note"))


def dash_before(text: str, at: int, first: int) -> tuple[int, int] | None:
    """Where, from `first` on, dashes stand in the author's place before an offset; one dash needs a mark behind it.

    >>> dash_before("———, The Poverty of Theory", 5, 0), dash_before("April 1905 — Two Roads", 13, 0)
    ((0, 3), None)
    """
    found = _DASHES.search(text, max(first, at - 16), at)
    return found.span("dash") if found else None


def names_same_author(printed: str) -> bool:
    """Whether what stands in an author's place stands for the one before: "Idem", "Ders.".

    >>> names_same_author("Ders."), names_same_author("Idel")
    (True, False)
    """
    idem = phrases("ibid", "idem")
    if len(printed) > _LONGEST_IDEM or not printed.lower().startswith(idem.first_words):
        return False
    tokens = tokenize(Text(printed))
    return 0 < tokens.phrase(idem, 0, len(tokens)) >= len(tokens) - 1
