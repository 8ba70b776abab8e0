"""The marks of back references: ibid., idem, op. cit., "supra n. 12", each in eight languages."""

from __future__ import annotations

from citecheck.model import Text
from citecheck.parse.tokens import tokenize
from citecheck.parse.words import phrases


def read_mark(printed: str) -> tuple[str, str]:
    """The kind of a printed mark, and the number of the note it names.

    >>> read_mark("supra n. 12"), read_mark("op. cit.")
    (('note', '12'), ('short', ''))
    """
    tokens = tokenize(Text(printed))
    words = [t for t in tokens.items if t.kind != "p"]
    if any(t.kind == "n" and t.text != "0" for t in words):
        return "note", next(t.text for t in words if t.kind == "n")
    for kind, key in (("ibid", "ibid"), ("idem", "idem")):
        end = tokens.phrase(phrases("ibid", key), 0, len(tokens))
        if end >= len(tokens) - 1 and end:
            return kind, ""
    return "short", ""


def names_same_author(printed: str) -> bool:
    """Whether what stands in an author's place stands for the one before: "Idem", "Ders.", "———".

    >>> names_same_author("Ders."), names_same_author("Idel")
    (True, False)
    """
    tokens = tokenize(Text(printed))
    return 0 < tokens.phrase(phrases("ibid", "idem"), 0, len(tokens)) >= len(tokens) - 1
