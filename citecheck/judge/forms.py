"""CC510: kinds of back reference that a style does without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from citecheck import refs
from citecheck.house import House
from citecheck.judge.naming import Cited, citations
from citecheck.model import CheckedNote, Finding
from citecheck.text import fold, tokens

_CITATUM = frozenset({"cit", "aao", "ao", "citato", "citado", "cite", "цит", "соч"})  # op. cit., loc. cit., a.a.O.


def findings(notes: Sequence[CheckedNote], house: House) -> Iterator[Finding]:
    """One for each back reference whose printed mark is of a kind that the style does not use."""
    if house.ibid and house.op_cit and house.idem:
        return
    for cited in citations(notes):
        for mark in _marks(cited):
            kind = _kind(mark)
            if (kind == "ibid" and not house.ibid) or (kind == "op. cit." and not house.op_cit) or (
                kind == "idem" and not house.idem
            ):  # fmt: skip
                message = f"“{mark}”: {house.title} does without {kind}"
                yield cited.find("CC510", message, "Write the author and a short title.")


def _marks(cited: Cited) -> list[str]:
    text = cited.note.text.plain
    return [text[span.start : span.end].strip(" ,;") for span in cited.citation.spans if span.field == "backref"]


def _kind(mark: str) -> str:
    """Which kind of mark it is, "" for a number of a note, dashes and what is not known."""
    words = tokens(mark)
    if any(word.isdigit() for word in words):
        return ""
    if _CITATUM & set(words) or "".join(words) in _CITATUM:
        return "op. cit."
    folded = " ".join(words)
    return next((kind for kind in ("ibid", "idem") if folded in _words(kind)), "")


@cache
def _words(kind: str) -> frozenset[str]:
    table: dict[str, list[str]] = refs.words("ibid")[kind]
    return frozenset(fold(word) for words in table.values() for word in words)
